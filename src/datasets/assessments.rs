//! Annual grades as recorded, and the city's own as computed. Both stand here where both exist; the recorded one counts.

use super::codes;
use super::column::*;
use super::{Definition, Row, Value};
use crate::evaluate::Evaluation;
use crate::evaluate::assessment::{CityScore, ComponentGap, rounded};
use crate::evaluate::card::Uncomputable;
use crate::model::{Assessor, Section, Site};
use crate::units::Slug;

pub(super) const TABLE: Definition = Definition {
    name: "assessments",
    title: both("年度考核考评", "Annual assessment"),
    description: both(
        "一行为一个小镇一年的一个等次或得分，按年度排列，已公布的在前；市级考评已公布的等次优先于计算的等次",
        "One row per town, year and grade or score, by year, recorded ones first; of the city's, a recorded grade wins over the computed one",
    ),
    section: Some(Section::Assessments),
    columns: &[
        YEAR,
        coded("assessor", both("考核主体", "Assessor"), both("谁考核", "Who assessed"), codes::ASSESSORS),
        coded("list", both("名单", "List"), both("按哪一类别考核", "The list it was assessed on"), codes::CATEGORIES),
        TOWN,
        column(
            "grade",
            Kind::Text,
            both("等次", "Grade"),
            both("等次代码，见 rules 的等次表", "Id of the grade in the assessor's scale"),
        ),
        column(
            "score",
            Kind::Number,
            both("得分", "Score"),
            both(
                "市级考评计算的得分，满分100，四舍五入保留2位小数；定等次用精确值",
                "The city's computed score of 100, two decimals, rounded half up; the exact score decides the grade",
            ),
        ),
        coded(
            "origin",
            both("来源", "Origin"),
            both("已公布、计算或无法计算", "Recorded, computed or not computable"),
            codes::GRADE_ORIGINS,
        ),
        column(
            "published",
            Kind::PartialDate,
            both("公布日期", "Published"),
            both("等次公布日期", "Day the grade was published"),
        ),
        column(
            "reason",
            Kind::Text,
            both("无法计算的原因", "Why not computable"),
            both("写作“指标:原因”，以分号隔开", "As component:reason, joined by semicolons"),
        ),
        DOCUMENT,
        SOURCE,
        NOTE,
    ],
    rows,
};

fn rows(site: &Site, evaluation: &Evaluation) -> Vec<Row> {
    let mut rows = Vec::new();
    for (&year, results) in &evaluation.assessments {
        for (slug, position) in &results.recorded {
            let Some(entry) = site.towns.get(slug).and_then(|town| town.assessments.get(*position)) else { continue };
            rows.push(row![
                year,
                entry.assessor,
                entry.list,
                slug,
                &entry.grade,
                Value::Missing,
                "recorded",
                entry.published,
                Value::Missing,
                entry.document.as_ref(),
                entry.source.as_ref(),
                entry.note.as_ref(),
            ]);
        }
        rows.extend(results.scores.iter().map(|(slug, score)| computed(year, slug, score)));
    }
    rows
}

fn computed(year: i32, town: &Slug, score: &CityScore) -> Row {
    let gaps = score
        .components
        .iter()
        .filter_map(|part| Some(format!("{}:{}", part.key, reason(*part.value.as_ref().err()?))));
    let origin = if score.score.is_some() { "computed" } else { "uncomputable" };
    row![
        year,
        Assessor::City,
        score.category,
        town,
        score.grade.as_ref(),
        score.score.as_ref().map(|exact| Value::Number(rounded(exact, 2))),
        origin,
        Value::Missing,
        Value::list(gaps),
        Value::Missing,
        Value::Missing,
        Value::Missing,
    ]
}

fn reason(gap: ComponentGap) -> &'static str {
    match gap {
        ComponentGap::Rate(Uncomputable::FigureMissing) => "figure_missing",
        ComponentGap::Rate(Uncomputable::NoPlan) => "no_plan",
        ComponentGap::Rate(Uncomputable::ZeroPlan) => "zero_plan",
        ComponentGap::NotReported => "not_reported",
        ComponentGap::NoCards => "no_cards",
        ComponentGap::NoScore => "no_score",
    }
}
