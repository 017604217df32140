//! The one test binary: a module per feature.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod browser;
mod bytes;
mod charts;
mod cli;
mod determinism;
mod diagnostics;
mod diff;
mod explain;
mod editions;
mod endless;
mod harness;
mod hostile;
mod hosting;
mod import_cells;
mod incremental;
mod independent;
mod lishui;
mod manual;
mod markdown;
mod messages;
mod mutation;
mod new;
mod overlay;
mod pages;
mod photos;
mod publish;
mod recipes;
mod returns;
mod schema;
mod search;
mod serve;
mod status;
mod theme;
mod tidy;
mod words;
