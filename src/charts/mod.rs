//! What each chart says. A chart is made from one value of exact numbers; from it alone come the drawing, the table
//! behind it, the sentence above it and the option of an interactive chart, so that none can say otherwise.
//!
//! The only room that knows charming. It reads the evaluation, computes no rule of its own and cannot fail.
//!
//! | chart | file | where it belongs |
//! | --- | --- | --- |
//! | a town's year against its plan | [`pace`] | town |
//! | the area's or a county's year against its plan | [`area_pace`] | home, county |
//! | ranking of a board | [`ranking`] | board |
//! | counties side by side | [`counties`] | home, counties |
//! | a town's cards | [`card_history`] | town, card |
//! | distance from a standard | [`standards`] | town |
//! | a town's projects in time | [`timeline`] | town |
//! | the latest quarters in a list row | [`sparkline`] | lists |
//! | one rate | [`rate_ring`] | beside a figure |

pub mod area_pace;
mod axis;
mod bar_rows;
pub mod card_history;
pub mod counties;
mod option;
pub mod pace;
pub mod pace_lines;
pub mod ranking;
pub mod rate_ring;
#[cfg(test)]
mod samples;
pub mod sparkline;
pub mod standards;
mod svg;
pub mod timeline;

/// Rows that a drawing has at most; its figures have all.
pub const MOST_ROWS: usize = 60;

/// A chart, drawn and worded in one language.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Drawing {
    /// Anchor on the page, and the beginning of every id inside the drawing.
    pub id: String,
    /// The finding, as a sentence without a full stop.
    pub title: String,
    /// What is measured, in which unit, against what.
    pub basis: String,
    /// A complete `<svg>` element: well-formed XML, every text escaped.
    pub svg: String,
    /// The numbers behind it.
    pub table: ChartTable,
    /// charming's option as JSON; safe inside a script element.
    pub option: String,
}

/// The numbers behind a chart.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ChartTable {
    /// What, where, when, unit.
    pub caption: String,
    /// Columns; the first names the rows.
    pub columns: Vec<ChartColumn>,
    /// Rows, each with as many cells as there are columns.
    pub rows: Vec<Vec<ChartCell>>,
}

/// A column of a chart's table.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ChartColumn {
    /// Heading, with its unit.
    pub label: String,
    /// Whether it holds figures, to be set right-aligned.
    pub numeric: bool,
}

/// A cell of a chart's table.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ChartCell {
    /// Words or a figure.
    Words(String),
    /// No figure, and why.
    Missing(String),
}

impl ChartCell {
    /// A figure, or the reason why there is none.
    fn or_missing(figure: Option<String>, reason: &str) -> Self {
        figure.map_or_else(|| Self::Missing(reason.to_owned()), Self::Words)
    }
}

impl ChartTable {
    /// A table without rows yet; each heading says whether its column holds figures.
    fn new(caption: String, headings: &[(&str, bool)]) -> Self {
        let column = |&(label, numeric): &(&str, bool)| ChartColumn { label: label.to_owned(), numeric };
        Self { caption, columns: headings.iter().map(column).collect(), rows: Vec::new() }
    }
}
