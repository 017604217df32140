//! **Award cases.** A case is for being named or for a grade, not both; its id is unique in all policies, since payments
//! name it; a payment year stands only with the year before which a town was named.
//!
//! Why: the ledger is computed from the cases. Example: a case with neither `named` nor `grade`.

use std::collections::BTreeSet;
use std::path::Path;

use super::{Content, Report};

pub(super) fn check(content: &Content<'_>, report: &mut Report) {
    let file = Path::new("rules.yaml");
    let mut ids = BTreeSet::new();
    for (award, entry) in content.tree.rules.awards.iter().enumerate() {
        for (index, case) in entry.cases.iter().enumerate() {
            let path = format!("awards[{award}].cases[{index}]");
            if !ids.insert(&case.id) {
                report.error(
                    "same-id",
                    file,
                    &format!("{path}.id"),
                    message!("代号“{}”用了两次", "the id `{}` is used twice", case.id),
                    message!("发放记录按代号对应情形，请另取一个", "payments name cases by id; choose another one"),
                );
            }
            if case.named.is_some() == case.grade.is_some() {
                let message = if case.named.is_some() {
                    message!("既写了 named 又写了 grade", "both `named` and `grade` are written")
                } else {
                    message!("没有写奖补的条件", "what the award is for is not written")
                };
                let key = if case.named.is_some() { "grade" } else { "id" };
                report.error(
                    "award-case",
                    file,
                    &format!("{path}.{key}"),
                    message,
                    message!(
                        "命名奖写 named: {{}}，考核奖写 grade: {{list: …, grade: …}}，二者取一",
                        "write `named: {{}}` or `grade: {{list: …, grade: …}}`, one of the two"
                    ),
                );
            }
            if case.named.as_ref().is_some_and(|named| named.before.is_some() != named.paid_in.is_some()) {
                report.error(
                    "award-case",
                    file,
                    &format!("{path}.named"),
                    message!(
                        "before 与 paid_in 要么都写，要么都不写",
                        "`before` and `paid_in` are written together or not at all"
                    ),
                    message!(
                        "例如 named: {{before: 2020, paid_in: 2021}}",
                        "such as named: {{before: 2020, paid_in: 2021}}"
                    ),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn cases_are_for_one_thing() {
        let one = |old, new| found(&[("rules.yaml", old, new)]);
        assert_eq!(
            one("amount: 60, grade: {list: creation, grade: excellent}", "amount: 60"),
            ["award-case rules.yaml creation-excellent"]
        );
        assert_eq!(
            one("amount: 60, grade", "amount: 60, named: {}, grade"),
            ["award-case rules.yaml {list: creation, grade: excellent}"]
        );
        assert_eq!(one(", paid_in: 2021", ""), ["award-case rules.yaml {before: 2020}"]);
        assert_eq!(one("{id: creation-excellent", "{id: named-before"), ["same-id rules.yaml named-before"]);
    }
}
