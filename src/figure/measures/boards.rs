//! A town on an airing board: what it completed, its plans, rates, rank and movement.

use super::super::measure::{Measure, MeasureUnit, TimeBasis};
use super::super::tables;

/// Completed.
pub static COMPLETED: Measure = Measure::new(
    Some(&tables::BOARDS),
    "completed",
    MeasureUnit::TenThousandYuan,
    TimeBasis::YearToDate,
    pair!("完成投资", "Completed"),
    pair!(
        "榜单口径自1月1日至季度末的完成投资，万元；未报送时为空",
        "Completed by the board's measure from 1 January to the quarter's end, in 10,000 yuan; empty where not reported"
    ),
);

/// Planned to the quarter's end.
pub static PLAN_TO_DATE: Measure = Measure::new(
    Some(&tables::BOARDS),
    "plan_to_date",
    MeasureUnit::TenThousandYuan,
    TimeBasis::YearToDate,
    pair!("至本季度末计划", "Planned to the quarter's end"),
    pair!(
        "采用的计划版本中至本季度末的累计计划，万元",
        "Cumulative plan to the quarter's end by the plan version used, in 10,000 yuan"
    ),
);

/// Planned for the year.
pub static PLAN_YEAR: Measure = Measure::new(
    Some(&tables::BOARDS),
    "plan_year",
    MeasureUnit::TenThousandYuan,
    TimeBasis::YearPlan,
    pair!("年度计划", "Planned for the year"),
    pair!("采用的计划版本中的全年计划，万元", "Plan for the year by the plan version used, in 10,000 yuan"),
);

/// Period plan rate.
pub static PERIOD_RATE: Measure = Measure::new(
    Some(&tables::BOARDS),
    "period_rate",
    MeasureUnit::PerCent,
    TimeBasis::YearToDate,
    pair!("按期计划完成率", "Period plan rate"),
    pair!(
        "完成投资÷至本季度末计划，%，四舍五入保留1位小数",
        "Completed ÷ planned to the quarter's end, per cent, one decimal, rounded half up"
    ),
)
.of(&COMPLETED, &PLAN_TO_DATE);

/// Annual plan rate.
pub static ANNUAL_RATE: Measure = Measure::new(
    Some(&tables::BOARDS),
    "annual_rate",
    MeasureUnit::PerCent,
    TimeBasis::YearToDate,
    pair!("年度计划完成率", "Annual plan rate"),
    pair!(
        "完成投资÷年度计划，%，四舍五入保留1位小数",
        "Completed ÷ planned for the year, per cent, one decimal, rounded half up"
    ),
)
.of(&COMPLETED, &PLAN_YEAR);

/// Planned pace.
pub static PACE: Measure = Measure::new(
    None,
    "pace",
    MeasureUnit::PerCent,
    TimeBasis::YearToDate,
    pair!("时序进度", "Planned pace"),
    pair!("至本季度末计划÷年度计划，%", "Planned to the quarter's end ÷ planned for the year, per cent"),
)
.of(&PLAN_TO_DATE, &PLAN_YEAR);

/// The plan to the quarter's end, held against itself.
pub static WHOLE_PLAN: Measure = Measure::new(
    None,
    "whole_plan",
    MeasureUnit::PerCent,
    TimeBasis::YearToDate,
    pair!("累计计划", "Plan to date"),
    pair!(
        "至本季度末计划对其自身的比例，总是100%",
        "The plan to the quarter's end against itself: always 100 per cent"
    ),
)
.of(&PLAN_TO_DATE, &PLAN_TO_DATE);

/// Rank.
pub static RANK: Measure = Measure::new(
    Some(&tables::BOARDS),
    "rank",
    MeasureUnit::Rank,
    TimeBasis::YearToDate,
    pair!("名次", "Rank"),
    pair!(
        "按精确的排名完成率排列，并列同名次（1、1、3）；无法计算时为空",
        "By the exact ranking rate, 1, 1, 3; empty where the rate cannot be computed"
    ),
);

/// Rank a quarter before.
pub static PREVIOUS_RANK: Measure = Measure::new(
    Some(&tables::BOARDS),
    "previous_rank",
    MeasureUnit::Rank,
    TimeBasis::YearToDate,
    pair!("上季度名次", "Rank a quarter before"),
    pair!("上一季度在同一榜单公布的名次", "Rank shown on the same board a quarter before"),
);

/// Movement.
pub static MOVEMENT: Measure = Measure::new(
    Some(&tables::BOARDS),
    "movement",
    MeasureUnit::Places,
    TimeBasis::YearToDate,
    pair!("升降", "Movement"),
    pair!(
        "只在两个季度都有名次的小镇中比较：正数为上升位数，负数为下降位数",
        "Places gained among the towns ranked in both quarters; negative for places lost"
    ),
);
