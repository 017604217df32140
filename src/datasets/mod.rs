//! The published tables: what each is called, what each column means in both languages, and the rows.
//!
//! One table a file and one row in `TABLES`. Rows hold exact values and ids, no wording: CSV, JSON, spreadsheets
//! and the data dictionary are all made from these same values.

mod value;
#[macro_use]
mod column;
mod digest;
mod parts;
mod provenance;

mod assessment_counties;
mod assessment_parts;
mod assessments;
mod awards;
mod board_changes;
mod boards;
mod card_measures;
mod cards;
mod category_history;
mod conference;
mod counties;
mod experts;
mod figures;
mod findings;
mod grades;
mod highlights;
mod honours;
mod indicators;
mod interview_indicators;
mod interviews;
mod interviews_held;
mod key_data;
mod leaders;
#[cfg(test)]
mod measured;
mod notes;
mod payments;
mod plans;
mod policies;
mod progress;
mod progress_notes;
mod project_details;
mod project_progress;
mod project_stages;
mod projects;
mod revisions;
mod scenic;
mod scenic_history;
mod scores;
mod showcase;
mod sources;
mod standards;
mod stories;
mod support;
mod targets;
mod tasks;
mod totals;
mod towns;
mod warnings;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::evaluate::Evaluation;
use crate::language::Pair;
use crate::model::{Section, Site};
use crate::units::{Quarter, Slug};

pub use column::{Column, Kind};
pub use digest::Digests;
pub use parts::{Counties, counties, have_rows_of};
pub use value::{Row, Value};

/// A table as it is defined, before a site fills it.
#[derive(Clone, Copy)]
pub struct Definition {
    /// Name, also of its files: `card_measures`.
    pub name: &'static str,
    /// Title.
    pub title: Pair,
    /// What one row is, and how the rows are ordered.
    pub description: Pair,
    /// The section that must be shown for the table to exist.
    pub section: Option<Section>,
    /// Columns in order.
    pub columns: &'static [Column],
    /// The rows, each with one value per column.
    rows: fn(&Site, &Evaluation) -> Vec<Row>,
}

/// A table with its rows.
#[derive(Clone, Debug)]
pub struct DataTable {
    /// Name, also of its files.
    pub name: &'static str,
    /// Title.
    pub title: Pair,
    /// What one row is.
    pub description: Pair,
    /// Columns in order.
    pub columns: Vec<Column>,
    /// Rows, each with one value per column.
    pub rows: Vec<Row>,
}

/// Every table, in the order in which the dictionary lists them.
const TABLES: &[Definition] = &[
    towns::TABLE,
    counties::TABLE,
    category_history::TABLE,
    boards::TABLE,
    board_changes::TABLE,
    cards::TABLE,
    card_measures::TABLE,
    progress::TABLE,
    progress_notes::TABLE,
    revisions::TABLE,
    plans::TABLE,
    totals::TABLE,
    projects::TABLE,
    project_details::TABLE,
    project_progress::TABLE,
    project_stages::TABLE,
    leaders::TABLE,
    tasks::TABLE,
    standards::TABLE,
    indicators::TABLE,
    figures::TABLE,
    highlights::TABLE,
    scenic::TABLE,
    scenic_history::TABLE,
    assessments::TABLE,
    grades::TABLE,
    assessment_counties::TABLE,
    assessment_parts::TABLE,
    scores::TABLE,
    awards::TABLE,
    payments::TABLE,
    targets::TABLE,
    showcase::TABLE,
    interviews::TABLE,
    interview_indicators::TABLE,
    interviews_held::TABLE,
    warnings::TABLE,
    experts::TABLE,
    findings::TABLE,
    honours::TABLE,
    support::TABLE,
    stories::TABLE,
    policies::TABLE,
    conference::TABLE,
    notes::TABLE,
    sources::TABLE,
];

/// The tables that this edition publishes, for the data dictionary.
pub fn definitions(site: &Site) -> impl Iterator<Item = &'static Definition> {
    let shown = |section: Option<Section>| section.is_none_or(|section| site.sections.contains(&section));
    TABLES.iter().filter(move |definition| shown(definition.section))
}

/// Towns of a site whose tables all stand in one workbook.
const ONE_WORKBOOK: usize = 200;

/// Whether all tables stand in one workbook. A large site has one for each table instead: together they would be more
/// than anyone opens, and a changed town would have them all made anew.
pub fn have_one_workbook(site: &Site) -> bool {
    site.towns.len() <= ONE_WORKBOOK
}

/// The tables that this edition publishes, filled.
pub fn tables(site: &Site, evaluation: &Evaluation) -> Vec<DataTable> {
    let shown: Vec<&Definition> = definitions(site).collect();
    shown.into_par_iter().map(|definition| definition.fill(site, evaluation)).collect()
}

/// How many rows tables have, by name.
pub type RowCounts = BTreeMap<&'static str, usize>;

/// How many rows each of them has.
pub fn row_counts(site: &Site, evaluation: &Evaluation) -> RowCounts {
    let shown: Vec<&Definition> = definitions(site).collect();
    shown.into_par_iter().map(|definition| (definition.name, (definition.rows)(site, evaluation).len())).collect()
}

/// The columns of the list of key data (重点数据清单), which each quarter has in a file of its own.
pub fn key_data_columns(site: &Site) -> Vec<Column> {
    key_data::columns(site)
}

/// The list of key data of a quarter without its rows; none where the edition does not show it.
pub fn key_data_without_rows(site: &Site, evaluation: &Evaluation, quarter: Quarter) -> Option<DataTable> {
    key_data::without_rows(site, evaluation, quarter)
}

/// The list of key data of a quarter (重点数据清单, ¶4), a part of its analysis; none where the edition does not show that.
pub fn key_data(site: &Site, evaluation: &Evaluation, quarter: Quarter) -> Option<DataTable> {
    key_data::table(site, evaluation, quarter)
}

/// One board of one quarter.
pub fn board(site: &Site, evaluation: &Evaluation, quarter: Quarter, board: &Slug) -> DataTable {
    boards::TABLE.with(boards::rows_of(site, evaluation, evaluation.board(quarter, board)))
}

/// A board of a quarter without its rows.
pub fn board_without_rows() -> DataTable {
    boards::TABLE.empty()
}

/// The returns of one town.
pub fn town_progress(evaluation: &Evaluation, town: &Slug) -> DataTable {
    progress::TABLE.with(progress::rows_of(evaluation, town))
}

impl DataTable {
    /// The table of a name among several.
    pub fn named<'t>(tables: &'t [Self], name: &str) -> Option<&'t Self> {
        tables.iter().find(|table| table.name == name)
    }
}

impl Definition {
    /// The table filled.
    pub fn fill(&self, site: &Site, evaluation: &Evaluation) -> DataTable {
        self.with((self.rows)(site, evaluation))
    }

    /// The table without rows.
    pub fn empty(&self) -> DataTable {
        self.with(Vec::new())
    }

    fn with(&self, rows: Vec<Row>) -> DataTable {
        let (name, title, description) = (self.name, self.title, self.description);
        DataTable { name, title, description, columns: self.columns.to_vec(), rows }
    }
}

/// One row per item of a list that every town has.
fn per_town<'a, T: 'a>(
    site: &'a Site,
    list: impl Fn(&'a crate::model::Town) -> &'a [T],
    row: impl Fn(&'a Slug, &'a T) -> Row,
) -> Vec<Row> {
    let mut rows = Vec::new();
    for (slug, town) in &site.towns {
        rows.extend(list(town).iter().map(|item| row(slug, item)));
    }
    rows
}

#[cfg(test)]
mod tests;
