//! Annual grades as recorded, and the city's own as computed. A recorded grade counts, with the computed score beside it.

use std::collections::BTreeSet;

use super::column::*;
use super::provenance::STATUS;
use super::{Definition, Row, Value};
use crate::evaluate::assessment::{CityScore, ComponentResult};
use crate::evaluate::figures;
use crate::evaluate::{Evaluation, UNCOMPUTABLE};
use crate::figure::measures::assessments;
use crate::model::{Assessor, Category, Coded as _, Section, Site, Word};
use crate::units::Slug;

const RECORDED: Word = Word::new("recorded", pair!("已公布的等次", "as recorded"));
const COMPUTED: Word = Word::new("computed", pair!("按考核办法计算", "computed by the method"));

pub(super) const TABLE: Definition = Definition {
    name: "assessments",
    title: pair!("年度考核考评", "Annual assessment"),
    description: pair!(
        "一行为一个小镇一年的一个等次或得分，按年度排列，已公布的在前；市级考评已公布等次的以公布为准，得分列出备查",
        "One row per town, year and grade or score, by year, recorded ones first; of the city's, a recorded grade counts, with the computed score beside it",
    ),
    section: Some(Section::Assessments),
    columns: &[
        YEAR,
        coded("assessor", pair!("考核主体", "Assessor"), pair!("谁考核", "Who assessed"), Assessor::WORDS),
        coded("list", pair!("名单", "List"), pair!("按哪一类别考核", "The list it was assessed on"), Category::WORDS),
        TOWN,
        column(
            "grade",
            Kind::Text,
            pair!("等次", "Grade"),
            pair!("等次代码，见 rules 的等次表", "Id of the grade in the assessor's scale"),
        ),
        Column::of(&assessments::SCORE),
        coded(
            "origin",
            pair!("来源", "Origin"),
            pair!("已公布、计算或无法计算", "Recorded, computed or not computable"),
            &[RECORDED, COMPUTED, UNCOMPUTABLE],
        ),
        column(
            "published",
            Kind::PartialDate,
            pair!("公布日期", "Published"),
            pair!("等次公布日期", "Day the grade was published"),
        ),
        column(
            "reason",
            Kind::Text,
            pair!("无法计算的原因", "Why not computable"),
            pair!("写作“指标:原因”，以分号隔开", "As component:reason, joined by semicolons"),
        ),
        STATUS,
    ],
    rows,
};

fn rows(site: &Site, evaluation: &Evaluation) -> Vec<Row> {
    let mut rows = Vec::new();
    for (&year, results) in &evaluation.assessments {
        let mut beside: BTreeSet<&Slug> = BTreeSet::new();
        for (slug, position) in &results.recorded {
            let Some(entry) = site.towns.get(slug).and_then(|town| town.assessments.get(*position)) else { continue };
            let own = results.scores.get(slug).filter(|_| entry.assessor == Assessor::City);
            beside.extend(own.map(|_| slug));
            rows.push(row![
                year,
                entry.assessor,
                entry.list,
                slug,
                &entry.grade,
                own.map_or(Value::Missing, |own| score(slug, year, own)),
                RECORDED.code,
                entry.published,
                own.map_or(Value::Missing, gaps),
                own.and_then(|own| own.firmness().status),
            ]);
        }
        let computed = results.scores.iter().filter(|(slug, _)| !beside.contains(slug));
        rows.extend(computed.map(|(slug, own)| {
            let origin = if own.score.is_some() { COMPUTED } else { UNCOMPUTABLE };
            let grade = own.grade.as_ref();
            row![
                year,
                Assessor::City,
                own.category,
                slug,
                grade,
                score(slug, year, own),
                origin.code,
                Value::Missing,
                gaps(own),
                own.firmness().status
            ]
        }));
    }
    rows
}

/// The score with two digits, for showing.
fn score(town: &Slug, year: i32, own: &CityScore) -> Value {
    figures::score(town, year, own).into()
}

/// The parts that cannot be computed, each with why.
fn gaps(own: &CityScore) -> Value {
    let gap = |part: &ComponentResult| Some(format!("{}:{}", part.key, part.value.as_ref().err()?.code()));
    Value::list(own.components.iter().filter_map(gap))
}
