//! Scales: rates stand on a fixed axis from 0 to 100 per cent that grows only where a rate passes 100.

use rust_decimal::Decimal;

use super::svg::{Anchor, Canvas, portion};
use crate::units::{Number, Ratio};

/// An axis of rates, drawn upwards between two heights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RateAxis {
    /// The rate at its upper end, per cent: 100 or more.
    pub(super) most: Decimal,
    /// Between its lines, per cent.
    pub(super) step: Decimal,
}

impl RateAxis {
    /// The axis that holds all of these rates: at most six lines, ending on one.
    pub(super) fn holding<'a>(rates: impl IntoIterator<Item = &'a Ratio>) -> Self {
        let highest = rates.into_iter().max();
        let fits = |most: Decimal| highest.is_none_or(|rate| rate.compare_percent(Number(most)).is_le());
        let mut scale = Decimal::ONE;
        loop {
            for step in [25, 50, 100] {
                let step = Decimal::from(step) * scale;
                let mosts = (2..=6).map(|lines| step * Decimal::from(lines));
                if let Some(most) = mosts.into_iter().find(|&most| most >= Decimal::ONE_HUNDRED && fits(most)) {
                    return Self { most, step };
                }
            }
            scale *= Decimal::TEN;
        }
    }

    /// How much of a length a rate takes.
    pub(super) fn length(&self, rate: &Ratio, full: Decimal) -> Decimal {
        portion(rate.numerator * Decimal::ONE_HUNDRED, rate.denominator * self.most, full)
    }

    /// Draws the base line and the lines above it, each with its rate.
    pub(super) fn draw(&self, canvas: &mut Canvas, top: i64, base: i64) {
        let mut at = self.step;
        let right = Decimal::ONE_HUNDRED;
        while at <= self.most {
            let y = Decimal::from(base) - portion(at, self.most, Decimal::from(base - top));
            canvas.line("grid", (Decimal::ZERO, y), (right, y));
            let words = format!("{}%", at.normalize());
            canvas.text("ax", (Decimal::ZERO, y - Decimal::from(4)), Anchor::Start, 0, &words);
            at += self.step;
        }
        canvas.line("base", (Decimal::ZERO, base.into()), (right, base.into()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Money;

    #[test]
    fn the_axis_is_fixed_until_a_rate_passes_a_hundred() {
        let axis = |done: i64, plan: i64| {
            let rate = Ratio::of(Money::whole(done), Money::whole(plan)).expect("a plan above 0");
            let axis = RateAxis::holding([&rate]);
            (axis.most.to_string(), axis.step.to_string())
        };
        assert_eq!(axis(3, 100), ("100".into(), "25".into()));
        assert_eq!(axis(100, 100), ("100".into(), "25".into()));
        assert_eq!(axis(1_000_001, 1_000_000), ("125".into(), "25".into()));
        assert_eq!(axis(160, 100), ("200".into(), "50".into()));
        assert_eq!(axis(700, 100), ("750".into(), "250".into()));
        assert_eq!(axis(123_456, 1), ("12500000".into(), "2500000".into()));
        assert_eq!(RateAxis::holding([]).most, Decimal::ONE_HUNDRED);
    }
}
