//! Which rows are a table's headings, and which cells stand above each of its columns.

use super::choice::is_number;
use super::groups::{may_be_group, read_group};
use super::meaning::{Meaning, read};
use super::{CellPosition, Role, Sheet, SheetCell, TITLES, UnknownWordPlace, UnknownWords, exact_role};
use crate::editor::returns::indicators::ReportedItem;
use crate::editor::returns::plain::plain;
use crate::editor::returns::unit::Unit;
use crate::model::ProgressField;

/// Rows of headings at most.
const DEEPEST: u32 = 4;

/// The rows of the headings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct HeadingRows {
    /// The first.
    pub first: u32,
    /// The last that says something of its columns.
    pub last: u32,
    /// The last before the towns: below the words may stand the numbers of the columns (甲, 1, 2).
    pub end: u32,
}

/// A cell of a heading with what it says.
#[derive(Clone, Debug)]
pub(super) struct HeadingCell {
    pub at: CellPosition,
    pub text: String,
    pub meaning: Meaning,
}

/// The cells above a column: its own, and those of the groups in which it stands, from the top.
#[derive(Clone, Debug)]
pub(super) struct HeadingStack {
    pub at: u32,
    pub own: HeadingCell,
    pub above: Vec<HeadingCell>,
}

impl HeadingStack {
    /// All of it as words.
    pub fn heading(&self) -> String {
        let mut parts: Vec<&HeadingCell> = self.above.iter().chain([&self.own]).collect();
        parts.sort_by_key(|part| part.at);
        let mut words: Vec<&str> = parts.into_iter().map(|part| part.text.as_str()).collect();
        words.dedup();
        words.join(" ")
    }

    /// The cell that names the figure: by its full name, else as investment alone. 完成投资 below 重点项目 is theirs.
    pub fn of_field(&self) -> Option<&HeadingCell> {
        let full = self.upwards().find(|part| part.meaning.is_full);
        full.or_else(|| self.upwards().find(|part| part.meaning.field.is_some()))
    }

    /// What is not understood of the cells above and of its own.
    pub fn strange(&self) -> Option<UnknownWords> {
        let strange = |part: &HeadingCell, stand: UnknownWordPlace| {
            let meaning = &part.meaning;
            let words = if meaning.unknown.is_empty() { &meaning.aside } else { &meaning.unknown };
            let words = if stand == UnknownWordPlace::Above || words.is_empty() { &part.text } else { words };
            let words = words.trim().replace('\n', " ");
            let is_clear = meaning.is_understood() && meaning.aside.is_empty();
            (!is_clear).then_some(UnknownWords { at: part.at, words, stand })
        };
        let above = || self.above.iter().rev().find_map(|part| strange(part, UnknownWordPlace::Above));
        strange(&self.own, UnknownWordPlace::Beside).or_else(above).or_else(|| self.torn())
    }

    /// A figure within the group of another one that is not the whole: 总投资 below 重点项目 is what projects cost.
    fn torn(&self) -> Option<UnknownWords> {
        let full = self.upwards().filter(|part| part.meaning.is_full);
        let own = self.of_field().and_then(|part| part.meaning.field);
        let mut others = full.filter(|part| part.meaning.field != own);
        let other = others.find(|part| part.meaning.field != Some(ProgressField::Total))?;
        Some(UnknownWords { at: other.at, words: other.text.replace('\n', " "), stand: UnknownWordPlace::Around })
    }

    /// From its own cell upwards.
    pub fn upwards(&self) -> impl Iterator<Item = &HeadingCell> {
        std::iter::once(&self.own).chain(self.above.iter().rev())
    }
}

fn words(cell: Option<&SheetCell>) -> Option<&str> {
    match cell? {
        SheetCell::Text(text) => Some(text),
        _ => None,
    }
}

/// The heading rows of a sheet; none where it has none.
pub(super) fn heading_rows(sheet: &Sheet, rows: &[u32], items: &[ReportedItem]) -> Option<HeadingRows> {
    let found =
        |is_strict: bool| rows.iter().take(TITLES as usize).find_map(|row| around(sheet, *row, items, is_strict));
    found(true).or_else(|| found(false))
}

/// The heading rows around the one that names the towns' column, where one of them says something of the returns; if not
/// `is_strict`, also where a figure over numbers is named beside words that are not understood.
fn around(sheet: &Sheet, row: u32, items: &[ReportedItem], is_strict: bool) -> Option<HeadingRows> {
    let is_town =
        |cell: &SheetCell| matches!(exact_role(words(Some(cell))?, items), Some(Role::Town | Role::Id)).then_some(());
    let town = sheet.row(row).find(|(_, cell)| is_town(cell).is_some())?.0;
    let mut first = row;
    while first > 0 && row - first < DEEPEST && is_group_row(sheet, first - 1, town) {
        first -= 1;
    }
    let mut last = row;
    while last - first < DEEPEST && is_lower_row(sheet, last + 1, row, town, items) {
        last += 1;
    }
    let has_number = |column: u32| {
        let below = sheet.cells.range((last + 1, 0)..);
        below.into_iter().any(|((_, at), cell)| *at == column && is_number(cell))
    };
    let says = |(at, cell): (u32, &SheetCell)| {
        let Some(text) = words(Some(cell)) else { return false };
        match exact_role(text, items) {
            Some(role) => !role.names_rows(),
            None => {
                let meaning = read(text);
                let is_figure =
                    meaning.field.is_some() || meaning.is_to_date || meaning.units.iter().any(Unit::is_money);
                let is_strange = !is_strict && meaning.field.is_some() && has_number(at);
                is_figure && (meaning.is_understood() || !meaning.kinds.is_empty() || is_strange)
            }
        }
    };
    let says_something = (first..=last).any(|row| sheet.row(row).any(says));
    says_something.then(|| HeadingRows { first, last, end: last + u32::from(numbers_columns(sheet, last + 1)) })
}

/// A row of groups above the one that names the towns' column: it stands over the columns to the right, and all of it is a
/// heading's words, or may be.
fn is_group_row(sheet: &Sheet, row: u32, town: u32) -> bool {
    let mut says = false;
    for (at, cell) in sheet.row(row) {
        let Some(text) = words(Some(cell)).filter(|_| at > town) else { return false };
        let meaning = read(text);
        let is_over = sheet.cell(row + 1, at).is_some();
        let is_strange = !meaning.is_understood() && is_over && may_be_group(text);
        let is_known = meaning.is_understood() && meaning.says_something() && !meaning.is_unit_alone();
        if !is_known && !is_strange {
            return false;
        }
        says = true;
    }
    says
}

/// A row below the one that names the towns' column: no town stands in it, it holds no numbers, and says something that
/// headings say.
fn is_lower_row(sheet: &Sheet, row: u32, head: u32, town: u32, items: &[ReportedItem]) -> bool {
    let below_town = sheet.cell(row, town).map(|cell| plain(&cell.shown()));
    let repeats = sheet.cell(head, town).map(|cell| plain(&cell.shown()));
    let is_free = match below_town.as_deref() {
        None => true,
        Some(text) => is_unit_label(text) || is_dash(text) || Some(text) == repeats.as_deref(),
    };
    if !is_free {
        return false;
    }
    let mut says = false;
    for (at, cell) in sheet.row(row) {
        let Some(text) = words(Some(cell)) else { return false };
        if at == town || is_dash(text) {
            continue;
        }
        let meaning = read(text);
        let is_known = exact_role(text, items).is_some() || (meaning.is_understood() && meaning.says_something());
        if !is_known && text.chars().any(|c| c.is_ascii_digit()) {
            return false;
        }
        // 完成 below 总投资: a word that says nothing by itself.
        says |= is_known || (meaning.is_understood() && sheet.cell(head, at).is_none());
    }
    says
}

/// What stands in a row of units below the towns' column.
fn is_unit_label(text: &str) -> bool {
    matches!(plain(text).as_str(), "单位" | "计量单位" | "金额单位" | "货币单位" | "unit" | "units")
}

fn is_dash(text: &str) -> bool {
    text.chars().all(|c| matches!(c, '-' | '—' | '–' | '/' | '─' | '－'))
}

/// A row that only numbers its columns, as statistical tables have: 甲, 乙, 1, 2, or (1), (2), or 3=2/1.
fn numbers_columns(sheet: &Sheet, row: u32) -> bool {
    let mut count = 0u32;
    let mut last = 0u32;
    for (_, cell) in sheet.row(row) {
        let text = plain(&cell.shown());
        let text = text.trim_matches(['(', ')', '[', ']']);
        let number = text.split(['=', ':']).next().unwrap_or_default();
        match number.parse::<u32>() {
            // Each is one more than the one before it, from 1 on.
            Ok(number) if number == last + 1 => last = number,
            Err(_) if last == 0 && matches!(text, "甲" | "乙" | "丙" | "丁" | "栏次" | "-" | "a" | "b") => {}
            _ => return false,
        }
        count += 1;
    }
    count >= 2 && last >= 1
}

/// Each column with the cells above it. A cell above several columns stands at the first of them.
pub(super) fn stacks(sheet: &Sheet, rows: HeadingRows, names: &[String]) -> Vec<HeadingStack> {
    let lines: Vec<u32> = (rows.first..=rows.last).collect();
    let mut places: Vec<u32> = lines.iter().flat_map(|row| sheet.row(*row)).map(|(at, _)| at).collect();
    places.sort_unstable();
    places.dedup();
    let part = |row: u32, at: u32| {
        let text = sheet.cell(row, at)?.shown();
        Some(HeadingCell { at: (row, at), meaning: read(&text), text })
    };
    // Where cells of the headings are merged, a group ends with its merged cell; else it lasts until the next one.
    let widths = |at: CellPosition| sheet.merged.iter().find(|(first, _)| *first == at).map(|(_, last)| last.1);
    let has_groups = sheet.merged.iter().any(|(first, last)| lines.contains(&first.0) && last.1 > first.1);
    let mut over: Vec<Option<HeadingCell>> = vec![None; lines.len()];
    let mut stacks = Vec::new();
    for at in places {
        let direct: Vec<Option<HeadingCell>> = lines.iter().map(|row| part(*row, at)).collect();
        let highest = direct.iter().position(Option::is_some).unwrap_or(0);
        // A new group ends the groups within the one before it.
        for (depth, slot) in over.iter_mut().enumerate().skip(highest) {
            *slot = direct[depth].clone();
        }
        for slot in over.iter_mut().filter(|_| has_groups) {
            let end = slot.as_ref().map(|part| widths(part.at).unwrap_or(part.at.1));
            *slot = slot.take().filter(|_| end.is_some_and(|end| end >= at));
        }
        // 单位 or a dash below 小镇 belongs to the row of units, not to the column.
        let is_named = |depth: usize, part: &HeadingCell| {
            let is_below = direct[..depth].iter().any(Option::is_some);
            !part.meaning.is_unit_alone() && !(is_below && (is_unit_label(&part.text) || is_dash(&part.text)))
        };
        let named =
            direct.iter().enumerate().rposition(|(depth, part)| part.as_ref().is_some_and(|it| is_named(depth, it)));
        let Some(lowest) = named else {
            // Units alone, below a group's words where there is a group.
            if let Some(unit) = direct.into_iter().flatten().next_back() {
                let group = over.iter().flatten().rfind(|part| part.at.1 != at).cloned();
                stacks.push(match group {
                    Some(group) => HeadingStack { at, own: group, above: vec![unit] },
                    None => HeadingStack { at, own: unit, above: Vec::new() },
                });
            }
            continue;
        };
        let own = direct[lowest].clone().expect("found above");
        let mut above: Vec<HeadingCell> = over[..lowest].iter().flatten().cloned().collect();
        above.extend(direct[lowest + 1..].iter().flatten().cloned());
        above.retain(|part| part.text != own.text);
        for part in &mut above {
            part.meaning = read_group(&part.text, names, own.meaning.field.is_some());
        }
        // What stands above one column alone, with nothing below, is no group for the next, unless it names a figure.
        for depth in highest..=lowest {
            let is_alone = direct[depth + 1..].iter().all(Option::is_none);
            if is_alone
                && over[depth]
                    .as_ref()
                    .is_some_and(|part| part.meaning.field.is_none() || !part.meaning.kinds.is_empty())
            {
                over[depth] = None;
            }
        }
        stacks.push(HeadingStack { at, own, above });
    }
    stacks
}
