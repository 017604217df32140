//! A finished page, read as a browser would: its anchors, links, headings and marks.

use std::collections::{BTreeMap, BTreeSet};

use html5gum::{Token, Tokenizer};

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
    /// Meta tags.
    pub meta: BTreeMap<String, String>,
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

impl<'a> Document<'a> {
    /// Reads a page; `None` where the file is no page.
    pub(super) fn read(artifact: &'a Artifact) -> Option<Self> {
        let html = artifact.html()?;
        let mut document = Self {
            artifact,
            ids: BTreeMap::new(),
            references: BTreeSet::new(),
            top_headings: 0,
            is_marked: false,
            meta: BTreeMap::new(),
            items: 0,
        };
        let mut in_main = false;
        let tokens = Tokenizer::new(html);
        for Ok(token) in tokens {
            match token {
                Token::StartTag(tag) => {
                    let name = text(&tag.name);
                    let attribute = |name: &str| tag.attributes.get(name.as_bytes()).map(|value| text(&value.value));
                    in_main |= name == "main";
                    document.items += usize::from(in_main && matches!(name.as_str(), "td" | "li" | "dd" | "article"));
                    document.top_headings += usize::from(name == "h1");
                    document.is_marked |= attribute("data-edition").as_deref() == Some("internal");
                    if let Some(id) = attribute("id") {
                        *document.ids.entry(id).or_default() += 1;
                    }
                    if let (true, Some(key), Some(value)) = (name == "meta", attribute("name"), attribute("content")) {
                        document.meta.insert(key, value);
                    }
                    // A preview's picture is fetched like any other.
                    if let (Some("og:image"), Some(address)) = (attribute("property").as_deref(), attribute("content"))
                    {
                        document.references.insert(Reference { element: name.clone(), address });
                    }
                    let canonical = attribute("rel").as_deref() == Some("canonical");
                    for address in ["href", "src"].into_iter().filter_map(attribute).filter(|_| !canonical) {
                        document.references.insert(Reference { element: name.clone(), address });
                    }
                    for candidate in attribute("srcset").iter().flat_map(|set| set.split(", ")) {
                        let address = candidate.split_whitespace().next().unwrap_or_default().to_owned();
                        document.references.insert(Reference { element: name.clone(), address });
                    }
                }
                Token::EndTag(tag) if text(&tag.name) == "main" => in_main = false,
                _ => {}
            }
        }
        Some(document)
    }

    /// The page's path.
    pub(super) fn path(&self) -> &str {
        &self.artifact.path
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
