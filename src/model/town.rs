//! `towns/<slug>.yaml`: one characteristic town.

use schemars::JsonSchema;
use serde::Deserialize;

use super::project::Project;
use super::record::{Assessment, Experts, Finding, Honour, Interview, Payment, Photo, Score, Support, Warning};
use super::returns::{Plan, Progress};
use crate::units::{Date, Key, Number, PartialDate, Slug, SourceReference, Text, Year};

/// A characteristic town (特色小镇): an industry-led development area, not an administrative township.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Town {
    /// Name.
    pub name: Text,
    /// What tells it from another town of this name, such as 遂昌: it stands behind the name wherever that is shown.
    pub name_note: Option<Text>,
    /// Other names by which tables, commands and readers know it: short ones (云窑) and earlier ones.
    #[serde(default)]
    pub also: Vec<Text>,
    /// Keeps the whole town out of the public edition.
    #[serde(default)]
    pub internal: bool,
    /// Earlier addresses of its page, such as `towns/longyao.html`.
    #[serde(default)]
    pub aliases: Vec<Text>,
    /// County that answers for it, by id; may be unknown in historical data.
    #[serde(default, deserialize_with = "crate::units::maybe_id_or_name")]
    #[schemars(with = "Option<crate::units::Named<Slug>>")]
    pub county: Option<Slug>,
    /// The only place a category is said, oldest first.
    pub category_history: Vec<CategoryEntry>,
    /// Leading industry: one of `industries` in rules.yaml.
    pub industry: Option<Text>,
    /// Where the industry was read.
    pub industry_source: Option<SourceReference>,
    /// Whether it is a tourism town, which decides the scenic grade required (¶8(10)).
    pub tourism: Option<bool>,
    /// Scenic grades held, oldest first.
    #[serde(default)]
    pub scenic: Vec<ScenicEntry>,
    /// Implementing body (实施主体).
    pub implementing_body: Option<Text>,
    /// City departments that lead and support (¶10).
    pub departments: Option<Departments>,
    /// Linked leaders (联系领导, ¶3); most towns have none.
    #[serde(default)]
    pub linked_leaders: Vec<Leader>,
    /// Where it lies.
    pub location: Option<Location>,
    /// One sentence.
    pub summary: Option<Text>,
    /// The town in Markdown.
    #[serde(default, deserialize_with = "crate::units::maybe_lines")]
    pub profile: Option<Text>,
    /// Figures worth a headline.
    #[serde(default)]
    pub highlights: Vec<Highlight>,
    /// Investment plans as versions, oldest first.
    #[serde(default)]
    pub plan: Vec<Plan>,
    /// Quarterly returns, year to date, oldest first.
    #[serde(default)]
    pub progress: Vec<Progress>,
    /// Other published figures: annual, since the start, planned.
    #[serde(default)]
    pub figures: Vec<PublishedFigure>,
    /// Projects.
    #[serde(default)]
    pub projects: Vec<Project>,
    /// List of hard tasks (攻坚任务清单, ¶6).
    #[serde(default)]
    pub tasks: Vec<Task>,
    /// Values held against the acceptance standards.
    #[serde(default)]
    pub indicators: Vec<Indicator>,
    /// Expert group (¶5).
    pub experts: Option<Experts>,
    /// Weaknesses found and what became of them (¶5); internal unless released.
    #[serde(default)]
    pub findings: Vec<Finding>,
    /// Annual grades, by assessor (¶4).
    #[serde(default)]
    pub assessments: Vec<Assessment>,
    /// Scores that the city office gives for parts of its own assessment method.
    #[serde(default)]
    pub scores: Vec<Score>,
    /// Warnings by name (¶7).
    #[serde(default)]
    pub warnings: Vec<Warning>,
    /// Interviews held (¶7).
    #[serde(default)]
    pub interviews: Vec<Interview>,
    /// Support granted (¶8(2)–(9)).
    #[serde(default)]
    pub support: Vec<Support>,
    /// Award money paid (¶8(11)).
    #[serde(default)]
    pub payments: Vec<Payment>,
    /// Honours (¶8(1)).
    #[serde(default)]
    pub honours: Vec<Honour>,
    /// Photos beside the file, in `towns/<slug>/`.
    #[serde(default)]
    pub photos: Vec<Photo>,
    /// Remarks on the record itself, such as what was not found.
    pub note: Option<Text>,
}

impl Town {
    /// The name as it is shown: with its note, where it has one.
    pub fn shown_name(&self) -> Text {
        match &self.name_note {
            Some(note) => Text(format!("{}（{note}）", self.name)),
            None => self.name.clone(),
        }
    }
}

/// A category and since when it holds.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CategoryEntry {
    /// First day; left out where it is not known, and then no period is judged by it.
    pub from: Option<PartialDate>,
    /// The day is an upper bound: it was in this category no later than `from`.
    #[serde(default)]
    pub at_latest: bool,
    /// The category from then on.
    pub category: Category,
    /// Batch of the list: 第一批.
    pub batch: Option<Text>,
    /// Document that says so.
    pub document: Option<Text>,
    /// Where it was read.
    pub source: Option<SourceReference>,
    /// A remark.
    pub note: Option<Text>,
}

/// Category (类别) of a town.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// 省级命名
    Named,
    /// 省级创建
    Creation,
    /// 省级培育
    Cultivation,
    /// 市级
    Municipal,
    /// Left every list (退出).
    Left,
}

/// A scenic grade (景区等级).
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ScenicEntry {
    /// The grade.
    pub grade: ScenicGrade,
    /// Since when; left out where it is not known.
    pub since: Option<PartialDate>,
    /// The scenic area, where its name differs from the town's.
    pub name: Option<Text>,
    /// Where it was read.
    pub source: Option<SourceReference>,
}

/// Scenic grades, lowest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
#[allow(missing_docs, reason = "the grades are their own names")]
pub enum ScenicGrade {
    A,
    AA,
    AAA,
    AAAA,
    AAAAA,
}

/// Departments of the city that look after a town.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Departments {
    /// Leads.
    pub lead: Option<Text>,
    /// Support.
    #[serde(default)]
    pub support: Vec<Text>,
}

/// A leader by post, not by name: posts outlast persons.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Leader {
    /// Post: 县委书记.
    pub post: Text,
    /// Since when.
    pub from: Option<PartialDate>,
    /// Until when (last day).
    pub to: Option<PartialDate>,
}

/// A point on the earth, in degrees.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Location {
    /// Latitude.
    pub lat: Number,
    /// Longitude.
    pub lng: Number,
}

/// A figure worth a headline.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Highlight {
    /// What it counts.
    pub label: Text,
    /// The value.
    #[serde(deserialize_with = "crate::units::signed")]
    #[schemars(with = "crate::units::Signed")]
    pub value: Number,
    /// Its unit.
    pub unit: Text,
    /// The day or month it was true; it is not shown before.
    pub as_of: Option<PartialDate>,
    /// Where it was read.
    pub source: Option<SourceReference>,
}

/// A published figure that is no quarterly return.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PublishedFigure {
    /// Measure: a key of `measures` in rules.yaml.
    #[serde(deserialize_with = "crate::units::id_or_name")]
    #[schemars(with = "crate::units::Named<Key>")]
    pub measure: Key,
    /// What the value covers.
    pub basis: FigureBasis,
    /// Period as published: `2018`, `2016-2020`, `2016年末`; left out where it is not shown.
    pub period: Option<Text>,
    /// The value.
    #[serde(deserialize_with = "crate::units::signed")]
    #[schemars(with = "crate::units::Signed")]
    pub value: Number,
    /// Unit as published, where it differs from the measure's (亿元 for 万元).
    pub unit: Option<Text>,
    /// Day it was published; without it, it is shown from the last day of its period on.
    pub published: Option<PartialDate>,
    /// Where it was read.
    pub source: Option<SourceReference>,
    /// A remark, such as "printed 约32".
    pub note: Option<Text>,
}

/// What a figure covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FigureBasis {
    /// One year.
    Annual,
    /// From the start of building to the end of the period.
    SinceStart,
    /// Planned, not done.
    Planned,
}

impl FigureBasis {
    /// Whether it tells of what was done, so that it cannot be known before its period ends.
    pub fn is_done(self) -> bool {
        self != Self::Planned
    }
}

/// Since when a series adds up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Since 1 January of the year.
    YearToDate,
    /// Since the start of the works.
    SinceStart,
}

/// A hard task (攻坚任务). Late if not done by its due day.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Task {
    /// What is to be done.
    pub title: Text,
    /// Last day.
    pub due: Date,
    /// Day it was done.
    pub done: Option<Date>,
    /// Who does it.
    pub body: Option<Text>,
}

/// A value held against an acceptance standard.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// Year it is true for.
    pub year: Year,
    /// Key of an item of the standards in rules.yaml.
    #[serde(deserialize_with = "crate::units::id_or_name")]
    #[schemars(with = "crate::units::Named<Key>")]
    pub key: Key,
    /// The value in the standard's unit.
    #[serde(deserialize_with = "crate::units::signed")]
    #[schemars(with = "crate::units::Signed")]
    pub value: Number,
    /// Day it was reported; without it, 31 December of the year.
    pub reported: Option<Date>,
    /// Where it was read.
    pub source: Option<SourceReference>,
}
