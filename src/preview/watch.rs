//! Waits for changes of the content and the theme: those that the system tells of, and those that are found by looking.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::PreviewError;
use super::poll::{self, MonotonicClock, Poll, ReportedPaths};
use crate::load;

/// Changes that follow one another this closely belong together: editors save in several steps.
const QUIET: Duration = Duration::from_millis(30);

/// Watches folders.
pub struct Watch {
    /// None where the system does not let the folders be watched, so that they are only looked at.
    watcher: Option<RecommendedWatcher>,
    /// How often they are looked at; none where all changes are told.
    every: Option<Duration>,
    /// Folders that are watched whole. They need not be there yet, and may go and come.
    roots: Vec<PathBuf>,
    signals: Receiver<Signal>,
}

enum Signal {
    /// Something changed here.
    Touched(PathBuf),
    /// Something may have changed anywhere.
    Unsure,
    /// It is over.
    End,
}

/// Ends a [`Watch`] from another thread.
#[derive(Clone)]
pub struct Signals(Sender<Signal>);

impl Signals {
    /// Something else than a file has changed, so that the wait ends with no path.
    pub fn wake(&self) {
        _ = self.0.send(Signal::Unsure);
    }

    /// No more changes are wanted.
    pub fn end(&self) {
        _ = self.0.send(Signal::End);
    }
}

impl Watch {
    /// Watches folders, apart from what lies in `output`. `are_changes_told` says of a folder whether the system tells of all
    /// changes below it.
    ///
    /// # Errors
    /// Where this system does not let them be watched, and they are not to be looked at either.
    pub fn over(
        folders: &[PathBuf],
        output: &Path,
        poll: Poll,
        are_changes_told: &dyn Fn(&Path) -> bool,
        clock: MonotonicClock,
    ) -> Result<(Self, Signals), PreviewError> {
        let roots: Vec<PathBuf> = folders.iter().map(|folder| real(folder)).collect();
        let (sender, signals) = mpsc::channel();
        let (own, watched, output) = (sender.clone(), roots.clone(), real(output));
        let told = ReportedPaths::default();
        let (noted, skipped) = (Arc::clone(&told), output.clone());
        let note = move |event: notify::Result<Event>| note(event, &watched, &skipped, &own, &noted);
        let watcher = notify::recommended_watcher(note).map_err(cannot);
        let (watcher, fault) = watcher.map_or_else(|fault| (None, Some(fault)), |watcher| (Some(watcher), None));
        let mut watch = Self { watcher, every: None, roots, signals };
        let fault = fault.or(watch.begin_with_parents().err());
        watch.every = poll.every(|| fault.is_none() && watch.roots.iter().all(|root| are_changes_told(root)));
        match (watch.every, fault) {
            (None, Some(fault)) => return Err(fault),
            (Some(_), Some(_)) => watch.watcher = None,
            _ => {}
        }
        if let Some(every) = watch.every {
            let (roots, own, watched) = (watch.roots.clone(), sender.clone(), watch.roots.clone());
            let matters = move |path: &Path| matters(path, &watched, &output);
            poll::begin(roots, (every, clock), told, matters, move |path| own.send(Signal::Touched(path)).is_ok());
        }
        Ok((watch, Signals(sender)))
    }

    /// How often the files are looked at; none where all changes are told.
    pub fn every(&self) -> Option<Duration> {
        self.every
    }

    /// Begins, and has the folder of each root tell when that goes and comes.
    fn begin_with_parents(&mut self) -> Result<(), PreviewError> {
        let Some(watcher) = &mut self.watcher else { return Ok(()) };
        let parents: BTreeSet<&Path> = self.roots.iter().filter_map(|root| root.parent()).collect();
        for parent in parents.into_iter().filter(|parent| parent.is_dir()) {
            watcher.watch(parent, RecursiveMode::NonRecursive).map_err(cannot)?;
        }
        self.begin()
    }

    /// Waits for the next change. Gives the paths that were touched; none where it is over.
    pub fn wait(&mut self) -> Option<BTreeSet<PathBuf>> {
        let mut touched = BTreeSet::new();
        let mut unsure = false;
        let mut next = self.signals.recv().map_err(|_| RecvTimeoutError::Disconnected);
        loop {
            match next {
                Ok(Signal::Touched(path)) => _ = touched.insert(path),
                Ok(Signal::Unsure) => unsure = true,
                Ok(Signal::End) | Err(RecvTimeoutError::Disconnected) => return None,
                Err(RecvTimeoutError::Timeout) => break,
            }
            next = self.signals.recv_timeout(QUIET);
        }
        if unsure || self.roots.iter().any(|root| touched.contains(root)) {
            // A folder that cannot be watched now will be when it comes again.
            _ = self.begin();
        }
        Some(touched)
    }

    /// What a path is called from the folder that the watched folders lie in.
    pub fn name(&self, path: &Path) -> String {
        let below = self.roots.iter().find_map(|root| path.strip_prefix(root.parent()?).ok());
        below.unwrap_or(path).display().to_string()
    }

    fn begin(&mut self) -> Result<(), PreviewError> {
        let Some(watcher) = &mut self.watcher else { return Ok(()) };
        for root in self.roots.iter().filter(|root| root.is_dir()) {
            watcher.watch(root, RecursiveMode::Recursive).map_err(cannot)?;
        }
        Ok(())
    }
}

fn note(event: notify::Result<Event>, roots: &[PathBuf], output: &Path, sender: &Sender<Signal>, told: &ReportedPaths) {
    let Ok(event) = event else {
        _ = sender.send(Signal::Unsure);
        return;
    };
    if event.need_rescan() {
        _ = sender.send(Signal::Unsure);
    }
    // Builds open files, too.
    let is_change = match event.kind {
        EventKind::Access(kind) => kind == AccessKind::Close(AccessMode::Write),
        _ => true,
    };
    for path in event.paths.into_iter().filter(|path| is_change && matters(path, roots, output)) {
        told.lock().unwrap_or_else(PoisonError::into_inner).insert(path.clone());
        _ = sender.send(Signal::Touched(path));
    }
}

/// Whether a path lies in a watched folder and is none of the leavings of editors.
fn matters(path: &Path, roots: &[PathBuf], output: &Path) -> bool {
    let is_content = |below: &Path| !below.iter().any(|name| load::is_litter_name(&name.to_string_lossy()));
    !path.starts_with(output) && roots.iter().any(|root| path.strip_prefix(root).is_ok_and(is_content))
}

/// The path as changes will name it.
fn real(path: &Path) -> PathBuf {
    path.canonicalize().or_else(|_| std::path::absolute(path)).unwrap_or_else(|_| path.to_owned())
}

fn cannot(error: notify::Error) -> PreviewError {
    let message = match error.kind {
        notify::ErrorKind::MaxFilesWatch => message!(
            "系统允许监视的文件夹数已用完；请调高 fs.inotify.max_user_watches",
            "this system lets no more folders be watched; raise fs.inotify.max_user_watches"
        ),
        _ => message!("无法监视文件的变化：{error}", "cannot watch files for changes: {error}"),
    };
    PreviewError { message }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use std::fs;
    use std::time::Instant;

    use super::*;

    #[test]
    fn a_change_is_seen_where_nobody_tells_of_it() {
        let place = tempfile::tempdir().unwrap();
        let root = place.path().canonicalize().unwrap().join("content");
        fs::create_dir(&root).unwrap();
        let output = place.path().join("output");
        let (mut watch, signals) =
            Watch::over(std::slice::from_ref(&root), &output, Poll::AsNeeded, &|_| false, Instant::now).unwrap();
        assert!(watch.every().is_some(), "it is looked at");
        // As a network drive, which tells of nothing that others change.
        watch.watcher = None;
        while watch.signals.recv_timeout(QUIET).is_ok() {}
        fs::write(root.join("site.yaml"), "title: x").unwrap();
        // A change that is never seen ends the wait, and the test fails.
        let end = signals.clone();
        std::thread::spawn(move || {
            std::thread::sleep(Duration::from_secs(60));
            end.end();
        });
        let touched = watch.wait().expect("a change");
        assert!(touched.contains(&root.join("site.yaml")), "{touched:?}");
        assert_eq!(watch.name(&root.join("site.yaml")), "content/site.yaml");
    }

    #[test]
    fn a_folder_that_tells_of_changes_is_not_looked_at() {
        let place = tempfile::tempdir().unwrap();
        let root = place.path().canonicalize().unwrap();
        let output = root.join("output");
        let watch = |poll| Watch::over(std::slice::from_ref(&root), &output, poll, &|_| true, Instant::now).unwrap().0;
        assert_eq!(watch(Poll::AsNeeded).every(), None);
        let often = Duration::from_secs(9);
        assert_eq!(watch(Poll::Every(often)).every(), Some(often));
    }
}
