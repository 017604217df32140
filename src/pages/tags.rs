//! Tags: an index, and the stories of each, paged. A tag's address is its pinyin; equal ones get a number.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use pinyin::ToPinyin as _;

use super::compose::{paragraph, section};
use super::context::Context;
use super::lists::List;
use super::parts::{Part, Rich, words};
use super::{Page, Planned, address, stories};
use crate::model::{ColumnId, Story};
use crate::units::{FromText as _, Slug, Text};

/// The slug of each tag.
pub type Slugs<'a> = BTreeMap<&'a Text, String>;

/// The index of tags, and each tag's pages.
pub fn plan(context: Context) -> Vec<Planned> {
    let slugs = Arc::new(slugs(context));
    let mut stories: BTreeMap<&Text, Vec<(&Slug, &Story)>> = BTreeMap::new();
    for (slug, story) in stories::newest(context) {
        for tag in story.meta.tags.iter().collect::<BTreeSet<_>>() {
            stories.entry(tag).or_default().push((slug, story));
        }
    }
    let counts: BTreeMap<&Text, usize> = stories.iter().map(|(tag, stories)| (*tag, stories.len())).collect();
    let of_tags = stories.into_iter().flat_map(|(tag, stories)| tag_pages(context, tag, &slugs[tag], stories));
    let mut pages: Vec<Planned> = of_tags.collect();
    if context.has(List::Tags) {
        pages.insert(0, Planned::new("tags", address::top("tags"), move || index(context, &slugs, &counts)));
    }
    pages
}

/// The slug of each tag in use: pinyin, made distinct in the order of the tags.
pub fn slugs(context: Context<'_>) -> Slugs<'_> {
    let tags: BTreeSet<&Text> = context.site.stories.values().flat_map(|story| &story.meta.tags).collect();
    distinct(tags)
}

fn distinct<'a>(tags: impl IntoIterator<Item = &'a Text>) -> Slugs<'a> {
    let mut taken = BTreeSet::new();
    let mut slugs = Slugs::new();
    for tag in tags {
        let base = spelled(tag);
        let mut slug = base.clone();
        let mut number = 2;
        while !taken.insert(slug.clone()) {
            slug = format!("{base}-{number}");
            number += 1;
        }
        slugs.insert(tag, slug);
    }
    slugs
}

/// A tag in letters and digits that can stand in an address.
fn spelled(tag: &str) -> String {
    let mut slug = String::new();
    for character in tag.chars() {
        match character.to_pinyin() {
            Some(pinyin) => slug.extend(pinyin.plain().chars().map(|letter| if letter == 'ü' { 'v' } else { letter })),
            None if character.is_ascii_alphanumeric() => slug.push(character.to_ascii_lowercase()),
            None if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            None => {}
        }
    }
    slug.truncate(48);
    let slug = slug.trim_matches('-').to_owned();
    if Slug::from_text(&slug).is_ok() { slug } else { format!("tag-{slug}").trim_end_matches('-').to_owned() }
}

fn index(context: Context, slugs: &Slugs, counts: &BTreeMap<&Text, usize>) -> Page {
    let here = context.from(address::top("tags"));
    let mut view = here.view(context.pick("标签", "Tags"), Some(ColumnId::Stories));
    view.trail =
        here.trail([here.column_step(ColumnId::Stories, context.pick("小镇故事", "Stories"), address::stories(1))]);
    let items: Vec<Rich> = slugs
        .iter()
        .map(|(tag, slug)| {
            let mut run = here.inline(tag.0.clone(), &address::tag(slug, 1));
            run.extend(words(context.bracketed(&context.count(counts[tag], "篇", "stories"))));
            run
        })
        .collect();
    let part = match items.is_empty() {
        true => paragraph(context.pick("目前没有标签。", "There is no tag yet.")),
        false => Part::List { ordered: false, items },
    };
    view.sections = vec![section("list", context.pick("全部标签", "All tags"), vec![part])];
    here.page("tags", view)
}

fn tag_pages<'a>(context: Context<'a>, tag: &'a Text, slug: &str, all: Vec<(&'a Slug, &'a Story)>) -> Vec<Planned<'a>> {
    let all = Arc::new(all);
    let slug: Arc<str> = Arc::from(slug);
    let of = |number: usize| {
        let (all, slug) = (Arc::clone(&all), Arc::clone(&slug));
        Planned::new("tag", address::tag(&slug, number), move || page(context, tag, &slug, &all, number))
    };
    (1..=all.len().div_ceil(stories::PER_PAGE).max(1)).map(of).collect()
}

fn page(context: Context, tag: &Text, slug: &str, all: &[(&Slug, &Story)], number: usize) -> Page {
    let here = context.from(address::tag(slug, number));
    let title = context.labelled(context.pick("标签", "Tag"), tag);
    let mut view = here.view(title, Some(ColumnId::Stories));
    let column = here.column_step(ColumnId::Stories, context.pick("小镇故事", "Stories"), address::stories(1));
    view.trail = here.trail([column, (context.pick("标签", "Tags").to_owned(), address::top("tags"))]);
    view.pager = here.pager(number, all.len().div_ceil(stories::PER_PAGE).max(1), |page| address::tag(slug, page));
    if let Some(label) = view.pager.as_ref().and_then(|pager| pager.label.as_ref()).filter(|_| number > 1) {
        view.title = format!("{}{}", view.title, context.bracketed(label));
    }
    view.lead = words(context.count(all.len(), "篇故事，新的在前。", "stories, newest first."));
    let shown = all.iter().skip((number - 1) * stories::PER_PAGE).take(stories::PER_PAGE);
    let list = stories::list(&here, shown.copied());
    view.sections = vec![section("list", context.pick("故事列表", "List of stories"), vec![list])];
    here.page("tag", view)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_get_distinct_addresses() {
        let tags: Vec<Text> =
            ["做法交流", "5G", "！", "con", "工艺", "公益", "绿色 发展"].map(|t| Text(t.into())).to_vec();
        let sorted: BTreeSet<&Text> = tags.iter().collect();
        let slugs = distinct(sorted);
        let slug = |tag: &str| slugs[&Text(tag.into())].as_str();
        assert_eq!(slug("做法交流"), "zuofajiaoliu");
        assert_eq!(slug("5G"), "5g");
        assert_eq!(slug("！"), "tag");
        assert_eq!(slug("con"), "tag-con");
        assert_eq!((slug("公益"), slug("工艺")), ("gongyi", "gongyi-2"));
        assert_eq!(slug("绿色 发展"), "lvse-fazhan");
    }
}
