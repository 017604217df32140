//! The real public facts: a tree that holds no invented figure, and a proof that each row of the tables it was
//! made from reaches a reader.
//!
//! `tests/sites/lishui/tables` holds the tables; `exclusions.csv` says which facts stay out and why;
//! `wording.csv` says how the tables' remarks in English stand on the Chinese pages.

mod claims;
mod html;
mod site;
mod tree;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use claims::Claim;
use sunboard::evaluate::award::{AwardGap, AwardState};
use sunboard::evaluate::evaluate;
use sunboard::model::Edition;

/// Lines that stand together under one heading: a page of the site, or a file of the tree.
#[derive(Default)]
pub struct Document {
    /// What it is called, for messages.
    pub name: String,
    /// What it is about.
    pub heading: String,
    /// Its table rows, list items and paragraphs.
    pub blocks: Vec<String>,
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/sites/lishui")
}

fn exclusions() -> BTreeMap<String, String> {
    claims::read_table(&folder().join("exclusions.csv"))
        .into_iter()
        .map(|row| (format!("{}:{}", row["file"], row["row"]), row["reason"].clone()))
        .collect()
}

/// Town, value and source of each figure that is not excluded, sorted.
fn published_figures() -> Vec<(String, String, String)> {
    let excluded = exclusions();
    let mut figures: Vec<_> = claims::read_table(&folder().join("tables/lishui_town_figures.csv"))
        .into_iter()
        .filter(|row| {
            let key = format!("lishui_town_figures.csv:{}/{}/{}", row["town"], row["period"], row["measure"]);
            !excluded.contains_key(&key)
        })
        .map(|row| (row["town"].clone(), row["value"].clone(), row["source"].clone()))
        .collect();
    figures.sort();
    figures
}

/// Every claim is found or excluded with a reason; no exclusion is found or names nothing.
fn assert_every_row_is_found(documents: &[Document]) {
    let claims = claims::all(&folder());
    let exclusions = exclusions();
    let mut faults = Vec::new();
    for claim in &claims {
        let found = documents.iter().any(|document| claim.stands_in(document));
        match (found, exclusions.get(&claim.row)) {
            (false, None) => faults.push(format!("not found: {claim}; nearest: {}", nearest(claim, documents))),
            (true, Some(reason)) => faults.push(format!("found although excluded ({reason}): {claim}")),
            (true, None) | (false, Some(_)) => {}
        }
    }
    let rows: BTreeSet<&str> = claims.iter().map(|claim| claim.row.as_str()).collect();
    for (row, reason) in &exclusions {
        if !rows.contains(row.as_str()) {
            faults.push(format!("excluded, but no table has it: {row}"));
        }
        if reason.trim().is_empty() {
            faults.push(format!("excluded without a reason: {row}"));
        }
    }
    assert!(faults.is_empty(), "{} of {} claims fail:\n{}", faults.len(), claims.len(), faults.join("\n"));
}

/// The block that holds most of a claim, to show what is missing from it.
fn nearest(claim: &Claim, documents: &[Document]) -> String {
    documents
        .iter()
        .flat_map(|document| document.blocks.iter().map(move |block| (claim.score(document, block), document, block)))
        .max_by_key(|(score, ..)| *score)
        .map_or_else(String::new, |(_, document, block)| {
            format!("{}: {}", document.name, block.chars().take(160).collect::<String>())
        })
}

#[test]
fn the_tables_hold_what_was_compiled() {
    let lengths: Vec<(&str, usize)> = claims::FILES
        .iter()
        .map(|&file| (file, claims::read_table(&folder().join("tables").join(file)).len()))
        .collect();
    assert_eq!(
        lengths,
        [
            ("lishui_towns.csv", 18),
            ("lishui_assessments.csv", 22),
            ("lishui_town_figures.csv", 27),
            ("lishui_counties.csv", 9),
            ("lishui_townships.csv", 173),
            ("lishui_2023m7_new_projects.csv", 7),
            ("planned_actual_published.csv", 15),
            ("zhejiang_aggregate_figures.csv", 15),
            ("zhejiang_assessment_counts.csv", 24),
            ("zhejiang_assessments_named.csv", 59),
            ("sources.csv", 39),
        ]
    );
}

#[test]
fn the_tree_holds_every_row() {
    assert_every_row_is_found(&tree::documents(&folder().join("content")));
}

#[test]
fn the_tree_holds_nothing_else() {
    tree::assert_nothing_invented(&folder());
}

#[test]
fn the_loader_takes_the_tree_without_a_word() {
    let loaded = sunboard::load::load(&folder().join("content"));
    assert!(loaded.diagnostics.is_empty(), "{:#?}", loaded.diagnostics);
}

/// The facts carry no card, rank, verdict or award: whatever would be computed from them says that it cannot be.
#[test]
fn nothing_is_made_of_what_is_not_known() {
    let tree = sunboard::load::load(&folder().join("content")).tree;
    let as_of = tree.config.as_ref().and_then(|config| config.as_of).expect("the tree pins its date").end();
    let site = sunboard::load::visible(tree, Edition::Internal, as_of, false);
    let results = evaluate(&site);
    assert!(results.quarters.is_empty() && results.boards.is_empty() && results.showcase.is_empty());
    assert!(results.targets.iter().all(|target| target.state.is_none() && target.towns.is_none()));
    for (slug, town) in &results.towns {
        let items = town.standards.iter().flat_map(|standard| &standard.items);
        assert!(items.into_iter().all(|item| item.value.is_none() && item.met.is_none()), "{slug:?}");
    }
    let gaps = |gap: AwardGap| results.awards.iter().filter(|row| row.state == AwardState::Uncomputable(gap)).count();
    // Every town but the one that left, and the one named in a year that no source tells.
    assert_eq!((gaps(AwardGap::GradeNotPublished), gaps(AwardGap::NamingDateUnknown)), (17, 1));
    assert_eq!(results.awards.len(), 18);
}

#[test]
fn the_site_shows_every_row_and_no_other_figure() {
    let output = site::build();
    let site = output.path().join("site");
    let documents = html::documents(&site);
    assert_every_row_is_found(&documents);
    site::assert_town_pages_hold_no_other_number(&documents);
    site::assert_figures_are_the_published_ones(&site);
}
