//! The tables of the open data, and the columns of each whose values together find a row: of a figure, and of a change.

/// A table with its key. Where people may enter the same thing twice, such as a note, several rows may share a key.
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
        /// Every table.
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
    CATEGORY_HISTORY "category_history" [Town, Period("from"), Part("category")];
    CONFERENCE "conference" [Part("member")];
    COUNTIES "counties" [County];
    EXPERTS "experts" [Town, Part("role"), Other("name")];
    FIGURES "figures" [Town, Part("measure"), Other("basis"), Period("period")];
    FINDINGS "findings" [Town, Day("on"), Part("weakness")];
    GRADES "grades" [Town, Year, Part("assessor")];
    HIGHLIGHTS "highlights" [Town, Part("label"), Period("as_of")];
    HONOURS "honours" [Town, Year, Part("title")];
    INDICATORS "indicators" [Town, Year, Part("key")];
    INTERVIEWS "interviews" [Quarter, Town, Other("trigger"), Part("cause")];
    INTERVIEWS_HELD "interviews_held" [Town, Day("on"), Part("reason")];
    INTERVIEW_INDICATORS "interview_indicators" [Quarter, Town, Other("trigger"), Part("key")];
    LEADERS "leaders" [Town, Part("role"), Project, Other("post"), Period("from")];
    NOTES "notes" [Town, Part("on"), Other("item")];
    PAYMENTS "payments" [Town, Year, Part("case"), Day("paid")];
    PLANS "plans" [Town, Year, Day("approved")];
    POLICIES "policies" [Part("policy")];
    PROGRESS "progress" [Quarter, Town];
    PROGRESS_NOTES "progress_notes" [Quarter, Town, Part("field")];
    PROJECTS "projects" [Town, Project];
    PROJECT_DETAILS "project_details" [Town, Project];
    PROJECT_PROGRESS "project_progress" [Town, Project, Quarter];
    PROJECT_STAGES "project_stages" [Town, Project, Period("from")];
    REVISIONS "revisions" [Town, Quarter, Part("field"), Day("published")];
    SCENIC "scenic" [Town];
    SCENIC_HISTORY "scenic_history" [Town, Part("grade"), Period("since")];
    SCORES "scores" [Town, Year, Part("key")];
    SHOWCASE "showcase" [Town];
    SOURCES "sources" [Part("source")];
    STANDARDS "standards" [Town, Standard, Part("key")];
    STORIES "stories" [Part("story")];
    SUPPORT "support" [Town, Part("kind"), Other("title"), Period("on")];
    TARGETS "targets" [Part("target")];
    TASKS "tasks" [Town, Part("title"), Day("due")];
    TOTALS "totals" [Quarter, Area];
    TOWNS "towns" [Town];
    WARNINGS "warnings" [Town, Day("on"), Part("by")];
}
