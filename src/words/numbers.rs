//! How dates and periods are worded. Numbers of the domain are worded by `figure` alone.

use chrono::{Datelike, NaiveDate};

use crate::language::Language;
use crate::units::{PartialDate, Quarter};

/// A quarter in full: `2020年第三季度`, `third quarter of 2020`.
pub fn quarter(quarter: Quarter, language: Language) -> String {
    let at = quarter.index();
    say!(language, "{}年第{}季度"(quarter.year, ["一", "二", "三", "四"][at]), "Q{} {}"(quarter.number, quarter.year))
}

/// A quarter for the head of a row: `2020年三季度`.
pub fn quarter_short(quarter: Quarter, language: Language) -> String {
    match language {
        Language::Chinese => format!("{}年{}季度", quarter.year, ["一", "二", "三", "四"][quarter.index()]),
        Language::English => self::quarter(quarter, language),
    }
}

/// The span from 1 January to a quarter's end: `2020年前三季度`, `2020年上半年`, `2020年全年`.
pub fn year_to_date(quarter: Quarter, language: Language) -> String {
    let at = quarter.index();
    say!(
        language,
        "{}年{}"(quarter.year, ["第一季度", "上半年", "前三季度", "全年"][at]),
        "{} of {}"(["the first quarter", "the first half", "the first three quarters", "the whole"][at], quarter.year)
    )
}

/// A day in words: `2020年9月29日`, `29 September 2020`.
pub fn day(day: NaiveDate, language: Language) -> String {
    match language {
        Language::Chinese => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
        Language::English => day.format("%-d %B %Y").to_string(),
    }
}

/// A day, month or year as far as it is known: `2018年9月`.
pub fn partial(date: PartialDate, language: Language) -> String {
    let text = date.to_string();
    match (language, text.len()) {
        (Language::Chinese, 4) => format!("{text}年"),
        (Language::Chinese, 7) => format!("{}年{}月", date.year(), date.first_day.month()),
        (Language::English, 4) => text,
        (Language::English, 7) => date.first_day.format("%B %Y").to_string(),
        _ => day(date.first_day, language),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_worded() {
        let third = Quarter { year: 2020, number: 3 };
        assert_eq!(quarter(third, Language::Chinese), "2020年第三季度");
        assert_eq!(year_to_date(third, Language::Chinese), "2020年前三季度");
        assert_eq!(year_to_date(Quarter { year: 2020, number: 2 }, Language::English), "the first half of 2020");
    }
}
