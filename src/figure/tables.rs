//! The tables of the open data in which figures are published, and the columns whose values together find a row.

/// A table with its key.
#[derive(Clone, Copy, Debug)]
pub struct KeyedTable {
    /// Its name.
    pub name: &'static str,
    /// The columns that find a row.
    pub key: &'static [KeyColumn],
}

/// A column of a key, with where its value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyColumn {
    /// `quarter`: the figure's period.
    Quarter,
    /// `year`: the figure's period.
    Year,
    /// `town`: whose figure it is.
    Town,
    /// `area`: `all` or the county.
    Area,
    /// `county`.
    County,
    /// `board`.
    Board,
    /// `project`.
    Project,
    /// `standard`.
    Standard,
    /// A column that tells the parts of something apart.
    Part(&'static str),
    /// A column that tells apart those of the same part.
    Other(&'static str),
    /// A column with the figure's period, empty where nobody says.
    Period(&'static str),
    /// A column with the day on which the figure was reported, approved or paid.
    Day(&'static str),
}

impl KeyColumn {
    /// Its name in the table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Quarter => "quarter",
            Self::Year => "year",
            Self::Town => "town",
            Self::Area => "area",
            Self::County => "county",
            Self::Board => "board",
            Self::Project => "project",
            Self::Standard => "standard",
            Self::Part(name) | Self::Other(name) | Self::Period(name) | Self::Day(name) => name,
        }
    }
}

use KeyColumn::{Area, Board, County, Day, Other, Part, Period, Project, Quarter, Standard, Town, Year};

/// Each table as a static of its own.
macro_rules! tables {
    ($($static:ident $name:literal $key:expr;)*) => {
        $(
            #[doc = concat!("The table `", $name, "`.")]
            pub static $static: KeyedTable = KeyedTable { name: $name, key: &$key };
        )*
        /// Every table that holds figures.
        pub static TABLES: &[&KeyedTable] = &[$(&$static),*];
    };
}

tables! {
    ASSESSMENTS "assessments" [Year, Town, Part("assessor")];
    ASSESSMENT_COUNTIES "assessment_counties" [Year, County, Part("assessor")];
    ASSESSMENT_PARTS "assessment_parts" [Year, Town, Part("key")];
    AWARDS "awards" [Other("policy"), Part("case"), Town, Period("year")];
    BOARDS "boards" [Quarter, Board, Town];
    BOARD_CHANGES "board_changes" [Quarter, Board, Town];
    CARDS "cards" [Quarter, Town];
    CARD_MEASURES "card_measures" [Quarter, Town, Part("kind")];
    FIGURES "figures" [Town, Part("measure"), Other("basis"), Period("period")];
    HIGHLIGHTS "highlights" [Town, Part("label"), Period("as_of")];
    INDICATORS "indicators" [Town, Year, Part("key")];
    INTERVIEWS "interviews" [Quarter, Town, Other("trigger"), Part("cause")];
    INTERVIEW_INDICATORS "interview_indicators" [Quarter, Town, Other("trigger"), Part("key")];
    PAYMENTS "payments" [Town, Year, Part("case"), Day("paid")];
    PLANS "plans" [Town, Year, Day("approved")];
    PROGRESS "progress" [Quarter, Town];
    PROJECTS "projects" [Town, Project];
    PROJECT_PROGRESS "project_progress" [Town, Project, Quarter];
    REVISIONS "revisions" [Town, Quarter, Part("field"), Day("published")];
    SCORES "scores" [Town, Year, Part("key")];
    STANDARDS "standards" [Town, Standard, Part("key")];
    SUPPORT "support" [Town, Part("kind"), Other("title"), Period("on")];
    TARGETS "targets" [Part("target")];
    TOTALS "totals" [Quarter, Area];
}
