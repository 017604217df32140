//! Periods as titles, headings and cells write them.

use super::*;

fn shown(period: StatedPeriod) -> String {
    let year = period.year.map_or_else(String::new, |year| year.to_string());
    format!("{year} {}", period.span.map_or_else(|| "-".to_owned(), |span| format!("{span:?}")))
}

#[test]
fn periods_are_read_in_all_their_ways_of_writing() {
    let mut wrong = Vec::new();
    for (text, expected) in [
        ("2022年1-3月", "2022 ToDate(3)"),
        ("2026年1—6月", "2026 ToDate(6)"),
        ("1－9月", " ToDate(9)"),
        ("1至9月", " ToDate(9)"),
        ("1~12月", " ToDate(12)"),
        ("1到6月份", " ToDate(6)"),
        ("1月-3月", " ToDate(3)"),
        ("1月至3月", " ToDate(3)"),
        ("一至三月", " ToDate(3)"),
        ("一至十二月", " ToDate(12)"),
        ("1一3月", " ToDate(3)"),
        ("1--3月", " ToDate(3)"),
        ("1月1日至3月31日", " ToDate(3)"),
        ("2022年1月1日—2022年6月30日", "2022 ToDate(6)"),
        ("2022年1月1日至2月28日", "2022 ToDate(2)"),
        ("2022年1月1日至3月25日", "2022 Until(3, 25)"),
        ("2022年1月-2022年3月", "2022 ToDate(3)"),
        ("截至2022年3月31日", "2022 ToDate(3)"),
        ("截至2022年3月25日", "2022 Until(3, 25)"),
        ("截止3月底", " ToDate(3)"),
        ("截止到2022年6月末", "2022 ToDate(6)"),
        ("截至2022年6月", "2022 ToDate(6)"),
        ("截至2022年2月29日", "2022 Until(2, 29)"),
        ("截至一季度末", " ToDate(3)"),
        ("2022年上半年", "2022 ToDate(6)"),
        ("前三季度", " ToDate(9)"),
        ("前3季度", " ToDate(9)"),
        ("前6个月", " ToDate(6)"),
        ("全年", " ToDate(12)"),
        ("第一季度", " Quarter(1)"),
        ("第 三 季度", " Quarter(3)"),
        ("2022年第四季", "2022 Quarter(4)"),
        ("一至三季度", " ToDate(9)"),
        ("1-3季度", " ToDate(9)"),
        ("一、二季度", " ToDate(6)"),
        ("一、二、三季度", " ToDate(9)"),
        ("二至三季度", " Months(4, 9)"),
        ("一季报", " Quarter(1)"),
        ("Q1 2022", "2022 Quarter(1)"),
        ("2022 Q1", "2022 Quarter(1)"),
        ("2022Q1", "2022 Quarter(1)"),
        ("２０２２年Ｑ１", "2022 Quarter(1)"),
        ("2022-Q3", "2022 Quarter(3)"),
        ("1Q2022", "2022 Quarter(1)"),
        ("H1 2022", "2022 ToDate(6)"),
        ("2022H2", "2022 Months(7, 12)"),
        ("first quarter of 2022", "2022 Quarter(1)"),
        ("the first half of 2022", "2022 ToDate(6)"),
        ("the first three quarters of 2022", "2022 ToDate(9)"),
        ("the whole of 2022", "2022 ToDate(12)"),
        ("January–March 2022", "2022 ToDate(3)"),
        ("Jan to Jun 2022", "2022 ToDate(6)"),
        ("April-June 2022", "2022 Months(4, 6)"),
        ("as of 31 March 2022", "2022 ToDate(3)"),
        ("March 2022", "2022 Month(3)"),
        ("2022-03", "2022 Month(3)"),
        ("2022.3", "2022 Month(3)"),
        ("2022.1-3", "2022 ToDate(3)"),
        ("2022.1-3月", "2022 ToDate(3)"),
        ("2022.01-2022.03", "2022 ToDate(3)"),
        ("202203", "2022 Month(3)"),
        ("20220331", "2022 Day(3, 31)"),
        ("2022/3/31", "2022 Day(3, 31)"),
        ("2022-4-8", "2022 Day(4, 8)"),
        ("2022年3月31日", "2022 Day(3, 31)"),
        ("2022年3月", "2022 Month(3)"),
        ("2022年3月份", "2022 Month(3)"),
        ("二〇二二年一季度", "2022 Quarter(1)"),
        ("二○二二年一至六月", "2022 ToDate(6)"),
        ("二0二二年", "2022 -"),
        ("2022年度", "2022 Year"),
        ("2022年度一季度", "2022 Quarter(1)"),
        ("2022年度第三季度", "2022 Quarter(3)"),
        ("2022年报", "2022 ToDate(12)"),
        ("2022年半年报", "2022 ToDate(6)"),
        ("22年一季度", "2022 Quarter(1)"),
        ("4-6月", " Months(4, 6)"),
        ("下半年", " Months(7, 12)"),
        ("6月", " Month(6)"),
        ("十一月", " Month(11)"),
        ("1-5月", " ToDate(5)"),
    ] {
        let text = words(text);
        let read = leading(&text, 0).filter(|(_, end)| *end == text.len()).map(|(period, _)| shown(period));
        if read.as_deref() != Some(expected) {
            wrong.push((text.iter().collect::<String>(), read, expected));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    for text in [
        "四季花海小镇",
        "2021-2025年",
        "may be",
        "march on",
        "13月",
        "五季度",
        "1800年",
        "12345678",
        "三年",
        "一",
        "2022",
        "22年",
    ] {
        let read = leading(&words(text), 0);
        assert!(read.is_none_or(|(period, _)| period.span.is_none() && period.year.is_none()), "{text}: {read:?}");
    }
}

#[test]
fn titles_name_the_quarter_and_not_the_day_of_the_report() {
    for (title, expected) in [
        ("2020年四季度特色小镇投资进度报送表", Some("2020Q4")),
        ("云岚市2020年第 三 季度进展", Some("2020Q3")),
        ("２０２０年1—12月（全年）", Some("2020Q4")),
        ("2021年上半年情况", Some("2021Q2")),
        ("Progress return for Q1 2021 (2021Q1): Overall", Some("2021Q1")),
        ("填报日期：2022年4月8日", None),
        ("填报时间：2022年3月", None),
        ("2022年3月31日填报", None),
        ("报送截止：2022年3月31日", None),
        ("2022年4月8日", None),
        ("统计截至2022年3月31日（2022年4月8日填报）", Some("2022Q1")),
        ("报告期：2022年1-6月", Some("2022Q2")),
        ("窑发〔2021〕3号", None),
        ("窑发改〔2021〕202203号", None),
        ("2021-2025年特色小镇规划", None),
        ("2022年一季度（比2021年同期）", Some("2022Q1")),
        ("2022年1-3月完成全年计划情况", Some("2022Q1")),
        ("四季花海小镇2022年前三季度", Some("2022Q3")),
        ("2022年特色小镇", None),
        ("四季度", None),
        ("Due on 2021-12-31", None),
    ] {
        let said: Vec<PeriodStatement> = in_title(title)
            .into_iter()
            .map(|(period, is_certain)| PeriodStatement {
                place: PeriodPlace::Cell((0, 0)),
                shown: title.to_owned(),
                period,
                is_certain,
            })
            .collect();
        let settled = agree(&said, None).unwrap_or_else(|fault| panic!("{title}: {fault:?}"));
        assert_eq!(settled.quarter().map(|quarter| quarter.to_string()).as_deref(), expected, "{title}");
    }
}

#[test]
fn places_that_disagree_are_told() {
    let said = |texts: &[&str]| -> Vec<PeriodStatement> {
        let all = (0u32..).zip(texts).flat_map(|(row, text)| {
            in_title(text).into_iter().map(move |(period, is_certain)| PeriodStatement {
                place: PeriodPlace::Cell((row, 0)),
                shown: (*text).to_owned(),
                period,
                is_certain,
            })
        });
        all.collect()
    };
    let settled = |texts: &[&str], asked: Option<&str>| {
        let asked = asked.map(|text| Quarter::from_text(text).expect("well formed"));
        agree(&said(texts), asked).map(|settled| settled.quarter().map(|quarter| quarter.to_string()))
    };
    for (texts, asked, expected) in [
        (&["2022年特色小镇投资", "1-3月"][..], None, "2022Q1"),
        (&["2022年度特色小镇投资"], None, "2022Q4"),
        (&["2022年度特色小镇投资", "一季度"], None, "2022Q1"),
        (&["2022年度特色小镇投资"], Some("2022Q2"), "2022Q2"),
        (&["一季度"], Some("2022Q1"), "2022Q1"),
        (&["2022年6月"], None, "2022Q2"),
    ] {
        assert_eq!(settled(texts, asked), Ok(Some(expected.to_owned())), "{texts:?}");
    }
    for (texts, asked) in [
        (&["2022年一季度", "1-6月"][..], None),
        (&["2022年一季度", "2021年1-3月"], None),
        (&["2022年1-5月"], None),
        (&["2022年5月"], None),
        (&["2022年下半年"], None),
        (&["截至2022年3月25日"], None),
        (&["一季度"], Some("2022Q2")),
        (&["2021年一季度"], Some("2022Q1")),
        (&["2021年特色小镇投资"], Some("2022Q1")),
    ] {
        assert!(settled(texts, asked).is_err(), "{texts:?} {asked:?}");
    }
    let cell = |text: &str| in_cell(text, Some(2022)).map(|quarter| quarter.to_string());
    for (text, expected) in [
        ("2020Q4", Some("2020Q4")),
        ("2021年三季度", Some("2021Q3")),
        ("一季度", Some("2022Q1")),
        ("3", Some("2022Q3")),
        ("1-6月", Some("2022Q2")),
        ("2022-09-30", Some("2022Q3")),
        ("4-6月", None),
        ("1-5月", None),
        ("5", None),
        ("本季", None),
    ] {
        assert_eq!(cell(text).as_deref(), expected, "{text}");
    }
}
