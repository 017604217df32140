//! The only room that writes.
//!
//! A build is staged as a whole beside the site, then moved in folder by folder and file by file: a build that fails
//! leaves the last site as it was, one that is killed while moving leaves each file either old or new, and the next build
//! mends it. Files that stand in no manifest are never replaced and never removed, and no symbolic link is followed.

mod error;
mod folder;
mod lock;
mod identity;
mod manifest;
mod cache;
mod paths;
mod pictures;
mod previous;
mod staging;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::artifact::{Artifact, ArtifactContent};
pub use cache::{CacheEntry, LastBuild};
pub use error::PublishError;
use error::WithPath as _;
use folder::{PathContent, kind_of};
pub use identity::{Identity, identity, refuse_other_edition};
use manifest::Manifest;
pub use pictures::PictureFolder;
pub use previous::{CacheUpdate, Previous};
pub use staging::Staging;

/// Where to publish, and what must not be touched.
#[derive(Clone, Debug)]
pub struct Destination {
    /// The output folder.
    pub output: PathBuf,
    /// Folders that the output may neither hold nor lie in: content and theme.
    pub inputs: Vec<PathBuf>,
    /// Publish into a folder that holds files of others, and replace those in the way.
    pub force: bool,
    /// Which site it is that is published.
    pub site: Identity,
}

/// What publishing changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Files written.
    pub written: usize,
    /// Files that were already as they should be.
    pub unchanged: usize,
    /// Files of an earlier build removed.
    pub removed: usize,
}

/// The paths of the files that are published in a folder.
///
/// # Errors
/// Where it cannot be said.
pub fn published(output: &Path) -> Result<BTreeSet<String>, PublishError> {
    let manifest = Manifest::read(output)?;
    Ok(manifest.map(|manifest| manifest.files.into_keys().collect()).unwrap_or_default())
}

/// The paths of all files in a folder that was built, whether its manifest is there or not.
///
/// # Errors
/// Where it cannot be read.
pub fn files(output: &Path) -> Result<BTreeSet<String>, PublishError> {
    let published = published(output)?;
    if !published.is_empty() {
        return Ok(published);
    }
    let mut found = BTreeSet::new();
    let mut folders = vec![String::new()];
    while let Some(folder) = folders.pop() {
        let place = output.join(&folder);
        for entry in std::fs::read_dir(&place).at(&place)? {
            let entry = entry.at(&place)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = if folder.is_empty() { name } else { format!("{folder}/{name}") };
            match kind_of(&entry.path())? {
                PathContent::Folder => folders.push(path),
                PathContent::File => _ = found.insert(path),
                _ => {}
            }
        }
    }
    Ok(found)
}

/// What a file of the site will hold once it is published; none where it cannot be read.
pub fn bytes_of(artifact: Artifact) -> Option<Vec<u8>> {
    match artifact.content {
        ArtifactContent::Bytes(bytes) => Some(bytes),
        ArtifactContent::File(file) => std::fs::read(file).ok(),
        ArtifactContent::Unchanged => None,
    }
}

/// Reads one of the [`published`] files; none where something else stands in its place. No symbolic link is followed.
pub fn read(output: &Path, path: &str) -> Option<Vec<u8>> {
    let kind = |path: &str| kind_of(&output.join(path)).ok();
    let in_folders = path.match_indices('/').all(|(slash, _)| kind(&path[..slash]) == Some(PathContent::Folder));
    let is_there = paths::is_safe(path) && in_folders && kind(path) == Some(PathContent::File);
    is_there.then(|| std::fs::read(output.join(path)).ok())?
}
