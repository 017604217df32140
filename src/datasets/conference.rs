//! Members of the joint conference.

use super::column::*;
use super::{Definition, Row};
use crate::evaluate::Evaluation;
use crate::model::Site;

pub(super) const TABLE: Definition = Definition {
    name: "conference",
    title: pair!("联席会议成员单位", "Members of the joint conference"),
    description: pair!("一行为一个成员单位，按公布的次序排列", "One row per member, in the order published"),
    section: None,
    columns: &[
        column("member", Kind::Text, pair!("成员单位", "Member"), pair!("成员单位名称", "Name of the member")),
        column(
            "office",
            Kind::Text,
            pair!("联席会议办公室", "Office"),
            pair!("联席会议办公室名称", "The conference's office"),
        ),
        SOURCE,
    ],
    rows,
};

fn rows(site: &Site, _: &Evaluation) -> Vec<Row> {
    let Some(conference) = &site.config.conference else { return Vec::new() };
    let row = |member| row![member, &conference.office, conference.source.as_ref()];
    conference.members.iter().map(row).collect()
}
