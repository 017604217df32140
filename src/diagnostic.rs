//! What an editor is told: the rule that was broken, how badly, where, in both languages, with a cure.
//!
//! Nothing here prints and nothing here reads a file; `cli` draws a [`Diagnostic`] and chooses the language.

use std::fmt;
use std::path::PathBuf;

use crate::language::{Pair, Speaks};

/// Separates the two languages while a message travels through serde, which carries one string only.
const LANGUAGE_SEPARATOR: char = '\u{1f}';

/// One sentence in both languages. Neither can be left out, so no message lacks a translation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Message {
    /// The sentence in simplified Chinese.
    pub zh: String,
    /// The sentence in English.
    pub en: String,
}

impl Message {
    /// A message from its two wordings.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }

    /// Both wordings in one string, for errors that pass through serde.
    pub fn joined(&self) -> String {
        format!("{}{LANGUAGE_SEPARATOR}{}", self.zh, self.en)
    }

    /// Takes a [`Message::joined`] string apart; a string of a library's own is the same in both languages.
    pub fn from_joined(text: &str) -> Self {
        match text.split_once(LANGUAGE_SEPARATOR) {
            Some((zh, en)) => Self::new(zh, en),
            None => Self::new(text, text),
        }
    }

    /// The wording in the language of whoever speaks.
    pub fn pick(&self, speaker: impl Speaks) -> &str {
        speaker.language().pick(&self.zh, &self.en)
    }
}

impl From<Pair> for Message {
    fn from(Pair { zh, en }: Pair) -> Self {
        Self::new(zh, en)
    }
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.joined())
    }
}

/// A sentence in both languages: a [`Message`].
///
/// ```
/// let file = "site.yaml";
/// assert_eq!(sunboard::message!("没有文件 {file}", "there is no file {file}").en, "there is no file site.yaml");
/// ```
/// ```compile_fail
/// let (file, place) = ("site.yaml", "content");
/// sunboard::message!("{place}：没有文件 {file}", "{file}: there is no file {file}");
/// ```
#[macro_export]
macro_rules! message {
    ($zh:literal, $en:literal $(, $($arguments:tt)*)?) => {{
        const _: () = $crate::language::check($zh, $en);
        $crate::diagnostic::Message::new(format!($zh $(, $($arguments)*)?), format!($en $(, $($arguments)*)?))
    }};
    ($zh:literal $(($($for_zh:tt)*))?, $en:literal $(($($for_en:tt)*))? $(,)?) => {{
        const _: () = $crate::language::check($zh, $en);
        $crate::diagnostic::Message::new(format!($zh $(, $($for_zh)*)?), format!($en $(, $($for_en)*)?))
    }};
}

/// How much a diagnostic weighs. Errors stop the build; warnings do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The site must not be published like this.
    Error,
    /// Probably a slip; the site is published all the same.
    Warning,
}

/// One step of the way from a file's root to a value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PathStep {
    /// Into a mapping, by key.
    Key(String),
    /// Into a sequence, by position from 0.
    Index(usize),
}

/// The way from a file's root to a value, as `progress[2].total`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct KeyPath(pub Vec<PathStep>);

impl KeyPath {
    /// Reads `progress[2].total`, the way rules name a place. Keys hold no dots or brackets.
    pub fn parse(text: &str) -> Self {
        let mut steps = Vec::new();
        for part in text.split('.').filter(|part| !part.is_empty()) {
            let mut pieces = part.split('[');
            if let Some(key) = pieces.next().filter(|key| !key.is_empty()) {
                steps.push(PathStep::Key(key.to_owned()));
            }
            for piece in pieces {
                if let Ok(index) = piece.trim_end_matches(']').parse() {
                    steps.push(PathStep::Index(index));
                }
            }
        }
        Self(steps)
    }
}

impl fmt::Display for KeyPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, step) in self.0.iter().enumerate() {
            match step {
                PathStep::Key(key) if position == 0 => write!(f, "{key}")?,
                PathStep::Key(key) => write!(f, ".{key}")?,
                PathStep::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

/// Where in a file a fault lies. A key path becomes a span only when the fault is shown.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The file as a whole.
    File,
    /// Bytes `start..end` of the file's text.
    Span {
        /// First byte.
        start: usize,
        /// One past the last byte.
        end: usize,
    },
    /// The value at this key path.
    Value(KeyPath),
    /// The key at the end of this key path, rather than its value.
    Key(KeyPath),
}

/// One fault or doubt, located.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// The content file, relative to the content folder, with forward slashes.
    pub file: PathBuf,
    /// Where in the file.
    pub place: Place,
    /// Whether the build stops.
    pub severity: Severity,
    /// The rule's name, stable for scripts: `unknown-field`, `part-above-whole`.
    pub rule: &'static str,
    /// What is wrong, with the value as written.
    pub message: Message,
    /// What to do about it.
    pub hint: Option<Message>,
}

impl Diagnostic {
    /// An error at a place.
    pub fn error(rule: &'static str, file: impl Into<PathBuf>, place: Place, message: Message) -> Self {
        Self { file: file.into(), place, severity: Severity::Error, rule, message, hint: None }
    }

    /// A warning at a place.
    pub fn warning(rule: &'static str, file: impl Into<PathBuf>, place: Place, message: Message) -> Self {
        Self { severity: Severity::Warning, ..Self::error(rule, file, place, message) }
    }

    /// The same diagnostic with a cure.
    #[must_use]
    pub fn with_hint(mut self, hint: Message) -> Self {
        self.hint = Some(hint);
        self
    }

    /// Whether it stops the build.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// Shorthand for a place by key path, as `value("progress[2].total")`.
pub fn value(path: &str) -> Place {
    Place::Value(KeyPath::parse(path))
}
