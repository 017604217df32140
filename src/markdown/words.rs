//! Markdown as plain words, for searching: what a reader sees of it, without tags and remarks.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::MarkdownText;

/// The words of a text in Markdown; blanks run together.
pub fn words(markdown: &str) -> String {
    let source = MarkdownText::of(markdown);
    let mut out = String::new();
    // The lines of a block of HTML; a remark may go over several of them.
    let mut block: Option<String> = None;
    for (event, _) in source.events() {
        if let (Some(html), Event::Html(line) | Event::Text(line)) = (&mut block, &event) {
            html.push_str(line);
            continue;
        }
        match event {
            Event::Start(Tag::HtmlBlock) => block = Some(String::new()),
            Event::End(TagEnd::HtmlBlock) => without_tags(&block.take().unwrap_or_default(), &mut out),
            Event::Text(words) | Event::Code(words) => out.push_str(&words),
            Event::SoftBreak | Event::HardBreak | Event::Rule => out.push(' '),
            Event::InlineHtml(html) | Event::Html(html) => without_tags(&html, &mut out),
            Event::Start(tag) if is_block(&tag) => out.push(' '),
            _ => {}
        }
    }
    let mut words = String::with_capacity(out.len());
    for word in out.split_whitespace() {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    words
}

/// Whether a tag begins a line of its own.
pub fn is_block(tag: &Tag<'_>) -> bool {
    ends_block(tag.to_end())
}

/// Whether the end of a tag ends a line of its own.
pub(super) fn ends_block(end: TagEnd) -> bool {
    !matches!(
        end,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::Image
            | TagEnd::Superscript
            | TagEnd::Subscript
    )
}

/// The words between tags and remarks.
fn without_tags(html: &str, out: &mut String) {
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        out.push_str(before);
        out.push(' ');
        let end = if tag.starts_with("!--") { "-->" } else { ">" };
        rest = tag.split_once(end).map_or("", |(_, after)| after);
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn marks_go_and_words_stay() {
        for (markdown, said) in [
            ("# 夜\n\n窑火**旺**，见[云窑](town:yunyao)。![灯](a.jpg)</script>\n", "夜 窑火旺，见云窑。灯"),
            ("3 < 5", "3 < 5"),
            ("[未完](", "[未完]("),
            ("已经完\n成主体，\n\n| 镇 | 数 |\n| - | -: |\n| 云窑 | **12** |", "已经完成主体， 镇 数 云窑 12"),
            ("每亩600*12*3元，**重点。**后文", "每亩600*12*3元，重点。后文"),
            ("好<!-- 内部 -->。\n\n<!-- 内部\n\n -->\n末", "好 。 末"),
            ("", ""),
        ] {
            assert_eq!(words(markdown), said, "{markdown}");
        }
    }
}
