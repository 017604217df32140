//! The only room that writes.
//!
//! A build is staged as a whole beside the site, then moved in file by file: a build that fails leaves the last site
//! as it was, one that is killed while moving leaves each file either old or new, and the next build mends it. Files that
//! stand in no manifest are never replaced and never removed, and no symbolic link is followed.

mod error;
mod folder;
mod manifest;
mod paths;
mod pictures;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::render::{Artifact, Content};
use error::At;
pub use error::PublishError;
use folder::{Target, kind_of};
use manifest::{Entry, Manifest};
use paths::OWN_FOLDER;
pub use pictures::PictureFolder;

/// Where to publish, and what must not be touched.
#[derive(Clone, Debug)]
pub struct Destination {
    /// The output folder.
    pub output: PathBuf,
    /// Folders that the output may neither hold nor lie in: content and theme.
    pub inputs: Vec<PathBuf>,
    /// Publish into a folder that holds files of others, and replace those in the way.
    pub force: bool,
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

/// Publishes the artifacts.
///
/// # Errors
/// Where the destination is refused, or the file system fails. The last site is whole then.
pub fn publish(artifacts: &[Artifact], destination: &Destination) -> Result<Outcome, PublishError> {
    paths::refuse_collisions(artifacts.iter().map(|artifact| artifact.path.as_str()))?;
    let output = folder::refuse_overlap(destination)?;
    let earlier = folder::claim(&output, destination.force)?;
    let _lock = folder::lock(&output)?;
    refuse_files_of_others(artifacts, &output, &earlier, destination.force)?;

    let staging = output.join(OWN_FOLDER).join("staging");
    folder::clear(&staging)?;
    fs::create_dir_all(&staging).at(&staging)?;
    let staged: Result<Vec<Staged>, PublishError> = artifacts
        .par_iter()
        .enumerate()
        .map(|(number, artifact)| {
            let known = earlier.files.contains_key(&artifact.path);
            stage(artifact, &output, &staging.join(number.to_string()), known)
        })
        .collect();
    let outcome = staged.and_then(|staged| move_in(artifacts, &staged, &output, &earlier));
    folder::clear(&staging)?;
    outcome
}

/// An artifact with its digest and, where the site's file differs, its bytes beside the site.
struct Staged {
    digest: String,
    file: Option<PathBuf>,
}

fn stage(artifact: &Artifact, output: &Path, file: &Path, known: bool) -> Result<Staged, PublishError> {
    let target = output.join(&artifact.path);
    let digest = match &artifact.content {
        Content::Bytes(bytes) => digest_of(&mut bytes.as_slice()).at(&target)?,
        Content::File(source) => fs::File::open(source).and_then(|mut file| digest_of(&mut file)).at(source)?,
    };
    // The file itself is asked for its digest, not the manifest: somebody may have edited it.
    let is_current = known
        && kind_of(&target)? == Target::File
        && fs::File::open(&target).and_then(|mut file| digest_of(&mut file)).is_ok_and(|found| found == digest);
    if is_current {
        return Ok(Staged { digest, file: None });
    }
    match &artifact.content {
        Content::Bytes(bytes) => fs::write(file, bytes).at(file)?,
        Content::File(source) => {
            let mut reader = fs::File::open(source).at(source)?;
            let mut writer = fs::File::create(file).at(file)?;
            io::copy(&mut reader, &mut writer).at(file)?;
        }
    }
    Ok(Staged { digest, file: Some(file.to_owned()) })
}

fn move_in(
    artifacts: &[Artifact],
    staged: &[Staged],
    output: &Path,
    earlier: &Manifest,
) -> Result<Outcome, PublishError> {
    let planned: BTreeSet<&str> = artifacts.iter().map(|artifact| artifact.path.as_str()).collect();
    let mut journal = earlier.clone();
    for path in &planned {
        journal.files.entry((*path).to_owned()).or_default();
    }
    journal.write_journal(output)?;

    let mut outcome = Outcome::default();
    // First away with what is no longer planned: it may be a file where a folder is needed now.
    for path in earlier.files.keys().filter(|path| !planned.contains(path.as_str())) {
        outcome.removed += usize::from(folder::remove_file(output, path)?);
    }
    for (artifact, staged) in artifacts.iter().zip(staged) {
        match &staged.file {
            None => outcome.unchanged += 1,
            Some(file) => {
                folder::move_into(file, output, &artifact.path)?;
                outcome.written += 1;
            }
        }
    }
    let files: BTreeMap<String, Entry> = artifacts
        .iter()
        .zip(staged)
        .map(|(artifact, staged)| (artifact.path.clone(), Entry { sha256: staged.digest.clone(), fingerprint: None }))
        .collect();
    Manifest::new(files).commit(output)?;
    Ok(outcome)
}

/// Stops before anything is written where a planned path holds something that the tool did not publish.
fn refuse_files_of_others(
    artifacts: &[Artifact],
    output: &Path,
    earlier: &Manifest,
    force: bool,
) -> Result<(), PublishError> {
    for artifact in artifacts {
        let path = &artifact.path;
        folder::refuse_links_above(output, path)?;
        for (slash, _) in path.match_indices('/') {
            let folder = &path[..slash];
            if matches!(kind_of(&output.join(folder))?, Target::File | Target::Link)
                && !earlier.files.contains_key(folder)
            {
                return Err(in_the_way(folder));
            }
        }
        let found = kind_of(&output.join(path))?;
        let ours = earlier.files.contains_key(path);
        // A folder is in the way unless it holds nothing but files that go with this build.
        let blocked = match found {
            Target::Nothing => false,
            Target::File => !ours && !force,
            Target::Link => !ours,
            Target::Folder => !folder::holds_only(&output.join(path), path, &earlier.files)?,
        };
        if blocked {
            return Err(in_the_way(path));
        }
    }
    Ok(())
}

fn in_the_way(path: &str) -> PublishError {
    PublishError::refused(
        format!("输出文件夹中的“{path}”不是本工具生成的，不会覆盖；请移走它，或用 --force 覆盖同名文件"),
        format!(
            "`{path}` in the output folder was not published by this tool and is not replaced; move it away, or use --force to replace files"
        ),
    )
}

/// SHA-256 in hexadecimal digits.
fn digest_of(reader: &mut dyn io::Read) -> io::Result<String> {
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 64 * 1024];
    loop {
        match reader.read(&mut buffer)? {
            0 => break,
            length => hasher.update(&buffer[..length]),
        }
    }
    Ok(hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}
