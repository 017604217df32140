//! The files of two sites, by their digests.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use crate::artifact::{Artifact, ArtifactContent, Output};
use crate::build::{BuildError, Request, make_files};
use crate::digest;
use crate::language::Pair;
use crate::load::Files;
use crate::model::Site;
use crate::publish::bytes_of;

/// Every file that a site would have, by path, each as a digest of its bytes; a picture as a digest of what it is drawn from.
#[derive(Debug, Default)]
pub struct FileDigests(BTreeMap<String, u64>);

impl FileDigests {
    /// Makes every file of a site in a theme's folder, without writing one. `texts` are those of the content files.
    ///
    /// # Errors
    /// Where the theme cannot be used, or a file of the content cannot be read any more.
    pub fn of(request: &Request<'_>, (site, texts): (&Site, &Files), theme: Option<&Path>) -> Result<Self, BuildError> {
        let digests = DigestOutput::default();
        make_files(request, (site, texts), theme, &digests)?;
        for (path, asset) in &site.assets {
            digests.put(Artifact::copy(format!("{PICTURES}{path}"), &asset.file));
        }
        let unreadable = digests.unreadable.into_inner().unwrap_or_else(PoisonError::into_inner);
        match unreadable.first().map(|path| path.trim_start_matches(PICTURES)) {
            Some(path) => Err(BuildError { message: message!("读不出 {path}", "{path} cannot be read") }),
            None => Ok(Self(digests.files.into_inner().unwrap_or_else(PoisonError::into_inner))),
        }
    }

    /// Every file that differs, by kind and path.
    pub fn changes(&self, new: &Self) -> Vec<FileChange> {
        let mut paths: Vec<&String> = self.0.keys().chain(new.0.keys()).collect();
        paths.sort();
        paths.dedup();
        let mut changes: Vec<FileChange> = paths
            .into_iter()
            .filter_map(|path| {
                let change = match (self.0.get(path), new.0.get(path)) {
                    (Some(old), Some(new)) if old == new => return None,
                    (Some(_), Some(_)) => FileChangeKind::Changed,
                    (None, _) => FileChangeKind::Came,
                    (_, None) => FileChangeKind::Went,
                };
                let (kind, path) = SiteFileKind::of(path);
                Some(FileChange { kind, path: path.to_owned(), change })
            })
            .collect();
        changes.sort_by_key(|change| change.kind);
        changes
    }
}

/// A file that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileChange {
    /// What kind of file.
    pub kind: SiteFileKind,
    /// Its path in the site; that of a picture, in the content folder.
    pub path: String,
    /// How it differs.
    pub change: FileChangeKind,
}

/// How a file differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FileChangeKind {
    /// Other bytes.
    Changed,
    /// Only the new site has it.
    Came,
    /// Only the old site has it.
    Went,
}

impl FileChangeKind {
    /// The name that programs know.
    pub fn code(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Came => "added",
            Self::Went => "removed",
        }
    }
}

/// What readers take a file for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SiteFileKind {
    /// Open data.
    Data,
    /// The figures of a chart.
    Chart,
    /// A page.
    Page,
    /// A picture or another file that the content holds.
    Picture,
    /// A feed.
    Feed,
    /// A part of the search index.
    Search,
    /// The map of the site, the answers of its server, its look.
    Other,
}

/// Before the paths of what the content holds: nothing in a site is named so.
const PICTURES: &str = "//";

impl SiteFileKind {
    /// Every kind, in order.
    pub const ALL: [Self; 7] =
        [Self::Data, Self::Chart, Self::Page, Self::Picture, Self::Feed, Self::Search, Self::Other];

    /// The kind of a file, and the path to tell.
    fn of(path: &str) -> (Self, &str) {
        let starts = |folder: &str| path.starts_with(folder);
        if let Some(path) = path.strip_prefix(PICTURES) {
            return (Self::Picture, path);
        }
        let kind = match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
            _ if starts("data/charts/") || starts("charts/") => Self::Chart,
            _ if starts("data/") => Self::Data,
            _ if starts("search/") => Self::Search,
            "html" => Self::Page,
            "xml" if !starts("sitemap") => Self::Feed,
            _ => Self::Other,
        };
        (kind, path)
    }

    /// The name that programs know.
    pub fn code(self) -> &'static str {
        match self {
            Self::Data => "data",
            Self::Chart => "chart",
            Self::Page => "page",
            Self::Picture => "picture",
            Self::Feed => "feed",
            Self::Search => "search",
            Self::Other => "other",
        }
    }

    /// What people call several of them.
    pub fn name(self) -> Pair {
        match self {
            Self::Data => pair!("数据文件", "data files"),
            Self::Chart => pair!("图表数据", "charts"),
            Self::Page => pair!("页面", "pages"),
            Self::Picture => pair!("图片和附件", "pictures and attachments"),
            Self::Feed => pair!("订阅源", "feeds"),
            Self::Search => pair!("站内搜索", "search index"),
            Self::Other => pair!("其他文件", "other files"),
        }
    }
}

/// Keeps of each file its digest.
#[derive(Default)]
struct DigestOutput {
    files: Mutex<BTreeMap<String, u64>>,
    unreadable: Mutex<Vec<String>>,
}

impl Output for DigestOutput {
    fn put(&self, artifact: Artifact) {
        // A picture that is not drawn has no bytes: what it is drawn from tells whether it changes.
        if artifact.content == ArtifactContent::Bytes(Vec::new()) {
            return;
        }
        let path = artifact.path.clone();
        match bytes_of(artifact) {
            Some(bytes) => {
                let digest = digest::of(bytes);
                self.files.lock().unwrap_or_else(PoisonError::into_inner).insert(path, digest);
            }
            None => self.unreadable.lock().unwrap_or_else(PoisonError::into_inner).push(path),
        }
    }
}
