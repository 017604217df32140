//! The rules that had come into force, without those of sections that the edition does not show.

use super::Horizon;
use crate::model::{Rules, Section};

pub(super) fn at(mut rules: Rules, horizon: &Horizon) -> Rules {
    let as_of = horizon.as_of;
    rules.rule_sets.retain(|set| set.from.0 <= as_of);
    rules
        .picks
        .retain(|pick| pick.from.0 <= as_of && pick.to.is_none_or(|to| as_of <= to.0) && horizon.admits(pick.internal));
    for set in &mut rules.rule_sets {
        if !horizon.shows(Section::Cards) {
            // The thresholds go, the plan version stays: ranks are judged by it too.
            if let Some(cards) = &mut set.cards {
                cards.measures.clear();
            }
        }
        if !horizon.shows(Section::Interviews) {
            set.interviews.clear();
        }
    }
    if !horizon.shows(Section::Assessments) {
        rules.assessment_methods.clear();
    }
    if !horizon.shows(Section::Awards) {
        rules.awards.clear();
    }
    rules
}
