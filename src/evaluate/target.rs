//! Targets (总体目标, ¶1): what counts, since when, and where it stands on the as-of date.

use crate::model::{Category, Site, Target, TargetCount};
use crate::units::Slug;

/// A target and where it stands.
#[derive(Clone, Debug)]
pub struct TargetResult {
    /// The target's id.
    pub target: Slug,
    /// Towns that count, by the day they did and slug; none for qualitative targets.
    pub towns: Option<Vec<Slug>>,
    /// Where it stands; none for qualitative targets.
    pub state: Option<TargetState>,
}

/// Where a target stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetState {
    /// The number asked for is reached.
    Met,
    /// Not reached, and the deadline has not passed.
    Open,
    /// Not reached by the deadline.
    Missed,
}

/// Every target of the rules.
pub fn targets(site: &Site) -> Vec<TargetResult> {
    site.rules.targets.iter().map(|target| result(site, target)).collect()
}

fn result(site: &Site, target: &Target) -> TargetResult {
    let category = match target.counts {
        Some(TargetCount::TownsNamed) => Category::Named,
        Some(TargetCount::TownsListedForCreation) => Category::Creation,
        None => return TargetResult { target: target.id.clone(), towns: None, state: None },
    };
    let last_day = target.deadline.map_or(site.as_of, |deadline| deadline.0.min(site.as_of));
    let day = |slug: &Slug| {
        let entries = site.towns[slug].category_history.iter().filter(|entry| entry.category == category);
        let days = entries.filter_map(|entry| Some(entry.from?.first_day));
        days.filter(|&day| day <= last_day && target.counts_from.is_none_or(|from| from.0 <= day)).min()
    };
    let mut towns: Vec<(chrono::NaiveDate, Slug)> =
        site.towns.keys().filter_map(|slug| Some((day(slug)?, slug.clone()))).collect();
    towns.sort();
    let reached = towns.len() >= target.at_least.unwrap_or(0) as usize;
    let state = match target.deadline {
        _ if reached => TargetState::Met,
        Some(deadline) if deadline.0 < site.as_of => TargetState::Missed,
        _ => TargetState::Open,
    };
    TargetResult {
        target: target.id.clone(),
        towns: Some(towns.into_iter().map(|(_, slug)| slug).collect()),
        state: Some(state),
    }
}
