//! Tags: an index, and the stories of each, paged. A tag's address is its pinyin, which depends on the tag alone; tags that
//! are read alike share a page, each with a section of its own.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::compose::{paragraph, section};
use super::context::{Context, Here};
use super::parts::{Part, Rich, link, words};
use super::{PageKind, PageView, Planned, address, stories};
use crate::model::{ColumnId, Story};
use crate::units::spelling::slug_of_tag;
use crate::units::{Slug, Text};

/// The stories of the tags that are read alike, newest first, by the tag's name.
type Alike<'a> = BTreeMap<&'a Text, Vec<(&'a Slug, &'a Story)>>;

/// Where each tag in use stands.
pub struct TagPlaces<'a>(BTreeMap<&'a Text, TagPlace>);

struct TagPlace {
    slug: String,
    /// Its section, where tags that are read alike share a page.
    section: Option<String>,
}

impl<'a> TagPlaces<'a> {
    /// The places of a site's tags.
    pub fn of(context: Context<'a>) -> Self {
        let tags: BTreeSet<&Text> = context.site.stories.values().flat_map(|story| &story.meta.tags).collect();
        let mut alike: BTreeMap<String, Vec<&Text>> = BTreeMap::new();
        tags.into_iter().for_each(|tag| alike.entry(slug_of_tag(tag)).or_default().push(tag));
        let places = alike.into_iter().flat_map(|(slug, tags)| {
            let is_shared = tags.len() > 1;
            tags.into_iter().map(move |tag| (tag, TagPlace { slug: slug.clone(), section: is_shared.then(|| id(tag)) }))
        });
        Self(places.collect())
    }

    /// A tag, linked to its stories; none where no story has it.
    pub fn link(&self, here: &Here, tag: &Text) -> Option<Rich> {
        let TagPlace { slug, section } = self.0.get(tag)?;
        let page = here.to(&address::tag(slug, 1));
        let anchor = section.as_ref().map_or_else(String::new, |section| format!("#{section}"));
        Some(link(tag.0.clone(), format!("{page}{anchor}")))
    }
}

/// The id of a tag's section, which depends on the tag alone.
fn id(tag: &str) -> String {
    tag.chars().fold("tag".to_owned(), |id, c| format!("{id}-{:x}", u32::from(c)))
}

/// The index of tags, and each tag's pages.
pub fn plan(context: Context) -> Vec<Planned> {
    let mut stories: BTreeMap<String, Alike> = BTreeMap::new();
    let mut slugs: BTreeMap<&Text, String> = BTreeMap::new();
    for (slug, story) in stories::newest(context) {
        for tag in &story.meta.tags {
            let address = slugs.entry(tag).or_insert_with(|| slug_of_tag(tag));
            stories.entry(address.clone()).or_default().entry(tag).or_default().push((slug, story));
        }
    }
    let counts: BTreeMap<&Text, usize> =
        stories.values().flatten().map(|(tag, stories)| (*tag, stories.len())).collect();
    let mut pages: Vec<Planned> =
        stories.into_iter().flat_map(|(slug, alike)| of_slug(context, &slug, alike)).collect();
    pages.insert(0, Planned::new(PageKind::Tags, address::top("tags"), move || index(context, &counts)));
    pages
}

fn index(context: Context, counts: &BTreeMap<&Text, usize>) -> PageView {
    let here = context.from(address::top("tags"));
    let mut view = here.view(pick!(context, "标签", "Tags"), Some(ColumnId::Stories));
    view.trail =
        here.trail([here.column_step(ColumnId::Stories, pick!(context, "小镇故事", "Stories"), address::stories(1))]);
    let places = TagPlaces::of(context);
    let items: Vec<Rich> = counts
        .iter()
        .filter_map(|(tag, count)| {
            let mut run = places.link(&here, tag)?;
            run.extend(words(context.bracketed(&context.count(*count, pair!("篇", "stories")))));
            Some(run)
        })
        .collect();
    let part = match items.is_empty() {
        true => paragraph(pick!(context, "目前没有标签。", "There is no tag yet.")),
        false => Part::List { ordered: false, items },
    };
    view.sections = vec![section("list", pick!(context, "全部标签", "All tags"), vec![part])];
    here.finish(view)
}

/// How many pages the longest list of some tags takes.
fn length(alike: &Alike) -> usize {
    alike.values().map(|stories| stories.len().div_ceil(stories::PER_PAGE)).max().unwrap_or(0).max(1)
}

fn of_slug<'a>(context: Context<'a>, slug: &str, alike: Alike<'a>) -> Vec<Planned<'a>> {
    let alike = Arc::new(alike);
    let slug: Arc<str> = Arc::from(slug);
    let of = |number: usize| {
        let (alike, slug) = (Arc::clone(&alike), Arc::clone(&slug));
        Planned::new(PageKind::Tag, address::tag(&slug, number), move || page(context, &slug, &alike, number))
    };
    (1..=length(&alike)).map(of).collect()
}

fn page(context: Context, slug: &str, alike: &Alike, number: usize) -> PageView {
    let here = context.from(address::tag(slug, number));
    let names = context.language.join(alike.keys().map(|tag| tag.0.as_str()));
    let title = context.labelled(pick!(context, "标签", "Tag"), &names);
    let mut view = here.view(title, Some(ColumnId::Stories));
    let column = here.column_step(ColumnId::Stories, pick!(context, "小镇故事", "Stories"), address::stories(1));
    view.trail = here.trail([column, (pick!(context, "标签", "Tags").to_owned(), address::top("tags"))]);
    view.pager = here.pager(number, length(alike), |page| address::tag(slug, page));
    if let Some(label) = view.pager.as_ref().and_then(|pager| pager.label.as_ref()).filter(|_| number > 1) {
        view.title = format!("{}{}", view.title, context.bracketed(label));
    }
    let all: BTreeSet<&Slug> = alike.values().flatten().map(|(slug, _)| *slug).collect();
    view.lead = words(context.count(all.len(), pair!("篇故事，新的在前。", "stories, newest first.")));
    view.sections = alike
        .iter()
        .filter_map(|(tag, stories)| {
            let shown: Vec<_> = stories.iter().skip((number - 1) * stories::PER_PAGE).take(stories::PER_PAGE).collect();
            let list = stories::list(&here, shown.iter().map(|story| **story));
            let (id, title) = match alike.len() {
                1 => ("list".to_owned(), pick!(context, "故事列表", "List of stories")),
                _ => (id(tag), tag.0.as_str()),
            };
            (!shown.is_empty()).then(|| section(id, title, vec![list]))
        })
        .collect();
    here.finish(view)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::model::testing::{site, slug};

    fn shown(tags: &[&[&str]]) -> Vec<(String, Vec<String>)> {
        let mut site = site();
        let story = site.stories.values().next().expect("a story").clone();
        site.stories.clear();
        for (number, tags) in tags.iter().enumerate() {
            let mut story = Story::clone(&story);
            story.meta.tags = tags.iter().map(|tag| Text((*tag).to_owned())).collect();
            site.stories.insert(slug(&format!("s{number}")), story.into());
        }
        let evaluation = crate::evaluate::evaluate(&site);
        let context = Context { site: &site, evaluation: &evaluation, language: Language::Chinese };
        let places = TagPlaces::of(context);
        let here = context.from(address::home());
        let of = |planned: Planned| {
            let page = planned.page();
            let sections = page.view.sections.iter().map(|section| section.title.clone()).collect();
            (page.route.path().to_owned(), sections)
        };
        let pages: Vec<(String, Vec<String>)> =
            plan(context).into_iter().filter(|planned| planned.kind == PageKind::Tag).map(of).collect();
        for tag in site.stories.values().flat_map(|story| &story.meta.tags) {
            let link = places.link(&here, tag).expect("a link").remove(0);
            let href = link.href.expect("an address");
            let path = href.split('#').next().expect("a path");
            assert!(pages.iter().any(|(page, _)| page == path), "{tag} leads nowhere: {href}");
            assert_eq!(href.contains('#'), pages.iter().any(|(page, sections)| page == path && sections.len() > 1));
        }
        pages
    }

    #[test]
    fn a_tag_keeps_its_address_whatever_others_come() {
        let path = |pages: &[(String, Vec<String>)]| pages.iter().map(|(path, _)| path.clone()).collect::<Vec<_>>();
        assert_eq!(path(&shown(&[&["工艺"]])), ["tags/gongyi.html"]);
        assert_eq!(path(&shown(&[&["公益"]])), ["tags/gongyi.html"]);
        let both = shown(&[&["工艺"], &["公益", "重庆"]]);
        assert_eq!(path(&both), ["tags/chongqing.html", "tags/gongyi.html"]);
        assert_eq!(both[1].1, ["公益", "工艺"], "each has its own list");
        assert_eq!(both[0].1, ["故事列表"]);
    }

    #[test]
    fn tags_that_share_pages_are_paged_together() {
        let tags: Vec<&[&str]> =
            (0..stories::PER_PAGE + 1).map(|_| ["工艺"].as_slice()).chain([["公益"].as_slice()]).collect();
        let pages = shown(&tags);
        assert_eq!(pages[0].1, ["公益", "工艺"]);
        assert_eq!(pages[1], ("tags/gongyi/2.html".to_owned(), vec!["工艺".to_owned()]));
        assert_eq!(pages.len(), 2);
    }
}
