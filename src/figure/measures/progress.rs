//! The quarterly returns: four amounts year to date and in the quarter, shares, the change on the year before, revisions.

use super::super::measure::{Measure, MeasureUnit, TimeBasis};
use super::super::tables;

/// Overall investment.
pub static TOTAL: Measure = Measure::new(
    Some(&tables::PROGRESS),
    "total",
    MeasureUnit::TenThousandYuan,
    TimeBasis::YearToDate,
    pair!("总投资", "Overall investment"),
    pair!("本年累计总投资，万元", "Year to date, in 10,000 yuan"),
);

/// Industrial investment.
pub static INDUSTRIAL: Measure = Measure::new(
    Some(&tables::PROGRESS),
    "industrial",
    MeasureUnit::TenThousandYuan,
    TimeBasis::YearToDate,
    pair!("特色产业投资", "Industrial investment"),
    pair!("其中特色产业投资，本年累计，万元", "Of it in the leading industry, year to date, in 10,000 yuan"),
);

/// Non-government investment.
pub static NON_GOVERNMENT: Measure = Measure::new(
    Some(&tables::PROGRESS),
    "non_government",
    MeasureUnit::TenThousandYuan,
    TimeBasis::YearToDate,
    pair!("非政府投资", "Non-government investment"),
    pair!("其中非政府投资，本年累计，万元", "Of it by others than government, year to date, in 10,000 yuan"),
);

/// Key-project investment.
pub static KEY_PROJECTS: Measure = Measure::new(
    Some(&tables::PROGRESS),
    "key_projects",
    MeasureUnit::TenThousandYuan,
    TimeBasis::YearToDate,
    pair!("重点项目投资", "Key-project investment"),
    pair!("其中重点项目投资，本年累计，万元", "Of it in key projects, year to date, in 10,000 yuan"),
);

/// Overall investment in the quarter.
pub static TOTAL_IN_QUARTER: Measure = Measure::new(
    Some(&tables::PROGRESS),
    "total_in_quarter",
    MeasureUnit::TenThousandYuan,
    TimeBasis::InQuarter,
    pair!("当季总投资", "Overall investment in the quarter"),
    pair!(
        "本季累计减上季累计，一季度即累计数，万元；缺一即为空",
        "Difference from the quarter before in the year, in 10,000 yuan; empty if either is missing"
    ),
);

/// Industrial investment in the quarter.
pub static INDUSTRIAL_IN_QUARTER: Measure = Measure::new(
    Some(&tables::PROGRESS),
    "industrial_in_quarter",
    MeasureUnit::TenThousandYuan,
    TimeBasis::InQuarter,
    pair!("当季特色产业投资", "Industrial investment in the quarter"),
    pair!("同上，万元", "Likewise, in 10,000 yuan"),
);

/// Non-government investment in the quarter.
pub static NON_GOVERNMENT_IN_QUARTER: Measure = Measure::new(
    Some(&tables::PROGRESS),
    "non_government_in_quarter",
    MeasureUnit::TenThousandYuan,
    TimeBasis::InQuarter,
    pair!("当季非政府投资", "Non-government investment in the quarter"),
    pair!("同上，万元", "Likewise, in 10,000 yuan"),
);

/// Key-project investment in the quarter.
pub static KEY_PROJECTS_IN_QUARTER: Measure = Measure::new(
    Some(&tables::PROGRESS),
    "key_projects_in_quarter",
    MeasureUnit::TenThousandYuan,
    TimeBasis::InQuarter,
    pair!("当季重点项目投资", "Key-project investment in the quarter"),
    pair!("同上，万元", "Likewise, in 10,000 yuan"),
);

/// Industrial share.
pub static INDUSTRIAL_SHARE: Measure = Measure::new(
    Some(&tables::PROGRESS),
    "industrial_share",
    MeasureUnit::PerCent,
    TimeBasis::YearToDate,
    pair!("特色产业投资占比", "Industrial share"),
    pair!("特色产业投资÷总投资，%", "Industrial ÷ overall investment of the same return, per cent"),
)
.of(&INDUSTRIAL, &TOTAL);

/// Non-government share.
pub static NON_GOVERNMENT_SHARE: Measure = Measure::new(
    Some(&tables::PROGRESS),
    "non_government_share",
    MeasureUnit::PerCent,
    TimeBasis::YearToDate,
    pair!("非政府投资占比", "Non-government share"),
    pair!("非政府投资÷总投资，%", "Non-government ÷ overall investment of the same return, per cent"),
)
.of(&NON_GOVERNMENT, &TOTAL);

/// Increase on the year before.
pub static TOTAL_CHANGE: Measure = Measure::new(
    None,
    "total_change",
    MeasureUnit::TenThousandYuan,
    TimeBasis::YearToDate,
    pair!("总投资比上年同期增加", "Increase on the year before"),
    pair!(
        "本年累计减上年同期累计，万元；减少为负",
        "Year to date less the same a year earlier, in 10,000 yuan; negative where it fell"
    ),
);

/// Overall investment a year earlier.
pub static TOTAL_A_YEAR_EARLIER: Measure = Measure::new(
    None,
    "total_a_year_earlier",
    MeasureUnit::TenThousandYuan,
    TimeBasis::YearToDate,
    pair!("上年同期总投资", "Overall investment a year earlier"),
    pair!("上年同期累计，万元", "The same quarter a year earlier, year to date, in 10,000 yuan"),
);

/// Change on the year before.
pub static TOTAL_YEAR_ON_YEAR: Measure = Measure::new(
    Some(&tables::PROGRESS),
    "total_year_on_year",
    MeasureUnit::PerCent,
    TimeBasis::YearToDate,
    pair!("总投资同比", "Change on the year before"),
    pair!(
        "（本年累计−上年同期累计）÷上年同期累计，%",
        "(Total − total of the same quarter a year earlier) ÷ the latter, both year to date, per cent"
    ),
)
.of(&TOTAL_CHANGE, &TOTAL_A_YEAR_EARLIER);

/// Earlier value.
pub static REVISED: Measure = Measure::new(
    Some(&tables::REVISIONS),
    "value",
    MeasureUnit::TenThousandYuan,
    TimeBasis::YearToDate,
    pair!("原值", "Earlier value"),
    pair!("被替换的数据，万元", "The value replaced, in 10,000 yuan"),
);

/// A number in a table that is being read, in the table's own unit.
pub static STATED: Measure = Measure::new(
    None,
    "stated",
    MeasureUnit::Own,
    TimeBasis::AsPublished,
    pair!("表中所写的数", "Number as stated"),
    pair!("所读表格中写的或由其推算的数", "What a table that is read states, or what follows from it"),
);

/// An amount in a table that is being read.
pub static STATED_AMOUNT: Measure = Measure::new(
    None,
    "stated_amount",
    MeasureUnit::TenThousandYuan,
    TimeBasis::AsPublished,
    pair!("表中所写的金额", "Amount as stated"),
    pair!("所读表格中写的金额，万元", "An amount that a table that is read states, in 10,000 yuan"),
);
