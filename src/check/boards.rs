//! **Boards that divide the towns.** In a rule set each category stands on one board, boards have ids of their own, which no
//! other file of a quarter's data has for its name, and
//! towns that left every list stand on none. Interview triggers have the bounds they need.
//!
//! Why: a town on two boards would have two ranks. Example: `named` among the categories of two boards.

use std::path::Path;

use super::{Content, Report};
use crate::model::{Category, InterviewKind, RuleSet};

/// Names of files that lie beside those of the boards.
const OTHER_FILES: [&str; 2] = ["key-data", "datapackage"];

pub(super) fn check(content: &Content<'_>, report: &mut Report) {
    for (index, set) in content.tree.rules.rule_sets.iter().enumerate() {
        boards(&format!("rule_sets[{index}]"), set, report);
        interviews(&format!("rule_sets[{index}]"), set, report);
    }
}

fn boards(path: &str, set: &RuleSet, report: &mut Report) {
    let file = Path::new("rules.yaml");
    let mut seen: Vec<(Category, &str)> = Vec::new();
    for (index, board) in set.boards.iter().enumerate() {
        let path = format!("{path}.boards[{index}]");
        if set.boards[..index].iter().any(|other| other.id == board.id) {
            report.error(
                "same-id",
                file,
                &format!("{path}.id"),
                message!("代号“{}”用了两次", "the id `{}` is used twice", board.id),
                message!("请另取一个代号", "choose another id"),
            );
        }
        if OTHER_FILES.contains(&board.id.0.as_str()) {
            report.error(
                "reserved-id",
                file,
                &format!("{path}.id"),
                message!(
                    "代号“{}”是本季度另一个数据文件的名字",
                    "`{}` is the name of another file of the quarter's data",
                    board.id
                ),
                message!("请另取一个代号", "choose another id"),
            );
        }
        for (position, category) in board.categories.iter().enumerate() {
            let place = format!("{path}.categories[{position}]");
            if *category == Category::Left {
                report.error(
                    "board-category",
                    file,
                    &place,
                    message!("已退出（left）的小镇不上榜", "towns that left (`left`) stand on no board"),
                    message!("请删去", "delete it"),
                );
            } else if let Some((_, other)) = seen.iter().find(|(other, _)| other == category) {
                report.error(
                    "board-category",
                    file,
                    &place,
                    message!("这一类已在“{other}”上", "this category already stands on `{other}`"),
                    message!("一类小镇只上一个榜", "a category stands on one board only"),
                );
            }
            seen.push((*category, &board.name));
        }
    }
}

fn interviews(path: &str, set: &RuleSet, report: &mut Report) {
    let file = Path::new("rules.yaml");
    for (index, rule) in set.interviews.iter().enumerate() {
        let path = format!("{path}.interviews[{index}]");
        if rule.below.is_none() && rule.kind != InterviewKind::ProvincialWarning {
            report.error(
                "interview-rule",
                file,
                &format!("{path}.kind"),
                message!("这一种约谈情形要写界限（below）", "this kind of trigger needs a bound (`below`)"),
                message!("例如 below: 60（百分之六十以下）", "such as `below: 60`, in per cent"),
            );
        }
        if rule.kind == InterviewKind::IndicatorFar && rule.indicators.is_empty() {
            report.error(
                "interview-rule",
                file,
                &format!("{path}.kind"),
                message!("没有写看哪些指标（indicators）", "no `indicators` are named"),
                message!("写上达标标准中的指标代码", "name keys of the standard's items"),
            );
        }
        for (position, quarter) in rule.quarters.iter().enumerate() {
            if !(1..=4).contains(quarter) {
                report.error(
                    "interview-rule",
                    file,
                    &format!("{path}.quarters[{position}]"),
                    message!("{quarter} 不是季度序号", "{quarter} is not the number of a quarter"),
                    message!("写 1 至 4", "write 1 to 4"),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn categories_stand_on_one_board() {
        let one = |old, new| found(&[("rules.yaml", old, new)]);
        assert_eq!(
            one("[cultivation, municipal], measure", "[cultivation, named], measure"),
            ["board-category rules.yaml named"]
        );
        assert_eq!(
            one("[cultivation, municipal], measure", "[cultivation, left], measure"),
            ["board-category rules.yaml left"]
        );
        assert_eq!(one("{id: total,", "{id: key-projects,"), ["same-id rules.yaml key-projects"]);
    }

    #[test]
    fn triggers_have_their_bounds() {
        let one = |old, new| found(&[("rules.yaml", old, new)]);
        assert_eq!(one(", below: 60}", "}"), ["interview-rule rules.yaml behind"]);
        assert_eq!(one(", indicators: [high_tech_firms]", ""), ["interview-rule rules.yaml indicator_far"]);
        assert_eq!(one("quarters: [2, 4]", "quarters: [2, 5]"), ["interview-rule rules.yaml 5"]);
    }
}
