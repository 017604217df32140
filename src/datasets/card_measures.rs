//! The numbers behind each card: one row per measure.

use super::column::*;
use super::{Definition, Row, Value, cards};
use crate::evaluate::card::Uncomputable;
use crate::evaluate::card::{CardLevel, CardResult, MeasureResult, MeasureValue};
use crate::evaluate::{Evaluation, UNCOMPUTABLE};
use crate::model::{CardMeasureKind, Coded as _, Section, Site, Word};
use crate::units::Quarter;

/// A measure alone is never more than red.
const RESULTS: &[Word] = &[
    CardLevel::WORDS[CardLevel::Normal as usize],
    CardLevel::WORDS[CardLevel::Yellow as usize],
    CardLevel::WORDS[CardLevel::Red as usize],
    UNCOMPUTABLE,
];

pub(super) const TABLE: Definition = Definition {
    name: "card_measures",
    title: pair!("红黄牌指标", "Measures of cards"),
    description: pair!(
        "一行为一张牌的一项指标及其依据，按季度、小镇和规则中的次序排列",
        "One row per measure of a card, by quarter, town and the order of the rules"
    ),
    section: Some(Section::Cards),
    columns: &[
        QUARTER,
        TOWN,
        coded("kind", pair!("指标", "Kind"), pair!("考量的内容", "What is measured"), CardMeasureKind::WORDS),
        money(
            "numerator",
            pair!("分子", "Numerator"),
            pair!(
                "完成投资，落后百分点时为计划减完成，万元；任务数没有分子分母",
                "Completed, or for lag_points planned minus completed, in 10,000 yuan; none for task counts"
            ),
        ),
        money(
            "denominator",
            pair!("分母", "Denominator"),
            pair!("该指标的计划数，万元", "The plan that the measure divides by, in 10,000 yuan"),
        ),
        column(
            "value",
            Kind::Number,
            pair!("数值", "Value"),
            pair!(
                "%或百分点，保留1位小数；任务为件数。判定用精确值",
                "Per cent or points with one decimal, or a count of tasks; the exact value is what is judged"
            ),
        ),
        column(
            "yellow",
            Kind::Number,
            pair!("黄牌界限", "Yellow threshold"),
            pair!(
                "完成率低于此数、落后百分点或任务数达到此数为黄牌",
                "Yellow below it for rates, from it on for lag_points and overdue_tasks"
            ),
        ),
        column(
            "red",
            Kind::Number,
            pair!("红牌界限", "Red threshold"),
            pair!(
                "完成率低于此数、落后百分点或任务数达到此数为红牌",
                "Red below it for rates, from it on for lag_points and overdue_tasks"
            ),
        ),
        coded("result", pair!("结果", "Result"), pair!("单看本项的结果", "What this measure alone gives"), RESULTS),
        coded(
            "reason",
            pair!("无法计算的原因", "Why not computable"),
            pair!("本项无法计算的原因", "Why the measure cannot be computed"),
            Uncomputable::WORDS,
        ),
    ],
    rows,
};

fn rows(_: &Site, evaluation: &Evaluation) -> Vec<Row> {
    of(cards::all(evaluation))
}

/// The rows of one quarter.
pub(super) fn of_quarter(_: &Site, evaluation: &Evaluation, quarter: Quarter) -> Vec<Row> {
    of(cards::within(evaluation, quarter))
}

fn of<'a>(cards: impl Iterator<Item = &'a CardResult>) -> Vec<Row> {
    cards.flat_map(|card| card.measures.iter().map(move |measure| row(card, measure))).collect()
}

fn row(card: &CardResult, measure: &MeasureResult) -> Row {
    let ratio = match &measure.value {
        Ok(MeasureValue::Ratio(ratio)) => Some(*ratio),
        _ => None,
    };
    let value = match &measure.value {
        Ok(MeasureValue::Ratio(ratio)) => Value::percent(Some(*ratio)),
        Ok(MeasureValue::Overdue(tasks)) => Value::Number(tasks.len().into()),
        Err(_) => Value::Missing,
    };
    let amount = |part| Value::from(crate::units::Money(part));
    row![
        card.quarter,
        &card.town,
        measure.kind,
        ratio.map(|ratio| amount(ratio.numerator)),
        ratio.map(|ratio| amount(ratio.denominator)),
        value,
        measure.yellow,
        measure.red,
        measure.level.map_or(UNCOMPUTABLE.code, CardLevel::code),
        measure.value.as_ref().err().copied(),
    ]
}
