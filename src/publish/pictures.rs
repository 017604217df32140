//! Drawn pictures, kept between builds in the tool's own folder inside the output folder.
//!
//! Nothing here is needed: what cannot be read, written or removed costs time in the next build, so no fault is told.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::folder::{Target, kind_of};
use super::paths::OWN_FOLDER;
use crate::render::PictureCache;

/// A folder of drawn pictures, one file for all variants of a picture, named by its key.
pub struct PictureFolder {
    own: PathBuf,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// Keys that this build asked for or made.
    used: BTreeSet<String>,
    /// Entries made before the output folder was known to be the tool's.
    waiting: BTreeMap<String, Vec<u8>>,
}

impl PictureFolder {
    /// The pictures kept for an output folder. Writes nothing.
    pub fn of(output: &Path) -> Self {
        Self { own: output.join(OWN_FOLDER), state: Mutex::default() }
    }

    /// Keeps what this build used and forgets the rest. For after publishing, when the folder is the tool's.
    pub fn keep(&self) {
        let Some(folder) = self.folder() else { return };
        let state = self.state();
        for (key, entry) in &state.waiting {
            _ = write(&folder, key, entry);
        }
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if is_key(name.trim_end_matches(PARTIAL)) && !state.used.contains(&name) {
                _ = fs::remove_file(entry.path());
            }
        }
    }

    /// The folder, made if need be; none where the output folder is not the tool's yet. No link is followed.
    fn folder(&self) -> Option<PathBuf> {
        let folder = self.own.join("pictures");
        let is_folder = |path: &Path| kind_of(path).ok() == Some(Target::Folder);
        if !is_folder(&self.own) {
            return None;
        }
        if kind_of(&folder).ok() == Some(Target::Nothing) {
            _ = fs::create_dir(&folder);
        }
        is_folder(&folder).then_some(folder)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl PictureCache for PictureFolder {
    fn get(&self, key: &str) -> Option<Vec<u8>> {
        self.state().used.insert(key.to_owned());
        let file = self.own.join("pictures").join(key);
        (kind_of(&file).ok()? == Target::File).then(|| fs::read(file).ok())?
    }

    fn put(&self, key: &str, entry: &[u8]) {
        match self.folder() {
            Some(folder) => _ = write(&folder, key, entry),
            None => _ = self.state().waiting.insert(key.to_owned(), entry.to_vec()),
        }
    }
}

const PARTIAL: &str = ".partial";

fn is_key(name: &str) -> bool {
    name.len() == 64 && name.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Writes an entry beside its place and moves it there, so that none is ever half written under its own name.
fn write(folder: &Path, key: &str, entry: &[u8]) -> std::io::Result<()> {
    let partial = folder.join(format!("{key}{PARTIAL}"));
    _ = fs::remove_file(&partial);
    let mut file = fs::File::create_new(&partial)?;
    file.write_all(entry)?;
    drop(file);
    fs::rename(&partial, folder.join(key))
}
