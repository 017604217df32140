//! Words: text that is not empty, names that can stand in an address, and references to sources.

use std::fmt;
use std::ops::Range;

use compact_str::CompactString;

use serde::Deserialize as _;

use super::path::is_device;
use super::{FromText, han, read_from_text};
use crate::diagnostic::Message;

/// Text that is not empty, has no control characters but line breaks, and no blanks at its ends.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(pub String);

/// Full-width digits and marks as ASCII.
pub fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' => ' ',
        '−' => '-',
        c => c,
    }
}

/// A name that can stand in an address and in a file name on every system: `yun-yao`, `2020`, `lvgu2`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(pub CompactString);

/// A key of a measure, an indicator or a grade: `industrial_share`, `excellent`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(pub CompactString);

/// Where a fact comes from: words (`统计局季报`) or a list of ids of `sources.yaml` (`[C, F]`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SourceReference {
    /// The source in words.
    Words(Text),
    /// Ids of `sources.yaml`.
    Ids(Vec<Text>),
}

/// A text by which something is known: an id, or until `load` puts the id in its place, the name of what bears it.
pub trait Id: FromText {
    /// An id or a name as it is written.
    fn written(text: &str) -> Self;

    /// The name, where it is no id.
    fn name(&self) -> Option<&str>;
}

macro_rules! id {
    ($type:ty) => {
        impl Id for $type {
            fn written(text: &str) -> Self {
                Self(text.into())
            }

            fn name(&self) -> Option<&str> {
                Some(&*self.0).filter(|text| Self::from_text(text).is_err())
            }
        }
    };
}
id!(Slug);
id!(Key);

/// How an id or a name in its place is read.
pub struct Named<T>(T);

impl<'de, T: Id> serde::Deserialize<'de> for Named<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Text::deserialize(deserializer).map(|text| Self(T::written(&text)))
    }
}

impl<T> schemars::JsonSchema for Named<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "IdOrName".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": ["string", "number", "boolean"], "pattern": "\\S" })
    }
}

/// Reads an id or a name in its place.
///
/// # Errors
/// Where it is no text.
pub fn id_or_name<'de, D: serde::Deserializer<'de>, T: Id>(deserializer: D) -> Result<T, D::Error> {
    serde::Deserialize::deserialize(deserializer).map(|Named(id)| id)
}

/// The same, where it may be left out.
///
/// # Errors
/// Where it is no text.
pub fn maybe_id_or_name<'de, D: serde::Deserializer<'de>, T: Id>(deserializer: D) -> Result<Option<T>, D::Error> {
    let read: Option<Named<T>> = serde::Deserialize::deserialize(deserializer)?;
    Ok(read.map(|Named(id)| id))
}

/// A list of them.
///
/// # Errors
/// Where it is no list of texts.
pub fn ids_or_names<'de, D: serde::Deserializer<'de>, T: Id>(deserializer: D) -> Result<Vec<T>, D::Error> {
    let read: Vec<Named<T>> = serde::Deserialize::deserialize(deserializer)?;
    Ok(read.into_iter().map(|Named(id)| id).collect())
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::ops::Deref for Key {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl std::ops::Deref for Text {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl std::ops::Deref for Slug {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl std::borrow::Borrow<str> for Slug {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl Text {
    /// A text whose lines mean something, as those of Markdown do.
    ///
    /// # Errors
    /// As [`FromText::from_text`].
    pub fn of_lines(text: &str) -> Result<Self, Message> {
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return Err(message!("这里不能为空", "nothing is written here"));
        }
        match invisible(trimmed) {
            Some((_, reason)) => Err(reason),
            None => Ok(Self(trimmed.to_owned())),
        }
    }
}

impl FromText for Text {
    /// Lines that were only broken to fit are joined where Chinese stands without blanks.
    fn from_text(text: &str) -> Result<Self, Message> {
        let Self(text) = Self::of_lines(text)?;
        Ok(Self(match han::unwrapped(&text) {
            std::borrow::Cow::Owned(joined) => joined,
            std::borrow::Cow::Borrowed(_) => text,
        }))
    }
}

/// Reads a field in Markdown, where something is written.
///
/// # Errors
/// As [`Text::of_lines`].
pub fn maybe_lines<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Text>, D::Error> {
    struct Lines(Text);
    impl<'de> serde::Deserialize<'de> for Lines {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            struct LinesVisitor;
            impl serde::de::Visitor<'_> for LinesVisitor {
                type Value = Lines;
                fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.write_str("text")
                }
                fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Self::Value, E> {
                    Text::of_lines(text).map(Lines).map_err(|message| E::custom(message.joined()))
                }
            }
            deserializer.deserialize_str(LinesVisitor)
        }
    }
    Option::<Lines>::deserialize(deserializer).map(|lines| lines.map(|Lines(text)| text))
}

/// Where a text holds a character that nobody sees, and why that is refused: bidirectional controls can make a line read
/// as something else than it is.
pub fn invisible(text: &str) -> Option<(Range<usize>, Message)> {
    let refused = |c: char| {
        (c.is_control() && c != '\n' && c != '\t')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    let (at, bad) = text.char_indices().find(|&(_, c)| refused(c))?;
    let reason = message!(
        "文字中有不可见的控制字符 U+{:04X}，请删除后重新输入",
        "the text holds the invisible control character U+{:04X}; delete it and type the words again",
        bad as u32
    );
    Some((at..at + bad.len_utf8(), reason))
}

impl FromText for Slug {
    fn from_text(text: &str) -> Result<Self, Message> {
        let well_formed = !text.is_empty()
            && text.len() <= 64
            && text
                .split('-')
                .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
        if well_formed && !is_device(text) {
            return Ok(Self(text.into()));
        }
        Err(message!(
            "“{text}”不能用作代号；代号只用小写拼音字母、数字和连字符，例如 yun-yao",
            "`{text}` cannot be used as a slug; use lower-case letters, digits and hyphens, such as yun-yao"
        ))
    }
}

impl FromText for Key {
    fn from_text(text: &str) -> Result<Self, Message> {
        let well_formed = text.starts_with(|c: char| c.is_ascii_lowercase())
            && text.len() <= 64
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        if well_formed {
            return Ok(Self(text.into()));
        }
        Err(message!(
            "“{text}”不能用作代码；代码只用小写字母、数字和下划线，例如 industrial_share",
            "`{text}` cannot be used as a key; use lower-case letters, digits and underscores, such as industrial_share"
        ))
    }
}

read_from_text!(Key, "a key: lower-case letters, digits and underscores", { "type": "string", "maxLength": 64, "pattern": "^[a-z][a-z0-9_]*$" });
read_from_text!(Text, "text that is not empty", { "type": ["string", "number", "boolean"], "pattern": "\\S" });
read_from_text!(Slug, "a slug: lower-case letters, digits and hyphens", { "type": ["string", "number"], "maxLength": 64, "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$" });

impl<'de> serde::Deserialize<'de> for SourceReference {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct SourceReferenceVisitor;
        impl<'de> serde::de::Visitor<'de> for SourceReferenceVisitor {
            type Value = SourceReference;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a source in words, or a list of ids such as [C, F]")
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Self::Value, E> {
                Text::from_text(text).map(SourceReference::Words).map_err(|message| E::custom(message.joined()))
            }
            fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
                let mut ids = Vec::new();
                while let Some(id) = items.next_element()? {
                    ids.push(id);
                }
                Ok(SourceReference::Ids(ids))
            }
        }
        deserializer.deserialize_any(SourceReferenceVisitor)
    }
}

impl schemars::JsonSchema for SourceReference {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "SourceReference".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let id = serde_json::json!({ "type": ["string", "number", "boolean"], "pattern": "\\S" });
        schemars::json_schema!({ "type": ["string", "number", "boolean", "array"], "pattern": "\\S", "items": id })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_safe_everywhere() {
        for text in ["", "..", "a/b", "Yun", "云", "-a", "a-", "a--b", "con", "com1", "a b"] {
            assert!(Slug::from_text(text).is_err(), "{text} was accepted");
        }
        assert!(Slug::from_text("yun-yao2").is_ok());
        assert!(Text::from_text(" \t").is_err());
        assert!(Text::from_text("abc\u{202e}def").is_err());
    }
}
