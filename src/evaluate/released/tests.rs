//! Worked by hand: each town of `municipal` has a plan of 250 to the end of the first quarter and 500 to that of the second.

use std::path::Path;

use super::super::testing::*;
use super::super::{Evaluation, evaluate};
use super::*;
use crate::model::{Edition, FigureStatus, ProgressField};
use crate::units::Date;

/// Each change in a line: quarter, town, rank, completed, state, card and movement as released and now, since, causes.
fn lines(evaluation: &Evaluation) -> Vec<String> {
    let place = |place: &Position| {
        let standing = &place.standing;
        let number = |value: Option<String>| value.unwrap_or_else(|| "-".to_owned());
        format!(
            "{}/{}/{:?}/{:?}/{}",
            number(standing.rank.map(|rank| rank.to_string())),
            number(standing.completed.map(|sum| sum.0.to_string())),
            standing.state,
            place.card,
            number(standing.movement.map(|places| places.to_string())),
        )
    };
    let line = |quarter: &Quarter, change: &Change| {
        let causes = change.causes.iter().map(|cause| {
            let why = cause.why.as_ref().map_or_else(String::new, |why| format!(" {why}"));
            format!("{:?} {}{why}", cause.kind, cause.on)
        });
        let causes = causes.collect::<Vec<_>>().join(", ");
        let (was, now) = (place(&change.published), place(&change.present));
        format!("{quarter} {}: {was} → {now} since {} [{causes}]", change.town(), change.since)
    };
    let all = evaluation.released.iter();
    all.flat_map(|(quarter, released)| released.changes.iter().map(move |change| line(quarter, change))).collect()
}

fn changes(towns: &[(&str, &str)], quarters: &[&str], as_of: &str) -> Vec<String> {
    lines(&evaluation(RULES, towns, quarters, as_of))
}

/// A return of overall investment of the first quarter, with more fields.
fn first(total: &str, more: &str) -> String {
    format!("  - {{quarter: 2020Q1, reported: 2020-04-10, total: {total}, status: revised, {more}}}\n")
}

fn history(entries: &[(&str, &str, &str)]) -> String {
    let entry = |(value, replaced, why): &(&str, &str, &str)| {
        format!("{{field: total, value: {value}, published: 2020-04-10, replaced: {replaced}, why: {why}}}")
    };
    format!("history: [{}]", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
}

const RELEASED: &[&str] = &["2020Q1 2020-04-20"];

#[test]
fn a_late_return_moves_those_behind_it() {
    // 200 ÷ 250 = 80 %, 225 ÷ 250 = 90 %, 175 ÷ 250 = 70 %; due by 15 April.
    let late = row("2020Q1", "225").replace("2020-04-10", "2020-05-10");
    let towns = [
        ("a", &*municipal(&row("2020Q1", "200"))),
        ("b", &*municipal(&late)),
        ("c", &*municipal(&row("2020Q1", "175"))),
    ];
    assert_eq!(
        changes(&towns, RELEASED, "2020-06-01"),
        [
            "2020Q1 a: 1/200/Reported/Some(Normal)/- → 2/200/Reported/Some(Normal)/- since 2020-05-10 []",
            "2020Q1 b: -/-/NotReported/Some(NotReported)/- → 1/225/Reported/Some(Normal)/- since 2020-05-10 [LateReturn 2020-05-10]",
            "2020Q1 c: 2/175/Reported/Some(Yellow)/- → 3/175/Reported/Some(Yellow)/- since 2020-05-10 []",
        ]
    );
    // Before it has come, nothing has changed; nor where nothing was released yet.
    assert!(changes(&towns, RELEASED, "2020-05-09").is_empty());
    assert!(changes(&towns, &["2020Q1"], "2020-06-01").is_empty());
    assert!(changes(&towns, &["2020Q1 2020-06-02"], "2020-06-01").is_empty());
    // On the day of the release itself it counts as included.
    assert!(changes(&towns, &["2020Q1 2020-05-10"], "2020-06-01").is_empty());
    let on_time = changes(&towns, &["2020Q1 2020-05-09"], "2020-06-01");
    assert_eq!(on_time.len(), 3, "{on_time:?}");
}

#[test]
fn a_town_stands_so_since_the_last_day_that_moved_it() {
    // The third falls from 175 to 174 on 1 June, which moves nobody else: 69.6 %. The first is corrected on 2 May, before the
    // second reports, and its rank moves only then.
    let late = row("2020Q1", "225").replace("2020-04-10", "2020-05-10");
    let revised = first("174", &history(&[("175", "2020-06-01", "核减")]));
    let towns = [("a", &*municipal(&row("2020Q1", "200"))), ("b", &*municipal(&late)), ("c", &*municipal(&revised))];
    let told = changes(&towns, RELEASED, "2020-07-01");
    let since: Vec<&str> = told.iter().filter_map(|line| line.split(" since ").nth(1)).collect();
    assert_eq!(since, ["2020-05-10 []", "2020-05-10 [LateReturn 2020-05-10]", "2020-06-01 [Revision 2020-06-01 核减]"]);
}

#[test]
fn a_revision_changes_a_card() {
    // 140 ÷ 250 = 56 %, red; 190 ÷ 250 = 76 %, yellow; 200 ÷ 250 = 80 %, no card.
    let row = first("200", &history(&[("140", "2020-05-05", "漏报"), ("190", "2020-06-01", "复核")]));
    let towns = [("a", &*municipal(&row))];
    assert_eq!(
        changes(&towns, RELEASED, "2020-06-01"),
        [
            "2020Q1 a: 1/140/Reported/Some(Red)/- → 1/200/Reported/Some(Normal)/- since 2020-06-01 [Revision 2020-05-05 漏报, Revision 2020-06-01 复核]"
        ]
    );
    assert_eq!(
        changes(&towns, RELEASED, "2020-05-31"),
        [
            "2020Q1 a: 1/140/Reported/Some(Red)/- → 1/190/Reported/Some(Yellow)/- since 2020-05-05 [Revision 2020-05-05 漏报]"
        ]
    );
    // Of two corrections the one before the release was in it.
    assert_eq!(
        changes(&towns, &["2020Q1 2020-05-20"], "2020-06-01"),
        [
            "2020Q1 a: 1/190/Reported/Some(Yellow)/- → 1/200/Reported/Some(Normal)/- since 2020-06-01 [Revision 2020-06-01 复核]"
        ]
    );
}

/// The day of a correction written as the day of the return makes it no late return.
#[test]
fn a_corrected_return_is_not_called_late() {
    let row = first("200", &history(&[("140", "2020-05-05", "漏报")]))
        .replace("reported: 2020-04-10", "reported: 2020-05-05");
    assert_eq!(
        changes(&[("a", &*municipal(&row))], RELEASED, "2020-06-01"),
        [
            "2020Q1 a: 1/140/Reported/Some(Red)/- → 1/200/Reported/Some(Normal)/- since 2020-05-05 [Revision 2020-05-05 漏报]"
        ]
    );
    let site = site(RULES, &[("a", &*municipal(&row))], RELEASED, "2020-06-01");
    assert!(!lookup::firmness_of(&site, &site.towns[&slug("a")].progress[0]).is_late);
}

#[test]
fn what_moves_nothing_is_not_told() {
    let before = first("200", &history(&[("140", "2020-04-18", "漏报")]));
    let on_the_day = first("200", &history(&[("140", "2020-04-20", "漏报")]));
    let back = first("200", &history(&[("200", "2020-05-05", "误改"), ("140", "2020-05-06", "改回")]));
    let other = first("200", &history(&[("140", "2020-05-05", "漏报")]).replace("field: total", "field: industrial"));
    for row in [before, on_the_day, back, other] {
        assert!(changes(&[("a", &*municipal(&row))], RELEASED, "2020-06-01").is_empty(), "{row}");
    }
    // Corrected there and back, it follows from the late return alone.
    let back = first("200", &history(&[("200", "2020-05-05", "误改"), ("140", "2020-05-06", "改回")]));
    let late = municipal(&row("2020Q1", "225").replace("2020-04-10", "2020-05-10"));
    let told = changes(&[("a", &*municipal(&back)), ("b", &*late)], RELEASED, "2020-06-01");
    assert!(told[0].ends_with(" since 2020-05-10 []"), "{told:?}");
    // Late, but on no board.
    let left = late.replace("category: municipal", "category: left");
    let towns = [("a", &*municipal(&row("2020Q1", "200"))), ("b", &*left)];
    assert!(changes(&towns, RELEASED, "2020-06-01").is_empty());
    // A plan approved after the release does not judge the quarter.
    let planned = municipal(&row("2020Q1", "200")).replace("approved: 2020-01-05", "approved: 2020-05-05");
    assert!(changes(&[("a", &*planned)], RELEASED, "2020-06-01").is_empty());
    let second =
        "  - {year: 2020, approved: 2020-05-05, total: {year: 800, quarters: [200, 400, 600, 800]}}\nprogress:";
    let replanned = municipal(&row("2020Q1", "200")).replace("progress:", second);
    let latest = RULES.replace("      measures:", "      plan: latest\n      measures:");
    for rules in [RULES, &latest] {
        assert!(lines(&evaluation(rules, &[("a", &*replanned)], RELEASED, "2020-06-01")).is_empty());
    }
}

#[test]
fn a_quarter_keeps_the_rules_of_its_day() {
    // From July on cards are given below 95 and 90 %; the first quarter and its release know only 80 and 60 %.
    let later = RULES
        .replacen("    basis: {document: 示例}", "    to: 2020-06-30\n    basis: {document: 示例}", 1)
        .replace("id: r2020", "id: old");
    let rules = format!(
        "{later}{}",
        RULES
            .replace("\nrule_sets:\n", "")
            .replace("from: 2018-01-01", "from: 2020-07-01")
            .replace("yellow: 80, red: 60", "yellow: 95, red: 90")
    );
    assert_eq!(rules.matches("red: 90").count(), 1, "{rules}");
    let whole = municipal(&row("2020Q1", "225"));
    assert!(lines(&evaluation(&rules, &[("a", &*whole)], RELEASED, "2020-08-01")).is_empty());
    let revised = municipal(&first("225", &history(&[("190", "2020-07-05", "漏报")])));
    assert_eq!(
        lines(&evaluation(&rules, &[("a", &*revised)], RELEASED, "2020-08-01")),
        [
            "2020Q1 a: 1/190/Reported/Some(Yellow)/- → 1/225/Reported/Some(Normal)/- since 2020-07-05 [Revision 2020-07-05 漏报]"
        ]
    );
}

#[test]
fn a_figure_that_was_withdrawn_had_been_released() {
    let row = "  - {quarter: 2020Q1, reported: 2020-04-10, status: revised, missing: {total: 撤回核实}, history: [\
               {field: total, value: 200, published: 2020-04-10, replaced: 2020-05-05, why: 数据有误}]}\n";
    assert_eq!(
        changes(&[("a", &*municipal(row))], RELEASED, "2020-06-01"),
        [
            "2020Q1 a: 1/200/Reported/Some(Normal)/- → -/-/FigureMissing/Some(Undetermined)/- since 2020-05-05 [Revision 2020-05-05 数据有误]"
        ]
    );
}

#[test]
fn a_return_that_was_not_due_yet_and_never_came() {
    // Released on 10 April, due by 15 April: overdue from the 16th on.
    let towns = [("a", &*municipal(&row("2020Q1", "200"))), ("b", &*municipal("  []"))];
    assert!(changes(&towns, &["2020Q1 2020-04-10"], "2020-04-15").is_empty());
    assert_eq!(
        changes(&towns, &["2020Q1 2020-04-10"], "2020-04-16"),
        ["2020Q1 b: -/-/NotDue/None/- → -/-/NotReported/Some(NotReported)/- since 2020-04-16 [Overdue 2020-04-16]"]
    );
    assert!(changes(&towns, RELEASED, "2020-06-01").is_empty(), "overdue when it was released");
}

#[test]
fn the_quarter_before_moves_the_movement() {
    // First quarter: 240 (96 %) until September, then 200 (80 %), against 225 (90 %). Second: 400 (80 %) against 350 (70 %).
    let a = first("200", &history(&[("240", "2020-09-01", "重复计入")])) + &row("2020Q2", "400");
    let b = row("2020Q1", "225") + &row("2020Q2", "350");
    let towns = [("a", &*municipal(&a)), ("b", &*municipal(&b))];
    let quarters = ["2020Q1 2020-04-20", "2020Q2 2020-07-20"];
    assert_eq!(
        changes(&towns, &quarters, "2020-10-01"),
        [
            "2020Q1 a: 1/240/Reported/Some(Normal)/- → 2/200/Reported/Some(Normal)/- since 2020-09-01 [Revision 2020-09-01 重复计入]",
            "2020Q1 b: 2/225/Reported/Some(Normal)/- → 1/225/Reported/Some(Normal)/- since 2020-09-01 []",
            "2020Q2 a: 1/400/Reported/Some(Normal)/0 → 1/400/Reported/Some(Normal)/1 since 2020-09-01 []",
            "2020Q2 b: 2/350/Reported/Some(Yellow)/0 → 2/350/Reported/Some(Yellow)/-1 since 2020-09-01 []",
        ]
    );
    // Corrected before the second quarter came out, it moved only the first.
    let early = [quarters[0], "2020Q2 2020-09-02"];
    assert!(changes(&towns, &early, "2020-10-01").iter().all(|line| line.starts_with("2020Q1")));
}

/// What the released boards show is what an evaluation of the whole content, cut off at the release, shows.
#[test]
fn the_released_boards_are_those_of_the_content_cut_off_at_the_release() {
    let loaded = load::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"));
    let mut tree = loaded.tree;
    // The example moves one board; here every fifth return comes 40 days late and every seventh is corrected after 60 days.
    let mut count = 0;
    for town in tree.towns.values_mut() {
        for row in &mut Arc::make_mut(town).progress {
            count += 1;
            let Some(reported) = row.reported else { continue };
            let after = |days| Date(reported.0 + Days::new(days));
            if count % 5 == 0 {
                row.reported = Some(after(40));
            } else if count % 7 == 0 {
                row.status = FigureStatus::Revised;
                for field in [ProgressField::Total, ProgressField::KeyProjects] {
                    let Some(value) = field.of(row) else { continue };
                    row.history.push(crate::model::testing::yaml(&format!(
                        "{{field: {}, value: {}, published: {}, replaced: {}, why: 核减}}",
                        crate::model::Coded::code(field),
                        value.0 / rust_decimal::Decimal::TWO,
                        reported.0,
                        after(60).0
                    )));
                }
            }
        }
    }
    let now = tree.config.as_ref().and_then(|config| config.as_of).expect("the example is pinned").end();
    let mut moved = 0;
    for edition in [Edition::Public, Edition::Internal] {
        let today = evaluate(&load::visible(tree.clone(), edition, now, false));
        for (quarter, released) in &today.released {
            let then = evaluate(&load::visible(tree.clone(), edition, released.at.moment(), false));
            let said = |evaluation: &Evaluation| {
                let boards = &evaluation.boards[quarter];
                let standings = boards.iter().flat_map(Board::standings).map(|standing| {
                    let card = evaluation.town_quarter(&standing.town, *quarter).and_then(|seen| seen.card.as_ref());
                    format!("{standing:?} {:?}", card.map(|card| (card.level, &card.measures, &card.lifts)))
                });
                standings.collect::<Vec<_>>()
            };
            assert_eq!(said(&released.evaluation), said(&then), "{edition:?} {quarter}");
            moved += released.changes.len();
        }
    }
    assert!(moved > 200, "only {moved} places moved");
}
