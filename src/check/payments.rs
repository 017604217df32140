//! **Payments that an award accounts for** (warning). What was paid for a case and year is due by the facts of the town's file, is
//! not more than is due, and was not paid before the grade was published or the town named.
//!
//! Why: the ledger shows what is due beside what was paid, and its totals add what it lists.
//!
//! Example: `{case: creation-excellent, year: 2020, amount: 60}` where the town was graded good.

use std::path::Path;

use super::{Content, Report};
use crate::model::{AwardCase, AwardPolicy, Category, Town};
use crate::units::{Money, PartialDate};

pub(super) fn check(content: &Content<'_>, report: &mut Report) {
    let policies = &content.tree.rules.awards;
    for (file, _, town) in content.towns() {
        for (index, payment) in town.payments.iter().enumerate() {
            let of_policy = |policy| named(policy, &payment.case).map(|case| (policy, case));
            // A case that is in no policy is refused as a reference.
            let Some((policy, case)) = policies.iter().find_map(of_policy) else { continue };
            look(file, town, index, policy, case, report);
        }
    }
}

fn named<'r>(policy: &'r AwardPolicy, id: &str) -> Option<&'r AwardCase> {
    policy.cases.iter().find(|case| *case.id == *id)
}

/// The day of what a case pays for in a year, as far as it is known; none where the policy gives nothing for that year.
fn earned(policy: &AwardPolicy, case: &AwardCase, town: &Town, year: i32) -> Option<Option<PartialDate>> {
    if case.named.is_some() {
        let mut entries = town.category_history.iter().filter(|entry| entry.category == Category::Named).peekable();
        entries.peek()?;
        // Named on a day that nobody knows: in any year.
        let Some(day) = entries.filter_map(|entry| entry.from).min() else { return Some(None) };
        return (day.year() == year && case.pays_for_naming(policy, day)).then_some(Some(day));
    }
    let mut graded = town.assessments.iter().filter(|entry| entry.year.0 == year);
    graded.find(|entry| case.pays_for_grade(policy, entry)).map(|entry| entry.published)
}

fn look(file: &Path, town: &Town, index: usize, policy: &AwardPolicy, case: &AwardCase, report: &mut Report) {
    let payment = &town.payments[index];
    let (name, year) = (&case.name, payment.year);
    let Some(day) = earned(policy, case, town, year.0) else {
        report.warning(
            "payment",
            file,
            &format!("payments[{index}].case"),
            message!(
                "按小镇的记录，{year}年没有“{name}”应兑现的资金",
                "by the town's record nothing is due for `{name}` in {year}"
            ),
            message!(
                "请核对 case 和 year，或补充 category_history、assessments 中的记录；台账照列，注明没有依据",
                "check `case` and `year`, or complete category_history or assessments; the ledger lists it as paid without a due"
            ),
        );
        return;
    };
    let is_same = |other: &&crate::model::Payment| other.case == payment.case && other.year == payment.year;
    let (before, sum): (Money, Money) = (
        town.payments[..index].iter().filter(is_same).map(|other| other.amount).sum(),
        town.payments[..=index].iter().filter(is_same).map(|other| other.amount).sum(),
    );
    // Told once, at the payment with which it comes to too much.
    if sum > case.amount && before <= case.amount {
        let due = case.amount;
        report.warning(
            "payment",
            file,
            &format!("payments[{index}].amount"),
            message!(
                "“{name}”{year}年累计兑现 {sum} 万元，超过应兑现的 {due} 万元",
                "{sum} was paid for `{name}` in {year}, more than the {due} that is due (10,000 yuan)"
            ),
            message!("请核对金额（万元），或是否重复登记", "check the amount, and that no payment is written twice"),
        );
    }
    if let Some(day) = day.filter(|day| payment.paid.0 < day.first_day) {
        let paid = payment.paid;
        report.warning(
            "payment",
            file,
            &format!("payments[{index}].paid"),
            message!(
                "兑现日期 {paid} 早于公布或命名时间 {day}",
                "paid on {paid}, before the grade or the naming was published ({day})"
            ),
            message!("请核对两个日期", "check both dates"),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    /// Named in September 2018: 200 are due.
    #[test]
    fn payments_are_due() {
        let one = |old, new| found(&[("towns/yunyao.yaml", old, new)]);
        let line = "{case: named-before, year: 2018, amount: 200, paid: 2020-11-05, document: 财办〔2020〕9号}";
        assert_eq!(
            one("{case: named-before, year: 2018", "{case: named-before, year: 2017"),
            ["payment towns/yunyao.yaml named-before"]
        );
        assert_eq!(one("amount: 200, paid", "amount: 200.1, paid"), ["payment towns/yunyao.yaml 200.1"]);
        assert_eq!(one("paid: 2020-11-05", "paid: 2018-08-31"), ["payment towns/yunyao.yaml 2018-08-31"]);
        let instalments = |second: &str| {
            let part = |amount: &str| line.replace("amount: 200", &format!("amount: {amount}"));
            found(&[("towns/yunyao.yaml", line, &format!("{}\n  - {}", part("120"), part(second)))])
        };
        assert_eq!(instalments("80"), [""; 0]);
        assert_eq!(instalments("80.5"), ["payment towns/yunyao.yaml 80.5"]);
    }
}
