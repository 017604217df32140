//! A town as it stood on a day.

use chrono::NaiveDate;

use super::calendar::Coming;
use super::since::{Record, Visibility, VisibleFrom};
use super::{Horizon, revision};
use crate::model::{FindingState, Leader, Progress, Project, ProjectProgress, Section, Town};
use crate::units::{Quarter, Slug, Text};

/// The town; none before it stood on any list.
///
/// It is taken apart whole: a new field has to be placed among those that have their time and those that are always there.
pub(super) fn at(slug: &Slug, mut town: Town, horizon: &Horizon) -> Option<Town> {
    let first = town.category_history.iter().map(|entry| entry.from).min_by_key(|from| from.map(|from| from.first_day));
    // From here on the name is what readers see.
    town.name = town.shown_name();
    town.name_note = None;
    let own_name = town.name.clone();
    if !horizon.has_begun(first.flatten(), || Coming::Town(slug.clone(), own_name.clone())) {
        return None;
    }
    let facts = TownFacts { slug, town: &own_name, horizon };
    let Town {
        category_history,
        scenic,
        linked_leaders,
        highlights,
        plan,
        progress,
        figures,
        projects,
        tasks,
        indicators,
        experts,
        findings,
        assessments,
        scores,
        warnings,
        interviews,
        support,
        payments,
        honours,
        photos,
        // The town itself was admitted before.
        internal: _,
        // Always there.
        name: _,
        name_note: _,
        also: _,
        aliases: _,
        county: _,
        industry: _,
        industry_source: _,
        tourism: _,
        implementing_body: _,
        departments: _,
        location: _,
        summary: _,
        profile: _,
        note: _,
    } = &mut town;
    facts.keep(category_history, "category_history");
    facts.keep(scenic, "scenic");
    facts.leaders(linked_leaders, "linked_leaders");
    facts.keep(highlights, "highlights");
    facts.keep(figures, "figures");
    facts.keep(plan, "plan");
    progress.retain_mut(|row| facts.is_reported(row));
    let reported: Vec<Quarter> = progress.iter().map(|row| row.quarter).collect();
    projects.iter_mut().for_each(|project| facts.project(project, &reported));
    facts.keep(tasks, "tasks");
    for task in tasks {
        task.done = task.done.filter(|done| facts.is_out(done.0, "tasks"));
    }
    facts.keep(indicators, "indicators");
    facts.keep(honours, "honours");
    facts.keep(warnings, "warnings");
    facts.keep(support, "support");
    facts.keep_in(Section::Awards, payments, "payments");
    facts.keep_in(Section::Assessments, scores, "scores");
    facts.keep_in(Section::Assessments, assessments, "assessments");
    facts.keep_in(Section::Interviews, interviews, "interviews");
    facts.keep_in(Section::Findings, findings, "findings");
    for finding in findings {
        if finding.closed.is_some_and(|closed| !facts.is_out(closed.0, "findings")) {
            finding.closed = None;
            finding.state = FindingState::Open;
        }
    }
    facts.keep(photos, "photos");
    *experts = experts.take().filter(|_| horizon.shows(Section::Experts));
    Some(town)
}

/// The facts of a town, which come with their time.
struct TownFacts<'a> {
    slug: &'a Slug,
    town: &'a Text,
    horizon: &'a Horizon,
}

impl TownFacts<'_> {
    fn coming(&self, field: &'static str) -> Coming {
        Coming::Fact(self.slug.clone(), self.town.clone(), field)
    }

    fn is_out(&self, day: NaiveDate, field: &'static str) -> bool {
        self.horizon.is_out_on(day, || self.coming(field))
    }

    /// Drops what is not there yet, or not for this edition.
    fn keep<T: Record>(&self, records: &mut Vec<T>, field: &'static str) {
        records.retain(|record| {
            let Visibility { since, internal } = record.placed();
            self.horizon.admits(internal)
                && match since {
                    VisibleFrom::Always => true,
                    VisibleFrom::Begun(date) => self.horizon.has_begun(date, || self.coming(field)),
                    VisibleFrom::Day(day) => self.is_out(day, field),
                }
        });
    }

    /// The same for what belongs to a section, which the edition may not show.
    fn keep_in<T: Record>(&self, section: Section, records: &mut Vec<T>, field: &'static str) {
        match self.horizon.shows(section) {
            true => self.keep(records, field),
            false => records.clear(),
        }
    }

    fn leaders(&self, leaders: &mut Vec<Leader>, field: &'static str) {
        self.keep(leaders, field);
        for leader in leaders {
            // What ends later has not ended.
            leader.to = leader.to.filter(|to| to.by(self.horizon.as_of));
        }
    }

    /// Whether a return is there; corrections made later are undone.
    fn is_reported(&self, row: &mut Progress) -> bool {
        let Progress {
            quarter,
            reported,
            history,
            total: _,
            industrial: _,
            non_government: _,
            key_projects: _,
            status: _,
            missing: _,
            note: _,
            source: _,
        } = &*row;
        let known = row.known_from();
        let is_there =
            self.horizon.quarters.contains(quarter) && known.is_some_and(|day| self.is_out(day.0, "progress"));
        if is_there {
            history.iter().for_each(|entry| _ = self.is_out(entry.replaced.0, "history"));
            // The day of a later correction is not known yet.
            let reported = if reported.is_some_and(|day| day.0 > self.horizon.as_of) { known } else { *reported };
            revision::roll_back(row, self.horizon.as_of);
            row.reported = reported;
        }
        is_there
    }

    /// A project's figures come with the return of its town: `reported` are the quarters of these.
    fn project(&self, project: &mut Project, reported: &[Quarter]) {
        let Project {
            leading_leaders,
            stages,
            progress,
            // Always there, planned beginning and end too.
            id: _,
            name: _,
            key: _,
            investment: _,
            start: _,
            finish: _,
            source: _,
        } = project;
        self.leaders(leading_leaders, "projects");
        self.keep(stages, "projects");
        progress.retain(|ProjectProgress { quarter, basis: _, completed: _, note: _ }| reported.contains(quarter));
    }
}
