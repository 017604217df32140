//! A build beside the site, and its way into the site.
//!
//! Files are staged as they come, from any thread, so that no more of a site is in memory than is being drawn. What is
//! already in its place is not written.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::cache::{self, Cache, PublishedStamp};
use super::error::{PublishError, WithPath};
use super::folder::{self, PathContent, kind_of};
use super::identity::Identity;
use super::lock::OutputLock;
use super::manifest::{Manifest, ManifestEntry, Sha};
use super::paths::{self, OWN_FOLDER};
use super::{CacheEntry, CacheUpdate, Destination, LastBuild, Outcome, PictureFolder, Previous};
use crate::artifact::{Artifact, ArtifactContent, Output};

/// A build on its way to a destination. Dropped without [`finish`](Self::finish), it leaves the last site as it was.
pub struct Staging {
    destination: Destination,
    /// The output folder, once the first file has come: a build that fails before touches nothing.
    open: OnceLock<LockedOutput>,
    files: Mutex<BTreeMap<String, Staged>>,
    /// The first thing that went wrong.
    failure: Mutex<Option<PublishError>>,
    /// The first path that cannot be had. The build goes on: at its end it tells which content the path comes from.
    refusal: Mutex<Option<PublishError>>,
    /// The pictures that are drawn for it.
    pictures: PictureFolder,
}

/// The output folder while the tool holds it.
pub(super) struct LockedOutput {
    output: PathBuf,
    /// Which site is published.
    site: Identity,
    /// What the last build left, and how.
    earlier: Manifest,
    /// What else it left to be known; how the files were left is noted with them.
    pub cache: Cache,
    /// What pages and other files were made from. Each is taken at most once.
    pub entries: Mutex<BTreeMap<String, CacheEntry>>,
    folder: PathBuf,
    /// Folders that were made below `folder`.
    made: Mutex<BTreeSet<PathBuf>>,
    /// Until the build has ended.
    hold: OutputLock,
}

/// A file of the build.
struct Staged {
    /// Its digest, and how it lies there now, where that can be said.
    entry: ManifestEntry,
    /// Whether it waits beside the site; else the site has it already.
    is_new: bool,
}

impl Staging {
    /// A build for a destination. Touches nothing yet.
    pub fn new(destination: Destination) -> Self {
        Self {
            pictures: PictureFolder::of(&destination.output),
            destination,
            open: OnceLock::new(),
            files: Mutex::default(),
            failure: Mutex::default(),
            refusal: Mutex::default(),
        }
    }

    /// The pictures that are kept between builds.
    pub fn pictures(&self) -> &PictureFolder {
        &self.pictures
    }

    /// What the last build left in the output. The folder is claimed when it is asked for the first time.
    pub fn previous(&self) -> Previous<'_> {
        Previous::of(self)
    }

    /// Whether the build cannot be published any more, so that going on is of no use.
    pub fn has_failed(&self) -> bool {
        locked(&self.failure).is_some()
    }

    /// Moves the build into the site, and remembers `next` for the build after it.
    ///
    /// # Errors
    /// Where the destination is refused, or the file system failed. The last site is whole then.
    pub fn finish(self, next: &CacheUpdate) -> Result<Outcome, PublishError> {
        let failure = locked(&self.failure).take();
        if let Some(failure) = failure.or_else(|| locked(&self.refusal).take()) {
            return Err(failure);
        }
        let open = self.open()?;
        let CacheUpdate::Changed { cache, last } = next else {
            self.pictures.forget_unfinished();
            return Ok(Outcome { unchanged: open.earlier.files.len(), ..Outcome::default() });
        };
        let files = std::mem::take(&mut *locked(&self.files));
        paths::refuse_collisions(files.keys().map(String::as_str))?;
        open.refuse_files_of_others(&files, self.destination.force)?;
        let outcome = open.move_in(files, cache, *last)?;
        self.pictures.keep();
        Ok(outcome)
    }

    /// The output folder, claimed by whoever comes first.
    fn open(&self) -> Result<&LockedOutput, PublishError> {
        if let Some(open) = self.open.get() {
            return Ok(open);
        }
        let open = LockedOutput::at(&self.destination)?;
        self.pictures.open();
        Ok(self.open.get_or_init(|| open))
    }

    /// Whether the output folder holds a site that was published whole.
    pub(super) fn is_committed(&self) -> bool {
        Manifest::is_committed(&self.destination.output)
    }

    /// The output folder, or none where it cannot be had, which the end will tell.
    pub(super) fn opened(&self) -> Option<&LockedOutput> {
        if let Some(open) = self.open.get() {
            return Some(open);
        }
        // One thread opens, the others wait for it.
        let _files = locked(&self.files);
        self.open().map_err(|error| _ = locked(&self.failure).get_or_insert(error)).ok()
    }

    fn try_put(&self, artifact: &Artifact) -> Result<(), PublishError> {
        paths::refuse_unsafe(&artifact.path)?;
        let Some(open) = self.opened() else { return Ok(()) };
        let staged = open.stage(artifact)?;
        match locked(&self.files).insert(artifact.path.clone(), staged) {
            None => Ok(()),
            Some(_) => Err(paths::same_file(&artifact.path, &artifact.path)),
        }
    }
}

impl Output for Staging {
    fn put(&self, artifact: Artifact) {
        if self.has_failed() {
            return;
        }
        if let Err(error) = self.try_put(&artifact) {
            let slot = if error.is_of_path() { &self.refusal } else { &self.failure };
            locked(slot).get_or_insert(error);
        }
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        let Some(open) = self.open.take() else { return };
        _ = folder::clear(&open.folder);
        // Where files were moved in already, the next build needs to know them.
        let holds_nothing =
            || Manifest::read(&open.output).is_ok_and(|found| found.is_none_or(|found| found.files.is_empty()));
        if !Manifest::is_committed(&open.output) && holds_nothing() {
            open.hold.take_back(&open.output);
        }
    }
}

impl LockedOutput {
    fn at(destination: &Destination) -> Result<Self, PublishError> {
        let output = folder::refuse_overlap(destination)?;
        // Nobody else may go on changing the folder while it is read.
        let hold = OutputLock::of(&output, destination.force)?;
        let (earlier, mut cache) = std::thread::scope(|scope| {
            let cache = scope.spawn(|| Cache::read(&output));
            (folder::claim(&output, &destination.site, destination.force), cache.join().unwrap_or_default())
        });
        let mut earlier = earlier.inspect_err(|_| hold.take_back(&output))?;
        let folder = output.join(OWN_FOLDER).join("staging");
        folder::clear(&folder)?;
        fs::create_dir_all(&folder).at(&folder)?;
        note_stamps(&mut earlier, std::mem::take(&mut cache.stamps));
        let entries = Mutex::new(std::mem::take(&mut cache.entries));
        Ok(Self {
            output,
            site: destination.site.clone(),
            earlier,
            cache,
            entries,
            folder,
            made: Mutex::default(),
            hold,
        })
    }

    /// Whether a file of the last build is certainly as that left it.
    pub(super) fn has_as_left(&self, path: &str) -> bool {
        self.as_left(path).is_some()
    }

    /// A file of the last build, if it is certainly as that left it.
    fn as_left(&self, path: &str) -> Option<Staged> {
        let entry = self.earlier.files.get(path)?;
        let metadata = fs::symlink_metadata(self.output.join(path)).ok().filter(fs::Metadata::is_file)?;
        self.cache.is_as_left(entry.stamp?, &metadata).then_some(Staged { entry: *entry, is_new: false })
    }

    /// Whether the whole site is certainly as the last build left it.
    pub(super) fn is_all_as_left(&self) -> bool {
        let files = &self.earlier.files;
        let is_plain = |folder: &str| kind_of(&self.output.join(folder)).ok() == Some(PathContent::Folder);
        !Manifest::is_interrupted(&self.output)
            && folders_of(files.keys()).into_iter().all(is_plain)
            && files.par_iter().all(|(path, entry)| self.as_left(path).is_some() || self.has(path, entry.sha256))
    }

    /// Whether a file has these bytes.
    fn has(&self, path: &str, sha256: Sha) -> bool {
        let target = self.output.join(path);
        kind_of(&target).ok() == Some(PathContent::File)
            && fs::File::open(&target).and_then(|mut file| digest_of(&mut file)).is_ok_and(|found| found == sha256)
    }

    /// Writes a file beside the site, unless the site has it already.
    fn stage(&self, artifact: &Artifact) -> Result<Staged, PublishError> {
        let path = &artifact.path;
        let target = self.output.join(path);
        let sha256 = match &artifact.content {
            ArtifactContent::Bytes(bytes) => digest_of(&mut bytes.as_slice()).at(&target)?,
            ArtifactContent::File(source) => {
                fs::File::open(source).and_then(|mut file| digest_of(&mut file)).at(source)?
            }
            ArtifactContent::Unchanged => {
                let entry = self.earlier.files.get(path).copied();
                return entry.map(|entry| Staged { entry, is_new: false }).ok_or_else(|| paths::not_there(path));
            }
        };
        if let Some(left) = self.as_left(path).filter(|left| left.entry.sha256 == sha256) {
            return Ok(left);
        }
        // The file itself is asked for its digest, not the manifest: somebody may have edited it.
        if self.earlier.files.contains_key(path) && self.has(path, sha256) {
            let stamp = fs::metadata(&target).ok().as_ref().and_then(PublishedStamp::of);
            return Ok(Staged { entry: ManifestEntry { sha256, stamp }, is_new: false });
        }
        let file = self.folder.join(path);
        if let Some(folder) = file.parent() {
            self.make(folder)?;
        }
        let mut writer = fs::File::create(&file).at(&file)?;
        match &artifact.content {
            ArtifactContent::Bytes(bytes) => writer.write_all(bytes).at(&file)?,
            ArtifactContent::File(source) => {
                let mut reader = fs::File::open(source).at(source)?;
                io::copy(&mut reader, &mut writer).at(file)?;
            }
            ArtifactContent::Unchanged => {}
        }
        let stamp = writer.metadata().ok().as_ref().and_then(PublishedStamp::of);
        Ok(Staged { entry: ManifestEntry { sha256, stamp }, is_new: true })
    }

    /// Makes a folder, once.
    fn make(&self, folder: &Path) -> Result<(), PublishError> {
        if locked(&self.made).contains(folder) {
            return Ok(());
        }
        fs::create_dir_all(folder).at(folder)?;
        locked(&self.made).insert(folder.to_owned());
        Ok(())
    }

    fn move_in(
        &self,
        files: BTreeMap<String, Staged>,
        entries: &BTreeMap<String, CacheEntry>,
        last: Option<LastBuild>,
    ) -> Result<Outcome, PublishError> {
        let written = files.values().filter(|staged| staged.is_new).count();
        let mut outcome = Outcome { written, unchanged: files.len() - written, removed: 0 };
        let earlier = &self.earlier.files;
        let files: BTreeMap<String, ManifestEntry> =
            files.into_iter().map(|(path, staged)| (path, staged.entry)).collect();
        let gone: Vec<&String> = only_in(earlier, &files).collect();
        let is_interrupted = Manifest::is_interrupted(&self.output);
        if written == 0 && gone.is_empty() && !is_interrupted && self.earlier.site.as_ref() == Some(&self.site) {
            let prepared = cache::prepare(&self.output, &files, entries, last);
            prepared.into_iter().for_each(cache::PreparedCache::commit);
            return Ok(outcome);
        }
        Cache::forget(&self.output);
        // What stands in the manifest need not be noted again; what a journal noted does.
        let noted = earlier.iter().filter(|_| is_interrupted).map(|(path, entry)| (path.clone(), *entry));
        let coming = only_in(&files, earlier).map(|path| (path.clone(), ManifestEntry::default()));
        let site = Some(self.site.clone());
        Manifest::new(site.clone(), noted.chain(coming).collect()).write_journal(&self.output)?;
        // First away with what is no longer planned: it may be a file where a folder is needed now.
        for path in gone {
            outcome.removed += usize::from(folder::remove_file(&self.output, path)?);
        }
        folder::merge(&self.folder, &self.output)?;
        let manifest = Manifest::new(site, files);
        let prepared = std::thread::scope(|scope| {
            let prepared = scope.spawn(|| cache::prepare(&self.output, &manifest.files, entries, last));
            manifest.commit(&self.output)?;
            Ok(prepared.join().ok().flatten())
        })?;
        prepared.into_iter().for_each(cache::PreparedCache::commit);
        Ok(outcome)
    }

    /// Stops before anything is changed where a planned path holds something that the tool did not publish.
    fn refuse_files_of_others(&self, files: &BTreeMap<String, Staged>, force: bool) -> Result<(), PublishError> {
        for folder in folders_of(files.keys()) {
            match kind_of(&self.output.join(folder))? {
                PathContent::Link => return Err(folder::is_a_link(folder)),
                PathContent::File if !self.earlier.files.contains_key(folder) => return Err(in_the_way(folder)),
                _ => {}
            }
        }
        for path in files.iter().filter(|(_, staged)| staged.is_new).map(|(path, _)| path) {
            let found = kind_of(&self.output.join(path))?;
            let ours = self.earlier.files.contains_key(path);
            // A folder is in the way unless it holds nothing but files that go with this build.
            let blocked = match found {
                PathContent::Nothing => false,
                PathContent::File => !ours && !force,
                PathContent::Link => !ours,
                PathContent::Folder => !folder::holds_only(&self.output.join(path), path, &self.earlier.files)?,
            };
            if blocked {
                return Err(in_the_way(path));
            }
        }
        Ok(())
    }
}

/// The paths that the first has and the second has not. Both are in order, so one walk will do.
fn only_in<'a, T>(these: &'a BTreeMap<String, T>, those: &'a BTreeMap<String, T>) -> impl Iterator<Item = &'a String> {
    let mut those = those.keys().peekable();
    these.keys().filter(move |path| {
        while those.next_if(|other| other < path).is_some() {}
        those.next_if(|other| other == path).is_none()
    })
}

/// Notes with each file how it was left. Both are in order, so one walk will do.
fn note_stamps(manifest: &mut Manifest, stamps: BTreeMap<String, PublishedStamp>) {
    let mut stamps = stamps.into_iter().peekable();
    for (path, entry) in &mut manifest.files {
        while stamps.next_if(|(other, _)| other < path).is_some() {}
        entry.stamp = stamps.next_if(|(other, _)| other == path).map(|(_, stamp)| stamp);
    }
}

/// The folders that files lie in.
fn folders_of<'a>(files: impl Iterator<Item = &'a String>) -> BTreeSet<&'a str> {
    let mut folders = BTreeSet::new();
    let mut before = "";
    for path in files {
        // The files of a folder stand together.
        let folder = paths::folder_of(path);
        if folder != before {
            before = folder;
            folders.extend(path.match_indices('/').map(|(slash, _)| &path[..slash]));
        }
    }
    folders
}

fn in_the_way(path: &str) -> PublishError {
    PublishError::refused(message!(
        "输出文件夹中的“{path}”不是本工具生成的，不会覆盖；请移走它，或用 --force 覆盖同名文件",
        "`{path}` in the output folder was not published by this tool and is not replaced; move it away, or use --force to replace files"
    ))
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn digest_of(reader: &mut dyn io::Read) -> io::Result<Sha> {
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 64 * 1024];
    loop {
        match reader.read(&mut buffer)? {
            0 => break,
            length => hasher.update(&buffer[..length]),
        }
    }
    Ok(Sha(hasher.finalize().into()))
}
