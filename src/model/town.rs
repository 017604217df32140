//! `towns/<slug>.yaml`: one characteristic town.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::project::Project;
use super::record::{Assessment, Experts, Finding, Honour, Interview, Payment, Photo, Score, Support, Warning};
use crate::units::{Date, Key, Money, Number, PartialDate, Quarter, Slug, SourceReference, Text, Year};

/// A characteristic town (特色小镇): an industry-led development area, not an administrative township.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Town {
    /// Name.
    pub name: Text,
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

/// A version of a year's investment plan. Cards and ranks use the first approved version of the year unless the rules say otherwise.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// The year planned.
    pub year: Year,
    /// Day of approval; versions of a year are ordered by it.
    pub approved: Date,
    /// Document of approval.
    pub document: Option<Text>,
    /// Overall investment.
    pub total: PlanSeries,
    /// Key-project investment.
    pub key_projects: Option<PlanSeries>,
    /// A remark, such as why the target was changed.
    pub note: Option<Text>,
}

/// A year's target and its cumulative quarters, 万元.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanSeries {
    /// The year's target.
    pub year: Money,
    /// Cumulative to the end of each quarter: four values, the last equal to `year`.
    pub quarters: Vec<Money>,
}

/// A quarterly return: completed investment from 1 January to the end of the quarter, 万元.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Progress {
    /// The quarter.
    pub quarter: Quarter,
    /// Day it was reported; the return does not exist before it. A row without it waits to be filled in.
    pub reported: Option<Date>,
    /// Overall investment.
    pub total: Option<Money>,
    /// Of it in the leading industry (特色产业投资).
    pub industrial: Option<Money>,
    /// Of it by others than government (非政府投资).
    pub non_government: Option<Money>,
    /// Of it in key projects (重点项目投资).
    pub key_projects: Option<Money>,
    /// How firm the figures are.
    pub status: FigureStatus,
    /// Earlier values that were replaced.
    #[serde(default)]
    pub history: Vec<Revision>,
    /// Why a figure is missing, by field.
    #[serde(default, deserialize_with = "once_each")]
    #[schemars(extend("propertyNames" = { "$ref": "#/$defs/ProgressField" }))]
    pub missing: BTreeMap<ProgressField, Text>,
    /// The town's own word (情况说明): its right of reply.
    pub note: Option<Text>,
    /// Where it was read.
    pub source: Option<SourceReference>,
}

/// The measures of a return.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProgressField {
    /// Overall investment (总投资).
    Total,
    /// Investment in the leading industry (特色产业投资).
    Industrial,
    /// Investment by others than government (非政府投资).
    NonGovernment,
    /// Key-project investment (重点项目投资).
    KeyProjects,
}

impl ProgressField {
    /// All four, in the order of forms, tables and [`Self::place`].
    pub const ALL: [Self; 4] = [Self::Total, Self::Industrial, Self::NonGovernment, Self::KeyProjects];

    /// Its place in [`Self::ALL`].
    pub fn place(self) -> usize {
        self as usize
    }

    /// Its figure in a return, year to date.
    pub fn of(self, row: &Progress) -> Option<Money> {
        match self {
            Self::Total => row.total,
            Self::Industrial => row.industrial,
            Self::NonGovernment => row.non_government,
            Self::KeyProjects => row.key_projects,
        }
    }

    /// Its figure in a return, to be changed.
    pub fn of_mut(self, row: &mut Progress) -> &mut Option<Money> {
        match self {
            Self::Total => &mut row.total,
            Self::Industrial => &mut row.industrial,
            Self::NonGovernment => &mut row.non_government,
            Self::KeyProjects => &mut row.key_projects,
        }
    }
}

/// How firm a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FigureStatus {
    /// 初步数
    Provisional,
    /// 最终数
    Final,
    /// 修订数: must have a history.
    Revised,
}

/// An earlier value of a figure: published on one day, replaced on another. Before `replaced` it is the value that holds.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Revision {
    /// Which figure.
    pub field: ProgressField,
    /// The earlier value, 万元.
    pub value: Money,
    /// Day the earlier value was published.
    pub published: Date,
    /// Day it was replaced by the next value.
    pub replaced: Date,
    /// Why.
    pub why: Text,
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

/// Reads a map that refuses a key written twice; a plain map would keep the later one in silence.
fn once_each<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<BTreeMap<ProgressField, Text>, D::Error> {
    struct ProgressFieldsVisitor;
    impl<'de> serde::de::Visitor<'de> for ProgressFieldsVisitor {
        type Value = BTreeMap<ProgressField, Text>;
        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("a map")
        }
        fn visit_map<A: serde::de::MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
            let mut map = BTreeMap::new();
            while let Some((field, reason)) = entries.next_entry()? {
                if map.insert(field, reason).is_some() {
                    return Err(serde::de::Error::duplicate_field("missing"));
                }
            }
            Ok(map)
        }
    }
    deserializer.deserialize_map(ProgressFieldsVisitor)
}
