//! The index as files, each small: a term leads to its shard by its hash, a document by its number, a shard to its name by
//! its number.

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
/// Names of shards in a list.
const NAMES: usize = 256;
/// Hexadecimal digits of a digest.
const DIGITS: usize = 8;

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
        files.extend(entry.more);
    }
    // A query can ask for any shard, so the empty ones exist too.
    let terms = (0..shards).map(|number| {
        let body = terms.remove(&number).unwrap_or_else(|| "sunboardTerms({".to_owned());
        named(&format!("terms/{number:x}"), format!("{body}}});\n"))
    });
    let terms = names("terms", terms, &mut files);
    let (mut kinds, mut shelves) = (Vec::new(), Vec::new());
    let mut first = 0;
    for (number, kind) in KINDS.iter().enumerate() {
        let own: Vec<String> = documents.iter().filter(|document| document.kind == number).map(record).collect();
        let size: usize = own.iter().map(String::len).sum();
        let per = (DOCUMENTS * own.len()).checked_div(size).unwrap_or(1).clamp(1, DOCUMENTS_AT_MOST);
        // A power of two, so that a few words more or less in a text seldom move all documents.
        let per = 1 << (per * 3 / 2).min(DOCUMENTS_AT_MOST).ilog2();
        kinds.push(format!("[{},{first},{per},{}]", script(language.pick(kind.zh, kind.en)), shelves.len()));
        shelves.extend(own.chunks(per).enumerate().map(|(shard, records)| {
            let name = format!("{number}-{shard}");
            named(&format!("docs/{name}"), format!("sunboardDocs(\"{name}\",[{}]);\n", records.join(",\n")))
        }));
        first += own.len();
    }
    let docs = names("docs", shelves.into_iter(), &mut files);
    let index = format!(
        "window.sunboardSearch = {{\"shards\":{shards},\"documents\":{first},\"kinds\":[{}],\"list\":{NAMES},\
         \"digits\":{DIGITS},\"terms\":\"{terms}\",\"docs\":\"{docs}\"}};\n",
        kinds.join(",")
    );
    files.push(File::new("search/index.js", index));
    files
}

/// A file with the digest of its bytes in its name, and the digest.
fn named(stem: &str, text: String) -> (File, String) {
    let digest: String = Sha256::digest(&text).iter().take(DIGITS / 2).map(|byte| format!("{byte:02x}")).collect();
    (File::new(format!("search/{stem}.{digest}.js"), text), digest)
}

/// A further portion of a term's documents.
fn further(term: Term, name: &str, numbers: &str) -> (File, String) {
    let name = format!("{}-{name}", term.file_stem());
    named(&format!("more/{name}"), format!("sunboardMore(\"{name}\",\"{numbers}\");\n"))
}

/// Takes the shards, and lists of their digests; gives the digests of the lists.
fn names(what: &str, shards: impl Iterator<Item = (File, String)>, files: &mut Vec<File>) -> String {
    let (own, digests): (Vec<File>, Vec<String>) = shards.unzip();
    files.extend(own);
    let lists = digests.chunks(NAMES).enumerate().map(|(number, digests)| {
        let name = format!("{what}-{number}");
        named(&format!("names/{name}"), format!("sunboardNames(\"{name}\",\"{}\");\n", digests.concat()))
    });
    let (lists, digests): (Vec<File>, Vec<String>) = lists.unzip();
    files.extend(lists);
    digests.concat()
}

/// A term's line in its shard, and the files of the portions that follow it.
struct Entry {
    line: String,
    more: Vec<File>,
}

impl Entry {
    /// `"term":"titles;texts;further titles;further texts"`, the last two as digests of the portions beyond the first, where
    /// there are any.
    fn of(list: &[Posting]) -> Self {
        let (titles, texts) = list.split_at(list.partition_point(|posting| !posting.in_text));
        let mut more = Vec::new();
        let mut field = |postings: &[Posting], name: &str| {
            let mut portions = postings.chunks(PORTION).map(numbers);
            let first = portions.next().unwrap_or_default();
            let further: Vec<(File, String)> = portions
                .enumerate()
                .map(|(at, numbers)| further(list[0].term, &format!("{name}{}", at + 1), &numbers))
                .collect();
            let (files, digests): (Vec<File>, Vec<String>) = further.into_iter().unzip();
            more.extend(files);
            (first, digests.join(","))
        };
        let (title, text) = (field(titles, "a"), field(texts, "b"));
        let mut value = title.0;
        if !texts.is_empty() || !title.1.is_empty() {
            let _ = write!(value, ";{}", text.0);
        }
        if !title.1.is_empty() || !text.1.is_empty() {
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
