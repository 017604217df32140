//! Workbooks for clerks: one sheet a table, titles in the site's language over the column names, both frozen.
//!
//! Words are always written as words, so nothing in them becomes a formula or a link. The creation date is the as-of
//! date, so that the same data give the same bytes.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use chrono::Datelike;

use crate::datasets::{Both, Column, Kind, Table, Value};
use crate::model::{Site, SiteLanguage};

/// Rows of data on a sheet; a longer table goes on on the next sheet.
const ROWS: usize = 1_000_000;
/// Characters that a cell holds.
const CELL: usize = 32_767;

/// What a workbook says beside its tables.
pub(super) fn properties(site: &Site) -> impl std::hash::Hash {
    let language = site.config.language == SiteLanguage::Chinese;
    (site.config.title.0.as_str(), site.config.organiser.0.as_str(), site.as_of, language)
}

/// A workbook of tables.
pub(super) fn workbook(site: &Site, tables: &[&Table]) -> Vec<u8> {
    build(site, tables).expect("sheet names, lengths and counts are within Excel's bounds")
}

fn build(site: &Site, tables: &[&Table]) -> Result<Vec<u8>, XlsxError> {
    let chinese = site.config.language == SiteLanguage::Chinese;
    let pick = |words: Both| if chinese { words.zh } else { words.en };
    let mut workbook = Workbook::new();
    let properties = DocProperties::new()
        .set_title(&site.config.title.0)
        .set_author(&site.config.organiser.0)
        .set_creation_datetime(&date(site.as_of)?);
    workbook.set_properties(&properties);
    let formats =
        Formats { date: Format::new().set_num_format("yyyy-mm-dd"), rate: Format::new().set_num_format("0.0") };
    for table in tables {
        let parts = table.rows.chunks(ROWS).collect::<Vec<_>>();
        // A table without rows still has its sheet.
        for part in 0..parts.len().max(1) {
            let sheet = workbook.add_worksheet();
            let number = if part == 0 { String::new() } else { format!("_{}", part + 1) };
            sheet.set_name(format!("{}{number}", table.name))?;
            header(sheet, &table.columns, pick)?;
            for (line, row) in (2..).zip(parts.get(part).copied().unwrap_or_default()) {
                for (at, (value, column)) in (0..).zip(row.iter().zip(&table.columns)) {
                    cell(sheet, (line, at), value, column.kind, &formats)?;
                }
            }
        }
    }
    workbook.save_to_buffer()
}

/// Titles, then names; both stay in sight.
fn header(sheet: &mut Worksheet, columns: &[Column], pick: impl Fn(Both) -> &'static str) -> Result<(), XlsxError> {
    let title = Format::new().set_bold().set_align(FormatAlign::Center).set_text_wrap();
    let name = Format::new().set_italic().set_align(FormatAlign::Center).set_border_bottom(FormatBorder::Thin);
    for (at, column) in (0..).zip(columns) {
        sheet.write_string_with_format(0, at, pick(column.title), &title)?;
        sheet.write_string_with_format(1, at, column.name, &name)?;
        sheet.set_column_width(at, width(column))?;
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
struct Formats {
    date: Format,
    rate: Format,
}

fn cell(
    sheet: &mut Worksheet,
    (line, at): (u32, u16),
    value: &Value,
    kind: Kind,
    formats: &Formats,
) -> Result<(), XlsxError> {
    match value {
        Value::Missing => {}
        Value::Text(text) if text.len() > CELL && text.encode_utf16().count() > CELL => {
            // Counted in UTF-16 units by Excel; half as many characters are always within them.
            sheet.write_string(line, at, text.chars().take(CELL / 2).collect::<String>())?;
        }
        Value::Text(text) => {
            sheet.write_string(line, at, text)?;
        }
        Value::Boolean(yes) => {
            sheet.write_boolean(line, at, *yes)?;
        }
        Value::Date(day) => {
            sheet.write_datetime_with_format(line, at, date(*day)?, &formats.date)?;
        }
        Value::Integer(_) | Value::Number(_) => {
            // At most 14 digits, which a cell's 15 hold exactly.
            let number: f64 = value.to_string().parse().expect("digits with a point are a number");
            match kind {
                Kind::Rate => sheet.write_number_with_format(line, at, number, &formats.rate)?,
                _ => sheet.write_number(line, at, number)?,
            };
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
        let tables: Vec<&Table> = tables.iter().collect();
        let first = workbook(&site, &tables);
        assert_eq!(&first[..2], b"PK");
        std::thread::sleep(std::time::Duration::from_millis(1100));
        assert!(first == workbook(&site, &tables), "a clock has got into the workbook");
    }

    #[test]
    fn words_longer_than_a_cell_are_cut() {
        let site = testing::site();
        let mut tables = datasets::tables(&site, &crate::evaluate::evaluate(&site));
        tables[0].rows[0][1] = Value::Text("🏮".repeat(40_000));
        workbook(&site, &[&tables[0]]);
    }
}
