//! Earlier values of figures that were replaced.

use super::column::*;
use super::{Definition, Row};
use crate::evaluate::Evaluation;
use crate::evaluate::figures::revised;
use crate::figure::measures::progress;
use crate::model::{Coded as _, FigureStatus, ProgressField, Site};

pub(super) const TABLE: Definition = Definition {
    name: "revisions",
    title: pair!("数据修订", "Revisions"),
    description: pair!(
        "一行为一个已被替换的数据，按小镇、季度和文件中的次序排列；现值见 progress 表",
        "One row per value that was replaced, by town, quarter and the file's order; the value that holds is in the table progress",
    ),
    section: None,
    columns: &[
        TOWN,
        QUARTER,
        coded("field", pair!("数据", "Field"), pair!("修订的是哪一项", "Which figure"), ProgressField::WORDS),
        Column::of(&progress::REVISED),
        column(
            "published",
            Kind::Date,
            pair!("公布日期", "Published"),
            pair!("原值公布的日期", "Day the earlier value was published"),
        ),
        column(
            "replaced",
            Kind::Date,
            pair!("替换日期", "Replaced"),
            pair!("原值被替换的日期", "Day it was replaced by the next value"),
        ),
        coded(
            "status",
            pair!("原值状态", "Status of the earlier value"),
            pair!(
                "原值公布时的状态；没有写明的为空",
                "How firm it was when it was published; empty where that is not said"
            ),
            FigureStatus::WORDS,
        ),
        column("why", Kind::Text, pair!("原因", "Why"), pair!("修订原因", "Why it was replaced")),
    ],
    rows,
};

fn rows(site: &Site, _: &Evaluation) -> Vec<Row> {
    let mut rows = Vec::new();
    for (slug, town) in &site.towns {
        for entry in &town.progress {
            rows.extend(entry.history.iter().map(|old| {
                row![
                    slug,
                    entry.quarter,
                    old.field,
                    revised(slug, entry.quarter, old),
                    old.published,
                    old.replaced,
                    old.status,
                    &old.why
                ]
            }));
        }
    }
    rows
}
