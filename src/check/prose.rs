//! The Markdown texts of the content, for the rules that look at them.

use std::path::PathBuf;

use super::Content;
use crate::diagnostic::{Place, value};

/// A Markdown text and where it stands.
pub(super) struct LocatedText<'a> {
    pub file: PathBuf,
    pub text: &'a str,
    /// Where the text stands in the file.
    place: TextOrigin,
    /// Whether the public reads it.
    pub public: bool,
}

enum TextOrigin {
    /// Below the front matter.
    Body,
    /// In the value of this key path.
    Value(&'static str),
}

impl LocatedText<'_> {
    /// Whether the text is a value of YAML.
    pub fn is_value(&self) -> bool {
        matches!(self.place, TextOrigin::Value(_))
    }

    /// Where some words stand in the file, which stand at `at` in the text.
    pub fn place(&self, content: &Content<'_>, at: usize, words: &str) -> Place {
        match self.place {
            TextOrigin::Body => content
                .files
                .body_start(&self.file)
                .map_or(Place::File, |start| Place::Span { start: start + at, end: start + at + words.len() }),
            TextOrigin::Value(path) => {
                let skip = self.text[..at].matches(words).count();
                content.files.find(&self.file, &value(path), words, skip)
            }
        }
    }
}

/// Every Markdown text of the content.
pub(super) fn all<'a>(content: &Content<'a>) -> Vec<LocatedText<'a>> {
    let tree = content.tree;
    let mut all = Vec::new();
    let mut body = |folder: &str, slug: &str, text: &'a str, public: bool| {
        let file = content.path(folder, slug, &["md"]);
        all.push(LocatedText { file, text, place: TextOrigin::Body, public });
    };
    for (slug, story) in &tree.stories {
        body("stories", &slug.0, &story.body, !story.meta.internal && !story.meta.draft);
    }
    for (slug, policy) in &tree.policies {
        body("policies", &slug.0, &policy.body, !policy.meta.internal);
    }
    for (slug, page) in &tree.pages {
        body("pages", &slug.0, &page.body, !page.meta.internal);
    }
    for (file, _, town) in content.towns() {
        if let Some(profile) = &town.profile {
            all.push(LocatedText {
                file: file.to_owned(),
                text: profile,
                place: TextOrigin::Value("profile"),
                public: !town.internal,
            });
        }
    }
    for (quarter, entry) in &tree.quarters {
        let Some(analysis) = &entry.analysis else { continue };
        if let Some(text) = &analysis.body {
            let public = !entry.internal && analysis.released.is_some();
            all.push(LocatedText {
                file: content.quarter_path(*quarter),
                text,
                place: TextOrigin::Value("analysis.body"),
                public,
            });
        }
    }
    all
}
