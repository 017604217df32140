//! Acceptance standards with their bounds and gaps, indicators, and figures published elsewhere.

use super::super::measure::{Measure, MeasureUnit, TimeBasis};
use super::super::tables;

/// Value.
pub static VALUE: Measure = Measure::new(
    Some(&tables::STANDARDS),
    "value",
    MeasureUnit::Own,
    TimeBasis::AsPublished,
    pair!("现值", "Value"),
    pair!(
        "按条目单位；占比为%，保留1位小数；缺数为空",
        "In the item's unit; shares in per cent with one decimal; empty where missing"
    ),
);

/// Bound.
pub static BOUND: Measure = Measure::new(
    Some(&tables::STANDARDS),
    "bound",
    MeasureUnit::Own,
    TimeBasis::AsPublished,
    pair!("标准值", "Bound"),
    pair!("按条目单位", "In the item's unit"),
);

/// Attained.
pub static ATTAINED: Measure = Measure::new(
    Some(&tables::STANDARDS),
    "attained",
    MeasureUnit::PerCent,
    TimeBasis::AsPublished,
    pair!("达到比例", "Attained"),
    pair!("现值÷标准值，%；只用于“不低于”", "Value ÷ bound, per cent; lower bounds only"),
)
.of(&VALUE, &BOUND);

/// Beside the bound, whichever way it bounds.
pub static OF_BOUND: Measure = Measure::new(
    None,
    "of_bound",
    MeasureUnit::PerCent,
    TimeBasis::AsPublished,
    pair!("相当于标准", "Of the bound"),
    pair!("现值÷标准值，%；“不低于”“不高于”都用", "Value ÷ bound, per cent; lower and upper bounds alike"),
)
.of(&VALUE, &BOUND);

/// Gap.
pub static GAP: Measure = Measure::new(
    Some(&tables::STANDARDS),
    "gap",
    MeasureUnit::OwnDifference,
    TimeBasis::AsPublished,
    pair!("差距", "Gap"),
    pair!("未达标时与标准值之差，按条目单位", "How far from the bound where it is not met, in the item's unit"),
);

/// Value.
pub static INDICATOR: Measure = Measure::new(
    Some(&tables::INDICATORS),
    "value",
    MeasureUnit::Own,
    TimeBasis::InYear,
    pair!("数值", "Value"),
    pair!("按标准条目的单位", "In the unit of the standard's item"),
);

/// Value.
pub static PUBLISHED: Measure = Measure::new(
    Some(&tables::FIGURES),
    "value",
    MeasureUnit::Own,
    TimeBasis::AsPublished,
    pair!("数值", "Value"),
    pair!("按所列单位", "In the unit given"),
);

/// Value.
pub static HIGHLIGHT: Measure = Measure::new(
    Some(&tables::HIGHLIGHTS),
    "value",
    MeasureUnit::Own,
    TimeBasis::AsOfDay,
    pair!("数值", "Value"),
    pair!("按所列单位", "In the unit given"),
);
