//! What is measured: one static row for each number of the domain.

use std::fmt;

use super::tables::KeyedTable;
use crate::language::Pair;

/// What a number of the domain measures. Each is a static row in [`measures`](super::measures).
#[derive(Clone, Copy)]
pub struct Measure {
    /// Its name for machines: that of its column, where it is in the open data.
    pub name: &'static str,
    /// The table of the open data in which it is published; none where it follows from what is published.
    pub table: Option<&'static KeyedTable>,
    /// The unit of its values.
    pub unit: MeasureUnit,
    /// The time that its values cover.
    pub basis: TimeBasis,
    /// What is divided by what; none where nothing is.
    pub quotient: Option<Quotient>,
    /// Its title.
    pub title: Pair,
    /// What exactly it is, with unit and denominator.
    pub meaning: Pair,
}

/// The numerator and the denominator of a rate or a share.
#[derive(Clone, Copy, Debug)]
pub struct Quotient {
    /// What was done or held.
    pub numerator: &'static Measure,
    /// What it is measured against.
    pub denominator: &'static Measure,
}

/// The unit of a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeasureUnit {
    /// 万元.
    TenThousandYuan,
    /// Per cent, one digit after the point where it is computed.
    PerCent,
    /// Percentage points: the difference of two rates.
    PercentagePoints,
    /// A number of things.
    Count,
    /// A number of tasks (项).
    Tasks,
    /// A place in an order: 1 is the best.
    Rank,
    /// Places gained, or lost where it is negative.
    Places,
    /// Points of an assessment, of 100.
    Points,
    /// The unit that the data names beside the value.
    Own,
    /// The difference of two values in the unit that the data names: of percentages, percentage points.
    OwnDifference,
}

/// The time that a value covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeBasis {
    /// From 1 January to the end of the quarter.
    YearToDate,
    /// The quarter alone.
    InQuarter,
    /// The calendar year, as planned.
    YearPlan,
    /// The calendar year.
    InYear,
    /// From the start of the works to the end of the quarter.
    SinceStart,
    /// As it stands on a day.
    AsOfDay,
    /// As the document has it that says it.
    AsPublished,
}

impl Measure {
    /// A measure that is no quotient.
    pub(super) const fn new(
        table: Option<&'static KeyedTable>,
        name: &'static str,
        unit: MeasureUnit,
        basis: TimeBasis,
        title: Pair,
        meaning: Pair,
    ) -> Self {
        Self { name, table, unit, basis, quotient: None, title, meaning }
    }

    /// The measure as a quotient.
    pub(super) const fn of(self, numerator: &'static Self, denominator: &'static Self) -> Self {
        Self { quotient: Some(Quotient { numerator, denominator }), ..self }
    }
}

impl fmt::Debug for Measure {
    /// Table and name: they find the row.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.table.map_or("", |table| table.name), self.name)
    }
}
