//! Award policies of `rules.yaml`: what is paid to whom, dated, each with its basis.

use schemars::JsonSchema;
use serde::Deserialize;

use super::record::{Assessment, Assessor};
use super::rules::RuleBasis;
use super::town::Category;
use crate::units::{Key, Money, PartialDate, Slug, Text, Year};

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

impl AwardCase {
    /// Whether it pays for being named on a day: within the policy's years, or before the year that the case names.
    pub fn pays_for_naming(&self, policy: &AwardPolicy, named: PartialDate) -> bool {
        self.named.as_ref().is_some_and(|rule| match rule.before {
            Some(before) => named.year() < before.0,
            None => (policy.from.0..=policy.to.0).contains(&named.year()),
        })
    }

    /// Whether it pays for a grade: of the province, on the list of the case, in a year of the policy.
    pub fn pays_for_grade(&self, policy: &AwardPolicy, entry: &Assessment) -> bool {
        let is_meant = |rule: &GradeCase| rule.list == entry.list && rule.grade == entry.grade;
        entry.assessor == Assessor::Province
            && (policy.from..=policy.to).contains(&entry.year)
            && self.grade.as_ref().is_some_and(is_meant)
    }
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
