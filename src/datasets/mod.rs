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
mod tests {
    use super::*;
    use crate::model::testing;

    #[test]
    fn names_are_unique_and_everything_is_said_in_both_languages() {
        let mut names: Vec<&str> = TABLES.iter().map(|table| table.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), TABLES.len());
        for table in TABLES {
            let mut columns: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
            columns.sort_unstable();
            columns.dedup();
            assert_eq!(columns.len(), table.columns.len(), "{}", table.name);
            let words = table.columns.iter().flat_map(|column| [column.title, column.description]);
            for both in words.chain([table.title, table.description]) {
                assert!(!both.zh.is_empty() && !both.en.is_empty(), "{}: {both:?}", table.name);
            }
        }
    }

    #[test]
    fn each_row_has_one_value_of_its_kind_per_column() {
        let site = testing::site();
        let evaluation = crate::evaluate::evaluate(&site);
        let mut tables = tables(&site, &evaluation);
        tables.extend(key_data(&site, &evaluation, site.quarters.keys().next().copied().expect("a quarter")));
        for table in tables {
            // The test site has no fourth quarter, so no score of the city's.
            assert!(
                !table.rows.is_empty() || table.name == "assessment_parts",
                "the test site says nothing about {}",
                table.name
            );
            for row in &table.rows {
                assert_eq!(row.len(), table.columns.len(), "{}", table.name);
                for (value, column) in row.iter().zip(&table.columns) {
                    assert!(column.admits(value), "{}.{}: {value:?}", table.name, column.name);
                }
            }
        }
    }

    /// The rows of a table as text, cells parted by `|`.
    fn lines(name: &str) -> Vec<String> {
        let site = testing::site();
        let tables = tables(&site, &crate::evaluate::evaluate(&site));
        let table = tables.iter().find(|table| table.name == name).expect("a table");
        let cells = |row: &Row| row.iter().map(ToString::to_string).collect::<Vec<_>>().join("|");
        table.rows.iter().map(cells).collect()
    }

    #[test]
    fn tables_of_a_small_site_by_hand() {
        assert_eq!(
            lines("card_measures"),
            [
                "2020Q1|baicao|period_plan_rate|40|80|50.0|80|60|red||revised|false|2020-04-11|2020-04-20|",
                "2020Q1|baicao|overdue_tasks|||0|1|2|normal||||||",
                "2020Q1|yunyao|period_plan_rate|82.5|100|82.5|80|60|normal||final|false|2020-04-10|2020-04-20|",
                "2020Q1|yunyao|overdue_tasks|||0|1|2|normal||||||",
            ]
        );
        // 82.5 + 40 of 100 + 80; the third town is on the board but in no county.
        assert_eq!(
            lines("totals"),
            [
                "2020Q1|all|122.5|180|720|68.1|17.0|2|0|||1|0|||2020-04-20",
                "2020Q1|lanxi|122.5|180|720|68.1|17.0|2|0|||0|0|||2020-04-20"
            ]
        );
        let standards = lines("standards");
        let of_yunyao: Vec<&String> = standards.iter().filter(|line| line.starts_with("yunyao")).collect();
        // 20 of 30 visitors; 55 ÷ 82.5 = 66.67 % of 60 %.
        assert_eq!(
            of_yunyao,
            [
                "yunyao|s1|visitors|20|30|at_least|66.7|10|false|2019||||",
                "yunyao|s1|share|66.7|60|at_least|111.1||true|2020Q1|final|false|2020-04-10|"
            ]
        );
        // Of 80 planned, 41 were released, 51.25 %, and 40 stand since.
        assert_eq!(
            lines("board_changes"),
            [
                "2020Q1|overall|baicao|百草小镇|2020-04-20|2020-04-25|revision|核减|41|40|51.3|50.0|12.8|12.5|2|2|||reported|reported|red|red"
            ]
        );
        assert_eq!(lines("awards"), ["p1|excellent|yunyao|2019|60|paid||2020-02||2020-03-03|60|"]);
        assert_eq!(
            lines("interviews"),
            ["2020Q1|baicao|behind|behind|||50.0|70|revised", "2020Q1|yunyao|far|indicator_far|visitors||66.7|80|"]
        );
        assert_eq!(lines("showcase"), ["yunyao|rule|overall|1|", "baicao|pick|||有特色"]);
        assert_eq!(
            lines("plans")[1..],
            [
                "yunyao|2020|2020-01-10||400|100|200|300|400|40|10|20|30|40|true",
                "yunyao|2020|2020-03-10||300|50|100|200|300||||||false",
            ]
        );
        assert_eq!(lines("targets"), ["t1|0|2||2022-12-31|open|"]);
    }

    #[test]
    fn whatever_a_table_shows_is_in_its_digest() {
        let site = testing::site();
        let tables = tables(&site, &crate::evaluate::evaluate(&site));
        let (towns, measures) = (&tables[0], tables.iter().find(|table| table.name == "card_measures").expect("one"));
        let changed = |table: &DataTable, change: &dyn Fn(&mut DataTable)| {
            let mut other = table.clone();
            change(&mut other);
            table.digests().whole != other.digests().whole
        };
        assert!(!changed(towns, &|_| {}));
        assert!(changed(towns, &|table| table.rows[0][1] = Value::Text("另一个".into())));
        assert!(changed(towns, &|table| table.rows[0][1] = Value::Missing));
        assert!(changed(towns, &|table| table.rows.swap(0, 1)));
        assert!(changed(towns, &|table| _ = table.rows.pop()));
        assert!(changed(towns, &|table| _ = table.columns.pop()));
        let place = measures.rows[0].iter().position(|value| matches!(value, Value::Number(_))).expect("a number");
        assert!(changed(measures, &|table| {
            let Value::Number(number) = &mut table.rows[0][place] else { return };
            number.rescale(number.scale() + 1);
        }));
    }

    #[test]
    fn a_table_of_a_hidden_section_is_absent() {
        let mut site = testing::site();
        site.sections.clear();
        let names: Vec<&str> = definitions(&site).map(|table| table.name).collect();
        for hidden in
            ["cards", "card_measures", "interviews", "warnings", "assessments", "awards", "payments", "findings"]
        {
            assert!(!names.contains(&hidden), "{hidden}");
        }
        assert!(names.contains(&"boards"));
        let evaluation = crate::evaluate::evaluate(&site);
        let quarter = site.quarters.keys().next().copied().expect("a quarter");
        assert!(
            key_data(&site, &evaluation, quarter).is_some_and(|list| list.columns.iter().all(|c| c.name != "card"))
        );
    }
}
