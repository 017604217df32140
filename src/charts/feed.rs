//! What a chart is known by before it is drawn: every part of its value, exactly.
//!
//! Each value is taken apart by a pattern that names all of its fields, so that a field that is added does not compile
//! until it is fed too. Decimals go in with their scale: 1.0 may be drawn otherwise than 1.00.

use std::hash::{Hash, Hasher};

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::evaluate::board::ReturnState;
use crate::evaluate::card::CardLevel;
use crate::evaluate::standard::{Bound, Held, ItemResult, Period};
use crate::evaluate::totals::Totals;
use crate::model::{BoardMeasure, RankBy, Stage};
use crate::units::{Key, Money, Number, PartialDate, Quarter, Ratio, Slug};

/// Something that decides a drawing.
pub(super) trait Feed {
    /// Puts all of it into a hasher.
    fn feed(&self, into: &mut dyn Hasher);
}

/// What has no decimals in it is fed as it is hashed.
macro_rules! feed_by_hash {
    ($($type:ty),*) => {
        $(impl Feed for $type {
            fn feed(&self, mut into: &mut dyn Hasher) {
                self.hash(&mut into);
            }
        })*
    };
}

feed_by_hash!(bool, u32, i32, str, String, Slug, Key, Quarter, PartialDate, NaiveDate);

/// What is one of a few things is fed as its place among them.
macro_rules! feed_by_place {
    ($($type:ty),*) => {
        $(impl Feed for $type {
            fn feed(&self, into: &mut dyn Hasher) {
                into.write_u8(*self as u8);
            }
        })*
    };
}

feed_by_place!(Stage, BoardMeasure, RankBy, CardLevel, ReturnState);

impl<T: Feed + ?Sized> Feed for &T {
    fn feed(&self, into: &mut dyn Hasher) {
        (**self).feed(into);
    }
}

impl<T: Feed> Feed for Option<T> {
    fn feed(&self, into: &mut dyn Hasher) {
        into.write_u8(u8::from(self.is_some()));
        if let Some(value) = self {
            value.feed(into);
        }
    }
}

impl<T: Feed> Feed for Vec<T> {
    fn feed(&self, into: &mut dyn Hasher) {
        into.write_usize(self.len());
        self.iter().for_each(|value| value.feed(into));
    }
}

impl<A: Feed, B: Feed> Feed for (A, B) {
    fn feed(&self, into: &mut dyn Hasher) {
        let (a, b) = self;
        a.feed(into);
        b.feed(into);
    }
}

impl Feed for Decimal {
    fn feed(&self, into: &mut dyn Hasher) {
        into.write(&self.serialize());
    }
}

impl Feed for Money {
    fn feed(&self, into: &mut dyn Hasher) {
        let Self(amount) = self;
        amount.feed(into);
    }
}

impl Feed for Number {
    fn feed(&self, into: &mut dyn Hasher) {
        let Self(number) = self;
        number.feed(into);
    }
}

impl Feed for Ratio {
    fn feed(&self, into: &mut dyn Hasher) {
        let Self { numerator, denominator } = self;
        (numerator, denominator).feed(into);
    }
}

impl Feed for Totals {
    fn feed(&self, into: &mut dyn Hasher) {
        let Self { completed, plan_to_date, plan_year, counted, left_out } = self;
        (completed, plan_to_date).feed(into);
        (plan_year, (counted, left_out)).feed(into);
    }
}

impl Feed for ItemResult {
    fn feed(&self, into: &mut dyn Hasher) {
        let Self { key, name, unit, bound, value, met, attained } = self;
        (key, (name, unit)).feed(into);
        let (at_least, number) = match bound {
            Bound::AtLeast(number) => (true, number),
            Bound::AtMost(number) => (false, number),
        };
        (at_least, number).feed(into);
        (value, (met, attained)).feed(into);
    }
}

impl Feed for Held {
    fn feed(&self, into: &mut dyn Hasher) {
        // Where a value was read stands in the table beside the drawing, never in it.
        let Self { value, period, source: _ } = self;
        value.feed(into);
        match period {
            Period::Year(year) => (0_u32, year).feed(into),
            Period::Quarter(quarter) => (1_u32, quarter).feed(into),
            Period::Words(words) => (2_u32, words).feed(into),
        }
    }
}
