//! Every version of every investment plan.

use super::column::*;
use super::{Definition, Row, Value};
use crate::evaluate::figures::{PlanFigures, plan_of};
use crate::evaluate::{Evaluation, lookup};
use crate::figure::measures::plans;
use crate::model::{BoardMeasure, Plan, Site, Town};
use crate::units::Quarter;

pub(super) const TABLE: Definition = Definition {
    name: "plans",
    title: pair!("投资计划", "Plans"),
    description: pair!(
        "一行为一个小镇一年计划的一个版本，按小镇和文件中的次序排列；分季为累计数",
        "One row per version of a town's plan for a year, by town and the file's order; quarters are cumulative",
    ),
    section: None,
    columns: &[
        TOWN,
        YEAR,
        column(
            "approved",
            Kind::Date,
            pair!("批准日期", "Approved"),
            pair!("该版本的批准日期", "Day of approval of this version"),
        ),
        DOCUMENT,
        Column::of(&plans::TOTAL_YEAR),
        Column::of(&plans::TOTAL_Q1),
        Column::of(&plans::TOTAL_Q2),
        Column::of(&plans::TOTAL_Q3),
        Column::of(&plans::TOTAL_Q4),
        Column::of(&plans::KEY_PROJECTS_YEAR),
        Column::of(&plans::KEY_PROJECTS_Q1),
        Column::of(&plans::KEY_PROJECTS_Q2),
        Column::of(&plans::KEY_PROJECTS_Q3),
        Column::of(&plans::KEY_PROJECTS_Q4),
        column(
            "used",
            Kind::Boolean,
            pair!("采用", "Used"),
            pair!(
                "按规则，该年度已公布的至少一个季度的排名和判牌采用该版本；尚无季度公布时按四季度判断；没有施行中的规则时都不采用",
                "By the rules, at least one quarter shown of the year is ranked and judged by this version; the fourth quarter decides where none is shown; where no rules hold, none is",
            ),
        ),
    ],
    rows,
};

fn rows(site: &Site, _: &Evaluation) -> Vec<Row> {
    let mut rows = Vec::new();
    for (slug, town) in &site.towns {
        let row = |plan: &Plan| {
            let mut row = row![slug, plan.year, plan.approved, plan.document.as_ref()];
            row.extend(series(plan_of(slug, plan, BoardMeasure::Total)));
            row.extend(series(plan_of(slug, plan, BoardMeasure::KeyProjects)));
            row.extend(row![used(site, town, plan)]);
            row
        };
        rows.extend(town.plan.iter().map(row));
    }
    rows
}

/// The year's target and its four cumulative quarters.
fn series(plan: PlanFigures<'_>) -> [Value; 5] {
    let quarter = |index: usize| plan.to_quarter(index).into();
    [plan.year().into(), quarter(0), quarter(1), quarter(2), quarter(3)]
}

/// Whether any quarter shown of the year is judged by this version; the fourth quarter stands in where none is shown. Where no
/// rules hold, or they begin only after the as-of day, nothing is judged.
fn used(site: &Site, town: &Town, plan: &Plan) -> bool {
    let shown: Vec<Quarter> = site.quarters.keys().copied().filter(|quarter| quarter.year == plan.year.0).collect();
    let judged = if shown.is_empty() { vec![Quarter { year: plan.year.0, number: 4 }] } else { shown };
    let by_rules = |quarter: &Quarter| lookup::rule_set_in(&site.rules, quarter.last_day()).is_some();
    judged.into_iter().filter(by_rules).any(|quarter| {
        lookup::plan_in(&site.rules, &site.quarters, town, quarter).is_some_and(|used| std::ptr::eq(used, plan))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing;

    #[test]
    fn without_rules_no_version_is_used() {
        let mut site = testing::site();
        let many = |site: &Site| {
            let versions = site.towns.values().flat_map(|town| town.plan.iter().map(move |plan| (town, plan)));
            versions.filter(|(town, plan)| used(site, town, plan)).count()
        };
        assert!(many(&site) > 0);
        site.rules.rule_sets.clear();
        assert_eq!(many(&site), 0);
    }
}
