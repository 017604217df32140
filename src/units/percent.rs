//! A whole percentage, for places within a picture.

use std::fmt;

use super::{FromText, read_from_text};
use crate::diagnostic::Message;

/// A whole number from 0 to 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Percent(pub u8);

impl Percent {
    /// The nearest ten, half up: what styles have a class for.
    pub fn tens(self) -> u8 {
        (self.0 + 5) / 10 * 10
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl FromText for Percent {
    fn from_text(text: &str) -> Result<Self, Message> {
        let is_plain = text.len() <= 3 && text.bytes().all(|byte| byte.is_ascii_digit());
        let number = text.parse().ok().filter(|number| is_plain && *number <= 100);
        number.map(Self).ok_or_else(|| {
            message!("“{text}”不是0到100的整数；写距左边或上边的百分之几，不写百分号", "`{text}` is not a whole number from 0 to 100; write the per cent from the left or the top, without the sign")
        })
    }
}

read_from_text!(Percent, "a whole number from 0 to 100", { "type": ["string", "integer"], "minimum": 0, "maximum": 100, "pattern": "^0{0,2}([0-9]|[1-9][0-9]|100)$" });

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_to_a_hundred_are_read() {
        let read = |text| Percent::from_text(text).ok();
        assert_eq!(read("0"), Some(Percent(0)));
        assert_eq!(read("100"), Some(Percent(100)));
        for text in ["101", "-1", "+5", "30%", "5.5", "", "1e2", "三十", "0030"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn tens_are_rounded_half_up() {
        let tens: Vec<u8> = [0, 4, 5, 50, 94, 95, 100].map(|number| Percent(number).tens()).into();
        assert_eq!(tens, [0, 0, 10, 50, 90, 100, 100]);
    }
}
