//! A town as it stood on a day.

use chrono::NaiveDate;

use super::calendar::Coming;
use super::{Horizon, period, revision};
use crate::model::{Figure, FindingState, Leader, Section, Town};
use crate::units::{PartialDate, Quarter, Slug, Year};

/// The town; none before it stood on any list.
pub(super) fn at(slug: &Slug, mut town: Town, horizon: &Horizon) -> Option<Town> {
    let name = town.name.clone();
    let first = town.category_history.iter().map(|entry| entry.from).min_by_key(|from| from.map(|from| from.first_day));
    if !horizon.has_begun(first.flatten(), || Coming::Town(slug.clone(), name.clone())) {
        return None;
    }
    let fact = |field: &'static str| Coming::Fact(slug.clone(), name.clone(), field);
    let on = |day: NaiveDate, field| horizon.is_out_on(day, || fact(field));
    // What is undated stays: it is true at some time that nobody wrote down.
    let begun = |day: Option<PartialDate>, field| horizon.has_begun(day, || fact(field));
    let leaders = |leaders: &mut Vec<Leader>, field| {
        leaders.retain(|leader| begun(leader.from, field));
        for leader in leaders {
            // What ends later has not ended.
            leader.to = leader.to.filter(|to| to.by(horizon.as_of));
        }
    };
    town.category_history.retain(|entry| begun(entry.from, "category_history"));
    town.scenic.retain(|entry| begun(entry.since, "scenic"));
    leaders(&mut town.linked_leaders, "linked_leaders");
    town.highlights.retain(|highlight| begun(highlight.as_of, "highlights"));
    town.figures.retain(|figure| known_from(figure).is_none_or(|day| on(day, "figures")));
    town.plan.retain(|plan| on(plan.approved.0, "plan"));
    town.progress
        .retain(|row| horizon.quarters.contains(&row.quarter) && row.reported.is_some_and(|day| on(day.0, "progress")));
    for row in &mut town.progress {
        row.history.iter().for_each(|entry| _ = on(entry.replaced.0, "history"));
        revision::roll_back(row, horizon.as_of);
    }
    let reported: Vec<Quarter> = town.progress.iter().map(|row| row.quarter).collect();
    for project in &mut town.projects {
        leaders(&mut project.leading_leaders, "projects");
        project.stages.retain(|entry| on(entry.from.first_day, "projects"));
        // A project's figures come with the return of its town.
        project.progress.retain(|row| reported.contains(&row.quarter));
    }
    for task in &mut town.tasks {
        task.done = task.done.filter(|done| on(done.0, "tasks"));
    }
    town.indicators.retain(|entry| on(entry.reported.map_or_else(|| last_day(entry.year), |day| day.0), "indicators"));
    town.honours.retain(|honour| on(honour.on.map_or_else(|| last_day(honour.year), |day| day.0), "honours"));
    town.warnings.retain(|warning| on(warning.on.0, "warnings"));
    town.support.retain(|support| on(support.on.first_day, "support"));
    town.payments.retain(|payment| horizon.shows(Section::Awards) && on(payment.paid.0, "payments"));
    town.scores.retain(|score| horizon.shows(Section::Assessments) && on(score.on.0, "scores"));
    town.assessments.retain(|entry| {
        // Grades come out after the year; where the day is not known, from the next year on.
        let published = entry.published.map_or_else(|| first_day(entry.year.0 + 1), |day| day.first_day);
        horizon.shows(Section::Assessments) && on(published, "assessments")
    });
    town.interviews.retain(|interview| {
        horizon.shows(Section::Interviews) && horizon.admits(interview.internal) && on(interview.on.0, "interviews")
    });
    town.findings.retain(|finding| {
        horizon.shows(Section::Findings) && horizon.admits(finding.internal) && on(finding.on.0, "findings")
    });
    for finding in &mut town.findings {
        if finding.closed.is_some_and(|closed| !on(closed.0, "findings")) {
            finding.closed = None;
            finding.state = FindingState::Open;
        }
    }
    town.photos.retain(|photo| begun(photo.taken, "photos"));
    town.experts = town.experts.filter(|_| horizon.shows(Section::Experts));
    Some(town)
}

/// From when on a figure is known: from its publication; else from the end of its period; else at all times.
pub(super) fn known_from(figure: &Figure) -> Option<NaiveDate> {
    let period = || figure.period.as_ref().filter(|_| figure.basis.is_done()).and_then(|period| period::end(period));
    figure.published.map(|day| day.first_day).or_else(period)
}

fn last_day(year: Year) -> NaiveDate {
    NaiveDate::from_ymd_opt(year.0, 12, 31).expect("a year is read in range")
}

fn first_day(year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, 1, 1).expect("a year is read in range")
}
