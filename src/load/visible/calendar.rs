//! What of a tree comes when: which items are out, which wait and until when. Kept while a [`Tree`](crate::model::Tree) is
//! cut off, by the very question that decides, so that the two cannot differ.

use chrono::{Days, NaiveDateTime, NaiveTime};

use crate::units::{Quarter, Slug, Text, Timestamp};

/// An item with the moment from which it is there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Due {
    /// The moment.
    pub at: Timestamp,
    /// What.
    pub what: Coming,
}

/// What can wait for a moment.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Coming {
    /// A quarter's boards, cards and figures.
    Quarter(Quarter),
    /// A quarter's analysis.
    Analysis(Quarter),
    /// A story, by slug, with its title.
    Story(Slug, Text),
    /// A policy document, by slug, with its title.
    Policy(Slug, Text),
    /// A town that is not on any list yet, by slug, with its name.
    Town(Slug, Text),
    /// A dated fact of a town's file, under this field.
    Fact(Slug, Text, &'static str),
    /// A rule of `rules.yaml`, by the list it stands in.
    Rule(&'static str),
}

/// When the items of an edition come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    /// What waits, by time.
    pub waiting: Vec<Due>,
    /// What has come since the moment that was asked about, by time.
    pub come: Vec<Due>,
    /// That moment.
    pub since: Option<NaiveDateTime>,
    /// The last moment in the content that is not after the day's present one, or the beginning of the day.
    pub effective: NaiveDateTime,
    /// The next moment at which something is said otherwise, though nothing comes.
    pub(super) turn: Option<NaiveDateTime>,
}

impl Calendar {
    /// The next moment at which something comes.
    pub fn next(&self) -> Option<Timestamp> {
        self.waiting.first().map(|due| due.at)
    }

    /// The moment up to which a build of these items stays as it is, exclusive: the next one at which something comes, or
    /// the end of the day, which pages name.
    pub fn stays_until(&self) -> NaiveDateTime {
        let day = self.effective.date();
        let end = day.checked_add_days(Days::new(1)).unwrap_or(day).and_time(NaiveTime::MIN);
        [self.next().map(Timestamp::moment), self.turn].into_iter().flatten().fold(end, NaiveDateTime::min)
    }
}
