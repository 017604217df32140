//! Which indicators triggered an interview.

use super::column::*;
use super::{Definition, Row};
use crate::evaluate::Evaluation;
use crate::evaluate::figures::far_indicator;
use crate::evaluate::interview::Cause;
use crate::figure::measures::interviews;
use crate::model::{Section, Site};

pub(super) const TABLE: Definition = Definition {
    name: "interview_indicators",
    title: pair!("触发约谈的指标", "Indicators that triggered interviews"),
    description: pair!(
        "一行为一项与标准差距较大而触发约谈的指标，按季度、小镇和规则中的次序排列",
        "One row per indicator so far from its standard that it triggered an interview, by quarter, town and the order of the rules",
    ),
    section: Some(Section::Interviews),
    columns: &[
        QUARTER,
        TOWN,
        column(
            "trigger",
            Kind::Text,
            pair!("情形代号", "Trigger"),
            pair!("规则中的情形代号", "Id of the rule's trigger"),
        ),
        column("key", Kind::Text, pair!("条目", "Item"), pair!("标准中的条目代码", "Key of the standard's item")),
        Column::of(&interviews::INDICATOR_ATTAINED),
        Column::of(&interviews::INDICATOR_BELOW),
    ],
    rows,
};

fn rows(_: &Site, evaluation: &Evaluation) -> Vec<Row> {
    let mut rows = Vec::new();
    for &quarter in &evaluation.quarters {
        for (slug, town) in &evaluation.towns {
            let triggers = town.quarters.get(&quarter).map(|entry| entry.triggers.as_slice()).unwrap_or_default();
            for trigger in triggers {
                if let Cause::Far { key, .. } = &trigger.cause {
                    let [attained, below] = far_indicator(slug, quarter, trigger);
                    rows.push(row![quarter, slug, &trigger.rule, key, attained, below]);
                }
            }
        }
    }
    rows
}
