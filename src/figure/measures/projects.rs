//! Projects: planned and completed investment.

use super::super::measure::{Measure, MeasureUnit, TimeBasis};
use super::super::tables;

/// Planned investment.
pub static INVESTMENT: Measure = Measure::new(
    Some(&tables::PROJECTS),
    "investment",
    MeasureUnit::TenThousandYuan,
    TimeBasis::SinceStart,
    pair!("计划总投资", "Planned investment"),
    pair!("计划总投资，万元", "Planned in all, in 10,000 yuan"),
);

/// Completed since the start.
pub static COMPLETED_SINCE_START: Measure = Measure::new(
    Some(&tables::PROJECTS),
    "completed_since_start",
    MeasureUnit::TenThousandYuan,
    TimeBasis::SinceStart,
    pair!("开工以来完成", "Completed since the start"),
    pair!("至该季度末自开工累计，万元", "To that quarter's end since the start of the works, in 10,000 yuan"),
);

/// Completed in the year.
pub static COMPLETED_YEAR_TO_DATE: Measure = Measure::new(
    Some(&tables::PROJECTS),
    "completed_year_to_date",
    MeasureUnit::TenThousandYuan,
    TimeBasis::YearToDate,
    pair!("本年完成", "Completed in the year"),
    pair!("至该季度末本年累计，万元", "To that quarter's end since 1 January, in 10,000 yuan"),
);

/// Share completed.
pub static PERCENT: Measure = Measure::new(
    Some(&tables::PROJECTS),
    "percent",
    MeasureUnit::PerCent,
    TimeBasis::SinceStart,
    pair!("完成比例", "Share completed"),
    pair!("开工以来完成÷计划总投资，%", "Completed since the start ÷ planned investment, per cent"),
)
.of(&COMPLETED_SINCE_START, &INVESTMENT);

/// Completed.
pub static REPORTED: Measure = Measure::new(
    Some(&tables::PROJECT_PROGRESS),
    "completed",
    MeasureUnit::TenThousandYuan,
    TimeBasis::AsPublished,
    pair!("完成投资", "Completed"),
    pair!("至该季度末的累计，万元", "To the quarter's end on that basis, in 10,000 yuan"),
);

/// Planned investment of the projects.
pub static INVESTMENT_IN_ALL: Measure = Measure::new(
    None,
    "investment_in_all",
    MeasureUnit::TenThousandYuan,
    TimeBasis::SinceStart,
    pair!("项目计划总投资合计", "Planned investment of the projects"),
    pair!("计入项目的计划总投资之和，万元", "Sum of the planned investment of the projects counted, in 10,000 yuan"),
);
