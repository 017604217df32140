//! The list of key data of a quarter (重点数据清单, ¶4): the sheet that the city's leaders read, one row per town on a board.

use super::column::*;
use super::{Row, Table, Value};
use crate::evaluate::Evaluation;
use crate::evaluate::board::Standing;
use crate::evaluate::card::CardLevel;
use crate::evaluate::progress::overdue_at;
use crate::model::{Coded as _, Section, Site};
use crate::units::Quarter;

const COLUMNS: &[Column] = &[
    QUARTER,
    TOWN,
    TOWN_NAME,
    COUNTY,
    CATEGORY,
    BOARD,
    money(
        "total",
        pair!("总投资", "Overall investment"),
        pair!("本年累计总投资，万元", "Year to date, in 10,000 yuan"),
    ),
    money(
        "industrial",
        pair!("特色产业投资", "Industrial investment"),
        pair!("其中特色产业投资，万元", "Of it in the leading industry, in 10,000 yuan"),
    ),
    money(
        "non_government",
        pair!("非政府投资", "Non-government investment"),
        pair!("其中非政府投资，万元", "Of it by others than government, in 10,000 yuan"),
    ),
    money(
        "key_projects",
        pair!("重点项目投资", "Key-project investment"),
        pair!("其中重点项目投资，万元", "Of it in key projects, in 10,000 yuan"),
    ),
    PLAN_TO_DATE,
    PLAN_YEAR,
    PERIOD_RATE,
    ANNUAL_RATE,
    RANK,
    MOVEMENT,
    CARD,
    column(
        "total_year_on_year",
        Kind::Rate,
        pair!("总投资同比", "Change on the year before"),
        pair!("与上年同期累计相比，%", "Against the same quarter a year earlier, year to date, per cent"),
    ),
    column(
        "overdue_tasks",
        Kind::Integer,
        pair!("逾期任务数", "Overdue tasks"),
        pair!("至季度末到期未完成的攻坚任务数", "Hard tasks due by the quarter's end and not done by it"),
    ),
];

const CARD: Column =
    coded("card", pair!("牌", "Card"), pair!("本季度的红黄牌", "The quarter's card"), CardLevel::WORDS);

/// The columns; no card where the edition shows none.
pub(super) fn columns(site: &Site) -> Vec<Column> {
    let shows_cards = site.sections.contains(&Section::Cards);
    COLUMNS.iter().filter(|column| shows_cards || column.name != CARD.name).copied().collect()
}

/// The list of a quarter; none where its analysis is not shown.
pub(super) fn table(site: &Site, evaluation: &Evaluation, quarter: Quarter) -> Option<Table> {
    let empty = without_rows(site, evaluation, quarter)?;
    let standings = evaluation.boards.get(&quarter)?.iter().flat_map(|board| board.standings());
    let rows = standings.map(|standing| row(site, evaluation, standing)).collect();
    Some(Table { rows, ..empty })
}

/// The list of a quarter without its rows.
pub(super) fn without_rows(site: &Site, evaluation: &Evaluation, quarter: Quarter) -> Option<Table> {
    site.quarters.get(&quarter)?.analysis.as_ref()?;
    evaluation.boards.get(&quarter)?;
    Some(Table {
        name: "key_data",
        title: pair!("重点数据清单", "Key data"),
        description: pair!(
            "一行为一个在榜小镇，按榜单和名次排列",
            "One row per town on a board of the quarter, by board and rank"
        ),
        columns: columns(site),
        rows: Vec::new(),
    })
}

fn row(site: &Site, evaluation: &Evaluation, standing: &Standing) -> Row {
    let town = &site.towns[&standing.town];
    let entry = evaluation.town_quarter(&standing.town, standing.quarter);
    let figures = entry.and_then(|entry| entry.figures.as_ref());
    let [total, industrial, non_government, key_projects] = figures.map_or([None; 4], |figures| figures.year_to_date);
    let mut row = row![
        standing.quarter,
        &standing.town,
        &town.name,
        town.county.as_ref(),
        standing.category,
        &standing.board,
        total,
        industrial,
        non_government,
        key_projects,
        standing.plan_to_date,
        standing.plan_year,
        Value::percent(standing.period_rate),
        Value::percent(standing.annual_rate),
        standing.rank,
        standing.movement,
    ];
    if site.sections.contains(&Section::Cards) {
        row.push(entry.and_then(|entry| entry.card.as_ref()).map(|card| card.level).into());
    }
    let overdue = town.tasks.iter().filter(|task| overdue_at(task, standing.quarter)).count();
    row.push(Value::percent(figures.and_then(|figures| figures.total_year_on_year)));
    row.push(Value::Integer(overdue as i64));
    row
}
