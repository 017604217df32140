//! Scenic grade required of each town and held by it.

use super::column::*;
use super::{Definition, Row};
use crate::evaluate::Evaluation;
use crate::model::{Coded as _, ScenicGrade, Site};

pub(super) const TABLE: Definition = Definition {
    name: "scenic",
    title: pair!("景区等级", "Scenic grades"),
    description: pair!(
        "一行为一个有景区等级要求的小镇，按小镇排列；已取得的等级全部列在 scenic_history 表",
        "One row per town of which a scenic grade is required, by town; all grades held are in the table scenic_history"
    ),
    section: None,
    columns: &[
        TOWN,
        coded(
            "held",
            pair!("已有等级", "Held"),
            pair!("已取得的最高等级；没有或不详为空", "Highest grade held; empty where none is known"),
            ScenicGrade::WORDS,
        ),
        coded(
            "required",
            pair!("应达等级", "Required"),
            pair!("现行规则要求的等级", "Grade that a rule in force requires"),
            ScenicGrade::WORDS,
        ),
        coded(
            "aimed",
            pair!("努力目标等级", "Aimed at"),
            pair!("现行规则提出的努力目标，不作为达标要求", "Grade that a rule in force aims at; no requirement"),
            ScenicGrade::WORDS,
        ),
        column(
            "met",
            Kind::Boolean,
            pair!("达到", "Met"),
            pair!("是否达到；已有等级不详为空", "Whether it is met; empty where no grade is known"),
        ),
    ],
    rows,
};

fn rows(_: &Site, evaluation: &Evaluation) -> Vec<Row> {
    let row = |(slug, town): (_, &crate::evaluate::TownEvaluation)| {
        row![slug, town.scenic.held, town.scenic.required, town.scenic.aimed, town.scenic.met()]
    };
    evaluation.towns.iter().filter(|(_, town)| town.scenic.required.is_some()).map(row).collect()
}
