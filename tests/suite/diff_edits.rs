//! Random edits of a small tree that uses every field: what `sunboard diff` tells is held against the files of both sites.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::time::SystemTime;

use rayon::prelude::*;
use sunboard::artifact::MemoryOutput;
use sunboard::build::content::evaluated;
use sunboard::editor::changes::{FileDigests, Presence, SiteFileKind, changes};
use sunboard::evaluate::Evaluation;
use sunboard::exports::{self, Outlet};
use sunboard::load::Files;
use sunboard::model::{Edition, Site};
use sunboard::render::Pictures;
use sunboard::{Request, Run};

use crate::harness::{contents, copy, sites};
use crate::mutation::{Scalar, values};

/// How many edits are tried; those that the rules of the content refuse are passed over.
const EDITS: usize = 80;
/// How many must be left.
const SOUND: usize = 50;
/// With one edit of so many, the whole site is made, pages and all.
const WHOLE: usize = 10;

/// Numbers that look random and are the same in every run (splitmix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % u64::try_from(bound).unwrap()).unwrap()
    }
}

fn request(content: &Path) -> Request<'static> {
    Request {
        content: content.to_owned(),
        theme: None,
        edition: Edition::Public,
        as_of: None,
        base_url: None,
        drafts: false,
        pictures: Pictures::Checked,
        clock: &|_| "2020-11-10T12:00:00".parse().unwrap(),
        content_cache: None,
        now: SystemTime::now(),
    }
}

/// A tree as the program sees it.
struct Seen {
    site: Site,
    evaluation: Evaluation,
    texts: Files,
}

impl Seen {
    /// None where the content has errors.
    fn of(content: &Path) -> Option<Self> {
        let evaluated = evaluated(&request(content), None).unwrap();
        let texts = evaluated.files;
        evaluated.site.map(|(site, evaluation)| Self { site, evaluation, texts })
    }

    /// The files of the tables, as a build writes them.
    fn data(&self) -> Contents {
        let shelf = MemoryOutput::default();
        let outlet = Outlet { output: &shelf, reuse: &|_, _| false, is_cancelled: &|| false };
        exports::write(&self.site, &self.evaluation, &[], Vec::new(), &outlet);
        contents(shelf).into_iter().filter(|(path, _)| path.starts_with("data/")).collect()
    }

    fn digests(&self, content: &Path) -> FileDigests {
        FileDigests::of(&request(content), (&self.site, &self.texts), None).unwrap()
    }
}

/// Files with what is in them, by path.
type Contents = BTreeMap<String, Vec<u8>>;

/// Every file of the site but pictures, which are not drawn here.
fn whole(content: &Path) -> Contents {
    let shelf = MemoryOutput::default();
    sunboard::build(&request(content), None, &shelf, &Run::ALONE).unwrap();
    contents(shelf).into_iter().filter(|(_, bytes)| !bytes.is_empty()).collect()
}

/// The paths of what differs.
fn differing<'f>(old: &'f Contents, new: &'f Contents) -> BTreeSet<&'f str> {
    let paths = old.keys().chain(new.keys());
    paths.filter(|path| old.get(*path) != new.get(*path)).map(String::as_str).collect()
}

/// Another value in the place of a scalar: a number or a day close by, a longer text, or what stands in such a place
/// elsewhere.
fn other(scalar: &Scalar, text: &str, all: &[(Scalar, String)], dice: &mut Dice) -> String {
    let digits = text.trim_matches('"');
    let is_number = digits.trim_start_matches('-').chars().all(|c| c.is_ascii_digit() || c == '.');
    match text {
        "true" => "false".to_owned(),
        "false" => "true".to_owned(),
        _ if is_number && !digits.is_empty() && digits == text => {
            let last = text.chars().last().and_then(|c| c.to_digit(10)).unwrap_or(0);
            let step = 1 + u32::try_from(dice.below(8)).unwrap();
            format!("{}{}", &text[..text.len() - 1], (last + step) % 10)
        }
        _ if text.len() == 10 && text.as_bytes()[4] == b'-' && text.is_ascii() => {
            format!("{}{:02}", &text[..8], 1 + dice.below(28))
        }
        _ if !text.is_ascii() && !text.ends_with(['"', '\'', '\n']) => format!("{text}改"),
        _ => {
            let field = scalar.field();
            let alike: Vec<&String> =
                all.iter().filter(|(own, _)| own.field() == field).map(|(_, text)| text).collect();
            alike[dice.below(alike.len())].clone()
        }
    }
}

/// What an edit changes: files where the whole site was made, files of data, tables.
struct Judged {
    files: Option<usize>,
    data: usize,
    tables: usize,
}

#[test]
fn nothing_is_called_unchanged_while_a_byte_changes() {
    let tree = sites().join("mutation/content");
    let text = |scalar: &Scalar| fs::read_to_string(tree.join(&scalar.file)).unwrap()[scalar.span.clone()].to_owned();
    let all: Vec<(Scalar, String)> = values().into_iter().map(|scalar| (scalar.clone(), text(&scalar))).collect();
    let mut dice = Dice(20_201_110);
    let edits: Vec<(&Scalar, String)> = (0..EDITS)
        .map(|_| {
            let (scalar, text) = &all[dice.below(all.len())];
            (scalar, other(scalar, text, &all, &mut dice))
        })
        .collect();
    let old = Seen::of(&tree).unwrap();
    let (old_data, old_whole, old_digests) = (old.data(), whole(&tree), old.digests(&tree));
    let judge = |(place, (scalar, new)): (usize, &(&Scalar, String))| -> Option<Judged> {
        let folder = tempfile::tempdir().unwrap();
        copy(&tree, folder.path());
        let path = folder.path().join(&scalar.file);
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, format!("{}{new}{}", &text[..scalar.span.start], &text[scalar.span.end..])).unwrap();
        let after = Seen::of(folder.path())?;
        let edit = format!("{} → {new}", scalar.field());
        let tables = changes((&old.site, &old.evaluation), (&after.site, &after.evaluation));
        for table in &tables {
            let is_said = !table.rows.is_empty() || table.is_reordered || table.presence != Presence::Kept;
            assert!(is_said && table.count() > 0, "{edit}: {} without a word", table.table);
        }
        let tables: BTreeSet<&str> = tables.iter().map(|table| table.table).collect();
        let data = after.data();
        let changed = differing(&old_data, &data);
        let named = changed.iter().filter_map(|path| path.strip_prefix("data/")?.strip_suffix(".csv"));
        let named: BTreeSet<&str> = named.filter(|name| !name.contains('/')).collect();
        assert_eq!(tables, named, "{edit}");
        let files = (place % WHOLE == 0).then(|| {
            let told = old_digests.changes(&after.digests(folder.path()));
            let told = told.iter().filter(|file| file.kind != SiteFileKind::Picture).map(|file| file.path.as_str());
            let (told, whole): (BTreeSet<&str>, Contents) = (told.collect(), whole(folder.path()));
            assert_eq!(told, differing(&old_whole, &whole), "{edit}");
            told.len()
        });
        Some(Judged { files, data: changed.len(), tables: tables.len() })
    };
    let judged: Vec<Judged> = edits.par_iter().enumerate().filter_map(judge).collect();
    assert!(judged.len() >= SOUND, "only {} of {EDITS} edits are sound", judged.len());
    let count = |is_one: &dyn Fn(&Judged) -> bool| judged.iter().filter(|own| is_one(own)).count();
    // Each kind is tried: a change of tables, of other files alone, and none at all.
    let kinds = [
        count(&|own| own.tables > 0),
        count(&|own| own.tables == 0 && own.data > 0),
        count(&|own| own.data == 0),
        count(&|own| own.files.is_some_and(|files| files > 0)),
    ];
    assert!(kinds.iter().all(|count| *count > 0), "{kinds:?}");
}
