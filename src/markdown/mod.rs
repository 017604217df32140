//! Markdown as Chinese editors write it → events: the one reading on which pages, checks, search and excerpts rest.
//!
//! CommonMark was made for texts with blanks between words. What it would not read as it is meant in a Chinese text is
//! read so here where the meaning is certain; where it is not, the words stay as they are and there is a [`Doubt`]. No
//! figure and no word is dropped. The events' places are those of the text as it was written.

mod emphasis;
mod flow;
mod lines;
mod paths;
mod prepared;
mod products;
mod signs;
mod tags;
mod words;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::units::{han, unseen, without_unseen};
use prepared::{Edit, PreparedText};
pub use words::{is_block, words};

/// What Markdown may hold beyond its common core: tables, footnotes, words struck out.
const OPTIONS: Options = Options::ENABLE_TABLES.union(Options::ENABLE_FOOTNOTES).union(Options::ENABLE_STRIKETHROUGH);

/// No text has as many definitions of one label.
const ROUNDS: usize = 100;

/// An event and the bytes of the text that it comes from.
pub type Spanned<'t> = (Event<'t>, Range<usize>);

/// Something in a text that is not certain to be read as it was meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// Where, in bytes of the text.
    pub span: Range<usize>,
    /// What.
    pub kind: DoubtKind,
}

/// What is not certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DoubtKind {
    /// Two asterisks or tildes have no partner.
    Loose,
    /// Bold within bold: a mark is missing or stands apart from its words.
    Nested,
    /// Single asterisks within words: a product or words in italics.
    Product,
    /// The address of a link that is nowhere used.
    UnusedAddress,
}

/// A text, ready to be read.
pub struct MarkdownText<'t> {
    prepared: PreparedText<'t>,
    is_chinese: bool,
}

impl<'t> MarkdownText<'t> {
    /// A text in Markdown.
    pub fn of(text: &'t str) -> Self {
        let is_chinese = han::is_chinese(text);
        let mut prepared = PreparedText::new(text);
        let unseen = unseen(text).into_iter().map(|span| Edit { span, new: String::new() });
        prepared.edit(&unseen.collect::<Vec<_>>());
        if is_chinese {
            let edits = lines::emptied(&prepared.text);
            prepared.edit(&edits);
            let edits = paths::kept(&prepared.text);
            prepared.edit(&edits);
            // What was indented for the eye is no code; each round frees what lay deeper.
            for _ in 0..4 {
                let edits = flow::indented(&prepared.text);
                prepared.edit(&edits);
            }
        }
        let edits = lines::edits(&prepared.text, is_chinese);
        prepared.edit(&edits);
        // A label can stand several times; only the first counts as one in each round.
        for _ in 0..ROUNDS {
            let edits = if prepared.text.contains("]:") { flow::labelled(&prepared.text) } else { Vec::new() };
            if edits.is_empty() {
                break;
            }
            prepared.edit(&edits);
        }
        Self { prepared, is_chinese }
    }

    /// What the text says.
    pub fn events(&self) -> Vec<Spanned<'_>> {
        self.read().0
    }

    /// What the text says, and what is not certain in it.
    pub fn read(&self) -> (Vec<Spanned<'_>>, Vec<Doubt>) {
        let text = &self.prepared.text;
        let mut parser = Parser::new_ext(text, OPTIONS).into_offset_iter();
        let events: Vec<Spanned<'_>> = parser.by_ref().collect();
        let mut doubts = flow::unused_addresses(parser.reference_definitions(), &events);
        let events = emphasis::pair_marks(text, events, self.is_chinese, &mut doubts);
        let events = tags::pair_tags(events);
        let mut events = if self.is_chinese { flow::joined(events) } else { events };
        for (event, range) in &mut events {
            *range = self.prepared.origin(range);
            // `&shy;` and its like say nothing either.
            if let Event::Text(words) = event
                && let Cow::Owned(seen) = without_unseen(words)
            {
                *words = seen.into();
            }
        }
        for doubt in &mut doubts {
            doubt.span = self.prepared.origin(&doubt.span);
        }
        (events, doubts)
    }
}

/// A picture or a link that a text holds.
pub struct TextReference {
    /// Whether it is a picture.
    pub is_picture: bool,
    /// The address as it is written.
    pub address: String,
    /// Where it stands, in bytes of the text.
    pub span: Range<usize>,
}

/// The pictures and links of a text, in their order.
pub fn references(text: &str) -> Vec<TextReference> {
    // Most texts hold none.
    if !text.contains('[') && !text.contains('<') {
        return Vec::new();
    }
    let source = MarkdownText::of(text);
    let of = |(event, span): Spanned<'_>| match event {
        Event::Start(Tag::Image { dest_url, .. }) => {
            Some(TextReference { is_picture: true, address: dest_url.into_string(), span })
        }
        Event::Start(Tag::Link { dest_url, .. }) => {
            Some(TextReference { is_picture: false, address: dest_url.into_string(), span })
        }
        _ => None,
    };
    source.events().into_iter().filter_map(of).collect()
}

/// The numbers that the items of the ordered list show, from its first event on: as they are written, unless they go up
/// by one or are all the same, which is a way to leave the counting to the page.
pub fn numbers(text: &str, events: &[Spanned<'_>]) -> Vec<Option<u64>> {
    let mut depth = 0;
    let mut written = Vec::new();
    for (event, range) in events {
        match event {
            Event::Start(Tag::List(_)) => depth += 1,
            Event::End(TagEnd::List(_)) if depth == 1 => break,
            Event::End(TagEnd::List(_)) => depth -= 1,
            Event::Start(Tag::Item) if depth == 1 => {
                let item = text.get(range.clone()).unwrap_or_default().trim_start();
                let digits = item.len() - item.trim_start_matches(|c: char| c.is_ascii_digit()).len();
                written.push(item[..digits].parse::<u64>().ok());
            }
            _ => {}
        }
    }
    let is_same = written.iter().all(|number| *number == written[0]);
    let mut next = written.first().copied().flatten();
    let numbers = written.into_iter().map(|number| {
        let shown = number.filter(|_| !is_same && number != next);
        next = shown.or(next).map(|number| number + 1);
        shown
    });
    numbers.collect()
}
