//! Names in links within the site: `[云窑](town:云窑小镇)`, `[意见](policy:关于…的意见)`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{County, Meant, Policy, Site, StaticPage, Story, Town, TownNames, Tree, county_named, title_key};
use crate::units::Slug;

/// What can be linked to by its name or title.
pub struct Nouns<'a> {
    towns: TownNames<'a>,
    counties: &'a [County],
    /// By the scheme of the link and the title: the slugs of what bears it.
    titled: BTreeMap<(&'static str, String), BTreeSet<&'a Slug>>,
}

impl<'a> Nouns<'a> {
    /// The names of a content tree.
    pub fn of_tree(tree: &'a Tree) -> Self {
        Self::of(&tree.towns, &tree.counties, &tree.policies, &tree.stories, &tree.pages)
    }

    /// The names of a site.
    pub fn of_site(site: &'a Site) -> Self {
        Self::of(&site.towns, &site.counties, &site.policies, &site.stories, &site.pages)
    }

    fn of(
        towns: &'a BTreeMap<Slug, Arc<Town>>,
        counties: &'a [County],
        policies: &'a BTreeMap<Slug, Policy>,
        stories: &'a BTreeMap<Slug, Arc<Story>>,
        pages: &'a BTreeMap<Slug, StaticPage>,
    ) -> Self {
        let mut titled: BTreeMap<(&'static str, String), BTreeSet<&'a Slug>> = BTreeMap::new();
        let mut add = |noun, title: &str, slug| _ = titled.entry((noun, title_key(title))).or_default().insert(slug);
        for (slug, policy) in policies {
            add("policy", &policy.meta.title, slug);
            policy.meta.document_number.iter().for_each(|number| add("policy", number, slug));
        }
        stories.iter().for_each(|(slug, story)| add("story", &story.meta.title, slug));
        pages.iter().for_each(|(slug, page)| add("page", &page.meta.title, slug));
        let towns = TownNames::of(towns.iter().map(|(slug, town)| (slug, &**town)), counties);
        Self { towns, counties, titled }
    }

    /// The ids of what a name means in links of this scheme.
    pub fn find(&self, noun: &str, name: &str) -> Vec<&'a str> {
        let slugs: Vec<&Slug> = match noun {
            "town" => match self.towns.find(name) {
                Meant::One(slug) => vec![slug],
                Meant::Several(slugs) => slugs,
                Meant::Nobody => Vec::new(),
            },
            "county" => county_named(self.counties, name).map(|county| &county.id).into_iter().collect(),
            _ => {
                let scheme = ["policy", "story", "page"].into_iter().find(|scheme| *scheme == noun);
                let found = scheme.and_then(|scheme| self.titled.get(&(scheme, title_key(name))));
                found.into_iter().flatten().copied().collect()
            }
        };
        slugs.into_iter().map(|slug| slug.0.as_str()).collect()
    }
}
