//! What changed on the boards after their release.

use super::column::*;
use super::{Definition, Row, Value};
use crate::evaluate::Evaluation;
use crate::evaluate::board::ReturnState;
use crate::evaluate::card::CardLevel;
use crate::evaluate::released::{Change, ChangeKind, Released};
use crate::figure::measures::{board_changes, boards};
use crate::model::{Coded as _, Site};

pub(super) const TABLE: Definition = Definition {
    name: "board_changes",
    title: pair!("榜单发布后的变动", "Changes of released boards"),
    description: pair!(
        "一行为一个小镇在一个季度榜单上发布时与现在不同的位次、数据或红黄牌，按季度、榜单和小镇排列；发布时的情况按日期和修订记录推算，没有日期的改动看不出来",
        "One row per town that stands on a quarter's board otherwise than it was released, by quarter, board and town; what was released is recomputed from dates and the history of figures, so that a change without a date does not show",
    ),
    section: None,
    columns: &[
        QUARTER,
        BOARD,
        TOWN,
        TOWN_NAME,
        column(
            "released",
            Kind::Date,
            pair!("发布日期", "Released"),
            pair!("本季度榜单的发布日期", "Day on which the quarter's boards were released"),
        ),
        column(
            "since",
            Kind::Date,
            pair!("变动日期", "Since"),
            pair!(
                "自哪一天起数据、报送情况和牌如现在所示；这些没有变的，自哪一天起名次和升降如现在所示",
                "Day since which figures, state and card are as now; where these are as released, rank and movement",
            ),
        ),
        coded(
            "cause",
            pair!("变动原因", "Cause"),
            pair!(
                "本镇自身最近一次变动的种类；自身没有变动的为 others",
                "Kind of the last change of the town's own; others where nothing of its own changed"
            ),
            ChangeKind::WORDS,
        ),
        column(
            "why",
            Kind::Text,
            pair!("修订说明", "Why"),
            pair!(
                "发布后各次修订的原因，以分号隔开",
                "Why figures were replaced after the release, joined by semicolons"
            ),
        ),
        Column::of(&board_changes::PUBLISHED_COMPLETED),
        Column::of(&boards::COMPLETED),
        Column::of(&board_changes::PUBLISHED_PERIOD_RATE),
        Column::of(&boards::PERIOD_RATE),
        Column::of(&board_changes::PUBLISHED_ANNUAL_RATE),
        Column::of(&boards::ANNUAL_RATE),
        Column::of(&board_changes::PUBLISHED_RANK),
        Column::of(&boards::RANK),
        Column::of(&board_changes::PUBLISHED_MOVEMENT),
        Column::of(&boards::MOVEMENT),
        coded(
            "published_state",
            pair!("发布时报送情况", "State of the return, as released"),
            pair!("发布时有无数据及原因", "Whether there was a figure at the release, and if not, why"),
            ReturnState::WORDS,
        ),
        coded(
            "state",
            pair!("报送情况", "State of the return"),
            pair!("现在有无数据及原因", "Whether there is a figure now, and if not, why"),
            ReturnState::WORDS,
        ),
        coded(
            "published_card",
            pair!("发布时亮牌", "Card, as released"),
            pair!(
                "发布时的红黄牌；不亮牌或不公开的为空",
                "Card at the release; empty where none was given or is shown"
            ),
            CardLevel::WORDS,
        ),
        coded(
            "card",
            pair!("牌", "Card"),
            pair!("现在的红黄牌；不亮牌或不公开的为空", "Card now; empty where none is given or shown"),
            CardLevel::WORDS,
        ),
    ],
    rows,
};

fn rows(site: &Site, evaluation: &Evaluation) -> Vec<Row> {
    let released = evaluation.released.values();
    released.flat_map(|released| released.changes.iter().map(|change| row(site, released, change))).collect()
}

fn row(site: &Site, released: &Released, change: &Change) -> Row {
    let (was, is) = (change.published_figures(), change.present.standing.figures());
    let standing = &change.present.standing;
    row![
        standing.quarter,
        &standing.board,
        change.town(),
        &site.towns[change.town()].name,
        Value::Date(released.at.day()),
        Value::Date(change.since),
        change.kind(),
        Value::list(change.causes.iter().filter_map(|cause| cause.why.as_ref())),
        was.completed(),
        is.completed(),
        was.period_rate(),
        is.period_rate(),
        was.annual_rate(),
        is.annual_rate(),
        was.rank(),
        is.rank(),
        was.movement(),
        is.movement(),
        change.published.standing.state,
        standing.state,
        change.published.card,
        change.present.card,
    ]
}
