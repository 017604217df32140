//! Sums over the towns on the boards, for the whole area and for each county.

use super::super::measure::{Measure, MeasureUnit, Quotient, TimeBasis};
use super::super::tables;

/// Completed.
pub static COMPLETED: Measure = Measure::new(
    Some(&tables::TOTALS),
    "completed",
    MeasureUnit::TenThousandYuan,
    TimeBasis::YearToDate,
    pair!("完成投资", "Completed"),
    pair!(
        "计入小镇的总投资本年累计之和，万元",
        "Sum of overall investment, year to date, of the towns counted, in 10,000 yuan"
    ),
);

/// The same as [`super::boards::PLAN_TO_DATE`].
pub static PLAN_TO_DATE: Measure = Measure { table: Some(&tables::TOTALS), ..super::boards::PLAN_TO_DATE };

/// The same as [`super::boards::PLAN_YEAR`].
pub static PLAN_YEAR: Measure = Measure { table: Some(&tables::TOTALS), ..super::boards::PLAN_YEAR };

/// The same as [`super::boards::PERIOD_RATE`].
pub static PERIOD_RATE: Measure = Measure {
    table: Some(&tables::TOTALS),
    quotient: Some(Quotient { numerator: &COMPLETED_BY_QUARTER, denominator: &PLAN_TO_DATE }),
    meaning: pair!(
        "计划分季度的小镇完成投资（完成投资减计划未分季度小镇完成投资）÷至本季度末计划，%，四舍五入保留1位小数",
        "Completed by the towns whose plan has quarters (completed less completed without quarters) ÷ planned to the quarter's end, per cent, one decimal, rounded half up"
    ),
    ..super::boards::PERIOD_RATE
};

/// The same as [`super::boards::ANNUAL_RATE`].
pub static ANNUAL_RATE: Measure = Measure {
    table: Some(&tables::TOTALS),
    quotient: Some(Quotient { numerator: &COMPLETED, denominator: &PLAN_YEAR }),
    ..super::boards::ANNUAL_RATE
};

/// The same as [`super::boards::PACE`].
pub static PACE: Measure = Measure {
    table: None,
    quotient: Some(Quotient { numerator: &PLAN_TO_DATE, denominator: &PLAN_YEAR_BY_QUARTER }),
    ..super::boards::PACE
};

/// Completed by the towns whose plan has quarters.
pub static COMPLETED_BY_QUARTER: Measure = Measure { table: None, name: "completed_by_quarter", ..COMPLETED };

/// Planned for the year by the towns whose plan has quarters.
pub static PLAN_YEAR_BY_QUARTER: Measure =
    Measure { table: None, name: "plan_year_by_quarter", ..super::boards::PLAN_YEAR };

/// Ahead of the planned pace.
pub static LEAD: Measure = Measure::new(
    None,
    "lead",
    MeasureUnit::PercentagePoints,
    TimeBasis::YearToDate,
    pair!("领先时序", "Ahead of the planned pace"),
    pair!(
        "年度计划完成率减时序进度，百分点，均按显示的数；落后为负",
        "Annual plan rate less planned pace, as shown, in percentage points; negative where behind"
    ),
);

/// Towns counted.
pub static TOWNS_COUNTED: Measure = Measure::new(
    Some(&tables::TOTALS),
    "towns_counted",
    MeasureUnit::Count,
    TimeBasis::YearToDate,
    pair!("计入小镇数", "Towns counted"),
    pair!(
        "在榜且有数据、有年度计划的小镇数；各镇都没有计划的，为有数据的小镇数",
        "Towns on a board with the figure and a plan for the year; where no town has a plan, those with the figure"
    ),
);

/// Towns left out.
pub static TOWNS_LEFT_OUT: Measure = Measure::new(
    Some(&tables::TOTALS),
    "towns_left_out",
    MeasureUnit::Count,
    TimeBasis::YearToDate,
    pair!("未计入小镇数", "Towns left out"),
    pair!("在榜但缺数据或无计划的小镇数", "Towns on a board without the figure or a plan"),
);

/// Towns left out that reported and have no plan.
pub static TOWNS_WITHOUT_PLAN: Measure = Measure::new(
    Some(&tables::TOTALS),
    "towns_without_plan",
    MeasureUnit::Count,
    TimeBasis::YearToDate,
    pair!("无计划小镇数", "Towns without a plan"),
    pair!(
        "未计入的小镇中，已报送而没有年度计划的个数",
        "Of the towns left out, those that reported and have no plan for the year"
    ),
);

/// What these completed.
pub static OUTSIDE: Measure = Measure::new(
    Some(&tables::TOTALS),
    "completed_without_plan",
    MeasureUnit::TenThousandYuan,
    TimeBasis::YearToDate,
    pair!("无计划小镇完成投资", "Completed without a plan"),
    pair!(
        "没有年度计划而未计入的小镇的总投资本年累计之和，万元",
        "Sum of overall investment, year to date, of the towns left out for lack of a plan, in 10,000 yuan"
    ),
);

/// Towns counted whose plan has no quarters.
pub static TOWNS_WITHOUT_QUARTERS: Measure = Measure::new(
    Some(&tables::TOTALS),
    "towns_without_quarters",
    MeasureUnit::Count,
    TimeBasis::YearToDate,
    pair!("计划未分季度小镇数", "Towns whose plan has no quarters"),
    pair!(
        "计入的小镇中，只有年度计划、计划未分季度的个数：计入年度计划完成率，不计入按期计划完成率和至本季度末计划",
        "Of the towns counted, those with a plan for the year alone: in the annual rate, not in the period rate or the plan to date"
    ),
);

/// What these completed.
pub static COMPLETED_WITHOUT_QUARTERS: Measure = Measure::new(
    Some(&tables::TOTALS),
    "completed_without_quarters",
    MeasureUnit::TenThousandYuan,
    TimeBasis::YearToDate,
    pair!("计划未分季度小镇完成投资", "Completed without quarters"),
    pair!(
        "完成投资中，计划未分季度的小镇的总投资本年累计之和，万元",
        "Of what was completed, the sum of the towns whose plan has no quarters, in 10,000 yuan"
    ),
);

/// What these planned.
pub static PLAN_WITHOUT_QUARTERS: Measure = Measure::new(
    Some(&tables::TOTALS),
    "plan_without_quarters",
    MeasureUnit::TenThousandYuan,
    TimeBasis::YearPlan,
    pair!("计划未分季度小镇年度计划", "Planned without quarters"),
    pair!(
        "年度计划中，计划未分季度的小镇之和，万元",
        "Of what was planned for the year, the sum of the towns whose plan has no quarters, in 10,000 yuan"
    ),
);
