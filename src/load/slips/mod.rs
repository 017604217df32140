//! Slips of the hand in YAML, one kind each, with the line as it was meant. Whether a cure cures is for the reader to try.

mod brackets;
mod flow;
mod indentation;
mod line;
mod marks;
mod quotes;

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;

use super::draft::Draft;
use crate::diagnostic::{Diagnostic, Message, Place};
pub(super) use line::YamlLine;

/// Bytes of a line and what belongs in their place.
type Replacement = (Range<usize>, String);

/// A kind of slip, the most certain ones first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Slip {
    /// A character that nobody sees.
    ZeroWidth,
    /// A full-width mark, or a blank of another kind, where YAML wants the ASCII one.
    FullWidth(char),
    /// No blank behind the colon.
    BlankBehindColon,
    /// Another mark, or none, in the place of the colon.
    Colon,
    /// No blank behind the dash, or another mark in its place.
    Dash,
    /// A quotation mark lacks its partner.
    Unpaired,
    /// Quotation marks within a text that stands in such marks.
    Within,
    /// A backslash in double quotation marks.
    Backslash,
    /// A bracket is not closed.
    Unclosed(char),
    /// A bracket is closed that was not opened.
    Unopened(char),
    /// A hash behind a blank, with the text at its heels.
    Hash,
    /// A colon and a blank within a value.
    ColonWithin,
    /// A value begins with a mark that says something in YAML.
    Begins(char),
    /// Text behind a value that is closed.
    Behind(char),
    /// A comma or a bracket within a text that stands in brackets.
    InBrackets,
    /// Several words where a list is wanted.
    NoList,
    /// Text below `|` or `>` that is not indented.
    Block,
    /// The line begins in another column than its neighbours: how many blanks it should begin with.
    Indentation(usize),
    /// The same, where it begins with blanks of another kind.
    Margin(char, usize),
}

/// A slip with its cure.
#[derive(Clone, Debug)]
pub(super) struct Cure {
    pub slip: Slip,
    /// The lines as they were meant, by number; the first one is the one that is told.
    pub lines: Vec<(usize, String)>,
    /// What is underlined in the first line, as it is now.
    pub at: Range<usize>,
}

/// What may be wrong with a line, tried in this order.
pub(super) fn of(draft: &Draft, number: usize, fields: &BTreeSet<String>) -> Vec<Cure> {
    let line = YamlLine::read(draft.line(number));
    if line.content == line.text.len() || line.text[line.indentation..].starts_with('#') {
        return Vec::new();
    }
    let mut cures = Vec::new();
    let mut one = |slip, (at, text): (Range<usize>, String)| {
        if text != line.text {
            cures.push(Cure { slip, lines: vec![(number, text)], at });
        }
    };
    marks::zero_width(&line).into_iter().for_each(|cure| one(Slip::ZeroWidth, cure));
    marks::full_width(&line).into_iter().for_each(|(mark, cure)| one(Slip::FullWidth(mark), cure));
    marks::blanks_behind_colons(&line).into_iter().for_each(|cure| one(Slip::BlankBehindColon, cure));
    marks::colon(&line, fields).into_iter().for_each(|cure| one(Slip::Colon, cure));
    quotes::cures(&line).into_iter().for_each(|(slip, cure)| one(slip, cure));
    brackets::cures(&line).into_iter().for_each(|(slip, cure)| one(slip, cure));
    cures.extend(marks::dashes(draft, number));
    cures.extend(indentation::block(draft, number, fields));
    cures
}

/// Columns in which a line may have been meant to begin.
pub(super) use indentation::{cures as of_indentation, is_odd};

/// Whether a text begins like an entry, with or without a blank behind its colon.
pub(super) fn begins_entry(text: &str) -> bool {
    let key = line::word(text);
    key > 0 && text[key..].starts_with(':') && !text[key..].starts_with("://")
}

/// Whether a hash opens a note: a blank or a row of marks stands behind it, not words at its heels.
pub(super) fn is_note(text: &str) -> bool {
    let behind = text.trim_start_matches('#').chars().next();
    behind.is_none_or(|c| !c.is_alphanumeric() && !"“‘《（(【「『\"'".contains(c))
}

impl Cure {
    /// What the editor is told. `mended` is the line as it is in the end, where other slips of it are mended, too.
    pub(super) fn diagnostic(&self, path: &Path, written: Range<usize>, mended: &str) -> Diagnostic {
        let rule = if matches!(self.slip, Slip::FullWidth(_) | Slip::Margin(..)) { "full-width" } else { "yaml" };
        let place = Place::Span { start: written.start, end: written.end };
        let (message, cure) = self.slip.words();
        Diagnostic::error(rule, path, place, message).with_hint(copied(&cure, mended))
    }
}

/// A cure with the line to copy.
pub(super) fn copied(cure: &Message, line: &str) -> Message {
    let line = line.trim();
    message!("{}：{line}"(cure.zh), "{}: `{line}`"(cure.en))
}

impl Slip {
    /// What is wrong, and what leads to the line to copy.
    fn words(self) -> (Message, Message) {
        let quotes = || message!("请给整个值加英文引号，这一行改为", "put the whole value in quotes; write");
        let write = || message!("这一行改为", "write");
        match self {
            Self::ZeroWidth => (
                message!("这里有看不见的零宽字符", "an invisible character of no width stands here"),
                message!("请删去后重新输入，这一行改为", "delete it and type the words again; write"),
            ),
            Self::FullWidth(mark) => super::typography::words(mark),
            Self::BlankBehindColon => (message!("冒号后面缺空格", "a blank is missing behind the colon"), write()),
            Self::Colon => (message!("这一行缺少冒号", "a colon is missing in this line"), write()),
            Self::Dash => (
                message!("列表项应以“- ”（连字符加空格）开头", "an item of a list begins with a hyphen and a blank"),
                write(),
            ),
            Self::Unpaired => (message!("引号没有配对", "a quotation mark lacks its partner"), write()),
            Self::Within => {
                (message!("引号里面又有同样的引号", "the same quotation marks stand within quotation marks"), write())
            }
            Self::Backslash => (
                message!("双引号里的反斜杠“\\”会改变后面的字", "a backslash in double quotes changes what follows it"),
                message!("请改用单引号，这一行改为", "use single quotes; write"),
            ),
            Self::Unclosed(mark) => {
                (message!("括号没有配对，缺少“{mark}”", "a bracket is not closed: `{mark}` is missing"), write())
            }
            Self::Unopened(mark) => (
                message!("括号没有配对，多了“{mark}”或前面少了开括号", "`{mark}` closes a bracket that is not open"),
                write(),
            ),
            Self::Hash => (
                message!(
                    "“ #”后面的文字被当作说明，不会显示",
                    "what stands behind ` #` is taken for a note and not shown"
                ),
                quotes(),
            ),
            Self::ColonWithin => (
                message!("值里有“: ”，这里不能再有冒号", "the value holds `: `; a colon is not allowed here"),
                quotes(),
            ),
            Self::Begins(mark) => (
                message!(
                    "值不能以“{mark}”开头：这个符号在 YAML 里另有含义",
                    "a value cannot begin with `{mark}`, which means something else in YAML"
                ),
                quotes(),
            ),
            Self::Behind(mark) => (
                message!(
                    "值以“{mark}”开头，它的另一半后面还有文字",
                    "the value begins with `{mark}`, and text stands behind its partner"
                ),
                quotes(),
            ),
            Self::InBrackets => (
                message!(
                    "括号里的文字中有逗号、括号或引号，会被拆开",
                    "a text within brackets holds a comma, a bracket or a quotation mark, which cuts it"
                ),
                message!("请给这段文字加英文引号，这一行改为", "put that text in quotes; write"),
            ),
            Self::NoList => {
                (message!("这里应是一个列表，写的是一段文字", "a list is wanted here, and a text is written"), write())
            }
            Self::Block => (
                message!("“|”下面的文字没有缩进", "the text below `|` is not indented"),
                message!(
                    "文字的每一行行首加空格，与上一级对齐后再缩进两格，例如",
                    "indent each line of the text by two more blanks; write"
                ),
            ),
            Self::Margin(mark, blanks) => (super::typography::words(mark).0, Self::Indentation(blanks).words().1),
            Self::Indentation(blanks) => (
                message!(
                    "缩进不对：这一行与同级各项没有对齐",
                    "the indentation is wrong: the line is not aligned with its neighbours"
                ),
                message!("行首应有{blanks}个空格，改为", "begin the line with {blanks} blanks; write"),
            ),
        }
    }
}
