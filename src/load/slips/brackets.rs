//! Brackets that are not closed, not opened, or missing around a list.

use std::ops::Range;

use super::Slip;
use super::flow::Mend;
use super::line::Line;

/// What the brackets of a line may lack.
pub(super) fn cures(line: &Line<'_>) -> Vec<(Slip, (Range<usize>, String))> {
    let said = line.said();
    if let Some(flow) = line.flow() {
        let Some((text, mend)) = flow.balanced else { return Vec::new() };
        let same = line.text.bytes().zip(text.bytes()).take_while(|(one, other)| one == other).count();
        let at = (0..=same.min(line.text.len())).rev().find(|at| line.text.is_char_boundary(*at)).unwrap_or_default();
        let slip = match mend {
            Mend::Closed(mark) => Slip::Unclosed(mark),
            Mend::Dropped(mark) => Slip::Unopened(mark),
        };
        // What lacks is underlined at the bracket that waits for it, what is too much where it stands.
        let at = match mend {
            Mend::Closed(_) => line.value.start..line.value.start + 1,
            Mend::Dropped(_) => at..(at + 1).min(line.text.len()),
        };
        let opened = flow.opened.map(|text| (slip, (at.clone(), text)));
        return opened.into_iter().chain([(slip, (at, text))]).collect();
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

fn opening(mark: char) -> Option<char> {
    match mark {
        ']' => Some('['),
        '}' => Some('{'),
        _ => None,
    }
}
