//! YAML → a type of the model: quickly where the file is sound; where it is not, every fault with its place.

use std::collections::BTreeSet;
use std::marker::PhantomData;
use std::ops::Range;
use std::path::Path;

use serde::de::DeserializeOwned;

use super::node::{DEEPEST, Node};
use super::{explain, fold, silent_losses, syntax, typography};
use crate::diagnostic::{Diagnostic, Message, Place};

/// Reads the YAML in `text[within]`.
pub(super) fn parse<T: DeserializeOwned + schemars::JsonSchema>(
    path: &Path,
    text: &str,
    within: Range<usize>,
) -> (Option<T>, Vec<Diagnostic>) {
    let yaml = &text[within.clone()];
    // The reader of values takes minutes over some bombs, so it never sees what the reader of places refuses.
    if may_be_a_bomb(yaml) && Node::read(yaml, within.start).is_err() {
        return (None, faults::<T>(path, text, within, None));
    }
    match serde_yaml::from_str(&fold::joined(yaml).text) {
        Ok(value) => {
            let slips = typography::commas_in_lists(text, within.clone());
            let mut told: Vec<Diagnostic> = slips.iter().map(|slip| slip.doubt(path)).collect();
            if silent_losses::may_hold(yaml)
                && let Ok(Some(root)) = Node::read(yaml, 0)
            {
                told.extend(syntax::quietly_meant(path, text, within, &root, &ModelJudge::<T>::new(path)));
            }
            (Some(value), told)
        }
        Err(error) => {
            // Its place is asked for in the text as written.
            let error = serde_yaml::from_str::<T>(yaml).err().unwrap_or(error);
            (None, faults::<T>(path, text, within, Some(&error)))
        }
    }
}

fn faults<T: DeserializeOwned + schemars::JsonSchema>(
    path: &Path,
    text: &str,
    within: Range<usize>,
    error: Option<&serde_yaml::Error>,
) -> Vec<Diagnostic> {
    let judge = ModelJudge::<T>::new(path);
    let mut reading = syntax::tree(path, text, within.clone(), &judge);
    let mut diagnostics = std::mem::take(&mut reading.diagnostics);
    if reading.root.is_none() && diagnostics.is_empty() {
        diagnostics.push(empty(path));
    }
    if let Some(error) = error.filter(|_| diagnostics.is_empty()) {
        // The two readers disagree: the one that decides is quoted, at the place that it names.
        let line = error.location().map_or(0, |place| place.line().saturating_sub(1));
        let start = within.start + text[within.clone()].split_inclusive('\n').take(line).map(str::len).sum::<usize>();
        let end = start + text[start..within.end].trim_end().split('\n').next().map_or(0, str::len);
        let message = Message::from_joined(&error.to_string());
        diagnostics.push(Diagnostic::error("yaml", path, Place::Span { start, end }, message));
    }
    diagnostics
}

/// A type of the model as a judge of what texts say.
struct ModelJudge<'a, T> {
    path: &'a Path,
    schema: serde_json::Value,
    fields: BTreeSet<String>,
    of: PhantomData<T>,
}

impl<'a, T: DeserializeOwned + schemars::JsonSchema> ModelJudge<'a, T> {
    fn new(path: &'a Path) -> Self {
        let (schema, mut fields) = (schemars::schema_for!(T).to_value(), BTreeSet::new());
        fields_of(&schema, &mut fields);
        Self { path, schema, fields, of: PhantomData }
    }
}

/// The names of all fields of a schema and of what it holds.
fn fields_of(schema: &serde_json::Value, fields: &mut BTreeSet<String>) {
    if let Some(properties) = schema.get("properties").and_then(serde_json::Value::as_object) {
        fields.extend(properties.keys().cloned());
    }
    for kind in schema.get("$defs").and_then(serde_json::Value::as_object).into_iter().flat_map(|defs| defs.values()) {
        fields_of(kind, fields);
    }
}

impl<T: DeserializeOwned + schemars::JsonSchema> syntax::Judge for ModelJudge<'_, T> {
    fn faults(&self, text: &str, root: &Node) -> Vec<Diagnostic> {
        explain::explain::<T>(self.path, text, root, &self.schema)
    }

    fn fields(&self) -> &BTreeSet<String> {
        &self.fields
    }
}

/// Whether the text may nest too deep or hold anchors or tags; most that may do not. Aliases without anchors fail by themselves.
fn may_be_a_bomb(yaml: &str) -> bool {
    let mut brackets = 0usize;
    // Within a line each dash or question mark before a blank may open a level.
    let mut dashes = 0usize;
    let mut before = b'\n';
    let mut bytes = yaml.bytes().peekable();
    while let Some(byte) = bytes.next() {
        let at_word_end = bytes.peek().is_none_or(|next| b" \t\n".contains(next));
        match byte {
            b'[' | b'{' => brackets += 1,
            b']' | b'}' => brackets = brackets.saturating_sub(1),
            b'-' | b'?' if at_word_end => dashes += 1,
            b'\n' => dashes = 0,
            b'&' if !at_word_end && (b" \n\t[{,:-?".contains(&before) || !before.is_ascii()) => return true,
            // A tag swallows the word behind it.
            b'!' if b" \n\t[{,:-?".contains(&before) => return true,
            _ => {}
        }
        if brackets > DEEPEST || dashes > DEEPEST {
            return true;
        }
        before = byte;
    }
    false
}

fn empty(path: &Path) -> Diagnostic {
    Diagnostic::error("empty-file", path, Place::File, message!("文件里没有内容", "the file holds nothing"))
        .with_hint(message!("请按示例填写，或删去这个文件", "fill it in after the example, or delete it"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Town;

    fn town(extra: &str) -> (Option<Town>, Vec<Diagnostic>) {
        let text = format!("name: a\ncategory_history: []\n{extra}");
        parse(Path::new("towns/a.yaml"), &text, 0..text.len())
    }

    #[test]
    fn scalars_arrive_as_written() {
        for text in ["2020", "12.30", "0x1F", "1_000", "1e3", ".nan", "017", "no", "true", "2020-01-02"] {
            let (town, _) = town(&format!("summary: {text}\n"));
            assert_eq!(town.and_then(|town| town.summary).map(|text| text.0).as_deref(), Some(text));
        }
        let (town, _) = town("location: {lat: 28.0700, lng: 119.13}\n");
        assert_eq!(
            town.and_then(|town| town.location).map(|place| place.lat.0.to_string()).as_deref(),
            Some("28.0700")
        );
    }

    #[test]
    fn lines_of_chinese_values_are_joined() {
        let (town, faults) = town("summary: >-\n  以龙窑和日用陶\n  瓷为特色，GDP\n  growth\nprofile: |\n  甲\n  乙\n");
        assert_eq!(faults, []);
        let town = town.expect("sound");
        assert_eq!(town.summary.map(|text| text.0).as_deref(), Some("以龙窑和日用陶瓷为特色，GDP growth"));
        assert_eq!(town.profile.map(|text| text.0).as_deref(), Some("甲\n乙"));
    }

    #[test]
    fn of_tabs_only_the_tabs_are_told() {
        for (extra, line) in [
            ("departments:\n\tlead: a\n\tsupport: [b]\n", 4),
            ("profile: |\n\tone\n\ttwo\n", 4),
            ("profile: >-   # words\n\tone\nnote: x\n", 4),
            ("plan:\n\t- year: 2020\n    approved: 2020-02-20\nnote: x\n", 4),
            ("plan:\n  - year:\n\t2020\n    approved: 2020-02-20\n", 5),
            ("progress:\n  - quarter:\n\t\t2021Q1\n    reported: 2021-04-05\n    status: final\n", 5),
            ("projects:\n  - id: xm-01\n\tname: b\n      key: true\nnote: x\n", 5),
            ("departments: {lead: a,\n\tsupport: [b]\n\t}\nnote: x\nexperts:\n\tstanding: [c]\nindustry: y\n", 4),
            // The reader of values refuses these tabs, that of places does not.
            ("experts:\n\t# who\n  standing: [c]\n", 4),
            ("\t\nnote: x\n", 3),
        ] {
            let (_, faults) = town(extra);
            let told: Vec<_> = faults.iter().map(|fault| fault.rule).collect();
            assert_eq!(told, ["tab"], "{extra:?}: {faults:?}");
            let Place::Span { start, .. } = faults[0].place else { panic!("no place: {faults:?}") };
            let text = format!("name: a\ncategory_history: []\n{extra}");
            assert_eq!(text[..start].matches('\n').count() + 1, line, "{extra:?}");
        }
        // The first value of a file has its line lost as well; what is wrong in other entries is told.
        let text = "name:\n\tx\ncategory_history: []\ntourism: maybe\nexperts:\n\tstanding: [a]\n";
        let (_, faults) = parse::<Town>(Path::new("towns/a.yaml"), text, 0..text.len());
        let mut told: Vec<_> = faults.iter().map(|fault| fault.rule).collect();
        told.sort_unstable();
        assert_eq!(told, ["tab", "wrong-type"], "{faults:?}");
        let tab = faults.iter().find(|fault| fault.rule == "tab").map(|fault| fault.message.clone());
        assert_eq!(tab.map(|said| said.zh).as_deref(), Some("缩进里有制表符（Tab），共2行：第2、6行"));
    }

    #[test]
    fn bombs_end_at_once() {
        let laughs = (1..12).fold("a0: &a0 [x]\n".to_owned(), |text, level| {
            let before = format!("*a{}, ", level - 1).repeat(10);
            format!("{text}a{level}: &a{level} [{before}]\n")
        });
        let deep_block: String = (0..2_000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
        for (bomb, rule) in [
            (laughs, "anchor"),
            ("x: &&a [1]\ny: *&a\n".to_owned(), "anchor"),
            (format!("x: {}", "[".repeat(200_000)), "too-deep"),
            (format!("x:\n{}", "- ".repeat(200_000)), "too-deep"),
            (format!("x:\n{}", "- !t ".repeat(200_000)), "yaml"),
            (format!("x:\n{}", "? ".repeat(200_000)), "too-deep"),
            (deep_block, "too-deep"),
        ] {
            let (town, faults) = town(&bomb);
            assert!(town.is_none());
            assert_eq!(faults.iter().map(|fault| fault.rule).collect::<Vec<_>>(), [rule], "{}", &bomb[..20]);
        }
    }
}
