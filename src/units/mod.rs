//! Types that refuse bad text while it is being read, so that what holds one is known to be well formed.
//!
//! All read the scalar as written: `0x1F`, `1_000`, `1e3` and `.nan` never reach a float.

mod amount;
mod date;
pub mod han;
mod path;
mod percent;
mod quarter;
mod ratio;
pub mod spelling;
mod text;
mod timestamp;
mod unseen;
mod whole;

pub use amount::{Money, Number, Rate, Signed, fraction, maybe_per_cent, maybe_signed, per_cent, signed};
pub use date::{Date, PartialDate, Year};
pub use path::{Collision, collisions, name_fault, path_fault, path_key, site_path};
pub use percent::Percent;
pub use quarter::Quarter;
pub use ratio::{Ratio, round_half_up};
pub use text::{
    Id, Key, Named, Slug, SourceReference, Text, id_or_name, ids_or_names, invisible, maybe_id_or_name, maybe_lines,
    narrow,
};
pub use timestamp::{Timestamp, local};
pub use unseen::{is_unseen, unseen, without_unseen};
pub use whole::{list_of_wholes, maybe_whole, whole};

use crate::diagnostic::Message;

/// A type that is read from one YAML scalar and says in both languages why it refuses a text.
pub trait FromText: Sized {
    /// Reads the scalar exactly as written in the file.
    ///
    /// # Errors
    /// The reason in words for an editor, without the place.
    fn from_text(text: &str) -> Result<Self, Message>;
}

/// Implements `Deserialize` (from the raw scalar) and `JsonSchema` for [`FromText`] types. The schema refuses nothing that
/// is read: a plain `2020` is a number to those who check by it.
macro_rules! read_from_text {
    ($type:ty, $description:literal, $schema:tt) => {
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct ScalarVisitor;
                impl serde::de::Visitor<'_> for ScalarVisitor {
                    type Value = $type;
                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str($description)
                    }
                    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Self::Value, E> {
                        <$type as $crate::units::FromText>::from_text(text)
                            .map_err(|message| E::custom(message.joined()))
                    }
                }
                deserializer.deserialize_str(ScalarVisitor)
            }
        }
        impl schemars::JsonSchema for $type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($type).into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!($schema)
            }
        }
    };
}
pub(crate) use read_from_text;
