//! The rules that had come into force, without those of sections that the edition does not show.

use chrono::NaiveDate;

use super::{Coming, Horizon};
use crate::model::{Rules, Section};
use crate::units::Year;

/// Taken apart whole: a new list has to be placed among those that come into force and those that are always there.
pub(super) fn at(mut rules: Rules, horizon: &Horizon) -> Rules {
    let Rules {
        rule_sets,
        standards,
        scenic,
        assessment_methods,
        awards,
        targets,
        picks,
        // Always there.
        industries: _,
        measures: _,
        scales: _,
    } = &mut rules;
    let as_of = horizon.as_of;
    let from = |list: &'static str| move |day: NaiveDate| horizon.is_out_on(day, || Coming::Rule(list));
    let begun = from("rule_sets");
    rule_sets.retain(|set| begun(set.from.0));
    let begun = from("standards");
    standards.retain(|standard| begun(standard.from.first_day));
    let begun = from("scenic");
    scenic.retain(|rule| begun(rule.from.first_day));
    let begun = from("targets");
    targets.retain(|target| target.counts_from.is_none_or(|day| begun(day.0)));
    let begun = from("picks");
    picks.retain(|pick| {
        let is_over = pick.to.is_some_and(|to| to.0 < as_of);
        !is_over && horizon.admits(pick.internal) && begun(pick.from.0)
    });
    for set in rule_sets {
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
    let begun = from("assessment_methods");
    assessment_methods.retain(|method| horizon.shows(Section::Assessments) && begun(first_day(method.from)));
    let begun = from("awards");
    awards.retain(|policy| horizon.shows(Section::Awards) && begun(first_day(policy.from)));
    rules
}

fn first_day(year: Year) -> NaiveDate {
    NaiveDate::from_ymd_opt(year.0, 1, 1).expect("a year is read in range")
}
