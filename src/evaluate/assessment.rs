//! Annual assessment (年度考评, ¶4): the province's grades as published, the city office's own weighted score by the
//! method in the rules, and how both add up for each county. The two are never mixed.

use std::collections::BTreeMap;
use std::sync::Arc;

use num_bigint::BigInt;
use num_rational::BigRational;
use rayon::prelude::*;
use rust_decimal::Decimal;

use super::board::Standing;
use super::card::{CardLevel, Uncomputable};
use super::progress::{TaskState, task_state};
use super::{Judged, TownEvaluation};
use crate::figure::Firmness;
use crate::model::{AssessmentMethod, Assessor, Category, Coded, ComponentKind, Section, Site, Town, Word};
use crate::units::{Key, Quarter, Slug};

/// The assessments of one year.
#[derive(Clone, Debug, Default)]
pub struct YearAssessment {
    /// The city's method in force, if any.
    pub method: Option<Slug>,
    /// Grades as recorded in the town files: town, position in its `assessments`.
    pub recorded: Vec<(Slug, usize)>,
    /// The city's scores, by town; only once the year's last quarter is shown.
    pub scores: BTreeMap<Slug, CityScore>,
    /// How it adds up, by county.
    pub counties: BTreeMap<Slug, CountyRollUp>,
}

/// A town's score by the city's method.
#[derive(Clone, Debug)]
pub struct CityScore {
    /// The board's category in the fourth quarter.
    pub category: Category,
    /// The parts, in the order of the method.
    pub components: Vec<ComponentResult>,
    /// The exact score; none where a part cannot be computed.
    pub score: Option<BigRational>,
    /// The grade by the score.
    pub grade: Option<Key>,
    /// The grade that the town's file records for the city; it wins over the computed one.
    pub recorded: Option<Key>,
}

impl CityScore {
    /// Provisional where a part is; nothing is said of a score that cannot be computed.
    pub fn firmness(&self) -> Firmness {
        let parts = self.components.iter().filter(|_| self.score.is_some());
        Firmness::of_parts(parts.map(|part| part.firmness))
    }

    /// The grade that counts.
    pub fn effective_grade(&self) -> Option<&Key> {
        self.recorded.as_ref().or(self.grade.as_ref())
    }
}

/// A part of a score.
#[derive(Clone, Debug)]
pub struct ComponentResult {
    /// The part's key.
    pub key: Key,
    /// 0 to 100, exact; or why it cannot be computed.
    pub value: Result<BigRational, ComponentGap>,
    /// How firm the figures are from which it is computed.
    pub firmness: Firmness,
}

/// Why a part of a score cannot be computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ComponentGap {
    /// The investment rate cannot be computed.
    Rate(Uncomputable),
    /// The fourth quarter was not reported.
    NotReported,
    /// No quarter of the year was judged.
    NoCards,
    /// The office has given no score.
    NoScore,
}

impl Coded for ComponentGap {
    const WORDS: &'static [Word] = &[
        Uncomputable::WORDS[Uncomputable::FigureMissing as usize],
        Uncomputable::WORDS[Uncomputable::NoPlan as usize],
        Uncomputable::WORDS[Uncomputable::NoQuarters as usize],
        Uncomputable::WORDS[Uncomputable::ZeroPlan as usize],
        Word::new("not_reported", pair!("第四季度未报送", "the fourth quarter was not reported")),
        Word::new("no_cards", pair!("全年没有可判定的季度", "no quarter of the year was judged")),
        Word::new("no_score", pair!("暂无市特镇办评分", "the office's score is not on record")),
    ];

    fn word(self) -> &'static Word {
        match self {
            Self::Rate(reason) => reason.word(),
            Self::NotReported => &Self::WORDS[4],
            Self::NoCards => &Self::WORDS[5],
            Self::NoScore => &Self::WORDS[6],
        }
    }
}

/// A county's part in a year's assessment.
#[derive(Clone, Debug, Default)]
pub struct CountyRollUp {
    /// Towns assessed by the city's method.
    pub towns: u32,
    /// Of them with a score.
    pub scored: u32,
    /// Mean of the scores, exact; none without a scored town.
    pub mean: Option<BigRational>,
    /// Provisional where one of these scores is.
    pub firmness: Firmness,
    /// Number of towns by grade: the city's.
    pub city_grades: BTreeMap<Key, u32>,
    /// Number of towns by grade: the province's.
    pub province_grades: BTreeMap<Key, u32>,
}

/// The assessments of every year that has a grade or a score.
pub(super) fn assessments(site: &Site, judged: Judged<'_>) -> BTreeMap<i32, YearAssessment> {
    let mut years: BTreeMap<i32, YearAssessment> = BTreeMap::new();
    if !site.sections.contains(&Section::Assessments) {
        return years;
    }
    for (slug, town) in &site.towns {
        for (position, assessment) in town.assessments.iter().enumerate() {
            let year = years.entry(assessment.year.0).or_default();
            year.recorded.push((slug.clone(), position));
            if let (Assessor::Province, Some(county)) = (assessment.assessor, &town.county) {
                let roll_up = year.counties.entry(county.clone()).or_default();
                *roll_up.province_grades.entry(assessment.grade.clone()).or_default() += 1;
            }
        }
    }
    for &quarter in judged.quarters.iter().filter(|quarter| quarter.number == 4) {
        let in_force = |method: &&AssessmentMethod| {
            method.from.0 <= quarter.year && method.to.is_none_or(|to| quarter.year <= to.0)
        };
        if let Some(method) = site.rules.assessment_methods.iter().find(in_force) {
            let year = years.entry(quarter.year).or_default();
            year.method = Some(method.id.clone());
            let standings: Vec<_> =
                judged.boards[&quarter].iter().flat_map(|board| board.in_order_of_towns(site)).collect();
            let towns: Vec<&TownEvaluation> = judged.towns.values().collect();
            let score = |(place, town, standing): (usize, &Town, &Arc<Standing>)| {
                (standing.town.clone(), city_score(site, town, towns[place], method, quarter, standing.category))
            };
            let scores: Vec<_> = standings.into_par_iter().map(score).collect();
            year.scores = scores.into_iter().collect();
        }
    }
    years.values_mut().for_each(|year| roll_up(site, year));
    years
}

/// Adds the city's scores and grades up by county. A grade that the city published counts in every year, also where no method
/// was in force and for a town that stood on no board at the year's end.
fn roll_up(site: &Site, year: &mut YearAssessment) {
    let recorded = year.recorded.iter().map(|(slug, position)| (slug, &site.towns[slug].assessments[*position]));
    let by_city = recorded.filter(|(slug, entry)| entry.assessor == Assessor::City && !year.scores.contains_key(*slug));
    // A town counts once, whatever lists it was graded on.
    let graded: BTreeMap<&Slug, &Key> = by_city.map(|(slug, entry)| (slug, &entry.grade)).collect();
    for (slug, grade) in graded {
        let Some(county) = &site.towns[slug].county else { continue };
        let roll_up = year.counties.entry(county.clone()).or_default();
        roll_up.towns += 1;
        *roll_up.city_grades.entry(grade.clone()).or_default() += 1;
    }
    let mut sums: BTreeMap<Slug, BigRational> = BTreeMap::new();
    for (slug, score) in &year.scores {
        let Some(county) = &site.towns[slug].county else { continue };
        let roll_up = year.counties.entry(county.clone()).or_default();
        roll_up.towns += 1;
        if let Some(exact) = &score.score {
            roll_up.scored += 1;
            roll_up.firmness = Firmness::of_parts([roll_up.firmness, score.firmness()]);
            *sums.entry(county.clone()).or_insert_with(|| BigRational::from_integer(0.into())) += exact;
        }
        if let Some(grade) = score.effective_grade() {
            *roll_up.city_grades.entry(grade.clone()).or_default() += 1;
        }
    }
    for (county, sum) in sums {
        if let Some(roll_up) = year.counties.get_mut(&county) {
            roll_up.mean = Some(sum / BigInt::from(roll_up.scored));
        }
    }
}

fn city_score(
    site: &Site,
    town: &Town,
    evaluated: &TownEvaluation,
    method: &AssessmentMethod,
    quarter: Quarter,
    category: Category,
) -> CityScore {
    let components: Vec<ComponentResult> = method
        .components
        .iter()
        .map(|component| ComponentResult {
            key: component.key.clone(),
            value: match component.kind {
                ComponentKind::AnnualPlanRate => annual_plan_rate(evaluated, quarter),
                ComponentKind::TasksOnTime => Ok(tasks_on_time(site, town, quarter.year)),
                ComponentKind::Cards => cards(evaluated, quarter.year),
                ComponentKind::Given => given(town, &component.key, quarter.year),
            },
            firmness: match component.kind {
                ComponentKind::AnnualPlanRate => firmness(evaluated, quarter),
                ComponentKind::Cards => of_cards(evaluated, quarter.year),
                ComponentKind::TasksOnTime | ComponentKind::Given => Firmness::default(),
            },
        })
        .collect();
    let weighted = components.iter().zip(&method.components).try_fold(
        BigRational::from_integer(0.into()),
        |sum, (result, rule)| {
            let value = result.value.as_ref().ok()?;
            Some(sum + value * exact(rule.weight.0) / BigInt::from(100))
        },
    );
    let grade = weighted.as_ref().and_then(|score| {
        method.grades.iter().find(|grade| *score >= exact(grade.from.0)).map(|grade| grade.grade.clone())
    });
    let is_recorded = |a: &&crate::model::Assessment| a.assessor == Assessor::City && a.year.0 == quarter.year;
    let recorded = town.assessments.iter().find(is_recorded).map(|a| a.grade.clone());
    CityScore { category, components, score: weighted, grade, recorded }
}

/// A decimal as an exact fraction.
fn exact(decimal: Decimal) -> BigRational {
    BigRational::new(BigInt::from(decimal.mantissa()), BigInt::from(10).pow(decimal.scale()))
}

fn hundred() -> BigRational {
    BigRational::from_integer(100.into())
}

/// The board's annual plan rate in the fourth quarter, at most 100.
fn annual_plan_rate(town: &TownEvaluation, quarter: Quarter) -> Result<BigRational, ComponentGap> {
    let standing = town.quarters.get(&quarter).and_then(|entry| entry.standing.as_deref());
    let standing = standing.ok_or(ComponentGap::NotReported)?;
    let completed = standing.completed.ok_or(match standing.firmness.status {
        Some(_) => ComponentGap::Rate(Uncomputable::FigureMissing),
        None => ComponentGap::NotReported,
    })?;
    let year = standing.plan_year.ok_or(ComponentGap::Rate(Uncomputable::NoPlan))?;
    if year.0.is_zero() {
        return Err(ComponentGap::Rate(Uncomputable::ZeroPlan));
    }
    Ok((exact(completed.0) / exact(year.0) * hundred()).min(hundred()))
}

fn quarters_of(year: i32) -> impl Iterator<Item = Quarter> {
    (1..=4).map(move |number| Quarter { year, number })
}

/// How firm the figures are by which a town stood on its board.
fn firmness(town: &TownEvaluation, quarter: Quarter) -> Firmness {
    let standing = town.quarters.get(&quarter).and_then(|entry| entry.standing.as_deref());
    standing.map(|standing| standing.firmness).unwrap_or_default()
}

/// How firm the figures are by which the year's cards were given.
fn of_cards(town: &TownEvaluation, year: i32) -> Firmness {
    let is_judged = |quarter: &Quarter| {
        let card = town.quarters.get(quarter).and_then(|entry| entry.card.as_ref());
        card.is_some_and(|card| card.level.judged())
    };
    Firmness::of_parts(quarters_of(year).filter(is_judged).map(|quarter| firmness(town, quarter)))
}

/// Tasks due in the year (by the as-of date) that were done in time; 100 where none was due.
fn tasks_on_time(site: &Site, town: &Town, year: i32) -> BigRational {
    let in_year = |task: &&crate::model::Task| {
        let first = Quarter { year, number: 1 }.first_day();
        let last = Quarter { year, number: 4 }.last_day();
        (first..=last).contains(&task.due.0) && task.due.0 <= site.as_of
    };
    let due: Vec<_> = town.tasks.iter().filter(in_year).collect();
    let on_time = due.iter().filter(|task| task_state(task, site.as_of) == TaskState::OnTime).count();
    match due.len() {
        0 => hundred(),
        all => BigRational::new((100 * on_time).into(), all.into()),
    }
}

/// Mean over the year's judged quarters: 100 normal, 60 yellow, 0 red.
fn cards(town: &TownEvaluation, year: i32) -> Result<BigRational, ComponentGap> {
    let points: Vec<u32> = quarters_of(year)
        .filter_map(|quarter| town.quarters.get(&quarter)?.card.as_ref())
        .filter_map(|card| match card.level {
            CardLevel::Normal => Some(100),
            CardLevel::Yellow => Some(60),
            CardLevel::Red => Some(0),
            CardLevel::Undetermined | CardLevel::NotReported => None,
        })
        .collect();
    if points.is_empty() {
        return Err(ComponentGap::NoCards);
    }
    Ok(BigRational::new(points.iter().sum::<u32>().into(), points.len().into()))
}

fn given(town: &Town, key: &Key, year: i32) -> Result<BigRational, ComponentGap> {
    let score = town.scores.iter().find(|score| &score.key == key && score.year.0 == year);
    score.map(|score| exact(score.value.0)).ok_or(ComponentGap::NoScore)
}

#[cfg(test)]
mod tests;
