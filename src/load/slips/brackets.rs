//! Brackets that are not closed, not opened, or missing around a list.

use std::ops::Range;

use super::Slip;
use super::flow::BracketRepair;
use super::line::YamlLine;

/// What the brackets of a line may lack.
pub(super) fn cures(line: &YamlLine<'_>) -> Vec<(Slip, (Range<usize>, String))> {
    let said = line.said();
    if let Some(flow) = line.flow() {
        let Some((text, mend)) = flow.balanced else { return Vec::new() };
        let same = line.text.bytes().zip(text.bytes()).take_while(|(one, other)| one == other).count();
        let at = (0..=same.min(line.text.len())).rev().find(|at| line.text.is_char_boundary(*at)).unwrap_or_default();
        let slip = match mend {
            BracketRepair::Closed(mark) => Slip::Unclosed(mark),
            BracketRepair::Dropped(mark) => Slip::Unopened(mark),
        };
        // What lacks is underlined at the bracket that waits for it, what is too much where it stands.
        let at = match mend {
            BracketRepair::Closed(_) => line.value.start..line.value.start + 1,
            BracketRepair::Dropped(_) => at..(at + 1).min(line.text.len()),
        };
        let opened = flow.opened.map(|text| (slip, (at.clone(), text)));
        return opened.into_iter().chain([(slip, (at, text))]).chain(placed(line)).collect();
    }
    let mut cures = Vec::new();
    let end = line.value.end.saturating_sub(1)..line.value.end;
    let mark = said.chars().next_back();
    if let Some((opening, mark)) = mark.and_then(|mark| Some((opening(mark)?, mark))) {
        let mut text = line.text.to_owned();
        text.insert(line.value.start, opening);
        cures.push((Slip::Unopened(mark), (end.clone(), text)));
        // `- quarter: 2020Q1, total: 5}`: what lacks stands before the first key.
        if opening == '{' && line.key.is_some() {
            let mut text = line.text.to_owned();
            text.insert(line.content, opening);
            cures.push((Slip::Unopened(mark), (end.clone(), text)));
        }
        cures.push((Slip::Unopened(mark), (end.clone(), line.replaced(&end, ""))));
    }
    let is_plain = !said.is_empty() && !said.contains(": ") && !said.starts_with(['"', '\'', '|', '>', '&', '*', '!']);
    if line.key.is_some() && is_plain {
        let items = said.split(['，', '、', ',', '；', ';']).map(str::trim).filter(|item| !item.is_empty());
        let list = format!("[{}]", items.collect::<Vec<_>>().join(", "));
        cures.push((Slip::NoList, (line.value.clone(), line.replaced(&line.value, &list))));
    }
    cures
}

/// So many places are tried at which a bracket may be missing.
const MOST_PLACES: usize = 48;

/// The line with the one bracket that it lacks, at each place where an item begins or ends: which one was meant the values
/// say.
fn placed(line: &YamlLine<'_>) -> Vec<(Slip, (Range<usize>, String))> {
    let (mut counts, mut starts, mut ends) = ([0_i32; 2], Vec::new(), Vec::new());
    let mut quote: Option<char> = None;
    let mut is_start = true;
    for (at, c) in line.said().char_indices().map(|(at, c)| (at + line.value.start, c)) {
        if let Some(open) = quote {
            quote = quote.filter(|_| c != open);
            continue;
        }
        if is_start && c != ' ' {
            starts.push(at);
            quote = Some(c).filter(|c| matches!(c, '"' | '\''));
        }
        let behind = &line.text[at + c.len_utf8()..];
        match c {
            '[' => counts[0] += 1,
            ']' => counts[0] -= 1,
            '{' => counts[1] += 1,
            '}' => counts[1] -= 1,
            _ => {}
        }
        if matches!(c, ',' | ']' | '}') {
            ends.push(at);
        }
        is_start = matches!(c, '[' | '{') || matches!(c, ',' | ':') && behind.starts_with(' ') || is_start && c == ' ';
    }
    ends.push(line.value.end);
    let (mark, places) = match counts {
        [1, 0] => (']', ends),
        [0, 1] => ('}', ends),
        [-1, 0] => ('[', starts),
        [0, -1] => ('{', starts),
        _ => return Vec::new(),
    };
    let slip = match mark {
        '[' => Slip::Unopened(']'),
        '{' => Slip::Unopened('}'),
        mark => Slip::Unclosed(mark),
    };
    let cure = |at: usize| {
        let mut text = line.text.to_owned();
        text.insert(at, mark);
        // What is underlined stands before the place, or behind it.
        let before = line.text[..at].char_indices().next_back().map(|(start, _)| start..at);
        let told = before.filter(|_| at > line.value.start).unwrap_or(line.value.start..line.value.start + 1);
        (slip, (told, text))
    };
    places.into_iter().take(MOST_PLACES).map(cure).collect()
}

fn opening(mark: char) -> Option<char> {
    match mark {
        ']' => Some('['),
        '}' => Some('{'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bracket_is_tried_where_an_item_begins_or_ends() {
        let tried = |text: &str| -> Vec<String> {
            placed(&YamlLine::read(text)).into_iter().map(|(_, (_, text))| text).collect()
        };
        let inner = tried("- {total: {year: 8, quarters: [1, 2], key_projects: {year: 5}}");
        assert!(
            inner.contains(&"- {total: {year: 8, quarters: [1, 2]}, key_projects: {year: 5}}".to_owned()),
            "{inner:?}"
        );
        let opened = tried("- {total: year: 8, quarters: [1, 2]}, b: c}");
        assert!(opened.contains(&"- {total: {year: 8, quarters: [1, 2]}, b: c}".to_owned()), "{opened:?}");
        let list = tried("- {lead: 甲, support: 乙, \"丙]\"], note: 丁}");
        assert!(list.contains(&"- {lead: 甲, support: [乙, \"丙]\"], note: 丁}".to_owned()), "{list:?}");
        assert_eq!(tried("- {a: [b], c: d}"), Vec::<String>::new());
    }
}
