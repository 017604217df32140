//! Content files → [`Tree`] and diagnostics; then one edition on one day → [`Site`](crate::model::Site).
//!
//! This room alone knows the layout of `content/`, YAML and front matter. It never stops at the first bad file:
//! whatever could be read is in the tree, whatever could not is in the diagnostics. It never writes.

mod assets;
mod blame;
mod draft;
mod draw;
mod explain;
mod files;
mod fold;
mod front_matter;
mod garbled;
mod locate;
pub(crate) mod node;
mod silent_losses;
mod refused;
mod regular;
mod content_cache;
mod resolve;
mod slips;
mod syntax;
mod file_stamps;
mod typography;
mod visible;
mod walk;
mod wording;
mod yaml;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;
use serde::de::DeserializeOwned;

pub use assets::LONGEST_ASSET;
pub(crate) use assets::{OTHER_PICTURES, picture_paths};
pub use content_cache::ContentCache;
pub use draw::draw;
pub(crate) use file_stamps::is_settled;
pub use file_stamps::{stamps, trace};
pub use files::{Files, LONGEST_TEXT};
pub use locate::{FileValues, LineRange, locate, sort};
pub use regular::{NotRead, read_regular};
pub(crate) use visible::period;
pub(crate) use visible::pictures_of_texts;
pub use visible::{
    Calendar, Coming, Due, View, earlier, figure_known_from, indicator_known_from, visible, visible_with_calendar,
};
pub use walk::is_litter_name;

use crate::diagnostic::{Diagnostic, Place};
use crate::language::Language;
use crate::model::{
    Asset, County, Policy, QuarterReport, Rules, SiteConfig, Source, StaticPage, Story, StoryMeta, Town, Tree, Wording,
};
use crate::model::{PolicyMeta, StaticPageMeta};
use crate::units::{Quarter, Slug};
use files::StoredText;
use walk::{ContentFile, FileKind};

/// What a content folder gave.
#[derive(Debug, Default)]
pub struct Loaded {
    /// What could be read.
    pub tree: Tree,
    /// The texts, for showing faults.
    pub files: Files,
    /// What is there, readable or not.
    pub known: Inventory,
    /// What is wrong, by file.
    pub diagnostics: Vec<Diagnostic>,
}

/// What the folder holds, whether or not it could be read: a reference to a faulty file is not a broken reference.
#[derive(Clone, Debug, Default)]
pub struct Inventory {
    /// `site.yaml` was read.
    pub config: bool,
    /// `rules.yaml` was read, so that what is not in it does not exist.
    pub rules: bool,
    /// `counties.yaml` was read, or there is none.
    pub counties: bool,
    /// `sources.yaml` was read.
    pub sources: bool,
    /// Towns that have a file.
    pub towns: BTreeSet<Slug>,
    /// Quarters that have a file.
    pub quarters: BTreeSet<Quarter>,
    /// Stories that have a file.
    pub stories: BTreeSet<Slug>,
    /// Policies that have a file.
    pub policies: BTreeSet<Slug>,
    /// Static pages that have a file.
    pub pages: BTreeSet<Slug>,
    /// Photos, covers and attachments, by path in the content folder.
    pub assets: BTreeSet<String>,
}

/// Reads a content folder. All faults of all files come back; nothing is printed and nothing is written.
pub fn load(content: &Path) -> Loaded {
    let (found, diagnostics) = walk::walk(content);
    gather(content, with_each(found, read), diagnostics)
}

/// Reads a content folder as it would be if these files, by their path in it, held other texts.
pub fn load_edited(content: &Path, edited: &BTreeMap<PathBuf, String>) -> Loaded {
    let (found, diagnostics) = walk::walk(content);
    let read = |found: &ContentFile| match edited.get(&found.path) {
        Some(text) => {
            let text = files::decode(text.clone().into_bytes()).unwrap_or_default();
            let (item, diagnostics) = read_as(found, &text);
            ReadFile { text: Some(StoredText::text(text)), item, diagnostics }
        }
        None => read(found),
    };
    gather(content, with_each(found, read), diagnostics)
}

/// Reads a content folder with another file in the place of its `rules.yaml`.
pub fn load_under(content: &Path, rules: &Path) -> Loaded {
    let (mut found, diagnostics) = walk::walk(content);
    let length = rules.metadata().map_or(0, |metadata| metadata.len());
    found.retain(|found| !matches!(found.kind, FileKind::Rules));
    let (path, disk) = (PathBuf::from("rules.yaml"), rules.to_owned());
    found.push(ContentFile { path, disk, kind: FileKind::Rules, length, stamp: None });
    gather(content, with_each(found, read), diagnostics)
}

/// Reads a content folder again: only files that were touched since are opened. `begun` is a moment before the call.
pub fn load_again(content: &Path, content_cache: &mut ContentCache, begun: SystemTime) -> Loaded {
    let (found, diagnostics) = walk::walk(content);
    gather(content, content_cache.read(found, begun), diagnostics)
}

/// What each of the files gives.
fn with_each(found: Vec<ContentFile>, read: impl Fn(&ContentFile) -> ReadFile + Sync) -> Vec<(ContentFile, ReadFile)> {
    let with = |found: ContentFile| {
        let read = read(&found);
        (found, read)
    };
    found.into_par_iter().map(with).collect()
}

fn gather(content: &Path, read: Vec<(ContentFile, ReadFile)>, mut diagnostics: Vec<Diagnostic>) -> Loaded {
    let texts = read.iter().filter_map(|(found, read)| Some((found.path.clone(), read.text.clone()?)));
    let mut loaded = Loaded { files: texts.collect(), ..Loaded::default() };
    for (found, read) in read {
        diagnostics.extend(read.diagnostics);
        note(&mut loaded.known, &found, read.item.is_some());
        if let Some(item) = read.item {
            place(&mut loaded.tree, &found, item, &mut diagnostics);
        }
    }
    let has = |file: &str| loaded.files.contains(Path::new(file));
    // Where there is no such file, nothing can be in it; where one was not read, nothing is known of it.
    let counties = Path::new("counties.yaml");
    loaded.known.counties |= !has("counties.yaml") && !diagnostics.iter().any(|found| found.file == counties);
    diagnostics.extend(resolve::names(&mut loaded.tree, &loaded.known, &has));
    let config = Path::new("site.yaml");
    let is_told = loaded.files.contains(config) || diagnostics.iter().any(|found| found.file == config);
    if !loaded.known.config && !is_told && content.is_dir() {
        diagnostics.push(missing_config());
    }
    sort(&mut diagnostics, &loaded.files);
    loaded.diagnostics = diagnostics;
    loaded
}

/// `site.yaml` alone, where it is sound.
pub fn config(content: &Path) -> Option<SiteConfig> {
    match read_one(content, "site.yaml", FileKind::Config)? {
        FileValue::Config(config) => Some(*config),
        _ => None,
    }
}

/// The language that `site.yaml` names, even where the file has faults elsewhere.
pub fn language(content: &Path) -> Option<Language> {
    if let Some(config) = config(content) {
        return Some(config.language);
    }
    let text = String::from_utf8(read_regular(&content.join("site.yaml"), LONGEST_TEXT).ok()?).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("language:"))?;
    match line.split('#').next().unwrap_or_default().trim().trim_matches(['"', '\'']) {
        "en" => Some(Language::English),
        "zh-CN" => Some(Language::Chinese),
        _ => None,
    }
}

/// `rules.yaml` and `counties.yaml` alone; a file that is faulty or not there has no entries.
pub fn rules_and_counties(content: &Path) -> (Rules, Vec<County>) {
    let rules = match read_one(content, "rules.yaml", FileKind::Rules) {
        Some(FileValue::Rules(rules)) => *rules,
        _ => Rules::default(),
    };
    match read_one(content, "counties.yaml", FileKind::Counties) {
        Some(FileValue::Counties(counties)) => (rules, counties),
        _ => (rules, Vec::new()),
    }
}

fn read_one(content: &Path, name: &str, kind: FileKind) -> Option<FileValue> {
    let disk = content.canonicalize().ok()?.join(name);
    let length = disk.symlink_metadata().ok().filter(std::fs::Metadata::is_file)?.len();
    read(&ContentFile { path: PathBuf::from(name), disk, kind, length, stamp: None }).item
}

/// What one file gave: its text where it has one, its value where it is sound.
#[derive(Clone, Debug)]
struct ReadFile {
    text: Option<StoredText>,
    item: Option<FileValue>,
    diagnostics: Vec<Diagnostic>,
}

/// A file's value.
#[derive(Clone, Debug)]
enum FileValue {
    Config(Box<SiteConfig>),
    Rules(Box<Rules>),
    Words(Wording),
    Sources(Vec<Source>),
    Counties(Vec<County>),
    Town(Arc<Town>),
    Quarter(Box<QuarterReport>),
    Story(Arc<Story>),
    Policy(Box<Policy>),
    Page(Box<StaticPage>),
    Asset(Asset),
}

fn read(found: &ContentFile) -> ReadFile {
    if matches!(found.kind, FileKind::Asset) {
        let (asset, diagnostics) = assets::read(found);
        return ReadFile { text: None, item: asset.map(FileValue::Asset), diagnostics };
    }
    let text = match files::read_text(found) {
        Ok(text) => text,
        Err(fault) => {
            let (text, diagnostic) = *fault;
            return ReadFile { text: text.map(StoredText::text), item: None, diagnostics: vec![diagnostic] };
        }
    };
    let (item, diagnostics) = read_as(found, &text);
    let kept = if diagnostics.is_empty() { StoredText::on_disk(&found.disk, &text) } else { StoredText::text(text) };
    ReadFile { text: Some(kept), item, diagnostics }
}

fn read_as(found: &ContentFile, text: &str) -> Parsed {
    let path = &found.path;
    match &found.kind {
        FileKind::Config => parse(path, text, |value| FileValue::Config(Box::new(value))),
        FileKind::Rules => parse(path, text, |value| FileValue::Rules(Box::new(value))),
        FileKind::Words => parse(path, text, FileValue::Words),
        FileKind::Sources => parse(path, text, FileValue::Sources),
        FileKind::Counties => parse(path, text, FileValue::Counties),
        FileKind::Town(_) => parse(path, text, |value| FileValue::Town(Arc::new(value))),
        FileKind::Quarter(_) => parse(path, text, |value| FileValue::Quarter(Box::new(value))),
        FileKind::Story(_) => {
            markdown(path, text, |meta: StoryMeta, body| FileValue::Story(Arc::new(Story { meta, body })))
        }
        FileKind::Policy(_) => {
            markdown(path, text, |meta: PolicyMeta, body| FileValue::Policy(Box::new(Policy { meta, body })))
        }
        FileKind::Page(_) => {
            markdown(path, text, |meta: StaticPageMeta, body| FileValue::Page(Box::new(StaticPage { meta, body })))
        }
        FileKind::Asset => unreachable!("assets hold no text"),
    }
}

type Parsed = (Option<FileValue>, Vec<Diagnostic>);

fn parse<T: DeserializeOwned + schemars::JsonSchema>(
    path: &Path,
    text: &str,
    item: impl FnOnce(T) -> FileValue,
) -> Parsed {
    let (value, diagnostics) = yaml::parse(path, text, 0..text.len());
    (value.map(item), diagnostics)
}

fn markdown<T: DeserializeOwned + schemars::JsonSchema>(
    path: &Path,
    text: &str,
    item: impl FnOnce(T, String) -> FileValue,
) -> Parsed {
    match front_matter::split(text) {
        Ok(parts) => {
            let (value, mut diagnostics) = yaml::parse(path, text, parts.yaml);
            if let Some((span, reason)) = crate::units::invisible(&text[parts.body.clone()]) {
                let place = Place::Span { start: parts.body.start + span.start, end: parts.body.start + span.end };
                diagnostics.push(Diagnostic::error("bad-value", path, place, reason));
            }
            (value.map(|meta| item(meta, text[parts.body].to_owned())), diagnostics)
        }
        Err(fault) => (None, vec![fault.diagnostic(path)]),
    }
}

/// Notes that a file is there.
fn note(known: &mut Inventory, found: &ContentFile, sound: bool) {
    match &found.kind {
        FileKind::Config => known.config = sound,
        FileKind::Rules => known.rules = sound,
        FileKind::Words => {}
        FileKind::Sources => known.sources = sound,
        FileKind::Counties => known.counties = sound,
        FileKind::Town(slug) => _ = known.towns.insert(slug.clone()),
        FileKind::Quarter(quarter) => _ = known.quarters.insert(*quarter),
        FileKind::Story(slug) => _ = known.stories.insert(slug.clone()),
        FileKind::Policy(slug) => _ = known.policies.insert(slug.clone()),
        FileKind::Page(slug) => _ = known.pages.insert(slug.clone()),
        FileKind::Asset => _ = known.assets.insert(found.path.to_string_lossy().into_owned()),
    }
}

/// Puts a file's value into the tree.
fn place(tree: &mut Tree, found: &ContentFile, item: FileValue, diagnostics: &mut Vec<Diagnostic>) {
    match (item, &found.kind) {
        (FileValue::Config(value), _) => tree.config = Some(*value),
        (FileValue::Rules(value), _) => tree.rules = *value,
        (FileValue::Words(value), _) => tree.words = value,
        (FileValue::Counties(value), _) => tree.counties = value,
        (FileValue::Sources(list), _) => {
            for (index, source) in list.into_iter().enumerate() {
                if let Some(earlier) = tree.sources.get(&source.id) {
                    diagnostics.push(same_source(&found.path, index, earlier, &source));
                } else {
                    tree.sources.insert(source.id.clone(), source);
                }
            }
        }
        (FileValue::Town(value), FileKind::Town(slug)) => _ = tree.towns.insert(slug.clone(), value),
        (FileValue::Quarter(value), FileKind::Quarter(quarter)) => _ = tree.quarters.insert(*quarter, *value),
        (FileValue::Story(value), FileKind::Story(slug)) => _ = tree.stories.insert(slug.clone(), value),
        (FileValue::Policy(value), FileKind::Policy(slug)) => _ = tree.policies.insert(slug.clone(), *value),
        (FileValue::Page(value), FileKind::Page(slug)) => _ = tree.pages.insert(slug.clone(), *value),
        (FileValue::Asset(value), _) => _ = tree.assets.insert(found.path.to_string_lossy().into_owned(), value),
        _ => unreachable!("a file's value is of the file's own kind"),
    }
}

fn same_source(path: &Path, index: usize, earlier: &Source, source: &Source) -> Diagnostic {
    let place = crate::diagnostic::value(&format!("[{index}].id"));
    let message =
        message!("来源代号“{}”已用于“{}”", "the source id `{}` is already that of `{}`", source.id, earlier.title);
    Diagnostic::error("same-id", path, place, message)
        .with_hint(message!("每个来源的代号（id）应各不相同", "give each source an id of its own"))
}

fn missing_config() -> Diagnostic {
    let message = message!("内容文件夹中没有 site.yaml", "the content folder has no site.yaml");
    Diagnostic::error("missing-file", PathBuf::from("site.yaml"), Place::File, message).with_hint(message!(
        "site.yaml 写明网站名称、主办单位等；可从示例 content/site.yaml 复制后修改",
        "site.yaml says who publishes; copy the example's content/site.yaml and change it"
    ))
}

/// The one of `names` that `name` was probably meant to be. Short Latin names are too near to each other to guess at.
pub(crate) fn nearest<'a>(name: &str, names: &[&'a str]) -> Option<&'a str> {
    let lower = name.to_lowercase();
    let distance = |other: &str| strsim::damerau_levenshtein(&lower, &other.to_lowercase());
    let best = names.iter().min_by_key(|other| distance(other))?;
    let length = name.chars().count();
    let most = if length < 3 && name.is_ascii() { 0 } else { (length / 3).max(1) };
    (distance(best) <= most).then_some(best)
}
