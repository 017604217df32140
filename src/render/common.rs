//! What the frames of many pages have in common: the links around a page's matter are the same for all pages of a column
//! that lie equally deep, so they are worked out once.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};

use serde::Serialize;

use crate::digest;
use crate::model::ColumnId;
use crate::pages::Page;
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
    pub others: Vec<Link>,
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

/// Links in common, with their digest: they need not be read again for each page's fingerprint.
#[derive(Debug)]
pub(super) struct DigestedLinks {
    pub links: Common,
    digest: u64,
}

impl Hash for DigestedLinks {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.digest.hash(state);
    }
}

impl Serialize for DigestedLinks {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.links.serialize(serializer)
    }
}

/// All that the links depend on: the way from the page to the folders that links lead into, the column it belongs to, the
/// column whose own page it is, and whether it is shown at any address.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct MemoKey {
    /// Folders above the page.
    depth: usize,
    /// The outermost of them, as many as links lead into.
    folders: String,
    column: Option<ColumnId>,
    own: Option<ColumnId>,
    absolute: bool,
}

/// The links that were worked out so far.
#[derive(Debug, Default)]
pub(super) struct LinkMemo(Mutex<BTreeMap<MemoKey, Arc<DigestedLinks>>>);

impl LinkMemo {
    /// The links of a page. No link leads more than `deepest` folders deep; `own` is the column whose page it is.
    pub(super) fn of(
        &self,
        page: &Page,
        own: Option<ColumnId>,
        deepest: usize,
        make: impl FnOnce() -> Common,
    ) -> Arc<DigestedLinks> {
        let path = page.route.path();
        let key = MemoKey {
            depth: path.matches('/').count(),
            folders: path.match_indices('/').take(deepest).last().map_or("", |(at, _)| &path[..at]).to_owned(),
            column: page.view.column,
            own,
            absolute: page.view.absolute,
        };
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = known.entry(key).or_insert_with(|| {
            let links = make();
            let digest = digest::of(&links);
            Arc::new(DigestedLinks { links, digest })
        });
        Arc::clone(entry)
    }
}
