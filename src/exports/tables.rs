//! The tables as files: whole, then in parts.
//!
//! Each is made, written and dropped, so that few are in memory at once; a part is made anew from what the whole was made
//! from, and only where its digest says that its workbook is not the one of the last build.

use rayon::prelude::*;

use super::extracts::ExtractSources;
use super::{Outlet, csv, datapackage, json, xlsx};
use crate::artifact::Artifact;
use crate::datasets::{self, DataTable, Definition, Digests};
use crate::digest::made_from;
use crate::evaluate::Evaluation;
use crate::model::Site;

/// What is kept of a table that was written.
pub(super) struct WrittenTable {
    /// Which.
    pub definition: &'static Definition,
    /// What is in it.
    pub digests: Digests,
    /// How many rows it has.
    pub rows: usize,
}

/// Every file that holds a table, and what describes them.
pub(super) fn write(site: &Site, evaluation: &Evaluation, outlet: &Outlet<'_>) {
    let one_workbook = datasets::have_one_workbook(site);
    let written = in_turn(datasets::definitions(site).collect(), |definition: &'static Definition| {
        if (outlet.is_cancelled)() {
            return None;
        }
        let table = definition.fill(site, evaluation);
        let digests = table.digests();
        let path = format!("data/{}", definition.name);
        csv_and_json(outlet, &path, &table, digests.whole);
        if !one_workbook {
            workbook(outlet, &format!("{path}.xlsx"), site, &[digests.whole], &|| xlsx::workbook(site, [&table]));
        }
        Some(WrittenTable { definition, digests, rows: table.rows.len() })
    });
    let Some(written) = written.into_iter().collect::<Option<Vec<WrittenTable>>>() else { return };
    let parts = ExtractSources::of(site, evaluation, &written, outlet);
    let mut jobs: Vec<Job<'_>> = Vec::new();
    if one_workbook {
        jobs.push(Box::new(|| {
            let digests: Vec<u64> = written.iter().map(|table| table.digests.whole).collect();
            let tables = || written.iter().map(|table| table.definition.fill(site, evaluation));
            workbook(outlet, "data/sunboard.xlsx", site, &digests, &|| xlsx::workbook(site, tables()));
        }));
    }
    jobs.extend(parts.jobs());
    jobs.push(Box::new(|| {
        let tables: Vec<(DataTable, usize)> =
            written.iter().map(|table| (table.definition.empty(), table.rows)).collect();
        let lists = evaluation.quarters.iter();
        let lists = lists
            .filter_map(|&quarter| Some((quarter, datasets::key_data_without_rows(site, evaluation, quarter)?)))
            .collect();
        outlet.output.put(Artifact::bytes("data/datapackage.json", datapackage::write(site, &tables, &lists)));
    }));
    in_turn(jobs, |job| {
        if !(outlet.is_cancelled)() {
            job();
        }
    });
}

/// Something to write.
pub(super) type Job<'a> = Box<dyn Fn() + Send + Sync + 'a>;

/// Does something with each item: the first items first, on as many threads as there are, and no thread begins with another
/// before it is done with one.
fn in_turn<T: Send, R: Send>(items: Vec<T>, work: impl Fn(T) -> R + Sync) -> Vec<R> {
    let items = items.into_iter().enumerate().par_bridge();
    let mut done: Vec<(usize, R)> = items.map(|(place, item)| (place, work(item))).collect();
    done.sort_unstable_by_key(|(place, _)| *place);
    done.into_iter().map(|(_, result)| result).collect()
}

/// A table as CSV and as JSON.
pub(super) fn csv_and_json(outlet: &Outlet<'_>, path: &str, table: &DataTable, digest: u64) {
    let made_from = made_from(digest);
    outlet.put_or_keep(&format!("{path}.csv"), made_from, &|| csv::write(table));
    outlet.put_or_keep(&format!("{path}.json"), made_from, &|| json::write(table).into_bytes());
}

/// A workbook of tables with these digests.
pub(super) fn workbook(outlet: &Outlet<'_>, path: &str, site: &Site, digests: &[u64], make: &dyn Fn() -> Vec<u8>) {
    outlet.put_or_keep(path, made_from((digests, xlsx::properties(site))), make);
}
