//! How a text flows: indents that are for the eye, lines that are only broken to fit, addresses that nothing uses.

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Parser, RefDefs, Tag, TagEnd};

use super::prepared::Edit;
use super::signs::ends_sentence;
use super::words::{ends_block, is_block};
use super::{Doubt, DoubtKind, OPTIONS, Spanned};
use crate::units::han;

/// A line as short as this was not broken to fit.
const SHORT: usize = 20;

/// The changes by which Chinese lines that Markdown takes for code, since they are indented, become paragraphs.
pub(super) fn indented(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    if !text.contains("    ") && !text.contains('\t') {
        return edits;
    }
    let mut block: Option<Vec<std::ops::Range<usize>>> = None;
    for (event, range) in Parser::new_ext(text, OPTIONS).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => block = Some(Vec::new()),
            Event::End(TagEnd::CodeBlock) => {
                let lines = block.take().unwrap_or_default();
                if lines.iter().any(|line| han::is_chinese(&text[line.clone()])) {
                    free(text, &lines, &mut edits);
                }
            }
            Event::Text(_) => {
                if let Some(lines) = &mut block {
                    let mut start = range.start;
                    for line in text[range].split_inclusive('\n') {
                        lines.push(start..start + line.len());
                        start += line.len();
                    }
                }
            }
            _ => {}
        }
    }
    edits
}

/// Takes the indents away. A line behind a finished sentence begins a paragraph; a short one ends where it ends.
fn free(text: &str, lines: &[std::ops::Range<usize>], edits: &mut Vec<Edit>) {
    let mut above: Option<std::ops::Range<usize>> = None;
    for line in lines {
        let words = text[line.clone()].trim_start();
        if words.is_empty() {
            above = None;
            continue;
        }
        let head = text[..line.start].rfind('\n').map_or(0, |newline| newline + 1);
        let mut start = line.start;
        while start > head && line.start - start < 4 && matches!(text.as_bytes()[start - 1], b' ' | b'\t') {
            start -= 1;
            if text.as_bytes()[start] == b'\t' {
                break;
            }
        }
        let is_quoted = text[head..start].contains('>');
        let mut new = String::new();
        if let Some(above) = &above {
            let words = text[above.clone()].trim();
            if words.ends_with(ends_sentence) && !is_quoted {
                new.push('\n');
            } else if is_quoted || words.chars().count() < SHORT {
                let end = above.start + text[above.clone()].trim_end().len();
                edits.push(Edit { span: end..end, new: "  ".to_owned() });
            }
        }
        // A paragraph keeps the place that its container gives it.
        let own = &text[head..start];
        if new == "\n" {
            edits.push(Edit { span: head..head, new });
        }
        let end = line.end - words.len();
        if end > start {
            edits.push(Edit { span: head + own.len()..end, new: String::new() });
        }
        above = Some(line.clone());
    }
}

/// The text without the breaks at which nothing may stand.
pub(super) fn joined(events: Vec<Spanned<'_>>) -> Vec<Spanned<'_>> {
    let mut before = None;
    let mut kept = Vec::with_capacity(events.len());
    for at in 0..events.len() {
        let (event, range) = &events[at];
        match event {
            Event::SoftBreak => {
                let after = events[at + 1..].iter().take_while(|(event, _)| !ends_line(event)).find_map(first);
                if before.zip(after).is_some_and(|(before, after)| han::joins(before, after)) {
                    continue;
                }
            }
            event if ends_line(event) => before = None,
            Event::Text(words) | Event::Code(words) => before = words.chars().next_back().or(before),
            _ => {}
        }
        kept.push((event.clone(), range.clone()));
    }
    kept
}

fn first(event: &Spanned<'_>) -> Option<char> {
    match &event.0 {
        Event::Text(words) | Event::Code(words) => words.chars().next(),
        _ => None,
    }
}

/// Whether what stands before and behind belongs to different lines.
fn ends_line(event: &Event<'_>) -> bool {
    match event {
        Event::HardBreak | Event::Rule | Event::Html(_) => true,
        Event::Start(tag) => is_block(tag),
        Event::End(end) => ends_block(*end),
        _ => false,
    }
}

/// The definitions of addresses that no link names. `[//]: # (…)` is a way to leave a remark.
pub(super) fn unused_addresses(definitions: &RefDefs<'_>, events: &[Spanned<'_>]) -> Vec<Doubt> {
    let mut spans: Vec<_> = definitions
        .iter()
        .filter(|(_, definition)| &*definition.dest != "#")
        .filter(|(label, _)| {
            let is_it = |id: &str| id.to_lowercase() == label.to_lowercase();
            !events.iter().any(|(event, _)| match event {
                Event::Start(Tag::Link { link_type, id, .. } | Tag::Image { link_type, id, .. }) => {
                    !matches!(link_type, LinkType::Inline | LinkType::Autolink | LinkType::Email) && is_it(id)
                }
                _ => false,
            })
        })
        .map(|(_, definition)| definition.span.clone())
        .collect();
    spans.sort_by_key(|span| span.start);
    spans.into_iter().map(|span| Doubt { span, kind: DoubtKind::UnusedAddress }).collect()
}

/// The changes by which words behind a label and a colon stay words, where they can be no address: `[注]: 快报数`.
pub(super) fn labelled(text: &str) -> Vec<Edit> {
    let mut parser = Parser::new_ext(text, OPTIONS).into_offset_iter();
    parser.by_ref().for_each(drop);
    let definitions = parser.reference_definitions().iter();
    let words = definitions.filter(|(_, definition)| &*definition.dest != "#" && !is_address(&definition.dest));
    let mut places: Vec<usize> = words.map(|(_, definition)| definition.span.start).collect();
    places.sort_unstable();
    places.into_iter().map(|at| Edit { span: at..at, new: "\\".to_owned() }).collect()
}

/// Whether words can be an address: with a scheme, from the root or from here, or of a file.
fn is_address(words: &str) -> bool {
    let words = words.trim_start_matches('<').trim_end_matches('>');
    let scheme = words.split_once(':').map_or("", |(scheme, _)| scheme);
    let has_scheme = scheme.len() > 1 && scheme.bytes().all(|byte| byte.is_ascii_alphabetic());
    let ending = words.rsplit_once('.').map_or("", |(_, ending)| ending);
    let ending = ending.split(['/', '#', '?']).next().unwrap_or_default();
    let has_ending = (2..6).contains(&ending.len())
        && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && ending.bytes().any(|byte| byte.is_ascii_alphabetic());
    has_scheme
        || has_ending
        || words.starts_with(['/', '#', '.', '?'])
        || words.is_ascii() && words.contains('/') && words.contains(|c: char| c.is_ascii_alphabetic())
}
