//! The quarterly returns with what follows from them.

use super::column::*;
use super::provenance::{LATE, PUBLISHED, REPORTED, STATUS};
use super::{Definition, Row};
use crate::evaluate::Evaluation;
use crate::evaluate::progress::QuarterFigures;
use crate::figure::measures::progress;
use crate::model::{ProgressField, Site};
use crate::units::{Quarter, Slug};

pub(super) const TABLE: Definition = Definition {
    name: "progress",
    title: pair!("投资进度", "Progress"),
    description: pair!(
        "一行为一个小镇一个季度的报送，按季度和小镇排列；累计自1月1日起",
        "One row per return, by quarter and town; figures are year to date from 1 January",
    ),
    section: None,
    columns: &[
        QUARTER,
        TOWN,
        Column::of(&progress::TOTAL),
        Column::of(&progress::INDUSTRIAL),
        Column::of(&progress::NON_GOVERNMENT),
        Column::of(&progress::KEY_PROJECTS),
        Column::of(&progress::TOTAL_IN_QUARTER),
        Column::of(&progress::INDUSTRIAL_IN_QUARTER),
        Column::of(&progress::NON_GOVERNMENT_IN_QUARTER),
        Column::of(&progress::KEY_PROJECTS_IN_QUARTER),
        Column::of(&progress::INDUSTRIAL_SHARE),
        Column::of(&progress::NON_GOVERNMENT_SHARE),
        Column::of(&progress::TOTAL_YEAR_ON_YEAR),
        STATUS,
        REPORTED,
        LATE,
        PUBLISHED,
        SOURCE,
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
    let own = figures.figures(town, quarter);
    let mut row = row![quarter, town];
    row.extend(ProgressField::ALL.map(|field| own.year_to_date(field).into()));
    row.extend(ProgressField::ALL.map(|field| own.in_quarter(field).into()));
    row.extend(row![
        own.industrial_share(),
        own.non_government_share(),
        own.total_year_on_year(),
        figures.firmness.status,
        figures.reported,
        figures.firmness.is_late,
        figures.published,
        figures.source.as_ref(),
    ]);
    row
}
