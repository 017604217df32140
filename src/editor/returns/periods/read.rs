//! A place in a text → the period that is written there.

use super::english::{english, is_whole_text};
use super::{MonthSpan, StatedPeriod};
use crate::editor::returns::plain::stands;

/// A text and a place in it.
#[derive(Clone, Copy)]
pub(super) struct PeriodParser<'t> {
    pub(super) text: &'t [char],
    pub(super) at: usize,
}

impl PeriodParser<'_> {
    pub(super) fn peek(self) -> Option<char> {
        self.text.get(self.at).copied()
    }

    pub(super) fn moved(self, by: usize) -> Self {
        Self { at: self.at + by, ..self }
    }

    /// Past a word, where it stands here.
    pub(super) fn past(self, word: &str) -> Option<Self> {
        stands(self.text, self.at, word).then(|| self.moved(word.chars().count()))
    }

    /// Past the first of some words that stands here.
    pub(super) fn past_any(self, words: &[&str]) -> Option<Self> {
        words.iter().find_map(|word| self.past(word))
    }

    pub(super) fn past_maybe(self, words: &[&str]) -> Self {
        self.past_any(words).unwrap_or(self)
    }

    /// A run of digits.
    pub(super) fn digits(self) -> (usize, Self) {
        let count = self.text[self.at..].iter().take_while(|c| c.is_ascii_digit()).count();
        (count, self.moved(count))
    }

    pub(super) fn value(self, count: usize) -> Option<u32> {
        self.text.get(self.at..self.at + count)?.iter().collect::<String>().parse().ok()
    }

    pub(super) fn is_behind_digit(self) -> bool {
        self.at > 0 && self.text[self.at - 1].is_ascii_digit()
    }
}

/// The digits of Chinese numbers; their zero is written in several ways.
fn han(c: char) -> Option<u32> {
    Some(match c {
        '〇' | '零' | '○' | 'o' | '0' => 0,
        '一' | '壹' | '元' => 1,
        '二' | '两' | '贰' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// A number from 1 to 31: `3`, `03`, `三`, `十二`, `二十一`.
pub(super) fn small(pen: PeriodParser<'_>) -> Option<(u32, PeriodParser<'_>)> {
    let (count, behind) = pen.digits();
    if count > 0 {
        let fine = count <= 2 && !pen.is_behind_digit();
        return pen.value(count).filter(|value| fine && (1..=31).contains(value)).map(|value| (value, behind));
    }
    let digit = |pen: PeriodParser<'_>| pen.peek().and_then(han).filter(|value| *value > 0);
    let tens = match pen.moved(usize::from(digit(pen).is_some())).peek() {
        Some('十') => Some(digit(pen).unwrap_or(1)),
        _ => None,
    };
    match tens {
        Some(tens) => {
            let rest = pen.moved(usize::from(digit(pen).is_some()) + 1);
            let unit = digit(rest).unwrap_or(0);
            Some((tens * 10 + unit, rest.moved(usize::from(unit > 0))))
        }
        None => digit(pen).map(|value| (value, pen.moved(1))),
    }
}

/// The dash of a range. Between digits the number 一 is typed for it, too: `1一3月`.
fn dash(pen: PeriodParser<'_>) -> Option<PeriodParser<'_>> {
    let marks = ["--", "-", "~", "至", "到", "、", "to"];
    if let Some(behind) = pen.past_any(&marks) {
        return Some(behind);
    }
    let spaced = pen.past(" to ").map(|behind| behind.moved(0));
    let typed =
        pen.past("一").filter(|behind| pen.is_behind_digit() && behind.peek().is_some_and(|c| c.is_ascii_digit()));
    spaced.or(typed)
}

/// A year: `2022`, `二〇二二`; in the range of years that quarters have.
fn year(pen: PeriodParser<'_>) -> Option<(i32, PeriodParser<'_>)> {
    let (count, _) = pen.digits();
    let fine = |year: u32| (1990..=2100).contains(&year).then_some(year as i32);
    if count >= 4 && !pen.is_behind_digit() {
        return Some((fine(pen.value(4)?)?, pen.moved(4)));
    }
    let digits: Vec<u32> = pen.text[pen.at..].iter().take(4).filter_map(|c| han(*c)).collect();
    let is_year = digits.len() == 4 && pen.moved(4).peek() == Some('年');
    let value = digits.iter().fold(0, |sum, digit| sum * 10 + digit);
    is_year.then(|| fine(value).map(|year| (year, pen.moved(4))))?
}

/// The last day of a month.
fn last_day(year: Option<i32>, month: u32) -> u32 {
    match month {
        2 if year.is_some_and(|year| year % 4 != 0) => 28,
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn is_month(number: u32) -> bool {
    (1..=12).contains(&number)
}

/// The period that begins at a place, and where it ends; none where there is none.
pub fn leading(text: &[char], at: usize) -> Option<(StatedPeriod, usize)> {
    let pen = PeriodParser { text, at };
    let until = ["截止到", "截至到", "截止至", "截至", "截止", "as of ", "as at ", "until ", "up to ", "through "];
    if let Some(behind) = pen.past_any(&until) {
        let behind = behind.past_maybe(&["时间:", "日期:", ":"]);
        let (period, end) = dated(behind)?;
        return Some((cut_off(period)?, end));
    }
    dated(pen)
}

/// Up to the end of what is named.
fn cut_off(period: StatedPeriod) -> Option<StatedPeriod> {
    let span = match period.span? {
        MonthSpan::Month(month) => MonthSpan::ToDate(month),
        MonthSpan::Quarter(number) => MonthSpan::ToDate(number * 3),
        MonthSpan::Day(month, day) if day == last_day(period.year, month) => MonthSpan::ToDate(month),
        MonthSpan::Day(month, day) => MonthSpan::Until(month, day),
        MonthSpan::Year => MonthSpan::ToDate(12),
        span => span,
    };
    Some(StatedPeriod { span: Some(span), ..period })
}

fn dated(pen: PeriodParser<'_>) -> Option<(StatedPeriod, usize)> {
    if let Some((value, behind)) = year(pen) {
        if let Some(found) = of_year(value, behind) {
            return Some(found);
        }
        // 2021-2025年 is no year of returns.
        return None;
    }
    // 22年一季度: two digits are a year where a span follows.
    let (count, behind) = pen.digits();
    if count == 2
        && !pen.is_behind_digit()
        && let Some(behind) = behind.past("年")
    {
        let value = 2000 + i32::try_from(pen.value(2)?).ok()?;
        let (span, behind) = span(behind, Some(value))?;
        return Some((StatedPeriod { year: Some(value), span: Some(span) }, behind.at));
    }
    if let Some((span, behind)) = span(pen, None) {
        return Some((StatedPeriod { year: None, span: Some(span) }, behind.at));
    }
    let (span, behind) = english(pen)?;
    let rest = behind.past_maybe(&[" of the year ", " of ", ", ", ",", " ", "/", "-"]);
    let year = year(rest).filter(|(_, end)| !end.peek().is_some_and(|c| c.is_ascii_digit()));
    // `may` and `march` are words, too.
    let is_certain = year.is_some() || !matches!(span, MonthSpan::Month(_)) || is_whole_text(pen, behind);
    let end = year.map_or(behind.at, |(_, end)| end.at);
    is_certain.then(|| (StatedPeriod { year: year.map(|(year, _)| year), span: Some(span) }, end))
}

/// What follows a year.
fn of_year(value: i32, behind: PeriodParser<'_>) -> Option<(StatedPeriod, usize)> {
    let whole = |span, at: PeriodParser<'_>| Some((StatedPeriod { year: Some(value), span }, at.at));
    if let Some(word) = behind.past("年") {
        let is_whole = word.past("度").filter(|_| span(word, Some(value)).is_none());
        let next = is_whole.unwrap_or(word);
        let inner = next.past_maybe(&["的", "第", ":", "-", "("]);
        if let Some((span, end)) = span(inner, Some(value)).or_else(|| english(inner)) {
            return whole(Some(span), end);
        }
        return whole(is_whole.map(|_| MonthSpan::Year), next);
    }
    // 202203, 20220331
    let (count, end) = behind.digits();
    if matches!(count, 2 | 4) && end.past_any(&["号"]).is_none() {
        let month = behind.value(2).filter(|month| is_month(*month))?;
        let day = if count == 4 { Some(behind.moved(2).value(2)?) } else { None };
        return whole(Some(day.map_or(MonthSpan::Month(month), |day| MonthSpan::Day(month, day))), end);
    }
    if count > 0 {
        return None;
    }
    let next = behind.past_any(&["-", ".", "/", " ", "第", ":", "_"]).unwrap_or(behind);
    // 2022.1-3, 2022-03, 2022/3/31, 2022.01-2022.03
    if next.at > behind.at
        && let (1 | 2, _) = next.digits()
        && let Some((month, end)) = small(next)
        && is_month(month)
        && end.past_any(&["季", "月"]).is_none()
    {
        let mark = behind.peek();
        if let Some(day) = end.past_any(&["-", ".", "/"]).filter(|_| end.peek() == mark)
            && let (1 | 2, _) = day.digits()
            && let Some((number, last)) = small(day)
            && last.past_any(&["月"]).is_none()
        {
            return whole(Some(MonthSpan::Day(month, number)), last.past_maybe(&["日"]));
        }
        let rest = dash(end).map(|rest| match year(rest) {
            Some((_, rest)) => rest.past_maybe(&["-", ".", "/"]),
            None => rest,
        });
        if let Some((last, end)) = rest.and_then(small).filter(|(last, _)| is_month(*last) && *last > month) {
            return whole(Some(months(month, last)), end.past_maybe(&["月"]));
        }
        return whole(Some(MonthSpan::Month(month)), end);
    }
    if let Some((span, end)) = span(next, Some(value)).or_else(|| english(next)) {
        return whole(Some(span), end);
    }
    None
}

/// From one month to another.
pub(super) fn months(first: u32, last: u32) -> MonthSpan {
    if first == 1 { MonthSpan::ToDate(last) } else { MonthSpan::Months(first, last) }
}

/// A span in Chinese words and digits.
fn span(pen: PeriodParser<'_>, of: Option<i32>) -> Option<(MonthSpan, PeriodParser<'_>)> {
    for (word, span) in [
        ("上半年度", MonthSpan::ToDate(6)),
        ("上半年", MonthSpan::ToDate(6)),
        ("半年度", MonthSpan::ToDate(6)),
        ("半年报", MonthSpan::ToDate(6)),
        ("下半年", MonthSpan::Months(7, 12)),
        ("全年度", MonthSpan::ToDate(12)),
        ("全年", MonthSpan::ToDate(12)),
        ("年报", MonthSpan::ToDate(12)),
        ("年终", MonthSpan::ToDate(12)),
        ("年末", MonthSpan::ToDate(12)),
        ("年底", MonthSpan::ToDate(12)),
    ] {
        // 年初至年末 and the like are words of their own.
        if let Some(behind) = pen.past(word) {
            return Some((span, behind));
        }
    }
    // 2022年报, behind the year and its 年.
    if of.is_some()
        && pen.at > 0
        && pen.text[pen.at - 1] == '年'
        && let Some(behind) = pen.past_any(&["报", "末", "底"])
    {
        return Some((MonthSpan::ToDate(12), behind));
    }
    if let Some(behind) = pen.past("前") {
        let (number, behind) = small(behind)?;
        let behind = behind.past_maybe(&["个"]);
        if let Some(behind) = behind.past_any(&["季度", "季"]) {
            return (number <= 4).then_some((MonthSpan::ToDate(number * 3), behind));
        }
        return behind.past("月").filter(|_| is_month(number)).map(|behind| (MonthSpan::ToDate(number), behind));
    }
    let (first, behind) = small(pen.past_maybe(&["第"]))?;
    range(first, behind).or_else(|| single(first, behind, of))
}

/// `1-3月`, `1月至3月`, `1月1日至3月31日`, `一至三季度`.
fn range(first: u32, behind: PeriodParser<'_>) -> Option<(MonthSpan, PeriodParser<'_>)> {
    let month = behind.past("月份").or_else(|| behind.past("月"));
    let (first_day, from) = match month {
        Some(month) => day_of(month).unwrap_or((1, month)),
        None => (1, behind.past_maybe(&["季度", "季"])),
    };
    let mut rest = dash(from)?;
    // 一、二、三季度
    while let Some((_, next)) = small(rest)
        && let Some(next) = next.past("、")
    {
        rest = next;
    }
    let rest = year(rest).and_then(|(_, next)| next.past("年")).unwrap_or(rest);
    let (last, end) = small(rest.past_maybe(&["第"]))?;
    if let Some(end) = end.past("月份").or_else(|| end.past("月")) {
        if !is_month(first) || !is_month(last) || last <= first {
            return None;
        }
        let (span, end) = match day_of(end) {
            Some((day, end)) if day == last_day(None, last) || (last, day) == (2, 28) => (months(first, last), end),
            Some((day, end)) => (MonthSpan::Until(last, day), end),
            None => (months(first, last), end.past_maybe(&["底", "末"])),
        };
        return Some((if first_day == 1 { span } else { MonthSpan::Months(first, last) }, end));
    }
    let end = end.past_any(&["季度", "季"])?;
    let fine = month.is_none() && first < last && last <= 4;
    fine.then(|| (months(first * 3 - 2, last * 3), end))
}

/// A day of the month: `31日`.
fn day_of(pen: PeriodParser<'_>) -> Option<(u32, PeriodParser<'_>)> {
    let (day, end) = small(pen)?;
    Some((day, end.past_any(&["日", "号"])?))
}

/// `一季度`, `3月`, `3月底`, `3月31日`.
fn single(number: u32, behind: PeriodParser<'_>, of: Option<i32>) -> Option<(MonthSpan, PeriodParser<'_>)> {
    // 四季花海 is no quarter: 季 alone needs 第 before the number, or to end the text.
    let is_ordinal = behind.text[..behind.at].iter().rev().take(3).any(|c| *c == '第');
    let short = behind.past("季").filter(|end| is_ordinal || end.peek().is_none());
    if let Some(end) = behind.past_any(&["季度", "季报"]).or(short) {
        let span = match end.past_any(&["末", "底"]) {
            Some(_) => MonthSpan::ToDate(number * 3),
            None => MonthSpan::Quarter(number),
        };
        return (number <= 4).then(|| (span, end.past_maybe(&["末", "底"])));
    }
    let month = behind.past("月份").or_else(|| behind.past("月")).filter(|_| is_month(number))?;
    if let Some(end) = month.past_any(&["底", "末"]) {
        return Some((MonthSpan::ToDate(number), end));
    }
    if let Some((day, end)) = small(month)
        && let Some(end) = end.past_any(&["日", "号"]).or(of.map(|_| end))
    {
        return Some((MonthSpan::Day(number, day), end));
    }
    Some((MonthSpan::Month(number), month))
}
