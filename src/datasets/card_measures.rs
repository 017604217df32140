//! The numbers behind each card: one row per measure.

use super::column::*;
use super::provenance::{self, LATE, PUBLISHED, REPORTED, STATUS};
use super::{Definition, Row, cards};
use crate::evaluate::board::Standing;
use crate::evaluate::card::Uncomputable;
use crate::evaluate::card::{CardLevel, CardResult, MeasureResult};
use crate::evaluate::{Evaluation, UNCOMPUTABLE};
use crate::figure::measures::cards as measured;
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
        "One row per measure of a card, by quarter, town and the order of the rules",
    ),
    section: Some(Section::Cards),
    columns: &[
        QUARTER,
        TOWN,
        coded("kind", pair!("指标", "Kind"), pair!("考量的内容", "What is measured"), CardMeasureKind::WORDS),
        Column::of(&measured::NUMERATOR),
        Column::of(&measured::DENOMINATOR),
        Column::of(&measured::RATE).of_kind(Kind::Number),
        Column::of(&measured::YELLOW),
        Column::of(&measured::RED),
        coded("result", pair!("结果", "Result"), pair!("单看本项的结果", "What this measure alone gives"), RESULTS),
        coded(
            "reason",
            pair!("无法计算的原因", "Why not computable"),
            pair!("本项无法计算的原因", "Why the measure cannot be computed"),
            Uncomputable::WORDS,
        ),
        STATUS,
        LATE,
        REPORTED,
        PUBLISHED,
        SOURCE,
    ],
    rows,
};

fn rows(_: &Site, evaluation: &Evaluation) -> Vec<Row> {
    of(evaluation, cards::all(evaluation))
}

/// The rows of one quarter.
pub(super) fn of_quarter(_: &Site, evaluation: &Evaluation, quarter: Quarter) -> Vec<Row> {
    of(evaluation, cards::within(evaluation, quarter))
}

fn of<'a>(evaluation: &Evaluation, cards: impl Iterator<Item = &'a CardResult>) -> Vec<Row> {
    let mut rows = Vec::new();
    for card in cards {
        let entry = evaluation.town_quarter(&card.town, card.quarter);
        let standing = entry.and_then(|entry| entry.standing.as_deref());
        rows.extend(card.measures.iter().map(|measure| row(card, measure, standing)));
    }
    rows
}

fn row(card: &CardResult, measure: &MeasureResult, standing: Option<&Standing>) -> Row {
    let figures = card.figures(measure);
    // Tasks are in no return.
    let of_return = standing.filter(|_| measure.kind != CardMeasureKind::OverdueTasks);
    let mut row = row![
        card.quarter,
        &card.town,
        measure.kind,
        figures.numerator(),
        figures.denominator(),
        figures.value(),
        figures.yellow(),
        figures.red(),
        measure.level.map_or(UNCOMPUTABLE.code, CardLevel::code),
        measure.value.as_ref().err().copied(),
    ];
    row.extend(provenance::of_return(of_return));
    row
}
