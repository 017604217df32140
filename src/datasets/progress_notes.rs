//! Why a figure of a return is missing, and the towns' own words.

use super::column::*;
use super::{Definition, Row, Value};
use crate::evaluate::Evaluation;
use crate::model::{Coded as _, ProgressField, Site};

pub(super) const TABLE: Definition = Definition {
    name: "progress_notes",
    title: pair!("报送说明", "Notes on returns"),
    description: pair!(
        "一行为一次报送中一项缺数的原因，或小镇的情况说明，按小镇和季度排列",
        "One row per reason why a figure of a return is missing, or per town's own word, by town and quarter"
    ),
    section: None,
    columns: &[
        QUARTER,
        TOWN,
        coded(
            "field",
            pair!("所缺数据", "Field"),
            pair!("缺哪一项；情况说明为空", "Which figure is missing; empty for the town's own word"),
            ProgressField::WORDS,
        ),
        column(
            "text",
            Kind::Text,
            pair!("说明", "Text"),
            pair!("缺数原因或情况说明", "The reason, or the town's own word"),
        ),
        SOURCE,
    ],
    rows,
};

fn rows(site: &Site, _: &Evaluation) -> Vec<Row> {
    let mut rows = Vec::new();
    for (slug, town) in &site.towns {
        for entry in &town.progress {
            for (&field, why) in &entry.missing {
                rows.push(row![entry.quarter, slug, field, why, entry.source.as_ref()]);
            }
            if let Some(note) = &entry.note {
                rows.push(row![entry.quarter, slug, Value::Missing, note, entry.source.as_ref()]);
            }
        }
    }
    rows
}
