//! Every number of the domain: one row each, by theme.

pub mod assessments;
pub mod awards;
pub mod board_changes;
pub mod boards;
pub mod cards;
pub mod interviews;
pub mod plans;
pub mod progress;
pub mod projects;
pub mod standards;
pub mod tables;
pub mod targets;
pub mod totals;

use super::Measure;

/// The measures of a column of the open data: one, but for columns whose figures have several units.
pub fn of_column<'a>(table: &'a str, column: &'a str) -> impl Iterator<Item = &'static Measure> + 'a {
    let is_of = move |measure: &&&Measure| measure.name == column && measure.table.is_some_and(|own| own.name == table);
    MEASURES.iter().filter(is_of).copied()
}

/// Every measure.
pub static MEASURES: &[&Measure] = &[
    &assessments::SCORE,
    &assessments::PART,
    &assessments::GIVEN,
    &assessments::COUNTY_MEAN,
    &assessments::COUNTY_TOWNS,
    &assessments::COUNTY_SCORED,
    &assessments::WEIGHT,
    &assessments::GRADE_FROM,
    &awards::AMOUNT,
    &awards::PAID_AMOUNT,
    &awards::PAYMENT,
    &awards::DUE_IN_ALL,
    &awards::PAID_IN_ALL,
    &awards::CASE_AMOUNT,
    &awards::SUPPORT,
    &awards::SUPPORT_IN_ALL,
    &board_changes::PUBLISHED_COMPLETED,
    &board_changes::PUBLISHED_PERIOD_RATE,
    &board_changes::PUBLISHED_ANNUAL_RATE,
    &board_changes::PUBLISHED_RANK,
    &board_changes::PUBLISHED_MOVEMENT,
    &boards::COMPLETED,
    &boards::PLAN_TO_DATE,
    &boards::PLAN_YEAR,
    &boards::PERIOD_RATE,
    &boards::ANNUAL_RATE,
    &boards::PACE,
    &boards::WHOLE_PLAN,
    &boards::RANK,
    &boards::PREVIOUS_RANK,
    &boards::MOVEMENT,
    &cards::STREAK,
    &cards::NUMERATOR,
    &cards::DENOMINATOR,
    &cards::RATE,
    &cards::LAG,
    &cards::TASKS,
    &cards::YELLOW,
    &cards::RED,
    &cards::NEEDED,
    &cards::TASKS_NEEDED,
    &cards::OVERDUE_TASKS,
    &interviews::VALUE,
    &interviews::BELOW,
    &interviews::INDICATOR_ATTAINED,
    &interviews::INDICATOR_BELOW,
    &plans::TOTAL_YEAR,
    &plans::TOTAL_Q1,
    &plans::TOTAL_Q2,
    &plans::TOTAL_Q3,
    &plans::TOTAL_Q4,
    &plans::KEY_PROJECTS_YEAR,
    &plans::KEY_PROJECTS_Q1,
    &plans::KEY_PROJECTS_Q2,
    &plans::KEY_PROJECTS_Q3,
    &plans::KEY_PROJECTS_Q4,
    &plans::TOTAL_IN_QUARTER,
    &plans::KEY_PROJECTS_IN_QUARTER,
    &progress::TOTAL,
    &progress::INDUSTRIAL,
    &progress::NON_GOVERNMENT,
    &progress::KEY_PROJECTS,
    &progress::TOTAL_IN_QUARTER,
    &progress::INDUSTRIAL_IN_QUARTER,
    &progress::NON_GOVERNMENT_IN_QUARTER,
    &progress::KEY_PROJECTS_IN_QUARTER,
    &progress::INDUSTRIAL_SHARE,
    &progress::NON_GOVERNMENT_SHARE,
    &progress::TOTAL_CHANGE,
    &progress::TOTAL_A_YEAR_EARLIER,
    &progress::TOTAL_YEAR_ON_YEAR,
    &progress::REVISED,
    &progress::STATED,
    &progress::STATED_AMOUNT,
    &projects::INVESTMENT,
    &projects::COMPLETED_SINCE_START,
    &projects::COMPLETED_YEAR_TO_DATE,
    &projects::PERCENT,
    &projects::REPORTED,
    &projects::INVESTMENT_IN_ALL,
    &standards::VALUE,
    &standards::BOUND,
    &standards::ATTAINED,
    &standards::OF_BOUND,
    &standards::GAP,
    &standards::INDICATOR,
    &standards::PUBLISHED,
    &standards::HIGHLIGHT,
    &tables::ROWS,
    &targets::COUNT,
    &targets::AT_LEAST,
    &targets::AT_MOST,
    &totals::COMPLETED,
    &totals::PLAN_TO_DATE,
    &totals::PLAN_YEAR,
    &totals::PERIOD_RATE,
    &totals::ANNUAL_RATE,
    &totals::PACE,
    &totals::LEAD,
    &totals::TOWNS_COUNTED,
    &totals::TOWNS_LEFT_OUT,
    &totals::TOWNS_WITHOUT_PLAN,
    &totals::OUTSIDE,
    &totals::TOWNS_WITHOUT_QUARTERS,
    &totals::COMPLETED_WITHOUT_QUARTERS,
    &totals::PLAN_WITHOUT_QUARTERS,
    &totals::COMPLETED_BY_QUARTER,
    &totals::PLAN_YEAR_BY_QUARTER,
];
