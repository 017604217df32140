//! Interview triggers that were met; which indicator it was stands in `interview_indicators`.

use super::column::*;
use super::provenance::STATUS;
use super::{Definition, Row};
use crate::evaluate::Evaluation;
use crate::evaluate::figures::{interview_bound, interview_value};
use crate::evaluate::interview::{Cause, Trigger};
use crate::figure::measures::interviews;
use crate::model::{Coded as _, InterviewKind, Section, Site};
use crate::units::{Quarter, Slug};

pub(super) const TABLE: Definition = Definition {
    name: "interviews",
    title: pair!("约谈情形", "Interview triggers"),
    description: pair!(
        "一行为一个小镇一个季度触发的一项约谈情形，按季度、小镇和规则中的次序排列；一个季度有几次预警、几项指标的，各占一行",
        "One row per interview trigger that a town met in a quarter, by quarter, town and the order of the rules; several warnings or indicators of a quarter have a row each",
    ),
    section: Some(Section::Interviews),
    columns: &[
        QUARTER,
        TOWN,
        column(
            "trigger",
            Kind::Text,
            pair!("情形代号", "Trigger"),
            pair!("规则中的情形代号", "Id of the rule's trigger"),
        ),
        coded("kind", pair!("情形", "Kind"), pair!("情形的种类", "What the trigger looks at"), InterviewKind::WORDS),
        column(
            "cause",
            Kind::Text,
            pair!("缘由", "Cause"),
            pair!(
                "预警的内容，或标准中的条目代码；进度滞后的为空",
                "What the warning says, or the key of the standard's item; empty for progress that lags",
            ),
        ),
        column("on", Kind::Date, pair!("预警日期", "Warned on"), pair!("点名预警的日期", "Day of the warning by name")),
        Column::of(&interviews::VALUE).of_kind(Kind::Rate),
        Column::of(&interviews::BELOW),
        STATUS,
    ],
    rows,
};

fn rows(_: &Site, evaluation: &Evaluation) -> Vec<Row> {
    let mut rows = Vec::new();
    for &quarter in &evaluation.quarters {
        for (slug, town) in &evaluation.towns {
            let triggers = town.quarters.get(&quarter).map(|entry| entry.triggers.as_slice()).unwrap_or_default();
            rows.extend(triggers.iter().map(|trigger| row(quarter, slug, trigger)));
        }
    }
    rows
}

fn row(quarter: Quarter, town: &Slug, trigger: &Trigger) -> Row {
    let kind = match &trigger.cause {
        Cause::Warned { .. } => InterviewKind::ProvincialWarning,
        Cause::Behind { .. } => InterviewKind::Behind,
        Cause::Far { .. } => InterviewKind::IndicatorFar,
    };
    let (value, below) = (interview_value(town, quarter, trigger), interview_bound(town, quarter, trigger));
    let (cause, on) = match &trigger.cause {
        Cause::Warned { on, text } => (Some(text.as_str()), Some(*on)),
        Cause::Behind { .. } => (None, None),
        Cause::Far { key, .. } => (Some(&**key), None),
    };
    row![quarter, town, &trigger.rule, kind, cause, on, value, below, value.status()]
}
