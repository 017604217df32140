//! Exact ratios, compared by cross-multiplication and rounded once, at the end, half up.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::{Money, Number};

/// A quotient that keeps its numerator and its denominator, so that a rate can always say what it is a rate of.
/// The denominator is positive.
#[derive(Clone, Copy, Debug)]
pub struct Ratio {
    /// What was done, held or completed.
    pub numerator: Decimal,
    /// What it is measured against; greater than 0.
    pub denominator: Decimal,
}

impl Ratio {
    /// The ratio of two amounts; none where the denominator is not above 0, since such a rate says nothing.
    pub fn of(numerator: Money, denominator: Money) -> Option<Self> {
        Self::new(numerator.0, denominator.0)
    }

    /// The ratio of two decimals; none where the denominator is not above 0.
    pub fn new(numerator: Decimal, denominator: Decimal) -> Option<Self> {
        (denominator > Decimal::ZERO).then_some(Self { numerator, denominator })
    }

    /// Per cent, rounded half up to `places` digits after the point.
    pub fn percent(&self, places: u32) -> Decimal {
        round_half_up(self.numerator, self.denominator, 2, places)
    }

    /// Compares with a threshold in per cent, exactly: 80 means 80 %.
    pub fn compare_percent(&self, threshold: Number) -> Ordering {
        let left = Ratio { numerator: self.numerator, denominator: self.denominator };
        left.cmp(&Ratio { numerator: threshold.0, denominator: Decimal::ONE_HUNDRED })
    }
}

/// Numerators and denominators of the same scale, as integers.
fn integers(a: Decimal, b: Decimal) -> (i128, i128) {
    let scale = a.scale().max(b.scale());
    let widen = |d: Decimal| d.mantissa() * 10i128.pow(scale - d.scale());
    (widen(a), widen(b))
}

/// `numerator / denominator × 10^shift`, rounded half up (away from zero at the half) to `places` digits.
/// The denominator is positive. Inputs are bounded by the units' digits and by sums over some 10^5 towns.
pub fn round_half_up(numerator: Decimal, denominator: Decimal, shift: u32, places: u32) -> Decimal {
    let (n, d) = integers(numerator, denominator);
    let scaled = n * 10i128.pow(shift + places);
    let quotient = (2 * scaled.abs() + d) / (2 * d);
    Decimal::from_i128_with_scale(if scaled < 0 { -quotient } else { quotient }, places)
}

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> Ordering {
        let (n1, d1) = integers(self.numerator, self.denominator);
        let (n2, d2) = integers(other.numerator, other.denominator);
        (n1 * d2).cmp(&(n2 * d1))
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Ratio {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Ratio {}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratio(n: i64, d: i64) -> Ratio {
        Ratio::of(Money::whole(n), Money::whole(d)).expect("denominator above 0")
    }

    #[test]
    fn rounds_half_up_once() {
        assert_eq!(ratio(5, 80).percent(1).to_string(), "6.3"); // 6.25
        assert_eq!(ratio(1, 3).percent(1).to_string(), "33.3");
        assert_eq!(ratio(2, 3).percent(1).to_string(), "66.7");
        assert_eq!(ratio(-5, 80).percent(1).to_string(), "-6.3");
        assert_eq!(ratio(7995, 10000).percent(1).to_string(), "80.0"); // 79.95 rounds up, yet stays below 80
        assert_eq!(ratio(7995, 10000).compare_percent(Number(Decimal::from(80))), Ordering::Less);
    }

    #[test]
    fn equal_ratios_tie_whatever_their_terms() {
        assert_eq!(ratio(1, 3), ratio(3333, 9999));
        assert!(ratio(3334, 10000) > ratio(1, 3));
        assert!(Ratio::of(Money::whole(1), Money::ZERO).is_none());
    }
}
