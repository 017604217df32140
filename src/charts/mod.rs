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
//! | distance from a standard | [`standards`] | town |
//! | a town's projects in time | [`timeline`] | town |
//! | the latest quarters in a list row | [`sparkline`] | lists |

pub mod area_pace;
mod axis;
mod bar_rows;
pub mod counties;
mod option;
pub mod pace;
pub mod pace_lines;
pub mod ranking;
#[cfg(test)]
mod samples;
pub mod sparkline;
pub mod standards;
mod svg;
pub mod timeline;

use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use crate::language::Language;

/// Rows that a drawing has at most; its figures have all.
pub const MOST_ROWS: usize = 60;

/// What a chart says: one value of exact numbers, and what comes from it alone.
///
/// Nothing but the value and the language may decide what comes out.
pub trait Chart: fmt::Debug + Send + Sync {
    /// Anchor on the page, and the beginning of every id inside the drawing.
    fn id(&self) -> String;

    /// The finding, as a sentence without a full stop.
    fn title(&self, language: Language) -> String;

    /// What is measured, in which unit, against what.
    fn basis(&self, language: Language) -> String;

    /// The numbers behind it: all rows, or the first ones where there are more than `most`.
    fn table(&self, language: Language, most: usize) -> ChartTable;

    /// A complete `<svg>` element: well-formed XML, every text escaped.
    fn svg(&self, language: Language) -> String;

    /// charming's option as JSON; safe inside a script element.
    fn option(&self, language: Language) -> String;

    /// A drawing for each of the chart's rows, where it can be shown as rows of text: complete `<svg>` elements.
    fn row_svgs(&self, language: Language) -> Vec<String> {
        _ = language;
        Vec::new()
    }
}

/// A chart in one language that is drawn when it is asked for: to draw takes much longer than to know what would be
/// drawn, and most pages of a build that follows another need not be.
#[derive(Clone, Debug)]
pub struct Sketch {
    chart: Arc<dyn Chart>,
    language: Language,
}

impl Sketch {
    /// A chart that may be drawn in a language.
    pub fn of(chart: impl Chart + 'static, language: Language) -> Self {
        Self { chart: Arc::new(chart), language }
    }

    /// The chart's [`svg`](Chart::svg).
    pub fn svg(&self) -> String {
        self.chart.svg(self.language)
    }

    /// All rows of the chart's [`table`](Chart::table).
    pub fn figures(&self) -> ChartTable {
        self.chart.table(self.language, usize::MAX)
    }

    /// The chart's [`option`](Chart::option).
    pub fn option(&self) -> String {
        self.chart.option(self.language)
    }

    /// The chart's [`row_svgs`](Chart::row_svgs).
    pub fn row_svgs(&self) -> Vec<String> {
        self.chart.row_svgs(self.language)
    }
}

/// Two sketches that would be drawn otherwise differ in what goes in.
impl Hash for Sketch {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // The id tells the kind.
        (self.language.tag(), self.chart.id()).hash(state);
        // All of the value, with the noughts at the end of decimals, which their own digest leaves out.
        format!("{:?}", self.chart).hash(state);
    }
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
