//! CSV as Excel and WPS open it with a double click: UTF-8 with a byte order mark, CRLF, numbers bare.

use std::fmt::Write as _;

use crate::datasets::{DataTable, Value};

/// What Excel reads a formula by; the full-width forms count too where the system folds them.
const FORMULA_STARTS: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// The table: a header of column names, then the rows.
pub(super) fn write(table: &DataTable) -> Vec<u8> {
    let mut writer =
        ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(table.columns.iter().map(|column| column.name)).expect("memory takes every row");
    let mut text = String::new();
    for row in &table.rows {
        for value in row {
            text.clear();
            cell(&mut text, value);
            writer.write_field(&text).expect("memory takes every row");
        }
        writer.write_record(None::<&[u8]>).expect("each row has one value per column");
    }
    writer.into_inner().expect("memory takes every row")
}

/// Words and figures in any columns, guarded as in a table.
pub(super) fn write_words(rows: impl IntoIterator<Item = Vec<String>>) -> Vec<u8> {
    let mut writer =
        ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer("\u{feff}".as_bytes().to_vec());
    for row in rows {
        let guard = |word: String| match word.trim_end_matches('%').parse::<rust_decimal::Decimal>() {
            Err(_) if word.starts_with(FORMULA_STARTS) => format!("'{word}"),
            _ => word,
        };
        writer.write_record(row.into_iter().map(guard)).expect("memory takes every row");
    }
    writer.into_inner().expect("memory takes every row")
}

/// Adds a cell as text. Words that a spreadsheet would take for a formula get an apostrophe; numbers stay numbers.
fn cell(out: &mut String, value: &Value) {
    if matches!(value, Value::Text(text) if text.starts_with(FORMULA_STARTS)) {
        out.push('\'');
    }
    write!(out, "{value}").expect("memory takes every cell");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::datasets;
    use crate::model::testing;

    fn written(name: &str) -> String {
        let site = testing::site();
        let evaluation = crate::evaluate::evaluate(&site);
        let tables = datasets::tables(&site, &evaluation);
        let table = tables.iter().find(|table| table.name == name).expect("a table");
        String::from_utf8(write(table)).expect("UTF-8")
    }

    #[test]
    fn a_table_opens_in_excel() {
        assert_eq!(
            written("cards"),
            "\u{feff}quarter,town,board,card,streak\r\n\
             2020Q1,baicao,overall,red,1\r\n\
             2020Q1,gang,overall,not_reported,0\r\n\
             2020Q1,yunyao,overall,normal,1\r\n"
        );
    }

    #[test]
    fn words_are_guarded_against_formulas_and_numbers_are_not() {
        let towns = written("towns");
        assert!(towns.contains(r#","'=HYPERLINK(""https://evil.example"",""x"")""#), "{towns}");
        assert!(written("projects").contains(",'+窑,"));
        assert!(written("figures").contains(",-12.3,"));
        for start in FORMULA_STARTS {
            let mut out = String::new();
            cell(&mut out, &Value::Text(format!("{start}1").into()));
            assert_eq!(out, format!("'{start}1"));
        }
    }
}
