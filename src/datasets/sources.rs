//! The sources that facts name.

use super::column::*;
use super::{Definition, Row};
use crate::evaluate::Evaluation;
use crate::model::Site;

pub(super) const TABLE: Definition = Definition {
    name: "sources",
    title: pair!("出处", "Sources"),
    description: pair!("一行为一个出处，按编号排列", "One row per source, by id"),
    section: None,
    columns: &[
        column(
            "source",
            Kind::Text,
            pair!("编号", "Source"),
            pair!("各表 source 列所写的编号", "The id that columns named source give"),
        ),
        column("title", Kind::Text, pair!("标题", "Title"), pair!("标题", "Its title")),
        column("address", Kind::Text, pair!("地址", "Address"), pair!("网址或索引号", "Address or index number")),
        column("kind", Kind::Text, pair!("种类", "Kind"), pair!("出处的种类", "What kind of source")),
        column("trust", Kind::Text, pair!("可信程度", "Trust"), pair!("可信程度", "How far it can be trusted")),
    ],
    rows,
};

fn rows(site: &Site, _: &Evaluation) -> Vec<Row> {
    let row = |source: &crate::model::Source| {
        row![&source.id, &source.title, source.address.as_ref(), source.kind.as_ref(), source.trust.as_ref()]
    };
    site.sources.values().map(row).collect()
}
