//! The best towns (标杆小镇, ¶10): taken from the top of each board by the published rule, and the editors' own picks.

use std::collections::BTreeMap;

use super::card::CardLevel;
use super::{Judged, lookup};
use crate::model::{ShowcaseRule, Site};
use crate::units::{Quarter, Slug};

/// A town in the showcase, with every reason for it.
#[derive(Clone, Debug)]
pub struct Showcased {
    /// The town.
    pub town: Slug,
    /// Chosen by rule: the board, the rank on it, and the quarters without a card that were asked for.
    pub by_rule: Option<RuleReason>,
    /// Picked by the editors: their reason.
    pub pick: Option<String>,
}

/// Why the rule chose a town.
#[derive(Clone, Debug)]
pub struct RuleReason {
    /// The board.
    pub board: Slug,
    /// The rank on it.
    pub rank: u32,
    /// The quarter.
    pub quarter: Quarter,
    /// So many quarters on end without a card.
    pub quarters_without_card: u8,
}

/// The showcase: by board and rank, then the picks in the order of the rules.
pub(super) fn showcase(site: &Site, judged: Judged<'_>) -> Vec<Showcased> {
    let mut chosen: Vec<Showcased> = Vec::new();
    if let Some(&quarter) = judged.quarters.last() {
        let rule = lookup::rule_set_on(site, quarter.last_day()).and_then(|set| set.showcase.as_ref());
        if let Some(rule) = rule {
            chosen.extend(by_rule(judged, quarter, rule));
        }
    }
    let places: BTreeMap<Slug, usize> = chosen.iter().enumerate().map(|(at, entry)| (entry.town.clone(), at)).collect();
    for pick in &site.rules.picks {
        match places.get(&pick.town) {
            Some(&place) => chosen[place].pick = Some(pick.reason.0.clone()),
            None => {
                chosen.push(Showcased { town: pick.town.clone(), by_rule: None, pick: Some(pick.reason.0.clone()) })
            }
        }
    }
    chosen
}

/// Walks each board from the top and takes towns without a card, until enough are taken; ties with the last are taken too.
fn by_rule(judged: Judged<'_>, quarter: Quarter, rule: &ShowcaseRule) -> Vec<Showcased> {
    let mut chosen = Vec::new();
    for board in &judged.boards[&quarter] {
        let mut taken = 0;
        let mut last_rank = None;
        for standing in board.ranked() {
            if taken >= rule.per_board && standing.rank != last_rank {
                break;
            }
            if let (Some(rank), true) =
                (standing.rank, without_card(judged, &standing.town, rule.quarters_without_card))
            {
                taken = u8::saturating_add(taken, 1);
                last_rank = Some(rank);
                let reason = RuleReason {
                    board: board.id.clone(),
                    rank,
                    quarter,
                    quarters_without_card: rule.quarters_without_card,
                };
                chosen.push(Showcased { town: standing.town.clone(), by_rule: Some(reason), pick: None });
            }
        }
    }
    chosen
}

/// Whether a town was judged normal in each of the last so many quarters shown.
fn without_card(judged: Judged<'_>, town: &Slug, quarters: u8) -> bool {
    let asked = usize::from(quarters);
    let normal = |&quarter: &Quarter| {
        let card =
            judged.towns.get(town).and_then(|town| town.quarters.get(&quarter)).and_then(|entry| entry.card.as_ref());
        card.is_some_and(|card| card.level == CardLevel::Normal)
    };
    judged.quarters.len() >= asked && judged.quarters.iter().rev().take(asked).all(normal)
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;

    #[test]
    fn the_rule_passes_over_towns_with_a_card_and_keeps_ties() {
        let town = |first: &str, second: &str| municipal(&(row("2020Q1", first) + &row("2020Q2", second)));
        // Q2 planned 500. best: 120 % but yellow in Q1 (190/250 = 76 %); then two tied at 110 %; then 100 %.
        let (best, tied, fourth) = (town("190", "600"), town("250", "550"), town("250", "500"));
        let towns = [("best", best.as_str()), ("tied-a", &tied), ("tied-b", &tied), ("fourth", &fourth)];
        let picks = format!(
            "{RULES}picks:\n  - {{town: fourth, reason: 做法可学, from: 2020-01-01}}\n  - {{town: tied-a, reason: 两者皆是, from: 2020-01-01}}\n  - {{town: best, reason: 过期, from: 2019-01-01, to: 2019-12-31}}\n"
        );
        let evaluation = evaluation(&picks, &towns, &["2020Q1", "2020Q2"], "2020-08-01");
        let chosen: Vec<(&str, Option<u32>, Option<&str>)> = evaluation
            .showcase
            .iter()
            .map(|entry| (entry.town.0.as_str(), entry.by_rule.as_ref().map(|rule| rule.rank), entry.pick.as_deref()))
            .collect();
        assert_eq!(
            chosen,
            [("tied-a", Some(2), Some("两者皆是")), ("tied-b", Some(2), None), ("fourth", None, Some("做法可学"))]
        );
    }
}
