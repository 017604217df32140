//! All faults of one YAML text, with places and cures.

use std::ops::Range;
use std::path::Path;

use serde::Deserialize;

use super::blame::{Refusal, RefusalKind, RefusedPart};
use super::node::{Node, NodeValue};
use super::{nearest, typography, wording};
use crate::diagnostic::{Diagnostic, Message, Place};

/// So many faults of one file are shown; whoever has more has pasted something else.
const MOST: usize = 100;

/// A file whose faults are being gathered.
struct Explainer<'a> {
    path: &'a Path,
    text: &'a str,
    schema: &'a serde_json::Value,
    diagnostics: Vec<Diagnostic>,
}

/// The faults that `T`, which has this schema, finds in a well-formed tree. The places that it reports are marked in the
/// tree.
pub(super) fn explain<'de, T: Deserialize<'de>>(
    path: &Path,
    text: &str,
    root: &'de Node,
    schema: &serde_json::Value,
) -> Vec<Diagnostic> {
    let mut explainer = Explainer { path, text, schema, diagnostics: Vec::new() };
    while explainer.diagnostics.len() < MOST {
        let Err(fault) = T::deserialize(root) else { break };
        if !explainer.take_out(root, &fault) {
            break;
        }
    }
    explainer.diagnostics
}

impl Explainer<'_> {
    /// Reports a fault and takes its node out; false where nothing is left to read.
    fn take_out(&mut self, root: &Node, fault: &Refusal<'_>) -> bool {
        match (fault.at, &fault.kind) {
            (Some(RefusedPart::Node(node)), RefusalKind::Missing { field, of }) => {
                self.missing(node, field, of, std::ptr::eq(node, root));
                node.removed.set(true);
                !std::ptr::eq(node, root)
            }
            (Some(RefusedPart::Node(node)), kind) => {
                self.refused(node, kind);
                node.removed.set(true);
                !std::ptr::eq(node, root)
            }
            (Some(RefusedPart::Key(entry)), kind) => {
                let span = entry.key_span.clone();
                let is_cut =
                    wording::is_group_of_digits(&entry.key) && self.text[..span.start].trim_end().ends_with(',');
                let diagnostic = match kind {
                    RefusalKind::Duplicate if is_cut => wording::cut_number(&entry.key).at(self.path, span),
                    RefusalKind::Duplicate => wording::duplicate_key(&entry.key).at(self.path, span),
                    RefusalKind::UnknownField { fields } => match typography::slip(self.text, span.clone()) {
                        Some(slip) => slip.diagnostic(self.path),
                        None if is_cut => wording::cut_number(&entry.key).at(self.path, span),
                        None => wording::unknown_field(&entry.key, fields).at(self.path, span),
                    },
                    RefusalKind::UnknownChoice { choices } => {
                        wording::unknown_choice(&entry.key, choices).at(self.path, span)
                    }
                    RefusalKind::Said(words) => wording::said(words).at(self.path, span),
                    _ => wording::wrong_type("", "").at(self.path, span),
                };
                self.diagnostics.push(diagnostic);
                entry.removed.set(true);
                true
            }
            (None, _) => false,
        }
    }

    /// A value that its type refuses.
    fn refused(&mut self, node: &Node, kind: &RefusalKind) {
        let span = self.first_line(node);
        let written = match &node.value {
            NodeValue::Scalar { text, .. } => text.as_str(),
            _ => "",
        };
        let found = wording::found(node);
        let fault = match kind {
            RefusalKind::Said(words) => wording::said(words),
            RefusalKind::UnknownChoice { choices } => wording::unknown_choice(written, choices),
            RefusalKind::WrongType { expected } => wording::wrong_type_of(&found, expected),
            RefusalKind::Duplicate | RefusalKind::UnknownField { .. } | RefusalKind::Missing { .. } => {
                wording::wrong_type_of(&found, "")
            }
        };
        let slip = matches!(node.value, NodeValue::Scalar { plain: true, .. })
            .then(|| typography::slip(self.text, span.clone()))
            .flatten();
        self.diagnostics.push(match (slip, kind) {
            // A mapping or list was wanted and a text came: the full-width mark is the fault itself.
            (Some(slip), RefusalKind::WrongType { .. }) if slip.is_structure() => slip.diagnostic(self.path),
            (Some(_), _) if wording::has_separators(written) => {
                fault.at(self.path, span).with_hint(wording::without_separators(written))
            }
            (Some(slip), _) => fault.at(self.path, span).with_hint(slip.hint()),
            (None, _) => fault.at(self.path, span),
        });
    }

    /// The fields that a mapping lacks, all of them, unless each was taken out above.
    fn missing(&mut self, node: &Node, field: &str, of: &str, is_root: bool) {
        let entries = match &node.value {
            NodeValue::Mapping(entries) => entries.as_slice(),
            _ => &[],
        };
        let mut required = self.required(of);
        if required.is_empty() {
            required.push(field.to_owned());
        }
        let lacking: Vec<String> = required
            .iter()
            .filter(|name| {
                let written = |key: &str| key == name.as_str();
                // A misspelt key was already reported, with this name as its cure.
                let misspelt = |key: &str| nearest(key, &[name.as_str()]).is_some();
                !entries.iter().any(|entry| written(&entry.key) || (entry.removed.get() && misspelt(&entry.key)))
            })
            .cloned()
            .collect();
        if lacking.is_empty() {
            return;
        }
        let span =
            if is_root || !matches!(node.value, NodeValue::Mapping(_)) { self.first_line(node) } else { node.head() };
        self.diagnostics.push(wording::missing(&lacking).at(self.path, span));
    }

    /// The fields that a struct requires.
    fn required(&self, name: &str) -> Vec<String> {
        let here = self.schema.get("title").and_then(|title| title.as_str()) == Some(name);
        let schema = if here { Some(self.schema) } else { self.schema.get("$defs").and_then(|defs| defs.get(name)) };
        let list = schema.and_then(|schema| schema.get("required")).and_then(|list| list.as_array());
        list.into_iter().flatten().filter_map(|name| name.as_str().map(str::to_owned)).collect()
    }

    /// A value's span, cut at its first line.
    fn first_line(&self, node: &Node) -> Range<usize> {
        let span = if matches!(node.value, NodeValue::Scalar { .. }) { node.span.clone() } else { node.head() };
        let whole = if node.span.len() > span.len() { node.span.clone() } else { span };
        let length = self.text[whole.clone()].find('\n').unwrap_or(whole.len());
        let end = whole.start + self.text[whole.start..whole.start + length].trim_end().len();
        whole.start..end
    }
}

/// A fault in words, before it has a place.
pub(super) struct Worded {
    pub rule: &'static str,
    pub message: Message,
    pub hint: Option<Message>,
}

impl Worded {
    pub(super) fn at(self, path: &Path, span: Range<usize>) -> Diagnostic {
        let place = Place::Span { start: span.start, end: span.end };
        let diagnostic = Diagnostic::error(self.rule, path, place, self.message);
        Diagnostic { hint: self.hint, ..diagnostic }
    }
}
