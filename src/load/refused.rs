//! YAML that is refused, and text that is no YAML where no slip is found: what is told of it.

use std::path::Path;

use super::node::{DEEPEST, SyntaxError, SyntaxErrorKind};
use crate::diagnostic::{Diagnostic, Message, Place};

fn boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Constructs that are refused although they are YAML.
pub(super) fn refused(path: &Path, broken: &SyntaxError) -> Diagnostic {
    let (rule, message, hint) = match &broken.kind {
        SyntaxErrorKind::Anchor => (
            "anchor",
            message!(
                "这里用了 YAML 的锚点（&）或引用（*），内容文件中不允许",
                "a YAML anchor (&) or alias (*) stands here; content files may not use them"
            ),
            message!(
                "请把内容照写一遍；若 & 或 * 是文字的开头，请给整个值加引号",
                "write the content out; if & or * begins a text, put the whole value in quotes"
            ),
        ),
        SyntaxErrorKind::Tag => (
            "tag",
            message!(
                "这里用了 YAML 的标签（!），后面的词会被吞掉，内容文件中不允许",
                "a YAML tag (!) stands here, which swallows the word behind it; content files may not use them"
            ),
            message!("若 ! 是文字的开头，请给整个值加英文引号", "if ! begins a text, put the whole value in quotes"),
        ),
        SyntaxErrorKind::TooDeep => (
            "too-deep",
            message!("嵌套超过 {DEEPEST} 层", "nested more than {DEEPEST} levels deep"),
            message!("请检查是否多写了括号或“- ”", "check for superfluous brackets or `- `"),
        ),
        SyntaxErrorKind::SecondDocument => (
            "second-document",
            message!(
                "文件中间又出现了 ---，一个文件只能写一份内容",
                "another `---` begins a second document; a file holds one"
            ),
            message!(
                "请删去这一行，或把后面的内容移到另一个文件",
                "delete this line, or move what follows to a file of its own"
            ),
        ),
        SyntaxErrorKind::CompoundKey => (
            "yaml",
            message!("冒号前面应是一个简单的名称", "a plain name is expected before the colon"),
            message!("请检查括号和“? ”", "check the brackets and `? `"),
        ),
        SyntaxErrorKind::Syntax(info) => {
            let (mut message, hint) = syntax(info);
            message.en.push_str(&format!(" ({info})"));
            ("yaml", message, hint)
        }
    };
    let place = Place::Span { start: broken.span.start, end: broken.span.end };
    Diagnostic::error(rule, path, place, message).with_hint(hint)
}

/// The same, moved from an empty place behind a line's end to something that can be underlined.
pub(super) fn refused_in(path: &Path, text: &str, broken: &SyntaxError) -> Diagnostic {
    let mut start = boundary(text, broken.span.start);
    if text[start..].trim().is_empty() {
        start = text[..start].trim_end().len();
        start = text[..start].char_indices().next_back().map_or(start, |(at, _)| at);
    }
    let rest = text[start..].split('\n').next().unwrap_or_default();
    let end = start + rest.chars().next().map_or(0, char::len_utf8);
    let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let kind = match &broken.kind {
        // The only colon of a line is where it should be: it is the line itself that is not.
        SyntaxErrorKind::Syntax(info) if info.contains("mapping values") && !text[line_start..start].contains(": ") => {
            SyntaxErrorKind::Syntax("invalid indentation".to_owned())
        }
        kind => kind.clone(),
    };
    refused(path, &SyntaxError { span: start..end, kind })
}

/// The parser's complaints in plain words, with the usual cure.
fn syntax(info: &str) -> (Message, Message) {
    let has = |words: &[&str]| words.iter().any(|word| info.contains(word));
    if has(&["mapping values are not allowed", "illegal placement of ':'"]) {
        (
            message!("这里不能有冒号", "a colon is not allowed here"),
            message!(
                "值里有“: ”时请给整个值加引号；也请检查这一行的缩进是否与同级各项对齐",
                "put a value that holds `: ` in quotes; check too that the line is indented like its neighbours"
            ),
        )
    } else if has(&["simple key"]) {
        (
            message!("这一行缺少冒号", "a colon is missing in this line"),
            message!(
                "写成“名称: 值”，冒号用半角，其后空一格",
                "write `name: value`, with an ASCII colon followed by a blank"
            ),
        )
    } else if has(&["quoted scalar", "unexpected eof", "multiline text"]) {
        (
            message!(
                "引号没有配对，或引号后面还有多余的文字",
                "a quotation mark is not closed, or something stands behind it"
            ),
            message!(
                "请检查这里和前面几行的引号是否成对",
                "check that the quotation marks here and in the lines above come in pairs"
            ),
        )
    } else if has(&["flow sequence", "flow mapping", "bracket", "flow construct"]) {
        (
            message!(
                "方括号或花括号里缺少逗号，或没有配对",
                "a comma is missing within brackets, or a bracket is not closed"
            ),
            message!(
                "各项之间用半角逗号加空格隔开；含有“, ”“: ”“[”“{{”的文字请加引号",
                "separate items by an ASCII comma and a blank; put texts that hold `, `, `: `, `[` or `{{` in quotes"
            ),
        )
    } else if has(&["tab"]) {
        (
            message!("这里不能用制表符（Tab）", "a tab is not allowed here"),
            message!("请换成空格", "write blanks instead"),
        )
    } else if has(&["block mapping", "block collection", "indentation", "block sequence", "indented"]) {
        (
            message!(
                "缩进不对：这一行与同级各项没有对齐",
                "the indentation is wrong: the line is not aligned with its neighbours"
            ),
            message!(
                "同级各项的开头应在同一列；列表项以“- ”开头",
                "entries of one level begin in one column; items of a list begin with `- `"
            ),
        )
    } else if has(&["unexpected character", "cannot start", "unknown escape", "anchor", "unprintable"]) {
        (
            message!("值不能以这个符号开头", "a value cannot begin with this character"),
            message!("请给整个值加引号", "put the whole value in quotes"),
        )
    } else {
        (
            message!("不符合 YAML 写法", "this is not YAML"),
            message!(
                "请检查这里和上一行的冒号、引号、括号和缩进",
                "check the colons, quotation marks, brackets and indentation here and in the line above"
            ),
        )
    }
}
