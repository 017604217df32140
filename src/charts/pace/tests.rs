//! Tests of the chart of a town's pace.

use super::*;
use crate::charts::samples::{amount_of_town, assert_well_formed, drawn, pace_quarter, texts};
use crate::figure::measures::{plans, progress};

fn completed(amount: Option<i64>) -> OwnedFigure {
    amount_of_town(&progress::TOTAL, amount).into_owned()
}

fn in_quarter(amount: Option<i64>) -> OwnedFigure {
    amount_of_town(&progress::TOTAL_IN_QUARTER, amount).into_owned()
}

fn bars_of(planned: Option<i64>, done: Option<i64>) -> Bars {
    Bars { planned: amount_of_town(&plans::TOTAL_IN_QUARTER, planned).into_owned(), done: in_quarter(done) }
}

/// The plan and figures of the art direction: 8.00亿元 in a year, 5.21 done against 5.60 planned by September.
fn sample() -> Pace {
    let year = |year: i32, rows: [(Option<i64>, i64); 4], plan: i64| -> Vec<PaceQuarter> {
        let row = |(at, (done, to_date)): (usize, (Option<i64>, i64))| {
            pace_quarter(Quarter { year, number: at as u32 + 1 }, done, Some(to_date), Some(plan))
        };
        rows.into_iter().enumerate().map(row).collect()
    };
    let before = [(Some(9_800), 11_000), (Some(26_600), 33_000), (Some(46_900), 52_000), (Some(69_000), 70_000)];
    let now = [(Some(10_640), 11_000), (Some(29_520), 33_000), (Some(52_100), 56_000), (None, 80_000)];
    let bars = [
        (11_000, Some(9_800)),
        (22_000, Some(16_800)),
        (19_000, Some(20_300)),
        (18_000, Some(22_100)),
        (11_000, Some(10_640)),
        (22_000, Some(18_880)),
        (23_000, Some(22_580)),
        (24_000, None),
    ];
    let bars = bars.map(|(planned, done)| bars_of(Some(planned), done)).into();
    let quarter = Quarter { year: 2026, number: 3 };
    let years = PaceYears { quarter, earlier: year(2025, before, 70_000), year: year(2026, now, 80_000) };
    Pace { town: Slug("qingyao".into()), name: "青窑小镇".into(), measure: BoardMeasure::Total, years, bars }
}

#[test]
fn sentence_table_and_drawing_say_the_same() {
    let drawing = drawn(&sample(), Language::Chinese);
    assert_well_formed(&drawing);
    // 52,100 ÷ 80,000 = 65.125 %; 56,000 ÷ 80,000 = 70.0 %; the gap is 4.875 points.
    assert_eq!(drawing.title, "2026年前三季度完成年度计划的65.1%，低于时序进度4.9个百分点");
    let words = |texts: &[&str]| -> Vec<ChartCell> { texts.iter().map(|t| ChartCell::Words((*t).into())).collect() };
    assert_eq!(
        drawing.table.rows[6],
        words(&["2026年前三季度", "56,000", "52,100", "65.1%", "70.0%", "23,000", "22,580"])
    );
    let texts = texts(&drawing);
    for expected in ["完成65.1%", "时序70.0%", "2.26", "98.6%", "2.40"] {
        assert!(texts.iter().any(|text| text == expected), "{expected} is not in {texts:?}");
    }
    // 178 − 130 × 0.65125 = 93.3375
    assert!(drawing.svg.contains(r#"cx="81.25%" cy="93.34""#), "{}", drawing.svg);
    assert!(drawing.option.contains("65.1"), "{}", drawing.option);
    let english = drawn(&sample(), Language::English);
    assert_eq!(
        english.title,
        "65.1% of the annual plan completed in the first three quarters of 2026, 4.9 points behind the planned pace"
    );
}

#[test]
fn a_missing_quarter_is_a_gap_and_not_zero() {
    let mut pace = sample();
    pace.years.year[1].completed = completed(None);
    pace.years.year[1].reason = "未报送".into();
    pace.bars[5].done = in_quarter(None);
    pace.bars[6].done = in_quarter(None);
    let drawing = drawn(&pace, Language::Chinese);
    assert_well_formed(&drawing);
    assert_eq!(drawing.svg.matches(r#"<line class="ln""#).count(), 0);
    assert_eq!(drawing.svg.matches(r#"<circle class="dot""#).count(), 2);
    assert_eq!(drawing.table.rows[5][2], ChartCell::Missing("未报送".into()));
    assert_eq!(drawing.table.rows[6][6], ChartCell::Missing("无法由累计数推算".into()));
    pace.years.year[2].completed = completed(None);
    pace.years.year[2].reason = "未报送".into();
    assert_eq!(drawn(&pace, Language::Chinese).title, "2026年前三季度没有完成数据：未报送");
}

#[test]
fn zero_and_more_than_all_are_drawn_as_they_are() {
    let mut pace = sample();
    pace.years.year[2].completed = completed(Some(0));
    pace.bars[6].done = in_quarter(Some(0));
    let drawing = drawn(&pace, Language::Chinese);
    assert_eq!(drawing.title, "2026年前三季度完成年度计划的0.0%，低于时序进度70.0个百分点");
    assert!(drawing.svg.contains(r#"cx="81.25%" cy="178""#));
    pace.years.year[2].completed = completed(Some(100_000));
    let drawing = drawn(&pace, Language::Chinese);
    assert_eq!(drawing.title, "2026年前三季度完成年度计划的125.0%，高于时序进度55.0个百分点");
    assert!(drawing.svg.contains(r#"cx="81.25%" cy="48""#)); // 125 % is the axis's upper end
    assert!(texts(&drawing).contains(&"125%".to_owned()));
    pace.years.year[2].completed = completed(Some(56_000));
    assert!(drawn(&pace, Language::Chinese).title.ends_with("，与时序进度持平"));
    pace.years.year[2].completed = completed(Some(55_999));
    assert!(drawn(&pace, Language::Chinese).title.ends_with("，低于时序进度不到0.1个百分点"));
    pace.years.year[2].plan_year = amount_of_town(&plans::TOTAL_YEAR, None).into_owned();
    assert_eq!(drawn(&pace, Language::Chinese).title, "2026年前三季度完成5.60亿元，没有可对照的年度计划");
}

#[test]
fn one_quarter_alone_and_hostile_names_are_drawn() {
    let quarter = Quarter { year: 2020, number: 1 };
    let years = PaceYears { quarter, earlier: Vec::new(), year: vec![pace_quarter(quarter, Some(5), None, None)] };
    let name = "<script>alert('\"&')</script>".repeat(20);
    let bars = vec![bars_of(None, Some(5))];
    let pace = Pace { town: Slug("a".into()), name, measure: BoardMeasure::KeyProjects, years, bars };
    let drawing = drawn(&pace, Language::English);
    assert_well_formed(&drawing);
    assert!(!drawing.svg.contains("<script") && !drawing.option.contains('<'));
    assert_eq!(drawing.svg.matches(r#"<rect class="done""#).count(), 2); // the bar and its key
}
