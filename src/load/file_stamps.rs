//! Whether anything that a site is made from was touched since, told by names, sizes and times alone: no file is opened.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::hash::{Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use walkdir::WalkDir;

use crate::digest::Digester;

/// Times of files are this coarse on the systems that matter: what is changed twice within it may bear the same time.
const TICK: Duration = Duration::from_millis(20);
/// The same where times have whole seconds only (FAT).
const COARSE_TICK: Duration = Duration::from_millis(2100);

/// Whether a file that was changed at one moment and again before another would show it by its time.
pub(crate) fn is_settled(changed: SystemTime, by: SystemTime) -> bool {
    let Ok(since) = changed.duration_since(UNIX_EPOCH) else { return false };
    let tick = if since.subsec_nanos() == 0 { COARSE_TICK } else { TICK };
    changed.checked_add(tick).is_some_and(|end| end < by)
}

/// A digest of all names, sizes and times below some folders; none where it could not tell a later change, or something
/// cannot be looked at. `begun` is when the build began: it reads the files after that.
pub fn trace(folders: &[&Path], begun: SystemTime) -> Option<u64> {
    let mut hasher = Digester::default();
    for folder in folders {
        std::path::absolute(folder).ok()?.hash(&mut hasher);
        // A folder that is not there may come to be.
        let Ok(root) = folder.canonicalize() else { continue };
        root.hash(&mut hasher);
        let walk = WalkDir::new(&root).sort_by_file_name().into_iter();
        for entry in walk.filter_entry(|entry| entry.depth() == 0 || entry.file_name() != ".git") {
            let entry = entry.ok()?;
            entry.path().strip_prefix(&root).ok()?.hash(&mut hasher);
            let kind = entry.file_type();
            kind.is_dir().hash(&mut hasher);
            if kind.is_dir() {
                continue;
            }
            stamp(&entry.metadata().ok()?, begun)?.hash(&mut hasher);
            if kind.is_symlink() {
                // What it leads to may lie elsewhere; of a whole folder elsewhere nothing is known.
                let target = fs::metadata(entry.path()).ok().filter(Metadata::is_file)?;
                (fs::read_link(entry.path()).ok()?, stamp(&target, begun)?).hash(&mut hasher);
            }
        }
    }
    Some(hasher.finish())
}

/// How each file and folder below some folders lies there, links followed. What cannot be looked at is left out, and so is
/// what `matters` does not name.
pub fn stamps(folders: &[PathBuf], matters: &dyn Fn(&Path) -> bool) -> BTreeMap<PathBuf, FileStamp> {
    let walk = folders.iter().flat_map(|folder| {
        let walk = WalkDir::new(folder).follow_links(true).into_iter();
        walk.filter_entry(|entry| entry.depth() == 0 || matters(entry.path())).flatten()
    });
    // Of a folder only its being there counts: what is in it speaks for itself.
    let stamp = |entry: &walkdir::DirEntry| match entry.file_type().is_dir() {
        true => Some(FileStamp { length: 0, modified: UNIX_EPOCH, changed: UNIX_EPOCH }),
        false => FileStamp::of(&entry.metadata().ok()?),
    };
    walk.filter_map(|entry| Some((entry.path().to_owned(), stamp(&entry)?))).collect()
}

/// How a file lies there: whoever changes it changes this, too, unless it is changed twice within a tick.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FileStamp {
    length: u64,
    modified: SystemTime,
    changed: SystemTime,
}

impl FileStamp {
    /// None where the times cannot be had.
    pub(super) fn of(file: &Metadata) -> Option<Self> {
        let modified = file.modified().ok()?;
        Some(Self { length: file.len(), modified, changed: changed(file).unwrap_or(modified) })
    }

    /// Whether any change after a moment will show.
    pub(super) fn is_settled(&self, by: SystemTime) -> bool {
        is_settled(self.modified.max(self.changed), by)
    }
}

/// The stamp of a file that shows any change after `begun`.
fn stamp(file: &Metadata, begun: SystemTime) -> Option<FileStamp> {
    FileStamp::of(file).filter(|stamp| stamp.is_settled(begun))
}

/// When anything of a file was last changed, its name and its time among it: a file moved into another's place, or given
/// back its old time, shows it.
#[cfg(unix)]
fn changed(file: &Metadata) -> Option<SystemTime> {
    use std::os::unix::fs::MetadataExt as _;
    let seconds = u64::try_from(file.ctime()).ok()?;
    let nanoseconds = u64::try_from(file.ctime_nsec()).ok()?;
    UNIX_EPOCH.checked_add(Duration::from_secs(seconds) + Duration::from_nanos(nanoseconds))
}

/// When anything of a file was last changed: this system does not tell.
#[cfg(not(unix))]
fn changed(_: &Metadata) -> Option<SystemTime> {
    None
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    #[test]
    fn every_touch_shows_and_what_was_just_written_is_not_trusted() {
        let place = tempfile::tempdir().unwrap();
        let (content, theme) = (place.path().join("content"), place.path().join("themes/mine"));
        let trace = |later: u64| {
            let begun = fs::metadata(place.path()).unwrap().modified().unwrap() + Duration::from_secs(later);
            trace(&[&content, &theme], begun)
        };
        let write = |path: &str, text: &str| {
            std::thread::sleep(Duration::from_millis(25));
            let path = place.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        write("content/towns/a.yaml", "a");
        assert_eq!(trace(0), None);
        let mut seen = vec![trace(60).unwrap()];
        assert_eq!(trace(60), trace(90));
        let mut changes: Vec<Box<dyn Fn()>> = vec![
            Box::new(|| write("content/towns/a.yaml", "b")),
            Box::new(|| write("content/towns/b.yaml", "a")),
            Box::new(|| fs::rename(content.join("towns/b.yaml"), content.join("towns/c.yaml")).unwrap()),
            Box::new(|| fs::create_dir(content.join("towns/c")).unwrap()),
            Box::new(|| fs::remove_file(content.join("towns/c.yaml")).unwrap()),
            Box::new(|| write("themes/mine/words/en.yaml", "{}")),
        ];
        #[cfg(unix)]
        {
            changes.push(Box::new(|| write("elsewhere", "1")));
            changes.push(Box::new(|| {
                std::os::unix::fs::symlink(place.path().join("elsewhere"), content.join("link")).unwrap();
            }));
            changes.push(Box::new(|| write("elsewhere", "2")));
            // A file of the same size and time in the place of another.
            changes.push(Box::new(|| {
                let old = fs::metadata(content.join("towns/a.yaml")).unwrap().modified().unwrap();
                write("new", "c");
                fs::File::options().write(true).open(place.path().join("new")).unwrap().set_modified(old).unwrap();
                fs::rename(place.path().join("new"), content.join("towns/a.yaml")).unwrap();
            }));
        }
        for (number, change) in changes.iter().enumerate() {
            change();
            // A file beside the folders is none of theirs.
            let is_beside = number == 6;
            let now = trace(60).unwrap();
            assert_eq!(seen.contains(&now), is_beside, "change {number}");
            seen.push(now);
        }
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(place.path(), content.join("all")).unwrap();
            assert_eq!(trace(60), None, "a link to a folder");
        }
    }
}
