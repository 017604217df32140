//! What differs between two trees: categories, figures, plans, ranks, cards, grades, awards, targets, showcase.
//!
//! The published tables of both are laid side by side, row by row: what is told here is what readers will find changed.

use std::collections::BTreeMap;

use crate::datasets::{self, Column, DataTable, Value};
use crate::evaluate::Evaluation;
use crate::language::Pair;
use crate::model::Site;

/// A table that is compared, by its name.
struct Compared {
    table: &'static str,
    /// The columns that tell which row is which.
    key: &'static [&'static str],
    /// The columns whose values are compared: none that follows from another one, or is only a remark.
    columns: &'static [&'static str],
}

/// What is compared, what matters most first.
const COMPARED: [Compared; 9] = [
    Compared { table: "cards", key: &["quarter", "town"], columns: &["card"] },
    Compared {
        table: "boards",
        key: &["quarter", "board", "town"],
        columns: &["rank", "period_rate", "annual_rate", "completed", "plan_to_date", "plan_year", "state"],
    },
    Compared { table: "awards", key: &["policy", "town", "year"], columns: &["case", "amount", "state"] },
    Compared { table: "assessments", key: &["year", "town"], columns: &["grade", "score", "origin"] },
    Compared { table: "showcase", key: &["town"], columns: &["origin", "rank"] },
    Compared { table: "targets", key: &["target"], columns: &["count", "state"] },
    Compared { table: "towns", key: &["town"], columns: &["name", "county", "category"] },
    Compared {
        table: "progress",
        key: &["quarter", "town"],
        columns: &["total", "industrial", "non_government", "key_projects", "status"],
    },
    Compared {
        table: "plans",
        key: &["town", "year", "approved"],
        columns: &["total_year", "total_q1", "total_q2", "total_q3", "total_q4"],
    },
];

/// A value that is not what it was.
#[derive(Clone, Debug)]
pub struct ValueChange {
    /// The table's name.
    pub table: &'static str,
    /// Its title.
    pub title: Pair,
    /// Which row: the key columns with their values.
    pub key: Vec<(Column, Value)>,
    /// The column.
    pub column: Column,
    /// The value before; missing where there was none, or no such row.
    pub before: Value,
    /// The value now.
    pub after: Value,
}

impl ValueChange {
    /// The town it is about, by slug; a target is about none.
    pub fn town(&self) -> Option<&str> {
        self.key.iter().find_map(|(column, value)| match value {
            Value::Text(slug) if column.name == "town" => Some(slug.as_str()),
            _ => None,
        })
    }
}

/// Every change from one evaluated tree to another: by table, row and column.
pub fn changes(old: (&Site, &Evaluation), new: (&Site, &Evaluation)) -> Vec<ValueChange> {
    let (old, new) = (datasets::tables(old.0, old.1), datasets::tables(new.0, new.1));
    let named = |tables: &[DataTable], name: &str| tables.iter().position(|table| table.name == name);
    let mut changes = Vec::new();
    for compared in &COMPARED {
        // An edition that does not show a table has no change in it to tell.
        if let (Some(before), Some(after)) = (named(&old, compared.table), named(&new, compared.table)) {
            changes.extend(compared.changes(&old[before], &new[after]));
        }
    }
    changes
}

/// Rows by key; rows of one key are told apart by their order.
type KeyedRows<'t> = BTreeMap<(Vec<String>, usize), &'t [Value]>;

impl Compared {
    fn changes(&self, old: &DataTable, new: &DataTable) -> Vec<ValueChange> {
        let (before, after) = (self.rows(old), self.rows(new));
        let mut keys: Vec<_> = before.keys().chain(after.keys()).collect();
        keys.sort();
        keys.dedup();
        let mut changes = Vec::new();
        for key in keys {
            let (was, is) = (before.get(key), after.get(key));
            for name in self.columns {
                let value = |table: &DataTable, row: Option<&&[Value]>| match (place(table, name), row) {
                    (Some(place), Some(row)) => row[place].clone(),
                    _ => Value::Missing,
                };
                let (value_before, value_after) = (value(old, was), value(new, is));
                let Some(column) = place(new, name).map(|place| new.columns[place]) else { continue };
                if value_before != value_after {
                    let (table, row) = if is.is_some() { (new, is) } else { (old, was) };
                    let key = self.key.iter().filter_map(|name| {
                        let place = place(table, name)?;
                        Some((table.columns[place], row?[place].clone()))
                    });
                    let (key, before, after) = (key.collect(), value_before, value_after);
                    changes.push(ValueChange { table: self.table, title: new.title, key, column, before, after });
                }
            }
        }
        changes
    }

    fn rows<'t>(&self, table: &'t DataTable) -> KeyedRows<'t> {
        let places: Vec<usize> = self.key.iter().filter_map(|name| place(table, name)).collect();
        let mut rows = KeyedRows::new();
        let mut seen: BTreeMap<Vec<String>, usize> = BTreeMap::new();
        for row in &table.rows {
            let key: Vec<String> = places.iter().map(|&place| row[place].to_string()).collect();
            let number = seen.entry(key.clone()).or_default();
            rows.insert((key, *number), row);
            *number += 1;
        }
        rows
    }
}

fn place(table: &DataTable, name: &str) -> Option<usize> {
    table.columns.iter().position(|column| column.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing;

    #[test]
    fn every_compared_table_and_column_exists() {
        let site = testing::site();
        let definitions: Vec<_> = datasets::definitions(&site).collect();
        for compared in &COMPARED {
            let definition = definitions.iter().find(|definition| definition.name == compared.table);
            let definition = definition.unwrap_or_else(|| panic!("no table {}", compared.table));
            for name in compared.key.iter().chain(compared.columns) {
                assert!(definition.columns.iter().any(|column| column.name == *name), "{}: {name}", compared.table);
            }
        }
    }

    #[test]
    fn a_changed_figure_is_told_with_what_follows_from_it() {
        let before = testing::site();
        let mut after = before.clone();
        let town = std::sync::Arc::make_mut(after.towns.get_mut("yunyao").expect("a town of the test site"));
        town.progress[0].total = Some("10".parse().map(crate::units::Money).expect("a number"));
        let old = crate::evaluate::evaluate(&before);
        let new = crate::evaluate::evaluate(&after);
        assert!(changes((&before, &old), (&before, &old)).is_empty());
        let told: Vec<String> = changes((&before, &old), (&after, &new))
            .iter()
            .map(|change| {
                let town = change.town().unwrap_or_default();
                format!("{} {town} {} {}→{}", change.table, change.column.name, change.before, change.after)
            })
            .collect();
        assert!(told.contains(&"cards yunyao card normal→red".to_owned()), "{told:?}");
        assert!(told.contains(&"progress yunyao total 82.5→10".to_owned()), "{told:?}");
    }
}
