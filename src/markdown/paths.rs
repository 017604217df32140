//! Backslashes of paths belong to the text: `C:\新\*.xlsx`, `\\server\共享`. Markdown would take those before a sign for
//! escapes and drop them.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use super::OPTIONS;
use super::prepared::Edit;

/// The changes by which the backslashes of paths stay.
pub(super) fn kept(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find('\\').map(|found| at + found) {
        let Some(end) = path(text, found) else {
            // An escape is two characters long.
            let next = text[found + 1..].chars().next().map_or(0, char::len_utf8);
            at = found + 1 + next;
            continue;
        };
        let signs = text[found..end].char_indices().filter(|(_, c)| *c == '\\').map(|(at, _)| found + at);
        let loses = |at: &usize| text[at + 1..].starts_with(|c: char| c.is_ascii_punctuation());
        edits.extend(signs.filter(loses).map(|at| Edit { span: at..at, new: "\\".to_owned() }));
        at = end;
    }
    if !edits.is_empty() && text.contains('`') {
        let code = code(text);
        edits.retain(|edit| !code.iter().any(|code| code.contains(&edit.span.start)));
    }
    edits
}

/// Where the text is code, in which a backslash is one.
fn code(text: &str) -> Vec<Range<usize>> {
    let events = Parser::new_ext(text, OPTIONS).into_offset_iter();
    let is_code = |event: &Event<'_>| matches!(event, Event::Code(_) | Event::Start(Tag::CodeBlock(_)));
    events.filter(|(event, _)| is_code(event)).map(|(_, range)| range).collect()
}

/// Where the path ends whose first backslash this is, if it is one of a path.
fn path(text: &str, at: usize) -> Option<usize> {
    let (head, tail) = (&text[..at], &text[at..]);
    let mut before = head.chars().rev();
    let is_drive = before.next() == Some(':')
        && before.next().is_some_and(|c| c.is_ascii_alphabetic())
        && before.next().is_none_or(|c| !c.is_ascii_alphanumeric());
    let ends = |c: char| c.is_whitespace() || "，。；、：！？（）“”《》|<>\"`[]".contains(c);
    let length = tail.find(ends).unwrap_or(tail.len());
    let is_server = || {
        let host = tail.strip_prefix("\\\\").map(|rest| rest.split('\\').next().unwrap_or_default());
        host.is_some_and(|host| {
            !host.is_empty()
                && host.len() + 2 < length
                && host.chars().all(|c| c.is_ascii_alphanumeric() || ".-_".contains(c))
        })
    };
    (is_drive || is_server()).then_some(at + length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::words;

    #[test]
    fn backslashes_of_paths_stay_and_those_of_escapes_go() {
        for (text, said) in [
            (
                r"见C:\新\目录\*.xlsx和D:\_旧\(一)，另见\\server\共享\-a。",
                r"见C:\新\目录\*.xlsx和D:\_旧\(一)，另见\\server\共享\-a。",
            ),
            (r"见`C:\*`和C:\*。", r"见C:\*和C:\*。"),
            (r"甲\*乙\*、\[1\]、3\~5、\\后", r"甲*乙*、[1]、3~5、\后"),
        ] {
            assert_eq!(words(text), said);
        }
        assert_eq!(kept(r"甲\*乙 \\ 丙"), []);
    }
}
