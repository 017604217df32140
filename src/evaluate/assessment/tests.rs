//! Assessments computed by hand.

use super::super::testing::*;
use super::*;
use crate::figure::rounded;

const METHOD: &str = "
assessment_methods:
  - id: m
    name: 办法
    from: 2020
    basis: {document: 示例}
    components:
      - {key: rate, name: 投资, weight: 50, kind: annual_plan_rate}
      - {key: tasks, name: 任务, weight: 20, kind: tasks_on_time}
      - {key: cards, name: 亮牌, weight: 20, kind: cards}
      - {key: publicity, name: 宣传, weight: 10, kind: given}
    grades: [{grade: excellent, from: 90}, {grade: good, from: 80}, {grade: pass, from: 60}, {grade: warning, from: 0}]
";

fn town(county: &str, totals: [&str; 4], extra: &str) -> String {
    let rows: String =
        ["2020Q1", "2020Q2", "2020Q3", "2020Q4"].iter().zip(totals).map(|(at, total)| row(at, total)).collect();
    municipal(&rows).replace("name: 小镇", &format!("name: 小镇\ncounty: {county}")) + extra
}

#[test]
fn the_score_is_the_exact_weighted_sum() {
    let rules = format!("{RULES}{METHOD}");
    let extra = "tasks: [{title: 一, due: 2020-06-30, done: 2020-06-30}, {title: 二, due: 2020-09-30, done: 2020-10-01}, {title: 三, due: 2020-12-31, done: 2020-12-01}]
scores: [{year: 2020, key: publicity, value: 85, on: 2021-01-20}]
";
    // Rate 900/1000 = 90. Tasks 2 of 3 in time = 66.67. Cards: Q1 250/250 normal; Q2 500/500 normal;
    // Q3 750/750 but the second task is overdue at the quarter's end: yellow; Q4 90 % normal → (100+100+60+100)/4 = 90.
    // 0.5×90 + 0.2×(200/3) + 0.2×90 + 0.1×85 = 45 + 13.3333 + 18 + 8.5 = 84.8333
    let one = town("x", ["250", "500", "750", "900"], extra);
    // Rate capped at 100; no task: 100; four normal quarters: 100; no score for publicity.
    let two = town("x", ["250", "500", "750", "1200"], "");
    let towns = [("one", one.as_str()), ("two", &two)];
    let quarters = ["2020Q1", "2020Q2", "2020Q3", "2020Q4"];
    let full = evaluation(&rules, &towns, &quarters, "2021-02-01");
    let year = &full.assessments[&2020];
    let score = &year.scores[&slug("one")];
    assert_eq!(score.score.as_ref().map(|exact| rounded(exact, 2).to_string()), Some("84.83".to_owned()));
    assert_eq!(score.effective_grade().map(|grade| grade.0.as_str()), Some("good"));
    let gap = &year.scores[&slug("two")];
    assert!(gap.score.is_none() && gap.grade.is_none());
    assert_eq!(gap.components[3].value, Err(ComponentGap::NoScore));
    assert_eq!(gap.components[0].value.as_ref().map(|value| rounded(value, 1).to_string()), Ok("100.0".to_owned()));
    let county = &year.counties[&slug("x")];
    assert_eq!((county.towns, county.scored), (2, 1));
    assert_eq!(county.mean.as_ref().map(|mean| rounded(mean, 2).to_string()), Some("84.83".to_owned()));
    let before = evaluation(&rules, &towns, &quarters[..3], "2021-02-01");
    assert!(before.assessments.is_empty(), "no score before the year's last quarter is shown");
}

#[test]
fn a_county_counts_the_citys_published_grades_of_every_year() {
    let rules = format!("{RULES}{METHOD}");
    let graded = "assessments: [{year: 2019, assessor: city, list: municipal, grade: good, published: 2020-02-01}, {year: 2020, assessor: city, list: municipal, grade: pass, published: 2021-01-25}]
";
    let on_board = town("x", ["250", "500", "750", "1000"], graded);
    // Left the lists before the year's end: on no board of 2020Q4, but graded.
    let left = on_board.replace("category: municipal}]", "category: municipal}, {from: 2020-11, category: left}]");
    assert_ne!(left, on_board);
    let towns = [("one", on_board.as_str()), ("two", &left)];
    let full = evaluation(&rules, &towns, &["2020Q1", "2020Q2", "2020Q3", "2020Q4"], "2021-02-01");
    let counted = |year: i32| {
        let county = &full.assessments[&year].counties[&slug("x")];
        let grades: Vec<_> = county.city_grades.iter().map(|(grade, many)| (grade.0.as_str(), *many)).collect();
        (county.towns, county.scored, grades)
    };
    // No quarter of 2019 is shown, so nothing is computed for it.
    assert_eq!(counted(2019), (2, 0, vec![("good", 2)]));
    assert_eq!(counted(2020), (2, 0, vec![("pass", 2)]), "neither has a score for publicity");
}

#[test]
fn a_recorded_city_grade_wins_and_the_provinces_stays_apart() {
    let rules = format!("{RULES}{METHOD}");
    let extra = "scores: [{year: 2020, key: publicity, value: 100, on: 2021-01-20}]
assessments: [{year: 2020, assessor: city, list: municipal, grade: pass, published: 2021-01-25}, {year: 2020, assessor: province, list: cultivation, grade: excellent, published: 2021-01-26}]
";
    let one = town("x", ["250", "500", "750", "1000"], extra);
    let full = evaluation(&rules, &[("one", &one)], &["2020Q1", "2020Q2", "2020Q3", "2020Q4"], "2021-02-01");
    let year = &full.assessments[&2020];
    let score = &year.scores[&slug("one")];
    assert_eq!(score.grade.as_ref().map(|grade| grade.0.as_str()), Some("excellent")); // 100 points
    assert_eq!(score.effective_grade().map(|grade| grade.0.as_str()), Some("pass"));
    let county = &year.counties[&slug("x")];
    assert_eq!(county.city_grades.iter().map(|(grade, n)| (grade.0.as_str(), *n)).collect::<Vec<_>>(), [("pass", 1)]);
    assert_eq!(
        county.province_grades.iter().map(|(grade, n)| (grade.0.as_str(), *n)).collect::<Vec<_>>(),
        [("excellent", 1)]
    );
}

#[test]
fn rounding_is_half_up() {
    let half = BigRational::new(849_950.into(), 10_000.into()); // 84.995
    assert_eq!(rounded(&half, 2).to_string(), "85.00");
}
