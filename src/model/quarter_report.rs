//! `quarters/2020Q3.yaml`: when a quarter's figures are released, and its analysis (¶4).

use schemars::JsonSchema;
use serde::Deserialize;

use crate::units::{Quarter, Text, Timestamp};

/// A quarter that has been aired or will be.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct QuarterReport {
    /// The quarter; equals the file's name.
    pub quarter: Quarter,
    /// When its boards, cards and figures become public; without it, or before it, only the internal edition has them.
    pub released: Option<Timestamp>,
    /// Why the quarter is released although figures are missing; shown with its boards.
    pub incomplete: Option<Text>,
    /// Keeps the quarter out of the public edition whatever `released` says.
    #[serde(default)]
    pub internal: bool,
    /// The quarterly analysis (季度分析).
    pub analysis: Option<Analysis>,
}

/// A quarterly analysis for the city's leaders: internal unless the office releases it.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Analysis {
    /// When the public may read it; without it, or before it, only the internal edition has it.
    pub released: Option<Timestamp>,
    /// Title; else "2020年第三季度分析".
    pub title: Option<Text>,
    /// One or two sentences.
    pub summary: Option<Text>,
    /// The analysis in Markdown.
    #[serde(default, deserialize_with = "crate::units::maybe_lines")]
    pub body: Option<Text>,
    /// Who wrote it.
    pub author: Option<Text>,
    /// What the office asks of whom next.
    #[serde(default)]
    pub next_steps: Vec<Text>,
}
