//! Distance of towns from the acceptance standards in force.

use super::column::*;
use super::{Definition, Row, Value};
use crate::evaluate::Evaluation;
use crate::evaluate::standard::{Bound, ItemResult, Period};
use crate::model::{Coded as _, Site};
use crate::units::{Number, Ratio};

pub(super) const TABLE: Definition = Definition {
    name: "standards",
    title: both("达标对照", "Standards"),
    description: both(
        "一行为一个小镇对照一项现行标准，按小镇、标准和条目排列",
        "One row per town and item of a standard in force, by town, standard and item",
    ),
    section: None,
    columns: &[
        TOWN,
        column("standard", Kind::Text, both("标准", "Standard"), both("标准代号", "Id of the standard")),
        column("key", Kind::Text, both("条目", "Item"), both("标准中的条目代码", "Key of the standard's item")),
        column(
            "value",
            Kind::Number,
            both("现值", "Value"),
            both(
                "按条目单位；占比为%，保留1位小数；缺数为空",
                "In the item's unit; shares in per cent with one decimal; empty where missing",
            ),
        ),
        column("bound", Kind::Number, both("标准值", "Bound"), both("按条目单位", "In the item's unit")),
        coded("bound_kind", both("界限", "Kind of bound"), both("不低于或不高于", "At least or at most"), Bound::WORDS),
        column(
            "attained",
            Kind::Rate,
            both("达到比例", "Attained"),
            both("现值÷标准值，%；只用于“不低于”", "Value ÷ bound, per cent; lower bounds only"),
        ),
        column(
            "gap",
            Kind::Number,
            both("差距", "Gap"),
            both("未达标时与标准值之差，按条目单位", "How far from the bound where it is not met, in the item's unit"),
        ),
        column(
            "met",
            Kind::Boolean,
            both("达标", "Met"),
            both("是否达标；缺数为空", "Whether the bound is met; empty where the value is missing"),
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
