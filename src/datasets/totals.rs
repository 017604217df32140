//! Totals of each quarter for the whole area and for each county.

use super::column::*;
use super::provenance::{PUBLISHED, STATUS};
use super::{Definition, Row};
use crate::evaluate::Evaluation;
use crate::evaluate::figures::TotalsFigures;
use crate::figure::Entity;
use crate::figure::measures::totals;
use crate::model::Site;
use crate::units::Quarter;

pub(super) const TABLE: Definition = Definition {
    name: "totals",
    title: pair!("合计", "Totals"),
    description: pair!(
        "一行为一个季度全市或一个县（市、区）的总投资合计，按季度排列，全市在前；缺数或无计划的小镇不计入任何一项，已报送而无计划的另列；计划未分季度的只计入完成投资和年度计划；各镇都没有计划的，只合计完成投资",
        "One row per quarter and area over overall investment, the whole area first; a town without the figure or the plan is left out of every sum, and what towns without a plan completed stands apart; a town whose plan has no quarters is in what was completed and the plan for the year alone; where no town has a plan, completed investment alone is summed",
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
                "`all` for the whole area, else an id of the table counties",
            ),
        ),
        Column::of(&totals::COMPLETED),
        Column::of(&totals::PLAN_TO_DATE),
        Column::of(&totals::PLAN_YEAR),
        Column::of(&totals::PERIOD_RATE),
        Column::of(&totals::ANNUAL_RATE),
        Column::of(&totals::TOWNS_COUNTED),
        Column::of(&totals::TOWNS_WITHOUT_QUARTERS),
        Column::of(&totals::COMPLETED_WITHOUT_QUARTERS),
        Column::of(&totals::PLAN_WITHOUT_QUARTERS),
        Column::of(&totals::TOWNS_LEFT_OUT),
        Column::of(&totals::TOWNS_WITHOUT_PLAN),
        Column::of(&totals::OUTSIDE),
        STATUS,
        PUBLISHED,
    ],
    rows,
};

fn rows(_: &Site, evaluation: &Evaluation) -> Vec<Row> {
    let mut rows = Vec::new();
    for (&quarter, totals) in &evaluation.totals {
        if totals.all.counted + totals.all.left_out > 0 {
            rows.push(row(quarter, "all", totals.all.figures(quarter, Entity::Area)));
        }
        rows.extend(
            totals
                .counties
                .iter()
                .map(|(county, totals)| row(quarter, county, totals.figures(quarter, Entity::County(county)))),
        );
    }
    rows
}

fn row(quarter: Quarter, area: &str, totals: TotalsFigures<'_>) -> Row {
    row![
        quarter,
        area,
        totals.completed(),
        totals.plan_to_date(),
        totals.plan_year(),
        totals.period_rate(),
        totals.annual_rate(),
        totals.counted(),
        totals.without_quarters(),
        totals.completed_without_quarters(),
        totals.plan_without_quarters(),
        totals.left_out(),
        totals.without_plan(),
        totals.outside(),
        totals.sums().firmness.status,
        totals.sums().published,
    ]
}
