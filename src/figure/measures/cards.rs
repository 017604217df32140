//! Cards: what their measures come to, their thresholds, and what a better card lacks.

use super::super::measure::{Measure, MeasureUnit, Quotient, TimeBasis};
use super::super::tables;

/// Streak.
pub static STREAK: Measure = Measure::new(
    Some(&tables::CARDS),
    "streak",
    MeasureUnit::Count,
    TimeBasis::AsOfDay,
    pair!("连续季度数", "Streak"),
    pair!(
        "到本季度为止连续同牌的已判定季度数；未判定的季度为0",
        "Judged quarters on end with this same card, this one included; 0 where not judged"
    ),
);

/// Numerator.
pub static NUMERATOR: Measure = Measure::new(
    Some(&tables::CARD_MEASURES),
    "numerator",
    MeasureUnit::TenThousandYuan,
    TimeBasis::YearToDate,
    pair!("分子", "Numerator"),
    pair!(
        "完成投资，落后百分点时为计划减完成，万元；任务数没有分子分母",
        "Completed, or for lag_points planned minus completed, in 10,000 yuan; none for task counts"
    ),
);

/// Denominator.
pub static DENOMINATOR: Measure = Measure::new(
    Some(&tables::CARD_MEASURES),
    "denominator",
    MeasureUnit::TenThousandYuan,
    TimeBasis::YearToDate,
    pair!("分母", "Denominator"),
    pair!("该指标的计划数，万元", "The plan that the measure divides by, in 10,000 yuan"),
);

/// Value.
pub static RATE: Measure = Measure::new(
    Some(&tables::CARD_MEASURES),
    "value",
    MeasureUnit::PerCent,
    TimeBasis::YearToDate,
    pair!("数值", "Value"),
    pair!(
        "%或百分点，保留1位小数；任务为件数。判定用精确值",
        "Per cent or points with one decimal, or a count of tasks; the exact value is what is judged"
    ),
)
.of(&NUMERATOR, &DENOMINATOR);

/// The same as [`RATE`].
pub static LAG: Measure = Measure {
    table: Some(&tables::CARD_MEASURES),
    unit: MeasureUnit::PercentagePoints,
    quotient: Some(Quotient { numerator: &NUMERATOR, denominator: &DENOMINATOR }),
    ..RATE
};

/// The same as [`RATE`].
pub static TASKS: Measure =
    Measure { table: Some(&tables::CARD_MEASURES), unit: MeasureUnit::Tasks, quotient: None, ..RATE };

/// Yellow threshold.
pub static YELLOW: Measure = Measure::new(
    Some(&tables::CARD_MEASURES),
    "yellow",
    MeasureUnit::Own,
    TimeBasis::AsPublished,
    pair!("黄牌界限", "Yellow threshold"),
    pair!(
        "完成率低于此数、落后百分点或任务数达到此数为黄牌",
        "Yellow below it for rates, from it on for lag_points and overdue_tasks"
    ),
);

/// Red threshold.
pub static RED: Measure = Measure::new(
    Some(&tables::CARD_MEASURES),
    "red",
    MeasureUnit::Own,
    TimeBasis::AsPublished,
    pair!("红牌界限", "Red threshold"),
    pair!(
        "完成率低于此数、落后百分点或任务数达到此数为红牌",
        "Red below it for rates, from it on for lag_points and overdue_tasks"
    ),
);

/// Investment needed.
pub static NEEDED: Measure = Measure::new(
    None,
    "needed",
    MeasureUnit::TenThousandYuan,
    TimeBasis::YearToDate,
    pair!("还需完成投资", "Investment needed"),
    pair!(
        "截至季末再完成多少投资即转为较好一档，万元",
        "Completed investment that the better card lacks, in 10,000 yuan"
    ),
);

/// Tasks needed.
pub static TASKS_NEEDED: Measure = Measure::new(
    None,
    "tasks_needed",
    MeasureUnit::Tasks,
    TimeBasis::AsOfDay,
    pair!("还需完成任务", "Tasks needed"),
    pair!("截至季末再完成多少项任务即转为较好一档", "Overdue tasks to be done for the better card"),
);

/// Overdue tasks.
pub static OVERDUE_TASKS: Measure = Measure::new(
    None,
    "overdue_tasks",
    MeasureUnit::Tasks,
    TimeBasis::AsOfDay,
    pair!("逾期任务数", "Overdue tasks"),
    pair!("至季度末到期未完成的攻坚任务数", "Hard tasks due by the quarter's end and not done by it"),
);
