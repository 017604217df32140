//! What there is to tell: which build is served, and what is wrong with the content. Pages wait for it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::Duration;

use serde_json::{Value, json};

use crate::publish::{self, PublishError};

/// What is wrong, for the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The messages, as the terminal shows them, without colours.
    pub text: String,
    /// In which language they are.
    pub chinese: bool,
}

impl Fault {
    fn to_json(&self) -> Value {
        let (language, heading, hide) = match self.chinese {
            true => ("zh-CN", "有错误，网站停在上一次成功的样子", "收起"),
            false => ("en", "There are faults; the site stays as it was before them", "Hide"),
        };
        json!({ "language": language, "heading": heading, "hide": hide, "text": self.text })
    }
}

/// The site that is served, and news of it.
#[derive(Debug)]
pub struct News {
    output: PathBuf,
    /// Tells this run from others, so that a page of an earlier one is known.
    run: u64,
    state: Mutex<State>,
    changed: Condvar,
    /// Held by readers of files, and by the one who publishes.
    moving: RwLock<()>,
}

#[derive(Debug, Default)]
struct State {
    /// Paths of the site's files.
    files: Arc<BTreeSet<String>>,
    /// The address that the site is published for.
    base_url: String,
    /// How often the site was changed.
    build: u64,
    /// How often there were news.
    told: u64,
    fault: Option<Fault>,
}

impl News {
    /// News of the site in a folder. `run` is another number for each run.
    ///
    /// # Errors
    /// Where the folder cannot be read.
    pub fn of(output: &Path, run: u64) -> Result<Self, PublishError> {
        let state = State { files: Arc::new(publish::published(output)?), ..State::default() };
        let (state, changed, moving) = (Mutex::new(state), Condvar::new(), RwLock::new(()));
        Ok(Self { output: output.to_owned(), run, state, changed, moving })
    }

    /// Publishes, while no file is read, a site for an address. Takes a fault back, and tells the pages if it changed.
    ///
    /// # Errors
    /// As publishing has it.
    pub fn publish<T>(
        &self,
        base_url: String,
        publish: impl FnOnce() -> Result<T, PublishError>,
        changed: impl FnOnce(&T) -> bool,
    ) -> Result<T, PublishError> {
        let moving = self.moving.write().unwrap_or_else(PoisonError::into_inner);
        let outcome = publish();
        let files = Arc::new(publish::published(&self.output)?);
        let mut state = self.state();
        state.files = files;
        let outcome = outcome?;
        state.base_url = base_url;
        state.build += u64::from(changed(&outcome));
        self.tell(state, None);
        drop(moving);
        Ok(outcome)
    }

    /// Tells the pages that something is wrong.
    pub fn fault(&self, fault: Fault) {
        self.tell(self.state(), Some(fault));
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
        let is_old = |state: &mut State| self.number(state.told) == seen;
        let waited = self.changed.wait_timeout_while(self.state(), patience, is_old);
        let (state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        json!({
            "told": self.number(state.told),
            "build": self.number(state.build),
            "fault": state.fault.as_ref().map(Fault::to_json),
        })
    }

    fn tell(&self, mut state: MutexGuard<'_, State>, fault: Option<Fault>) {
        state.told += 1;
        state.fault = fault;
        drop(state);
        self.changed.notify_all();
    }

    fn number(&self, count: u64) -> String {
        format!("{}-{count}", self.run)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
