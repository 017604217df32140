//! The quarterly returns with what follows from them.

use super::column::*;
use super::{Definition, Row, Value};
use crate::evaluate::Evaluation;
use crate::evaluate::progress::QuarterFigures;
use crate::model::{Coded as _, FigureStatus, Site};
use crate::units::{Quarter, Slug};

pub(super) const TABLE: Definition = Definition {
    name: "progress",
    title: pair!("投资进度", "Progress"),
    description: pair!(
        "一行为一个小镇一个季度的报送，按季度和小镇排列；累计自1月1日起",
        "One row per return, by quarter and town; figures are year to date from 1 January"
    ),
    section: None,
    columns: &[
        QUARTER,
        TOWN,
        money(
            "total",
            pair!("总投资", "Overall investment"),
            pair!("本年累计总投资，万元", "Year to date, in 10,000 yuan"),
        ),
        money(
            "industrial",
            pair!("特色产业投资", "Industrial investment"),
            pair!("其中特色产业投资，本年累计，万元", "Of it in the leading industry, year to date, in 10,000 yuan"),
        ),
        money(
            "non_government",
            pair!("非政府投资", "Non-government investment"),
            pair!("其中非政府投资，本年累计，万元", "Of it by others than government, year to date, in 10,000 yuan"),
        ),
        money(
            "key_projects",
            pair!("重点项目投资", "Key-project investment"),
            pair!("其中重点项目投资，本年累计，万元", "Of it in key projects, year to date, in 10,000 yuan"),
        ),
        money(
            "total_in_quarter",
            pair!("当季总投资", "Overall investment in the quarter"),
            pair!(
                "本季累计减上季累计，一季度即累计数，万元；缺一即为空",
                "Difference from the quarter before in the year, in 10,000 yuan; empty if either is missing"
            ),
        ),
        money(
            "industrial_in_quarter",
            pair!("当季特色产业投资", "Industrial investment in the quarter"),
            pair!("同上，万元", "Likewise, in 10,000 yuan"),
        ),
        money(
            "non_government_in_quarter",
            pair!("当季非政府投资", "Non-government investment in the quarter"),
            pair!("同上，万元", "Likewise, in 10,000 yuan"),
        ),
        money(
            "key_projects_in_quarter",
            pair!("当季重点项目投资", "Key-project investment in the quarter"),
            pair!("同上，万元", "Likewise, in 10,000 yuan"),
        ),
        column(
            "industrial_share",
            Kind::Rate,
            pair!("特色产业投资占比", "Industrial share"),
            pair!("特色产业投资÷总投资，%", "Industrial ÷ overall investment of the same return, per cent"),
        ),
        column(
            "non_government_share",
            Kind::Rate,
            pair!("非政府投资占比", "Non-government share"),
            pair!("非政府投资÷总投资，%", "Non-government ÷ overall investment of the same return, per cent"),
        ),
        column(
            "total_year_on_year",
            Kind::Rate,
            pair!("总投资同比", "Change on the year before"),
            pair!(
                "（本年累计−上年同期累计）÷上年同期累计，%",
                "(Total − total of the same quarter a year earlier) ÷ the latter, both year to date, per cent"
            ),
        ),
        coded(
            "status",
            pair!("数据性质", "Status"),
            pair!("数据的确定程度", "How firm the figures are"),
            FigureStatus::WORDS,
        ),
        column("reported", Kind::Date, pair!("报送日期", "Reported"), pair!("报送日期", "Day of the report")),
    ],
    rows,
};

fn rows(site: &Site, evaluation: &Evaluation) -> Vec<Row> {
    evaluation.quarters.iter().flat_map(|&quarter| of_quarter(site, evaluation, quarter)).collect()
}

/// The rows of one quarter.
pub(super) fn of_quarter(_: &Site, evaluation: &Evaluation, quarter: Quarter) -> Vec<Row> {
    returns(evaluation, quarter).map(|(town, figures)| row(quarter, town, figures)).collect()
}

/// The returns of one quarter, by town.
pub(super) fn returns(evaluation: &Evaluation, quarter: Quarter) -> impl Iterator<Item = (&Slug, &QuarterFigures)> {
    evaluation.towns.iter().filter_map(move |(slug, town)| Some((slug, town.quarters.get(&quarter)?.figures.as_ref()?)))
}

/// The returns of one town, oldest first.
pub(super) fn rows_of(evaluation: &Evaluation, town: &Slug) -> Vec<Row> {
    let quarters = evaluation.towns.get(town).into_iter().flat_map(|result| &result.quarters);
    quarters.filter_map(|(&quarter, entry)| Some(row(quarter, town, entry.figures.as_ref()?))).collect()
}

pub(super) fn row(quarter: Quarter, town: &Slug, figures: &QuarterFigures) -> Row {
    let [total, industrial, non_government, key_projects] = figures.year_to_date;
    let [total_in, industrial_in, non_government_in, key_projects_in] = figures.in_quarter;
    row![
        quarter,
        town,
        total,
        industrial,
        non_government,
        key_projects,
        total_in,
        industrial_in,
        non_government_in,
        key_projects_in,
        Value::percent(figures.industrial_share),
        Value::percent(figures.non_government_share),
        Value::percent(figures.total_year_on_year),
        figures.status,
        figures.reported,
    ]
}
