//! Names of coded values in a language; the rows stand beside the types.

use super::Language;
use crate::evaluate::card::CardLevel;
use crate::model::{Coded, Word};

/// The name of a value.
pub fn name(value: impl Coded, language: Language) -> &'static str {
    of(value.word(), language)
}

/// The name of a row.
pub fn of(word: &Word, language: Language) -> &'static str {
    language.pick(word.zh, word.en)
}

/// What a value means, where its name leaves that open; else its name.
pub fn meaning(value: impl Coded, language: Language) -> &'static str {
    let Word { zh, en, meaning, .. } = value.word();
    let (zh, en) = meaning.unwrap_or((zh, en));
    language.pick(zh, en)
}

/// A card's mark: shape tells it without colour.
pub fn card_mark(level: CardLevel) -> &'static str {
    match level {
        CardLevel::Normal => "●",
        CardLevel::Yellow => "▲",
        CardLevel::Red => "■",
        CardLevel::Undetermined => "◇",
        CardLevel::NotReported => "○",
    }
}
