//! A town's plans with their versions, and the revisions of its figures, as tables of its archive.

use super::compose::{figure_column, text_column};
use super::context::Here;
use super::parts::{Cell, Rich, Table, TableRow, remark, words};
use crate::evaluate::card::Uncomputable;
use crate::evaluate::figures;
use crate::figure::Figure;
use crate::language::Language;
use crate::model::{BoardMeasure, Plan, ProgressField, Town};
use crate::units::Slug;
use crate::words::{numbers, terms};

/// Every version of every plan, the newest first; none where there is no plan.
pub fn plans(here: &Here, slug: &Slug, town: &Town) -> Option<Table> {
    let mut rows = Vec::new();
    for plan in town.plan.iter().rev() {
        let mut push = |field: ProgressField, measure: BoardMeasure| {
            let own = figures::plan_of(slug, plan, measure);
            let no_quarters = terms::name(Uncomputable::NoQuarters, here.language);
            let amount = |figure: Figure<'_>| figure.digits().map_or_else(|| Cell::missing(no_quarters), Cell::words);
            let mut cells = vec![Cell::rich(version(here, town, plan)), Cell::words(terms::name(field, here.language))];
            cells.extend((0..4).map(|index| amount(own.to_quarter(index))));
            cells.push(amount(own.year()));
            let document = plan.document.as_ref().map_or_else(Rich::new, |document| words(document.0.clone()));
            cells.push(Cell::rich(
                document.into_iter().chain(plan.note.iter().map(|text| remark(text.0.clone()))).collect(),
            ));
            rows.push(TableRow::of(cells));
        };
        push(ProgressField::Total, BoardMeasure::Total);
        if plan.key_projects.is_some() {
            push(ProgressField::KeyProjects, BoardMeasure::KeyProjects);
        }
    }
    if rows.is_empty() {
        return None;
    }
    let columns = vec![
        text_column(pick!(here, "年度与版本", "Year and version")),
        text_column(pick!(here, "口径", "Measure")),
        figure_column(pick!(here, "一季度末", "To Q1")),
        figure_column(pick!(here, "二季度末", "To Q2")),
        figure_column(pick!(here, "三季度末", "To Q3")),
        figure_column(pick!(here, "四季度末", "To Q4")),
        figure_column(pick!(here, "年度目标", "Target of the year")),
        text_column(pick!(here, "文件与说明", "Document and remark")),
    ];
    Some(Table::new(pick!(here, "投资计划（累计，万元）", "Plans (cumulative, ten thousand yuan)"), columns, rows, ""))
}

/// Year, day of approval, and whether the target was raised or lowered against the first version.
fn version(here: &Here, town: &Town, plan: &Plan) -> Rich {
    let mut line = words(match here.language {
        Language::Chinese => format!("{}年", plan.year),
        Language::English => plan.year.to_string(),
    });
    line.push(remark(say!(here.language, "{}批准", "approved {}", plan.approved)));
    let first = town.plan.iter().filter(|other| other.year == plan.year).min_by_key(|other| other.approved);
    if let Some(first) = first.filter(|first| first.approved != plan.approved) {
        let word = match plan.total.year.cmp(&first.total.year) {
            std::cmp::Ordering::Less => pick!(here, "调低年度目标", "target lowered"),
            std::cmp::Ordering::Greater => pick!(here, "调高年度目标", "target raised"),
            std::cmp::Ordering::Equal => pick!(here, "调整进度安排", "schedule changed"),
        };
        line.push(remark(word));
    }
    line
}

/// What was published and corrected later, with the reason; none where nothing was.
pub fn revisions(here: &Here, slug: &Slug, town: &Town) -> Option<Table> {
    let rows: Vec<TableRow> = town
        .progress
        .iter()
        .rev()
        .flat_map(|row| row.history.iter().map(move |revision| (row, revision)))
        .map(|(row, revision)| {
            TableRow::of(vec![
                Cell::words(numbers::quarter(row.quarter, here.language)),
                Cell::words(terms::name(revision.field, here.language)),
                Cell::words(figures::revised(slug, row.quarter, revision).digits().unwrap_or_default()),
                here.figure_cell_as(figures::amount_of(revision.field, next_value(row, revision)), "revised", ""),
                Cell::words(revision.published.to_string()),
                Cell::words(revision.replaced.to_string()),
                Cell::words(revision.why.0.clone()),
            ])
        })
        .collect();
    if rows.is_empty() {
        return None;
    }
    let columns = vec![
        text_column(pick!(here, "季度", "Quarter")),
        text_column(pick!(here, "指标", "Figure")),
        figure_column(pick!(here, "原值（万元）", "Old (ten thousand yuan)")),
        figure_column(pick!(here, "修订为（万元）", "New (ten thousand yuan)")),
        text_column(pick!(here, "原值发布日期", "Old published")),
        text_column(pick!(here, "修订日期", "Revised on")),
        text_column(pick!(here, "原因", "Why")),
    ];
    Some(Table::new(pick!(here, "数据修订", "Revisions"), columns, rows, ""))
}

/// The value that replaced an earlier one: the next entry of the field's history, or the row's own value.
fn next_value(row: &crate::model::Progress, revision: &crate::model::Revision) -> Option<crate::units::Money> {
    let later = row.history.iter().filter(|other| other.field == revision.field && other.replaced > revision.replaced);
    later.min_by_key(|other| other.replaced).map_or_else(|| revision.field.of(row), |other| Some(other.value))
}
