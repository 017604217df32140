//! What every page shows around its matter: who publishes, the columns, the mark of the edition, the foot.
//!
//! What `site.yaml` leaves out is absent: no label without a value.

use std::collections::BTreeMap;

use serde::Serialize;

use super::common::{ColumnLink, Common};
use super::images::Library;
use super::manifest;
use super::nouns::NounRoutes;
use super::qr;
use super::share::{self, Preview};
use crate::exports::{self, feeds};
use crate::model::{ColumnId, Edition, Site, SiteColumn, SiteConfig, base_path};
use crate::pages::parts::Link;
use crate::pages::{KINDS, Page, Route, address};
use crate::words::numbers;

/// The same on every page.
#[derive(Serialize, Hash)]
pub(super) struct SiteView {
    name: String,
    description: Option<String>,
    lang: &'static str,
    domain: String,
    code: Option<String>,
    notice: Option<String>,
    internal: bool,
    as_of: String,
    as_of_words: String,
    organiser: String,
    undertaker: Option<String>,
    maintainer: Option<String>,
    phone: Option<String>,
    email: Option<String>,
    address: Option<String>,
    icp_record: Option<String>,
    police_record: Option<String>,
    error_report_url: Option<String>,
    government_mark_url: Option<String>,
    /// What pages may load (Content-Security-Policy).
    policy: &'static str,
    manifest: &'static str,
    licence: Option<String>,
    licence_url: Option<String>,
}

impl SiteView {
    pub(super) fn of(site: &Site) -> Self {
        let config = &site.config;
        let text = |text: &Option<crate::units::Text>| text.as_ref().map(ToString::to_string);
        Self {
            name: config.title.to_string(),
            description: text(&config.description),
            lang: config.language.tag(),
            domain: domain(config),
            code: text(&config.site_code),
            notice: text(&config.notice),
            internal: site.edition == Edition::Internal,
            as_of: site.as_of.format("%Y-%m-%d").to_string(),
            as_of_words: numbers::day(site.as_of, config.language),
            organiser: config.organiser.to_string(),
            undertaker: text(&config.undertaker),
            maintainer: text(&config.maintainer),
            phone: text(&config.contact.phone),
            email: text(&config.contact.email),
            address: text(&config.contact.address),
            icp_record: text(&config.icp_record),
            police_record: text(&config.police_record),
            error_report_url: text(&config.error_report_url),
            government_mark_url: text(&config.government_mark_url),
            policy: exports::POLICY,
            manifest: manifest::PATH,
            licence: config.data_licence.as_ref().map(|licence| licence.name.to_string()),
            licence_url: config.data_licence.as_ref().and_then(|licence| text(&licence.url)),
        }
    }
}

/// The host of the site's address (SiteDomain).
fn domain(config: &SiteConfig) -> String {
    let address = config.base_url.split_once("://").map_or(&*config.base_url, |(_, rest)| rest);
    address.split('/').next().unwrap_or_default().to_owned()
}

/// Where the columns and the pages of the foot stand: worked out once, linked from each page.
pub(super) struct Navigation<'a> {
    columns: Vec<(&'a SiteColumn, Route)>,
    /// Columns that stand in the foot of each page instead of the navigation.
    others: Vec<(String, Route, Option<ColumnId>)>,
    foot: Vec<(String, Route)>,
    search: Option<Route>,
    /// The statement on accessibility, where the elderly mode is explained to readers without scripts.
    ease: Option<Route>,
    base_url: String,
    /// Its path, without the host.
    base_path: String,
    site: &'a Site,
    /// How letters about faults (纠错) begin; none without an e-mail address.
    letter: Option<share::Letter>,
    /// The theme's picture for previews.
    picture: Option<String>,
}

/// The frame of one page.
#[derive(Serialize, Hash)]
pub(super) struct Frame {
    #[serde(flatten)]
    common: Common,
    canonical: String,
    /// What is shown when the page is shared.
    preview: Option<Preview>,
    /// What the page is, for search engines: JSON that is safe inside a script element.
    structured: Vec<String>,
    feeds: Vec<Link>,
    /// The address of a letter about a fault of the page.
    feedback: Option<String>,
    /// The page's address, to be printed: a PNG in base64; drawn last, since nothing else depends on it.
    code: Option<String>,
}

impl Frame {
    /// The way to the site's root.
    pub(super) fn root(&self) -> &str {
        &self.common.root
    }

    /// The frame with the page's address as a code, but for pages that are shown at any address.
    pub(super) fn with_code(self, page: &Page) -> Self {
        let code = if page.view.absolute { None } else { qr::of(&self.canonical) };
        Self { code, ..self }
    }
}

impl<'a> Navigation<'a> {
    pub(super) fn of(
        site: &'a Site,
        nouns: &NounRoutes<'_>,
        words: &BTreeMap<String, String>,
        assets: &BTreeMap<&str, &str>,
    ) -> Self {
        let placed = |column: &'a SiteColumn| {
            let route = address::column(column.id);
            nouns.has(&route).then_some((column, route))
        };
        let all: Vec<(&SiteColumn, Route)> = site.config.columns.iter().filter_map(placed).collect();
        let sitemap = (words.get("sitemap").cloned().unwrap_or_default(), address::top("sitemap"));
        let mut foot: Vec<(String, Route)> = vec![sitemap];
        let mut statics: Vec<_> = site.pages.iter().collect();
        statics.sort_by_key(|(slug, page)| (page.meta.order.unwrap_or(100), (*slug).clone()));
        for (slug, page) in statics {
            if let Some(route) = nouns.route("page", slug) {
                foot.push((page.meta.title.to_string(), route));
            }
        }
        let search = Some(address::top("search")).filter(|route| nouns.has(route));
        let base_url = format!("{}/", site.config.base_url.trim_end_matches('/'));
        let others = all.iter().filter(|(column, _)| !column.navigation);
        let mut others: Vec<_> =
            others.map(|(column, route)| (column.name.to_string(), route.clone(), Some(column.id))).collect();
        // Pages that belong to no column have their only lasting place here.
        let language = site.config.language;
        let unplaced = KINDS.iter().filter_map(|row| row.foot);
        let unplaced = unplaced.map(|(name, page)| (name.pick(language).to_owned(), address::top(page), None));
        others.extend(unplaced.filter(|(_, route, _)| nouns.has(route)));
        let ease = site.pages.keys().find(|slug| slug.0 == "accessibility").and_then(|slug| nouns.route("page", slug));
        let letter = share::Letter::of(site, words.get("feedback").map_or("", String::as_str));
        let picture = share::theme_picture(assets).map(str::to_owned);
        let base_path = base_path(&site.config.base_url);
        Self { columns: all, others, foot, search, ease, base_url, base_path, site, letter, picture }
    }

    /// The frame of a page.
    pub(super) fn frame(&self, page: &Page, library: &Library<'_>) -> Frame {
        let to = |route: &Route| match page.view.absolute {
            true => format!("{}{route}", self.base_path),
            false => page.route.to(route),
        };
        // The page of an old address speaks for the page that it leads to.
        let canonical = match page.view.forward.as_ref().unwrap_or(&page.route).path() {
            "index.html" => self.base_url.clone(),
            path => format!("{}{path}", self.base_url),
        };
        let photo = share::photo(page, library, &self.base_url);
        let common = self.common(page, &to);
        Frame {
            structured: exports::structured::describe(
                self.site,
                page,
                photo.as_ref().map(|photo| photo.address.as_str()),
            ),
            preview: share::preview(self.site, page, photo, self.picture.as_deref()),
            feeds: share::feeds(page, &common.feed, to),
            feedback: self.letter.as_ref().map(|letter| letter.about(page, &canonical)),
            code: None,
            canonical,
            common,
        }
    }

    /// What the frame has in common with those of other pages.
    fn common(&self, page: &Page, to: &dyn Fn(&Route) -> String) -> Common {
        let link = |(text, route): &(String, Route)| Link { text: text.clone(), href: to(route) };
        let column = |text: &str, route: &Route, id: Option<ColumnId>| ColumnLink {
            text: text.to_owned(),
            href: to(route),
            current: match (*route == page.route, id.is_some() && page.view.column == id) {
                (true, _) => Some("page"),
                (false, true) => Some("true"),
                (false, false) => None,
            },
        };
        let shown = self.columns.iter().filter(|(column, _)| column.navigation);
        Common {
            root: if page.view.absolute { self.base_path.clone() } else { page.route.root() },
            home: to(&Route::new("index.html")),
            search: self.search.as_ref().map(to),
            ease: self.ease.as_ref().map(to),
            columns: shown.map(|(one, route)| column(&one.name, route, Some(one.id))).collect(),
            others: self.others.iter().map(|(text, route, id)| column(text, route, *id)).collect(),
            foot: self.foot.iter().map(link).collect(),
            feed: Link { text: self.site.config.title.0.clone(), href: to(&feeds::of_site()) },
        }
    }
}
