//! Charts on pages: a drawing of the charts room becomes a part, with its table and its numbers unchanged.

use rust_decimal::Decimal;

use super::context::Here;
use super::parts::{BulletRow, Cell, ChartView, Part, ProjectRow, RankRow, Rows, Table, TableColumn, TableRow};
use super::{address, town_progress};
use crate::charts::{self, ChartCell, ChartTable, Drawing};
use crate::evaluate::board::Board;
use crate::units::{Quarter, Slug};
use crate::words::{numbers, standard as standard_words, terms};

/// A drawing as a part of a page.
fn part(drawing: Drawing) -> Part {
    Part::Chart(view(drawing))
}

fn view(drawing: Drawing) -> ChartView {
    ChartView {
        id: drawing.id,
        title: drawing.title,
        basis: drawing.basis,
        svg: drawing.svg,
        rows: None,
        figures: Some(drawing.table.clone()),
        table: table(drawing.table),
        csv: None,
        option: Some(drawing.option),
    }
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
    let chart = charts::ranking::Ranking::of(here.site, here.evaluation, board);
    let rows = Some(Rows::Ranking(rank_rows(here, board)));
    Some(Part::Chart(ChartView { rows, ..view(chart.draw(here.language)) }))
}

/// A board as rows of text with bars: ranked towns, then the others with the reason.
pub fn rank_rows(here: &Here, board: &Board) -> Vec<RankRow> {
    let bars = charts::ranking::Ranking::of(here.site, here.evaluation, board).bars();
    let share = |length: Decimal| format!("{length}%");
    let row = |(standing, (bar, tick)): (&crate::evaluate::board::Standing, (Option<Decimal>, Option<Decimal>))| {
        let rate = standing.ranking_rate(board.rank_by);
        let no_plan = standing.completed.is_some();
        RankRow {
            rank: standing.rank.map_or(numbers::MISSING.to_owned(), |rank| rank.to_string()),
            name: here.town(&standing.town).name.0.clone(),
            href: here.to(&address::town(&standing.town)),
            about: here.county_of(here.town(&standing.town)).to_owned(),
            rate: match (rate, no_plan) {
                (Some(rate), _) => numbers::percent(&rate),
                (None, true) => here.pick("无计划", "no plan").to_owned(),
                (None, false) => terms::return_state(standing.state, here.language).to_owned(),
            },
            bar: bar.map(share),
            tick: tick.map(share),
            status: here.card(&standing.town, board.quarter).map(|card| here.status(card.level)),
            moved: here.movement_cell(standing.movement).text,
        }
    };
    board.standings.iter().zip(bars).map(row).collect()
}

/// A town's year against its plan, by its board's measure.
pub fn pace(here: &Here, slug: &Slug) -> Option<Part> {
    let quarter = here.evaluation.latest()?;
    charts::pace::Pace::of(here.site, here.evaluation, slug, quarter, here.language)
        .map(|chart| part(chart.draw(here.language)))
}

/// A town's projects in time, with the table of all that is known of them behind it.
pub fn timeline(here: &Here, slug: &Slug, behind: Table) -> Option<Part> {
    let chart = charts::timeline::Timeline::of(here.site, here.evaluation, slug)?;
    let rows: Vec<ProjectRow> = town_progress::project_rows(here, slug, chart.rows(here.language));
    let drawn = view(chart.draw(here.language));
    // The interactive option knows shares of money and no time, so under this chart's words it would mislead.
    Some(Part::Chart(ChartView { rows: Some(Rows::Projects(rows)), table: behind, option: None, ..drawn }))
}

/// A town's distance from one standard, with the table of values and sources behind it.
pub fn standard(
    here: &Here,
    slug: &Slug,
    name: &str,
    result: &crate::evaluate::standard::StandardResult,
    behind: Table,
) -> Part {
    let chart = charts::standards::Standards::of(slug, name, result);
    let row =
        |(item, (bar, over, tick)): (&crate::evaluate::standard::ItemResult, (Option<Decimal>, bool, Decimal))| {
            let held = item.value.as_ref().map(|held| standard_words::held(held, &item.unit));
            BulletRow {
                name: item.name.clone(),
                bound: standard_words::bound(item.bound, &item.unit, here.language),
                value: held.unwrap_or_else(|| numbers::MISSING.to_owned()),
                verdict: standard_words::verdict(item, here.language),
                met: item.met.map_or("unknown", |met| if met { "yes" } else { "no" }),
                bar: bar.map(|length| format!("{length}%")),
                over,
                tick: format!("{tick}%"),
            }
        };
    let rows = result.items.iter().zip(chart.bars()).map(row).collect();
    let drawn = view(chart.draw(here.language));
    Part::Chart(ChartView { rows: Some(Rows::Bullets(rows)), table: behind, ..drawn })
}

/// A town's latest quarters in a line of a list; empty where no rate is known.
pub fn sparkline(here: &Here, slug: &Slug) -> Option<String> {
    let quarter = here.evaluation.latest()?;
    charts::sparkline::Sparkline::of(here.evaluation, slug, quarter).map(|chart| chart.svg(here.language))
}
