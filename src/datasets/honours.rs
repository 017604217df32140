//! Honours of towns and their people.

use super::column::*;
use super::{Definition, Row, per_town};
use crate::evaluate::Evaluation;
use crate::model::{Coded as _, HonourKind, Site};

pub(super) const TABLE: Definition = Definition {
    name: "honours",
    title: pair!("荣誉", "Honours"),
    description: pair!("一行为一项荣誉，按小镇和文件中的次序排列", "One row per honour, by town and the file's order"),
    section: None,
    columns: &[
        TOWN,
        YEAR,
        column("title", Kind::Text, pair!("荣誉名称", "Title"), pair!("荣誉名称", "The honour")),
        coded(
            "kind",
            pair!("对象", "Kind"),
            pair!("集体或个人", "To the collective or to a person"),
            HonourKind::WORDS,
        ),
        column("by", Kind::Text, pair!("授予单位", "By"), pair!("授予单位", "Who gave it")),
        column(
            "on",
            Kind::Date,
            pair!("授予日期", "On"),
            pair!("授予日期；为空即视为当年12月31日", "Day it was given; 31 December of the year where empty"),
        ),
        SOURCE,
    ],
    rows,
};

fn rows(site: &Site, _: &Evaluation) -> Vec<Row> {
    per_town(
        site,
        |town| &town.honours,
        |slug, honour| {
            row![slug, honour.year, &honour.title, honour.kind, honour.by.as_ref(), honour.on, honour.source.as_ref()]
        },
    )
}
