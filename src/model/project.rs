//! A town's projects (¶4: each key project has a leading county leader).

use schemars::JsonSchema;
use serde::Deserialize;

use super::town::{Basis, Leader};
use crate::units::{Money, PartialDate, Quarter, Slug, SourceReference, Text};

/// A project of a town.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Project {
    /// Id, unique in the whole site.
    pub id: Slug,
    /// Name.
    pub name: Text,
    /// Whether it is a key project (重点项目): the boards of named and creation towns count only these.
    #[serde(default)]
    pub key: bool,
    /// Leading county leaders (领办领导), by post and time.
    #[serde(default)]
    pub leading_leaders: Vec<Leader>,
    /// Planned total investment, 万元.
    pub investment: Option<Money>,
    /// Start of works, planned or actual.
    pub start: Option<PartialDate>,
    /// Planned end of works.
    pub finish: Option<PartialDate>,
    /// Stages with the day each began; the last one that has begun is where it stands.
    #[serde(default)]
    pub stages: Vec<StageEntry>,
    /// Completed investment, by quarter.
    #[serde(default)]
    pub progress: Vec<ProjectProgress>,
    /// Where these facts come from.
    pub source: Option<SourceReference>,
}

/// A stage and when it began.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StageEntry {
    /// First day of the stage.
    pub from: PartialDate,
    /// The stage.
    pub stage: Stage,
}

/// Where a project stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// 前期
    Preparation,
    /// 在建
    Construction,
    /// 完工
    Completed,
    /// 投用
    Operating,
    /// 停建
    Stopped,
}

/// A project's completed investment by the end of a quarter. The percentage is computed, never written. It is shown from
/// the day on which the town reported the quarter.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProjectProgress {
    /// The quarter.
    pub quarter: Quarter,
    /// Since the start of the works or since 1 January.
    pub basis: Basis,
    /// Completed investment, 万元.
    pub completed: Money,
    /// State of the works in a few words (形象进度).
    pub note: Option<Text>,
}
