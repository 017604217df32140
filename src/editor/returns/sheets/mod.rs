//! Bytes of a spreadsheet or a text table → sheets of cells, each with its address.

mod clean;
mod kinds;
mod layout;
mod ods;
mod text;
mod workbook;
mod xls;
mod xlsx;
mod xml;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::diagnostic::Message;
use kinds::SpreadsheetFormat;

/// The longest file that is read, in bytes.
pub const LONGEST: u64 = 32 * 1024 * 1024;
/// More cells than these on a sheet are no return.
const MOST_CELLS: usize = 2_000_000;

/// What a cell holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SheetCell {
    /// Words, or a number typed as words; without blanks at its ends, never empty.
    Text(String),
    /// A number: its decimal digits, and the format that it is shown in where the file tells it.
    Number {
        /// As `-12800.5`.
        digits: String,
        /// As `0.00%`; none where the kind of file does not tell it.
        format: Option<String>,
    },
    /// A day.
    Date(NaiveDate),
    /// Something that is no figure: a truth value, a time, an error such as `#DIV/0!`.
    Other(String),
    /// A formula whose result the file does not hold: `=6000+6800`.
    Uncomputed(String),
}

impl SheetCell {
    /// As it is named in a message.
    pub fn shown(&self) -> String {
        match self {
            Self::Text(text) | Self::Other(text) | Self::Uncomputed(text) => text.clone(),
            Self::Number { digits, format: Some(format) } if format.contains('%') => {
                let value = digits.parse::<Decimal>().map(|value| (value * Decimal::ONE_HUNDRED).normalize());
                value.map_or_else(|_| digits.clone(), |value| format!("{value}%"))
            }
            Self::Number { digits, .. } => digits.clone(),
            Self::Date(day) => day.to_string(),
        }
    }
}

/// A place on a sheet: row and column from 0.
pub type CellPosition = (u32, u32);

/// Cells from one to another, both included.
pub type Area = (CellPosition, CellPosition);

/// A sheet: the cells that hold something.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// Its name; that of the file for a text table.
    pub name: String,
    /// Whether it is the only one there can be, so that it need not be named.
    pub is_alone: bool,
    /// The cells, by row and column.
    pub cells: BTreeMap<CellPosition, SheetCell>,
    /// Cells that are merged into one; what it holds stands in the first of them.
    pub merged: Vec<Area>,
    /// Cells whose formula gave an empty text; they hold nothing.
    pub blank_formulas: BTreeSet<CellPosition>,
    /// Rows that hold something and that nobody sees: hidden, filtered out, folded, without height.
    pub hidden_rows: BTreeSet<u32>,
    /// Columns that hold something and that nobody sees.
    pub hidden_columns: BTreeSet<u32>,
    /// Whether the sheet itself is hidden.
    pub is_hidden: bool,
    /// What is to be told of it as a whole.
    pub notes: Vec<Message>,
}

impl Sheet {
    /// What a cell holds.
    pub fn cell(&self, row: u32, column: u32) -> Option<&SheetCell> {
        self.cells.get(&(row, column))
    }

    /// The words of a cell; none where it is empty or holds no words.
    #[cfg(test)]
    fn text(&self, row: u32, column: u32) -> Option<&str> {
        match self.cell(row, column)? {
            SheetCell::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The rows that hold something, in order.
    pub fn rows(&self) -> Vec<u32> {
        let mut rows: Vec<u32> = self.cells.keys().map(|&(row, _)| row).collect();
        rows.dedup();
        rows
    }

    /// The cells of a row.
    pub fn row(&self, row: u32) -> impl Iterator<Item = (u32, &SheetCell)> {
        self.cells.range((row, 0)..=(row, u32::MAX)).map(|(&(_, column), cell)| (column, cell))
    }
}

/// A cell's address as Excel shows it: `C7`.
pub fn address((row, column): CellPosition) -> String {
    let mut letters = String::new();
    let mut rest = column + 1;
    while rest > 0 {
        let letter = char::from(b'A' + u8::try_from((rest - 1) % 26).unwrap_or_default());
        letters.insert(0, letter);
        rest = (rest - 1) / 26;
    }
    format!("{letters}{}", row + 1)
}

/// Reads a file, by what is in it and not by its ending: .xlsx, .xlsm, .xlsb, .xls, .et, .ods, else as a text table.
///
/// # Errors
/// Where it is no table, is protected by a password or is damaged: what it is, with the cure.
pub fn read(bytes: &[u8], name: &str) -> Result<Vec<Sheet>, Message> {
    match kinds::kind(bytes, name)? {
        SpreadsheetFormat::Text => Ok(vec![text::table(bytes, name)?]),
        kind => workbook::sheets(bytes, kind),
    }
}

fn too_large(sheet: &str) -> Message {
    message!(
        "工作表“{sheet}”的内容太多，不像是报表；请删去无关的行和列",
        "the sheet `{sheet}` holds too much to be a return; delete the rows and columns that do not belong to it"
    )
}

#[cfg(test)]
mod tests {
    mod broken;

    use super::*;

    #[test]
    fn addresses_are_those_of_spreadsheets() {
        let shown: Vec<String> = [(0, 0), (6, 2), (9, 25), (9, 26), (0, 701), (0, 702)].map(address).into();
        assert_eq!(shown, ["A1", "C7", "Z10", "AA10", "ZZ1", "AAA1"]);
    }

    #[test]
    fn a_workbook_that_unpacks_to_too_much_is_refused() {
        use std::io::{Cursor, Write as _};
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
        writer.start_file("xl/workbook.xml", options).expect("an entry");
        writer.start_file("xl/sharedStrings.xml", options).expect("an entry");
        let zeros = vec![0; 1024 * 1024];
        for _ in 0..257 {
            writer.write_all(&zeros).expect("in memory");
        }
        let bytes = writer.finish().expect("in memory").into_inner();
        assert!(bytes.len() < 1024 * 1024, "it is not packed");
        let error = read(&bytes, "bomb.xlsx").expect_err("refused");
        assert!(error.en.contains("unpacks to too much"), "{}", error.en);
    }

    #[test]
    fn text_tables_are_decoded_by_what_is_in_them() {
        let words = "小镇;总投资\n云窑;1";
        let utf16: Vec<u8> = words.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [
            words.as_bytes().to_vec(),
            encoding_rs::GBK.encode(words).0.into_owned(),
            [&[0xff, 0xfe][..], &utf16].concat(),
        ] {
            let sheets = read(&bytes, "a.csv").expect("a table");
            assert_eq!(sheets[0].text(0, 1), Some("总投资"));
            assert_eq!(sheets[0].text(1, 0), Some("云窑"));
        }
    }
}
