//! The page for addresses that lead nowhere. It is shown at any address, so its links are
//! paths from the root of the host, whichever that is: a site is tried at other hosts before it is published.

use super::context::Context;
use super::parts::words;
use super::{PageKind, PageView, Planned, Route};
use crate::model::base_path;

/// The page, `404.html`, which static servers show by that name.
pub fn plan(context: Context) -> Vec<Planned> {
    vec![Planned::new(PageKind::NotFound, Route::new("404.html"), move || page(context))]
}

fn page(context: Context) -> PageView {
    let here = context.from(Route::new("404.html"));
    let title = pick!(context, "没有找到这个页面", "There is no such page");
    let mut view = PageView {
        lead: words(pick!(
            context,
            "地址可能有误，或页面已经移走。请从首页、搜索或站点地图查找。",
            "The address may be wrong, or the page has moved. Try the home page, the search or the site map."
        )),
        absolute: true,
        ..here.view(title, None)
    };
    let base = base_path(&context.site.config.base_url);
    for step in &mut view.trail {
        step.href = format!("{base}{}", step.href);
    }
    here.finish(view)
}
