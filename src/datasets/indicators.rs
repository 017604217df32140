//! Values held against the acceptance standards, as reported.

use super::column::*;
use super::{Definition, Row, per_town};
use crate::evaluate::Evaluation;
use crate::evaluate::figures::indicator;
use crate::figure::measures::standards;
use crate::model::Site;

pub(super) const TABLE: Definition = Definition {
    name: "indicators",
    title: pair!("达标指标值", "Indicators"),
    description: pair!(
        "一行为一个小镇一年的一个指标值，按小镇和文件中的次序排列",
        "One row per indicator of a town and year, by town and the file's order",
    ),
    section: None,
    columns: &[
        TOWN,
        YEAR,
        column("key", Kind::Text, pair!("条目", "Item"), pair!("标准中的条目代码", "Key of the standard's item")),
        Column::of(&standards::INDICATOR),
        column(
            "reported",
            Kind::Date,
            pair!("报送日期", "Reported"),
            pair!("报送日期；为空即视为当年12月31日", "Day it was reported; 31 December of the year where empty"),
        ),
        SOURCE,
    ],
    rows,
};

fn rows(site: &Site, _: &Evaluation) -> Vec<Row> {
    per_town(
        site,
        |town| &town.indicators,
        |slug, entry| {
            row![slug, entry.year, &entry.key, indicator(slug, entry, ""), entry.reported, entry.source.as_ref()]
        },
    )
}
