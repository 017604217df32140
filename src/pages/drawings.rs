//! Charts on pages: a chart of the charts room becomes a part, with its table and its numbers unchanged. It is drawn only
//! when its page is.

use rust_decimal::Decimal;

use super::context::Here;
use super::parts::{BulletRow, Cell, ChartView, Part, ProjectRow, RankRow, Rows, Table, TableColumn, TableRow};
use super::{address, town_progress};
use crate::charts::{self, Chart, ChartCell, ChartTable, MOST_ROWS, Sketch};
use crate::evaluate::board::Board;
use crate::language::Language;
use crate::units::{Quarter, Slug};
use crate::words::{standard as standard_words, terms};

/// A chart as a part of a page.
fn part(chart: impl Chart + 'static, language: Language) -> Part {
    let table = table(chart.table(language, usize::MAX));
    Part::Chart(view(chart, language, table))
}

/// A chart with a table.
fn view(chart: impl Chart + 'static, language: Language, table: Table) -> ChartView {
    ChartView {
        id: chart.id(),
        title: chart.title(language),
        basis: chart.basis(language),
        rows: None,
        all: table.rows.len(),
        table,
        csv: None,
        interactive: true,
        sketch: Sketch::of(chart, language),
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
        compact: None,
    }
}

/// The whole area's year against its plan.
pub fn area(here: &Here) -> Option<Part> {
    let quarter = here.evaluation.latest()?;
    let name = &here.site.config.area;
    charts::area_pace::AreaPace::of_all(here.evaluation, quarter, name, here.language)
        .map(|chart| part(chart, here.language))
}

/// A county's year against its plan.
pub fn county(here: &Here, id: &Slug) -> Option<Part> {
    let quarter = here.evaluation.latest()?;
    charts::area_pace::AreaPace::of_county(here.site, here.evaluation, id, quarter, here.language)
        .map(|chart| part(chart, here.language))
}

/// The counties side by side.
pub fn counties(here: &Here, quarter: Quarter) -> Part {
    part(charts::counties::CountiesChart::of(here.site, here.evaluation, quarter), here.language)
}

/// The ranking of a board.
pub fn ranking(here: &Here, board: &Board) -> Option<Part> {
    board.ranked().next()?;
    let chart = charts::ranking::Ranking::of(here.site, here.evaluation, board);
    let rows = Some(Rows::Ranking(rank_rows(here, board, &chart, MOST_ROWS)));
    let (table, all) = (table(chart.table(here.language, MOST_ROWS)), chart.rows.len());
    Some(Part::Chart(ChartView { rows, all, ..view(chart, here.language, table) }))
}

/// The first towns of a board as rows of text with bars.
pub fn first_rows(here: &Here, board: &Board, most: usize) -> Vec<RankRow> {
    rank_rows(here, board, &charts::ranking::Ranking::of(here.site, here.evaluation, board), most)
}

/// A board as rows of text with bars: ranked towns, then the others with the reason.
fn rank_rows(here: &Here, board: &Board, chart: &charts::ranking::Ranking, most: usize) -> Vec<RankRow> {
    let share = |length: Decimal| format!("{length}%");
    let row = |(standing, (bar, tick)): (&crate::evaluate::board::Standing, (Option<Decimal>, Option<Decimal>))| {
        let figures = standing.figures();
        let figure = figures.ranking_rate(board.rank_by);
        let rate = figure.unmarked().worded(here.language);
        let no_plan = standing.completed.is_some();
        RankRow {
            rank: figures.rank().shown(here.language),
            name: here.town(&standing.town).name.0.clone(),
            href: here.to(&address::town(&standing.town)),
            about: here.county_of(here.town(&standing.town)).to_owned(),
            rate: match (rate, no_plan) {
                (Some(rate), _) => rate,
                (None, true) => terms::name(standing.plan_gap(), here.language).to_owned(),
                (None, false) => terms::name(standing.state, here.language).to_owned(),
            },
            marks: figure.mark_words(here.language),
            bar: bar.map(share),
            tick: tick.map(share),
            status: here.card(&standing.town, board.quarter).map(|card| here.status(card.level)),
            moved: here.movement_cell(figures.movement()).text,
        }
    };
    board.standings().zip(chart.bars()).take(most).map(row).collect()
}

/// A town's year against its plan, by its board's measure.
pub fn pace(here: &Here, slug: &Slug) -> Option<Part> {
    let quarter = here.evaluation.latest()?;
    charts::pace::Pace::of(here.site, here.evaluation, slug, quarter, here.language)
        .map(|chart| part(chart, here.language))
}

/// A town's projects in time, with the table of all that is known of them behind it.
pub fn timeline(here: &Here, slug: &Slug, behind: Table) -> Option<Part> {
    let chart = charts::timeline::Timeline::of(here.site, here.evaluation, slug)?;
    let rows: Vec<ProjectRow> = town_progress::project_rows(here, slug);
    let drawn = view(chart, here.language, behind);
    // The interactive option knows shares of money and no time, so under this chart's words it would mislead.
    Some(Part::Chart(ChartView { rows: Some(Rows::Projects(rows)), interactive: false, ..drawn }))
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
            let figures = item.figures(slug, &result.standard);
            BulletRow {
                name: item.name.clone(),
                bound: standard_words::bound(item.bound, &item.unit, here.language),
                value: figures.value().shown(here.language),
                verdict: standard_words::verdict(figures, here.language),
                met: item.met.map_or("unknown", |met| if met { "yes" } else { "no" }),
                bar: bar.map(|length| format!("{length}%")),
                over,
                tick: format!("{tick}%"),
            }
        };
    let rows = result.items.iter().zip(chart.bars()).map(row).collect();
    let drawn = view(chart, here.language, behind);
    Part::Chart(ChartView { rows: Some(Rows::Bullets(rows)), ..drawn })
}

/// A town's latest quarters in a line of a list; empty where no rate is known.
pub fn sparkline(here: &Here, slug: &Slug) -> Option<String> {
    let quarter = here.evaluation.latest()?;
    charts::sparkline::Sparkline::of(here.evaluation, slug, quarter).map(|chart| chart.svg(here.language))
}
