//! How a year's assessment adds up for each county, the city's and the province's apart.

use std::collections::BTreeMap;

use super::column::*;
use super::provenance::STATUS;
use super::{Definition, Row, Value};
use crate::evaluate::Evaluation;
use crate::evaluate::figures::{county_graded, county_scores};
use crate::figure::measures::assessments;
use crate::model::{Assessor, Coded as _, Section, Site};
use crate::units::Key;

pub(super) const TABLE: Definition = Definition {
    name: "assessment_counties",
    title: pair!("年度考核考评县域汇总", "Annual assessment by county"),
    description: pair!(
        "一行为一年一个县（市、区）一个考核主体的汇总，按年度、县（市、区）排列",
        "One row per year, county and assessor, by year and county",
    ),
    section: Some(Section::Assessments),
    columns: &[
        YEAR,
        coded("assessor", pair!("考核主体", "Assessor"), pair!("谁考核", "Who assessed"), Assessor::WORDS),
        COUNTY,
        Column::of(&assessments::COUNTY_TOWNS),
        Column::of(&assessments::COUNTY_SCORED),
        Column::of(&assessments::COUNTY_MEAN),
        column(
            "grades",
            Kind::Text,
            pair!("各等次小镇数", "Towns by grade"),
            pair!("写作“等次:小镇数”，以分号隔开，按等次代码排列", "As grade:towns, joined by semicolons, by grade id"),
        ),
        STATUS,
    ],
    rows,
};

fn rows(_: &Site, evaluation: &Evaluation) -> Vec<Row> {
    let mut rows = Vec::new();
    for (&year, results) in &evaluation.assessments {
        for (county, sums) in &results.counties {
            if sums.towns > 0 {
                let [towns, scored, mean] = county_scores(county, year, sums);
                rows.push(row![
                    year,
                    Assessor::City,
                    county,
                    towns,
                    scored,
                    mean,
                    grades(&sums.city_grades),
                    sums.firmness.status,
                ]);
            }
            if !sums.province_grades.is_empty() {
                let towns: u32 = sums.province_grades.values().sum();
                rows.push(row![
                    year,
                    Assessor::Province,
                    county,
                    county_graded(county, year, towns),
                    Value::Missing,
                    Value::Missing,
                    grades(&sums.province_grades),
                    Value::Missing,
                ]);
            }
        }
    }
    rows
}

fn grades(counts: &BTreeMap<Key, u32>) -> Value {
    Value::list(counts.iter().map(|(grade, towns)| format!("{grade}:{towns}")))
}
