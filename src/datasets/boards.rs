//! The airing boards of every quarter shown.

use super::column::*;
use super::provenance::{LATE, PUBLISHED, late};
use super::{Definition, Row};
use crate::evaluate::Evaluation;
use crate::evaluate::board::ReturnState;
use crate::evaluate::board::{Board, Standing};
use crate::figure::measures::boards;
use crate::model::{BoardMeasure, Category, Coded as _, FigureStatus, Site};
use crate::units::Quarter;

pub(super) const TABLE: Definition = Definition {
    name: "boards",
    title: pair!("晾晒榜", "Airing boards"),
    description: pair!(
        "一行为一个小镇在一个季度榜单上的位置，按季度、榜单、名次排列，无名次的按代号排在后面",
        "One row per town on a quarter's board, by quarter, board and rank; towns without a rank follow by slug",
    ),
    section: None,
    columns: &[
        QUARTER,
        BOARD,
        TOWN,
        TOWN_NAME,
        COUNTY,
        coded(
            "category",
            pair!("类别", "Category"),
            pair!("季度最后一日的类别", "Category on the quarter's last day"),
            Category::WORDS,
        ),
        column("rule_set", Kind::Text, pair!("规则", "Rule set"), pair!("采用的规则代号", "Id of the rule set used")),
        coded(
            "measure",
            pair!("榜单指标", "Measure"),
            pair!("榜单所用的投资口径", "Which investment the board measures"),
            BoardMeasure::WORDS,
        ),
        Column::of(&boards::COMPLETED),
        Column::of(&boards::PLAN_TO_DATE),
        Column::of(&boards::PLAN_YEAR),
        Column::of(&boards::PERIOD_RATE),
        Column::of(&boards::ANNUAL_RATE),
        Column::of(&boards::RANK),
        Column::of(&boards::PREVIOUS_RANK),
        Column::of(&boards::MOVEMENT),
        coded(
            "state",
            pair!("报送情况", "State of the return"),
            pair!("有无数据及原因", "Whether there is a figure, and if not, why"),
            ReturnState::WORDS,
        ),
        coded(
            "figure_status",
            pair!("数据性质", "Status of the figure"),
            pair!("数据的确定程度", "How firm the figure is"),
            FigureStatus::WORDS,
        ),
        column(
            "reported",
            Kind::Date,
            pair!("报送日期", "Reported"),
            pair!("本季度数据的报送日期", "Day of the report"),
        ),
        LATE,
        PUBLISHED,
        SOURCE,
    ],
    rows,
};

fn rows(site: &Site, evaluation: &Evaluation) -> Vec<Row> {
    rows_of(site, evaluation, evaluation.boards.values().flatten())
}

/// The rows of some boards.
pub(super) fn rows_of<'a>(
    site: &Site,
    evaluation: &'a Evaluation,
    boards: impl IntoIterator<Item = &'a Board>,
) -> Vec<Row> {
    standings(evaluation, boards).map(|(standing, before)| row(site, standing, before)).collect()
}

/// The standings of some boards, each with the same board a quarter before.
pub(super) fn standings<'a>(
    evaluation: &'a Evaluation,
    boards: impl IntoIterator<Item = &'a Board>,
) -> impl Iterator<Item = (&'a Standing, Option<&'a Board>)> {
    boards.into_iter().flat_map(|board| {
        let before = evaluation.board(board.quarter.previous(), &board.id);
        board.standings().map(move |standing| (standing, before))
    })
}

/// The rows of one quarter.
pub(super) fn of_quarter(site: &Site, evaluation: &Evaluation, quarter: Quarter) -> Vec<Row> {
    rows_of(site, evaluation, evaluation.boards.get(&quarter).into_iter().flatten())
}

/// A standing with the rank shown a quarter before, which a town without a rank now keeps in the data.
pub(super) fn row(site: &Site, standing: &Standing, before: Option<&Board>) -> Row {
    let town = &site.towns[&standing.town];
    let figures = standing.figures();
    row![
        standing.quarter,
        &standing.board,
        &standing.town,
        &town.name,
        town.county.as_ref(),
        standing.category,
        &standing.rule_set,
        standing.measure,
        figures.completed(),
        figures.plan_to_date(),
        figures.plan_year(),
        figures.period_rate(),
        figures.annual_rate(),
        figures.rank(),
        figures.rank_before(before.and_then(|board| board.standing(&standing.town)?.rank)),
        figures.movement(),
        standing.state,
        standing.firmness.status,
        standing.reported,
        late(standing.firmness),
        standing.published,
        standing.source.as_ref(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing;

    #[test]
    fn a_board_of_a_small_site_by_hand() {
        let site = testing::site();
        let evaluation = crate::evaluate::evaluate(&site);
        let rows: Vec<String> = rows(&site, &evaluation)
            .iter()
            .map(|row| row.iter().map(ToString::to_string).collect::<Vec<_>>().join("|"))
            .collect();
        // 82.5 of 100 planned; 40 of 80; the third has reported nothing, and it is past the 15th of the next month.
        assert_eq!(
            rows,
            [
                "2020Q1|overall|yunyao|云窑小镇|lanxi|municipal|y2020|total|82.5|100|400|82.5|20.6|1|||reported|final|2020-04-10|false|2020-04-20|",
                "2020Q1|overall|baicao|百草小镇|lanxi|municipal|y2020|total|40|80|320|50.0|12.5|2|||reported|revised|2020-04-11|false|2020-04-25|",
                "2020Q1|overall|gang|港口小镇||municipal|y2020|total|||||||||not_reported|||||",
            ]
        );
    }
}
