//! A town's quarterly returns and the plans that they are held against.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::units::{Date, Money, Quarter, SourceReference, Text, Year};

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
    /// Cumulative to the end of each quarter: four values, the last equal to `year`. Not written where only the year's target
    /// was published: then nothing is held against a plan to date, and no pace is made up. An empty list is a slip, and refused.
    #[serde(default, deserialize_with = "written")]
    #[schemars(with = "Vec<Money>")]
    pub quarters: Option<Vec<Money>>,
}

impl PlanSeries {
    /// Planned to a quarter's end.
    pub fn to_date(&self, quarter: Quarter) -> Option<Money> {
        self.quarters.as_ref()?.get(quarter.index()).copied()
    }
}

/// Reads a key that is there: with nothing behind it, it is not the same as a key that is not written.
fn written<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Vec<Money>>, D::Error> {
    Vec::deserialize(deserializer).map(Some)
}

/// A quarterly return: completed investment from 1 January to the end of the quarter, 万元.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Progress {
    /// The quarter.
    pub quarter: Quarter,
    /// Day it was reported; the return does not exist before it, unless a value of its history was published earlier. A row
    /// without it waits to be filled in.
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

impl Progress {
    /// From which day the return exists: a corrected one may bear the day of its correction, and was there with its first value.
    pub fn known_from(&self) -> Option<Date> {
        let published = self.history.iter().map(|entry| entry.published);
        self.reported.map(|reported| published.fold(reported, Date::min))
    }
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
    /// How firm it was when it was published: the status of the whole return until this correction. Where it is not said, final,
    /// or revised if an earlier correction had been made.
    pub status: Option<FigureStatus>,
    /// Why.
    pub why: Text,
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
