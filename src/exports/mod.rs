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
use crate::pages::Page;
use crate::units::Quarter;
pub use head::{first_words, forward, photo, published};
use head::{is_address, story_of};
pub use hosting::POLICY;

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

/// Every file that machines read, by path.
pub fn plan(site: &Site, evaluation: &Evaluation, pages: &[Page]) -> Vec<File> {
    let tables = datasets::tables(site, evaluation);
    let key_data: BTreeMap<Quarter, Table> = evaluation
        .quarters
        .iter()
        .filter_map(|&quarter| Some((quarter, datasets::key_data(site, evaluation, quarter)?)))
        .collect();
    let mut files: Vec<File> =
        tables.par_iter().flat_map_iter(|table| csv_and_json(&format!("data/{}", table.name), table)).collect();
    files.extend(extracts::write(site, evaluation, &tables, &key_data));
    files.push(File::new("data/sunboard.xlsx", xlsx::workbook(site, &tables)));
    files.push(File::new("data/datapackage.json", datapackage::write(site, &tables, &key_data)));
    files.extend(feeds::write(site, evaluation, pages));
    files.extend(hosting::write(site, pages));
    files.extend(search::plan(site, pages));
    files.extend(charts::plan(pages));
    files.extend(sitemap::write(site, pages));
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn csv_and_json(path: &str, table: &Table) -> [File; 2] {
    [File::new(format!("{path}.csv"), csv::write(table)), File::new(format!("{path}.json"), json::write(table))]
}

/// The absolute address of a path of the site.
pub fn absolute(site: &Site, path: &str) -> String {
    format!("{}/{path}", site.config.base_url.trim_end_matches('/'))
}

/// Pages that readers look for: not the 404 page, not the pages that only forward from an old address.
fn findable(page: &Page) -> bool {
    !page.view.absolute && page.kind != "alias"
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
        plan(&site, &crate::evaluate::evaluate(&site), &[testing::page("story", "stories/night.html", "夜")])
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
