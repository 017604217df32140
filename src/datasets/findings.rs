//! Weaknesses that the experts found.

use super::column::*;
use super::{Definition, Row, per_town};
use crate::evaluate::Evaluation;
use crate::model::{Coded as _, FindingState, Section, Site};

pub(super) const TABLE: Definition = Definition {
    name: "findings",
    title: pair!("问题清单", "Findings"),
    description: pair!(
        "一行为专家发现的一个问题，按小镇和文件中的次序排列",
        "One row per weakness that the experts found, by town and the file's order"
    ),
    section: Some(Section::Findings),
    columns: &[
        TOWN,
        column("on", Kind::Date, pair!("发现日期", "On"), pair!("发现日期", "Day it was found")),
        column("weakness", Kind::Text, pair!("问题", "Weakness"), pair!("薄弱之处", "What is weak")),
        column("measure", Kind::Text, pair!("整改措施", "Measure"), pair!("怎样整改", "What is to be done")),
        coded("state", pair!("状态", "State"), pair!("是否已整改", "Whether it is done"), FindingState::WORDS),
        column("closed", Kind::Date, pair!("整改完成日期", "Closed"), pair!("整改完成日期", "Day it was closed")),
    ],
    rows,
};

fn rows(site: &Site, _: &Evaluation) -> Vec<Row> {
    per_town(
        site,
        |town| &town.findings,
        |slug, finding| {
            row![slug, finding.on, &finding.weakness, finding.measure.as_ref(), finding.state, finding.closed]
        },
    )
}
