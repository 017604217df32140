//! How two builds of the preview take turns: after a save a new build begins beside the one that is still writing the site
//! of the save before. The older one is paused until the new content is known to be sound, and cancelled then; where it is
//! not, it goes on, so that the last good site becomes whole.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The turn of one build.
#[derive(Debug, Default)]
pub struct BuildControl {
    state: Mutex<ControlState>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct ControlState {
    stage: BuildStage,
    is_paused: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum BuildStage {
    /// The content is read.
    #[default]
    Reading,
    /// It is sound; the pages are known.
    Planned,
    /// Pages may be shown.
    Shown,
    /// The site may be written.
    Written,
    /// A later build takes its place.
    Cancelled,
    /// The build has ended by itself.
    Ended,
}

impl BuildControl {
    /// Waits until the content is read: whether it is sound, so that pages can be shown.
    pub fn is_planned(&self) -> bool {
        self.when(|state| state.stage != BuildStage::Reading).stage == BuildStage::Planned
    }

    /// Lets the build show pages.
    pub fn show(&self) {
        self.enter(BuildStage::Shown);
    }

    /// Lets the build write the site.
    pub fn write(&self) {
        self.enter(BuildStage::Written);
    }

    /// Ends the build as soon as it can.
    pub fn cancel(&self) {
        self.enter(BuildStage::Cancelled);
    }

    /// Lets the build wait, or go on.
    pub fn pause(&self, is_paused: bool) {
        self.state().is_paused = is_paused;
        self.changed.notify_all();
    }

    /// The build has ended.
    pub fn end(&self) {
        self.enter(BuildStage::Ended);
    }

    /// Says that the pages are known, and waits until they may be shown: whether they may.
    pub(super) fn may_show(&self) -> bool {
        self.enter(BuildStage::Planned);
        self.when(|state| state.stage != BuildStage::Planned).stage != BuildStage::Cancelled
    }

    /// Waits until the site may be written and nothing has happened for a while: whether it is to be written.
    pub(super) fn may_write(&self, quiet: Duration) -> bool {
        let state = self.when(|state| state.stage != BuildStage::Shown);
        let waited = self.changed.wait_timeout_while(state, quiet, |state| state.stage == BuildStage::Written);
        waited.unwrap_or_else(PoisonError::into_inner).0.stage == BuildStage::Written
    }

    /// Whether the build is cancelled. Blocks while it is paused.
    pub fn is_cancelled(&self) -> bool {
        self.when(|state| !state.is_paused || state.stage == BuildStage::Cancelled).stage == BuildStage::Cancelled
    }

    fn enter(&self, stage: BuildStage) {
        let mut state = self.state();
        // What has been cancelled or has ended stays so.
        if !matches!(state.stage, BuildStage::Cancelled | BuildStage::Ended) {
            state.stage = stage;
        }
        drop(state);
        self.changed.notify_all();
    }

    fn when(&self, wanted: impl Fn(&ControlState) -> bool) -> MutexGuard<'_, ControlState> {
        let state = self.changed.wait_while(self.state(), |state| !wanted(state));
        state.unwrap_or_else(PoisonError::into_inner)
    }

    fn state(&self) -> MutexGuard<'_, ControlState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[test]
    fn a_build_waits_for_its_turn_and_is_given_up_at_once() {
        let turn = BuildControl::default();
        let (tell, told) = mpsc::channel();
        std::thread::scope(|scope| {
            scope.spawn(|| {
                tell.send(("show", turn.may_show())).expect("heard");
                tell.send(("write", turn.may_write(Duration::ZERO))).expect("heard");
                tell.send(("wanted", !turn.is_cancelled())).expect("heard");
                assert!(turn.may_write(Duration::from_secs(600)) != turn.is_cancelled());
                tell.send(("wanted", !turn.is_cancelled())).expect("heard");
            });
            let nothing = || assert!(told.recv_timeout(Duration::from_millis(20)).is_err());
            assert!(turn.is_planned());
            nothing();
            turn.show();
            assert_eq!(told.recv(), Ok(("show", true)));
            nothing();
            turn.pause(true);
            turn.write();
            assert_eq!(told.recv(), Ok(("write", true)));
            nothing();
            turn.pause(false);
            assert_eq!(told.recv(), Ok(("wanted", true)));
            nothing();
            turn.cancel();
            assert_eq!(told.recv(), Ok(("wanted", false)));
            turn.end();
        });
        assert!(turn.is_cancelled(), "it stays cancelled");
        let faulty = BuildControl::default();
        faulty.end();
        assert!(!faulty.is_planned());
    }
}
