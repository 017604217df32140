//! Targets and where they stand on the as-of date.

use std::collections::BTreeSet;

use super::column::*;
use super::{Definition, Row, Value};
use crate::evaluate::Evaluation;
use crate::evaluate::figures::{target_bounds, target_count};
use crate::evaluate::target::TargetState;
use crate::figure::measures::targets;
use crate::model::{Coded as _, Site};

pub(super) const TABLE: Definition = Definition {
    name: "targets",
    title: pair!("总体目标", "Targets"),
    description: pair!("一行为一个目标，按规则中的次序排列", "One row per target, in the order of the rules"),
    section: None,
    columns: &[
        column("target", Kind::Text, pair!("目标", "Target"), pair!("目标代号", "Id of the target")),
        Column::of(&targets::COUNT),
        Column::of(&targets::AT_LEAST),
        Column::of(&targets::AT_MOST),
        column("deadline", Kind::Date, pair!("期限", "Deadline"), pair!("最后一日", "Last day")),
        coded(
            "state",
            pair!("状态", "State"),
            pair!("在截至日期的状态；定性目标为空", "Where it stands on the as-of date; empty for qualitative targets"),
            TargetState::WORDS,
        ),
        column(
            "towns",
            Kind::Text,
            pair!("计入的小镇", "Towns"),
            pair!("小镇代号，以分号隔开", "Slugs joined by semicolons"),
        ),
    ],
    rows,
};

fn rows(site: &Site, evaluation: &Evaluation) -> Vec<Row> {
    let mut rows = Vec::new();
    for result in &evaluation.targets {
        let Some(target) = site.rules.targets.iter().find(|target| target.id == result.target) else { continue };
        let [at_least, at_most] = target_bounds(target);
        rows.push(row![
            &target.id,
            target_count(result),
            at_least,
            at_most,
            target.deadline,
            result.state,
            result.towns.as_ref().map(|towns| Value::list(towns.iter().collect::<BTreeSet<_>>())),
        ]);
    }
    rows
}
