//! Lines as Chinese editors write them → lines that Markdown reads as they are meant: headings without a blank behind the
//! marks or with wide ones, dots and dashes of word processors as lists, full-width tables, numbered lines, indented
//! paragraphs; and signs at the head of a line that belong to the words: `>5万`, `2022. 3月`, `[注]: 说明`.

use std::ops::Range;

use super::prepared::Edit;
use super::signs::{ends_sentence, is_digit};
use crate::units::han::is_ideograph;

/// A line without its end.
struct SourceLine<'t> {
    start: usize,
    text: &'t str,
    /// Within code or a comment.
    is_verbatim: bool,
    /// Within a list.
    is_listed: bool,
}

/// The changes by which lines become empty that look so.
pub(super) fn emptied(text: &str) -> Vec<Edit> {
    let is_seen = |line: &&SourceLine<'_>| line.is_empty() && line.text.contains(|c| !matches!(c, ' ' | '\t'));
    let lines = lines(text);
    lines
        .iter()
        .filter(|line| !line.is_verbatim)
        .filter(is_seen)
        .map(|line| line.edit(0..line.text.len(), ""))
        .collect()
}

/// The changes by which the lines of a text are read as they are meant.
pub(super) fn edits(text: &str, is_chinese: bool) -> Vec<Edit> {
    let lines = lines(text);
    let mut edits = Vec::new();
    for at in 0..lines.len() {
        if lines[at].is_verbatim {
            continue;
        }
        edits.extend(number_or_sign(&lines, at));
        edits.extend(attributes(&lines[at]));
        if is_chinese {
            edits.extend(chinese(&lines, at));
        }
    }
    if is_chinese {
        bullets(&lines, &mut edits);
        tables(&lines, &mut edits);
    }
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let mut end = 0;
    edits.retain(|edit| {
        let is_free = edit.span.start >= end;
        end = if is_free { edit.span.end } else { end };
        is_free
    });
    edits
}

impl SourceLine<'_> {
    fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// An edit of bytes of the line.
    fn edit(&self, span: Range<usize>, new: impl Into<String>) -> Edit {
        Edit { span: self.start + span.start..self.start + span.end, new: new.into() }
    }

    /// The blanks of any width before its words, and its words.
    fn split(&self) -> (&str, &str) {
        let words = self.text.trim_start_matches(is_blank);
        self.text.split_at(self.text.len() - words.len())
    }

    fn is_empty(&self) -> bool {
        self.split().1.is_empty()
    }

    /// Whether it is nothing but words of a paragraph, as far as one line can tell.
    fn is_plain(&self) -> bool {
        let words = self.split().1;
        !self.is_verbatim
            && !words.is_empty()
            && !words.starts_with(['#', '＃', '|', '｜', '>', '<', '`'])
            && marker(words).is_none()
    }
}

/// Blanks that are no ends of lines; what stands at the head of pasted lines without being seen among them.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// The lines of a text, with what they are part of.
fn lines(text: &str) -> Vec<SourceLine<'_>> {
    let mut lines: Vec<SourceLine<'_>> = Vec::new();
    let mut start = 0;
    let mut fence: Option<(char, usize)> = None;
    let mut is_comment = false;
    let mut is_listed = false;
    for whole in text.split_inclusive('\n') {
        let line = whole.strip_suffix('\n').unwrap_or(whole);
        let line = line.strip_suffix('\r').unwrap_or(line);
        let words = line.trim_start_matches([' ', '\t']);
        let indent = line.len() - words.len();
        let mark = words.chars().next().filter(|mark| matches!(mark, '`' | '~'));
        let run = mark.map_or(0, |mark| words.len() - words.trim_start_matches(mark).len());
        let mut is_verbatim = fence.is_some() || is_comment;
        match (fence, mark) {
            (Some((open, length)), Some(mark)) if mark == open && run >= length && words[run..].trim().is_empty() => {
                fence = None;
            }
            (None, Some(mark)) if run > 2 && !is_comment && (mark == '~' || !words[run..].contains('`')) => {
                (fence, is_verbatim) = (Some((mark, run)), true);
            }
            _ => {}
        }
        if fence.is_none() && (is_comment || words.contains("<!--")) {
            let rest = if is_comment { Some(words) } else { words.rsplit_once("<!--").map(|(_, rest)| rest) };
            is_comment = rest.is_some_and(|rest| !rest.contains("-->"));
            is_verbatim = true;
        }
        let was_empty = lines.last().is_none_or(SourceLine::is_empty);
        is_listed = marker(words).is_some() && (indent < 4 || is_listed)
            || is_listed && (words.trim().is_empty() || indent > 1 || !was_empty);
        lines.push(SourceLine { start, text: line, is_verbatim, is_listed });
        start += whole.len();
    }
    lines
}

/// The length of a list's mark at the head of words.
fn marker(words: &str) -> Option<usize> {
    let digits = words.len() - words.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let length = match digits {
        0 if words.starts_with(['-', '*', '+']) => 1,
        1..=3 if words[digits..].starts_with(['.', ')']) => digits + 1,
        _ => return None,
    };
    words[length..].starts_with([' ', '\t']).then_some(length)
}

/// A number that is no item's (a year), a sign that is no quotation's (above five).
fn number_or_sign(lines: &[SourceLine<'_>], at: usize) -> Option<Edit> {
    let line = &lines[at];
    let words = line.text.trim_start_matches(' ');
    let head = line.text.len() - words.len();
    if head > 3 {
        return None;
    }
    let escape = |at: usize| Some(line.edit(head + at..head + at, "\\"));
    let digits = words.len() - words.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if (4..10).contains(&digits) && words[digits..].starts_with(['.', ')']) {
        return escape(digits);
    }
    if let Some(rest) = words.strip_prefix('>') {
        let is_quoted = |line: &&SourceLine<'_>| line.text.trim_start().starts_with('>');
        let is_figure = |rest: &str| is_digit(rest.chars().next()) || rest.starts_with(['=', '＝']);
        let says_figure = |line: &SourceLine<'_>| line.text.trim_start().strip_prefix('>').is_some_and(is_figure);
        // A quotation has a line that begins otherwise.
        let above = lines[..at].iter().rev().take_while(is_quoted);
        let is_all = above.chain(lines[at..].iter().take_while(is_quoted)).all(says_figure);
        return if is_figure(rest) && is_all { escape(0) } else { None };
    }
    None
}

/// Attributes behind a heading, which pages do not have. Other words in braces stay.
fn attributes(line: &SourceLine<'_>) -> Option<Edit> {
    let words = line.text.trim_end();
    let inner = words.strip_suffix('}').filter(|_| line.text.trim_start().starts_with('#'))?;
    let at = inner.rfind('{')?;
    let mut tokens = inner[at + 1..].split_whitespace().peekable();
    tokens.peek()?;
    let is_name = |name: &str| name.starts_with(|c: char| c.is_ascii_alphabetic());
    let is_attribute = |token: &str| {
        token
            .strip_prefix(['#', '.'])
            .map_or_else(|| token.split_once('=').is_some_and(|(key, _)| is_name(key)), is_name)
    };
    tokens.all(is_attribute).then(|| line.edit(at..line.text.len(), ""))
}

/// What is changed at a line of a Chinese text that stands by itself.
fn chinese(lines: &[SourceLine<'_>], at: usize) -> Vec<Edit> {
    let line = &lines[at];
    let (blanks, words) = line.split();
    if words.is_empty() {
        return Vec::new();
    }
    if let Some(edit) = heading(line, blanks, words) {
        return vec![edit];
    }
    let Some(before) = at.checked_sub(1).map(|before| &lines[before]).filter(|before| !before.is_empty()) else {
        return Vec::new();
    };
    if let Some(edit) = rule(lines, at) {
        return vec![edit];
    }
    let ends = before.text.trim_end_matches(is_blank).chars().next_back().is_some_and(ends_sentence);
    let wide = blanks.chars().filter(|c| matches!(c, '\u{3000}' | '\u{2003}')).count() > 1;
    let columns: usize = blanks.chars().map(|c| if c == '\t' { 4 } else { 1 }).sum();
    if before.is_plain() && !before.is_listed && line.is_plain() {
        if wide {
            return vec![line.edit(0..0, "\n")];
        }
        if columns > 3 && ends {
            return vec![line.edit(0..blanks.len(), "\n")];
        }
    } else if wide && before.is_listed && !before.is_verbatim {
        return vec![Edit { span: before.end()..before.end(), new: "  ".to_owned() }];
    }
    let is_next =
        |other: Option<&SourceLine<'_>>, kind: usize| other.is_some_and(|other| number(other.split().1) == Some(kind));
    let is_one_of_many =
        number(words).is_some_and(|kind| is_next(Some(before), kind) || is_next(lines.get(at + 1), kind));
    if is_one_of_many && !before.is_verbatim {
        return vec![Edit { span: before.end()..before.end(), new: "  ".to_owned() }];
    }
    Vec::new()
}

/// A heading whose marks or blanks are not those of Markdown.
fn heading(line: &SourceLine<'_>, blanks: &str, words: &str) -> Option<Edit> {
    let rest = words.trim_start_matches(['#', '＃']);
    let marks = words[..words.len() - rest.len()].chars().count();
    if !(1..7).contains(&marks) || line.is_listed && blanks.contains([' ', '\t']) {
        return None;
    }
    let title = rest.trim_start_matches(is_blank);
    let gap = &rest[..rest.len() - title.len()];
    let is_sound = blanks.len() < 4
        && blanks.bytes().all(|byte| byte == b' ')
        && !words[..words.len() - rest.len()].contains('＃');
    let has_narrow_gap = gap.starts_with([' ', '\t']);
    if title.is_empty() || is_sound && has_narrow_gap {
        return None;
    }
    let is_title = !gap.is_empty() || (marks > 1 && !title.starts_with(['#', '＃', '!'])) || begins_with_chapter(title);
    let close = title.trim_end_matches(is_blank);
    let closing = close.trim_end_matches(['#', '＃']);
    let is_closed = marks > 1 && close[closing.len()..].chars().count() == marks;
    // “#话题#” is one of WeChat's.
    if !is_title || marks == 1 && gap.is_empty() && closing.len() < close.len() {
        return None;
    }
    let title = if is_closed { closing } else { close };
    Some(line.edit(0..line.text.len(), format!("{} {}", "#".repeat(marks), title.trim_end())))
}

/// Whether words begin as a chapter's do: 一、 （一） 第一章.
fn begins_with_chapter(words: &str) -> bool {
    let is_numeral = |c: char| "一二三四五六七八九十百".contains(c);
    let after = |words: &str| words.trim_start_matches(is_numeral).to_owned();
    let has_numeral = |words: &str| words.starts_with(is_numeral);
    has_numeral(words) && after(words).starts_with(['、', '．', '.'])
        || words.strip_prefix(['（', '(']).is_some_and(|rest| has_numeral(rest) && after(rest).starts_with(['）', ')']))
        || words
            .strip_prefix('第')
            .is_some_and(|rest| has_numeral(rest) && after(rest).starts_with(['章', '节', '编', '部']))
}

/// A line of hyphens or equals signs under a sentence: a rule, where Markdown would make a heading of the sentence.
fn rule(lines: &[SourceLine<'_>], at: usize) -> Option<Edit> {
    let (line, before) = (&lines[at], &lines[at - 1]);
    let words = line.text.trim();
    let is_rule =
        !words.is_empty() && (words.bytes().all(|byte| byte == b'-') || words.bytes().all(|byte| byte == b'='));
    if !is_rule || line.is_listed || !before.is_plain() {
        return None;
    }
    let is_long = at > 1 && lines[at - 2].is_plain();
    let is_sentence = before.text.contains(['，', '。', '；', '：', '！', '？'])
        || before.text.trim_end().ends_with(|c: char| is_digit(Some(c)) || "元%％".contains(c));
    (is_long || is_sentence).then(|| {
        line.edit(0..line.text.len(), if words.len() > 2 { "\n---".to_owned() } else { format!("\n\\{words}") })
    })
}

/// The way in which a line is numbered, where that is none of Markdown's: （1） 1） 1、 ① 一、 1． *
fn number(words: &str) -> Option<usize> {
    let is_figure = |c: char| is_digit(Some(c));
    let is_numeral = |c: char| "一二三四五六七八九十".contains(c);
    let after = |words: &str, kind: fn(char) -> bool| {
        let rest = words.trim_start_matches(kind);
        (rest.len() < words.len()).then(|| rest.to_owned())
    };
    let figure: fn(char) -> bool = |c| is_digit(Some(c));
    let numeral: fn(char) -> bool = |c| "一二三四五六七八九十".contains(c);
    if words.starts_with(|c| matches!(c, '①'..='⑳' | '⑴'..='⒇')) {
        return Some(0);
    }
    // What refers to a sign in the text keeps it.
    if let Some(rest) = words.strip_prefix(['*', '＊', '※']) {
        let is_words = rest.starts_with(|c: char| c.is_alphanumeric()) && !rest.contains(['*', '＊', '※']);
        return is_words.then_some(5);
    }
    if let Some(rest) = words.strip_prefix(['（', '(']) {
        let rest = if rest.starts_with(is_figure) { after(rest, figure) } else { after(rest, numeral) };
        return rest.filter(|rest| rest.starts_with(['）', ')'])).map(|_| 1);
    }
    if words.starts_with(is_numeral) {
        return after(words, numeral).filter(|rest| rest.starts_with('、')).map(|_| 2);
    }
    let rest = after(words, figure)?;
    let mut rest = rest.chars();
    match (rest.next()?, rest.next()) {
        ('、' | '）' | '．' | ')', Some(next)) if !next.is_ascii_whitespace() => Some(3),
        ('.', Some(next)) if !next.is_ascii_whitespace() && !is_figure(next) => Some(4),
        _ => None,
    }
}

/// What a word processor sets before the items of a list.
const BULLETS: &str = "·•●▪■◆◇○►▶➢➤‣⁃∙・❖✓\u{f06c}\u{f0b7}\u{f0d8}\u{f0a7}\u{f06e}\u{f075}\u{f0fc}\u{f076}";

/// The sign of an item and the words behind it, where the line is one that Markdown does not know.
fn bullet<'l>(line: &SourceLine<'l>) -> Option<(char, &'l str)> {
    let words = line.text.trim_start_matches(is_blank);
    let mut rest = words.chars();
    let sign = rest.next().filter(|_| !line.is_verbatim)?;
    let rest = rest.as_str();
    let item = rest.trim_start_matches(is_blank);
    let is_apart = item.len() < rest.len();
    let is_one = match sign {
        _ if item.is_empty() => false,
        sign if BULLETS.contains(sign) => true,
        '－' | '—' | '–' | '−' | '＊' | '＋' => is_apart,
        '-' | '*' | '+' => is_apart && !rest.starts_with([' ', '\t']) || sign == '-' && rest.starts_with(is_ideograph),
        _ => false,
    };
    is_one.then_some((sign, item))
}

/// Lines that begin with the same sign become a list; those that stand below them by their indent are lists in it.
fn bullets(lines: &[SourceLine<'_>], edits: &mut Vec<Edit>) {
    let mut at = 0;
    while at < lines.len() {
        let is_part = |line: &&SourceLine<'_>| line.is_empty() || bullet(line).is_some();
        let length = lines[at..].iter().take_while(is_part).count();
        let block = &lines[at..at + length];
        let signs: Vec<char> = block.iter().filter_map(|line| Some(bullet(line)?.0)).collect();
        let is_list = signs.iter().any(|sign| signs.iter().filter(|other| *other == sign).count() > 1);
        if is_list {
            list(block, lines.get(at + length), edits);
        }
        at += length.max(1);
    }
}

/// A list, and the line behind it.
fn list(block: &[SourceLine<'_>], next: Option<&SourceLine<'_>>, edits: &mut Vec<Edit>) {
    let indent = |line: &SourceLine<'_>| -> usize {
        line.split().0.chars().map(|c| if c == '\t' { 4 } else { 1 + usize::from(c != ' ') }).sum()
    };
    let items: Vec<(&SourceLine<'_>, char, &str)> =
        block.iter().filter_map(|line| bullet(line).map(|(sign, item)| (line, sign, item))).collect();
    let base = items.iter().map(|(line, ..)| indent(line)).min().unwrap_or_default();
    // The sign at the margin, and the mark that stands for it: other signs begin another list.
    let mut margin: Option<(char, char)> = None;
    for (line, sign, item) in &items {
        let kept = if line.is_listed { base } else { 0 };
        let deeper = (indent(line) - base) / 2 * 2;
        let mark = match margin {
            _ if deeper > 0 => '-',
            Some((last, mark)) if last == *sign => mark,
            Some((_, '-')) => '+',
            _ => '-',
        };
        if deeper == 0 {
            margin = Some((*sign, mark));
        }
        edits.push(line.edit(0..line.text.len() - item.len(), format!("{}{mark} ", " ".repeat(kept + deeper))));
    }
    // What follows a finished item at the margin is a paragraph of its own.
    let last = items.last().filter(|(_, _, item)| item.trim_end_matches(is_blank).ends_with(ends_sentence));
    let follows =
        |next: &&SourceLine<'_>| !next.is_verbatim && last.is_some_and(|(line, ..)| next.start <= line.end() + 2);
    edits.extend(next.filter(follows).map(|next| next.edit(0..0, "\n")));
}

/// Full-width bars and dashes become those of a table; a table needs an empty line above it.
fn tables(lines: &[SourceLine<'_>], edits: &mut Vec<Edit>) {
    let has_bar = |at: usize| lines.get(at).is_some_and(|line| !line.is_verbatim && line.text.contains(['|', '｜']));
    for at in 1..lines.len() {
        let under = &lines[at];
        let is_under = under.text.contains(['-', '－', '—', '─', '–'])
            && under.text.chars().all(|c| "|｜-－—─–:：".contains(c) || is_blank(c));
        if !is_under || !has_bar(at - 1) || !has_bar(at) {
            continue;
        }
        if at > 1 && lines[at - 2].is_plain() && !has_bar(at - 2) && !lines[at - 2].is_listed {
            edits.push(lines[at - 1].edit(0..0, "\n"));
        }
        let narrow = |c: char| match c {
            '｜' => '|',
            '：' => ':',
            '－' | '—' | '─' | '–' => '-',
            c if is_blank(c) => ' ',
            c => c,
        };
        if !under.text.is_ascii() {
            edits.push(under.edit(0..under.text.len(), under.text.chars().map(narrow).collect::<String>()));
        }
        if lines[at - 1].text.contains('|') {
            continue;
        }
        let rows = (at + 1..lines.len()).take_while(|&row| has_bar(row));
        for row in std::iter::once(at - 1).chain(rows) {
            let line = &lines[row];
            let head = line.split().0.len();
            edits.extend((head > 0).then(|| line.edit(0..head, "")));
            edits.extend(line.text.match_indices('｜').map(|(bar, mark)| line.edit(bar..bar + mark.len(), "|")));
        }
    }
}
