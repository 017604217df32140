//! `far-above-plan`: a figure above twice the year's plan, of several versions the highest. What has no plan of its own is
//! held against the plan of overall investment, of which it is a part.
//!
//! Early in a year a digit too many stays below that. A figure above five times the plan to the quarter's end is far above it
//! where it is above half the year's plan, too: little is planned for a first quarter, and much of little is no slip.

use rust_decimal::Decimal;

use super::{ChangedFigure, PlausibilityContext, PlausibilityFinding};
use crate::diagnostic::Message;
use crate::editor::returns::shown::exact_money;
use crate::language::Language;
use crate::model::{PlanSeries, ProgressField};
use crate::units::{Money, Quarter};
use crate::words::terms;

/// So many times the plan are still believed.
const TIMES: i64 = 2;

/// So many times the plan to the quarter's end are still believed.
const TIMES_TO_DATE: i64 = 5;

/// What a figure is held against.
struct PlanLimit {
    /// The year's plan, of several versions the highest.
    year: Money,
    /// What of it is planned to the quarter's end.
    to_date: Option<Money>,
    /// Of what it is the plan.
    of: ProgressField,
}

pub(super) fn find(look: &PlausibilityContext<'_>) -> Vec<PlausibilityFinding> {
    let far = |figure: ChangedFigure<'_>| {
        let planned = plan(&figure)?;
        let is_above = |plan: Money, times: i64| plan > Money::ZERO && figure.amount.0 > plan.0 * Decimal::from(times);
        if is_above(planned.year, TIMES) {
            return Some(figure.finding("far-above-plan", &message(&figure, planned.year, planned.of, None)));
        }
        let is_half = figure.amount.0 * Decimal::from(2) > planned.year.0;
        let to_date = planned.to_date.filter(|to_date| is_half && is_above(*to_date, TIMES_TO_DATE))?;
        Some(figure.finding("far-above-plan", &message(&figure, to_date, planned.of, Some(figure.change.quarter))))
    };
    look.figures().filter_map(far).collect()
}

fn plan(figure: &ChangedFigure<'_>) -> Option<PlanLimit> {
    let plans = || figure.town.plan.iter().filter(|plan| plan.year.0 == figure.change.quarter.year);
    let planned = |of: ProgressField| {
        let series: Vec<&PlanSeries> = plans()
            .filter_map(|plan| match of {
                ProgressField::KeyProjects => plan.key_projects.as_ref(),
                _ => Some(&plan.total),
            })
            .collect();
        let year = series.iter().map(|series| series.year).max()?;
        let to_date = series.iter().filter_map(|series| series.to_date(figure.change.quarter)).max();
        Some(PlanLimit { year, to_date, of })
    };
    let own = match figure.field {
        ProgressField::KeyProjects => planned(ProgressField::KeyProjects),
        _ => None,
    };
    own.or_else(|| planned(ProgressField::Total))
}

/// `to` is the quarter to whose end the plan goes, where it is not that of the whole year.
fn message(figure: &ChangedFigure<'_>, planned: Money, of: ProgressField, to: Option<Quarter>) -> Message {
    let words = |language| {
        let [figure, of] = [figure.field, of].map(|field| terms::name(field, language));
        (figure, of)
    };
    let amounts = |language| (exact_money(figure.amount, language), exact_money(planned, language));
    let ((zh, zh_plan), (en, en_plan)) = (words(Language::Chinese), words(Language::English));
    let ((amount_zh, planned_zh), (amount_en, planned_en)) = (amounts(Language::Chinese), amounts(Language::English));
    if let Some(to) = to {
        return message!(
            "{zh}{amount_zh}，超过到 {to} 末{zh_plan}计划{planned_zh}的五倍，也超过全年计划的一半；请核对单位（应为万元）和位数",
            "{en} of {amount_en} is above five times the plan of {en_plan} to the end of {to}, {planned_en}, and above half the year's plan; check the unit and the digits"
        );
    }
    message!(
        "{zh}{amount_zh}，超过全年{zh_plan}计划{planned_zh}的两倍；请核对单位（应为万元）和位数",
        "{en} of {amount_en} is above twice the year's plan of {en_plan}, {planned_en}; check the unit and the digits"
    )
}
