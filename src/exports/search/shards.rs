//! The index as files, each small: a term leads to its shard by its hash, a document by its number, a shard to its name by
//! its number.

use std::collections::BTreeSet;
use std::fmt::Write;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::super::json;
use super::documents::{KINDS, SearchDocument};
use super::fold::{Term, fold};
use super::forms;
use super::postings::{self, Posting};
use crate::artifact::Artifact;
use crate::encoding;
use crate::language::Language;
use crate::units::spelling::inventory;

/// Takes the files.
type Put<'a> = &'a (dyn Fn(Artifact) + Sync);

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

/// The files of the index over documents that are sorted.
pub(super) fn write(documents: &[SearchDocument], language: Language, put: Put<'_>) {
    let (shards, terms) = write_terms(documents, put);
    let size: usize = documents.par_iter().map(length).sum();
    let per = (DOCUMENTS * documents.len()).checked_div(size).unwrap_or(1).clamp(1, DOCUMENTS_AT_MOST);
    // A power of two, so that a few words more or less in a text seldom move all documents.
    let per = 1 << per.ilog2();
    let docs: Vec<String> =
        documents.par_chunks(per).enumerate().map(|(shelf, own)| write_shelf(shelf, own, put)).collect();
    let docs = names("docs", &docs, put);
    let kinds: Vec<String> = KINDS.iter().map(|(_, name)| script(name.pick(language))).collect();
    let forms = write_forms(documents, put);
    let index = format!(
        "window.sunboardSearch = {{\"shards\":{shards},\"documents\":{},\"per\":{per},\"kinds\":[{}],\"list\":{NAMES},\
         \"digits\":{DIGITS},\"terms\":\"{terms}\",\"docs\":\"{docs}\",\"forms\":\"{forms}\"}};\n",
        documents.len(),
        kinds.join(",")
    );
    put(Artifact::bytes("search/index.js", index));
}

/// What a query is read by: the other forms of the characters that the site holds, and the syllables; gives the digest.
fn write_forms(documents: &[SearchDocument], put: Put<'_>) -> String {
    let characters = |document: &SearchDocument| -> BTreeSet<char> {
        let all = document.title.chars().chain(document.text.chars());
        all.filter(|c| u32::from(*c) >= 0x3400).map(fold).collect()
    };
    let held = documents.par_iter().map(characters).reduce(BTreeSet::new, |mut one, other| {
        one.extend(other);
        one
    });
    let (forms, syllables) = (forms::pairs(|c| held.contains(&c)), inventory().join(" "));
    named("forms", format!("sunboardForms({},{});\n", script(&forms), script(&syllables)), put)
}

/// The shards of terms; gives how many there are, and the digests of the lists of their names.
fn write_terms(documents: &[SearchDocument], put: Put<'_>) -> (usize, String) {
    let entries = postings::of(documents, |all| {
        all.chunk_by(|a, b| a.term == b.term).map(|list| (list[0].term, entry(list, put))).collect::<Vec<_>>()
    });
    let size: usize = entries.par_iter().flatten().map(|(_, line)| line.len()).sum();
    let shards = size.div_ceil(TERMS).max(1).next_power_of_two();
    let shard = |term: Term| term.hash() as usize & (shards - 1);
    let mut entries: Vec<(usize, Term, String)> =
        entries.into_iter().flatten().map(|(term, line)| (shard(term), term, line)).collect();
    entries.par_sort_unstable_by_key(|(shard, term, _)| (*shard, *term));
    // A query can ask for any shard, so the empty ones exist too.
    let digests = (0..shards).into_par_iter().map(|number| {
        let start = entries.partition_point(|(shard, ..)| *shard < number);
        let end = start + entries[start..].partition_point(|(shard, ..)| *shard == number);
        let lines: Vec<&str> = entries[start..end].iter().map(|(.., line)| line.as_str()).collect();
        named(&format!("terms/{number:x}"), format!("sunboardTerms({{{}}});\n", lines.join(",\n")), put)
    });
    (shards, names("terms", &digests.collect::<Vec<_>>(), put))
}

/// A few documents; gives the digest.
fn write_shelf(shelf: usize, documents: &[SearchDocument], put: Put<'_>) -> String {
    let mut text = format!("sunboardDocs(\"{shelf}\",[");
    for (place, document) in documents.iter().enumerate() {
        if place > 0 {
            text.push_str(",\n");
        }
        record(&mut text, document);
    }
    text.push_str("]);\n");
    named(&format!("docs/{shelf}"), text, put)
}

/// Writes a file with the digest of its bytes in its name; gives the digest.
fn named(stem: &str, text: String, put: Put<'_>) -> String {
    let digest = encoding::hex(&Sha256::digest(&text)[..DIGITS / 2]);
    put(Artifact::bytes(format!("search/{stem}.{digest}.js"), text));
    digest
}

/// Writes lists of digests; gives the digests of the lists.
fn names(what: &str, digests: &[String], put: Put<'_>) -> String {
    let lists = digests.chunks(NAMES).enumerate().map(|(number, digests)| {
        let name = format!("{what}-{number}");
        named(&format!("names/{name}"), format!("sunboardNames(\"{name}\",\"{}\");\n", digests.concat()), put)
    });
    lists.collect()
}

/// A term's line in its shard: `"term":"titles;texts;further titles;further texts"`, the last two as digests of the portions
/// beyond the first, where there are any.
fn entry(list: &[Posting], put: Put<'_>) -> String {
    let term = list[0].term;
    let (titles, texts) = list.split_at(list.partition_point(|posting| !posting.in_text));
    let field = |postings: &[Posting], name: &str| {
        let mut portions = postings.chunks(PORTION).map(numbers);
        let first = portions.next().unwrap_or_default();
        let further = (1..).zip(portions).map(|(at, numbers)| {
            let name = format!("{}-{name}{at}", term.file_stem());
            named(&format!("more/{name}"), format!("sunboardMore(\"{name}\",\"{numbers}\");\n"), put)
        });
        let further: Vec<String> = further.collect();
        (first, further.join(","))
    };
    let (title, text) = (field(titles, "a"), field(texts, "b"));
    let mut line = format!("{}:\"{}", script(&term.text()), title.0);
    if !texts.is_empty() || !title.1.is_empty() {
        let _ = write!(line, ";{}", text.0);
    }
    if !title.1.is_empty() || !text.1.is_empty() {
        let _ = write!(line, ";{};{}", title.1, text.1);
    }
    line.push('"');
    line
}

/// Documents of a portion: the step from the one before times 8, plus the weight. The first step is its number + 1.
fn numbers(portion: &[Posting]) -> String {
    let mut out = String::with_capacity(portion.len() * 4);
    let mut digits = itoa::Buffer::new();
    let mut before = 0;
    for posting in portion {
        if !out.is_empty() {
            out.push(',');
        }
        let step = u64::from(posting.document + 1 - before) * 8 + u64::from(posting.weight);
        out.push_str(digits.format(step));
        before = posting.document + 1;
    }
    out.shrink_to_fit();
    out
}

fn record(out: &mut String, document: &SearchDocument) {
    out.push('[');
    for (place, field) in fields(document).into_iter().enumerate() {
        if place > 0 {
            out.push(',');
        }
        quote(out, field);
    }
    let _ = write!(out, ",{}", document.kind as usize);
    for field in document.names.iter().flat_map(|(name, spelled)| [name, spelled]) {
        out.push(',');
        quote(out, field);
    }
    out.push(']');
}

/// How many bytes a record has.
fn length(document: &SearchDocument) -> usize {
    let names = document.names.iter().flat_map(|(name, spelled)| [name.as_str(), spelled.as_str()]);
    let quoted = fields(document).into_iter().chain(names);
    let quoted = quoted.map(|field| 1 + if is_plain(field) { field.len() + 2 } else { script(field).len() });
    quoted.sum::<usize>() + 3
}

fn fields(document: &SearchDocument) -> [&str; 5] {
    [&document.title, &document.url, &document.date, &document.text, &document.spelled]
}

/// A JSON string that is safe in a script.
fn script(text: &str) -> String {
    encoding::in_script(&json::string(text))
}

/// Adds such a string.
fn quote(out: &mut String, text: &str) {
    if is_plain(text) {
        out.push('"');
        out.push_str(text);
        out.push('"');
    } else {
        out.push_str(&script(text));
    }
}

/// Whether a text needs nothing but its quotes.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    !bytes.iter().any(|&byte| byte < b' ' || matches!(byte, b'"' | b'\\' | b'<'))
        && !bytes.windows(3).any(|three| matches!(three, [0xe2, 0x80, 0xa8 | 0xa9]))
}
