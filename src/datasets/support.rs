//! The support ledger.

use super::column::*;
use super::{Definition, Row, per_town};
use crate::evaluate::Evaluation;
use crate::evaluate::figures::support;
use crate::figure::measures::awards;
use crate::model::{Coded as _, Site, SupportKind};

pub(super) const TABLE: Definition = Definition {
    name: "support",
    title: pair!("要素保障台账", "Support"),
    description: pair!(
        "一行为一项给予小镇的支持，按小镇和文件中的次序排列",
        "One row per support granted, by town and the file's order",
    ),
    section: None,
    columns: &[
        TOWN,
        coded("kind", pair!("种类", "Kind"), pair!("支持的种类", "What kind of support"), SupportKind::WORDS),
        column("title", Kind::Text, pair!("内容", "Title"), pair!("支持的内容", "What it was in words")),
        Column::of(&awards::SUPPORT),
        column("unit", Kind::Text, pair!("单位", "Unit"), pair!("单位", "Its unit")),
        column(
            "on",
            Kind::PartialDate,
            pair!("日期", "On"),
            pair!("给予的时间，可能只到月或年", "When it was granted; may be known to the month or year only"),
        ),
        DOCUMENT,
    ],
    rows,
};

fn rows(site: &Site, _: &Evaluation) -> Vec<Row> {
    per_town(
        site,
        |town| &town.support,
        |slug, granted| {
            row![
                slug,
                granted.kind,
                granted.title.as_ref(),
                support(slug, granted),
                granted.unit.as_ref(),
                granted.on,
                granted.document.as_ref(),
            ]
        },
    )
}
