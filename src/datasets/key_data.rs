//! The list of key data of a quarter (重点数据清单, ¶4): the sheet that the city's leaders read, one row per town on a board.

use super::column::*;
use super::provenance::{self, LATE, PUBLISHED, REPORTED, STATUS};
use super::{DataTable, Row, Value};
use crate::evaluate::Evaluation;
use crate::evaluate::board::Standing;
use crate::evaluate::card::CardLevel;
use crate::evaluate::progress::overdue_at;
use crate::figure::Figure;
use crate::figure::measures::{boards, cards, progress};
use crate::model::{Coded as _, ProgressField, Section, Site};
use crate::units::Quarter;

const COLUMNS: &[Column] = &[
    QUARTER,
    TOWN,
    TOWN_NAME,
    COUNTY,
    CATEGORY,
    BOARD,
    Column::of(&progress::TOTAL).described(pair!("本年累计总投资，万元", "Year to date, in 10,000 yuan")),
    Column::of(&progress::INDUSTRIAL)
        .described(pair!("其中特色产业投资，万元", "Of it in the leading industry, in 10,000 yuan")),
    Column::of(&progress::NON_GOVERNMENT)
        .described(pair!("其中非政府投资，万元", "Of it by others than government, in 10,000 yuan")),
    Column::of(&progress::KEY_PROJECTS)
        .described(pair!("其中重点项目投资，万元", "Of it in key projects, in 10,000 yuan")),
    Column::of(&boards::PLAN_TO_DATE),
    Column::of(&boards::PLAN_YEAR),
    Column::of(&boards::PERIOD_RATE),
    Column::of(&boards::ANNUAL_RATE),
    Column::of(&boards::RANK),
    Column::of(&boards::MOVEMENT),
    CARD,
    Column::of(&progress::TOTAL_YEAR_ON_YEAR)
        .described(pair!("与上年同期累计相比，%", "Against the same quarter a year earlier, year to date, per cent")),
    Column::of(&cards::OVERDUE_TASKS),
    STATUS,
    LATE,
    REPORTED,
    PUBLISHED,
    SOURCE,
];

const CARD: Column =
    coded("card", pair!("牌", "Card"), pair!("本季度的红黄牌", "The quarter's card"), CardLevel::WORDS);

/// The columns; no card where the edition shows none.
pub(super) fn columns(site: &Site) -> Vec<Column> {
    let shows_cards = site.sections.contains(&Section::Cards);
    COLUMNS.iter().filter(|column| shows_cards || column.name != CARD.name).copied().collect()
}

/// The list of a quarter; none where its analysis is not shown.
pub(super) fn table(site: &Site, evaluation: &Evaluation, quarter: Quarter) -> Option<DataTable> {
    let empty = without_rows(site, evaluation, quarter)?;
    let standings = evaluation.boards.get(&quarter)?.iter().flat_map(|board| board.standings());
    let rows = standings.map(|standing| row(site, evaluation, standing)).collect();
    Some(DataTable { rows, ..empty })
}

/// The list of a quarter without its rows.
pub(super) fn without_rows(site: &Site, evaluation: &Evaluation, quarter: Quarter) -> Option<DataTable> {
    site.quarters.get(&quarter)?.analysis.as_ref()?;
    evaluation.boards.get(&quarter)?;
    Some(DataTable {
        name: "key_data",
        title: pair!("重点数据清单", "Key data"),
        description: pair!(
            "一行为一个在榜小镇，按榜单和名次排列",
            "One row per town on a board of the quarter, by board and rank",
        ),
        columns: columns(site),
        rows: Vec::new(),
    })
}

fn row(site: &Site, evaluation: &Evaluation, standing: &Standing) -> Row {
    let town = &site.towns[&standing.town];
    let entry = evaluation.town_quarter(&standing.town, standing.quarter);
    let figures = entry.and_then(|entry| entry.figures.as_ref());
    let of_return = figures.map(|figures| figures.figures(&standing.town, standing.quarter));
    let on_board = standing.figures();
    let mut row =
        row![standing.quarter, &standing.town, &town.name, town.county.as_ref(), standing.category, &standing.board,];
    row.extend(ProgressField::ALL.map(|field| Value::from(of_return.map(|own| own.year_to_date(field)))));
    row.extend(row![
        on_board.plan_to_date(),
        on_board.plan_year(),
        on_board.period_rate(),
        on_board.annual_rate(),
        on_board.rank(),
        on_board.movement(),
    ]);
    if site.sections.contains(&Section::Cards) {
        row.push(entry.and_then(|entry| entry.card.as_ref()).map(|card| card.level).into());
    }
    let overdue = town.tasks.iter().filter(|task| overdue_at(task, standing.quarter)).count();
    row.push(of_return.map(|own| own.total_year_on_year()).into());
    row.push(Figure::of(&cards::OVERDUE_TASKS, overdue).into());
    row.extend(provenance::of_return(Some(standing)));
    row
}
