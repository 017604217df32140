//! Figures worth a headline.

use super::column::*;
use super::{Definition, Row, per_town};
use crate::evaluate::Evaluation;
use crate::evaluate::figures::highlight;
use crate::figure::measures::standards;
use crate::model::Site;

pub(super) const TABLE: Definition = Definition {
    name: "highlights",
    title: pair!("亮点数据", "Highlights"),
    description: pair!(
        "一行为一个亮点数据，按小镇和文件中的次序排列",
        "One row per headline figure, by town and the file's order",
    ),
    section: None,
    columns: &[
        TOWN,
        column("label", Kind::Text, pair!("名称", "Label"), pair!("数据所指", "What it counts")),
        Column::of(&standards::HIGHLIGHT),
        column("unit", Kind::Text, pair!("单位", "Unit"), pair!("单位", "Its unit")),
        column(
            "as_of",
            Kind::PartialDate,
            pair!("时点", "As of"),
            pair!("数据所指的时点", "The day, month or year it was true"),
        ),
        SOURCE,
    ],
    rows,
};

fn rows(site: &Site, _: &Evaluation) -> Vec<Row> {
    per_town(
        site,
        |town| &town.highlights,
        |slug, entry| row![slug, &entry.label, highlight(slug, entry), &entry.unit, entry.as_of, entry.source.as_ref()],
    )
}
