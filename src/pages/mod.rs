//! The plan of the site: every page with its address and its view. Pure: no IO, no clock, no HTML.
//!
//! One page kind a file and one row in [`KINDS`], which says how the rest of the site treats its pages.

pub mod address;
mod alias;
mod analysis;
mod board;
mod board_changes;
mod boards;
pub mod compose;
pub mod context;
mod counties;
mod drawings;
mod data;
mod dictionary;
mod home;
pub mod parts;
mod photo;
mod places;
mod planned;
mod rows;
mod table;
mod archive;
mod assessment;
mod assessments;
mod awards;
mod exchange;
mod experts;
mod explained;
mod feature;
mod interviews;
mod kinds;
mod lists;
mod not_found;
mod paginate;
mod policies;
mod policy;
mod projects;
mod published;
mod related;
mod route;
mod rules;
mod search;
mod shared;
mod town;
mod town_archive;
mod town_plans;
mod town_progress;
mod town_record;
mod towns;
mod treatment;
mod why;
mod showcase;
mod sitemap;
mod sources;
mod standards;
mod static_pages;
mod stories;
mod story;
mod support;
mod tags;
mod targets;

use serde::Serialize;

use crate::evaluate::Evaluation;
use crate::model::{ColumnId, Site};
use crate::units::{Quarter, Slug, Timestamp};
use context::Context;
pub use kinds::{KINDS, KindRow, PageKind, Subject};
pub use paginate::{first_of, is_continuation};
use parts::{Link, Rich, SectionView};
pub use planned::{Head, Planned};
pub use route::Route;
use shared::{showcase_reasons, trigger_words};
pub use treatment::{FeedRole, MapGroup, PageAddress, SearchKind, Searched};

/// The whole plan: the kinds in the order of [`KINDS`], but for what [`plan_last`] adds.
pub fn plan<'a>(site: &'a Site, evaluation: &'a Evaluation) -> Vec<Planned<'a>> {
    let context = Context { site, evaluation, language: site.config.language };
    KINDS.iter().flat_map(|kind| kind.plan(context)).collect()
}

/// What can only be said once all pages are drawn: the site map and the old addresses.
pub fn plan_last(site: &Site, evaluation: &Evaluation, heads: &[Head]) -> Vec<Page> {
    let context = Context { site, evaluation, language: site.config.language };
    let sitemap = sitemap::page(context, heads);
    let aliases = alias::pages(context, heads.iter().chain([&sitemap.head()]));
    std::iter::once(sitemap).chain(aliases).collect()
}

/// Why a town stands where it stands in a quarter, as a view that is no page of the site; none where the site has no such
/// town or does not show the quarter.
pub fn explain(site: &Site, evaluation: &Evaluation, town: &Slug, quarter: Quarter) -> Option<PageView> {
    explained::view(Context { site, evaluation, language: site.config.language }, town, quarter)
}

/// A page in as many pages as it takes: no page grows with the number of towns.
pub fn paginate(site: &Site, evaluation: &Evaluation, page: Page) -> Vec<Page> {
    paginate::paginate(Context { site, evaluation, language: site.config.language }, page)
}

/// A page: where it stands and what it shows.
#[derive(Clone, Debug, Hash)]
pub struct Page {
    /// Its kind.
    pub kind: PageKind,
    /// Which of its kind it is, where that is more than its place in a list.
    pub subject: Option<Subject>,
    /// Its address.
    pub route: Route,
    /// What it shows.
    pub view: PageView,
}

/// What a page shows.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct PageView {
    /// For the browser's title bar, without the site's name.
    pub title: String,
    /// The page's one h1.
    pub heading: String,
    /// What the reader came for, in one or two sentences.
    pub lead: Rich,
    /// Column (栏目) of the navigation it belongs to.
    pub column: Option<ColumnId>,
    /// Breadcrumbs, home first, without the page itself.
    pub trail: Vec<Link>,
    /// Description for search engines.
    pub description: String,
    /// Meta tags of articles (ArticleTitle, PubDate, ContentSource …) and columns; site-wide ones are added in render.
    pub meta: Vec<Meta>,
    /// The photo that opens the page.
    pub photo: Option<parts::PhotoView>,
    /// Headings of the columns by which a reader with scripts can filter the page's rows.
    pub filters: Vec<String>,
    /// Lines under the heading: 发布时间, 来源, 责任编辑.
    pub byline: Vec<Rich>,
    /// The list of contents of a long page, in groups; empty on others.
    pub contents: Vec<parts::ContentsGroup>,
    /// Sections.
    pub sections: Vec<SectionView>,
    /// Neighbours of a list's page or of a story.
    pub pager: Option<Pager>,
    /// When an article was published; none for what is no article.
    #[serde(skip)]
    pub published: Option<Timestamp>,
    /// Where the page of an old address leads.
    #[serde(skip)]
    pub forward: Option<Route>,
    /// Whether the page loads the search script.
    pub search: bool,
    /// Whether links are paths from the root of the host, as on the 404 page, which is shown at any address.
    pub absolute: bool,
}

/// A meta tag.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct Meta {
    /// Name, as the national guide spells it.
    pub name: &'static str,
    /// Content.
    pub content: String,
}

/// Neighbours.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct Pager {
    /// Nearer to the start, or newer.
    pub previous: Option<Link>,
    /// Farther, or older.
    pub next: Option<Link>,
    /// Such as 第2页，共3页.
    pub label: Option<String>,
}
