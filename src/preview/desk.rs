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
            if self.turn.may_write(quiet) {
                rest();
            }
            self.news.hold(self.round);
        });
    }
}
