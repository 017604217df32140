//! OpenDocument spreadsheets: values, and what is said of them.
//!
//! The reading is our own, since the general one loses what a figure is shown with: whether it is a percentage, which
//! currency it counts, and whether its format adds 亿元.

use quick_xml::events::BytesStart;
use rust_decimal::Decimal;

use std::collections::{BTreeMap, BTreeSet};

use super::kinds::damaged;
use super::layout::SheetLayout;
use super::xml::{PackageParts, XmlEvent, attribute, each, is_nothing, number};
use super::{CellPosition, MOST_CELLS, Sheet, SheetCell, clean, too_large};
use crate::diagnostic::Message;
use crate::units::round_half_up;

/// Columns that a sheet can have.
const COLUMNS: u32 = 16_384;
/// Rows that a sheet can have.
const ROWS: u32 = 1_048_576;

/// Reads all sheets.
pub(super) fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, Message> {
    let text = PackageParts::of(bytes)?.text("content.xml")?.ok_or_else(damaged)?;
    let mut reader = OdsReader::default();
    each(&text, |part| match part {
        XmlEvent::Start(start) => reader.start(&start),
        XmlEvent::End(name) => reader.end(&name),
        XmlEvent::Words(words) => {
            reader.words(&words);
            Ok(())
        }
    })?;
    Ok(reader.sheets)
}

#[derive(Default)]
struct OdsReader {
    sheets: Vec<Sheet>,
    /// Styles under which nothing is seen.
    unseen: BTreeSet<String>,
    /// The style that is read.
    style: String,
    /// How deep the sheet's element is nested in others of its kind.
    depth: usize,
    name: String,
    layout: SheetLayout,
    cells: BTreeMap<CellPosition, SheetCell>,
    column: u32,
    row: OdsRow,
    /// Groups of rows or columns around the place, and whether each is folded.
    groups: Vec<bool>,
    cell: Option<OdsCell>,
}

#[derive(Default)]
struct OdsRow {
    at: u32,
    times: u32,
    column: u32,
    /// What its cells hold, with the columns that they fill.
    cells: Vec<(u32, u32, SheetCell)>,
    uncomputed: Vec<(u32, String)>,
    blank: Vec<u32>,
}

/// The cell that is read.
struct OdsCell {
    times: u32,
    formula: Option<String>,
    kind: String,
    value: Option<String>,
    /// What it shows, and how many lines of it were begun.
    shown: String,
    lines: usize,
    /// How deep the place is in a remark or a drawing, whose words are not the cell's.
    aside: usize,
    is_in_line: bool,
}

impl OdsReader {
    fn start(&mut self, start: &BytesStart<'_>) -> Result<(), Message> {
        let name = start.local_name();
        if let Some(cell) = &mut self.cell {
            match name.as_ref() {
                "annotation" | "frame" | "g" | "custom-shape" | "shape" | "table" => cell.aside += 1,
                _ if cell.aside > 0 => {}
                "p" | "h" => {
                    if cell.lines > 0 {
                        cell.shown.push('\n');
                    }
                    cell.lines += 1;
                    cell.is_in_line = true;
                }
                "s" => cell.shown.extend(std::iter::repeat_n(' ', number(start, "c").unwrap_or(1).min(100) as usize)),
                "tab" => cell.shown.push('\t'),
                "line-break" => cell.shown.push('\n'),
                _ => {}
            }
            return Ok(());
        }
        match name.as_ref() {
            "style" => self.style = attribute(start, "name").unwrap_or_default(),
            "table-properties" if attribute(start, "display").as_deref() == Some("false") => {
                self.unseen.insert(self.style.clone());
            }
            "table-row-properties" if attribute(start, "row-height").is_some_and(|it| is_nothing(&it)) => {
                self.unseen.insert(self.style.clone());
            }
            "table-column-properties" if attribute(start, "column-width").is_some_and(|it| is_nothing(&it)) => {
                self.unseen.insert(self.style.clone());
            }
            "table" => {
                self.depth += 1;
                if self.depth == 1 {
                    self.name = attribute(start, "name").unwrap_or_default();
                    self.layout = SheetLayout { is_hidden: self.is_unseen(start), ..SheetLayout::default() };
                    self.cells = BTreeMap::new();
                    (self.column, self.row) = (0, OdsRow::default());
                }
            }
            "table-row-group" | "table-column-group" => {
                self.groups.push(attribute(start, "display").as_deref() == Some("false"));
            }
            "table-column" => {
                let times = number(start, "number-columns-repeated").unwrap_or(1).clamp(1, COLUMNS);
                if self.is_unseen(start) {
                    self.layout.hidden_columns.insert(self.column, self.column + times - 1);
                }
                self.column = (self.column + times).min(COLUMNS);
            }
            "table-row" => {
                let times = number(start, "number-rows-repeated").unwrap_or(1).clamp(1, ROWS);
                if self.is_unseen(start) {
                    self.layout.hidden_rows.insert(self.row.at, self.row.at + times - 1);
                }
                self.row = OdsRow { at: self.row.at, times, ..OdsRow::default() };
            }
            "table-cell" | "covered-table-cell" => self.open(start),
            _ => {}
        }
        Ok(())
    }

    fn is_unseen(&self, start: &BytesStart<'_>) -> bool {
        let styled = attribute(start, "style-name").is_some_and(|style| self.unseen.contains(&style));
        let said = attribute(start, "visibility").is_some_and(|seen| seen != "visible");
        styled || said || self.groups.contains(&true)
    }

    fn open(&mut self, start: &BytesStart<'_>) {
        let span = |name: &str| number(start, name).unwrap_or(1).clamp(1, ROWS);
        let (rows, columns) = (span("number-rows-spanned"), span("number-columns-spanned"));
        let at = (self.row.at, self.row.column);
        if rows > 1 || columns > 1 {
            self.layout.merged.push((at, (at.0 + rows - 1, at.1 + columns.min(COLUMNS) - 1)));
        }
        let kind = attribute(start, "value-type").unwrap_or_default();
        let value = match kind.as_str() {
            "date" => attribute(start, "date-value"),
            "boolean" => attribute(start, "boolean-value"),
            "time" => attribute(start, "time-value"),
            "string" => attribute(start, "string-value"),
            _ => attribute(start, "value"),
        };
        let kind = match (kind.as_str(), attribute(start, "currency")) {
            ("currency", Some(currency)) => format!("currency {currency}"),
            _ => kind,
        };
        self.cell = Some(OdsCell {
            times: number(start, "number-columns-repeated").unwrap_or(1).clamp(1, COLUMNS),
            formula: attribute(start, "formula"),
            kind,
            value,
            shown: String::new(),
            lines: 0,
            aside: 0,
            is_in_line: false,
        });
    }

    fn words(&mut self, words: &str) {
        if let Some(cell) = self.cell.as_mut().filter(|cell| cell.aside == 0 && cell.is_in_line) {
            cell.shown.push_str(words);
        }
    }

    fn end(&mut self, name: &str) -> Result<(), Message> {
        if let Some(cell) = &mut self.cell {
            match name {
                "annotation" | "frame" | "g" | "custom-shape" | "shape" | "table" => {
                    cell.aside = cell.aside.saturating_sub(1);
                }
                "p" | "h" => cell.is_in_line = false,
                "table-cell" | "covered-table-cell" if cell.aside == 0 => self.close(),
                _ => {}
            }
            return Ok(());
        }
        match name {
            "table-row-group" | "table-column-group" => _ = self.groups.pop(),
            "table-row" => self.close_row()?,
            "table" => {
                self.depth = self.depth.saturating_sub(1);
                if self.depth == 0 {
                    let mut sheet = Sheet {
                        name: std::mem::take(&mut self.name),
                        cells: std::mem::take(&mut self.cells),
                        ..Sheet::default()
                    };
                    std::mem::take(&mut self.layout).put(&mut sheet);
                    self.sheets.push(sheet);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self) {
        let Some(open) = self.cell.take() else { return };
        let (first, times) = (self.row.column, open.times.min(COLUMNS.saturating_sub(self.row.column)));
        self.row.column += times;
        let has_result = match open.kind.as_str() {
            "" => false,
            "string" => true,
            _ => open.value.is_some(),
        };
        match open.formula.as_deref() {
            // One that gave an empty text shows a line without words.
            Some(formula) if !has_result && open.shown.trim().is_empty() && open.lines == 0 => {
                let formula = formula.split_once(":=").map_or(formula, |(_, rest)| rest).trim_start_matches('=');
                return self.row.uncomputed.push((first, format!("={formula}")));
            }
            Some(_) if open.shown.trim().is_empty() && matches!(open.kind.as_str(), "" | "string") => {
                self.row.blank.push(first);
            }
            _ => {}
        }
        if let Some(cell) = value(&open) {
            self.row.cells.push((first, times, cell));
        }
    }

    fn close_row(&mut self) -> Result<(), Message> {
        let row = std::mem::take(&mut self.row);
        let held: usize = row.cells.iter().map(|(_, times, _)| *times as usize).sum();
        if self.cells.len() + held * row.times as usize > MOST_CELLS {
            return Err(too_large(&self.name));
        }
        if held > 0 || !row.uncomputed.is_empty() || !row.blank.is_empty() {
            for at in row.at..row.at + row.times {
                for (first, times, cell) in &row.cells {
                    self.cells.extend((*first..first + times).map(|column| ((at, column), cell.clone())));
                }
                self.layout.uncomputed.extend(row.uncomputed.iter().map(|(column, it)| ((at, *column), it.clone())));
                self.layout.blank.extend(row.blank.iter().map(|column| (at, *column)));
            }
        }
        self.row.at = (row.at + row.times).min(ROWS);
        Ok(())
    }
}

/// What a cell holds.
fn value(open: &OdsCell) -> Option<SheetCell> {
    let shown = || clean::words(&open.shown);
    let other = |text: &str| Some(SheetCell::Other(text.to_owned()));
    match (open.kind.as_str(), &open.value) {
        // A formula that failed has a number or an empty text behind what it shows.
        _ if open.formula.is_some() && is_error(&open.shown) => other(open.shown.trim()),
        ("float", Some(value)) => Some(figure(value, format_of(value, &open.shown))),
        ("percentage", Some(value)) => Some(figure(value, "0.00%".to_owned())),
        (kind, Some(value)) if kind.starts_with("currency") => {
            let currency = kind.trim_start_matches("currency").trim();
            let format = match currency {
                "" | "CNY" | "RMB" => format_of(value, &open.shown.replace(['¥', '￥'], "")),
                other => format!("[${other}] 0.00"),
            };
            Some(figure(value, format))
        }
        ("date", Some(value)) => match value.get(..10).and_then(|day| day.parse().ok()) {
            Some(day) => Some(SheetCell::Date(day)),
            None => other(value),
        },
        ("boolean", Some(value)) => other(&value.to_uppercase()),
        ("time", Some(value)) => shown().map_or_else(|| other(value), |_| other(open.shown.trim())),
        ("string", value) => shown().or_else(|| clean::words(value.as_deref()?)),
        _ => shown(),
    }
}

fn is_error(shown: &str) -> bool {
    let shown = shown.trim();
    shown.starts_with('#') && shown.len() > 2 || shown.starts_with("Err:")
}

fn figure(value: &str, format: String) -> SheetCell {
    // As `1.28E+04` is written by some programs.
    let digits = match value.parse::<Decimal>().or_else(|_| Decimal::from_scientific(value)) {
        Ok(value) => value.normalize().to_string(),
        Err(_) => value.to_owned(),
    };
    SheetCell::Number { digits, format: Some(format) }
}

/// The format that a figure must have, by what it shows: its unit, and whether what is seen is another number than it.
fn format_of(value: &str, shown: &str) -> String {
    let shown = shown.trim();
    let unit: String =
        shown.chars().filter(|c| !c.is_ascii_digit() && !"-,.".contains(*c) && !c.is_whitespace()).collect();
    let digits: String = shown.chars().filter(|c| c.is_ascii_digit() || "-.".contains(*c)).collect();
    let places = digits.split_once('.').map_or(0, |(_, part)| part.len() as u32);
    let is_scaled = match (value.parse::<Decimal>(), digits.parse::<Decimal>()) {
        (Ok(value), Ok(seen)) if places <= 12 && !unit.contains(['E', 'e']) => {
            let (value, seen) = (value.abs(), seen.abs());
            round_half_up(value, Decimal::ONE, 0, places) != seen
        }
        _ => false,
    };
    match (is_scaled, unit.is_empty()) {
        (false, true) => "General".to_owned(),
        (false, false) => format!("0\"{unit}\""),
        (true, true) => "#,##0,".to_owned(),
        (true, false) => format!("0!.0\"{unit}\""),
    }
}
