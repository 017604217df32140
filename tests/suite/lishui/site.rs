//! The site built from the tree, by the very command that editors use.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use super::claims::read_text;
use super::{folder, published_figures};

/// Builds the public edition into a fresh folder.
pub fn build() -> tempfile::TempDir {
    let output = tempfile::tempdir().expect("a temporary folder is made");
    let run = Command::new(env!("CARGO_BIN_EXE_sunboard"))
        .arg("build")
        .arg("--content")
        .arg(folder().join("content"))
        .arg("--output")
        .arg(output.path().join("site"))
        .args(["--as-of", "2020-12-31", "--edition", "public"])
        .output()
        .expect("the binary runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
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
