//! The site built from the tree, by the very command that editors use.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::claims::{FILES, Row, read_table, read_text};
use crate::harness::Sunboard;

use super::{Document, folder, published_figures};

/// Builds the public edition into a fresh folder.
pub fn build() -> tempfile::TempDir {
    let output = tempfile::tempdir().expect("a temporary folder is made");
    let line = Sunboard::new(folder()).args(["build", "--as-of", "2020-12-31", "--content", "content", "--output"]);
    line.arg(output.path().join("site")).args(["--edition", "public"]).run().done();
    output
}

/// The figures offered for download are the table's rows, but for those excluded, and no others.
pub fn assert_figures_are_the_published_ones(site: &Path) {
    let tree = sunboard::load::load(&folder().join("content")).tree;
    let names: BTreeMap<&str, &str> =
        tree.towns.iter().map(|(slug, town)| (slug.0.as_str(), town.name.0.as_str())).collect();
    let text = std::fs::read_to_string(site.join("data/figures.csv")).expect("the figures are offered");
    let mut offered: Vec<(String, String, String)> = read_text(text.trim_start_matches('\u{feff}'))
        .iter()
        .map(|row| (names[row["town"].as_str()].to_owned(), row["value"].clone(), row["source"].clone()))
        .collect();
    offered.sort();
    assert_eq!(offered, published_figures());
}

/// Each number on a town's page stands in a row about the town, in the rules, or in the title of a source it cites.
pub fn assert_town_pages_hold_no_other_number(documents: &[Document]) {
    let tables: Vec<Vec<Row>> = FILES.iter().map(|file| read_table(&folder().join("tables").join(file))).collect();
    let sources = tables.last().expect("the sources are the last table");
    let tree = sunboard::load::load(&folder().join("content")).tree;
    let rules = std::fs::read_to_string(folder().join("content/rules.yaml")).expect("the rules are read");
    let mut known = numbers(&rules);
    // How many items a standard has, and how many of them lack a value.
    known.extend(tree.rules.standards.iter().map(|standard| standard.items.len().to_string()));
    for town in tree.towns.values() {
        let pages = documents.iter().filter(|document| document.name.starts_with("towns/"));
        let page = pages.into_iter().find(|document| document.heading == town.name.0).expect("each town has a page");
        let mut known = known.clone();
        // How many grades it has, and its one award, stand in the heading of what is folded on phones.
        known.extend([town.assessments.len().to_string(), "1".to_owned()]);
        let rows = tables.iter().flatten().filter(|row| row.values().any(|cell| cell.contains(&town.name.0)));
        known.extend(rows.flat_map(|row| row.values().flat_map(|cell| numbers(cell))));
        let text = page.blocks.join("\n");
        let cited = |id: &str| text.contains(&format!("[{id}]")) || text.contains(&format!("来源{id}"));
        let titles = sources.iter().filter(|source| cited(&source["source_id"]));
        known.extend(titles.flat_map(|source| numbers(&source["title"])));
        let others: Vec<String> = numbers(&text).into_iter().filter(|number| !known.contains(number)).collect();
        assert!(others.is_empty(), "{} shows numbers that no table holds: {others:?}", page.name);
    }
}

/// The numbers in a text; 08 is 8, as dates are written either way.
fn numbers(text: &str) -> BTreeSet<String> {
    text.split(|c: char| !c.is_ascii_digit() && c != '.')
        .map(|number| number.trim_matches('.').trim_start_matches('0'))
        .filter(|number| !number.is_empty())
        .map(str::to_owned)
        .collect()
}
