//! Why nothing was published.

use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostic::Message;

/// Why nothing was published, or not all of it.
#[derive(Debug, thiserror::Error)]
#[error("{}", .message.en)]
pub struct PublishError {
    /// What happened, where, and what to do about it.
    pub message: Message,
    /// What the system said.
    #[source]
    pub source: Option<io::Error>,
}

impl PublishError {
    /// A refusal.
    pub(super) fn refused(message: Message) -> Self {
        Self { message, source: None }
    }

    /// Whether it is the path that cannot be had, whatever is in the file: it leads out of the folder, or is taken.
    pub(super) fn is_of_path(&self) -> bool {
        use io::ErrorKind::{AlreadyExists, InvalidFilename, InvalidInput, IsADirectory, NotADirectory};
        let kind = self.source.as_ref().map(io::Error::kind);
        kind.is_none_or(|kind| {
            matches!(kind, AlreadyExists | InvalidFilename | InvalidInput | IsADirectory | NotADirectory)
        })
    }

    /// A failure of the file system at a path.
    pub(super) fn io(path: &Path, error: io::Error) -> Self {
        let path = path.display();
        Self {
            message: message!("无法读写 {path}：{error}", "cannot read or write {path}: {error}"),
            source: Some(error),
        }
    }
}

/// Names the path in an error of the file system.
pub(super) trait WithPath<T> {
    /// The same result, with the path it is about.
    fn at(self, path: impl Into<PathBuf>) -> Result<T, PublishError>;
}

impl<T> WithPath<T> for io::Result<T> {
    fn at(self, path: impl Into<PathBuf>) -> Result<T, PublishError> {
        self.map_err(|error| PublishError::io(&path.into(), error))
    }
}
