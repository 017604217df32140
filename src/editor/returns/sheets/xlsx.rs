//! What an .xlsx file says of its sheets beside their values.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::events::BytesStart;

use super::CellPosition;
use super::layout::SheetLayout;
use super::xml::{PackageParts, XmlEvent, attribute, each, is_nothing, is_set, number};
use crate::diagnostic::Message;

/// The layouts of the sheets, by name.
pub(super) fn layouts(bytes: &[u8]) -> Result<BTreeMap<String, SheetLayout>, Message> {
    let mut parts = PackageParts::of(bytes)?;
    let mut sheets = Vec::new();
    // Such a file says itself that its formulas have not been computed since they were written.
    let mut is_stale = false;
    let main = targets(&parts.text("_rels/.rels")?.unwrap_or_default(), "/officeDocument")?.into_values().next();
    let main = main.as_deref().unwrap_or("xl/workbook.xml").trim_start_matches('/').to_owned();
    let (folder, file) = main.rsplit_once('/').unwrap_or(("", &main));
    let book = parts.text(&main)?.unwrap_or_default();
    each(&book, |part| {
        if let XmlEvent::Start(start) = part {
            match start.local_name().as_ref() {
                "sheet" => sheets.extend(attribute(&start, "name").zip(attribute(&start, "id"))),
                "calcPr" => is_stale = is_set(&start, "fullCalcOnLoad"),
                _ => {}
            }
        }
        Ok(())
    })?;
    let targets = targets(&parts.text(&format!("{folder}/_rels/{file}.rels"))?.unwrap_or_default(), "")?;
    let mut layouts = BTreeMap::new();
    for (name, id) in sheets {
        let Some(target) = targets.get(&id) else { continue };
        let path = if target.starts_with('/') { target.clone() } else { format!("{folder}/{target}") };
        let Some(text) = parts.text(&path)? else { continue };
        layouts.insert(name, layout(&text, is_stale)?);
    }
    Ok(layouts)
}

/// The parts that a list of relationships names, of those whose type ends like this.
fn targets(text: &str, kind: &str) -> Result<BTreeMap<String, String>, Message> {
    let mut targets = BTreeMap::new();
    each(text, |part| {
        if let XmlEvent::Start(start) = part
            && attribute(&start, "Type").is_some_and(|it| it.ends_with(kind))
        {
            targets.extend(attribute(&start, "Id").zip(attribute(&start, "Target")));
        }
        Ok(())
    })?;
    Ok(targets)
}

/// The cell that is read.
#[derive(Default)]
struct XlsxCell {
    at: CellPosition,
    is_words: bool,
    formula: Option<String>,
    value: String,
    /// The element in which words stand.
    within: Option<Within>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Formula,
    Value,
}

fn layout(text: &str, is_stale: bool) -> Result<SheetLayout, Message> {
    let mut layout = SheetLayout::default();
    let (mut row, mut column) = (0, 0);
    let mut open = XlsxCell::default();
    each(text, |part| {
        match part {
            XmlEvent::Start(start) => match start.local_name().as_ref() {
                "sheetFormatPr" if is_set(&start, "zeroHeight") => layout.seen_rows = Some(BTreeSet::new()),
                "col" => {
                    let is_thin = attribute(&start, "width").is_some_and(|width| is_nothing(&width));
                    if let (Some(first), Some(last)) = (number(&start, "min"), number(&start, "max"))
                        && (is_thin || is_set(&start, "hidden"))
                    {
                        layout.hidden_columns.insert(first.saturating_sub(1), last.saturating_sub(1));
                    }
                }
                "row" => {
                    row = number(&start, "r").map_or(row, |row| row.saturating_sub(1));
                    column = 0;
                    see_row(&start, row, &mut layout);
                }
                "c" => {
                    let at = attribute(&start, "r").and_then(|at| place(&at)).unwrap_or((row, column));
                    column = at.1;
                    let is_words = attribute(&start, "t").is_some_and(|kind| kind != "n");
                    open = XlsxCell { at, is_words, ..XlsxCell::default() };
                }
                "f" => {
                    open.formula.get_or_insert_default();
                    open.within = Some(Within::Formula);
                }
                "v" => open.within = Some(Within::Value),
                "mergeCell" => {
                    let area = attribute(&start, "ref");
                    let ends = area.as_deref().and_then(|area| area.split_once(':'));
                    layout.merged.extend(ends.and_then(|(first, last)| place(first).zip(place(last))));
                }
                _ => {}
            },
            XmlEvent::Words(words) => match (open.within, &mut open.formula) {
                (Some(Within::Formula), Some(formula)) => formula.push_str(&words),
                (Some(Within::Value), _) => open.value.push_str(&words),
                _ => {}
            },
            XmlEvent::End(name) => match name.as_str() {
                "f" | "v" => open.within = None,
                "row" => row += 1,
                "c" => {
                    column += 1;
                    see_cell(std::mem::take(&mut open), is_stale, &mut layout);
                }
                _ => {}
            },
        }
        Ok(())
    })?;
    Ok(layout)
}

fn see_row(start: &BytesStart<'_>, row: u32, layout: &mut SheetLayout) {
    let is_flat = attribute(start, "ht").is_some_and(|height| is_nothing(&height));
    if is_flat || is_set(start, "hidden") {
        layout.hidden_rows.insert(row, row);
    } else if let Some(seen) = &mut layout.seen_rows {
        seen.insert(row);
    }
}

fn see_cell(cell: XlsxCell, is_stale: bool, layout: &mut SheetLayout) {
    let Some(formula) = cell.formula else { return };
    let value = cell.value.trim();
    if value.is_empty() && cell.is_words {
        layout.blank.insert(cell.at);
    } else if value.is_empty() || (is_stale && value == "0") {
        // One that shares another's formula says nothing itself.
        let shown = if formula.is_empty() { "…" } else { formula.trim() };
        layout.uncomputed.insert(cell.at, format!("={shown}"));
    }
}

/// A cell's place by its address.
fn place(address: &str) -> Option<CellPosition> {
    let address = address.replace('$', "").to_ascii_uppercase();
    let digits = address.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = address.split_at(digits);
    let mut column: u32 = 0;
    for letter in letters.bytes() {
        let value = letter.is_ascii_uppercase().then(|| u32::from(letter - b'A') + 1)?;
        column = column.checked_mul(26)?.checked_add(value)?;
    }
    Some((digits.parse::<u32>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}
