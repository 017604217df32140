//! Projects with where they stand.

use super::column::*;
use super::{Definition, Row};
use crate::evaluate::Evaluation;
use crate::figure::measures::projects;
use crate::model::{Coded as _, Site, Stage};

pub(super) const TABLE: Definition = Definition {
    name: "projects",
    title: pair!("项目", "Projects"),
    description: pair!(
        "一行为一个项目的最新情况，按小镇和文件中的次序排列",
        "One row per project as last reported, by town and the file's order",
    ),
    section: None,
    columns: &[
        TOWN,
        column(
            "project",
            Kind::Text,
            pair!("项目代号", "Project"),
            pair!("全站唯一的代号", "Id, unique in the whole site"),
        ),
        column("name", Kind::Text, pair!("项目名称", "Name"), pair!("项目名称", "The project's name")),
        column(
            "key",
            Kind::Boolean,
            pair!("重点项目", "Key project"),
            pair!("是否重点项目", "Whether it is a key project"),
        ),
        Column::of(&projects::INVESTMENT),
        coded(
            "stage",
            pair!("阶段", "Stage"),
            pair!("已开始的最后一个阶段", "The stage that began last"),
            Stage::WORDS,
        ),
        column(
            "quarter",
            Kind::Text,
            pair!("季度", "Quarter"),
            pair!("最近有报送的季度，写作 2020Q3", "The latest quarter with a report, written 2020Q3"),
        ),
        Column::of(&projects::COMPLETED_SINCE_START),
        Column::of(&projects::COMPLETED_YEAR_TO_DATE),
        Column::of(&projects::PERCENT),
        SOURCE,
    ],
    rows,
};

fn rows(site: &Site, evaluation: &Evaluation) -> Vec<Row> {
    let mut rows = Vec::new();
    for (slug, town) in &site.towns {
        let results = evaluation.towns.get(slug).map(|result| result.projects.as_slice()).unwrap_or_default();
        for (project, result) in town.projects.iter().zip(results) {
            let figures = result.figures(slug, project);
            rows.push(row![
                slug,
                &project.id,
                &project.name,
                project.key,
                figures.investment(),
                result.stage,
                result.quarter,
                figures.since_start(),
                figures.year_to_date(),
                figures.completion(),
                project.source.as_ref(),
            ]);
        }
    }
    rows
}
