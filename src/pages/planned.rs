//! A page before it is drawn, and what is kept of it afterwards. Only one page a thread exists in full at a time, so
//! that a site of any size fits into memory.

use super::{Page, PageKind, PageView, Route, Subject};

/// A page that will be: its address is known, the rest is drawn when asked for.
pub struct Planned<'a> {
    /// Its kind.
    pub kind: PageKind,
    /// Which of its kind it is.
    subject: Option<Subject>,
    /// Its address.
    pub route: Route,
    draw: Box<dyn Fn() -> PageView + Send + Sync + 'a>,
}

impl<'a> Planned<'a> {
    /// A page that lists, or the only one of its kind.
    pub fn new(kind: PageKind, route: Route, draw: impl Fn() -> PageView + Send + Sync + 'a) -> Self {
        Self { kind, subject: None, route, draw: Box::new(draw) }
    }

    /// A page about something.
    pub fn about(subject: Subject, route: Route, draw: impl Fn() -> PageView + Send + Sync + 'a) -> Self {
        Self { kind: subject.kind(), subject: Some(subject), route, draw: Box::new(draw) }
    }

    /// The page. The same every time.
    pub fn page(&self) -> Page {
        Page { kind: self.kind, subject: self.subject.clone(), route: self.route.clone(), view: (self.draw)() }
    }
}

/// What lists, feeds and site maps need of a page once it is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Its kind.
    pub kind: PageKind,
    /// Its address.
    pub route: Route,
    /// For the browser's title bar.
    pub title: String,
    /// The page's one h1.
    pub heading: String,
    /// What it says of itself in a sentence.
    pub first_words: String,
    /// The day an article was published, as `2020-04-30`.
    pub published: Option<String>,
    /// Where the page of an old address leads.
    pub forward: Option<Route>,
    /// Whether it is shown at any address, as the 404 page is.
    pub absolute: bool,
}

impl Page {
    /// What is kept of the page.
    pub fn head(&self) -> Head {
        Head {
            kind: self.kind,
            route: self.route.clone(),
            title: self.view.title.clone(),
            heading: self.view.heading.clone(),
            first_words: self.first_words(),
            published: self.view.published.map(|time| time.day().to_string()),
            forward: self.view.forward.clone(),
            absolute: self.view.absolute,
        }
    }

    /// Whether readers look for it: not the 404 page, not a page that only forwards from an old address.
    pub fn is_findable(&self) -> bool {
        !self.view.absolute && self.kind != PageKind::Alias
    }

    /// What the page says of itself in a sentence: its description, else its lead without links.
    pub fn first_words(&self) -> String {
        match self.view.description.as_str() {
            "" => self.view.lead.iter().map(|run| run.text.as_str()).collect(),
            description => description.to_owned(),
        }
    }
}

impl Head {
    /// Whether readers look for it: not the 404 page, not a page that only forwards from an old address.
    pub fn is_findable(&self) -> bool {
        !self.absolute && self.kind != PageKind::Alias
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::parts::words;

    #[test]
    fn an_old_address_is_not_looked_for() {
        let page = |kind| Page { kind, subject: None, route: Route::new("news/1.html"), view: PageView::default() };
        assert!(!page(PageKind::Alias).head().is_findable() && page(PageKind::Home).head().is_findable());
    }

    #[test]
    fn a_page_without_description_speaks_by_its_lead() {
        let mut view = PageView { lead: words("进展"), ..PageView::default() };
        let page = |view: &PageView| Planned::new(PageKind::Home, Route::new("index.html"), || view.clone()).page();
        assert_eq!(page(&view).first_words(), "进展");
        view.description = "说明".to_owned();
        assert_eq!(page(&view).head().first_words, "说明");
    }
}
