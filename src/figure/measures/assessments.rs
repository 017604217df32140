//! The annual assessment: scores, their parts and how they add up by county.

use super::super::measure::{Measure, MeasureUnit, TimeBasis};
use super::super::tables;

/// Score.
pub static SCORE: Measure = Measure::new(
    Some(&tables::ASSESSMENTS),
    "score",
    MeasureUnit::Points,
    TimeBasis::InYear,
    pair!("得分", "Score"),
    pair!(
        "市级考评计算的得分，满分100，四舍五入保留2位小数；定等次用精确值",
        "The city's computed score of 100, two decimals, rounded half up; the exact score decides the grade"
    ),
);

/// Value.
pub static PART: Measure = Measure::new(
    Some(&tables::ASSESSMENT_PARTS),
    "value",
    MeasureUnit::Points,
    TimeBasis::InYear,
    pair!("得分", "Value"),
    pair!(
        "0至100，四舍五入保留2位小数；加权用精确值",
        "0 to 100, two decimals, rounded half up; exact values are weighted"
    ),
);

/// Score.
pub static GIVEN: Measure = Measure::new(
    Some(&tables::SCORES),
    "value",
    MeasureUnit::Points,
    TimeBasis::InYear,
    pair!("得分", "Score"),
    pair!("0至100", "0 to 100"),
);

/// Mean score.
pub static COUNTY_MEAN: Measure = Measure::new(
    Some(&tables::ASSESSMENT_COUNTIES),
    "mean_score",
    MeasureUnit::Points,
    TimeBasis::InYear,
    pair!("平均得分", "Mean score"),
    pair!("有得分小镇的平均得分，四舍五入保留2位小数", "Mean of the scores, two decimals, rounded half up"),
);

/// Towns.
pub static COUNTY_TOWNS: Measure = Measure::new(
    Some(&tables::ASSESSMENT_COUNTIES),
    "towns",
    MeasureUnit::Count,
    TimeBasis::InYear,
    pair!("小镇数", "Towns"),
    pair!("参加考核的小镇数", "Towns assessed"),
);

/// Towns with a score.
pub static COUNTY_SCORED: Measure = Measure::new(
    Some(&tables::ASSESSMENT_COUNTIES),
    "scored",
    MeasureUnit::Count,
    TimeBasis::InYear,
    pair!("有得分的小镇数", "Towns with a score"),
    pair!("市级考评算出得分的小镇数；省级考核为空", "Towns with a computed score; empty for the province"),
);

/// Weight.
pub static WEIGHT: Measure = Measure::new(
    None,
    "weight",
    MeasureUnit::PerCent,
    TimeBasis::AsPublished,
    pair!("权重", "Weight"),
    pair!("指标在总分中的比重，%", "Part of the score that a component decides, per cent"),
);

/// Lowest score of the grade.
pub static GRADE_FROM: Measure = Measure::new(
    None,
    "grade_from",
    MeasureUnit::Points,
    TimeBasis::AsPublished,
    pair!("等次分数线", "Lowest score of the grade"),
    pair!("得分不低于此数即为该等次", "The grade is given from this score on"),
);
