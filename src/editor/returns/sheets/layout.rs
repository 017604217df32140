//! What a workbook says of a sheet beside its values: what is hidden, what is merged, which formulas have no result.

use std::collections::{BTreeMap, BTreeSet};

use super::{Area, CellPosition, Sheet, SheetCell};

/// What one sheet's file says.
#[derive(Debug, Default)]
pub(super) struct SheetLayout {
    /// Whether the sheet is hidden.
    pub is_hidden: bool,
    /// Rows that are hidden: the first and the last of each span.
    pub hidden_rows: BTreeMap<u32, u32>,
    /// Rows that say themselves that they are seen, where all others are hidden; none where rows are seen by default.
    pub seen_rows: Option<BTreeSet<u32>>,
    /// Columns that are hidden: the first and the last of each span.
    pub hidden_columns: BTreeMap<u32, u32>,
    /// Cells that are merged into one.
    pub merged: Vec<Area>,
    /// Formulas without a result.
    pub uncomputed: BTreeMap<CellPosition, String>,
    /// The formats in which cells are shown, where they are not read with the values.
    pub formats: BTreeMap<CellPosition, String>,
    /// Formulas whose result is an empty text.
    pub blank: BTreeSet<CellPosition>,
}

impl SheetLayout {
    /// Puts on a sheet what is known of it: of rows and columns only those that hold something.
    pub(super) fn put(self, sheet: &mut Sheet) {
        for (at, formula) in self.uncomputed {
            sheet.cells.insert(at, SheetCell::Uncomputed(formula));
        }
        let within = |spans: &BTreeMap<u32, u32>, place: u32| {
            spans.range(..=place).next_back().is_some_and(|(_, last)| place <= *last)
        };
        let unseen = |row: u32| {
            within(&self.hidden_rows, row) || self.seen_rows.as_ref().is_some_and(|seen| !seen.contains(&row))
        };
        for &(row, column) in sheet.cells.keys() {
            if !sheet.hidden_rows.contains(&row) && unseen(row) {
                sheet.hidden_rows.insert(row);
            }
            if !sheet.hidden_columns.contains(&column) && within(&self.hidden_columns, column) {
                sheet.hidden_columns.insert(column);
            }
        }
        sheet.is_hidden |= self.is_hidden;
        sheet.merged = self.merged;
        sheet.blank_formulas = self.blank;
    }
}
