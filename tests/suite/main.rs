//! What `cargo test` runs: a module per feature. Nothing here needs more than Rust, and nothing here starts a program
//! other than ours (`tidy` holds that); tests that do are in `tests/tools`. `tests/harness` serves both.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod against;
mod agree;
mod bytes;
mod charts;
mod cli;
mod dates;
mod determinism;
mod diagnostics;
mod diff;
mod diff_edits;
mod explain;
mod editions;
mod endless;
mod folders;
#[path = "../harness/mod.rs"]
mod harness;
mod hostile;
mod import_cells;
mod import_checks;
mod incremental;
mod left_out;
mod lint;
mod lishui;
mod manual;
mod markdown;
mod marks;
mod messages;
mod mutation;
mod new;
mod next;
mod pages;
mod photos;
mod plans;
mod publish;
mod recipes;
mod released;
mod returns;
mod schema;
mod search;
mod serve;
mod slips;
mod status;
mod tables;
mod theme;
mod tidy;
mod ways;
mod words;
