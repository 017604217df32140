//! Targets (总体目标, ¶1): what counts, since when, and where it stands on the as-of date.

use crate::model::{Category, Site, Target, TargetCount, vocabulary};
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

vocabulary! {
    TargetState {
        Met "met" "已完成" "met",
        Open "open" "推进中" "open",
        Missed "missed" "到期未完成" "missed",
    }
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

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::*;

    #[test]
    fn only_towns_named_within_the_span_count() {
        let rules = "
targets:
  - {id: t, name: 目标, text: 目标, basis: {document: 示例}, deadline: 2022-12-31, counts_from: 2020-09-29, counts: towns_named, at_least: 2, at_most: 3}
  - {id: q, name: 定性, text: 定性, basis: {document: 示例}, state: 推进中}
";
        let named = |from: &str| format!("name: 小镇\ncategory_history: [{{from: {from}, category: named}}]");
        let (before, first, last, after, undated) = (
            named("2020-09-28"),
            named("2020-09-29"),
            named("2022-12-31"),
            named("2023-01-01"),
            "name: 小镇\ncategory_history: [{category: named}]".to_owned(),
        );
        let towns = [("a", before.as_str()), ("b", &first), ("c", &last), ("d", &after), ("e", &undated)];
        let at = |as_of: &str| {
            let result = evaluation(rules, &towns, &[], as_of).targets.remove(0);
            (result.towns.expect("counted").into_iter().map(|slug| slug.to_string()).collect::<Vec<_>>(), result.state)
        };
        assert_eq!(at("2022-12-30"), (vec!["b".to_owned()], Some(TargetState::Open)));
        assert_eq!(at("2022-12-31"), (vec!["b".to_owned(), "c".to_owned()], Some(TargetState::Met)));
        assert_eq!(at("2023-06-01").1, Some(TargetState::Met));
        let few = [("b", first.as_str())];
        assert_eq!(evaluation(rules, &few, &[], "2022-12-31").targets[0].state, Some(TargetState::Open));
        assert_eq!(evaluation(rules, &few, &[], "2023-01-01").targets[0].state, Some(TargetState::Missed));
        assert!(evaluation(rules, &few, &[], "2023-01-01").targets[1].state.is_none());
    }
}
