//! The best towns, with why each was chosen.

use super::codes;
use super::column::*;
use super::{Definition, Row};
use crate::evaluate::Evaluation;
use crate::model::Site;

pub(super) const TABLE: Definition = Definition {
    name: "showcase",
    title: both("标杆小镇", "Showcase"),
    description: both(
        "一行为一个标杆小镇，按规则选出的在前，编辑推荐的在后",
        "One row per town shown as a model, those chosen by rule first, then the editors' picks",
    ),
    section: None,
    columns: &[
        TOWN,
        coded(
            "origin",
            both("来源", "Origin"),
            both("按规则、编辑推荐或两者兼有", "Chosen by rule, picked, or both"),
            codes::SHOWCASE_ORIGINS,
        ),
        BOARD,
        RANK,
        column(
            "reason",
            Kind::Text,
            both("推荐理由", "Reason"),
            both("编辑推荐的理由", "The editors' reason for their pick"),
        ),
    ],
    rows,
};

fn rows(site: &Site, evaluation: &Evaluation) -> Vec<Row> {
    let shown = evaluation.showcase.iter().filter(|entry| site.towns.contains_key(&entry.town));
    let row = |entry: &crate::evaluate::showcase::Showcased| {
        let origin = match (&entry.by_rule, &entry.pick) {
            (Some(_), Some(_)) => "both",
            (Some(_), None) => "rule",
            (None, _) => "pick",
        };
        let rule = entry.by_rule.as_ref();
        row![&entry.town, origin, rule.map(|rule| &rule.board), rule.map(|rule| rule.rank), entry.pick.as_ref()]
    };
    shown.map(row).collect()
}
