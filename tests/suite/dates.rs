//! Nothing shows before its date: a build as of a moment is the build of the same tree with everything later deleted, byte for
//! byte. What is later is found here in the files as they are written, by a table of its own.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use chrono::{NaiveDate, NaiveDateTime};
use proptest::prelude::*;
use serde_yaml::Value;
use sunboard::Request;
use sunboard::artifact::MemoryOutput;
use sunboard::model::Edition;
use sunboard::render::Pictures;

use crate::harness::{copy, files};

/// Lists of a town's file, with the field that dates their items, and how an item without it is dated by its year.
const LISTS: [(&str, &str, Option<&str>); 15] = [
    ("category_history", "from", None),
    ("scenic", "since", None),
    ("linked_leaders", "from", None),
    ("highlights", "as_of", None),
    ("plan", "approved", None),
    ("progress", "reported", None),
    ("indicators", "reported", Some("{year}-12-31")),
    ("honours", "on", Some("{year}-12-31")),
    ("assessments", "published", Some("{next}-01-01")),
    ("scores", "on", None),
    ("warnings", "on", None),
    ("interviews", "on", None),
    ("support", "on", None),
    ("payments", "paid", None),
    ("findings", "on", None),
];

/// A moment, as text that is compared: `2020-10-25 08:30`.
struct Cut<'a> {
    now: &'a str,
    /// Nouns that are deleted: `story:kiln-night`.
    gone: BTreeSet<String>,
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

impl Cut<'_> {
    /// Whether a date as written lies ahead. A day, a month and a year begin with their first moment.
    fn is_ahead(&self, date: &str) -> bool {
        let whole = match date.len() {
            4 => format!("{date}-01-01 00:00"),
            7 => format!("{date}-01 00:00"),
            10 => format!("{date} 00:00"),
            _ => date.to_owned(),
        };
        assert_eq!(whole.len(), 16, "{date}");
        whole.as_str() > self.now
    }

    fn is_ahead_in(&self, item: &Value, field: &str) -> bool {
        item.get(field).and_then(text).is_some_and(|date| self.is_ahead(&date))
    }

    /// Whether an item of a list lies ahead.
    fn drops(&self, item: &Value, field: &str, by_year: Option<&str>) -> bool {
        if item.get(field).is_some() {
            return self.is_ahead_in(item, field);
        }
        let Some((shape, year)) = by_year.zip(item.get("year").and_then(text)) else { return false };
        let next = (year.parse::<i32>().unwrap() + 1).to_string();
        self.is_ahead(&shape.replace("{year}", &year).replace("{next}", &next))
    }

    fn list(&self, map: &mut Value, list: &str, drops: impl Fn(&Value) -> bool) {
        let Some(items) = map.get_mut(list).and_then(Value::as_sequence_mut) else { return };
        items.retain(|item| !drops(item));
        if items.is_empty() {
            map.as_mapping_mut().unwrap().remove(list);
        }
    }

    fn without(&self, item: &mut Value, field: &str) -> bool {
        let is_ahead = self.is_ahead_in(item, field);
        if is_ahead {
            item.as_mapping_mut().unwrap().remove(field);
        }
        is_ahead
    }

    fn each<'v>(value: &'v mut Value, list: &str) -> impl Iterator<Item = &'v mut Value> {
        value.get_mut(list).and_then(Value::as_sequence_mut).into_iter().flatten()
    }

    /// A town's file without what lies ahead; false where the town does.
    fn town(&self, town: &mut Value) -> bool {
        let history = town["category_history"].as_sequence().unwrap();
        if history.iter().all(|entry| self.is_ahead_in(entry, "from")) {
            return false;
        }
        for (list, field, by_year) in LISTS {
            self.list(town, list, |item| self.drops(item, field, by_year));
        }
        self.list(town, "photos", |photo| self.is_ahead_in(photo, "taken"));
        self.list(town, "figures", |figure| {
            let year = figure.get("period").and_then(text).filter(|_| figure["basis"] != "planned");
            // The trees write `2018`, `2016-2020` and the like.
            let year = year.and_then(|period| {
                let digits: String = period.chars().map(|c| if c.is_ascii_digit() { c } else { ' ' }).collect();
                digits.split(' ').rfind(|part| part.len() == 4).map(str::to_owned)
            });
            match figure.get("published") {
                Some(_) => self.is_ahead_in(figure, "published"),
                None => year.is_some_and(|year| self.is_ahead(&format!("{year}-12-31"))),
            }
        });
        let reported: BTreeSet<String> = Self::each(town, "progress")
            .filter(|row| row.get("reported").is_some())
            .map(|row| text(&row["quarter"]).unwrap())
            .collect();
        Self::each(town, "linked_leaders").for_each(|leader| _ = self.without(leader, "to"));
        for project in Self::each(town, "projects") {
            self.list(project, "leading_leaders", |leader| self.is_ahead_in(leader, "from"));
            Self::each(project, "leading_leaders").for_each(|leader| _ = self.without(leader, "to"));
            self.list(project, "stages", |stage| self.is_ahead_in(stage, "from"));
            self.list(project, "progress", |row| !reported.contains(&text(&row["quarter"]).unwrap()));
        }
        Self::each(town, "tasks").for_each(|task| _ = self.without(task, "done"));
        for finding in Self::each(town, "findings") {
            if self.without(finding, "closed") {
                finding["state"] = "open".into();
            }
        }
        Self::each(town, "progress").for_each(|row| self.roll_back(row));
        true
    }

    /// A return before its later corrections.
    fn roll_back(&self, row: &mut Value) {
        let Some(history) = row.get("history").and_then(Value::as_sequence).cloned() else { return };
        let (mut later, earlier): (Vec<Value>, Vec<Value>) =
            history.into_iter().partition(|entry| self.is_ahead_in(entry, "replaced"));
        later.sort_by_key(|entry| std::cmp::Reverse(text(&entry["replaced"])));
        for entry in &later {
            let field = text(&entry["field"]).unwrap();
            row[field.as_str()] = entry["value"].clone();
            if let Some(missing) = row.get_mut("missing").and_then(Value::as_mapping_mut) {
                missing.remove(field.as_str());
            }
        }
        if later.is_empty() {
            return;
        }
        row["status"] = if earlier.is_empty() { "final" } else { "revised" }.into();
        match earlier.is_empty() {
            true => _ = row.as_mapping_mut().unwrap().remove("history"),
            false => row["history"] = Value::Sequence(earlier),
        }
    }

    fn rules(&self, rules: &mut Value) {
        for (list, field) in [("rule_sets", "from"), ("scenic", "from"), ("picks", "from"), ("targets", "counts_from")]
        {
            self.list(rules, list, |rule| self.is_ahead_in(rule, field));
        }
        self.list(rules, "picks", |pick| self.is_gone("town", &pick["town"]));
        self.unbase(rules);
    }

    fn is_gone(&self, noun: &str, name: &Value) -> bool {
        text(name).is_some_and(|name| self.gone.contains(&format!("{noun}:{name}")))
    }

    /// Rules rest on documents that are not out yet; then only their words are there.
    fn unbase(&self, value: &mut Value) {
        match value {
            Value::Mapping(map) => {
                if map.get("policy").is_some_and(|policy| self.is_gone("policy", policy)) {
                    map.remove("policy");
                }
                map.iter_mut().for_each(|(_, child)| self.unbase(child));
            }
            Value::Sequence(items) => items.iter_mut().for_each(|item| self.unbase(item)),
            _ => {}
        }
    }

    /// A text without links to what is gone: their words stay.
    fn unlink(&self, mut text: String) -> String {
        for gone in &self.gone {
            while let Some(end) = text.find(&format!("]({gone})")) {
                let start = text[..end].rfind('[').unwrap();
                let words = text[start + 1..end].to_owned();
                text.replace_range(start..end + gone.len() + 3, &words);
            }
        }
        text
    }

    fn unlink_all(&self, value: &mut Value) {
        match value {
            Value::String(text) if text.contains("](") => *text = self.unlink(std::mem::take(text)),
            Value::Mapping(map) => map.iter_mut().for_each(|(_, child)| self.unlink_all(child)),
            Value::Sequence(items) => items.iter_mut().for_each(|item| self.unlink_all(item)),
            _ => {}
        }
    }
}

/// A content file taken apart: its YAML, and the text behind it.
fn read(path: &str, bytes: &[u8]) -> Option<(Value, Option<String>)> {
    let text = std::str::from_utf8(bytes).ok()?;
    match path.rsplit_once('.')?.1 {
        "yaml" => Some((serde_yaml::from_str(text).unwrap(), None)),
        "md" => {
            let (front, body) = text.strip_prefix("---\n")?.split_once("\n---\n")?;
            Some((serde_yaml::from_str(front).unwrap(), Some(body.to_owned())))
        }
        _ => None,
    }
}

/// The words of every `source` of these files, one by one, the ids of listed sources among them, and those that texts link
/// to.
fn named_sources<'v>(files: impl Iterator<Item = (&'v str, &'v Value, Option<&'v str>)>) -> BTreeSet<String> {
    fn linked(text: &str, into: &mut BTreeSet<String>) {
        let links = text.split("#source-").skip(1);
        into.extend(
            links.map(|rest| rest.chars().take_while(|it| it.is_alphanumeric() || *it == '-').collect::<String>()),
        );
    }
    fn collect(value: &Value, is_source: bool, into: &mut BTreeSet<String>) {
        match value {
            Value::String(text) if text.contains("#source-") => linked(text, into),
            Value::String(words) if is_source => into.extend(words.split(['、', ',', '，', ' ']).map(str::to_owned)),
            Value::Sequence(items) => items.iter().for_each(|item| collect(item, is_source, into)),
            Value::Mapping(map) => map.iter().for_each(|(key, value)| {
                collect(value, key.as_str().is_some_and(|key| key.ends_with("source")), into);
            }),
            _ => {}
        }
    }
    let mut named = BTreeSet::new();
    for (_, value, body) in files.filter(|(path, ..)| *path != "rules.yaml") {
        collect(value, false, &mut named);
        linked(body.unwrap_or_default(), &mut named);
    }
    named
}

/// Deletes from a public tree all that lies ahead of a moment; tells how many files went.
fn delete_later(tree: &Path, now: &str) -> usize {
    let mut cut = Cut { now, gone: BTreeSet::new() };
    let found: Vec<_> =
        files(tree).into_iter().filter_map(|(path, bytes)| Some((read(&path, &bytes)?, path))).collect();
    let named_ever = named_sources(found.iter().map(|((value, body), path)| (path.as_str(), value, body.as_deref())));
    let stem = |path: &str| Path::new(path).file_stem().unwrap().to_str().unwrap().to_owned();
    let mut kept = Vec::new();
    for ((mut value, body), path) in found {
        let noun = path.split('/').next().unwrap();
        let is_kept = match noun {
            "towns" => cut.town(&mut value),
            "stories" => !cut.is_ahead_in(&value, "date"),
            "policies" => !cut.is_ahead_in(&value, "published"),
            "quarters" => !cut.is_ahead_in(&value, "released"),
            _ => true,
        };
        let noun = match noun {
            "stories" => "story",
            "policies" => "policy",
            other => other.trim_end_matches('s'),
        };
        if !is_kept {
            cut.gone.insert(format!("{noun}:{}", stem(&path)));
            fs::remove_file(tree.join(&path)).unwrap();
            _ = fs::remove_dir_all(tree.join(&path).with_extension(""));
            continue;
        }
        if noun == "quarter" && value.get("analysis").is_some_and(|analysis| cut.is_ahead_in(analysis, "released")) {
            value.as_mapping_mut().unwrap().remove("analysis");
        }
        if noun == "page" {
            cut.without(&mut value, "date");
        }
        kept.push((path, value, body));
    }
    // A source comes with the first fact that names it; one that nothing names is always there.
    let named = named_sources(kept.iter().map(|(path, value, body)| (path.as_str(), value, body.as_deref())));
    for (path, mut value, body) in kept {
        if let Some(sources) = value.as_sequence_mut().filter(|_| path == "sources.yaml") {
            sources.retain(|source| {
                let id = text(&source["id"]).unwrap();
                named.contains(&id) || !named_ever.contains(&id)
            });
        }
        if path == "rules.yaml" {
            cut.rules(&mut value);
        }
        if path == "site.yaml" {
            cut.list(&mut value, "aliases", |alias| {
                let to = text(&alias["to"]).unwrap();
                let page = |gone: &String| gone.replace("story:", "stories/").replace(':', "s/") + ".html";
                cut.gone.iter().any(|gone| page(gone) == to)
            });
        }
        if path.starts_with("stories/") {
            cut.list(&mut value, "towns", |town| cut.is_gone("town", town));
        }
        cut.unlink_all(&mut value);
        let yaml = serde_yaml::to_string(&value).unwrap();
        let whole = body.map_or(yaml.clone(), |body| format!("---\n{yaml}---\n{}", cut.unlink(body)));
        fs::write(tree.join(&path), whole).unwrap();
    }
    cut.gone.len()
}

/// The files of the public edition at a moment.
fn built(content: &Path, now: NaiveDateTime) -> Vec<(String, Vec<u8>)> {
    let request = Request {
        content: content.to_owned(),
        theme: None,
        edition: Edition::Public,
        as_of: Some(now),
        base_url: None,
        drafts: false,
        pictures: Pictures::Checked,
        clock: &|_| now,
        content_cache: None,
        now: std::time::SystemTime::now(),
    };
    let shelf = MemoryOutput::default();
    let built = sunboard::build(&request, None, &shelf, &sunboard::Run::ALONE).unwrap();
    let faults: Vec<String> = built
        .diagnostics
        .iter()
        .filter(|fault| fault.is_error())
        .map(|fault| format!("{}: {} {}", fault.file.display(), fault.rule, fault.message.en))
        .collect();
    assert!(built.pages.is_some(), "{now}: {faults:#?}");
    crate::harness::contents(shelf)
}

/// How many files went, where both builds are the same.
fn assert_same(content: &Path, now: &str) -> usize {
    let moment = NaiveDateTime::parse_from_str(now, "%Y-%m-%d %H:%M").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let without = folder.path().join("content");
    copy(content, &without);
    let gone = delete_later(&without, now);
    let (mut whole, mut deleted) = (built(content, moment), built(&without, moment));
    whole.sort();
    deleted.sort();
    let names = |files: &[(String, Vec<u8>)]| files.iter().map(|(path, _)| path.clone()).collect::<Vec<_>>();
    assert_eq!(names(&whole), names(&deleted), "as of {now}");
    for ((path, bytes), (_, others)) in whole.iter().zip(&deleted) {
        assert!(bytes == others, "{path} as of {now} differs when what is later is deleted");
    }
    gone
}

fn tree(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

#[test]
fn the_example_as_of_a_moment_holds_nothing_later() {
    // In the middle of a day: 2020Q1 is out from 9:30 on.
    let before = assert_same(&tree("content"), "2020-04-27 09:29");
    let after = assert_same(&tree("content"), "2020-04-27 09:30");
    assert_eq!(before, after + 1, "the quarter");
    assert!(after > 10, "{after}");
    assert_same(&tree("content"), "2021-03-15 12:00");
}

#[test]
fn real_facts_as_of_a_moment_hold_nothing_later() {
    let early = assert_same(&tree("tests/sites/lishui/content"), "2016-06-30 12:00");
    assert!(early > 5, "towns that were listed later: {early}");
    assert_same(&tree("tests/sites/lishui/content"), "2019-10-10 12:00");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 20, ..ProptestConfig::default() })]

    #[test]
    fn a_small_site_as_of_any_moment_holds_nothing_later(days in 0..2000_i64, minutes in 0..1440_i64) {
        let first = NaiveDate::from_ymd_opt(2016, 1, 1).unwrap().and_time(chrono::NaiveTime::MIN);
        let now = first + chrono::TimeDelta::days(days) + chrono::TimeDelta::minutes(minutes);
        assert_same(&tree("tests/sites/mutation/content"), &now.format("%Y-%m-%d %H:%M").to_string());
    }
}
