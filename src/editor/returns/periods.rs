//! Quarters as titles and cells name them.

use super::headings::plain;
use crate::units::{FromText as _, Quarter};

/// The quarter that a text names: `2020Q4`, `2020年第四季度`, `2020年上半年`, `2020年全年`.
pub fn quarter_in(text: &str) -> Option<Quarter> {
    let text = plain(text).to_uppercase();
    for (at, _) in text.match_indices('Q') {
        let year = text[..at].chars().rev().take(4).collect::<Vec<_>>().into_iter().rev().collect::<String>();
        let number: String = text[at + 1..].chars().take(1).collect();
        if let Ok(quarter) = Quarter::from_text(&format!("{year}Q{number}")) {
            return Some(quarter);
        }
    }
    let (at, _) = text.match_indices('年').find(|(at, _)| year_before(&text, *at).is_some())?;
    let year = year_before(&text, at)?;
    let rest = &text[at..];
    let spans = [
        ("前三季度", '3'),
        ("一季度", '1'),
        ("1季度", '1'),
        ("二季度", '2'),
        ("2季度", '2'),
        ("三季度", '3'),
        ("3季度", '3'),
        ("四季度", '4'),
        ("4季度", '4'),
        ("上半年", '2'),
        ("全年", '4'),
    ];
    let number = spans.into_iter().filter_map(|(word, number)| Some((rest.find(word)?, number))).min()?.1;
    Quarter::from_text(&format!("{year}Q{number}")).ok()
}

/// Four digits before this place.
fn year_before(text: &str, at: usize) -> Option<&str> {
    let year = text.get(at.checked_sub(4)?..at)?;
    year.bytes().all(|byte| byte.is_ascii_digit()).then_some(year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quarters_are_found_in_titles() {
        for (title, expected) in [
            ("2020年四季度特色小镇投资进度报送表", Some("2020Q4")),
            ("云岚市2020年第 三 季度进展", Some("2020Q3")),
            ("２０２０年1—12月（全年）", Some("2020Q4")),
            ("2021年上半年情况", Some("2021Q2")),
            ("2021年前三季度", Some("2021Q3")),
            ("Progress return for Q1 2021 (2021Q1): Overall", Some("2021Q1")),
            ("2020年特色小镇", None),
            ("四季度", None),
        ] {
            assert_eq!(quarter_in(title).map(|quarter| quarter.to_string()).as_deref(), expected, "{title}");
        }
    }
}
