//! Hostile words in every field that takes any words: every file of the site stays what it is with harmless words.
//!
//! Each word is put into all free-text fields of the small tree at once, numbered so that a fault names its field, and
//! both editions are built. The same build with harmless words says what each file should look like.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Cursor, Read as _};
use std::path::Path;

use html5gum::{Token, Tokenizer};
use serde_json::Value;
use sunboard::model::Edition;
use sunboard::render::Pictures;

use crate::harness::{copy, sites};
use crate::mutation::{free_text, values};

/// What an attacker, or a careless hand, may write.
const HOSTILE: [&str; 12] = [
    "\"><script>alert(1)</script>",
    "'><img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "]]><x/>",
    "{{ 1 }}{% raw %}{# x #}",
    "&amp;&lt;b&gt;",
    "'",
    "a\u{2028}b\u{2029}c",
    "=HYPERLINK(\"https://evil.example\",\"x\")",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "javascript:alert(1)//",
    "x_x0041_x&#x41;\\u0041",
];

/// A harmless word of the same build.
const HARMLESS: &str = "Zz";

/// Units that amounts are converted by: in their places no other words can stand.
const UNITS: [&str; 2] = ["万元", "亿元"];

/// Fields by whose words others are found.
const DEFINITIONS: [&str; 2] = ["rules.yaml: industries", "sources.yaml: id"];

/// Fields in Markdown, whose words are drawn as it reads them.
const MARKDOWN: [&str; 3] = ["towns: profile", "quarters: analysis.body", "quarters: analysis.next_steps"];

type Files = BTreeMap<String, Vec<u8>>;

/// The small tree with this word in each free-text field, numbered; and the fields by number.
fn tree(word: &str) -> (tempfile::TempDir, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    copy(&sites().join("mutation/content"), folder.path());
    let free = free_text();
    let text_of = |file: &Path| fs::read_to_string(sites().join("mutation/content").join(file)).unwrap();
    let mut values = values();
    // Definitions before their uses; then each file from its end, so that what stands before keeps its place.
    values.sort_by_key(|value| !DEFINITIONS.contains(&value.field().as_str()));
    let (mut fields, mut defined, mut changes) = (Vec::new(), BTreeMap::new(), Vec::new());
    for value in values {
        let old = text_of(&value.file)[value.span.clone()].to_owned();
        let field = value.field();
        if UNITS.contains(&old.as_str()) {
            continue;
        }
        let new = match defined.get(&old) {
            Some(new) if !free.contains(&field) || DEFINITIONS.contains(&field.as_str()) => String::clone(new),
            _ if free.contains(&field) => {
                fields.push(field.clone());
                // Numbered at the end: a cell must still begin with the word. The end of each number is marked.
                quoted(&format!("{word}{}号", fields.len() - 1))
            }
            _ => continue,
        };
        if DEFINITIONS.contains(&field.as_str()) {
            defined.insert(old, new.clone());
        }
        changes.push((value, new));
    }
    changes.sort_by_key(|(value, _)| std::cmp::Reverse(value.span.start));
    for (value, new) in changes {
        let path = folder.path().join(&value.file);
        let mut text = fs::read_to_string(&path).unwrap();
        text.replace_range(value.span, &new);
        fs::write(path, text).unwrap();
    }
    (folder, fields)
}

/// A word as YAML in quotes. Line separators are written as escapes: YAML 1.1 would fold them.
fn quoted(word: &str) -> String {
    Value::from(word).to_string().replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

/// Every file of the tree's site.
fn built(content: &Path, edition: Edition) -> Files {
    let request = sunboard::Request {
        content: content.to_owned(),
        theme: None,
        edition,
        as_of: None,
        base_url: None,
        pictures: Pictures::Checked,
        drafts: false,
        clock: &|_| chrono::NaiveDateTime::MIN,
        content_cache: None,
        now: std::time::SystemTime::now(),
    };
    let shelf = sunboard::artifact::MemoryOutput::default();
    let built = sunboard::build(&request, None, &shelf, &sunboard::Run::ALONE).unwrap();
    let errors: Vec<_> = built.diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).collect();
    assert!(built.pages.is_some(), "{errors:#?}");
    crate::harness::contents(shelf).into_iter().collect()
}

/// What a page is made of, without its words.
#[derive(Default)]
struct Bones {
    /// Start tags with the names of their attributes, and end tags.
    tags: Vec<String>,
    /// Addresses in attributes.
    addresses: Vec<String>,
    /// Words as a reader sees them, and values of attributes.
    words: String,
}

fn bones(html: &str) -> Bones {
    let mut bones = Bones::default();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let mut in_script = false;
    // Scripts are read like anything else: what could end one shows as a tag.
    for Ok(token) in Tokenizer::new(html) {
        match token {
            Token::StartTag(tag) => {
                let names: Vec<String> = tag.attributes.keys().map(|name| text(name)).collect();
                in_script = text(&tag.name) == "script";
                bones.tags.push(format!("<{} {}>", text(&tag.name), names.join(" ")));
                for (name, value) in &tag.attributes {
                    let value = text(&value.value);
                    bones.words.push_str(&format!("{value}\n"));
                    if ["href", "src", "action", "formaction", "srcset", "content"].contains(&text(name).as_str()) {
                        bones.addresses.push(value);
                    }
                }
            }
            Token::String(_) if in_script => {}
            Token::EndTag(tag) => bones.tags.push(format!("</{}>", text(&tag.name))),
            Token::String(words) => bones.words.push_str(&text(&words)),
            _ => {}
        }
    }
    for data in structured(html) {
        strings(&serde_json::from_str(data).unwrap_or_default(), &mut bones.words);
    }
    bones
}

/// The structured data of a page.
fn structured(html: &str) -> impl Iterator<Item = &str> {
    between(html, "<script type=\"application/ld+json\">", "</script").into_iter()
}

/// All strings of structured data.
fn strings(data: &Value, words: &mut String) {
    match data {
        Value::String(text) => words.push_str(&format!("{text}\n")),
        Value::Array(items) => items.iter().for_each(|item| strings(item, words)),
        Value::Object(fields) => fields.values().for_each(|item| strings(item, words)),
        _ => {}
    }
}

/// A drawing with all that is in it, drawings too.
fn drawing(html: &str) -> &str {
    let mut depth = 0;
    for (at, _) in html.match_indices('<') {
        depth += usize::from(html[at..].starts_with("<svg"));
        if html[at..].starts_with("</svg>") {
            depth -= 1;
            if depth == 0 {
                return &html[..at + 6];
            }
        }
    }
    html
}

/// What stands between two marks, each time.
fn between<'t>(text: &'t str, start: &str, end: &str) -> Vec<&'t str> {
    text.split(start).skip(1).map(|rest| rest.split_once(end).expect("an end").0).collect()
}

/// A page against its harmless likeness.
fn page(html: &str, likeness: &str, fail: &mut dyn FnMut(String)) {
    let (found, expected) = (bones(html), bones(likeness));
    if found.tags != expected.tags {
        let at = found.tags.iter().zip(&expected.tags).take_while(|(a, b)| a == b).count();
        let near = |tags: &[String]| tags[at.saturating_sub(3)..(at + 4).min(tags.len())].join("");
        fail(format!("other elements: {}\n  instead of {}", near(&found.tags), near(&expected.tags)));
    }
    let is_script = |address: &&String| address.trim().to_lowercase().starts_with("javascript:");
    // A description that begins with these words is no address.
    let leads =
        found.addresses.iter().filter(is_script).filter(|address| !html.contains(&format!("content=\"{address}")));
    for address in leads {
        fail(format!("an address is a script: {address}"));
    }
    assert_eq!(structured(html).count(), structured(likeness).count());
    for json in structured(html) {
        if let Err(error) = serde_json::from_str::<Value>(json) {
            fail(format!("structured data: {error}: {json}"));
        }
    }
    for (at, drawing) in html.match_indices("<svg").map(|(at, _)| (at, &html[at..])) {
        if let Err(error) = roxmltree::Document::parse(self::drawing(drawing)) {
            fail(format!("the drawing at {at}: {error}"));
        }
    }
}

/// Cells that a spreadsheet would compute.
fn table(bytes: &[u8], likeness: &[u8], fail: &mut dyn FnMut(String)) {
    let rows = |bytes: &[u8]| -> Vec<csv::StringRecord> {
        let text = bytes.strip_prefix("\u{feff}".as_bytes()).expect("a byte order mark").to_vec();
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(Cursor::new(text));
        reader.records().map(|row| row.expect("each row has as many cells")).collect()
    };
    let (found, expected) = (rows(bytes), rows(likeness));
    let shape = |rows: &[csv::StringRecord]| (rows.len(), rows.first().map(csv::StringRecord::len));
    if shape(&found) != shape(&expected) {
        fail(format!("{:?} rows and columns instead of {:?}", shape(&found), shape(&expected)));
    }
    for cell in found.iter().flatten() {
        let begins = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
        let digits = cell.trim_start_matches('-').trim_end_matches('%');
        if begins && (digits.is_empty() || digits.contains(|c: char| !c.is_ascii_digit() && c != '.')) {
            fail(format!("a formula: {cell}"));
        }
    }
}

/// Words of a workbook are words: no formula, no link, and each as it was written.
fn workbook(bytes: &[u8], fail: &mut dyn FnMut(String)) -> Vec<String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut words = Vec::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        let tree = match roxmltree::Document::parse(&text) {
            Ok(tree) => tree,
            Err(error) => return fail_with(fail, format!("{name}: {error}")),
        };
        for node in tree.descendants() {
            if matches!(node.tag_name().name(), "f" | "hyperlink" | "externalLink") {
                fail(format!("{name}: <{}>", node.tag_name().name()));
            }
            if node.attribute("TargetMode") == Some("External") {
                fail(format!("{name}: leads outside"));
            }
            if name == "xl/sharedStrings.xml" && node.tag_name().name() == "t" {
                words.push(node.text().unwrap_or_default().to_owned());
            }
        }
    }
    words
}

fn fail_with(fail: &mut dyn FnMut(String), message: String) -> Vec<String> {
    fail(message);
    Vec::new()
}

/// Holds every file of a site against its likeness; gives what is wrong.
fn faults(files: &Files, likeness: &Files, word: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let (names, expected) = (files.keys().collect::<Vec<_>>(), likeness.keys().collect::<Vec<_>>());
    let own = |path: &&&String| !path.starts_with("search/") && !path.starts_with("tags/");
    if names.iter().filter(own).ne(expected.iter().filter(own)) {
        faults.push(format!("other files: {names:?} instead of {expected:?}"));
    }
    for (path, bytes) in files {
        let mut fail = |message| faults.push(format!("{path}: {message}"));
        let text = std::str::from_utf8(bytes).unwrap_or_default();
        // Names of tags and of parts of the search index are made from words.
        let like = likeness.get(path).map(Vec::as_slice).unwrap_or_default();
        let like_text = std::str::from_utf8(like).unwrap_or_default();
        if !path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/.-_".contains(&byte)) || path.contains("..") {
            fail("words have got into the name".to_owned());
        }
        match path.rsplit('.').next().unwrap() {
            "html" if !like.is_empty() => page(text, like_text, &mut fail),
            "xml" | "svg" | "opml" => {
                if let Err(error) = roxmltree::Document::parse(text) {
                    fail(error.to_string());
                }
            }
            "json" | "webmanifest" => {
                if let Err(error) = serde_json::from_str::<Value>(text) {
                    fail(error.to_string());
                }
            }
            "js" if path.starts_with("charts/") || path.starts_with("search/") => {
                let call = match text.strip_prefix("window.sunboardSearch = ") {
                    Some(data) => data.trim_end().strip_suffix(';'),
                    None => text.split_once('(').and_then(|(_, rest)| rest.trim_end().strip_suffix(");")),
                };
                if call.is_none_or(|call| serde_json::from_str::<Value>(&format!("[{call}]")).is_err()) {
                    fail(format!("no call with data: {text}"));
                }
            }
            "csv" => table(bytes, like, &mut fail),
            "xlsx" => {
                // Excel reads `_x0041_` as a letter; one that is meant as it stands has its first mark escaped.
                let read =
                    |cell: String| cell.replace("_x005F_", "\u{1}").replace("_x0041_", "A").replace('\u{1}', "_");
                let cells: BTreeSet<String> = workbook(bytes, &mut fail).into_iter().map(read).collect();
                for cell in workbook(like, &mut |_| ()).iter().filter(|cell| cell.contains(HARMLESS)) {
                    let wanted = cell.replace(HARMLESS, word);
                    if !cells.contains(&wanted) {
                        fail(format!("no cell holds {wanted}"));
                    }
                }
            }
            "conf" | "_headers" | "_redirects" | "txt" => {
                if text.lines().count() != like_text.lines().count() {
                    fail(format!("other lines: {text}"));
                }
            }
            "html" | "css" | "js" | "png" | "jpg" | "webp" | "gif" | "ico" => {}
            other => fail(format!("what is in a file `.{other}` is not looked at")),
        }
    }
    faults
}

/// Pages that do not show a word that its harmless likeness shows.
fn lost(files: &Files, likeness: &Files, word: &str, fields: &[String]) -> Vec<String> {
    let mut lost = Vec::new();
    for (path, bytes) in likeness.iter().filter(|(path, _)| path.ends_with(".html")) {
        let Some(hostile) = files.get(path) else { continue };
        let expected = bones(std::str::from_utf8(bytes).unwrap()).words;
        let found = bones(std::str::from_utf8(hostile).unwrap()).words;
        for (number, field) in fields.iter().enumerate() {
            if MARKDOWN.contains(&field.as_str()) {
                continue;
            }
            if expected.contains(&format!("{HARMLESS}{number}号")) && !found.contains(&format!("{word}{number}号")) {
                lost.push(format!("{path}: the words of `{field}` are not shown as they are written"));
            }
        }
    }
    lost
}

#[test]
fn hostile_words_are_words_in_every_file() {
    for edition in [Edition::Public, Edition::Internal] {
        let (harmless, _) = tree(HARMLESS);
        let likeness = built(harmless.path(), edition);
        let long = "长".repeat(50) + &"w".repeat(100);
        let mut all = Vec::new();
        for word in HOSTILE.into_iter().chain([long.as_str()]) {
            let (folder, fields) = tree(word);
            assert!(fields.len() > 100, "only {} fields were filled", fields.len());
            let files = built(folder.path(), edition);
            let shown: String = word.chars().take(40).collect();
            let mut found = faults(&files, &likeness, word);
            found.extend(lost(&files, &likeness, word, &fields));
            all.extend(found.into_iter().map(|fault| format!("{shown:?} [{edition:?}] {fault}")));
        }
        assert!(all.is_empty(), "{} faults:\n{}", all.len(), all.join("\n"));
        // One so long that pages are continued on others: there is no likeness to hold them against, but every file
        // can still be read, and every link leads somewhere.
        let (folder, _) = tree(&("长".repeat(400) + &"w".repeat(1200)));
        let files = built(folder.path(), edition);
        assert!(files.contains_key("towns/yunyao.2.html"), "no page was continued");
        assert_eq!(faults(&files, &files, HARMLESS), [""; 0]);
    }
}

/// Addresses that lead out of the site are such, or the site is not built.
#[test]
fn an_address_cannot_be_a_script() {
    for (file, from) in [
        ("site.yaml", "https://report.example.cn/"),
        ("site.yaml", "https://mark.example.cn/"),
        ("site.yaml", "https://licence.example.org/by/4.0/"),
        ("site.yaml", "https://towns.example.cn/"),
        ("site.yaml", "office@example.cn"),
        ("site.yaml", "from: news/12.html"),
        ("site.yaml", "to: stories/kiln-night.html"),
        ("stories/kiln-night.md", "news/13.html"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        copy(&sites().join("mutation/content"), folder.path());
        let path = folder.path().join(file);
        let text = fs::read_to_string(&path).unwrap();
        let key = from.split_once(": ").map_or("", |(key, _)| key);
        let script =
            if key.is_empty() { "'javascript:alert(1)'".to_owned() } else { format!("{key}: 'javascript:alert(1)'") };
        let changed = text.replacen(&format!("\"{from}\""), &script, 1).replacen(from, &script, 1);
        assert_ne!(changed, text, "{from} stands in {file}");
        fs::write(&path, changed).unwrap();
        let (_, diagnostics) = crate::diagnostics::look(folder.path());
        assert!(diagnostics.iter().any(|found| found.is_error()), "{file}: {from} may be a script");
    }
}
