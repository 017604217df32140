//! Lines that begin in the wrong column.

use std::collections::BTreeSet;

use super::line::{YamlLine, word};
use super::{Cure, Slip};
use crate::load::draft::Draft;

/// So many lines above and below are looked at for the columns that are in use.
const NEAR: usize = 24;

/// A line moved into each column that its neighbours begin in.
pub(in crate::load) fn cures(draft: &Draft, number: usize) -> Vec<Cure> {
    let text = draft.line(number);
    let own = blanks(text);
    let content = text.trim_start();
    if content.is_empty() || content.starts_with('#') {
        return Vec::new();
    }
    let mut columns = BTreeSet::from([0]);
    for near in number.saturating_sub(NEAR)..(number + NEAR).min(draft.len()) {
        let line = YamlLine::read(draft.line(near));
        if near != number && line.content < line.text.len() && !line.text[line.indentation..].starts_with('#') {
            columns.extend([blanks(line.text), blanks(line.text) + line.content - line.indentation]);
        }
    }
    let length = text.len() - content.len();
    let other = text[..length].chars().find(|c| !c.is_ascii());
    let cure = |column: usize| Cure {
        slip: other.map_or(Slip::Indentation(column), |blank| Slip::Margin(blank, column)),
        lines: vec![(number, format!("{}{content}", " ".repeat(column)))],
        at: if length > 0 { 0..length } else { 0..content.chars().next().map_or(0, char::len_utf8) },
    };
    let columns = columns.into_iter().filter(|column| (*column != own || other.is_some()) && column.abs_diff(own) <= 8);
    columns.map(cure).collect()
}

/// Whether a line begins in an odd column, or behind blanks of another kind: those are the likeliest slips.
pub(in crate::load) fn is_odd(draft: &Draft, number: usize) -> bool {
    let text = draft.line(number);
    let margin = &text[..text.len() - text.trim_start().len()];
    !margin.is_ascii() || !blanks(text).is_multiple_of(2)
}

/// How many columns a line is indented by: a full-width blank takes two.
fn blanks(text: &str) -> usize {
    let width = |c: char| if c == '\u{3000}' { 2 } else { 1 };
    text.chars().take_while(|c| c.is_whitespace()).map(width).sum()
}

/// The text below `|` or `>` moved in, where it begins too far left.
pub(super) fn block(draft: &Draft, number: usize, fields: &BTreeSet<String>) -> Option<Cure> {
    let is_entry = |text: &str| {
        let key = word(text);
        key > 0 && fields.contains(&text[..key]) && text[key..].starts_with(':')
    };
    let text = draft.line(number);
    if text.trim().is_empty() || is_entry(text.trim_start_matches([' ', '-'])) {
        return None;
    }
    let header = (number.saturating_sub(40)..number).rev().find(|above| {
        let line = YamlLine::read(draft.line(*above));
        line.key.is_some() && matches!(line.said(), "|" | ">" | "|-" | ">-" | "|+" | ">+")
    })?;
    let column = YamlLine::read(draft.line(header)).content + 2;
    let mut lines = Vec::new();
    for other in number..draft.len() {
        let text = draft.line(other);
        if is_entry(text.trim_start_matches([' ', '-'])) && blanks(text) < column {
            break;
        }
        if !text.trim().is_empty() && blanks(text) < column {
            lines.push((other, format!("{}{}", " ".repeat(column), text.trim_start())));
        }
    }
    let at = 0..text.len();
    (!lines.is_empty()).then_some(Cure { slip: Slip::Block, lines, at })
}
