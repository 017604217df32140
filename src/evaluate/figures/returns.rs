//! Figures of quarterly returns and projects.

use crate::evaluate::card::Uncomputable;
use crate::evaluate::progress::QuarterFigures;
use crate::evaluate::project::ProjectResult;
use crate::figure::measures::{progress, projects};
use crate::figure::{Absence, Entity, Figure, IntoQuantity, Measure};
use crate::model::{ProgressField, Project, Revision};
use crate::units::{Money, Quarter, Ratio, Slug};

/// The measure of a figure of a return, year to date.
fn to_date(field: ProgressField) -> &'static Measure {
    match field {
        ProgressField::Total => &progress::TOTAL,
        ProgressField::Industrial => &progress::INDUSTRIAL,
        ProgressField::NonGovernment => &progress::NON_GOVERNMENT,
        ProgressField::KeyProjects => &progress::KEY_PROJECTS,
    }
}

/// The measure of a figure of a return, in the quarter alone.
fn in_quarter_alone(field: ProgressField) -> &'static Measure {
    match field {
        ProgressField::Total => &progress::TOTAL_IN_QUARTER,
        ProgressField::Industrial => &progress::INDUSTRIAL_IN_QUARTER,
        ProgressField::NonGovernment => &progress::NON_GOVERNMENT_IN_QUARTER,
        ProgressField::KeyProjects => &progress::KEY_PROJECTS_IN_QUARTER,
    }
}

/// A figure of a return, year to date, by the amount alone.
pub fn amount_of<'a>(field: ProgressField, amount: impl IntoQuantity<'a>) -> Figure<'a> {
    Figure::of(to_date(field), amount)
}

/// A figure of a return that is not there.
pub fn no_return(town: &Slug, quarter: Quarter, field: ProgressField) -> Figure<'_> {
    amount_of(field, None::<Money>).about(Entity::Town(town)).in_quarter(quarter)
}

/// The same in the quarter alone.
pub fn no_return_in_quarter(town: &Slug, quarter: Quarter, field: ProgressField) -> Figure<'_> {
    Figure::of(in_quarter_alone(field), None::<Money>).about(Entity::Town(town)).in_quarter(quarter)
}

/// An earlier value of a figure of a return.
pub fn revised<'a>(town: &'a Slug, quarter: Quarter, revision: &'a Revision) -> Figure<'a> {
    use crate::model::Coded as _;
    Figure::of(&progress::REVISED, revision.value)
        .about(Entity::Part { town, part: revision.field.code() })
        .in_quarter(quarter)
        .reported_as(None, Some(revision.published))
}

/// The figures of a return.
#[derive(Clone, Copy)]
pub struct ReturnFigures<'a> {
    figures: &'a QuarterFigures,
    town: &'a Slug,
    quarter: Quarter,
}

impl QuarterFigures {
    /// Its figures: the return of a town for a quarter.
    pub fn figures<'a>(&'a self, town: &'a Slug, quarter: Quarter) -> ReturnFigures<'a> {
        ReturnFigures { figures: self, town, quarter }
    }
}

impl<'a> ReturnFigures<'a> {
    fn figure(self, measure: &'static Measure, value: impl IntoQuantity<'a>) -> Figure<'a> {
        Figure::of(measure, value)
            .about(Entity::Town(self.town))
            .in_quarter(self.quarter)
            .reported_as(self.figures.firmness, Some(self.figures.reported))
            .read_in(self.figures.source.as_ref())
            .because(Uncomputable::FigureMissing)
    }

    /// A figure, year to date.
    pub fn year_to_date(self, field: ProgressField) -> Figure<'a> {
        self.figure(to_date(field), self.figures.year_to_date(field))
    }

    /// A figure in the quarter alone.
    pub fn in_quarter(self, field: ProgressField) -> Figure<'a> {
        self.figure(in_quarter_alone(field), self.figures.in_quarter(field))
            .reported_as(self.figures.firmness_in_quarter, Some(self.figures.reported))
    }

    fn share(self, measure: &'static Measure, share: Option<Ratio>) -> Figure<'a> {
        let is_zero = self.figures.year_to_date(ProgressField::Total) == Some(Money::ZERO);
        let figure = self.figure(measure, share);
        if is_zero { figure.because(Absence::DividedByZero) } else { figure }
    }

    /// Industrial ÷ total.
    pub fn industrial_share(self) -> Figure<'a> {
        self.share(&progress::INDUSTRIAL_SHARE, self.figures.industrial_share)
    }

    /// Non-government ÷ total.
    pub fn non_government_share(self) -> Figure<'a> {
        self.share(&progress::NON_GOVERNMENT_SHARE, self.figures.non_government_share)
    }

    /// The change of the total on the same quarter a year earlier.
    pub fn total_year_on_year(self) -> Figure<'a> {
        self.figure(&progress::TOTAL_YEAR_ON_YEAR, self.figures.total_year_on_year)
            .reported_as(self.figures.firmness_of_change, Some(self.figures.reported))
            .because(Absence::NothingToCompare)
    }
}

/// The figures of a project.
#[derive(Clone, Copy)]
pub struct ProjectFigures<'a> {
    project: &'a Project,
    result: &'a ProjectResult,
    town: &'a Slug,
}

impl ProjectResult {
    /// Its figures: a project of a town.
    pub fn figures<'a>(&'a self, town: &'a Slug, project: &'a Project) -> ProjectFigures<'a> {
        ProjectFigures { project, result: self, town }
    }
}

impl<'a> ProjectFigures<'a> {
    fn figure(self, measure: &'static Measure, value: impl IntoQuantity<'a>) -> Figure<'a> {
        Figure::of(measure, value)
            .about(Entity::Project { town: self.town, project: &self.project.id })
            .read_in(self.project.source.as_ref())
    }

    fn latest(self, measure: &'static Measure, value: impl IntoQuantity<'a>) -> Figure<'a> {
        let figure = self.figure(measure, value);
        self.result.quarter.map_or(figure, |quarter| figure.in_quarter(quarter))
    }

    /// Planned in all.
    pub fn investment(self) -> Figure<'a> {
        self.figure(&projects::INVESTMENT, self.project.investment)
    }

    /// Completed since the start of the works.
    pub fn since_start(self) -> Figure<'a> {
        self.latest(&projects::COMPLETED_SINCE_START, self.result.since_start)
    }

    /// Completed since 1 January.
    pub fn year_to_date(self) -> Figure<'a> {
        self.latest(&projects::COMPLETED_YEAR_TO_DATE, self.result.year_to_date)
    }

    /// Completed since the start ÷ planned.
    pub fn completion(self) -> Figure<'a> {
        self.latest(&projects::PERCENT, self.result.completion)
    }
}
