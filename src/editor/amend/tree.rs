//! What a text says, without where and how it says it: for comparing what came out with what was meant.

use super::write::NewValue;
use crate::diagnostic::PathStep;
use crate::load::node::{Node, NodeValue};

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum YamlValue {
    /// Nothing is written, or `null`.
    Nothing,
    Scalar(String),
    List(Vec<YamlValue>),
    /// In the order written.
    Map(Vec<(String, YamlValue)>),
}

/// Whether YAML takes a text without quotes for nothing.
pub(super) fn is_null(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "Null" | "NULL")
}

impl Node {
    /// Whether nothing is written here.
    pub(super) fn is_nothing(&self) -> bool {
        matches!(&self.value, NodeValue::Scalar { text, plain: true } if is_null(text))
    }
}

impl YamlValue {
    pub fn of(node: &Node) -> Self {
        match &node.value {
            NodeValue::Scalar { text, plain } if *plain && is_null(text) => Self::Nothing,
            NodeValue::Scalar { text, .. } => Self::Scalar(text.clone()),
            NodeValue::Sequence(items) => Self::List(items.iter().map(Self::of).collect()),
            NodeValue::Mapping(entries) => {
                Self::Map(entries.iter().map(|entry| (entry.key.clone(), Self::of(&entry.node))).collect())
            }
        }
    }

    /// Sorts every mapping by key: where a key stands is not what a text says.
    fn ordered(mut self) -> Self {
        match &mut self {
            Self::Map(entries) => {
                for (_, value) in entries.iter_mut() {
                    *value = std::mem::replace(value, Self::Nothing).ordered();
                }
                entries.sort_by(|(a, _), (b, _)| a.cmp(b));
            }
            Self::List(items) => {
                for item in items.iter_mut() {
                    *item = std::mem::replace(item, Self::Nothing).ordered();
                }
            }
            Self::Nothing | Self::Scalar(_) => {}
        }
        self
    }

    /// Whether both say the same.
    pub fn says(&self, other: &Self) -> bool {
        self.clone().ordered() == other.clone().ordered()
    }

    pub fn set(&mut self, steps: &[PathStep], value: Self) -> Option<()> {
        let (last, above) = steps.split_last()?;
        match (self.follow(above)?, last) {
            (Self::Map(entries), PathStep::Key(key)) => {
                match entries.iter_mut().find(|(name, _)| name == key) {
                    Some((_, place)) => *place = value,
                    None => entries.push((key.clone(), value)),
                }
                Some(())
            }
            _ => None,
        }
    }

    pub fn insert(&mut self, steps: &[PathStep], position: usize, value: Self) -> Option<()> {
        match self.follow(steps)? {
            Self::List(items) if position <= items.len() => {
                items.insert(position, value);
                Some(())
            }
            _ => None,
        }
    }

    pub fn remove(&mut self, steps: &[PathStep]) -> Option<()> {
        let (last, above) = steps.split_last()?;
        match (self.follow(above)?, last) {
            (Self::Map(entries), PathStep::Key(key)) => {
                entries.retain(|(name, _)| name != key);
                Some(())
            }
            _ => None,
        }
    }

    fn follow(&mut self, steps: &[PathStep]) -> Option<&mut Self> {
        steps.iter().try_fold(self, |tree, step| match (tree, step) {
            (Self::Map(entries), PathStep::Key(key)) => {
                entries.iter_mut().find(|(name, _)| name == key).map(|(_, value)| value)
            }
            (Self::List(items), PathStep::Index(index)) => items.get_mut(*index),
            _ => None,
        })
    }
}

impl From<&NewValue> for YamlValue {
    fn from(given: &NewValue) -> Self {
        match given {
            NewValue::Scalar(text) => Self::Scalar(text.clone()),
            NewValue::List(items) => Self::List(items.iter().map(Self::from).collect()),
            NewValue::Map(entries) => {
                Self::Map(entries.iter().map(|(key, value)| (key.clone(), Self::from(value))).collect())
            }
        }
    }
}
