//! The airing boards (定期晾晒, ¶4): two boards that are never mixed, each with its own measure and ranking.
//!
//! Ranks go 1, 1, 3 by the exact rate; ties are listed by slug; only towns whose rate is known are ranked.
//! Movement compares only towns ranked on the same board in both this quarter and the one before: both are
//! ranked afresh among just these, so that a newcomer pushes nobody down.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::card::Uncomputable;
use super::lookup;
use crate::figure::Firmness;
use crate::model::{BoardMeasure, BoardRule, Category, RankBy, RuleSet, Site, Town, vocabulary};
use crate::units::{Date, Money, Quarter, Ratio, Slug, SourceReference};

/// A board of one quarter.
#[derive(Clone, Debug)]
pub struct Board {
    /// Its id, the same through time.
    pub id: Slug,
    /// Its name by the rules of the quarter.
    pub name: String,
    /// The quarter.
    pub quarter: Quarter,
    /// What it measures.
    pub measure: BoardMeasure,
    /// Which rate decides the rank.
    pub rank_by: RankBy,
    /// The categories on it.
    pub categories: Vec<Category>,
    /// Ranked towns by rank, then the others by slug.
    standings: Vec<Arc<Standing>>,
    /// Where each town stands in `standings`, by slug.
    by_town: Vec<usize>,
}

impl Board {
    /// The towns on it: the ranked ones by rank, then the others by slug.
    pub fn standings(&self) -> impl ExactSizeIterator<Item = &Standing> {
        self.standings.iter().map(|standing| &**standing)
    }

    /// The same, for who keeps them.
    pub fn shared_standings(&self) -> impl ExactSizeIterator<Item = &Arc<Standing>> {
        self.standings.iter()
    }

    /// The ranked towns, best first.
    pub fn ranked(&self) -> impl Iterator<Item = &Standing> {
        self.standings().filter(|standing| standing.rank.is_some())
    }

    /// The standing of a town.
    pub fn standing(&self, town: &Slug) -> Option<&Standing> {
        self.shared_standing(town).map(|standing| &**standing)
    }

    /// The same, for who keeps it.
    pub fn shared_standing(&self, town: &Slug) -> Option<&Arc<Standing>> {
        let place = self.by_town.binary_search_by(|&place| self.standings[place].town.cmp(town)).ok()?;
        self.standings.get(self.by_town[place])
    }

    /// Each standing, in the order of the site's towns, with its town and with the town's place among all towns.
    pub(super) fn in_order_of_towns<'a>(
        &'a self,
        site: &'a Site,
    ) -> impl Iterator<Item = (usize, &'a Town, &'a Arc<Standing>)> {
        let mut towns = site.towns.iter().enumerate();
        self.by_town.iter().filter_map(move |&place| {
            let standing = &self.standings[place];
            let (place, (_, town)) = towns.find(|(_, (slug, _))| **slug == standing.town)?;
            Some((place, &**town, standing))
        })
    }

    /// Where the towns that are on two boards stand: on this one, and on the other.
    fn on_both(&self, other: &Self) -> Vec<(usize, usize)> {
        let mut others = other.by_town.iter().copied().peekable();
        let in_other = |&place: &usize| {
            let town = &self.standings[place].town;
            while others.next_if(|&there| other.standings[there].town < *town).is_some() {}
            Some((place, others.next_if(|&there| other.standings[there].town == *town)?))
        };
        self.by_town.iter().filter_map(in_other).collect()
    }
}

/// A town's place on a board.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The town.
    pub town: Slug,
    /// The board.
    pub board: Slug,
    /// The quarter.
    pub quarter: Quarter,
    /// Category on the quarter's last day.
    pub category: Category,
    /// The rule set.
    pub rule_set: Slug,
    /// What is measured.
    pub measure: BoardMeasure,
    /// Whether there is a figure, and if not, why.
    pub state: ReturnState,
    /// Completed from 1 January to the quarter's end, 万元.
    pub completed: Option<Money>,
    /// The plan's cumulative figure for the quarter's end.
    pub plan_to_date: Option<Money>,
    /// The plan's figure for the year.
    pub plan_year: Option<Money>,
    /// Completed ÷ planned to the quarter's end (按期计划完成率).
    pub period_rate: Option<Ratio>,
    /// Completed ÷ planned for the year (年度计划完成率).
    pub annual_rate: Option<Ratio>,
    /// Planned to the quarter's end ÷ planned for the year (时序进度).
    pub pace: Option<Ratio>,
    /// Rank; none where the ranking rate is not known.
    pub rank: Option<u32>,
    /// Rank shown a quarter before on the same board.
    pub previous_rank: Option<u32>,
    /// Places gained among towns ranked in both quarters; negative for places lost.
    pub movement: Option<i32>,
    /// How firm the figure is.
    pub firmness: Firmness,
    /// Day of the report.
    pub reported: Option<Date>,
    /// Day on which the figures came out as they are; none while the quarter is not released.
    pub published: Option<Date>,
    /// Where the return was read.
    pub source: Option<SourceReference>,
}

/// Whether a town's figure for a board is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReturnState {
    /// Reported.
    Reported,
    /// There is a return, but not this figure.
    FigureMissing,
    /// The return is due and missing (未报送).
    NotReported,
    /// The return is missing and not due yet.
    NotDue,
    /// The return is missing, and the rules do not say when returns are due.
    Undated,
    /// There is no return, and none is asked for: the quarter is before the first one of the rules.
    NotAsked,
}

vocabulary! {
    ReturnState {
        Reported "reported" "已报送" "reported",
        FigureMissing "figure_missing" "数据缺失" "figure missing"
            ("有报送，缺本榜所用数据" "there is a return without this board's figure"),
        NotReported "not_reported" "未报送" "not reported" ("应报未报" "due and missing"),
        NotDue "not_due" "未到报送期" "not due yet",
        Undated "undated" "尚未报送" "not reported yet" ("规则未定报送期限" "the rules set no day on which it is due"),
        NotAsked "not_asked" "未要求报送" "not asked for",
    }
}

impl Standing {
    /// Why nothing is planned to the quarter's end: there is no plan, or it has no quarters.
    pub fn plan_gap(&self) -> Uncomputable {
        if self.plan_year.is_some() { Uncomputable::NoQuarters } else { Uncomputable::NoPlan }
    }

    /// The rate that decides the rank.
    pub fn ranking_rate(&self, rank_by: RankBy) -> Option<Ratio> {
        match rank_by {
            RankBy::PeriodPlan => self.period_rate,
            RankBy::AnnualPlan => self.annual_rate,
        }
    }
}

/// The boards of every quarter shown.
pub fn boards(site: &Site, quarters: &[Quarter]) -> BTreeMap<Quarter, Vec<Board>> {
    let of_quarter = |&quarter: &Quarter| {
        let rules = lookup::rule_set_on(site, quarter.last_day());
        let boards = rules.map(|rules| rules.boards.par_iter().map(|rule| board(site, quarter, rules, rule)).collect());
        (quarter, boards.unwrap_or_default())
    };
    let mut boards: BTreeMap<Quarter, Vec<Board>> = quarters.par_iter().map(of_quarter).collect();
    let movements: Vec<Vec<Movement>> = {
        let earlier = |board: &Board| boards.get(&board.quarter.previous())?.iter().find(|it| it.id == board.id);
        let now: Vec<&Board> = boards.values().flatten().collect();
        now.par_iter()
            .map(|board| earlier(board).map(|earlier| movements(board, earlier)).unwrap_or_default())
            .collect()
    };
    for (board, movements) in boards.values_mut().flatten().zip(movements) {
        for (standing, (previous_rank, movement)) in board.standings.iter_mut().zip(movements) {
            // Nobody else holds it yet, so that nothing is copied.
            let standing = Arc::make_mut(standing);
            (standing.previous_rank, standing.movement) = (previous_rank, movement);
        }
    }
    boards
}

/// The standings of each town of the site, in the order of the towns and of the quarters: one a quarter.
pub(super) fn of_towns<'a>(site: &'a Site, boards: &'a BTreeMap<Quarter, Vec<Board>>) -> Vec<Vec<&'a Arc<Standing>>> {
    let mut of_towns: Vec<Vec<&Arc<Standing>>> = vec![Vec::with_capacity(boards.len()); site.towns.len()];
    for (town, _, standing) in boards.values().flatten().flat_map(|board| board.in_order_of_towns(site)) {
        if of_towns[town].last().is_none_or(|earlier| earlier.quarter != standing.quarter) {
            of_towns[town].push(standing);
        }
    }
    of_towns
}

fn board(site: &Site, quarter: Quarter, rules: &RuleSet, rule: &BoardRule) -> Board {
    let mut standings: Vec<Standing> = site
        .towns
        .iter()
        .filter_map(|(slug, town)| {
            let category = lookup::category_on(town, quarter.last_day())?;
            rule.categories.contains(&category).then(|| standing(site, slug, town, quarter, rules, rule, category))
        })
        .collect();
    rank(&mut standings, rule.rank_by);
    let mut by_town: Vec<usize> = (0..standings.len()).collect();
    by_town.sort_by(|&a, &b| standings[a].town.cmp(&standings[b].town));
    Board {
        id: rule.id.clone(),
        name: rule.name.0.clone(),
        quarter,
        measure: rule.measure,
        rank_by: rule.rank_by,
        categories: rule.categories.clone(),
        standings: standings.into_iter().map(Arc::new).collect(),
        by_town,
    }
}

fn standing(
    site: &Site,
    slug: &Slug,
    town: &Town,
    quarter: Quarter,
    rules: &RuleSet,
    rule: &BoardRule,
    category: Category,
) -> Standing {
    let row = lookup::progress_of(town, quarter);
    let completed = row.and_then(|row| lookup::measured_field(rule.measure).of(row));
    let state = match (row, completed) {
        (Some(_), Some(_)) => ReturnState::Reported,
        (Some(_), None) => ReturnState::FigureMissing,
        (None, _) => awaited(site, rules, quarter),
    };
    let plan = lookup::plan_in(&site.rules, &site.quarters, town, quarter);
    let plan = plan.and_then(|plan| lookup::series(plan, rule.measure));
    let plan_to_date = plan.and_then(|plan| plan.to_date(quarter));
    let plan_year = plan.map(|plan| plan.year);
    let rate = |numerator: Option<Money>, denominator: Option<Money>| Ratio::of(numerator?, denominator?);
    Standing {
        town: slug.clone(),
        board: rule.id.clone(),
        quarter,
        category,
        rule_set: rules.id.clone(),
        measure: rule.measure,
        state,
        completed,
        plan_to_date,
        plan_year,
        period_rate: rate(completed, plan_to_date),
        annual_rate: rate(completed, plan_year),
        pace: rate(plan_to_date, plan_year),
        rank: None,
        previous_rank: None,
        movement: None,
        firmness: row.map(|row| lookup::firmness_of(site, row)).unwrap_or_default(),
        reported: row.and_then(|row| row.reported),
        published: row.and_then(|row| lookup::published_on(site, row)),
        source: row.and_then(|row| row.source.clone()),
    }
}

/// Where a return stands that is not there.
fn awaited(site: &Site, rules: &RuleSet, quarter: Quarter) -> ReturnState {
    match &rules.returns {
        None => ReturnState::Undated,
        Some(returns) if quarter < returns.first => ReturnState::NotAsked,
        // As with tasks, the due day itself is still in time.
        Some(returns) if returns.due(quarter) < site.as_of => ReturnState::NotReported,
        Some(_) => ReturnState::NotDue,
    }
}

/// Sorts by exact rate, best first, and gives ranks 1, 1, 3; those without a rate come last.
fn rank(standings: &mut [Standing], rank_by: RankBy) {
    standings.sort_by(|a, b| {
        let (left, right) = (a.ranking_rate(rank_by), b.ranking_rate(rank_by));
        right.cmp(&left).then_with(|| a.town.cmp(&b.town))
    });
    let rates: Vec<Option<Ratio>> = standings.iter().map(|standing| standing.ranking_rate(rank_by)).collect();
    for (standing, rank) in standings.iter_mut().zip(ranks(&rates)) {
        standing.rank = rank;
    }
}

/// Ranks of rates that stand in order, best first, missing ones last.
fn ranks(rates: &[Option<Ratio>]) -> Vec<Option<u32>> {
    let mut ranks: Vec<Option<u32>> = Vec::with_capacity(rates.len());
    for (position, rate) in rates.iter().enumerate() {
        let tied = position > 0 && rate.is_some() && rates[position - 1] == *rate;
        let rank = if tied { ranks[position - 1] } else { rate.map(|_| position as u32 + 1) };
        ranks.push(rank);
    }
    ranks
}

/// The rank a quarter before, and the places gained since among the towns that were ranked in both.
type Movement = (Option<u32>, Option<i32>);

/// The movement of each standing of a board.
fn movements(board: &Board, earlier: &Board) -> Vec<Movement> {
    let mut movements: Vec<Movement> = vec![(None, None); board.standings.len()];
    let mut both = board.on_both(earlier);
    both.retain(|&(now, then)| {
        let is_ranked = board.standings[now].rank.is_some();
        movements[now].0 = earlier.standings[then].rank.filter(|_| is_ranked);
        movements[now].0.is_some()
    });
    let is = ranks_afresh(board, both.iter().map(|&(now, _)| (now, now)).collect());
    let was = ranks_afresh(earlier, both.iter().map(|&(now, then)| (then, now)).collect());
    for ((now, is), (_, was)) in is.iter().zip(was) {
        movements[*now].1 = Some(was as i32 - *is as i32);
    }
    movements
}

/// Ranks among some of a board's ranked standings, each with a name that comes back with its rank, in the order of names.
fn ranks_afresh(board: &Board, mut some: Vec<(usize, usize)>) -> Vec<(usize, u32)> {
    some.sort_unstable();
    let rates: Vec<Option<Ratio>> =
        some.iter().map(|&(place, _)| board.standings[place].ranking_rate(board.rank_by)).collect();
    let named = some.iter().zip(ranks(&rates));
    let mut ranks: Vec<(usize, u32)> = named.filter_map(|(&(_, name), rank)| Some((name, rank?))).collect();
    ranks.sort_unstable();
    ranks
}

#[cfg(test)]
mod tests;
