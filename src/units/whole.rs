//! Whole numbers as they are written. YAML itself would take `0x10` for 16 and `010` for 8 or 10, as the reader likes.

use std::fmt;
use std::marker::PhantomData;

use serde::{Deserialize, Deserializer, de};

/// A number from its digits.
struct Whole<T>(T);

impl<'de, T: TryFrom<u64>> Deserialize<'de> for Whole<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct WholeVisitor<T>(PhantomData<T>);
        impl<T: TryFrom<u64>> de::Visitor<'_> for WholeVisitor<T> {
            type Value = Whole<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(std::any::type_name::<T>())
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
                let is_plain =
                    text.bytes().all(|byte| byte.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
                let number = text.parse::<u64>().ok().filter(|_| is_plain).and_then(|number| T::try_from(number).ok());
                number.map(Whole).ok_or_else(|| E::invalid_value(de::Unexpected::Str(text), &self))
            }
        }
        deserializer.deserialize_str(WholeVisitor(PhantomData))
    }
}

/// Reads a field that holds a whole number.
///
/// # Errors
/// Where something else than digits is written, or the number is too large.
pub fn whole<'de, D: Deserializer<'de>, T: TryFrom<u64>>(deserializer: D) -> Result<T, D::Error> {
    Whole::deserialize(deserializer).map(|whole| whole.0)
}

/// The same where nothing may be written.
///
/// # Errors
/// As [`whole`].
pub fn maybe_whole<'de, D: Deserializer<'de>, T: TryFrom<u64>>(deserializer: D) -> Result<Option<T>, D::Error> {
    Option::deserialize(deserializer).map(|whole: Option<Whole<T>>| whole.map(|whole| whole.0))
}

/// The same for a list.
///
/// # Errors
/// As [`whole`], or where there is no list.
pub fn list_of_wholes<'de, D: Deserializer<'de>, T: TryFrom<u64>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    Vec::deserialize(deserializer).map(|wholes: Vec<Whole<T>>| wholes.into_iter().map(|whole| whole.0).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_alone_are_a_number() {
        let read = |text: &str| serde_yaml::from_str::<Whole<u8>>(text).ok().map(|whole| whole.0);
        assert_eq!((read("0"), read("16"), read("255")), (Some(0), Some(16), Some(255)));
        for text in
            ["0x10", "0o20", "0b1", "010", "00", "+1", "-1", "1.0", "1e1", "1_0", "256", "''", "~", "true", "[1]"]
        {
            assert_eq!(read(text), None, "{text}");
        }
        assert!(read("99999999999999999999999").is_none());
    }
}
