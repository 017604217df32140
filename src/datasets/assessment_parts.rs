//! The parts of the city's scores.

use super::column::*;
use super::{Definition, Row, Value};
use crate::evaluate::Evaluation;
use crate::evaluate::assessment::rounded;
use crate::model::{Section, Site};

pub(super) const TABLE: Definition = Definition {
    name: "assessment_parts",
    title: pair!("市级考评各项得分", "Parts of the city's scores"),
    description: pair!(
        "一行为一个小镇一年市级考评的一项指标，按年度、小镇和考评办法中的次序排列",
        "One row per part of a town's score by the city's method, by year, town and the order of the method"
    ),
    section: Some(Section::Assessments),
    columns: &[
        YEAR,
        TOWN,
        column("key", Kind::Text, pair!("指标", "Key"), pair!("考评办法中的指标代码", "Key of the method's component")),
        column(
            "value",
            Kind::Number,
            pair!("得分", "Value"),
            pair!(
                "0至100，四舍五入保留2位小数；加权用精确值",
                "0 to 100, two decimals, rounded half up; exact values are weighted"
            ),
        ),
        column(
            "reason",
            Kind::Text,
            pair!("无法计算的原因", "Why not computable"),
            pair!("所缺的事实", "What the facts lack"),
        ),
    ],
    rows,
};

fn rows(_: &Site, evaluation: &Evaluation) -> Vec<Row> {
    let mut rows = Vec::new();
    for (&year, results) in &evaluation.assessments {
        for (slug, score) in &results.scores {
            rows.extend(score.components.iter().map(|part| {
                let value = part.value.as_ref().ok().map(|exact| Value::Number(rounded(exact, 2)));
                row![year, slug, &part.key, value, part.value.as_ref().err().copied()]
            }));
        }
    }
    rows
}
