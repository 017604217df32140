//! A finished page, read as a browser would: its anchors, links, headings and marks.

use std::collections::BTreeMap;

use compact_str::CompactString;
use html5gum::Tokenizer;

use super::tags::{Tags, Visitor};
use crate::artifact::Artifact;

/// A finished page.
pub(super) struct HtmlDocument<'a> {
    /// The file it was read from.
    pub artifact: &'a Artifact,
    /// Anchors, with how often each occurs.
    pub ids: BTreeMap<CompactString, usize>,
    /// What it refers to.
    pub references: Vec<PageReference>,
    /// How many h1 it has.
    pub top_headings: usize,
    /// Whether it bears the mark of the internal edition.
    pub is_marked: bool,
    /// The name of the column whose page it is (ColumnName).
    pub column: Option<String>,
    /// How many rows, list items and values its main part holds.
    pub items: usize,
}

/// An address in a page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct PageReference {
    /// The element that has it.
    pub element: CompactString,
    /// The address as it stands there.
    pub address: String,
}

/// The attributes of a start tag that say something to an audit.
#[derive(Default)]
struct StartTag {
    name: Vec<u8>,
    id: Option<CompactString>,
    href: Option<String>,
    src: Option<String>,
    srcset: Option<String>,
    /// `name` of a meta tag, `property` of one, `rel` of a link.
    what: Option<String>,
    content: Option<String>,
    is_marked: bool,
}

impl<'a> HtmlDocument<'a> {
    /// Reads a page; `None` where the file is no page.
    pub(super) fn read(artifact: &'a Artifact) -> Option<Self> {
        let html = artifact.html()?;
        let document = Self {
            artifact,
            ids: BTreeMap::new(),
            references: Vec::new(),
            top_headings: 0,
            is_marked: false,
            column: None,
            items: 0,
        };
        let mut reader = DocumentReader { document, tag: StartTag::default(), in_main: false };
        // All is done while it reads; no token comes out.
        Tokenizer::new_with_emitter(html, Tags::new(&mut reader)).for_each(drop);
        let mut document = reader.document;
        document.references.sort_unstable();
        document.references.dedup();
        Some(document)
    }

    /// The page's path.
    pub(super) fn path(&self) -> &str {
        &self.artifact.path
    }

    fn take(&mut self, tag: &mut StartTag, in_main: bool) {
        let name = tag.name.as_slice();
        self.items += usize::from(in_main && matches!(name, b"td" | b"li" | b"dd" | b"article"));
        self.top_headings += usize::from(name == b"h1");
        self.is_marked |= tag.is_marked;
        if let Some(id) = tag.id.take() {
            *self.ids.entry(id).or_default() += 1;
        }
        let what = tag.what.take();
        let content = tag.content.take();
        let mut refer = |address: String| {
            self.references.push(PageReference { element: CompactString::from_utf8_lossy(&tag.name), address });
        };
        match (what.as_deref(), content) {
            (Some("ColumnName"), Some(column)) => self.column = Some(column),
            // A preview's picture is fetched like any other.
            (Some("og:image"), Some(address)) => refer(address),
            _ => {}
        }
        let addresses = [tag.href.take(), tag.src.take()];
        if what.as_deref() != Some("canonical") {
            addresses.into_iter().flatten().for_each(&mut refer);
        }
        if let Some(set) = tag.srcset.take() {
            set.split(", ")
                .filter_map(|candidate| candidate.split_whitespace().next())
                .for_each(|it| refer(it.to_owned()));
        }
    }
}

/// Notes what is told of a page.
struct DocumentReader<'a> {
    document: HtmlDocument<'a>,
    tag: StartTag,
    in_main: bool,
}

impl Visitor for DocumentReader<'_> {
    fn open(&mut self, name: &[u8]) {
        self.tag.open(name);
    }

    fn attribute(&mut self, name: &[u8], value: &[u8]) {
        self.tag.attribute(name, value);
    }

    fn close(&mut self) {
        self.in_main |= self.tag.name == b"main";
        self.document.take(&mut self.tag, self.in_main);
    }

    fn end(&mut self, name: &[u8]) {
        self.in_main &= name != b"main";
    }
}

impl StartTag {
    fn open(&mut self, name: &[u8]) {
        let mut own = std::mem::take(&mut self.name);
        own.clear();
        own.extend_from_slice(name);
        *self = Self { name: own, ..Self::default() };
    }

    fn attribute(&mut self, name: &[u8], value: &[u8]) {
        match name {
            b"id" => self.id = Some(CompactString::from_utf8_lossy(value)),
            b"href" => self.href = Some(text(value)),
            b"src" => self.src = Some(text(value)),
            b"srcset" => self.srcset = Some(text(value)),
            b"content" if self.name == b"meta" => self.content = Some(text(value)),
            b"name" | b"property" if self.name == b"meta" => self.what = Some(text(value)),
            b"rel" => self.what = Some(text(value)),
            b"data-edition" => self.is_marked |= value == b"internal",
            _ => {}
        }
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
