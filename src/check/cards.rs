//! **Card thresholds the right way round.** For rates, red lies below yellow; for points of lag and for overdue tasks,
//! red lies above yellow. A measure stands once in a rule.
//!
//! Why: exchanged thresholds give red cards to towns that are merely behind.
//!
//! Example: `{kind: period_plan_rate, yellow: 60, red: 80}` is refused at `80`.

use std::path::Path;

use super::{Content, Report};
use crate::model::CardScale;

pub(super) fn check(content: &Content<'_>, report: &mut Report) {
    let file = Path::new("rules.yaml");
    for (set, entry) in content.tree.rules.rule_sets.iter().enumerate() {
        let Some(cards) = &entry.cards else { continue };
        let path = format!("rule_sets[{set}].cards.measures");
        if cards.measures.is_empty() {
            report.error(
                "card-rule",
                file,
                &path,
                message!("没有写红黄牌看什么（measures 是空的）", "no measures: nothing is judged"),
                message!("至少写一项，或删去 cards", "write one at least, or delete `cards`"),
            );
        }
        for (index, measure) in cards.measures.iter().enumerate() {
            let is_rate = measure.kind.scale() == CardScale::Rate;
            let (yellow, red) = (measure.yellow, measure.red);
            if if is_rate { red >= yellow } else { red <= yellow } {
                let hint = if is_rate {
                    message!(
                        "完成率低于界限才亮牌，红牌界限应低于黄牌",
                        "a rate below the threshold gives the card, so red must be lower than yellow",
                    )
                } else {
                    message!(
                        "达到界限就亮牌，红牌界限应高于黄牌",
                        "a value from the threshold on gives the card, so red must be higher than yellow",
                    )
                };
                report.error(
                    "card-rule",
                    file,
                    &format!("{path}[{index}].red"),
                    message!(
                        "红牌界限 {red} 与黄牌界限 {yellow} 颠倒了",
                        "the thresholds of red ({red}) and yellow ({yellow}) are the wrong way round"
                    ),
                    hint,
                );
            }
            if cards.measures[..index].iter().any(|other| other.kind == measure.kind) {
                report.error(
                    "card-rule",
                    file,
                    &format!("{path}[{index}].kind"),
                    message!("同一种指标写了两次", "the same kind is written twice"),
                    message!("只保留一条", "keep one of them"),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn red_is_worse_than_yellow() {
        let one = |old, new| found(&[("rules.yaml", old, new)]);
        assert_eq!(one("yellow: 80, red: 60", "yellow: 60, red: 80"), ["card-rule rules.yaml 80"]);
        assert_eq!(one("yellow: 1, red: 3", "yellow: 3, red: 1"), ["card-rule rules.yaml 1"]);
        assert_eq!(
            one("kind: overdue_tasks, yellow: 1, red: 3", "kind: period_plan_rate, yellow: 70, red: 50"),
            ["card-rule rules.yaml period_plan_rate"]
        );
    }
}
