//! Figures of boards and of totals.

use super::AgainstPlan;
use rust_decimal::Decimal;

use crate::evaluate::board::{ReturnState, Standing};
use crate::evaluate::card::Uncomputable;
use crate::evaluate::showcase::Showcased;
use crate::evaluate::totals::Totals;
use crate::figure::measures::{boards, totals};
use crate::figure::{Absence, Entity, Figure, IntoQuantity, Measure};
use crate::model::RankBy;
use crate::units::{Money, Quarter, Ratio};

/// The figures of a town on a board.
#[derive(Clone, Copy)]
pub struct StandingFigures<'a>(&'a Standing);

impl Standing {
    /// Its figures.
    pub fn figures(&self) -> StandingFigures<'_> {
        StandingFigures(self)
    }
}

impl<'a> StandingFigures<'a> {
    fn figure(self, measure: &'static Measure, value: impl IntoQuantity<'a>) -> Figure<'a> {
        let standing = self.0;
        Figure::of(measure, value)
            .about(Entity::OnBoard { board: &standing.board, town: &standing.town })
            .in_quarter(standing.quarter)
    }

    /// A figure of the return, or what follows from one.
    fn reported(self, measure: &'static Measure, value: impl IntoQuantity<'a>) -> Figure<'a> {
        let standing = self.0;
        self.figure(measure, value)
            .reported_as(standing.firmness, standing.reported)
            .read_in(standing.source.as_ref())
            .because(standing.state)
    }

    /// A rate that needs a plan, too.
    fn against_plan(self, measure: &'static Measure, rate: Option<Ratio>, has_plan: bool) -> Figure<'a> {
        let figure = self.reported(measure, rate);
        match self.0.state {
            ReturnState::Reported if has_plan => figure.because(Uncomputable::ZeroPlan),
            ReturnState::Reported => figure.because(self.0.plan_gap()),
            _ => figure,
        }
    }

    /// Completed from 1 January to the quarter's end.
    pub fn completed(self) -> Figure<'a> {
        self.reported(&boards::COMPLETED, self.0.completed)
    }

    /// Planned to the quarter's end.
    pub fn plan_to_date(self) -> Figure<'a> {
        self.figure(&boards::PLAN_TO_DATE, self.0.plan_to_date).because(self.0.plan_gap())
    }

    /// Planned for the year.
    pub fn plan_year(self) -> Figure<'a> {
        self.figure(&boards::PLAN_YEAR, self.0.plan_year).because(Uncomputable::NoPlan)
    }

    /// Completed ÷ planned to the quarter's end.
    pub fn period_rate(self) -> Figure<'a> {
        self.against_plan(&boards::PERIOD_RATE, self.0.period_rate, self.0.plan_to_date.is_some())
    }

    /// Completed ÷ planned for the year.
    pub fn annual_rate(self) -> Figure<'a> {
        self.against_plan(&boards::ANNUAL_RATE, self.0.annual_rate, self.0.plan_year.is_some())
    }

    /// The rate that decides the rank.
    pub fn ranking_rate(self, rank_by: RankBy) -> Figure<'a> {
        match rank_by {
            RankBy::PeriodPlan => self.period_rate(),
            RankBy::AnnualPlan => self.annual_rate(),
        }
    }

    /// Planned to the quarter's end ÷ planned for the year.
    pub fn pace(self) -> Figure<'a> {
        self.figure(&boards::PACE, self.0.pace).because(self.0.plan_gap())
    }

    /// Where the plan has the rate that ranks: the town's own pace, or the plan to date as a whole.
    pub fn target(self, rank_by: RankBy) -> Figure<'a> {
        match rank_by {
            RankBy::AnnualPlan => self.pace(),
            RankBy::PeriodPlan => {
                let whole = Ratio { numerator: Decimal::ONE, denominator: Decimal::ONE };
                self.against_plan(&boards::WHOLE_PLAN, self.0.period_rate.map(|_| whole), self.0.plan_to_date.is_some())
            }
        }
    }

    /// Its rank.
    pub fn rank(self) -> Figure<'a> {
        self.reported(&boards::RANK, self.0.rank)
    }

    /// The rank shown a quarter before on the same board, which a town without a rank now keeps in the data.
    pub fn rank_before(self, before: Option<u32>) -> Figure<'a> {
        self.figure(&boards::PREVIOUS_RANK, before).because(Absence::NothingToCompare)
    }

    /// Places gained.
    pub fn movement(self) -> Figure<'a> {
        self.reported(&boards::MOVEMENT, self.0.movement).because(Absence::NothingToCompare)
    }
}

/// The rank by which the rule chose a town for the showcase; none for a pick.
pub fn shown_rank(entry: &Showcased) -> Figure<'_> {
    let rule = entry.by_rule.as_ref();
    let figure = Figure::of(&boards::RANK, rule.map(|rule| rule.rank));
    rule.map_or(figure, |rule| {
        figure.about(Entity::OnBoard { board: &rule.board, town: &entry.town }).in_quarter(rule.quarter)
    })
}

/// The figures of a sum over towns.
#[derive(Clone, Copy)]
pub struct TotalsFigures<'a> {
    totals: &'a Totals,
    quarter: Quarter,
    area: Entity<&'a str>,
}

impl Totals {
    /// Its figures: the totals of a quarter, of the whole area or of a county.
    pub fn figures<'a>(&'a self, quarter: Quarter, area: Entity<&'a str>) -> TotalsFigures<'a> {
        TotalsFigures { totals: self, quarter, area }
    }
}

impl<'a> TotalsFigures<'a> {
    fn figure(self, measure: &'static Measure, value: impl IntoQuantity<'a>) -> Figure<'a> {
        Figure::of(measure, value).about(self.area).in_quarter(self.quarter)
    }

    /// What is added up from returns.
    fn reported(self, figure: Figure<'a>) -> Figure<'a> {
        figure.reported_as(self.totals.firmness, None)
    }

    /// A sum or what follows from it: over no town it is not zero but unknown.
    fn sum(self, measure: &'static Measure, value: impl IntoQuantity<'a>) -> Figure<'a> {
        let counted = self.totals.counted > 0;
        let figure = self.figure(measure, counted.then_some(value));
        if counted { figure.because(Uncomputable::ZeroPlan) } else { figure.because(Absence::NothingCounted) }
    }

    /// Completed overall investment, year to date.
    pub fn completed(self) -> Figure<'a> {
        self.reported(self.sum(&totals::COMPLETED, self.totals.completed))
    }

    /// Planned to the quarter's end.
    pub fn plan_to_date(self) -> Figure<'a> {
        self.by_quarter(&totals::PLAN_TO_DATE, Some(self.totals.plan_to_date))
    }

    /// Planned for the year.
    pub fn plan_year(self) -> Figure<'a> {
        self.planned(&totals::PLAN_YEAR, Some(self.totals.plan_year))
    }

    /// Planned for the year by the towns whose plan has quarters.
    pub fn plan_year_by_quarter(self) -> Figure<'a> {
        self.by_quarter(&totals::PLAN_YEAR_BY_QUARTER, Some(self.totals.plan_year_by_quarter()))
    }

    /// What rests on plans with quarters; where no town counted has one, that is why.
    fn by_quarter(self, measure: &'static Measure, value: Option<impl IntoQuantity<'a>>) -> Figure<'a> {
        let no_quarters = self.totals.counted > 0 && !self.totals.is_unplanned && !self.totals.has_quarters();
        let figure = self.planned(measure, value.filter(|_| !no_quarters));
        if no_quarters { figure.because(Uncomputable::NoQuarters) } else { figure }
    }

    /// What rests on the plans; where there are none, that is why.
    fn planned(self, measure: &'static Measure, value: Option<impl IntoQuantity<'a>>) -> Figure<'a> {
        let is_unplanned = self.totals.is_unplanned;
        let figure = self.sum(measure, value.filter(|_| !is_unplanned));
        if is_unplanned { figure.because(Uncomputable::NoPlan) } else { figure }
    }

    /// Towns that reported and are left out for lack of a plan.
    pub fn without_plan(self) -> Figure<'a> {
        self.figure(&totals::TOWNS_WITHOUT_PLAN, self.totals.without_plan)
    }

    /// What these completed; none where there is no such town.
    pub fn outside(self) -> Figure<'a> {
        let some = self.totals.without_plan > 0;
        self.figure(&totals::OUTSIDE, some.then_some(self.totals.outside))
            .reported_as(self.totals.firmness_outside, None)
            .because(Absence::NothingCounted)
    }

    /// Completed ÷ planned to the quarter's end.
    pub fn period_rate(self) -> Figure<'a> {
        self.reported(self.by_quarter(&totals::PERIOD_RATE, self.totals.period_rate()))
    }

    /// Completed ÷ planned for the year.
    pub fn annual_rate(self) -> Figure<'a> {
        self.reported(self.planned(&totals::ANNUAL_RATE, self.totals.annual_rate()))
    }

    /// Planned to the quarter's end ÷ planned for the year.
    pub fn pace(self) -> Figure<'a> {
        self.by_quarter(&totals::PACE, self.totals.pace())
    }

    /// Whether the towns whose plan has quarters completed what was planned to the quarter's end.
    pub fn reaches_pace(self) -> Option<bool> {
        self.totals.reaches_pace().filter(|_| !self.totals.is_unplanned)
    }

    /// Of the towns counted, those whose plan has no quarters.
    pub fn without_quarters(self) -> Figure<'a> {
        self.figure(&totals::TOWNS_WITHOUT_QUARTERS, self.totals.without_quarters.towns)
    }

    /// What these completed; none where there is no such town.
    pub fn completed_without_quarters(self) -> Figure<'a> {
        self.reported(self.of_year_alone(&totals::COMPLETED_WITHOUT_QUARTERS, self.totals.without_quarters.completed))
    }

    /// What these planned for the year; none where there is no such town.
    pub fn plan_without_quarters(self) -> Figure<'a> {
        self.of_year_alone(&totals::PLAN_WITHOUT_QUARTERS, self.totals.without_quarters.plan_year)
    }

    fn of_year_alone(self, measure: &'static Measure, sum: Money) -> Figure<'a> {
        let some = self.totals.without_quarters.towns > 0;
        self.figure(measure, some.then_some(sum)).because(Absence::NothingCounted)
    }

    /// The sums held against the plans.
    pub fn against_plan(self) -> AgainstPlan<'a> {
        AgainstPlan {
            completed: self.completed(),
            plan_to_date: self.plan_to_date(),
            plan_year: self.plan_year(),
            plan_year_by_quarter: self.plan_year_by_quarter(),
        }
    }

    /// The sums themselves.
    pub fn sums(self) -> &'a Totals {
        self.totals
    }

    /// Towns counted.
    pub fn counted(self) -> Figure<'a> {
        self.figure(&totals::TOWNS_COUNTED, self.totals.counted)
    }

    /// Whether no town has a plan, so that nothing but what was completed is summed.
    pub fn is_unplanned(self) -> bool {
        self.totals.is_unplanned
    }

    /// Towns left out.
    pub fn left_out(self) -> Figure<'a> {
        self.figure(&totals::TOWNS_LEFT_OUT, self.totals.left_out)
    }
}
