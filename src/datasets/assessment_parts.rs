//! The parts of the city's scores.

use super::column::*;
use super::provenance::STATUS;
use super::{Definition, Row};
use crate::evaluate::Evaluation;
use crate::evaluate::figures::part_of_score;
use crate::figure::measures::assessments;
use crate::model::{Section, Site};

pub(super) const TABLE: Definition = Definition {
    name: "assessment_parts",
    title: pair!("市级考评各项得分", "Parts of the city's scores"),
    description: pair!(
        "一行为一个小镇一年市级考评的一项指标，按年度、小镇和考评办法中的次序排列",
        "One row per part of a town's score by the city's method, by year, town and the order of the method",
    ),
    section: Some(Section::Assessments),
    columns: &[
        YEAR,
        TOWN,
        column("key", Kind::Text, pair!("指标", "Key"), pair!("考评办法中的指标代码", "Key of the method's component")),
        Column::of(&assessments::PART),
        column(
            "reason",
            Kind::Text,
            pair!("无法计算的原因", "Why not computable"),
            pair!("所缺的事实", "What the facts lack"),
        ),
        STATUS,
    ],
    rows,
};

fn rows(_: &Site, evaluation: &Evaluation) -> Vec<Row> {
    let mut rows = Vec::new();
    for (&year, results) in &evaluation.assessments {
        for (slug, score) in &results.scores {
            rows.extend(score.components.iter().map(|part| {
                row![
                    year,
                    slug,
                    &part.key,
                    part_of_score(slug, year, part),
                    part.value.as_ref().err().copied(),
                    part.firmness.status
                ]
            }));
        }
    }
    rows
}
