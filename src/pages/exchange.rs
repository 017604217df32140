//! Exchange of practice (做法交流, ¶10): the stories tagged so, with the towns that did it.

use super::compose::{joined, line, section, subheading};
use super::context::Context;
use super::parts::{Part, words};
use super::{PageKind, PageView, Planned, address, stories};
use crate::model::{ColumnId, Story};

/// The tag that puts a story here.
const TAG: &str = "做法交流";

/// The page.
pub fn plan(context: Context) -> Vec<Planned> {
    vec![Planned::new(PageKind::Exchange, address::top("exchange"), move || page(context))]
}

/// Whether a story stands here.
pub fn is_one(story: &Story) -> bool {
    story.meta.tags.iter().any(|tag| tag.0 == TAG)
}

fn page(context: Context) -> PageView {
    let here = context.from(address::top("exchange"));
    let mut view = here.view(pick!(context, "做法交流", "Exchange of practice"), Some(ColumnId::Stories));
    view.trail =
        here.trail([here.column_step(ColumnId::Stories, pick!(context, "小镇故事", "Stories"), address::stories(1))]);
    let all: Vec<_> = stories::newest(context).into_iter().filter(|(_, story)| is_one(story)).collect();
    view.lead = words(pick!(
        context,
        "各小镇可供借鉴的做法，取自标有“做法交流”的故事，新的在前。",
        "What towns did that others may learn from: stories tagged 做法交流, newest first."
    ));
    let mut parts = vec![match all.is_empty() {
        true => {
            super::compose::paragraph(pick!(context, "目前没有做法交流的故事。", "There is no story of this kind yet."))
        }
        false => stories::list(&here, all.iter().copied()),
    }];
    let mut towns: Vec<_> = all.iter().flat_map(|(_, story)| &story.meta.towns).collect();
    towns.retain(|slug| context.site.towns.contains_key(*slug));
    towns.sort();
    towns.dedup();
    if !towns.is_empty() {
        parts.push(subheading(pick!(context, "涉及的小镇", "Towns they are about")));
        let links = towns.into_iter().map(|slug| here.town_link(slug));
        parts.push(line(joined(links, pick!(context.language, "、", ", "))));
    }
    let parts: Vec<Part> = parts;
    view.sections = vec![section("list", pick!(context, "做法列表", "List"), parts)];
    here.finish(view)
}
