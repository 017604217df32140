//! What differs between two trees: every published table, row by row and column by column, and every file of their sites.
//!
//! The tables tell what readers will find changed, in numbers and words; the files tell whether anything is left that the
//! tables do not hold, such as the text of a story: nothing is the same but what is the same byte for byte.

mod files;
mod table;

use crate::datasets::{self, DataTable};
use crate::evaluate::Evaluation;
use crate::model::Site;

pub use files::{FileChange, FileChangeKind, FileDigests, SiteFileKind};
pub use table::{Presence, RowChange, TableChange};

/// The tables that readers ask for first, what matters most first; all others come after them, as the dictionary has them.
const HEADLINES: [&str; 17] = [
    "totals",
    "cards",
    "boards",
    "assessments",
    "grades",
    "awards",
    "standards",
    "progress",
    "targets",
    "showcase",
    "figures",
    "payments",
    "indicators",
    "scenic",
    "support",
    "projects",
    "project_progress",
];

/// Every table that changes from one evaluated tree to another.
pub fn changes(old: (&Site, &Evaluation), new: (&Site, &Evaluation)) -> Vec<TableChange> {
    between(&datasets::tables(old.0, old.1), &datasets::tables(new.0, new.1))
}

/// Every change from some tables to others, headlines first. A table that only one of them has is a change.
fn between(old: &[DataTable], new: &[DataTable]) -> Vec<TableChange> {
    let named = |tables, name| -> Option<&DataTable> { DataTable::named(tables, name) };
    let gone = old.iter().filter(|table| named(new, table.name).is_none());
    let mut names: Vec<&str> = new.iter().chain(gone).map(|table| table.name).collect();
    names.sort_by_key(|name| HEADLINES.iter().position(|headline| headline == name).unwrap_or(HEADLINES.len()));
    names.into_iter().filter_map(|name| TableChange::between(named(old, name), named(new, name))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::datasets::Value;
    use crate::model::testing;

    fn tables() -> Vec<DataTable> {
        let site = testing::site();
        datasets::tables(&site, &crate::evaluate::evaluate(&site))
    }

    #[test]
    fn every_headline_is_a_table() {
        let site = testing::site();
        let names: Vec<&str> = datasets::definitions(&site).map(|definition| definition.name).collect();
        for headline in HEADLINES {
            assert!(names.contains(&headline), "no table {headline}");
        }
    }

    /// Whatever stands in any cell of any table: where it changes, the table and the column are told, and nothing else.
    #[test]
    fn no_cell_of_any_table_changes_in_silence() {
        let before = tables();
        assert!(between(&before, &before).is_empty());
        for (place, table) in before.iter().enumerate() {
            for column in 0..table.columns.len() {
                let Some(row) = table.rows.iter().position(|row| row[column] != Value::Missing) else { continue };
                let mut after = before.clone();
                after[place].rows[row][column] = Value::Missing;
                let told = between(&before, &after);
                assert_eq!(told.len(), 1, "{}.{}", table.name, table.columns[column].name);
                assert_eq!(told[0].table, table.name);
                let is_key = told[0].key.contains(&column);
                let cells: Vec<&[usize]> = told[0].rows.iter().map(|row| row.cells.as_slice()).collect();
                // A row under another key is another row.
                assert!(is_key || cells == [[column]], "{}: {cells:?}", table.columns[column].name);
                assert!(!is_key || cells.len() >= 2, "{}: {cells:?}", table.columns[column].name);
            }
        }
    }

    #[test]
    fn headlines_come_first_and_no_table_is_left_out() {
        let before = tables();
        let mut after = before.clone();
        for table in &mut after {
            table.rows.clear();
        }
        let told: Vec<&str> = between(&before, &after).iter().map(|change| change.table).collect();
        let filled = before.iter().filter(|table| !table.rows.is_empty());
        assert_eq!(told.len(), filled.count());
        let headlines = HEADLINES.iter().filter(|name| told.contains(name)).count();
        assert_eq!(told[..headlines], HEADLINES.iter().copied().filter(|name| told.contains(name)).collect::<Vec<_>>());
    }

    #[test]
    fn a_table_that_one_tree_alone_has_is_told() {
        let before = tables();
        let after: Vec<DataTable> = before.iter().filter(|table| table.name != "cards").cloned().collect();
        let told = between(&before, &after);
        assert_eq!(
            told.iter().map(|change| (change.table, change.presence)).collect::<Vec<_>>(),
            [("cards", Presence::Went)]
        );
        assert_eq!(between(&after, &before)[0].presence, Presence::Came);
    }

    #[test]
    fn a_column_that_one_tree_alone_has_is_told_once() {
        let before = tables();
        let mut after = before.clone();
        let table = after.iter_mut().find(|table| table.name == "cards").expect("cards");
        let own = table.columns.iter().position(|column| column.name == "streak").expect("a column");
        table.columns.remove(own);
        table.rows.iter_mut().for_each(|row| _ = row.remove(own));
        let names = |change: &TableChange, columns: &[usize]| {
            columns.iter().map(|&column| change.columns[column].name).collect::<Vec<_>>()
        };
        let told = &between(&before, &after)[0];
        assert_eq!((names(told, &told.columns_gone), told.rows.len(), told.count()), (vec!["streak"], 0, 1));
        let told = &between(&after, &before)[0];
        assert_eq!((names(told, &told.columns_new), told.rows.len(), told.count()), (vec!["streak"], 0, 1));
    }

    #[test]
    fn rows_in_another_order_are_told_where_nothing_else_says_it() {
        let before = tables();
        let mut after = before.clone();
        let place = before.iter().position(|table| table.name == "experts").expect("experts");
        assert!(before[place].rows.len() >= 2);
        after[place].rows.reverse();
        let told = between(&before, &after);
        assert_eq!((told.len(), told[0].is_reordered, told[0].rows.len(), told[0].count()), (1, true, 0, 1));
    }

    #[test]
    fn digits_count_as_readers_see_them() {
        let before = tables();
        let mut after = before.clone();
        let table = after.iter_mut().find(|table| table.name == "progress").expect("progress");
        let cell = table.rows[0].iter_mut().find_map(|value| match value {
            Value::Number(number) => Some(number),
            _ => None,
        });
        let number = cell.expect("a number");
        number.rescale(number.scale() + 1);
        assert_eq!(between(&before, &after).len(), 1, "1 and 1.0 are other bytes");
    }

    #[test]
    fn a_changed_figure_is_told_with_what_follows_from_it() {
        let before = testing::site();
        let mut after = before.clone();
        let town = std::sync::Arc::make_mut(after.towns.get_mut("yunyao").expect("a town of the test site"));
        town.progress[0].total = Some("10".parse().map(crate::units::Money).expect("a number"));
        let old = crate::evaluate::evaluate(&before);
        let new = crate::evaluate::evaluate(&after);
        let mut told = Vec::new();
        for table in changes((&before, &old), (&after, &new)) {
            for row in &table.rows {
                let (Some(was), Some(is)) = (&row.before, &row.after) else { continue };
                let town = table.town(row).unwrap_or_default();
                told.extend(row.cells.iter().map(|&cell| {
                    format!("{} {town} {} {}→{}", table.table, table.columns[cell].name, was[cell], is[cell])
                }));
            }
        }
        for line in [
            "totals  completed 122.5→50",
            "cards yunyao card normal→red",
            "progress yunyao total 82.5→10",
            "boards yunyao completed 82.5→10",
            "card_measures yunyao numerator 82.5→10",
        ] {
            assert!(told.iter().any(|own| own == line), "no `{line}` in {told:#?}");
        }
    }
}
