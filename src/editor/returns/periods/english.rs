//! Periods in English words.

use super::MonthSpan;
use super::read::{PeriodParser, months, small};

/// Whether what was read is all that the text holds.
pub(super) fn is_whole_text(begin: PeriodParser<'_>, end: PeriodParser<'_>) -> bool {
    begin.at == 0 && end.peek().is_none()
}

fn month_name(pen: PeriodParser<'_>) -> Option<(u32, PeriodParser<'_>)> {
    let names = [
        ["january", "jan"],
        ["february", "feb"],
        ["march", "mar"],
        ["april", "apr"],
        ["may", "may"],
        ["june", "jun"],
        ["july", "jul"],
        ["august", "aug"],
        ["september", "sep"],
        ["october", "oct"],
        ["november", "nov"],
        ["december", "dec"],
    ];
    (1..).zip(names).find_map(|(number, words)| Some((number, pen.past_any(&words)?)))
}

/// A span in English.
pub(super) fn english(pen: PeriodParser<'_>) -> Option<(MonthSpan, PeriodParser<'_>)> {
    let (count, behind) = pen.digits();
    // 1Q, 1H
    if count == 1 && !pen.is_behind_digit() {
        let number = pen.value(1)?;
        if let Some(end) = behind.past("q").filter(|_| (1..=4).contains(&number)) {
            return Some((MonthSpan::Quarter(number), end));
        }
        if let Some(end) = behind.past("h").filter(|_| (1..=2).contains(&number)) {
            return Some((half(number), end));
        }
    }
    let letter = pen.peek().filter(|_| pen.at == 0 || !pen.text[pen.at - 1].is_ascii_alphabetic());
    if let Some(letter @ ('q' | 'h')) = letter {
        let next = pen.moved(1);
        let (count, end) = next.digits();
        if count == 1 {
            let number = next.value(1)?;
            return match letter {
                'q' if (1..=4).contains(&number) => Some((MonthSpan::Quarter(number), end)),
                'h' if (1..=2).contains(&number) => Some((half(number), end)),
                _ => None,
            };
        }
    }
    let the = pen.past_maybe(&["the "]);
    for (number, word) in (1..).zip(["first ", "second ", "third ", "fourth "]) {
        let Some(behind) = the.past(word) else { continue };
        if let Some(end) = behind.past("quarter") {
            return Some((MonthSpan::Quarter(number), end));
        }
        if number <= 2
            && let Some(end) = behind.past_any(&["half year", "half"])
        {
            return Some((half(number), end));
        }
        if number == 1 {
            return behind
                .past_any(&["three quarters", "3 quarters", "nine months", "9 months"])
                .map(|end| (MonthSpan::ToDate(9), end))
                .or_else(|| behind.past_any(&["two quarters", "six months"]).map(|end| (MonthSpan::ToDate(6), end)))
                .or_else(|| behind.past_any(&["three months"]).map(|end| (MonthSpan::ToDate(3), end)));
        }
    }
    if let Some(end) = the.past_any(&["whole year", "full year", "whole"]) {
        return Some((MonthSpan::ToDate(12), end));
    }
    // 31 March: a day before its month.
    if (1..=2).contains(&count)
        && let Some((day, behind)) = small(pen)
        && let Some((month, end)) = month_name(behind.past_maybe(&[" "]))
    {
        return Some((MonthSpan::Day(month, day), end));
    }
    let (first, behind) = month_name(pen)?;
    let to = behind.past_any(&[" to ", "-", " through ", " "]);
    if let Some((last, end)) = to.and_then(month_name).filter(|(last, _)| *last > first) {
        return Some((months(first, last), end));
    }
    let day = behind.past(" ").and_then(small).filter(|(_, end)| !end.peek().is_some_and(|c| c.is_ascii_digit()));
    match day {
        Some((day, end)) => Some((MonthSpan::Day(first, day), end)),
        None => Some((MonthSpan::Month(first), behind)),
    }
}

fn half(number: u32) -> MonthSpan {
    if number == 1 { MonthSpan::ToDate(6) } else { MonthSpan::Months(7, 12) }
}
