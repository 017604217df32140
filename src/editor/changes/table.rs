//! One table of two trees, laid side by side.

use std::collections::BTreeMap;

use crate::datasets::{Column, DataTable, Row, Value};
use crate::figure;
use crate::language::Pair;

/// What differs in a table.
#[derive(Clone, Debug)]
pub struct TableChange {
    /// Its name.
    pub table: &'static str,
    /// Its title.
    pub title: Pair,
    /// Whether both trees publish it.
    pub presence: Presence,
    /// The columns that either has, those of the new table first.
    pub columns: Vec<Column>,
    /// The places of the columns that tell which row is which.
    pub key: Vec<usize>,
    /// The places of columns that the old table does not have.
    pub columns_new: Vec<usize>,
    /// The places of columns that the new table does not have.
    pub columns_gone: Vec<usize>,
    /// The rows that differ: the latest period first, else as the new table has them, what went last.
    pub rows: Vec<RowChange>,
    /// Whether rows that are otherwise the same follow one another in another order.
    pub is_reordered: bool,
}

/// Which of two trees publishes a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Both.
    Kept,
    /// Only the new one.
    Came,
    /// Only the old one.
    Went,
}

/// A row that differs, came or went. Each cell stands at the place of its column in [`TableChange::columns`].
#[derive(Clone, Debug)]
pub struct RowChange {
    /// The row before; none where it came.
    pub before: Option<Row>,
    /// The row now; none where it went.
    pub after: Option<Row>,
    /// The places of what differs; of a row that came or went, of whatever it says beside its key.
    pub cells: Vec<usize>,
}

impl RowChange {
    /// The row as it is now, else as it was.
    pub fn latest(&self) -> &[Value] {
        self.after.as_ref().or(self.before.as_ref()).map_or(&[], Vec::as_slice)
    }

    /// The value of a column before and now; missing where there was none, or no such row.
    pub fn values(&self, column: usize) -> [&Value; 2] {
        [&self.before, &self.after].map(|row| row.as_ref().map_or(&Value::Missing, |row| &row[column]))
    }

    /// How many changes it is: each cell is one; a row that came or went is one.
    pub fn count(&self) -> usize {
        if self.before.is_some() && self.after.is_some() { self.cells.len() } else { 1 }
    }
}

/// What finds a row: the values of its key; rows that share them are told apart by their order.
type RowKey = (Vec<String>, usize);

impl TableChange {
    /// From one table to another of the same name; none where they are the same.
    pub(super) fn between(old: Option<&DataTable>, new: Option<&DataTable>) -> Option<Self> {
        let known = new.or(old)?;
        let presence = match (old, new) {
            (Some(_), Some(_)) => Presence::Kept,
            (None, _) => Presence::Came,
            (_, None) => Presence::Went,
        };
        let columns = || [new, old].into_iter().flatten().flat_map(|table| &table.columns);
        let mut union: Vec<Column> = Vec::new();
        for column in columns() {
            if !union.iter().any(|own| own.name == column.name) {
                union.push(*column);
            }
        }
        let keyed = figure::TABLES.iter().find(|keyed| keyed.name == known.name);
        let key = keyed.into_iter().flat_map(|keyed| keyed.key);
        let key: Vec<usize> = key.filter_map(|own| union.iter().position(|column| column.name == own.name())).collect();
        let lacking = |table: Option<&DataTable>| -> Vec<usize> {
            let lacks = |name: &str| table.is_some_and(|table| place(&table.columns, name).is_none());
            (0..union.len()).filter(|&column| lacks(union[column].name)).collect()
        };
        let (columns_new, columns_gone) = (lacking(old), lacking(new));
        let [before, after] = [old, new].map(|table| table.map_or(Vec::new(), |table| aligned(table, &union)));
        let mut change = Self {
            table: known.name,
            title: known.title,
            presence,
            columns: union,
            key,
            columns_new,
            columns_gone,
            rows: Vec::new(),
            is_reordered: false,
        };
        change.lay_side_by_side(&before, &after);
        (change.count() > 0).then_some(change)
    }

    fn lay_side_by_side(&mut self, before: &[Row], after: &[Row]) {
        let (was, is) = (self.keyed(before), self.keyed(after));
        let [old_rows, new_rows]: [BTreeMap<RowKey, &Row>; 2] = [&was, &is].map(|rows| rows.iter().cloned().collect());
        let mut same = Vec::new();
        for (key, row) in &is {
            let Some(old) = old_rows.get(key) else {
                let cells = self.told(row);
                self.rows.push(RowChange { before: None, after: Some((*row).clone()), cells });
                continue;
            };
            let compared = (0..self.columns.len())
                .filter(|column| !self.columns_new.contains(column) && !self.columns_gone.contains(column));
            let cells: Vec<usize> = compared.filter(|&column| !is_same(&old[column], &row[column])).collect();
            if cells.is_empty() {
                same.push(key);
            } else {
                self.rows.push(RowChange { before: Some((*old).clone()), after: Some((*row).clone()), cells });
            }
        }
        for (key, row) in &was {
            if !new_rows.contains_key(key) {
                let cells = self.told(row);
                self.rows.push(RowChange { before: Some((*row).clone()), after: None, cells });
            }
        }
        // Of rows that changed themselves, such as those of a new rank, readers expect another place.
        let places: BTreeMap<_, usize> = was.iter().enumerate().map(|(place, (key, _))| (key, place)).collect();
        self.is_reordered = !same.is_sorted_by_key(|key| places.get(*key));
        if let Some(period) = ["quarter", "year"].iter().find_map(|name| place(&self.columns, name)) {
            self.rows.sort_by_key(|row| std::cmp::Reverse(row.latest()[period].to_string()));
        }
    }

    /// Rows with their keys, in order.
    fn keyed<'r>(&self, rows: &'r [Row]) -> Vec<(RowKey, &'r Row)> {
        let mut seen: BTreeMap<Vec<String>, usize> = BTreeMap::new();
        let keyed = rows.iter().map(|row| {
            let key: Vec<String> = self.key.iter().map(|&column| row[column].to_string()).collect();
            let number = seen.entry(key.clone()).or_default();
            *number += 1;
            ((key, *number), row)
        });
        keyed.collect()
    }

    /// The places of what a row says beside its key.
    fn told(&self, row: &Row) -> Vec<usize> {
        (0..row.len()).filter(|column| !self.key.contains(column) && row[*column] != Value::Missing).collect()
    }

    /// How many changes it is: each changed value is one, each row that came or went, each column, another order, and a
    /// table that came or went as a whole.
    pub fn count(&self) -> usize {
        if self.presence != Presence::Kept {
            return 1;
        }
        let rows: usize = self.rows.iter().map(RowChange::count).sum();
        rows + self.columns_new.len() + self.columns_gone.len() + usize::from(self.is_reordered)
    }

    /// Leaves only what is about a town; says whether anything is.
    pub fn keep_town(&mut self, slug: &str) -> bool {
        let rows = std::mem::take(&mut self.rows);
        self.rows = rows.into_iter().filter(|row| self.town(row) == Some(slug)).collect();
        (self.columns_new, self.columns_gone, self.is_reordered) = (Vec::new(), Vec::new(), false);
        !self.rows.is_empty()
    }

    /// The text in a column of a row, by the column's name.
    pub fn text<'r>(&self, row: &'r RowChange, column: &str) -> Option<&'r str> {
        match &row.latest()[place(&self.columns, column)?] {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The town that a row is about, by slug.
    pub fn town<'r>(&self, row: &'r RowChange) -> Option<&'r str> {
        self.text(row, "town")
    }
}

/// Whether two cells are the same in the files: `1` and `1.0` are not.
fn is_same(old: &Value, new: &Value) -> bool {
    match (old, new) {
        (Value::Number(old), Value::Number(new)) => old.serialize() == new.serialize(),
        _ => old == new,
    }
}

/// The rows of a table in other columns; what it has no column for is missing.
fn aligned(table: &DataTable, columns: &[Column]) -> Vec<Row> {
    let places: Vec<Option<usize>> = columns.iter().map(|column| place(&table.columns, column.name)).collect();
    let cell = |row: &Row, place: &Option<usize>| place.map_or(Value::Missing, |place| row[place].clone());
    table.rows.iter().map(|row| places.iter().map(|place| cell(row, place)).collect()).collect()
}

fn place(columns: &[Column], name: &str) -> Option<usize> {
    columns.iter().position(|column| column.name == name)
}
