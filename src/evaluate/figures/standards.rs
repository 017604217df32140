//! Figures of acceptance standards, indicators and figures published elsewhere, and of interview triggers.

use crate::evaluate::interview::{Cause, Trigger};
use crate::evaluate::standard::{Held, ItemResult, Period};
use crate::figure::measures::{interviews, standards};
use crate::figure::{Absence, Entity, Figure, Firmness, IntoQuantity, Measure, Quantity, ReportingPeriod};
use crate::model::{Coded as _, Highlight, Indicator, PublishedFigure};
use crate::units::{Date, Number, Quarter, Ratio, Slug};

/// The figures of a town held against an item of a standard.
#[derive(Clone, Copy)]
pub struct ItemFigures<'a> {
    item: &'a ItemResult,
    town: &'a str,
    standard: &'a str,
}

impl ItemResult {
    /// Its figures.
    pub fn figures<'a>(&'a self, town: &'a str, standard: &'a str) -> ItemFigures<'a> {
        ItemFigures { item: self, town, standard }
    }
}

impl<'a> ItemFigures<'a> {
    fn figure(self, measure: &'static Measure, value: impl IntoQuantity<'a>) -> Figure<'a> {
        let figure = Figure::of(measure, value)
            .about(Entity::Item { town: self.town, standard: self.standard, item: &self.item.key })
            .in_unit(&self.item.unit);
        match &self.item.value {
            Some(held) => figure.during(during(&held.period)).read_in(held.source.as_ref()),
            None => figure,
        }
    }

    /// What follows from the value held.
    fn held(self, figure: Figure<'a>) -> Figure<'a> {
        let held = self.item.value.as_ref();
        figure.reported_as(
            held.map(|held| held.firmness).unwrap_or_default(),
            held.and_then(|held| held.reported).map(|day| Date(day.first_day)),
        )
    }

    /// The item.
    pub fn item(self) -> &'a ItemResult {
        self.item
    }

    /// The value held.
    pub fn value(self) -> Figure<'a> {
        let held = self.item.value.as_ref().map(|held| quantity(held, held.value));
        self.held(self.figure(&standards::VALUE, held)).held_against(&[self.item.bound.number()])
    }

    /// The bound.
    pub fn bound(self) -> Figure<'a> {
        self.figure(&standards::BOUND, self.item.bound.number()).beside(self.value())
    }

    /// Value ÷ bound.
    pub fn attained(self) -> Figure<'a> {
        self.held(self.figure(&standards::ATTAINED, self.item.attained))
    }

    /// Value ÷ bound, for lower and upper bounds alike: where the value stands beside the bound. None without a value,
    /// or where the bound is not above 0.
    pub fn of_bound(self) -> Figure<'a> {
        if self.item.attained.is_some() {
            return self.attained();
        }
        let held = self.item.value.as_ref();
        let share =
            held.and_then(|held| Ratio::new(held.value.numerator, held.value.denominator * self.item.bound.number().0));
        let figure = self.held(self.figure(&standards::OF_BOUND, share));
        if held.is_some() { figure.because(Absence::DividedByZero) } else { figure }
    }

    /// How far from the bound: of a computed share the difference of the value and the bound as they are shown.
    pub fn gap(self) -> Figure<'a> {
        let (held, value) = (self.item.value.as_ref(), self.value());
        let gap = held.zip(self.item.gap()).map(|(held, gap)| match quantity(held, gap) {
            Quantity::Share(_) => {
                let shown = value.decimal().unwrap_or_default();
                let difference = (self.item.bound.number().0 - shown).abs();
                Quantity::Share(Ratio { numerator: difference, denominator: rust_decimal::Decimal::ONE })
            }
            exact => exact,
        });
        self.held(self.figure(&standards::GAP, gap)).beside(value)
    }
}

/// A value in the item's unit: exact as written, or a share of a return.
fn quantity<'a>(held: &Held, value: Ratio) -> Quantity<'a> {
    match held.period {
        Period::Quarter(_) => Quantity::Share(value),
        Period::Year(_) | Period::Words(_) => Quantity::Number(Number(value.numerator)),
    }
}

fn during(period: &Period) -> ReportingPeriod<&str> {
    match period {
        Period::Year(year) => ReportingPeriod::Year(*year),
        Period::Quarter(quarter) => ReportingPeriod::Quarter(*quarter),
        Period::Words(Some(words)) => ReportingPeriod::Published(words),
        Period::Words(None) => ReportingPeriod::Unstated,
    }
}

/// An indicator of a town, in the unit of its item.
pub fn indicator<'a>(town: &'a Slug, entry: &'a Indicator, unit: &'a str) -> Figure<'a> {
    Figure::of(&standards::INDICATOR, entry.value)
        .about(Entity::Part { town, part: &entry.key })
        .in_year(entry.year.0)
        .in_unit(unit)
        .reported_as(None, entry.reported)
        .read_in(entry.source.as_ref())
}

/// A figure published elsewhere, in its own unit or that of its measure.
pub fn published<'a>(town: &'a Slug, entry: &'a PublishedFigure, unit: &'a str) -> Figure<'a> {
    let period =
        entry.period.as_ref().map_or(ReportingPeriod::Unstated, |period| ReportingPeriod::Published(&**period));
    Figure::of(&standards::PUBLISHED, entry.value)
        .about(Entity::Marked { town, part: &entry.measure, other: entry.basis.code() })
        .during(period)
        .in_unit(unit)
        .reported_as(None, entry.published.map(|day| Date(day.first_day)))
        .read_in(entry.source.as_ref())
}

/// A headline figure of a town.
pub fn highlight<'a>(town: &'a Slug, entry: &'a Highlight) -> Figure<'a> {
    let period = entry.as_of.map_or(ReportingPeriod::Unstated, ReportingPeriod::Day);
    Figure::of(&standards::HIGHLIGHT, entry.value)
        .about(Entity::Part { town, part: &entry.label })
        .during(period)
        .in_unit(&entry.unit)
        .read_in(entry.source.as_ref())
}

/// What an interview trigger came to; none for warnings.
pub fn interview_value<'a>(town: &'a Slug, quarter: Quarter, trigger: &'a Trigger) -> Figure<'a> {
    let (value, firmness) = match &trigger.cause {
        Cause::Warned { .. } => (None, Firmness::default()),
        Cause::Behind { rate, firmness, .. } => (Some(*rate), *firmness),
        Cause::Far { attained, firmness, .. } => (Some(*attained), *firmness),
    };
    Figure::of(&interviews::VALUE, value)
        .reported_as(firmness, None)
        .about(of_trigger(town, trigger))
        .in_quarter(quarter)
}

/// The indicator that met a trigger: the share of its standard that is attained, and the bound; nothing for other causes.
pub fn far_indicator<'a>(town: &'a Slug, quarter: Quarter, trigger: &'a Trigger) -> [Figure<'a>; 2] {
    let (part, attained, below) = match &trigger.cause {
        Cause::Far { key, attained, below, .. } => (&**key, Some(*attained), Some(*below)),
        Cause::Warned { .. } | Cause::Behind { .. } => ("", None, None),
    };
    [Figure::of(&interviews::INDICATOR_ATTAINED, attained), Figure::of(&interviews::INDICATOR_BELOW, below)]
        .map(|figure| figure.about(Entity::Marked { town, part, other: &trigger.rule }).in_quarter(quarter))
}

/// A trigger of a town, told from others of its rule by what met it.
fn of_trigger<'a>(town: &'a Slug, trigger: &'a Trigger) -> Entity<&'a str> {
    let part = match &trigger.cause {
        Cause::Warned { text, .. } => text.as_str(),
        Cause::Behind { .. } => "",
        Cause::Far { key, .. } => &**key,
    };
    Entity::Marked { town, part, other: &trigger.rule }
}

/// The bound below which a trigger is met; none for warnings.
pub fn interview_bound<'a>(town: &'a Slug, quarter: Quarter, trigger: &'a Trigger) -> Figure<'a> {
    let below = match &trigger.cause {
        Cause::Warned { .. } => None,
        Cause::Behind { below, .. } | Cause::Far { below, .. } => Some(*below),
    };
    Figure::of(&interviews::BELOW, below).about(of_trigger(town, trigger)).in_quarter(quarter)
}
