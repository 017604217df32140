//! Where each quarter stands: who has reported and who has not, which figures are provisional, and whether the public
//! sees it. Read from the internal edition, which holds what the office has.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};

use crate::evaluate::Evaluation;
use crate::evaluate::board::{ReturnState, Standing};
use crate::evaluate::lookup::rule_set_on;
use crate::model::{FigureStatus, Progress, QuarterReport, Site};
use crate::units::{Quarter, Slug, Timestamp};

/// Where one quarter stands.
#[derive(Clone, Debug)]
pub struct QuarterStatus {
    /// The quarter.
    pub quarter: Quarter,
    /// Whether the public sees it.
    pub release: Release,
    /// Last day on which a return is in time; none where none is asked for.
    pub due: Option<NaiveDate>,
    /// All towns of the boards.
    pub all: Returns,
    /// The same by board, in the order of the rules: its name and its towns.
    pub boards: Vec<(Slug, String, Returns)>,
    /// The same by county, in the official order; last the towns without one.
    pub counties: Vec<(Option<Slug>, String, Returns)>,
}

/// Whether the public sees a quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Release {
    /// Since this time.
    Released(Timestamp),
    /// Not before this time.
    Embargoed(Timestamp),
    /// No time is set.
    Unset,
    /// Kept internal, whatever time is set.
    Internal,
}

/// The returns of some towns, by slug.
#[derive(Clone, Debug, Default)]
pub struct Returns {
    /// Towns of which a return is asked.
    pub expected: Vec<Slug>,
    /// Towns whose return is there.
    pub reported: Vec<Slug>,
    /// Towns whose return is due and missing.
    pub not_reported: Vec<Slug>,
    /// Towns whose return is missing and not due yet.
    pub awaited: Vec<Slug>,
    /// Towns whose return is missing while the rules set no day on which it is due.
    pub undated: Vec<Slug>,
    /// Towns whose return lacks the figure that their board measures.
    pub incomplete: Vec<Slug>,
    /// Towns whose figures are provisional.
    pub provisional: Vec<Slug>,
}

/// Where the quarters of an edition stand, oldest first.
pub fn status(site: &Site, evaluation: &Evaluation) -> Vec<QuarterStatus> {
    site.quarters.iter().map(|(quarter, report)| of_quarter(site, evaluation, *quarter, report)).collect()
}

/// The last quarter that is over, where returns are asked for it and it has no file yet, so that nobody sees its figures.
pub fn without_file(site: &Site) -> Option<Quarter> {
    let last = Quarter::of(site.as_of).previous();
    let asked = rule_set_on(site, last.last_day()).and_then(|rules| rules.returns.as_ref());
    asked.filter(|returns| returns.first <= last && !site.quarters.contains_key(&last)).map(|_| last)
}

/// Whether the public sees a quarter at a moment.
pub fn release(report: &QuarterReport, now: NaiveDateTime) -> Release {
    match report.released {
        _ if report.internal => Release::Internal,
        Some(time) if time.by(now) => Release::Released(time),
        Some(time) => Release::Embargoed(time),
        None => Release::Unset,
    }
}

fn of_quarter(site: &Site, evaluation: &Evaluation, quarter: Quarter, report: &QuarterReport) -> QuarterStatus {
    let rule = rule_set_on(site, quarter.last_day()).and_then(|rules| rules.returns.as_ref());
    let due = rule.filter(|returns| returns.first <= quarter);
    let due = due.map(|returns| returns.due(quarter));
    let mut all = Returns::default();
    let mut boards = Vec::new();
    let mut by_county: BTreeMap<Option<&Slug>, Returns> = BTreeMap::new();
    for board in evaluation.boards.get(&quarter).into_iter().flatten() {
        let mut on_board = Returns::default();
        for standing in board.standings() {
            let county = site.towns.get(&standing.town).and_then(|town| town.county.as_ref());
            let listed = county.filter(|county| evaluation.counties.contains_key(*county));
            for returns in [&mut all, &mut on_board, by_county.entry(listed).or_default()] {
                returns.count(standing);
            }
        }
        on_board.sort();
        boards.push((board.id.clone(), board.name.clone(), on_board));
    }
    let provisional = |row: &Progress| row.quarter == quarter && row.status == FigureStatus::Provisional;
    let towns = site.towns.iter().filter(|(_, town)| town.progress.iter().any(provisional));
    // Those on no board have figures too.
    all.provisional = towns.map(|(slug, _)| slug.clone()).collect();
    all.sort();
    let mut counties: Vec<_> = site
        .counties
        .iter()
        .filter_map(|county| {
            Some((Some(county.id.clone()), county.name.0.clone(), by_county.remove(&Some(&county.id))?))
        })
        .collect();
    counties.extend(by_county.remove(&None).map(|returns| (None, String::new(), returns)));
    counties.iter_mut().for_each(|(.., returns)| returns.sort());
    QuarterStatus { quarter, release: release(report, site.moment), due, all, boards, counties }
}

impl Returns {
    fn count(&mut self, standing: &Standing) {
        let town = || standing.town.clone();
        if standing.state != ReturnState::NotAsked || standing.reported.is_some() {
            self.expected.push(town());
        }
        match standing.state {
            _ if standing.reported.is_some() => self.reported.push(town()),
            ReturnState::NotReported => self.not_reported.push(town()),
            ReturnState::NotAsked => {}
            ReturnState::Undated => self.undated.push(town()),
            _ => self.awaited.push(town()),
        }
        if standing.state == ReturnState::FigureMissing {
            self.incomplete.push(town());
        }
        if standing.firmness.status == Some(FigureStatus::Provisional) {
            self.provisional.push(town());
        }
    }

    fn sort(&mut self) {
        for towns in [
            &mut self.expected,
            &mut self.reported,
            &mut self.not_reported,
            &mut self.awaited,
            &mut self.undated,
            &mut self.incomplete,
            &mut self.provisional,
        ] {
            towns.sort();
        }
    }
}
