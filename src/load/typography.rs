//! Full-width marks and tabs where YAML wants ASCII: the slips of Chinese input methods and of word processors.

use std::ops::Range;
use std::path::Path;

use crate::diagnostic::{Diagnostic, Message, Place};
use crate::language::Pair;

/// So many lines are named one by one.
const TOLD: usize = 6;

/// A mark that looks right and is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LookalikeMark {
    pub span: Range<usize>,
    mark: char,
    wanted: &'static str,
}

/// What YAML wants instead of a full-width mark, and the marks' Chinese and English names.
fn wanted(mark: char) -> Option<(&'static str, Pair)> {
    Some(match mark {
        '：' => (":", pair!("冒号", "colon")),
        '，' => (",", pair!("逗号", "comma")),
        '、' => (",", pair!("顿号", "comma")),
        '“' | '”' | '＂' => ("\"", pair!("双引号", "quotation mark")),
        '‘' | '’' | '＇' => ("'", pair!("单引号", "quotation mark")),
        '［' | '【' => ("[", pair!("方括号", "bracket")),
        '］' | '】' => ("]", pair!("方括号", "bracket")),
        '｛' => ("{", pair!("花括号", "brace")),
        '｝' => ("}", pair!("花括号", "brace")),
        '－' | '—' | '–' => ("-", pair!("连字符", "hyphen")),
        '＃' => ("#", pair!("井号", "hash")),
        '\u{3000}' => (" ", pair!("全角空格", "full-width blank")),
        '\u{a0}' => (" ", pair!("不间断空格", "no-break blank")),
        _ => return None,
    })
}

/// The first mark in a span that YAML would want in ASCII.
pub(super) fn slip(text: &str, span: Range<usize>) -> Option<LookalikeMark> {
    text[span.clone()].char_indices().find_map(|(at, mark)| {
        let (wanted, _) = wanted(mark)?;
        let start = span.start + at;
        Some(LookalikeMark { span: start..start + mark.len_utf8(), mark, wanted })
    })
}

/// The full-width colon right behind a key: `name：云窑`. Only where a line begins so is it surely a slip.
pub(super) fn colon_behind_key(line: &str) -> Option<usize> {
    let key = line.trim_start_matches([' ', '-', '{']);
    let length = key.bytes().take_while(|byte| byte.is_ascii_lowercase() || *byte == b'_').count();
    (length > 0 && key[length..].starts_with('：')).then_some(line.len() - key.len() + length)
}

/// Full-width commas within the brackets of a list, where the list then has one item in place of several. Only lists
/// that are an entry's value in its own line are looked at, and no item in quotes.
pub(super) fn commas_in_lists(text: &str, within: Range<usize>) -> Vec<LookalikeMark> {
    let mut slips = Vec::new();
    let mut start = within.start;
    for line in text[within].split_inclusive('\n') {
        let is_entry = line.trim_start_matches([' ', '-', '{']).starts_with(|c: char| c.is_ascii_lowercase());
        for (opening, _) in line.match_indices(": [").filter(|_| is_entry) {
            let mut at = start + opening + 3;
            let list = line[opening + 3..].split(']').next().unwrap_or_default();
            // Items that are mappings hold sentences, where such a comma belongs to the text.
            if list.trim_start().starts_with('{') {
                continue;
            }
            for item in list.split(',') {
                let is_plain = !item.trim_start().starts_with(['"', '\'', '{']);
                slips.extend(item.find(['，', '、']).filter(|_| is_plain).and_then(|comma| {
                    let mark = item[comma..].chars().next()?;
                    slip(text, at + comma..at + comma + mark.len_utf8())
                }));
                at += item.len() + 1;
            }
        }
        start += line.len();
    }
    slips
}

/// The tab in a line's indentation.
pub(super) fn tab_in_indentation(line: &str) -> Option<usize> {
    line.bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).position(|byte| byte == b'\t')
}

/// Tabs where blanks are wanted, reported once a file, at the first: one cure mends them all. `places` are theirs in the
/// text, at least one.
pub(super) fn tabs(path: &Path, text: &str, places: &[usize]) -> Diagnostic {
    let first = places.first().copied().unwrap_or_default();
    let place = Place::Span { start: first, end: first + 1 };
    let lines: Vec<String> = places.iter().map(|at| (text[..*at].matches('\n').count() + 1).to_string()).collect();
    let message = match lines.len() {
        0 | 1 => message!("缩进里有制表符（Tab）", "there is a tab in the indentation"),
        count => {
            let told = &lines[..count.min(TOLD)];
            let Pair { zh, en } = if count > TOLD { pair!("等", " …") } else { pair!("", "") };
            message!(
                "缩进里有制表符（Tab），共{count}行：第{}{zh}行"(told.join("、")),
                "there are tabs in the indentation of {count} lines: {}{en}"(told.join(", "))
            )
        }
    };
    Diagnostic::error("tab", path, place, message).with_hint(message!(
        "缩进只用空格，每级两个；多数编辑器可设“用空格代替 Tab”",
        "indent with blanks alone, two a level; most editors can write blanks for tabs"
    ))
}

/// A mark that YAML would need in ASCII to see a line's structure: after a key, around a value, within brackets.
pub(super) fn structural_slip(text: &str, line: Range<usize>) -> Option<LookalikeMark> {
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

/// What is said of a mark that looks right and is not, and what leads to the line to copy.
pub(super) fn words(mark: char) -> (Message, Message) {
    let (ascii, Pair { zh, en }) = wanted(mark).unwrap_or(("", pair!("符号", "mark")));
    if ascii == " " {
        let code = mark as u32;
        return (
            message!(
                "这里的{zh}（U+{code:04X}）不是半角空格，YAML 不认",
                "the {en} U+{code:04X} here is not the ASCII blank that YAML wants"
            ),
            message!("请删去，改用键盘上的空格，这一行改为", "delete it and type a blank; write"),
        );
    }
    (
        message!(
            "这里的{zh} {mark} 是全角的，YAML 要用半角的 {ascii}",
            "the {en} `{mark}` is full-width; YAML wants the ASCII `{ascii}`"
        ),
        message!(
            "请切换到英文输入法；若本来就是文字内容，请给整个值加英文引号。这一行改为",
            "switch to the English input method; if it belongs to the text, put the whole value in quotes. Write"
        ),
    )
}

impl LookalikeMark {
    /// Whether the mark gives a line its structure, so that nothing else can be meant by it.
    pub(super) fn is_structure(&self) -> bool {
        matches!(self.wanted, ":" | "[" | "]" | "{" | "}")
    }

    /// The mark in a list that is read all the same: it may belong to the text.
    pub(super) fn doubt(&self, path: &Path) -> Diagnostic {
        let place = Place::Span { start: self.span.start, end: self.span.end };
        let message = message!(
            "方括号里的 {} 不分隔各项，这里只算一项",
            "`{}` does not separate the items of a list; this counts as one item",
            self.mark
        );
        Diagnostic::warning("full-width", path, place, message).with_hint(self.hint())
    }

    /// The text with the ASCII mark in its place, and a blank behind a colon or a comma.
    pub(super) fn mended(&self, text: &str) -> String {
        let (before, behind) = (&text[..self.span.start], &text[self.span.end..]);
        match self.wanted {
            // A row of blanks of the wrong kind is one gap.
            " " => {
                let gap = if before.ends_with(' ') { "" } else { " " };
                format!("{before}{gap}{}", behind.trim_start_matches(['\u{3000}', '\u{a0}', ' ']))
            }
            ":" | "," | "-" if !behind.is_empty() => format!("{before}{} {}", self.wanted, behind.trim_start()),
            wanted => format!("{before}{wanted}{behind}"),
        }
    }

    pub(super) fn diagnostic(&self, path: &Path) -> Diagnostic {
        let place = Place::Span { start: self.span.start, end: self.span.end };
        let (message, _) = words(self.mark);
        Diagnostic::error("full-width", path, place, message).with_hint(self.hint())
    }

    /// The cure.
    pub(super) fn hint(&self) -> Message {
        if self.wanted == " " {
            return message!("请删去，改用键盘上的空格", "delete it and type a blank");
        }
        let behind = self.wanted == ":" || self.wanted == ",";
        let Pair { zh, en } =
            if behind { pair!("（其后空一格）", " followed by a blank") } else { pair!("", "") };
        message!(
            "请切换到英文输入法，把 {} 改为 {}{zh}；若本来就是文字内容，请给整个值加英文引号"(
                self.mark,
                self.wanted
            ),
            "switch to the English input method and write `{}`{en} for `{}`; if it belongs to the text, put the whole value in ASCII quotes"(
                self.wanted,
                self.mark
            )
        )
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

    #[test]
    fn commas_in_lists_are_doubted_unless_in_quotes() {
        let count = |text: &str| commas_in_lists(text, 0..text.len()).len();
        assert_eq!(count("  support: [市科技局，市文旅局, 市经信局]\n"), 1);
        assert_eq!(count("  - {lead: a, support: [市科技局、市文旅局]}\n"), 1);
        assert_eq!(count("  support: [\"甲，乙\", 丙]\n"), 0);
        assert_eq!(count("photos: [{file: a.jpg, alt: 甲，乙}]\n"), 0);
        assert_eq!(count("说明：[甲，乙]\nsummary: 甲，乙\n"), 0);
    }
}
