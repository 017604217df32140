//! Calendar quarters, written `2020Q3`.

use std::fmt;

use chrono::{Datelike as _, Days, NaiveDate};

use super::{FromText, read_from_text};
use crate::diagnostic::Message;

/// A calendar quarter; ordered in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter {
    /// Calendar year, 1990–2100.
    pub year: i32,
    /// 1 to 4.
    pub number: u32,
}

impl Quarter {
    /// The quarter in which a day lies.
    pub fn of(day: NaiveDate) -> Self {
        Self { year: day.year(), number: day.month0() / 3 + 1 }
    }

    /// The first day of the quarter.
    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year, self.number * 3 - 2, 1)
            .expect("a quarter is read with its year and number in range")
    }

    /// The last day of the quarter: the day on which category, rules and tasks are judged.
    pub fn last_day(self) -> NaiveDate {
        self.next().first_day().checked_sub_days(Days::new(1)).expect("a quarter's first day has a day before it")
    }

    /// The quarter after this one.
    #[must_use]
    pub fn next(self) -> Self {
        if self.number == 4 {
            Self { year: self.year + 1, number: 1 }
        } else {
            Self { number: self.number + 1, ..self }
        }
    }

    /// The quarter before this one.
    #[must_use]
    pub fn previous(self) -> Self {
        if self.number == 1 {
            Self { year: self.year - 1, number: 4 }
        } else {
            Self { number: self.number - 1, ..self }
        }
    }

    /// The same quarter a year earlier, for comparisons year on year.
    #[must_use]
    pub fn year_earlier(self) -> Self {
        Self { year: self.year - 1, ..self }
    }

    /// Position in a year's list of four: 0 to 3.
    pub fn index(self) -> usize {
        self.number as usize - 1
    }

    /// As part of an address: `2020q3`.
    pub fn slug(self) -> String {
        format!("{}q{}", self.year, self.number)
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}Q{}", self.year, self.number)
    }
}

impl FromText for Quarter {
    fn from_text(text: &str) -> Result<Self, Message> {
        let refuse = || {
            message!(
                "“{text}”不是季度；季度写作 2020Q3（年份、大写字母Q、1至4）",
                "`{text}` is not a quarter; write it as 2020Q3 (year, capital Q, 1 to 4)"
            )
        };
        let (year, number) = text.split_once('Q').ok_or_else(refuse)?;
        if year.len() != 4 || number.len() != 1 {
            return Err(refuse());
        }
        let year: i32 = year.parse().map_err(|_| refuse())?;
        let number: u32 = number.parse().map_err(|_| refuse())?;
        if !(1990..=2100).contains(&year) || !(1..=4).contains(&number) {
            return Err(refuse());
        }
        Ok(Self { year, number })
    }
}

read_from_text!(Quarter, "a quarter, written 2020Q3", { "type": "string", "pattern": "^(199[0-9]|20[0-9]{2}|2100)Q[1-4]$" });

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quarters_know_their_days() {
        let quarter = Quarter::from_text("2020Q4").expect("well formed");
        assert_eq!(quarter.last_day().to_string(), "2020-12-31");
        assert_eq!(quarter.next().to_string(), "2021Q1");
        assert_eq!(quarter.next().previous(), quarter);
        for text in ["2020q3", "2020Q5", "2020Q0", "20Q1", "2020-Q1", "2020Ｑ3", ""] {
            assert!(Quarter::from_text(text).is_err(), "{text} was accepted");
        }
    }
}
