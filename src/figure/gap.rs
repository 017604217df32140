//! Why there is no figure.

use crate::model::{Coded, Word, vocabulary};

/// Why there is no figure: a row of a vocabulary of reasons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap(&'static Word);

/// A type whose values are reasons why there is no figure.
pub trait Reason: Coded {}

impl Gap {
    /// The gap that a reason makes.
    pub fn of(reason: impl Reason) -> Self {
        Self(reason.word())
    }

    /// The reason, for data and readers.
    pub fn word(self) -> &'static Word {
        self.0
    }

    /// Whether this is the reason.
    pub fn is(self, reason: impl Reason) -> bool {
        std::ptr::eq(self.0, reason.word())
    }
}

/// Reasons that no rule of computing gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absence {
    /// Nobody recorded it.
    NotRecorded,
    /// There is nothing with which to compare: no figure a year earlier, no rank a quarter before.
    NothingToCompare,
    /// What it would be divided by is zero.
    DividedByZero,
    /// It is a sum, and nothing could be counted.
    NothingCounted,
}

vocabulary! {
    Absence {
        NotRecorded "not_recorded" "未收录" "not on record",
        NothingToCompare "nothing_to_compare" "无可比数据" "nothing to compare with",
        DividedByZero "divided_by_zero" "分母为零" "divided by zero",
        NothingCounted "nothing_counted" "没有可计入的数据" "nothing to count",
    }
}

impl Reason for Absence {}
