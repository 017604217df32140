//! `words.yaml`: words that must not appear in what is published, and terms to prefer.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::units::Text;

/// `words.yaml`.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Wording {
    /// Words that must not appear: where one does, nothing is published.
    pub forbidden: Vec<ForbiddenWord>,
    /// Words for which a better term is known: a reminder.
    pub preferred: Vec<PreferredWord>,
}

/// A word that must not appear.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ForbiddenWord {
    /// The word.
    pub word: Text,
    /// What to write instead.
    pub instead: Option<Text>,
    /// Why, such as the notice that says so.
    pub why: Option<Text>,
    /// Phrases that hold the word and are fine.
    #[serde(default)]
    pub except: Vec<Text>,
}

/// A word for which a better term is known.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PreferredWord {
    /// The word.
    pub word: Text,
    /// The better term.
    pub instead: Text,
    /// Why.
    pub why: Option<Text>,
    /// Phrases that hold the word and are fine.
    #[serde(default)]
    pub except: Vec<Text>,
}
