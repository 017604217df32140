//! A number as it is written against the exact one: the same at its own precision, cut, rounded otherwise, or another.

use rust_decimal::Decimal;

use crate::units::round_half_up;

/// Decimals that are compared at most; what a spreadsheet computed has more, of which the last are noise.
const PLACES: u32 = 8;

/// How a written number stands to the exact one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Agreement {
    /// The exact one, rounded to its own decimals.
    Same,
    /// The exact one, cut to its own decimals where rounding gives more: 79.9 for 79.97.
    Cut,
    /// One more or less in its last decimal, as it comes of parts that were rounded before: 58.8 for 58.7.
    Rounded,
    /// Another number.
    Another,
}

/// A number that is computed: `numerator ÷ denominator × 10^shift`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Exact {
    pub numerator: Decimal,
    /// Above 0.
    pub denominator: Decimal,
    /// 2 for per cent.
    pub shift: u32,
}

impl Exact {
    /// A number itself.
    pub(super) fn of(number: Decimal) -> Self {
        Self { numerator: number, denominator: Decimal::ONE, shift: 0 }
    }

    /// A part of a whole, in per cent; none where the whole is nothing.
    pub(super) fn percent(numerator: Decimal, denominator: Decimal) -> Option<Self> {
        (denominator > Decimal::ZERO).then_some(Self { numerator, denominator, shift: 2 })
    }

    /// Rounded half up to so many decimals.
    pub(super) fn rounded(self, places: u32) -> Decimal {
        round_half_up(self.numerator, self.denominator, self.shift, places)
    }

    /// How a written number stands to this one, and what should stand there.
    pub(super) fn against(self, stated: Decimal) -> (Agreement, Decimal) {
        let stated = round_half_up(stated, Decimal::ONE, 0, stated.scale().min(PLACES));
        let places = stated.scale();
        let rounded = self.rounded(places);
        // Six more decimals than are written tell on which side of the last one the exact number is.
        let cut = self.rounded(places + 6).trunc_with_scale(places);
        let agreement = match () {
            () if stated == rounded => Agreement::Same,
            () if stated == cut => Agreement::Cut,
            () if (stated - rounded).abs() <= Decimal::new(1, places) && places > 0 => Agreement::Rounded,
            () => Agreement::Another,
        };
        (agreement, rounded)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_and_cutting_are_told_from_another_number() {
        let number = |text: &str| text.parse::<Decimal>().expect("a number");
        // 92.0 ÷ 156.7 is 58.71 %; 4.87 ÷ 6.09 is 79.97 %.
        for (part, whole, stated, expected, rounded) in [
            ("92.0", "156.7", "58.7", Agreement::Same, "58.7"),
            ("92.0", "156.7", "58.71", Agreement::Same, "58.71"),
            ("92.0", "156.7", "58.8", Agreement::Rounded, "58.7"),
            ("92.0", "156.7", "58.9", Agreement::Another, "58.7"),
            ("4.87", "6.09", "80.0", Agreement::Same, "80.0"),
            ("4.87", "6.09", "79.9", Agreement::Cut, "80.0"),
            ("4.87", "6.09", "79.8", Agreement::Another, "80.0"),
            ("1", "3", "33", Agreement::Same, "33"),
            ("2", "3", "66", Agreement::Cut, "67"),
            ("2", "3", "68", Agreement::Another, "67"),
            ("1", "3", "33.333333333333336", Agreement::Same, "33.33333333"),
            ("-1", "3", "-33.3", Agreement::Same, "-33.3"),
        ] {
            let exact = Exact::percent(number(part), number(whole)).expect("above 0");
            assert_eq!(exact.against(number(stated)), (expected, number(rounded)), "{part}/{whole} as {stated}");
        }
    }
}
