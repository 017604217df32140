//! The digest of a table, for telling whether its files are those of the last build.

use std::collections::BTreeMap;
use std::hash::{Hash as _, Hasher};

use xxhash_rust::xxh3::Xxh3Default;

use super::{Column, Row, Table, column};

/// Digests of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Digests {
    /// Of the whole.
    pub whole: u64,
    /// Of the rows of each quarter that has any, by what the table's column of quarters says.
    pub quarters: BTreeMap<String, u64>,
}

impl Table {
    /// The digest of what is in the table: a file that shows nothing else is the same where this is the same.
    pub fn digest(&self) -> u64 {
        let mut line = Line::default();
        let mut digest = line.start(self);
        self.rows.iter().for_each(|row| digest.update(line.of(row)));
        digest.digest()
    }

    /// The digest, and those that the table would have with the rows of a quarter alone.
    pub fn digests(&self) -> Digests {
        let Some(place) = self.columns.iter().position(|column| column.name == column::QUARTER.name) else {
            return Digests { whole: self.digest(), quarters: BTreeMap::new() };
        };
        let mut line = Line::default();
        let start = line.start(self);
        let mut whole = start.clone();
        let mut quarters: BTreeMap<String, Xxh3Default> = BTreeMap::new();
        for row in &self.rows {
            let (bytes, quarter) = (line.of(row), row[place].text());
            whole.update(bytes);
            match quarters.get_mut(&*quarter) {
                Some(own) => own.update(bytes),
                None => quarters.entry(quarter.into_owned()).or_insert_with(|| start.clone()).update(bytes),
            }
        }
        let quarters = quarters.into_iter().map(|(quarter, own)| (quarter, own.digest())).collect();
        Digests { whole: whole.digest(), quarters }
    }
}

/// What is digested of a row, gathered first: many small pieces at once are quicker than one by one.
#[derive(Default)]
struct Line(Vec<u8>);

impl Line {
    /// What every digest of a table begins with.
    fn start(&mut self, table: &Table) -> Xxh3Default {
        self.0.clear();
        (table.name, table.title).hash(self);
        for Column { name, kind, title, .. } in &table.columns {
            (name, kind, title).hash(self);
        }
        let mut digest = Xxh3Default::new();
        digest.update(&self.0);
        digest
    }

    fn of(&mut self, row: &Row) -> &[u8] {
        self.0.clear();
        row.len().hash(self);
        row.iter().for_each(|value| value.digest(self));
        &self.0
    }
}

impl Hasher for Line {
    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    /// Never asked for: the line is digested as a whole.
    fn finish(&self) -> u64 {
        0
    }
}
