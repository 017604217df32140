//! A text as a reader reads it, and where its characters stand in the file: a word that is broken by the end of a line, a
//! mark, an escape or a character without width is one word all the same.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::markdown::{MarkdownText, is_block};
use crate::units::{is_unseen, without_unseen};

/// A text as it is read.
#[derive(Default)]
pub(super) struct Plain {
    pub text: String,
    /// Parts of the text, in order: where each begins, and the bytes of the file that it comes from.
    parts: Vec<(usize, Range<usize>)>,
}

impl Plain {
    /// A value that is no Markdown: what it says, and its bytes in the file.
    pub fn value(said: &str, file: &str, span: Range<usize>) -> Self {
        let mut plain = Self::default();
        plain.align(&without_unseen(said), file, span);
        plain
    }

    /// A text in Markdown, from this byte of the file on. Code and addresses are no words.
    pub fn markdown(text: &str, start: usize) -> Self {
        let mut plain = Self::default();
        let source = MarkdownText::of(text);
        let at = |range: &Range<usize>| range.start + start..range.end + start;
        let mut is_code = false;
        let mut html: Option<Range<usize>> = None;
        for (event, range) in source.events() {
            match event {
                Event::Start(Tag::CodeBlock(_)) => is_code = true,
                Event::End(TagEnd::CodeBlock) => is_code = false,
                Event::Start(Tag::HtmlBlock) => html = Some(range),
                Event::End(TagEnd::HtmlBlock) => {
                    let range = html.take().unwrap_or_default();
                    plain.seen(&text[range.clone()], range.start + start);
                }
                _ if is_code || html.is_some() => {}
                Event::Text(words) => match text.get(range.clone()) {
                    Some(own) if *own == *words => plain.push(&words, at(&range)),
                    Some(own) => plain.align_in(&words, own, range.start + start),
                    None => plain.push(&words, at(&range)),
                },
                Event::InlineHtml(_) | Event::Html(_) => plain.seen(&text[range.clone()], range.start + start),
                Event::SoftBreak => plain.push(" ", at(&range)),
                Event::Code(_) | Event::HardBreak | Event::Rule => plain.push("\n", at(&range)),
                Event::Start(tag) => {
                    if is_block(&tag) {
                        plain.push("\n", at(&(range.start..range.start)));
                    }
                    if let Tag::Link { title, .. } | Tag::Image { title, .. } = tag
                        && !title.is_empty()
                    {
                        plain.title(&title, text, &range, start);
                    }
                }
                _ => {}
            }
        }
        plain
    }

    /// The bytes of the file that a part of the text comes from.
    pub fn origin(&self, range: &Range<usize>) -> Range<usize> {
        let part = |at: usize| self.parts.partition_point(|(begin, _)| *begin <= at).checked_sub(1);
        let (Some(first), Some(last)) = (part(range.start), part(range.end.saturating_sub(1))) else { return 0..0 };
        // As far into the file as into the text, where the part stands there letter by letter.
        let place = |index: usize, at: usize| {
            let (begin, span) = &self.parts[index];
            let length = self.parts.get(index + 1).map_or(self.text.len(), |(next, _)| *next) - begin;
            (span.len() == length).then(|| span.start + at - begin)
        };
        let start = place(first, range.start).unwrap_or(self.parts[first].1.start);
        start..place(last, range.end).unwrap_or(self.parts[last].1.end).max(start)
    }

    fn push(&mut self, words: &str, span: Range<usize>) {
        self.parts.push((self.text.len(), span));
        self.text.push_str(words);
    }

    /// Words behind a picture or a link.
    fn title(&mut self, title: &str, text: &str, range: &Range<usize>, start: usize) {
        let own = &text[range.clone()];
        let span = own.rfind(title).map_or(range.clone(), |at| range.start + at..range.start + at + title.len());
        self.push("\n", span.start + start..span.start + start);
        self.push(title, span.start + start..span.end + start);
        self.push("\n", span.end + start..span.end + start);
    }

    /// HTML that is shown as it stands, without its remarks.
    fn seen(&mut self, html: &str, start: usize) {
        let mut from = 0;
        while let Some(open) = html[from..].find("<!--").map(|open| from + open) {
            self.push(&html[from..open], start + from..start + open);
            from = html[open..].find("-->").map_or(html.len(), |length| open + length + 3);
        }
        self.push(&html[from..], start + from..start + html.len());
    }

    fn align(&mut self, said: &str, file: &str, span: Range<usize>) {
        self.align_in(said, &file[span.clone()], span.start);
    }

    /// Finds each character where it is written, with escapes, breaks and what nobody sees between them.
    fn align_in(&mut self, said: &str, written: &str, start: usize) {
        let mut from = 0;
        for c in said.chars() {
            let rest = &written[from..];
            let found = escaped(rest, c).or_else(|| {
                let is_it = |(_, other): &(usize, char)| *other == c || c.is_whitespace() && other.is_whitespace();
                let gap =
                    |(_, other): &(usize, char)| other.is_whitespace() || is_unseen(*other) || "\\\"'".contains(*other);
                let skipped: usize =
                    rest.char_indices().take_while(|one| gap(one) && !is_it(one)).map(|(_, c)| c.len_utf8()).sum();
                let next = rest[skipped..].chars().next()?;
                if is_it(&(0, next)) {
                    return Some(skipped..skipped + next.len_utf8());
                }
                escaped(&rest[skipped..], c).map(|span| skipped + span.start..skipped + span.end)
            });
            let found = found.or_else(|| rest.find(c).map(|at| at..at + c.len_utf8())).unwrap_or(0..0);
            self.push(c.encode_utf8(&mut [0; 4]), start + from + found.start..start + from + found.end);
            from += found.end;
        }
    }
}

/// The length of an escape or an entity at the head of a text that stands for a character.
fn escaped(written: &str, c: char) -> Option<Range<usize>> {
    let code = |digits: &str, radix: u32| u32::from_str_radix(digits, radix).ok() == Some(u32::from(c));
    if let Some(rest) = written.strip_prefix('\\') {
        let length = match rest.chars().next()? {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ => return None,
        };
        return code(rest.get(1..=length)?, 16).then_some(0..length + 2);
    }
    let entity = written.strip_prefix("&#")?;
    let (digits, _) = entity.split_once(';')?;
    let is_it = digits.strip_prefix(['x', 'X']).map_or_else(|| code(digits, 10), |digits| code(digits, 16));
    is_it.then_some(0..digits.len() + 3)
}
