//! Interview triggers that were met; which indicator it was stands in `interview_indicators`.

use super::column::*;
use super::{Definition, Row, Value};
use crate::evaluate::Evaluation;
use crate::evaluate::interview::{Cause, Trigger};
use crate::model::{Coded as _, InterviewKind, Section, Site};
use crate::units::{Quarter, Slug};

pub(super) const TABLE: Definition = Definition {
    name: "interviews",
    title: pair!("约谈情形", "Interview triggers"),
    description: pair!(
        "一行为一个小镇一个季度触发的一种约谈情形，按季度、小镇和规则中的次序排列",
        "One row per interview trigger that a town met in a quarter, by quarter, town and the order of the rules"
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
            "value",
            Kind::Rate,
            pair!("数值", "Value"),
            pair!(
                "按期计划完成率，或指标达到标准的比例，%；点名警示为空",
                "Period plan rate, or the share of the standard attained, per cent; empty for warnings"
            ),
        ),
        column(
            "below",
            Kind::Number,
            pair!("界限", "Below"),
            pair!("低于此数即触发，%", "Triggered below it, per cent"),
        ),
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
    let (kind, value, below) = match &trigger.cause {
        Cause::Warned { .. } => (InterviewKind::ProvincialWarning, None, None),
        Cause::Behind { rate, below } => (InterviewKind::Behind, Some(*rate), Some(*below)),
        Cause::Far { attained, below, .. } => (InterviewKind::IndicatorFar, Some(*attained), Some(*below)),
    };
    row![quarter, town, &trigger.rule, kind, Value::percent(value), below]
}
