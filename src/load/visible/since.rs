//! From when each record of a town is there, and for whom.
//!
//! Each is taken apart whole: a new field has to be placed here before it can be shown, as one that says when or for whom,
//! or as one that says neither.

use chrono::NaiveDate;

use super::period;
use crate::model::{
    Assessment, CategoryEntry, Finding, Highlight, Honour, Indicator, Interview, Leader, Payment, Photo, Plan,
    PublishedFigure, ScenicEntry, Score, StageEntry, Support, Task, Warning,
};
use crate::units::{PartialDate, Year};

/// From when a record is there.
pub(super) enum VisibleFrom {
    /// At all times.
    Always,
    /// From the first day of a date; at all times where nobody wrote one down: it is true at some time.
    Begun(Option<PartialDate>),
    /// From a day.
    Day(NaiveDate),
}

/// When and for whom something is there.
pub(super) struct Visibility {
    pub since: VisibleFrom,
    /// Whether it is only for the office.
    pub internal: bool,
}

/// What is there from a time on.
pub(super) trait Record {
    /// When and for whom.
    fn placed(&self) -> Visibility;
}

fn begun(date: Option<PartialDate>) -> Visibility {
    Visibility { since: VisibleFrom::Begun(date), internal: false }
}

fn on(day: NaiveDate) -> Visibility {
    Visibility { since: VisibleFrom::Day(day), internal: false }
}

impl Record for CategoryEntry {
    fn placed(&self) -> Visibility {
        let Self { from, at_latest: _, category: _, batch: _, document: _, source: _, note: _ } = self;
        begun(*from)
    }
}

impl Record for ScenicEntry {
    fn placed(&self) -> Visibility {
        let Self { grade: _, since, name: _, source: _ } = self;
        begun(*since)
    }
}

impl Record for Leader {
    /// That it ends later is not known yet: `to` is looked at by whoever keeps it.
    fn placed(&self) -> Visibility {
        let Self { post: _, from, to: _ } = self;
        begun(*from)
    }
}

impl Record for Highlight {
    fn placed(&self) -> Visibility {
        let Self { label: _, value: _, unit: _, as_of, source: _ } = self;
        begun(*as_of)
    }
}

impl Record for PublishedFigure {
    /// From its publication; else from the end of its period; else at all times.
    fn placed(&self) -> Visibility {
        let Self { measure: _, basis, period, value: _, unit: _, published, source: _, note: _ } = self;
        let ended = || period.as_ref().filter(|_| basis.is_done()).and_then(|period| period::end(period));
        let since = published.map(|day| day.first_day).or_else(ended).map_or(VisibleFrom::Always, VisibleFrom::Day);
        Visibility { since, internal: false }
    }
}

impl Record for Plan {
    fn placed(&self) -> Visibility {
        let Self { year: _, approved, document: _, total: _, key_projects: _, note: _ } = self;
        on(approved.0)
    }
}

impl Record for StageEntry {
    fn placed(&self) -> Visibility {
        let Self { from, stage: _ } = self;
        on(from.first_day)
    }
}

impl Record for Task {
    /// That it is `done` later is not known yet: that is looked at by whoever keeps it.
    fn placed(&self) -> Visibility {
        let Self { title: _, due: _, done: _, body: _ } = self;
        Visibility { since: VisibleFrom::Always, internal: false }
    }
}

impl Record for Indicator {
    fn placed(&self) -> Visibility {
        let Self { year, key: _, value: _, reported, source: _ } = self;
        on(reported.map_or_else(|| last_day(*year), |day| day.0))
    }
}

impl Record for Honour {
    fn placed(&self) -> Visibility {
        let Self { year, title: _, kind: _, by: _, on: day, source: _ } = self;
        on(day.map_or_else(|| last_day(*year), |day| day.0))
    }
}

impl Record for Warning {
    fn placed(&self) -> Visibility {
        let Self { on: day, by: _, text: _, document: _ } = self;
        on(day.0)
    }
}

impl Record for Support {
    fn placed(&self) -> Visibility {
        let Self { kind: _, title: _, amount: _, unit: _, on: day, document: _ } = self;
        on(day.first_day)
    }
}

impl Record for Payment {
    fn placed(&self) -> Visibility {
        let Self { case: _, year: _, amount: _, paid, document: _ } = self;
        on(paid.0)
    }
}

impl Record for Score {
    fn placed(&self) -> Visibility {
        let Self { year: _, key: _, value: _, on: day } = self;
        on(day.0)
    }
}

impl Record for Assessment {
    /// Grades come out after the year; where the day is not known, from the next year on.
    fn placed(&self) -> Visibility {
        let Self { year, assessor: _, list: _, grade: _, published, document: _, source: _, note: _ } = self;
        on(published.map_or_else(|| first_day(year.0 + 1), |day| day.first_day))
    }
}

impl Record for Interview {
    fn placed(&self) -> Visibility {
        let Self { on: day, reason: _, with: _, result: _, internal } = self;
        Visibility { since: VisibleFrom::Day(day.0), internal: *internal }
    }
}

impl Record for Finding {
    /// That it is `closed` later is not known yet: that is looked at by whoever keeps it.
    fn placed(&self) -> Visibility {
        let Self { on: day, weakness: _, measure: _, state: _, closed: _, internal } = self;
        Visibility { since: VisibleFrom::Day(day.0), internal: *internal }
    }
}

impl Record for Photo {
    fn placed(&self) -> Visibility {
        let Self { file: _, alt: _, credit: _, taken, focus: _ } = self;
        begun(*taken)
    }
}

/// From which day a published figure is known; none where it is there at all times.
pub fn figure_known_from(figure: &PublishedFigure) -> Option<NaiveDate> {
    known_from(figure)
}

/// From which day an indicator's value is known.
pub fn indicator_known_from(indicator: &Indicator) -> Option<NaiveDate> {
    known_from(indicator)
}

fn known_from(record: &impl Record) -> Option<NaiveDate> {
    match record.placed().since {
        VisibleFrom::Always => None,
        VisibleFrom::Begun(date) => date.map(|date| date.first_day),
        VisibleFrom::Day(day) => Some(day),
    }
}

fn last_day(year: Year) -> NaiveDate {
    NaiveDate::from_ymd_opt(year.0, 12, 31).expect("a year is read in range")
}

fn first_day(year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, 1, 1).expect("a year is read in range")
}
