//! The open data themselves.

use super::super::measure::{Measure, MeasureUnit, TimeBasis};

/// Rows of a table.
pub static ROWS: Measure = Measure::new(
    None,
    "rows",
    MeasureUnit::Count,
    TimeBasis::AsOfDay,
    pair!("行数", "Rows"),
    pair!("数据表的行数", "How many rows the table has"),
);
