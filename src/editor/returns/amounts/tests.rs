//! Tests of amounts in cells.

use super::*;

fn text(text: &str, unit: &str) -> Result<Option<String>, Message> {
    money(&SheetCell::Text(text.to_owned()), &Unit::read(unit)).map(|money| money.map(|money| money.to_string()))
}

fn number(digits: &str, format: &str) -> Result<Option<String>, Message> {
    let cell = SheetCell::Number { digits: digits.to_owned(), format: Some(format.to_owned()) };
    money(&cell, &Unit::wan()).map(|money| money.map(|money| money.to_string()))
}

fn is(expected: &str) -> Result<Option<String>, Message> {
    Ok(Some(expected.to_owned()))
}

#[test]
fn amounts_are_exact_in_every_way_of_writing() {
    // Computed by hand.
    assert_eq!(text("1.2亿元", "万元"), is("12000"));
    assert_eq!(text("１．２ 亿元", "万元"), is("12000"));
    assert_eq!(text("１２，８００", "万元"), is("12800"));
    assert_eq!(text("1,234.50", "万元"), is("1234.5"));
    assert_eq!(text("12,345,678", "元"), is("1234.5678"));
    assert_eq!(text("0.33333", "亿元"), is("3333.3"));
    assert_eq!(text("￥5000元", "万元"), is("0.5"));
    assert_eq!(text("1,200.00元", "万元"), is("0.12"));
    assert_eq!(text("1,200.00元整", "亿元"), is("0.12"));
    assert_eq!(text("１２８００", "万元"), is("12800"));
    assert_eq!(text("80880万元", "亿元"), is("80880"), "the cell's own unit goes before the column's");
    assert_eq!(text("0", "万元"), is("0"), "zero is a figure");
    assert_eq!(text("9999999999.9999", "万元"), is("9999999999.9999"));
    for dash in ["—", "——", "-", "/", "－"] {
        assert_eq!(text(dash, "万元"), Ok(None), "{dash}");
    }
    assert_eq!(number("12800.5", "General"), is("12800.5"));
    assert_eq!(number("12800.5", "#,##0"), is("12800.5"), "a format hides digits, it does not change them");
    assert_eq!(number("1.2", "0.00\"亿元\""), is("12000"));
    assert_eq!(number("0.30000000000000004", ""), is("0.3"), "what Excel itself shows");
    assert_eq!(number("12345.600000000002", ""), is("12345.6"));
}

#[test]
fn what_is_no_amount_is_refused() {
    for bad in [
        "85.5%",
        "８５．５％",
        "12,80",
        "1,2345",
        "1,234,5",
        "1e3",
        "+5",
        "-1",
        "十二",
        "约32",
        "12800左右",
        "1.2.3",
        "0x1F",
        "12345678901",
        "0.00001",
        "1,234,567.8,9",
        "5万亿元",
        "未报送",
        "NaN",
    ] {
        assert!(text(bad, "万元").is_err(), "{bad} was accepted");
    }
    let percent = number("0.855", "0.0%").expect_err("a percentage");
    assert!(percent.zh.contains("“85.5%”是百分数"), "{}", percent.zh);
    assert!(number("12345678", "0!.0000\"亿\"").is_err(), "shown divided");
    assert!(number("12345678", "#,##0,").is_err(), "shown in thousands");
    assert!(number("0.00012345", "").is_err(), "more digits than a yuan has");
    let old = |digits: &str| money(&SheetCell::Number { digits: digits.to_owned(), format: None }, &Unit::wan());
    assert_eq!(old("12800.5").map(|money| money.map(|money| money.to_string())), is("12800.5"));
    assert!(old("0.855").is_err() && old("1.04").is_err(), "a percentage, perhaps");
    assert!(old("0").is_ok() && old("5").is_ok());
    for cell in [SheetCell::Date(NaiveDate::MIN), SheetCell::Other("#DIV/0!".to_owned())] {
        assert!(money(&cell, &Unit::wan()).is_err());
    }
}

#[test]
fn days_are_read_as_they_are_typed() {
    for written in ["2021-01-07", "2021/1/7", "2021.1.7", "2021年1月7日", "20210107", "２０２１年１月７号"]
    {
        let read = day(&SheetCell::Text(written.to_owned())).map(|day| day.to_string());
        assert_eq!(read.as_deref(), Ok("2021-01-07"), "{written}");
    }
    for bad in ["1月7日", "21-1-7", "2021-13-01", "2021-02-30", "昨天", "2021"] {
        assert!(day(&SheetCell::Text(bad.to_owned())).is_err(), "{bad} was accepted");
    }
}
