//! A tree of which a part is left out: whatever remains sound gives a site in which every link leads somewhere and every
//! page can be reached, in both editions.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::time::SystemTime;

use rayon::prelude::*;
use sunboard::artifact::{Artifact, MemoryOutput};
use sunboard::model::Edition;
use sunboard::render::Pictures;
use sunboard::{Request, Run};

use crate::harness::{copy, sites};

/// The columns that a site may do without.
const BARE: &[&str] = &["home", "towns"];

/// A YAML text without the keys of this name at this depth of indentation, with what stands below them.
pub fn without(text: &str, name: &str, indent: usize) -> String {
    let mut kept = String::new();
    let mut is_dropped = false;
    for line in text.split_inclusive('\n') {
        let own = line.len() - line.trim_start().len();
        // A list may stand as far to the left as its key.
        if !line.trim().is_empty() && (own < indent || own == indent && !line.trim_start().starts_with("- ")) {
            is_dropped = own == indent && line.trim_start().starts_with(&format!("{name}:"));
        }
        if !is_dropped {
            kept.push_str(line);
        }
    }
    kept
}

/// The keys of a YAML text at a depth of indentation.
fn keys(text: &str, indent: usize) -> BTreeSet<String> {
    let at = text.lines().filter(|line| line.len() - line.trim_start().len() == indent);
    let named = at.filter_map(|line| line.trim_start().split_once(':')).map(|(key, _)| key);
    named.filter(|key| key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')).map(str::to_owned).collect()
}

/// Something that is left out of a tree.
type Change = Box<dyn Fn(&Path) + Send + Sync>;

fn change_file(path: &Path, change: impl Fn(&str) -> String) {
    let text = fs::read_to_string(path).unwrap();
    let changed = match text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")) {
        Some((head, body)) => format!("---\n{}\n---\n{body}", change(head).trim_end()),
        None => change(&text),
    };
    fs::write(path, changed).unwrap();
}

/// The files of a folder of nouns, or one file.
fn files(content: &Path, place: &str) -> Vec<std::path::PathBuf> {
    let place = content.join(place);
    if place.is_file() {
        return vec![place];
    }
    let all = fs::read_dir(place).map(|entries| entries.map(|entry| entry.unwrap().path()).collect::<Vec<_>>());
    all.unwrap_or_default().into_iter().filter(|path| path.is_file()).collect()
}

/// Every part that can be left out, by name.
fn changes() -> Vec<(String, Change)> {
    let whole = sites().join("mutation/content");
    let mut all: Vec<(String, Change)> = vec![("nothing".to_owned(), Box::new(|_| {}))];
    for place in ["towns", "quarters", "stories", "policies", "pages", "rules.yaml", "sources.yaml", "counties.yaml"] {
        let name = format!("no {place}");
        all.push((
            name,
            Box::new(move |content| {
                let path = content.join(place);
                if path.is_dir() { fs::remove_dir_all(path).unwrap() } else { fs::remove_file(path).unwrap() }
            }),
        ));
    }
    let texts = ["towns", "quarters", "site.yaml", "rules.yaml"];
    for (place, indent) in texts.into_iter().map(|place| (place, 0)).chain([("rules.yaml", 4)]) {
        let mut named = BTreeSet::new();
        for file in files(&whole, place) {
            let text = fs::read_to_string(&file).unwrap();
            let head = text.strip_prefix("---\n").and_then(|rest| rest.split("\n---\n").next()).unwrap_or(&text);
            named.extend(keys(head, indent));
        }
        for key in named {
            let name = format!("{place} without {key} at {indent}");
            all.push((
                name,
                Box::new(move |content| {
                    for file in files(content, place) {
                        change_file(&file, |text| without(text, &key, indent));
                    }
                }),
            ));
        }
    }
    all
}

/// The site without most columns.
fn bare(content: &Path) {
    change_file(&content.join("site.yaml"), |text| {
        let is_kept = |line: &&str| {
            !line.starts_with("  - {id: ") || BARE.iter().any(|column| line.contains(&format!("id: {column},")))
        };
        text.lines().filter(is_kept).map(|line| format!("{line}\n")).collect()
    });
}

/// The site with every column.
fn full(content: &Path) {
    change_file(&content.join("site.yaml"), |text| {
        let more = ["towns", "counties", "boards", "projects", "analysis", "assessments", "awards", "targets"];
        let more = more.into_iter().chain(["standards", "showcase", "stories", "policies", "data"]);
        let columns: String = more.map(|id| format!("  - {{id: {id}, name: {id}, kind: 数据发布}}\n")).collect();
        text.replacen("editions:", &format!("{columns}editions:"), 1)
    });
}

/// The addresses that a page names, as paths of the site; those that lead out of it are left out.
fn links(page: &Artifact) -> BTreeSet<String> {
    let html = String::from_utf8_lossy(page.html().unwrap()).into_owned();
    let folder: Vec<&str> = page.path.split('/').collect();
    let folder = &folder[..folder.len() - 1];
    let addresses = html.split("href=\"").skip(1).filter_map(|rest| rest.split(['"', '#', '?']).next());
    let inner = addresses.filter(|address| !address.is_empty() && !address.contains(':') && !address.starts_with('/'));
    let paths = inner.map(|address| {
        let mut path = folder.to_vec();
        for part in address.split('/') {
            match part {
                ".." => _ = path.pop(),
                "." => {}
                part => path.push(part),
            }
        }
        percent_encoding::percent_decode_str(&path.join("/")).decode_utf8_lossy().into_owned()
    });
    paths.collect()
}

/// What is wrong with the site of an edition; none where the content is not sound without what was left out.
fn faults(content: &Path, edition: Edition) -> Option<Vec<String>> {
    let shelf = MemoryOutput::default();
    let request = Request {
        content: content.to_owned(),
        theme: None,
        edition,
        as_of: None,
        base_url: None,
        drafts: false,
        pictures: Pictures::Checked,
        clock: &|_| "2020-11-10T12:00:00".parse().unwrap(),
        content_cache: None,
        now: SystemTime::now(),
    };
    let built = sunboard::build(&request, None, &shelf, &Run::ALONE).unwrap();
    let links_first = ["broken-link", "path"];
    let mut faults: Vec<String> = built
        .diagnostics
        .iter()
        .filter(|told| links_first.contains(&told.rule) && told.is_error())
        .map(|told| format!("{}: {}", told.rule, told.message.en))
        .collect();
    if built.pages.is_none() && faults.is_empty() {
        return None;
    }
    let artifacts: BTreeMap<String, Artifact> =
        shelf.into_artifacts().into_iter().map(|artifact| (artifact.path.clone(), artifact)).collect();
    let is_page = |path: &str| path.ends_with(".html");
    let named: BTreeMap<&str, BTreeSet<String>> = artifacts
        .iter()
        .filter(|(path, artifact)| is_page(path) && artifact.html().is_some())
        .map(|(path, artifact)| (path.as_str(), links(artifact)))
        .collect();
    // From the home page on, since a ring of pages that name one another is no way to them.
    let mut reached = BTreeSet::from(["index.html".to_owned()]);
    let mut next: Vec<String> = reached.iter().cloned().collect();
    while let Some(page) = next.pop() {
        for target in named.get(page.as_str()).into_iter().flatten() {
            if reached.insert(target.clone()) && is_page(target) {
                next.push(target.clone());
            }
        }
    }
    let is_redirect = |path: &str| {
        let html = artifacts[path].html().unwrap_or_default();
        String::from_utf8_lossy(html).contains("http-equiv=\"refresh\"")
    };
    let lonely = artifacts.keys().filter(|path| {
        let counts = is_page(path) && *path != "404.html" && !is_redirect(path) || path.starts_with("data/quarters/");
        counts && !reached.contains(*path)
    });
    faults.extend(lonely.map(|path| format!("no way leads to {path}")));
    Some(faults)
}

#[test]
fn whatever_is_left_out_leaves_no_broken_link_and_no_lonely_page() {
    let all = changes();
    let mut cases: Vec<(String, &Change, &Change)> = Vec::new();
    let none: Change = Box::new(|_| {});
    let (bare, full): (Change, Change) = (Box::new(bare), Box::new(full));
    let undated: Change = Box::new(|content: &Path| {
        change_file(&content.join("rules.yaml"), |text| without(text, "rule_sets", 0));
    });
    // Whole files and what follows from rules and towns, on sites with and without most columns, and with few rules.
    let structural = |name: &str| {
        let parts = ["nothing", "no ", "rules.yaml ", "quarters "];
        parts.iter().any(|part| name.starts_with(part))
    };
    for (name, change) in &all {
        cases.push((format!("full, {name}"), &full, change));
        if structural(name) {
            cases.push((format!("bare, {name}"), &bare, change));
        }
        if !name.starts_with("rules.yaml ") && structural(name) {
            cases.push((format!("without dated rules, {name}"), &undated, change));
        }
    }
    cases.push(("as it is".to_owned(), &none, &none));
    let looked: Vec<(String, Edition, Option<Vec<String>>)> = cases
        .par_iter()
        .flat_map_iter(|(name, first, second)| {
            let folder = tempfile::tempdir().unwrap();
            let content = folder.path().join("content");
            copy(&sites().join("mutation/content"), &content);
            first(&content);
            second(&content);
            [Edition::Public, Edition::Internal].map(|edition| (name.clone(), edition, faults(&content, edition)))
        })
        .collect();
    let sound = looked.iter().filter(|(.., faults)| faults.is_some()).count();
    assert!(sound * 3 > looked.len(), "only {sound} of {} trees are sound", looked.len());
    let wrong: Vec<String> = looked
        .into_iter()
        .filter_map(|(name, edition, faults)| {
            let faults = faults.filter(|faults| !faults.is_empty())?;
            Some(format!("{name} ({edition:?}):\n  {}", faults.join("\n  ")))
        })
        .collect();
    assert!(wrong.is_empty(), "{} trees:\n{}", wrong.len(), wrong.join("\n"));
}
