//! Award money that was paid.

use super::column::*;
use super::{Definition, Row, per_town};
use crate::evaluate::Evaluation;
use crate::evaluate::figures::payment as paid;
use crate::figure::measures::awards;
use crate::model::{Section, Site};

pub(super) const TABLE: Definition = Definition {
    name: "payments",
    title: pair!("奖补资金兑现", "Payments"),
    description: pair!(
        "一行为一笔已兑现的奖补资金，按小镇和文件中的次序排列",
        "One row per payment of award money, by town and the file's order",
    ),
    section: Some(Section::Awards),
    columns: &[
        TOWN,
        column("case", Kind::Text, pair!("情形", "Case"), pair!("政策中的情形代号", "Id of the policy's case")),
        column(
            "year",
            Kind::Integer,
            pair!("考核或命名年度", "Year"),
            pair!("考核年度，或命名年度", "Assessment year or year of naming"),
        ),
        Column::of(&awards::PAYMENT),
        column("paid", Kind::Date, pair!("兑现日期", "Paid"), pair!("兑现日期", "Day of payment")),
        DOCUMENT,
    ],
    rows,
};

fn rows(site: &Site, _: &Evaluation) -> Vec<Row> {
    per_town(
        site,
        |town| &town.payments,
        |slug, payment| {
            row![slug, &payment.case, payment.year, paid(slug, payment), payment.paid, payment.document.as_ref()]
        },
    )
}
