//! Where a project stands: its stage, its completed investment, and the share of its planned investment.

use crate::model::{Basis, Project, Stage};
use crate::units::{Money, Quarter, Ratio};

/// A project's standing in the quarters shown.
#[derive(Clone, Debug)]
pub struct ProjectResult {
    /// The stage that has begun last.
    pub stage: Option<Stage>,
    /// The latest quarter with a report.
    pub quarter: Option<Quarter>,
    /// Completed since the start of the works.
    pub since_start: Option<Money>,
    /// Completed since 1 January of that quarter's year.
    pub year_to_date: Option<Money>,
    /// Completed since the start ÷ planned investment.
    pub completion: Option<Ratio>,
}

/// A project's latest report among the quarters shown.
pub fn result(project: &Project, quarters: &[Quarter]) -> ProjectResult {
    let latest = project.progress.iter().map(|row| row.quarter).filter(|quarter| quarters.contains(quarter)).max();
    let since_start = latest.and_then(|quarter| since_start(project, quarter));
    ProjectResult {
        stage: project.stages.last().map(|entry| entry.stage),
        quarter: latest,
        since_start,
        year_to_date: latest.and_then(|quarter| year_to_date(project, quarter)),
        completion: since_start.and_then(|done| Ratio::of(done, project.investment?)),
    }
}

/// Completed since the start by a quarter's end: as reported, or the year's value for works begun in that year.
pub fn since_start(project: &Project, quarter: Quarter) -> Option<Money> {
    let row = project.progress.iter().find(|row| row.quarter == quarter)?;
    (row.basis == Basis::SinceStart || begun_in(project, quarter.year)).then_some(row.completed)
}

/// Completed since 1 January by a quarter's end. A since-start series is compared with the fourth quarter before;
/// for works begun in the year it is the same.
pub fn year_to_date(project: &Project, quarter: Quarter) -> Option<Money> {
    let row = project.progress.iter().find(|row| row.quarter == quarter)?;
    if row.basis == Basis::YearToDate || begun_in(project, quarter.year) {
        return Some(row.completed);
    }
    let year_end = Quarter { year: quarter.year - 1, number: 4 };
    Some(row.completed - since_start(project, year_end)?)
}

fn begun_in(project: &Project, year: i32) -> bool {
    project.start.is_some_and(|start| start.year() == year)
}
