//! Reads a type of the model from a tree of nodes in order to say which node it refuses and why.
//!
//! A fault is reported at its node, the node is taken out, and the reading starts again, so that one run finds
//! every fault of a file. The values read are thrown away.

use std::fmt;

use serde::de::{self, DeserializeSeed, IntoDeserializer, Visitor, value::StrDeserializer};
use serde::forward_to_deserialize_any;

use super::node::{MappingEntry, Node, NodeValue};

/// What a type refuses.
#[derive(Debug)]
pub(crate) struct Refusal<'de> {
    pub kind: RefusalKind,
    pub at: Option<RefusedPart<'de>>,
}

/// Where it refuses it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum RefusedPart<'de> {
    Node(&'de Node),
    Key(&'de MappingEntry),
}

/// Kinds of refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum RefusalKind {
    /// In the words of the type itself.
    Said(String),
    /// Something else is expected here.
    WrongType { expected: String },
    /// Not one of the choices.
    UnknownChoice { choices: &'static [&'static str] },
    /// Not one of the fields.
    UnknownField { fields: &'static [&'static str] },
    /// A field of this struct is not there.
    Missing { field: &'static str, of: &'static str },
    /// The key stands twice.
    Duplicate,
}

impl<'de> Refusal<'de> {
    fn new(kind: RefusalKind) -> Self {
        Self { kind, at: None }
    }

    /// The same fault, placed here unless it was placed further in.
    fn or_at(mut self, at: RefusedPart<'de>) -> Self {
        self.at.get_or_insert(at);
        self
    }

    fn in_struct(mut self, name: &'static str) -> Self {
        if let (RefusalKind::Missing { of, .. }, None) = (&mut self.kind, self.at) {
            *of = name;
        }
        self
    }
}

impl fmt::Display for Refusal<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.kind)
    }
}

impl std::error::Error for Refusal<'_> {}

impl de::Error for Refusal<'_> {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(RefusalKind::Said(message.to_string()))
    }
    fn invalid_type(_: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self::new(RefusalKind::WrongType { expected: expected.to_string() })
    }
    fn invalid_value(_: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self::new(RefusalKind::WrongType { expected: expected.to_string() })
    }
    fn unknown_variant(_: &str, choices: &'static [&'static str]) -> Self {
        Self::new(RefusalKind::UnknownChoice { choices })
    }
    fn unknown_field(_: &str, fields: &'static [&'static str]) -> Self {
        Self::new(RefusalKind::UnknownField { fields })
    }
    fn missing_field(field: &'static str) -> Self {
        Self::new(RefusalKind::Missing { field, of: "" })
    }
    fn duplicate_field(_: &'static str) -> Self {
        Self::new(RefusalKind::Duplicate)
    }
}

impl Node {
    fn refuse<'de, V: Visitor<'de>>(&'de self, visitor: &V) -> Refusal<'de> {
        let expected: &dyn de::Expected = visitor;
        Refusal::new(RefusalKind::WrongType { expected: expected.to_string() }).or_at(RefusedPart::Node(self))
    }

    /// The text, where it stands without quotes.
    fn plain(&self) -> Option<&str> {
        match &self.value {
            NodeValue::Scalar { text, plain: true } => Some(text),
            _ => None,
        }
    }

    fn is_null(&self) -> bool {
        matches!(self.plain(), Some("" | "~" | "null" | "Null" | "NULL"))
    }
}

type Result<'de, V> = std::result::Result<<V as Visitor<'de>>::Value, Refusal<'de>>;

fn boolean(text: &str) -> Option<bool> {
    match text {
        "true" | "True" | "TRUE" => Some(true),
        "false" | "False" | "FALSE" => Some(false),
        _ => None,
    }
}

impl<'de> de::Deserializer<'de> for &'de Node {
    type Error = Refusal<'de>;

    /// As YAML itself would take it; asked for by types that take words or lists.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<'de, V> {
        match &self.value {
            NodeValue::Sequence(_) => self.deserialize_seq(visitor),
            NodeValue::Mapping(_) => self.deserialize_map(visitor),
            NodeValue::Scalar { text, plain } => {
                let number = text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.'));
                if *plain && self.is_null() {
                    visitor.visit_unit()
                } else if let (true, Some(value)) = (plain, boolean(text)) {
                    visitor.visit_bool(value)
                } else if let (true, true, Ok(value)) = (plain, number, text.parse::<f64>()) {
                    visitor.visit_f64(value)
                } else {
                    visitor.visit_str(text)
                }
                .map_err(|fault: Refusal<'de>| fault.or_at(RefusedPart::Node(self)))
            }
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<'de, V> {
        match self.plain().and_then(boolean) {
            Some(value) => {
                visitor.visit_bool(value).map_err(|fault: Refusal<'de>| fault.or_at(RefusedPart::Node(self)))
            }
            None => Err(self.refuse(&visitor)),
        }
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<'de, V> {
        match self.plain().and_then(|text| text.parse().ok()) {
            Some(value) => visitor.visit_u64(value).map_err(|fault: Refusal<'de>| fault.or_at(RefusedPart::Node(self))),
            None => Err(self.refuse(&visitor)),
        }
    }

    fn deserialize_u8<V: Visitor<'de>>(self, visitor: V) -> Result<'de, V> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<'de, V> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<'de, V> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<'de, V> {
        match &self.value {
            NodeValue::Scalar { text, .. } => {
                visitor.visit_str(text).map_err(|fault: Refusal<'de>| fault.or_at(RefusedPart::Node(self)))
            }
            _ => Err(self.refuse(&visitor)),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<'de, V> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<'de, V> {
        if self.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<'de, V> {
        let items: &[Node] = match &self.value {
            NodeValue::Sequence(items) => items,
            NodeValue::Scalar { text, plain: true } if text.is_empty() => &[],
            _ => return Err(self.refuse(&visitor)),
        };
        visitor.visit_seq(Items(items.iter())).map_err(|fault: Refusal<'de>| fault.or_at(RefusedPart::Node(self)))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<'de, V> {
        self.deserialize_struct("", &[], visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<'de, V> {
        let entries: &[MappingEntry] = match &self.value {
            NodeValue::Mapping(entries) => entries,
            NodeValue::Scalar { text, plain: true } if text.is_empty() => &[],
            _ => return Err(self.refuse(&visitor)),
        };
        visitor
            .visit_map(Entries { all: entries, next: 0 })
            .map_err(|fault: Refusal<'de>| fault.in_struct(name).or_at(RefusedPart::Node(self)))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        choices: &'static [&'static str],
        visitor: V,
    ) -> Result<'de, V> {
        let here = |fault: Refusal<'de>| fault.or_at(RefusedPart::Node(self));
        match &self.value {
            NodeValue::Scalar { text, .. } => visitor.visit_enum(scalar(text)).map_err(here),
            _ => Err(here(Refusal::new(RefusalKind::UnknownChoice { choices }))),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<'de, V> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u128 f32 f64 char bytes byte_buf unit unit_struct newtype_struct tuple tuple_struct
        identifier
    }
}

/// Reads a scalar's text alone.
fn scalar<'de>(text: &'de str) -> StrDeserializer<'de, Refusal<'de>> {
    text.into_deserializer()
}

struct Items<'de>(std::slice::Iter<'de, Node>);

impl<'de> de::SeqAccess<'de> for Items<'de> {
    type Error = Refusal<'de>;
    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> std::result::Result<Option<T::Value>, Refusal<'de>> {
        self.0.by_ref().find(|item| !item.removed.get()).map(|item| seed.deserialize(item)).transpose()
    }
}

struct Entries<'de> {
    all: &'de [MappingEntry],
    next: usize,
}

impl<'de> de::MapAccess<'de> for Entries<'de> {
    type Error = Refusal<'de>;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> std::result::Result<Option<K::Value>, Refusal<'de>> {
        while let Some(entry) = self.all.get(self.next) {
            self.next += 1;
            if entry.removed.get() {
                continue;
            }
            if self.all[..self.next - 1].iter().any(|earlier| earlier.key == entry.key) {
                return Err(Refusal::new(RefusalKind::Duplicate).or_at(RefusedPart::Key(entry)));
            }
            if entry.node.removed.get() {
                continue;
            }
            return seed
                .deserialize(scalar(&entry.key))
                .map(Some)
                .map_err(|fault| fault.or_at(RefusedPart::Key(entry)));
        }
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> std::result::Result<V::Value, Refusal<'de>> {
        let entry = &self.all[self.next - 1];
        seed.deserialize(&entry.node)
    }
}
