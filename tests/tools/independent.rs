//! The independent check agrees: a Python script under `tests/independent`, written from the rules alone, reads the
//! content trees, recomputes every published number and compares it with the tables and pages of the built site.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::harness::{Sunboard, root};

/// Fewer values than this compared means that the check has gone blind. About nine tenths of what it compares today.
const EXAMPLE_VALUES: u32 = 29_000;
const LISHUI_VALUES: u32 = 1500;

/// Python with the YAML module, or a failure that says how to get them.
fn python() -> Command {
    let command = || {
        let mut command = Command::new("/usr/bin/env");
        command.args(["python3", "-B"]).current_dir(root("tests/independent"));
        command
    };
    let there = command().args(["-c", "import yaml"]).output().is_ok_and(|output| output.status.success());
    assert!(there, "the independent check needs Python 3 with its YAML module: apt-get install python3 python3-yaml");
    command()
}

fn words(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn build(content: &Path, edition: &str, as_of: Option<&str>) -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    let line = Sunboard::new(".").args(["build", "--edition", edition]).arg("--content").arg(content).arg("--output");
    line.arg(folder.path().join("site")).args(as_of.iter().flat_map(|day| ["--as-of", day])).run().done();
    folder
}

fn recompute(content: &Path, site: &Path, edition: &str, as_of: Option<&str>, at_least: u32) -> Output {
    let mut command = python();
    command.arg("recompute.py").arg("--content").arg(content).arg("--site").arg(site).args(["--edition", edition]);
    command.args(as_of.iter().flat_map(|day| ["--as-of", day])).args(["--at-least", &at_least.to_string()]);
    command.output().expect("python3 runs")
}

fn check(content: &str, edition: &str, as_of: Option<&str>, at_least: u32) {
    let content = root(content);
    let folder = build(&content, edition, as_of);
    let output = recompute(&content, &folder.path().join("site"), edition, as_of, at_least);
    assert!(output.status.success(), "{} {edition} {as_of:?}:\n{}", content.display(), words(&output));
}

#[test]
fn the_example_is_computed_right() {
    for edition in ["public", "internal"] {
        check("content", edition, None, EXAMPLE_VALUES);
    }
}

/// Earlier days: returns not due yet, a figure on the last day before its revision, one between two revisions, and
/// a day before any quarter was released.
#[test]
fn the_example_is_computed_right_on_earlier_days() {
    check("content", "public", Some("2019-06-01"), 2000);
    check("content", "internal", Some("2020-04-14"), 8500);
    check("content", "public", Some("2020-08-17"), 11_000);
    check("content", "internal", Some("2021-05-20"), 22_000);
}

#[test]
fn lishui_is_computed_right() {
    for edition in ["public", "internal"] {
        check("tests/sites/lishui/content", edition, None, LISHUI_VALUES);
    }
}

/// Random trees, drawn around the thresholds and days at which the rules turn, on the last day and amid the year.
#[test]
fn random_trees_are_computed_right() {
    for seed in 1..=6 {
        let folder = TempDir::new().expect("a temporary folder");
        let content = folder.path().join("content");
        let made = python().args(["random_tree.py", &seed.to_string()]).arg(root("content")).arg(&content).output();
        let made = made.expect("python3 runs");
        assert!(made.status.success(), "{}", words(&made));
        for (edition, day) in [("public", "2021-03-01"), ("internal", "2021-03-01"), ("public", "2020-08-01")] {
            let site = build(&content, edition, Some(day));
            let output = recompute(&content, &site.path().join("site"), edition, Some(day), 800);
            assert!(output.status.success(), "seed {seed} {edition} {day}:\n{}", words(&output));
        }
    }
}

#[test]
fn the_rules_hold_at_their_thresholds() {
    let output = python().args(["-m", "unittest"]).output().expect("python3 runs");
    assert!(output.status.success(), "{}", words(&output));
}

/// The check can fail: one digit changed in a table or on a page is found, and where.
#[test]
fn one_changed_number_is_found() {
    let content = root("content");
    let folder = build(&content, "public", None);
    let site = folder.path().join("site");
    let sabotage = |file: &Path, find: &str, said: &str| {
        let whole = fs::read_to_string(file).expect("a published file");
        let digit = whole.find(find).expect("a number to change") + find.len();
        let wrong = if whole[digit..].starts_with('9') { "8" } else { "9" };
        let spoilt = format!("{}{wrong}{}", &whole[..digit], &whole[digit + 1..]);
        fs::write(file, spoilt).expect("a file that can be written");
        let output = recompute(&content, &site, "public", None, EXAMPLE_VALUES);
        assert!(!output.status.success(), "a changed number in {} was not found", file.display());
        assert!(words(&output).contains(said), "{}", words(&output));
        assert!(words(&output).contains(" values compared, "), "{}", words(&output));
        fs::write(file, whole).expect("a file that can be written");
    };
    sabotage(&site.join("data/boards.csv"), ",key_projects,", " completed: site ");
    sabotage(&site.join("data/boards.json"), "\"plan_year\":", "boards.json row ");
    let board =
        fs::read_dir(site.join("boards")).expect("board pages").filter_map(Result::ok).map(|entry| entry.path());
    let board = board.filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().contains('q'))).min();
    let board = board.expect("a board page of a quarter");
    sabotage(&board, "data-l=\"累计完成\" class=\"r\">", " completed: site ");
    let output = recompute(&content, &site, "public", None, EXAMPLE_VALUES);
    assert!(output.status.success(), "{}", words(&output));
}
