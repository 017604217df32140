//! A figure that owns its text, for what outlives the evaluation: a chart is drawn when its page is.

use chrono::NaiveDate;
use num_rational::BigRational;

use super::{Entity, Figure, Firmness, Gap, Measure, Quantity, ReportingPeriod};
use crate::units::SourceReference;

/// A [`Figure`] with text of its own.
#[derive(Clone, Debug)]
pub struct OwnedFigure {
    measure: &'static Measure,
    value: Result<OwnedQuantity, Gap>,
    entity: Entity<Box<str>>,
    period: ReportingPeriod<Box<str>>,
    unit: Box<str>,
    firmness: Firmness,
    reported: Option<NaiveDate>,
    source: Option<SourceReference>,
    places: Option<u32>,
}

#[derive(Clone, Debug)]
enum OwnedQuantity {
    Plain(Quantity<'static>),
    Exact(Box<BigRational>),
}

impl Figure<'_> {
    /// The same figure with text of its own.
    pub fn into_owned(self) -> OwnedFigure {
        let plain = OwnedQuantity::Plain;
        let value = self.value.map(|value| match value {
            Quantity::Money(money) => plain(Quantity::Money(money)),
            Quantity::Ratio(ratio) => plain(Quantity::Ratio(ratio)),
            Quantity::Share(share) => plain(Quantity::Share(share)),
            Quantity::Number(number) => plain(Quantity::Number(number)),
            Quantity::Whole(number) => plain(Quantity::Whole(number)),
            Quantity::Exact(exact) => OwnedQuantity::Exact(Box::new(exact.clone())),
        });
        OwnedFigure {
            measure: self.measure,
            value,
            entity: self.entity.with(|text| Box::from(*text)),
            period: self.period.with(|text| Box::from(*text)),
            unit: self.unit.into(),
            firmness: self.firmness,
            reported: self.reported,
            source: self.source.cloned(),
            places: self.places,
        }
    }
}

impl OwnedFigure {
    /// The figure.
    pub fn figure(&self) -> Figure<'_> {
        let value = match &self.value {
            Ok(OwnedQuantity::Plain(value)) => Ok(*value),
            Ok(OwnedQuantity::Exact(exact)) => Ok(Quantity::Exact(exact)),
            Err(gap) => Err(*gap),
        };
        Figure {
            measure: self.measure,
            value,
            entity: self.entity.with(|text| &**text),
            period: self.period.with(|text| &**text),
            unit: &self.unit,
            firmness: self.firmness,
            reported: self.reported,
            source: self.source.as_ref(),
            places: self.places,
        }
    }
}
