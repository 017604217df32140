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
    quotient: Some(Quotient { numerator: &COMPLETED, denominator: &PLAN_TO_DATE }),
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
    quotient: Some(Quotient { numerator: &PLAN_TO_DATE, denominator: &PLAN_YEAR }),
    ..super::boards::PACE
};

/// Ahead of the planned pace.
pub static LEAD: Measure = Measure::new(
    None,
    "lead",
    MeasureUnit::PercentagePoints,
    TimeBasis::YearToDate,
    pair!("领先时序", "Ahead of the planned pace"),
    pair!(
        "年度计划完成率减时序进度，百分点；落后为负",
        "Annual plan rate less planned pace, in percentage points; negative where behind"
    ),
);

/// Towns counted.
pub static TOWNS_COUNTED: Measure = Measure::new(
    Some(&tables::TOTALS),
    "towns_counted",
    MeasureUnit::Count,
    TimeBasis::YearToDate,
    pair!("计入小镇数", "Towns counted"),
    pair!("在榜且有数据、有计划的小镇数", "Towns on a board with the figure and a plan"),
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
    pair!("无计划小镇数", "Towns without a plan by quarter"),
    pair!(
        "未计入的小镇中，已报送而没有计划或计划未分季度的个数",
        "Of the towns left out, those that reported and have no plan, or none by quarter"
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
        "没有计划或计划未分季度而未计入的小镇的总投资本年累计之和，万元",
        "Sum of overall investment, year to date, of the towns left out for lack of a plan by quarter, in 10,000 yuan"
    ),
);
