//! What editors ask for beside the site: example trees of any size, and what a change of the content changes.

pub mod addresses;
pub mod amend;
pub mod begin;
pub mod changes;
pub mod demo;
pub mod quarters;
pub mod schema;
pub mod status;
pub mod starter;
pub mod returns;
