//! Values held against the acceptance standards, as reported.

use super::column::*;
use super::{Definition, Row, per_town};
use crate::evaluate::Evaluation;
use crate::model::Site;

pub(super) const TABLE: Definition = Definition {
    name: "indicators",
    title: both("达标指标值", "Indicators"),
    description: both(
        "一行为一个小镇一年的一个指标值，按小镇和文件中的次序排列",
        "One row per indicator of a town and year, by town and the file's order",
    ),
    section: None,
    columns: &[
        TOWN,
        YEAR,
        column("key", Kind::Text, both("条目", "Item"), both("标准中的条目代码", "Key of the standard's item")),
        column(
            "value",
            Kind::Number,
            both("数值", "Value"),
            both("按标准条目的单位", "In the unit of the standard's item"),
        ),
        column(
            "reported",
            Kind::Date,
            both("报送日期", "Reported"),
            both("报送日期；为空即视为当年12月31日", "Day it was reported; 31 December of the year where empty"),
        ),
        SOURCE,
    ],
    rows,
};

fn rows(site: &Site, _: &Evaluation) -> Vec<Row> {
    per_town(
        site,
        |town| &town.indicators,
        |slug, entry| row![slug, entry.year, &entry.key, entry.value, entry.reported, entry.source.as_ref()],
    )
}
