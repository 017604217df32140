//! The layout of `content/`: which file is what, by its place and name. Nothing is opened here.

use std::collections::BTreeMap;
use std::fs::Metadata;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::file_stamps::FileStamp;
use super::garbled;
use super::regular::what_it_is;
use crate::diagnostic::{Diagnostic, Message, Place};
use crate::units::{FromText, Quarter, Slug, name_fault, path_key};

/// A file that has a meaning.
#[derive(Clone, Debug)]
pub(super) struct ContentFile {
    /// Path in the content folder, with forward slashes.
    pub path: PathBuf,
    /// Where it lies on this machine.
    pub disk: PathBuf,
    /// What it is.
    pub kind: FileKind,
    /// Length in bytes.
    pub length: u64,
    /// How it lies there; none where a later change of what is read might not show.
    pub stamp: Option<FileStamp>,
}

/// What a file is.
#[derive(Clone, Debug)]
pub(super) enum FileKind {
    Config,
    Rules,
    Words,
    Sources,
    Counties,
    Town(Slug),
    Quarter(Quarter),
    Story(Slug),
    Policy(Slug),
    Page(Slug),
    Asset,
}

const FILES: [&str; 5] = ["site.yaml", "rules.yaml", "words.yaml", "sources.yaml", "counties.yaml"];
const FOLDERS: [&str; 5] = ["towns", "quarters", "stories", "policies", "pages"];
/// Folders whose nouns have files beside them, in a folder of the noun's name.
const FOLDERS_WITH_ASSETS: [&str; 3] = ["towns", "stories", "policies"];

/// Finds all content files, in the order of their paths.
pub(super) fn walk(content: &Path) -> (Vec<ContentFile>, Vec<Diagnostic>) {
    let mut walk = Walk::default();
    let root = match content.canonicalize() {
        Ok(root) if root.is_dir() => root,
        _ => {
            walk.diagnostics.push(no_content(content));
            return (walk.found, walk.diagnostics);
        }
    };
    let entries = WalkDir::new(&root).min_depth(1).max_depth(4).sort_by_file_name().into_iter();
    let entries: Vec<_> = entries.filter_entry(|entry| !is_litter(entry)).collect();
    // What takes longest is to ask the system about each file.
    let asked = |entry: walkdir::Result<DirEntry>| entry.map(|entry| WalkedEntry::about(entry, &root));
    for entry in entries.into_par_iter().map(asked).collect::<Vec<_>>() {
        match entry {
            Ok(asked) => walk.entry(&root, asked),
            Err(error) => {
                let path = error.path().and_then(|path| path.strip_prefix(&root).ok()).map_or(PathBuf::new(), slashed);
                walk.diagnostics.push(unreadable(path, &error.to_string()));
            }
        }
    }
    walk.lonely_folders();
    (walk.found, walk.diagnostics)
}

/// Something in the content folder.
struct WalkedEntry {
    entry: DirEntry,
    /// Path in the content folder, with forward slashes.
    path: PathBuf,
    /// Of a regular file.
    metadata: Option<Metadata>,
}

impl WalkedEntry {
    fn about(entry: DirEntry, root: &Path) -> Self {
        let path = slashed(entry.path().strip_prefix(root).unwrap_or(entry.path()));
        let metadata = entry.file_type().is_file().then(|| entry.metadata().ok()).flatten();
        Self { entry, path, metadata }
    }
}

#[derive(Default)]
struct Walk {
    found: Vec<ContentFile>,
    diagnostics: Vec<Diagnostic>,
    /// Folder and lower-case stem of each noun → its file.
    nouns: BTreeMap<(String, String), PathBuf>,
    /// What is the same in all ways of writing an asset's path → its file.
    assets: BTreeMap<String, PathBuf>,
    /// Folders of assets.
    folders: Vec<PathBuf>,
}

impl Walk {
    fn entry(&mut self, root: &Path, WalkedEntry { entry, path, metadata }: WalkedEntry) {
        let relative = entry.path().strip_prefix(root).unwrap_or(entry.path());
        let Some(parts) = relative.iter().map(|part| part.to_str()).collect::<Option<Vec<_>>>() else {
            let is_first = relative.parent().is_none_or(|above| above.to_str().is_some());
            self.diagnostics.extend(is_first.then(|| garbled::not_utf8(path, entry.file_name())));
            return;
        };
        if let Some(meant) = parts.last().and_then(|name| garbled::meant(name)) {
            self.diagnostics.push(garbled::told(path.clone(), &meant));
        }
        let kind = entry.file_type();
        let (is_folder, length, stamp) = if kind.is_symlink() {
            match self.link(root, entry.path(), &path) {
                Some(length) => (false, length, None),
                None => return,
            }
        } else if kind.is_dir() {
            (true, 0, None)
        } else if kind.is_file() {
            let length = metadata.as_ref().map_or(0, Metadata::len);
            (false, length, metadata.as_ref().and_then(FileStamp::of))
        } else {
            self.diagnostics.push(not_a_file(path, what_it_is(kind)));
            return;
        };
        if is_folder {
            self.folder(path, &parts);
        } else {
            let disk = entry.path().to_owned();
            self.file(ContentFile { path, disk, kind: FileKind::Asset, length, stamp }, &parts);
        }
    }

    /// The length of the file that a symbolic link leads to, where it stays in the tree.
    fn link(&mut self, root: &Path, link: &Path, path: &Path) -> Option<u64> {
        let target = link.canonicalize().ok();
        let metadata = target.as_ref().and_then(|target| target.metadata().ok());
        let message = match (&target, metadata) {
            (Some(target), Some(metadata)) if target.starts_with(root) && metadata.is_file() => {
                return Some(metadata.len());
            }
            (Some(target), Some(metadata)) if target.starts_with(root) && metadata.is_dir() => message!(
                "这是指向文件夹的符号链接，不会跟随",
                "this symbolic link leads to a folder and is not followed"
            ),
            (Some(target), Some(metadata)) if target.starts_with(root) => {
                self.diagnostics.push(not_a_file(path.to_owned(), what_it_is(metadata.file_type())));
                return None;
            }
            (Some(_), _) => message!(
                "符号链接指向内容文件夹之外，未读取",
                "this symbolic link leads out of the content folder; it was not read"
            ),
            (None, _) => message!("符号链接指向的文件不存在", "this symbolic link leads nowhere"),
        };
        self.diagnostics.push(Diagnostic::error("symbolic-link", path, Place::File, message).with_hint(message!(
            "请把文件本身复制到内容文件夹里，代替链接",
            "copy the file itself into the content folder in place of the link"
        )));
        None
    }

    fn folder(&mut self, path: PathBuf, parts: &[&str]) {
        match parts {
            [folder] if FOLDERS.contains(folder) => {}
            [name] if FILES.contains(name) => self.diagnostics.push(is_folder(path)),
            [folder, name] if FOLDERS.contains(folder) && endings(folder).iter().any(|end| has_ending(name, end)) => {
                self.diagnostics.push(is_folder(path));
            }
            [folder, name] if FOLDERS_WITH_ASSETS.contains(folder) => match Slug::from_text(name) {
                Ok(_) => self.folders.push(path),
                Err(reason) => self.diagnostics.push(bad_name(path, &reason)),
            },
            [name] => self.diagnostics.push(unknown(path, name, &FOLDERS)),
            // Below a folder already reported nothing more is said.
            [folder, ..] if !FOLDERS.contains(folder) => {}
            [.., name] => self.diagnostics.push(unknown(path, name, &[])),
            [] => {}
        }
    }

    fn file(&mut self, found: ContentFile, parts: &[&str]) {
        match parts {
            [name] => match *name {
                "site.yaml" => self.found.push(ContentFile { kind: FileKind::Config, ..found }),
                "rules.yaml" => self.found.push(ContentFile { kind: FileKind::Rules, ..found }),
                "words.yaml" => self.found.push(ContentFile { kind: FileKind::Words, ..found }),
                "sources.yaml" => self.found.push(ContentFile { kind: FileKind::Sources, ..found }),
                "counties.yaml" => self.found.push(ContentFile { kind: FileKind::Counties, ..found }),
                folder if FOLDERS.contains(&folder) => self.diagnostics.push(is_file(found.path)),
                name => self.diagnostics.push(unknown(found.path, name, &FILES)),
            },
            [folder, name] if FOLDERS.contains(folder) => self.noun(found, folder, name),
            [folder, _, name] if FOLDERS_WITH_ASSETS.contains(folder) => self.asset(found, name),
            _ => {}
        }
    }

    fn noun(&mut self, found: ContentFile, folder: &str, name: &str) {
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        let wanted = endings(folder);
        if !wanted.contains(&ending) {
            self.diagnostics.push(wrong_ending(found.path, stem, wanted[0]));
            return;
        }
        let noun = (folder.to_owned(), stem.to_lowercase());
        // Of two files the one whose name is well formed counts, so that references to it stand.
        if let Some(earlier) = self.nouns.get(&noun) {
            let earlier_counts = self.found.iter().any(|other| other.path == *earlier);
            let (other, counting) = if earlier_counts { (&found.path, earlier) } else { (earlier, &found.path) };
            self.diagnostics.push(same_name(other.clone(), counting));
            if earlier_counts {
                return;
            }
        }
        let kind = if folder == "quarters" {
            Quarter::from_text(stem).map(FileKind::Quarter)
        } else {
            Slug::from_text(stem).map(|slug| match folder {
                "towns" => FileKind::Town(slug),
                "stories" => FileKind::Story(slug),
                "policies" => FileKind::Policy(slug),
                _ => FileKind::Page(slug),
            })
        };
        self.nouns.insert(noun, found.path.clone());
        match kind {
            Ok(kind) => self.found.push(ContentFile { kind, ..found }),
            Err(reason) => self.diagnostics.push(bad_name(found.path, &reason)),
        }
    }

    fn asset(&mut self, found: ContentFile, name: &str) {
        let refused =
            |c: char| c.is_control() || matches!(c, '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' | '#' | '%');
        if let Some(bad) = name.chars().find(|&c| refused(c)) {
            let reason = message!(
                "文件名中有不能用于网址的字符“{}”",
                "the file name holds `{}`, which cannot stand in an address",
                bad.escape_debug()
            );
            self.diagnostics.push(bad_name(found.path, &reason));
            return;
        }
        // The folder is copied to machines with Windows, too, and the site may be served from there.
        if let Some(reason) = name_fault(name) {
            self.diagnostics.push(bad_name(found.path, &reason));
            return;
        }
        if let Some(earlier) = self.assets.insert(path_key(&found.path.to_string_lossy()), found.path.clone()) {
            self.diagnostics.push(same_name(found.path, &earlier));
            return;
        }
        self.found.push(found);
    }

    /// Folders beside no file: probably the file is missing or one of the two is misspelt.
    fn lonely_folders(&mut self) {
        for folder in std::mem::take(&mut self.folders) {
            let parts: Vec<_> = folder.iter().filter_map(|part| part.to_str()).collect();
            let [place, name] = parts[..] else { continue };
            if self.nouns.contains_key(&(place.to_owned(), name.to_owned())) {
                continue;
            }
            let ending = if place == "towns" { "yaml" } else { "md" };
            let stems: Vec<&str> =
                self.nouns.keys().filter(|(other, _)| other == place).map(|(_, stem)| stem.as_str()).collect();
            let message = message!(
                "文件夹旁边没有 {place}/{name}.{ending}，其中的文件不会用到",
                "there is no {place}/{name}.{ending} beside this folder; its files are not used"
            );
            let warning = Diagnostic::warning("lonely-folder", &folder, Place::File, message);
            self.diagnostics.push(match super::nearest(name, &stems) {
                Some(near) => warning.with_hint(message!("是否应为“{near}”？", "did you mean `{near}`?")),
                None => warning,
            });
        }
    }
}

/// The endings of the files of a folder; new ones have the first.
fn endings(folder: &str) -> &'static [&'static str] {
    if matches!(folder, "towns" | "quarters") { &["yaml", "yml"] } else { &["md"] }
}

fn has_ending(name: &str, ending: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, own)| own == ending)
}

/// Files that systems and editors leave behind: nobody wants to hear of them.
fn is_litter(entry: &DirEntry) -> bool {
    entry.depth() > 0 && is_litter_name(&entry.file_name().to_string_lossy())
}

/// Whether a name is one of the leavings of editors and systems, which are no content.
pub fn is_litter_name(name: &str) -> bool {
    name.starts_with(['.', '~'])
        || name.ends_with('~')
        || ["Thumbs.db", "desktop.ini"].contains(&name)
        || [".tmp", ".bak", ".swp"].iter().any(|ending| name.ends_with(ending))
}

fn slashed(path: &Path) -> PathBuf {
    match path.to_str() {
        Some(path) if std::path::MAIN_SEPARATOR == '/' => PathBuf::from(path),
        _ => PathBuf::from(path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")),
    }
}

fn no_content(content: &Path) -> Diagnostic {
    let shown = content.display();
    let message = message!("没有内容文件夹“{shown}”", "there is no content folder `{shown}`");
    Diagnostic::error("no-content", PathBuf::new(), Place::File, message).with_hint(message!(
        "请在网站所在的文件夹中执行，或用 --content 指明内容文件夹",
        "run it in the site's folder, or name the content folder with --content"
    ))
}

/// Something that the system does not let be read.
pub(super) fn unreadable(path: PathBuf, reason: &str) -> Diagnostic {
    let message = message!("无法读取（{reason}）", "cannot be read ({reason})");
    Diagnostic::error("unreadable", path, Place::File, message)
}

/// A pipe, a device or the like in the place of a file.
pub(super) fn not_a_file(path: PathBuf, what: Message) -> Diagnostic {
    Diagnostic::error("not-a-file", path, Place::File, what).with_hint(message!(
        "未读取；请换成内容相同的普通文件，或删去",
        "it was not read; put a regular file of the same contents in its place, or delete it"
    ))
}

/// A folder in the place of a file.
fn is_folder(path: PathBuf) -> Diagnostic {
    let message = message!("这里应为文件，现在是文件夹", "this is a folder where a file is wanted");
    Diagnostic::error("not-a-file", path, Place::File, message).with_hint(message!(
        "其中的内容没有读取；请把文件夹移走，在原处放这个名字的文件",
        "nothing in it was read; move the folder away and put a file of this name in its place"
    ))
}

/// A file in the place of a folder.
fn is_file(path: PathBuf) -> Diagnostic {
    let message = message!("这里应为文件夹，现在是文件", "this is a file where a folder is wanted");
    Diagnostic::error("not-a-folder", path, Place::File, message).with_hint(message!(
        "没有读取；请把文件移走，在原处建这个名字的文件夹",
        "it was not read; move the file away and make a folder of this name in its place"
    ))
}

fn bad_name(path: PathBuf, reason: &Message) -> Diagnostic {
    Diagnostic::error("bad-file-name", path, Place::File, reason.clone())
        .with_hint(message!("请改文件名", "rename the file"))
}

fn same_name(path: PathBuf, earlier: &Path) -> Diagnostic {
    let shown = earlier.display();
    let message = message!(
        "与 {shown} 同名：两个文件会得到同一个网址",
        "has the same name as {shown}: both would get one address"
    );
    Diagnostic::error("same-name", path, Place::File, message)
        .with_hint(message!("请保留一个，或给其中一个改名", "keep one of them, or rename one"))
}

fn wrong_ending(path: PathBuf, stem: &str, ending: &str) -> Diagnostic {
    let message =
        message!("这里的文件不会用到：扩展名不对", "this file is not used: its ending is not the one expected here");
    Diagnostic::warning("unknown-file", path, Place::File, message).with_hint(message!(
        "这个文件夹里放 .{ending} 文件，例如 {stem}.{ending}",
        "this folder holds .{ending} files, such as {stem}.{ending}"
    ))
}

fn unknown(path: PathBuf, name: &str, names: &[&str]) -> Diagnostic {
    let message =
        message!("内容文件夹中没有这一项，不会用到", "this has no meaning in the content folder and is not used");
    let warning = Diagnostic::warning("unknown-file", path, Place::File, message);
    match super::nearest(name, names) {
        Some(near) => warning.with_hint(message!("是否应为“{near}”？", "did you mean `{near}`?")),
        None => warning,
    }
}
