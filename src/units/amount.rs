//! Exact amounts: money in 10,000 yuan (万元) and plain numbers.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Sub};

use rust_decimal::Decimal;

use super::{FromText, read_from_text};
use crate::diagnostic::Message;
use crate::language::Pair;

/// Digits before the point that are accepted. Ten digits of 万元 is more than the country's yearly output;
/// the bound keeps every product of two sums within 128 bits, so comparisons stay exact.
const WHOLE_DIGITS: usize = 10;
/// Digits after the point that are accepted: 0.0001 万元 is one yuan.
const FRACTION_DIGITS: usize = 4;

/// An amount of money in 10,000 yuan (万元), exact, never negative as read; differences may be negative.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money(pub Decimal);

/// A plain number in a unit said elsewhere, exact; may be negative.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(pub Decimal);

impl Money {
    /// No money at all. Not to be used for a missing figure.
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// A whole number of 万元.
    pub fn whole(amount: i64) -> Self {
        Self(Decimal::from(amount))
    }
}

impl Add for Money {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Money {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

impl fmt::Display for Money {
    /// The exact amount without trailing zeros or separators, as data files carry it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.normalize())
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.normalize())
    }
}

impl FromText for Money {
    fn from_text(text: &str) -> Result<Self, Message> {
        let number = Number::from_text(text)?;
        if number.0.is_sign_negative() && !number.0.is_zero() {
            return Err(message!(
                "金额“{text}”是负数；金额应为不小于0的数，单位万元",
                "the amount `{text}` is negative; an amount is 0 or more, in 10,000 yuan"
            ));
        }
        Ok(Self(number.0))
    }
}

impl FromText for Number {
    fn from_text(text: &str) -> Result<Self, Message> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (whole, fraction) = match digits.split_once('.') {
            Some((whole, fraction)) => (whole, Some(fraction)),
            None => (digits, None),
        };
        let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !all_digits(whole) || !fraction.is_none_or(all_digits) {
            return Err(not_a_number(text));
        }
        if whole.len() > 1 && whole.starts_with('0') {
            return Err(message!("数字“{text}”以0开头", "the number `{text}` starts with 0"));
        }
        if whole.len() > WHOLE_DIGITS || fraction.is_some_and(|part| part.len() > FRACTION_DIGITS) {
            return Err(message!(
                "数字“{text}”过长：整数部分至多{WHOLE_DIGITS}位，小数部分至多{FRACTION_DIGITS}位",
                "the number `{text}` is too long: at most {WHOLE_DIGITS} digits before the point and {FRACTION_DIGITS} after it"
            ));
        }
        text.parse().map(Self).map_err(|_| not_a_number(text))
    }
}

/// Why a number of per cent between 0 and 1 is refused without its sign, and what to write; none where it is none.
pub fn fraction(number: Number) -> Option<(Message, Message)> {
    if number.0 <= Decimal::ZERO || number.0 >= Decimal::ONE {
        return None;
    }
    let whole = (number.0 * Decimal::ONE_HUNDRED).normalize();
    Some((
        message!(
            "“{number}”不到1，这里的单位是百分比：看来写成了小数",
            "`{number}` is below 1, and the unit is per cent: it seems to be a fraction"
        ),
        message!(
            "若指百分之{whole}，写 {whole}；若确指{number}%，写 {number}%",
            "for {whole} per cent write {whole}; for {number} per cent write {number}%"
        ),
    ))
}

/// A number with or without its per cent sign; and whether it has one.
fn signed_number(text: &str) -> Result<(Number, bool), Message> {
    let bare = text.strip_suffix(['%', '％']);
    Number::from_text(bare.unwrap_or(text).trim_end()).map(|number| (number, bare.is_some()))
}

/// How a number that may bear a per cent sign is read.
pub struct Signed(Number);

/// How a number of per cent is read: with or without its sign, no fraction without it.
pub struct Rate(Number);

impl FromText for Signed {
    fn from_text(text: &str) -> Result<Self, Message> {
        signed_number(text).map(|(number, _)| Self(number))
    }
}

impl FromText for Rate {
    fn from_text(text: &str) -> Result<Self, Message> {
        let (number, has_sign) = signed_number(text)?;
        match fraction(number).filter(|_| !has_sign) {
            Some((message, hint)) => Err(message!("{}；{}"(message.zh, hint.zh), "{}; {}"(message.en, hint.en))),
            None => Ok(Self(number)),
        }
    }
}

/// Reads a number that may bear a per cent sign.
///
/// # Errors
/// Where it is no number.
pub fn signed<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Number, D::Error> {
    serde::Deserialize::deserialize(deserializer).map(|Signed(number)| number)
}

/// The same, where it may be left out.
///
/// # Errors
/// Where it is no number.
pub fn maybe_signed<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Number>, D::Error> {
    let read: Option<Signed> = serde::Deserialize::deserialize(deserializer)?;
    Ok(read.map(|Signed(number)| number))
}

/// Reads a number of per cent.
///
/// # Errors
/// Where it is no number, or a fraction without a sign.
pub fn per_cent<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Number, D::Error> {
    serde::Deserialize::deserialize(deserializer).map(|Rate(number)| number)
}

/// The same, where it may be left out.
///
/// # Errors
/// Where it is no number, or a fraction without a sign.
pub fn maybe_per_cent<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Number>, D::Error> {
    let read: Option<Rate> = serde::Deserialize::deserialize(deserializer)?;
    Ok(read.map(|Rate(number)| number))
}

/// Says why the text is no number, naming the slips that Chinese input methods and spreadsheets make.
fn not_a_number(text: &str) -> Message {
    let full_width = text.chars().any(|c| ('０'..='９').contains(&c) || c == '．');
    let Pair { zh, en } = if text.is_empty() {
        pair!("这里应写数字；没有数据时请删去整行或留空可选项", "a number is expected here")
    } else if text.contains([',', '，', '_']) {
        pair!("数字中不要写千位分隔符", "leave out the thousands separators")
    } else if full_width {
        pair!("数字要用半角字符书写", "write the digits in half-width characters")
    } else if text.contains(['万', '亿', '元', '%', '％']) {
        pair!(
            "只写数字，不写单位（金额单位为万元，百分数只写百分号前的数）",
            "write the number alone, without a unit (money is in 10,000 yuan)"
        )
    } else {
        pair!(
            "这里应写普通的十进制数，例如 12800 或 12800.5",
            "a plain decimal number is expected here, such as 12800 or 12800.5"
        )
    };
    message!("“{text}”不是数字；{zh}", "`{text}` is not a number; {en}")
}

read_from_text!(Money, "an amount of money in 10,000 yuan (万元), 0 or more", { "type": ["string", "number"], "minimum": 0, "exclusiveMaximum": 10_000_000_000_u64, "pattern": "^(0|[1-9][0-9]{0,9})(\\.[0-9]{1,4})?$" });
read_from_text!(Number, "a plain decimal number", { "type": ["string", "number"], "pattern": "^-?(0|[1-9][0-9]{0,9})(\\.[0-9]{1,4})?$" });

read_from_text!(Signed, "a plain decimal number", { "type": ["string", "number"], "pattern": "^-?(0|[1-9][0-9]{0,9})(\\.[0-9]{1,4})? ?[%％]?$" });
read_from_text!(Rate, "a plain decimal number", { "type": ["string", "number"], "pattern": "^-?(0|[1-9][0-9]{0,9})(\\.[0-9]{1,4})? ?[%％]?$" });

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_of_per_cent_need_their_sign() {
        let read = |text| Rate::from_text(text).map(|Rate(number)| number.to_string()).ok();
        for (text, number) in
            [("80", "80"), ("80%", "80"), ("0.5%", "0.5"), ("0.5 ％", "0.5"), ("0", "0"), ("1", "1"), ("62.5", "62.5")]
        {
            assert_eq!(read(text).as_deref(), Some(number), "{text}");
        }
        for text in ["0.9", "0.05", "%", "八十%", ""] {
            assert_eq!(read(text), None, "{text}");
        }
        let refused = Rate::from_text("0.9").map(|_| ()).expect_err("a fraction");
        assert!(refused.zh.contains("写 90；") && refused.en.contains("write 0.9%"), "{refused:?}");
    }

    #[test]
    fn refuses_what_yaml_libraries_would_bend() {
        for text in [
            "0x1F",
            "1_000",
            "1e3",
            ".nan",
            "",
            "-",
            "1.",
            ".5",
            "+3",
            "007",
            "12,800",
            "３２",
            "5万",
            "12345678901",
            "0.00001",
        ] {
            assert!(Number::from_text(text).is_err(), "{text} was accepted");
        }
        assert_eq!(Number::from_text("-12.30").map(|n| n.to_string()), Ok("-12.3".to_owned()));
        assert_eq!(Money::from_text("9999999999.9999").map(|n| n.to_string()), Ok("9999999999.9999".to_owned()));
        assert!(Money::from_text("-1").is_err());
    }
}
