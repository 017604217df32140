//! Where things stand in a text: lines, columns, ends of values.

use crate::load::node::{Node, NodeValue};

/// A text seen as lines, whatever ends them.
#[derive(Clone, Copy)]
pub(super) struct TextLines<'t>(pub &'t str);

impl TextLines<'_> {
    /// How the text ends its lines.
    pub fn newline(self) -> &'static str {
        match self.0.find('\n') {
            Some(at) if self.0[..at].ends_with('\r') => "\r\n",
            _ => "\n",
        }
    }

    /// The first byte of the line.
    pub fn start(self, at: usize) -> usize {
        self.0[..at].rfind(['\n', '\r']).map_or(0, |newline| newline + 1)
    }

    /// The byte behind the line's last character, before what ends it.
    pub fn end(self, at: usize) -> usize {
        self.0[at..].find(['\n', '\r']).map_or(self.0.len(), |length| at + length)
    }

    /// The byte behind what ends the line.
    pub fn behind(self, at: usize) -> usize {
        let end = self.end(at);
        let rest = &self.0[end..];
        end + if rest.starts_with("\r\n") { 2 } else { usize::from(!rest.is_empty()) }
    }

    /// The first line that starts with some words, without what ends it.
    pub fn starting(self, words: &str) -> Option<std::ops::Range<usize>> {
        let is_start = |at: usize| at == 0 || self.0[..at].ends_with(['\n', '\r']);
        let (start, _) = self.0.match_indices(words).find(|(at, _)| is_start(*at))?;
        Some(start..self.end(start))
    }

    /// How many characters stand before this one in its line.
    pub fn column(self, at: usize) -> usize {
        self.0[self.start(at)..at].chars().count()
    }
}

/// Whether a collection is written with brackets.
pub(super) fn is_flow(text: &str, node: &Node) -> bool {
    match node.value {
        NodeValue::Mapping(_) => text[node.span.start..].starts_with('{'),
        NodeValue::Sequence(_) => text[node.span.start..].starts_with('['),
        NodeValue::Scalar { .. } => false,
    }
}

/// The byte behind a value; none where nothing is written.
pub(super) fn end_of(text: &str, node: &Node) -> Option<usize> {
    match &node.value {
        NodeValue::Scalar { .. } => (!node.span.is_empty()).then_some(node.span.end),
        _ if is_flow(text, node) => Some(node.span.end),
        NodeValue::Sequence(items) => {
            // An item of which nothing is written still has its dash.
            let last = items.last()?;
            end_of(text, last).or(Some(node.span.end.max(node.span.start + 1)))
        }
        NodeValue::Mapping(entries) => {
            let last = entries.last()?;
            Some(end_of(text, &last.node).unwrap_or(last.key_span.end))
        }
    }
}
