//! **Markdown that is read or shown otherwise than it was meant.** `![…](…)` and `[…](…)` are written with half-width marks,
//! and an address that holds a blank stands in `<…>`; marks have partners; cells, notes and remarks are not lost.
//!
//! Why: the page would show the marks as text and no picture, or leave a figure out, and nobody would be told.
//!
//! Example: `![早市](IMG 001.jpg)` is refused at the address; `![早市](<IMG 001.jpg>)` is right.
//!
//! Remarks in brackets, as `[1]（略）`, are text: what has no `!` before it must lead to something that can only be an address.

mod lost;
mod unread;

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::links::{OUTER_SCHEMES, SCHEMES};
use super::{Content, Report, prose};
use crate::diagnostic::{Message, Severity};
use crate::language::Pair;
use crate::markdown::MarkdownText;

/// How the names of pictures end.
const PICTURES: [&str; 6] = ["jpg", "jpeg", "png", "webp", "gif", "heic"];
/// How the names of other files end that texts lead to.
const FILES: [&str; 10] = ["pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "zip", "html", "md"];

type MarkupFault = (Range<usize>, Message, Message);

pub(super) fn check(content: &Content<'_>, report: &mut Report) {
    for prose in prose::all(content) {
        for (span, message, hint) in faults(prose.text) {
            let place = prose.place(content, span.start, &prose.text[span]);
            report.error_at("markup", &prose.file, place, message, hint);
        }
        for told in unread::look(prose.text) {
            let place = prose.place(content, told.span.start, &prose.text[told.span]);
            match told.severity {
                Severity::Error => report.error_at("markup", &prose.file, place, told.message, told.hint),
                Severity::Warning => report.warning_at("markup", &prose.file, place, told.message, told.hint),
            }
        }
    }
}

/// What is wrong in a text, with its places.
fn faults(text: &str) -> Vec<MarkupFault> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let ends = line.match_indices([']', '】', '］']);
        found.extend(ends.filter_map(|(end, bracket)| IntendedLink::read(line, end, bracket)?.fault(start)));
        start += line.len();
    }
    // Most texts have nothing that looks like it. What is left may be right all the same, or be code.
    if !found.is_empty() {
        let words = words(text);
        found.retain(|(at, _)| words.iter().any(|words| words.contains(at)));
    }
    found.into_iter().map(|(_, fault)| fault).collect()
}

/// Where a text shows its own letters: not in code, nor where a mark or a link was understood.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut is_code = false;
    for (event, range) in MarkdownText::of(text).events() {
        match event {
            Event::Start(Tag::CodeBlock(_)) => is_code = true,
            Event::End(TagEnd::CodeBlock) => is_code = false,
            Event::Text(_) if !is_code => words.push(range),
            _ => {}
        }
    }
    words
}

/// What seems to be meant as a picture or a link: `mark [ words ] gap ( address title )`, in marks of any width.
struct IntendedLink<'a> {
    /// Where it begins in its line: at the exclamation mark, else at the bracket.
    start: usize,
    /// What makes it a picture.
    mark: &'a str,
    words: &'a str,
    /// The first full-width mark of it, with its place in the line.
    wide: Option<(usize, char)>,
    /// Blanks before the address's bracket, with their place.
    gap: Range<usize>,
    /// What stands in the brackets, with its place.
    inside: Range<usize>,
    address: &'a str,
    /// The caption with its quotes, or nothing.
    title: &'a str,
    is_closed: bool,
}

impl<'a> IntendedLink<'a> {
    /// Reads what stands around the bracket that closes the words.
    fn read(line: &'a str, end: usize, bracket: &'a str) -> Option<Self> {
        let opening = line[..end].rfind(['[', '【', '［'])?;
        let words = &line[opening..end];
        let words = &words[words.chars().next()?.len_utf8()..];
        let before = &line[..opening];
        let behind = &line[end + bracket.len()..];
        let gap = behind.len() - behind.trim_start_matches([' ', '\u{3000}']).len();
        let rest = behind[gap..].strip_prefix(['(', '（'])?;
        // A footnote's number, a backslash and a second pair of brackets make no link of what follows.
        if words.starts_with('^') || before.ends_with(['\\', ']']) {
            return None;
        }
        let from = line.len() - rest.len();
        let (length, close) = closing(rest);
        let inside = &rest[..length];
        let (address, title) = split_title(inside.trim());
        let mark = before.strip_suffix(['!', '！']).map_or("", |shorter| &before[shorter.len()..]);
        // “太好了！[云窑](…)” is a sentence and a link.
        let mark = if mark == "！" && !ends_with(address, &PICTURES) { "" } else { mark };
        let start = opening - mark.len();
        let gap = end + bracket.len()..end + bracket.len() + gap;
        let marks = [start, opening, end, gap.end].into_iter().chain(close.map(|_| from + length));
        let wide = marks.filter_map(|at| Some((at, line[at..].chars().next()?)));
        let wide = wide.into_iter().find(|(_, c)| "！【】［］（）".contains(*c));
        let inside = from..from + length;
        let meant = Self { start, mark, words, wide, gap, inside, address, title, is_closed: close.is_some() };
        meant.is_meant().then_some(meant)
    }

    /// Whether it can hardly be anything else.
    fn is_meant(&self) -> bool {
        let address = self.address;
        if self.mark == "!" {
            return !address.is_empty();
        }
        let is_route = ["/", "./", "../", "#"].iter().any(|start| address.starts_with(start));
        let is_file = ends_with(address, &PICTURES) || !self.is_wide('【') && ends_with(address, &FILES);
        let is_address = is_file || is_route || has_scheme(address);
        is_address && self.gap.is_empty() && !address.contains(['，', '。', '；', '：', '、'])
    }

    fn is_wide(&self, mark: char) -> bool {
        self.wide.is_some_and(|(_, wide)| wide == mark)
    }

    /// What is wrong with it, for a line that begins at `line`; and the place of a mark that stands in the text where the
    /// fault is one.
    fn fault(&self, line: usize) -> Option<(usize, MarkupFault)> {
        let has_blank = self.address.contains([' ', '\u{3000}']) && !self.address.starts_with('<');
        let Pair { zh, en } =
            if self.mark.is_empty() { pair!("会成为链接", "link") } else { pair!("会成为图片", "picture") };
        let (span, message) = match self.wide {
            Some((at, mark)) => (
                at..at + mark.len_utf8(),
                message!("“{mark}”是全角的，这里不{zh}", "`{mark}` is full-width: this is no {en}"),
            ),
            None if self.title.starts_with(['“', '”', '‘', '’']) => (
                self.inside.clone(),
                message!(
                    "图片说明的引号是全角的，这里不{zh}",
                    "the quotes of the caption are full-width: this is no {en}"
                ),
            ),
            None if !self.gap.is_empty() => (
                self.gap.start..self.inside.start,
                message!("两对括号之间有空格，这里不{zh}", "there is a blank between the brackets: this is no {en}"),
            ),
            None if !self.is_closed => (
                self.inside.start - 1..self.inside.end,
                message!("缺少右括号，这里不{zh}", "the closing bracket is missing: this is no {en}"),
            ),
            None if has_blank => (
                self.inside.clone(),
                message!("地址中有空格，这里不{zh}", "the address holds a blank: this is no {en}"),
            ),
            None => return None,
        };
        let hint = message!("请写成 {}", "write `{}`", self.right());
        Some((line + self.start, (line + span.start..line + span.end, message, hint)))
    }

    /// As it should be written.
    fn right(&self) -> String {
        let mark = if self.mark.is_empty() { "" } else { "!" };
        let address = self.address.trim_start_matches('<').trim_end_matches('>');
        // Behind a scheme a blank is a slip; in the name of a file it is not.
        let address = &match address.split_once(':') {
            Some((scheme, name)) if SCHEMES.contains(&scheme) => format!("{scheme}:{}", name.trim()),
            _ => address.to_owned(),
        };
        let address =
            if address.contains([' ', '\u{3000}', '(']) { format!("<{address}>") } else { address.to_owned() };
        let title = self.title.trim_matches(|c| "\"'“”‘’".contains(c));
        let title = if title.is_empty() { String::new() } else { format!(" \"{title}\"") };
        format!("{mark}[{}]({address}{title})", self.words)
    }
}

/// Where the bracket that was opened before closes, and by which mark; else how far it reaches.
fn closing(rest: &str) -> (usize, Option<char>) {
    let mut depth = 0;
    for (at, c) in rest.char_indices() {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' if depth == 0 => return (at, Some(c)),
            ')' | '）' => depth -= 1,
            _ => {}
        }
    }
    (rest.trim_end().len(), None)
}

/// An address, and the caption behind it with its quotes.
fn split_title(inside: &str) -> (&str, &str) {
    let quotes = ['"', '\'', '“', '”', '‘', '’'];
    let is_title = |title: &str| title.starts_with(quotes) && title.ends_with(quotes) && title.chars().count() > 1;
    let mut titles = inside.match_indices([' ', '\u{3000}']).map(|(at, _)| (&inside[..at], inside[at..].trim_start()));
    let found = titles.find(|(_, title)| is_title(title));
    found.map_or((inside, ""), |(address, title)| (address.trim_end(), title))
}

/// Whether an address begins like one.
fn has_scheme(address: &str) -> bool {
    address.split_once(':').is_some_and(|(scheme, _)| SCHEMES.contains(&scheme) || OUTER_SCHEMES.contains(&scheme))
}

/// Whether an address ends like a file of these kinds.
fn ends_with(address: &str, endings: &[&str]) -> bool {
    let ending = address.trim_end_matches('>').rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| endings.contains(&ending.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each place and its cure.
    fn found(text: &str) -> Vec<(&str, String)> {
        let found = faults(text).into_iter();
        found.map(|(span, _, hint)| (&text[span], hint.zh.trim_start_matches("请写成 ").to_owned())).collect()
    }

    #[test]
    fn what_was_meant_as_a_picture_or_link_is_one() {
        for (text, place, right) in [
            ("前\n![早市](IMG 001.jpg)\n", "IMG 001.jpg", "![早市](<IMG 001.jpg>)"),
            ("![早市](IMG 001.jpg \"早\")", "IMG 001.jpg \"早\"", "![早市](<IMG 001.jpg> \"早\")"),
            ("![早市](照片 (1).jpg)", "照片 (1).jpg", "![早市](<照片 (1).jpg>)"),
            ("见[办法](policies/a b.pdf)。", "policies/a b.pdf", "[办法](<policies/a b.pdf>)"),
            ("![早市](a.jpg “题名”)", "a.jpg “题名”", "![早市](a.jpg \"题名\")"),
            ("![早市] (a.jpg)", " (", "![早市](a.jpg)"),
            ("![早市](a.jpg\n后文", "(a.jpg", "![早市](a.jpg)"),
            ("！[早市](a.jpg)", "！", "![早市](a.jpg)"),
            ("！[早市](a.jpg \"题名\")", "！", "![早市](a.jpg \"题名\")"),
            ("![早市]（a.jpg）", "（", "![早市](a.jpg)"),
            ("！[早市]（a.jpg）", "！", "![早市](a.jpg)"),
            ("![早市](a.jpg）。", "）", "![早市](a.jpg)"),
            ("【早市】（a.jpg）", "【", "[早市](a.jpg)"),
            ("！【早市】(a.jpg)", "！", "![早市](a.jpg)"),
            ("［早市］(town:yunyao)", "［", "[早市](town:yunyao)"),
            ("[云窑]（town:yunyao）", "（", "[云窑](town:yunyao)"),
            ("[云窑](town:yunyao）。", "）", "[云窑](town:yunyao)"),
            ("- 见[网站]（https://example.cn/）", "（", "[网站](https://example.cn/)"),
        ] {
            assert_eq!(found(text), [(place, right.to_owned())], "{text}");
        }
    }

    #[test]
    fn what_is_right_or_is_text_is_left_alone() {
        for text in [
            "![早市](<IMG 001.jpg>)",
            "![早市](a.jpg \"题名\") [云窑](town:yunyao)",
            "![早市]( a.jpg) [云窑]( town:yunyao )",
            "附件[1]（略，见下）和[注]（说明文字）",
            "`![早市](IMG 001.jpg)` ``![早市](IMG 001.jpg)``",
            "```\n![早市](IMG 001.jpg)\n```",
            "~~~\n![早市](IMG 001.jpg)\n~~~",
            "Text\n\n    ![market](IMG 001.jpg)\n",
            "<!-- ![早市](IMG 001.jpg) -->",
            "\\[早市]（a.jpg）",
            "[x](y z)",
            "The plan [1](see para. 3) holds. Great! [note](see below)",
            "太好了！[云窑](town:yunyao)",
            "太好了！[1]（略）",
            "[组图]（文/李四 图/张三）",
            "[含税]（3.5亿元）",
            "完成投资[^1]（同比增长12.5%）\n\n[^1]: 快报数。",
            "[云窑][y]（占地3.2平方公里）\n\n[y]: town:yunyao",
            "【附件】（附件1.pdf）",
            "【记者】（张三）",
            "[云窑](town:yunyao)（[3A级]）",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    /// What is told beyond pictures and links, and where.
    fn unread(text: &str) -> Vec<&str> {
        unread::look(text).into_iter().map(|told| &text[told.span]).collect()
    }

    #[test]
    fn what_is_not_shown_or_not_understood_is_told() {
        for (text, place) in [
            ("| 小镇 | 总投资 |\n| --- | ---: |\n| 云窑 | 88106 | 60528 |", "60528"),
            ("｜小镇｜投资｜\n｜－－｜－－｜\n｜云窑｜1｜2｜", "2"),
            ("| 小镇 | 投资 | 占比 |\n| --- | --- |\n| 甲 | 1 |", "| 小镇 | 投资 | 占比 |"),
            ("｜甲｜乙｜\n｜1｜2｜", "｜甲｜乙｜"),
            ("正文。\n\n[^1]: 快报数。", "[^1]: 快报数。"),
            ("正文[^2]。", "[^2]"),
            ("<p>段落</p>", "<p>"),
            ("甲<span style=\"color:red\">乙</span>", "<span style=\"color:red\">"),
            ("<table><tr><td>1</td></tr></table>", "<table>"),
            ("<!-- 内部\n\n后文", "<!-- 内部"),
            ("后文<!-- 内部", "<!--"),
            ("```\n甲", "```"),
            ("**重点 **后文", "**"),
            ("＊＊重点＊＊后文", "＊＊"),
            ("#总体情况", "#总体情况"),
            ("[云窑](town：yunyao)", "town：yunyao"),
            ("[网站](https：//a.cn)", "https：//a.cn"),
            ("- 12℃", "- 12℃"),
        ] {
            assert_eq!(unread(text).first(), Some(&place), "{text}");
        }
    }

    #[test]
    fn sound_texts_are_not_told_of() {
        for text in [
            "| 小镇 | 总投资 |\n| --- | ---: |\n| 云窑 | 88106 |\n| 甲\\|乙 | 1 | |\n| 丙 |",
            "正文[^1]，再见[^1]。\n\n[^1]: 快报数。",
            "占比<5%，x<y>z，<重要>，a < b > c，<https://a.cn>，<a@b.cn>",
            "好<!-- 内部 -->\n\n<!-- 内部\n\n备注 -->\n\n后文",
            "```sh\nls\n```\n\n~~~\n| - |\n~~~",
            "#1厂房\n\n#话题#\n\n# 标题\n\n#1、#2机组",
            "- 12℃\n- 13℃\n\n段\n\n- 12个项目",
            "`<p>` `[^3]` `**甲`",
            "甲|乙|丙，|x|",
            "[云窑](town:yunyao) [网](https://a.cn/文件：一.html)",
            "甲<br>乙<b>丙</b>",
            "\\[^1] \\*\\*甲",
            "张**、李**",
        ] {
            assert_eq!(unread(text), Vec::<&str>::new(), "{text}");
        }
    }
}
