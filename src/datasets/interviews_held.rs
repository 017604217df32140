//! Interviews that were held.

use super::column::*;
use super::{Definition, Row, Value, per_town};
use crate::evaluate::Evaluation;
use crate::model::{Section, Site};

pub(super) const TABLE: Definition = Definition {
    name: "interviews_held",
    title: pair!("约谈记录", "Interviews held"),
    description: pair!(
        "一行为一次约谈，按小镇和文件中的次序排列",
        "One row per interview held, by town and the file's order"
    ),
    section: Some(Section::Interviews),
    columns: &[
        TOWN,
        column("on", Kind::Date, pair!("日期", "On"), pair!("约谈日期", "Day it was held")),
        column("reason", Kind::Text, pair!("事由", "Reason"), pair!("约谈事由", "What about")),
        column("with", Kind::Text, pair!("约谈对象", "With"), pair!("职务，以分号隔开", "Posts, joined by semicolons")),
        column("result", Kind::Text, pair!("结果", "Result"), pair!("约谈结果", "What was agreed")),
    ],
    rows,
};

fn rows(site: &Site, _: &Evaluation) -> Vec<Row> {
    per_town(
        site,
        |town| &town.interviews,
        |slug, held| row![slug, held.on, &held.reason, Value::list(&held.with), held.result.as_ref()],
    )
}
