//! Figures of plans, and of what was completed against them.

use crate::evaluate::card::Uncomputable;
use crate::evaluate::lookup;
use std::cmp::Ordering;

use rust_decimal::Decimal;

use crate::figure::measures::{boards, plans, totals};
use crate::figure::{Entity, Figure, Measure};
use crate::model::{BoardMeasure, Plan, PlanSeries};
use crate::units::{Money, Ratio, Slug};

/// The figures of a year's plan by one measure: of a version of it, or of none.
#[derive(Clone, Copy)]
pub struct PlanFigures<'a> {
    plan: Option<&'a Plan>,
    town: &'a Slug,
    year: i32,
    measure: BoardMeasure,
}

/// The figures of a version of a town's plan.
pub fn plan_of<'a>(town: &'a Slug, plan: &'a Plan, measure: BoardMeasure) -> PlanFigures<'a> {
    plan_of_year(town, plan.year.0, Some(plan), measure)
}

/// The figures of the plan that counts for a town in a year, where there is one.
pub fn plan_of_year<'a>(town: &'a Slug, year: i32, plan: Option<&'a Plan>, measure: BoardMeasure) -> PlanFigures<'a> {
    PlanFigures { plan, town, year, measure }
}

impl<'a> PlanFigures<'a> {
    fn figure(self, measure: &'static Measure, value: Option<Money>) -> Figure<'a> {
        Figure::of(measure, value)
            .about(Entity::Town(self.town))
            .in_year(self.year)
            .reported_as(None, self.plan.map(|plan| plan.approved))
            .because(Uncomputable::NoPlan)
    }

    fn series(self) -> Option<&'a PlanSeries> {
        lookup::series(self.plan?, self.measure)
    }

    fn to_date(self, index: usize) -> Option<Money> {
        self.series().and_then(|series| series.quarters.as_ref()?.get(index).copied())
    }

    /// Planned for the year.
    pub fn year(self) -> Figure<'a> {
        self.figure(self.year_measure(), self.series().map(|series| series.year))
    }

    fn year_measure(self) -> &'static Measure {
        match self.measure {
            BoardMeasure::Total => &plans::TOTAL_YEAR,
            BoardMeasure::KeyProjects => &plans::KEY_PROJECTS_YEAR,
        }
    }

    /// Planned for the year, where the plan has quarters.
    pub fn year_by_quarter(self) -> Figure<'a> {
        let year = self.series().filter(|series| series.quarters.is_some()).map(|series| series.year);
        self.by_quarter(self.figure(self.year_measure(), year))
    }

    /// Planned to the end of a quarter of the year: 0 for the first.
    pub fn to_quarter(self, index: usize) -> Figure<'a> {
        let measures: [&'static Measure; 4] = match self.measure {
            BoardMeasure::Total => [&plans::TOTAL_Q1, &plans::TOTAL_Q2, &plans::TOTAL_Q3, &plans::TOTAL_Q4],
            BoardMeasure::KeyProjects => {
                [&plans::KEY_PROJECTS_Q1, &plans::KEY_PROJECTS_Q2, &plans::KEY_PROJECTS_Q3, &plans::KEY_PROJECTS_Q4]
            }
        };
        self.by_quarter(self.figure(measures[index.min(3)], self.to_date(index)))
    }

    /// A figure that a plan without quarters does not have.
    fn by_quarter(self, figure: Figure<'a>) -> Figure<'a> {
        if self.series().is_some() { figure.because(Uncomputable::NoQuarters) } else { figure }
    }

    /// Planned in a quarter of the year alone: 0 for the first.
    pub fn in_quarter(self, index: usize) -> Figure<'a> {
        let measure = match self.measure {
            BoardMeasure::Total => &plans::TOTAL_IN_QUARTER,
            BoardMeasure::KeyProjects => &plans::KEY_PROJECTS_IN_QUARTER,
        };
        let before = index.checked_sub(1).map_or(Some(Money::ZERO), |before| self.to_date(before));
        let alone = self.to_date(index).zip(before).map(|(to_date, before)| to_date - before);
        self.by_quarter(self.figure(measure, alone))
    }
}

/// What was completed by a quarter's end against the year's plan, of a town by its returns or of an area by its sums.
#[derive(Clone, Copy)]
pub struct AgainstPlan<'a> {
    /// Completed since 1 January.
    pub completed: Figure<'a>,
    /// Planned to the quarter's end.
    pub plan_to_date: Figure<'a>,
    /// Planned for the year.
    pub plan_year: Figure<'a>,
    /// Of it what has quarters: of a town all or nothing, of an area the plans of some towns.
    pub plan_year_by_quarter: Figure<'a>,
}

impl<'a> AgainstPlan<'a> {
    /// Completed ÷ planned for the year; as firm as what was completed.
    pub fn rate(self) -> Figure<'a> {
        self.of_year(&totals::ANNUAL_RATE, &boards::ANNUAL_RATE, self.completed.money())
    }

    /// Planned to the quarter's end ÷ planned for the year (时序进度); a plan is neither provisional nor late.
    pub fn pace(self) -> Figure<'a> {
        let pace = Self { plan_year: self.plan_year_by_quarter, ..self };
        let pace = pace.of_year(&totals::PACE, &boards::PACE, self.plan_to_date.money());
        let pace = if self.is_without_quarters() { pace.because(Uncomputable::NoQuarters) } else { pace };
        pace.reported_as(None, None).read_in(None)
    }

    /// Whether there is a plan for the year that has no quarters at all.
    fn is_without_quarters(self) -> bool {
        self.plan_year.is_known() && !self.plan_to_date.is_known()
    }

    /// Rate less pace, both as they are shown: below 0 where the work is behind. None where a part of the plan has no quarters.
    pub fn lead(self) -> Figure<'a> {
        let shown = self.rate().decimal().zip(self.pace().decimal()).filter(|_| self.is_comparable());
        let points = shown.map(|(rate, pace)| Ratio { numerator: rate - pace, denominator: Decimal::ONE_HUNDRED });
        self.completed.yields(&totals::LEAD, points).because(Uncomputable::NoQuarters)
    }

    /// How the rate stands to the pace, exactly.
    pub fn standing(self) -> Option<Ordering> {
        let known = self.rate().is_known() && self.is_comparable();
        Some(self.completed.money()?.cmp(&self.plan_to_date.money().filter(|_| known)?))
    }

    /// Whether rate and pace are shares of one plan.
    fn is_comparable(self) -> bool {
        self.plan_year.money() == self.plan_year_by_quarter.money()
    }

    /// A share of the year's plan: of an area, as its totals have it, or of a town.
    fn of_year(self, area: &'static Measure, town: &'static Measure, part: Option<Money>) -> Figure<'a> {
        let measure = if matches!(self.completed.entity(), Entity::Area | Entity::County(_)) { area } else { town };
        let share = part.zip(self.plan_year.money()).and_then(|(part, whole)| Ratio::of(part, whole));
        let figure = self.completed.yields(measure, share);
        match (self.completed.is_known(), self.plan_year.is_known()) {
            (true, true) => figure.because(Uncomputable::ZeroPlan),
            (true, false) => figure.because(Uncomputable::NoPlan),
            (false, _) => figure,
        }
    }
}
