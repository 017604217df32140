//! What a return says beyond its figures: quarterly values, shares, changes on the year before; and tasks.
//!
//! Returns are year to date, so a quarter's own value is a difference within the year, and missing if either side is.

use chrono::NaiveDate;

use super::lookup;
use crate::figure::Firmness;
use crate::model::{Progress, ProgressField, Site, Task, Town, vocabulary};
use crate::units::{Date, Money, Quarter, Ratio, SourceReference};

/// The figures of one return, and what follows from them.
#[derive(Clone, Debug)]
pub struct QuarterFigures {
    /// Year to date, in the order of [`ProgressField::ALL`].
    pub year_to_date: [Option<Money>; 4],
    /// In the quarter alone, in the same order.
    pub in_quarter: [Option<Money>; 4],
    /// Industrial ÷ total of the same return (特色产业投资占比).
    pub industrial_share: Option<Ratio>,
    /// Non-government ÷ total of the same return (非政府投资占比).
    pub non_government_share: Option<Ratio>,
    /// (Total − total of the same quarter a year earlier) ÷ the latter, both year to date.
    pub total_year_on_year: Option<Ratio>,
    /// How firm the figures are.
    pub firmness: Firmness,
    /// The same of the quarter alone, to which the return of the quarter before belongs.
    pub firmness_in_quarter: Firmness,
    /// The same of the change on the year before.
    pub firmness_of_change: Firmness,
    /// Day of the report.
    pub reported: Date,
    /// Day on which they came out as they are; none while the quarter is not released.
    pub published: Option<Date>,
    /// Where the return was read.
    pub source: Option<SourceReference>,
}

impl QuarterFigures {
    /// A figure year to date.
    pub fn year_to_date(&self, field: ProgressField) -> Option<Money> {
        self.year_to_date[field.place()]
    }

    /// A figure in the quarter alone.
    pub fn in_quarter(&self, field: ProgressField) -> Option<Money> {
        self.in_quarter[field.place()]
    }
}

/// The figures of a town's return of a quarter; none without a return.
pub fn figures(site: &Site, town: &Town, quarter: Quarter) -> Option<QuarterFigures> {
    let row = lookup::progress_of(town, quarter)?;
    let before = (quarter.number > 1).then(|| lookup::progress_of(town, quarter.previous()));
    let year_to_date = ProgressField::ALL.map(|field| field.of(row));
    let in_quarter = ProgressField::ALL.map(|field| {
        let now = field.of(row)?;
        match before {
            None => Some(now),
            Some(earlier) => Some(now - field.of(earlier?)?),
        }
    });
    let share = |part: Option<Money>| Ratio::of(part?, row.total?);
    let firmness = lookup::firmness_of(site, row);
    let with =
        |earlier: Option<&Progress>| earlier.map_or(firmness, |earlier| firmness.and(Some(earlier.status).into()));
    let year_earlier = lookup::progress_of(town, quarter.year_earlier());
    let total_year_on_year = year_earlier
        .and_then(|earlier| Some((row.total? - earlier.total?, earlier.total?)))
        .and_then(|(change, base)| Ratio::of(change, base));
    Some(QuarterFigures {
        year_to_date,
        in_quarter,
        industrial_share: share(row.industrial),
        non_government_share: share(row.non_government),
        total_year_on_year,
        firmness,
        firmness_in_quarter: with(before.flatten()),
        firmness_of_change: with(year_earlier),
        reported: row.reported?,
        published: lookup::published_on(site, row),
        source: row.source.clone(),
    })
}

/// Where a task stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskState {
    /// Done by its due day.
    OnTime,
    /// Done after it.
    Late,
    /// Not done, and the due day is past.
    Overdue,
    /// Not done, and not due yet.
    Pending,
}

vocabulary! {
    TaskState {
        OnTime "done" "按期完成" "done in time",
        Late "done_late" "逾期完成" "done late",
        Overdue "overdue" "逾期未完成" "overdue",
        Pending "open" "未到期" "not due yet",
    }
}

/// Where a task stands on a day. The due day itself is still in time.
pub fn task_state(task: &Task, day: NaiveDate) -> TaskState {
    match task.done {
        Some(done) if done <= task.due => TaskState::OnTime,
        Some(_) => TaskState::Late,
        None if task.due.0 < day => TaskState::Overdue,
        None => TaskState::Pending,
    }
}

/// Whether a task counts as overdue at a quarter's end: due by its last day and not done by it.
pub fn overdue_at(task: &Task, quarter: Quarter) -> bool {
    let end = quarter.last_day();
    task.due.0 <= end && task.done.is_none_or(|done| done.0 > end)
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::*;

    #[test]
    fn quarterly_values_are_differences_within_the_year() {
        let town = municipal(
            "  - {quarter: 2019Q4, reported: 2020-01-10, total: 900, status: final}
  - {quarter: 2020Q1, reported: 2020-04-10, total: 200, industrial: 150, status: final}
  - {quarter: 2020Q2, reported: 2020-07-10, total: 450.5, status: final}
  - {quarter: 2020Q4, reported: 2021-01-10, total: 990, industrial: 700, status: final}
",
        );
        let quarters = ["2019Q4", "2020Q1", "2020Q2", "2020Q3", "2020Q4"];
        let evaluation = evaluation(RULES, &[("a", &town)], &quarters, "2021-02-01");
        let at = |name: &str| evaluation.towns[&slug("a")].quarters[&quarter(name)].figures.clone();
        let in_quarter =
            |name: &str, field| at(name).and_then(|figures| figures.in_quarter(field)).map(|money| money.to_string());
        assert_eq!(in_quarter("2020Q1", ProgressField::Total), Some("200".to_owned()), "a year starts anew");
        assert_eq!(in_quarter("2020Q2", ProgressField::Total), Some("250.5".to_owned()));
        assert_eq!(in_quarter("2020Q2", ProgressField::Industrial), None);
        assert!(at("2020Q3").is_none());
        assert_eq!(in_quarter("2020Q4", ProgressField::Total), None, "the quarter before is missing");
        let q4 = at("2020Q4").expect("reported");
        assert_eq!(q4.industrial_share.map(|share| share.percent(1).to_string()), Some("70.7".to_owned())); // 700/990
        assert_eq!(q4.total_year_on_year.map(|change| change.percent(1).to_string()), Some("10.0".to_owned())); // 90/900
        assert!(at("2020Q1").expect("reported").total_year_on_year.is_none());
    }

    #[test]
    fn the_due_day_is_still_in_time() {
        let task = |done: &str| -> Task {
            serde_yaml::from_str(&format!("{{title: 任务, due: 2020-06-30{done}}}")).expect("a task")
        };
        let day = |text: &str| text.parse().expect("a day");
        assert_eq!(task_state(&task(", done: 2020-06-30"), day("2020-12-31")), TaskState::OnTime);
        assert_eq!(task_state(&task(", done: 2020-07-01"), day("2020-12-31")), TaskState::Late);
        assert_eq!(task_state(&task(""), day("2020-06-30")), TaskState::Pending);
        assert_eq!(task_state(&task(""), day("2020-07-01")), TaskState::Overdue);
    }
}
