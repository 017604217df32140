//! Drawn pictures, kept between builds in the tool's own folder inside the output folder.
//!
//! Nothing here is needed: what cannot be read, written or removed costs time in the next build, so no fault is told.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::folder::{PathContent, kind_of};
use super::paths::OWN_FOLDER;
use crate::render::PictureCache;

/// A folder of drawn pictures, one file for all variants of a picture, named by its key. What a build draws lies apart until
/// the build is published: a build that comes to nothing leaves no pictures among those of the site.
pub struct PictureFolder {
    own: PathBuf,
    /// Whether the output folder is held by the build that draws.
    is_open: AtomicBool,
    state: Mutex<PictureState>,
}

#[derive(Default)]
struct PictureState {
    /// Keys that this build asked for or made.
    used: BTreeSet<String>,
    /// Entries made before the output folder was held.
    waiting: BTreeMap<String, Vec<u8>>,
}

/// Pictures of the published site.
const KEPT: &str = "pictures";
/// Pictures of builds that are not published yet.
const UNFINISHED: &str = "pictures-unfinished";

impl PictureFolder {
    /// The pictures kept for an output folder. Writes nothing.
    pub(super) fn of(output: &Path) -> Self {
        Self { own: output.join(OWN_FOLDER), is_open: AtomicBool::new(false), state: Mutex::default() }
    }

    /// From now on the output folder is held.
    pub(super) fn open(&self) {
        self.is_open.store(true, Ordering::Relaxed);
    }

    /// Keeps what this build used and forgets the rest. For after publishing, while the folder is held.
    pub(super) fn keep(&self) {
        let Some(folder) = self.folder(KEPT) else { return };
        let unfinished = self.own.join(UNFINISHED);
        let state = self.state();
        for (key, entry) in &state.waiting {
            _ = write(&folder, key, entry);
        }
        for entry in entries(&unfinished).filter(|(key, _)| state.used.contains(key)) {
            _ = fs::rename(entry.1, folder.join(entry.0));
        }
        for (_, path) in entries(&folder).filter(|(key, _)| !state.used.contains(key)) {
            _ = fs::remove_file(path);
        }
        drop(state);
        self.forget_unfinished();
    }

    /// Forgets the pictures of builds that came to nothing.
    pub fn forget_unfinished(&self) {
        let folder = self.own.join(UNFINISHED);
        if self.is_open.load(Ordering::Relaxed) && kind_of(&folder).ok() == Some(PathContent::Folder) {
            entries(&folder).for_each(|(_, path)| _ = fs::remove_file(path));
            _ = fs::remove_dir(&folder);
        }
    }

    /// A folder of pictures, made if need be; none where the output folder is not held. No link is followed.
    fn folder(&self, name: &str) -> Option<PathBuf> {
        let folder = self.own.join(name);
        let is_folder = |path: &Path| kind_of(path).ok() == Some(PathContent::Folder);
        if !self.is_open.load(Ordering::Relaxed) || !is_folder(&self.own) {
            return None;
        }
        if kind_of(&folder).ok() == Some(PathContent::Nothing) {
            _ = fs::create_dir(&folder);
        }
        is_folder(&folder).then_some(folder)
    }

    fn state(&self) -> MutexGuard<'_, PictureState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl PictureCache for PictureFolder {
    fn get(&self, key: &str) -> Option<Vec<u8>> {
        self.state().used.insert(key.to_owned());
        let read = |folder: &str| {
            let file = self.own.join(folder).join(key);
            (kind_of(&file).ok()? == PathContent::File).then(|| fs::read(file).ok())?
        };
        read(KEPT).or_else(|| read(UNFINISHED))
    }

    fn put(&self, key: &str, entry: &[u8]) {
        match self.folder(UNFINISHED) {
            Some(folder) => _ = write(&folder, key, entry),
            None => _ = self.state().waiting.insert(key.to_owned(), entry.to_vec()),
        }
    }
}

/// The entries of a folder, whole or half written, by the key that they stand under.
fn entries(folder: &Path) -> impl Iterator<Item = (String, PathBuf)> + use<> {
    fs::read_dir(folder).into_iter().flatten().flatten().filter_map(|entry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        is_key(name.trim_end_matches(PARTIAL)).then(|| (name, entry.path()))
    })
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
