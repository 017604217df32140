//! sunboard (阳光榜) turns a folder of town files and stories into a public website of progress reports.
//!
//! The modules stand in the order of the pipeline: a room knows only rooms declared before it.

pub mod diagnostic;
pub mod units;
pub mod model;
pub mod load;
pub mod evaluate;
pub mod words;
pub mod pages;
pub mod render;
pub mod audit;
pub mod publish;
