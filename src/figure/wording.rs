//! How a figure is worded: digits for a column that names the unit, figure and unit, parts for large tiles, exact amounts
//! for sentences whose sums are checked, and what a rule demands as the rule has it.
//!
//! Every wording is none where the figure is missing; [`MISSING`] stands in its place where a reader sees a gap.

use std::cmp::Ordering;

use num_bigint::BigInt;
use num_rational::BigRational;
use rust_decimal::Decimal;

use super::{Figure, MeasureUnit, Quantity};
use crate::language::Language;
use crate::units::{Money, Number, Ratio, round_half_up};

/// What stands where a figure is missing. Its reason stands beside it where known.
pub const MISSING: &str = "—";

/// 万元 in one 亿元.
const TEN_THOUSAND: i64 = 10_000;

impl Figure<'_> {
    /// Its digits, for a column or a sentence that names the unit: amounts exact and grouped, rates with one digit after
    /// the point, scores with two.
    pub fn digits(&self) -> Option<String> {
        let value = self.value.ok()?;
        Some(match (self.measure.unit, value) {
            (MeasureUnit::Own | MeasureUnit::OwnDifference, _) => {
                in_unit(decimal(value, self.places), self.unit, self.places)
            }
            (_, Quantity::Ratio(_) | Quantity::Share(_) | Quantity::Exact(_) | Quantity::Whole(_)) => {
                decimal(value, self.places).to_string()
            }
            (_, Quantity::Money(_) | Quantity::Number(_)) => grouped(decimal(value, None)),
        })
    }

    /// The digits with the marks of the figure behind them: `52,100（初步）`.
    pub fn marked_digits(&self, language: Language) -> Option<String> {
        Some(self.with_marks(self.digits()?, language))
    }

    /// The figure with its unit: `6.29亿元`, `4,708万元`, `65.1%`, `30万人次`, `2项`. An amount from one 亿元 on is in
    /// 亿元 with two digits, rounded half up, else exact in 万元; in English in 100 million yuan and 10,000 yuan, so that
    /// the figures stay the same in both languages.
    pub fn worded(&self, language: Language) -> Option<String> {
        let (figure, unit) = self.parts(language)?;
        Some(self.with_marks(joined(&figure, &unit), language))
    }

    /// The same, or [`MISSING`].
    pub fn shown(&self, language: Language) -> String {
        self.worded(language).unwrap_or_else(|| MISSING.to_owned())
    }

    /// The same, or why there is none.
    pub fn or_why(&self, language: Language) -> String {
        match self.value {
            Ok(_) => self.shown(language),
            Err(gap) => gap.word().name.pick(language).to_owned(),
        }
    }

    /// The figure and its unit, apart.
    pub fn parts(&self, language: Language) -> Option<(String, String)> {
        if let Ok(Quantity::Money(Money(amount))) = self.value
            && amount.abs() >= Decimal::from(TEN_THOUSAND)
        {
            return Some((hundred_millions(amount, 2), pick!(language, "亿元", "hundred million yuan").to_owned()));
        }
        Some((self.digits_of_parts(language)?, self.unit_name(language).to_owned()))
    }

    /// The exact figure with its unit, for sentences whose sums a reader may check: amounts always in 万元.
    pub fn exact(&self, language: Language) -> Option<String> {
        Some(self.with_marks(joined(&self.digits_of_parts(language)?, self.unit_name(language)), language))
    }

    /// Its digits as the rule or the record has them, without digits added or cut: `70`; `70.00` beside a value that needs them.
    pub fn written(&self) -> Option<String> {
        Some(grouped(padded(self.decimal()?.normalize(), self.places)))
    }

    /// Its digits with the decimals with which it was stated: `70.50`.
    pub fn as_stated(&self) -> Option<String> {
        Some(match self.value.ok()? {
            Quantity::Money(Money(number)) | Quantity::Number(Number(number)) => grouped(number),
            value => decimal(value, self.places).to_string(),
        })
    }

    /// The digits of [`Self::as_stated`] with the unit: `80.0%`.
    pub fn as_stated_with_unit(&self, language: Language) -> Option<String> {
        Some(joined(&self.as_stated()?, self.unit_name(language)))
    }

    /// The digits of [`Self::written`] with the unit: `70%`.
    pub fn written_with_unit(&self, language: Language) -> Option<String> {
        Some(joined(&self.written()?, self.unit_name(language)))
    }

    /// An amount's digits in 亿元 or 万元, rounded half up, for labels that share one unit.
    pub fn rounded_to(&self, hundred_million: bool, places: u32) -> Option<String> {
        let amount = self.decimal()?;
        Some(if hundred_million {
            hundred_millions(amount, places)
        } else {
            grouped(round_half_up(amount, Decimal::ONE, 0, places))
        })
    }

    /// Its digits as data files have them, ungrouped.
    pub fn data(&self) -> Option<String> {
        self.decimal().map(|value| value.to_string())
    }

    /// The same without zeros at the end.
    pub fn shortest_data(&self) -> Option<String> {
        self.decimal().map(|value| value.normalize().to_string())
    }

    /// Whether what is shown is above, at or below zero; none where there is no figure.
    pub fn sign(&self) -> Option<Ordering> {
        self.decimal().map(|value| value.cmp(&Decimal::ZERO))
    }

    /// The figure without its sign, for sentences that say it in words.
    #[must_use]
    pub fn magnitude(self) -> Self {
        let positive = |Ratio { numerator, denominator }| Ratio { numerator: numerator.abs(), denominator };
        let value = self.value.map(|value| match value {
            Quantity::Money(Money(amount)) => Quantity::Money(Money(amount.abs())),
            Quantity::Number(Number(number)) => Quantity::Number(Number(number.abs())),
            Quantity::Whole(number) => Quantity::Whole(number.abs()),
            Quantity::Ratio(ratio) => Quantity::Ratio(positive(ratio)),
            Quantity::Share(ratio) => Quantity::Share(positive(ratio)),
            Quantity::Exact(_) => value,
        });
        Self { value, ..self }
    }

    /// The name of its unit, as it stands behind the digits.
    fn unit_name(&self, language: Language) -> &str {
        match self.measure.unit {
            MeasureUnit::TenThousandYuan => pick!(language, "万元", "ten thousand yuan"),
            MeasureUnit::PerCent => "%",
            MeasureUnit::PercentagePoints => pick!(language, "个百分点", "percentage points"),
            MeasureUnit::Tasks => pair!("项", "").pick(language),
            MeasureUnit::Own => self.unit,
            // The difference of two percentages is in points.
            MeasureUnit::OwnDifference if self.unit == "%" => pick!(language, "个百分点", "percentage points"),
            MeasureUnit::OwnDifference => self.unit,
            MeasureUnit::Count | MeasureUnit::Rank | MeasureUnit::Places | MeasureUnit::Points => "",
        }
    }

    fn digits_of_parts(&self, language: Language) -> Option<String> {
        match self.measure.unit {
            MeasureUnit::Own | MeasureUnit::OwnDifference => {
                Some(in_unit(decimal(self.value.ok()?, self.places), self.unit_name(language), self.places))
            }
            _ => self.digits(),
        }
    }
}

/// A value as data files have it; quotients with one digit after the point where no number of them is asked for.
pub(super) fn decimal(value: Quantity<'_>, places: Option<u32>) -> Decimal {
    let places = places.unwrap_or(1);
    match value {
        Quantity::Money(Money(number)) | Quantity::Number(Number(number)) => number.normalize(),
        Quantity::Ratio(ratio) => ratio.percent(places),
        Quantity::Share(ratio) => round_half_up(ratio.numerator, ratio.denominator, 0, places),
        Quantity::Whole(number) => number.into(),
        Quantity::Exact(exact) => rounded(exact, 2),
    }
}

/// An exact fraction rounded half up to `places` digits.
pub(crate) fn rounded(value: &BigRational, places: u32) -> Decimal {
    let scale = BigInt::from(10).pow(places);
    let doubled: BigInt =
        (value.numer() * &scale * BigInt::from(2) + value.denom()) / (value.denom() * BigInt::from(2));
    let digits: i128 = doubled.try_into().expect("scores lie between 0 and 100");
    Decimal::from_i128_with_scale(digits, places)
}

/// An amount in 亿元.
fn hundred_millions(amount: Decimal, places: u32) -> String {
    grouped(round_half_up(amount, Decimal::from(TEN_THOUSAND), 0, places))
}

/// Groups the digits before the point by three: `52,100.5`. Data files never do.
fn grouped(decimal: Decimal) -> String {
    let text = decimal.to_string();
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("-", rest));
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, part)| (whole, Some(part)));
    if whole.len() <= 3 {
        return text;
    }
    let mut grouped = String::with_capacity(text.len() + whole.len() / 3);
    grouped.push_str(sign);
    for (position, digit) in whole.chars().enumerate() {
        if position > 0 && (whole.len() - position) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if let Some(fraction) = fraction {
        grouped.push('.');
        grouped.push_str(fraction);
    }
    grouped
}

/// A value in its unit, without the unit: a percentage has a digit behind its point, as computed rates have, and more where
/// it is written with more; any other number stands as it is.
fn in_unit(value: Decimal, unit: &str, places: Option<u32>) -> String {
    let mut digits = padded(value.normalize(), places);
    if digits.scale() == 0 && ["%", "％", "个百分点", "百分点", "percentage points"].contains(&unit.trim()) {
        digits.rescale(1);
    }
    grouped(digits)
}

/// A number with at least so many digits after the point.
fn padded(mut value: Decimal, places: Option<u32>) -> Decimal {
    if let Some(places) = places.filter(|places| value.scale() < *places) {
        value.rescale(places);
    }
    value
}

/// Figure and unit, Chinese units unspaced.
fn joined(figure: &str, unit: &str) -> String {
    let spaced = unit.starts_with(|c: char| c.is_ascii_alphabetic());
    if spaced { format!("{figure} {unit}") } else { format!("{figure}{unit}") }
}
