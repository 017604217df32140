//! What is known once it is well formed. No IO, no clock, no HTML.
//!
//! Each struct is one noun of the content tree; a field's doc comment is its manual. A field may be left out
//! where its type is an `Option`, a `Vec` or a map: what is left out is missing, which is never zero.

mod award_rules;
mod county;
mod names;
mod moved;
mod nouns;
mod policy;
mod project;
mod quarter_report;
mod record;
mod references;
mod returns;
mod rules;
mod site;
mod standard_rules;
mod story;
mod town;
mod vocabulary;
mod wording;

#[cfg(test)]
pub(crate) mod testing;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use award_rules::{AwardCase, AwardPolicy, GradeCase, NamedCase};
pub use county::{County, CountyKind, Tile};
pub use moved::{Moved, Ways};
pub use names::{Meant, TownNames, county_named, name_key, title_key};
pub use nouns::Nouns;
pub use policy::{Attachment, Policy, PolicyMeta};
pub use project::{Project, ProjectProgress, Stage, StageEntry};
pub use quarter_report::{Analysis, QuarterReport};
pub use record::*;
pub use returns::*;
pub use rules::*;
pub use site::*;
pub use standard_rules::*;
pub use story::{Review, StaticPage, StaticPageMeta, Story, StoryMeta};
pub use town::*;
pub(crate) use vocabulary::vocabulary;
pub use vocabulary::{CardScale, Coded, Vocabulary, Word, words_of};
pub use wording::{ForbiddenWord, PreferredWord, Wording};

use crate::units::{Quarter, Slug, Text};

/// The content tree as written, before an edition and a date decide what of it exists.
///
/// A file that could not be read is absent here and stands in the diagnostics instead.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// `site.yaml`; absent where it was missing or faulty.
    pub config: Option<SiteConfig>,
    /// `rules.yaml`.
    pub rules: Rules,
    /// `words.yaml`; empty without it.
    pub words: Wording,
    /// `sources.yaml`, by id.
    pub sources: BTreeMap<Text, Source>,
    /// `counties.yaml`, in the order written, which is the official order.
    pub counties: Vec<County>,
    /// `towns/*.yaml`, by slug (the file's name).
    pub towns: BTreeMap<Slug, Arc<Town>>,
    /// `quarters/*.yaml`, by quarter.
    pub quarters: BTreeMap<Quarter, QuarterReport>,
    /// `stories/*.md`, by slug (the file's name).
    pub stories: BTreeMap<Slug, Arc<Story>>,
    /// `policies/*.md`, by slug.
    pub policies: BTreeMap<Slug, Policy>,
    /// `pages/*.md`, by slug.
    pub pages: BTreeMap<Slug, StaticPage>,
    /// Photos, covers and attachments, by their path in the content folder, as `towns/yunyao/kiln.jpg`.
    pub assets: BTreeMap<String, Asset>,
}

/// What one edition holds on one day: every item in it exists, is released, and may be shown.
#[derive(Clone, Debug)]
pub struct Site {
    /// Which edition.
    pub edition: Edition,
    /// The day as of which everything is said.
    pub as_of: chrono::NaiveDate,
    /// The last moment of that day at which something came out, or its beginning. Pages print days alone.
    pub moment: chrono::NaiveDateTime,
    /// The sections shown.
    pub sections: BTreeSet<Section>,
    /// `site.yaml`.
    pub config: SiteConfig,
    /// The rules that had come into force.
    pub rules: Rules,
    /// Sources, by id.
    pub sources: BTreeMap<Text, Source>,
    /// Counties in the official order.
    pub counties: Vec<County>,
    /// Towns, by slug.
    pub towns: BTreeMap<Slug, Arc<Town>>,
    /// Quarters whose figures this edition shows.
    pub quarters: BTreeMap<Quarter, QuarterReport>,
    /// Stories, by slug.
    pub stories: BTreeMap<Slug, Arc<Story>>,
    /// Policy documents, by slug.
    pub policies: BTreeMap<Slug, Policy>,
    /// Static pages, by slug.
    pub pages: BTreeMap<Slug, StaticPage>,
    /// The assets that the items above name, by their path in the content folder.
    pub assets: BTreeMap<String, Asset>,
}

/// For whom a site is built.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Edition {
    /// For everybody: holds nothing internal.
    #[default]
    Public,
    /// For the office and its leaders: marked 内部资料 on each page.
    Internal,
}

/// A photo, a cover or an attachment: a handle, not its bytes. Pictures are drawn anew, other files are copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Where it lies on this machine. Never published.
    pub file: std::path::PathBuf,
    /// Length in bytes.
    pub length: u64,
    /// Width and height in pixels of the upright picture, for pictures.
    pub dimensions: Option<(u32, u32)>,
    /// How the stored picture has to be turned: 1 to 8 as in EXIF, 1 where it is upright.
    pub orientation: u8,
}

impl Asset {
    /// Width and height in pixels as stored, before it is turned; zero for what is no picture.
    pub fn stored_dimensions(&self) -> (u32, u32) {
        let (width, height) = self.dimensions.unwrap_or_default();
        if self.orientation > 4 { (height, width) } else { (width, height) }
    }
}
