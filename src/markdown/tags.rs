//! HTML tags that have a mark in Markdown: a pair without attributes is read as that mark, `<br>` as the end of a line. All
//! others stay what they are, and pages show them as text.

use pulldown_cmark::{Event, Tag};

use super::Spanned;

/// What a pair of tags of this name is.
fn mark(name: &str) -> Option<Tag<'static>> {
    Some(match name {
        "b" | "strong" => Tag::Strong,
        "i" | "em" => Tag::Emphasis,
        "s" | "del" | "strike" => Tag::Strikethrough,
        "sup" => Tag::Superscript,
        "sub" => Tag::Subscript,
        _ => return None,
    })
}

/// The name of a tag without attributes.
fn name(html: &str) -> Option<String> {
    let name = html.strip_prefix('<')?.strip_suffix('>')?.trim_end().trim_end_matches('/').trim_end();
    name.bytes().all(|byte| byte.is_ascii_alphabetic()).then(|| name.to_ascii_lowercase())
}

/// Reads the tags within lines of text.
pub(super) fn pair_tags(mut events: Vec<Spanned<'_>>) -> Vec<Spanned<'_>> {
    // What is open here, with the tags that wait for their ends in it.
    let mut open: Vec<Vec<(usize, String)>> = vec![Vec::new()];
    for at in 0..events.len() {
        match &events[at].0 {
            Event::Start(_) => open.push(Vec::new()),
            Event::End(_) => _ = open.pop(),
            Event::InlineHtml(html) => {
                let Some(waiting) = open.last_mut() else { continue };
                if let Some(name) = name(html) {
                    if name == "br" {
                        events[at].0 = Event::HardBreak;
                    } else if mark(&name).is_some() {
                        waiting.push((at, name));
                    }
                } else if let Some(name) = html.strip_prefix("</").and_then(name_of_end) {
                    let found = waiting.iter().rposition(|(_, waits)| *waits == name);
                    if let (Some(found), Some(mark)) = (found, mark(&name)) {
                        let begin = waiting[found].0;
                        waiting.truncate(found);
                        events[at].0 = Event::End(mark.to_end());
                        events[begin].0 = Event::Start(mark);
                    }
                }
            }
            _ => {}
        }
    }
    events
}

fn name_of_end(rest: &str) -> Option<String> {
    let name = rest.strip_suffix('>')?.trim_end();
    name.bytes().all(|byte| byte.is_ascii_alphabetic()).then(|| name.to_ascii_lowercase())
}
