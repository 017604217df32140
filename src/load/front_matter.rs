//! Markdown files: YAML between two `---` lines, then the text.

use std::ops::Range;
use std::path::Path;

use crate::diagnostic::{Diagnostic, Place};

/// Where the two parts of a Markdown file lie, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct MarkdownParts {
    pub yaml: Range<usize>,
    pub body: Range<usize>,
}

/// What is wrong with the two lines of dashes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum DelimiterFault {
    /// The file does not begin with one.
    NotOpened { first_line: Range<usize> },
    /// There is no second one.
    NotClosed { opening: Range<usize> },
}

/// Takes a Markdown file apart.
pub(super) fn split(text: &str) -> Result<MarkdownParts, DelimiterFault> {
    let first = text.find('\n').unwrap_or(text.len());
    if text[..first].trim_end() != "---" {
        return Err(DelimiterFault::NotOpened { first_line: 0..first });
    }
    let start = (first + 1).min(text.len());
    let mut line = start;
    while line < text.len() {
        let end = text[line..].find('\n').map_or(text.len(), |length| line + length);
        if text[line..end].trim_end() == "---" {
            return Ok(MarkdownParts { yaml: start..line, body: (end + 1).min(text.len())..text.len() });
        }
        line = end + 1;
    }
    Err(DelimiterFault::NotClosed { opening: 0..first })
}

impl DelimiterFault {
    pub(super) fn diagnostic(&self, path: &Path) -> Diagnostic {
        let (span, words) = match self {
            Self::NotOpened { first_line } => (
                first_line,
                pair!(
                    "文件开头应是一行 ---，其后写标题、日期等",
                    "the file must begin with a line `---`, followed by the title, date and so on"
                ),
            ),
            Self::NotClosed { opening } => (
                opening,
                pair!(
                    "开头的 --- 之后没有第二行 ---，分不清哪里是正文",
                    "the `---` at the beginning is not followed by a second one, so that the text's beginning is not known"
                ),
            ),
        };
        let place = Place::Span { start: span.start, end: span.end };
        Diagnostic::error("front-matter", path, place, words.into()).with_hint(message!(
            "写法：第一行 ---，然后每行一项（title: 标题），再一行 ---，下面是正文",
            "write a line `---`, one entry a line (`title: …`), another line `---`, and the text below it"
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_and_body_are_told_apart() {
        let text = "---\ntitle: a\n---\nbody\n---\n";
        let parts = split(text).expect("well formed");
        assert_eq!((&text[parts.yaml], &text[parts.body]), ("title: a\n", "body\n---\n"));
        assert!(matches!(split("title: a\n"), Err(DelimiterFault::NotOpened { .. })));
        assert!(matches!(split("---\ntitle: a\n"), Err(DelimiterFault::NotClosed { .. })));
        assert!(split("---\n---").is_ok());
    }
}
