//! Nouns of the site in Markdown links: `[云窑小镇](town:yunyao)` leads to the page of that town, and so does its name.

use std::collections::BTreeSet;

use crate::model::{self, Site};
use crate::pages::address::{self, NOUNS};
use crate::pages::{Planned, Route};

/// The planned addresses, to look nouns up in.
pub(super) struct NounRoutes<'a> {
    routes: BTreeSet<&'a str>,
    /// Names and titles, looked up where an id is none of the site's.
    names: model::Nouns<'a>,
}

impl<'a> NounRoutes<'a> {
    /// The nouns that have a page.
    pub(super) fn of(site: &'a Site, pages: &'a [Planned<'a>]) -> Self {
        let routes = pages.iter().map(|page| page.route.path()).collect();
        Self { routes, names: model::Nouns::of_site(site) }
    }

    /// Whether a link's scheme is a noun.
    pub(super) fn is_noun(scheme: &str) -> bool {
        NOUNS.iter().any(|(noun, _)| *noun == scheme)
    }

    /// Whether a page is planned at an address.
    pub(super) fn has(&self, route: &Route) -> bool {
        self.routes.contains(route.path())
    }

    /// The page of a noun, if this site has it.
    pub(super) fn route(&self, noun: &str, name: &str) -> Option<Route> {
        let by_id = self.by_id(noun, name);
        by_id.or_else(|| match self.names.find(noun, name)[..] {
            [id] => self.by_id(noun, id),
            _ => None,
        })
    }

    fn by_id(&self, noun: &str, name: &str) -> Option<Route> {
        let names = [name.to_owned(), name.to_lowercase()];
        names.iter().flat_map(|name| address::of_noun(noun, name)).find(|route| self.has(route))
    }
}
