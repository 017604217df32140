//! A town on an airing board as it was released, where that has changed since.

use super::super::measure::{Measure, MeasureUnit, TimeBasis};
use super::super::tables;
use super::boards;

/// Completed, as released.
pub static PUBLISHED_COMPLETED: Measure = Measure::new(
    Some(&tables::BOARD_CHANGES),
    "published_completed",
    MeasureUnit::TenThousandYuan,
    TimeBasis::YearToDate,
    pair!("发布时完成投资", "Completed, as released"),
    pair!(
        "发布时榜单上自1月1日至季度末的完成投资，万元；当时未报送的为空",
        "Completed from 1 January to the quarter's end as the board was released, in 10,000 yuan; empty where not reported then"
    ),
);

/// Period plan rate, as released.
pub static PUBLISHED_PERIOD_RATE: Measure = Measure::new(
    Some(&tables::BOARD_CHANGES),
    "published_period_rate",
    MeasureUnit::PerCent,
    TimeBasis::YearToDate,
    pair!("发布时按期计划完成率", "Period plan rate, as released"),
    pair!(
        "发布时完成投资÷至本季度末计划，%，四舍五入保留1位小数",
        "Completed as released ÷ planned to the quarter's end, per cent, one decimal, rounded half up"
    ),
)
.of(&PUBLISHED_COMPLETED, &boards::PLAN_TO_DATE);

/// Annual plan rate, as released.
pub static PUBLISHED_ANNUAL_RATE: Measure = Measure::new(
    Some(&tables::BOARD_CHANGES),
    "published_annual_rate",
    MeasureUnit::PerCent,
    TimeBasis::YearToDate,
    pair!("发布时年度计划完成率", "Annual plan rate, as released"),
    pair!(
        "发布时完成投资÷年度计划，%，四舍五入保留1位小数",
        "Completed as released ÷ planned for the year, per cent, one decimal, rounded half up"
    ),
)
.of(&PUBLISHED_COMPLETED, &boards::PLAN_YEAR);

/// Rank, as released.
pub static PUBLISHED_RANK: Measure = Measure::new(
    Some(&tables::BOARD_CHANGES),
    "published_rank",
    MeasureUnit::Rank,
    TimeBasis::YearToDate,
    pair!("发布时名次", "Rank, as released"),
    pair!("发布时榜单上的名次；当时不排名的为空", "Rank on the board as it was released; empty where not ranked then"),
);

/// Movement, as released.
pub static PUBLISHED_MOVEMENT: Measure = Measure::new(
    Some(&tables::BOARD_CHANGES),
    "published_movement",
    MeasureUnit::Places,
    TimeBasis::YearToDate,
    pair!("发布时升降", "Movement, as released"),
    pair!(
        "发布时榜单上的升降位数：正数为上升，负数为下降",
        "Places gained on the board as it was released; negative for places lost"
    ),
);
