//! The standards section of `rules.yaml`: what a town is held against, and the scenic grades required.

use schemars::JsonSchema;
use serde::Deserialize;

use super::rules::RuleBasis;
use super::town::{Category, ScenicGrade};
use crate::units::{Date, Key, Number, PartialDate, Slug, Text};

/// An acceptance standard, in force from one day to another.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Standard {
    /// Id.
    pub id: Slug,
    /// Name.
    pub name: Text,
    /// First day in force.
    pub from: PartialDate,
    /// Last day in force; open without it.
    pub to: Option<Date>,
    /// What it rests on.
    pub basis: RuleBasis,
    /// Categories held against it.
    pub categories: Vec<Category>,
    /// Items.
    pub items: Vec<StandardItem>,
}

/// One requirement of a standard.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StandardItem {
    /// Key.
    pub key: Key,
    /// Name.
    pub name: Text,
    /// Unit.
    pub unit: Text,
    /// Where the value comes from.
    #[serde(default)]
    pub from: IndicatorOrigin,
    /// Required at least. One of `at_least` and `at_most` is given.
    #[serde(default, deserialize_with = "crate::units::maybe_signed")]
    #[schemars(with = "Option<crate::units::Signed>")]
    pub at_least: Option<Number>,
    /// Required at most.
    #[serde(default, deserialize_with = "crate::units::maybe_signed")]
    #[schemars(with = "Option<crate::units::Signed>")]
    pub at_most: Option<Number>,
    /// Required instead of the general bound in these industries.
    #[serde(default)]
    pub industries: Vec<IndustryBound>,
}

/// A bound for some industries.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IndustryBound {
    /// The industries.
    pub industries: Vec<Text>,
    /// Required at least.
    #[serde(default, deserialize_with = "crate::units::maybe_signed")]
    #[schemars(with = "Option<crate::units::Signed>")]
    pub at_least: Option<Number>,
    /// Required at most.
    #[serde(default, deserialize_with = "crate::units::maybe_signed")]
    #[schemars(with = "Option<crate::units::Signed>")]
    pub at_most: Option<Number>,
}

/// Where the value held against a standard comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum IndicatorOrigin {
    /// The town's `indicators` of that key, the latest year reported.
    #[default]
    Indicator,
    /// The town's `figures` of that measure since the start, the latest.
    FigureSinceStart,
    /// Industrial ÷ total of the latest released return with both, per cent.
    IndustrialShare,
    /// Non-government ÷ total of the latest released return with both, per cent.
    NonGovernmentShare,
}

/// A required scenic grade.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ScenicRule {
    /// First day in force.
    pub from: PartialDate,
    /// Last day in force; open without it.
    pub to: Option<Date>,
    /// Categories it holds for.
    pub categories: Vec<Category>,
    /// Only tourism towns (`true`), only others (`false`), or all (left out).
    pub tourism: Option<bool>,
    /// The grade required.
    pub grade: ScenicGrade,
    /// The grade is aimed at rather than required: it is shown, and nobody falls short of it.
    #[serde(default)]
    pub aim: bool,
    /// What it rests on.
    pub basis: RuleBasis,
}
