//! What machines read: tables as CSV, JSON and workbooks, the data package, feeds, structured data, sitemap, search
//! index and the server's ready files.
//!
//! One format a file. Pure: values in, bytes out; the same values give the same bytes.

mod charts;
mod csv;
mod datapackage;
mod extracts;
pub mod feeds;
mod head;
mod hosting;
mod json;
mod plain;
mod search;
mod sitemap;
pub mod structured;
mod time;
mod xlsx;
mod xml;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::datasets::{self, Table};
use crate::evaluate::Evaluation;
use crate::model::Site;
use crate::pages::{Head, Page};
use crate::units::Quarter;
use head::{is_address, story_of};
pub use head::{photo, published};
pub use hosting::POLICY;
pub use search::Document;

/// A file to publish beside the pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Path below the output folder, with forward slashes.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl File {
    fn new(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { path: path.into(), bytes: bytes.into() }
    }
}

/// The files of a page's charts.
pub fn of_page(page: &Page) -> Vec<File> {
    charts::of_page(page)
}

/// What a search can find on a page.
pub fn found(site: &Site, page: &Page, head: &Head) -> Vec<Document> {
    search::of_page(site, page, head)
}

/// Every other file that machines read, one by one, from any thread. `heads` and `found` are those of all pages.
pub fn write(site: &Site, evaluation: &Evaluation, heads: &[Head], found: Vec<Document>, put: &(dyn Fn(File) + Sync)) {
    let tables = datasets::tables(site, evaluation);
    let key_data: BTreeMap<Quarter, Table> = evaluation
        .quarters
        .iter()
        .filter_map(|&quarter| Some((quarter, datasets::key_data(site, evaluation, quarter)?)))
        .collect();
    let jobs: [&(dyn Fn() + Sync); 6] = [
        &|| extracts::write(site, evaluation, &tables, &key_data, put),
        &|| put(File::new("data/sunboard.xlsx", xlsx::workbook(site, &tables))),
        &|| tables.par_iter().flat_map_iter(|table| csv_and_json(&format!("data/{}", table.name), table)).for_each(put),
        &|| put(File::new("data/datapackage.json", datapackage::write(site, &tables, &key_data))),
        &|| feeds::write(site, evaluation, heads).into_iter().for_each(put),
        &|| hosting::write(site, heads).into_iter().chain(sitemap::write(site, heads)).for_each(put),
    ];
    rayon::join(|| jobs.par_iter().for_each(|job| job()), || search::write(site, found).into_iter().for_each(put));
}

fn csv_and_json(path: &str, table: &Table) -> [File; 2] {
    [File::new(format!("{path}.csv"), csv::write(table)), File::new(format!("{path}.json"), json::write(table))]
}

/// The absolute address of a path of the site.
pub fn absolute(site: &Site, path: &str) -> String {
    format!("{}/{path}", site.config.base_url.trim_end_matches('/'))
}

#[cfg(test)]
mod testing {
    //! Pages as the plan would have them.

    use crate::pages::{Page, PageView, Route};

    /// A page of a kind at a path, with a title.
    pub(super) fn page(kind: &'static str, path: &str, title: &str) -> Page {
        Page { kind, route: Route::new(path), view: PageView { title: title.to_owned(), ..PageView::default() } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::site;

    fn files() -> Vec<File> {
        let site = site();
        let page = testing::page("story", "stories/night.html", "夜");
        let head = page.head();
        let found = found(&site, &page, &head);
        let files = std::sync::Mutex::new(Vec::new());
        write(&site, &crate::evaluate::evaluate(&site), &[head], found, &|file| {
            files.lock().expect("no panic").push(file);
        });
        let mut files = files.into_inner().expect("no panic");
        files.sort_by(|a, b| a.path.cmp(&b.path));
        files
    }

    #[test]
    fn the_same_site_gives_the_same_files() {
        assert_eq!(files(), files());
    }

    #[test]
    fn every_place_of_the_contract_has_its_file() {
        let files = files();
        let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
        for path in [
            "data/boards.csv",
            "data/boards.json",
            "data/cards.csv",
            "data/counties/lanxi.xlsx",
            "data/counties/lanxi/boards.csv",
            "data/datapackage.json",
            "data/quarters/2020q1.xlsx",
            "data/quarters/2020q1/datapackage.json",
            "data/quarters/2020q1/key-data.csv",
            "data/quarters/2020q1/key-data.json",
            "data/quarters/2020q1/key-data.xlsx",
            "data/quarters/2020q1/overall.csv",
            "data/sunboard.xlsx",
            "data/towns/yunyao.csv",
            "data/towns/gang.json",
            "_headers",
            "_redirects",
            "feed.xml",
            "hosting/nginx.conf",
            "robots.txt",
            "search/index.js",
            "sitemap.xml",
        ] {
            assert!(paths.contains(&path), "{path} is missing");
        }
        let mut unique = paths.clone();
        unique.dedup();
        assert_eq!(unique, paths, "sorted, none twice");
    }

    #[test]
    fn every_json_file_is_json() {
        for file in files().iter().filter(|file| file.path.ends_with(".json")) {
            serde_json::from_slice::<serde_json::Value>(&file.bytes).expect(&file.path);
        }
    }
}
