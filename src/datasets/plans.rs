//! Every version of every investment plan.

use super::column::*;
use super::{Definition, Row, Value};
use crate::evaluate::{Evaluation, lookup};
use crate::model::{Plan, PlanSeries, Site, Town};
use crate::units::Quarter;

pub(super) const TABLE: Definition = Definition {
    name: "plans",
    title: pair!("投资计划", "Plans"),
    description: pair!(
        "一行为一个小镇一年计划的一个版本，按小镇和文件中的次序排列；分季为累计数",
        "One row per version of a town's plan for a year, by town and the file's order; quarters are cumulative"
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
        money("total_year", pair!("全年总投资计划", "Overall plan for the year"), pair!("万元", "In 10,000 yuan")),
        money(
            "total_q1",
            pair!("一季度末总投资计划", "Overall plan to the first quarter"),
            pair!("累计，万元", "Cumulative, in 10,000 yuan"),
        ),
        money(
            "total_q2",
            pair!("二季度末总投资计划", "Overall plan to the second quarter"),
            pair!("累计，万元", "Cumulative, in 10,000 yuan"),
        ),
        money(
            "total_q3",
            pair!("三季度末总投资计划", "Overall plan to the third quarter"),
            pair!("累计，万元", "Cumulative, in 10,000 yuan"),
        ),
        money(
            "total_q4",
            pair!("四季度末总投资计划", "Overall plan to the fourth quarter"),
            pair!("累计，万元", "Cumulative, in 10,000 yuan"),
        ),
        money(
            "key_projects_year",
            pair!("全年重点项目投资计划", "Key-project plan for the year"),
            pair!("万元", "In 10,000 yuan"),
        ),
        money(
            "key_projects_q1",
            pair!("一季度末重点项目投资计划", "Key-project plan to the first quarter"),
            pair!("累计，万元", "Cumulative, in 10,000 yuan"),
        ),
        money(
            "key_projects_q2",
            pair!("二季度末重点项目投资计划", "Key-project plan to the second quarter"),
            pair!("累计，万元", "Cumulative, in 10,000 yuan"),
        ),
        money(
            "key_projects_q3",
            pair!("三季度末重点项目投资计划", "Key-project plan to the third quarter"),
            pair!("累计，万元", "Cumulative, in 10,000 yuan"),
        ),
        money(
            "key_projects_q4",
            pair!("四季度末重点项目投资计划", "Key-project plan to the fourth quarter"),
            pair!("累计，万元", "Cumulative, in 10,000 yuan"),
        ),
        column(
            "used",
            Kind::Boolean,
            pair!("采用", "Used"),
            pair!(
                "按规则，该年度已公布的至少一个季度的排名和判牌采用该版本；尚无季度公布时按四季度判断",
                "By the rules, at least one quarter shown of the year is ranked and judged by this version; the fourth quarter decides where none is shown"
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
            row.extend(series(Some(&plan.total)));
            row.extend(series(plan.key_projects.as_ref()));
            row.extend(row![used(site, town, plan)]);
            row
        };
        rows.extend(town.plan.iter().map(row));
    }
    rows
}

/// The year's target and its four cumulative quarters.
fn series(series: Option<&PlanSeries>) -> [Value; 5] {
    let quarter = |index: usize| Value::from(series.and_then(|series| series.quarters.get(index)).copied());
    [Value::from(series.map(|series| series.year)), quarter(0), quarter(1), quarter(2), quarter(3)]
}

/// Whether any quarter shown of the year is judged by this version; the fourth quarter stands in where none is shown.
fn used(site: &Site, town: &Town, plan: &Plan) -> bool {
    let shown: Vec<Quarter> = site.quarters.keys().copied().filter(|quarter| quarter.year == plan.year.0).collect();
    let judged = if shown.is_empty() { vec![Quarter { year: plan.year.0, number: 4 }] } else { shown };
    judged.into_iter().any(|quarter| {
        let rules = lookup::rule_set_on(site, quarter.last_day());
        let version = rules.map(lookup::plan_version).unwrap_or_default();
        lookup::plan_for(town, quarter, version).is_some_and(|used| std::ptr::eq(used, plan))
    })
}
