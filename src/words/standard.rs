//! Bounds, values and gaps of acceptance standards, and scenic grades, in words.

use rust_decimal::Decimal;

use super::{numbers, terms};
use crate::evaluate::standard::{Bound, Held, ItemResult, Period, ScenicResult};
use crate::language::Language;
use crate::units::{Number, Ratio, round_half_up};

/// A bound: `不低于50亿元`.
pub fn bound(bound: Bound, unit: &str, language: Language) -> String {
    let text = numbers::bound(bound.number(), unit);
    format!("{}{}{text}", terms::name(bound, language), pick!(language, "", " "))
}

/// A ratio as a plain number: exact where it is written with at most four digits, else rounded half up to one.
pub fn plain(ratio: &Ratio) -> Number {
    if ratio.denominator == Decimal::ONE {
        return Number(ratio.numerator);
    }
    Number(round_half_up(ratio.numerator, ratio.denominator, 0, 1))
}

/// A value with its unit.
pub fn held(held: &Held, unit: &str) -> String {
    numbers::with_unit(plain(&held.value), unit)
}

/// What a value is true for.
pub fn period(period: &Period, language: Language) -> String {
    match (period, language) {
        (Period::Year(year), Language::Chinese) => format!("{year}年"),
        (Period::Year(year), Language::English) => year.to_string(),
        (Period::Quarter(quarter), language) => numbers::year_to_date(*quarter, language),
        (Period::Words(Some(text)), _) => text.clone(),
        (Period::Words(None), language) => pick!(language, "时间未载明", "date not stated").to_owned(),
    }
}

/// Whether a bound is met, and by how much not: `达标`, `还差3.2亿元`, `数据缺失`.
pub fn verdict(item: &ItemResult, language: Language) -> String {
    match (item.met, item.gap()) {
        (Some(true), _) => pick!(language, "达标", "met").to_owned(),
        (Some(false), Some(gap)) => {
            // The difference of two percentages is in points.
            let unit = if item.unit == "%" { pick!(language, "个百分点", "percentage points") } else { &item.unit };
            let gap = numbers::with_unit(plain(&gap), unit);
            match (item.bound, language) {
                (Bound::AtLeast(_), Language::Chinese) => format!("还差{gap}"),
                (Bound::AtLeast(_), Language::English) => format!("{gap} short"),
                (Bound::AtMost(_), Language::Chinese) => format!("高出{gap}"),
                (Bound::AtMost(_), Language::English) => format!("{gap} above"),
            }
        }
        _ => pick!(language, "数据缺失，无法对照", "no value on record").to_owned(),
    }
}

/// The scenic grade held against the one required.
pub fn scenic(result: &ScenicResult, language: Language) -> String {
    match (result.met(), result.held, language) {
        (Some(true), ..) => pick!(language, "达到要求", "as required").to_owned(),
        (Some(false), ..) => pick!(language, "尚未达到要求", "below the requirement").to_owned(),
        (None, None, language) if result.required.is_some() => {
            pick!(language, "未收录已评等级，无法对照", "no grade on record").to_owned()
        }
        _ => pick!(language, "无等级要求", "no grade required").to_owned(),
    }
}
