//! The list of stories, newest first, twenty a page; and what other pages need to list stories.

use std::sync::Arc;

use std::cmp::Reverse;

use super::compose::{line, paragraph, section};
use super::context::{Context, Here};
use super::lists::List;
use super::parts::{NewsItem, Part, Rich};
use super::{PageKind, PageView, Planned, Route, address};
use crate::model::{ColumnId, Story};
use crate::units::Slug;

/// Stories on one page of a list.
pub const PER_PAGE: usize = 20;

/// The pages of the list.
pub fn plan(context: Context) -> Vec<Planned> {
    let all = Arc::new(newest(context));
    let ways = Arc::new(ways(context));
    let of = |number: usize| {
        let (all, ways) = (Arc::clone(&all), Arc::clone(&ways));
        Planned::new(PageKind::Stories, address::stories(number), move || page(context, &all, &ways, number))
    };
    (1..=all.len().div_ceil(PER_PAGE).max(1)).map(of).collect()
}

fn page(context: Context, all: &[(&Slug, &Story)], ways: &[Way], number: usize) -> PageView {
    let here = context.from(address::stories(number));
    let mut view = here.column_view(ColumnId::Stories, pick!(context, "小镇故事", "Stories"));
    if !all.is_empty() {
        view.lead =
            super::parts::words(context.count(all.len(), pair!("篇故事，新的在前。", "stories, newest first.")));
    }
    view.pager = here.pager(number, all.len().div_ceil(PER_PAGE).max(1), address::stories);
    if number > 1 {
        let label = view.pager.as_ref().and_then(|pager| pager.label.clone()).unwrap_or_default();
        view.title = format!("{}{}", view.title, context.bracketed(&label));
    }
    let list = list(&here, all.iter().skip((number - 1) * PER_PAGE).take(PER_PAGE).copied());
    let links: Vec<Rich> = ways.iter().map(|(text, route)| here.inline(*text, route)).collect();
    let ways = (!links.is_empty()).then(|| line(super::compose::joined(links, " · ")));
    let parts = std::iter::once(list).chain(ways).collect();
    view.sections = vec![section("list", pick!(context, "故事列表", "List of stories"), parts)];
    here.finish(view)
}

/// Stories, newest first; of those with the same date the heavier ones first, then by slug.
pub fn newest(context: Context<'_>) -> Vec<(&Slug, &Story)> {
    let mut stories: Vec<(&Slug, &Story)> = context.site.stories.iter().map(|(slug, story)| (slug, &**story)).collect();
    stories.sort_by_key(|(slug, story)| (Reverse(story.meta.date), Reverse(story.meta.weight.unwrap_or(0)), *slug));
    stories
}

/// Dated titles, or that there is none.
pub fn list<'a>(here: &Here, stories: impl IntoIterator<Item = (&'a Slug, &'a Story)>) -> Part {
    let items: Vec<NewsItem> = stories.into_iter().map(|(slug, story)| news_item(here, slug, story)).collect();
    match items.is_empty() {
        true => paragraph(pick!(here, "目前没有故事。", "There is no story yet.")),
        false => Part::News { items },
    }
}

/// A story's line in a list.
pub fn news_item(here: &Here, slug: &Slug, story: &Story) -> NewsItem {
    let day = story.meta.date.day();
    NewsItem {
        datetime: day.to_string(),
        date: day.to_string(),
        title: story.meta.title.0.clone(),
        href: here.to(&address::story(slug)),
        summary: story.meta.summary.as_ref().map(|summary| summary.0.clone()),
        flag: flag(here, story),
    }
}

/// 草稿, 内部 or both, where a story is so.
pub fn flag(here: &Here, story: &Story) -> Option<String> {
    let draft = story.meta.draft.then(|| pick!(here, "草稿", "draft"));
    let internal = story.meta.internal.then(|| pick!(here, "内部", "internal"));
    (draft.is_some() || internal.is_some()).then(|| here.language.join([draft, internal].into_iter().flatten()))
}

/// Another way to the stories: its name, and where it begins.
type Way = (&'static str, Route);

/// The other ways to the stories that the site has: by tag, by month, exchange of practice.
fn ways(context: Context) -> Vec<Way> {
    let ways = [
        (List::Tags, pick!(context.language, "按标签查看", "By tag"), "tags"),
        (List::Archive, pick!(context.language, "按月份查看", "By month"), "archive"),
        (List::Exchange, pick!(context.language, "做法交流", "Exchange of practice"), "exchange"),
    ];
    let there = ways.into_iter().filter(|(list, ..)| context.has(*list));
    there.map(|(_, text, page)| (text, address::top(page))).collect()
}
