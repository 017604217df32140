//! Award policies of `rules.yaml`: what is paid to whom, dated, each with its basis.

use schemars::JsonSchema;
use serde::Deserialize;

use super::rules::RuleBasis;
use super::town::Category;
use crate::units::{Key, Money, Slug, Text, Year};

/// An award policy.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AwardPolicy {
    /// Id.
    pub id: Slug,
    /// Name.
    pub name: Text,
    /// First assessment year.
    pub from: Year,
    /// Last assessment year.
    pub to: Year,
    /// What it rests on.
    pub basis: RuleBasis,
    /// What the money may be used for.
    pub purpose: Option<Text>,
    /// Cases.
    pub cases: Vec<AwardCase>,
}

/// One case of an award policy. Either `named` or `grade` with `list`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AwardCase {
    /// Id.
    pub id: Slug,
    /// Name: 创建类年度考核优秀.
    pub name: Text,
    /// Amount, 万元.
    pub amount: Money,
    /// For being named by the province, once.
    pub named: Option<NamedCase>,
    /// For the province's annual grade.
    pub grade: Option<GradeCase>,
}

/// Award for being named.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NamedCase {
    /// Only towns named before this year; such a town is paid in `paid_in`.
    pub before: Option<Year>,
    /// The year of payment that the policy names, for towns named before its first year.
    pub paid_in: Option<Year>,
}

/// Award for a grade.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GradeCase {
    /// The list assessed.
    pub list: Category,
    /// The grade.
    #[serde(deserialize_with = "crate::units::id_or_name")]
    #[schemars(with = "crate::units::Named<Key>")]
    pub grade: Key,
}
