//! Where each page stands. One function per page kind; every link and every output path comes from here.

use std::fmt::Display;

use super::{PageKind, Route};
use crate::model::ColumnId;
use crate::units::{Quarter, Slug};

/// The home page.
pub fn home() -> Route {
    Route::new("index.html")
}

/// A page of a fixed name at the root: `towns`, `boards`, `search` …
pub fn top(name: &str) -> Route {
    Route::new(format!("{name}.html"))
}

/// A page in the folder of its kind.
fn within(kind: PageKind, name: impl Display) -> Route {
    Route::new(format!("{}/{name}.html", kind.folder()))
}

/// The pages that a noun of the site can have, the likelier one first: `town:yunyao` in a text leads there.
pub fn of_noun(noun: &str, name: &str) -> Vec<Route> {
    let kinds = NOUNS.iter().find(|(known, _)| *known == noun).map_or(&[] as &[PageKind], |(_, kinds)| kinds);
    kinds.iter().map(|kind| within(*kind, name)).collect()
}

/// Each noun with the kinds of its pages; they are named by its slug, id or quarter.
pub const NOUNS: &[(&str, &[PageKind])] = &[
    ("town", &[PageKind::Town]),
    ("county", &[PageKind::County]),
    ("story", &[PageKind::Story]),
    ("policy", &[PageKind::Policy]),
    ("page", &[PageKind::StaticPage]),
    ("quarter", &[PageKind::Board, PageKind::Analysis]),
];

/// Whether a page comes and goes with figures and lists, so that its address is nobody's to keep: why a town has a card,
/// a model town, a month of the archive, a further page of the stories or of a tag.
pub fn is_fleeting(path: &str) -> bool {
    let Some((folder, name)) = path.strip_suffix(".html").and_then(|path| path.split_once('/')) else { return false };
    let is_in = |kind: PageKind| kind.folder() == folder;
    let is_numbered = name.rsplit('/').next().is_some_and(|name| name.bytes().all(|byte| byte.is_ascii_digit()));
    [PageKind::Why, PageKind::Feature, PageKind::Archive].into_iter().any(is_in)
        || is_numbered && (is_in(PageKind::Tag) || is_in(PageKind::Stories) && name.starts_with(FURTHER_STORIES))
}

/// Where further pages of the list of stories stand, in their folder.
const FURTHER_STORIES: &str = "page/";

/// The page of a column (栏目).
pub fn column(id: ColumnId) -> Route {
    match id {
        ColumnId::Home => home(),
        ColumnId::Towns => top("towns"),
        ColumnId::Counties => top("counties"),
        ColumnId::Boards => top("boards"),
        ColumnId::Analysis => top("analysis"),
        ColumnId::Assessments => top("assessments"),
        ColumnId::Awards => top("awards"),
        ColumnId::Targets => top("targets"),
        ColumnId::Standards => top("standards"),
        ColumnId::Projects => top("projects"),
        ColumnId::Showcase => top("showcase"),
        ColumnId::Stories => stories(1),
        ColumnId::Policies => top("policies"),
        ColumnId::Data => top("data"),
    }
}

/// A town's profile.
pub fn town(slug: &Slug) -> Route {
    within(PageKind::Town, slug)
}

/// A county.
pub fn county(id: &Slug) -> Route {
    within(PageKind::County, id)
}

/// The boards of a quarter.
pub fn board(quarter: Quarter) -> Route {
    within(PageKind::Board, quarter.slug())
}

/// A town's archive: its figures by quarter, plans, revisions.
pub fn town_archive(slug: &Slug) -> Route {
    within(PageKind::TownArchive, format_args!("archive/{slug}"))
}

/// The boards of a quarter as they were released, where they have changed since.
pub fn published_board(quarter: Quarter) -> Route {
    within(PageKind::PublishedBoard, format_args!("published/{}", quarter.slug()))
}

/// The analysis of a quarter.
pub fn analysis(quarter: Quarter) -> Route {
    within(PageKind::Analysis, quarter.slug())
}

/// The assessment of a year.
pub fn assessment(year: i32) -> Route {
    within(PageKind::Assessment, year)
}

/// Why a town has a card in a quarter.
pub fn why(town: &Slug, quarter: Quarter) -> Route {
    within(PageKind::Why, format_args!("{town}/{}", quarter.slug()))
}

/// The feature page of a best town.
pub fn feature(town: &Slug) -> Route {
    within(PageKind::Feature, town)
}

/// A story.
pub fn story(slug: &Slug) -> Route {
    within(PageKind::Story, slug)
}

/// A page of the list of stories, from 1.
pub fn stories(page: usize) -> Route {
    if page <= 1 { top("stories") } else { within(PageKind::Stories, format_args!("{FURTHER_STORIES}{page}")) }
}

/// The stories of a tag, page from 1.
pub fn tag(slug: &str, page: usize) -> Route {
    if page <= 1 { within(PageKind::Tag, slug) } else { within(PageKind::Tag, format_args!("{slug}/{page}")) }
}

/// The stories of a month.
pub fn archive(year: i32, month: u32) -> Route {
    within(PageKind::Archive, format_args!("{year}-{month:02}"))
}

/// A policy document.
pub fn policy(slug: &Slug) -> Route {
    within(PageKind::Policy, slug)
}

/// A static page.
pub fn page(slug: &Slug) -> Route {
    within(PageKind::StaticPage, slug)
}

/// A published asset of the content folder, by its path there.
pub fn media(path: &str) -> Route {
    Route::new(format!("media/{path}"))
}

/// The script with the options of a page's charts.
pub fn chart_options(page: &Route) -> Route {
    Route::new(format!("charts/{}.js", stem(page)))
}

/// The figures of a chart on a page.
pub fn chart_csv(page: &Route, chart: &str) -> Route {
    data(&format!("charts/{}/{chart}.csv", stem(page)))
}

fn stem(page: &Route) -> &str {
    page.path().trim_end_matches(".html")
}

/// A data file below `data/`.
pub fn data(path: &str) -> Route {
    Route::new(format!("data/{path}"))
}
