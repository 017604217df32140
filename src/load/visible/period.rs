//! When the period of a published figure ends, as far as its words say so: `2018`, `2016-2020`, `2016年末`, `2019年上半年`.

use chrono::{Datelike as _, NaiveDate};

use crate::units::{FromText as _, Quarter, narrow};

/// The last day of a period in words; none where they name no year.
pub fn end(words: &str) -> Option<NaiveDate> {
    let words: String = words.chars().map(narrow).filter(|c| !c.is_whitespace()).collect();
    let (year, behind) = last_year(&words)?;
    let quarter = |number| Some(Quarter { year, number }.last_day());
    let named = [
        (1, &["一季度", "1季度", "Q1"][..]),
        (2, &["上半年", "前两季度", "前二季度", "二季度", "两季度", "2季度", "半年度", "Q2"]),
        (3, &["前三季度", "三季度", "3季度", "Q3"]),
        (4, &["四季度", "4季度", "Q4", "下半年"]),
    ];
    let found = named.iter().rfind(|(_, names)| names.iter().any(|name| behind.contains(name)));
    found.map_or_else(|| month(year, behind).or_else(|| quarter(4)), |(number, _)| quarter(*number))
}

/// The last year of the words, and what stands behind it.
fn last_year(words: &str) -> Option<(i32, &str)> {
    let digits =
        |start: usize| words.get(start..start + 4).filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
    let is_alone = |start: usize| {
        let around = [words[..start].chars().next_back(), words[start + 4..].chars().next()];
        around.into_iter().flatten().all(|c| !c.is_ascii_digit())
    };
    let starts = words.char_indices().map(|(start, _)| start);
    let years = starts.filter(|&start| digits(start).is_some() && is_alone(start));
    let mut years =
        years.filter_map(|start| Some((crate::units::Year::from_text(digits(start)?).ok()?.0, &words[start + 4..])));
    years.next_back()
}

/// The end of the last month or day that stands behind a year: `年9月`, `-09`, `年1-9月`, `年6月30日`.
fn month(year: i32, behind: &str) -> Option<NaiveDate> {
    let numbers: Vec<u32> = behind.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok()).collect();
    let last = |month: u32| {
        let next = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
        NaiveDate::from_ymd_opt(next.0, next.1, 1)?.pred_opt().filter(|day| day.month() == month)
    };
    let is_written = behind.contains('月') || behind.starts_with('-') || behind.starts_with('.');
    match numbers.as_slice() {
        _ if !is_written => None,
        [month, day] if behind.contains('日') || !behind.contains('月') => {
            NaiveDate::from_ymd_opt(year, *month, *day)
        }
        [.., month] => last(*month),
        [] => None,
    }
}

#[cfg(test)]
mod tests {
    use super::end;

    #[test]
    fn periods_end_where_their_words_say() {
        for (words, day) in [
            ("2018", "2018-12-31"),
            ("2016-2020", "2020-12-31"),
            ("2016年末", "2016-12-31"),
            ("2018年度", "2018-12-31"),
            ("约2020年，来源未载日期", "2020-12-31"),
            ("2019年上半年", "2019-06-30"),
            ("2021年前三季度", "2021-09-30"),
            ("2021年第一季度", "2021-03-31"),
            ("2021Q2", "2021-06-30"),
            ("2021年1-9月", "2021-09-30"),
            ("2021年１—２月", "2021-02-28"),
            ("截至2022年3月末", "2022-03-31"),
            ("截至2022年3月15日", "2022-03-15"),
            ("2022-03", "2022-03-31"),
            ("2022-03-15", "2022-03-15"),
            ("2015年至2017年6月", "2017-06-30"),
            ("2015年6月至2017年", "2017-12-31"),
            ("“十三五”期间（2016—2020年）", "2020-12-31"),
        ] {
            assert_eq!(end(words).map(|day| day.to_string()), Some(day.to_owned()), "{words}");
        }
        assert_eq!(end("近三年"), None);
        assert_eq!(end("编号120185"), None);
    }
}
