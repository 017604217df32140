//! A finished page, read as a browser would: its anchors, links, headings and marks.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use crate::render::Artifact;

/// A finished page.
pub(super) struct Document<'a> {
    /// The file it was read from.
    pub artifact: &'a Artifact,
    /// Anchors, with how often each occurs.
    pub ids: BTreeMap<String, usize>,
    /// What it refers to.
    pub references: BTreeSet<Reference>,
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
pub(super) struct Reference {
    /// The element that has it.
    pub element: String,
    /// The address as it stands there.
    pub address: String,
}

/// The attributes of a start tag that say something to an audit.
#[derive(Default)]
struct Tag {
    name: Vec<u8>,
    /// The attribute whose value comes next.
    attribute: Vec<u8>,
    id: Option<String>,
    href: Option<String>,
    src: Option<String>,
    srcset: Option<String>,
    /// `name` of a meta tag, `property` of one, `rel` of a link.
    what: Option<String>,
    content: Option<String>,
    is_marked: bool,
}

impl<'a> Document<'a> {
    /// Reads a page; `None` where the file is no page.
    pub(super) fn read(artifact: &'a Artifact) -> Option<Self> {
        let html = artifact.html()?;
        let document = RefCell::new(Self {
            artifact,
            ids: BTreeMap::new(),
            references: BTreeSet::new(),
            top_headings: 0,
            is_marked: false,
            column: None,
            items: 0,
        });
        {
            let mut tag = Tag::default();
            let mut in_main = false;
            let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| -> Option<Infallible> {
                match event {
                    CallbackEvent::OpenStartTag { name } => tag.open(name),
                    CallbackEvent::AttributeName { name } => {
                        tag.attribute.clear();
                        tag.attribute.extend_from_slice(name);
                        tag.value(b"");
                    }
                    CallbackEvent::AttributeValue { value } => tag.value(value),
                    CallbackEvent::CloseStartTag { .. } => {
                        in_main |= tag.name == b"main";
                        document.borrow_mut().take(&mut tag, in_main);
                    }
                    CallbackEvent::EndTag { name } => in_main &= name != b"main",
                    _ => {}
                }
                None
            });
            // What stands in a script or a title is no element.
            emitter.naively_switch_states(true);
            // All is done in the events; no token comes out.
            _ = Tokenizer::new_with_emitter(html, emitter).count();
        }
        Some(document.into_inner())
    }

    /// The page's path.
    pub(super) fn path(&self) -> &str {
        &self.artifact.path
    }

    fn take(&mut self, tag: &mut Tag, in_main: bool) {
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
            self.references.insert(Reference { element: text(&tag.name), address });
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

impl Tag {
    fn open(&mut self, name: &[u8]) {
        let mut own = std::mem::take(&mut self.name);
        own.clear();
        own.extend_from_slice(name);
        *self = Self { name: own, attribute: std::mem::take(&mut self.attribute), ..Self::default() };
    }

    fn value(&mut self, value: &[u8]) {
        match self.attribute.as_slice() {
            b"id" => self.id = Some(text(value)),
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
