//! Looks at the files again and again, where nobody tells of their changes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::load;

/// How often, unless it is said.
const EVERY: Duration = Duration::from_secs(2);
/// Looking takes at most one part in so many of the time, however many files there are.
const SHARE: u32 = 20;

/// Whether files are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Poll {
    /// Where the file system does not tell of changes.
    AsNeeded,
    /// This often.
    Every(Duration),
    /// Never.
    Never,
}

impl Poll {
    /// How often folders are looked at of which changes are told or not; none where they are not.
    pub(super) fn every(self, are_changes_told: impl FnOnce() -> bool) -> Option<Duration> {
        match self {
            Self::AsNeeded => (!are_changes_told()).then_some(EVERY),
            Self::Every(time) => Some(time),
            Self::Never => None,
        }
    }
}

/// What tells the time.
pub(super) type MonotonicClock = fn() -> Instant;

/// Changes that were told of, so that they are not found once more.
pub(super) type ReportedPaths = Arc<Mutex<BTreeSet<PathBuf>>>;

/// Looks at folders until `touched`, which is given each path that changed, does not want more. What lies in them when this
/// is called counts as seen.
pub(super) fn begin(
    folders: Vec<PathBuf>,
    (every, clock): (Duration, MonotonicClock),
    told: ReportedPaths,
    matters: impl Fn(&Path) -> bool + Send + 'static,
    touched: impl Fn(PathBuf) -> bool + Send + 'static,
) {
    let look = move || {
        let begun = clock();
        let found = load::stamps(&folders, &matters);
        (found, clock().saturating_duration_since(begun))
    };
    let (mut seen, mut took) = look();
    thread::spawn(move || {
        loop {
            thread::sleep(every.max(took * SHARE));
            let (found, again) = look();
            let told = std::mem::take(&mut *told.lock().unwrap_or_else(PoisonError::into_inner));
            let changed = changes(&seen, &found).into_iter().filter(|path| !told.contains(*path));
            if !changed.cloned().all(&touched) {
                return;
            }
            (seen, took) = (found, again);
        }
    });
}

/// The paths that are not as they were.
fn changes<'a, S: PartialEq>(
    before: &'a BTreeMap<PathBuf, S>,
    after: &'a BTreeMap<PathBuf, S>,
) -> BTreeSet<&'a PathBuf> {
    let gone = before.keys().filter(|path| !after.contains_key(*path));
    let come = after.iter().filter(|(path, stamp)| before.get(*path) != Some(stamp)).map(|(path, _)| path);
    gone.chain(come).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use std::fs;
    use std::sync::mpsc;

    use super::*;

    #[test]
    fn every_change_is_found_once_and_none_that_was_told() {
        let place = tempfile::tempdir().unwrap();
        let root = place.path().canonicalize().unwrap();
        for name in ["changed", "gone", "told", "litter"] {
            fs::write(root.join(name), "1").unwrap();
        }
        let told = ReportedPaths::default();
        let (sender, found) = mpsc::channel();
        let matters = |path: &Path| !path.ends_with("litter");
        let every = Duration::from_millis(300);
        begin(vec![root.clone()], (every, Instant::now), Arc::clone(&told), matters, move |path| {
            sender.send(path).is_ok()
        });
        told.lock().unwrap().insert(root.join("told"));
        for name in ["changed", "told", "litter"] {
            fs::write(root.join(name), "22").unwrap();
        }
        fs::remove_file(root.join("gone")).unwrap();
        fs::create_dir(root.join("new")).unwrap();
        let mut all: Vec<PathBuf> = (0..3).map(|_| found.recv_timeout(Duration::from_secs(20)).unwrap()).collect();
        all.sort();
        assert_eq!(all, ["changed", "gone", "new"].map(|name| root.join(name)));
        assert!(found.recv_timeout(Duration::from_secs(1)).is_err(), "nothing is found twice");
        // What was told of once may change again without a word.
        fs::write(root.join("told"), "333").unwrap();
        assert_eq!(found.recv_timeout(Duration::from_secs(20)), Ok(root.join("told")));
    }

    #[test]
    fn files_are_looked_at_where_changes_are_not_told_or_on_request() {
        assert_eq!(Poll::AsNeeded.every(|| true), None);
        assert_eq!(Poll::AsNeeded.every(|| false), Some(EVERY));
        assert_eq!(Poll::Every(Duration::from_secs(7)).every(|| true), Some(Duration::from_secs(7)));
        assert_eq!(Poll::Never.every(|| false), None);
    }
}
