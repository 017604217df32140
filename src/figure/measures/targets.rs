//! Targets and how far they are reached.

use super::super::measure::{Measure, MeasureUnit, TimeBasis};
use super::super::tables;

/// Count.
pub static COUNT: Measure = Measure::new(
    Some(&tables::TARGETS),
    "count",
    MeasureUnit::Count,
    TimeBasis::AsOfDay,
    pair!("已有数", "Count"),
    pair!("计入的小镇数；定性目标为空", "Towns that count; empty for qualitative targets"),
);

/// At least.
pub static AT_LEAST: Measure = Measure::new(
    Some(&tables::TARGETS),
    "at_least",
    MeasureUnit::Count,
    TimeBasis::AsPublished,
    pair!("至少", "At least"),
    pair!("目标数", "At least so many"),
);

/// At most.
pub static AT_MOST: Measure = Measure::new(
    Some(&tables::TARGETS),
    "at_most",
    MeasureUnit::Count,
    TimeBasis::AsPublished,
    pair!("至多", "At most"),
    pair!("目标区间的上限", "The upper end of a range, as in 2 to 3"),
);
