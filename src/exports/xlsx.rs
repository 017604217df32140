//! Workbooks for clerks: one sheet a table, titles in the site's language over the column names, both frozen.
//!
//! Words are always written as words, so nothing in them becomes a formula or a link. The creation date is the as-of
//! date, so that the same data give the same bytes.

use std::borrow::Borrow;

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use chrono::Datelike;

use crate::datasets::{Column, DataTable, Kind, Value};
use crate::language::Pair;
use crate::model::Site;

/// Rows of data on a sheet; a longer table goes on on the next sheet.
const ROWS: usize = 1_000_000;
/// Rows from which on a sheet is long.
const LONG: usize = 2_000;
/// How hard the bytes are pressed, of 9: as hard as Excel does it. Double the work would save a twentieth of the size.
const COMPRESSION: u8 = 3;
/// Characters that a cell holds.
const CELL: usize = 32_767;

/// What a workbook says beside its tables.
pub(super) fn properties(site: &Site) -> impl std::hash::Hash {
    (site.config.title.0.as_str(), site.config.organiser.0.as_str(), site.as_of, site.config.language)
}

/// A workbook of tables, which are taken one by one.
pub(super) fn workbook(site: &Site, tables: impl IntoIterator<Item = impl Borrow<DataTable>>) -> Vec<u8> {
    build(site, tables).expect("sheet names, lengths and counts are within Excel's bounds")
}

fn build(site: &Site, tables: impl IntoIterator<Item = impl Borrow<DataTable>>) -> Result<Vec<u8>, XlsxError> {
    let language = site.config.language;
    let pick = |words: Pair| words.pick(language);
    let mut workbook = Workbook::new();
    workbook.set_zip_compression_level(COMPRESSION);
    let properties = DocProperties::new()
        .set_title(&site.config.title.0)
        .set_author(&site.config.organiser.0)
        .set_creation_datetime(&date(site.as_of)?);
    workbook.set_properties(&properties);
    let formats =
        CellFormats { date: Format::new().set_num_format("yyyy-mm-dd"), rate: Format::new().set_num_format("0.0") };
    for table in tables {
        let table = table.borrow();
        let parts = table.rows.chunks(ROWS).collect::<Vec<_>>();
        // A table without rows still has its sheet.
        for part in 0..parts.len().max(1) {
            let rows = parts.get(part).copied().unwrap_or_default();
            let sheet = sheet(&mut workbook, rows.len());
            let number = if part == 0 { String::new() } else { format!("_{}", part + 1) };
            sheet.set_name(format!("{}{number}", table.name))?;
            header(sheet, &table.columns, &formats, pick)?;
            for (line, row) in (2..).zip(rows) {
                for (at, (value, column)) in (0..).zip(row.iter().zip(&table.columns)) {
                    cell(sheet, (line, at), value, column.kind, &formats)?;
                }
            }
        }
    }
    workbook.save_to_buffer()
}

/// A new sheet. Of a long one only a row is in memory, the rest in a temporary file, if there can be one.
fn sheet(workbook: &mut Workbook, rows: usize) -> &mut Worksheet {
    if rows >= LONG && workbook.add_worksheet_with_low_memory().is_ok() {
        return workbook.worksheets_mut().last_mut().expect("one was added");
    }
    workbook.add_worksheet()
}

/// Titles, then names, row by row, as a long sheet needs it; both stay in sight. A column's format stands at the column:
/// a cell of its own format takes long to write.
fn header(
    sheet: &mut Worksheet,
    columns: &[Column],
    formats: &CellFormats,
    pick: impl Fn(Pair) -> &'static str,
) -> Result<(), XlsxError> {
    let title = Format::new().set_bold().set_align(FormatAlign::Center).set_text_wrap();
    let name = Format::new().set_italic().set_align(FormatAlign::Center).set_border_bottom(FormatBorder::Thin);
    for (at, column) in (0..).zip(columns) {
        sheet.write_string_with_format(0, at, pick(column.title), &title)?;
        sheet.set_column_width(at, width(column))?;
        match column.kind {
            Kind::Date => _ = sheet.set_column_format(at, &formats.date)?,
            Kind::Rate => _ = sheet.set_column_format(at, &formats.rate)?,
            _ => {}
        }
    }
    for (at, column) in (0..).zip(columns) {
        sheet.write_string_with_format(1, at, column.name, &name)?;
    }
    sheet.set_freeze_panes(2, 0)?;
    Ok(())
}

fn width(column: &Column) -> f64 {
    match column.kind {
        Kind::Boolean | Kind::Integer => 10.0,
        Kind::Date | Kind::PartialDate | Kind::Number | Kind::Rate => 14.0,
        Kind::Text => 18.0,
    }
}

/// How dates and rates are shown.
struct CellFormats {
    date: Format,
    rate: Format,
}

fn cell(
    sheet: &mut Worksheet,
    (line, at): (u32, u16),
    value: &Value,
    kind: Kind,
    formats: &CellFormats,
) -> Result<(), XlsxError> {
    match value {
        Value::Missing => {}
        Value::Text(text) if text.len() > CELL && text.encode_utf16().count() > CELL => {
            // Counted in UTF-16 units by Excel; half as many characters are always within them.
            sheet.write_string(line, at, text.chars().take(CELL / 2).collect::<String>())?;
        }
        Value::Text(text) => {
            sheet.write_string(line, at, text.as_str())?;
        }
        Value::Boolean(yes) => {
            sheet.write_boolean(line, at, *yes)?;
        }
        Value::Date(day) if kind == Kind::Date => {
            sheet.write_datetime(line, at, date(*day)?)?;
        }
        Value::Date(day) => {
            sheet.write_datetime_with_format(line, at, date(*day)?, &formats.date)?;
        }
        Value::Integer(_) | Value::Number(_) => {
            // At most 14 digits, which a cell's 15 hold exactly.
            let number: f64 = value.to_string().parse().expect("digits with a point are a number");
            sheet.write_number(line, at, number)?;
        }
    }
    Ok(())
}

fn date(day: chrono::NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    let year = u16::try_from(day.year()).unwrap_or(1900);
    ExcelDateTime::from_ymd(year, day.month() as u8, day.day() as u8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::datasets;
    use crate::model::testing;

    #[test]
    fn the_same_data_give_the_same_bytes() {
        let site = testing::site();
        let tables = datasets::tables(&site, &crate::evaluate::evaluate(&site));
        let tables: Vec<&DataTable> = tables.iter().collect();
        let first = workbook(&site, tables.iter().copied());
        assert_eq!(&first[..2], b"PK");
        std::thread::sleep(std::time::Duration::from_millis(1100));
        assert!(first == workbook(&site, tables.iter().copied()), "a clock has got into the workbook");
    }

    #[test]
    fn a_long_sheet_says_the_same_as_a_short_one() {
        let site = testing::site();
        let mut tables = datasets::tables(&site, &crate::evaluate::evaluate(&site));
        tables.truncate(1);
        let short = tables[0].rows.clone();
        while tables[0].rows.len() < LONG {
            tables[0].rows.extend(short.iter().cloned());
        }
        let read = |bytes: Vec<u8>| {
            let mut book =
                <calamine::Xlsx<_> as calamine::Reader<_>>::new(std::io::Cursor::new(bytes)).expect("a workbook");
            calamine::Reader::worksheet_range_at(&mut book, 0).expect("a sheet").expect("rows")
        };
        let long = read(workbook(&site, [&tables[0]]));
        tables[0].rows = short;
        let short = read(workbook(&site, [&tables[0]]));
        assert!(long.height() >= LONG + 2);
        for (one, other) in long.rows().zip(short.rows()) {
            assert_eq!(one, other);
        }
        assert_eq!(long.rows().next_back(), short.rows().next_back());
    }

    #[test]
    fn words_longer_than_a_cell_are_cut() {
        let site = testing::site();
        let mut tables = datasets::tables(&site, &crate::evaluate::evaluate(&site));
        tables[0].rows[0][1] = Value::Text("🏮".repeat(40_000).into());
        workbook(&site, [&tables[0]]);
    }
}
