//! JSON Schema of every kind of content file, made from the model's own types, so that text editors complete keys, tell
//! what each is for, and underline slips while they are typed.
//!
//! A schema refuses nothing that `load` reads. Industries, measures and counties are those of the site.

use std::collections::{BTreeMap, BTreeSet};

use schemars::schema_for;
use serde_json::{Map, Value, json};

use crate::language::Language;
use crate::model::{
    County, PolicyMeta, QuarterReport, Rules, SiteConfig, Source, StaticPageMeta, StoryMeta, Town, Wording, words_of,
};

/// The descriptions of all fields: one file, both languages.
static FIELDS: &str = include_str!("fields.txt");

/// The schema of one kind of content file.
#[derive(Debug)]
pub struct Schema {
    /// The schema file's name: `town.schema.json`.
    pub name: &'static str,
    /// The files it is for, by their paths in the content folder; `*` stands for any name.
    pub files: &'static [&'static str],
    /// Whether the files are Markdown, of which the schema describes the front matter.
    pub is_front_matter: bool,
    /// The schema, draft 2020-12.
    pub schema: Value,
}

/// The schemas of all kinds of content files, with descriptions in Chinese or in English.
pub fn schemas(rules: &Rules, counties: &[County], language: Language) -> Vec<Schema> {
    let words = words();
    let names = |names: Vec<&str>| if names.is_empty() { None } else { Some(json!(names)) };
    let lists = [
        ("Town.industry", names(rules.industries.iter().map(|name| name.0.as_str()).collect())),
        (
            "Town.county",
            names(counties.iter().flat_map(|county| [county.id.0.as_str(), county.name.0.as_str()]).collect()),
        ),
        (
            "PublishedFigure.measure",
            names(
                rules.measures.iter().flat_map(|measure| [measure.key.0.as_str(), measure.name.0.as_str()]).collect(),
            ),
        ),
    ];
    let dress = Dress { words: &words, lists: &lists, language };
    let of = |name, files, schema: schemars::Schema| Schema {
        name,
        files,
        is_front_matter: false,
        schema: dress.whole(schema.to_value()),
    };
    let front = |schema: Schema| Schema { is_front_matter: true, ..schema };
    vec![
        of("site.schema.json", &["site.yaml"], schema_for!(SiteConfig)),
        of("rules.schema.json", &["rules.yaml"], schema_for!(Rules)),
        of("words.schema.json", &["words.yaml"], schema_for!(Wording)),
        of("sources.schema.json", &["sources.yaml"], schema_for!(Vec<Source>)),
        of("counties.schema.json", &["counties.yaml"], schema_for!(Vec<County>)),
        of("town.schema.json", &["towns/*.yaml", "towns/*.yml"], schema_for!(Town)),
        of("quarter.schema.json", &["quarters/*.yaml", "quarters/*.yml"], schema_for!(QuarterReport)),
        front(of("story.schema.json", &["stories/*.md"], schema_for!(StoryMeta))),
        front(of("policy.schema.json", &["policies/*.md"], schema_for!(PolicyMeta))),
        front(of("page.schema.json", &["pages/*.md"], schema_for!(StaticPageMeta))),
    ]
}

/// Settings for Visual Studio Code beside the content folder, by path: which schema is for which files, and the extension
/// that reads them. `folder` is where the schemas lie and `content` the content folder's name, both within the site's.
pub fn settings(schemas: &[Schema], folder: &str, content: &str) -> [(&'static str, String); 2] {
    let files = |schema: &Schema| schema.files.iter().map(|file| json!(format!("{content}/{file}"))).collect();
    let map: Map<String, Value> = schemas
        .iter()
        .filter(|schema| !schema.is_front_matter)
        .map(|schema| (format!("./{folder}/{}", schema.name), Value::Array(files(schema))))
        .collect();
    let settings = json!({
        "yaml.schemas": map,
        "yaml.schemaStore.enable": false,
        "files.encoding": "utf8",
        "files.eol": "\n",
        "[yaml]": { "editor.insertSpaces": true, "editor.tabSize": 2, "editor.detectIndentation": false },
    });
    let extensions = json!({ "recommendations": ["redhat.vscode-yaml"] });
    [(".vscode/settings.json", text(&settings)), (".vscode/extensions.json", text(&extensions))]
}

/// JSON as it is written to a file.
pub fn text(value: &Value) -> String {
    format!("{value:#}\n")
}

/// A description of a field or a type in both languages; the English may be left to the type's comment.
#[derive(Clone, Copy)]
struct Words {
    zh: &'static str,
    en: Option<&'static str>,
}

/// The places that have words: `Town.name`, or `Town` for the type itself.
pub fn described() -> Vec<String> {
    let place = |(of, name): &(&str, &str)| if name.is_empty() { (*of).to_owned() } else { format!("{of}.{name}") };
    words().keys().map(place).collect()
}

fn words() -> BTreeMap<(&'static str, &'static str), Words> {
    let mut words = BTreeMap::new();
    let mut of = "";
    for line in FIELDS.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (name, rest) = match line.strip_prefix('[').and_then(|line| line.split_once("] ")) {
            Some((kind, rest)) => {
                of = kind;
                ("", rest)
            }
            None => line.split_once(' ').unwrap_or((line, "")),
        };
        let (zh, en) = match rest.split_once(" | ") {
            Some((zh, en)) => (zh, Some(en)),
            None => (rest, None),
        };
        words.insert((of, name), Words { zh, en });
    }
    words
}

/// Turns what the types give into what an editor should see.
struct Dress<'a> {
    words: &'a BTreeMap<(&'static str, &'static str), Words>,
    /// The names of the site that a field may hold.
    lists: &'a [(&'a str, Option<Value>)],
    language: Language,
}

impl Dress<'_> {
    fn whole(&self, mut schema: Value) -> Value {
        let title = schema["title"].as_str().unwrap_or_default().to_owned();
        self.kind(&title, &mut schema);
        if let Some(kinds) = schema.get_mut("$defs").and_then(Value::as_object_mut) {
            for (name, kind) in kinds {
                self.kind(name, kind);
            }
        }
        // What it is comes first for whoever opens the file.
        let fields = schema.as_object().into_iter().flatten();
        let (mut first, rest): (Map<String, Value>, Map<String, Value>) = fields
            .map(|(name, value)| (name.clone(), value.clone()))
            .partition(|(name, _)| ["$schema", "title", "description"].contains(&name.as_str()));
        first.sort_keys();
        first.extend(rest);
        Value::Object(first)
    }

    /// One type: its words, its fields' words, its choices.
    fn kind(&self, of: &str, schema: &mut Value) {
        self.describe(of, "", schema);
        choices(of, schema, self);
        if let Some(fields) = schema.get_mut("properties").and_then(Value::as_object_mut) {
            for (name, field) in fields {
                self.field(of, name, field);
            }
        }
    }

    fn field(&self, of: &str, name: &str, field: &mut Value) {
        self.describe(of, name, field);
        whole_numbers(field);
        let Some(field) = field.as_object_mut() else { return };
        // What a field is without being written stands in its description where it matters.
        field.remove("default");
        let path = format!("{of}.{name}");
        if let Some((_, Some(list))) = self.lists.iter().find(|(place, _)| *place == path) {
            let mut list = list.clone();
            let may_be_empty = field.contains_key("anyOf");
            if let Some(list) = list.as_array_mut().filter(|_| may_be_empty) {
                list.push(Value::Null);
            }
            field.insert("enum".to_owned(), list);
        }
    }

    /// What a choice means: its name in the model's list, then what the file of words or the type's comment explains.
    fn choice(&self, of: &str, code: &str, comment: Option<&Value>) -> Value {
        let explained = self.words.get(&(of, code)).copied();
        let Some(word) = words_of(of).iter().find(|word| word.code == code) else {
            let mut one = json!({ "description": comment });
            self.describe(of, code, &mut one);
            return one["description"].clone();
        };
        let comment = comment.and_then(Value::as_str);
        let name = word.name.pick(self.language);
        let more = explained.and_then(|words| match self.language {
            Language::Chinese => Some(words.zh),
            Language::English => words.en.or(comment),
        });
        match more {
            Some(more) => json!(format!("{name}{}{more}", pick!(self.language, "：", ": "))),
            None => json!(name),
        }
    }

    /// Gives a schema its description; leaves the type's comment where the English is left to it.
    fn describe(&self, of: &str, name: &str, schema: &mut Value) {
        let Some(schema) = schema.as_object_mut() else { return };
        let words = self.words.get(&(of, name)).copied();
        let chosen = words.and_then(|words| match self.language {
            Language::Chinese => Some(words.zh),
            Language::English => words.en,
        });
        match chosen {
            Some(words) => _ = schema.insert("description".to_owned(), json!(words)),
            None if self.language == Language::Chinese => _ = schema.remove("description"),
            None => {}
        }
    }
}

/// A choice's alternatives as `enum`, which editors complete, with what each means beside it.
fn choices(of: &str, schema: &mut Value, dress: &Dress<'_>) {
    let Some(schema) = schema.as_object_mut() else { return };
    let mut values = Vec::new();
    let mut comments = Vec::new();
    let plain = schema.get("enum").and_then(Value::as_array).cloned().unwrap_or_default();
    values.extend(plain.into_iter().map(|value| (value, None)));
    for one in schema.get("oneOf").and_then(Value::as_array).cloned().unwrap_or_default() {
        match (one.get("const"), one.get("enum").and_then(Value::as_array)) {
            (Some(value), _) => values.push((value.clone(), one.get("description").cloned())),
            (None, Some(several)) => values.extend(several.iter().map(|value| (value.clone(), None))),
            (None, None) => return,
        }
    }
    if values.is_empty() {
        return;
    }
    // Each choice's names are read, too; they follow the codes, with the same words beside them.
    let named = words_of(of).iter().flat_map(|word| {
        let comment = values.iter().find(|(value, _)| value == word.code).and_then(|(_, comment)| comment.clone());
        let names: BTreeSet<&str> = word.names().filter(|name| *name != word.code).collect();
        names.into_iter().map(|name| (json!(name), comment.clone(), word.code)).collect::<Vec<_>>()
    });
    let named: Vec<(Value, Option<Value>, &str)> = named.collect();
    for (value, comment) in &values {
        comments.push(dress.choice(of, value.as_str().unwrap_or_default(), comment.as_ref()));
    }
    for (value, comment, code) in named {
        comments.push(dress.choice(of, code, comment.as_ref()));
        values.push((value, None));
    }
    schema.remove("oneOf");
    schema.insert("type".to_owned(), json!("string"));
    schema.insert("enum".to_owned(), values.into_iter().map(|(value, _)| value).collect());
    schema.insert("enumDescriptions".to_owned(), Value::Array(comments));
}

/// Whole numbers may stand in quotes; they are read by their digits.
fn whole_numbers(field: &mut Value) {
    if let Some(items) = field.get_mut("items") {
        whole_numbers(items);
    }
    let Some(field) = field.as_object_mut() else { return };
    if field.remove("format").is_none() {
        return;
    }
    let may_be_empty = field.get("type").is_some_and(Value::is_array);
    field.insert(
        "type".to_owned(),
        if may_be_empty { json!(["integer", "string", "null"]) } else { json!(["integer", "string"]) },
    );
    field.insert("pattern".to_owned(), json!("^(0|[1-9][0-9]*)$"));
}
