//! Which stories belong together, looked up instead of searched: a site has thousands of them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::context::Context;
use super::stories;
use crate::model::Story;
use crate::units::{Slug, Text};

/// So many related stories at most.
const RELATED: usize = 5;

/// The stories, newest first, with what they are found by.
pub struct Stories<'a> {
    /// Newest first, ties by slug.
    pub all: Vec<(&'a Slug, &'a Story)>,
    /// Places in `all` of the stories about a town.
    of_town: BTreeMap<&'a Slug, Vec<usize>>,
    /// Places in `all` of the stories that have the very same tags.
    groups: Vec<Vec<usize>>,
    /// Groups whose tags hold a tag.
    of_tag: BTreeMap<&'a Text, Vec<usize>>,
}

impl<'a> Stories<'a> {
    /// All stories of the site.
    pub fn of(context: Context<'a>) -> Self {
        let all = stories::newest(context);
        let mut of_town: BTreeMap<&Slug, Vec<usize>> = BTreeMap::new();
        let mut same: BTreeMap<BTreeSet<&Text>, Vec<usize>> = BTreeMap::new();
        for (place, (_, story)) in all.iter().enumerate() {
            for town in story.meta.towns.iter().collect::<BTreeSet<_>>() {
                of_town.entry(town).or_default().push(place);
            }
            same.entry(story.meta.tags.iter().collect()).or_default().push(place);
        }
        let mut of_tag: BTreeMap<&Text, Vec<usize>> = BTreeMap::new();
        let mut groups = Vec::new();
        for (tags, places) in same {
            for tag in tags {
                of_tag.entry(tag).or_default().push(groups.len());
            }
            groups.push(places);
        }
        Self { all, of_town, groups, of_tag }
    }

    /// The stories about a town, in the order of all stories.
    pub fn about(&self, town: &Slug) -> Vec<(&'a Slug, &'a Story)> {
        let places = self.of_town.get(town).map_or(&[][..], Vec::as_slice);
        places.iter().map(|&place| self.all[place]).collect()
    }

    /// Other stories that share a town (counting double) or a tag, closest first, then newest.
    pub fn related(&self, place: usize) -> Vec<(&'a Slug, &'a Story)> {
        let this = &self.all[place].1.meta;
        let shared = |other: usize| {
            let story = &self.all[other].1.meta;
            let towns = story.towns.iter().filter(|town| this.towns.contains(town)).count();
            let tags = story.tags.iter().filter(|tag| this.tags.contains(tag)).count();
            2 * towns + tags
        };
        // Of those that have the same tags, only the newest can be among the first, but for those that share a town.
        let groups: BTreeSet<usize> =
            this.tags.iter().filter_map(|tag| self.of_tag.get(tag)).flatten().copied().collect();
        let by_tags = groups.iter().flat_map(|&group| self.groups[group].iter().take(RELATED + 1));
        let by_towns = this.towns.iter().filter_map(|town| self.of_town.get(town)).flatten();
        let candidates: BTreeSet<usize> = by_tags.chain(by_towns).copied().filter(|&other| other != place).collect();
        let mut candidates: Vec<usize> = candidates.into_iter().collect();
        candidates.sort_by_key(|&other| Reverse(shared(other)));
        candidates.into_iter().take(RELATED).map(|place| self.all[place]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    /// The related stories, by looking at all.
    fn searched<'a>(all: &[(&'a Slug, &'a Story)], place: usize) -> Vec<&'a Slug> {
        let this = &all[place].1.meta;
        let shared = |story: &Story| {
            let towns = story.meta.towns.iter().filter(|town| this.towns.contains(town)).count();
            2 * towns + story.meta.tags.iter().filter(|tag| this.tags.contains(tag)).count()
        };
        let others = all.iter().enumerate().filter(|&(other, (_, story))| other != place && shared(story) > 0);
        let mut others: Vec<_> = others.map(|(_, entry)| *entry).collect();
        others.sort_by_key(|(_, story)| Reverse(shared(story)));
        others.into_iter().take(RELATED).map(|(slug, _)| slug).collect()
    }

    #[test]
    fn looking_up_finds_what_searching_finds() {
        let mut site = crate::model::testing::site();
        let (_, story) = site.stories.pop_first().expect("the test site has a story");
        let towns: Vec<Slug> = site.towns.keys().cloned().collect();
        let mut state = 1u64;
        let mut draw = |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % below
        };
        for number in 0..120 {
            let mut story = story.as_ref().clone();
            story.meta.towns = (0..draw(3)).map(|_| towns[draw(towns.len())].clone()).collect();
            story.meta.towns.dedup();
            story.meta.tags = ["工艺", "茶", "康养", "数字", "文旅"]
                .iter()
                .filter(|_| draw(2) == 0)
                .map(|tag| Text((*tag).to_owned()))
                .collect();
            site.stories.insert(crate::model::testing::slug(&format!("s{number}")), story.into());
        }
        let evaluation = crate::evaluate::evaluate(&site);
        let context = Context { site: &site, evaluation: &evaluation, language: Language::Chinese };
        let stories = Stories::of(context);
        let mut found = 0;
        for place in 0..stories.all.len() {
            let related: Vec<&Slug> = stories.related(place).into_iter().map(|(slug, _)| slug).collect();
            assert_eq!(related, searched(&stories.all, place), "{}", stories.all[place].0);
            found += related.len();
        }
        assert!(found > 100, "{found}");
        let here = context.from(super::super::address::home());
        for town in &towns {
            let about: Vec<_> =
                stories.about(town).into_iter().map(|entry| stories::news_item(&here, entry.0, entry.1).href).collect();
            let searched = stories::newest(context).into_iter().filter(|(_, story)| story.meta.towns.contains(town));
            let searched: Vec<_> = searched.map(|(slug, story)| stories::news_item(&here, slug, story).href).collect();
            assert_eq!(about, searched);
        }
    }
}
