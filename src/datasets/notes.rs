//! Remarks on towns, plan versions and published figures.

use super::column::*;
use super::{Definition, Row, Value};
use crate::evaluate::Evaluation;
use crate::model::{Site, Word};

const OF_TOWN: Word = Word::new("town", pair!("小镇记录", "the town's record"));
const OF_PLAN: Word = Word::new("plan", pair!("计划版本", "a version of a plan"));
const OF_FIGURE: Word = Word::new("figure", pair!("公布数据", "a published figure"));

pub(super) const TABLE: Definition = Definition {
    name: "notes",
    title: pair!("备注", "Notes"),
    description: pair!(
        "一行为对小镇记录、计划版本或公布数据的一条备注，按小镇和文件中的次序排列",
        "One row per remark on a town's record, a version of a plan or a published figure, by town and the file's order"
    ),
    section: None,
    columns: &[
        TOWN,
        coded(
            "on",
            pair!("对象", "On"),
            pair!("备注的是哪一类记录", "What kind of record is remarked on"),
            &[OF_TOWN, OF_PLAN, OF_FIGURE],
        ),
        column(
            "item",
            Kind::Text,
            pair!("条目", "Item"),
            pair!(
                "计划为“年度 批准日期”，数据为“指标 时期”",
                "For plans the year and day of approval, for figures the measure and period"
            ),
        ),
        NOTE,
    ],
    rows,
};

fn rows(site: &Site, _: &Evaluation) -> Vec<Row> {
    let mut rows = Vec::new();
    for (slug, town) in &site.towns {
        rows.extend(town.note.iter().map(|note| row![slug, OF_TOWN.code, Value::Missing, note]));
        for plan in &town.plan {
            let item = format!("{} {}", plan.year, plan.approved);
            rows.extend(plan.note.iter().map(|note| row![slug, OF_PLAN.code, &item, note]));
        }
        for figure in &town.figures {
            let period = figure.period.as_ref().map_or("", |period| period);
            let item = format!("{} {period}", figure.measure);
            rows.extend(figure.note.iter().map(|note| row![slug, OF_FIGURE.code, item.trim_end(), note]));
        }
    }
    rows
}
