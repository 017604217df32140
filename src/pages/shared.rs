//! Wording that several page kinds share.

use super::context::Here;
use super::parts::{Rich, words};
use crate::evaluate::figures;
use crate::evaluate::interview::{Cause, Trigger};
use crate::evaluate::showcase::Showcased;
use crate::language::Language;
use crate::units::{Quarter, Slug};
use crate::words::numbers;

/// Why a town stands in the showcase: by rule, by pick, or both.
pub fn showcase_reasons(here: &Here, entry: &Showcased) -> Vec<Rich> {
    let mut reasons = Vec::new();
    if let Some(rule) = &entry.by_rule {
        let board = here.evaluation.board(rule.quarter, &rule.board).map_or("", |board| board.name.as_str());
        let quarter = numbers::quarter(rule.quarter, here.language);
        reasons.push(words(match here.language {
            Language::Chinese if rule.quarters_without_card > 0 => {
                format!("{quarter}{board}第{}位，连续{}个季度未亮牌。", rule.rank, rule.quarters_without_card)
            }
            Language::Chinese => format!("{quarter}{board}第{}位。", rule.rank),
            Language::English => {
                format!(
                    "Rank {} on {board} in {quarter}, no card for {} quarters.",
                    rule.rank, rule.quarters_without_card
                )
            }
        }));
    }
    if let Some(pick) = &entry.pick {
        reasons.push(words(format!("{}{pick}", pick!(here, "编辑推荐：", "Editors' pick: "))));
    }
    reasons
}

/// An interview trigger in words and numbers.
pub fn trigger_words(here: &Here, town: &Slug, quarter: Quarter, trigger: &Trigger) -> String {
    let name = &trigger.name;
    let value = figures::interview_value(town, quarter, trigger).shown(here.language);
    let below = figures::interview_bound(town, quarter, trigger).written_with_unit(here.language).unwrap_or_default();
    match (&trigger.cause, here.language) {
        (Cause::Warned { on, text }, Language::Chinese) => {
            format!("{name}（{}：{text}）", numbers::day(on.0, here.language))
        }
        (Cause::Warned { on, text }, Language::English) => {
            format!("{name} ({}: {text})", numbers::day(on.0, here.language))
        }
        (Cause::Behind { .. }, language) => say!(
            language,
            "{name}（按期计划完成率{value}，低于{below}）",
            "{name} (completion of the plan to date {value}, below {below})"
        ),
        (Cause::Far { name: item, .. }, language) => say!(
            language,
            "{name}（{item}为标准的{value}，低于{below}）",
            "{name} ({item} at {value} of its standard, below {below})"
        ),
    }
}
