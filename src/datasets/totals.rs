//! Totals of each quarter for the whole area and for each county.

use super::column::*;
use super::{Definition, Row, Value};
use crate::evaluate::Evaluation;
use crate::evaluate::totals::Totals;
use crate::model::Site;
use crate::units::Quarter;

pub(super) const TABLE: Definition = Definition {
    name: "totals",
    title: pair!("合计", "Totals"),
    description: pair!(
        "一行为一个季度全市或一个县（市、区）的总投资合计，按季度排列，全市在前；缺数或无计划的小镇三项都不计入",
        "One row per quarter and area over overall investment, the whole area first; a town without the figure or the plan is left out of all three sums"
    ),
    section: None,
    columns: &[
        QUARTER,
        column(
            "area",
            Kind::Text,
            pair!("范围", "Area"),
            pair!(
                "all 为全市，其余为 counties 表中的代号",
                "`all` for the whole area, else an id of the table counties"
            ),
        ),
        money(
            "completed",
            pair!("完成投资", "Completed"),
            pair!(
                "计入小镇的总投资本年累计之和，万元",
                "Sum of overall investment, year to date, of the towns counted, in 10,000 yuan"
            ),
        ),
        PLAN_TO_DATE,
        PLAN_YEAR,
        PERIOD_RATE,
        ANNUAL_RATE,
        column(
            "towns_counted",
            Kind::Integer,
            pair!("计入小镇数", "Towns counted"),
            pair!("在榜且有数据、有计划的小镇数", "Towns on a board with the figure and a plan"),
        ),
        column(
            "towns_left_out",
            Kind::Integer,
            pair!("未计入小镇数", "Towns left out"),
            pair!("在榜但缺数据或无计划的小镇数", "Towns on a board without the figure or a plan"),
        ),
    ],
    rows,
};

fn rows(_: &Site, evaluation: &Evaluation) -> Vec<Row> {
    let mut rows = Vec::new();
    for (&quarter, totals) in &evaluation.totals {
        if totals.all.counted + totals.all.left_out > 0 {
            rows.push(row(quarter, "all", &totals.all));
        }
        rows.extend(totals.counties.iter().map(|(county, totals)| row(quarter, county, totals)));
    }
    rows
}

fn row(quarter: Quarter, area: &str, totals: &Totals) -> Row {
    // The sum over no town is not zero but unknown.
    let sum = |money| (totals.counted > 0).then_some(money);
    row![
        quarter,
        area,
        sum(totals.completed),
        sum(totals.plan_to_date),
        sum(totals.plan_year),
        Value::percent(totals.period_rate()),
        Value::percent(totals.annual_rate()),
        totals.counted,
        totals.left_out,
    ]
}
