//! Dates: exact days, days known only to the month or year, and years.

use std::fmt;

use chrono::{Datelike, NaiveDate};

use super::{FromText, read_from_text};
use crate::diagnostic::Message;

/// A day, written `2020-09-29`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(pub NaiveDate);

/// A day known to the day, the month or the year, written `2020-09-29`, `2020-09` or `2020`.
///
/// It counts as happened from the first day it may mean: an entry from `2018-09` holds on 2018-09-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PartialDate {
    /// The first day it may mean.
    pub first_day: NaiveDate,
    precision: Precision,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Precision {
    Year,
    Month,
    Day,
}

/// A calendar year, written `2020`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Year(pub i32);

impl PartialDate {
    /// The year it lies in.
    pub fn year(self) -> i32 {
        self.first_day.year()
    }

    /// The last day it may mean.
    pub fn last_day(self) -> NaiveDate {
        let day = self.first_day;
        let next = match self.precision {
            Precision::Day => return day,
            Precision::Month if day.month() < 12 => NaiveDate::from_ymd_opt(day.year(), day.month() + 1, 1),
            Precision::Month | Precision::Year => NaiveDate::from_ymd_opt(day.year() + 1, 1, 1),
        };
        next.and_then(|next| next.pred_opt()).unwrap_or(day)
    }

    /// Whether it had happened by the end of `day`.
    pub fn by(self, day: NaiveDate) -> bool {
        self.first_day <= day
    }
}

impl From<NaiveDate> for PartialDate {
    /// The day itself.
    fn from(first_day: NaiveDate) -> Self {
        Self { first_day, precision: Precision::Day }
    }
}

impl PartialOrd for PartialDate {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for PartialDate {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.first_day, self.precision as u8).cmp(&(other.first_day, other.precision as u8))
    }
}

/// A day as `2020-09-29`. Very many are written, so not by a format that is read anew each time.
pub(super) fn write_day(f: &mut fmt::Formatter<'_>, day: NaiveDate) -> fmt::Result {
    write!(f, "{:04}-{:02}-{:02}", day.year(), day.month(), day.day())
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_day(f, self.0)
    }
}

impl fmt::Display for PartialDate {
    /// As written: no day or month is made up.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.precision {
            Precision::Year => write!(f, "{:04}", self.first_day.year()),
            Precision::Month => write!(f, "{:04}-{:02}", self.first_day.year(), self.first_day.month()),
            Precision::Day => write_day(f, self.first_day),
        }
    }
}

impl fmt::Display for Year {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// Reads `YYYY-MM-DD` strictly; chrono alone would take `2020-9-1`.
pub(super) fn day(text: &str) -> Option<NaiveDate> {
    let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
    (text.len() == 10 && (1990..=2100).contains(&date.year())).then_some(date)
}

impl FromText for Date {
    fn from_text(text: &str) -> Result<Self, Message> {
        day(text).map(Self).ok_or_else(|| {
            message!("“{text}”不是有效日期；日期写作 2020-09-29", "`{text}` is not a date; write it as 2020-09-29")
        })
    }
}

impl FromText for PartialDate {
    fn from_text(text: &str) -> Result<Self, Message> {
        let refuse = || {
            message!(
                "“{text}”不是有效日期；写作 2020-09-29、2020-09 或 2020",
                "`{text}` is not a date; write it as 2020-09-29, 2020-09 or 2020"
            )
        };
        let (first_day, precision) = match text.len() {
            4 => (day(&format!("{text}-01-01")), Precision::Year),
            7 => (day(&format!("{text}-01")), Precision::Month),
            _ => (day(text), Precision::Day),
        };
        first_day.map(|first_day| Self { first_day, precision }).ok_or_else(refuse)
    }
}

impl FromText for Year {
    fn from_text(text: &str) -> Result<Self, Message> {
        day(&format!("{text}-01-01"))
            .filter(|_| text.len() == 4)
            .map(|date| Self(date.year()))
            .ok_or_else(|| message!("“{text}”不是年份；年份写作 2020", "`{text}` is not a year; write it as 2020"))
    }
}

read_from_text!(Date, "a day, written 2020-09-29", { "type": "string", "pattern": "^(199[0-9]|20[0-9]{2}|2100)-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$" });
read_from_text!(PartialDate, "a day, month or year, written 2020-09-29, 2020-09 or 2020", { "type": ["string", "integer"], "minimum": 1990, "maximum": 2100, "pattern": "^(199[0-9]|20[0-9]{2}|2100)(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$" });
read_from_text!(Year, "a year, written 2020", { "type": ["string", "integer"], "minimum": 1990, "maximum": 2100, "pattern": "^(199[0-9]|20[0-9]{2}|2100)$" });

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_strict_and_keep_their_precision() {
        for text in ["2020-9-1", "2020-02-30", "2020/09/01", "20200901", "1890-01-01", ""] {
            assert!(Date::from_text(text).is_err(), "{text} was accepted");
        }
        for text in ["2020", "2020-09", "2020-09-29"] {
            assert_eq!(PartialDate::from_text(text).map(|date| date.to_string()), Ok(text.to_owned()));
        }
        assert!(PartialDate::from_text("2020-13").is_err());
    }
}
