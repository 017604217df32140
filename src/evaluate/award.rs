//! The award ledger (奖补资金, ¶8(11)): what the policy gives to which town for which year, and what was paid.
//!
//! Assessment year, day of publication and year of payment are kept apart. What the facts do not carry is
//! 无法计算 with the reason, never 0.

use chrono::{Datelike as _, NaiveDate};

use super::lookup;
use crate::model::{
    Assessment, Assessor, AwardCase, AwardPolicy, Category, CategoryEntry, Coded, NamedCase, Site, Town, Word,
    vocabulary,
};
use crate::units::{Money, PartialDate, Slug};

/// A row of the ledger.
#[derive(Clone, Debug)]
pub struct AwardRow {
    /// The policy.
    pub policy: Slug,
    /// The case; none where it cannot be told which one applies.
    pub case: Option<Slug>,
    /// The town.
    pub town: Slug,
    /// Assessment year, or year of naming; none where it is not known.
    pub year: Option<i32>,
    /// Amount due, 万元; none where it cannot be computed.
    pub amount: Option<Money>,
    /// Due, paid, or not computable.
    pub state: AwardState,
    /// Day the grade was published or the town was named.
    pub published: Option<PartialDate>,
    /// The year of payment that the policy names; it names one only for towns named before its first year.
    pub payment_year: Option<i32>,
    /// Position of the town's payment that settles it.
    pub payment: Option<usize>,
    /// Still due although the payment year is over. It says what is on record, not that the money was never paid.
    pub late: bool,
}

/// Where an award stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AwardState {
    /// Due by the policy; no payment recorded.
    Due,
    /// Paid.
    Paid,
    /// Cannot be computed.
    Uncomputable(AwardGap),
}

/// What the facts lack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AwardGap {
    /// Named, but the day is not known.
    NamingDateUnknown,
    /// The province's grade of that year is not known (not published yet, or not found).
    GradeNotPublished,
}

impl Coded for AwardState {
    const WORDS: &'static [Word] =
        &[Word::new("due", pair!("应兑现", "due")), Word::new("paid", pair!("已兑现", "paid")), super::UNCOMPUTABLE];

    fn word(self) -> &'static Word {
        match self {
            Self::Due => &Self::WORDS[0],
            Self::Paid => &Self::WORDS[1],
            Self::Uncomputable(_) => &Self::WORDS[2],
        }
    }
}

vocabulary! {
    AwardGap {
        NamingDateUnknown "naming_date_unknown" "命名日期不详" "the day of naming is not known",
        GradeNotPublished "grade_not_published" "暂无该年度省级考核结果" "the province's grade of that year is not on record",
    }
}

/// The ledger: by policy, town, year, then case.
pub fn ledger(site: &Site) -> Vec<AwardRow> {
    let mut rows = Vec::new();
    if !site.sections.contains(&crate::model::Section::Awards) {
        return rows;
    }
    for policy in &site.rules.awards {
        for (slug, town) in &site.towns {
            let mut of_town = Vec::new();
            of_town.extend(naming_rows(site, policy, slug, town));
            for year in policy.from.0..=policy.to.0 {
                of_town.extend(grade_rows(site, policy, slug, town, year));
            }
            of_town.sort_by_key(|row| row.year);
            rows.extend(of_town);
        }
    }
    rows
}

/// The row of being named, if the town ever was.
fn naming_rows(site: &Site, policy: &AwardPolicy, slug: &Slug, town: &Town) -> Vec<AwardRow> {
    let named: Vec<&CategoryEntry> = town.category_history.iter().filter(|e| e.category == Category::Named).collect();
    let first = named.iter().filter_map(|entry| entry.from).min();
    let cases = || policy.cases.iter().filter_map(|case| Some((case, case.named.as_ref()?)));
    let earlier = |rule: &NamedCase, year: i32| rule.before.is_some_and(|before| year < before.0);
    let row = |case: &AwardCase, rule: &NamedCase, date: PartialDate| {
        let due = AwardRow {
            policy: policy.id.clone(),
            case: Some(case.id.clone()),
            town: slug.clone(),
            year: Some(date.year()),
            amount: Some(case.amount),
            state: AwardState::Due,
            published: Some(date),
            payment_year: rule.paid_in.map(|year| year.0),
            payment: None,
            late: false,
        };
        settle(due, town, site.as_of)
    };
    match first {
        Some(date) => cases()
            .filter(|(_, rule)| match rule.before {
                Some(_) => earlier(rule, date.year()),
                None => (policy.from.0..=policy.to.0).contains(&date.year()),
            })
            .map(|(case, rule)| row(case, rule, date))
            .collect(),
        None if named.is_empty() => Vec::new(),
        None => cases()
            .filter(|(_, rule)| rule.before.is_none())
            .map(|(case, _)| uncomputable(policy, Some(case), slug, None, AwardGap::NamingDateUnknown))
            .collect(),
    }
}

/// The rows of a policy year's grades.
fn grade_rows(site: &Site, policy: &AwardPolicy, slug: &Slug, town: &Town, year: i32) -> Vec<AwardRow> {
    let of_year = |a: &&Assessment| a.assessor == Assessor::Province && a.year.0 == year;
    let grades: Vec<&Assessment> = town.assessments.iter().filter(of_year).collect();
    if grades.is_empty() {
        let Some(end) = NaiveDate::from_ymd_opt(year, 12, 31) else { return Vec::new() };
        let category = lookup::category_on(town, end);
        let assessed = matches!(category, Some(Category::Creation | Category::Cultivation)) && end <= site.as_of;
        let gap = || uncomputable(policy, None, slug, Some(year), AwardGap::GradeNotPublished);
        return assessed.then(gap).into_iter().collect();
    }
    let mut rows = Vec::new();
    for grade in grades {
        for case in &policy.cases {
            let matches = |rule: &&crate::model::GradeCase| rule.list == grade.list && rule.grade == grade.grade;
            if case.grade.as_ref().filter(matches).is_some() {
                let due = AwardRow {
                    policy: policy.id.clone(),
                    case: Some(case.id.clone()),
                    town: slug.clone(),
                    year: Some(year),
                    amount: Some(case.amount),
                    state: AwardState::Due,
                    published: grade.published,
                    payment_year: None,
                    payment: None,
                    late: false,
                };
                rows.push(settle(due, town, site.as_of));
            }
        }
    }
    rows
}

fn uncomputable(
    policy: &AwardPolicy,
    case: Option<&AwardCase>,
    town: &Slug,
    year: Option<i32>,
    gap: AwardGap,
) -> AwardRow {
    AwardRow {
        policy: policy.id.clone(),
        case: case.map(|case| case.id.clone()),
        town: town.clone(),
        year,
        amount: None,
        state: AwardState::Uncomputable(gap),
        published: None,
        payment_year: None,
        payment: None,
        late: false,
    }
}

/// Marks a row paid where the town's file records a payment of its case and year, and late where there is none and the
/// last day of the payment year is over. Where the policy names no year of payment, nothing is late.
fn settle(mut row: AwardRow, town: &Town, as_of: NaiveDate) -> AwardRow {
    row.payment = town
        .payments
        .iter()
        .position(|payment| Some(&payment.case) == row.case.as_ref() && Some(payment.year.0) == row.year);
    if row.payment.is_some() {
        row.state = AwardState::Paid;
    }
    row.late = row.state == AwardState::Due && row.payment_year.is_some_and(|year| year < as_of.year());
    row
}

#[cfg(test)]
mod tests {
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
        let gap =
            |year| ("-".to_owned(), Some(year), None, None, AwardState::Uncomputable(AwardGap::GradeNotPublished));
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
}
