//! A finished file of the site, before anything is written.

use std::path::PathBuf;

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
    pub fn html(&self) -> Option<&str> {
        match &self.content {
            Content::Bytes(bytes) if self.path.ends_with(".html") => std::str::from_utf8(bytes).ok(),
            _ => None,
        }
    }
}
