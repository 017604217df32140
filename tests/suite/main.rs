//! The one test binary: a module per feature.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod harness;
mod charts;
mod lishui;
mod pages;
mod markdown;
mod publish;
mod theme;
mod tidy;
