//! Full-width marks and tabs where YAML wants ASCII: the slips of Chinese input methods and of word processors.

use std::ops::Range;
use std::path::Path;

use crate::diagnostic::{Diagnostic, Message, Place};

/// A mark that looks right and is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Slip {
    pub span: Range<usize>,
    mark: char,
    wanted: &'static str,
}

/// What YAML wants instead of a full-width mark, and the marks' Chinese and English names.
fn wanted(mark: char) -> Option<(&'static str, &'static str, &'static str)> {
    Some(match mark {
        '：' => (":", "冒号", "colon"),
        '，' => (",", "逗号", "comma"),
        '“' | '”' | '＂' => ("\"", "双引号", "quotation mark"),
        '‘' | '’' | '＇' => ("'", "单引号", "quotation mark"),
        '［' | '【' => ("[", "方括号", "bracket"),
        '］' | '】' => ("]", "方括号", "bracket"),
        '｛' => ("{", "花括号", "brace"),
        '｝' => ("}", "花括号", "brace"),
        '－' | '—' | '–' => ("-", "连字符", "hyphen"),
        '＃' => ("#", "井号", "hash"),
        '\u{3000}' => (" ", "空格", "blank"),
        '\u{a0}' => (" ", "不间断空格", "no-break blank"),
        _ => return None,
    })
}

/// The first mark in a span that YAML would want in ASCII.
pub(super) fn slip(text: &str, span: Range<usize>) -> Option<Slip> {
    text[span.clone()].char_indices().find_map(|(at, mark)| {
        let (wanted, ..) = wanted(mark)?;
        let start = span.start + at;
        Some(Slip { span: start..start + mark.len_utf8(), mark, wanted })
    })
}

/// The full-width colon right behind a key: `name：云窑`. Only where a line begins so is it surely a slip.
pub(super) fn colon_behind_key(line: &str) -> Option<usize> {
    let key = line.trim_start_matches([' ', '-', '{']);
    let length = key.bytes().take_while(|byte| byte.is_ascii_lowercase() || *byte == b'_').count();
    (length > 0 && key[length..].starts_with('：')).then_some(line.len() - key.len() + length)
}

/// The colon slips of a whole text.
pub(super) fn colons(text: &str, within: Range<usize>) -> Vec<Slip> {
    let mut start = within.start;
    let mut slips = Vec::new();
    for line in text[within].split_inclusive('\n') {
        if let Some(at) = colon_behind_key(line) {
            slips.extend(slip(text, start + at..start + at + '：'.len_utf8()));
        }
        start += line.len();
    }
    slips
}

/// The tab in a line's indentation.
pub(super) fn tab_in_indentation(line: &str) -> Option<usize> {
    line.bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).position(|byte| byte == b'\t')
}

/// A tab where blanks are wanted, reported.
pub(super) fn tab(path: &Path, at: usize) -> Diagnostic {
    let place = Place::Span { start: at, end: at + 1 };
    let message = Message::new("缩进里有制表符（Tab）", "there is a tab in the indentation");
    Diagnostic::error("tab", path, place, message).with_hint(Message::new(
        "缩进只用空格，每级两个；多数编辑器可设“用空格代替 Tab”",
        "indent with blanks alone, two a level; most editors can write blanks for tabs",
    ))
}

/// A mark that YAML would need in ASCII to see a line's structure: after a key, around a value, within brackets.
pub(super) fn structural_slip(text: &str, line: Range<usize>) -> Option<Slip> {
    let whole = &text[line.clone()];
    let at = |start: usize, mark: char| slip(text, line.start + start..line.start + start + mark.len_utf8());
    let indentation = whole.len() - whole.trim_start_matches(' ').len();
    let first = whole[indentation..].chars().next()?;
    if matches!(first, '\u{3000}' | '\u{a0}' | '－' | '—' | '–' | '＃' | '［' | '｛' | '【') {
        return at(indentation, first);
    }
    let in_brackets = whole.contains(['[', '{', '［', '｛', '【']) || whole.contains([']', '}', '］', '｝', '】']);
    let mut before = ' ';
    for (start, mark) in whole.char_indices() {
        let structural = match mark {
            '：' => before.is_ascii_alphanumeric() || before == '_',
            '，' | '［' | '］' | '｛' | '｝' | '【' | '】' => in_brackets,
            '“' | '”' | '‘' | '’' | '＂' | '＇' => {
                in_brackets || whole.contains(['"', '\'']) || before == ' '
            }
            '\u{3000}' | '\u{a0}' => before == ':' || before == '-',
            _ => false,
        };
        if structural && let Some(slip) = at(start, mark) {
            return Some(slip);
        }
        before = mark;
    }
    None
}

impl Slip {
    /// The ASCII mark.
    pub(super) fn wanted(&self) -> &'static str {
        self.wanted
    }

    /// Whether text follows at its heels.
    pub(super) fn opens(&self) -> bool {
        matches!(self.mark, '“' | '‘' | '［' | '【' | '｛')
    }

    pub(super) fn diagnostic(&self, path: &Path) -> Diagnostic {
        let (_, zh, en) = wanted(self.mark).unwrap_or(("", "符号", "mark"));
        let place = Place::Span { start: self.span.start, end: self.span.end };
        let shown = shown(self.mark);
        let message = Message::new(
            format!("这里的{zh}“{shown}”是全角符号，YAML 要用半角的 {}", named(self.wanted, true)),
            format!("the {en} `{shown}` is full-width; YAML wants the ASCII {}", named(self.wanted, false)),
        );
        Diagnostic::error("full-width", path, place, message).with_hint(self.hint())
    }

    /// The cure.
    pub(super) fn hint(&self) -> Message {
        let mark = shown(self.mark);
        let behind = self.wanted == ":" || self.wanted == ",";
        let (zh, en) = if behind { ("，其后空一格", ", followed by a blank") } else { ("", "") };
        Message::new(
            format!(
                "切换到英文输入法，把“{mark}”改为 {}{zh}；若本是文字内容，请给整个值加英文引号",
                named(self.wanted, true)
            ),
            format!(
                "switch to the English input method and write {} for `{mark}`{en}; if it belongs to the text, put the whole value in ASCII quotes",
                named(self.wanted, false)
            ),
        )
    }
}

fn shown(mark: char) -> String {
    if mark.is_whitespace() { format!("U+{:04X}", mark as u32) } else { mark.to_string() }
}

fn named(mark: &str, chinese: bool) -> String {
    match (mark, chinese) {
        (" ", true) => "空格".to_owned(),
        (" ", false) => "blank".to_owned(),
        (mark, true) => mark.to_owned(),
        (mark, false) => format!("`{mark}`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colons_behind_keys_are_slips_and_others_are_text() {
        assert_eq!(colon_behind_key("  - name：云窑"), Some(8));
        assert_eq!(colon_behind_key("  - name: 说明：云窑"), None);
        assert_eq!(colon_behind_key("说明：云窑"), None);
        assert_eq!(tab_in_indentation("  \tname: a"), Some(2));
        assert_eq!(tab_in_indentation("  name:\ta"), None);
    }
}
