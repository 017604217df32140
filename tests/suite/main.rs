//! The one test binary: a module per feature.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod cli;
mod determinism;
mod editions;
mod independent;
mod harness;
mod charts;
mod lishui;
mod markdown;
mod pages;
mod publish;
mod theme;
mod tidy;
