//! A diagnostic's place → bytes, lines and columns. Done only for what is shown.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use super::node::{Node, NodeValue};
use super::{Files, front_matter, syntax};
use crate::diagnostic::{Diagnostic, Place};

/// First line and column, last line and the column behind the end; from 1, columns in characters.
pub type LineRange = (usize, usize, usize, usize);

/// Where a diagnostic lies; none where it is about a file as a whole or the file has no text.
pub fn locate(diagnostic: &Diagnostic, files: &Files) -> Option<LineRange> {
    let text = files.text(&diagnostic.file)?;
    let span = span(diagnostic, files)?;
    let (line, column) = position(&text, span.start);
    let (end_line, end_column) = position(&text, span.end);
    Some((line, column, end_line, end_column))
}

/// Orders diagnostics as they are shown: by file, then by place.
pub fn sort(diagnostics: &mut [Diagnostic], files: &Files) {
    diagnostics.sort_by_cached_key(|diagnostic| {
        let start = span(diagnostic, files).map_or(0, |span| span.start);
        (diagnostic.file.clone(), start, diagnostic.severity, diagnostic.rule)
    });
}

/// The bytes that a diagnostic is about, within the text; not beyond the end of their first line where they are many.
pub(super) fn span(diagnostic: &Diagnostic, files: &Files) -> Option<Range<usize>> {
    let text = files.text(&diagnostic.file)?;
    let span = match &diagnostic.place {
        Place::File => return None,
        Place::Span { start, end } => *start..*end,
        place => files.node(&diagnostic.file)?.locate(place)?,
    };
    let start = boundary(&text, span.start);
    let end = boundary(&text, span.end).max(start);
    match text[start..end].find('\n') {
        Some(length) => Some(start..start + text[start..start + length].trim_end().len()),
        None => Some(start..end),
    }
}

/// The YAML part of a file.
pub(super) fn yaml_of(path: &Path, text: &str) -> Option<Range<usize>> {
    if path.extension().is_some_and(|ending| ending == "md") {
        front_matter::split(text).ok().map(|parts| parts.yaml)
    } else {
        Some(0..text.len())
    }
}

/// Where places are looked up, nobody judges what the text says.
struct NoJudge;

impl syntax::Judge for NoJudge {
    fn faults(&self, _: &str, _: &Node) -> Vec<Diagnostic> {
        Vec::new()
    }

    fn fields(&self) -> &BTreeSet<String> {
        const NONE: &BTreeSet<String> = &BTreeSet::new();
        NONE
    }
}

impl Files {
    /// A file's tree of nodes, as far as it can be had.
    fn node(&self, path: &Path) -> Option<Node> {
        let text = self.text(path)?;
        syntax::tree(path, &text, yaml_of(path, &text)?, &NoJudge).root
    }

    /// The values of a file as they are written; it is read once for all of them.
    pub fn values(&self, path: &Path) -> FileValues {
        FileValues { text: self.text(path), root: self.node(path) }
    }

    /// The span of `needle` in the value at `place`, the one after `skip` others; the value's own place where it is
    /// not there in so many words.
    pub fn find(&self, path: &Path, place: &Place, needle: &str, skip: usize) -> Place {
        let found = || {
            let values = self.values(path);
            let (within, text) = values.value(place)?;
            let (at, _) = text.match_indices(needle).nth(skip)?;
            let start = within.start + at;
            Some(Place::Span { start, end: start + needle.len() })
        };
        found().unwrap_or_else(|| place.clone())
    }

    /// The values of a file's YAML that are no lists or mappings: their bytes, and what they say.
    pub fn scalars(&self, path: &Path) -> Vec<(Range<usize>, String)> {
        fn gather(node: Node, scalars: &mut Vec<(Range<usize>, String)>) {
            match node.value {
                NodeValue::Scalar { text, .. } => scalars.push((node.span, text)),
                NodeValue::Sequence(items) => items.into_iter().for_each(|item| gather(item, scalars)),
                NodeValue::Mapping(entries) => entries.into_iter().for_each(|entry| gather(entry.node, scalars)),
            }
        }
        let mut scalars = Vec::new();
        if let Some(root) = self.node(path) {
            gather(root, &mut scalars);
        }
        scalars
    }

    /// Where the text below a Markdown file's front matter begins.
    pub fn body_start(&self, path: &Path) -> Option<usize> {
        front_matter::split(&self.text(path)?).ok().map(|parts| parts.body.start)
    }
}

/// The values of a file as they are written.
pub struct FileValues {
    text: Option<Arc<str>>,
    root: Option<Node>,
}

impl FileValues {
    /// How the value at a place is written, with its bytes; none where there is none.
    pub fn value(&self, place: &Place) -> Option<(Range<usize>, &str)> {
        let within = self.root.as_ref()?.locate(place)?;
        let text = self.text.as_ref()?.get(within.clone())?;
        Some((within, text))
    }
}

fn boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn position(text: &str, at: usize) -> (usize, usize) {
    let before = &text[..at];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (line, column)
}
