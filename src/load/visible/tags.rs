//! A tag that is written in several ways is one, and stands once in a story: width, case and blanks do not count.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::Story;
use crate::units::spelling::key_of_tag;
use crate::units::{Slug, Text};

/// Writes each tag everywhere as most stories write it; where two ways are as frequent, as the first in order.
pub(super) fn unite(stories: &mut BTreeMap<Slug, Arc<Story>>) {
    let mut ways: BTreeMap<String, BTreeMap<Text, usize>> = BTreeMap::new();
    for tag in stories.values().flat_map(|story| &story.meta.tags) {
        *ways.entry(key_of_tag(tag)).or_default().entry(tag.clone()).or_default() += 1;
    }
    let usual: BTreeMap<String, Text> = ways
        .into_iter()
        .filter_map(|(key, ways)| {
            let most = *ways.values().max()?;
            Some((key, ways.into_iter().find(|(_, count)| *count == most)?.0))
        })
        .collect();
    for story in stories.values_mut() {
        let mut tags: Vec<Text> = Vec::with_capacity(story.meta.tags.len());
        for tag in &story.meta.tags {
            let usual = usual.get(&key_of_tag(tag)).unwrap_or(tag);
            if !tags.contains(usual) {
                tags.push(usual.clone());
            }
        }
        if tags != story.meta.tags {
            Arc::make_mut(story).meta.tags = tags;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::{site, slug};

    #[test]
    fn all_ways_of_writing_a_tag_are_one() {
        let mut stories = site().stories;
        let story = stories.values().next().expect("a story").clone();
        let of = |tags: &[&str]| {
            let mut story = Story::clone(&story);
            story.meta.tags = tags.iter().map(|tag| Text((*tag).to_owned())).collect();
            Arc::new(story)
        };
        stories.clear();
        stories.insert(slug("a"), of(&["重庆", "５g", "重庆", "AI 应用"]));
        stories.insert(slug("b"), of(&["5G", "ai  应用"]));
        stories.insert(slug("c"), of(&["5G", "公益"]));
        unite(&mut stories);
        let tags = |name: &str| stories[&slug(name)].meta.tags.iter().map(|tag| tag.0.clone()).collect::<Vec<_>>();
        assert_eq!(tags("a"), ["重庆", "5G", "AI 应用"]);
        assert_eq!(tags("b"), ["5G", "AI 应用"]);
        assert_eq!(tags("c"), ["5G", "公益"]);
    }
}
