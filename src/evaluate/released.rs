//! Boards as they were released (发布时的榜单), where they have changed since, and what changed.
//!
//! What a quarter's release showed is recomputed from the content: returns reported after it are left out, corrections made after
//! it are undone, and the rules are those of that day ([`load::earlier`]). A day counts from its beginning, so that what is dated
//! on the day of the release was in it. A board has changed where a town's rank, movement, figures, state or card differ from
//! then; each change tells since which day it is so: the board is computed again as of each day on which something of it came, and
//! a town's figures, state and card, or where these are as they were its rank and movement, are so since the last of these days
//! before which they were not.
//!
//! What has no date, nobody can undo: a figure put into a return without `history`, a plan, a task or a rule rewritten in place,
//! a town that was renamed, moved to another category without a date, or removed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};
use rayon::prelude::*;

use super::board::{self, Board, ReturnState, Standing};
use super::card::{self, CardLevel};
use super::{Evaluation, Judged, TownEvaluation, TownQuarter, lookup};
use crate::load;
use crate::model::{Site, Town, vocabulary};
use crate::units::{Quarter, Slug, Text, Timestamp};

/// The boards of a quarter as they were released.
#[derive(Clone, Debug)]
pub struct Released {
    /// When.
    pub at: Timestamp,
    /// The site as it was then, as far as boards and cards need.
    pub site: Site,
    /// The boards and cards of the quarter as they were then; nothing else is computed.
    pub evaluation: Evaluation,
    /// What changed, by board in the order of the rules and by the town's slug.
    pub changes: Vec<Change>,
}

/// A town that stands on a released board otherwise than it was released.
#[derive(Clone, Debug)]
pub struct Change {
    /// The town as it was released.
    pub published: Position,
    /// The town as it stands now.
    pub present: Position,
    /// The day since which its figures, state and card are so; where these are as released, its rank and movement.
    pub since: NaiveDate,
    /// The town's own causes by day; none where nothing of its own has changed, so that it follows from others.
    pub causes: Vec<ChangeCause>,
}

/// A town's place on a board, with its card.
#[derive(Clone, Debug)]
pub struct Position {
    /// Where it stands.
    pub standing: Arc<Standing>,
    /// Its card; none where none is given.
    pub card: Option<CardLevel>,
}

/// Why a town stands otherwise than it was released.
#[derive(Clone, Debug)]
pub struct ChangeCause {
    /// Which kind.
    pub kind: ChangeKind,
    /// When it came.
    pub on: NaiveDate,
    /// Why a figure was replaced, in the editors' words.
    pub why: Option<Text>,
}

/// What moves a released board.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// The return came after the release.
    LateReturn,
    /// The figure that the board measures was replaced.
    Revision,
    /// The return was not due yet at the release, and never came.
    Overdue,
    /// Nothing of the town itself: its rank or movement follows from others.
    Others,
}

vocabulary! {
    ChangeKind {
        LateReturn "late_return" "补报" "late return" ("发布以后才报送" "reported after the release"),
        Revision "revision" "修订" "revision" ("发布以后修订了榜单所用的数据" "the figure of the board was replaced after the release"),
        Overdue "overdue" "逾期未报" "overdue" ("发布时未到报送期，期满仍未报送" "not due yet at the release, and not reported since"),
        Others "others" "随其他数据变动" "follows from others"
            ("随其他小镇或上一季度的数据变动" "follows from other towns or from the quarter before"),
    }
}

impl Released {
    /// What changed on a board.
    pub fn changes_of<'a>(&'a self, board: &'a Slug) -> impl Iterator<Item = &'a Change> {
        self.changes.iter().filter(move |change| change.published.standing.board == *board)
    }

    /// What changed for a town.
    pub fn change_of<'a>(&'a self, town: &'a Slug) -> impl Iterator<Item = &'a Change> {
        self.changes.iter().filter(move |change| change.town() == town)
    }

    /// The last day on which something changed.
    pub fn last_change(&self) -> Option<NaiveDate> {
        self.changes.iter().map(|change| change.since).max()
    }
}

impl Change {
    /// The town.
    pub fn town(&self) -> &Slug {
        &self.published.standing.town
    }

    /// The kind of the last of the town's own causes.
    pub fn kind(&self) -> ChangeKind {
        self.causes.last().map_or(ChangeKind::Others, |cause| cause.kind)
    }

    /// The day on which the town reported, where that was after the release.
    pub fn reported_late(&self) -> Option<NaiveDate> {
        self.causes.iter().find(|cause| cause.kind == ChangeKind::LateReturn).map(|cause| cause.on)
    }
}

impl Position {
    /// Whether the town's own figures, state and card are the same.
    fn is_as(&self, other: &Self) -> bool {
        let own = |position: &Self| {
            let standing = &position.standing;
            let sums = [standing.completed, standing.plan_to_date, standing.plan_year];
            (sums, standing.state, position.card)
        };
        own(self) == own(other)
    }

    /// Whether rank and movement are the same, too.
    fn stands_as(&self, other: &Self) -> bool {
        let places = |position: &Self| (position.standing.rank, position.standing.movement);
        self.is_as(other) && places(self) == places(other)
    }
}

/// Every released quarter whose boards have changed since.
pub(super) fn released(site: &Site, judged: Judged<'_>) -> BTreeMap<Quarter, Released> {
    let found = site.quarters.par_iter().filter_map(|(&quarter, report)| {
        let at = report.released.filter(|at| at.by(site.moment))?;
        Some((quarter, of_quarter(site, quarter, at, judged)?))
    });
    found.collect()
}

fn of_quarter(site: &Site, quarter: Quarter, at: Timestamp, judged: Judged<'_>) -> Option<Released> {
    let boards = judged.boards.get(&quarter).filter(|boards| !boards.is_empty())?;
    let moments = moments(site, quarter, at, boards);
    if moments.is_empty() {
        return None;
    }
    let (then, mut evaluation) = as_of(site, quarter, at.moment());
    let now = |standing: &Arc<Standing>| Position {
        standing: Arc::clone(standing),
        card: judged.towns.get(&standing.town).and_then(|town| Some(town.quarters.get(&quarter)?.card.as_ref()?.level)),
    };
    let mut open: Vec<(Position, Position)> = Vec::new();
    for board in boards {
        for present in board.in_order_of_towns(site).map(|(_, _, standing)| now(standing)) {
            let published = place(&evaluation, quarter, &board.id, &present.standing.town);
            open.extend(published.filter(|was| !was.stands_as(&present)).map(|was| (was, present)));
        }
    }
    if open.is_empty() {
        return None;
    }
    let days = since(site, quarter, &moments, &open);
    let changes = open.into_iter().zip(days).map(|((published, present), since)| {
        let causes = causes(site, at, &published, &present);
        Change { published, present, since, causes }
    });
    let changes = changes.collect();
    // What the boards were compared with is no board of this quarter.
    evaluation.boards.retain(|own, _| *own == quarter);
    evaluation.counties = site.counties.iter().enumerate().map(|(at, county)| (county.id.clone(), at)).collect();
    Some(Released { at, site: then, evaluation, changes })
}

/// The moments after a quarter's release at which something came that its boards rest on: on the returns of the quarter and of
/// the one before, with which it is compared.
fn moments(site: &Site, quarter: Quarter, at: Timestamp, boards: &[Board]) -> BTreeSet<NaiveDateTime> {
    let of = [quarter.previous(), quarter];
    let rows = site.towns.values().flat_map(|town| &town.progress).filter(|row| of.contains(&row.quarter));
    let days = rows.flat_map(|row| {
        let replaced = row.history.iter().map(|entry| entry.replaced.0);
        row.known_from().map(|day| day.0).into_iter().chain(replaced)
    });
    let mut moments: BTreeSet<NaiveDateTime> = days.map(beginning).collect();
    let is_awaited = |board: &Board| board.standings().any(|standing| standing.state == ReturnState::NotReported);
    if boards.iter().any(is_awaited) {
        moments.extend(overdue(site, quarter).map(beginning));
    }
    let before = site.quarters.get(&quarter.previous()).and_then(|report| report.released);
    moments.extend(before.filter(|before| before.by(site.moment)).map(Timestamp::moment));
    moments.retain(|moment| *moment > at.moment());
    moments
}

fn beginning(day: NaiveDate) -> NaiveDateTime {
    day.and_time(NaiveTime::MIN)
}

/// The first day on which a return of a quarter is overdue.
fn overdue(site: &Site, quarter: Quarter) -> Option<NaiveDate> {
    let returns = lookup::rule_set_on(site, quarter.last_day())?.returns.as_ref()?;
    returns.due(quarter).checked_add_days(Days::new(1))
}

/// The site at a moment, with a quarter's boards and cards at that moment.
fn as_of(site: &Site, quarter: Quarter, moment: NaiveDateTime) -> (Site, Evaluation) {
    let then = load::earlier(site, moment, &[quarter.previous(), quarter]);
    let of: Vec<Quarter> =
        [quarter.previous(), quarter].into_iter().filter(|of| then.quarters.contains_key(of)).collect();
    let boards = board::boards(&then, &of);
    let mut towns = BTreeMap::new();
    for (_, town, standing) in boards.get(&quarter).into_iter().flatten().flat_map(|own| own.in_order_of_towns(&then)) {
        let card = card::cards(&then, town, &[standing]).remove(&quarter);
        let found = TownQuarter { figures: None, standing: Some(Arc::clone(standing)), card, triggers: Vec::new() };
        // As everywhere, a town is judged by the first board on which it stands.
        let town = towns.entry(standing.town.clone()).or_insert_with(TownEvaluation::default);
        town.quarters.entry(quarter).or_insert(found);
    }
    (then, Evaluation { quarters: of, boards, towns, ..Evaluation::default() })
}

fn place(evaluation: &Evaluation, quarter: Quarter, board: &Slug, town: &Slug) -> Option<Position> {
    let standing = evaluation.board(quarter, board)?.shared_standing(town)?;
    let card = evaluation.town_quarter(town, quarter).and_then(|seen| Some(seen.card.as_ref()?.level));
    Some(Position { standing: Arc::clone(standing), card })
}

/// Since which day each of these is as it is now.
fn since(
    site: &Site,
    quarter: Quarter,
    moments: &BTreeSet<NaiveDateTime>,
    open: &[(Position, Position)],
) -> Vec<NaiveDate> {
    let first = moments.first().map_or(site.as_of, NaiveDateTime::date);
    let mut days = vec![first; open.len()];
    let mut unsettled: Vec<usize> = (0..open.len()).collect();
    // Backwards: the last moment before which a town did not stand as it does now.
    for (before, moment) in moments.iter().zip(moments.iter().skip(1)).rev() {
        let (_, evaluation) = as_of(site, quarter, *before);
        unsettled.retain(|&at| {
            let (was, now) = &open[at];
            let then = place(&evaluation, quarter, &now.standing.board, &now.standing.town);
            let is_so = then.is_some_and(|then| if was.is_as(now) { then.stands_as(now) } else { then.is_as(now) });
            if !is_so {
                days[at] = moment.date();
            }
            is_so
        });
        if unsettled.is_empty() {
            break;
        }
    }
    days
}

/// What of the town itself came after the release.
fn causes(site: &Site, at: Timestamp, published: &Position, present: &Position) -> Vec<ChangeCause> {
    if published.is_as(present) {
        return Vec::new();
    }
    let (was, is) = (&published.standing, &present.standing);
    let is_later = |day: NaiveDate| beginning(day) > at.moment();
    let mut causes = Vec::new();
    let row = site.towns.get(&is.town).and_then(|town: &Arc<Town>| lookup::progress_of(town, is.quarter));
    if let Some(row) = row {
        let late = row.known_from().map(|day| day.0).filter(|day| is_later(*day));
        causes.extend(late.map(|on| ChangeCause { kind: ChangeKind::LateReturn, on, why: None }));
        let field = lookup::measured_field(is.measure);
        let replaced = row.history.iter().filter(|entry| entry.field == field && is_later(entry.replaced.0));
        causes.extend(replaced.map(|entry| ChangeCause {
            kind: ChangeKind::Revision,
            on: entry.replaced.0,
            why: Some(entry.why.clone()),
        }));
    }
    if was.state == ReturnState::NotDue && is.state == ReturnState::NotReported {
        let on = overdue(site, is.quarter).filter(|day| is_later(*day));
        causes.extend(on.map(|on| ChangeCause { kind: ChangeKind::Overdue, on, why: None }));
    }
    causes.sort_by_key(|cause| cause.on);
    causes
}

#[cfg(test)]
mod tests;
