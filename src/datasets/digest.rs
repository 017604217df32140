//! The digest of a table, for telling whether its files are those of the last build.

use std::collections::BTreeMap;
use std::hash::Hash as _;

use xxhash_rust::xxh3::Xxh3Default;

use super::{Column, DataTable, Row, column};
use crate::digest::Digester;

/// Digests of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Digests {
    /// Of the whole.
    pub whole: u64,
    /// Of the rows of each quarter that has any, by what the table's column of quarters says.
    pub quarters: BTreeMap<String, u64>,
}

impl DataTable {
    /// The digest of what is in the table: a file that shows nothing else is the same where this is the same.
    pub fn digest(&self) -> u64 {
        let mut line = Digester::default();
        let mut digest = start(&mut line, self);
        self.rows.iter().for_each(|row| digest.update(fed(&mut line, row)));
        digest.digest()
    }

    /// The digest, and those that the table would have with the rows of a quarter alone.
    pub fn digests(&self) -> Digests {
        let Some(place) = self.columns.iter().position(|column| column.name == column::QUARTER.name) else {
            return Digests { whole: self.digest(), quarters: BTreeMap::new() };
        };
        let mut line = Digester::default();
        let start = start(&mut line, self);
        let mut whole = start.clone();
        let mut quarters: BTreeMap<String, Xxh3Default> = BTreeMap::new();
        for row in &self.rows {
            let (bytes, quarter) = (fed(&mut line, row), row[place].text());
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

/// What every digest of a table begins with.
fn start(line: &mut Digester, table: &DataTable) -> Xxh3Default {
    line.clear();
    (table.name, table.title).hash(line);
    for Column { name, kind, title, .. } in &table.columns {
        (name, kind, title).hash(line);
    }
    let mut digest = Xxh3Default::new();
    digest.update(line.bytes());
    digest
}

/// What is digested of a row.
fn fed<'l>(line: &'l mut Digester, row: &Row) -> &'l [u8] {
    line.clear();
    row.len().hash(line);
    row.iter().for_each(|value| value.digest(line));
    line.bytes()
}
