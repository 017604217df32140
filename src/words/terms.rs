//! Names of coded values in a language; the rows stand beside the types.

use crate::evaluate::card::CardLevel;
use crate::language::Language;
use crate::model::{Coded, Word};

/// The name of a value.
pub fn name(value: impl Coded, language: Language) -> &'static str {
    of(value.word(), language)
}

/// The name of a row.
pub fn of(word: &Word, language: Language) -> &'static str {
    word.name.pick(language)
}

/// What a value means, where its name leaves that open; else its name.
pub fn meaning(value: impl Coded, language: Language) -> &'static str {
    let word = value.word();
    word.meaning.unwrap_or(word.name).pick(language)
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
