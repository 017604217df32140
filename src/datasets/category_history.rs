//! How each town's category came about.

use super::column::*;
use super::{Definition, Row, per_town};
use crate::evaluate::Evaluation;
use crate::model::{Category, Coded as _, Site};

pub(super) const TABLE: Definition = Definition {
    name: "category_history",
    title: pair!("类别沿革", "Category history"),
    description: pair!(
        "一行为小镇类别的一次变化，按小镇和先后排列",
        "One row per change of a town's category, by town, oldest first"
    ),
    section: None,
    columns: &[
        TOWN,
        column(
            "from",
            Kind::PartialDate,
            pair!("起始", "From"),
            pair!(
                "该类别从何时起；不详时为空，且不据以判断任何时期",
                "First day; empty where unknown, and then no period is judged by it"
            ),
        ),
        column(
            "at_latest",
            Kind::Boolean,
            pair!("至迟", "At latest"),
            pair!(
                "起始日期是上限：至迟在这一天已属该类别",
                "The day is an upper bound: it was in this category no later than that"
            ),
        ),
        coded("category", pair!("类别", "Category"), pair!("自此的类别", "The category from then on"), Category::WORDS),
        column("batch", Kind::Text, pair!("批次", "Batch"), pair!("名单批次", "Batch of the list")),
        DOCUMENT,
        SOURCE,
        NOTE,
    ],
    rows,
};

fn rows(site: &Site, _: &Evaluation) -> Vec<Row> {
    per_town(
        site,
        |town| &town.category_history,
        |slug, entry| {
            row![
                slug,
                entry.from,
                entry.at_latest,
                entry.category,
                entry.batch.as_ref(),
                entry.document.as_ref(),
                entry.source.as_ref(),
                entry.note.as_ref(),
            ]
        },
    )
}
