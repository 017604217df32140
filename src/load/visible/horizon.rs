//! Up to where an edition sees, and what lies behind that.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::calendar::{Calendar, Coming, Due};
use crate::model::Section;
use crate::units::{PartialDate, Quarter, Timestamp};

/// Up to where an edition sees.
pub(super) struct Horizon {
    /// The present moment.
    pub now: NaiveDateTime,
    /// Its day.
    pub as_of: NaiveDate,
    /// The moment after which what has come is asked for.
    since: Option<NaiveDateTime>,
    pub public: bool,
    pub sections: BTreeSet<Section>,
    pub quarters: BTreeSet<Quarter>,
    calendar: Mutex<Calendar>,
}

impl Horizon {
    pub(super) fn new(
        now: NaiveDateTime,
        since: Option<NaiveDateTime>,
        public: bool,
        sections: BTreeSet<Section>,
    ) -> Self {
        let as_of = now.date();
        let calendar = Calendar { effective: as_of.and_time(NaiveTime::MIN), since, ..Calendar::default() };
        Self { now, as_of, since, public, sections, quarters: BTreeSet::new(), calendar: Mutex::new(calendar) }
    }

    /// Whether an item is kept, going by its `internal` mark.
    pub(super) fn admits(&self, internal: bool) -> bool {
        !(self.public && internal)
    }

    /// Whether a section is shown.
    pub(super) fn shows(&self, section: Section) -> bool {
        self.sections.contains(&section)
    }

    /// Whether an item's moment has come; where not, it waits. Ask it last: what is hidden anyway waits for nothing.
    pub(super) fn is_out(&self, at: Timestamp, what: impl FnOnce() -> Coming) -> bool {
        let is_out = at.by(self.now);
        let is_asked = !is_out || self.since.is_some_and(|since| since < at.moment());
        if is_asked || at.moment().time() != NaiveTime::MIN {
            let mut calendar = self.calendar.lock().unwrap_or_else(PoisonError::into_inner);
            if is_out {
                calendar.effective = calendar.effective.max(at.moment());
            }
            if is_asked {
                let list = if is_out { &mut calendar.come } else { &mut calendar.waiting };
                list.push(Due { at, what: what() });
            }
        }
        is_out
    }

    /// Takes note of a moment at which something is said otherwise, though nothing comes.
    pub(super) fn note(&self, at: Timestamp) {
        let mut calendar = self.calendar.lock().unwrap_or_else(PoisonError::into_inner);
        let moment = at.moment();
        if at.by(self.now) {
            calendar.effective = calendar.effective.max(moment);
        } else {
            calendar.turn = Some(calendar.turn.map_or(moment, |turn| turn.min(moment)));
        }
    }

    /// Whether an item is out that is so from the beginning of a day.
    pub(super) fn is_out_on(&self, day: NaiveDate, what: impl FnOnce() -> Coming) -> bool {
        self.is_out(Timestamp::from(day), what)
    }

    /// The same where the day may be known to the month or the year alone, or not at all: then it is out.
    pub(super) fn has_begun(&self, day: Option<PartialDate>, what: impl FnOnce() -> Coming) -> bool {
        day.is_none_or(|day| self.is_out_on(day.first_day, what))
    }

    /// What came and what waits, by time.
    pub(super) fn calendar(self) -> Calendar {
        let mut calendar = self.calendar.into_inner().unwrap_or_else(PoisonError::into_inner);
        for list in [&mut calendar.waiting, &mut calendar.come] {
            list.sort();
            list.dedup();
        }
        calendar
    }
}
