//! The files of a site on their way from the rooms that make them to the one that writes them.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

/// A file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Artifact {
    /// Its path below the output folder, with forward slashes.
    pub path: String,
    /// What is in it.
    pub content: ArtifactContent,
    /// The content files whose words it shows, as far as they are known: for messages.
    pub written_by: Vec<PathBuf>,
}

/// What is in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ArtifactContent {
    /// These bytes.
    Bytes(Vec<u8>),
    /// The bytes of this file, copied as they are. The file's place is never published.
    File(PathBuf),
    /// What the last build left at this path.
    Unchanged,
}

impl Artifact {
    /// A file made by the tool.
    pub fn bytes(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { path: path.into(), content: ArtifactContent::Bytes(bytes.into()), written_by: Vec::new() }
    }

    /// A file copied as it is.
    pub fn copy(path: impl Into<String>, file: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), content: ArtifactContent::File(file.into()), written_by: Vec::new() }
    }

    /// A file of the last build that stays as it is.
    pub fn unchanged(path: impl Into<String>) -> Self {
        Self { path: path.into(), content: ArtifactContent::Unchanged, written_by: Vec::new() }
    }

    /// The page's HTML, where this is a page that was drawn.
    pub fn html(&self) -> Option<&[u8]> {
        match &self.content {
            ArtifactContent::Bytes(bytes) if self.path.ends_with(".html") => Some(bytes),
            _ => None,
        }
    }
}

/// Where the finished files of a site go, one by one, from any thread, in any order.
pub trait Output: Sync {
    /// Takes a file. It cannot fail here: what goes wrong is an error of whatever finishes the output.
    fn put(&self, artifact: Artifact);
}

/// Keeps a site in memory.
#[derive(Debug, Default)]
pub struct MemoryOutput(Mutex<Vec<Artifact>>);

impl MemoryOutput {
    /// The files, by path.
    pub fn into_artifacts(self) -> Vec<Artifact> {
        let mut artifacts = self.0.into_inner().unwrap_or_else(PoisonError::into_inner);
        artifacts.sort_by(|a, b| a.path.cmp(&b.path));
        artifacts
    }
}

impl Output for MemoryOutput {
    fn put(&self, artifact: Artifact) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(artifact);
    }
}

/// Drops every file: for those who only want to know what is wrong with the site.
#[derive(Debug)]
pub struct Discard;

impl Output for Discard {
    fn put(&self, _: Artifact) {}
}
