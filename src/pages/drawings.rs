//! Charts on pages: a drawing of the charts room becomes a part, with its table and its numbers unchanged.

use super::context::Here;
use super::parts::{Cell, ChartView, Part, Table, TableColumn, TableRow};
use crate::charts::{self, ChartCell, ChartTable, Drawing};
use crate::evaluate::board::Board;
use crate::units::{Quarter, Slug};

/// A drawing as a part of a page.
fn part(drawing: Drawing) -> Part {
    Part::Chart(ChartView {
        id: drawing.id,
        title: drawing.title,
        basis: drawing.basis,
        svg: drawing.svg,
        table: table(drawing.table),
        csv: None,
        option: Some(drawing.option),
    })
}

fn table(table: ChartTable) -> Table {
    let cell = |cell: ChartCell| match cell {
        ChartCell::Words(text) => Cell::words(text),
        ChartCell::Missing(reason) => Cell::missing(reason),
    };
    Table {
        caption: table.caption,
        columns: table.columns.into_iter().map(|c| TableColumn { label: c.label, numeric: c.numeric }).collect(),
        rows: table.rows.into_iter().map(|row| TableRow::of(row.into_iter().map(cell).collect())).collect(),
        empty: String::new(),
    }
}

/// The whole area's year against its plan.
pub fn area(here: &Here) -> Option<Part> {
    let quarter = here.evaluation.latest()?;
    let name = &here.site.config.area;
    charts::area_pace::AreaPace::of_all(here.evaluation, quarter, name, here.language)
        .map(|chart| part(chart.draw(here.language)))
}

/// A county's year against its plan.
pub fn county(here: &Here, id: &Slug) -> Option<Part> {
    let quarter = here.evaluation.latest()?;
    charts::area_pace::AreaPace::of_county(here.site, here.evaluation, id, quarter, here.language)
        .map(|chart| part(chart.draw(here.language)))
}

/// The counties side by side.
pub fn counties(here: &Here, quarter: Quarter) -> Part {
    part(charts::counties::Counties::of(here.site, here.evaluation, quarter).draw(here.language))
}

/// The ranking of a board.
pub fn ranking(here: &Here, board: &Board) -> Option<Part> {
    board.ranked().next()?;
    Some(part(charts::ranking::Ranking::of(here.site, here.evaluation, board).draw(here.language)))
}

/// A town's year against its plan, by its board's measure.
pub fn pace(here: &Here, slug: &Slug) -> Option<Part> {
    let quarter = here.evaluation.latest()?;
    charts::pace::Pace::of(here.site, here.evaluation, slug, quarter, here.language)
        .map(|chart| part(chart.draw(here.language)))
}

/// A town's projects in time.
pub fn timeline(here: &Here, slug: &Slug) -> Option<Part> {
    charts::timeline::Timeline::of(here.site, here.evaluation, slug).map(|chart| part(chart.draw(here.language)))
}

/// A town's distance from one standard.
pub fn standard(here: &Here, slug: &Slug, name: &str, result: &crate::evaluate::standard::StandardResult) -> Part {
    part(charts::standards::Standards::of(slug, name, result).draw(here.language))
}

/// A town's latest quarters in a line of a list; empty where no rate is known.
pub fn sparkline(here: &Here, slug: &Slug) -> Option<String> {
    let quarter = here.evaluation.latest()?;
    charts::sparkline::Sparkline::of(here.evaluation, slug, quarter).map(|chart| chart.svg(here.language))
}
