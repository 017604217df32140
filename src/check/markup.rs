//! **Pictures and links that are none.** `![…](…)` and `[…](…)` in Markdown are written with half-width marks, and an address
//! that holds a blank stands in `<…>`.
//!
//! Why: the page would show the marks as text and no picture, and nobody would be told.
//!
//! Example: `![早市](IMG 001.jpg)` is refused at the address; `![早市](<IMG 001.jpg>)` is right.

use std::ops::Range;

use super::{Content, Report, prose, say};
use crate::diagnostic::Message;

pub(super) fn check(content: &Content<'_>, report: &mut Report) {
    for prose in prose::all(content) {
        for (span, message, hint) in faults(prose.text) {
            let place = prose.place(content, span.start, &prose.text[span]);
            report.error_at("markup", &prose.file, place, message, hint);
        }
    }
}

/// What is wrong in a text, with its places.
fn faults(text: &str) -> Vec<(Range<usize>, Message, Message)> {
    let mut faults = Vec::new();
    // Most texts have nothing that looks like it.
    if !text.contains(']') {
        return faults;
    }
    let mut start = 0;
    let mut is_code = false;
    for line in text.split_inclusive('\n') {
        if line.trim_start().starts_with("```") {
            is_code = !is_code;
        } else if !is_code {
            let found = line.match_indices(']').filter_map(|(at, _)| fault(line, at));
            faults.extend(found.map(|(span, message, hint)| (start + span.start..start + span.end, message, hint)));
        }
        start += line.len();
    }
    faults
}

/// What is wrong with the picture or link whose words end at `end` in a line.
fn fault(line: &str, end: usize) -> Option<(Range<usize>, Message, Message)> {
    let opening = line[..end].rfind('[')?;
    // What stands between backticks is code.
    if line[..opening].matches('`').count() % 2 == 1 || line[..opening].ends_with('\\') {
        return None;
    }
    let behind = &line[end + 1..];
    let (is_full_width, rest) = match behind.strip_prefix('（') {
        Some(rest) => (true, rest),
        None => (false, behind.strip_prefix('(')?),
    };
    let length = rest.find([')', '）']).unwrap_or(rest.trim_end().len());
    let address = &rest[..length];
    let start = end + 1 + behind.len() - rest.len();
    let is_picture = line[..opening].ends_with(['!', '！']);
    // Words in brackets may follow a remark in brackets.
    let is_address = address.contains(['.', '/', ':']) && !address.contains(['，', '。', '；', '：', '、']);
    if is_full_width && (is_picture || is_address) {
        let span = end + 1..end + 1 + '（'.len_utf8();
        return Some((
            span,
            say(
                "地址的括号是全角的，这里不会成为图片或链接",
                "the bracket of the address is full-width: this is no picture or link",
            ),
            say(
                "请切换到英文输入法，写成 ![说明](文件名) 或 [文字](地址)",
                "write `![words](file)` or `[words](address)` with half-width marks",
            ),
        ));
    }
    // “太好了！[云窑](…)” is a sentence and a link.
    if !is_full_width && line[..opening].ends_with('！') && is_picture_file(address) {
        let span = opening - '！'.len_utf8()..opening;
        return Some((
            span,
            say("图片前的叹号是全角的，这里不会成为图片", "the exclamation mark is full-width: this is no picture"),
            say("请切换到英文输入法，把 ！ 改为 !", "write `!` for `！`"),
        ));
    }
    let (file, title) = address.split_once(' ')?;
    let is_title = title.trim_start().starts_with(['"', '\'', '(']) || title.trim().is_empty();
    (!is_full_width && !file.starts_with('<') && !is_title && (is_picture || is_address)).then(|| {
        (
            start..start + address.len(),
            say("地址中有空格，这里不会成为图片或链接", "the address holds a blank: this is no picture or link"),
            say(
                format!("请写成 (<{address}>)，或去掉文件名中的空格"),
                format!("write `(<{address}>)`, or take the blank out of the file's name"),
            ),
        )
    })
}

/// Whether an address is that of a picture.
fn is_picture_file(address: &str) -> bool {
    let ending = address.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| ["jpg", "jpeg", "png", "webp", "gif", "heic"].contains(&ending.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        faults(text).into_iter().map(|(span, ..)| &text[span]).collect()
    }

    #[test]
    fn what_was_meant_as_a_picture_or_link_is_one() {
        assert_eq!(found("前\n![早市](IMG 001.jpg)\n"), ["IMG 001.jpg"]);
        assert_eq!(found("见[办法](policies/a b.pdf)。"), ["policies/a b.pdf"]);
        assert_eq!(found("！[早市](a.jpg)"), ["！"]);
        assert_eq!(found("![早市]（a.jpg）"), ["（"]);
        assert_eq!(found("！[早市]（a.jpg）"), ["（"]);
        assert_eq!(found("[云窑]（town:yunyao）"), ["（"]);
    }

    #[test]
    fn what_is_right_or_is_text_is_left_alone() {
        for text in [
            "![早市](<IMG 001.jpg>)",
            "![早市](a.jpg \"题名\") [云窑](town:yunyao)",
            "附件[1]（略，见下）和[注]（说明文字）",
            "`![早市](IMG 001.jpg)`",
            "```\n![早市](IMG 001.jpg)\n```",
            "[x](y z)",
            "太好了！[云窑](town:yunyao)",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
