//! What an .xls file (Excel 97–2003, WPS .et) says of its sheets beside their values, and whether its records are sound:
//! the reader of its values makes room for as many cells as the file claims to have.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use cfb::CompoundFile as Compound;

use super::kinds::{damaged, password};
use super::layout::SheetLayout;
use super::{MOST_CELLS, too_large};
use crate::diagnostic::Message;

/// Rows and columns that such a sheet can have.
const ROWS: u32 = 65_536;
const COLUMNS: u32 = 256;

/// Kinds of records, by their numbers in the file format.
mod record {
    pub(super) const FORMULA: u16 = 0x0006;
    pub(super) const END: u16 = 0x000a;
    pub(super) const FILE_PASS: u16 = 0x002f;
    pub(super) const COLUMN: u16 = 0x007d;
    pub(super) const BOUND_SHEET: u16 = 0x0085;
    pub(super) const MERGED: u16 = 0x00e5;
    pub(super) const STYLE: u16 = 0x00e0;
    pub(super) const FORMAT: u16 = 0x041e;
    pub(super) const RKS: u16 = 0x00bd;
    pub(super) const DIMENSIONS: u16 = 0x0200;
    pub(super) const ROW: u16 = 0x0208;
    pub(super) const DEFAULT_ROW: u16 = 0x0225;
    pub(super) const BEGIN: u16 = 0x0809;
    /// Records of one cell: row and column stand first.
    pub(super) const CELLS: [u16; 8] = [0x0203, 0x0204, 0x00d6, 0x0205, 0x027e, 0x00fd, 0x0006, 0x00bd];
}

/// The layouts of the sheets, in the order of the file.
pub(super) fn layouts(bytes: &[u8]) -> Result<Vec<SheetLayout>, Message> {
    let mut file = Compound::open(Cursor::new(bytes)).map_err(|_| damaged())?;
    let mut stream = Vec::new();
    let name = if file.is_stream("Workbook") { "Workbook" } else { "Book" };
    file.open_stream(name).and_then(|mut part| part.read_to_end(&mut stream)).map_err(|_| damaged())?;
    let mut layouts = Vec::new();
    // Before Excel 97 a format's words are in the code page of its time.
    let mut formats = (name == "Workbook").then(NumberFormats::default);
    for (kind, data) in Records(&stream) {
        match kind {
            record::FORMAT => _ = formats.as_mut().map(|formats| formats.learn(data)),
            record::STYLE => _ = formats.as_mut().map(|formats| formats.styles.push(short(data, 2).unwrap_or(0))),
            record::FILE_PASS if short(data, 0).is_some_and(|kind| kind != 0) => return Err(password()),
            record::BOUND_SHEET => {
                let place = long(data, 0).ok_or_else(damaged)? as usize;
                let sheet = stream.get(place..).ok_or_else(damaged)?;
                let is_hidden = data.get(4).is_some_and(|state| state & 0x3f != 0);
                layouts.push(SheetLayout { is_hidden, ..layout(sheet, formats.as_ref())? });
            }
            record::END => break,
            _ => {}
        }
    }
    Ok(layouts)
}

/// The records of a stream, one by one, as far as they are whole.
struct Records<'s>(&'s [u8]);

impl<'s> Iterator for Records<'s> {
    type Item = (u16, &'s [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (kind, length) = (short(self.0, 0)?, usize::from(short(self.0, 2)?));
        let data = self.0.get(4..4 + length)?;
        self.0 = &self.0[4 + length..];
        Some((kind, data))
    }
}

fn short(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(data.get(at..at + 2)?.try_into().ok()?))
}

fn long(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(data.get(at..at + 4)?.try_into().ok()?))
}

/// The number formats of a workbook.
#[derive(Default)]
struct NumberFormats {
    /// Those that it defines, by their number.
    own: BTreeMap<u16, String>,
    /// The number of the format of each style.
    styles: Vec<u16>,
}

impl NumberFormats {
    fn learn(&mut self, data: &[u8]) {
        let (Some(number), Some(length), Some(flags)) = (short(data, 0), short(data, 2), data.get(4)) else { return };
        let bytes = data.get(5..).unwrap_or_default();
        let words: String = if flags & 1 == 0 {
            bytes.iter().take(length.into()).map(|byte| char::from(*byte)).collect()
        } else {
            let units = bytes.chunks_exact(2).take(length.into()).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
            char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
        };
        self.own.insert(number, words);
    }

    /// The format of a style. Of those that every workbook has only the percentages say something of a number.
    fn of(&self, style: u16) -> String {
        let number = self.styles.get(usize::from(style)).copied().unwrap_or(0);
        let common = if matches!(number, 9 | 10) { "0.00%" } else { "General" };
        self.own.get(&number).map_or(common, String::as_str).to_owned()
    }
}

fn layout(sheet: &[u8], formats: Option<&NumberFormats>) -> Result<SheetLayout, Message> {
    let mut layout = SheetLayout::default();
    let mut depth = 0usize;
    // The least and the greatest row and column that hold something.
    let mut bounds: Option<(u32, u32, u32, u32)> = None;
    for (kind, data) in Records(sheet) {
        match kind {
            record::BEGIN => depth += 1,
            record::END if depth <= 1 => break,
            record::END => depth -= 1,
            // A chart inside the sheet has cells of its own.
            _ if depth > 1 => {}
            record::DIMENSIONS => sound_dimensions(data)?,
            record::ROW => {
                if let (Some(row), Some(flags)) = (short(data, 0), short(data, 12)) {
                    let is_flat = short(data, 6).is_some_and(|height| height & 0x7fff == 0);
                    match flags & 0x20 != 0 || is_flat {
                        true => _ = layout.hidden_rows.insert(row.into(), row.into()),
                        false => _ = layout.seen_rows.as_mut().map(|seen| seen.insert(row.into())),
                    }
                }
            }
            record::DEFAULT_ROW if short(data, 0).is_some_and(|flags| flags & 2 != 0) => {
                layout.seen_rows.get_or_insert_default();
            }
            record::COLUMN => {
                if let (Some(first), Some(last), Some(width), Some(flags)) =
                    (short(data, 0), short(data, 2), short(data, 4), short(data, 8))
                    && (flags & 1 != 0 || width == 0)
                {
                    layout.hidden_columns.insert(first.into(), last.into());
                }
            }
            record::MERGED => {
                let areas = data.get(2..).unwrap_or_default().chunks_exact(8);
                let whole = usize::from(short(data, 0).unwrap_or_default());
                if areas.len() < whole {
                    return Err(damaged());
                }
                for area in areas.take(whole) {
                    let [top, bottom, left, right] =
                        [0, 2, 4, 6].map(|at| u32::from(short(area, at).unwrap_or_default()));
                    layout.merged.push(((top, left), (bottom, right)));
                }
            }
            kind if record::CELLS.contains(&kind) => {
                let (Some(row), Some(column)) = (short(data, 0).map(u32::from), short(data, 2).map(u32::from)) else {
                    return Err(damaged());
                };
                if column >= COLUMNS {
                    return Err(damaged());
                }
                if let Some(formats) = formats {
                    // Several numbers in a row stand behind each other, each with its style.
                    let styles = if kind == record::RKS {
                        data.get(4..).unwrap_or_default()
                    } else {
                        &data[4..data.len().min(6)]
                    };
                    let styles = styles.chunks(6).filter_map(|part| short(part, 0));
                    let styles = (column..COLUMNS).zip(styles).take(if kind == record::RKS { usize::MAX } else { 1 });
                    layout.formats.extend(styles.map(|(column, style)| ((row, column), formats.of(style))));
                }
                if kind == record::FORMULA && data.get(6..14).is_some_and(has_no_result) {
                    layout.uncomputed.insert((row, column), "=…".to_owned());
                }
                bounds = Some(bounds.map_or((row, row, column, column), |(top, bottom, left, right)| {
                    (top.min(row), bottom.max(row), left.min(column), right.max(column))
                }));
            }
            _ => {}
        }
    }
    if let Some((top, bottom, left, right)) = bounds
        && ((bottom - top + 1) * (right - left + 1)) as usize > MOST_CELLS
    {
        return Err(too_large(""));
    }
    Ok(layout)
}

/// A result that is empty: so programs write formulas that they do not compute. A spreadsheet program writes the empty text
/// that a formula gives in the same way; which of the two it is cannot be told.
fn has_no_result(result: &[u8]) -> bool {
    result.ends_with(&[0xff, 0xff]) && result[0] == 3
}

fn sound_dimensions(data: &[u8]) -> Result<(), Message> {
    let bounds = match data.len() {
        10 => [0, 2, 4, 6].map(|at| short(data, at).map(u32::from)),
        14 | 16 => [long(data, 0), long(data, 4), short(data, 8).map(u32::from), short(data, 10).map(u32::from)],
        _ => return Err(damaged()),
    };
    let [Some(top), Some(bottom), Some(left), Some(right)] = bounds else { return Err(damaged()) };
    let is_sound = top <= bottom && bottom <= ROWS && right <= COLUMNS && (left <= right || left > 0xff);
    if is_sound { Ok(()) } else { Err(damaged()) }
}
