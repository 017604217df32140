//! What triggers interviews.

use super::super::measure::{Measure, MeasureUnit, TimeBasis};
use super::super::tables;

/// Value.
pub static VALUE: Measure = Measure::new(
    Some(&tables::INTERVIEWS),
    "value",
    MeasureUnit::PerCent,
    TimeBasis::YearToDate,
    pair!("数值", "Value"),
    pair!(
        "按期计划完成率，或指标达到标准的比例，%；点名警示为空",
        "Period plan rate, or the share of the standard attained, per cent; empty for warnings"
    ),
);

/// Below.
pub static BELOW: Measure = Measure::new(
    Some(&tables::INTERVIEWS),
    "below",
    MeasureUnit::PerCent,
    TimeBasis::AsPublished,
    pair!("界限", "Below"),
    pair!("低于此数即触发，%", "Triggered below it, per cent"),
);

/// Attained.
pub static INDICATOR_ATTAINED: Measure = Measure::new(
    Some(&tables::INTERVIEW_INDICATORS),
    "attained",
    MeasureUnit::PerCent,
    TimeBasis::AsPublished,
    pair!("达到比例", "Attained"),
    pair!("现值÷标准值，%", "Value ÷ bound, per cent"),
)
.of(&super::standards::VALUE, &super::standards::BOUND);

/// Below.
pub static INDICATOR_BELOW: Measure = Measure::new(
    Some(&tables::INTERVIEW_INDICATORS),
    "below",
    MeasureUnit::PerCent,
    TimeBasis::AsPublished,
    pair!("界限", "Below"),
    pair!("低于此数即触发，%", "Triggered below it, per cent"),
);
