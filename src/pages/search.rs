//! The search page. It works in the browser, over an index made at build time; nothing is sent anywhere.

use super::compose::{line, section};
use super::context::Context;
use super::lists::List;
use super::parts::{Part, Rich, words};
use super::{PageKind, PageView, Planned, address};

/// The page.
pub fn plan(context: Context) -> Vec<Planned> {
    vec![Planned::new(PageKind::Search, address::top("search"), move || page(context))]
}

fn page(context: Context) -> PageView {
    let here = context.from(address::top("search"));
    let mut view = here.view(pick!(context, "搜索", "Search"), None);
    view.search = true;
    view.lead = words(pick!(
        context,
        "搜索小镇、项目、故事和政策文件。搜索在您的设备上进行，不向任何服务器发送内容。",
        "Search towns, projects, stories and policy documents. It runs on your own device and sends nothing anywhere."
    ));
    let ways = [
        (None, pick!(context, "小镇名录", "Towns"), "towns"),
        (Some(List::Stories), pick!(context, "小镇故事", "Stories"), "stories"),
        (Some(List::Tags), pick!(context, "故事标签", "Tags"), "tags"),
        (Some(List::Policies), pick!(context, "政策文件", "Policy documents"), "policies"),
        (None, pick!(context, "站点地图", "Site map"), "sitemap"),
    ];
    let there = ways.into_iter().filter(|(list, ..)| list.is_none_or(|list| context.has(list)));
    let ways: Vec<Rich> = there.map(|(_, text, page)| here.inline(text, &address::top(page))).collect();
    let hint = line(words(pick!(context, "也可以从下列页面查找：", "Or look through these pages:")));
    let parts = vec![hint, Part::List { ordered: false, items: ways }];
    view.sections = vec![section("ways", pick!(context, "其他查找方式", "Other ways"), parts)];
    here.finish(view)
}
