//! sunboard (阳光榜) turns a folder of town files and stories into a public website of progress reports.
//!
//! content files → `load` → `check` → `evaluate` → `pages` and `exports` side by side → `render` → `audit` → `publish` → output
//!
//! Each module below is a room of the house, with what stands where. First the rooms that all may use, then those of the pipeline
//! in its order, then what runs it: a room knows only rooms declared before it. [`build()`] runs it all.
//!
//! - `evaluate`, `charts` and `pages` do no IO, read no clock and cannot fail.
//! - `load` never stops at the first bad file.
//! - No room but `cli` prints; nothing but `publish` writes into the output; nothing but `render` reads themes.
//! - The same content and the same effective moment (the last at which something came out, with its day) give the same bytes.
//! - An internal value cannot reach a public page, because the public `Site` (`model`) never holds it.
//!
//! A *tree* is all that the content files say; an *edition* is the public or the internal site made of it; a *return* is a
//! town's figures of a quarter; a *board* ranks towns by them, and a yellow or red *card* warns one. The default theme is in
//! `themes/default`, the example content in `content`, the tests in `tests/suite` and `tests/tools`.
//!
//! The library serves the program, its tests and its benches; it is not meant as an interface for other programs.

// The two languages of every wording, side by side where it is used, on purpose: a third would be a new field of `Pair`.
#[macro_use]
pub mod language;
// Messages in both languages with their places in a file.
#[macro_use]
pub mod diagnostic;
// One digest for everything that is compared between builds.
mod digest;
// Escapes for HTML, XML and JSON.
mod encoding;
// Types that refuse bad text while it is read: money, numbers, quarters, dates, paths, names.
pub mod units;
// The one reading of Markdown.
mod markdown;
// Every field that a content file can have (a town's: `model::town`), and the vocabulary of coded values. A new field begins
// here; `load::visible` then says who sees it when, and `src/editor/fields.txt` what editors read of it.
pub mod model;
// The one carrier of a number that readers see: what is measured (one row each in `figure::measures`), value, whose, when,
// provisional or final, its place in the open data; and how money, rates and numbers are worded (`figure::wording`).
pub mod figure;
// Content files → the tree, and what of it an edition sees on a day (`load::visible`). YAML slips are told here.
pub mod load;
// What an editor is warned of or refused beyond YAML and types: one rule a file, one row in `check::RULES`.
pub mod check;
// Computes every result: boards, cards, totals, assessments, awards, targets, standards. A kind of card rule is a
// `model::CardMeasureKind`, judged in `evaluate::card`; which figures a result has, is said in `evaluate::figures`.
pub mod evaluate;
// The published tables: one table a file, one row in `datasets::TABLES`.
pub mod datasets;
// Sentences that several rooms say: reasons of cards, standards and awards, periods and days.
pub mod words;
// What each chart says and how it is drawn: one chart a file, named in `charts`; `pages::drawings` puts it on a page.
pub mod charts;
// The plan of the site: one kind of page a file, one row in `pages::KINDS`.
pub mod pages;
// The type of a finished file, and the `Output` that files go into.
pub mod artifact;
// What machines read: CSV, JSON, workbooks, feeds, site map, search index.
pub mod exports;
// Pages → HTML, by the theme's templates; photos in their sizes.
pub mod render;
// What is wrong with the finished pages, such as a broken link: one rule a file, one row in `audit::RULES`.
pub mod audit;
// The output folder: the only room that writes into it, and the cache that one build leaves to the next (`publish::cache`).
pub mod publish;
// The pipeline itself.
pub mod build;
// What editors ask for beside the site: returns as spreadsheets, both ways (`editor::returns`); new files, edits in place,
// examples, the schema.
pub mod editor;
// The preview: a server, the watch over the content, the faults shown over the page.
mod preview;
// The commands: one command a file, its arguments in `cli::args`.
pub mod cli;

pub use build::{Build, BuildError, BuildStep, Request, Run, Waits, build};
