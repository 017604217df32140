//! Where a project stands: its stage, its completed investment, and the share of its planned investment.

use chrono::NaiveDate;

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

/// Whether the works should have ended before a day and have not: the planned finish, at its latest, is past, and no stage of
/// completion has begun. One without a planned finish is never overdue.
pub fn is_overdue(project: &Project, day: NaiveDate) -> bool {
    let is_finished =
        project.stages.last().is_some_and(|entry| matches!(entry.stage, Stage::Completed | Stage::Operating));
    !is_finished && project.finish.is_some_and(|finish| finish.last_day() < day)
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

#[cfg(test)]
mod tests {
    use super::super::testing::quarter;
    use super::*;

    #[test]
    fn since_start_becomes_year_to_date_by_the_year_before() {
        let project: Project = serde_yaml::from_str(
            "id: p
name: 项目
investment: 36000
start: 2019-10
progress:
  - {quarter: 2019Q4, basis: since_start, completed: 2000}
  - {quarter: 2020Q3, basis: since_start, completed: 18800}
  - {quarter: 2021Q1, basis: since_start, completed: 20000}
",
        )
        .expect("a project");
        let in_year = |name| year_to_date(&project, quarter(name)).map(|money| money.to_string());
        assert_eq!(in_year("2019Q4"), Some("2000".to_owned()), "begun in the year");
        assert_eq!(in_year("2020Q3"), Some("16800".to_owned()));
        assert_eq!(in_year("2021Q1"), None, "the fourth quarter of 2020 is missing");
        let result = result(&project, &[quarter("2019Q4"), quarter("2020Q3")]);
        assert_eq!(result.quarter, Some(quarter("2020Q3")));
        assert_eq!(result.completion.map(|rate| rate.percent(1).to_string()), Some("52.2".to_owned())); // 18800/36000 = 52.22
    }

    #[test]
    fn a_project_is_overdue_from_the_day_after_its_planned_finish() {
        let project = |finish: &str, stage: &str| -> Project {
            serde_yaml::from_str(&format!(
                "{{id: p, name: 项目{finish}, stages: [{{stage: construction, from: 2019-01}}{stage}]}}"
            ))
            .expect("a project")
        };
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        // A month lasts to its last day.
        let one = project(", finish: 2021-09", "");
        assert!(!is_overdue(&one, day("2021-09-30")));
        assert!(is_overdue(&one, day("2021-10-01")));
        assert!(!is_overdue(&project(", finish: 2021-09", ", {stage: completed, from: 2021-12}"), day("2022-01-01")));
        assert!(is_overdue(&project(", finish: 2021-09", ", {stage: stopped, from: 2021-12}"), day("2022-01-01")));
        assert!(!is_overdue(&project("", ""), day("2022-01-01")));
    }
}
