//! One line of YAML, read with patience: what an editor meant to be its key, its value and its note.

use std::ops::Range;

use super::flow::{self, Flow};

/// What stands in a line; the ranges are bytes of it.
#[derive(Debug)]
pub(in crate::load) struct YamlLine<'t> {
    pub text: &'t str,
    /// Where its content begins, behind blanks of any kind.
    pub indentation: usize,
    /// Where it begins behind dashes of list items.
    pub content: usize,
    /// The key, where the content begins with one, and whether its colon is in order.
    pub key: Option<Range<usize>>,
    /// The value or item, without blanks and without a note behind it; empty where nothing is written.
    pub value: Range<usize>,
}

impl<'t> YamlLine<'t> {
    pub(in crate::load) fn read(text: &'t str) -> Self {
        let indentation = text.len() - text.trim_start().len();
        let mut content = indentation;
        while let Some(rest) = text[content..].strip_prefix('-').filter(|rest| rest.starts_with(' ')) {
            content = text.len() - rest.trim_start().len();
        }
        let word = word(&text[content..]);
        let behind = &text[content + word..];
        let is_key = word > 0 && (behind.starts_with(": ") || behind == ":" || behind.starts_with(":\t"));
        let key = is_key.then(|| content..content + word);
        let from = if is_key { content + word + 1 } else { content };
        let from = from + (text[from..].len() - text[from..].trim_start().len());
        let value = from..from + end_of_value(&text[from..]);
        Self { text, indentation, content, key, value }
    }

    /// The value's text.
    pub(in crate::load) fn said(&self) -> &'t str {
        &self.text[self.value.clone()]
    }

    /// What stands in its brackets, where the value begins with one.
    pub(super) fn flow(&self) -> Option<Flow> {
        self.said().starts_with(['[', '{']).then(|| flow::read(self.text, self.value.start))
    }

    /// The line with something else in the place of some of it.
    pub(super) fn replaced(&self, span: &Range<usize>, by: &str) -> String {
        format!("{}{by}{}", &self.text[..span.start], &self.text[span.end..])
    }
}

/// How long the word is that a text begins with, where it can be a field's name.
pub(super) fn word(text: &str) -> usize {
    if !text.starts_with(|c: char| c.is_ascii_lowercase()) {
        return 0;
    }
    text.bytes().take_while(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || *byte == b'_').count()
}

/// How long a value is, up to a note behind it: a hash behind a blank with a blank behind it, or with a row of marks.
fn end_of_value(text: &str) -> usize {
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''));
    let is_closed = |at: usize| quote.is_none_or(|quote| text[1..at].trim_end().ends_with(quote));
    let note = text.match_indices('#').find(|&(at, _)| {
        (at == 0 || text[..at].ends_with([' ', '\t'])) && super::is_note(&text[at..]) && (at == 0 || is_closed(at))
    });
    text[..note.map_or(text.len(), |(at, _)| at)].trim_end().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_values_and_notes_are_told_apart() {
        let read = |text| {
            let line = YamlLine::read(text);
            (line.key.as_ref().map(|key| &text[key.clone()]).unwrap_or_default().to_owned(), line.said().to_owned())
        };
        let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        assert_eq!(read("  - name: 云窑 #2厂房  # 注"), pair("name", "云窑 #2厂房"));
        assert_eq!(read("name: \"a # b\"  # 注"), pair("name", "\"a # b\""));
        assert_eq!(read("- - 甲：乙"), pair("", "甲：乙"));
        assert_eq!(read("scenic:          # 等级"), pair("scenic", ""));
        assert_eq!(read("scenic:     #—— 等级"), pair("scenic", ""));
        assert_eq!(read("name:云窑"), pair("", "name:云窑"));
        assert_eq!(read("# 注"), pair("", ""));
        assert_eq!(read("  "), pair("", ""));
    }
}
