//! Units that a table states for all its columns: in title rows, in the sheet's name, in notes below.

use super::bodies::is_body;
use super::{CellPosition, Message, Sheet, SheetCell};
use crate::editor::returns::plain::simple;
use crate::editor::returns::sheets::address;
use crate::editor::returns::unit::{self, Unit};

/// A statement of units for the whole table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct StatedUnits {
    /// Where it stands; none for the sheet's name.
    pub at: Option<CellPosition>,
    /// As it is written there.
    pub shown: String,
    /// The units: several where columns count differently (万元、%).
    pub units: Vec<Unit>,
}

impl StatedUnits {
    /// The units of money among them.
    pub fn money(&self) -> Vec<&Unit> {
        self.units.iter().filter(|unit| unit.is_money()).collect()
    }

    /// The unit that could be money and is not known.
    pub fn other(&self) -> Option<&str> {
        let others = self.units.iter().filter_map(|unit| match unit {
            Unit::Other(text) => Some(text.as_str()),
            _ => None,
        });
        others.max_by_key(|text| !unit::counts_things(text))
    }

    /// Where it stands and what it says.
    pub fn named(&self) -> Message {
        let shown = self.shown.replace('\n', " ");
        match self.at {
            Some(at) => message!("{}“{shown}”", "`{shown}` in {}", address(at)),
            None => message!("表名“{shown}”", "the sheet's name `{shown}`"),
        }
    }
}

/// All statements of units outside the headings; `names` are those of the region, which are no units.
pub(super) fn stated(sheet: &Sheet, first: u32, end: u32, names: &[String]) -> Vec<StatedUnits> {
    let mut all = Vec::new();
    let units_in = |text: &str, next: Option<&str>, is_title: bool| units_in(text, next, is_title, names);
    for (&at, cell) in sheet.cells.range(..(first, 0)) {
        let SheetCell::Text(text) = cell else { continue };
        let next = sheet.row(at.0).find(|(column, _)| *column > at.1);
        let next = next.and_then(|(_, cell)| if let SheetCell::Text(text) = cell { Some(text.as_str()) } else { None });
        add(&mut all, Some(at), text, units_in(text, next, true));
    }
    for row in sheet.rows().into_iter().filter(|row| *row > end) {
        let mut cells = sheet.row(row);
        let (Some((column, SheetCell::Text(text))), alone) = (cells.next(), cells.next().is_none()) else { continue };
        let is_note = ["注", "说明", "备注", "note", "unit", "单位", "計量", "计量", "金额单位"]
            .iter()
            .any(|word| text.to_lowercase().trim_start_matches(['*', '(', '（', ' ']).starts_with(word));
        if alone || is_note {
            add(&mut all, Some((row, column)), text, units_in(text, None, false));
        }
    }
    let name = sheet.name.rsplit_once('.').filter(|_| sheet.is_alone).map_or(sheet.name.as_str(), |(stem, _)| stem);
    let mut units = units_in(name, None, true);
    if units.is_empty() {
        // 一季度亿元
        let tails = name
            .char_indices()
            .filter_map(|(at, _)| unit::known(&name[at..]))
            .filter(|unit| unit.word().chars().count() > 1);
        units = tails.take(1).collect();
    }
    add(&mut all, None, name, units);
    all
}

fn add(all: &mut Vec<StatedUnits>, at: Option<CellPosition>, text: &str, units: Vec<Unit>) {
    if !units.is_empty() {
        all.push(StatedUnits { at, shown: text.to_owned(), units });
    }
}

/// Words before 单位 by which it is a unit of measure; behind any others it is an office.
const MEASURES: [&str; 9] = ["计量", "金额", "货币", "数据", "投资", "数额", "度量", "数值", "统计"];
/// The units that a text states; `next` is the cell beside it, which holds the unit where the text only announces it.
fn units_in(text: &str, next: Option<&str>, is_title: bool, names: &[String]) -> Vec<Unit> {
    let text: String = text.chars().take(400).map(simple).collect();
    let mut units = labelled(&text, next, is_title, names);
    if units.is_empty() && is_title {
        units = bracketed(&text);
    }
    if units.is_empty()
        && is_title
        && let Some(unit) = unit::known(&text).or_else(|| text.split_whitespace().last().and_then(unit::known))
    {
        units.push(unit);
    }
    if units.is_empty() {
        units = spoken(&text);
    }
    units
}

/// Behind 单位, 计量单位, `Unit:`: of several the ones that are no offices.
fn labelled(text: &str, next: Option<&str>, is_title: bool, names: &[String]) -> Vec<Unit> {
    let mut units = Vec::new();
    let labels = ["单位", "units", "unit", "currency", "币种"];
    let mut from = 0;
    while let Some((at, label)) =
        labels.iter().filter_map(|label| Some((from + text[from..].find(label)?, *label))).min()
    {
        let (before, rest) = (&text[..at], &text[at + label.len()..]);
        from = at + label.len();
        let owner = before.chars().next_back().filter(|c| c.is_alphanumeric());
        let is_measure = owner.is_none() || MEASURES.iter().any(|word| before.ends_with(word));
        if !is_measure || before.ends_with("为") {
            continue;
        }
        let value = rest.trim_start_matches([':', '为', '是', '(', ' ', '以']);
        let says = rest.starts_with([':', '为', '是', '(', ' ']) || rest.is_empty();
        let value = match value.trim() {
            "" | ")" => match next.filter(|_| says) {
                Some(next) => next.trim(),
                None => continue,
            },
            _ => value,
        };
        if label == "币种" || label == "currency" {
            let value = value.split([' ', ')', ';', '\n', ',', '，']).next().unwrap_or_default();
            // `currency list` in a file's name states none.
            let states = rest.starts_with([':', '为', '是']) || rest.trim().is_empty();
            if states && !value.is_empty() && !unit::is_yuan(value) && unit::known(value).is_none() {
                units.push(Unit::Other(value.to_owned()));
            }
            continue;
        }
        units.extend(value_of(value, says, is_title, names));
    }
    units
}

/// The units at the beginning of what stands behind a label.
fn value_of(value: &str, says: bool, is_title: bool, names: &[String]) -> Vec<Unit> {
    let end = value.find([')', ';', '。', '\n', '\t']).unwrap_or(value.len());
    let value = value[..end].trim();
    // As many words as make known units: `10,000 yuan`, `RMB 万元`, but not the next label.
    let ends: Vec<usize> = value.match_indices(char::is_whitespace).map(|(at, _)| at).chain([value.len()]).collect();
    let is_money = |units: &[Unit]| units.iter().any(|unit| !matches!(unit, Unit::Other(_)));
    for end in ends.iter().rev() {
        let units = unit::list(&value[..*end]);
        let are_fine = |unit: &Unit| match unit {
            Unit::Other(text) => unit::is_other_money(text) || unit::counts_things(text),
            _ => true,
        };
        if is_money(&units) && units.iter().all(are_fine) {
            return units;
        }
    }
    if let Some((unit, length)) = unit::leading(value) {
        // 万元填报日期 has no gap; 万元/亩 is no money and is not leading.
        return if value[length..].starts_with(|c: char| c.is_alphanumeric()) && !says { vec![] } else { vec![unit] };
    }
    let first = value.split([' ', ',', '、', '(', '/']).next().unwrap_or_default();
    let measures = unit::is_currency(value) || unit::is_currency(first) || unit::counts_things(first);
    if !measures && (first.is_empty() || is_body(first, names)) {
        return vec![];
    }
    let is_money = unit::is_other_money(value) || unit::is_other_money(first);
    // 单位：窑溪工业园 is an office, too: units are short.
    let is_long = first.chars().count() > 4 && !is_money && !measures;
    // A note below the table says more than one word of whom or what it likes.
    let is_told = is_money || measures || (says && is_title);
    match is_told && !is_long {
        true => vec![Unit::Other(if unit::is_other_money(value) { value } else { first }.to_owned())],
        false => vec![],
    }
}

/// In brackets of a title: 表一（万元）.
fn bracketed(text: &str) -> Vec<Unit> {
    let mut units = Vec::new();
    for part in text.split(['(', '[']).skip(1) {
        let inner = part.split([')', ']']).next().unwrap_or_default().trim();
        let inner = inner.strip_prefix("in ").unwrap_or(inner);
        let list = unit::list(inner);
        let is_known = list.iter().any(|unit| !matches!(unit, Unit::Other(_)));
        let are_units = list.iter().all(|unit| match unit {
            Unit::Other(text) => unit::is_other_money(text) || unit::counts_things(text),
            _ => true,
        });
        if (is_known && are_units) || (list.len() == 1 && unit::is_other_money(inner)) {
            units.extend(list);
        }
    }
    units
}

/// In a sentence: 以亿元为单位, 金额以万元计, `in millions of US$`.
fn spoken(text: &str) -> Vec<Unit> {
    for (at, _) in text.match_indices('以') {
        let rest = &text[at + '以'.len_utf8()..];
        let ends = ["为单位", "为计量单位", "计算", "计量", "计", "表示"].iter().filter_map(|word| rest.find(word));
        if let Some(end) = ends.min().filter(|end| rest[..*end].chars().count() <= 8) {
            let value = &rest[..end];
            if let Some(unit) = unit::known(value) {
                return vec![unit];
            }
            if unit::is_other_money(value) {
                return vec![Unit::Other(value.to_owned())];
            }
        }
    }
    let mut found = text.match_indices("in ").filter(|(at, _)| !text[..*at].ends_with(|c: char| c.is_alphanumeric()));
    found
        .find_map(|(at, word)| {
            let rest = &text[at + word.len()..];
            let end = rest.find(['.', ';', '(', ')', ':', '\n']).unwrap_or(rest.len());
            let phrase = rest[..end].trim();
            let unit = unit::known(phrase);
            unit.or_else(|| unit::is_other_money(phrase).then(|| Unit::Other(phrase.to_owned()))).map(|unit| vec![unit])
        })
        .unwrap_or_default()
}
