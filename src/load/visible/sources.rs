//! Sources that are listed: those that something shown names, and those that nothing ever names.
//!
//! A source that only facts of a later day, of another edition or of a draft name would tell of them before their time.

use std::collections::BTreeSet;

use crate::model::{County, Policy, SiteConfig, Story, Town};
use crate::units::{SourceReference, Text};

/// The sources that are named by a site's settings, its counties, and these; `texts` are Markdown, which may link to one.
pub(super) fn named<'a>(
    config: &SiteConfig,
    counties: &[County],
    towns: impl Iterator<Item = &'a Town>,
    stories: impl Iterator<Item = &'a Story>,
    policies: impl Iterator<Item = &'a Policy>,
    texts: impl Iterator<Item = &'a str>,
) -> BTreeSet<Text> {
    let mut named: BTreeSet<Text> = texts.flat_map(linked).collect();
    let mut note = |source: &Option<SourceReference>| {
        if let Some(SourceReference::Ids(ids)) = source {
            named.extend(ids.iter().cloned());
        }
    };
    config.conference.iter().for_each(|conference| note(&conference.source));
    counties.iter().for_each(|county| note(&county.source));
    towns.for_each(|town| town.sources().into_iter().for_each(|(_, source)| note(source)));
    stories.for_each(|story| note(&story.meta.source));
    policies.for_each(|policy| note(&policy.meta.source));
    named
}

/// The sources that a text links to: `[…](/sources.html#source-A)`.
fn linked(text: &str) -> impl Iterator<Item = Text> + '_ {
    let after = text.split("sources.html#source-").skip(1);
    let ids = after.map(|rest| rest.split([')', ' ', '"', '>', '\'']).next().unwrap_or_default());
    ids.map(|id| Text(id.to_owned()))
}
