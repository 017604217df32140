//! YAML → a type of the model: quickly where the file is sound; where it is not, every fault with its place.

use std::ops::Range;
use std::path::Path;

use serde::de::DeserializeOwned;

use super::node::{BrokenKind, DEEPEST, Node};
use super::{explain, syntax};
use crate::diagnostic::{Diagnostic, Message, Place};

/// Reads the YAML in `text[within]`.
pub(super) fn parse<T: DeserializeOwned + schemars::JsonSchema>(
    path: &Path,
    text: &str,
    within: Range<usize>,
) -> (Option<T>, Vec<Diagnostic>) {
    let yaml = &text[within.clone()];
    if may_be_a_bomb(yaml)
        && let Err(broken) = Node::read(yaml, within.start)
        && !matches!(broken.kind, BrokenKind::Syntax(_))
    {
        return (None, vec![syntax::refused(path, &broken)]);
    }
    match serde_yaml::from_str(yaml) {
        Ok(value) => (Some(value), Vec::new()),
        Err(error) => (None, faults::<T>(path, text, within, &error)),
    }
}

fn faults<T: DeserializeOwned + schemars::JsonSchema>(
    path: &Path,
    text: &str,
    within: Range<usize>,
    error: &serde_yaml::Error,
) -> Vec<Diagnostic> {
    let mut reading = syntax::tree(path, text, within.clone());
    let mut diagnostics = std::mem::take(&mut reading.diagnostics);
    match &reading.root {
        Some(root) => {
            let faults = explain::explain::<T>(path, text, root);
            diagnostics.extend(faults.into_iter().filter(|fault| reading.is_genuine(fault)));
        }
        None if diagnostics.is_empty() => diagnostics.push(empty(path)),
        None => {}
    }
    if diagnostics.is_empty() {
        // The two readers disagree: the one that decides is quoted, at the place that it names.
        let mut start = within.start + error.location().map_or(0, |place| place.index().min(within.len()));
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        let end = start + text[start..within.end].chars().next().map_or(0, char::len_utf8);
        let message = Message::from_joined(&error.to_string());
        diagnostics.push(Diagnostic::error("yaml", path, Place::Span { start, end }, message));
    }
    diagnostics
}

/// Whether the text may nest too deep or hold aliases; most that may do not.
fn may_be_a_bomb(yaml: &str) -> bool {
    let mut depth = 0usize;
    let mut before = b'\n';
    let mut bytes = yaml.bytes().peekable();
    // Dashes and question marks each open a level when blanks alone stand before them in a line.
    let mut dashes = 0usize;
    let mut line_begins = true;
    while let Some(byte) = bytes.next() {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            b'-' | b'?' if line_begins => dashes += 1,
            b'&' | b'*' if b" \n\t[{,:-".contains(&before) => {
                if bytes.peek().is_some_and(|next| !b" \n*&".contains(next)) {
                    return true;
                }
            }
            _ => {}
        }
        if byte == b'\n' {
            dashes = 0;
            line_begins = true;
        } else if !b" \t-?".contains(&byte) {
            line_begins = false;
        }
        if depth > DEEPEST || (line_begins && dashes > DEEPEST) {
            return true;
        }
        before = byte;
    }
    false
}

fn empty(path: &Path) -> Diagnostic {
    Diagnostic::error("empty-file", path, Place::File, Message::new("文件里没有内容", "the file holds nothing"))
        .with_hint(Message::new("请按示例填写，或删去这个文件", "fill it in after the example, or delete it"))
}
