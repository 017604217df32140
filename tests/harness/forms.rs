//! The forms of returns, filled in as a clerk does.

use std::path::Path;

use calamine::{Data, Reader as _, Xlsx};
use rust_xlsxwriter::{Format, Workbook};

/// What a clerk types.
pub enum Typed {
    Words(&'static str),
    Number(f64),
    Percent(f64),
}

/// Fills cells of a form, found by sheet, town and heading, as a spreadsheet program would save it.
pub fn fill(form: &Path, filled: &Path, cells: &[(&str, &str, &str, Typed)]) {
    let mut source: Xlsx<_> = calamine::open_workbook(form).unwrap();
    let mut workbook = Workbook::new();
    let mut taken = 0;
    for name in source.sheet_names() {
        let range = source.worksheet_range(&name).unwrap();
        let sheet = workbook.add_worksheet();
        sheet.set_name(&name).unwrap();
        let (top, left) = range.start().unwrap();
        for (row, column, data) in range.used_cells() {
            let at = (top + row as u32, (left + column as u32) as u16);
            match data {
                Data::String(words) => _ = sheet.write_string(at.0, at.1, words).unwrap(),
                Data::Float(number) => _ = sheet.write_number(at.0, at.1, *number).unwrap(),
                Data::DateTime(day) => {
                    let format = Format::new().set_num_format("yyyy-mm-dd");
                    sheet.write_number_with_format(at.0, at.1, day.as_f64(), &format).unwrap();
                }
                other => panic!("{other:?} in a form"),
            }
        }
        for (_, town, heading, typed) in cells.iter().filter(|(sheet, ..)| *sheet == name) {
            let find = |words: &str, by_row: bool| {
                let found = range.used_cells().find(|(_, _, data)| {
                    matches!(data, Data::String(text) if text == words || (!by_row && text.starts_with(&format!("{words}\n"))))
                });
                let (row, column, _) = found.unwrap_or_else(|| panic!("no {words} in {name}"));
                (top + row as u32, (left + column as u32) as u16)
            };
            let at = (find(town, true).0, find(heading, false).1);
            taken += 1;
            match typed {
                Typed::Words(words) => _ = sheet.write_string(at.0, at.1, *words).unwrap(),
                Typed::Number(number) => _ = sheet.write_number(at.0, at.1, *number).unwrap(),
                Typed::Percent(number) => {
                    let format = Format::new().set_num_format("0.0%");
                    sheet.write_number_with_format(at.0, at.1, *number, &format).unwrap();
                }
            }
        }
    }
    assert_eq!(taken, cells.len(), "not every cell was found");
    workbook.save(filled).unwrap();
}
