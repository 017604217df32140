//! A town as it stood on a day.

use chrono::{Datelike, NaiveDate};

use super::{Horizon, revision};
use crate::model::{FindingState, Section, Town};
use crate::units::{PartialDate, Year};

pub(super) fn at(mut town: Town, horizon: &Horizon) -> Town {
    let as_of = horizon.as_of;
    // What is undated stays: it is true at some time that nobody wrote down.
    let begun = |day: Option<PartialDate>| day.is_none_or(|day| day.by(as_of));
    town.category_history.retain(|entry| begun(entry.from));
    town.scenic.retain(|entry| begun(entry.since));
    town.linked_leaders.retain(|leader| begun(leader.from));
    town.figures.retain(|figure| begun(figure.published));
    town.plan.retain(|plan| plan.approved.0 <= as_of);
    town.progress
        .retain(|row| row.reported.is_some_and(|day| day.0 <= as_of) && horizon.quarters.contains(&row.quarter));
    for row in &mut town.progress {
        revision::roll_back(row, as_of);
    }
    for project in &mut town.projects {
        project.leading_leaders.retain(|leader| begun(leader.from));
        project.stages.retain(|entry| entry.from.by(as_of));
        project.progress.retain(|row| horizon.quarters.contains(&row.quarter));
    }
    for task in &mut town.tasks {
        task.done = task.done.filter(|done| done.0 <= as_of);
    }
    town.indicators.retain(|entry| entry.reported.map_or_else(|| last_day(entry.year), |day| day.0) <= as_of);
    town.honours.retain(|honour| honour.on.map_or_else(|| last_day(honour.year), |day| day.0) <= as_of);
    town.warnings.retain(|warning| warning.on.0 <= as_of);
    town.support.retain(|support| support.on.by(as_of));
    town.payments.retain(|payment| horizon.shows(Section::Awards) && payment.paid.0 <= as_of);
    town.scores.retain(|score| horizon.shows(Section::Assessments) && score.on.0 <= as_of);
    town.assessments.retain(|entry| {
        let published = entry.published.map_or(entry.year.0 < as_of.year(), |day| day.by(as_of));
        horizon.shows(Section::Assessments) && published
    });
    town.interviews.retain(|interview| {
        horizon.shows(Section::Interviews) && interview.on.0 <= as_of && horizon.admits(interview.internal)
    });
    town.findings.retain(|finding| {
        horizon.shows(Section::Findings) && finding.on.0 <= as_of && horizon.admits(finding.internal)
    });
    for finding in &mut town.findings {
        if finding.closed.is_some_and(|closed| closed.0 > as_of) {
            finding.closed = None;
            finding.state = FindingState::Open;
        }
    }
    town.experts = town.experts.filter(|_| horizon.shows(Section::Experts));
    town
}

fn last_day(year: Year) -> NaiveDate {
    NaiveDate::from_ymd_opt(year.0, 12, 31).expect("a year is read in range")
}
