//! The award ledger (奖补资金, ¶8(11)): what the policy gives to which town for which year, and what was paid.
//!
//! Assessment year, day of publication and year of payment are kept apart. What the facts do not carry is
//! 无法计算 with the reason, never 0. Every payment on record stands in the ledger: instalments of one award are summed, and
//! money that no award accounts for has a row of its own, with what is doubtful about it.

use chrono::{Datelike as _, NaiveDate};

use super::lookup;
use crate::model::{
    Assessment, Assessor, AwardCase, AwardPolicy, Category, CategoryEntry, Coded, NamedCase, Payment, Site, Town, Word,
    vocabulary,
};
use crate::units::{Date, Money, PartialDate, Slug};

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
    /// Positions of the town's payments for it, in the file's order.
    pub payments: Vec<usize>,
    /// What they come to, 万元; none where there is no payment.
    pub paid: Option<Money>,
    /// Day of the last of them.
    pub paid_on: Option<Date>,
    /// What is doubtful about the payments, in the order of [`PaymentDoubt`].
    pub doubts: Vec<PaymentDoubt>,
    /// Still due although the payment year is over. It says what is on record, not that the money was never paid.
    pub late: bool,
}

/// Where an award stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AwardState {
    /// Due by the policy; no payment recorded.
    Due,
    /// Paid in part: the payments come to less than is due.
    PartlyPaid,
    /// Paid.
    Paid,
    /// Paid, but no award that is due accounts for it.
    NotDue,
    /// Cannot be computed.
    Uncomputable(AwardGap),
}

/// What is doubtful about the payments of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaymentDoubt {
    /// By the facts on record the policy gives nothing for this case and year.
    WithoutDue,
    /// The payments come to more than is due.
    AboveDue,
    /// Paid before the grade was published or the town was named, by the facts on record.
    BeforePublished,
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
    const WORDS: &'static [Word] = &[
        Word::new("due", pair!("应兑现", "due")),
        Word::new("partly_paid", pair!("部分兑现", "partly paid")),
        Word::new("paid", pair!("已兑现", "paid")),
        Word::new("not_due", pair!("无应兑现依据", "paid without a due")),
        super::UNCOMPUTABLE,
    ];

    fn word(self) -> &'static Word {
        match self {
            Self::Due => &Self::WORDS[0],
            Self::PartlyPaid => &Self::WORDS[1],
            Self::Paid => &Self::WORDS[2],
            Self::NotDue => &Self::WORDS[3],
            Self::Uncomputable(_) => &Self::WORDS[4],
        }
    }
}

vocabulary! {
    PaymentDoubt {
        WithoutDue "without_due" "按现有记录没有这项应兑现资金" "no award on record accounts for it",
        AboveDue "above_due" "兑现金额超过应兑现金额" "more was paid than is due",
        BeforePublished "before_published" "兑现日期早于公布或命名时间" "paid before the grade or the naming was published",
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
            of_town.extend(not_due(policy, slug, town, &of_town));
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
            payments: Vec::new(),
            paid: None,
            paid_on: None,
            doubts: Vec::new(),
            late: false,
        };
        settle(due, town, site.as_of)
    };
    match first {
        Some(date) => cases()
            .filter(|(case, _)| case.pays_for_naming(policy, date))
            .map(|(case, rule)| row(case, rule, date))
            .collect(),
        None if named.is_empty() => Vec::new(),
        None => cases()
            .filter(|(_, rule)| rule.before.is_none())
            .map(|(case, _)| uncomputable(policy, Some(case), slug, None, AwardGap::NamingDateUnknown))
            .map(|row| settle(row, town, site.as_of))
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
            if case.pays_for_grade(policy, grade) {
                let due = AwardRow {
                    policy: policy.id.clone(),
                    case: Some(case.id.clone()),
                    town: slug.clone(),
                    year: Some(year),
                    amount: Some(case.amount),
                    state: AwardState::Due,
                    published: grade.published,
                    payment_year: None,
                    payments: Vec::new(),
                    paid: None,
                    paid_on: None,
                    doubts: Vec::new(),
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
        payments: Vec::new(),
        paid: None,
        paid_on: None,
        doubts: Vec::new(),
        late: false,
    }
}

/// Gives a row the payments of its case and year, and marks it late where there is none and the last day of the payment year
/// is over. Where the policy names no year of payment, nothing is late. A row whose year is not known takes those of its case.
fn settle(mut row: AwardRow, town: &Town, as_of: NaiveDate) -> AwardRow {
    let of_row = positions(town, |payment| {
        Some(&payment.case) == row.case.as_ref() && row.year.is_none_or(|year| payment.year.0 == year)
    });
    row = with_payments(row, town, of_row);
    if let (Some(paid), Some(amount)) = (row.paid, row.amount) {
        row.state = if paid < amount { AwardState::PartlyPaid } else { AwardState::Paid };
        row.doubts.extend((paid > amount).then_some(PaymentDoubt::AboveDue));
    }
    let published = row.published.map(|published| published.first_day);
    let is_early = |at: &usize| published.is_some_and(|published| town.payments[*at].paid.0 < published);
    row.doubts.extend(row.payments.iter().any(is_early).then_some(PaymentDoubt::BeforePublished));
    row.late = row.state == AwardState::Due && row.payment_year.is_some_and(|year| year < as_of.year());
    row
}

/// The payments under a policy for which none of a town's rows accounts, a row for each case and year.
fn not_due(policy: &AwardPolicy, slug: &Slug, town: &Town, rows: &[AwardRow]) -> Vec<AwardRow> {
    let is_accounted = |at: usize| rows.iter().any(|row| row.payments.contains(&at));
    let mut found: Vec<AwardRow> = Vec::new();
    for (_, payment) in town.payments.iter().enumerate().filter(|(at, _)| !is_accounted(*at)) {
        let Some(case) = policy.cases.iter().find(|case| case.id == payment.case) else { continue };
        let year = payment.year.0;
        let is_one = |row: &AwardRow| row.case.as_ref() == Some(&case.id) && row.year == Some(year);
        if found.iter().any(is_one) {
            continue;
        }
        // A grade that is not on record yet: the money came before it.
        let awaits_grade = |row: &AwardRow| {
            row.year == Some(year) && row.state == AwardState::Uncomputable(AwardGap::GradeNotPublished)
        };
        let is_early = case.grade.is_some() && rows.iter().any(awaits_grade);
        let left = |other: &Payment| other.case == payment.case && other.year == payment.year;
        let row = AwardRow {
            policy: policy.id.clone(),
            case: Some(case.id.clone()),
            town: slug.clone(),
            year: Some(year),
            amount: None,
            state: AwardState::NotDue,
            published: None,
            payment_year: None,
            payments: Vec::new(),
            paid: None,
            paid_on: None,
            doubts: vec![if is_early { PaymentDoubt::BeforePublished } else { PaymentDoubt::WithoutDue }],
            late: false,
        };
        found.push(with_payments(row, town, positions(town, left)));
    }
    found
}

/// Positions of a town's payments.
fn positions(town: &Town, is_meant: impl Fn(&Payment) -> bool) -> Vec<usize> {
    town.payments.iter().enumerate().filter(|(_, payment)| is_meant(payment)).map(|(at, _)| at).collect()
}

/// A row with its payments, what they come to, and the day of the last.
fn with_payments(row: AwardRow, town: &Town, payments: Vec<usize>) -> AwardRow {
    let each = || payments.iter().map(|&at| &town.payments[at]);
    let paid = (!payments.is_empty()).then(|| each().map(|payment| payment.amount).sum());
    let paid_on = each().map(|payment| payment.paid).max();
    AwardRow { paid, paid_on, payments, ..row }
}

#[cfg(test)]
mod tests;
