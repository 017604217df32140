//! What exists for one edition on one day. Pure: a [`Tree`] in, a [`Site`] out, each cut-off on a line of its own.
//!
//! Whatever this drops is unknown to every later stage, so nothing internal and nothing from the future can reach a page.

mod revision;
mod rules;
mod tags;
mod town;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;
use rayon::prelude::*;

use super::picture_paths;
use crate::markdown;
use crate::model::{Asset, Edition, Policy, QuarterReport, Section, Site, StaticPage, Story, Town, Tree};
use crate::units::{Quarter, Slug};

/// Up to where an edition sees.
pub(super) struct Horizon {
    pub as_of: NaiveDate,
    pub public: bool,
    pub sections: BTreeSet<Section>,
    pub quarters: BTreeSet<Quarter>,
}

impl Horizon {
    /// Whether an item is kept, going by its `internal` mark.
    fn admits(&self, internal: bool) -> bool {
        !(self.public && internal)
    }

    /// Whether a section is shown.
    fn shows(&self, section: Section) -> bool {
        self.sections.contains(&section)
    }
}

/// What of a tree exists for an edition on a day. Call it on a tree without errors only.
pub fn visible(tree: Tree, edition: Edition, as_of: NaiveDate, drafts: bool) -> Site {
    let config = tree.config.expect("a tree without errors has a site.yaml");
    let public = edition == Edition::Public;
    let shown = if public { &config.editions.public } else { &config.editions.internal };
    let mut horizon =
        Horizon { as_of, public, sections: shown.sections.iter().copied().collect(), quarters: BTreeSet::new() };
    let quarters: BTreeMap<_, _> = tree.quarters.into_iter().filter_map(|entry| quarter(&horizon, entry)).collect();
    horizon.quarters = quarters.keys().copied().collect();
    let towns: BTreeMap<_, _> = tree
        .towns
        .into_par_iter()
        .filter(|(_, town)| horizon.admits(town.internal))
        // Only what is remembered for the next reading is copied.
        .map(|(slug, town)| (slug, Arc::new(town::at(Arc::unwrap_or_clone(town), &horizon))))
        .collect();
    let mut stories = tree.stories;
    stories.retain(|_, story| {
        story.meta.date.day() <= as_of && (drafts || !story.meta.draft) && horizon.admits(story.meta.internal)
    });
    tags::unite(&mut stories);
    let mut policies = tree.policies;
    policies.retain(|_, policy| policy.meta.published.day() <= as_of && horizon.admits(policy.meta.internal));
    let mut pages = tree.pages;
    pages.retain(|_, page| horizon.admits(page.meta.internal));
    let named = named_assets(&towns, &stories, &policies);
    let mut assets: BTreeMap<String, Asset> = tree.assets;
    let mut rules = rules::at(tree.rules, &horizon);
    // A pick of a town that this edition does not hold is no pick in it.
    rules.picks.retain(|pick| towns.contains_key(&pick.town));
    let shown = pictures_of_texts(&towns, &quarters, &stories, &policies, &pages);
    assets.retain(|path, asset| named.contains(path) || asset.dimensions.is_some() && shown.contains(path));
    Site {
        edition,
        as_of,
        sections: horizon.sections,
        config,
        rules,
        sources: tree.sources,
        counties: tree.counties,
        towns,
        quarters,
        stories,
        policies,
        pages,
        assets,
    }
}

/// A quarter: public once released; to the office once it is over.
fn quarter(horizon: &Horizon, (key, mut report): (Quarter, QuarterReport)) -> Option<(Quarter, QuarterReport)> {
    let by = |time: Option<crate::units::Timestamp>| time.is_some_and(|time| time.day() <= horizon.as_of);
    let exists = if horizon.public { !report.internal && by(report.released) } else { key.last_day() <= horizon.as_of };
    report.analysis = report
        .analysis
        .filter(|analysis| horizon.shows(Section::Analysis) && (!horizon.public || by(analysis.released)));
    exists.then_some((key, report))
}

/// The paths at which the pictures of texts may lie.
pub(crate) fn pictures_of_texts(
    towns: &BTreeMap<Slug, Arc<Town>>,
    quarters: &BTreeMap<Quarter, QuarterReport>,
    stories: &BTreeMap<Slug, Arc<Story>>,
    policies: &BTreeMap<Slug, Policy>,
    pages: &BTreeMap<Slug, StaticPage>,
) -> BTreeSet<String> {
    let of_towns = towns.iter().filter_map(|(slug, town)| Some((format!("towns/{slug}"), &**town.profile.as_ref()?)));
    let of_quarters = quarters.iter().filter_map(|(quarter, report)| {
        let body = report.analysis.as_ref()?.body.as_ref()?;
        Some((format!("quarters/{quarter}"), &**body))
    });
    let of_stories = stories.iter().map(|(slug, story)| (format!("stories/{slug}"), story.body.as_str()));
    let of_policies = policies.iter().map(|(slug, policy)| (format!("policies/{slug}"), policy.body.as_str()));
    let of_pages = pages.iter().map(|(slug, page)| (format!("pages/{slug}"), page.body.as_str()));
    let texts = of_towns.chain(of_quarters).chain(of_stories).chain(of_policies).chain(of_pages);
    // Reading a text takes long; most show no picture.
    let paths = texts.filter(|(_, text)| text.contains("![")).flat_map(|(stem, text)| {
        let file = PathBuf::from(format!("{stem}.md"));
        let pictures = markdown::references(text).into_iter().filter(|found| found.is_picture);
        pictures.flat_map(move |found| picture_paths(&file, &found.address)).collect::<Vec<_>>()
    });
    paths.collect()
}

/// The paths of the assets that these nouns name.
fn named_assets(
    towns: &BTreeMap<Slug, Arc<Town>>,
    stories: &BTreeMap<Slug, Arc<Story>>,
    policies: &BTreeMap<Slug, Policy>,
) -> BTreeSet<String> {
    let photos = towns
        .iter()
        .flat_map(|(slug, town)| town.photos.iter().map(move |photo| format!("towns/{slug}/{}", photo.file)));
    let covers = stories
        .iter()
        .flat_map(|(slug, story)| story.meta.cover.iter().map(move |cover| format!("stories/{slug}/{cover}")));
    let attachments = policies.iter().flat_map(|(slug, policy)| {
        let files = policy.meta.attachments.iter().filter_map(|attachment| attachment.file.as_ref());
        files.map(move |file| format!("policies/{slug}/{file}"))
    });
    photos.chain(covers).chain(attachments).collect()
}
