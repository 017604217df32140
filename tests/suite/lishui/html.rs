//! The built site as documents: what stands in one table row, list item or paragraph, read without a browser.

use std::path::Path;

use super::Document;

/// A part of a page longer than a row of a table says nothing about what stands together.
const BLOCK_LENGTH: usize = 400;
const INLINE: [&str; 17] = [
    "a", "abbr", "b", "bdi", "cite", "code", "data", "em", "i", "mark", "q", "small", "span", "strong", "sub", "sup",
    "time",
];
const VOID: [&str; 10] = ["area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"];
const UNREAD: [&str; 4] = ["script", "style", "svg", "template"];

/// Every page of an output folder.
pub fn documents(output: &Path) -> Vec<Document> {
    let files = walkdir::WalkDir::new(output).sort_by_file_name().into_iter();
    files
        .map(|entry| entry.expect("the output is read"))
        .filter(|entry| entry.path().extension().is_some_and(|extension| extension == "html"))
        .map(|entry| {
            let name = entry.path().strip_prefix(output).expect("it lies in the folder").display().to_string();
            document(name, &std::fs::read_to_string(entry.path()).expect("pages are UTF-8"))
        })
        .collect()
}

/// One page: its `main` where it has one.
pub fn document(name: String, html: &str) -> Document {
    let main = html.find("<main").map_or(html, |start| &html[start..]);
    let mut reader =
        Reader { document: Document { name, heading: String::new(), blocks: Vec::new() }, ..Reader::default() };
    let mut rest = main;
    while let Some(start) = rest.find('<') {
        reader.text.push_str(&decoded(&rest[..start]));
        let end = tag_end(&rest[start..]);
        let tag = &rest[start + 1..start + end - 1];
        rest = &rest[start + end..];
        if tag.starts_with("!--") || tag.starts_with('!') {
            continue;
        }
        let word = tag.trim_start_matches('/').split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or("");
        if UNREAD.contains(&word) && !tag.starts_with('/') && !tag.ends_with('/') {
            let close = format!("</{word}");
            rest = rest.find(&close).map_or("", |at| &rest[at..]);
        }
        reader.tag(word, tag.starts_with('/'));
        if tag == "/main" {
            break;
        }
    }
    reader.document
}

/// Where a tag ends, past its `>`; a `>` in quotes does not end it.
fn tag_end(text: &str) -> usize {
    if text.starts_with("<!--") {
        return text.find("-->").map_or(text.len(), |at| at + 3);
    }
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            (None, '>') => return at + 1,
            _ => {}
        }
    }
    text.len()
}

#[derive(Default)]
struct Reader {
    document: Document,
    text: String,
    /// Open elements, and where in the text each began.
    open: Vec<(String, usize)>,
    /// The section's heading and the table's caption, which stand before each of their rows.
    section: String,
    caption: String,
    /// Where the last label of a definition list began.
    label: Option<usize>,
}

impl Reader {
    fn tag(&mut self, word: &str, closes: bool) {
        if INLINE.contains(&word) {
            return;
        }
        self.text.push(' ');
        if VOID.contains(&word) {
            return;
        }
        if !closes {
            match word {
                "table" => self.caption.clear(),
                "dt" => self.label = Some(self.text.len()),
                _ => {}
            }
            self.open.push((word.to_owned(), self.text.len()));
            return;
        }
        let Some(depth) = self.open.iter().rposition(|(open, _)| open == word) else { return };
        let start = self.open[depth].1;
        self.open.truncate(depth);
        let words = collapsed(&self.text[start..]);
        match word {
            "h1" => self.document.heading.push_str(&words),
            "h2" => self.section = words,
            "caption" => self.caption = words,
            "dd" => {
                let pair = collapsed(&self.text[self.label.unwrap_or(start)..]);
                self.block(&pair);
            }
            "tr" | "p" => self.block(&words),
            _ if words.chars().count() <= BLOCK_LENGTH => self.block(&words),
            _ => {}
        }
    }

    fn block(&mut self, words: &str) {
        if !words.is_empty() {
            self.document.blocks.push(format!("{} {} {words}", self.section, self.caption));
        }
    }
}

/// Runs of blanks as one, and numbers without separators of thousands: 4,708 is 4708.
fn collapsed(text: &str) -> String {
    let text: Vec<char> = text.split_whitespace().collect::<Vec<_>>().join(" ").chars().collect();
    let digit = |at: usize| text.get(at).is_some_and(char::is_ascii_digit);
    let separates = |at: usize| {
        text[at] == ',' && at > 0 && digit(at - 1) && (1..=3).all(|step| digit(at + step)) && !digit(at + 4)
    };
    (0..text.len()).filter(|&at| !separates(at)).map(|at| text[at]).collect()
}

fn decoded(text: &str) -> String {
    let mut decoded = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        decoded.push_str(before);
        let (name, end) = after.split_once(';').filter(|(name, _)| name.len() <= 8).unwrap_or(("", after));
        let number = name.strip_prefix("#x").or(name.strip_prefix("#X")).map(|hex| u32::from_str_radix(hex, 16));
        let number = number.or_else(|| name.strip_prefix('#').map(str::parse)).and_then(Result::ok);
        match (name, number.and_then(char::from_u32)) {
            (_, Some(c)) => decoded.push(c),
            ("lt", _) => decoded.push('<'),
            ("gt", _) => decoded.push('>'),
            ("quot", _) => decoded.push('"'),
            ("apos", _) => decoded.push('\''),
            ("nbsp", _) => decoded.push(' '),
            _ => decoded.push('&'),
        }
        rest = end;
    }
    decoded + rest
}

#[test]
fn a_row_is_read_as_one_line() {
    let page = "<nav><p>no</p></nav><main><h1>甲<b>镇</b></h1><h2>数字</h2><table><caption>万元</caption><tr data-x='>'><td>税收</td>\
                <td>4,708</td></tr></table><dl><dt>面积</dt><dd>3.21</dd><dd>来源：<a href=\"#\">B</a>&amp;C</dd></dl></main><p>no</p>";
    let document = document("a.html".into(), page);
    assert_eq!(document.heading, "甲镇");
    assert!(document.blocks.contains(&"数字 万元 税收 4708".to_owned()), "{:?}", document.blocks);
    assert!(document.blocks.iter().any(|block| block.ends_with("面积 3.21 来源：B&C")), "{:?}", document.blocks);
    assert!(document.blocks.iter().all(|block| !block.contains("no")));
}
