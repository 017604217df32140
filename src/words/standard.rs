//! Bounds, values and gaps of acceptance standards, and scenic grades, in words.

use super::{numbers, terms};
use crate::evaluate::figures::ItemFigures;
use crate::evaluate::standard::{Bound, Period, ScenicResult};
use crate::figure::Figure;
use crate::figure::measures::standards;
use crate::language::Language;

/// A bound: `不低于50亿元`.
pub fn bound(bound: Bound, unit: &str, language: Language) -> String {
    let figure = Figure::of(&standards::BOUND, bound.number()).in_unit(unit);
    let text = figure.written_with_unit(language).unwrap_or_default();
    format!("{}{}{text}", terms::name(bound, language), pick!(language, "", " "))
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
pub fn verdict(figures: ItemFigures<'_>, language: Language) -> String {
    let item = figures.item();
    match (item.met, figures.gap().worded(language)) {
        (Some(true), _) => pick!(language, "达标", "met").to_owned(),
        (Some(false), Some(gap)) => match (item.bound, language) {
            (Bound::AtLeast(_), Language::Chinese) => format!("还差{gap}"),
            (Bound::AtLeast(_), Language::English) => format!("{gap} short"),
            (Bound::AtMost(_), Language::Chinese) => format!("高出{gap}"),
            (Bound::AtMost(_), Language::English) => format!("{gap} above"),
        },
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
