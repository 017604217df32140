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

// The two languages of every wording, side by side where it is used, on purpose: a third would be a new field of `Pair`.
#[macro_use]
pub mod language;
// What every room may use: messages with their places, digests, escapes, and types that refuse bad text.
#[macro_use]
pub mod diagnostic;
mod digest;
mod encoding;
pub mod units;
// The one reading of Markdown.
mod markdown;
// Every field that a content file can have, and the vocabulary of coded values. A new field begins here.
pub mod model;
// A number of the domain: what is measured, its value, whose, when, how firm, its place in the open data, its wording.
pub mod figure;
// Content files → the tree, and what of it an edition sees on a day (`load::visible`). YAML slips are told here.
pub mod load;
// What the files say of each other: one rule a file, one row in `check::RULES`.
pub mod check;
// Every number that is computed: boards, cards, totals, assessments, awards, targets, standards. Kinds of card rules.
pub mod evaluate;
// The published tables: one table a file, one row in `datasets::TABLES`.
pub mod datasets;
// How results are worded, in Chinese and in English.
pub mod words;
// What each chart says and how it is drawn: one chart a file.
pub mod charts;
// The plan of the site: one kind of page a file, one row in `pages::KINDS`.
pub mod pages;
// Finished files on their way to the output.
pub mod artifact;
// What machines read: CSV, JSON, workbooks, feeds, site map, search index.
pub mod exports;
// Pages → HTML, by the theme's templates; pictures.
pub mod render;
// What an inspector would find on the finished pages: one rule a file, one row in `audit::RULES`.
pub mod audit;
// The output folder: the only room that writes into it, and what one build leaves to the next.
pub mod publish;
// The pipeline itself.
pub mod build;
// What editors ask for beside the site: import and export of returns, new files, edits in place, examples, the schema.
pub mod editor;
// The preview: server, watch, overlay.
mod preview;
// The commands.
pub mod cli;

pub use build::{Build, BuildError, BuildStep, Request, Run, Waits, build};
