//! Hard tasks with where they stand on the as-of date.

use super::column::*;
use super::{Definition, Row};
use crate::evaluate::Evaluation;
use crate::evaluate::progress::TaskState;
use crate::model::{Coded as _, Site};

pub(super) const TABLE: Definition = Definition {
    name: "tasks",
    title: pair!("攻坚任务", "Hard tasks"),
    description: pair!(
        "一行为一项攻坚任务，按小镇和文件中的次序排列",
        "One row per hard task, by town and the file's order"
    ),
    section: None,
    columns: &[
        TOWN,
        column("title", Kind::Text, pair!("任务", "Title"), pair!("任务内容", "What is to be done")),
        column(
            "due",
            Kind::Date,
            pair!("期限", "Due"),
            pair!("最后一日，当日完成算按期", "Last day, itself still in time"),
        ),
        column(
            "done",
            Kind::Date,
            pair!("完成日期", "Done"),
            pair!("完成日期；未完成时为空", "Day it was done; empty where it is not"),
        ),
        column("body", Kind::Text, pair!("责任单位", "Body"), pair!("责任单位", "Who does it")),
        coded(
            "state",
            pair!("状态", "State"),
            pair!("在截至日期的状态", "Where it stands on the as-of date"),
            TaskState::WORDS,
        ),
    ],
    rows,
};

fn rows(site: &Site, evaluation: &Evaluation) -> Vec<Row> {
    let mut rows = Vec::new();
    for (slug, town) in &site.towns {
        let states = evaluation.towns.get(slug).map(|result| result.tasks.as_slice()).unwrap_or_default();
        for (task, &state) in town.tasks.iter().zip(states) {
            rows.push(row![slug, &task.title, task.due, task.done, task.body.as_ref(), state]);
        }
    }
    rows
}
