//! The best towns (标杆小镇, ¶10): taken from the top of each board by the published rule, and the editors' own picks.

use std::collections::BTreeMap;

use super::card::CardLevel;
use super::{Evaluation, lookup};
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
pub fn showcase(site: &Site, evaluation: &Evaluation) -> Vec<Showcased> {
    let mut chosen: Vec<Showcased> = Vec::new();
    if let Some(quarter) = evaluation.latest() {
        let rule = lookup::rule_set_on(site, quarter.last_day()).and_then(|set| set.showcase.as_ref());
        if let Some(rule) = rule {
            chosen.extend(by_rule(evaluation, quarter, rule));
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
fn by_rule(evaluation: &Evaluation, quarter: Quarter, rule: &ShowcaseRule) -> Vec<Showcased> {
    let mut chosen = Vec::new();
    for board in &evaluation.boards[&quarter] {
        let mut taken = 0;
        let mut last_rank = None;
        for standing in board.ranked() {
            if taken >= rule.per_board && standing.rank != last_rank {
                break;
            }
            if let (Some(rank), true) =
                (standing.rank, without_card(evaluation, &standing.town, rule.quarters_without_card))
            {
                taken += 1;
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
fn without_card(evaluation: &Evaluation, town: &Slug, quarters: u8) -> bool {
    let asked = usize::from(quarters);
    let normal = |&quarter: &Quarter| {
        let card = evaluation.town_quarter(town, quarter).and_then(|entry| entry.card.as_ref());
        card.is_some_and(|card| card.level == CardLevel::Normal)
    };
    evaluation.quarters.len() >= asked && evaluation.quarters.iter().rev().take(asked).all(|quarter| normal(quarter))
}
