//! Where each page stands. One function per page kind; every link and every output path comes from here.

use super::Route;
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
    Route::new(format!("towns/{slug}.html"))
}

/// A county.
pub fn county(id: &Slug) -> Route {
    Route::new(format!("counties/{id}.html"))
}

/// The boards of a quarter.
pub fn board(quarter: Quarter) -> Route {
    Route::new(format!("boards/{}.html", quarter.slug()))
}

/// The analysis of a quarter.
pub fn analysis(quarter: Quarter) -> Route {
    Route::new(format!("analysis/{}.html", quarter.slug()))
}

/// The assessment of a year.
pub fn assessment(year: i32) -> Route {
    Route::new(format!("assessments/{year}.html"))
}

/// Why a town has a card in a quarter.
pub fn why(town: &Slug, quarter: Quarter) -> Route {
    Route::new(format!("why/{town}/{}.html", quarter.slug()))
}

/// The feature page of a best town.
pub fn feature(town: &Slug) -> Route {
    Route::new(format!("showcase/{town}.html"))
}

/// A story.
pub fn story(slug: &Slug) -> Route {
    Route::new(format!("stories/{slug}.html"))
}

/// A page of the list of stories, from 1.
pub fn stories(page: usize) -> Route {
    if page <= 1 { top("stories") } else { Route::new(format!("stories/page/{page}.html")) }
}

/// The stories of a tag, page from 1.
pub fn tag(slug: &str, page: usize) -> Route {
    if page <= 1 { Route::new(format!("tags/{slug}.html")) } else { Route::new(format!("tags/{slug}/{page}.html")) }
}

/// The stories of a month.
pub fn archive(year: i32, month: u32) -> Route {
    Route::new(format!("archive/{year}-{month:02}.html"))
}

/// A policy document.
pub fn policy(slug: &Slug) -> Route {
    Route::new(format!("policies/{slug}.html"))
}

/// A static page.
pub fn page(slug: &Slug) -> Route {
    Route::new(format!("pages/{slug}.html"))
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
