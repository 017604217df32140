//! Breaks each scalar and each key of a small tree that uses every struct: what is reported must lie within it.

use std::collections::BTreeSet;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use saphyr_parser::{Event, Parser, ScalarStyle};
use sunboard::load::locate;

use crate::diagnostics::look;
use crate::harness::{copy, root, sites};

/// A scalar or a key of a content file.
#[derive(Clone, Debug)]
pub struct Scalar {
    /// Below the content folder.
    pub file: PathBuf,
    /// `progress.history.why`, without positions.
    path: String,
    /// Its bytes in the file.
    pub span: Range<usize>,
    is_key: bool,
}

impl Scalar {
    /// `towns: progress.history.why`, as the list of free text has it.
    pub fn field(&self) -> String {
        let kind = match self.file.parent().and_then(Path::to_str) {
            Some("") | None => self.file.to_string_lossy().into_owned(),
            Some(folder) => folder.to_owned(),
        };
        format!("{kind}: {}", self.path)
    }
}

/// All scalars of a file, found without any of the program's own code.
fn scalars(root: &Path, file: &Path) -> Vec<Scalar> {
    let whole = fs::read_to_string(root.join(file)).expect("readable");
    let (offset, text) = if file.extension().is_some_and(|ending| ending == "md") {
        (4, whole[4..].split("\n---\n").next().expect("front matter"))
    } else {
        (0, whole.as_str())
    };
    let bytes: Vec<usize> = text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect();
    // One level a collection: in a mapping the key that waits for its value.
    let mut levels: Vec<Option<Option<String>>> = Vec::new();
    let mut found = Vec::new();
    for event in Parser::new_from_str(text) {
        let (event, span) = event.expect("well formed");
        let path = |levels: &[Option<Option<String>>]| {
            levels.iter().filter_map(|level| level.clone().flatten()).collect::<Vec<_>>().join(".")
        };
        let value_ends = |levels: &mut Vec<Option<Option<String>>>| {
            if let Some(Some(key)) = levels.last_mut() {
                *key = None;
            }
        };
        match event {
            Event::Scalar(value, style, ..) => {
                let (mut start, end) = (bytes[span.start.index()], bytes[span.end.index()]);
                let end = start + text[start..end].trim_end().len();
                if matches!(style, ScalarStyle::Literal | ScalarStyle::Folded) {
                    start = text[..start].rfind(['|', '>']).expect("an indicator");
                }
                let is_key = matches!(levels.last(), Some(Some(None)));
                if is_key {
                    *levels.last_mut().expect("a level") = Some(Some(value.into_owned()));
                }
                let span = start + offset..end + offset;
                found.push(Scalar { file: file.to_owned(), path: path(&levels), span, is_key });
                if !is_key {
                    value_ends(&mut levels);
                }
            }
            Event::SequenceStart(..) => levels.push(None),
            Event::MappingStart(..) => levels.push(Some(None)),
            Event::SequenceEnd | Event::MappingEnd => {
                levels.pop();
                value_ends(&mut levels);
            }
            _ => {}
        }
    }
    found
}

fn all() -> Vec<Scalar> {
    let root = sites().join("mutation/content");
    let mut files: Vec<PathBuf> = walkdir::WalkDir::new(&root)
        .into_iter()
        .map(|entry| entry.expect("readable"))
        .filter(|entry| entry.path().extension().is_some_and(|ending| ending == "yaml" || ending == "md"))
        .map(|entry| entry.path().strip_prefix(&root).expect("inside").to_owned())
        .collect();
    files.sort();
    files.iter().flat_map(|file| scalars(&root, file)).collect()
}

/// A copy of the tree to break.
fn sound() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    copy(&sites().join("mutation/content"), folder.path());
    folder
}

/// Whether the tree with `new` in place of a scalar gives a diagnostic that lies within `new`. Mends the tree again.
fn is_caught(root: &Path, scalar: &Scalar, new: &str) -> bool {
    let path = root.join(&scalar.file);
    let whole = fs::read_to_string(&path).expect("readable");
    let before = &whole[..scalar.span.start];
    fs::write(&path, format!("{before}{new}{}", &whole[scalar.span.end..])).expect("written");
    let (loaded, diagnostics) = look(root);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    let is_within = diagnostics.iter().filter(|diagnostic| diagnostic.file == scalar.file).any(|diagnostic| {
        locate(diagnostic, &loaded.files).is_some_and(|(start_line, start, end_line, end)| {
            (start_line, end_line) == (line, line) && start >= column && end <= column + new.chars().count()
        })
    });
    // Not before the places are found: the text of a file that parses is read again when a place in it is wanted.
    fs::write(&path, &whole).expect("written");
    is_within
}

fn escaping(scalars: &[Scalar], new: impl Fn(&Scalar) -> String + Sync) -> BTreeSet<String> {
    let caught = |root: &mut tempfile::TempDir, scalar| is_caught(root.path(), scalar, &new(scalar));
    let escaped = scalars.par_iter().map_init(sound, |root, scalar| (caught(root, scalar), scalar));
    let escaped: Vec<&Scalar> = escaped.filter(|(caught, _)| !caught).map(|(_, scalar)| scalar).collect();
    escaped.iter().map(|scalar| scalar.field()).collect()
}

/// Every value of the tree that is no key.
pub fn values() -> Vec<Scalar> {
    let values: Vec<Scalar> = all().into_iter().filter(|scalar| !scalar.is_key).collect();
    assert!(values.len() > 350, "only {} scalars were found", values.len());
    values
}

#[test]
fn no_scalar_may_be_a_group_of_entries() {
    assert_eq!(escaping(&values(), |_| "{zz: 1}".to_owned()), BTreeSet::new());
}

#[test]
fn no_scalar_may_be_empty() {
    assert_eq!(escaping(&values(), |_| "''".to_owned()), BTreeSet::new());
}

/// A control that turns the direction of writing makes a line read as something else than it is.
#[test]
fn no_scalar_may_turn_the_direction_of_writing() {
    assert_eq!(escaping(&values(), |_| "\"a\u{202e}b\"".to_owned()), BTreeSet::new());
}

/// The fields whose type accepts any words.
pub fn free_text() -> BTreeSet<String> {
    let list = fs::read_to_string(sites().join("mutation/free-text.txt")).unwrap_or_default();
    list.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect()
}

/// Nonsense is caught everywhere but where any words are right: those places are listed, and the list is exact.
#[test]
fn nonsense_is_caught_but_in_free_text() {
    let escaped = escaping(&values(), |_| "Zz!9".to_owned());
    assert_eq!(escaped, free_text());
}

#[test]
fn each_misspelt_key_is_caught() {
    let keys: Vec<Scalar> = all().into_iter().filter(|scalar| scalar.is_key).collect();
    assert!(keys.len() > 350, "only {} keys were found", keys.len());
    let root = sites().join("mutation/content");
    let text = |scalar: &Scalar| {
        fs::read_to_string(root.join(&scalar.file)).expect("readable")[scalar.span.clone()].to_owned()
    };
    assert_eq!(escaping(&keys, |key| format!("{}q", text(key))), BTreeSet::new());
}

/// A field that the tree does not use would escape every test here.
#[test]
fn the_tree_uses_every_field() {
    let source: String = walkdir::WalkDir::new(root("src/model"))
        .into_iter()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| fs::read_to_string(entry.path()).unwrap())
        .collect();
    let keys: BTreeSet<String> = all()
        .iter()
        .filter(|scalar| scalar.is_key)
        .filter_map(|scalar| Some(scalar.path.rsplit('.').next()?.to_owned()))
        .collect();
    let mut unused = Vec::new();
    let mut is_struct = false;
    for line in fs::read_to_string(root("src/editor/fields.txt")).unwrap().lines() {
        if let Some((name, _)) = line.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
            is_struct = source.contains(&format!("pub struct {name} {{"));
        } else if is_struct && !line.starts_with('#') {
            unused.extend(line.split_whitespace().next().filter(|field| !keys.contains(*field)).map(str::to_owned));
        }
    }
    assert_eq!(unused, [""; 0], "fields that the tree in tests/sites/mutation does not use");
}
