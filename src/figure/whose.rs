//! Whose a figure is, and for which period: with borrowed text in a [`Figure`](super::Figure), with its own in an
//! [`OwnedFigure`](super::OwnedFigure).

use crate::units::{PartialDate, Quarter};

/// Whose figure it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entity<T> {
    /// Nothing of the table's rows: a rule, or a sum that is not published.
    None,
    /// The whole area.
    Area,
    /// A county.
    County(T),
    /// A town.
    Town(T),
    /// A town on a board.
    OnBoard {
        /// The board.
        board: T,
        /// The town.
        town: T,
    },
    /// A project of a town.
    Project {
        /// The town.
        town: T,
        /// The project.
        project: T,
    },
    /// A town held against an item of a standard.
    Item {
        /// The town.
        town: T,
        /// The standard.
        standard: T,
        /// The item's key.
        item: T,
    },
    /// One of several things that a town has.
    Part {
        /// The town.
        town: T,
        /// What tells it from the others.
        part: T,
    },
    /// One of several things that a town has, told apart by two marks.
    Marked {
        /// The town.
        town: T,
        /// What tells it from the others.
        part: T,
        /// What tells it from others of the same mark.
        other: T,
    },
    /// One of several things that a county has.
    CountyPart {
        /// The county.
        county: T,
        /// What tells it from the others.
        part: T,
    },
    /// Something of the whole site, such as a target.
    Whole(T),
}

impl<T> Entity<T> {
    /// The same with other text.
    pub(super) fn with<'a, U>(&'a self, text: impl Fn(&'a T) -> U) -> Entity<U> {
        match self {
            Self::None => Entity::None,
            Self::Area => Entity::Area,
            Self::County(county) => Entity::County(text(county)),
            Self::Town(town) => Entity::Town(text(town)),
            Self::OnBoard { board, town } => Entity::OnBoard { board: text(board), town: text(town) },
            Self::Project { town, project } => Entity::Project { town: text(town), project: text(project) },
            Self::Item { town, standard, item } => {
                Entity::Item { town: text(town), standard: text(standard), item: text(item) }
            }
            Self::Part { town, part } => Entity::Part { town: text(town), part: text(part) },
            Self::Marked { town, part, other } => {
                Entity::Marked { town: text(town), part: text(part), other: text(other) }
            }
            Self::CountyPart { county, part } => Entity::CountyPart { county: text(county), part: text(part) },
            Self::Whole(part) => Entity::Whole(text(part)),
        }
    }
}

/// The period for which a figure is true.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportingPeriod<T> {
    /// Nobody says; or it does not depend on time.
    Unstated,
    /// A quarter; the measure's basis says whether it is alone or from 1 January on.
    Quarter(Quarter),
    /// A calendar year.
    Year(i32),
    /// A day, as far as it is known.
    Day(PartialDate),
    /// As published.
    Published(T),
}

impl<T> ReportingPeriod<T> {
    /// The same with other text.
    pub(super) fn with<'a, U>(&'a self, text: impl Fn(&'a T) -> U) -> ReportingPeriod<U> {
        match self {
            Self::Unstated => ReportingPeriod::Unstated,
            Self::Quarter(quarter) => ReportingPeriod::Quarter(*quarter),
            Self::Year(year) => ReportingPeriod::Year(*year),
            Self::Day(day) => ReportingPeriod::Day(*day),
            Self::Published(words) => ReportingPeriod::Published(text(words)),
        }
    }
}
