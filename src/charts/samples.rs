//! What the tests of charts share: small values, and what every drawing must be.

use std::collections::BTreeSet;

use super::pace_lines::PaceQuarter;
use super::{Chart, ChartTable};
use crate::evaluate::board::{ReturnState, Standing};
use crate::figure::measures::{plans, progress};
use crate::figure::{Entity, Figure, Measure};
use crate::language::Language;
use crate::model::{BoardMeasure, Category};
use crate::units::{Money, Quarter, Ratio, Slug};

/// A chart, drawn and worded in one language.
pub(super) struct Drawing {
    pub id: String,
    pub title: String,
    pub basis: String,
    pub svg: String,
    pub table: ChartTable,
    pub option: String,
}

/// All of a chart.
pub(super) fn drawn(chart: &dyn Chart, language: Language) -> Drawing {
    Drawing {
        id: chart.id(),
        title: chart.title(language),
        basis: chart.basis(language),
        svg: chart.svg(language),
        table: chart.table(language, usize::MAX),
        option: chart.option(language),
    }
}

/// A whole amount of a town.
pub(super) fn amount_of_town(measure: &'static Measure, amount: Option<i64>) -> Figure<'static> {
    Figure::of(measure, amount.map(Money::whole)).about(Entity::Town("qingyao"))
}

/// A quarter of whole amounts.
pub(super) fn pace_quarter(
    quarter: Quarter,
    completed: Option<i64>,
    plan_to_date: Option<i64>,
    plan_year: Option<i64>,
) -> PaceQuarter {
    let figure = |measure, amount: Option<i64>| amount_of_town(measure, amount).in_quarter(quarter).into_owned();
    PaceQuarter {
        quarter,
        completed: figure(&progress::TOTAL, completed),
        plan_to_date: figure(&plans::TOTAL_Q3, plan_to_date),
        plan_year: figure(&plans::TOTAL_YEAR, plan_year),
        plan_year_by_quarter: figure(&plans::TOTAL_YEAR, plan_year),
        reason: String::new(),
    }
}

/// A standing of a town of key projects, without figures.
pub(super) fn standing() -> Standing {
    Standing {
        town: Slug("yungu".into()),
        board: Slug("key-projects".into()),
        quarter: Quarter { year: 2026, number: 3 },
        category: Category::Creation,
        rule_set: Slug("r".into()),
        measure: BoardMeasure::KeyProjects,
        state: ReturnState::NotReported,
        completed: None,
        plan_to_date: None,
        plan_year: None,
        period_rate: None,
        annual_rate: None,
        pace: None,
        rank: None,
        previous_rank: None,
        movement: None,
        firmness: crate::figure::Firmness::default(),
        published: None,
        reported: None,
        source: None,
    }
}

/// A ratio of whole amounts.
pub(super) fn ratio(numerator: i64, denominator: i64) -> Ratio {
    Ratio::of(Money::whole(numerator), Money::whole(denominator)).expect("a denominator above 0")
}

/// Holds for every drawing: XML, named, ids unique and begun by its own, no styles, no long coordinates, a full table,
/// an option that parses.
pub(super) fn assert_well_formed(drawing: &Drawing) {
    let document = roxmltree::Document::parse(&drawing.svg).expect("the drawing is well-formed XML");
    let root = document.root_element();
    assert_eq!(root.attribute("role"), Some("img"));
    let child = |name: &str| root.children().find(|child| child.has_tag_name(name)).and_then(|child| child.text());
    assert!(child("title").is_some_and(|text| !text.is_empty()), "no title");
    assert!(child("desc").is_some_and(|text| !text.is_empty()), "no desc");
    let mut ids = BTreeSet::new();
    for node in document.descendants() {
        if let Some(id) = node.attribute("id") {
            assert!(id.starts_with(&drawing.id) && ids.insert(id), "the id {id} is foreign or repeated");
        }
        assert!(node.attribute("style").is_none(), "a style attribute");
        for name in ["x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "width", "height"] {
            let decimals = node.attribute(name).and_then(|value| value.trim_end_matches('%').split_once('.'));
            assert!(decimals.is_none_or(|(_, digits)| digits.len() <= 2), "{name} of {node:?}");
        }
    }
    for row in &drawing.table.rows {
        assert_eq!(row.len(), drawing.table.columns.len());
    }
    assert!(serde_json::from_str::<serde_json::Value>(&drawing.option).is_ok_and(|option| option.is_object()));
}

/// All labels of a drawing.
pub(super) fn texts(drawing: &Drawing) -> Vec<String> {
    let document = roxmltree::Document::parse(&drawing.svg).expect("the drawing is well-formed XML");
    let labels = document.descendants().filter(|node| node.has_tag_name("text"));
    labels.filter_map(|node| node.text().map(str::to_owned)).collect()
}
