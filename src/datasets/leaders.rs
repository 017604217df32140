//! Linked and leading leaders, by post.

use super::column::*;
use super::{Definition, Row, Value};
use crate::evaluate::Evaluation;
use crate::model::{Site, Word};

const LINKED: Word = Word::new("linked", pair!("联系领导", "linked to the town"));
const LEADING: Word = Word::new("leading", pair!("领办领导", "leads a key project"));

pub(super) const TABLE: Definition = Definition {
    name: "leaders",
    title: pair!("联系领导和领办领导", "Leaders"),
    description: pair!(
        "一行为一个小镇的联系领导或一个项目的领办领导，只写职务，按小镇和文件中的次序排列",
        "One row per leader linked to a town or leading a project, by post, by town and the file's order"
    ),
    section: None,
    columns: &[
        TOWN,
        coded(
            "role",
            pair!("角色", "Role"),
            pair!("联系小镇或领办项目", "Linked to the town or leading a project"),
            &[LINKED, LEADING],
        ),
        column(
            "project",
            Kind::Text,
            pair!("项目代号", "Project"),
            pair!("领办的项目在 projects 表中的代号", "The project led, by id in the table projects"),
        ),
        column("post", Kind::Text, pair!("职务", "Post"), pair!("职务，不写姓名", "Post, not name")),
        column("from", Kind::PartialDate, pair!("起", "From"), pair!("起始时间", "Since when")),
        column("to", Kind::PartialDate, pair!("止", "To"), pair!("截止时间（含当日）", "Until when, inclusive")),
    ],
    rows,
};

fn rows(site: &Site, _: &Evaluation) -> Vec<Row> {
    let mut rows = Vec::new();
    for (slug, town) in &site.towns {
        for leader in &town.linked_leaders {
            rows.push(row![slug, LINKED.code, Value::Missing, &leader.post, leader.from, leader.to]);
        }
        for project in &town.projects {
            for leader in &project.leading_leaders {
                rows.push(row![slug, LEADING.code, &project.id, &leader.post, leader.from, leader.to]);
            }
        }
    }
    rows
}
