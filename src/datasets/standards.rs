//! Distance of towns from the acceptance standards in force.

use super::column::*;
use super::provenance::{LATE, STATUS, late};
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
        column(
            "period",
            Kind::Text,
            pair!("时期", "Period"),
            pair!("数值所属的年度、季度或公布时所写的时期", "The year, the quarter or the period as published"),
        ),
        STATUS,
        LATE,
        column(
            "reported",
            Kind::PartialDate,
            pair!("报送或公布日期", "Reported or published"),
            pair!("数值报送或公布的日期", "When the value was reported or published"),
        ),
        SOURCE,
    ],
    rows,
};

fn rows(_: &Site, evaluation: &Evaluation) -> Vec<Row> {
    let mut rows = Vec::new();
    for (slug, town) in &evaluation.towns {
        for standard in &town.standards {
            rows.extend(standard.items.iter().map(|item| {
                let figures = item.figures(slug, &standard.standard);
                let held = item.value.as_ref();
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
                    held.map(|held| held.period.to_string()).filter(|period| !period.is_empty()),
                    held.and_then(|held| held.firmness.status),
                    held.and_then(|held| late(held.firmness)),
                    held.and_then(|held| held.reported),
                    held.and_then(|held| held.source.as_ref()),
                ]
            }));
        }
    }
    rows
}
