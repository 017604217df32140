//! Workbooks → sheets of cells.

use std::cell::Cell as Flag;
use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Once;

use calamine::{Cell as Found, Data, DataRef, Reader as _, SheetVisible, Xls, Xlsb, Xlsx, open_workbook_from_rs};
use chrono::NaiveDate;

use super::kinds::{SpreadsheetFormat, damaged, password};
use super::{CellPosition, MOST_CELLS, Sheet, SheetCell, clean, layout, ods, too_large, xls, xlsx};
use crate::diagnostic::Message;

/// Bytes to which a workbook may unpack.
const MOST_UNPACKED: u64 = 256 * 1024 * 1024;

type WorkbookBytes<'b> = Cursor<&'b [u8]>;

/// The sheets of a workbook, hidden ones too, in the order of the file.
pub(super) fn sheets(bytes: &[u8], kind: SpreadsheetFormat) -> Result<Vec<Sheet>, Message> {
    if kind != SpreadsheetFormat::Xls {
        unpacks_within_bounds(bytes)?;
    }
    guarded(|| match kind {
        SpreadsheetFormat::Ods => ods::sheets(bytes),
        SpreadsheetFormat::Xlsx => {
            let mut layouts = xlsx::layouts(bytes)?;
            let mut book: Xlsx<WorkbookBytes<'_>> =
                open_workbook_from_rs(Cursor::new(bytes)).map_err(|error| told(&error))?;
            each(&mut book, |book, name| {
                let layout = layouts.remove(name).unwrap_or_default();
                Ok((styled(book, name)?, layout))
            })
        }
        SpreadsheetFormat::Xlsb => {
            let mut book: Xlsb<WorkbookBytes<'_>> =
                open_workbook_from_rs(Cursor::new(bytes)).map_err(|error| told(&error))?;
            let mut sheets = each(&mut book, |book, name| Ok((binary(book, name)?, layout::SheetLayout::default())))?;
            sheets.iter_mut().for_each(|sheet| sheet.notes.push(untold()));
            Ok(sheets)
        }
        SpreadsheetFormat::Xls => {
            let mut layouts = xls::layouts(bytes)?.into_iter();
            let mut book: Xls<WorkbookBytes<'_>> =
                open_workbook_from_rs(Cursor::new(bytes)).map_err(|error| told(&error))?;
            each(&mut book, |book, name| {
                let layout = layouts.next().unwrap_or_default();
                Ok((ranged(book, name, &layout)?, layout))
            })
        }
        SpreadsheetFormat::Text => Err(damaged()),
    })
}

/// Reads what may be broken in any way. The reader of workbooks takes much of a file's word for granted and panics where it
/// is not so (it reads past the end of a record, for one); a broken file is its writer's fault and no reason to end in one.
fn guarded<T>(read: impl FnOnce() -> Result<T, Message>) -> Result<T, Message> {
    thread_local! {
        static QUIET: Flag<bool> = const { Flag::new(false) };
    }
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if !QUIET.get() {
                before(panic);
            }
        }));
    });
    QUIET.set(true);
    let read = catch_unwind(AssertUnwindSafe(read));
    QUIET.set(false);
    read.unwrap_or_else(|_| Err(damaged()))
}

/// What a binary workbook does not tell its reader.
fn untold() -> Message {
    message!(
        "这种格式（.xlsb）看不出哪些行、列是隐藏的，哪些单元格合并了，数字以什么格式显示（如“亿元”“%”）；请核对，或另存为 .xlsx 后再导入",
        "this format (.xlsb) does not tell which rows and columns are hidden, which cells are merged, and in which format numbers are shown (`亿元`, `%`): check it, or save it as .xlsx and import that"
    )
}

/// What a reader says of a file that it cannot read, for an editor.
fn told(error: &dyn std::fmt::Display) -> Message {
    if error.to_string().contains("password") { password() } else { damaged() }
}

fn unpacks_within_bounds(bytes: &[u8]) -> Result<(), Message> {
    // A few kilobytes can unpack to gigabytes: what is in the file is unpacked once into nothing, and counted.
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
    let mut left = MOST_UNPACKED;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|_| damaged())?;
        let length =
            std::io::copy(&mut std::io::Read::take(entry, left + 1), &mut std::io::sink()).map_err(|_| damaged())?;
        left = left.checked_sub(length).ok_or_else(|| {
            message!("表格解开后过大，不像是报表；请删去无关的工作表和图片后另存", "the spreadsheet unpacks to too much to be a return; delete the sheets and pictures that do not belong to it")
        })?;
    }
    Ok(())
}

type Cells = BTreeMap<CellPosition, SheetCell>;

fn each<'b, B>(
    book: &mut B,
    mut read: impl FnMut(&mut B, &str) -> Result<(Cells, layout::SheetLayout), Message>,
) -> Result<Vec<Sheet>, Message>
where
    B: calamine::Reader<WorkbookBytes<'b>>,
{
    let mut sheets = Vec::new();
    for found in book.sheets_metadata().to_vec() {
        let (cells, layout) = read(book, &found.name)?;
        let is_hidden = found.visible != SheetVisible::Visible;
        let mut sheet = Sheet { name: found.name, cells, is_hidden, ..Sheet::default() };
        layout.put(&mut sheet);
        sheets.push(sheet);
    }
    Ok(sheets)
}

/// The cells of an .xlsx sheet with their formats, read one by one: a lone cell at the far end costs nothing.
fn styled(book: &mut Xlsx<WorkbookBytes<'_>>, name: &str) -> Result<Cells, Message> {
    let mut cells = Cells::new();
    let mut reader = match book.worksheet_cells_reader(name) {
        Ok(reader) => reader,
        // A sheet that holds a chart has no cells.
        Err(calamine::XlsxError::NotAWorksheet(_)) => return Ok(cells),
        Err(error) => return Err(told(&error)),
    };
    while let Some((found, style)) = reader.next_cell_with_style_id().map_err(|error| told(&error))? {
        let format = reader.styles().get(style).and_then(|style| style.number_format.as_ref());
        let format = format.map_or_else(String::new, |format| format.format_code.clone());
        put(&mut cells, found, Some(format), name)?;
    }
    Ok(cells)
}

/// The cells of an .xlsb sheet.
fn binary(book: &mut Xlsb<WorkbookBytes<'_>>, name: &str) -> Result<Cells, Message> {
    let mut cells = Cells::new();
    let Ok(mut reader) = book.worksheet_cells_reader(name) else { return Ok(cells) };
    while let Some(found) = reader.next_cell().map_err(|error| told(&error))? {
        put(&mut cells, found, None, name)?;
    }
    Ok(cells)
}

fn put(cells: &mut Cells, found: Found<DataRef<'_>>, format: Option<String>, name: &str) -> Result<(), Message> {
    if let Some(cell) = cell(found.get_value().clone().into(), format) {
        cells.insert(found.get_position(), cell);
        if cells.len() > MOST_CELLS {
            return Err(too_large(name));
        }
    }
    Ok(())
}

/// The cells of an .xls sheet.
fn ranged(book: &mut Xls<WorkbookBytes<'_>>, name: &str, layout: &layout::SheetLayout) -> Result<Cells, Message> {
    let range = book.worksheet_range(name).map_err(|error| told(&error))?;
    let (top, left) = range.start().unwrap_or_default();
    let used = range.used_cells().filter_map(|(row, column, data)| {
        let (row, column) = (u32::try_from(row).ok()?, u32::try_from(column).ok()?);
        let at = (top + row, left + column);
        Some((at, cell(data.clone(), layout.formats.get(&at).cloned())?))
    });
    Ok(used.collect())
}

fn cell(data: Data, format: Option<String>) -> Option<SheetCell> {
    Some(match data {
        Data::Empty => return None,
        Data::String(text) => return clean::words(&text),
        Data::Int(number) => SheetCell::Number { digits: number.to_string(), format },
        // The shortest digits that stand for the number are those that were typed.
        Data::Float(number) => SheetCell::Number { digits: number.to_string(), format },
        Data::Bool(yes) => SheetCell::Other(if yes { "TRUE" } else { "FALSE" }.to_owned()),
        Data::DateTime(time) if time.is_datetime() => {
            let (year, month, day, ..) = time.to_ymd_hms_milli();
            match NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day)) {
                Some(day) => SheetCell::Date(day),
                None => SheetCell::Other(time.to_string()),
            }
        }
        Data::DateTime(time) => SheetCell::Other(time.to_string()),
        Data::DateTimeIso(text) => match text.get(..10).and_then(|day| day.parse().ok()) {
            Some(day) => SheetCell::Date(day),
            None => SheetCell::Other(text),
        },
        Data::DurationIso(text) => SheetCell::Other(text),
        Data::Error(error) => SheetCell::Other(error.to_string()),
    })
}
