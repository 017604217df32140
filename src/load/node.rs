//! A YAML text as a tree of nodes that know their bytes. Built only where there is a fault to place;
//! no value of the site is ever taken from it.

use std::borrow::Cow;
use std::cell::Cell;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use super::fold;
use crate::diagnostic::{KeyPath, PathStep, Place};

/// How deep values may be nested. The model needs seven levels.
pub(crate) const DEEPEST: usize = 64;

/// A value and where it stands.
#[derive(Debug)]
pub(crate) struct Node {
    /// The bytes of the value, without its key, indentation and comment.
    pub span: Range<usize>,
    pub value: NodeValue,
    /// Already reported: later readings pass over it.
    pub removed: Cell<bool>,
}

/// What a node holds.
#[derive(Debug)]
pub(crate) enum NodeValue {
    /// The text as YAML reads it, and whether it stands without quotes.
    Scalar {
        text: String,
        plain: bool,
    },
    Sequence(Vec<Node>),
    Mapping(Vec<MappingEntry>),
}

/// A key and its value.
#[derive(Debug)]
pub(crate) struct MappingEntry {
    pub key: String,
    pub key_span: Range<usize>,
    pub node: Node,
    /// The key was reported: later readings pass over the entry.
    pub removed: Cell<bool>,
}

/// Why there is no tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SyntaxError {
    pub kind: SyntaxErrorKind,
    pub span: Range<usize>,
}

/// What keeps a text from being read as YAML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SyntaxErrorKind {
    /// Not YAML; the parser's own words.
    Syntax(String),
    /// An anchor or an alias, by which a few lines can stand for millions.
    Anchor,
    /// Nested too deep.
    TooDeep,
    /// A second document in the file.
    SecondDocument,
    /// A key that is no scalar.
    CompoundKey,
    /// A tag, which says of what type a value is and swallows the word behind its exclamation mark.
    Tag,
}

impl Node {
    /// Reads `text`; none where there is nothing but comments. Spans are shifted by `offset`.
    pub(crate) fn read(text: &str, offset: usize) -> Result<Option<Self>, SyntaxError> {
        let read = |text: &str, offset| {
            NodeBuilder { bytes: ByteOffsets::new(text, offset), open: Vec::new(), root: None, documents: 0 }.run(text)
        };
        let joined = fold::joined(text);
        let Cow::Owned(short) = &joined.text else { return read(text, offset) };
        let origin = |span: &mut Range<usize>| {
            *span = joined.origin(span.start) + offset..joined.origin(span.end) + offset;
        };
        let mut root = read(short, 0).map_err(|mut broken| {
            origin(&mut broken.span);
            broken
        })?;
        if let Some(root) = &mut root {
            root.place(&origin);
        }
        Ok(root)
    }

    /// Gives every span another place.
    fn place(&mut self, origin: &impl Fn(&mut Range<usize>)) {
        origin(&mut self.span);
        match &mut self.value {
            NodeValue::Scalar { .. } => {}
            NodeValue::Sequence(items) => items.iter_mut().for_each(|item| item.place(origin)),
            NodeValue::Mapping(entries) => {
                for entry in entries {
                    origin(&mut entry.key_span);
                    entry.node.place(origin);
                }
            }
        }
    }

    /// The same tree with its places moved.
    pub(super) fn moved(mut self, place: &dyn Fn(usize) -> usize) -> Self {
        self.span = place(self.span.start)..place(self.span.end).max(place(self.span.start));
        self.value = match self.value {
            NodeValue::Scalar { .. } => self.value,
            NodeValue::Sequence(items) => {
                NodeValue::Sequence(items.into_iter().map(|item| item.moved(place)).collect())
            }
            NodeValue::Mapping(entries) => {
                let moved = |entry: MappingEntry| {
                    let key_span = place(entry.key_span.start)..place(entry.key_span.end);
                    MappingEntry { key_span, node: entry.node.moved(place), ..entry }
                };
                NodeValue::Mapping(entries.into_iter().map(moved).collect())
            }
        };
        self
    }

    /// How many values and keys there are, the value itself among them.
    pub(super) fn count(&self) -> usize {
        1 + match &self.value {
            NodeValue::Scalar { .. } => 0,
            NodeValue::Sequence(items) => items.iter().map(Self::count).sum(),
            NodeValue::Mapping(entries) => entries.iter().map(|entry| 1 + entry.node.count()).sum(),
        }
    }

    /// The entry with this key.
    pub(crate) fn entry(&self, key: &str) -> Option<&MappingEntry> {
        match &self.value {
            NodeValue::Mapping(entries) => entries.iter().find(|entry| entry.key == key),
            _ => None,
        }
    }

    /// Where a place lies; the nearest place above it where it does not exist.
    pub(crate) fn locate(&self, place: &Place) -> Option<Range<usize>> {
        match place {
            Place::File => None,
            Place::Span { start, end } => Some(*start..*end),
            Place::Value(path) => Some(self.follow(path, false)),
            Place::Key(path) => Some(self.follow(path, true)),
        }
    }

    fn follow(&self, path: &KeyPath, want_key: bool) -> Range<usize> {
        let mut node = self;
        let mut key: Option<&Range<usize>> = None;
        for (position, step) in path.0.iter().enumerate() {
            let next = match (step, &node.value) {
                (PathStep::Key(name), _) => node.entry(name).map(|entry| (&entry.node, Some(&entry.key_span))),
                (PathStep::Index(index), NodeValue::Sequence(items)) => items.get(*index).map(|item| (item, None)),
                _ => None,
            };
            let Some((child, child_key)) = next else {
                // What is missing is shown at the key above it, or at the beginning of the item.
                return if position == 0 { node.head() } else { key.cloned().unwrap_or_else(|| node.head()) };
            };
            node = child;
            key = child_key;
        }
        match key {
            Some(key) if want_key || node.span.is_empty() => key.clone(),
            _ => node.span.clone(),
        }
    }

    /// The beginning of a value: a mapping's first key, else the value.
    pub(crate) fn head(&self) -> Range<usize> {
        match &self.value {
            NodeValue::Mapping(entries) => {
                entries.first().map_or_else(|| self.span.clone(), |first| first.key_span.clone())
            }
            NodeValue::Sequence(items) => items.first().map_or_else(|| self.span.clone(), Self::head),
            NodeValue::Scalar { .. } => self.span.clone(),
        }
    }
}

/// From the parser's positions in characters to positions in bytes.
struct ByteOffsets<'a> {
    text: &'a str,
    offset: usize,
    /// Byte position of each character; empty where all are one byte long.
    starts: Vec<usize>,
}

impl<'a> ByteOffsets<'a> {
    fn new(text: &'a str, offset: usize) -> Self {
        let starts = if text.is_ascii() { Vec::new() } else { text.char_indices().map(|(byte, _)| byte).collect() };
        Self { text, offset, starts }
    }

    fn at(&self, index: usize) -> usize {
        let byte = if self.starts.is_empty() { index } else { self.starts.get(index).copied().unwrap_or(usize::MAX) };
        byte.min(self.text.len())
    }

    /// The bytes of a span, without blanks at its end, shifted.
    fn of(&self, span: Span) -> Range<usize> {
        let start = self.at(span.start.index());
        let end = self.at(span.end.index()).max(start);
        let end = start + self.text[start..end].trim_end().len();
        start + self.offset..end + self.offset
    }

    /// The bytes from a quotation mark to the one that closes it.
    fn quoted(&self, span: Range<usize>) -> Range<usize> {
        let text = &self.text[span.start - self.offset..span.end - self.offset];
        let mut marks = text.char_indices().peekable();
        let Some((_, mark)) = marks.next() else { return span };
        while let Some((at, c)) = marks.next() {
            if c == '\\' && mark == '"' {
                marks.next();
            } else if c == mark {
                // Two of them stand for one within the text.
                if mark == '"' || marks.next_if(|&(_, next)| next == mark).is_none() {
                    return span.start..span.start + at + 1;
                }
            }
        }
        span
    }
}

/// A collection that has not ended yet.
struct OpenCollection {
    start: usize,
    /// A mapping's key that waits for its value.
    key: Option<(String, Range<usize>)>,
    is_mapping: bool,
    items: Vec<Node>,
    entries: Vec<MappingEntry>,
}

struct NodeBuilder<'a> {
    bytes: ByteOffsets<'a>,
    open: Vec<OpenCollection>,
    root: Option<Node>,
    documents: usize,
}

impl NodeBuilder<'_> {
    fn run(mut self, text: &str) -> Result<Option<Node>, SyntaxError> {
        for event in Parser::new_from_str(text) {
            match event {
                Ok((event, span)) => self.event(event, span)?,
                Err(error) => {
                    let at = self.bytes.at(error.marker().index()) + self.bytes.offset;
                    let kind = match error.info() {
                        info if info.contains("recursion limit") => SyntaxErrorKind::TooDeep,
                        info => SyntaxErrorKind::Syntax(info.to_owned()),
                    };
                    return Err(SyntaxError { kind, span: at..at });
                }
            }
        }
        Ok(self.root)
    }

    fn event(&mut self, event: Event<'_>, span: Span) -> Result<(), SyntaxError> {
        let bytes = self.bytes.of(span);
        let refuse = |kind| Err(SyntaxError { kind, span: bytes.clone() });
        match event {
            Event::DocumentStart(_) => {
                self.documents += 1;
                if self.documents > 1 {
                    return refuse(SyntaxErrorKind::SecondDocument);
                }
            }
            Event::Alias(_) => return refuse(SyntaxErrorKind::Anchor),
            Event::Scalar(_, _, anchor, _) | Event::SequenceStart(anchor, _) | Event::MappingStart(anchor, _)
                if anchor > 0 =>
            {
                return refuse(SyntaxErrorKind::Anchor);
            }
            Event::Scalar(_, _, _, Some(_)) | Event::SequenceStart(_, Some(_)) | Event::MappingStart(_, Some(_)) => {
                return refuse(SyntaxErrorKind::Tag);
            }
            Event::Scalar(text, style, _, _) => {
                // The parser lets a quoted text end before the next one begins, with comments between them.
                let bytes = match style {
                    ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => self.bytes.quoted(bytes),
                    _ => bytes,
                };
                let value = NodeValue::Scalar { text: text.into_owned(), plain: style == ScalarStyle::Plain };
                self.close(value, bytes)?;
            }
            Event::SequenceStart(..) | Event::MappingStart(..) => {
                if self.open.len() >= DEEPEST {
                    return refuse(SyntaxErrorKind::TooDeep);
                }
                let is_mapping = matches!(event, Event::MappingStart(..));
                self.open.push(OpenCollection {
                    start: bytes.start,
                    key: None,
                    is_mapping,
                    items: Vec::new(),
                    entries: Vec::new(),
                });
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(open) = self.open.pop() {
                    let last = if open.is_mapping {
                        open.entries.last().map(|entry| entry.node.span.end.max(entry.key_span.end))
                    } else {
                        open.items.last().map(|item| item.span.end)
                    };
                    // A flow collection ends at its bracket; a block collection where its last value ends.
                    let end = if bytes.is_empty() { last.unwrap_or(open.start) } else { bytes.start + 1 };
                    let span = open.start..end.max(open.start);
                    let value = if open.is_mapping {
                        NodeValue::Mapping(open.entries)
                    } else {
                        NodeValue::Sequence(open.items)
                    };
                    self.close(value, span)?;
                }
            }
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
        }
        Ok(())
    }

    /// Gives a finished value to the collection that holds it.
    fn close(&mut self, value: NodeValue, span: Range<usize>) -> Result<(), SyntaxError> {
        let Some(parent) = self.open.last_mut() else {
            self.root = Some(Node { span, value, removed: Cell::new(false) });
            return Ok(());
        };
        if !parent.is_mapping {
            parent.items.push(Node { span, value, removed: Cell::new(false) });
            return Ok(());
        }
        match parent.key.take() {
            Some((key, key_span)) => {
                let node = Node { span, value, removed: Cell::new(false) };
                parent.entries.push(MappingEntry { key, key_span, node, removed: Cell::new(false) });
            }
            None => match value {
                NodeValue::Scalar { text, .. } => parent.key = Some((text, span)),
                _ => return Err(SyntaxError { kind: SyntaxErrorKind::CompoundKey, span }),
            },
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
