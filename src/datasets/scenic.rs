//! Scenic grade required of each town and held by it.

use super::codes;
use super::column::*;
use super::{Definition, Row};
use crate::evaluate::Evaluation;
use crate::model::Site;

pub(super) const TABLE: Definition = Definition {
    name: "scenic",
    title: both("景区等级", "Scenic grades"),
    description: both(
        "一行为一个小镇的已有和应达景区等级，按小镇排列",
        "One row per town with the scenic grade held and required, by town",
    ),
    section: None,
    columns: &[
        TOWN,
        coded(
            "held",
            both("已有等级", "Held"),
            both("已取得的最高等级；没有或不详为空", "Highest grade held; empty where none is known"),
            codes::SCENIC_GRADES,
        ),
        coded(
            "required",
            both("应达等级", "Required"),
            both("现行规则要求的等级；不作要求为空", "Grade that a rule in force requires; empty where none applies"),
            codes::SCENIC_GRADES,
        ),
        column(
            "met",
            Kind::Boolean,
            both("达到", "Met"),
            both(
                "是否达到；不作要求或等级不详为空",
                "Whether it is met; empty where nothing is required or no grade is known",
            ),
        ),
    ],
    rows,
};

fn rows(_: &Site, evaluation: &Evaluation) -> Vec<Row> {
    let row = |(slug, town): (_, &crate::evaluate::TownEvaluation)| {
        row![slug, town.scenic.held, town.scenic.required, town.scenic.met()]
    };
    evaluation.towns.iter().map(row).collect()
}
