//! Rows of text with small bars: rankings, distances, projects. What a chart says, without a drawing that shrinks.

use serde::Serialize;

use super::parts::{Link, Rich, Status};

/// The top of a board.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct TopView {
    /// Anchor.
    pub id: String,
    /// Heading (h3).
    pub title: String,
    /// What is compared, and what bar and tick mean.
    pub note: String,
    /// The whole board.
    pub more: Link,
    /// The first towns.
    pub rows: Vec<RankRow>,
    /// Over the cards.
    pub cards_title: String,
    /// Cards on this board, each with its reason.
    pub cards: Vec<CardLine>,
    /// Said where there is none.
    pub no_cards: Option<String>,
}

/// A town in a ranking that is drawn as rows. Lengths are per cent of the bar's full width.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct RankRow {
    /// Rank, or —.
    pub rank: String,
    /// The town.
    pub name: String,
    /// Its page.
    pub href: String,
    /// Its county.
    pub about: String,
    /// The rate in words, or why there is none.
    pub rate: String,
    /// How firm it is: 初步.
    pub marks: String,
    /// Length of the bar.
    pub bar: Option<String>,
    /// Place of the tick.
    pub tick: Option<String>,
    /// Its card.
    pub status: Option<Status>,
    /// ↑2, ↓1, —.
    pub moved: Rich,
}

/// A card with its reason.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct CardLine {
    /// The card.
    pub status: Status,
    /// The town.
    pub town: Rich,
    /// The reason.
    pub reason: Rich,
}

/// An item of a standard as a row. Lengths are per cent of the bar's full width.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct BulletRow {
    /// What is asked for.
    pub name: String,
    /// The bound.
    pub bound: String,
    /// The value, or —.
    pub value: String,
    /// What follows.
    pub verdict: String,
    /// Whether it is met: `yes`, `no`, `unknown`.
    pub met: &'static str,
    /// Length of the bar.
    pub bar: Option<String>,
    /// Whether the value goes beyond the right edge.
    pub over: bool,
    /// Place of the bound.
    pub tick: String,
}

/// A project as a row with its own timeline.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct ProjectRow {
    /// Its name.
    pub name: String,
    /// Whether it is a key project, in words.
    pub kind: String,
    /// Leader, investment, stage: one line each.
    pub lines: Vec<Rich>,
    /// How much is completed, in words.
    pub done: String,
    /// Completed and planned.
    pub amounts: Rich,
}

/// A chart whose rows are text with small bars, so that nothing shrinks on a phone.
#[derive(Clone, Debug, Serialize, Hash)]
#[serde(tag = "kind", content = "items", rename_all = "snake_case")]
pub enum Rows {
    /// A ranking.
    Ranking(Vec<RankRow>),
    /// Distances from a standard.
    Bullets(Vec<BulletRow>),
    /// Projects in time; their drawings are the rows of the chart's sketch.
    Projects(Vec<ProjectRow>),
}

/// A calculation as a reader would do it on paper.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct Working {
    /// What is computed.
    pub name: String,
    /// What the result alone gives; none where there is no result.
    pub status: Option<Status>,
    /// The formula in words; with a second entry it is a fraction of the first by the second.
    pub formula: Vec<String>,
    /// The numbers put in, in the same places.
    pub numbers: Vec<String>,
    /// The result, or why there is none.
    pub result: String,
    /// What was counted, one a line.
    pub counted: Vec<String>,
    /// The steps from the worst to the best.
    pub steps: Vec<Step>,
}

/// What a result in a certain range gives.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct Step {
    /// What it gives.
    pub status: Status,
    /// The range in words.
    pub range: String,
    /// The result, where it falls into the range.
    pub here: Option<String>,
}
