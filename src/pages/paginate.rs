//! Pagination: a page that grew too long, in several: the first at its address, the others beside it as `<its name>.2.html` and so
//! on, so that its links hold on all of them. No slug holds a point, so no other page has such a name.
//!
//! No page kind needs to know how many towns a site has: whatever it lists is cut here, between rows. A site of a few
//! dozen towns has no such page.

use super::context::Context;
use super::parts::{Cell, Inline, Link, NewsItem, Part, Rich, SectionView, Table, TableRow};
use super::rows::Rows;
use super::{Page, Pager, Route};
use crate::charts::MOST_ROWS;
use crate::language::Language;

/// Bytes of HTML, as estimated, beyond which a page is continued on another. The frame comes on top; no page exceeds
/// 200 KB.
const LONGEST: usize = 130_000;
/// Counties in a grid beyond which it is no grid any more.
const TILES: usize = 60;

/// The page, in as many pages as it takes.
pub fn paginate(context: Context, mut page: Page) -> Vec<Page> {
    page.view.sections.iter_mut().flat_map(|section| &mut section.parts).for_each(|part| bound(context, part));
    for section in &mut page.view.sections {
        section.parts.retain(|part| !matches!(part, Part::Tiles { items } if items.len() > TILES));
    }
    page.view.sections.retain(|section| !section.parts.is_empty());
    let whole = || page.view.sections.iter().map(|section| length(section, LONGEST)).sum::<usize>();
    if !page.kind.row().is_paginated || whole() <= LONGEST {
        return vec![page];
    }
    let mut pages = vec![Vec::new()];
    let mut room = LONGEST;
    for section in std::mem::take(&mut page.view.sections) {
        place(section, &mut pages, &mut room);
    }
    // The contents lead to the page on which a section begins.
    for link in page.view.contents.iter_mut().flat_map(|group| &mut group.links) {
        let is_it = |section: &SectionView| link.href.strip_prefix('#') == Some(section.id.as_str());
        let number = pages.iter().position(|sections| sections.iter().any(is_it)).unwrap_or_default() + 1;
        if number > 1 {
            link.href = format!("{}{}", page.route.to(&route(&page.route, number)), link.href);
        }
    }
    let count = pages.len();
    let numbered = pages.into_iter().zip(1..);
    numbered.map(|(sections, number)| page_of(context, &page, sections, number, count)).collect()
}

/// The first page of those that an address is one of; the address itself where it continues no other.
pub fn first_of(route: &Route) -> Route {
    match route.path().trim_end_matches(".html").rsplit_once('.') {
        Some((first, _)) if is_continuation(route) => Route::new(format!("{first}.html")),
        _ => route.clone(),
    }
}

/// Whether an address is that of a continuation.
pub fn is_continuation(route: &Route) -> bool {
    let name = route.path().rsplit('/').next().unwrap_or_default();
    name.strip_suffix(".html")
        .and_then(|stem| stem.rsplit_once('.'))
        .is_some_and(|(_, number)| number.parse::<u32>().is_ok())
}

fn route(first: &Route, number: usize) -> Route {
    match number {
        1 => first.clone(),
        number => Route::new(format!("{}.{number}.html", first.path().trim_end_matches(".html"))),
    }
}

/// One of the pages.
fn page_of(context: Context, whole: &Page, sections: Vec<SectionView>, number: usize, count: usize) -> Page {
    let mut view = whole.view.clone();
    view.sections = sections;
    // Filters would only find what is on the same page.
    view.filters.clear();
    let label = context.page_of(number, count);
    let link = |number: usize| {
        let href = whole.route.to(&route(&whole.route, number));
        Link { text: context.page_number(number), href }
    };
    let neighbours = view.pager.take();
    let (before, after) = neighbours.map_or((None, None), |pager| (pager.previous, pager.next));
    view.pager = Some(Pager {
        previous: if number > 1 { Some(link(number - 1)) } else { before },
        next: if number < count { Some(link(number + 1)) } else { after },
        label: Some(label.clone()),
    });
    if number > 1 {
        view.title = format!("{}{}", view.title, context.bracketed(&label));
        view.photo = None;
        view.contents.clear();
        // What tells a column's own page from others stands on the first.
        view.meta.retain(|meta| !meta.name.starts_with("Column"));
    }
    Page { kind: whole.kind, subject: whole.subject.clone(), route: route(&whole.route, number), view }
}

/// Puts a section on the last page, and on as many new ones as it takes.
fn place(mut section: SectionView, pages: &mut Vec<Vec<SectionView>>, room: &mut usize) {
    let open = |room: &mut usize, pages: &mut Vec<Vec<SectionView>>| {
        pages.push(Vec::new());
        *room = LONGEST;
    };
    let whole = length(&section, *room);
    if whole <= *room {
        *room -= whole;
        return last(pages).push(section);
    }
    let mut rest = std::mem::take(&mut section.parts);
    rest.reverse();
    let mut parts = Vec::new();
    let close = |parts: &mut Vec<Part>, pages: &mut Vec<Vec<SectionView>>| {
        if !parts.is_empty() {
            last(pages).push(SectionView { parts: std::mem::take(parts), ..section.clone() });
        }
    };
    while let Some(part) = rest.pop() {
        let length = part_length(&part, *room);
        if length <= *room {
            *room -= length;
            parts.push(part);
            continue;
        }
        let (here, later) = cut(part, *room);
        let placed = here.is_some();
        parts.extend(here);
        let is_fresh = parts.is_empty() && pages.last().is_some_and(Vec::is_empty);
        match later {
            // What cannot be cut stands alone on a page, however long.
            Some(later) if is_fresh && !placed => {
                parts.push(later);
                *room = 0;
            }
            Some(later) => {
                close(&mut parts, pages);
                open(room, pages);
                rest.push(later);
            }
            None => *room = 0,
        }
    }
    close(&mut parts, pages);
}

fn last(pages: &mut [Vec<SectionView>]) -> &mut Vec<SectionView> {
    pages.last_mut().expect("there is a first page from the start")
}

/// What of a part fits, and what is left. At least one row fits if there is any room to speak of.
fn cut(part: Part, room: usize) -> (Option<Part>, Option<Part>) {
    match part {
        Part::Table(table) => {
            let (here, later) = cut_table(table, room);
            (here.map(Part::Table), later.map(Part::Table))
        }
        Part::Folded { summary, table } => {
            let (here, later) = cut_table(table, room);
            let fold = |table| Part::Folded { summary: summary.clone(), table };
            (here.map(fold), later.map(fold))
        }
        Part::List { ordered, mut items } => {
            let fits = fitting(items.iter().map(|item| 20 + rich_length(item)), room);
            let later = items.split_off(fits);
            let list = |items: Vec<Rich>| (!items.is_empty()).then_some(Part::List { ordered, items });
            (list(items), list(later))
        }
        Part::News { mut items } => {
            let later = items.split_off(fitting(items.iter().map(news_length), room));
            let news = |items: Vec<NewsItem>| (!items.is_empty()).then_some(Part::News { items });
            (news(items), news(later))
        }
        // A line of links to very many; what fits on a page is never torn.
        Part::Paragraph { mut text } if rich_length(&text) > LONGEST => {
            let later = text.split_off(fitting(text.iter().map(run_length), room));
            let paragraph = |text: Rich| (!text.is_empty()).then_some(Part::Paragraph { text });
            (paragraph(text), paragraph(later))
        }
        part => (None, Some(part)),
    }
}

fn cut_table(mut table: Table, room: usize) -> (Option<Table>, Option<Table>) {
    let fits =
        fitting(table.rows.iter().map(row_length), room.saturating_sub(table.caption.len() + head_length(&table)));
    match fits {
        0 => (None, Some(table)),
        fits if fits == table.rows.len() => (Some(table), None),
        fits => {
            let rows = table.rows.drain(..fits).collect();
            let (caption, columns, empty) = (table.caption.clone(), table.columns.clone(), table.empty.clone());
            let compact = table.compact;
            (Some(Table { caption, columns, rows, empty, compact }), Some(table))
        }
    }
}

/// How many of the items fit.
fn fitting(lengths: impl Iterator<Item = usize>, room: usize) -> usize {
    let mut left = room;
    lengths
        .take_while(|length| {
            let fits = *length <= left;
            left = left.saturating_sub(*length);
            fits
        })
        .count()
}

/// Keeps a chart to what can be read; the download has the whole.
fn bound(context: Context, part: &mut Part) {
    let Part::Chart(chart) = part else { return };
    match &mut chart.rows {
        Some(Rows::Ranking(rows)) => rows.truncate(MOST_ROWS),
        Some(Rows::Bullets(rows)) => rows.truncate(MOST_ROWS),
        Some(Rows::Projects(rows)) => rows.truncate(MOST_ROWS),
        None => {}
    }
    let all = chart.all;
    if all > MOST_ROWS {
        chart.table.rows.truncate(MOST_ROWS);
        let note = say!(
            context.language,
            "共{all}行，列前{MOST_ROWS}行；下载的数据为全部。",
            "The first {MOST_ROWS} of {all} rows; the download has all."
        );
        chart.basis = match (chart.basis.is_empty(), context.language) {
            (true, _) => note,
            (false, Language::Chinese) => format!("{}。{note}", chart.basis.trim_end_matches('。')),
            (false, Language::English) => format!("{}. {note}", chart.basis.trim_end_matches('.')),
        };
    }
}

/// Bytes of HTML, estimated; where they are more than `most`, any number beyond it.
fn length(section: &SectionView, most: usize) -> usize {
    200 + section.title.len() + section.parts.iter().map(|part| part_length(part, most)).sum::<usize>()
}

/// Bytes of HTML, estimated from what grows with a site; the rest is small. Where they are more than `most`, any number
/// beyond it: what does not fit is not read to its end.
fn part_length(part: &Part, most: usize) -> usize {
    match part {
        Part::Table(table) | Part::Folded { table, .. } => table_length(table, most),
        Part::List { items, .. } => items.iter().map(|item| 20 + rich_length(item)).sum(),
        Part::Chart(chart) => {
            let rows = match &chart.rows {
                Some(Rows::Ranking(rows)) => rows.len() * 420,
                Some(Rows::Bullets(rows)) => rows.len() * 420,
                Some(Rows::Projects(rows)) => {
                    chart.sketch.row_svgs().iter().take(rows.len()).map(|svg| 500 + svg.len()).sum()
                }
                None => chart.sketch.svg().len(),
            };
            rows + table_length(&chart.table, most)
        }
        Part::Prose(prose) => prose.markdown.len() * 2,
        Part::Top(top) => top.rows.len() * 420 + top.cards.len() * 500,
        Part::Facts { rows } => rows.iter().map(|fact| 80 + fact.label.len() + rich_length(&fact.value)).sum(),
        Part::News { items } => items.iter().map(news_length).sum(),
        Part::Paragraph { text } => 20 + rich_length(text),
        Part::Downloads { items } => items.len() * 200,
        Part::Tiles { items } => items.len() * 400,
        Part::Photos { items } => items.len() * 900,
        Part::Models { items } => items.len() * 1_500,
        _ => 600,
    }
}

fn table_length(table: &Table, most: usize) -> usize {
    let mut length = head_length(table);
    for row in &table.rows {
        length += row_length(row);
        if length > most {
            break;
        }
    }
    length
}

fn head_length(table: &Table) -> usize {
    table.columns.iter().map(|column| 40 + column.label.len()).sum()
}

fn row_length(row: &TableRow) -> usize {
    60 + row.cells.iter().map(cell_length).sum::<usize>()
}

fn cell_length(cell: &Cell) -> usize {
    let status = cell.status.as_ref().map_or(0, |status| 70 + status.word.len());
    let data = cell.data.as_ref().map_or(0, |data| 30 + data.field.len() + data.value.len());
    55 + rich_length(&cell.text) + status + data + cell.svg.as_ref().map_or(0, String::len)
}

fn news_length(item: &NewsItem) -> usize {
    300 + item.title.len() + item.href.len() + item.summary.as_ref().map_or(0, String::len)
}

fn rich_length(line: &Rich) -> usize {
    line.iter().map(run_length).sum()
}

fn run_length(run: &Inline) -> usize {
    run.text.len() + run.href.as_ref().map_or(20, |href| 20 + href.len())
}

#[cfg(test)]
mod tests;
