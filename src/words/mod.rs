//! The site's own words in both languages: names of things, wording of numbers, and the sentences that results
//! become. Pages, charts and the command line all speak through this room, so that one thing has one name.

pub mod award;
pub mod card;
pub mod numbers;
pub mod standard;
pub mod terms;

use crate::model::SiteLanguage;

/// A language of the site's own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Simplified Chinese.
    Chinese,
    /// English.
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
        match self {
            Self::Chinese => "zh-CN",
            Self::English => "en",
        }
    }

    /// Joins a list of words: `、` or commas.
    pub fn join<S: AsRef<str>>(self, items: impl IntoIterator<Item = S>) -> String {
        let items: Vec<String> = items.into_iter().map(|item| item.as_ref().to_owned()).collect();
        items.join(self.pick("、", ", "))
    }
}

impl From<SiteLanguage> for Language {
    fn from(language: SiteLanguage) -> Self {
        match language {
            SiteLanguage::Chinese => Self::Chinese,
            SiteLanguage::English => Self::English,
        }
    }
}
