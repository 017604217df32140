//! Site → Evaluation: every number and choice, with the reason for it kept beside it.
//!
//! No IO, no clock, no sentences: results are exact values and reasons as types, and where a type has a fixed list of
//! choices, its rows (code and names) stand beside it. Nothing here can fail; what cannot be computed says why. The rules stand in `rules.yaml`, the ways of computing in each file's doc comment.

pub mod assessment;
pub mod award;
pub mod board;
pub mod card;
pub mod figures;
pub mod interview;
pub mod lookup;
pub mod progress;
pub mod project;
pub mod released;
pub mod showcase;
pub mod standard;
pub mod target;
#[cfg(test)]
mod testing;
pub mod totals;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::model::{Category, Site, Town, Word};
use crate::units::{Quarter, Slug};

/// What cannot be computed, whatever it is; why stands beside it.
pub const UNCOMPUTABLE: Word = Word::new("uncomputable", pair!("无法计算", "cannot be computed"));

/// Everything that is computed from a site. Quarters are those that the edition shows.
#[derive(Clone, Debug, Default)]
pub struct Evaluation {
    /// Quarters shown, oldest first.
    pub quarters: Vec<Quarter>,
    /// What is computed for each town.
    pub towns: BTreeMap<Slug, TownEvaluation>,
    /// Each county's place in the official order.
    pub counties: BTreeMap<Slug, usize>,
    /// The boards of each quarter, in the order of the rules.
    pub boards: BTreeMap<Quarter, Vec<board::Board>>,
    /// Totals of each quarter for the whole area and for each county.
    pub totals: BTreeMap<Quarter, totals::QuarterTotals>,
    /// Annual assessment by year, oldest first.
    pub assessments: BTreeMap<i32, assessment::YearAssessment>,
    /// The award ledger.
    pub awards: Vec<award::AwardRow>,
    /// Targets, in the order of the rules.
    pub targets: Vec<target::TargetResult>,
    /// The best towns, chosen by rule or picked by the editors.
    pub showcase: Vec<showcase::Showcased>,
    /// The boards that changed after their release, as they were released.
    pub released: BTreeMap<Quarter, released::Released>,
}

impl Evaluation {
    /// The latest quarter shown.
    pub fn latest(&self) -> Option<Quarter> {
        self.quarters.last().copied()
    }

    /// What is known of a town in a quarter.
    pub fn town_quarter(&self, town: &Slug, quarter: Quarter) -> Option<&TownQuarter> {
        self.towns.get(town)?.quarters.get(&quarter)
    }

    /// The latest quarter's card of a town.
    pub fn latest_card(&self, town: &Slug) -> Option<&card::CardResult> {
        self.town_quarter(town, self.latest()?)?.card.as_ref()
    }

    /// The board of an id in a quarter.
    pub fn board(&self, quarter: Quarter, id: &Slug) -> Option<&board::Board> {
        self.boards.get(&quarter)?.iter().find(|board| &board.id == id)
    }
}

/// What is computed for one town.
#[derive(Clone, Debug, Default)]
pub struct TownEvaluation {
    /// Category on the as-of date.
    pub category: Option<Category>,
    /// Each quarter shown, whether the town was on a board in it or not.
    pub quarters: BTreeMap<Quarter, TownQuarter>,
    /// Distance from the standards in force.
    pub standards: Vec<standard::StandardResult>,
    /// Scenic grade required and held.
    pub scenic: standard::ScenicResult,
    /// Where its tasks stand on the as-of date, in the file's order.
    pub tasks: Vec<progress::TaskState>,
    /// Where its projects stand, in the file's order.
    pub projects: Vec<project::ProjectResult>,
}

/// What is computed for one town in one quarter.
#[derive(Clone, Debug)]
pub struct TownQuarter {
    /// The return's figures, quarterly values, shares and changes; none without a return.
    pub figures: Option<progress::QuarterFigures>,
    /// Its place on its board; none where it was on no board.
    pub standing: Option<Arc<board::Standing>>,
    /// Its card; none on no board, without card rules, before the return is due, or where the edition shows no cards.
    pub card: Option<card::CardResult>,
    /// Interview triggers; empty where the edition does not show them.
    pub triggers: Vec<interview::Trigger>,
}

/// What the annual assessment and the showcase are judged by: all quarters as they were judged.
#[derive(Clone, Copy)]
struct Judged<'a> {
    quarters: &'a [Quarter],
    towns: &'a BTreeMap<Slug, TownEvaluation>,
    boards: &'a BTreeMap<Quarter, Vec<board::Board>>,
}

/// Computes everything.
pub fn evaluate(site: &Site) -> Evaluation {
    let quarters: Vec<Quarter> = site.quarters.keys().copied().collect();
    let boards = board::boards(site, &quarters);
    let of_town = |((slug, town), standings): ((&Slug, &Arc<Town>), Vec<&Arc<board::Standing>>)| {
        let standards = standard::standards(site, town, standard::Known { day: site.as_of, quarter: None });
        let mut cards = card::cards(site, town, &standings);
        let mut of_quarter = |&quarter: &Quarter| {
            let standing = standings.iter().find(|standing| standing.quarter == quarter).copied();
            let found = TownQuarter {
                figures: progress::figures(site, town, quarter),
                standing: standing.map(Arc::clone),
                card: cards.remove(&quarter),
                triggers: interview::triggers(site, town, quarter, standing.map(|standing| &**standing)),
            };
            (quarter, found)
        };
        let evaluation = TownEvaluation {
            category: lookup::category_on(town, site.as_of),
            quarters: quarters.iter().map(&mut of_quarter).collect(),
            standards,
            scenic: standard::scenic(site, town),
            tasks: town.tasks.iter().map(|task| progress::task_state(task, site.as_of)).collect(),
            projects: town.projects.iter().map(|project| project::result(project, &quarters)).collect(),
        };
        (slug.clone(), evaluation)
    };
    let towns: Vec<_> = site.towns.iter().zip(board::of_towns(site, &boards)).collect();
    let towns: Vec<_> = towns.into_par_iter().map(of_town).collect();
    let totals =
        quarters.par_iter().map(|&quarter| (quarter, totals::totals(site, quarter, &boards[&quarter]))).collect();
    let towns: BTreeMap<Slug, TownEvaluation> = towns.into_iter().collect();
    let judged = Judged { quarters: &quarters, towns: &towns, boards: &boards };
    Evaluation {
        assessments: assessment::assessments(site, judged),
        showcase: showcase::showcase(site, judged),
        counties: site.counties.iter().enumerate().map(|(place, county)| (county.id.clone(), place)).collect(),
        totals,
        awards: award::ledger(site),
        targets: target::targets(site),
        released: released::released(site, judged),
        quarters,
        towns,
        boards,
    }
}
