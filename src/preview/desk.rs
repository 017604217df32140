//! The desk at which pages are had before the site is whole: a build that shows its pages while it goes on.

use std::collections::BTreeSet;
use std::time::Duration;

use super::{News, Turn};
use crate::publish::{self, Staging};
use crate::render::{Artifact, Draw, Ended, Keepsake, Sink};

/// A build on its way to its destination, whose pages are to be had from the moment that they are known.
pub struct Desk<'a> {
    /// Where the site goes.
    pub staging: &'a Staging,
    /// Who tells readers of it.
    pub news: &'a News,
    /// When it may go on.
    pub turn: &'a Turn,
    /// Which build it is, as [`News::begin`] has it.
    pub round: u64,
    /// The address that the site is published for.
    pub base_url: String,
    /// Whether nothing may have been touched since the last build.
    pub is_first: bool,
    /// How long ago it began.
    pub age: &'a (dyn Fn() -> Duration + Sync),
}

impl Sink for Desk<'_> {
    fn put(&self, artifact: Artifact) {
        self.staging.put(artifact);
    }

    fn expect(&self, pages: &BTreeSet<&str>) {
        self.staging.expect(pages);
    }

    fn recall(&self, path: &str, fingerprint: u64) -> Option<Keepsake> {
        self.staging.recall(path, fingerprint)
    }

    fn knows_last(&self) -> bool {
        self.is_first
    }

    fn last(&self, made_from: u64) -> Option<Ended> {
        self.staging.last(made_from)
    }

    fn stay(&self) {
        self.staging.stay();
    }

    fn end(&self, ended: Ended) {
        self.staging.end(ended);
    }

    fn remember(&self, path: &str, keepsake: Keepsake) {
        self.staging.remember(path, keepsake);
    }

    fn is_wanted(&self) -> bool {
        self.turn.is_wanted()
    }

    fn meanwhile(&self, draw: &Draw<'_>, rest: &mut dyn FnMut()) {
        if !self.turn.may_show() {
            return;
        }
        let orders = self.news.show(self.round, self.base_url.clone());
        std::thread::scope(|scope| {
            scope.spawn(move || orders.into_iter().for_each(|order| order.fill(|path| publish::bytes_of(draw(path)?))));
            // Who saves once often saves again soon: the site is written when it has been quiet for as long as the
            // reading took.
            let quiet = if self.is_first { Duration::ZERO } else { (self.age)() };
            let _holds = Holds(self);
            if self.turn.may_write(quiet) {
                rest();
            }
        });
    }
}

/// Lets nobody order files any more when the build goes on, even by a panic: the scope ends when no order can come.
struct Holds<'a>(&'a Desk<'a>);

impl Drop for Holds<'_> {
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
    use crate::publish::Destination;

    #[test]
    fn a_build_that_panics_while_it_shows_pages_ends() {
        let (tell, told) = mpsc::channel();
        std::thread::spawn(move || {
            let place = tempfile::tempdir().unwrap();
            let output = place.path().join("site");
            let news = Arc::new(News::of(&output, 1).unwrap());
            let staging =
                Staging::new(Destination { output, inputs: Vec::new(), force: false, site: Default::default() });
            let turn = Turn::default();
            let round = news.begin();
            let (base_url, age) = (String::new(), || Duration::ZERO);
            let desk = Desk { staging: &staging, news: &news, turn: &turn, round, base_url, is_first: true, age: &age };
            let panicked = std::thread::scope(|scope| {
                scope.spawn(|| {
                    assert!(turn.is_planned());
                    turn.show();
                    turn.write();
                });
                catch_unwind(AssertUnwindSafe(|| desk.meanwhile(&|_| None, &mut || panic!("as a bug would")))).is_err()
            });
            tell.send(panicked).unwrap();
        });
        assert_eq!(told.recv_timeout(Duration::from_secs(20)), Ok(true), "it waits for orders for ever");
    }
}
