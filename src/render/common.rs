//! What the frames of many pages have in common: the links around a page's matter.

use serde::Serialize;

use crate::pages::parts::Link;

/// The links that pages have in common.
#[derive(Debug, Serialize, Hash)]
pub(super) struct Common {
    /// The way to the site's root.
    pub root: String,
    pub home: String,
    pub search: Option<String>,
    pub ease: Option<String>,
    pub columns: Vec<ColumnLink>,
    /// Columns and pages that the navigation folds under 更多栏目.
    pub others: Vec<ColumnLink>,
    pub foot: Vec<Link>,
    /// The feed of the whole site.
    #[serde(skip)]
    pub feed: Link,
}

/// A column in the navigation.
#[derive(Debug, Serialize, Hash)]
pub(super) struct ColumnLink {
    pub text: String,
    pub href: String,
    /// `page` on the column's own page, `true` on pages below it.
    pub current: Option<&'static str>,
}
