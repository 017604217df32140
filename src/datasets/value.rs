//! A cell: an exact value or nothing. Conversions from every type that rows are made of.

use std::borrow::Cow;
use std::fmt;
use std::hash::{Hash as _, Hasher};

use compact_str::{CompactString, ToCompactString as _};
use rust_decimal::Decimal;

use crate::figure::{Figure, Quantity};
use crate::model::Coded;
use crate::units::{Date, Key, PartialDate, Quarter, Slug, SourceReference, Text, Timestamp, Year};

/// A row: one value per column.
pub type Row = Vec<Value>;

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Not known, not reported, or not applicable; never zero.
    Missing,
    /// Words, an id or a code.
    Text(CompactString),
    /// A count, a rank or a year.
    Integer(i64),
    /// An exact number; its scale is the digits shown.
    Number(Decimal),
    /// A day, as `2020-09-29`.
    Date(chrono::NaiveDate),
    /// Yes or no.
    Boolean(bool),
}

impl Value {
    /// The value as data files carry it.
    pub(super) fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => Cow::Borrowed(text),
            other => Cow::Owned(other.to_string()),
        }
    }

    /// Words joined by `;`; missing where there are none.
    pub(super) fn list<T: fmt::Display>(items: impl IntoIterator<Item = T>) -> Self {
        let items: Vec<String> = items.into_iter().map(|item| item.to_string()).collect();
        if items.is_empty() { Self::Missing } else { Self::Text(items.join(";").into()) }
    }
}

impl fmt::Display for Value {
    /// As data files carry it; nothing where it is missing.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => Ok(()),
            Self::Text(text) => f.write_str(text),
            Self::Integer(number) => write!(f, "{number}"),
            Self::Number(number) => write!(f, "{number}"),
            Self::Date(day) => write!(f, "{day}"),
            Self::Boolean(yes) => write!(f, "{yes}"),
        }
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Missing, Into::into)
    }
}

impl From<Figure<'_>> for Value {
    /// The figure as data files have it: counts and ranks are whole numbers.
    fn from(figure: Figure<'_>) -> Self {
        #[cfg(test)]
        super::measured::note(figure);
        match figure.value() {
            Ok(Quantity::Whole(number)) => Self::Integer(number),
            _ => figure.decimal().map_or(Self::Missing, Self::Number),
        }
    }
}

impl From<Date> for Value {
    fn from(date: Date) -> Self {
        Self::Date(date.0)
    }
}

impl From<Year> for Value {
    fn from(year: Year) -> Self {
        Self::Integer(year.0.into())
    }
}

impl From<bool> for Value {
    fn from(yes: bool) -> Self {
        Self::Boolean(yes)
    }
}

impl From<i32> for Value {
    fn from(number: i32) -> Self {
        Self::Integer(number.into())
    }
}

impl From<u8> for Value {
    fn from(number: u8) -> Self {
        Self::Integer(number.into())
    }
}

impl From<&SourceReference> for Value {
    fn from(source: &SourceReference) -> Self {
        match source {
            SourceReference::Words(words) => Self::from(words),
            SourceReference::Ids(ids) => Self::list(ids),
        }
    }
}

impl Value {
    /// Adds to a digest what is shown: of an exact number its digits, so that `1` and `1.0` differ.
    pub(super) fn digest(&self, hasher: &mut impl Hasher) {
        std::mem::discriminant(self).hash(hasher);
        match self {
            Self::Missing => {}
            Self::Text(text) => text.hash(hasher),
            Self::Integer(number) => number.hash(hasher),
            Self::Number(number) => number.serialize().hash(hasher),
            Self::Date(day) => day.hash(hasher),
            Self::Boolean(yes) => yes.hash(hasher),
        }
    }
}

impl<T: Coded> From<T> for Value {
    fn from(value: T) -> Self {
        Self::from(value.code())
    }
}

impl From<&str> for Value {
    fn from(words: &str) -> Self {
        Self::Text(words.into())
    }
}

/// Types that are a text.
macro_rules! as_words {
    ($($type:ty),*) => {
        $(impl From<$type> for Value {
            fn from(value: $type) -> Self {
                Self::from(&**value)
            }
        })*
    };
}
as_words!(&String, &Text, &Slug, &Key);

/// Types whose text is their value.
macro_rules! as_text {
    ($($type:ty),*) => {
        $(impl From<$type> for Value {
            fn from(value: $type) -> Self {
                Self::Text(value.to_compact_string())
            }
        })*
    };
}
as_text!(String, Quarter, PartialDate, Timestamp);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::measures::boards;
    use crate::units::{FromText, Money, Ratio};

    #[test]
    fn digits_are_exact_and_missing_is_nothing() {
        let money = |text: &str| Value::from(Figure::of(&boards::COMPLETED, Money::from_text(text).ok()));
        assert_eq!(money("12800.50").to_string(), "12800.5");
        assert_eq!(money("9999999999.9999").to_string(), "9999999999.9999");
        assert_eq!(money("100").to_string(), "100");
        assert_eq!(money("none"), Value::Missing);
        assert_eq!(Value::Missing.to_string(), "");
        let rate = Ratio::of(Money::whole(7995), Money::whole(10000));
        assert_eq!(Value::from(Figure::of(&boards::PERIOD_RATE, rate)).to_string(), "80.0");
        assert_eq!(Value::from(PartialDate::from_text("2018-09").ok()).to_string(), "2018-09");
        assert_eq!(Value::list(Vec::<String>::new()), Value::Missing);
        assert_eq!(Value::list(["a", "b"]).to_string(), "a;b");
    }
}
