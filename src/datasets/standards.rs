//! Distance of towns from the acceptance standards in force.

use super::column::*;
use super::{Definition, Row, Value};
use crate::evaluate::Evaluation;
use crate::evaluate::standard::{Bound, ItemResult, Period};
use crate::model::{Coded as _, Site};
use crate::units::{Number, Ratio};

pub(super) const TABLE: Definition = Definition {
    name: "standards",
    title: pair!("达标对照", "Standards"),
    description: pair!(
        "一行为一个小镇对照一项现行标准，按小镇、标准和条目排列",
        "One row per town and item of a standard in force, by town, standard and item"
    ),
    section: None,
    columns: &[
        TOWN,
        column("standard", Kind::Text, pair!("标准", "Standard"), pair!("标准代号", "Id of the standard")),
        column("key", Kind::Text, pair!("条目", "Item"), pair!("标准中的条目代码", "Key of the standard's item")),
        column(
            "value",
            Kind::Number,
            pair!("现值", "Value"),
            pair!(
                "按条目单位；占比为%，保留1位小数；缺数为空",
                "In the item's unit; shares in per cent with one decimal; empty where missing"
            ),
        ),
        column("bound", Kind::Number, pair!("标准值", "Bound"), pair!("按条目单位", "In the item's unit")),
        coded(
            "bound_kind",
            pair!("界限", "Kind of bound"),
            pair!("不低于或不高于", "At least or at most"),
            Bound::WORDS,
        ),
        column(
            "attained",
            Kind::Rate,
            pair!("达到比例", "Attained"),
            pair!("现值÷标准值，%；只用于“不低于”", "Value ÷ bound, per cent; lower bounds only"),
        ),
        column(
            "gap",
            Kind::Number,
            pair!("差距", "Gap"),
            pair!("未达标时与标准值之差，按条目单位", "How far from the bound where it is not met, in the item's unit"),
        ),
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
                row![
                    slug,
                    &standard.standard,
                    &item.key,
                    item.value.as_ref().map(|held| amount(item, held.value)),
                    item.bound.number(),
                    item.bound,
                    Value::percent(item.attained),
                    item.gap().map(|gap| amount(item, gap)),
                    item.met,
                ]
            }));
        }
    }
    rows
}

/// A value in the item's unit: exact as written, or a share of a return with one digit.
fn amount(item: &ItemResult, value: Ratio) -> Value {
    match item.value.as_ref().map(|held| &held.period) {
        Some(Period::Quarter(_)) => {
            Value::Number(crate::units::round_half_up(value.numerator, value.denominator, 0, 1))
        }
        _ => Value::from(Number(value.numerator)),
    }
}
