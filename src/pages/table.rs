//! Tables of a page: columns, rows, cells, and the marks of their figures.

use serde::Serialize;

use super::parts::{Datum, Rich, Status, remark, toned, words};

/// A table. One without rows shows `empty` instead.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct Table {
    /// Caption: what, where, when, unit.
    pub caption: String,
    /// Columns.
    pub columns: Vec<TableColumn>,
    /// Rows.
    pub rows: Vec<TableRow>,
    /// Said where there are no rows.
    pub empty: String,
    /// How phones show a row; none where they show all of it.
    pub compact: Option<Compact>,
}

/// How phones show a row until a reader opens it: the head, one figure or mark at its right, and a line below. The rest is
/// folded, with scripts; without them, and on paper, all of it is shown.
#[derive(Clone, Copy, Debug, Serialize, PartialEq, Eq, Hash)]
pub struct Compact {
    /// The column of the one figure or mark.
    pub figure: usize,
    /// The columns of the line below.
    pub line: &'static [usize],
}

/// What phones do with a column of a compact table.
#[derive(Clone, Copy, Debug, Serialize, PartialEq, Eq, Hash)]
pub enum Narrow {
    /// The row's one figure or mark.
    #[serde(rename = "fg")]
    Figure,
    /// In the line below the head.
    #[serde(rename = "ln")]
    Line,
    /// Folded.
    #[serde(rename = "fo")]
    Folded,
}

impl Compact {
    /// What becomes of a column.
    pub fn of(self, column: usize) -> Narrow {
        match column {
            column if column == self.figure => Narrow::Figure,
            column if self.line.contains(&column) => Narrow::Line,
            _ => Narrow::Folded,
        }
    }
}

/// A column of a table.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct TableColumn {
    /// Heading.
    pub label: String,
    /// Whether figures are right-aligned.
    pub numeric: bool,
}

/// A row of a table. The first cell heads it.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct TableRow {
    /// The town it is about, by slug: `data-town`.
    pub town: Option<String>,
    /// Anchor.
    pub id: Option<String>,
    /// Values that the page's filters find it by where no column holds them, in the order of the filters.
    pub facets: Vec<String>,
    /// The cells.
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct Cell {
    /// The words.
    pub text: Rich,
    /// How firm its figure is: 初步, 补报. What a whole column says stands in its heading alone.
    pub marks: Vec<&'static str>,
    /// A card chip before them.
    pub status: Option<Status>,
    /// A small drawing after them: a complete `<svg>` of the charts room, safe to insert.
    pub svg: Option<String>,
    /// The value for machines.
    pub data: Option<Datum>,
    /// Whether it is missing without more to say: narrow screens leave it out.
    pub blank: bool,
}

impl Cell {
    /// A cell of words.
    pub fn words(text: impl Into<String>) -> Self {
        Self { text: words(text), ..Self::default() }
    }

    /// A cell of words and links.
    pub fn rich(text: Rich) -> Self {
        Self { text, ..Self::default() }
    }

    /// A missing value: — with its reason.
    pub fn missing(reason: impl Into<String>) -> Self {
        let reason = reason.into();
        let mut text = toned("—", "missing");
        if !reason.is_empty() {
            text.push(remark(reason));
        }
        Self { blank: text.len() == 1, text, ..Self::default() }
    }

    /// The same cell with its value for machines.
    #[must_use]
    pub fn with_data(mut self, field: &'static str, value: impl Into<String>) -> Self {
        self.data = Some(Datum { field, value: value.into() });
        self
    }
}

impl Table {
    /// A table.
    pub fn new(
        caption: impl Into<String>,
        columns: Vec<TableColumn>,
        rows: Vec<TableRow>,
        empty: impl Into<String>,
    ) -> Self {
        let mut table = Self { caption: caption.into(), columns, rows, empty: empty.into(), compact: None };
        table.name_common_marks();
        table
    }

    /// The same table, with rows that phones fold. Columns are counted from 0, the head of the row.
    #[must_use]
    pub fn compact(mut self, figure: usize, line: &'static [usize]) -> Self {
        debug_assert!(line.iter().chain([&figure]).all(|at| (1..self.columns.len()).contains(at)), "{}", self.caption);
        self.compact = Some(Compact { figure, line });
        self
    }

    /// Puts a mark that every figure of a column has into the column's heading, once.
    fn name_common_marks(&mut self) {
        for (at, column) in self.columns.iter_mut().enumerate() {
            let figures = || self.rows.iter().filter_map(|row| row.cells.get(at)).filter(|cell| cell.data.is_some());
            let Some(first) = figures().next().filter(|_| figures().count() > 1) else { continue };
            let mut common = first.marks.clone();
            common.retain(|mark| figures().all(|cell| cell.marks.contains(mark)));
            if common.is_empty() {
                continue;
            }
            let is_han = common.iter().any(|mark| !mark.is_ascii());
            let (open, comma, close) = if is_han { ("（", "、", "）") } else { (" (", ", ", ")") };
            column.label = format!("{}{open}{}{close}", column.label, common.join(comma));
            for cell in self.rows.iter_mut().filter_map(|row| row.cells.get_mut(at)) {
                cell.marks.retain(|mark| !common.contains(mark));
            }
        }
    }
}

impl TableRow {
    /// A row of cells.
    pub fn of(cells: Vec<Cell>) -> Self {
        Self { cells, ..Self::default() }
    }

    /// A row about a town.
    pub fn town(slug: &str, cells: Vec<Cell>) -> Self {
        Self { town: Some(slug.to_owned()), cells, ..Self::default() }
    }
}
