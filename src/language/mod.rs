//! The two languages in which everything is said, and the pair that holds a wording in both.
//!
//! The two stand inline, side by side, where they are used: whoever changes one sees the other. Whoever speaks knows
//! its language ([`Speaks`]); `pick!` chooses a fixed wording, `say!` a sentence with places, `pair!` keeps both. These
//! macros take two literals, which [`check()`] compares while compiling. The wordings of `say!` and `message!` are formats:
//! both may take the arguments that follow them, or each its own in brackets behind it.

mod check;

pub use check::check;

use schemars::JsonSchema;

/// A language of words: the site's, or that of the one who is spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, JsonSchema)]
pub enum Language {
    /// Simplified Chinese.
    #[serde(rename = "zh-CN")]
    Chinese,
    /// English.
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// One of two wordings.
    pub fn pick<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Chinese => zh,
            Self::English => en,
        }
    }

    /// The language tag for `lang` attributes.
    pub fn tag(self) -> &'static str {
        self.pick("zh-CN", "en")
    }

    /// Joins a list of words: `、` or commas.
    pub fn join<S: AsRef<str>>(self, items: impl IntoIterator<Item = S>) -> String {
        let items: Vec<String> = items.into_iter().map(|item| item.as_ref().to_owned()).collect();
        items.join(self.pick("、", ", "))
    }
}

/// What knows the language in which it speaks.
pub trait Speaks {
    /// The language in which it speaks.
    fn language(&self) -> Language;
}

impl Speaks for Language {
    fn language(&self) -> Language {
        *self
    }
}

impl<T: Speaks + ?Sized> Speaks for &T {
    fn language(&self) -> Language {
        (**self).language()
    }
}

/// A fixed wording in both languages; `pair!` makes one that is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pair {
    /// Simplified Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

impl Pair {
    /// The wording in the language of whoever speaks.
    pub fn pick(self, speaker: impl Speaks) -> &'static str {
        speaker.language().pick(self.zh, self.en)
    }
}

/// A fixed wording in both languages: a [`Pair`].
///
/// ```
/// const QUARTER: sunboard::language::Pair = sunboard::pair!("季度", "Quarter");
/// assert_eq!(QUARTER.en, "Quarter");
/// ```
///
/// Neither half can be left out:
/// ```compile_fail
/// sunboard::pair!("季度");
/// ```
/// ```compile_fail
/// sunboard::pair!("季度", "");
/// ```
/// English is not Chinese, save for what it quotes, and Chinese is not English:
/// ```compile_fail
/// sunboard::pair!("没有文件", "没有 file");
/// ```
/// ```compile_fail
/// sunboard::pair!("no file", "no file");
/// ```
#[macro_export]
macro_rules! pair {
    ($zh:literal, $en:literal $(,)?) => {{
        const _: () = $crate::language::check($zh, $en);
        $crate::language::Pair { zh: $zh, en: $en }
    }};
}

/// So many of something: `3个小镇`, `3 towns`, `1 town`. `unit` is the measure word and noun, and the English noun of one.
pub fn many(language: Language, count: usize, unit: Pair) -> String {
    let unit = unit.pick(language);
    match language {
        Language::Chinese => format!("{count}{unit}"),
        Language::English if count == 1 => format!("1 {unit}"),
        Language::English => format!("{count} {unit}s"),
    }
}

/// One of two fixed wordings, in the language of whoever speaks ([`Speaks`]).
///
/// ```
/// assert_eq!(sunboard::pick!(sunboard::language::Language::English, "季度", "Quarter"), "Quarter");
/// ```
/// ```compile_fail
/// sunboard::pick!(sunboard::language::Language::English, "季度", "季度");
/// ```
#[macro_export]
macro_rules! pick {
    ($speaker:expr, $zh:literal, $en:literal $(,)?) => {
        $crate::pair!($zh, $en).pick(&$speaker)
    };
}

/// One of two sentences with places, in the language of whoever speaks ([`Speaks`]).
///
/// ```
/// use sunboard::language::Language;
/// let count = 3;
/// assert_eq!(sunboard::say!(Language::English, "共{count}项", "{count} in all"), "3 in all");
/// assert_eq!(sunboard::say!(Language::Chinese, "共{}项", "{} in all", count), "共3项");
/// assert_eq!(sunboard::say!(Language::Chinese, "共{}项"(count), "{} in all"(count + 1)), "共3项");
/// ```
/// What one half tells, the other tells too:
/// ```compile_fail
/// let (count, number) = (3, 4);
/// sunboard::say!(sunboard::language::Language::Chinese, "共{count}项", "{number} in all");
/// ```
#[macro_export]
macro_rules! say {
    ($speaker:expr, $zh:literal, $en:literal $(, $($arguments:tt)*)?) => {{
        const _: () = $crate::language::check($zh, $en);
        match $crate::language::Speaks::language(&$speaker) {
            $crate::language::Language::Chinese => format!($zh $(, $($arguments)*)?),
            $crate::language::Language::English => format!($en $(, $($arguments)*)?),
        }
    }};
    ($speaker:expr, $zh:literal $(($($for_zh:tt)*))?, $en:literal $(($($for_en:tt)*))? $(,)?) => {{
        const _: () = $crate::language::check($zh, $en);
        match $crate::language::Speaks::language(&$speaker) {
            $crate::language::Language::Chinese => format!($zh $(, $($for_zh)*)?),
            $crate::language::Language::English => format!($en $(, $($for_en)*)?),
        }
    }};
}
