//! The tables in parts that stay at their address: by quarter, by board, by county, by town.
//!
//! ```text
//! data/quarters/<q>/<board>.csv, .json, .xlsx     a board, for good once its quarter is released
//! data/quarters/<q>/key-data.csv, .json, .xlsx    the list of key data, where the analysis is shown
//! data/quarters/<q>.xlsx                          all that the tables say of the quarter, where they say something
//! data/quarters/<q>/datapackage.json              what these files are, where there are some
//! data/counties/<id>/boards.csv, .json            the places of its towns on all boards
//! data/counties/<id>/progress.csv, .json          their returns
//! data/counties/<id>.xlsx                         both
//! data/counties/<id>/datapackage.json             what these files are
//! data/towns/<slug>.csv, .json                    the returns of a town
//! ```

use super::datapackage::{self, Resource};
use super::tables::{Job, WrittenTable, csv_and_json, workbook};
use super::{Outlet, xlsx};
use crate::datasets::{self, Counties, DataTable, Definition};
use crate::digest::made_from;
use crate::evaluate::Evaluation;
use crate::model::{County, Site};
use crate::units::{Quarter, Slug};

/// The name of the list of key data among the parts of a quarter.
const KEY_DATA: &str = "key-data";

/// What the parts are made from.
pub(super) struct ExtractSources<'a> {
    site: &'a Site,
    evaluation: &'a Evaluation,
    written: &'a [WrittenTable],
    counties: Counties<'a>,
    /// What each description is made from, beside its own files.
    packages: u64,
    outlet: &'a Outlet<'a>,
}

impl<'a> ExtractSources<'a> {
    /// The parts of the tables that were written.
    pub(super) fn of(
        site: &'a Site,
        evaluation: &'a Evaluation,
        written: &'a [WrittenTable],
        outlet: &'a Outlet<'a>,
    ) -> Self {
        let counties = datasets::counties(site, evaluation);
        Self { site, evaluation, written, counties, packages: datapackage::made_from_site(site), outlet }
    }

    /// What is to be written, the largest first.
    pub(super) fn jobs(&'a self) -> Vec<Job<'a>> {
        let mut jobs: Vec<Job<'a>> = Vec::new();
        for &quarter in self.evaluation.quarters.iter().rev() {
            jobs.push(Box::new(move || self.whole_quarter(quarter)));
        }
        for &quarter in &self.evaluation.quarters {
            jobs.push(Box::new(move || {
                if let Some(list) = datasets::key_data(self.site, self.evaluation, quarter) {
                    self.part_of_quarter(quarter, KEY_DATA, &list);
                }
            }));
            for board in &self.evaluation.boards[&quarter] {
                jobs.push(Box::new(move || {
                    let table = datasets::board(self.site, self.evaluation, quarter, &board.id);
                    self.part_of_quarter(quarter, &board.id, &table);
                }));
            }
            jobs.push(Box::new(move || self.package_of_quarter(quarter)));
        }
        jobs.extend(self.site.counties.iter().map(|county| -> Job<'a> { Box::new(move || self.of_county(county)) }));
        jobs.extend(self.site.towns.keys().map(|town| -> Job<'a> { Box::new(move || self.of_town(town)) }));
        jobs
    }

    /// All that the tables say of a quarter.
    fn whole_quarter(&self, quarter: Quarter) {
        let name = quarter.to_string();
        let own = self.written.iter();
        let own = own.filter_map(|table| Some((table.definition, *table.digests.quarters.get(&name)?)));
        let (definitions, digests): (Vec<&Definition>, Vec<u64>) = own.unzip();
        if !definitions.is_empty() {
            let table = |table: &&Definition| table.in_quarter(self.site, self.evaluation, quarter);
            let make = || xlsx::workbook(self.site, definitions.iter().filter_map(table));
            workbook(self.outlet, &format!("{}.xlsx", folder_of(quarter)), self.site, &digests, &make);
        }
    }

    /// A board of a quarter, or its list of key data.
    fn part_of_quarter(&self, quarter: Quarter, part: &str, table: &DataTable) {
        let (path, digest) = (format!("{}/{part}", folder_of(quarter)), table.digest());
        csv_and_json(self.outlet, &path, table, digest);
        let make = || xlsx::workbook(self.site, [table]);
        workbook(self.outlet, &format!("{path}.xlsx"), self.site, &[digest], &make);
    }

    fn package_of_quarter(&self, quarter: Quarter) {
        let board = datasets::board_without_rows();
        let boards = self.evaluation.boards[&quarter].iter();
        let mut parts: Vec<(&str, &DataTable)> = boards.map(|own| (&*own.id, &board)).collect();
        let list = datasets::key_data_without_rows(self.site, self.evaluation, quarter);
        parts.extend(list.as_ref().map(|list| (KEY_DATA, list)));
        if parts.is_empty() {
            return;
        }
        self.package(&quarter.slug(), &folder_of(quarter), &parts);
    }

    fn of_county(&self, county: &County) {
        let folder = format!("data/counties/{}", county.id);
        let tables = self.counties.tables(&county.id);
        let digests = tables.each_ref().map(DataTable::digest);
        for (table, digest) in tables.iter().zip(digests) {
            csv_and_json(self.outlet, &format!("{folder}/{}", table.name), table, digest);
        }
        let make = || xlsx::workbook(self.site, &tables);
        workbook(self.outlet, &format!("{folder}.xlsx"), self.site, &digests, &make);
        self.package(&county.id, &folder, &tables.each_ref().map(|table| (table.name, table)));
    }

    fn of_town(&self, town: &Slug) {
        let table = datasets::town_progress(self.evaluation, town);
        csv_and_json(self.outlet, &format!("data/towns/{town}"), &table, table.digest());
    }

    /// What the files of a folder are.
    fn package(&self, name: &str, folder: &str, parts: &[(&str, &DataTable)]) {
        let columns = |table: &DataTable| table.columns.iter().map(|column| column.name).collect::<Vec<_>>();
        let own: Vec<_> = parts.iter().map(|(part, table)| (*part, table.name, columns(table))).collect();
        let make = || {
            let resources = parts.iter().map(|&(part, table)| {
                let (name, path) = (part.to_owned(), format!("{part}.csv"));
                Resource { name, path, table, rows: None }
            });
            datapackage::part(self.site, &format!("sunboard-{name}"), resources.collect()).into_bytes()
        };
        self.outlet.put_or_keep(&format!("{folder}/datapackage.json"), made_from((name, own, self.packages)), &make);
    }
}

fn folder_of(quarter: Quarter) -> String {
    format!("data/quarters/{}", quarter.slug())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use crate::model::testing::site;

    fn files() -> BTreeMap<String, Vec<u8>> {
        let site = site();
        let evaluation = crate::evaluate::evaluate(&site);
        super::super::testing::files(|outlet| super::super::tables::write(&site, &evaluation, outlet))
    }

    #[test]
    fn a_county_has_its_own_towns_and_no_others() {
        let files = files();
        let boards = String::from_utf8_lossy(&files["data/counties/lanxi/boards.csv"]);
        assert!(boards.contains("yunyao") && boards.contains("baicao") && !boards.contains("gang"), "{boards}");
        assert_eq!(&files["data/counties/lanxi.xlsx"][..2], b"PK");
        assert!(files.contains_key("data/counties/lanxi/progress.json"));
    }

    #[test]
    fn a_quarter_has_its_boards_its_workbook_and_a_package_of_them() {
        let files = files();
        for path in ["data/quarters/2020q1/overall.xlsx", "data/quarters/2020q1.xlsx"] {
            assert_eq!(&files[path][..2], b"PK", "{path}");
        }
        let package = &files["data/quarters/2020q1/datapackage.json"];
        let package: serde_json::Value = serde_json::from_slice(package).expect("JSON");
        assert_eq!(package["resources"][0]["path"], "overall.csv");
        assert_eq!(package["name"], "sunboard-2020q1");
        assert_eq!(package["resources"][0]["schema"].get("foreignKeys"), None, "the table of towns is elsewhere");
    }
}
