//! Figures of awards, payments, support, assessments, targets and reports of projects.

use num_rational::BigRational;

use crate::evaluate::assessment::{CityScore, ComponentResult, CountyRollUp};
use crate::evaluate::award::{AwardRow, AwardState};
use crate::evaluate::target::TargetResult;
use crate::figure::measures::{assessments, awards, projects, targets};
use crate::figure::{Entity, Figure, IntoQuantity, ReportingPeriod};
use crate::model::{Assessor, Coded as _, Payment, Project, ProjectProgress, Score, Support, Target};
use crate::units::{Date, PartialDate, Slug};

/// What is due by a row of the award ledger.
pub fn amount_due(row: &AwardRow) -> Figure<'_> {
    let figure = Figure::of(&awards::AMOUNT, row.amount).about(in_case(row));
    let figure = row.year.map_or(figure, |year| figure.in_year(year));
    match row.state {
        AwardState::Uncomputable(gap) => figure.because(gap),
        AwardState::Due | AwardState::PartlyPaid | AwardState::Paid | AwardState::NotDue => figure,
    }
}

/// What was paid by a row of the award ledger, all instalments together.
pub fn paid_of(row: &AwardRow) -> Figure<'_> {
    let figure = Figure::of(&awards::PAID_AMOUNT, row.paid).about(in_case(row)).reported_as(None, row.paid_on);
    row.year.map_or(figure, |year| figure.in_year(year))
}

fn in_case(row: &AwardRow) -> Entity<&str> {
    // Empty where it cannot be told which case applies, as in the table.
    Entity::Marked { town: &row.town, part: row.case.as_ref().map_or("", |case| &**case), other: &row.policy }
}

/// A payment of award money.
pub fn payment<'a>(town: &'a Slug, payment: &'a Payment) -> Figure<'a> {
    Figure::of(&awards::PAYMENT, payment.amount)
        .about(Entity::Part { town, part: &payment.case })
        .in_year(payment.year.0)
        .reported_as(None, Some(payment.paid))
}

/// How much support was granted, in its unit.
pub fn support<'a>(town: &'a Slug, granted: &'a Support) -> Figure<'a> {
    Figure::of(&awards::SUPPORT, granted.amount)
        .about(Entity::Marked {
            town,
            part: granted.kind.code(),
            other: granted.title.as_ref().map_or("", |title| &**title),
        })
        .during(ReportingPeriod::Day(granted.on))
        .in_unit(granted.unit.as_ref().map_or("", |unit| unit))
}

/// What a project reported for a quarter, on its own basis.
pub fn project_report<'a>(town: &'a Slug, project: &'a Project, entry: &'a ProjectProgress) -> Figure<'a> {
    Figure::of(&projects::REPORTED, entry.completed)
        .about(Entity::Project { town, project: &project.id })
        .in_quarter(entry.quarter)
        .read_in(project.source.as_ref())
}

/// A town's score by the city's method.
pub fn score<'a>(town: &'a Slug, year: i32, score: &'a CityScore) -> Figure<'a> {
    let figure = Figure::of(&assessments::SCORE, score.score.as_ref())
        .about(Entity::Part { town, part: Assessor::City.code() })
        .in_year(year)
        .reported_as(score.firmness(), None);
    match score.components.iter().find_map(|part| part.value.as_ref().err()) {
        Some(gap) => figure.because(*gap),
        None => figure,
    }
}

/// A part of a town's score.
pub fn part_of_score<'a>(town: &'a Slug, year: i32, part: &'a ComponentResult) -> Figure<'a> {
    let figure = Figure::of(&assessments::PART, part.value.as_ref().ok())
        .about(Entity::Part { town, part: &part.key })
        .in_year(year)
        .reported_as(part.firmness, None);
    match &part.value {
        Ok(_) => figure,
        Err(gap) => figure.because(*gap),
    }
}

/// A score that the office gave.
pub fn given_score<'a>(town: &'a Slug, score: &'a Score) -> Figure<'a> {
    Figure::of(&assessments::GIVEN, score.value)
        .about(Entity::Part { town, part: &score.key })
        .in_year(score.year.0)
        .reported_as(None, Some(score.on))
}

/// How a county's assessment by the city adds up: towns assessed, those with a score, and their mean score.
pub fn county_scores<'a>(county: &'a Slug, year: i32, sums: &'a CountyRollUp) -> [Figure<'a>; 3] {
    let figure =
        |figure: Figure<'a>| figure.about(Entity::CountyPart { county, part: Assessor::City.code() }).in_year(year);
    let mean: Option<&BigRational> = sums.mean.as_ref();
    [
        figure(Figure::of(&assessments::COUNTY_TOWNS, sums.towns)),
        figure(Figure::of(&assessments::COUNTY_SCORED, sums.scored)),
        figure(Figure::of(&assessments::COUNTY_MEAN, mean)).reported_as(sums.firmness, None),
    ]
}

/// How many towns of a county the province graded.
pub fn county_graded(county: &Slug, year: i32, towns: u32) -> Figure<'_> {
    Figure::of(&assessments::COUNTY_TOWNS, towns)
        .about(Entity::CountyPart { county, part: Assessor::Province.code() })
        .in_year(year)
}

/// How many towns count towards a target; none for qualitative targets.
pub fn target_count(result: &TargetResult) -> Figure<'_> {
    let count = result.towns.as_ref().and_then(|towns| towns.len().quantity());
    Figure::of(&targets::COUNT, count).about(Entity::Whole(&result.target))
}

/// What a target asks for: at least and at most.
pub fn target_bounds(target: &Target) -> [Figure<'_>; 2] {
    let by = target.deadline.map(|Date(day)| PartialDate::from(day));
    let during = by.map_or(ReportingPeriod::Unstated, ReportingPeriod::Day);
    [Figure::of(&targets::AT_LEAST, target.at_least), Figure::of(&targets::AT_MOST, target.at_most)]
        .map(|figure| figure.about(Entity::Whole(&target.id)).during(during))
}
