//! The index read back as the browser reads it: whatever stands in a title or a text finds its document.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Mutex;

use proptest::prelude::*;
use serde_json::Value;

use super::super::testing::{bytes, page};
use super::documents::{KINDS, SearchDocument};
use super::fold::{Term, fold, tidy};
use super::{documents, shards, syllables};
use crate::artifact::Artifact;
use crate::language::Language;
use crate::model::testing::site;
use crate::pages::{Page, PageKind};

/// A second reading of the files: terms by hash, portions by name, documents by number.
struct Index {
    files: BTreeMap<String, Vec<u8>>,
    index: Value,
    /// What was read already.
    read: RefCell<BTreeMap<String, Rc<Vec<Value>>>>,
}

impl Index {
    fn of(files: Vec<Artifact>) -> Self {
        let files: BTreeMap<String, Vec<u8>> =
            files.into_iter().map(|file| (file.path.clone(), bytes(&file).to_owned())).collect();
        let text = std::str::from_utf8(&files["search/index.js"]).expect("UTF-8");
        let text = text.strip_prefix("window.sunboardSearch = ").and_then(|rest| rest.strip_suffix(";\n"));
        Self {
            index: serde_json::from_str(text.expect("one statement")).expect("JSON"),
            files,
            read: RefCell::default(),
        }
    }

    /// The arguments of the one call that a script is.
    fn call(&self, stem: &str, digest: &str, function: &str) -> Rc<Vec<Value>> {
        let path = format!("search/{stem}.{digest}.js");
        if let Some(read) = self.read.borrow().get(&path) {
            return read.clone();
        }
        let text = std::str::from_utf8(self.files.get(&path).expect(&path)).expect("UTF-8");
        let arguments = text.strip_prefix(function).and_then(|rest| rest.strip_prefix('(')?.strip_suffix(");\n"));
        let list = format!("[{}]", arguments.expect("one call"));
        let read = Rc::new(serde_json::from_str::<Vec<Value>>(&list).expect("JSON"));
        self.read.borrow_mut().insert(path, read.clone());
        read
    }

    /// The digest of a shard.
    fn digest(&self, what: &str, number: u64) -> String {
        let number = usize::try_from(number).expect("small");
        let count = |field: &str| usize::try_from(self.index[field].as_u64().expect("a number")).expect("small");
        let (list, digits) = (count("list"), count("digits"));
        let cut = |names: &Value, at: usize| {
            let at = at * digits;
            names.as_str().and_then(|names| names.get(at..at + digits)).expect("a digest").to_owned()
        };
        let digest = cut(&self.index[what], number / list);
        let names = self.call(&format!("names/{what}-{}", number / list), &digest, "sunboardNames");
        cut(&names[1], number % list)
    }

    /// The documents that hold a term, in their titles or in their texts.
    fn find(&self, term: Term, in_text: bool) -> BTreeSet<u64> {
        let mask = self.index["shards"].as_u64().expect("a number") - 1;
        let number = u64::from(term.hash()) & mask;
        let shard = self.call(&format!("terms/{number:x}"), &self.digest("terms", number), "sunboardTerms");
        let Some(entry) = shard[0].get(term.text()).and_then(Value::as_str) else { return BTreeSet::new() };
        let fields: Vec<&str> = entry.split(';').collect();
        let field = usize::from(in_text);
        let digests = fields.get(2 + field).copied().unwrap_or_default();
        let more = (1..).zip(digests.split(',').filter(|digest| !digest.is_empty())).map(|(number, digest)| {
            let name = format!("{}-{}{number}", term.file_stem(), if in_text { "b" } else { "a" });
            self.call(&format!("more/{name}"), digest, "sunboardMore")[1].as_str().expect("numbers").to_owned()
        });
        let first = fields.get(field).copied().unwrap_or_default().to_owned();
        let mut found = BTreeSet::new();
        for portion in std::iter::once(first).chain(more) {
            let mut at = 0;
            for number in portion.split(',').filter(|number| !number.is_empty()) {
                at += number.parse::<u64>().expect("a number") / 8;
                assert!(found.insert(at - 1), "a document stands twice in a list");
            }
        }
        found
    }

    /// A document's title and text.
    fn document(&self, number: u64) -> (String, String) {
        let per = self.index["per"].as_u64().expect("a number");
        let digest = self.digest("docs", number / per);
        let shard = self.call(&format!("docs/{}", number / per), &digest, "sunboardDocs");
        let record = &shard[1][usize::try_from(number % per).expect("small")];
        let text = |at: usize| record[at].as_str().expect("text").to_owned();
        let kind = usize::try_from(record[5].as_u64().expect("a kind")).expect("small");
        assert!(self.index["kinds"][kind].is_string());
        (text(0), text(3))
    }
}

/// Every pair of characters without a blank, and every single character of a title, finds its document.
fn assert_found(documents: &[SearchDocument]) {
    let index = Index::of(shards_of(documents));
    for (number, document) in documents.iter().enumerate() {
        let number = number as u64;
        assert_eq!(index.document(number), (document.title.clone(), document.text.clone()));
        for (text, in_text) in [(&document.title, false), (&document.text, true)] {
            let folded: Vec<char> = text.chars().map(fold).collect();
            for pair in folded.windows(2).filter(|pair| !pair.contains(&' ')) {
                let found = index.find(Term(pair[0], Some(pair[1])), in_text);
                assert!(found.contains(&number), "{pair:?} does not find {number}");
            }
        }
        for (_, term) in syllables::terms(&document.spelled) {
            assert!(index.find(term, false).contains(&number), "{term:?} does not find {number}");
        }
        for c in document.title.chars().filter(|c| *c != ' ') {
            assert!(index.find(Term(fold(c), None), false).contains(&number), "{c} does not find {number}");
        }
    }
}

fn document(kind: usize, title: &str, text: &str) -> SearchDocument {
    let (kind, title, text) = (KINDS[kind].0, tidy(title), tidy(text));
    let spelled = syllables::spelled(&title);
    SearchDocument {
        kind,
        title,
        url: "towns/a.html".to_owned(),
        date: String::new(),
        text,
        spelled,
        names: Vec::new(),
    }
}

#[test]
fn a_town_is_found_by_its_other_names_as_by_its_title() {
    let mut site = site();
    let slug = crate::units::Slug("yunyao".into());
    let also = ["龙窑小镇", "云窑", "陶谷"].map(|name| crate::units::Text(name.to_owned()));
    std::sync::Arc::make_mut(site.towns.get_mut(&slug).expect("there")).also = also.to_vec();
    let town = page(PageKind::Town, "towns/yunyao.html", "云窑小镇");
    let own = super::of_page(&site, &town, &town.head()).swap_remove(0);
    // What the title holds is found by it already.
    let names: Vec<(&str, &str)> = own.names.iter().map(|(name, read)| (name.as_str(), read.as_str())).collect();
    assert_eq!(names, [("龙窑小镇", "long,yao,xiao,zhen"), ("陶谷", "tao,gu")]);
    let index = Index::of(shards_of(&[document(4, "夜", "陶谷"), own]));
    for (_, term) in syllables::terms("long,yao,xiao,zhen").into_iter().chain(syllables::terms("tao,gu")) {
        assert_eq!(index.find(term, false), BTreeSet::from([1]), "{term:?}");
    }
    for term in [Term('龙', Some('窑')), Term('陶', None), Term('谷', None)] {
        assert_eq!(index.find(term, false), BTreeSet::from([1]), "{term:?}");
    }
    let digest = index.digest("docs", 0);
    let record = index.call("docs/0", &digest, "sunboardDocs")[1][1].clone();
    assert_eq!(
        record.as_array().map(|record| record[6..].to_vec()),
        serde_json::json!(["龙窑小镇", "long,yao,xiao,zhen", "陶谷", "tao,gu"]).as_array().cloned()
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn every_pair_of_characters_finds_its_document(
        raw in proptest::collection::vec((0..KINDS.len(), "\\PC{0,12}", "([云窑小镇火旺夜]|\\PC|[ a-cA-C0-9Ａ，<>\"']){0,60}"), 1..12)
    ) {
        let mut documents: Vec<SearchDocument> = raw.iter().map(|(kind, title, text)| document(*kind, title, text)).collect();
        documents.sort_by_key(|document| document.kind);
        assert_found(&documents);
    }
}

#[test]
fn the_forms_of_the_sites_own_characters_are_there_and_no_others() {
    let files = shards_of(&[document(0, "云窑小镇", "龍與龙")]);
    let index = Index::of(files);
    let digest = index.index["forms"].as_str().expect("a digest").to_owned();
    let call = index.call("forms", &digest, "sunboardForms");
    let forms = call[0].as_str().expect("pairs");
    for pair in ["雲云", "窯窑", "鎮镇", "龍龙", "與与"] {
        assert!(forms.contains(pair), "{pair} is not in {forms}");
    }
    assert!(!forms.contains('國') && forms.len() < 100, "{forms}");
    assert!(call[1].as_str().expect("syllables").split(' ').any(|syllable| syllable == "yao"));
    // Both forms are one in the index.
    assert_eq!(index.find(Term('龙', Some('与')), true), BTreeSet::from([0]));
}

#[test]
fn documents_are_newest_first_whatever_their_kind() {
    let mut all: Vec<SearchDocument> = [(0, "2020-01-01"), (4, "2021-05-06"), (9, ""), (4, "2020-01-01")]
        .map(|(kind, date)| SearchDocument { date: date.to_owned(), ..document(kind, "窑", "") })
        .to_vec();
    documents::sort(&mut all);
    let order: Vec<(usize, &str)> =
        all.iter().map(|document| (document.kind as usize, document.date.as_str())).collect();
    assert_eq!(order, [(4, "2021-05-06"), (0, "2020-01-01"), (4, "2020-01-01"), (9, "")]);
}

#[test]
fn a_pair_in_very_many_documents_is_read_in_portions() {
    let mut documents = vec![document(0, "云窑小镇", "窑火"); 4_500];
    documents.extend(vec![document(4, "夜", "小镇"); 3]);
    let index = Index::of(shards_of(&documents));
    assert_eq!(index.find(Term('小', Some('镇')), false), (0..4_500).collect());
    assert_eq!(index.find(Term('小', Some('镇')), true), (4_500..4_503).collect());
    assert_eq!(index.find(Term('窑', Some('火')), true), (0..4_500).collect());
    assert!(index.files.values().all(|bytes| bytes.len() < 40_000));
}

/// The files that are put, by path.
fn taken(write: impl FnOnce(&(dyn Fn(Artifact) + Sync))) -> Vec<Artifact> {
    let files = Mutex::default();
    write(&|file| Vec::push(&mut *files.lock().expect("no panic"), file));
    let mut files = files.into_inner().expect("no panic");
    files.sort_by(|one, other| one.path.cmp(&other.path));
    files
}

fn shards_of(documents: &[SearchDocument]) -> Vec<Artifact> {
    taken(|put| shards::write(documents, Language::Chinese, put))
}

fn plan(pages: &[Page]) -> Vec<Artifact> {
    let site = site();
    let found = pages.iter().flat_map(|page| super::of_page(&site, page, &page.head())).collect();
    taken(|put| super::write(&site, found, put))
}

#[test]
fn hostile_words_cannot_end_the_script() {
    let hostile = "烧窑]]> <script>alert(1)</script> 🏮 & \u{2028}夜\"});\\";
    let pages = [page(PageKind::Story, "stories/night.html", hostile)];
    let files = plan(&pages);
    assert!(files.iter().all(|file| !bytes(file).contains(&b'<')));
    let index = Index::of(files);
    assert_eq!(index.document(0).0, "烧窑]]> <script>alert(1)</script> 🏮 & 夜\"});\\");
    assert_eq!(index.find(Term('\\', None), false), BTreeSet::from([0]));
    let empty = Index::of(plan(&[]));
    assert_eq!(empty.index["documents"], 0);
    assert!(empty.find(Term('云', Some('窑')), false).is_empty());
}

#[test]
fn the_same_pages_give_the_same_files_and_other_pages_others() {
    let titled = |title: &str| plan(&[page(PageKind::Story, "stories/night.html", title)]);
    assert_eq!(titled("夜"), titled("夜"));
    let index = |files: Vec<Artifact>| files.into_iter().find(|file| file.path == "search/index.js").expect("an index");
    assert_ne!(index(titled("夜")), index(titled("昼")));
}

/// Texts like those of a large site: 2,000 towns and 4,000 stories. No file that a reader loads may be large.
#[test]
fn a_large_site_is_read_in_small_files() {
    let words = [
        "青瓷",
        "投资",
        "项目",
        "完成",
        "小镇",
        "产业",
        "窑火",
        "云岚",
        "畲乡",
        "数创",
        "老街",
        "物联网",
        "游客",
        "验收",
    ];
    let mut seed = 7_u32;
    let mut word = move || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let at = (seed >> 16) as usize;
        let rare = char::from_u32(0x4e00 + (seed >> 8) % 3_000).expect("a Chinese character");
        if at.is_multiple_of(3) { rare.to_string() } else { words[at % words.len()].to_owned() }
    };
    let mut text = |length: usize| (0..length).map(|_| word()).collect::<String>();
    let documents: Vec<SearchDocument> = (0..6_000)
        .map(|number| match number {
            0..2_000 => document(0, &format!("{}小镇", text(2)), &text(300)),
            _ => document(4, &text(6), &text(200)),
        })
        .collect();
    let files = shards_of(&documents);
    for file in &files {
        let limit = if file.path.contains("/terms/") { 64_000 } else { 16_000 };
        assert!(bytes(file).len() < limit, "{} has {} bytes", file.path, bytes(file).len());
    }
    // Another text in one document: its own shard, those of the pairs that it gains or loses, and what leads to them.
    let mut others = documents;
    others[77].text.push_str("龙泉");
    let before: BTreeMap<&str, &[u8]> = files.iter().map(|file| (file.path.as_str(), bytes(file))).collect();
    let after = shards_of(&others);
    let new = |folder: &str| {
        let own = after.iter().filter(|file| file.path.starts_with(&format!("search/{folder}")));
        own.filter(|file| before.get(file.path.as_str()) != Some(&bytes(file))).count()
    };
    assert_eq!((new("docs/"), new("more/"), new("index.js")), (1, 0, 1));
    assert!((1..=2).contains(&new("terms/")), "龙泉, and 泉 or 龙 with what stands beside them: {}", new("terms/"));
    assert!(new("names/") <= 3 && after.iter().filter(|file| file.path.starts_with("search/names/")).count() > 3);
}
