//! What there is to tell: which build is served, and what is wrong with the content. Pages wait for it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::Duration;

use serde_json::{Value, json};

use crate::language::Language;
use crate::publish::{self, PublishError};

/// How long a reader waits for a file of a site that is being built.
const LONGEST_BUILD: Duration = Duration::from_secs(120);

/// What is wrong, for the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaultNotice {
    /// The messages, as the terminal shows them, without colours.
    pub text: String,
    /// In which language they are.
    pub language: Language,
}

impl FaultNotice {
    fn to_json(&self) -> Value {
        let language = self.language;
        json!({
            "language": language.tag(),
            "heading": pick!(
                language,
                "有错误，网站停在上一次成功的样子",
                "There are faults; the site stays as it was before them"
            ),
            "hide": pick!(language, "收起", "Hide"),
            "show": pick!(language, "展开", "Show"),
            "text": self.text,
        })
    }
}

/// The site that is served, and news of it.
#[derive(Debug)]
pub struct ServedSite {
    output: PathBuf,
    /// Tells this run from others, so that a page of an earlier one is known.
    run: u64,
    state: Mutex<ServedState>,
    changed: Condvar,
    /// Held by readers of files, and by the one who publishes.
    moving: RwLock<()>,
}

#[derive(Debug, Default)]
struct ServedState {
    /// Paths of the site's files.
    files: Arc<BTreeSet<String>>,
    /// The address that the site is published for.
    base_url: String,
    /// How often the site was changed.
    build: u64,
    /// How often there were news.
    told: u64,
    fault: Option<FaultNotice>,
    /// The build that began last.
    latest: u64,
    source: FileSource,
}

impl ServedState {
    /// Files are to be had from the folder again, if they were to be had from the build of this number: whether they were.
    fn back_to_folder(&mut self, round: u64) -> bool {
        let was_shown = self.source.round() == Some(round);
        if was_shown {
            self.source = FileSource::Folder;
        }
        was_shown
    }
}

/// Where files of the site are to be had.
#[derive(Debug, Default)]
enum FileSource {
    /// In the output folder.
    #[default]
    Folder,
    /// From the build of this number, which draws them.
    Build(u64, Sender<FileRequest>),
    /// Soon in the output folder, by the build of this number.
    Soon(u64),
}

impl FileSource {
    /// The build that shows pages which are not in the folder.
    fn round(&self) -> Option<u64> {
        match self {
            Self::Folder => None,
            Self::Build(round, _) | Self::Soon(round) => Some(*round),
        }
    }
}

/// A file that a reader waits for.
#[derive(Debug)]
pub struct FileRequest {
    path: String,
    answer: Sender<Option<Vec<u8>>>,
}

impl FileRequest {
    /// Gives the reader the file; none where it cannot be drawn.
    pub(super) fn fill(self, draw: impl FnOnce(&str) -> Option<Vec<u8>>) {
        // Whoever has gone needs no answer.
        _ = self.answer.send(draw(&self.path));
    }
}

impl ServedSite {
    /// News of the site in a folder. `run` is another number for each run.
    ///
    /// # Errors
    /// Where the folder cannot be read.
    pub fn of(output: &Path, run: u64) -> Result<Self, PublishError> {
        let state = ServedState { files: Arc::new(publish::published(output)?), ..ServedState::default() };
        let (state, changed, moving) = (Mutex::new(state), Condvar::new(), RwLock::new(()));
        Ok(Self { output: output.to_owned(), run, state, changed, moving })
    }

    /// A build begins. Gives its number.
    pub fn begin(&self) -> u64 {
        let mut state = self.state();
        state.latest += 1;
        state.latest
    }

    /// From now on files are to be had from a build, which fills the orders. Takes a fault back, and tells the pages.
    pub(super) fn show(&self, round: u64, base_url: String) -> Receiver<FileRequest> {
        let (sender, orders) = mpsc::channel();
        let mut state = self.state();
        state.source = FileSource::Build(round, sender);
        state.base_url = base_url;
        state.build += 1;
        self.tell(state, None);
        orders
    }

    /// A build fills no more orders: its files will be in the folder soon, or another build has taken its place.
    pub(super) fn hold(&self, round: u64) {
        let mut state = self.state();
        if state.source.round() == Some(round) {
            state.source = FileSource::Soon(round);
        }
        drop(state);
        self.changed.notify_all();
    }

    /// A file as a build under way draws it; none where there is no such build, or the file stays as it lies in the folder
    /// until the build has ended.
    pub(super) fn drawn(&self, path: &str) -> Option<Vec<u8>> {
        loop {
            let is_soon = |state: &mut ServedState| matches!(state.source, FileSource::Soon(_));
            let waited = self.changed.wait_timeout_while(self.state(), LONGEST_BUILD, is_soon);
            let (state, _) = waited.unwrap_or_else(PoisonError::into_inner);
            let FileSource::Build(round, orders) = &state.source else { return None };
            let (round, orders, is_there) = (*round, orders.clone(), state.files.contains(path));
            drop(state);
            let (answer, answered) = mpsc::channel();
            // The build goes on when nobody can send orders any more, so this end must not outlive the order.
            _ = orders.send(FileRequest { path: path.to_owned(), answer });
            drop(orders);
            match answered.recv() {
                Ok(Some(bytes)) => return Some(bytes),
                Ok(None) if is_there => return None,
                // It may be a photo or a table, which is there only when the build has ended.
                Ok(None) | Err(_) => {
                    let is_same = |state: &mut ServedState| state.source.round() == Some(round);
                    let waited = self.changed.wait_timeout_while(self.state(), LONGEST_BUILD, is_same);
                    if waited.unwrap_or_else(PoisonError::into_inner).1.timed_out() {
                        return None;
                    }
                }
            }
        }
    }

    /// Publishes, while no file is read, a site for an address. Takes a fault back, and tells the pages if it changed.
    ///
    /// # Errors
    /// As publishing has it.
    pub fn publish<T>(
        &self,
        round: u64,
        base_url: String,
        publish: impl FnOnce() -> Result<T, PublishError>,
        changed: impl FnOnce(&T) -> bool,
    ) -> Result<T, PublishError> {
        let moving = self.moving.write().unwrap_or_else(PoisonError::into_inner);
        let outcome = publish();
        let files = Arc::new(publish::published(&self.output)?);
        let mut state = self.state();
        let before = std::mem::replace(&mut state.files, files);
        let was_shown = state.back_to_folder(round);
        let outcome = outcome?;
        state.base_url = base_url;
        // Pages that were shown are those that were published. Those that are gone were to be had until now.
        let mut gone = before.difference(&state.files).filter(|path| path.ends_with(".html"));
        let is_new = if was_shown { gone.next().is_some() } else { changed(&outcome) };
        state.build += u64::from(is_new);
        // What is wrong with a later save stays wrong.
        let fault = state.fault.take().filter(|_| state.latest > round);
        self.tell(state, fault);
        drop(moving);
        Ok(outcome)
    }

    /// Tells the pages that something is wrong with what a build is made from.
    pub fn fault(&self, round: u64, fault: FaultNotice) {
        let mut state = self.state();
        // Pages that were shown are not published after all.
        state.build += u64::from(state.back_to_folder(round));
        if state.latest == round {
            state.fault = Some(fault);
        }
        let fault = state.fault.take();
        self.tell(state, fault);
    }

    /// Which build is served, and the paths of its files.
    pub(super) fn site(&self) -> (String, Arc<BTreeSet<String>>) {
        let state = self.state();
        (self.number(state.build), Arc::clone(&state.files))
    }

    /// The address that the site is published for.
    pub(super) fn base_url(&self) -> String {
        self.state().base_url.clone()
    }

    /// Reads a file of the site.
    pub(super) fn read(&self, path: &str) -> Option<Vec<u8>> {
        let _still = self.moving.read().unwrap_or_else(PoisonError::into_inner);
        publish::read(&self.output, path)
    }

    /// Waits until there are other news than those that a page has seen, or patience ends. Tells the news.
    pub(super) fn wait(&self, seen: &str, patience: Duration) -> Value {
        let is_old = |state: &mut ServedState| self.number(state.told) == seen;
        let waited = self.changed.wait_timeout_while(self.state(), patience, is_old);
        let (state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        json!({
            "told": self.number(state.told),
            "build": self.number(state.build),
            "fault": state.fault.as_ref().map(FaultNotice::to_json),
        })
    }

    fn tell(&self, mut state: MutexGuard<'_, ServedState>, fault: Option<FaultNotice>) {
        state.told += 1;
        state.fault = fault;
        drop(state);
        self.changed.notify_all();
    }

    fn number(&self, count: u64) -> String {
        format!("{}-{count}", self.run)
    }

    fn state(&self) -> MutexGuard<'_, ServedState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;
    use crate::artifact::{Artifact, Output as _};
    use crate::publish::{CacheUpdate, Destination, Staging};

    #[test]
    fn pages_that_were_shown_are_told_of_again_only_where_one_is_gone() {
        let place = tempfile::tempdir().unwrap();
        let output = place.path().join("site");
        let site = |pages: &[&str]| {
            let staging = Staging::new(Destination {
                output: output.clone(),
                inputs: Vec::new(),
                force: false,
                site: Default::default(),
            });
            pages.iter().for_each(|page| staging.put(Artifact::bytes((*page).to_owned(), page.as_bytes().to_vec())));
            staging
        };
        site(&["index.html", "a.html", "a.js"]).finish(&CacheUpdate::default()).unwrap();
        let news = ServedSite::of(&output, 1).unwrap();
        // The build as it is told when its pages are shown, and when it is published.
        let round = |pages: &[&str]| {
            let number = news.begin();
            drop(news.show(number, String::new()));
            let shown = news.site().0;
            news.publish(number, String::new(), || site(pages).finish(&CacheUpdate::default()), |_| true).unwrap();
            (shown, news.site().0)
        };
        let (shown, published) = round(&["index.html", "a.html"]);
        assert_eq!(shown, published, "no page is gone");
        let (shown, published) = round(&["index.html"]);
        assert_ne!(shown, published, "a page is gone");
    }
}
