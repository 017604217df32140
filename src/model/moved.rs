//! Old addresses and where they lead: those of `site.yaml`, and those that towns, stories, policies and pages name as
//! their own.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Policy, Site, SiteConfig, StaticPage, Story, Town, Tree};
use crate::units::{Slug, Text, path_key, site_path};

/// An old address as it is written, where, and where it leads.
#[derive(Clone, Debug)]
pub struct Moved<'a> {
    /// The folder and the slug of the noun that names it as its own; none in `site.yaml`.
    pub of: Option<(&'static str, &'a Slug)>,
    /// Its place in the list.
    pub index: usize,
    /// The old address.
    pub from: &'a Text,
    /// The new one, as it is written or as the noun has it.
    pub to: Cow<'a, str>,
}

impl Moved<'_> {
    /// The content file that names it. `has` tells whether there is a file.
    pub fn file(&self, has: &dyn Fn(&Path) -> bool) -> PathBuf {
        let Some((folder, slug)) = self.of else { return PathBuf::from("site.yaml") };
        if folder != "towns" {
            return PathBuf::from(format!("{folder}/{slug}.md"));
        }
        let [long, short] = ["yaml", "yml"].map(|ending| PathBuf::from(format!("{folder}/{slug}.{ending}")));
        if has(&short) { short } else { long }
    }

    /// The key path of the old address in its file.
    pub fn place(&self) -> String {
        let field = if self.of.is_some() { "" } else { ".from" };
        format!("aliases[{}]{field}", self.index)
    }
}

fn moved<'a>(
    config: &'a SiteConfig,
    towns: &'a BTreeMap<Slug, Arc<Town>>,
    stories: &'a BTreeMap<Slug, Arc<Story>>,
    policies: &'a BTreeMap<Slug, Policy>,
    pages: &'a BTreeMap<Slug, StaticPage>,
) -> Vec<Moved<'a>> {
    let written = config.aliases.iter().enumerate();
    let mut all: Vec<Moved<'a>> = written
        .map(|(index, alias)| Moved { of: None, index, from: &alias.from, to: Cow::Borrowed(&*alias.to.0) })
        .collect();
    let mut own = |folder: &'static str, slug: &'a Slug, aliases: &'a [Text]| {
        let moved = |(index, from)| {
            let to = Cow::Owned(format!("{folder}/{slug}.html"));
            Moved { of: Some((folder, slug)), index, from, to }
        };
        all.extend(aliases.iter().enumerate().map(moved));
    };
    towns.iter().for_each(|(slug, town)| own("towns", slug, &town.aliases));
    stories.iter().for_each(|(slug, story)| own("stories", slug, &story.meta.aliases));
    policies.iter().for_each(|(slug, policy)| own("policies", slug, &policy.meta.aliases));
    pages.iter().for_each(|(slug, page)| own("pages", slug, &page.meta.aliases));
    all
}

impl Tree {
    /// All old addresses, those of `site.yaml` first; none where that could not be read.
    pub fn moved(&self) -> Vec<Moved<'_>> {
        let of = |config| moved(config, &self.towns, &self.stories, &self.policies, &self.pages);
        self.config.as_ref().map_or_else(Vec::new, of)
    }
}

impl Site {
    /// All old addresses that the edition knows of, those of `site.yaml` first.
    pub fn moved(&self) -> Vec<Moved<'_>> {
        moved(&self.config, &self.towns, &self.stories, &self.policies, &self.pages)
    }
}

/// Where each old address leads next, both as paths below the site's root. What is no such path, or leads to itself, is left
/// out.
#[derive(Debug, Default)]
pub struct Ways(BTreeMap<String, String>);

impl Ways {
    /// Those of these old addresses. Of two the first counts.
    pub fn of(moved: &[Moved<'_>], base_url: &str) -> Self {
        let mut ways = BTreeMap::new();
        for one in moved {
            let path = |text: &str| site_path(text, base_url).ok();
            if let (Some(from), Some(to)) = (path(one.from), path(&one.to))
                && path_key(&from) != path_key(&to)
            {
                ways.entry(path_key(&from)).or_insert(to);
            }
        }
        Self(ways)
    }

    /// Where a way that begins at this address ends: itself where it is no old address; none where it leads in a circle.
    pub fn end<'w>(&'w self, address: &'w str) -> Option<&'w str> {
        let mut seen = BTreeSet::new();
        let mut at = address;
        while let Some(next) = self.0.get(&path_key(at)) {
            if !seen.insert(at) {
                return None;
            }
            at = next;
        }
        Some(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_is_followed_to_its_end() {
        let text = |text: &str| Text(text.to_owned());
        let written = [
            ("a.html", "b.html"),
            ("b.html", "https://towns.example.cn/boards.html"),
            ("c.html", "d.html"),
            ("d.html", "/c.html"),
            ("e.html", "e.html"),
        ]
        .map(|(from, to)| (text(from), to));
        let moved = written.iter().enumerate();
        let moved: Vec<Moved> =
            moved.map(|(index, (from, to))| Moved { of: None, index, from, to: Cow::Borrowed(to) }).collect();
        let ways = Ways::of(&moved, "https://towns.example.cn/");
        assert_eq!(ways.end("a.html"), Some("boards.html"));
        assert_eq!(ways.end("towns.html"), Some("towns.html"));
        assert_eq!(ways.end("e.html"), Some("e.html"), "what leads to itself leads nowhere else");
        for circle in ["c.html", "d.html"] {
            assert_eq!(ways.end(circle), None, "{circle}");
        }
    }
}
