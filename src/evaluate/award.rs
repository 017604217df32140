//! The award ledger (奖补资金, ¶8(11)): what the policy gives to which town for which year, and what was paid.
//!
//! Assessment year, day of publication and year of payment are kept apart. What the facts do not carry is
//! 无法计算 with the reason, never 0.

use chrono::NaiveDate;

use super::lookup;
use crate::model::{Assessment, Assessor, AwardCase, AwardPolicy, Category, CategoryEntry, NamedCase, Site, Town};
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

/// The ledger: by policy, town, year, then case.
pub fn ledger(site: &Site) -> Vec<AwardRow> {
    let mut rows = Vec::new();
    if !site.sections.contains(&crate::model::Section::Awards) {
        return rows;
    }
    for policy in &site.rules.awards {
        for (slug, town) in &site.towns {
            let mut of_town = Vec::new();
            of_town.extend(naming_rows(policy, slug, town));
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
fn naming_rows(policy: &AwardPolicy, slug: &Slug, town: &Town) -> Vec<AwardRow> {
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
        };
        settle(due, town)
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
                };
                rows.push(settle(due, town));
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
    }
}

/// Marks a row paid where the town's file records a payment of its case and year.
fn settle(mut row: AwardRow, town: &Town) -> AwardRow {
    row.payment = town
        .payments
        .iter()
        .position(|payment| Some(&payment.case) == row.case.as_ref() && Some(payment.year.0) == row.year);
    if row.payment.is_some() {
        row.state = AwardState::Paid;
    }
    row
}
