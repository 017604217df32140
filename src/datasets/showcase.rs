//! The best towns, with why each was chosen.

use super::column::*;
use super::{Definition, Row};
use crate::evaluate::Evaluation;
use crate::evaluate::figures::shown_rank;
use crate::figure::measures::boards;
use crate::model::{Site, Word};

const BY_RULE: Word = Word::new("rule", pair!("按规则选出", "chosen by rule"));
const PICKED: Word = Word::new("pick", pair!("编辑推荐", "picked by the editors"));
const BY_BOTH: Word = Word::new("both", pair!("按规则选出并由编辑推荐", "chosen by rule and picked"));

pub(super) const TABLE: Definition = Definition {
    name: "showcase",
    title: pair!("标杆小镇", "Showcase"),
    description: pair!(
        "一行为一个标杆小镇，按规则选出的在前，编辑推荐的在后",
        "One row per town shown as a model, those chosen by rule first, then the editors' picks"
    ),
    section: None,
    columns: &[
        TOWN,
        coded(
            "origin",
            pair!("来源", "Origin"),
            pair!("按规则、编辑推荐或两者兼有", "Chosen by rule, picked, or both"),
            &[BY_RULE, PICKED, BY_BOTH],
        ),
        BOARD,
        Column::of(&boards::RANK),
        column(
            "reason",
            Kind::Text,
            pair!("推荐理由", "Reason"),
            pair!("编辑推荐的理由", "The editors' reason for their pick"),
        ),
    ],
    rows,
};

fn rows(site: &Site, evaluation: &Evaluation) -> Vec<Row> {
    let shown = evaluation.showcase.iter().filter(|entry| site.towns.contains_key(&entry.town));
    let row = |entry: &crate::evaluate::showcase::Showcased| {
        let origin = match (&entry.by_rule, &entry.pick) {
            (Some(_), Some(_)) => BY_BOTH,
            (Some(_), None) => BY_RULE,
            (None, _) => PICKED,
        };
        let rule = entry.by_rule.as_ref();
        row![&entry.town, origin.code, rule.map(|rule| &rule.board), shown_rank(entry), entry.pick.as_ref()]
    };
    shown.map(row).collect()
}
