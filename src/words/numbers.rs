//! How numbers, money, rates and dates are worded.

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use crate::language::Language;
use crate::units::{Money, Number, PartialDate, Quarter, Ratio, round_half_up};

/// What stands where a figure is missing. Its reason stands beside it where known.
pub const MISSING: &str = "—";

/// Groups the digits before the point by three: `52,100.5`. Data files never do.
pub fn grouped(decimal: Decimal) -> String {
    grouped_digits(&decimal.to_string())
}

/// The digits of a decimal with separators of thousands.
pub fn grouped_digits(text: &str) -> String {
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, part)| (whole, Some(part)));
    if whole.len() <= 3 {
        return text.to_owned();
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

/// An amount in 万元, exact and grouped, without its unit, for columns that name the unit.
pub fn wan(money: Money) -> String {
    grouped(money.0.normalize())
}

/// An amount as a figure and its unit: from one 亿元 on in 亿元 with two digits, rounded half up, else exact in 万元.
/// In English: 100 million yuan and 10,000 yuan, so that the figures stay the same in both languages.
pub fn money_parts(money: Money, language: Language) -> (String, String) {
    let hundred_million = Decimal::from(10_000);
    if money.0.abs() >= hundred_million {
        let figure = grouped(round_half_up(money.0, hundred_million, 0, 2));
        (figure, pick!(language, "亿元", "hundred million yuan").to_owned())
    } else {
        (wan(money), pick!(language, "万元", "ten thousand yuan").to_owned())
    }
}

/// An amount with its unit: `6.29亿元`, `4,708万元`.
pub fn money(money: Money, language: Language) -> String {
    let (figure, unit) = money_parts(money, language);
    say!(language, "{figure}{unit}", "{figure} {unit}")
}

/// An exact amount with its unit 万元, for sentences whose sums a reader may check.
pub fn exact_money(money: Money, language: Language) -> String {
    say!(language, "{}万元", "{} ten thousand yuan", wan(money))
}

/// A rate in per cent with one digit, rounded half up: `65.1%`.
pub fn percent(ratio: &Ratio) -> String {
    format!("{}%", ratio.percent(1))
}

/// A rate's digits alone: `65.1`.
pub fn percent_digits(ratio: &Ratio) -> String {
    ratio.percent(1).to_string()
}

/// A plain number, grouped.
pub fn number(number: Number) -> String {
    grouped(number.0.normalize())
}

/// A value in its unit, without the unit: a percentage has a digit behind its point, as computed rates have, and more where
/// it is written with more; any other number stands as it is.
pub fn in_unit(value: Number, unit: &str) -> String {
    let mut digits = value.0.normalize();
    if digits.scale() == 0 && ["%", "％", "个百分点", "百分点", "percentage points"].contains(&unit.trim()) {
        digits.rescale(1);
    }
    grouped(digits)
}

/// A value with its unit, Chinese units unspaced: `30万人次`, `70.0%`.
pub fn with_unit(value: Number, unit: &str) -> String {
    joined(&in_unit(value, unit), unit)
}

/// What a rule demands with its unit, as the rule has it: `70%`.
pub fn bound(value: Number, unit: &str) -> String {
    joined(&number(value), unit)
}

fn joined(figure: &str, unit: &str) -> String {
    let spaced = unit.starts_with(|c: char| c.is_ascii_alphabetic());
    if spaced { format!("{figure} {unit}") } else { format!("{figure}{unit}") }
}

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
    fn money_is_worded_by_size() {
        let zh = Language::Chinese;
        assert_eq!(money(Money::whole(62_900), zh), "6.29亿元");
        assert_eq!(money(Money::whole(4_708), zh), "4,708万元");
        assert_eq!(money(Money::whole(10_000), zh), "1.00亿元");
        assert_eq!(money(Money(Decimal::new(99_995, 1)), zh), "9,999.5万元");
        assert_eq!(money(Money::whole(12_345), zh), "1.23亿元"); // 1.2345
        assert_eq!(money(Money::whole(12_350), zh), "1.24亿元"); // 1.235 rounds half up
        assert_eq!(grouped(Decimal::new(-12_345_678, 1)), "-1,234,567.8");
        let grouped = |number, places| grouped(Decimal::new(number, places));
        assert_eq!([grouped(-999, 0), grouped(1_000, 0), grouped(99_950, 2)], ["-999", "1,000", "999.50"]);
    }

    #[test]
    fn percentages_have_one_format_and_bounds_stay_as_their_rule_has_them() {
        let value = |digits: i64, places| Number(Decimal::new(digits, places));
        assert_eq!(with_unit(value(70, 0), "%"), "70.0%");
        assert_eq!(with_unit(value(700, 1), "%"), "70.0%");
        assert_eq!(with_unit(value(6_235, 2), "%"), "62.35%");
        assert_eq!(with_unit(value(4, 0), "percentage points"), "4.0 percentage points");
        assert_eq!(with_unit(value(1_200, 0), "人"), "1,200人");
        assert_eq!(bound(value(700, 1), "%"), "70%");
    }

    #[test]
    fn spans_are_worded() {
        let third = Quarter { year: 2020, number: 3 };
        assert_eq!(quarter(third, Language::Chinese), "2020年第三季度");
        assert_eq!(year_to_date(third, Language::Chinese), "2020年前三季度");
        assert_eq!(year_to_date(Quarter { year: 2020, number: 2 }, Language::English), "the first half of 2020");
    }
}
