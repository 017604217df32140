//! Which towns a sum counts, in words: those left out, what they completed, and those whose plan has no quarters.

use crate::evaluate::figures::TotalsFigures;
use crate::figure::Figure;
use crate::language::Language;
use std::cmp::Ordering;

fn is_some(count: Figure<'_>) -> bool {
    count.sign() == Some(Ordering::Greater)
}

/// `18个小镇合计，另有2个缺数据或无计划未计入`.
pub fn counted(totals: TotalsFigures<'_>, language: Language) -> String {
    let towns = totals.counted().shown(language);
    let all = say!(language, "{towns}个小镇合计", "{towns} towns");
    if !is_some(totals.left_out()) {
        return all;
    }
    let left_out = totals.left_out().shown(language);
    let why = match (totals.is_unplanned(), is_some(totals.without_plan())) {
        (false, true) => pick!(language, "缺数据或无计划", "for lack of a figure or plan"),
        _ => pick!(language, "缺数据", "for lack of a figure"),
    };
    say!(language, "{all}，另有{left_out}个{why}未计入", "{all}; {left_out} left out {why}")
}

/// What the towns without a plan completed, which is in no sum; nothing where there is no such town.
pub fn outside(totals: TotalsFigures<'_>, language: Language) -> Option<String> {
    let amount = totals.outside().exact(language)?;
    let many = totals.without_plan().shown(language);
    Some(say!(
        language,
        "未计入的小镇中{many}个没有年度计划，已完成{amount}",
        "{many} of those left out have no plan for the year; they completed {amount}"
    ))
}

/// The towns counted whose plan has no quarters, and what they completed; nothing where there is no such town.
pub fn without_quarters(totals: TotalsFigures<'_>, language: Language) -> Option<String> {
    let amount = totals.completed_without_quarters().exact(language)?;
    let many = totals.without_quarters().shown(language);
    if !totals.plan_to_date().is_known() {
        return Some(
            pick!(
                language,
                "计划未分季度，不计算按期计划完成率和时序进度",
                "the plans have no quarters, so there is neither a rate of the plan to date nor a pace"
            )
            .to_owned(),
        );
    }
    Some(say!(
        language,
        "其中{many}个小镇计划未分季度，完成{amount}，只计入年度计划完成率",
        "the plans of {many} have no quarters; their {amount} count towards the annual rate alone"
    ))
}
