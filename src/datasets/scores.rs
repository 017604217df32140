//! Scores that the city office gave for parts of its own assessment.

use super::column::*;
use super::{Definition, Row, per_town};
use crate::evaluate::Evaluation;
use crate::evaluate::figures::given_score;
use crate::figure::measures::assessments;
use crate::model::{Section, Site};

pub(super) const TABLE: Definition = Definition {
    name: "scores",
    title: pair!("考评打分", "Scores given"),
    description: pair!(
        "一行为市级考评中由市特镇办打分的一项，按小镇和文件中的次序排列",
        "One row per score that the city office gave for a part of its method, by town and the file's order",
    ),
    section: Some(Section::Assessments),
    columns: &[
        TOWN,
        YEAR,
        column("key", Kind::Text, pair!("指标", "Key"), pair!("考评办法中的指标代码", "Key of the method's component")),
        Column::of(&assessments::GIVEN),
        column("on", Kind::Date, pair!("打分日期", "On"), pair!("打分日期", "Day it was given")),
    ],
    rows,
};

fn rows(site: &Site, _: &Evaluation) -> Vec<Row> {
    per_town(
        site,
        |town| &town.scores,
        |slug, score| row![slug, score.year, &score.key, given_score(slug, score), score.on],
    )
}
