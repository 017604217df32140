//! **Targets that can be told.** A counted target says what counts, since when, how many and by when; a qualitative one
//! says in words where it stands. Ids are unique.
//!
//! Why: the page says met, open or missed. Example: `counts: towns_named` without `at_least` is refused.

use std::path::Path;

use super::{Content, Report};

pub(super) fn check(content: &Content<'_>, report: &mut Report) {
    let file = Path::new("rules.yaml");
    let targets = &content.tree.rules.targets;
    for (index, target) in targets.iter().enumerate() {
        let path = format!("targets[{index}]");
        if targets[..index].iter().any(|other| other.id == target.id) {
            report.error(
                "same-id",
                file,
                &format!("{path}.id"),
                message!("代号“{}”用了两次", "the id `{}` is used twice", target.id),
                message!("请另取一个代号", "choose another id"),
            );
        }
        if target.counts.is_some() {
            let fields = [
                ("counts_from", target.counts_from.is_none()),
                ("at_least", target.at_least.is_none()),
                ("deadline", target.deadline.is_none()),
            ];
            let lacking: Vec<&str> = fields.iter().filter(|(_, lacking)| *lacking).map(|(name, _)| *name).collect();
            if !lacking.is_empty() {
                report.error(
                    "target",
                    file,
                    &format!("{path}.counts"),
                    message!(
                        "计数的目标还要写 {}"(lacking.join("、")),
                        "a counted target also needs {}"(lacking.join(", "))
                    ),
                    message!(
                        "请补上：从何时起算、至少几个、到何时为止",
                        "say since when, how many at least and by when"
                    ),
                );
            }
        } else if target.state.is_none() {
            report.error(
                "target",
                file,
                &format!("{path}.id"),
                message!("定性的目标要写进展（state）", "a qualitative target says where it stands (`state`)"),
                message!(
                    "例如 state: 推进中；可以计数的写 counts",
                    "such as `state: 推进中`; where it can be counted, write `counts`"
                ),
            );
        }
        let pairs = [
            (target.at_least.zip(target.at_most).is_some_and(|(least, most)| most < least), "at_most", "at_least"),
            (target.counts_from.zip(target.deadline).is_some_and(|(from, to)| to < from), "deadline", "counts_from"),
        ];
        for (wrong, later, earlier) in pairs {
            if wrong {
                report.error(
                    "target",
                    file,
                    &format!("{path}.{later}"),
                    message!("{later} 小于 {earlier}", "`{later}` is below `{earlier}`"),
                    message!("请核对两项", "check the two"),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn targets_can_be_told() {
        let one = |old, new| found(&[("rules.yaml", old, new)]);
        assert_eq!(one("    at_least: 2\n", ""), ["target rules.yaml towns_named"]);
        assert_eq!(one("at_most: 3", "at_most: 1"), ["target rules.yaml 1"]);
        assert_eq!(one(", state: 推进中", ""), ["target rules.yaml image"]);
        assert_eq!(
            one("{id: image, name: 形象, text", "{id: named-2022, name: 形象, text"),
            ["same-id rules.yaml named-2022"]
        );
    }
}
