//! Towns as they stand on the as-of date.

use std::sync::Arc;

use super::column::*;
use super::{Definition, Row, Value};
use crate::evaluate::{Evaluation, lookup};
use crate::model::{Category, Coded as _, ScenicGrade, Site};

pub(super) const TABLE: Definition = Definition {
    name: "towns",
    title: pair!("小镇", "Towns"),
    description: pair!(
        "一行为一个小镇在截至日期的情况，按代号排列",
        "One row per town as it stands on the as-of date, by slug"
    ),
    section: None,
    columns: &[
        TOWN,
        column("name", Kind::Text, pair!("名称", "Name"), pair!("小镇名称", "The town's name")),
        COUNTY,
        coded(
            "category",
            pair!("类别", "Category"),
            pair!("截至日期的类别；不详时为空", "Category on the as-of date; empty where unknown"),
            Category::WORDS,
        ),
        column(
            "category_since",
            Kind::PartialDate,
            pair!("类别起始", "Category since"),
            pair!(
                "该类别从何时起，可能只到月或年",
                "Since when it has the category; may be known to the month or year only"
            ),
        ),
        column(
            "industry",
            Kind::Text,
            pair!("特色产业", "Leading industry"),
            pair!("主导产业名称", "Name of the leading industry"),
        ),
        column(
            "tourism",
            Kind::Boolean,
            pair!("旅游类", "Tourism town"),
            pair!(
                "是否旅游类小镇，决定应达的景区等级",
                "Whether it is a tourism town, which decides the scenic grade required"
            ),
        ),
        coded(
            "scenic",
            pair!("景区等级", "Scenic grade"),
            pair!("已取得的最高景区等级", "Highest scenic grade held"),
            ScenicGrade::WORDS,
        ),
        column("summary", Kind::Text, pair!("简介", "Summary"), pair!("一句话介绍", "One sentence")),
        column(
            "also",
            Kind::Text,
            pair!("又名", "Also known as"),
            pair!("简称和曾用名，以分号隔开", "Short and earlier names, joined by semicolons"),
        ),
    ],
    rows,
};

fn rows(site: &Site, evaluation: &Evaluation) -> Vec<Row> {
    let row = |(slug, town): (_, &Arc<crate::model::Town>)| {
        let result = evaluation.towns.get(slug);
        row![
            slug,
            &town.name,
            town.county.as_ref(),
            result.and_then(|result| result.category),
            lookup::category_entry_on(town, site.as_of).and_then(|entry| entry.from),
            town.industry.as_ref(),
            town.tourism,
            result.and_then(|result| result.scenic.held),
            town.summary.as_ref(),
            Value::list(town.also.iter().map(|name| name.0.as_str())),
        ]
    };
    site.towns.iter().map(row).collect()
}
