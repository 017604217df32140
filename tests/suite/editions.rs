//! The public edition is byte for byte the build of the same tree with every internal item deleted, and no word of an
//! internal item stands anywhere in it: not in pages, data files, workbooks, or names.

use std::fs;
use std::io::{Cursor, Read as _};
use std::path::{Path, PathBuf};

use serde_yaml::Value;

use crate::harness::{Sunboard, copy, files, root};

/// Lists whose items are internal unless they say `internal: false`.
const INTERNAL_BY_DEFAULT: [&str; 2] = ["findings", "interviews"];

/// The content trees that come with the tool.
pub fn trees() -> [PathBuf; 2] {
    ["content", "tests/sites/lishui/content"].map(root)
}

/// Builds an edition of a tree and gives every file of it.
fn built(content: &Path, output: &Path, edition: &str) -> Vec<(String, Vec<u8>)> {
    let line = Sunboard::new(".").args(["build", "--quiet", "--edition", edition]);
    line.arg("--content").arg(content).arg("--output").arg(output).run().done();
    files(output)
}

/// What is done to each internal item of a tree.
#[derive(Clone, Copy, PartialEq)]
enum Treatment {
    Delete,
    /// Its words get a mark, each another.
    Mark,
}

/// What a walk over a tree did.
#[derive(Default)]
struct Found {
    items: usize,
    /// Marks, with the words they follow.
    marks: Vec<(String, String)>,
    /// Slugs of files that are internal as a whole.
    slugs: Vec<String>,
}

fn is_internal(item: &Value, by_default: bool) -> bool {
    item.as_mapping().is_some_and(|map| map.get("internal").map_or(by_default, |value| value.as_bool() == Some(true)))
}

fn is_han(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

/// Marks every piece of prose: what holds Chinese characters is no date, key or slug.
fn mark(value: &mut Value, found: &mut Found) {
    match value {
        Value::String(text) if is_han(text) && !text.contains("](") => {
            let mark = format!("MARK{:04}X", found.marks.len());
            let marked = format!("{}{mark}", text.trim_end());
            found.marks.push((mark, std::mem::replace(text, marked)));
        }
        Value::Sequence(items) => items.iter_mut().for_each(|item| mark(item, found)),
        // An industry is no word of the item's own: it must stand in the public list of rules.yaml.
        Value::Mapping(map) => {
            map.iter_mut().filter(|(key, _)| key.as_str() != Some("industry")).for_each(|(_, item)| mark(item, found));
        }
        _ => {}
    }
}

/// Treats the internal items below a value.
fn treat(value: &mut Value, treatment: Treatment, found: &mut Found) {
    match value {
        Value::Mapping(map) => {
            for (key, child) in map.iter_mut() {
                let by_default = key.as_str().is_some_and(|key| INTERNAL_BY_DEFAULT.contains(&key));
                if let Some(items) = child.as_sequence_mut() {
                    items.retain_mut(|item| {
                        if !is_internal(item, by_default) {
                            return true;
                        }
                        found.items += 1;
                        if treatment == Treatment::Mark {
                            mark(item, found);
                        }
                        treatment == Treatment::Mark
                    });
                }
                treat(child, treatment, found);
            }
        }
        Value::Sequence(items) => items.iter_mut().for_each(|item| treat(item, treatment, found)),
        _ => {}
    }
}

/// Treats a whole tree, file by file.
fn treat_tree(tree: &Path, treatment: Treatment) -> Found {
    let mut found = Found::default();
    for (path, bytes) in files(tree) {
        let file = tree.join(&path);
        let stem = file.file_stem().unwrap().to_str().unwrap().to_owned();
        let Ok(text) = String::from_utf8(bytes) else { continue };
        let (yaml, body) = match path.rsplit_once('.').map(|(_, extension)| extension) {
            Some("yaml") => (text.as_str(), None),
            Some("md") => {
                let (front, body) = text.strip_prefix("---\n").unwrap().split_once("\n---\n").unwrap();
                (front, Some(body))
            }
            _ => continue,
        };
        let mut value: Value = serde_yaml::from_str(yaml).unwrap();
        let before = found.items;
        let is_unreleased = path.starts_with("quarters/") && value.get("released").is_none();
        if is_internal(&value, false) || is_unreleased {
            found.items += 1;
            if !path.starts_with("quarters/") {
                found.slugs.push(stem);
            }
            if treatment == Treatment::Delete {
                fs::remove_file(&file).unwrap();
                if file.with_extension("").is_dir() {
                    fs::remove_dir_all(file.with_extension("")).unwrap();
                }
                continue;
            }
            mark(&mut value, &mut found);
        } else if path.starts_with("quarters/")
            && let Some(analysis) = value.get_mut("analysis").filter(|analysis| analysis.get("released").is_none())
        {
            found.items += 1;
            match treatment {
                Treatment::Mark => mark(analysis, &mut found),
                Treatment::Delete => *analysis = Value::Null,
            }
        }
        if path != "site.yaml" {
            treat(&mut value, treatment, &mut found);
        }
        if found.items != before {
            if value.get("analysis") == Some(&Value::Null) {
                value.as_mapping_mut().unwrap().remove("analysis");
            }
            let yaml = serde_yaml::to_string(&value).unwrap();
            fs::write(&file, body.map_or(yaml.clone(), |body| format!("---\n{yaml}---\n{body}"))).unwrap();
        }
    }
    found
}

/// The text of a file and, where it is a zip archive, of what is packed in it.
fn unpacked(bytes: &[u8]) -> String {
    let mut all = bytes.to_vec();
    if let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) {
        for index in 0..archive.len() {
            archive.by_index(index).unwrap().read_to_end(&mut all).unwrap();
        }
    }
    String::from_utf8_lossy(&all).into_owned()
}

#[test]
fn the_public_edition_is_the_build_without_internal_items() {
    for tree in trees() {
        let folder = tempfile::tempdir().unwrap();
        let without = folder.path().join("content");
        copy(&tree, &without);
        let found = treat_tree(&without, Treatment::Delete);
        assert!(found.items > 5 || tree != trees()[0], "the example has internal items");
        let public = built(&tree, &folder.path().join("public"), "public");
        let deleted = built(&without, &folder.path().join("deleted"), "public");
        let names = |files: &[(String, Vec<u8>)]| files.iter().map(|(path, _)| path.clone()).collect::<Vec<_>>();
        assert_eq!(names(&public), names(&deleted));
        for ((path, bytes), (_, others)) in public.iter().zip(&deleted) {
            assert!(bytes == others, "{path} of the public edition differs when internal items are deleted");
        }
    }
}

#[test]
fn an_old_address_of_something_internal_is_no_address_for_the_public() {
    let site = format!("{}aliases: [{{from: old/1.html, to: stories/talks.html}}]\n", crate::harness::SITE);
    let story = "---\ntitle: 约谈纪实\ndate: 2020-09-01\ninternal: true\naliases: [old/2.html]\n---\n正文\n";
    let content = crate::harness::content(&[("site.yaml", site.as_bytes()), ("stories/talks.md", story.as_bytes())]);
    for (edition, is_there) in [("public", false), ("internal", true)] {
        let output = tempfile::tempdir().unwrap();
        let files = built(content.path(), &output.path().join("output"), edition);
        for old in ["old/1.html", "old/2.html"] {
            assert_eq!(files.iter().any(|(path, _)| path == old), is_there, "{edition}: {old}");
            for ready in ["_redirects", "hosting/nginx.conf"] {
                let text =
                    files.iter().find(|(path, _)| path == ready).map(|(_, bytes)| String::from_utf8_lossy(bytes));
                assert_eq!(text.unwrap().replace('\\', "").contains(old), is_there, "{edition}: {old} in {ready}");
            }
        }
    }
}

#[test]
fn no_internal_word_is_in_the_public_edition() {
    let folder = tempfile::tempdir().unwrap();
    let marked = folder.path().join("content");
    copy(&trees()[0], &marked);
    let found = treat_tree(&marked, Treatment::Mark);
    assert!(found.marks.len() > 20 && found.slugs.len() > 3, "the example has internal items of each kind");
    let public = built(&marked, &folder.path().join("public"), "public");
    for (path, bytes) in &public {
        let all = unpacked(bytes);
        // All marks begin alike, so one search finds any.
        assert!(!all.contains("MARK0"), "an internal word is in {path}");
        for slug in &found.slugs {
            assert!(
                !path.contains(slug.as_str()) && !all.contains(slug.as_str()),
                "the internal `{slug}` is in {path}"
            );
        }
    }
    let internal = built(&marked, &folder.path().join("internal"), "internal");
    let internal: Vec<String> = internal.iter().map(|(_, bytes)| unpacked(bytes)).collect();
    let unseen = found.marks.iter().filter(|(mark, _)| !internal.iter().any(|text| text.contains(mark.as_str())));
    let unseen: Vec<&str> = unseen.map(|(_, words)| words.as_str()).collect();
    assert!(unseen.len() * 3 < found.marks.len(), "not in the internal edition either: {unseen:#?}");
}
