//! Colons, dashes, blanks and full-width marks that give a line its structure.

use std::collections::BTreeSet;

use super::line::{YamlLine, word};
use super::{Cure, Replacement, Slip, flow};
use crate::load::draft::Draft;
use crate::load::typography;
use crate::units::{unseen, without_unseen};

pub(super) fn zero_width(line: &YamlLine<'_>) -> Option<Replacement> {
    let first = unseen(line.text).into_iter().next()?;
    Some((first, without_unseen(line.text).into_owned()))
}

/// All full-width marks of the line's structure, made ASCII one by one.
pub(super) fn full_width(line: &YamlLine<'_>) -> Option<(char, Replacement)> {
    let mut text = line.text.to_owned();
    let mut first = None;
    // Blanks of another kind before the line's content are for its indentation.
    while let Some(slip) = typography::structural_slip(&text, line.indentation..text.len()) {
        // The first one is never shifted by those behind it.
        first.get_or_insert((text[slip.span.clone()].chars().next()?, slip.span.clone()));
        text = slip.mended(&text);
        if text.len() > 4 * line.text.len() + 64 {
            return None;
        }
    }
    let (mark, span) = first?;
    Some((mark, (span, text)))
}

/// `key:value`, at the beginning of the line and within its brackets.
pub(super) fn blanks_behind_colons(line: &YamlLine<'_>) -> Option<Replacement> {
    let is_cut = |text: &str| {
        let key = word(text);
        let behind = text[key..].strip_prefix(':');
        // An address begins with `https://`.
        (key > 0
            && behind.is_some_and(|rest| !rest.is_empty() && !rest.starts_with([' ', '\t']) && !rest.starts_with("//")))
        .then_some(key + 1)
    };
    let mut places: Vec<usize> = Vec::new();
    if line.key.is_none()
        && let Some(at) = is_cut(&line.text[line.content..])
    {
        places.push(line.content + at);
    }
    let opens = line.text[line.content..].find(['[', '{']).map(|at| line.content + at);
    if let Some(from) = opens.filter(|from| line.key.is_none() || *from == line.value.start) {
        for item in flow::read(line.text, from).items {
            if let (true, None, Some(at)) = (item.in_braces, &item.key, is_cut(&line.text[item.value.clone()])) {
                places.push(item.value.start + at);
            }
        }
    }
    let first = *places.first()?;
    let mut text = line.text.to_owned();
    places.iter().rev().for_each(|at| text.insert(*at, ' '));
    Some((first - 1..first, text))
}

/// A field's name without a colon behind it, or with another mark.
pub(super) fn colon(line: &YamlLine<'_>, fields: &BTreeSet<String>) -> Option<Replacement> {
    let content = &line.text[line.content..];
    let key = word(content);
    if line.key.is_some() || key == 0 || !fields.contains(&content[..key]) {
        return None;
    }
    let rest = content[key..].trim_start();
    let rest = rest.strip_prefix(['=', '＝', ';', '；', '︰', '∶', '﹕', '.', '。', ',', '，']).unwrap_or(rest);
    let value = rest.trim_start();
    let gap = if value.is_empty() { "" } else { " " };
    let span = line.content..line.content + key;
    Some((span, format!("{}:{gap}{value}", &line.text[..line.content + key])))
}

/// `-item`, `· item` and the like, with the lines below that have the same slip.
pub(super) fn dashes(draft: &Draft, number: usize) -> Option<Cure> {
    let mended = |text: &str| {
        let indentation = text.len() - text.trim_start_matches(' ').len();
        let mark = text[indentation..].chars().next()?;
        let rest = &text[indentation + mark.len_utf8()..];
        let is_dash = mark == '-' && !rest.starts_with([' ', '-']) && !rest.is_empty();
        let is_bullet =
            matches!(mark, '·' | '•' | '●' | '▪' | '*' | '＊' | '－' | '—' | '–') && !rest.trim().is_empty();
        (is_dash || is_bullet).then(|| (indentation, mark, format!("{}- {}", &text[..indentation], rest.trim_start())))
    };
    let (indentation, mark, _) = mended(draft.line(number))?;
    let lines = (number..draft.len()).map_while(|other| {
        let (at, _, text) = mended(draft.line(other)).filter(|(_, other, _)| *other == mark)?;
        (at == indentation).then_some((other, text))
    });
    Some(Cure { slip: Slip::Dash, lines: lines.collect(), at: indentation..indentation + mark.len_utf8() })
}
