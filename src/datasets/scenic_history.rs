//! Scenic grades that towns were given.

use super::column::*;
use super::{Definition, Row, per_town};
use crate::evaluate::Evaluation;
use crate::model::{Coded as _, ScenicGrade, Site};

pub(super) const TABLE: Definition = Definition {
    name: "scenic_history",
    title: pair!("景区等级沿革", "Scenic grades through time"),
    description: pair!(
        "一行为小镇取得的一个景区等级，按小镇和先后排列",
        "One row per scenic grade given, by town, oldest first"
    ),
    section: None,
    columns: &[
        TOWN,
        coded("grade", pair!("等级", "Grade"), pair!("景区等级", "The grade"), ScenicGrade::WORDS),
        column(
            "since",
            Kind::PartialDate,
            pair!("起始", "Since"),
            pair!("取得时间；不详为空", "Since when; empty where unknown"),
        ),
        column(
            "name",
            Kind::Text,
            pair!("景区名称", "Scenic area"),
            pair!("与小镇名称不同时的景区名称", "The scenic area, where its name differs from the town's"),
        ),
        SOURCE,
    ],
    rows,
};

fn rows(site: &Site, _: &Evaluation) -> Vec<Row> {
    per_town(
        site,
        |town| &town.scenic,
        |slug, entry| row![slug, entry.grade, entry.since, entry.name.as_ref(), entry.source.as_ref()],
    )
}
