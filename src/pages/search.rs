//! The search page. It works in the browser, over an index made at build time; nothing is sent anywhere.

use super::compose::{line, section};
use super::context::Context;
use super::parts::{Part, Rich, words};
use super::{Page, Planned, address};

/// The page.
pub fn plan(context: Context) -> Vec<Planned> {
    vec![Planned::new("search", address::top("search"), move || page(context))]
}

fn page(context: Context) -> Page {
    let here = context.from(address::top("search"));
    let mut view = here.view(context.pick("搜索", "Search"), None);
    view.search = true;
    view.lead = words(context.pick(
        "搜索小镇、项目、故事和政策文件。搜索在您的设备上进行，不向任何服务器发送内容。",
        "Search towns, projects, stories and policy documents. It runs on your own device and sends nothing anywhere.",
    ));
    let ways: Vec<Rich> = [
        (context.pick("小镇名录", "Towns"), address::top("towns")),
        (context.pick("小镇故事", "Stories"), address::stories(1)),
        (context.pick("故事标签", "Tags"), address::top("tags")),
        (context.pick("政策文件", "Policy documents"), address::top("policies")),
        (context.pick("站点地图", "Site map"), address::top("sitemap")),
    ]
    .iter()
    .map(|(text, route)| here.inline(*text, route))
    .collect();
    let hint = line(words(context.pick("也可以从下列页面查找：", "Or look through these pages:")));
    let parts = vec![hint, Part::List { ordered: false, items: ways }];
    view.sections = vec![section("ways", context.pick("其他查找方式", "Other ways"), parts)];
    here.page("search", view)
}
