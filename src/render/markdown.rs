//! Markdown of editors → HTML that is safe by construction.
//!
//! What the text says is decided in the room `markdown`. Here HTML becomes text, addresses pass an allow-list, headings
//! are moved to their level on the page and get anchors. What is dropped is reported.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use pulldown_cmark::{Alignment, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd, html};

use super::images::Library;
use super::link::{Address, kind_of};
use super::nouns::NounRoutes;
use crate::check::pictures::without_words;
use crate::diagnostic::{Diagnostic, Message, Place};
use crate::encoding::escape;
use crate::load::picture_paths;
use crate::markdown::{self, MarkdownText, Spanned};
use crate::pages::Route;
use crate::pages::parts::Prose;

/// What a text may refer to.
pub(super) struct Surroundings<'a> {
    /// The page it stands on.
    pub route: &'a Route,
    /// Pages by noun.
    pub nouns: &'a NounRoutes<'a>,
    /// Pictures of the content folder.
    pub pictures: &'a Library<'a>,
    /// Label of the way back from a footnote.
    pub back: &'a str,
}

/// Renders a text. `ids` are the anchors that the page already has; new ones are added.
pub(super) fn to_html(
    prose: &Prose,
    around: &Surroundings<'_>,
    ids: &mut BTreeSet<String>,
    problems: &mut Vec<Diagnostic>,
) -> String {
    let markdown: String =
        prose.markdown.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\r' | '\t')).collect();
    let source = MarkdownText::of(&markdown);
    let events = source.events();
    let top = events.iter().filter_map(heading_of).min().unwrap_or(1);
    let shift = i16::from(prose.heading_level) - i16::from(top);
    let (body, notes) = split_footnotes(events);
    let mut writer = HtmlWriter {
        around,
        ids,
        problems,
        file: &prose.file,
        text: &markdown,
        shift,
        order: Vec::new(),
        referred: BTreeSet::new(),
        prefix: String::new(),
    };
    writer.prefix = writer.free_id("fn");
    let mut out = String::new();
    html::push_html(&mut out, writer.filter(body).into_iter());
    if notes.is_empty() {
        return out;
    }
    let mut items = String::new();
    // A note may refer to further notes, so the order can grow while it is walked.
    let mut number = 0;
    while let Some(name) = writer.order.get(number).cloned() {
        number += 1;
        let mut note = String::new();
        if let Some(events) = notes.get(&name) {
            html::push_html(&mut note, writer.filter(events.clone()).into_iter());
        }
        let prefix = &writer.prefix;
        let label = format!("{}{number}", around.back);
        let label = escape(&label);
        let back = format!(" <a href=\"#{prefix}ref-{number}\" aria-label=\"{label}\">↩</a>");
        match note.trim_end().strip_suffix("</p>") {
            Some(open) => note = format!("{open}{back}</p>"),
            None => note.push_str(&back),
        }
        items.push_str(&format!("<li id=\"{prefix}-{number}\">{note}</li>\n"));
    }
    if !items.is_empty() {
        out.push_str(&format!("<ol class=\"footnotes\">\n{items}</ol>\n"));
    }
    out
}

type Notes<'e> = BTreeMap<String, Vec<Spanned<'e>>>;

/// Takes the definitions of footnotes out of the text.
fn split_footnotes(events: Vec<Spanned<'_>>) -> (Vec<Spanned<'_>>, Notes<'_>) {
    let mut body = Vec::with_capacity(events.len());
    let mut notes: Notes<'_> = BTreeMap::new();
    let mut open: Vec<String> = Vec::new();
    for event in events {
        match &event.0 {
            Event::Start(Tag::FootnoteDefinition(name)) => open.push(name.to_lowercase()),
            Event::End(TagEnd::FootnoteDefinition) => _ = open.pop(),
            _ => match open.last() {
                Some(name) => notes.entry(name.clone()).or_default().push(event),
                None => body.push(event),
            },
        }
    }
    (body, notes)
}

fn heading_of((event, _): &Spanned<'_>) -> Option<u8> {
    match event {
        Event::Start(Tag::Heading { level, .. }) => Some(*level as u8),
        _ => None,
    }
}

struct HtmlWriter<'a, 'p> {
    around: &'a Surroundings<'a>,
    ids: &'p mut BTreeSet<String>,
    problems: &'p mut Vec<Diagnostic>,
    file: &'a Path,
    text: &'a str,
    shift: i16,
    /// Names of footnotes in the order they are first referred to.
    order: Vec<String>,
    /// Names of footnotes whose first reference stands already.
    referred: BTreeSet<String>,
    /// Start of the ids of this text's footnotes.
    prefix: String,
}

impl HtmlWriter<'_, '_> {
    fn filter<'e>(&mut self, events: Vec<Spanned<'e>>) -> Vec<Event<'e>> {
        let mut out = Vec::with_capacity(events.len());
        // Whether each open link is kept.
        let mut links = Vec::new();
        let mut table = TableWriter::default();
        // The numbers that the items of each open list show.
        let mut numbers: Vec<std::vec::IntoIter<Option<u64>>> = Vec::new();
        let mut position = 0;
        while position < events.len() {
            let event = events[position].0.clone();
            position += 1;
            match event {
                Event::Start(Tag::List(first)) => {
                    let of = |_| markdown::numbers(self.text, &events[position - 1..]);
                    numbers.push(first.map(of).unwrap_or_default().into_iter());
                    out.push(event);
                }
                Event::End(TagEnd::List(_)) => {
                    numbers.pop();
                    out.push(event);
                }
                Event::Start(Tag::Item) => {
                    let number = numbers.last_mut().and_then(Iterator::next).flatten();
                    out.push(number.map_or(event, |number| raw(format!("<li value=\"{number}\">"))));
                }
                Event::Html(html) | Event::InlineHtml(html) => out.push(Event::Text(without_comments(&html).into())),
                Event::Start(Tag::HtmlBlock) => {
                    let end = close_of(&events, position, TagEnd::HtmlBlock);
                    let html: String = events[position..end].iter().filter_map(html_of).collect();
                    position = end + 1;
                    let text = without_comments(&html);
                    if !text.trim().is_empty() {
                        let paragraph = Event::Start(Tag::Paragraph);
                        out.extend([paragraph, Event::Text(text.into()), Event::End(TagEnd::Paragraph)]);
                    }
                }
                Event::Start(Tag::Heading { level, .. }) => {
                    let end = close_of(&events, position, TagEnd::Heading(level));
                    let text: String = events[position..end].iter().filter_map(text_of).collect();
                    let id = self.free_id(&anchor(&text));
                    let level = self.level(level);
                    out.push(raw(format!("<h{level} id=\"{}\">", escape(&id))));
                }
                Event::End(TagEnd::Heading(level)) => out.push(raw(format!("</h{}>\n", self.level(level)))),
                Event::Start(Tag::CodeBlock(_)) => out.push(Event::Start(Tag::CodeBlock(CodeBlockKind::Indented))),
                Event::Start(Tag::Link { link_type, dest_url, title, .. }) => {
                    let target = self.link(&dest_url, link_type);
                    links.push(target.is_some());
                    if let Some(target) = target {
                        out.push(Event::Start(Tag::Link {
                            link_type: LinkType::Inline,
                            dest_url: target.into(),
                            title,
                            id: CowStr::Borrowed(""),
                        }));
                    }
                }
                Event::End(TagEnd::Link) => {
                    if links.pop().unwrap_or_default() {
                        out.push(Event::End(TagEnd::Link));
                    }
                }
                Event::Start(Tag::Paragraph) => match self.figure(&events[position..]) {
                    Some((figure, length)) => {
                        position += length;
                        out.push(raw(figure));
                    }
                    None => out.push(event),
                },
                Event::Start(Tag::Image { dest_url, title, .. }) => {
                    let end = close_of(&events, position, TagEnd::Image);
                    let alt: String = events[position..end].iter().filter_map(text_of).collect();
                    position = end + 1;
                    out.push(match self.picture(&dest_url, &alt, &title) {
                        Some(picture) => Event::InlineHtml(picture.into()),
                        None => Event::Text(alt.into()),
                    });
                }
                Event::FootnoteReference(name) => out.push(self.footnote(&name)),
                event => out.push(table.event(&event).unwrap_or(event)),
            }
        }
        out
    }

    fn level(&self, level: HeadingLevel) -> i16 {
        (i16::from(level as u8) + self.shift).clamp(2, 6)
    }

    /// An id that the page does not have yet; the page has it from now on.
    fn free_id(&mut self, wish: &str) -> String {
        let mut id = wish.to_owned();
        let mut number = 2;
        while !self.ids.insert(id.clone()) {
            id = format!("{wish}-{number}");
            number += 1;
        }
        id
    }

    /// The address for a link, or `None` where it must not be one.
    fn link(&mut self, written: &str, link_type: LinkType) -> Option<String> {
        if link_type == LinkType::Email {
            return Some(format!("mailto:{}", written.trim_start_matches("mailto:")));
        }
        match kind_of(written) {
            Address::Web | Address::Mail | Address::Near => Some(written.to_owned()),
            Address::Root(path) => Some(format!("{}{path}", self.around.route.root())),
            Address::Noun(noun, rest) => {
                let (name, fragment) = rest.split_once('#').map_or((rest, None), |(name, part)| (name, Some(part)));
                let Some(route) = self.around.nouns.route(noun, name) else {
                    self.warn(
                        "link-to-nothing",
                        message!(
                            "链接“{written}”指向的内容不在本站中，只保留文字",
                            "the link `{written}` leads to nothing in this site; only its words stay"
                        ),
                    );
                    return None;
                };
                let target = self.around.route.to(&route);
                Some(fragment.map_or_else(|| target.clone(), |part| format!("{target}#{part}")))
            }
            Address::Refused => {
                self.warn("link-refused", message!("链接“{written}”的地址不被允许，只保留文字；可用 http、https、mailto 或站内地址", "the address `{written}` is not allowed, only its words stay; use http, https, mailto or an address within the site"));
                None
            }
        }
    }

    /// The figure that a paragraph becomes where it is a picture and nothing else, and how many events it takes.
    fn figure(&mut self, events: &[Spanned<'_>]) -> Option<(String, usize)> {
        let Some((Event::Start(Tag::Image { dest_url, title, .. }), _)) = events.first() else { return None };
        let end = close_of(events, 1, TagEnd::Image);
        if events.get(end + 1).is_none_or(|(event, _)| *event != Event::End(TagEnd::Paragraph)) {
            return None;
        }
        let alt: String = events[1..end].iter().filter_map(text_of).collect();
        let picture = self.picture(dest_url, &alt, "")?;
        let caption =
            if title.is_empty() { String::new() } else { format!("<figcaption>{}</figcaption>", escape(title)) };
        Some((format!("<figure class=\"ph\">{picture}{caption}</figure>\n"), end + 2))
    }

    /// A picture of the content folder; any other becomes its description.
    fn picture(&mut self, written: &str, alt: &str, title: &str) -> Option<String> {
        let root = self.around.route.root();
        let shown = picture_paths(self.file, written).iter().find_map(|path| self.around.pictures.shown(path, &root));
        // `check` has told of any other.
        let shown = shown?;
        if alt.trim().is_empty() {
            let (message, hint) = without_words(written);
            self.problems
                .push(Diagnostic::error("picture-without-alt", self.file, Place::File, message).with_hint(hint));
        }
        Some(shown.element(alt, title))
    }

    fn footnote<'e>(&mut self, name: &str) -> Event<'e> {
        // Case does not tell notes apart.
        let name = &name.to_lowercase();
        let number = match self.order.iter().position(|known| known == name) {
            Some(position) => position + 1,
            None => {
                self.order.push(name.to_owned());
                self.order.len()
            }
        };
        let prefix = &self.prefix;
        let id =
            if self.referred.insert(name.to_owned()) { format!(" id=\"{prefix}ref-{number}\"") } else { String::new() };
        Event::InlineHtml(format!("<sup><a href=\"#{prefix}-{number}\"{id}>{number}</a></sup>").into())
    }

    fn warn(&mut self, rule: &'static str, message: Message) {
        self.problems.push(Diagnostic::warning(rule, self.file, Place::File, message));
    }
}

fn close_of(events: &[Spanned<'_>], from: usize, close: TagEnd) -> usize {
    events[from..].iter().position(|(event, _)| *event == Event::End(close)).map_or(events.len(), |found| from + found)
}

fn text_of<'e>((event, _): &'e Spanned<'_>) -> Option<&'e str> {
    match event {
        Event::Text(text) | Event::Code(text) => Some(text),
        Event::SoftBreak | Event::HardBreak => Some(" "),
        _ => None,
    }
}

fn raw<'e>(html: String) -> Event<'e> {
    Event::Html(html.into())
}

/// An anchor from a heading's words: letters and figures stay, all else becomes a hyphen.
fn anchor(text: &str) -> String {
    let mut anchor = String::new();
    for c in text.chars() {
        if c.is_alphanumeric() {
            anchor.extend(c.to_lowercase());
        } else if !anchor.is_empty() && !anchor.ends_with('-') {
            anchor.push('-');
        }
    }
    let anchor = anchor.trim_end_matches('-');
    if anchor.is_empty() { "section".to_owned() } else { anchor.to_owned() }
}

fn html_of<'e>((event, _): &'e Spanned<'_>) -> Option<&'e str> {
    match event {
        Event::Html(html) | Event::Text(html) => Some(html),
        _ => None,
    }
}

/// HTML without its comments: a comment is a note of the editor's, and showing it would be worse than dropping it.
fn without_comments(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some((before, comment)) = rest.split_once("<!--") {
        out.push_str(before);
        rest = comment.split_once("-->").map_or("", |(_, after)| after);
    }
    out + rest
}

/// Writes the tags of tables: alignment as a class, where the library would write a style.
#[derive(Default)]
struct TableWriter {
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
}

impl TableWriter {
    fn event<'e>(&mut self, event: &Event<'_>) -> Option<Event<'e>> {
        let tag = match event {
            Event::Start(Tag::Table(alignments)) => {
                self.alignments.clone_from(alignments);
                "<table>\n".to_owned()
            }
            Event::End(TagEnd::Table) => "</tbody>\n</table>\n".to_owned(),
            Event::Start(Tag::TableHead) => {
                (self.column, self.in_head) = (0, true);
                "<thead><tr>".to_owned()
            }
            Event::End(TagEnd::TableHead) => {
                self.in_head = false;
                "</tr></thead>\n<tbody>\n".to_owned()
            }
            Event::Start(Tag::TableRow) => {
                self.column = 0;
                "<tr>".to_owned()
            }
            Event::End(TagEnd::TableRow) => "</tr>\n".to_owned(),
            Event::Start(Tag::TableCell) => {
                let class = match self.alignments.get(self.column) {
                    Some(Alignment::Right) => " class=\"r\"",
                    Some(Alignment::Center) => " class=\"c\"",
                    _ => "",
                };
                self.column += 1;
                if self.in_head { format!("<th scope=\"col\"{class}>") } else { format!("<td{class}>") }
            }
            Event::End(TagEnd::TableCell) => if self.in_head { "</th>" } else { "</td>" }.to_owned(),
            _ => return None,
        };
        Some(raw(tag))
    }
}
