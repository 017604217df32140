//! How a year's assessment adds up for each county, the city's and the province's apart.

use std::collections::BTreeMap;

use super::column::*;
use super::{Definition, Row, Value};
use crate::evaluate::Evaluation;
use crate::evaluate::assessment::rounded;
use crate::model::{Assessor, Coded as _, Section, Site};
use crate::units::Key;

pub(super) const TABLE: Definition = Definition {
    name: "assessment_counties",
    title: pair!("年度考核考评县域汇总", "Annual assessment by county"),
    description: pair!(
        "一行为一年一个县（市、区）一个考核主体的汇总，按年度、县（市、区）排列",
        "One row per year, county and assessor, by year and county"
    ),
    section: Some(Section::Assessments),
    columns: &[
        YEAR,
        coded("assessor", pair!("考核主体", "Assessor"), pair!("谁考核", "Who assessed"), Assessor::WORDS),
        COUNTY,
        column("towns", Kind::Integer, pair!("小镇数", "Towns"), pair!("参加考核的小镇数", "Towns assessed")),
        column(
            "scored",
            Kind::Integer,
            pair!("有得分的小镇数", "Towns with a score"),
            pair!("市级考评算出得分的小镇数；省级考核为空", "Towns with a computed score; empty for the province"),
        ),
        column(
            "mean_score",
            Kind::Number,
            pair!("平均得分", "Mean score"),
            pair!("有得分小镇的平均得分，四舍五入保留2位小数", "Mean of the scores, two decimals, rounded half up"),
        ),
        column(
            "grades",
            Kind::Text,
            pair!("各等次小镇数", "Towns by grade"),
            pair!("写作“等次:小镇数”，以分号隔开，按等次代码排列", "As grade:towns, joined by semicolons, by grade id"),
        ),
    ],
    rows,
};

fn rows(_: &Site, evaluation: &Evaluation) -> Vec<Row> {
    let mut rows = Vec::new();
    for (&year, results) in &evaluation.assessments {
        for (county, sums) in &results.counties {
            if sums.towns > 0 {
                rows.push(row![
                    year,
                    Assessor::City,
                    county,
                    sums.towns,
                    sums.scored,
                    sums.mean.as_ref().map(|exact| Value::Number(rounded(exact, 2))),
                    grades(&sums.city_grades),
                ]);
            }
            if !sums.province_grades.is_empty() {
                let towns: u32 = sums.province_grades.values().sum();
                rows.push(row![
                    year,
                    Assessor::Province,
                    county,
                    towns,
                    Value::Missing,
                    Value::Missing,
                    grades(&sums.province_grades),
                ]);
            }
        }
    }
    rows
}

fn grades(counts: &BTreeMap<Key, u32>) -> Value {
    Value::list(counts.iter().map(|(grade, towns)| format!("{grade}:{towns}")))
}
