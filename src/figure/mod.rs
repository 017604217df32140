//! A number of the domain with all that belongs to it, from which pages, charts, sentences, tables and feeds print it.
//!
//! - [`Measure`]: what is measured, one static row each in [`measures`]: column of the open data, unit, basis, denominator.
//! - [`Figure`]: a value of a measure, or why there is none; whose it is, for which period, how firm, reported when, read
//!   where; and its address in the open data. It borrows, is made when it is asked for (`evaluate::figures`) and holds no
//!   words.
//! - Its wording (`wording`) is the only one that a number of the domain has: nothing else groups digits, rounds a rate
//!   or names 万元.
//!
//! No figure is computed here.

mod firmness;
mod gap;
mod measure;
pub mod measures;
mod owned;
mod tables;
#[cfg(test)]
mod tests;
mod whose;
mod wording;

use chrono::NaiveDate;
use num_rational::BigRational;
use rust_decimal::Decimal;

use crate::model::FigureStatus;
use crate::units::{Date, Money, Number, Quarter, Ratio, SourceReference, round_half_up};

pub use firmness::{FigureMark, Firmness};
pub use gap::{Absence, Gap, Reason};
pub use measure::{Measure, MeasureUnit, Quotient, TimeBasis};
pub use owned::OwnedFigure;
pub use tables::{KeyColumn, KeyedTable, TABLES};
pub use whose::{Entity, ReportingPeriod};
pub use wording::MISSING;
#[cfg(test)]
pub(crate) use wording::rounded;

/// The most digits after the point with which a quotient is shown.
const MOST_PLACES: u32 = 6;

/// A number of the domain.
#[derive(Clone, Copy, Debug)]
pub struct Figure<'a> {
    measure: &'static Measure,
    value: Result<Quantity<'a>, Gap>,
    entity: Entity<&'a str>,
    period: ReportingPeriod<&'a str>,
    /// The unit that the data names, for measures that have one of their own.
    unit: &'a str,
    firmness: Firmness,
    reported: Option<NaiveDate>,
    source: Option<&'a SourceReference>,
    /// Digits after the point of a quotient and of the bound beside it, where more than one are needed to tell the side.
    places: Option<u32>,
}

/// An exact value.
#[derive(Clone, Copy, Debug)]
pub enum Quantity<'a> {
    /// 万元.
    Money(Money),
    /// A quotient, of which a rate in per cent is a hundred times.
    Ratio(Ratio),
    /// A quotient that is the value itself, in its own unit.
    Share(Ratio),
    /// A plain number.
    Number(Number),
    /// A whole number.
    Whole(i64),
    /// A score.
    Exact(&'a BigRational),
}

/// Where a figure stands in the open data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataAddress {
    /// The table.
    pub table: &'static str,
    /// The column.
    pub column: &'static str,
    /// The columns that find the row, each with its value.
    pub row: Vec<(&'static str, String)>,
}

/// What a figure is made of.
pub trait IntoQuantity<'a> {
    /// The value, if there is one.
    fn quantity(self) -> Option<Quantity<'a>>;
}

macro_rules! quantities {
    ($($type:ty => $made:expr),* $(,)?) => {
        $(impl<'a> IntoQuantity<'a> for $type {
            fn quantity(self) -> Option<Quantity<'a>> {
                let made: fn($type) -> Quantity<'a> = $made;
                Some(made(self))
            }
        })*
    };
}
quantities! {
    Money => Quantity::Money,
    Ratio => Quantity::Ratio,
    Number => Quantity::Number,
    u32 => |many| Quantity::Whole(many.into()),
    i32 => |many| Quantity::Whole(many.into()),
    u8 => |many| Quantity::Whole(many.into()),
    // No list has as many items.
    usize => |many| Quantity::Whole(i64::try_from(many).unwrap_or(i64::MAX)),
    &'a BigRational => Quantity::Exact,
    Quantity<'a> => |value| value,
}

impl<'a, T: IntoQuantity<'a>> IntoQuantity<'a> for Option<T> {
    fn quantity(self) -> Option<Quantity<'a>> {
        self?.quantity()
    }
}

impl<'a> Figure<'a> {
    /// A value of a measure. Where it is missing, that is because nobody recorded it; [`Self::because`] knows better.
    pub fn of(measure: &'static Measure, value: impl IntoQuantity<'a>) -> Self {
        Self {
            measure,
            value: value.quantity().ok_or(Gap::of(Absence::NotRecorded)),
            entity: Entity::None,
            period: ReportingPeriod::Unstated,
            unit: "",
            firmness: Firmness::default(),
            reported: None,
            source: None,
            places: None,
        }
    }

    /// The figure of someone.
    #[must_use]
    pub fn about(self, entity: Entity<&'a str>) -> Self {
        Self { entity, ..self }
    }

    /// The figure of a period.
    #[must_use]
    pub fn during(self, period: ReportingPeriod<&'a str>) -> Self {
        Self { period, ..self }
    }

    /// The figure of a quarter.
    #[must_use]
    pub fn in_quarter(self, quarter: Quarter) -> Self {
        self.during(ReportingPeriod::Quarter(quarter))
    }

    /// The figure of a year.
    #[must_use]
    pub fn in_year(self, year: i32) -> Self {
        self.during(ReportingPeriod::Year(year))
    }

    /// The figure in the unit that the data names.
    #[must_use]
    pub fn in_unit(self, unit: &'a str) -> Self {
        Self { unit, ..self }
    }

    /// How firm it is, and the day of its report.
    #[must_use]
    pub fn reported_as(self, firmness: impl Into<Firmness>, reported: Option<Date>) -> Self {
        Self { firmness: firmness.into(), reported: reported.map(|day| day.0), ..self }
    }

    /// Where it was read.
    #[must_use]
    pub fn read_in(self, source: Option<&'a SourceReference>) -> Self {
        Self { source, ..self }
    }

    /// What follows from this figure alone or held against a plan: of the same entity and period, as firm as it is,
    /// reported and read where it was, and missing for its reason.
    #[must_use]
    pub fn yields(self, measure: &'static Measure, value: impl IntoQuantity<'a>) -> Self {
        let why = self.value.err().unwrap_or(Gap::of(Absence::NotRecorded));
        Self { measure, value: value.quantity().ok_or(why), unit: "", ..self }
    }

    /// Why it is missing, where it is.
    #[must_use]
    pub fn because(self, reason: impl Reason) -> Self {
        Self { value: self.value.map_err(|_| Gap::of(reason)), ..self }
    }

    /// What is measured.
    pub fn measure(&self) -> &'static Measure {
        self.measure
    }

    /// The exact value, or why there is none.
    pub fn value(&self) -> Result<Quantity<'a>, Gap> {
        self.value
    }

    /// Whether there is a value.
    pub fn is_known(&self) -> bool {
        self.value.is_ok()
    }

    /// Whose figure it is.
    pub fn entity(&self) -> Entity<&'a str> {
        self.entity
    }

    /// For which period it is true.
    pub fn period(&self) -> ReportingPeriod<&'a str> {
        self.period
    }

    /// The unit that the data names, of measures that have one of their own.
    pub fn unit(&self) -> &'a str {
        self.unit
    }

    /// How firm it is; none where nobody says.
    pub fn status(&self) -> Option<FigureStatus> {
        self.firmness.status
    }

    /// Day of its report, approval or payment; none where nobody says.
    pub fn reported(&self) -> Option<NaiveDate> {
        self.reported
    }

    /// Where it was read; none where nobody says.
    pub fn source(&self) -> Option<&'a SourceReference> {
        self.source
    }

    /// The exact amount of money.
    pub fn money(&self) -> Option<Money> {
        match self.value {
            Ok(Quantity::Money(money)) => Some(money),
            _ => None,
        }
    }

    /// The exact ratio of a rate.
    pub fn ratio(&self) -> Option<Ratio> {
        match self.value {
            Ok(Quantity::Ratio(ratio)) => Some(ratio),
            _ => None,
        }
    }

    /// The value as data files have it: amounts and numbers exact, rates in per cent with one digit, or as many as
    /// [`Self::held_against`] found, scores with two.
    pub fn decimal(&self) -> Option<Decimal> {
        self.value.ok().map(|value| wording::decimal(value, self.places))
    }

    /// A quotient with as many digits after the point as show on which side of each bound it lies: 60.46 % beside 60.5 %, where
    /// one digit would show 60.5 % that are below 60.5 %. Bounds are in the quotient's own unit, rates in per cent.
    #[must_use]
    pub fn held_against(self, bounds: &[Number]) -> Self {
        let (numerator, denominator, shift) = match self.value {
            Ok(Quantity::Ratio(Ratio { numerator, denominator })) => (numerator, denominator, 2),
            Ok(Quantity::Share(Ratio { numerator, denominator })) => (numerator, denominator, 0),
            _ => return self,
        };
        let scale = Decimal::from(10_i64.pow(shift));
        let shows = |places: u32| {
            let shown = round_half_up(numerator, denominator, shift, places);
            bounds.iter().all(|Number(bound)| {
                let exact = Ratio { numerator, denominator }.cmp(&Ratio { numerator: *bound, denominator: scale });
                shown.cmp(bound) == exact
            })
        };
        // One that does not show by then is shown with the most.
        let places = (1..MOST_PLACES).find(|places| shows(*places)).unwrap_or(MOST_PLACES);
        Self { places: (places > 1).then_some(places), ..self }
    }

    /// A bound with as many digits as the value that is held against it.
    #[must_use]
    pub fn beside(self, value: Figure<'_>) -> Self {
        Self { places: value.places, ..self }
    }

    /// Where it stands in the open data; none where it is not published, or where whose it is does not find a row.
    pub fn address(&self) -> Option<DataAddress> {
        let table = self.measure.table?;
        let row = table.key.iter().map(|&column| Some((column.name(), self.key(column)?)));
        Some(DataAddress { table: table.name, column: self.measure.name, row: row.collect::<Option<_>>()? })
    }

    /// The value of a column of the key.
    fn key(&self, column: KeyColumn) -> Option<String> {
        use Entity::{Area, County, CountyPart, Item, Marked, OnBoard, Part, Project, Town, Whole};
        let found = match (column, self.entity) {
            (KeyColumn::Quarter, _) => {
                return match self.period {
                    ReportingPeriod::Quarter(quarter) => Some(quarter.to_string()),
                    _ => None,
                };
            }
            (KeyColumn::Year, _) => {
                return match self.period {
                    ReportingPeriod::Year(year) => Some(year.to_string()),
                    _ => None,
                };
            }
            (KeyColumn::Period(_), _) => {
                return Some(match self.period {
                    ReportingPeriod::Unstated => String::new(),
                    ReportingPeriod::Quarter(quarter) => quarter.to_string(),
                    ReportingPeriod::Year(year) => year.to_string(),
                    ReportingPeriod::Day(day) => day.to_string(),
                    ReportingPeriod::Published(words) => words.to_owned(),
                });
            }
            (KeyColumn::Day(_), _) => return self.reported.map(|day| day.to_string()),
            (
                KeyColumn::Town,
                Town(town)
                | OnBoard { town, .. }
                | Project { town, .. }
                | Item { town, .. }
                | Part { town, .. }
                | Marked { town, .. },
            ) => town,
            (KeyColumn::Area, Area) => "all",
            (KeyColumn::Area | KeyColumn::County, County(county) | CountyPart { county, .. }) => county,
            (KeyColumn::Board, OnBoard { board, .. }) => board,
            (KeyColumn::Project, Project { project, .. }) => project,
            (KeyColumn::Standard, Item { standard, .. }) => standard,
            (
                KeyColumn::Part(_),
                Item { item: part, .. }
                | Part { part, .. }
                | Marked { part, .. }
                | CountyPart { part, .. }
                | Whole(part),
            ) => part,
            (KeyColumn::Other(_), Marked { other, .. }) => other,
            _ => return None,
        };
        Some(found.to_owned())
    }
}
