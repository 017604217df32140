//! Bytes of a spreadsheet or a text table → sheets of cells, each with its address.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};

use calamine::{Data, Reader as _, SheetVisible, Sheets, Xlsx, open_workbook_auto_from_rs};
use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::diagnostic::Message;

/// The longest file that is read, in bytes.
pub const LONGEST: u64 = 32 * 1024 * 1024;
/// Bytes to which a workbook may unpack.
const MOST_UNPACKED: u64 = 256 * 1024 * 1024;
/// More cells than these on a sheet are no return.
const MOST_CELLS: usize = 2_000_000;

/// What a cell holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
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

impl Cell {
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
pub type At = (u32, u32);

/// Cells from one to another, both included.
pub type Area = (At, At);

/// A sheet: the cells that hold something.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// Its name; that of the file for a text table.
    pub name: String,
    /// Whether it is the only one there can be, so that it need not be named.
    pub is_alone: bool,
    /// The cells, by row and column.
    pub cells: BTreeMap<At, Cell>,
    /// Cells that are merged into one; what it holds stands in the first of them.
    pub merged: Vec<Area>,
    /// Cells whose formula gave an empty text; they hold nothing.
    pub blank_formulas: BTreeSet<At>,
    /// Rows that hold something and that nobody sees: hidden, filtered out, folded, without height.
    pub hidden_rows: BTreeSet<u32>,
    /// Columns that hold something and that nobody sees.
    pub hidden_columns: BTreeSet<u32>,
    /// Whether the sheet itself is hidden.
    pub is_hidden: bool,
}

impl Sheet {
    /// What a cell holds.
    pub fn cell(&self, row: u32, column: u32) -> Option<&Cell> {
        self.cells.get(&(row, column))
    }

    /// The words of a cell; none where it is empty or holds no words.
    pub fn text(&self, row: u32, column: u32) -> Option<&str> {
        match self.cell(row, column)? {
            Cell::Text(text) => Some(text),
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
    pub fn row(&self, row: u32) -> impl Iterator<Item = (u32, &Cell)> {
        self.cells.range((row, 0)..=(row, u32::MAX)).map(|(&(_, column), cell)| (column, cell))
    }
}

/// A cell's address as Excel shows it: `C7`.
pub fn address((row, column): At) -> String {
    let mut letters = String::new();
    let mut rest = column + 1;
    while rest > 0 {
        let letter = char::from(b'A' + u8::try_from((rest - 1) % 26).unwrap_or_default());
        letters.insert(0, letter);
        rest = (rest - 1) / 26;
    }
    format!("{letters}{}", row + 1)
}

/// Reads a file: .xlsx, .xls, .xlsb or .ods by what is in it, anything else as a text table.
///
/// # Errors
/// Where it is neither, or is protected by a password.
pub fn read(bytes: &[u8], name: &str) -> Result<Vec<Sheet>, Message> {
    if bytes.starts_with(b"PK") || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return workbook(bytes);
    }
    Ok(vec![text_table(bytes, name)?])
}

fn unreadable(error: &dyn std::fmt::Display) -> Message {
    Message::new(
        format!("无法读取这个表格文件（{error}）；若有打开密码，请先去掉密码，再另存为 .xlsx"),
        format!("the spreadsheet cannot be read ({error}); if it has a password, remove it and save the file as .xlsx"),
    )
}

fn too_large(sheet: &str) -> Message {
    Message::new(
        format!("工作表“{sheet}”的内容太多，不像是报表；请删去无关的行和列"),
        format!(
            "the sheet `{sheet}` holds too much to be a return; delete the rows and columns that do not belong to it"
        ),
    )
}

/// A few kilobytes can unpack to gigabytes: what is in the file is unpacked once into nothing, and counted.
fn unpacks_within_bounds(bytes: &[u8]) -> Result<(), Message> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| unreadable(&error))?;
    let mut left = MOST_UNPACKED;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|error| unreadable(&error))?;
        let length =
            std::io::copy(&mut entry.take(left + 1), &mut std::io::sink()).map_err(|error| unreadable(&error))?;
        left = left.checked_sub(length).ok_or_else(|| {
            Message::new(
                "表格解开后过大，不像是报表；请删去无关的工作表和图片后另存",
                "the spreadsheet unpacks to too much to be a return; delete the sheets and pictures that do not belong to it",
            )
        })?;
    }
    Ok(())
}

fn workbook(bytes: &[u8]) -> Result<Vec<Sheet>, Message> {
    if bytes.starts_with(b"PK") {
        unpacks_within_bounds(bytes)?;
    }
    let mut book = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|error| unreadable(&error))?;
    let visible = |sheet: &&calamine::Sheet| sheet.visible == SheetVisible::Visible;
    let names: Vec<String> = book.sheets_metadata().iter().filter(visible).map(|sheet| sheet.name.clone()).collect();
    let mut sheets = Vec::new();
    for name in names {
        let cells = match &mut book {
            Sheets::Xlsx(book) => styled(book, &name)?,
            book => {
                let range = book.worksheet_range(&name).map_err(|error| unreadable(&error))?;
                let (top, left) = range.start().unwrap_or_default();
                let used = range.used_cells().filter_map(|(row, column, data)| {
                    let (row, column) = (u32::try_from(row).ok()?, u32::try_from(column).ok()?);
                    Some(((top + row, left + column), cell(data.clone(), None)?))
                });
                used.collect()
            }
        };
        sheets.push(Sheet { name, cells, ..Sheet::default() });
    }
    Ok(sheets)
}

/// The cells of an .xlsx sheet with their formats, read one by one: a lone cell at the far end costs nothing.
fn styled(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<BTreeMap<At, Cell>, Message> {
    let mut cells = BTreeMap::new();
    let mut reader = match book.worksheet_cells_reader(name) {
        Ok(reader) => reader,
        // A sheet that holds a chart has no cells.
        Err(calamine::XlsxError::NotAWorksheet(_)) => return Ok(cells),
        Err(error) => return Err(unreadable(&error)),
    };
    while let Some((found, style)) = reader.next_cell_with_style_id().map_err(|error| unreadable(&error))? {
        let format = reader.styles().get(style).and_then(|style| style.number_format.as_ref());
        let format = format.map_or_else(String::new, |format| format.format_code.clone());
        if let Some(cell) = cell(found.get_value().clone().into(), Some(format)) {
            cells.insert(found.get_position(), cell);
            if cells.len() > MOST_CELLS {
                return Err(too_large(name));
            }
        }
    }
    Ok(cells)
}

fn cell(data: Data, format: Option<String>) -> Option<Cell> {
    Some(match data {
        Data::Empty => return None,
        Data::String(text) => return words(&text),
        Data::Int(number) => Cell::Number { digits: number.to_string(), format },
        // The shortest digits that stand for the number are those that were typed.
        Data::Float(number) => Cell::Number { digits: number.to_string(), format },
        Data::Bool(yes) => Cell::Other(if yes { "TRUE" } else { "FALSE" }.to_owned()),
        Data::DateTime(time) if time.is_datetime() => {
            let (year, month, day, ..) = time.to_ymd_hms_milli();
            match NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day)) {
                Some(day) => Cell::Date(day),
                None => Cell::Other(time.to_string()),
            }
        }
        Data::DateTime(time) => Cell::Other(time.to_string()),
        Data::DateTimeIso(text) => match text.get(..10).and_then(|day| day.parse().ok()) {
            Some(day) => Cell::Date(day),
            None => Cell::Other(text),
        },
        Data::DurationIso(text) => Cell::Other(text),
        Data::Error(error) => Cell::Other(error.to_string()),
    })
}

fn words(text: &str) -> Option<Cell> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'));
    (!text.is_empty()).then(|| Cell::Text(text.to_owned()))
}

/// A table in a text file: UTF-8, UTF-16 with its mark, else GBK, as Chinese Windows writes it.
fn text_table(bytes: &[u8], name: &str) -> Result<Sheet, Message> {
    let text = decoded(bytes).ok_or_else(|| {
        Message::new(
            "无法读出这个文件：它不是 Excel 表格，也不是 UTF-8 或 GBK 编码的文字表格；请另存为 .xlsx",
            "the file is neither a spreadsheet nor a text table in UTF-8 or GBK; save it as .xlsx",
        )
    })?;
    let head = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let most = [b',', b'\t', b';'].into_iter().max_by_key(|mark| {
        // Of equals the earlier one.
        (head.bytes().filter(|byte| byte == mark).count(), *mark == b',')
    });
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(most.unwrap_or(b','))
        .from_reader(text.as_bytes());
    let mut cells = BTreeMap::new();
    for (row, record) in (0u32..).zip(reader.records()) {
        let record = record.map_err(|error| unreadable(&error))?;
        for (column, field) in (0u32..).zip(&record) {
            if let Some(cell) = words(field) {
                cells.insert((row, column), cell);
            }
        }
        if cells.len() > MOST_CELLS {
            return Err(too_large(name));
        }
    }
    Ok(Sheet { name: name.to_owned(), is_alone: true, cells, ..Sheet::default() })
}

fn decoded(bytes: &[u8]) -> Option<String> {
    for (mark, encoding) in [
        (&[0xef, 0xbb, 0xbf][..], encoding_rs::UTF_8),
        (&[0xff, 0xfe][..], encoding_rs::UTF_16LE),
        (&[0xfe, 0xff][..], encoding_rs::UTF_16BE),
    ] {
        if let Some(rest) = bytes.strip_prefix(mark) {
            let (text, faulty) = encoding.decode_without_bom_handling(rest);
            return (!faulty).then(|| text.into_owned());
        }
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => {
            let (text, faulty) = encoding_rs::GB18030.decode_without_bom_handling(bytes);
            if faulty {
                return None;
            }
            text.into_owned()
        }
    };
    // Pictures and programs decode to something too, but no table has these.
    (!text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_those_of_spreadsheets() {
        let shown: Vec<String> = [(0, 0), (6, 2), (9, 25), (9, 26), (0, 701), (0, 702)].map(address).into();
        assert_eq!(shown, ["A1", "C7", "Z10", "AA10", "ZZ1", "AAA1"]);
    }

    #[test]
    fn a_workbook_that_unpacks_to_too_much_is_refused() {
        use std::io::Write as _;
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
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
