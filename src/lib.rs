//! sunboard (阳光榜) turns a folder of town files and stories into a public website of progress reports.
//!
//! content files → `load` → `check` → `evaluate` → `pages`, `exports` → `render` → `audit` → `publish` → output
//!
//! The modules stand in the order of the pipeline: a room knows only rooms declared before it. [`build()`] runs it all.
//!
//! - `evaluate`, `charts` and `pages` do no IO, read no clock and cannot fail.
//! - `load` never stops at the first bad file.
//! - Nothing below `cli` prints; nothing but `publish` writes into the output; nothing but `render` reads themes.
//! - The same content and the same effective moment (the last at which something came out, with its day) give the same bytes.
//! - An internal value cannot reach a public page, because the public `Site` never holds it.
//!
//! The library serves the program, its tests and its benches; it is not meant as an interface for other programs.

pub mod diagnostic;
pub mod digest;
pub mod encoding;
pub mod units;
pub mod markdown;
pub mod model;
pub mod load;
pub mod check;
pub mod evaluate;
pub mod datasets;
pub mod words;
pub mod charts;
pub mod pages;
pub mod artifact;
pub mod exports;
pub mod render;
pub mod audit;
pub mod publish;
pub mod build;
pub mod editor;
pub mod preview;
pub mod cli;

pub use build::{Build, BuildError, Request, Run, Step, Waits, build};
