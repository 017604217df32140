//! Which category, rule set, board and plan version holds: the dated look-ups that every rule shares.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::figure::Firmness;
use crate::model::{
    BoardMeasure, BoardRule, Category, CategoryEntry, Plan, PlanSeries, PlanVersion, Progress, ProgressField,
    QuarterReport, RuleSet, Rules, Site, Town,
};
use crate::units::{Date, Quarter, Timestamp};

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
fn plan_version(rules: &RuleSet) -> PlanVersion {
    rules.cards.as_ref().map(|cards| cards.plan).unwrap_or_default()
}

/// The version of a year's plan that counts for a quarter: the first approved, or the latest approved by its last day. No
/// version approved after the day on which the quarter was released: what was published without a plan is not judged by a later
/// one.
fn plan_for(town: &Town, quarter: Quarter, version: PlanVersion, released: Option<NaiveDate>) -> Option<&Plan> {
    let of_year = town.plan.iter().filter(|plan| plan.year.0 == quarter.year);
    let in_time = of_year.filter(|plan| released.is_none_or(|released| plan.approved.0 <= released));
    let mut versions: Vec<&Plan> = in_time.collect();
    versions.sort_by_key(|plan| plan.approved);
    match version {
        PlanVersion::First => versions.first().copied(),
        PlanVersion::Latest => {
            let latest = versions.iter().rev().find(|plan| plan.approved.0 <= quarter.last_day());
            latest.or(versions.first()).copied()
        }
    }
}

/// The plan that counts for a quarter, by the rules in force on its last day and the day of its release: the one plan for
/// boards, cards, totals, charts, tables and forms. Where no rules hold, the first approved.
pub fn plan_in<'t>(
    rules: &Rules,
    quarters: &BTreeMap<Quarter, QuarterReport>,
    town: &'t Town,
    quarter: Quarter,
) -> Option<&'t Plan> {
    let version = rule_set_in(rules, quarter.last_day()).map(plan_version).unwrap_or_default();
    let released = quarters.get(&quarter).and_then(|report| report.released).map(Timestamp::day);
    plan_for(town, quarter, version, released)
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

/// How firm the figures of a return are. It is late from the day after the one on which it was due; where the rules set no day,
/// after the day on which its quarter was released.
pub fn firmness_of(site: &Site, row: &Progress) -> Firmness {
    let due = rule_set_on(site, row.quarter.last_day()).and_then(|set| set.returns.as_ref());
    let due = due.filter(|returns| returns.first <= row.quarter).map(|returns| returns.due(row.quarter));
    let released = || site.quarters.get(&row.quarter)?.released.map(Timestamp::day);
    let last = due.or_else(released);
    // The day of a correction written as the day of the return makes it no late one.
    let is_late = last.zip(row.known_from()).is_some_and(|(last, known)| last < known.0);
    Firmness { status: Some(row.status), is_late }
}

/// The day on which the figures of a return came out as they are: with its quarter, or when they were reported or corrected
/// after it. None while the quarter is not released.
pub fn published_on(site: &Site, row: &Progress) -> Option<Date> {
    let released = site.quarters.get(&row.quarter)?.released.map(Timestamp::day).filter(|day| *day <= site.as_of)?;
    let replaced = row.history.iter().map(|earlier| earlier.replaced);
    replaced.chain(row.reported).chain([Date(released)]).max()
}

/// The field of a return that a board measures.
pub fn measured_field(measure: BoardMeasure) -> ProgressField {
    match measure {
        BoardMeasure::Total => ProgressField::Total,
        BoardMeasure::KeyProjects => ProgressField::KeyProjects,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;

    /// Released on 20 April: a first plan approved by that day judges the first quarter, one approved on the next day does not,
    /// by either version.
    #[test]
    fn a_plan_approved_after_the_release_does_not_judge_the_quarter() {
        for rules in [RULES.to_owned(), RULES.replace("cards:\n", "cards:\n      plan: latest\n")] {
            let planned = |approved: &str| {
                let town = municipal(&row("2020Q1", "200")).replace("2020-01-05", approved);
                let evaluation = evaluation(&rules, &[("a", &town)], &["2020Q1 2020-04-20"], "2020-08-01");
                let standing =
                    evaluation.town_quarter(&slug("a"), quarter("2020Q1")).and_then(|row| row.standing.clone());
                let totals = &evaluation.totals[&quarter("2020Q1")].all;
                (
                    standing.and_then(|standing| standing.plan_year).map(|plan| plan.to_string()),
                    totals.annual_rate().is_some(),
                )
            };
            assert_eq!(planned("2020-03-31"), (Some("1000".to_owned()), true));
            assert_eq!(
                planned("2020-04-20"),
                (Some("1000".to_owned()), true),
                "between the quarter's end and its release"
            );
            assert_eq!(planned("2020-04-21"), (None, false));
        }
    }
}
