//! What exists for one edition at one moment. Pure: a [`Tree`] in, a [`Site`] out, each cut-off on a line of its own.
//!
//! Whatever this drops is unknown to every later stage, so nothing internal and nothing from the future can reach a page.
//!
//! What decides when something is there (a day counts from its beginning, a month or a year from its first day):
//!
//! - A quarter in the public edition: `released`, and its analysis with the analysis's own `released`; to the office the
//!   quarter once it is over.
//! - A story: `date`; a policy document: `published`.
//! - A town: the first `from` of its `category_history`; a town without any is always there, and so is one that has an
//!   undated entry. Whoever names a town that is not there yet names nobody.
//! - Of a town: a category from `from`, a scenic grade from `since`, a leader from `from`, a highlight from its `as_of`, a plan
//!   from `approved`, a return from `reported`, or the first day on which a value of its `history` was `published`, and its
//!   quarter's release, a correction from `replaced` (before it the earlier value holds), a figure from `published` or else the end of its period, a stage from `from`, an indicator from `reported`
//!   and an honour from `on` or else the last day of the year, a grade from `published` or else the beginning of the next year,
//!   findings, interviews, warnings, support, payments and scores from their day, a photo from the day it was `taken`.
//! - A project's figures of a quarter: with the town's own return of it.
//! - What ends later has not ended: a task is not `done`, a finding not `closed`, a leader's `to` not known.
//! - Of the rules: a rule set, a standard, a scenic rule and a pick from `from`, assessment methods and awards from the first
//!   day of their first year, a target from `counts_from`; a pick until `to`.
//! - A page is always there; its day of revision is shown once it has come.
//!
//! - A source: with the first of the facts that name it; one that nothing names is always there.
//!
//! Without a date of their own, and so always there: counties, the conference, columns, experts, tasks, projects as
//! such with their planned `start` and `finish`, and every text.

mod calendar;
mod earlier;
mod horizon;
pub(crate) mod period;
mod revision;
mod rules;
mod since;
mod sources;
mod tags;
mod town;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDateTime;
use rayon::prelude::*;

pub use calendar::{Calendar, Coming, Due};
pub use earlier::earlier;
use horizon::Horizon;
pub use since::{figure_known_from, indicator_known_from};

use super::picture_paths;
use crate::markdown;
use crate::model::{
    Analysis, Asset, Edition, Policy, PolicyMeta, QuarterReport, Section, Site, StaticPage, StaticPageMeta, Story,
    StoryMeta, Town, Tree,
};
use crate::units::{Quarter, Slug};

/// Who looks at a tree, and when.
#[derive(Clone, Copy, Debug)]
pub struct View {
    /// For whom.
    pub edition: Edition,
    /// The present moment, in the site's time zone.
    pub now: NaiveDateTime,
    /// Whether drafts are there.
    pub drafts: bool,
    /// The moment after which what has come is asked for.
    pub since: Option<NaiveDateTime>,
}

/// What of a tree exists for an edition at a moment. Call it on a tree without errors only.
pub fn visible(tree: Tree, edition: Edition, now: NaiveDateTime, drafts: bool) -> Site {
    visible_with_calendar(tree, View { edition, now, drafts, since: None }).0
}

/// What of a tree exists for an edition at a moment, and what waits. Call it on a tree without errors only.
pub fn visible_with_calendar(tree: Tree, view: View) -> (Site, Calendar) {
    let View { edition, now, drafts, since } = view;
    let config = tree.config.expect("a tree without errors has a site.yaml");
    let public = edition == Edition::Public;
    let shown = if public { &config.editions.public } else { &config.editions.internal };
    let mut horizon = Horizon::new(now, since, public, shown.sections.iter().copied().collect());
    let named_ever = sources::named(
        &config,
        &tree.counties,
        tree.towns.values().map(|town| &**town),
        tree.stories.values().map(|story| &**story),
        tree.policies.values(),
        texts(&tree.towns, &tree.quarters, &tree.stories, &tree.policies, &tree.pages).map(|(_, text)| text),
    );
    let quarters: BTreeMap<_, _> = tree.quarters.into_iter().filter_map(|entry| quarter(&horizon, entry)).collect();
    horizon.quarters = quarters.keys().copied().collect();
    let towns: BTreeMap<_, _> = tree
        .towns
        .into_par_iter()
        .filter(|(_, town)| horizon.admits(town.internal))
        // Only what is remembered for the next reading is copied.
        .filter_map(|(slug, town)| {
            let town = town::at(&slug, Arc::unwrap_or_clone(town), &horizon)?;
            Some((slug, Arc::new(town)))
        })
        .collect();
    let mut stories = tree.stories;
    stories.retain(|slug, story| (drafts || !story.meta.draft) && story_is_out(slug, &story.meta, &horizon));
    tags::unite(&mut stories);
    for story in stories.values_mut().filter(|story| story.meta.towns.iter().any(|town| !towns.contains_key(town))) {
        Arc::make_mut(story).meta.towns.retain(|town| towns.contains_key(town));
    }
    let mut policies = tree.policies;
    policies.retain(|slug, policy| policy_is_out(slug, &policy.meta, &horizon));
    let mut pages = tree.pages;
    pages.retain(|_, page| static_page_is_there(&mut page.meta, &horizon));
    let named = sources::named(
        &config,
        &tree.counties,
        towns.values().map(|town| &**town),
        stories.values().map(|story| &**story),
        policies.values(),
        texts(&towns, &quarters, &stories, &policies, &pages).map(|(_, text)| text),
    );
    let mut sources = tree.sources;
    sources.retain(|id, _| named.contains(id) || !named_ever.contains(id));
    let named = named_assets(&towns, &stories, &policies);
    let mut assets: BTreeMap<String, Asset> = tree.assets;
    let mut rules = rules::at(tree.rules, &horizon);
    // A pick of a town that this edition does not hold is no pick in it.
    rules.picks.retain(|pick| towns.contains_key(&pick.town));
    let shown = pictures_of_texts(&towns, &quarters, &stories, &policies, &pages);
    assets.retain(|path, asset| named.contains(path) || asset.dimensions.is_some() && shown.contains(path));
    let (as_of, sections) = (horizon.as_of, std::mem::take(&mut horizon.sections));
    let calendar = horizon.calendar();
    let site = Site {
        edition,
        as_of,
        moment: calendar.effective,
        sections,
        config,
        rules,
        sources,
        counties: tree.counties,
        towns,
        quarters,
        stories,
        policies,
        pages,
        assets,
    };
    (site, calendar)
}

/// Whether a story is out. Taken apart whole, as all here: a new field has to be placed.
fn story_is_out(slug: &Slug, meta: &StoryMeta, horizon: &Horizon) -> bool {
    let StoryMeta {
        title,
        date,
        internal,
        // Drafts are asked for before; towns and tags are looked at after.
        draft: _,
        towns: _,
        tags: _,
        // As they are written.
        summary: _,
        author: _,
        editor: _,
        reviewers: _,
        source: _,
        cover: _,
        cover_alt: _,
        cover_credit: _,
        cover_focus: _,
        weight: _,
        aliases: _,
    } = meta;
    horizon.admits(*internal) && horizon.is_out(*date, || Coming::Story(slug.clone(), title.clone()))
}

/// Whether a policy document is out.
fn policy_is_out(slug: &Slug, meta: &PolicyMeta, horizon: &Horizon) -> bool {
    let PolicyMeta {
        title,
        published,
        internal,
        // Days of the document itself, which lie before its publication.
        signed: _,
        written: _,
        // As they are written.
        index_number: _,
        document_number: _,
        classification: _,
        issuer: _,
        disclosure: _,
        validity: _,
        source: _,
        summary: _,
        attachments: _,
        aliases: _,
    } = meta;
    horizon.admits(*internal) && horizon.is_out(*published, || Coming::Policy(slug.clone(), title.clone()))
}

/// Whether a static page is there; its day of revision is shown once it has come.
fn static_page_is_there(meta: &mut StaticPageMeta, horizon: &Horizon) -> bool {
    let StaticPageMeta { date, internal, title: _, summary: _, order: _, aliases: _ } = meta;
    *date = date.filter(|date| date.by(horizon.now));
    horizon.admits(*internal)
}

/// A quarter: public once released; to the office once it is over.
fn quarter(horizon: &Horizon, (key, mut report): (Quarter, QuarterReport)) -> Option<(Quarter, QuarterReport)> {
    let QuarterReport { released: _, internal: _, analysis, quarter: _, incomplete: _ } = &report;
    if let Some(analysis) = analysis {
        let Analysis { released: _, title: _, summary: _, body: _, author: _, next_steps: _ } = analysis;
    }
    let has_analysis = report.analysis.is_some() && horizon.shows(Section::Analysis);
    // An analysis comes with its quarter, and not before.
    let times = [report.released, report.analysis.as_ref().and_then(|analysis| analysis.released).max(report.released)];
    if !horizon.public {
        times.into_iter().flatten().for_each(|time| horizon.note(time));
        report.analysis = report.analysis.filter(|_| has_analysis);
        return horizon.is_out_on(key.last_day(), || Coming::Quarter(key)).then_some((key, report));
    }
    let [released, analysed] = times;
    let is_released = !report.internal && released.is_some_and(|time| horizon.is_out(time, || Coming::Quarter(key)));
    report.analysis = report.analysis.filter(|analysis| {
        let is_meant = has_analysis && !report.internal && released.is_some() && analysis.released.is_some();
        is_meant && analysed.is_some_and(|time| horizon.is_out(time, || Coming::Analysis(key)))
    });
    is_released.then_some((key, report))
}

/// Every text that is written in Markdown, with the path of its file without the ending.
fn texts<'a>(
    towns: &'a BTreeMap<Slug, Arc<Town>>,
    quarters: &'a BTreeMap<Quarter, QuarterReport>,
    stories: &'a BTreeMap<Slug, Arc<Story>>,
    policies: &'a BTreeMap<Slug, Policy>,
    pages: &'a BTreeMap<Slug, StaticPage>,
) -> impl Iterator<Item = (String, &'a str)> {
    let of_towns = towns.iter().filter_map(|(slug, town)| Some((format!("towns/{slug}"), &**town.profile.as_ref()?)));
    let of_quarters = quarters.iter().filter_map(|(quarter, report)| {
        let body = report.analysis.as_ref()?.body.as_ref()?;
        Some((format!("quarters/{quarter}"), &**body))
    });
    let of_stories = stories.iter().map(|(slug, story)| (format!("stories/{slug}"), story.body.as_str()));
    let of_policies = policies.iter().map(|(slug, policy)| (format!("policies/{slug}"), policy.body.as_str()));
    let of_pages = pages.iter().map(|(slug, page)| (format!("pages/{slug}"), page.body.as_str()));
    of_towns.chain(of_quarters).chain(of_stories).chain(of_policies).chain(of_pages)
}

/// The paths at which the pictures of texts may lie.
pub(crate) fn pictures_of_texts(
    towns: &BTreeMap<Slug, Arc<Town>>,
    quarters: &BTreeMap<Quarter, QuarterReport>,
    stories: &BTreeMap<Slug, Arc<Story>>,
    policies: &BTreeMap<Slug, Policy>,
    pages: &BTreeMap<Slug, StaticPage>,
) -> BTreeSet<String> {
    let texts = texts(towns, quarters, stories, policies, pages);
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
