//! Distance of towns from the acceptance standards in force.

use super::column::*;
use super::{Definition, Row};
use crate::evaluate::Evaluation;
use crate::evaluate::standard::Bound;
use crate::figure::measures::standards;
use crate::model::{Coded as _, Site};

pub(super) const TABLE: Definition = Definition {
    name: "standards",
    title: pair!("达标对照", "Standards"),
    description: pair!(
        "一行为一个小镇对照一项现行标准，按小镇、标准和条目排列",
        "One row per town and item of a standard in force, by town, standard and item",
    ),
    section: None,
    columns: &[
        TOWN,
        column("standard", Kind::Text, pair!("标准", "Standard"), pair!("标准代号", "Id of the standard")),
        column("key", Kind::Text, pair!("条目", "Item"), pair!("标准中的条目代码", "Key of the standard's item")),
        Column::of(&standards::VALUE),
        Column::of(&standards::BOUND),
        coded(
            "bound_kind",
            pair!("界限", "Kind of bound"),
            pair!("不低于或不高于", "At least or at most"),
            Bound::WORDS,
        ),
        Column::of(&standards::ATTAINED),
        Column::of(&standards::GAP),
        column(
            "met",
            Kind::Boolean,
            pair!("达标", "Met"),
            pair!("是否达标；缺数为空", "Whether the bound is met; empty where the value is missing"),
        ),
    ],
    rows,
};

fn rows(_: &Site, evaluation: &Evaluation) -> Vec<Row> {
    let mut rows = Vec::new();
    for (slug, town) in &evaluation.towns {
        for standard in &town.standards {
            rows.extend(standard.items.iter().map(|item| {
                let figures = item.figures(slug, &standard.standard);
                row![
                    slug,
                    &standard.standard,
                    &item.key,
                    figures.value(),
                    figures.bound(),
                    item.bound,
                    figures.attained(),
                    figures.gap(),
                    item.met,
                ]
            }));
        }
    }
    rows
}
