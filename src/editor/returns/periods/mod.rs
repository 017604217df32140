//! Periods as titles, headings, sheets and cells name them, and whether all that a table says of its own agrees.

mod agree;
mod english;
mod read;

pub use agree::{AgreedPeriod, PeriodPlace, PeriodStatement, agree, differs, no_quarter, not_asked};

use super::plain::words;
use crate::units::{FromText as _, Quarter};

pub use read::leading;

/// Months of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MonthSpan {
    /// From the beginning of the year to the end of a month: 1-6月, 上半年, 截至6月底.
    ToDate(u32),
    /// A quarter, by its number: 二季度. Whether its own figures are meant or those since January is not said.
    Quarter(u32),
    /// A month, by its number.
    Month(u32),
    /// Months that do not begin in January: 4-6月, 下半年.
    Months(u32, u32),
    /// The year: 2022年度.
    Year,
    /// Up to a day that ends no month: 截至3月25日.
    Until(u32, u32),
    /// A day.
    Day(u32, u32),
}

/// What a text says of a period: its year, its months, or both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatedPeriod {
    /// The year.
    pub year: Option<i32>,
    /// The months.
    pub span: Option<MonthSpan>,
}

impl StatedPeriod {
    /// Whether it may be this quarter.
    pub fn fits(self, quarter: Quarter) -> bool {
        let number = self.span.and_then(MonthSpan::quarter);
        self.year.is_none_or(|year| year == quarter.year) && number.is_none_or(|number| number == quarter.number)
    }
}

impl MonthSpan {
    /// The number of the quarter whose figures since January these are; none where the months end with no quarter.
    pub fn quarter(self) -> Option<u32> {
        match self {
            Self::Quarter(number) => Some(number),
            Self::ToDate(month) | Self::Month(month) | Self::Months(_, month) => (month % 3 == 0)
                .then_some(month / 3)
                .filter(|_| !matches!(self, Self::Months(first, last) if last - first > 2)),
            Self::Year => Some(4),
            Self::Day(month, day) => match (month, day) {
                (3, 31) => Some(1),
                (6, 30) => Some(2),
                (9, 30) => Some(3),
                (12, 31) => Some(4),
                _ => None,
            },
            Self::Until(..) => None,
        }
    }
}

/// Words around a date that make it the day of a report, not the end of a period.
const REPORTED: [&str; 21] = [
    "填报", "报送", "上报", "制表", "填表", "打印", "编制", "编报", "印发", "发布", "更新", "导出", "审核", "提交",
    "送审", "汇总", "due", "reported", "prepared", "printed", "issued",
];
/// Words behind a period by which it is another's than the table's.
const ANOTHERS: [&str; 14] =
    ["同期", "起", "以来", "以前", "之前", "命名", "公布", "计划", "目标", "任务", "预计", "规划", "创建", "前报"];

/// The periods that a title names as its own, with their places among its words. The day of a report is none, nor is
/// last year's, nor a plan's; what a title says first counts more than what it mentions.
pub fn in_title(text: &str) -> Vec<(StatedPeriod, bool)> {
    let text = words(text);
    // An explanation says much; only what it says first is heard, and nothing is held against it.
    let is_long = text.len() > 60;
    let mut found: Vec<(StatedPeriod, bool)> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let Some((period, end)) = leading(&text, at) else {
            at += 1;
            continue;
        };
        let begin = at;
        at = end;
        let before: String = text[begin.saturating_sub(10)..begin].iter().collect();
        let behind: String = text[end..].iter().take(4).collect();
        let in_range = before.ends_with(['-', '~', '至'])
            && before.chars().rev().nth(1).is_some_and(|c| c.is_ascii_digit() || c == '年');
        let tail: String = before.chars().rev().take_while(|c| !matches!(c, '(' | ')' | ',' | ';' | '。')).collect();
        let before_in_clause: String = tail.chars().rev().collect();
        let is_report =
            REPORTED.iter().any(|word| before_in_clause.contains(word) || behind.trim_start().starts_with(word));
        let is_day =
            matches!(period.span, Some(MonthSpan::Day(..))) && period.span.and_then(MonthSpan::quarter).is_none();
        // 报送截止：a day by which returns are due, not the end of what they are about.
        let is_due = ["报送", "填报", "上报", "提交"].iter().any(|word| before_in_clause.ends_with(word));
        let is_named = is_due
            || ["日期", "时间", "date"].iter().any(|word| before_in_clause.contains(word))
            || matches!(period.span, Some(MonthSpan::Day(..) | MonthSpan::Month(_)));
        let is_anothers = ANOTHERS.iter().any(|word| behind.starts_with(word)) || before_in_clause.ends_with("预计");
        if in_range || is_day || (is_report && is_named) || is_anothers {
            continue;
        }
        let is_certain = !is_long && (period.span.is_some_and(|span| span != MonthSpan::Year) || begin == 0);
        found.push((period, is_certain));
        if is_long {
            break;
        }
    }
    found
}

/// The quarter that the cell of a quarter's column names, in the table's year where it names none.
pub fn in_cell(text: &str, year: Option<i32>) -> Option<Quarter> {
    let text = words(text);
    // 1 in a column headed 季度
    if let ([number @ '1'..='4'], Some(year)) = (&text[..], year) {
        return Quarter::from_text(&format!("{year}Q{number}")).ok();
    }
    let (period, end) = leading(&text, 0)?;
    let rest: String = text[end..].iter().collect();
    let number = period.span?.quarter().filter(|_| !matches!(period.span, Some(MonthSpan::Months(..))))?;
    let fine = ["", "累计", ")", "末", "数"].contains(&rest.as_str());
    let year = period.year.or(year).filter(|_| fine)?;
    Quarter::from_text(&format!("{year}Q{number}")).ok()
}

#[cfg(test)]
mod tests;
