//! The ledger by hand-computed cases.

use super::super::testing::*;
use super::*;

/// The notice's own table, ¶8(11).
const AWARDS: &str = "
awards:
  - id: xf66
    name: 奖补
    from: 2020
    to: 2022
    basis: {document: 丽政办发〔2020〕66号}
    cases:
      - {id: named, name: 命名, amount: 200, named: {}}
      - {id: named-before, name: 2020年前命名, amount: 200, named: {before: 2020, paid_in: 2021}}
      - {id: creation-excellent, name: 创建优秀, amount: 60, grade: {list: creation, grade: excellent}}
      - {id: creation-good, name: 创建良好, amount: 30, grade: {list: creation, grade: good}}
      - {id: cultivation-excellent, name: 培育优秀, amount: 10, grade: {list: cultivation, grade: excellent}}
";

/// Case, year, amount, payment year and state.
type Told = (String, Option<i32>, Option<String>, Option<i32>, AwardState);

/// Each row of a town.
fn rows(town: &str, as_of: &str) -> Vec<Told> {
    let evaluation = evaluation(AWARDS, &[("a", &format!("name: 小镇\n{town}"))], &[], as_of);
    let row = |row: &AwardRow| {
        let case = row.case.as_ref().map_or("-", |case| &case.0).to_owned();
        (case, row.year, row.amount.map(|amount| amount.to_string()), row.payment_year, row.state)
    };
    evaluation.awards.iter().map(row).collect()
}

fn due(case: &str, year: i32, amount: &str, payment_year: Option<i32>) -> Told {
    (case.to_owned(), Some(year), Some(amount.to_owned()), payment_year, AwardState::Due)
}

#[test]
fn being_named_pays_once_and_before_2020_in_2021() {
    let named = |from: &str| {
        format!("category_history: [{{from: 2016, category: creation}}, {{from: {from}, category: named}}]")
    };
    assert_eq!(rows(&named("2019-12-31"), "2023-12-31"), [due("named-before", 2019, "200", Some(2021))]);
    // Assessed as a creation town in no policy year: the year's last day finds it named.
    assert_eq!(rows(&named("2020-01-01"), "2023-12-31"), [due("named", 2020, "200", None)]);
    let late = rows(&named("2022-12-31"), "2023-12-31");
    assert!(late.contains(&due("named", 2022, "200", None)));
    let after = rows(&named("2023-01-01"), "2023-12-31");
    assert!(after.iter().all(|row| row.0 == "-"), "the policy ends with 2022: {after:?}");
}

#[test]
fn an_undated_naming_cannot_be_computed() {
    let town = "category_history: [{from: 2016-01, category: creation}, {category: named}]";
    let rows = rows(town, "2020-06-30");
    let gap = AwardState::Uncomputable(AwardGap::NamingDateUnknown);
    assert_eq!(rows, [("named".to_owned(), None, None, None, gap)]);
}

#[test]
fn grades_pay_by_list_for_the_policy_years_only() {
    let grade = |year: i32, list: &str, grade: &str| {
        format!(
            "category_history: []\nassessments: [{{year: {year}, assessor: province, list: {list}, grade: {grade}, published: {}-10-11}}]",
            year + 1
        )
    };
    assert_eq!(
        rows(&grade(2020, "creation", "excellent"), "2023-12-31"),
        [due("creation-excellent", 2020, "60", None)]
    );
    assert_eq!(rows(&grade(2022, "creation", "good"), "2023-12-31"), [due("creation-good", 2022, "30", None)]);
    assert_eq!(
        rows(&grade(2021, "cultivation", "excellent"), "2023-12-31"),
        [due("cultivation-excellent", 2021, "10", None)]
    );
    for (year, list, name) in [
        (2019, "creation", "excellent"),
        (2023, "creation", "excellent"),
        (2020, "creation", "pass"),
        (2020, "cultivation", "good"),
        (2020, "named", "excellent"),
    ] {
        assert_eq!(rows(&grade(year, list, name), "2024-12-31"), [], "{year} {list} {name}");
    }
    assert_eq!(rows(&grade(2020, "creation", "excellent"), "2021-10-10"), [], "not before it is published");
}

#[test]
fn a_list_town_without_a_published_grade_cannot_be_computed() {
    let town = "category_history: [{from: 2018, category: creation}]";
    let gap = |year| ("-".to_owned(), Some(year), None, None, AwardState::Uncomputable(AwardGap::GradeNotPublished));
    assert_eq!(rows(town, "2020-12-30"), []);
    assert_eq!(rows(town, "2021-12-31"), [gap(2020), gap(2021)]);
}

#[test]
fn an_award_is_late_once_the_payment_year_is_over() {
    let late = |town: &str, as_of: &str| {
        let town = format!("name: 小镇\n{town}");
        let evaluation = evaluation(AWARDS, &[("a", &town)], &[], as_of);
        evaluation.awards.iter().map(|row| (row.state, row.late)).collect::<Vec<_>>()
    };
    let named = "category_history: [{from: 2018, category: named}]\n";
    assert_eq!(late(named, "2020-12-31"), [(AwardState::Due, false)]);
    assert_eq!(late(named, "2021-12-31"), [(AwardState::Due, false)]);
    assert_eq!(late(named, "2022-01-01"), [(AwardState::Due, true)]);
    let paid = format!("{named}payments: [{{case: named-before, year: 2018, amount: 200, paid: 2022-03-01}}]");
    assert_eq!(late(&paid, "2022-02-28"), [(AwardState::Due, true)]);
    assert_eq!(late(&paid, "2022-03-01"), [(AwardState::Paid, false)], "paid after its year is paid");
    let by_grade = "category_history: []
assessments: [{year: 2020, assessor: province, list: creation, grade: excellent, published: 2021-10-11}]";
    assert_eq!(late(by_grade, "2030-01-01"), [(AwardState::Due, false)], "the policy names no year of payment");
}

#[test]
fn a_payment_settles_its_case_and_year() {
    let town = "category_history: []
assessments: [{year: 2020, assessor: province, list: creation, grade: excellent, published: 2021-10-11}]
payments: [{case: creation-excellent, year: 2020, amount: 60, paid: 2021-12-20}]";
    let row = &rows(town, "2021-12-31")[0];
    assert_eq!(row.4, AwardState::Paid);
    assert_eq!(rows(town, "2021-12-19")[0].4, AwardState::Due);
}

/// 60 due for 2020, published on 11 October 2021.
const GRADED: &str = "category_history: [{from: 2018, category: creation}]
assessments: [{year: 2020, assessor: province, list: creation, grade: excellent, published: 2021-10-11}]
payments: [";

/// State, sum paid and doubts of each row with payments.
fn paid(payments: &str) -> Vec<(AwardState, Option<String>, Vec<PaymentDoubt>)> {
    let town = format!("name: 小镇\n{GRADED}{payments}]");
    let evaluation = evaluation(AWARDS, &[("a", &town)], &[], "2021-12-31");
    let with_payments = evaluation.awards.iter().filter(|row| !row.payments.is_empty());
    with_payments.map(|row| (row.state, row.paid.map(|paid| paid.to_string()), row.doubts.clone())).collect()
}

fn told(state: AwardState, paid: &str, doubts: &[PaymentDoubt]) -> (AwardState, Option<String>, Vec<PaymentDoubt>) {
    (state, Some(paid.to_owned()), doubts.to_vec())
}

#[test]
fn instalments_are_summed() {
    let one =
        |amount: &str, day: &str| format!("{{case: creation-excellent, year: 2020, amount: {amount}, paid: {day}}}");
    let (first, second) = (one("35.5", "2021-10-11"), one("24.5", "2021-12-20"));
    assert_eq!(paid(&first), [told(AwardState::PartlyPaid, "35.5", &[])]);
    assert_eq!(paid(&format!("{first}, {second}")), [told(AwardState::Paid, "60", &[])]);
    let more = format!("{first}, {}", one("24.6", "2021-12-20"));
    assert_eq!(paid(&more), [told(AwardState::Paid, "60.1", &[PaymentDoubt::AboveDue])]);
    let early = format!("{}, {second}", one("35.5", "2021-10-10"));
    assert_eq!(paid(&early), [told(AwardState::Paid, "60", &[PaymentDoubt::BeforePublished])]);
}

#[test]
fn money_that_no_award_accounts_for_stands_in_the_ledger() {
    let wrong = "{case: creation-good, year: 2020, amount: 30, paid: 2021-12-20}, {case: creation-good, year: 2020, amount: 5, paid: 2021-12-21}";
    assert_eq!(paid(wrong), [told(AwardState::NotDue, "35", &[PaymentDoubt::WithoutDue])]);
    let other_year = "{case: creation-excellent, year: 2019, amount: 60, paid: 2021-12-20}";
    assert_eq!(paid(other_year), [told(AwardState::NotDue, "60", &[PaymentDoubt::WithoutDue])]);
    // The grade of 2021 is not on record at the end of that year.
    let not_yet = "{case: creation-excellent, year: 2021, amount: 60, paid: 2021-12-31}";
    assert_eq!(paid(not_yet), [told(AwardState::NotDue, "60", &[PaymentDoubt::BeforePublished])]);
}
