//! Counties and the development zone: the responsible bodies.

use super::column::*;
use super::{Definition, Row};
use crate::evaluate::Evaluation;
use crate::model::{Coded as _, CountyKind, Site};

pub(super) const TABLE: Definition = Definition {
    name: "counties",
    title: pair!("县（市、区）", "Counties"),
    description: pair!("一行为一个责任主体，按公布的次序排列", "One row per responsible body, in the official order"),
    section: None,
    columns: &[
        COUNTY,
        column("name", Kind::Text, pair!("名称", "Name"), pair!("全称", "Full name")),
        column("short_name", Kind::Text, pair!("简称", "Short name"), pair!("简称", "Name where room is short")),
        coded(
            "kind",
            pair!("性质", "Kind"),
            pair!("县（市、区）或开发区", "County or development zone"),
            CountyKind::WORDS,
        ),
        column(
            "code",
            Kind::Text,
            pair!("行政区划代码", "Division code"),
            pair!("六位代码；开发区没有", "Six digits; a development zone has none"),
        ),
        column(
            "responsible_body",
            Kind::Text,
            pair!("责任主体", "Responsible body"),
            pair!("负责的政府或管委会", "The government or committee that is responsible"),
        ),
        column(
            "lead_body",
            Kind::Text,
            pair!("牵头单位", "Lead body"),
            pair!("牵头的部门", "The department that leads the work"),
        ),
        column(
            "tile_x",
            Kind::Integer,
            pair!("示意图列", "Tile column"),
            pair!("在格子示意图中的列，从左起", "Column in the tile grid, from the left"),
        ),
        column(
            "tile_y",
            Kind::Integer,
            pair!("示意图行", "Tile row"),
            pair!("在格子示意图中的行，从上起", "Row in the tile grid, from the top"),
        ),
        SOURCE,
    ],
    rows,
};

fn rows(site: &Site, _: &Evaluation) -> Vec<Row> {
    let row = |county: &crate::model::County| {
        row![
            &county.id,
            &county.name,
            county.short_name.as_ref(),
            county.kind,
            county.code.as_ref(),
            county.responsible_body.as_ref(),
            county.lead_body.as_ref(),
            county.tile.map(|tile| tile.x),
            county.tile.map(|tile| tile.y),
            county.source.as_ref(),
        ]
    };
    site.counties.iter().map(row).collect()
}
