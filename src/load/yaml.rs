//! YAML → a type of the model: quickly where the file is sound; where it is not, every fault with its place.

use std::ops::Range;
use std::path::Path;

use serde::de::DeserializeOwned;

use crate::diagnostic::{Diagnostic, Message, Place};

/// Reads the YAML in `text[span]`.
pub(super) fn parse<T: DeserializeOwned + schemars::JsonSchema>(
    path: &Path,
    text: &str,
    span: Range<usize>,
) -> (Option<T>, Vec<Diagnostic>) {
    let yaml = &text[span.clone()];
    match serde_yaml::from_str(yaml) {
        Ok(value) => (Some(value), Vec::new()),
        Err(error) => {
            let start = span.start + error.location().map_or(0, |place| place.index().min(yaml.len()));
            let message = Message::from_joined(&error.to_string());
            (None, vec![Diagnostic::error("yaml", path, Place::Span { start, end: start }, message)])
        }
    }
}
