//! The files of a site on their way to the output: new, or as the last build left them. What has passed is noted.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::artifact::{Artifact, Output};
use crate::audit::{Paths, Published};
use crate::publish::{CacheEntry, Previous};

/// Where the files of a site go.
pub(super) struct SiteFiles<'a> {
    output: &'a dyn Output,
    previous: Option<Previous<'a>>,
    /// Whether pages of the last build may stay: where one of them is not planned any more, pages that did not change may
    /// lead to it.
    keeps_pages: bool,
    noted: Mutex<Noted>,
}

/// What is noted of the files that have passed.
#[derive(Default)]
pub(super) struct Noted {
    /// A digest of every path.
    pub published: Vec<Published>,
    /// Every path, for telling which cannot be had.
    pub paths: Paths,
    /// What the next build can use again, by path.
    pub cache: BTreeMap<String, CacheEntry>,
}

impl Noted {
    fn note(&mut self, path: &str) {
        self.published.push(Published::at(path));
        self.paths.add(path);
    }
}

impl<'a> SiteFiles<'a> {
    /// None yet; `planned` are the pages that will come.
    pub(super) fn of(planned: &BTreeSet<&str>, previous: Option<Previous<'a>>, output: &'a dyn Output) -> Self {
        let keeps_pages = previous.is_some_and(|previous| previous.has_only_pages_of(planned));
        Self { output, previous, keeps_pages, noted: Mutex::default() }
    }

    /// A page of the last build, if it was made from the same and all its files are still as they were left.
    pub(super) fn cached_page(&self, path: &str, fingerprint: u64) -> Option<CacheEntry> {
        self.previous.filter(|_| self.keeps_pages).and_then(|previous| previous.take(path, fingerprint))
    }

    /// Lets a page or another file stay as the last build left it.
    pub(super) fn keep(&self, path: &str, entry: CacheEntry) {
        entry.files.iter().for_each(|file| self.put(Artifact::unchanged(file)));
        self.remember(path, entry);
    }

    /// Lets the next build use a page or another file again.
    pub(super) fn remember(&self, path: &str, entry: CacheEntry) {
        self.noted().cache.insert(path.to_owned(), entry);
    }

    /// For the files beside the pages: lets one stay as the last build left it, if it was made from the same, and the next
    /// build use it again.
    pub(super) fn reuse(&self, path: &str, fingerprint: u64) -> bool {
        let cached = self.previous.and_then(|previous| previous.take(path, fingerprint));
        let is_kept = cached.is_some();
        match cached {
            Some(entry) => self.keep(path, entry),
            None => {
                let files = vec![path.to_owned()];
                self.remember(path, CacheEntry { fingerprint, files, links: Arc::default() });
            }
        }
        is_kept
    }

    /// What has passed since this was asked last.
    pub(super) fn take_noted(&self) -> Noted {
        std::mem::take(&mut self.noted())
    }

    fn noted(&self) -> MutexGuard<'_, Noted> {
        self.noted.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Output for SiteFiles<'_> {
    fn put(&self, artifact: Artifact) {
        self.noted().note(&artifact.path);
        self.output.put(artifact);
    }
}
