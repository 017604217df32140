//! Text that is no YAML: where it breaks, the likely slip there, and how to read on behind it.

use std::ops::Range;
use std::path::Path;

use super::node::{Broken, BrokenKind, DEEPEST, Node};
use super::typography::{self, Slip};
use crate::diagnostic::{Diagnostic, Message, Place};

/// What could be read of a text that may be broken.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// The tree, where there is one in the end.
    pub root: Option<Node>,
    /// Why the text is no YAML.
    pub diagnostics: Vec<Diagnostic>,
    /// Lines whose values were passed over to read on, and top entries that lost lines: what is said of them is a consequence.
    passed_over: Vec<Range<usize>>,
    /// Whole lines were passed over, so that what seems to be missing may stand there.
    lines_lost: bool,
}

impl Reading {
    /// Whether a fault found behind the break is one of its own.
    pub(super) fn is_genuine(&self, diagnostic: &Diagnostic) -> bool {
        let passed_over = match diagnostic.place {
            // A text that lost its lines ends where the next entry begins; no value stands there.
            Place::Span { start, .. } => self.passed_over.iter().any(|lines| {
                lines.contains(&start) || (start == lines.end && diagnostic.rule == "bad-value" && self.lines_lost)
            }),
            _ => false,
        };
        let may_stand_in_a_lost_line = self.lines_lost && diagnostic.rule == "missing-field";
        !(passed_over || may_stand_in_a_lost_line)
    }

    /// Blanks the lines with a tab in their indentation, and tells of them. Nobody knows which level they were meant for, so
    /// that whatever seems wrong in their top entry may come from it.
    fn lose_tabs(&mut self, path: &Path, text: &str, within: &Range<usize>, yaml: &mut String) {
        let (mut tabs, mut entry, mut loses) = (Vec::new(), within.start..within.start, false);
        for line in text[within.clone()].split_inclusive('\n') {
            let start = entry.end;
            let begins = !line.starts_with([' ', '\t', '#', '\r', '\n']);
            if begins {
                self.passed_over.extend(loses.then(|| entry.clone()));
                (entry, loses) = (start..start, false);
            }
            entry.end += line.len();
            if let Some(at) = typography::tab_in_indentation(line).filter(|_| !line.trim().is_empty()) {
                blank(yaml, start - within.start..start - within.start + line.len());
                tabs.push(start + at);
                loses = true;
            }
        }
        self.passed_over.extend(loses.then_some(entry));
        if !tabs.is_empty() {
            self.lines_lost = true;
            self.diagnostics.push(typography::tabs(path, text, &tabs));
        }
    }
}

/// A tree of the YAML in `text[within]`, repaired where slips are plain, and the slips.
///
/// A repair keeps every byte in its place, so that what is found behind it has its true position.
pub(super) fn tree(path: &Path, text: &str, within: Range<usize>) -> Reading {
    let mut reading = Reading::default();
    let mut yaml = text[within.clone()].to_owned();
    match Node::read(&yaml, within.start) {
        Ok(root) => return Reading { root, ..reading },
        Err(broken) if !matches!(broken.kind, BrokenKind::Syntax(_)) => {
            reading.diagnostics.push(refused(path, &broken));
            return reading;
        }
        Err(_) => {}
    }
    for slip in typography::colons(text, within.clone()) {
        repair(&mut yaml, &slip, within.start);
        reading.diagnostics.push(slip.diagnostic(path));
    }
    reading.lose_tabs(path, text, &within, &mut yaml);
    // What is left: the slip in the line that the parser stumbles over, or the parser's own complaint.
    for _ in 0..20 {
        let broken = match Node::read(&yaml, within.start) {
            Ok(root) => return Reading { root, ..reading },
            Err(broken) => broken,
        };
        if !matches!(broken.kind, BrokenKind::Syntax(_)) {
            reading.diagnostics.push(refused(path, &broken));
            return reading;
        }
        if let Some(slip) = slip_near(&yaml, broken.span.start - within.start, within.start) {
            repair(&mut yaml, &slip, within.start);
            reading.diagnostics.push(slip.diagnostic(path));
            continue;
        }
        // A complaint beside a line with a slip is most likely the slip's own consequence.
        let line = |at: usize| text[..boundary(text, at)].matches('\n').count();
        let near = |diagnostic: &Diagnostic| match diagnostic.place {
            Place::Span { start, .. } => line(start).abs_diff(line(broken.span.start)) <= 1,
            _ => false,
        };
        if reading.lines_lost || reading.diagnostics.iter().any(near) {
            return reading;
        }
        reading.diagnostics.push(refused_in(path, text, &within, &broken));
        match pass_over(&mut yaml, broken.span.start - within.start) {
            Some(line) => reading.passed_over.push(line.start + within.start..line.end + within.start),
            None => return reading,
        }
    }
    reading
}

/// Blanks the value of the line at fault, where the line is an entry that ends there.
fn pass_over(yaml: &mut String, at: usize) -> Option<Range<usize>> {
    let at = boundary(yaml, at);
    let start = yaml[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let end = yaml[at..].find('\n').map_or(yaml.len(), |length| at + length);
    let line = &yaml[start..end];
    let indentation = |line: &str| line.len() - line.trim_start_matches([' ', '-']).len();
    let (key, value) = line.split_once(": ")?;
    let is_entry = key.trim_start_matches([' ', '-']).bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    let next = yaml[end..].lines().find(|line| !line.trim().is_empty()).map_or(0, indentation);
    if !is_entry || value.trim().is_empty() || next > indentation(line) {
        return None;
    }
    let from = start + key.len() + 1;
    blank(yaml, from..end);
    Some(start..end)
}

/// Writes blanks in place of everything but line breaks.
fn blank(yaml: &mut String, span: Range<usize>) {
    let blanks: String = yaml[span.clone()].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect();
    yaml.replace_range(span, &blanks);
}

fn boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Writes the ASCII mark and blanks in place of a full-width one.
fn repair(yaml: &mut String, slip: &Slip, offset: usize) {
    let span = slip.span.start - offset..slip.span.end - offset;
    let mark = slip.wanted();
    let blanks = " ".repeat(span.len() - mark.len());
    // An opening quotation mark keeps its text at its heels; blanks stand before it.
    let repaired = if slip.opens() { format!("{blanks}{mark}") } else { format!("{mark}{blanks}") };
    yaml.replace_range(span, &repaired);
}

/// A full-width mark in the line of the fault or the two before it, outside a comment.
fn slip_near(yaml: &str, at: usize, offset: usize) -> Option<Slip> {
    let at = boundary(yaml, at);
    let line_end = yaml[at..].find('\n').map_or(yaml.len(), |length| at + length);
    let mut end = line_end;
    for _ in 0..3 {
        let start = yaml[..end].rfind('\n').map_or(0, |newline| newline + 1);
        let code = yaml[start..end].find(" #").map_or(end, |comment| start + comment);
        if let Some(mut slip) = typography::structural_slip(yaml, start..code) {
            slip.span = slip.span.start + offset..slip.span.end + offset;
            return Some(slip);
        }
        if start == 0 {
            break;
        }
        end = start - 1;
    }
    None
}

/// Constructs that are refused although they are YAML.
pub(super) fn refused(path: &Path, broken: &Broken) -> Diagnostic {
    let (rule, zh, en, hint_zh, hint_en) = match &broken.kind {
        BrokenKind::Anchor => (
            "anchor",
            "这里用了 YAML 的锚点（&）或引用（*），内容文件中不允许".to_owned(),
            "a YAML anchor (&) or alias (*) stands here; content files may not use them".to_owned(),
            "请把内容照写一遍；若 & 或 * 是文字的开头，请给整个值加引号",
            "write the content out; if & or * begins a text, put the whole value in quotes",
        ),
        BrokenKind::TooDeep => (
            "too-deep",
            format!("嵌套超过 {DEEPEST} 层"),
            format!("nested more than {DEEPEST} levels deep"),
            "请检查是否多写了括号或“- ”",
            "check for superfluous brackets or `- `",
        ),
        BrokenKind::SecondDocument => (
            "second-document",
            "文件中间又出现了 ---，一个文件只能写一份内容".to_owned(),
            "another `---` begins a second document; a file holds one".to_owned(),
            "请删去这一行，或把后面的内容移到另一个文件",
            "delete this line, or move what follows to a file of its own",
        ),
        BrokenKind::CompoundKey => (
            "yaml",
            "冒号前面应是一个简单的名称".to_owned(),
            "a plain name is expected before the colon".to_owned(),
            "请检查括号和“? ”",
            "check the brackets and `? `",
        ),
        BrokenKind::Syntax(info) => {
            let (zh, en, hint_zh, hint_en) = syntax(info);
            ("yaml", zh.to_owned(), format!("{en} ({info})"), hint_zh, hint_en)
        }
    };
    let place = Place::Span { start: broken.span.start, end: broken.span.end };
    Diagnostic::error(rule, path, place, Message::new(zh, en)).with_hint(Message::new(hint_zh, hint_en))
}

/// The same, moved from an empty place behind a line's end to something that can be underlined.
fn refused_in(path: &Path, text: &str, within: &Range<usize>, broken: &Broken) -> Diagnostic {
    let mut start = boundary(text, broken.span.start.min(within.end));
    if text[start..within.end].trim().is_empty() {
        start = within.start + text[within.start..start].trim_end().len();
        start = text[..start].char_indices().next_back().map_or(start, |(at, _)| at.max(within.start));
    }
    let rest = text[start..within.end].split('\n').next().unwrap_or_default();
    let end = start + rest.chars().next().map_or(0, char::len_utf8);
    let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let kind = match &broken.kind {
        // The only colon of a line is where it should be: it is the line itself that is not.
        BrokenKind::Syntax(info) if info.contains("mapping values") && !text[line_start..start].contains(": ") => {
            BrokenKind::Syntax("invalid indentation".to_owned())
        }
        kind => kind.clone(),
    };
    refused(path, &Broken { span: start..end, kind })
}

/// The parser's complaints in plain words, with the usual cure.
fn syntax(info: &str) -> (&'static str, &'static str, &'static str, &'static str) {
    let has = |words: &[&str]| words.iter().any(|word| info.contains(word));
    if has(&["mapping values are not allowed", "illegal placement of ':'"]) {
        (
            "这里不能有冒号",
            "a colon is not allowed here",
            "值里有“: ”时请给整个值加引号；也请检查这一行的缩进是否与同级各项对齐",
            "put a value that holds `: ` in quotes; check too that the line is indented like its neighbours",
        )
    } else if has(&["simple key"]) {
        (
            "这一行缺少冒号",
            "a colon is missing in this line",
            "写成“名称: 值”，冒号用半角，其后空一格",
            "write `name: value`, with an ASCII colon followed by a blank",
        )
    } else if has(&["quoted scalar", "unexpected eof", "multiline text"]) {
        (
            "引号没有配对，或引号后面还有多余的文字",
            "a quotation mark is not closed, or something stands behind it",
            "请检查这里和前面几行的引号是否成对",
            "check that the quotation marks here and in the lines above come in pairs",
        )
    } else if has(&["flow sequence", "flow mapping", "bracket", "flow construct"]) {
        (
            "方括号或花括号里缺少逗号，或没有配对",
            "a comma is missing within brackets, or a bracket is not closed",
            "各项之间用半角逗号加空格隔开；含有“, ”“: ”“[”“{”的文字请加引号",
            "separate items by an ASCII comma and a blank; put texts that hold `, `, `: `, `[` or `{` in quotes",
        )
    } else if has(&["tab"]) {
        ("这里不能用制表符（Tab）", "a tab is not allowed here", "请换成空格", "write blanks instead")
    } else if has(&["block mapping", "block collection", "indentation", "block sequence", "indented"]) {
        (
            "缩进不对：这一行与同级各项没有对齐",
            "the indentation is wrong: the line is not aligned with its neighbours",
            "同级各项的开头应在同一列；列表项以“- ”开头",
            "entries of one level begin in one column; items of a list begin with `- `",
        )
    } else if has(&["unexpected character", "cannot start", "unknown escape", "anchor", "unprintable"]) {
        (
            "值不能以这个符号开头",
            "a value cannot begin with this character",
            "请给整个值加引号",
            "put the whole value in quotes",
        )
    } else {
        (
            "不符合 YAML 写法",
            "this is not YAML",
            "请检查这里和上一行的冒号、引号、括号和缩进",
            "check the colons, quotation marks, brackets and indentation here and in the line above",
        )
    }
}
