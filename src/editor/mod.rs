//! What the tool writes into a content folder: for now, example trees of any size.

pub mod demo;
