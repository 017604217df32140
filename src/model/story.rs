//! Stories (¶10: stronger publicity) and static pages: Markdown with YAML front matter.

use schemars::JsonSchema;
use serde::Deserialize;

use super::record::Focus;
use crate::units::{Slug, SourceReference, Text, Timestamp};

/// A story: front matter and text.
#[derive(Clone, Debug)]
pub struct Story {
    /// The front matter.
    pub meta: StoryMeta,
    /// The Markdown below it.
    pub body: String,
}

/// Front matter of `stories/*.md`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StoryMeta {
    /// Title (ArticleTitle).
    pub title: Text,
    /// Time of publication (PubDate): the story does not exist before; without a time of day, from the beginning of the day.
    pub date: Timestamp,
    /// One or two sentences for lists.
    pub summary: Option<Text>,
    /// Towns it is about, by slug.
    #[serde(default, deserialize_with = "crate::units::ids_or_names")]
    #[schemars(with = "Vec<crate::units::Named<Slug>>")]
    pub towns: Vec<Slug>,
    /// Tags; `做法交流` puts it among the exchange of practice.
    #[serde(default)]
    pub tags: Vec<Text>,
    /// Author.
    pub author: Option<Text>,
    /// Responsible editor (责任编辑).
    pub editor: Option<Text>,
    /// The three reviews (三审三校).
    #[serde(default)]
    pub reviewers: Vec<Review>,
    /// Where it comes from (来源, ContentSource).
    pub source: Option<SourceReference>,
    /// Cover photo: a file beside the story, in `stories/<slug>/`.
    pub cover: Option<Text>,
    /// What the cover shows, for those who cannot see it; required with a cover.
    pub cover_alt: Option<Text>,
    /// Who took the cover.
    pub cover_credit: Option<Text>,
    /// What stays in view where the cover is cropped; without it the middle.
    pub cover_focus: Option<Focus>,
    /// Of stories with the same date the heavier come first; 0 without it.
    #[serde(default, deserialize_with = "crate::units::maybe_whole")]
    pub weight: Option<u8>,
    /// A draft is built only with `--drafts`.
    #[serde(default)]
    pub draft: bool,
    /// Kept out of the public edition.
    #[serde(default)]
    pub internal: bool,
    /// Earlier addresses of this story, such as `news/12.html`.
    #[serde(default)]
    pub aliases: Vec<Text>,
}

/// One review of a story.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// First, second or third review: 一审, 二审, 三审.
    pub stage: Text,
    /// Who reviewed.
    pub name: Text,
}

/// A static page: about, method, accessibility statement, contact.
#[derive(Clone, Debug)]
pub struct StaticPage {
    /// The front matter.
    pub meta: StaticPageMeta,
    /// The Markdown below it.
    pub body: String,
}

/// Front matter of `pages/*.md`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StaticPageMeta {
    /// Title.
    pub title: Text,
    /// When it was last revised. It says nothing of when the page begins: a later day is only not shown.
    pub date: Option<Timestamp>,
    /// One sentence for search engines.
    pub summary: Option<Text>,
    /// Place in lists of pages, small first; 100 without it.
    #[serde(default, deserialize_with = "crate::units::maybe_whole")]
    pub order: Option<u8>,
    /// Kept out of the public edition.
    #[serde(default)]
    pub internal: bool,
    /// Earlier addresses of this page, such as `news/12.html`.
    #[serde(default)]
    pub aliases: Vec<Text>,
}
