//! Investment plans: each version of a year, with its cumulative quarters.

use super::super::measure::{Measure, MeasureUnit, TimeBasis};
use super::super::tables;

/// Overall plan for the year.
pub static TOTAL_YEAR: Measure = Measure::new(
    Some(&tables::PLANS),
    "total_year",
    MeasureUnit::TenThousandYuan,
    TimeBasis::YearPlan,
    pair!("全年总投资计划", "Overall plan for the year"),
    pair!("万元", "In 10,000 yuan"),
);

/// Overall plan to the first quarter.
pub static TOTAL_Q1: Measure = Measure::new(
    Some(&tables::PLANS),
    "total_q1",
    MeasureUnit::TenThousandYuan,
    TimeBasis::YearToDate,
    pair!("一季度末总投资计划", "Overall plan to the first quarter"),
    pair!("累计，万元", "Cumulative, in 10,000 yuan"),
);

/// Overall plan to the second quarter.
pub static TOTAL_Q2: Measure = Measure::new(
    Some(&tables::PLANS),
    "total_q2",
    MeasureUnit::TenThousandYuan,
    TimeBasis::YearToDate,
    pair!("二季度末总投资计划", "Overall plan to the second quarter"),
    pair!("累计，万元", "Cumulative, in 10,000 yuan"),
);

/// Overall plan to the third quarter.
pub static TOTAL_Q3: Measure = Measure::new(
    Some(&tables::PLANS),
    "total_q3",
    MeasureUnit::TenThousandYuan,
    TimeBasis::YearToDate,
    pair!("三季度末总投资计划", "Overall plan to the third quarter"),
    pair!("累计，万元", "Cumulative, in 10,000 yuan"),
);

/// Overall plan to the fourth quarter.
pub static TOTAL_Q4: Measure = Measure::new(
    Some(&tables::PLANS),
    "total_q4",
    MeasureUnit::TenThousandYuan,
    TimeBasis::YearToDate,
    pair!("四季度末总投资计划", "Overall plan to the fourth quarter"),
    pair!("累计，万元", "Cumulative, in 10,000 yuan"),
);

/// Key-project plan for the year.
pub static KEY_PROJECTS_YEAR: Measure = Measure::new(
    Some(&tables::PLANS),
    "key_projects_year",
    MeasureUnit::TenThousandYuan,
    TimeBasis::YearPlan,
    pair!("全年重点项目投资计划", "Key-project plan for the year"),
    pair!("万元", "In 10,000 yuan"),
);

/// Key-project plan to the first quarter.
pub static KEY_PROJECTS_Q1: Measure = Measure::new(
    Some(&tables::PLANS),
    "key_projects_q1",
    MeasureUnit::TenThousandYuan,
    TimeBasis::YearToDate,
    pair!("一季度末重点项目投资计划", "Key-project plan to the first quarter"),
    pair!("累计，万元", "Cumulative, in 10,000 yuan"),
);

/// Key-project plan to the second quarter.
pub static KEY_PROJECTS_Q2: Measure = Measure::new(
    Some(&tables::PLANS),
    "key_projects_q2",
    MeasureUnit::TenThousandYuan,
    TimeBasis::YearToDate,
    pair!("二季度末重点项目投资计划", "Key-project plan to the second quarter"),
    pair!("累计，万元", "Cumulative, in 10,000 yuan"),
);

/// Key-project plan to the third quarter.
pub static KEY_PROJECTS_Q3: Measure = Measure::new(
    Some(&tables::PLANS),
    "key_projects_q3",
    MeasureUnit::TenThousandYuan,
    TimeBasis::YearToDate,
    pair!("三季度末重点项目投资计划", "Key-project plan to the third quarter"),
    pair!("累计，万元", "Cumulative, in 10,000 yuan"),
);

/// Key-project plan to the fourth quarter.
pub static KEY_PROJECTS_Q4: Measure = Measure::new(
    Some(&tables::PLANS),
    "key_projects_q4",
    MeasureUnit::TenThousandYuan,
    TimeBasis::YearToDate,
    pair!("四季度末重点项目投资计划", "Key-project plan to the fourth quarter"),
    pair!("累计，万元", "Cumulative, in 10,000 yuan"),
);

/// Overall plan in the quarter alone.
pub static TOTAL_IN_QUARTER: Measure = Measure::new(
    None,
    "total_planned_in_quarter",
    MeasureUnit::TenThousandYuan,
    TimeBasis::InQuarter,
    pair!("当季总投资计划", "Overall plan in the quarter"),
    pair!(
        "至本季度末计划减去至上季度末计划，万元",
        "Planned to the quarter's end less planned to the quarter before, in 10,000 yuan"
    ),
);

/// Key-project plan in the quarter alone.
pub static KEY_PROJECTS_IN_QUARTER: Measure = Measure::new(
    None,
    "key_projects_planned_in_quarter",
    MeasureUnit::TenThousandYuan,
    TimeBasis::InQuarter,
    pair!("当季重点项目投资计划", "Key-project plan in the quarter"),
    pair!(
        "至本季度末计划减去至上季度末计划，万元",
        "Planned to the quarter's end less planned to the quarter before, in 10,000 yuan"
    ),
);
