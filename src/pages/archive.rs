//! The stories by month: an index of months, and a page for each.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::Arc;

use chrono::Datelike as _;

use super::compose::{paragraph, section};
use super::context::{Context, Here};
use super::parts::{Part, Rich, words};
use super::{PageKind, PageView, Pager, Planned, address, stories};
use crate::language::Language;
use crate::model::{ColumnId, Story};
use crate::units::Slug;

/// A month's stories, newest first, by year and month.
type Months<'a> = BTreeMap<(i32, u32), Vec<(&'a Slug, &'a Story)>>;

/// The index and each month.
pub fn plan(context: Context) -> Vec<Planned> {
    let mut months = Months::new();
    for (slug, story) in stories::newest(context) {
        let day = story.meta.date.day();
        months.entry((day.year(), day.month())).or_default().push((slug, story));
    }
    let months = Arc::new(months);
    let all = Arc::clone(&months);
    let list = Planned::new(PageKind::Archive, address::top("archive"), move || index(context, &all));
    let of = |&key: &(i32, u32)| {
        let months = Arc::clone(&months);
        Planned::new(PageKind::Archive, address::archive(key.0, key.1), move || page(context, &months, key))
    };
    std::iter::once(list).chain(months.keys().rev().map(of)).collect()
}

fn page(context: Context, months: &Months, (year, number): (i32, u32)) -> PageView {
    let here = context.from(address::archive(year, number));
    let mut view = here.view(month(context, year, number), Some(ColumnId::Stories));
    view.trail = trail(&here, true);
    let link = |&(year, number): &(i32, u32)| here.link(month(context, year, number), &address::archive(year, number));
    let newer = (Bound::Excluded((year, number)), Bound::Unbounded);
    view.pager = Some(Pager {
        previous: months.range(newer).next().map(|(key, _)| link(key)),
        next: months.range(..(year, number)).next_back().map(|(key, _)| link(key)),
        label: None,
    });
    let of_month = &months[&(year, number)];
    view.lead = words(context.count(of_month.len(), pair!("篇故事。", "stories.")));
    let list = stories::list(&here, of_month.iter().copied());
    view.sections = vec![section("list", pick!(context, "故事列表", "List of stories"), vec![list])];
    here.finish(view)
}

fn index(context: Context, months: &Months) -> PageView {
    let here = context.from(address::top("archive"));
    let mut view = here.view(pick!(context, "故事归档", "Archive of stories"), Some(ColumnId::Stories));
    view.trail = trail(&here, false);
    let items: Vec<Rich> = months
        .iter()
        .rev()
        .map(|(&(year, number), stories)| {
            let mut run = here.inline(month(context, year, number), &address::archive(year, number));
            run.extend(words(context.bracketed(&context.count(stories.len(), pair!("篇", "stories")))));
            run
        })
        .collect();
    let part = match items.is_empty() {
        true => paragraph(pick!(context, "目前没有故事。", "There is no story yet.")),
        false => Part::List { ordered: false, items },
    };
    view.sections = vec![section("months", pick!(context, "按月份", "By month"), vec![part])];
    here.finish(view)
}

fn trail(here: &Here, month: bool) -> Vec<super::parts::Link> {
    let column = here.column_step(ColumnId::Stories, pick!(here, "小镇故事", "Stories"), address::stories(1));
    let archive = (pick!(here, "故事归档", "Archive of stories").to_owned(), address::top("archive"));
    here.trail([column].into_iter().chain(month.then_some(archive)))
}

fn month(context: Context, year: i32, number: u32) -> String {
    match context.language {
        Language::Chinese => format!("{year}年{number}月"),
        Language::English => chrono::NaiveDate::from_ymd_opt(year, number, 1)
            .map_or_else(|| format!("{year}-{number:02}"), |day| day.format("%B %Y").to_string()),
    }
}
