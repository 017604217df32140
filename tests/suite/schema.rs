//! `sunboard schema` and the editor settings of a new site. The schemas are held against another validator: all sound
//! content passes, typical slips do not, and no field lacks its words in either language.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::Value;

use crate::harness::{Sunboard, run};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// The schemas of a content folder in a temporary one.
fn schemas(content: &Path, language: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let line = Sunboard::new(content).args(["schema", "--lang", language, "--content", ".", "--out"]);
    line.arg(folder.path()).run().done();
    folder
}

fn json(path: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// Another program's judgement.
struct Judge {
    compiled: Schemas,
    folder: tempfile::TempDir,
}

impl Judge {
    fn new(content: &Path) -> Self {
        Self { compiled: Schemas::new(), folder: schemas(content, "zh") }
    }

    fn index(&mut self, schema: &str) -> SchemaIndex {
        let path = self.folder.path().join(schema);
        let mut compiler = Compiler::new();
        compiler.add_resource(schema, json(&path)).unwrap();
        compiler.compile(schema, &mut self.compiled).unwrap_or_else(|error| panic!("{schema}: {error}"))
    }

    /// What is wrong with a content file's text.
    fn faults(&mut self, file: &str, text: &str) -> Option<String> {
        let folder = file.split('/').next().unwrap();
        let schema = match folder {
            "towns" => "town",
            "quarters" => "quarter",
            "stories" => "story",
            "policies" => "policy",
            "pages" => "page",
            name => name.strip_suffix(".yaml").unwrap(),
        };
        let index = self.index(&format!("{schema}.schema.json"));
        let yaml = if file.ends_with(".md") { text.split("---\n").nth(1).unwrap() } else { text };
        let value: Value = serde_yaml::from_str(yaml).unwrap();
        self.compiled.validate(&value, index).err().map(|error| format!("{error:#}"))
    }
}

#[test]
fn all_sound_content_passes_another_validator() {
    let mut seen = 0;
    for site in ["content", "tests/sites/lishui/content", "tests/sites/mutation/content"] {
        let content = root().join(site);
        let mut judge = Judge::new(&content);
        for entry in walkdir::WalkDir::new(&content).sort_by_file_name() {
            let entry = entry.unwrap();
            let file = entry.path().strip_prefix(&content).unwrap().to_string_lossy().replace('\\', "/");
            if file.ends_with(".yaml") || file.ends_with(".md") {
                let text = fs::read_to_string(entry.path()).unwrap();
                assert_eq!(judge.faults(&file, &text), None, "{site}/{file}");
                seen += 1;
            }
        }
    }
    assert!(seen > 100, "only {seen} files");
}

#[test]
fn typical_slips_are_refused() {
    let content = root().join("content");
    let mut judge = Judge::new(&content);
    for (file, old, new) in [
        ("towns/lanying.yaml", "county: yunping", "countty: yunping"),
        ("towns/lanying.yaml", "county: yunping", "county: yunpin"),
        ("towns/lanying.yaml", "industry: 时尚", "industry: 時尚"),
        ("towns/lanying.yaml", "tourism: false", "tourism: 否"),
        ("towns/lanying.yaml", "quarter: 2019Q4", "quarter: 0x10"),
        ("towns/lanying.yaml", "quarter: 2019Q4", "quarter: 2019Q5"),
        ("towns/lanying.yaml", "total: 33461", "total: 33,461万"),
        ("towns/lanying.yaml", "total: 33461", "total: -1"),
        ("towns/lanying.yaml", "status: final", "status: finall"),
        ("towns/lanying.yaml", "approved: 2019-02-27", "approved: 2019-2-27"),
        ("towns/lanying.yaml", "measure: fixed_asset_investment", "measure: fixed_assets"),
        ("towns/lanying.yaml", "category: creation", "category: created"),
        ("towns/junzhen.yaml", "missing: {non_government:", "missing: {non_goverment:"),
        ("towns/lanying.yaml", "name: 岚影小镇\n", ""),
        ("quarters/2020Q1.yaml", "released: 2020-04-27 09:30", "released: 2020-04-27T09:30"),
        ("stories/kiln-night.md", "weight: 9", "weight: 900"),
        ("stories/kiln-night.md", "draft: false", "draft: no way"),
        ("policies/returns-notice.md", "issuer:", "isuer:"),
        ("site.yaml", "language: zh-CN", "language: zh"),
        ("site.yaml", "update_days: 14", "update_days: 十四"),
        ("counties.yaml", "kind: county", "kind: district"),
    ] {
        let text = fs::read_to_string(content.join(file)).unwrap();
        assert!(text.contains(old), "{file} does not hold {old}");
        let faulty = judge.faults(file, &text.replacen(old, new, 1));
        assert!(faulty.is_some(), "{file} with `{new}` is accepted");
    }
}

/// Every description of a schema, by place; and the places of what has none.
fn descriptions(kind: &str, schema: &Value, found: &mut Vec<(String, String)>) {
    let words = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    found.push((kind.to_owned(), words(&schema["description"])));
    for (name, field) in schema["properties"].as_object().into_iter().flatten() {
        found.push((format!("{kind}.{name}"), words(&field["description"])));
    }
    let values = schema["enum"].as_array().into_iter().flatten();
    for (position, value) in values.enumerate() {
        found.push((format!("{kind}.{}", words(value)), words(&schema["enumDescriptions"][position])));
    }
    for (name, kind) in schema["$defs"].as_object().into_iter().flatten() {
        descriptions(name, kind, found);
    }
}

#[test]
fn every_field_and_choice_is_described_in_both_languages() {
    let content = root().join("content");
    let mut places = BTreeSet::new();
    for language in ["zh", "en"] {
        let folder = schemas(&content, language);
        let mut found = Vec::new();
        for entry in fs::read_dir(folder.path()).unwrap() {
            let schema = json(&entry.unwrap().path());
            assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
            let title = schema["title"].as_str().unwrap();
            if schema["type"] == "array" {
                descriptions("", &schema["$defs"], &mut Vec::new());
                for (name, kind) in schema["$defs"].as_object().unwrap() {
                    descriptions(name, kind, &mut found);
                }
            } else {
                descriptions(title, &schema, &mut found);
            }
        }
        assert!(found.len() > 400, "only {} were found", found.len());
        let is_chinese = |words: &str| words.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        let latin = |words: &str| words.chars().filter(char::is_ascii_alphabetic).count() >= 2;
        let lacking: Vec<_> = found
            .iter()
            .filter(|(_, words)| if language == "zh" { !is_chinese(words) } else { !latin(words) })
            .collect();
        assert!(lacking.is_empty(), "{language}: {lacking:#?}");
        places.extend(found.into_iter().map(|(place, _)| place));
    }
    let described: BTreeSet<String> = sunboard::editor::schema::described().into_iter().collect();
    let idle: Vec<_> = described.difference(&places).collect();
    assert!(idle.is_empty(), "described and not there any more: {idle:#?}");
}

#[test]
fn schemas_accept_what_the_types_read_and_little_else() {
    use sunboard::units::{Date, FromText, Key, Money, Number, PartialDate, Quarter, Slug, Timestamp, Year};
    let folder = schemas(&root().join("content"), "en");
    let town = json(&folder.path().join("town.schema.json"));
    let story = json(&folder.path().join("story.schema.json"));
    let rules = json(&folder.path().join("rules.schema.json"));
    let texts = [
        "2020",
        "2020Q3",
        "2020q3",
        "2020Q5",
        "2020-09",
        "2020-09-29",
        "2020-9-29",
        "2020-13",
        "2020-09-29 15:30",
        "2020-09-29 24:30",
        "12.30",
        "-1",
        "007",
        "1_000",
        "1e3",
        "0",
        "0.00001",
        "12345678901",
        "yun-yao",
        "Yun",
        "a_b",
        "-a",
        "云窑",
        "1890",
        "2101Q1",
        "+3",
        "5万",
    ];
    fn reads<T: FromText>(text: &str) -> bool {
        T::from_text(text).is_ok()
    }
    type Reads = fn(&str) -> bool;
    let kinds: [(&Value, &str, Reads); 10] = [
        (&town, "Quarter", reads::<Quarter>),
        (&town, "Date", reads::<Date>),
        (&town, "PartialDate", reads::<PartialDate>),
        (&town, "Year", reads::<Year>),
        (&town, "Money", reads::<Money>),
        (&town, "Number", reads::<Number>),
        (&town, "Slug", reads::<Slug>),
        (&rules, "Key", reads::<Key>),
        (&story, "Timestamp", reads::<Timestamp>),
        (&rules, "Slug", reads::<Slug>),
    ];
    for (schema, name, reads) in kinds {
        let mut compiled = Schemas::new();
        let mut compiler = Compiler::new();
        compiler.add_resource("s.json", schema["$defs"][name].clone()).unwrap();
        let index = compiler.compile("s.json", &mut compiled).unwrap();
        for text in texts {
            let accepted = compiled.validate(&Value::from(text), index).is_ok();
            assert_eq!(accepted, reads(text), "{name}: {text}");
        }
    }
}

#[test]
fn a_new_site_has_editor_settings_that_lead_to_its_schemas() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| run(folder.path(), arguments).said();
    for arguments in [&["init", "site"][..], &["init", "demo", "--demo-towns", "3"]] {
        run(arguments);
        let site = folder.path().join(arguments[1]);
        assert_eq!(json(&site.join(".vscode/extensions.json"))["recommendations"][0], "redhat.vscode-yaml");
        let settings = json(&site.join(".vscode/settings.json"));
        let map = settings["yaml.schemas"].as_object().unwrap();
        assert_eq!(map.len(), 7);
        for (schema, files) in map {
            let schema = json(&site.join(schema));
            let words = schema["description"].as_str().or(schema["items"]["$ref"].as_str()).unwrap();
            assert!(words.starts_with('#') || !words.is_ascii(), "in the language of the site: {words}");
            for file in files.as_array().unwrap() {
                let file = file.as_str().unwrap();
                let (place, name) = site.join(file).parent().map(|parent| (parent.to_owned(), file)).unwrap();
                assert!(place.is_dir(), "{name} leads nowhere");
            }
        }
        let output = run(&["build", "--content", site.join("content").to_str().unwrap(), "--output", "out"]);
        assert!(output.contains("files written"), "{output}");
        assert!(!folder.path().join("out/.vscode").exists());
        fs::remove_dir_all(folder.path().join("out")).unwrap();
    }
    // Settings that are there stay; the schemas follow the rules.
    let site = folder.path().join("site");
    fs::write(site.join(".vscode/settings.json"), "{}\n").unwrap();
    let rules = site.join("content/rules.yaml");
    let text = fs::read_to_string(&rules).unwrap();
    fs::write(&rules, text.replacen("industries: [", "industries: [新产业, ", 1)).unwrap();
    let said = run(&["schema", "--content", site.join("content").to_str().unwrap()]);
    assert!(said.contains("was left alone"), "{said}");
    assert_eq!(fs::read_to_string(site.join(".vscode/settings.json")).unwrap(), "{}\n");
    let town = json(&site.join(".vscode/schema/town.schema.json"));
    assert_eq!(town["properties"]["industry"]["enum"][0], "新产业");
}
