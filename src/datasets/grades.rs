//! Annual grades as recorded, with all that is known of them.

use super::column::*;
use super::{Definition, Row, per_town};
use crate::evaluate::Evaluation;
use crate::model::{Assessor, Category, Coded as _, Section, Site};

pub(super) const TABLE: Definition = Definition {
    name: "grades",
    title: pair!("已公布的考核等次", "Grades as recorded"),
    description: pair!(
        "一行为一个小镇一年的一个已公布等次及其依据，按小镇和文件中的次序排列",
        "One row per recorded grade with what it rests on, by town and the file's order"
    ),
    section: Some(Section::Assessments),
    columns: &[
        TOWN,
        YEAR,
        coded("assessor", pair!("考核主体", "Assessor"), pair!("谁考核", "Who assessed"), Assessor::WORDS),
        coded("list", pair!("名单", "List"), pair!("按哪一类别考核", "The list it was assessed on"), Category::WORDS),
        column(
            "grade",
            Kind::Text,
            pair!("等次", "Grade"),
            pair!("等次代码", "Id of the grade in the assessor's scale"),
        ),
        column(
            "published",
            Kind::PartialDate,
            pair!("公布日期", "Published"),
            pair!("等次公布日期，可能只到月或年", "Day it was published; may be known to the month or year only"),
        ),
        DOCUMENT,
        SOURCE,
        NOTE,
    ],
    rows,
};

fn rows(site: &Site, _: &Evaluation) -> Vec<Row> {
    per_town(
        site,
        |town| &town.assessments,
        |slug, entry| {
            row![
                slug,
                entry.year,
                entry.assessor,
                entry.list,
                &entry.grade,
                entry.published,
                entry.document.as_ref(),
                entry.source.as_ref(),
                entry.note.as_ref(),
            ]
        },
    )
}
