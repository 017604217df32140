//! Stages of projects with the day each began.

use super::column::*;
use super::{Definition, Row};
use crate::evaluate::Evaluation;
use crate::model::{Coded as _, Site, Stage};

pub(super) const TABLE: Definition = Definition {
    name: "project_stages",
    title: pair!("项目阶段", "Stages of projects"),
    description: pair!(
        "一行为一个项目进入的一个阶段，按小镇、项目和文件中的次序排列",
        "One row per stage that a project has entered, by town, project and the file's order"
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
        column("from", Kind::PartialDate, pair!("起始", "From"), pair!("进入该阶段的日期", "First day of the stage")),
        coded("stage", pair!("阶段", "Stage"), pair!("阶段", "The stage"), Stage::WORDS),
    ],
    rows,
};

fn rows(site: &Site, _: &Evaluation) -> Vec<Row> {
    let mut rows = Vec::new();
    for (slug, town) in &site.towns {
        for project in &town.projects {
            rows.extend(project.stages.iter().map(|entry| row![slug, &project.id, entry.from, entry.stage]));
        }
    }
    rows
}
