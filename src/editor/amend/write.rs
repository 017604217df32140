//! Values written as YAML the way the example's files are: rows in braces on one line, quotes only where they are needed.

use super::tree::YamlValue;
use crate::diagnostic::PathStep;
use crate::load::node::Node;

/// A value to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NewValue {
    /// A text, a number, a date, `true`: as YAML is to read it. Quotes are added where it would be read as something else.
    Scalar(String),
    /// A list.
    List(Vec<NewValue>),
    /// A mapping, in the order given.
    Map(Vec<(String, NewValue)>),
}

impl From<&str> for NewValue {
    fn from(text: &str) -> Self {
        Self::Scalar(text.to_owned())
    }
}

impl From<String> for NewValue {
    fn from(text: String) -> Self {
        Self::Scalar(text)
    }
}

impl<K: Into<String>, const N: usize> From<[(K, NewValue); N]> for NewValue {
    fn from(entries: [(K, NewValue); N]) -> Self {
        Self::Map(entries.into_iter().map(|(key, value)| (key.into(), value)).collect())
    }
}

impl NewValue {
    /// The value below keys that are not there yet; none where the path goes into a row.
    pub(super) fn nested(steps: &[PathStep], value: Self) -> Option<Self> {
        steps.iter().rev().try_fold(value, |value, step| match step {
            PathStep::Key(key) => Some(Self::Map(vec![(key.clone(), value)])),
            PathStep::Index(_) => None,
        })
    }

    /// Whether a node says this already.
    pub(super) fn is_said_by(&self, node: &Node) -> bool {
        YamlValue::of(node).says(&YamlValue::from(self))
    }

    /// Whether it is written behind its key, with nothing below.
    pub(super) fn is_on_one_line(&self) -> bool {
        after_key(self, 0).len() == 1
    }
}

/// In one line, as it can stand within brackets too.
pub(super) fn flow(given: &NewValue) -> String {
    match given {
        NewValue::Scalar(text) => scalar_in_flow(text),
        NewValue::List(items) => format!("[{}]", items.iter().map(flow).collect::<Vec<_>>().join(", ")),
        NewValue::Map(entries) => {
            let entries = entries.iter().map(|(key, value)| format!("{}: {}", scalar_in_flow(key), flow(value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
    }
}

/// A value with its keys or rows below each other, as lines without the padding that all of them need.
pub(super) fn block(given: &NewValue) -> Vec<String> {
    match given {
        NewValue::Map(entries) if !entries.is_empty() => {
            entries.iter().flat_map(|(key, value)| entry(key, value)).collect()
        }
        NewValue::List(items) if !items.is_empty() => items.iter().map(|item| format!("- {}", flow(item))).collect(),
        given => vec![flow(given)],
    }
}

/// A key with its value, as lines without the padding that all of them need.
pub(super) fn entry(key: &str, value: &NewValue) -> Vec<String> {
    let mut lines = after_key(value, 0);
    lines[0] = format!("{}:{}", scalar_in_flow(key), lines[0]);
    lines
}

/// What stands behind a key's colon: the first line with its blank, and the lines below, padded for a key in this column.
pub(super) fn after_key(value: &NewValue, column: usize) -> Vec<String> {
    let padding = " ".repeat(column + 2);
    match value {
        NewValue::List(items) if items.iter().any(|item| matches!(item, NewValue::Map(_))) => {
            let rows = items.iter().map(|item| format!("{padding}- {}", flow(item)));
            std::iter::once(String::new()).chain(rows).collect()
        }
        NewValue::Scalar(text) if is_literal(text) => {
            let lines = text.split('\n').map(|line| padded(line, &padding));
            std::iter::once(" |-".to_owned()).chain(lines).collect()
        }
        value => vec![format!(" {}", flow_in_block(value))],
    }
}

/// A line further in; an empty one stays empty.
pub(super) fn padded(line: &str, padding: &str) -> String {
    if line.is_empty() { String::new() } else { format!("{padding}{line}") }
}

fn flow_in_block(value: &NewValue) -> String {
    match value {
        NewValue::Scalar(text) if is_plain(text, false) => text.clone(),
        value => flow(value),
    }
}

/// Whether several lines can be written below each other as they are. A line break at the end cannot: readers differ over
/// it where the file ends there.
fn is_literal(text: &str) -> bool {
    text.contains('\n')
        && !text.starts_with([' ', '\n'])
        && !text.ends_with(['\n', ' '])
        && !text.chars().any(|c| c != '\n' && (c.is_control() || is_odd(c)))
        && !text.split('\n').any(|line| line.ends_with(' '))
}

/// A scalar, with quotes where it needs them.
pub(super) fn scalar_in_flow(text: &str) -> String {
    if is_plain(text, true) {
        return text.to_owned();
    }
    if !text.chars().any(|c| c.is_control() || is_odd(c) || c == '\'') {
        return format!("'{text}'");
    }
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if c.is_control() || is_odd(c) => out.push_str(&format!("\\U{:08x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Characters that readers of YAML treat in their own ways.
fn is_odd(c: char) -> bool {
    matches!(c, '\u{85}' | '\u{a0}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// Whether a text without quotes is read as it stands.
fn is_plain(text: &str, in_flow: bool) -> bool {
    let Some(first) = text.chars().next() else { return false };
    let dash_of_a_number = first == '-' && text[1..].starts_with(|c: char| c.is_ascii_digit());
    let fine_start = dash_of_a_number || !"-?:,[]{}#&*!|>'\"%@`~=<.".contains(first);
    fine_start
        && !super::tree::is_null(text)
        && text.trim() == text
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with(':')
        && !text.chars().any(|c| c.is_control() || is_odd(c))
        && !(in_flow && text.contains([',', '[', ']', '{', '}', ':', '"']) && !is_time(text))
}

/// A day with its time, `2020-10-23 09:00`: its colon has digits on both sides.
fn is_time(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit() || "-: ".contains(c))
}
