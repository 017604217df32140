//! A site as the same edition saw it at an earlier moment, as far as its boards and cards need: what came later is dropped
//! by the rules by which a tree is cut off, so that nothing shows in it that the edition does not show today.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};

use super::{Horizon, quarter, rules, town};
use crate::model::{Edition, QuarterReport, Site, Town};
use crate::units::Quarter;

/// The site as it was for the boards and cards of these quarters, which were over by then: without stories, documents, pages and
/// files. Facts of a town that these do not rest on stay as they are.
pub fn earlier(site: &Site, moment: NaiveDateTime, of: &[Quarter]) -> Site {
    let public = site.edition == Edition::Public;
    let mut horizon = Horizon::new(moment, None, public, site.sections.clone());
    let without_analysis = |report: &QuarterReport| QuarterReport { analysis: None, ..report.clone() };
    let reports = site.quarters.iter().map(|(key, report)| (*key, without_analysis(report)));
    let quarters: BTreeMap<_, _> = reports.filter_map(|entry| quarter(&horizon, entry)).collect();
    horizon.quarters = quarters.keys().copied().collect();
    let towns = site.towns.iter().filter_map(|(slug, own)| {
        // The others are as they were, and are shared.
        let is_later = has_later_facts(own, horizon.as_of, of);
        let was = if is_later { town::at(slug, (**own).clone(), &horizon).map(Arc::new) } else { Some(own.clone()) };
        Some((slug.clone(), was?))
    });
    let towns = towns.collect();
    Site {
        edition: site.edition,
        as_of: horizon.as_of,
        moment,
        sections: site.sections.clone(),
        config: site.config.clone(),
        rules: rules::at(site.rules.clone(), &horizon),
        sources: BTreeMap::new(),
        counties: site.counties.clone(),
        towns,
        quarters,
        stories: BTreeMap::new(),
        policies: BTreeMap::new(),
        pages: BTreeMap::new(),
        assets: BTreeMap::new(),
    }
}

/// Whether something that boards and cards of these quarters rest on came after a day. Categories and tasks count by the
/// quarter's last day, which lies before it.
fn has_later_facts(town: &Town, day: NaiveDate, of: &[Quarter]) -> bool {
    let years: BTreeSet<i32> = of.iter().map(|quarter| quarter.year).collect();
    let is_later_row = || {
        let rows = town.progress.iter().filter(|row| of.contains(&row.quarter));
        rows.into_iter().any(|row| {
            row.known_from().is_some_and(|known| known.0 > day)
                || row.history.iter().any(|entry| entry.replaced.0 > day)
        })
    };
    is_later_row() || town.plan.iter().any(|plan| years.contains(&plan.year.0) && plan.approved.0 > day)
}
