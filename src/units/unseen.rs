//! Characters that nobody sees and that come along with copied text. Within a word they keep it from being found.

use std::borrow::Cow;
use std::ops::Range;

use super::han::is_cjk;

/// Whether a character has no width and says nothing: zero-width blanks and joiners, marks of direction, soft hyphens, byte
/// order marks.
pub fn is_unseen(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{ad}' | '\u{180e}' | '\u{34f}')
}

/// Where such characters stand in a text. A joiner between two signs or letters of other scripts is none of them: it makes
/// one sign of two (👩‍🌾).
pub fn unseen(text: &str) -> Vec<Range<usize>> {
    let is_other = |c: Option<char>| c.is_some_and(|c| !c.is_ascii() && !is_cjk(c) && !is_unseen(c));
    let joins = |at: usize, c: char| {
        matches!(c, '\u{200c}' | '\u{200d}')
            && is_other(text[..at].chars().next_back())
            && is_other(text[at + c.len_utf8()..].chars().next())
    };
    let found = text.char_indices().filter(|(_, c)| is_unseen(*c)).filter(|(at, c)| !joins(*at, *c));
    found.map(|(at, c)| at..at + c.len_utf8()).collect()
}

/// A text without such characters.
pub fn without_unseen(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unseen) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for span in unseen(text) {
        out.push_str(&text[from..span.start]);
        from = span.end;
    }
    out.push_str(&text[from..]);
    out.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_goes_and_signs_stay_whole() {
        for (text, seen) in [
            ("云\u{200b}窑", "云窑"),
            ("1\u{2060}2\u{ad}.5\u{feff}亿", "12.5亿"),
            ("云\u{200d}窑\u{200e}", "云窑"),
            ("农\u{1f469}\u{200d}\u{1f33e}\u{200d}", "农\u{1f469}\u{200d}\u{1f33e}"),
            ("می\u{200c}خواهم", "می\u{200c}خواهم"),
            ("云窑 小镇", "云窑 小镇"),
        ] {
            assert_eq!(without_unseen(text), seen, "{text:?}");
        }
    }
}
