//! `rules.yaml`: everything the office may change without a programmer, dated, each with its basis.
//!
//! A period is judged by the rules in force on its last day; an award by its assessment year.

use schemars::JsonSchema;
use serde::Deserialize;

use super::award_rules::AwardPolicy;
use super::record::Assessor;
use super::standard_rules::{ScenicRule, Standard};
use super::town::Category;
use crate::units::{Date, Key, Number, Quarter, Slug, Text, Year};

/// `rules.yaml`.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Rules {
    /// Leading industries that town files may name.
    pub industries: Vec<Text>,
    /// Measures that `figures` may name.
    pub measures: Vec<PublishedMeasure>,
    /// Boards, cards, interviews, returns and showcase, by period.
    pub rule_sets: Vec<RuleSet>,
    /// Acceptance standards (达标标准).
    pub standards: Vec<Standard>,
    /// Required scenic grades (¶8(10)).
    pub scenic: Vec<ScenicRule>,
    /// Grades, by assessor and list.
    pub scales: Vec<Scale>,
    /// The city office's assessment methods (考核办法).
    pub assessment_methods: Vec<AssessmentMethod>,
    /// Award policies (¶8(11)).
    pub awards: Vec<AwardPolicy>,
    /// Targets (¶1).
    pub targets: Vec<Target>,
    /// The editors' own picks for the showcase.
    pub picks: Vec<Pick>,
}

/// What a rule rests on.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleBasis {
    /// Document: 丽政办发〔2020〕66号.
    pub document: Text,
    /// Article or paragraph: 六.
    pub article: Option<Text>,
    /// A policy document of this site, by slug, title or number, to link to.
    #[serde(default, deserialize_with = "crate::units::maybe_id_or_name")]
    pub policy: Option<Slug>,
    /// A remark, such as 示例规则.
    pub note: Option<Text>,
}

/// A measure of published figures.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PublishedMeasure {
    /// Its key.
    pub key: Key,
    /// Name.
    pub name: Text,
    /// Unit.
    pub unit: Text,
    /// What exactly it counts.
    pub definition: Option<Text>,
}

/// The rules of one span of time. Spans do not overlap.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleSet {
    /// Id, shown beside results.
    pub id: Slug,
    /// First day in force.
    pub from: Date,
    /// Last day in force; open without it.
    pub to: Option<Date>,
    /// What it rests on.
    pub basis: RuleBasis,
    /// When returns are due; without it none ever is, and a return that is missing is said to be awaited without a day.
    pub returns: Option<ReturnRule>,
    /// Boards, in the order shown.
    #[serde(default)]
    pub boards: Vec<BoardRule>,
    /// Cards.
    pub cards: Option<CardRule>,
    /// Interview triggers.
    #[serde(default)]
    pub interviews: Vec<InterviewRule>,
    /// Choice of the best towns by rule.
    pub showcase: Option<ShowcaseRule>,
}

/// When quarterly returns are due.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReturnRule {
    /// Days after the quarter's last day: 15 means due on the 15th of the next month.
    #[serde(deserialize_with = "crate::units::whole")]
    pub due_days: u16,
    /// First quarter for which returns are due.
    pub first: Quarter,
}

impl ReturnRule {
    /// The last day on which the return of a quarter is in time.
    pub fn due(&self, quarter: Quarter) -> chrono::NaiveDate {
        quarter.last_day() + chrono::Days::new(self.due_days.into())
    }
}

/// A board (晾晒榜): who is on it and what is measured.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BoardRule {
    /// Id, part of addresses.
    pub id: Slug,
    /// Name: 重点项目投资完成榜.
    pub name: Text,
    /// The categories on it; a category stands on one board only.
    pub categories: Vec<Category>,
    /// What is measured.
    pub measure: BoardMeasure,
    /// Which rate decides the rank.
    pub rank_by: RankBy,
}

/// What a board measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BoardMeasure {
    /// Key-project investment (重点项目投资).
    KeyProjects,
    /// Overall investment (总投资).
    Total,
}

/// The denominator of the rate that decides the rank.
#[derive(Clone, Copy, Debug, PartialEq, Eq, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RankBy {
    /// Completed ÷ planned to the end of the quarter (按期计划完成率).
    PeriodPlan,
    /// Completed ÷ planned for the year (年度计划完成率).
    AnnualPlan,
}

/// Which version of a year's plan counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PlanVersion {
    /// The first one approved.
    #[default]
    First,
    /// The latest one approved by the quarter's last day.
    Latest,
}

/// How red and yellow cards are given (¶6): the worst of the measures.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CardRule {
    /// What the thresholds rest on.
    pub basis: RuleBasis,
    /// Which plan version counts, for cards and ranks.
    #[serde(default)]
    pub plan: PlanVersion,
    /// The measures.
    pub measures: Vec<CardMeasure>,
}

/// One measure of a card with its two thresholds.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CardMeasure {
    /// What is measured.
    pub kind: CardMeasureKind,
    /// Threshold of the yellow card: for rates, below it in per cent; for `lag_points` and `overdue_tasks`, from it on.
    #[serde(deserialize_with = "crate::units::per_cent")]
    #[schemars(with = "crate::units::Rate")]
    pub yellow: Number,
    /// Threshold of the red card, likewise.
    #[serde(deserialize_with = "crate::units::per_cent")]
    #[schemars(with = "crate::units::Rate")]
    pub red: Number,
}

/// Kinds of card measures. Investment is the measure of the town's board.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CardMeasureKind {
    /// Completed ÷ planned to the end of the quarter, per cent (按期计划完成率). A card below the threshold.
    PeriodPlanRate,
    /// Completed ÷ (annual plan × quarter ÷ 4), per cent: a pace by the calendar (日历进度). A card below the threshold.
    CalendarPace,
    /// 时序进度 (planned to the quarter ÷ annual plan) minus annual completion, in percentage points. A card from the threshold on.
    LagPoints,
    /// Hard tasks due by the quarter's end and not done by then. A card from the threshold on.
    OverdueTasks,
}

/// What triggers an interview (¶7). Any of them does; the list is open.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InterviewRule {
    /// Id.
    pub id: Slug,
    /// Name: 季度进度明显滞后.
    pub name: Text,
    /// What it looks at.
    pub kind: InterviewKind,
    /// `behind`: the quarters of the year judged, 1 to 4; all without it. Half-years are `[2, 4]`.
    #[serde(default, deserialize_with = "crate::units::list_of_wholes")]
    pub quarters: Vec<u8>,
    /// `behind`: period plan rate below this, per cent. `indicator_far`: value below this share of the standard, per cent.
    #[serde(default, deserialize_with = "crate::units::maybe_per_cent")]
    #[schemars(with = "Option<crate::units::Rate>")]
    pub below: Option<Number>,
    /// `indicator_far`: keys of the standard's items.
    #[serde(default, deserialize_with = "crate::units::ids_or_names")]
    #[schemars(with = "Vec<crate::units::Named<Key>>")]
    pub indicators: Vec<Key>,
}

/// Kinds of interview triggers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum InterviewKind {
    /// The province warned the town by name during the quarter.
    ProvincialWarning,
    /// The period plan rate is below a bound at a checkpoint.
    Behind,
    /// An indicator is far below its standard. A town is held to the standards of its category alone, so a young town
    /// whose category has none is never called for this; the notice (¶7) knows no other distinction.
    IndicatorFar,
}

/// The choice of the best towns (标杆小镇) by rule.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ShowcaseRule {
    /// What it rests on.
    pub basis: RuleBasis,
    /// Towns taken from the top of each board of the latest released quarter; towns tied with the last are taken too.
    #[serde(deserialize_with = "crate::units::whole")]
    pub per_board: u8,
    /// For so many released quarters, the latest included, the town had no yellow or red card and reported.
    #[serde(deserialize_with = "crate::units::whole")]
    pub quarters_without_card: u8,
}

/// The editors' own pick for the showcase.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pick {
    /// Town, by slug.
    #[serde(deserialize_with = "crate::units::id_or_name")]
    #[schemars(with = "crate::units::Named<Slug>")]
    pub town: Slug,
    /// Why.
    pub reason: Text,
    /// First day shown.
    pub from: Date,
    /// Last day shown; open without it.
    pub to: Option<Date>,
    /// Keeps the pick out of the public edition.
    #[serde(default)]
    pub internal: bool,
}

/// The grades of one assessor and list, best first.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// Who assesses.
    pub assessor: Assessor,
    /// The lists.
    pub lists: Vec<Category>,
    /// The grades, best first.
    pub grades: Vec<Grade>,
}

/// A grade.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Grade {
    /// Id that town files name.
    pub id: Key,
    /// Name: 优秀.
    pub name: Text,
}

/// The city office's method of annual assessment (年度考评): a weighted score, then a grade.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AssessmentMethod {
    /// Id.
    pub id: Slug,
    /// Name.
    pub name: Text,
    /// First year assessed by it.
    pub from: Year,
    /// Last year assessed by it; open without it.
    pub to: Option<Year>,
    /// What it rests on.
    pub basis: RuleBasis,
    /// Parts of the score; weights add up to 100.
    pub components: Vec<AssessmentComponent>,
    /// Grades by score, best first; the last one's `from` is 0. Grade ids are those of the city's scale.
    pub grades: Vec<ScoreGrade>,
}

/// A part of the score.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AssessmentComponent {
    /// Key; for `given`, the key of the town's `scores`.
    pub key: Key,
    /// Name.
    pub name: Text,
    /// Weight, of 100.
    #[serde(deserialize_with = "crate::units::per_cent")]
    #[schemars(with = "crate::units::Rate")]
    pub weight: Number,
    /// What it measures.
    pub kind: ComponentKind,
}

/// What a part of the score measures; each gives 0 to 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ComponentKind {
    /// Annual plan rate of the board's measure in the fourth quarter, per cent, at most 100.
    AnnualPlanRate,
    /// Hard tasks due in the year and done by their due day ÷ tasks due in the year, per cent; 100 where none was due.
    TasksOnTime,
    /// Mean over the year's judged quarters of 100 (normal), 60 (yellow), 0 (red).
    Cards,
    /// The office's own score for this key.
    Given,
}

/// A grade and the score it starts at.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ScoreGrade {
    /// Grade id.
    #[serde(deserialize_with = "crate::units::id_or_name")]
    #[schemars(with = "crate::units::Named<Key>")]
    pub grade: Key,
    /// Score from which it is given, inclusive; the exact score is compared, not the rounded one.
    pub from: Number,
}

/// A target (¶1).
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// Id.
    pub id: Slug,
    /// Name.
    pub name: Text,
    /// What it says.
    pub text: Text,
    /// What it rests on.
    pub basis: RuleBasis,
    /// Last day.
    pub deadline: Option<Date>,
    /// Since when events count.
    pub counts_from: Option<Date>,
    /// What is counted; left out for qualitative targets.
    pub counts: Option<TargetCount>,
    /// At least so many.
    #[serde(default, deserialize_with = "crate::units::maybe_whole")]
    pub at_least: Option<u32>,
    /// The upper end of a range, as in "2 to 3".
    #[serde(default, deserialize_with = "crate::units::maybe_whole")]
    pub at_most: Option<u32>,
    /// For qualitative targets: where it stands in words.
    pub state: Option<Text>,
}

/// What a target counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TargetCount {
    /// Towns named by the province within the span.
    TownsNamed,
    /// Towns that joined the province's creation list within the span.
    TownsListedForCreation,
}
