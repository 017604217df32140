//! The tables in parts that stay at their address: by quarter, by board, by county, by town.
//!
//! ```text
//! data/quarters/<q>/<board>.csv, .json, .xlsx     a board, for good once its quarter is released
//! data/quarters/<q>/key-data.csv, .json, .xlsx    the list of key data, where the analysis is shown
//! data/quarters/<q>.xlsx                          all that the tables say of the quarter
//! data/quarters/<q>/datapackage.json              what these files are
//! data/counties/<id>/boards.csv, .json            the places of its towns on all boards
//! data/counties/<id>/progress.csv, .json          their returns
//! data/counties/<id>.xlsx                         both
//! data/counties/<id>/datapackage.json             what these files are
//! data/towns/<slug>.csv, .json                    the returns of a town
//! ```

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::datapackage::{self, Resource};
use super::{File, Tray, csv_and_json, made_from_tables, workbook, xlsx};
use crate::datasets::{self, Row, Table, Value};
use crate::evaluate::Evaluation;
use crate::model::{County, Site};
use crate::units::{FromText as _, Quarter, Slug};

/// The parts, from the whole tables.
pub(super) fn write(
    site: &Site,
    evaluation: &Evaluation,
    tables: &[Table],
    key_data: &BTreeMap<Quarter, Table>,
    tray: &dyn Tray,
) {
    evaluation
        .quarters
        .par_iter()
        .for_each(|&quarter| of_quarter(site, evaluation, tables, key_data.get(&quarter), quarter, tray));
    let of_counties = ["boards", "progress"].map(|name| {
        let table = tables.iter().find(|table| table.name == name);
        let parts = table.and_then(|table| table.parts("town", |town| county_of(site, town)));
        (name, table.map(Table::empty), parts.unwrap_or_default())
    });
    site.counties.par_iter().for_each(|county| of_county(site, &of_counties, county, tray));
    site.towns.par_iter().for_each(|(slug, _)| {
        csv_and_json(tray, &format!("data/towns/{slug}"), &datasets::town_progress(evaluation, slug));
    });
}

fn of_quarter(
    site: &Site,
    evaluation: &Evaluation,
    tables: &[Table],
    key_data: Option<&Table>,
    quarter: Quarter,
    tray: &dyn Tray,
) {
    let name = quarter.slug();
    let folder = format!("data/quarters/{name}");
    let mut parts: Vec<(String, Table)> = evaluation.boards[&quarter]
        .iter()
        .map(|board| (board.id.to_string(), datasets::board(site, evaluation, quarter, &board.id)))
        .collect();
    parts.extend(key_data.map(|list| ("key-data".to_owned(), list.clone())));
    for (part, table) in &parts {
        csv_and_json(tray, &format!("{folder}/{part}"), table);
        workbook(tray, &format!("{folder}/{part}.xlsx"), site, &[table]);
    }
    let is_own = |value: &Value| value.to_string() == quarter.to_string();
    let whole = tables.iter().filter_map(|table| Some((table, table.only("quarter", is_own)?)));
    let whole: Vec<(&Table, Vec<&Row>)> = whole.filter(|(_, rows)| !rows.is_empty()).collect();
    if !whole.is_empty() {
        let digests = whole.iter().map(|(table, rows)| table.digest_with(rows.iter().copied())).collect();
        // Rows are cloned only where the workbook is made.
        let make = || {
            let parts: Vec<Table> = whole.iter().map(|(table, rows)| table.with(rows)).collect();
            xlsx::workbook(site, &parts.iter().collect::<Vec<_>>())
        };
        tray.put_or_keep(&format!("{folder}.xlsx"), made_from_tables(site, digests), &make);
    }
    let resources =
        parts.iter().map(|(part, table)| Resource { name: part.clone(), path: format!("{part}.csv"), table });
    let package = datapackage::part(site, &format!("sunboard-{name}"), resources.collect());
    tray.put(File::new(format!("{folder}/datapackage.json"), package));
}

/// The county of a town that a table names.
fn county_of<'a>(site: &'a Site, town: &Value) -> Option<&'a Slug> {
    let Value::Text(town) = town else { return None };
    site.towns.get(&Slug::from_text(town).ok()?)?.county.as_ref()
}

/// A table's name, the table without rows, and its parts by county.
type ByCounty<'a> = (&'static str, Option<Table>, BTreeMap<&'a Slug, Table>);

fn of_county(site: &Site, tables: &[ByCounty<'_>], county: &County, tray: &dyn Tray) {
    let folder = format!("data/counties/{}", county.id);
    let parts =
        tables.iter().filter_map(|(name, empty, parts)| Some((*name, parts.get(&county.id).or(empty.as_ref())?)));
    let parts: Vec<(&str, &Table)> = parts.collect();
    for (part, table) in &parts {
        csv_and_json(tray, &format!("{folder}/{part}"), table);
    }
    workbook(tray, &format!("{folder}.xlsx"), site, &parts.iter().map(|(_, table)| *table).collect::<Vec<_>>());
    let resources =
        parts.iter().map(|(part, table)| Resource { name: (*part).to_owned(), path: format!("{part}.csv"), table });
    let package = datapackage::part(site, &format!("sunboard-{}", county.id), resources.collect());
    tray.put(File::new(format!("{folder}/datapackage.json"), package));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::site;

    fn files() -> BTreeMap<String, Vec<u8>> {
        let site = site();
        let evaluation = crate::evaluate::evaluate(&site);
        let tables = datasets::tables(&site, &evaluation);
        let files = super::super::testing::Files::default();
        write(&site, &evaluation, &tables, &BTreeMap::new(), &files);
        files.0.into_inner().expect("no panic")
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
