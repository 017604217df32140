//! The page's view as templates get it: texts of editors are HTML by now.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde::Serialize;
use tera::Value;

use super::line::{rich, some_rich};
use super::markdown::{Surroundings, to_html};
use super::phrases::phrases;
use super::shown::{self, Around, PhotoShown};
use crate::diagnostic::Diagnostic;
use crate::pages::parts::{Cell, ContentsGroup, Layout, Link, Part, SectionPlace, SectionView, Table};
use crate::pages::{Meta, Page, PageKind, PageView, Pager, address};

/// Columns beyond which a table takes the full width of its section.
const WIDE_TABLE: usize = 6;

/// What templates know as `page`.
#[derive(Serialize)]
struct PageShown<'a> {
    title: &'a str,
    heading: &'a str,
    /// The heading in pieces that should not be broken.
    phrases: Vec<&'a str>,
    lead: Option<Value>,
    trail: &'a [Link],
    description: &'a str,
    meta: &'a [Meta],
    photo: Option<PhotoShown<'a>>,
    byline: Vec<Value>,
    contents: &'a [ContentsGroup],
    sections: Vec<SectionShown<'a>>,
    pager: Option<&'a Pager>,
    search: bool,
    /// Where the options of the page's interactive charts lie, if it has any.
    charts: Option<String>,
    /// The filter, where it stands above the sections.
    filter: Option<&'a Value>,
    /// Where an old address leads.
    forward: Option<String>,
}

#[derive(Serialize)]
struct SectionShown<'a> {
    id: &'a str,
    title: &'a str,
    /// The title in pieces that should not be broken.
    phrases: Vec<&'a str>,
    note: Option<Value>,
    more: Option<&'a Link>,
    parts: Vec<Value>,
    place: SectionPlace,
    layout: Layout,
    /// What a phone shows of it until it is opened.
    fold: Option<&'a str>,
    /// Whether it takes the full width.
    wide: bool,
}

/// The HTML of a text.
#[derive(Serialize)]
struct ProseShown {
    part: &'static str,
    html: Value,
}

/// The view of a page, and what was found in its texts.
pub(super) fn of(page: &Page, surroundings: &Surroundings<'_>, root: &str) -> (Value, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let mut ids = ids_of(page);
    let around = Around {
        library: surroundings.pictures,
        root,
        bare: matches!(page.kind, PageKind::Town | PageKind::TownArchive),
    };
    let view = &page.view;
    let filter = filter(view);
    let above = filter.as_ref().and_then(|_| above_table(view));
    let mut part = |part: &Part, place: (usize, usize)| match part {
        Part::Prose(prose) => {
            let html = Value::safe_string(&to_html(prose, surroundings, &mut ids, &mut problems));
            Value::from_serializable(&ProseShown { part: "prose", html })
        }
        part => shown::part(part, &around, filter.as_ref().filter(|_| above == Some(place))),
    };
    let sections = view.sections.iter().enumerate().map(|(at, section)| SectionShown {
        id: &section.id,
        title: &section.title,
        phrases: phrases(&section.title),
        note: section.note.as_ref().and_then(some_rich),
        more: section.more.as_ref(),
        parts: section.parts.iter().enumerate().map(|(within, shown)| part(shown, (at, within))).collect(),
        place: section.place,
        layout: section.layout,
        fold: section.fold.as_deref(),
        wide: section.place == SectionPlace::Head
            || section.layout == Layout::Stack && section.parts.iter().any(is_wide),
    });
    let sections = sections.collect();
    let shown = PageShown {
        title: &view.title,
        heading: &view.heading,
        phrases: phrases(&view.heading),
        lead: some_rich(&view.lead),
        trail: &view.trail,
        description: &view.description,
        meta: &view.meta,
        photo: view.photo.as_ref().map(|photo| PhotoShown::of(photo, &around)),
        byline: view.byline.iter().map(rich).collect(),
        contents: &view.contents,
        sections,
        pager: view.pager.as_ref(),
        search: view.search,
        charts: has_interactive_chart(page).then(|| address::chart_options(&page.route).path().to_owned()),
        filter: filter.as_ref().filter(|_| above.is_none()),
        forward: view.forward.as_ref().map(|goal| page.route.to(goal)),
    };
    (Value::from_serializable(&shown), problems)
}

/// Whether a page has a chart that can be made interactive.
pub fn has_interactive_chart(page: &Page) -> bool {
    let mut parts = page.view.sections.iter().flat_map(|section| &section.parts);
    parts.any(|part| matches!(part, Part::Chart(chart) if chart.interactive))
}

/// The content files whose words a page shows.
pub(super) fn written_by(page: &Page) -> Vec<PathBuf> {
    let parts = page.view.sections.iter().flat_map(|section| &section.parts);
    let files: BTreeSet<PathBuf> = parts
        .filter_map(|part| match part {
            Part::Prose(prose) => Some(prose.file.clone()),
            _ => None,
        })
        .collect();
    files.into_iter().collect()
}

/// Anchors that the page has before its texts are drawn.
fn ids_of(page: &Page) -> BTreeSet<String> {
    let mut ids = BTreeSet::from(["main".to_owned()]);
    for section in &page.view.sections {
        ids.insert(section.id.clone());
        for part in &section.parts {
            match part {
                Part::Subheading { id, .. } => ids.extend(id.clone()),
                Part::Table(table) => ids.extend(table.rows.iter().filter_map(|row| row.id.clone())),
                Part::Folded { table, .. } => ids.extend(table.rows.iter().filter_map(|row| row.id.clone())),
                Part::Top(top) => ids.extend([top.id.clone()]),
                Part::Chart(chart) => {
                    ids.extend([chart.id.clone()]);
                    ids.extend(chart.table.rows.iter().filter_map(|row| row.id.clone()));
                }
                _ => {}
            }
        }
    }
    ids
}

fn is_wide(part: &Part) -> bool {
    matches!(part, Part::Table(table) if table.columns.len() > WIDE_TABLE)
}

/// A page's filter as templates get it.
#[derive(Serialize)]
struct FilterShown<'a> {
    selects: Vec<SelectShown<'a>>,
    rows: usize,
}

#[derive(Serialize)]
struct SelectShown<'a> {
    at: usize,
    label: &'a str,
}

/// What the page's filter needs to be drawn at its full size before its script has read the rows: which columns tell
/// rows apart, and how many rows there are.
fn filter(view: &PageView) -> Option<Value> {
    if view.filters.is_empty() {
        return None;
    }
    let mut seen = vec![BTreeSet::new(); view.filters.len()];
    let mut rows = 0;
    for section in view.sections.iter().filter(in_flow) {
        for table in tables(section) {
            rows += table.rows.len();
            for (at, label) in view.filters.iter().enumerate() {
                match table.columns.iter().position(|column| column.label == *label) {
                    Some(column) => seen[at].extend(table.rows.iter().map(|row| said(&row.cells[column]))),
                    None => seen[at].extend(table.rows.iter().filter_map(|row| row.facets.get(at).cloned())),
                }
            }
        }
    }
    let selects = (view.filters.iter().zip(&mut seen).enumerate()).filter_map(|(at, (label, values))| {
        values.remove("");
        (values.len() > 1).then_some(SelectShown { at, label })
    });
    let shown = FilterShown { selects: selects.collect(), rows };
    (rows > 1).then(|| Value::from_serializable(&shown))
}

/// The section and the part above which the filter stands: the first of the tables that it filters, unless that opens
/// its section; then it stands above all sections.
fn above_table(view: &PageView) -> Option<(usize, usize)> {
    let has_tables = |section: &SectionView| tables(section).next().is_some();
    let section = view.sections.iter().position(|section| in_flow(&section) && has_tables(section))?;
    let part = view.sections[section].parts.iter().position(|part| filled(part).is_some())?;
    (part > 0).then_some((section, part))
}

fn in_flow(section: &&SectionView) -> bool {
    matches!(section.place, SectionPlace::Main | SectionPlace::Text)
}

fn tables(section: &SectionView) -> impl Iterator<Item = &Table> {
    section.parts.iter().filter_map(filled)
}

/// A part that is a table with rows.
fn filled(part: &Part) -> Option<&Table> {
    match part {
        Part::Table(table) if !table.rows.is_empty() => Some(table),
        _ => None,
    }
}

/// What a cell says in a filter's list: its card's word, else its words without remarks.
fn said(cell: &Cell) -> String {
    let words = || cell.text.iter().filter(|run| run.tone != Some("note")).map(|run| run.text.as_str()).collect();
    cell.status.as_ref().map_or_else(words, |status| status.word.clone())
}
