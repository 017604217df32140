//! `far-above-plan`: a figure above twice the year's plan, of several versions the highest. What has no plan of its own is
//! held against the plan of overall investment, of which it is a part.

use rust_decimal::Decimal;

use super::{Figure, Finding, Look};
use crate::diagnostic::Message;
use crate::model::ProgressField;
use crate::units::Money;
use crate::words::Language;
use crate::words::numbers::exact_money;
use crate::words::terms::progress_field;

/// So many times the plan are still believed.
const TIMES: i64 = 2;

pub(super) fn find(look: &Look<'_>) -> Vec<Finding> {
    let far = |figure: Figure<'_>| {
        let (planned, of) = plan(&figure)?;
        let is_far = planned > Money::ZERO && figure.amount.0 > planned.0 * Decimal::from(TIMES);
        is_far.then(|| figure.finding("far-above-plan", &message(&figure, planned, of)))
    };
    look.figures().filter_map(far).collect()
}

/// The highest plan of the year that a figure is held against, and of what it is the plan.
fn plan(figure: &Figure<'_>) -> Option<(Money, ProgressField)> {
    let plans = || figure.town.plan.iter().filter(|plan| plan.year.0 == figure.change.quarter.year);
    let own = match figure.field {
        ProgressField::KeyProjects => plans().filter_map(|plan| Some(plan.key_projects.as_ref()?.year)).max(),
        _ => None,
    };
    let own = own.map(|planned| (planned, ProgressField::KeyProjects));
    own.or_else(|| Some((plans().map(|plan| plan.total.year).max()?, ProgressField::Total)))
}

fn message(figure: &Figure<'_>, planned: Money, of: ProgressField) -> Message {
    let words = |language| {
        let [figure, of] = [figure.field, of].map(|field| progress_field(field, language));
        (figure, of)
    };
    let amounts = |language| (exact_money(figure.amount, language), exact_money(planned, language));
    let ((zh, zh_plan), (en, en_plan)) = (words(Language::Chinese), words(Language::English));
    let ((amount_zh, planned_zh), (amount_en, planned_en)) = (amounts(Language::Chinese), amounts(Language::English));
    Message::new(
        format!("{zh}{amount_zh}，超过全年{zh_plan}计划{planned_zh}的两倍；请核对单位（应为万元）和位数"),
        format!(
            "{en} of {amount_en} is above twice the year's plan of {en_plan}, {planned_en}; check the unit and the digits"
        ),
    )
}
