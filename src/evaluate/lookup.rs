//! Which category, rule set, board and plan version holds: the dated look-ups that every rule shares.

use chrono::NaiveDate;

use crate::model::{
    BoardMeasure, BoardRule, Category, CategoryEntry, Plan, PlanSeries, PlanVersion, Progress, ProgressField, RuleSet,
    Rules, Site, Town,
};
use crate::units::Quarter;

/// The entry of the category history that holds at the end of a day. Undated entries hold on no day.
pub fn category_entry_on(town: &Town, day: NaiveDate) -> Option<&CategoryEntry> {
    town.category_history.iter().rev().find(|entry| entry.from.is_some_and(|from| from.by(day)))
}

/// The category at the end of a day; `Left` is a value too.
pub fn category_on(town: &Town, day: NaiveDate) -> Option<Category> {
    category_entry_on(town, day).map(|entry| entry.category)
}

/// The rule set in force on a day. Spans do not overlap (checked).
pub fn rule_set_on(site: &Site, day: NaiveDate) -> Option<&RuleSet> {
    rule_set_in(&site.rules, day)
}

/// The same, of rules without a site.
pub fn rule_set_in(rules: &Rules, day: NaiveDate) -> Option<&RuleSet> {
    rules.rule_sets.iter().find(|set| set.from.0 <= day && set.to.is_none_or(|to| day <= to.0))
}

/// The board on which a category stands in a rule set.
pub fn board_of(rules: &RuleSet, category: Category) -> Option<&BoardRule> {
    rules.boards.iter().find(|board| board.categories.contains(&category))
}

/// Which plan version the rule set judges by.
pub fn plan_version(rules: &RuleSet) -> PlanVersion {
    rules.cards.as_ref().map(|cards| cards.plan).unwrap_or_default()
}

/// The version of a year's plan that counts for a quarter: the first approved, or the latest approved by its last day.
pub fn plan_for(town: &Town, quarter: Quarter, version: PlanVersion) -> Option<&Plan> {
    let mut versions: Vec<&Plan> = town.plan.iter().filter(|plan| plan.year.0 == quarter.year).collect();
    versions.sort_by_key(|plan| plan.approved);
    match version {
        PlanVersion::First => versions.first().copied(),
        PlanVersion::Latest => {
            let latest = versions.iter().rev().find(|plan| plan.approved.0 <= quarter.last_day());
            latest.or(versions.first()).copied()
        }
    }
}

/// The series of a plan that a board measures.
pub fn series(plan: &Plan, measure: BoardMeasure) -> Option<&PlanSeries> {
    match measure {
        BoardMeasure::Total => Some(&plan.total),
        BoardMeasure::KeyProjects => plan.key_projects.as_ref(),
    }
}

/// The return of a quarter.
pub fn progress_of(town: &Town, quarter: Quarter) -> Option<&Progress> {
    town.progress.iter().find(|row| row.quarter == quarter)
}

/// The field of a return that a board measures.
pub fn measured_field(measure: BoardMeasure) -> ProgressField {
    match measure {
        BoardMeasure::Total => ProgressField::Total,
        BoardMeasure::KeyProjects => ProgressField::KeyProjects,
    }
}
