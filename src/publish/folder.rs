//! The output folder: may it be used, and single files in it. Symbolic links are never followed.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::Destination;
use super::error::{PublishError, WithPath};
use super::identity::{self, Identity};
use super::lock::not_ours;
use super::manifest::{Manifest, ManifestEntry};
use super::paths::OWN_FOLDER;

/// What stands at a path, without following a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PathContent {
    /// Nothing.
    Nothing,
    /// A file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link, or something stranger.
    Link,
}

/// What stands at a path, without following a link.
pub(super) fn kind_of(path: &Path) -> Result<PathContent, PublishError> {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_file() => Ok(PathContent::File),
        Ok(found) if found.is_dir() => Ok(PathContent::Folder),
        Ok(_) => Ok(PathContent::Link),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            Ok(PathContent::Nothing)
        }
        Err(error) => Err(PublishError::io(path, error)),
    }
}

/// Refuses an output folder that holds an input folder or lies in one. Gives its real path.
pub(super) fn refuse_overlap(destination: &Destination) -> Result<PathBuf, PublishError> {
    let output = real_path(&destination.output)?;
    for input in &destination.inputs {
        let input = real_path(input)?;
        if output.starts_with(&input) || input.starts_with(&output) {
            let (output, input) = (output.display(), input.display());
            return Err(PublishError::refused(message!(
                "输出文件夹 {output} 与 {input} 重叠；请另选输出文件夹",
                "the output folder {output} overlaps with {input}; choose another output folder"
            )));
        }
    }
    Ok(output)
}

/// The path without links and dots; its last parts need not exist yet.
fn real_path(path: &Path) -> Result<PathBuf, PublishError> {
    let absolute = std::path::absolute(path).at(path)?;
    let mut missing = Vec::new();
    let mut base = absolute.as_path();
    loop {
        match base.canonicalize() {
            Ok(found) => return Ok(missing.iter().rev().fold(found, |path, name| path.join(name))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => match (base.parent(), base.file_name()) {
                (Some(parent), Some(name)) => {
                    missing.push(name.to_owned());
                    base = parent;
                }
                _ => return Err(PublishError::io(path, error)),
            },
            Err(error) => return Err(PublishError::io(path, error)),
        }
    }
}

/// Makes sure that a folder that is [held](super::lock::OutputLock) is the tool's: empty, with a manifest, or forced; and
/// that it does not hold the other edition. Gives what was published.
pub(super) fn claim(output: &Path, site: &Identity, force: bool) -> Result<Manifest, PublishError> {
    let earlier = match Manifest::read(output) {
        Ok(None) if !force && !is_empty(output)? => return Err(not_ours(output)),
        Ok(found) => found,
        Err(error) if error.source.is_some() || !force => return Err(error),
        Err(_) => None,
    };
    identity::refuse(output, site.edition, earlier.as_ref())?;
    if let Some(earlier) = earlier {
        return Ok(earlier);
    }
    let nothing = Manifest::new(Some(site.clone()), BTreeMap::new());
    nothing.write_journal(output)?;
    Ok(nothing)
}

/// Whether a folder holds nothing but perhaps `.gitkeep` and the tool's own folder.
pub(super) fn is_empty(output: &Path) -> Result<bool, PublishError> {
    for entry in fs::read_dir(output).at(output)? {
        let name = entry.at(output)?.file_name();
        if name != ".gitkeep" && name != OWN_FOLDER {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Refuses a path that would lead through a symbolic link.
pub(super) fn refuse_links_above(output: &Path, path: &str) -> Result<(), PublishError> {
    for (slash, _) in path.match_indices('/') {
        if kind_of(&output.join(&path[..slash]))? == PathContent::Link {
            return Err(is_a_link(&path[..slash]));
        }
    }
    Ok(())
}

/// A symbolic link stands where a folder of the output should be.
pub(super) fn is_a_link(folder: &str) -> PublishError {
    PublishError::refused(message!(
        "输出文件夹中的“{folder}”是符号链接，不会跟随；请移走它",
        "`{folder}` in the output folder is a symbolic link and is not followed; move it away"
    ))
}

/// Whether a folder holds only files of the manifest (and folders of them).
pub(super) fn holds_only(
    folder: &Path,
    path: &str,
    files: &BTreeMap<String, ManifestEntry>,
) -> Result<bool, PublishError> {
    for entry in fs::read_dir(folder).at(folder)? {
        let entry = entry.at(folder)?;
        let Some(name) = entry.file_name().to_str().map(|name| format!("{path}/{name}")) else { return Ok(false) };
        let ours = match kind_of(&entry.path())? {
            PathContent::Folder => holds_only(&entry.path(), &name, files)?,
            _ => files.contains_key(&name),
        };
        if !ours {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Removes a file that an earlier build published, and the folders that it leaves empty.
pub(super) fn remove_file(output: &Path, path: &str) -> Result<bool, PublishError> {
    // Behind a link lies what is not ours; a folder in its place is not ours either.
    if refuse_links_above(output, path).is_err() {
        return Ok(false);
    }
    let file = output.join(path);
    let removed = match kind_of(&file)? {
        PathContent::File | PathContent::Link => {
            fs::remove_file(&file).at(&file)?;
            true
        }
        PathContent::Nothing | PathContent::Folder => false,
    };
    let mut folder = file.parent();
    while let Some(empty) = folder.filter(|folder| *folder != output && fs::remove_dir(folder).is_ok()) {
        folder = empty.parent();
    }
    Ok(removed)
}

/// Moves all that is staged into the output folder: a folder that is new there at once, all else file by file.
pub(super) fn merge(staged: &Path, output: &Path) -> Result<(), PublishError> {
    for entry in fs::read_dir(staged).at(staged)? {
        let entry = entry.at(staged)?;
        let (from, to) = (entry.path(), output.join(entry.file_name()));
        if !entry.file_type().at(&from)?.is_dir() {
            move_file(&from, &to)?;
            continue;
        }
        if kind_of(&to)? == PathContent::Nothing {
            match fs::rename(&from, &to) {
                Err(error) if error.kind() == io::ErrorKind::CrossesDevices => fs::create_dir(&to).at(&to)?,
                moved => {
                    moved.at(&to)?;
                    continue;
                }
            }
        }
        merge(&from, &to)?;
    }
    Ok(())
}

/// Moves a staged file to its place in one step: readers see the old file or the new one.
fn move_file(staged: &Path, target: &Path) -> Result<(), PublishError> {
    match fs::rename(staged, target) {
        // Where a part of the output folder is a disk of its own, the bytes cross over first.
        Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
            let name = target.file_name().unwrap_or_default().to_string_lossy();
            let near = target.with_file_name(format!(".{name}.partial"));
            fs::copy(staged, &near).at(&near)?;
            fs::rename(&near, target).at(target)
        }
        moved => moved.at(target),
    }
}

/// Removes a folder of the tool's own with all that is in it.
pub(super) fn clear(folder: &Path) -> Result<(), PublishError> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(PublishError::io(folder, error)),
        _ => Ok(()),
    }
}
