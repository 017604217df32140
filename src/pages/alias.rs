//! Old addresses: small pages that lead to where things stand now.
//!
//! An alias exists only where its goal does in this edition, and never in place of a page: in the public edition an old
//! address of an internal page would tell its title, and lead nowhere. What leads nowhere in any edition is told before.

use std::collections::{BTreeMap, BTreeSet};

use super::context::Context;
use super::parts::words;
use super::{Head, Page, PageKind, Route};
use crate::model::Ways;
use crate::units::site_path;

/// The pages, after all others are planned.
pub fn pages<'h>(context: Context, drawn: impl Iterator<Item = &'h Head>) -> Vec<Page> {
    let there: BTreeMap<&str, &Head> = drawn.map(|page| (page.route.path(), page)).collect();
    let base_url = &context.site.config.base_url;
    let moved = context.site.moved();
    let ways = Ways::of(&moved, base_url);
    let mut taken = BTreeSet::new();
    let mut pages = Vec::new();
    for from in moved.iter().filter_map(|moved| site_path(moved.from, base_url).ok()) {
        let goal = ways.end(&from).and_then(|end| there.get(end)).filter(|_| !there.contains_key(from.as_str()));
        if let Some(goal) = goal.filter(|_| taken.insert(from.clone())) {
            pages.push(page(context, Route::new(from), goal));
        }
    }
    pages
}

fn page(context: Context, from: Route, goal: &Head) -> Page {
    let here = context.from(from);
    let mut view = here.view(goal.title.clone(), None);
    view.lead = words(pick!(context, "此页已移至：", "This page has moved to: "));
    view.lead.extend(here.inline(goal.heading.clone(), &goal.route));
    view.forward = Some(goal.route.clone());
    Page { kind: PageKind::Alias, subject: None, route: here.route.clone(), view: here.finish(view) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::pages::PageView;
    use crate::units::Text;

    #[test]
    fn an_alias_needs_a_goal_and_takes_no_page() {
        let mut site = crate::model::testing::site();
        let alias = |from: &str, to: &str| crate::model::Alias { from: Text(from.into()), to: Text(to.into()) };
        site.config.aliases = vec![
            alias("news/1.html", "index.html"),
            alias("news/1.html", "index.html"),
            alias("news/2.html", "gone.html"),
            alias("news/3.html", "news/1.html"),
            alias("news/4.html", "news/4.html"),
            alias("index.html", "index.html"),
            alias("../etc.html", "index.html"),
        ];
        site.stories.clear();
        let evaluation = crate::evaluate::evaluate(&site);
        let context = Context { site: &site, evaluation: &evaluation, language: Language::Chinese };
        let home = context.from(crate::pages::address::home());
        let home = Page {
            kind: PageKind::Home,
            subject: None,
            route: home.route.clone(),
            view: home.finish(PageView::default()),
        };
        let pages = pages(context, [&home.head()].into_iter());
        assert_eq!(pages.iter().map(|page| page.route.path()).collect::<Vec<_>>(), ["news/1.html", "news/3.html"]);
        assert_eq!(pages[0].view.lead[1].href.as_deref(), Some("../index.html"));
    }
}
