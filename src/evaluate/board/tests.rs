//! Tests of the boards.

use super::super::testing::*;
use super::*;

fn standing<'a>(evaluation: &'a super::super::Evaluation, town: &str, at: &str) -> &'a Standing {
    evaluation.towns[&slug(town)].quarters[&quarter(at)].standing.as_ref().expect("on a board")
}

#[test]
fn ranks_go_one_one_three_and_ties_by_slug() {
    // 200/250 = 0.8 twice (once written 200.0), 150/250 = 0.6, one without a return.
    let towns = [
        ("c", municipal(&row("2020Q1", "200"))),
        ("a", municipal(&row("2020Q1", "200.0"))),
        ("b", municipal(&row("2020Q1", "150"))),
        ("d", municipal("")),
    ];
    let towns: Vec<(&str, &str)> = towns.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let evaluation = evaluation(RULES, &towns, &["2020Q1"], "2020-05-01");
    let order: Vec<(&str, Option<u32>)> = evaluation.boards[&quarter("2020Q1")][1]
        .standings
        .iter()
        .map(|standing| (standing.town.0.as_str(), standing.rank))
        .collect();
    assert_eq!(order, [("a", Some(1)), ("c", Some(1)), ("b", Some(3)), ("d", None)]);
    assert_eq!(standing(&evaluation, "d", "2020Q1").state, ReturnState::NotReported);
    assert!(evaluation.boards[&quarter("2020Q1")][0].standings.is_empty(), "the boards are never mixed");
}

/// 300 of the year's 1000 are 30 %, and nothing says how much was planned to the end of March.
#[test]
fn a_plan_without_quarters_ranks_by_the_annual_plan_alone() {
    let year_only = municipal(&row("2020Q1", "300")).replace(", quarters: [250, 500, 750, 1000]", "");
    let other = municipal(&row("2020Q1", "200"));
    let towns = [("a", year_only.as_str()), ("b", &other)];
    let by_year = RULES.replace("measure: total, rank_by: period_plan", "measure: total, rank_by: annual_plan");
    for (rules, ranks) in [(RULES, [None, Some(1)]), (by_year.as_str(), [Some(1), Some(2)])] {
        let evaluation = evaluation(rules, &towns, &["2020Q1"], "2020-05-01");
        let own = standing(&evaluation, "a", "2020Q1");
        assert_eq!([own.rank, standing(&evaluation, "b", "2020Q1").rank], ranks);
        assert_eq!((own.plan_to_date, own.period_rate.is_none(), own.pace.is_none()), (None, true, true));
        assert_eq!(own.annual_rate.map(|rate| rate.percent(1).to_string()), Some("30.0".to_owned()));
        assert_eq!(own.plan_gap(), Uncomputable::NoQuarters);
        let totals = &evaluation.totals[&quarter("2020Q1")].all;
        assert_eq!((totals.counted, totals.without_plan, totals.without_quarters.towns), (2, 0, 1));
        assert_eq!(totals.without_quarters.completed.to_string(), "300");
    }
}

#[test]
fn a_return_is_missing_only_once_it_is_due() {
    let town = municipal("");
    // Due 15 days after 31 March: on 15 April.
    for (day, state) in [("2020-04-15", ReturnState::NotDue), ("2020-04-16", ReturnState::NotReported)] {
        let evaluation = evaluation(RULES, &[("a", &town)], &["2020Q1"], day);
        assert_eq!(standing(&evaluation, "a", "2020Q1").state, state, "{day}");
    }
    // Nothing is due before the first quarter of the rules; without a rule nobody knows when.
    let later = RULES.replace("first: 2019Q1", "first: 2020Q2");
    let rule = RULES.lines().find(|line| line.trim_start().starts_with("returns:")).expect("a rule");
    for (rules, state) in [(later, ReturnState::NotAsked), (RULES.replace(rule, ""), ReturnState::Undated)] {
        let evaluation = evaluation(&rules, &[("a", &town)], &["2020Q1"], "2020-05-01");
        assert_eq!(standing(&evaluation, "a", "2020Q1").state, state);
    }
}

#[test]
fn movement_compares_only_towns_ranked_in_both_quarters() {
    // Q1: a 200, b 150, c 100 → 1, 2, 3.  Q2: newcomer n 500, c 450, a 400, b missing → n 1, c 2, a 3.
    // Among a and c alone: Q1 a 1, c 2; Q2 c 1, a 2. So c moved up one, a down one, n nowhere.
    let n = municipal(&row("2020Q2", "500"));
    let a = municipal(&(row("2020Q1", "200") + &row("2020Q2", "400")));
    let b = municipal(&row("2020Q1", "150"));
    let c = municipal(&(row("2020Q1", "100") + &row("2020Q2", "450")));
    let towns = [("a", a.as_str()), ("b", &b), ("c", &c), ("n", &n)];
    let evaluation = evaluation(RULES, &towns, &["2020Q1", "2020Q2"], "2020-08-01");
    let at = |town| {
        let standing = standing(&evaluation, town, "2020Q2");
        (standing.rank, standing.previous_rank, standing.movement)
    };
    assert_eq!(at("n"), (Some(1), None, None));
    assert_eq!(at("c"), (Some(2), Some(3), Some(1)));
    assert_eq!(at("a"), (Some(3), Some(1), Some(-1)));
    assert_eq!(at("b"), (None, None, None));
}

#[test]
fn a_town_stands_on_the_board_of_its_category_on_the_quarters_last_day() {
    let town = "name: 小镇
category_history: [{from: 2018, category: municipal}, {from: 2020-06-30, category: cultivation}, {from: 2020-07-01, category: creation}]
plan:
  - {year: 2020, approved: 2020-01-05, total: {year: 100, quarters: [25, 50, 75, 100]}, key_projects: {year: 80, quarters: [20, 40, 60, 80]}}
progress:
  - {quarter: 2020Q2, reported: 2020-07-10, total: 50, key_projects: 30, status: final}
  - {quarter: 2020Q3, reported: 2020-10-10, total: 75, key_projects: 45, status: final}
";
    let evaluation = evaluation(RULES, &[("a", town)], &["2020Q2", "2020Q3"], "2020-11-01");
    let q2 = standing(&evaluation, "a", "2020Q2");
    assert_eq!((q2.category, q2.board.0.as_str()), (Category::Cultivation, "total"));
    let q3 = standing(&evaluation, "a", "2020Q3");
    assert_eq!((q3.category, q3.board.0.as_str()), (Category::Creation, "key-projects"));
    assert_eq!(q3.period_rate.map(|rate| rate.percent(1).to_string()), Some("75.0".to_owned())); // 45 / 60
    assert_eq!(q3.annual_rate.map(|rate| rate.percent(1).to_string()), Some("56.3".to_owned())); // 45 / 80 = 56.25
    assert_eq!(q3.movement, None, "another board a quarter before");
}

#[test]
fn the_first_approved_plan_of_the_year_counts_unless_the_rules_say_otherwise() {
    let town = "name: 小镇
category_history: [{from: 2018, category: municipal}]
plan:
  - {year: 2020, approved: 2020-01-05, total: {year: 1000, quarters: [250, 500, 750, 1000]}}
  - {year: 2020, approved: 2020-08-01, total: {year: 500, quarters: [100, 200, 350, 500]}}
progress:
  - {quarter: 2020Q3, reported: 2020-10-10, total: 350, status: final}
";
    let rate = |rules: &str, as_of: &str| {
        let evaluation = evaluation(rules, &[("a", town)], &["2020Q3"], as_of);
        standing(&evaluation, "a", "2020Q3").period_rate.map(|rate| rate.percent(1).to_string())
    };
    assert_eq!(rate(RULES, "2020-11-01"), Some("46.7".to_owned())); // 350 / 750
    let latest = RULES.replace("      measures:", "      plan: latest\n      measures:");
    assert_eq!(rate(&latest, "2020-11-01"), Some("100.0".to_owned())); // 350 / 350
}

#[test]
fn a_revised_figure_counts_from_the_day_it_was_revised() {
    let town = municipal(
        "  - quarter: 2020Q1
    reported: 2020-04-10
    total: 150
    status: revised
    history: [{field: total, value: 200, published: 2020-04-10, replaced: 2020-06-01, why: 重复计入}]
",
    );
    let rate = |as_of: &str| {
        let evaluation = evaluation(RULES, &[("a", &town)], &["2020Q1"], as_of);
        standing(&evaluation, "a", "2020Q1").period_rate.map(|rate| rate.percent(1).to_string())
    };
    assert_eq!(rate("2020-05-31"), Some("80.0".to_owned()));
    assert_eq!(rate("2020-06-01"), Some("60.0".to_owned()));
    assert_eq!(rate("2020-04-09"), None, "a return does not exist before it is reported");
}
