//! Pages on demand: what a build can show from the moment that its pages are known, while it still makes the site.

use std::time::Duration;

use super::{BuildControl, ServedSite};
use crate::build::{Draw, OnDemand};
use crate::publish;

/// Answers readers of one build before its site is whole.
pub struct OnDemandPages<'a> {
    /// Who tells readers of it.
    pub news: &'a ServedSite,
    /// When it may go on.
    pub turn: &'a BuildControl,
    /// Which build it is, as [`ServedSite::begin`] has it.
    pub round: u64,
    /// The address that the site is published for.
    pub base_url: String,
    /// Whether it is the first of this run: then nobody has saved anything yet.
    pub is_first: bool,
    /// How long ago it began.
    pub age: &'a (dyn Fn() -> Duration + Sync),
}

impl OnDemand for OnDemandPages<'_> {
    fn while_making(&self, draw: &Draw<'_>, make_site: &mut dyn FnMut()) {
        if !self.turn.may_show() {
            return;
        }
        let orders = self.news.show(self.round, self.base_url.clone());
        std::thread::scope(|scope| {
            scope.spawn(move || orders.into_iter().for_each(|order| order.fill(|path| publish::bytes_of(draw(path)?))));
            // Debounced: a save is often followed by another, so the site is written when it has been quiet for as long as
            // the reading took.
            let quiet = if self.is_first { Duration::ZERO } else { (self.age)() };
            let _holds = HoldOnDrop(self);
            if self.turn.may_write(quiet) {
                make_site();
            }
        });
    }
}

/// Lets nobody order files any more when the build goes on, even by a panic: the scope ends when no order can come.
struct HoldOnDrop<'a>(&'a OnDemandPages<'a>);

impl Drop for HoldOnDrop<'_> {
    fn drop(&mut self) {
        self.0.news.hold(self.0.round);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::sync::{Arc, mpsc};

    use super::*;

    #[test]
    fn a_build_that_panics_while_it_shows_pages_ends() {
        let (tell, told) = mpsc::channel();
        std::thread::spawn(move || {
            let place = tempfile::tempdir().unwrap();
            let output = place.path().join("site");
            let news = Arc::new(ServedSite::of(&output, 1).unwrap());
            let turn = BuildControl::default();
            let round = news.begin();
            let (base_url, age) = (String::new(), || Duration::ZERO);
            let pages = OnDemandPages { news: &news, turn: &turn, round, base_url, is_first: true, age: &age };
            let panicked = std::thread::scope(|scope| {
                scope.spawn(|| {
                    assert!(turn.is_planned());
                    turn.show();
                    turn.write();
                });
                catch_unwind(AssertUnwindSafe(|| pages.while_making(&|_| None, &mut || panic!("as a bug would"))))
                    .is_err()
            });
            tell.send(panicked).unwrap();
        });
        assert_eq!(told.recv_timeout(Duration::from_secs(20)), Ok(true), "it waits for orders for ever");
    }
}
