//! When the works of projects start and end, and where that was read.

use super::column::*;
use super::{Definition, Row, per_town};
use crate::evaluate::Evaluation;
use crate::model::Site;

pub(super) const TABLE: Definition = Definition {
    name: "project_details",
    title: pair!("项目工期", "Works of projects"),
    description: pair!(
        "一行为一个项目的工期和出处，按小镇和文件中的次序排列",
        "One row per project with the span of its works and its source, by town and the file's order"
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
        column(
            "start",
            Kind::PartialDate,
            pair!("开工", "Start"),
            pair!("计划或实际开工时间", "Start of works, planned or actual"),
        ),
        column("finish", Kind::PartialDate, pair!("计划完工", "Finish"), pair!("计划完工时间", "Planned end of works")),
        SOURCE,
    ],
    rows,
};

fn rows(site: &Site, _: &Evaluation) -> Vec<Row> {
    per_town(
        site,
        |town| &town.projects,
        |slug, project| row![slug, &project.id, project.start, project.finish, project.source.as_ref()],
    )
}
