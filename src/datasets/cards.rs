//! Red and yellow cards of every quarter shown.

use super::column::*;
use super::{Definition, Row};
use crate::evaluate::Evaluation;
use crate::evaluate::card::CardLevel;
use crate::evaluate::card::CardResult;
use crate::figure::measures::cards;
use crate::model::{Coded as _, Section, Site};
use crate::units::Quarter;

pub(super) const TABLE: Definition = Definition {
    name: "cards",
    title: pair!("红黄牌", "Cards"),
    description: pair!(
        "一行为一个小镇一个季度的红黄牌，按季度和小镇排列",
        "One row per town and quarter that a card was due in, by quarter and town",
    ),
    section: Some(Section::Cards),
    columns: &[
        QUARTER,
        TOWN,
        BOARD,
        coded(
            "card",
            pair!("牌", "Card"),
            pair!("各项指标中最差的一项", "The worst of the rule's measures"),
            CardLevel::WORDS,
        ),
        Column::of(&cards::STREAK),
    ],
    rows,
};

/// Every card, by quarter and town.
pub(super) fn all(evaluation: &Evaluation) -> impl Iterator<Item = &CardResult> {
    evaluation.quarters.iter().flat_map(|&quarter| within(evaluation, quarter))
}

/// The cards of a quarter, by town.
pub(super) fn within(evaluation: &Evaluation, quarter: Quarter) -> impl Iterator<Item = &CardResult> {
    evaluation.towns.values().filter_map(move |town| town.quarters.get(&quarter)?.card.as_ref())
}

/// The rows of one quarter.
pub(super) fn of_quarter(_: &Site, evaluation: &Evaluation, quarter: Quarter) -> Vec<Row> {
    within(evaluation, quarter).map(row).collect()
}

fn rows(_: &Site, evaluation: &Evaluation) -> Vec<Row> {
    all(evaluation).map(row).collect()
}

fn row(card: &CardResult) -> Row {
    row![card.quarter, &card.town, &card.board, card.level, card.streak_figure()]
}
