//! Tests of the cards.

use super::super::testing::*;
use super::*;

fn card_of(town: &str, quarters: &[&str], at: &str, as_of: &str) -> CardResult {
    let evaluation = evaluation(RULES, &[("a", town)], quarters, as_of);
    evaluation.towns[&slug("a")].quarters[&quarter(at)].card.clone().expect("a card")
}

#[test]
fn thresholds_are_exact() {
    // Planned to Q1: 250. 80 % = 200, 60 % = 150.
    let cases = [
        ("200", CardLevel::Normal),
        ("199.9999", CardLevel::Yellow), // shown as 80.0 %, still below
        ("150", CardLevel::Yellow),
        ("149.9999", CardLevel::Red),
        ("0", CardLevel::Red),
        ("260", CardLevel::Normal),
    ];
    for (total, level) in cases {
        let card = card_of(&municipal(&row("2020Q1", total)), &["2020Q1"], "2020Q1", "2020-05-01");
        assert_eq!(card.level, level, "{total}");
    }
}

#[test]
fn overdue_tasks_are_judged_at_the_quarters_end() {
    let with = |tasks: &str| format!("{}tasks:\n{tasks}", municipal(&row("2020Q1", "250")));
    let task = |due: &str, done: &str| format!("  - {{title: 任务, due: {due}{done}}}\n");
    let on_last_day = task("2020-03-31", ", done: 2020-03-31");
    let a_day_late = task("2020-03-31", ", done: 2020-04-01");
    let next_day = task("2020-04-01", "");
    let open = task("2020-01-15", "");
    let cases = [
        (on_last_day.clone(), CardLevel::Normal),
        (next_day, CardLevel::Normal),
        (a_day_late.clone(), CardLevel::Yellow),
        (open.repeat(2), CardLevel::Yellow),
        (open.repeat(2) + &a_day_late, CardLevel::Red),
    ];
    for (tasks, level) in cases {
        let card = card_of(&with(&tasks), &["2020Q1"], "2020Q1", "2020-05-01");
        assert_eq!(card.level, level, "{tasks}");
    }
    let two = card_of(&with(&open.repeat(2)), &["2020Q1"], "2020Q1", "2020-05-01");
    assert_eq!(two.lifts[0].needs, [Need::Tasks(2)]);
}

#[test]
fn the_nearest_lift_reaches_the_threshold_exactly() {
    // Q3: planned 750; 60 % = 450, 80 % = 600; completed 400.
    let card = card_of(&municipal(&row("2020Q3", "400")), &["2020Q3"], "2020Q3", "2020-11-01");
    assert_eq!(card.level, CardLevel::Red);
    let need =
        |amount| Need::Investment { kind: CardMeasureKind::PeriodPlanRate, amount: Money::whole(amount), above: false };
    assert_eq!((card.lifts[0].to, card.lifts[0].needs.clone()), (CardLevel::Yellow, vec![need(50)]));
    assert_eq!((card.lifts[1].to, card.lifts[1].needs.clone()), (CardLevel::Normal, vec![need(200)]));
}

#[test]
fn streaks_skip_what_was_not_judged_and_break_on_another_card() {
    let town = municipal(&(row("2020Q1", "150") + &row("2020Q2", "350") + &row("2020Q4", "700")));
    // Q1 60 % yellow, Q2 70 % yellow, Q3 not reported, Q4 70 % yellow.
    let quarters = ["2020Q1", "2020Q2", "2020Q3", "2020Q4"];
    let at = |quarter| {
        let card = card_of(&town, &quarters, quarter, "2021-02-01");
        (card.level, card.streak)
    };
    assert_eq!(at("2020Q1"), (CardLevel::Yellow, 1));
    assert_eq!(at("2020Q2"), (CardLevel::Yellow, 2));
    assert_eq!(at("2020Q3"), (CardLevel::NotReported, 0));
    assert_eq!(at("2020Q4"), (CardLevel::Yellow, 3));
    let broken = municipal(&(row("2020Q1", "150") + &row("2020Q2", "500") + &row("2020Q3", "550")));
    let last = card_of(&broken, &quarters[..3], "2020Q3", "2020-11-01");
    assert_eq!((last.level, last.streak), (CardLevel::Yellow, 1)); // 550/750 = 73.3 % after a normal quarter
    let unseen = card_of(&town, &["2020Q1", "2020Q4"], "2020Q4", "2021-02-01");
    assert_eq!(unseen.streak, 1, "quarters that are not shown break a streak");
}

#[test]
fn a_gap_leaves_the_card_undetermined_unless_it_is_red_anyway() {
    let no_plan = "name: 小镇\ncategory_history: [{from: 2018, category: municipal}]\nprogress:\n".to_owned()
        + &row("2020Q1", "100");
    let card = card_of(&no_plan, &["2020Q1"], "2020Q1", "2020-05-01");
    assert_eq!(card.level, CardLevel::Undetermined);
    assert!(matches!(card.measures[0].value, Err(Uncomputable::NoPlan)));
    let tasks = "tasks:\n".to_owned() + &"  - {title: 任务, due: 2020-01-15}\n".repeat(3);
    assert_eq!(card_of(&(no_plan + &tasks), &["2020Q1"], "2020Q1", "2020-05-01").level, CardLevel::Red);
    // A plan of the year alone is no plan to date; the calendar's pace needs no more than it: 200 of 1000 ÷ 4 are 80 %.
    let year_only = municipal(&row("2020Q1", "200")).replace(", quarters: [250, 500, 750, 1000]", "");
    let card = card_of(&year_only, &["2020Q1"], "2020Q1", "2020-05-01");
    assert_eq!(card.level, CardLevel::Undetermined);
    assert!(matches!(card.measures[0].value, Err(Uncomputable::NoQuarters)));
    let by_calendar = RULES.replace("period_plan_rate, yellow: 80", "calendar_pace, yellow: 80.1");
    let judged = evaluation(&by_calendar, &[("a", &year_only)], &["2020Q1"], "2020-05-01");
    let card = judged.towns[&slug("a")].quarters[&quarter("2020Q1")].card.clone().expect("a card");
    assert_eq!(card.level, CardLevel::Yellow);
    // 200.25 ÷ 250 is 80.1 %.
    assert_eq!(card.lifts.len(), 1);
    assert!(matches!(card.lifts[0].needs[..], [Need::Investment { amount, .. }] if amount.to_string() == "0.25"));
    let missing = municipal("  - {quarter: 2020Q1, reported: 2020-04-10, industrial: 5, status: final}\n");
    let card = card_of(&missing, &["2020Q1"], "2020Q1", "2020-05-01");
    assert!(matches!(card.measures[0].value, Err(Uncomputable::FigureMissing)));
    let zero = municipal(&row("2020Q1", "5")).replace("[250, 500", "[0, 500");
    let card = card_of(&zero, &["2020Q1"], "2020Q1", "2020-05-01");
    assert!(matches!(card.measures[0].value, Err(Uncomputable::ZeroPlan)));
}

#[test]
fn pace_and_lag_have_their_own_arithmetic() {
    let rules = RULES
        .replace("kind: period_plan_rate, yellow: 80, red: 60", "kind: calendar_pace, yellow: 80, red: 60")
        .replace("kind: overdue_tasks, yellow: 1, red: 3", "kind: lag_points, yellow: 10, red: 20");
    let card = |total: &str| {
        // Plan 2020: 1000, to Q3 900 of it here.
        let town = municipal(&row("2020Q3", total)).replace("750, 1000", "900, 1000");
        let evaluation = evaluation(&rules, &[("a", &town)], &["2020Q3"], "2020-11-01");
        evaluation.towns[&slug("a")].quarters[&quarter("2020Q3")].card.clone().expect("a card")
    };
    let levels = |card: &CardResult| (card.measures[0].level, card.measures[1].level);
    // Calendar plan to Q3: 750. 800/750 = 106.7 %; lag (900 − 800)/1000 = 10.0 points: yellow from 10 on.
    let at_threshold = card("800");
    assert_eq!(levels(&at_threshold), (Some(CardLevel::Normal), Some(CardLevel::Yellow)));
    assert_eq!(
        at_threshold.lifts[0].needs,
        [Need::Investment { kind: CardMeasureKind::LagPoints, amount: Money::ZERO, above: true }]
    );
    assert_eq!(levels(&card("800.0001")), (Some(CardLevel::Normal), Some(CardLevel::Normal)));
    assert_eq!(levels(&card("700")), (Some(CardLevel::Normal), Some(CardLevel::Red))); // lag 20.0
    assert_eq!(levels(&card("599")), (Some(CardLevel::Yellow), Some(CardLevel::Red))); // 599/750 = 79.9 %
    assert_eq!(levels(&card("449")), (Some(CardLevel::Red), Some(CardLevel::Red))); // 449/750 = 59.9 %
}

#[test]
fn last_years_quarters_are_judged_by_last_years_rules() {
    let old = RULES
        .replace("rule_sets:\n", "")
        .replace("id: r2020\n    from: 2018-01-01", "id: r2019\n    from: 2018-01-01\n    to: 2020-03-31");
    let new = RULES
        .replace("rule_sets:\n", "")
        .replace("from: 2018-01-01", "from: 2020-04-01")
        .replace("yellow: 80", "yellow: 90");
    let rules = format!("rule_sets:\n{old}\n{new}");
    let town = municipal(&(row("2020Q1", "212.5") + &row("2020Q2", "425"))); // 85 % both times
    let evaluation = evaluation(&rules, &[("a", &town)], &["2020Q1", "2020Q2"], "2020-08-01");
    let level = |at| evaluation.towns[&slug("a")].quarters[&quarter(at)].card.as_ref().map(|card| card.level);
    assert_eq!(level("2020Q1"), Some(CardLevel::Normal));
    assert_eq!(level("2020Q2"), Some(CardLevel::Yellow));
}
