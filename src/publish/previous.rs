//! What one build hands to the next into the same output: [`Previous`] is read while building, [`CacheUpdate`] is written when the
//! site is published.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::PoisonError;

use super::{CacheEntry, LastBuild, Staging};
use crate::pages::{Route, is_continuation};

/// What the last build left in the output. Nothing of it is trusted that is not certainly as it was left.
#[derive(Clone, Copy)]
pub struct Previous<'a>(&'a Staging);

/// What is to be remembered for the next build.
#[derive(Debug)]
pub enum CacheUpdate {
    /// What was remembered before: the site stays as the last build left it.
    Unchanged,
    /// This.
    Changed {
        /// Pages and other files that can be used again, by path.
        cache: BTreeMap<String, CacheEntry>,
        /// How the build ended; none where the next one cannot tell whether it would end the same.
        last: Option<LastBuild>,
    },
}

impl Default for CacheUpdate {
    fn default() -> Self {
        Self::Changed { cache: BTreeMap::new(), last: None }
    }
}

impl<'a> Previous<'a> {
    pub(super) fn of(staging: &'a Staging) -> Self {
        Self(staging)
    }

    /// How the last build ended, if it was made from these inputs and every file of it is still as it was left.
    pub fn made_from(self, inputs: u64) -> Option<LastBuild> {
        // A build that ends with faults must not have touched a folder that is not the tool's yet.
        let open = self.0.is_committed().then(|| self.0.opened()).flatten()?;
        let last = open.cache.last.filter(|last| last.inputs == inputs)?;
        open.is_all_as_left().then_some(last)
    }

    /// Whether every page that could be used again is one of those that are planned, or a further page of one.
    pub fn has_only_pages_of(self, planned: &BTreeSet<&str>) -> bool {
        let Some(open) = self.0.opened() else { return false };
        let entries = open.entries.lock().unwrap_or_else(PoisonError::into_inner);
        let mut pages = entries.keys().filter(|path| path.ends_with(".html"));
        pages.all(|page| planned.contains(page.as_str()) || is_continuation(&Route::new(page.as_str())))
    }

    /// A page or another file, if it was made from what has this fingerprint and all its files are as they were left. Each is
    /// given once: it is not in memory twice.
    pub fn take(self, path: &str, fingerprint: u64) -> Option<CacheEntry> {
        let open = self.0.opened()?;
        let entry = open.entries.lock().unwrap_or_else(PoisonError::into_inner).remove(path);
        entry.filter(|entry| entry.fingerprint == fingerprint && entry.files.iter().all(|file| open.has_as_left(file)))
    }
}
