//! Completed investment of projects by quarter.

use super::column::*;
use super::{Definition, Row};
use crate::evaluate::Evaluation;
use crate::evaluate::figures::project_report;
use crate::figure::measures::projects;
use crate::model::{Basis, Coded as _, Site};
use crate::units::Quarter;

pub(super) const TABLE: Definition = Definition {
    name: "project_progress",
    title: pair!("项目进度", "Progress of projects"),
    description: pair!(
        "一行为一个项目一个季度的报送，按小镇、项目和文件中的次序排列",
        "One row per project and quarter reported, by town, project and the file's order",
    ),
    section: None,
    columns: &[
        TOWN,
        column(
            "project",
            Kind::Text,
            pair!("项目代号", "Project"),
            pair!("在 projects 表中的代号", "Id in the table projects"),
        ),
        QUARTER,
        coded("basis", pair!("累计起点", "Basis"), pair!("从何时起累计", "Since when it adds up"), Basis::WORDS),
        Column::of(&projects::REPORTED),
        column(
            "note",
            Kind::Text,
            pair!("形象进度", "State of the works"),
            pair!("工程形象进度", "State of the works in a few words"),
        ),
        SOURCE,
    ],
    rows,
};

fn rows(site: &Site, _: &Evaluation) -> Vec<Row> {
    of(site, |_| true)
}

/// The rows of one quarter.
pub(super) fn of_quarter(site: &Site, _: &Evaluation, quarter: Quarter) -> Vec<Row> {
    of(site, |own| own == quarter)
}

fn of(site: &Site, is_wanted: impl Fn(Quarter) -> bool) -> Vec<Row> {
    let mut rows = Vec::new();
    for (slug, town) in &site.towns {
        for project in &town.projects {
            let wanted = project.progress.iter().filter(|entry| is_wanted(entry.quarter));
            rows.extend(wanted.map(|entry| {
                row![
                    slug,
                    &project.id,
                    entry.quarter,
                    entry.basis,
                    project_report(slug, project, entry),
                    entry.note.as_ref(),
                    project.source.as_ref(),
                ]
            }));
        }
    }
    rows
}
