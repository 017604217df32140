//! Warnings by name.

use super::column::*;
use super::{Definition, Row, per_town};
use crate::evaluate::Evaluation;
use crate::model::{Assessor, Coded as _, Section, Site};

pub(super) const TABLE: Definition = Definition {
    name: "warnings",
    title: pair!("点名警示", "Warnings"),
    description: pair!(
        "一行为一次点名警示，按小镇和文件中的次序排列",
        "One row per warning by name, by town and the file's order"
    ),
    section: Some(Section::Interviews),
    columns: &[
        TOWN,
        column("on", Kind::Date, pair!("日期", "On"), pair!("警示日期", "Day of the warning")),
        coded("by", pair!("警示主体", "By"), pair!("谁警示", "Who warned"), Assessor::WORDS),
        column("text", Kind::Text, pair!("内容", "Text"), pair!("警示内容", "What about")),
        DOCUMENT,
    ],
    rows,
};

fn rows(site: &Site, _: &Evaluation) -> Vec<Row> {
    per_town(
        site,
        |town| &town.warnings,
        |slug, warning| row![slug, warning.on, warning.by, &warning.text, warning.document.as_ref()],
    )
}
