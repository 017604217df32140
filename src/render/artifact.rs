//! A finished file of the site, before anything is written.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::NaiveDateTime;

/// A file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Artifact {
    /// Its path below the output folder, with forward slashes.
    pub path: String,
    /// What is in it.
    pub content: Content,
    /// The content files whose words it shows, as far as they are known: for messages.
    pub written_by: Vec<PathBuf>,
}

/// What is in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// These bytes.
    Bytes(Vec<u8>),
    /// The bytes of this file, copied as they are. The file's place is never published.
    File(PathBuf),
}

impl Artifact {
    /// A file made by the tool.
    pub fn bytes(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { path: path.into(), content: Content::Bytes(bytes.into()), written_by: Vec::new() }
    }

    /// A file copied as it is.
    pub fn copy(path: impl Into<String>, file: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), content: Content::File(file.into()), written_by: Vec::new() }
    }

    /// The page's HTML, where this is a page.
    pub fn html(&self) -> Option<&[u8]> {
        match &self.content {
            Content::Bytes(bytes) if self.path.ends_with(".html") => Some(bytes),
            _ => None,
        }
    }
}

/// Draws a file of the site at once, by its path; none where it is not known how.
pub type Draw<'a> = dyn Fn(&str) -> Option<Artifact> + Sync + 'a;

/// Takes the finished files of a site one by one, from any thread, in any order.
pub trait Sink: Sync {
    /// Takes a file. What goes wrong with it is said at the end, by whoever made the sink.
    fn put(&self, artifact: Artifact);

    /// Tells which pages are planned. Where a remembered page is not among them, no page is recalled: pages that did not
    /// change may lead to it.
    fn expect(&self, pages: &BTreeSet<&str>) {
        _ = pages;
    }

    /// What was remembered of a page, or of another file, if it was made from the same and all its files are still as they were left; these
    /// are then taken as if they had been put.
    fn recall(&self, path: &str, fingerprint: u64) -> Option<Keepsake> {
        _ = (path, fingerprint);
        None
    }

    /// Whether a build before this one may have left the site just as this one would leave it.
    fn knows_last(&self) -> bool {
        true
    }

    /// How the last build ended, if it was made from the same and every file of it is still as it was left.
    fn last(&self, made_from: u64) -> Option<Ended> {
        _ = made_from;
        None
    }

    /// Takes all files of the last build as if they had been put: they are what this build would give.
    fn stay(&self) {}

    /// Remembers how the build ended, for the next one.
    fn end(&self, ended: Ended) {
        _ = ended;
    }

    /// Remembers a faultless page, or another file, for the next build.
    fn remember(&self, path: &str, keepsake: Keepsake) {
        _ = (path, keepsake);
    }

    /// Whether the site is still wanted; where it is not, the build ends soon. The answer may take its time.
    fn is_wanted(&self) -> bool {
        true
    }

    /// Does the rest of the build, once it is known which pages there are. Until it returns, `draw` gives a page, or a file
    /// that a page drawn so loads, for whoever wants to see it before the whole site is there.
    fn meanwhile(&self, draw: &Draw<'_>, rest: &mut dyn FnMut()) {
        _ = draw;
        rest();
    }
}

/// What is remembered of a page, or of another file, from one build to the next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keepsake {
    /// What it was made from, in short.
    pub fingerprint: u64,
    /// The paths of its files, the page's own among them.
    pub files: Vec<String>,
    /// What the audit needs of a page.
    pub links: Arc<[u64]>,
}

/// How a build ended. Of its warnings only the number is kept, for they may quote what is not for everybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ended {
    /// What it was made from, in short.
    pub made_from: u64,
    /// The moment from which the site is as it is, in its time zone.
    pub from: NaiveDateTime,
    /// The next moment at which it will be another.
    pub until: NaiveDateTime,
    /// How many pages it gave.
    pub pages: usize,
    /// How many warnings.
    pub warnings: usize,
    /// How many items wait for their moment.
    pub waiting: usize,
}

impl Ended {
    /// Whether a build at a moment would end the same.
    pub fn holds_at(&self, now: NaiveDateTime) -> bool {
        (self.from..self.until).contains(&now)
    }
}

/// Keeps a site in memory.
#[derive(Debug, Default)]
pub struct Shelf(Mutex<Vec<Artifact>>);

impl Shelf {
    /// The files, by path.
    pub fn into_artifacts(self) -> Vec<Artifact> {
        let mut artifacts = self.0.into_inner().unwrap_or_else(PoisonError::into_inner);
        artifacts.sort_by(|a, b| a.path.cmp(&b.path));
        artifacts
    }
}

impl Sink for Shelf {
    fn put(&self, artifact: Artifact) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(artifact);
    }
}

/// Lets a site go: for those who only want to know what is wrong with it.
#[derive(Debug)]
pub struct Nowhere;

impl Sink for Nowhere {
    fn put(&self, _: Artifact) {}
}
