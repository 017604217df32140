//! What a text holds that is not read as it was meant, or not shown at all: surplus cells, notes without a reference, tags of
//! HTML, marks without a partner, tables that are none.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::super::links::{OUTER_SCHEMES, SCHEMES};
use crate::diagnostic::{Message, Severity};
use crate::language::Pair;
use crate::markdown::{Doubt, DoubtKind, MarkdownText, Spanned};
use crate::units::narrow;

/// Something to be told, with its place in the text.
pub(super) struct UnreadMarkup {
    pub severity: Severity,
    pub span: Range<usize>,
    pub message: Message,
    pub hint: Message,
}

/// Elements of HTML; other words in pointed brackets are taken for words.
const ELEMENTS: &str = " a abbr article b big blockquote body br caption center cite code col div em font footer h1 h2 h3 h4 h5 h6 head header hr html i iframe img input li link meta ol p pre s script section small span strike strong style sub sup svg table tbody td th thead title tr u ul video o:p ";

pub(super) fn look(text: &str) -> Vec<UnreadMarkup> {
    let source = MarkdownText::of(text);
    let (events, doubts) = source.read();
    let mut looking = MarkupScan { text, told: doubts.iter().map(|doubt| of_doubt(text, doubt)).collect() };
    looking.blocks(&events);
    looking.notes(&events);
    for (event, range) in &events {
        match event {
            Event::InlineHtml(html) => looking.tag(html, range.start),
            Event::Text(_) => looking.words(range),
            Event::Start(Tag::Link { dest_url, .. }) => looking.address(dest_url, range),
            _ => {}
        }
    }
    looking.told
}

fn of_doubt(text: &str, Doubt { span, kind }: &Doubt) -> UnreadMarkup {
    let marks = &text[span.clone()];
    let pair = message!(
        "请在要标出的文字两端各写一次“{marks}”，紧贴文字，里面不留空格；本来就是文字的，每个符号前加“\\”",
        "write `{marks}` on both sides of the words, without a blank inside; where the signs belong to the text write `\\` before each"
    );
    let (message, hint) = match kind {
        DoubtKind::Loose => {
            (message!("“{marks}”没有成对，会原样显示", "`{marks}` has no partner and is shown as it is"), pair)
        }
        DoubtKind::Nested => (
            message!(
                "“{marks}”对不上，分不清哪些文字要加粗，会原样显示",
                "the pairs of `{marks}` are not clear; they are shown as they are"
            ),
            pair,
        ),
        DoubtKind::Product => (
            message!(
                "“*”夹在文字中间，分不清是乘号还是强调，会原样显示",
                "`*` stands within words: a product or an emphasis; it is shown as it is"
            ),
            message!(
                "相乘的请写“×”；要强调的写成 **文字**",
                "for a product write `×`; for an emphasis write `**words**`"
            ),
        ),
        DoubtKind::UnusedAddress => (
            message!(
                "这一行是链接的地址，正文没有用到，网页上不显示",
                "this line is the address of a link that the text does not use; it is not shown"
            ),
            message!(
                "是正文的，在“[”前加“\\”；不要的请删去",
                "where it belongs to the text write `\\[`; else delete it"
            ),
        ),
    };
    UnreadMarkup { severity: Severity::Warning, span: span.clone(), message, hint }
}

pub(super) struct MarkupScan<'t> {
    pub(super) text: &'t str,
    told: Vec<UnreadMarkup>,
}

impl MarkupScan<'_> {
    pub(super) fn tell(&mut self, severity: Severity, span: Range<usize>, message: Message, hint: Message) {
        // The first line shows enough.
        let line = self.text[span.clone()].find('\n').map_or(span.end, |length| span.start + length);
        let end = span.start + self.text[span.start..line].trim_end().len();
        self.told.push(UnreadMarkup { severity, span: span.start..end, message, hint });
    }

    /// Tables, paragraphs that look like one, code without an end, HTML, items that were a figure below zero.
    fn blocks(&mut self, events: &[Spanned<'_>]) {
        let mut columns = 0;
        for (at, (event, range)) in events.iter().enumerate() {
            match event {
                Event::Start(Tag::Table(alignments)) => columns = alignments.len(),
                Event::Start(Tag::TableRow) => self.row(range, columns),
                Event::Start(Tag::Paragraph) => self.paragraph(range),
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => self.fence(range, info),
                Event::Start(Tag::HtmlBlock) => self.html(range.clone()),
                Event::Start(Tag::List(None)) => {
                    self.figure(&events[at..], at.checked_sub(1).map(|before| &events[before]))
                }
                _ => {}
            }
        }
    }

    /// Cells beyond the last column, which are not shown.
    fn row(&mut self, range: &Range<usize>, columns: usize) {
        let row = self.text[range.clone()].trim_end();
        let bar = if row.contains('|') { '|' } else { '｜' };
        let mut cells = vec![];
        let mut from = row.len() - row.trim_start().len();
        from += row[from..].strip_prefix(bar).map_or(0, |_| bar.len_utf8());
        let head = from;
        for (at, _) in row.match_indices(bar).filter(|(at, _)| *at >= head && !row[..*at].ends_with('\\')) {
            cells.push(from..at);
            from = at + bar.len_utf8();
        }
        cells.push(from..row.len());
        let surplus = cells.iter().skip(columns).filter(|cell| !row[(*cell).clone()].trim().is_empty());
        let (mut first, mut words) = (None, Vec::new());
        for cell in surplus {
            first = first.or(Some(cell.start + row[cell.clone()].len() - row[cell.clone()].trim_start().len()));
            words.push(row[cell.clone()].trim());
        }
        let Some(first) = first else { return };
        let words = words.join("、");
        let start = range.start + first;
        let end = range.start + row.trim_end_matches([bar, ' ']).len();
        self.tell(
            Severity::Error,
            start..end,
            message!(
                "表头只有{columns}列，这一行多出的“{words}”不会显示",
                "the table has {columns} columns; `{words}` beyond them is not shown"
            ),
            message!(
                "请在表头和第二行补上这一列；竖线本是文字的，写成“\\|”",
                "add the column to the heading and to the line below it; where the bar belongs to the text write `\\|`"
            ),
        );
    }

    /// Lines with bars that make no table; a line with a number sign that may be a heading.
    fn paragraph(&mut self, range: &Range<usize>) {
        let lines: Vec<&str> = self.text[range.clone()].lines().map(str::trim).collect();
        let is_barred = |line: &&&str| line.starts_with(['|', '｜']) && line.matches(['|', '｜']).count() > 1;
        let is_under = |line: &&str| {
            line.contains(['|', '｜'])
                && line.contains(['-', '－', '—', '─'])
                && line.chars().all(|c| "|｜-－—─–:： \t\u{3000}".contains(c))
        };
        if lines.iter().any(is_under) || lines.iter().filter(is_barred).count() > 1 {
            self.tell(
                Severity::Warning,
                range.clone(),
                message!(
                    "这几行没有成为表格，竖线会原样显示",
                    "these lines make no table; the bars are shown as they are"
                ),
                message!(
                    "表头下面要有一行“| --- | --- |”，列数与表头相同",
                    "below the heading write a line `| --- | --- |` with as many columns as the heading has"
                ),
            );
        }
        if let [line] = lines[..]
            && let Some(title) = line.strip_prefix(['#', '＃'])
            && title.starts_with(|c: char| c.is_alphabetic())
            && !title.contains(['#', '＃', '，', '。', '；', '：', '！', '？'])
        {
            self.tell(
                Severity::Warning,
                range.clone(),
                message!("“#”后面没有空格，这一行不是标题", "there is no blank behind `#`: this is no heading"),
                message!(
                    "标题请写成 # {title}；不是标题的写成 \\#{title}",
                    "for a heading write `# {title}`, else `\\#{title}`"
                ),
            );
        }
    }

    fn fence(&mut self, range: &Range<usize>, info: &str) {
        let block = self.text[range.clone()].trim_end();
        let mark = if block.trim_start().starts_with('~') { '~' } else { '`' };
        let last = block.lines().last().unwrap_or_default().trim_start_matches(['>', ' ', '\t']);
        let is_closed = block.lines().count() > 1 && last.len() > 2 && last.chars().all(|c| c == mark);
        let marks = mark.to_string().repeat(3);
        if !is_closed {
            self.tell(
                Severity::Error,
                range.clone(),
                message!(
                    "“{marks}”没有结束，后面的文字都成了代码",
                    "`{marks}` is not closed: all that follows is shown as code"
                ),
                message!(
                    "请在代码后面另起一行写“{marks}”；不是代码的，删去这一行",
                    "write a line `{marks}` behind the code, or delete this one"
                ),
            );
        } else if crate::units::han::is_chinese(info) {
            self.tell(
                Severity::Warning,
                range.clone(),
                message!("“{marks}”后面的“{info}”不会显示", "`{info}` behind `{marks}` is not shown"),
                message!("文字请另起一行", "write it in a line of its own"),
            );
        }
    }

    /// A block of HTML: a remark without an end hides what follows; of tags the first is told.
    fn html(&mut self, range: Range<usize>) {
        let html = &self.text[range.clone()];
        let mut at = 0;
        while let Some(open) = html[at..].find('<').map(|open| at + open) {
            if html[open..].starts_with("<!--") {
                let Some(length) = html[open..].find("-->") else {
                    self.open_remark(range.start + open..range.end);
                    return;
                };
                at = open + length;
                continue;
            }
            let end = html[open..].find('>').map_or(html.len(), |length| open + length + 1);
            let count = self.told.len();
            self.tag(&html[open..end], range.start + open);
            if self.told.len() > count {
                return;
            }
            at = end;
        }
    }

    fn open_remark(&mut self, span: Range<usize>) {
        self.tell(
            Severity::Error,
            span,
            message!(
                "备注没有结束，分不清哪些文字不公开",
                "the remark is not closed, so that it is not known what it hides"
            ),
            message!("请在备注末尾写“-->”", "write `-->` at its end"),
        );
    }

    /// A tag of HTML that is shown as text.
    fn tag(&mut self, html: &str, start: usize) {
        let name: String =
            html.trim_start_matches('<').chars().take_while(|c| c.is_ascii_alphanumeric() || *c == ':').collect();
        let name = name.to_ascii_lowercase();
        if name.is_empty() || !ELEMENTS.contains(&format!(" {name} ")) {
            return;
        }
        let Pair { zh, en } = match name.as_str() {
            "a" => pair!("链接写成 [文字](网址)", "write a link as `[words](address)`"),
            "img" => pair!("图片写成 ![说明](文件名)", "write a picture as `![description](file)`"),
            "table" | "tbody" | "thead" | "tr" | "td" | "th" => {
                pair!("表格写成“| 列 | 列 |”一行一行的形式", "write a table as lines `| a | b |`")
            }
            "p" | "div" | "section" | "span" | "font" => {
                pair!("请删去标签，段落之间空一行", "delete the tags and leave an empty line between paragraphs")
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => pair!("标题写成 ## 标题", "write a heading as `## Heading`"),
            "li" | "ul" | "ol" => pair!("列表每项一行，写成“- 内容”", "write a list as lines `- item`"),
            _ => pair!("请删去标签；要加粗写成 **文字**", "delete the tags; for bold write `**words**`"),
        };
        // Nothing is lost: the code stands on the page as it was typed.
        self.tell(
            Severity::Warning,
            start..start + html.len(),
            message!("网页代码 <{name}> 会原样显示成文字", "the tag `<{name}>` is shown as text"),
            message!("{zh}；从网页复制的请粘贴为纯文本", "{en}; paste what you copy from a page as plain text"),
        );
    }

    /// Marks of another width, and notes that are not there.
    fn words(&mut self, range: &Range<usize>) {
        let words = &self.text[range.clone()];
        if let Some(at) = words.find("＊＊").filter(|at| words[at + 6..].contains("＊＊")) {
            let start = range.start + at;
            self.tell(
                Severity::Warning,
                start..start + "＊＊".len(),
                message!("“＊＊”是全角的，这里不会加粗", "`＊＊` is full-width: nothing is set in bold"),
                message!(
                    "请切换到英文输入法，写成 **文字**",
                    "switch to the English input method and write `**words**`"
                ),
            );
        }
        let opens = |at: &usize| self.text[range.start + at..].starts_with("<!--");
        if let Some(at) = words.match_indices('<').map(|(at, _)| at).find(opens) {
            self.open_remark(range.start + at..range.start + at + "<!--".len());
        }
    }

    /// Notes without a reference, which are not shown, and references without a note.
    fn notes(&mut self, events: &[Spanned<'_>]) {
        let referred: BTreeSet<String> = events
            .iter()
            .filter_map(|(event, _)| match event {
                Event::FootnoteReference(name) => Some(name.to_lowercase()),
                _ => None,
            })
            .collect();
        let mut is_code = false;
        for (event, range) in events {
            match event {
                Event::Start(Tag::CodeBlock(_)) => is_code = true,
                Event::End(TagEnd::CodeBlock) => is_code = false,
                Event::Start(Tag::FootnoteDefinition(name)) if !referred.contains(&name.to_lowercase()) => self.tell(
                    Severity::Error,
                    range.clone(),
                    message!(
                        "正文中没有注 [^{name}]，这一条不会显示",
                        "the text does not refer to the note [^{name}]; it is not shown"
                    ),
                    message!(
                        "请在正文相应处写 [^{name}]；不是注的，写成 \\[^{name}]",
                        "write [^{name}] where it belongs in the text, or `\\[^{name}]` where this is no note"
                    ),
                ),
                Event::Text(words) if !is_code && **words == *"[" => {
                    let rest = &self.text[range.start..];
                    let name = rest.strip_prefix("[^").and_then(|rest| rest.split_once(']'));
                    let Some((name, _)) = name.filter(|(name, _)| !name.is_empty() && !name.contains(['\n', '[']))
                    else {
                        continue;
                    };
                    let span = range.start..range.start + name.len() + 3;
                    self.tell(
                        Severity::Warning,
                        span,
                        message!(
                            "没有写注 [^{name}] 的内容，会原样显示",
                            "there is no note [^{name}]; it is shown as it is"
                        ),
                        message!(
                            "请另起一行写“[^{name}]: 内容”",
                            "write its words in a line of their own: `[^{name}]: …`"
                        ),
                    );
                }
                _ => {}
            }
        }
    }

    /// Full-width signs in the address of a link.
    fn address(&mut self, address: &str, range: &Range<usize>) {
        let narrowed: String = address.chars().map(narrow).filter(|c| *c != ' ').collect();
        let scheme = narrowed.split_once(':').map_or("", |(scheme, _)| scheme);
        let is_sound = address.split_once(':').is_some_and(|(own, _)| own == scheme);
        self.swallowed(address, range);
        if is_sound || narrowed == address || !(SCHEMES.contains(&scheme) || OUTER_SCHEMES.contains(&scheme)) {
            return;
        }
        let Some(at) = self.text[range.clone()].find(address) else { return };
        let wide = address.chars().find(|&c| narrow(c) != c).unwrap_or_default();
        let start = range.start + at;
        self.tell(
            Severity::Error,
            start..start + address.len(),
            message!(
                "地址中的“{wide}”是全角的，这个链接打不开",
                "`{wide}` in the address is full-width: the link leads nowhere"
            ),
            message!("请写成 ({narrowed})", "write `({narrowed})`"),
        );
    }
}
