//! Figures of cards: what their measures come to, their thresholds, and what a better card lacks.

use crate::evaluate::card::{CardResult, MeasureResult, MeasureValue, Need};
use crate::figure::measures::cards;
use crate::figure::{Entity, Figure, IntoQuantity, Measure, Quantity};
use crate::model::{CardMeasureKind, CardScale, Coded as _};
use crate::units::{Money, Number, Quarter, Slug};

/// The figures of a measure of a card.
#[derive(Clone, Copy)]
pub struct CardFigures<'a> {
    measure: &'a MeasureResult,
    town: &'a Slug,
    quarter: Quarter,
}

impl CardResult {
    /// The figures of one of its measures.
    pub fn figures<'a>(&'a self, measure: &'a MeasureResult) -> CardFigures<'a> {
        CardFigures { measure, town: &self.town, quarter: self.quarter }
    }

    /// Judged quarters on end with this card.
    pub fn streak_figure(&self) -> Figure<'_> {
        Figure::of(&cards::STREAK, self.streak).about(Entity::Town(&self.town)).in_quarter(self.quarter)
    }

    /// What a better card lacks.
    pub fn need_figure(&self, need: &Need) -> Figure<'_> {
        let figure = match need {
            Need::Investment { amount, .. } => Figure::of(&cards::NEEDED, *amount),
            Need::Tasks(many) => Figure::of(&cards::TASKS_NEEDED, *many),
        };
        figure.about(Entity::Town(&self.town)).in_quarter(self.quarter)
    }
}

impl<'a> CardFigures<'a> {
    fn figure(self, measure: &'static Measure, value: impl IntoQuantity<'a>) -> Figure<'a> {
        Figure::of(measure, value)
            .about(Entity::Part { town: self.town, part: self.measure.kind.code() })
            .in_quarter(self.quarter)
    }

    fn fails(self, figure: Figure<'a>) -> Figure<'a> {
        match &self.measure.value {
            Ok(_) => figure,
            Err(reason) => figure.because(*reason),
        }
    }

    /// What is divided; none for counts.
    pub fn numerator(self) -> Figure<'a> {
        let amount = match &self.measure.value {
            Ok(MeasureValue::Ratio(ratio)) => Some(Money(ratio.numerator)),
            _ => None,
        };
        self.fails(self.figure(&cards::NUMERATOR, amount)).reported_as(self.measure.firmness, None)
    }

    /// What it is divided by; none for counts.
    pub fn denominator(self) -> Figure<'a> {
        let amount = match &self.measure.value {
            Ok(MeasureValue::Ratio(ratio)) => Some(Money(ratio.denominator)),
            _ => None,
        };
        self.fails(self.figure(&cards::DENOMINATOR, amount))
    }

    /// The value that is judged.
    pub fn value(self) -> Figure<'a> {
        let value = match &self.measure.value {
            Ok(MeasureValue::Ratio(ratio)) => Some(Quantity::Ratio(*ratio)),
            Ok(MeasureValue::Overdue(tasks)) => Number(tasks.len().into()).quantity(),
            Err(_) => None,
        };
        let thresholds = [self.measure.yellow, self.measure.red];
        self.fails(self.figure(measure_of(self.measure.kind), value).held_against(&thresholds))
            .reported_as(self.measure.firmness, None)
    }

    /// The threshold of yellow.
    pub fn yellow(self) -> Figure<'a> {
        self.figure(&cards::YELLOW, self.measure.yellow).beside(self.value())
    }

    /// The threshold of red.
    pub fn red(self) -> Figure<'a> {
        self.figure(&cards::RED, self.measure.red).beside(self.value())
    }
}

/// What a kind of card measure comes to.
fn measure_of(kind: CardMeasureKind) -> &'static Measure {
    match kind.scale() {
        CardScale::Rate => &cards::RATE,
        CardScale::Points => &cards::LAG,
        CardScale::Count => &cards::TASKS,
    }
}
