//! The index as files, each small: a term leads to its shard by its hash, a document by its number.

use std::collections::BTreeMap;
use std::fmt::Write;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::super::{File, json};
use super::documents::{Document, KINDS};
use super::fold::Term;
use super::postings::{self, Posting};
use crate::words::Language;

/// Documents of a term that stand in its shard; further ones stand in files of their own.
const PORTION: usize = 2_000;
/// Bytes that a shard of terms has about.
const TERMS: usize = 12_000;
/// Bytes that a shard of documents has about, and how many documents at most.
const DOCUMENTS: usize = 8_000;
const DOCUMENTS_AT_MOST: usize = 64;

/// The files of the index over documents that are sorted by kind.
pub(super) fn write(documents: &[Document], language: Language) -> Vec<File> {
    let postings = postings::of(documents);
    let lists: Vec<&[Posting]> = postings.chunk_by(|a, b| a.term == b.term).collect();
    let entries: Vec<(Term, Entry)> = lists.par_iter().map(|list| (list[0].term, Entry::of(list))).collect();
    let size: usize = entries.iter().map(|(_, entry)| entry.line.len()).sum();
    let shards = size.div_ceil(TERMS).max(1).next_power_of_two();
    let mut terms: BTreeMap<usize, String> = BTreeMap::new();
    let mut files = Vec::new();
    for (term, entry) in entries {
        let shard = terms.entry(term.hash() as usize & (shards - 1)).or_insert_with(|| "sunboardTerms({".to_owned());
        if shard.ends_with('"') {
            shard.push_str(",\n");
        }
        shard.push_str(&entry.line);
        for (name, numbers) in entry.more {
            let name = format!("{}-{name}", term.file_stem());
            files.push(File::new(format!("more/{name}.js"), format!("sunboardMore(\"{name}\",\"{numbers}\");\n")));
        }
    }
    // A query can ask for any shard, so the empty ones exist too.
    files.extend((0..shards).map(|number| {
        let body = terms.remove(&number).unwrap_or_else(|| "sunboardTerms({".to_owned());
        File::new(format!("terms/{number:x}.js"), format!("{body}}});\n"))
    }));
    let mut kinds = Vec::new();
    let mut first = 0;
    for (number, kind) in KINDS.iter().enumerate() {
        let own: Vec<String> = documents.iter().filter(|document| document.kind == number).map(record).collect();
        let size: usize = own.iter().map(String::len).sum();
        let per = (DOCUMENTS * own.len()).checked_div(size).unwrap_or(1).clamp(1, DOCUMENTS_AT_MOST);
        files.extend(own.chunks(per).enumerate().map(|(shard, records)| {
            let name = format!("{number}-{shard}");
            File::new(format!("docs/{name}.js"), format!("sunboardDocs(\"{name}\",[{}]);\n", records.join(",\n")))
        }));
        kinds.push(format!("[{},{first},{per}]", script(language.pick(kind.zh, kind.en))));
        first += own.len();
    }
    let generation = digest(&files);
    for file in &mut files {
        file.path = format!("search/{generation}/{}", file.path);
    }
    let index = format!(
        "window.sunboardSearch = {{\"generation\":\"{generation}\",\"shards\":{shards},\"documents\":{first},\"kinds\":[{}]}};\n",
        kinds.join(",")
    );
    files.push(File::new("search/index.js", index));
    files
}

/// A term's line in its shard, and the portions that follow it.
struct Entry {
    line: String,
    more: Vec<(String, String)>,
}

impl Entry {
    /// `"term":"titles;texts;portions of titles;portions of texts"`, the portions beyond the first, where there are any.
    fn of(list: &[Posting]) -> Self {
        let (titles, texts) = list.split_at(list.partition_point(|posting| !posting.in_text));
        let mut more = Vec::new();
        let mut field = |postings: &[Posting], name: &str| {
            let mut portions = postings.chunks(PORTION).map(numbers);
            let first = portions.next().unwrap_or_default();
            let before = more.len();
            more.extend(portions.enumerate().map(|(at, numbers)| (format!("{name}{}", at + 1), numbers)));
            (first, more.len() - before)
        };
        let (title, text) = (field(titles, "a"), field(texts, "b"));
        let mut value = title.0;
        if !texts.is_empty() || title.1 > 0 {
            let _ = write!(value, ";{}", text.0);
        }
        if title.1 + text.1 > 0 {
            let _ = write!(value, ";{};{}", title.1, text.1);
        }
        Self { line: format!("{}:\"{value}\"", script(&list[0].term.text())), more }
    }
}

/// Documents of a portion: the step from the one before times 8, plus the weight. The first step is its number + 1.
fn numbers(portion: &[Posting]) -> String {
    let mut out = String::new();
    let mut before = 0;
    for posting in portion {
        if !out.is_empty() {
            out.push(',');
        }
        let _ = write!(out, "{}", u64::from(posting.document + 1 - before) * 8 + u64::from(posting.weight));
        before = posting.document + 1;
    }
    out
}

fn record(document: &Document) -> String {
    let fields = [&document.title, &document.url, &document.date, &document.text];
    format!("[{}]", fields.map(|field| script(field)).join(","))
}

/// A JSON string that is also safe inside a script element and in old engines.
fn script(text: &str) -> String {
    json::string(text).replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

fn digest(files: &[File]) -> String {
    let mut digest = Sha256::new();
    for file in files {
        digest.update(&file.path);
        digest.update(&file.bytes);
    }
    digest.finalize().iter().take(5).map(|byte| format!("{byte:02x}")).collect()
}
