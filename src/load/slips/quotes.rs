//! Values that need quotation marks, and quotation marks that are not in pairs.

use std::ops::Range;

use super::line::YamlLine;
use super::{Replacement, Slip, flow};

/// Marks that no text without quotes can begin with.
const MARKS: [char; 15] = ['[', '{', ']', '}', '!', '@', '%', '&', '*', '|', '>', '`', ',', '"', '\''];

/// A text in quotes: double ones, which most editors know, where it holds nothing that they would change.
pub(in crate::load) fn quoted(text: &str) -> String {
    if !text.contains(['"', '\\']) { format!("\"{text}\"") } else { format!("'{}'", text.replace('\'', "''")) }
}

/// What the quotation marks of a line may lack.
pub(super) fn cures(line: &YamlLine<'_>) -> Vec<(Slip, Replacement)> {
    let mut cures = Vec::new();
    let said = line.said();
    if let Some(flow) = line.flow() {
        cures.extend(within(line, &flow.items));
        cures.extend(unpaired_within(line));
        // A list or a mapping with text behind it was meant as a text, if as anything.
        let end = flow::end(line.text, line.value.start);
        let mark = said.chars().next().unwrap_or('[');
        if end.is_none_or(|end| end < line.value.end) {
            cures.push((Slip::Behind(mark), whole(line)));
        } else {
            cures.push((Slip::Begins(mark), whole(line)));
        }
        return cures;
    }
    cures.extend(
        marks(said).into_iter().map(|(slip, text)| (slip, (line.value.clone(), line.replaced(&line.value, &text)))),
    );
    if let Some(slip) = needs(said) {
        cures.push((slip, whole(line)));
    }
    // `name: a, b: c}`: what looks like a value goes on with entries; that is for the brackets.
    cures
}

/// The value as a whole in quotes.
fn whole(line: &YamlLine<'_>) -> Replacement {
    (line.value.clone(), line.replaced(&line.value, &quoted(line.said())))
}

/// Why a value outside of brackets needs quotes.
fn needs(said: &str) -> Option<Slip> {
    let first = said.chars().next()?;
    if (said.contains(" #") && !matches!(first, '"' | '\'')) || first == '#' {
        return Some(Slip::Hash);
    }
    // An anchor or an alias is refused as such: it is no text.
    let is_name = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_&*".contains(&byte));
    let named = said.split(' ').next().unwrap_or(said);
    let is_tag = first == '!' && said != named && named.len() > 1 && is_name(named.trim_start_matches('!'));
    if is_tag || (first == '&' && is_name(named) && named.len() > 1) || (first == '*' && is_name(said)) {
        return None;
    }
    if MARKS.contains(&first) {
        let is_quote = matches!(first, '"' | '\'');
        let is_in_order = is_quote && closes(said) == Some(said.len());
        return (!is_in_order).then_some(if is_quote { Slip::Behind(first) } else { Slip::Begins(first) });
    }
    if matches!(first, '-' | '?' | ':') && said[1..].starts_with([' ', '\u{3000}']) || said == "-" || said == "?" {
        return Some(Slip::Begins(first));
    }
    (said.contains(": ") || said.ends_with(':') || said.contains(":\t")).then_some(Slip::ColonWithin)
}

/// Where the quotation mark is closed that a text begins with.
fn closes(said: &str) -> Option<usize> {
    let mut marks = said.char_indices().peekable();
    let (_, mark) = marks.next()?;
    while let Some((at, c)) = marks.next() {
        if c == '\\' && mark == '"' {
            marks.next();
        } else if c == mark && (mark == '"' || marks.next_if(|&(_, next)| next == mark).is_none()) {
            return Some(at + 1);
        }
    }
    None
}

/// Quotation marks of a value that lack their partner, stand within each other, or hold a backslash.
fn marks(said: &str) -> Vec<(Slip, String)> {
    let mut cures = Vec::new();
    for mark in ['"', '\''] {
        let count = said.matches(mark).count();
        let (opens, closes) = (said.starts_with(mark), said.ends_with(mark) && said.len() > 1);
        let full_width = if mark == '"' { ['“', '”'] } else { ['‘', '’'] };
        match (opens, closes) {
            (true, false) if count == 1 => {
                cures.push((Slip::Unpaired, format!("{}{mark}", said.trim_end_matches(full_width))));
            }
            (false, true) if count == 1 => {
                cures.push((Slip::Unpaired, format!("{mark}{}", said.trim_start_matches(full_width))));
            }
            (true, true) => {
                let inner = &said[1..said.len() - 1];
                let is_nested = count % 2 == 1 || inner.ends_with(mark) || inner.starts_with(mark);
                if inner.contains(mark) && is_nested {
                    cures.push((Slip::Within, quoted(inner)));
                }
                if mark == '"' && inner.contains('\\') {
                    cures.push((Slip::Backslash, format!("'{}'", inner.replace('\'', "''"))));
                }
            }
            _ => {}
        }
    }
    cures
}

/// Texts within brackets that need quotes, all of a line at once.
fn within(line: &YamlLine<'_>, items: &[flow::FlowItem]) -> Option<(Slip, Replacement)> {
    let mut found: Vec<(Slip, Range<usize>)> = Vec::new();
    for (position, item) in items.iter().enumerate() {
        let said = &line.text[item.value.clone()];
        let is_text_behind_comma = item.in_braces
            && item.key.is_none()
            && super::line::word(said) == 0
            && !said.starts_with(|c: char| c.is_ascii_digit());
        if is_text_behind_comma && position > 0 {
            // `{title: 甲, 乙}`: the text goes on behind the comma.
            if let Some((slip, span)) = found.last_mut().filter(|(_, span)| span.end == items[position - 1].value.end) {
                (*slip, span.end) = (Slip::InBrackets, item.value.end);
            } else if items[position - 1].key.is_some() {
                found.push((Slip::InBrackets, items[position - 1].value.start..item.value.end));
            }
            continue;
        }
        let is_quoted = said.starts_with(['"', '\'']) && closes(said) == Some(said.len());
        let has_marks = !is_quoted && (said.contains(['[', ']', '{', '}']) || said.ends_with(['"', '\'']));
        match needs(said) {
            Some(slip) => found.push((slip, item.value.clone())),
            None if has_marks => found.push((Slip::InBrackets, item.value.clone())),
            None => {}
        }
    }
    let (slip, first) = found.first()?.clone();
    let mut text = line.text.to_owned();
    let mut behind = text.len();
    for (_, span) in found.iter().rev() {
        // Values that reach into one another are no list that could be mended so.
        if span.start > span.end || span.end > behind {
            return None;
        }
        let by = quoted(&line.text[span.clone()]);
        text.replace_range(span.clone(), &by);
        behind = span.start;
    }
    Some((slip, (first, text)))
}

/// A quotation mark within brackets that is not closed or not opened: its text ends before the next comma or bracket.
fn unpaired_within(line: &YamlLine<'_>) -> Vec<(Slip, Replacement)> {
    let value = &line.text[line.value.clone()];
    let mut cures = Vec::new();
    for mark in ['"', '\''] {
        if value.matches(mark).count() % 2 == 0 {
            continue;
        }
        for (at, _) in value.match_indices(mark) {
            let start = line.value.start + at;
            let opens = line.text[..start].trim_end().ends_with([':', ',', '[', '{']);
            let rest = &line.text[start + 1..line.value.end];
            if opens {
                let end = start + 1 + rest.find([',', ']', '}', mark]).unwrap_or(rest.len());
                if line.text[end..].starts_with(mark) {
                    continue;
                }
                let mut text = line.text.to_owned();
                text.insert(line.text[..end].trim_end().len(), mark);
                cures.push((Slip::Unpaired, (start..start + 1, text)));
            } else {
                let before = &line.text[line.value.start..start];
                let from = before.rfind([',', '[', '{']).map_or(0, |at| at + 1);
                let from = before[from..].rfind(": ").map_or(from, |at| from + at + 2);
                let from = line.value.start + from;
                let from = from + line.text[from..start].len() - line.text[from..start].trim_start().len();
                if line.text[from..start].contains(mark) {
                    continue;
                }
                let mut text = line.text.to_owned();
                text.insert(from, mark);
                cures.push((Slip::Unpaired, (start..start + 1, text)));
            }
        }
    }
    cures
}
