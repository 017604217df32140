//! What a table says, and what is to be told of it.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::diagnostic::Message;
use crate::editor::returns::indicators::ReportedItem;
use crate::editor::returns::sheets::{CellPosition, address};
use crate::model::{Basis, FigureStatus, ProgressField};
use crate::units::{Money, Number, Quarter, Slug};

/// A cell, to be named: `重点项目投资完成榜!C7`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The sheet; none where the file has only one.
    pub sheet: Option<String>,
    /// The cell.
    pub at: CellPosition,
    /// What stands there, as it stands there.
    pub shown: String,
}

impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.sheet {
            Some(sheet) => write!(f, "{sheet}!{}", address(self.at)),
            None => f.write_str(&address(self.at)),
        }
    }
}

/// Something that cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The cell; none where it is about the file as a whole.
    pub origin: Option<Origin>,
    /// What stands there.
    pub value: String,
    /// The amount that it was taken for, where it is written otherwise.
    pub meaning: Option<Money>,
    /// Why it cannot be taken.
    pub why: Message,
}

/// What a row of a sheet says of a town and a quarter. What is not in it was left empty and stays as it is.
#[derive(Clone, Debug)]
pub struct Return {
    /// The town.
    pub town: Slug,
    /// The quarter.
    pub quarter: Quarter,
    /// The cell that names the town.
    pub origin: Origin,
    /// What it says.
    pub values: Values,
}

/// What a row of a sheet says of a project and a quarter. What was left empty stays as it is.
#[derive(Clone, Debug)]
pub struct ProjectReturn {
    /// The town.
    pub town: Slug,
    /// The project's id.
    pub project: Slug,
    /// Its place among the town's projects.
    pub index: usize,
    /// The quarter.
    pub quarter: Quarter,
    /// The cell that names the project.
    pub origin: Origin,
    /// Completed investment and since when it adds up.
    pub completed: Option<(Basis, Money, Origin)>,
    /// State of the works in words.
    pub state: Option<(String, Origin)>,
}

/// What the cells of a row say.
#[derive(Clone, Debug, Default)]
pub struct Values {
    /// Figures, year to date.
    pub figures: BTreeMap<ProgressField, (Money, Origin)>,
    /// How firm they are.
    pub status: Option<(FigureStatus, Origin)>,
    /// The day of the report.
    pub reported: Option<(NaiveDate, Origin)>,
    /// The town's own word.
    pub note: Option<(String, Origin)>,
    /// Indicators of the year.
    pub indicators: Vec<(ReportedItem, Number, Origin)>,
}

/// What a file says.
#[derive(Clone, Debug, Default)]
pub struct ReadReturns {
    /// The returns, in the order of the file.
    pub returns: Vec<Return>,
    /// What is said of projects, in the order of the file.
    pub projects: Vec<ProjectReturn>,
    /// What cannot be taken.
    pub problems: Vec<Problem>,
    /// Columns that were passed over, with the reason, by sheet.
    pub passed: Vec<(String, Vec<Message>)>,
    /// What was left out or taken from a place that nobody sees, in the order of the file.
    pub notes: Vec<Note>,
    /// What the table says of its own figures and is not so.
    pub contradictions: Vec<Contradiction>,
}

/// Something that is told and keeps nothing from being taken: a hidden row, a cell without a heading, a percentage cut
/// where it should be rounded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The cell; none where it is about more than one.
    pub origin: Option<Origin>,
    /// What is told.
    pub message: Message,
}

/// What a value that is not taken can be checked against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checked {
    /// A row of totals, against the sum of its rows.
    Total,
    /// A percentage of a plan, against figure and plan.
    Rate,
    /// A growth, against the figure of a year or a quarter earlier.
    Growth,
    /// A part of the whole, in per cent.
    Share,
    /// A rank, against the order of the rows.
    Rank,
    /// A plan, against that of the content.
    Plan,
    /// A figure of an earlier period, against that of the content.
    Earlier,
    /// What was done in the quarter alone, against the figure and that of the quarter before.
    Own,
    /// What is still to be done, against plan and figure.
    Remaining,
    /// What is expected of the year, against what is done already.
    Forecast,
}

/// A value that is not taken, can be computed, and is not what is computed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// The cell.
    pub origin: Origin,
    /// What is checked.
    pub kind: Checked,
    /// What stands there, in the unit of the cell.
    pub stated: String,
    /// What is computed, in the same unit.
    pub computed: String,
    /// Both in a sentence.
    pub message: Message,
}
