//! A page before it is drawn, and what is kept of it afterwards. Only one page a thread exists in full at a time, so
//! that a site of any size fits into memory.

use super::{Page, Route};

/// A page that will be: its address is known, the rest is drawn when asked for.
pub struct Planned<'a> {
    /// Its kind: a name of [`KINDS`](super::KINDS), or `sitemap`, or `alias`.
    pub kind: &'static str,
    /// Its address.
    pub route: Route,
    draw: Box<dyn Fn() -> Page + Send + Sync + 'a>,
}

impl<'a> Planned<'a> {
    /// A page of a kind at an address. `draw` must give a page of this kind at this address.
    pub fn new(kind: &'static str, route: Route, draw: impl Fn() -> Page + Send + Sync + 'a) -> Self {
        Self { kind, route, draw: Box::new(draw) }
    }

    /// The page. The same every time.
    pub fn page(&self) -> Page {
        let page = (self.draw)();
        debug_assert!(page.kind == self.kind && page.route == self.route, "{} at {}", self.kind, self.route);
        page
    }
}

/// What lists, feeds and site maps need of a page once it is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Its kind.
    pub kind: &'static str,
    /// Its address.
    pub route: Route,
    /// For the browser's title bar.
    pub title: String,
    /// The page's one h1.
    pub heading: String,
    /// What it says of itself in a sentence.
    pub first_words: String,
    /// The day an article was published (PubDate), as `2020-04-30`.
    pub published: Option<String>,
    /// Where the page of an old address leads.
    pub forward: Option<Route>,
    /// Whether it is shown at any address, as the 404 page is.
    pub absolute: bool,
}

impl Page {
    /// What is kept of the page.
    pub fn head(&self) -> Head {
        let date = self.view.meta.iter().find(|meta| meta.name == "PubDate");
        Head {
            kind: self.kind,
            route: self.route.clone(),
            title: self.view.title.clone(),
            heading: self.view.heading.clone(),
            first_words: self.first_words(),
            published: date.and_then(|date| date.content.get(..10)).map(str::to_owned),
            forward: self.forward(),
            absolute: self.view.absolute,
        }
    }

    /// Whether readers look for it: not the 404 page, not a page that only forwards from an old address.
    pub fn is_findable(&self) -> bool {
        !self.view.absolute && self.kind != "alias"
    }

    /// What the page says of itself in a sentence: its description, else its lead without links.
    pub fn first_words(&self) -> String {
        match self.view.description.as_str() {
            "" => self.view.lead.iter().map(|run| run.text.as_str()).collect(),
            description => description.to_owned(),
        }
    }

    /// Where the page of an old address leads; none for any other page.
    pub fn forward(&self) -> Option<Route> {
        let href = self.view.lead.iter().find_map(|run| run.href.as_ref()).filter(|_| self.kind == "alias")?;
        self.route.resolve(href)
    }
}

impl Head {
    /// Whether readers look for it: not the 404 page, not a page that only forwards from an old address.
    pub fn is_findable(&self) -> bool {
        !self.absolute && self.kind != "alias"
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::PageView;
    use crate::pages::parts::{link, words};

    fn page(kind: &'static str, path: &str) -> Page {
        Page { kind, route: Route::new(path), view: PageView::default() }
    }

    #[test]
    fn only_an_old_address_leads_on() {
        let mut alias = page("alias", "news/1.html");
        alias.view.lead = words("此页已移至：");
        alias.view.lead.extend(link("夜", "../stories/night.html"));
        assert_eq!(alias.forward(), Some(Route::new("stories/night.html")));
        assert!(!alias.head().is_findable());
        alias.kind = "story";
        assert_eq!(alias.forward(), None);
    }

    #[test]
    fn a_page_without_description_speaks_by_its_lead() {
        let mut home = page("home", "index.html");
        home.view.lead = words("进展");
        assert_eq!(home.first_words(), "进展");
        home.view.description = "说明".to_owned();
        assert_eq!(home.head().first_words, "说明");
    }
}
