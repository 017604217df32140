//! The site map (站点地图): every page by kind. Made from the pages planned, so that it can miss none.

use super::compose::section;
use super::context::Context;
use super::parts::{Part, Rich, words};
use super::{Head, Page, address};

/// The groups of the map in order: title, and the page kinds in it. Kinds that stand in no group come last.
const GROUPS: &[(&str, &str, &[&str])] = &[
    (
        "首页和栏目",
        "Main pages",
        &[
            "home",
            "towns",
            "counties",
            "boards",
            "projects",
            "assessments",
            "analyses",
            "awards",
            "targets",
            "standards",
            "showcase",
            "stories",
            "exchange",
            "policies",
            "experts",
            "interviews",
            "support",
            "rules",
            "data",
            "dictionary",
            "sources",
            "search",
            "tags",
        ],
    ),
    ("小镇", "Towns", &["town"]),
    ("县（市、区）", "Counties", &["county"]),
    ("各期榜单", "Boards", &["board"]),
    ("季度分析", "Quarterly analyses", &["analysis"]),
    ("各年度考评", "Annual assessments", &["assessment"]),
    ("标杆小镇专页", "Model towns", &["feature"]),
    ("故事", "Stories", &["story"]),
    ("故事归档", "Archive of stories", &["archive"]),
    ("标签", "Tags", &["tag"]),
    ("政策文件", "Policy documents", &["policy"]),
    ("关于本站", "About", &["static_page"]),
    ("亮牌理由", "Reasons of cards", &["why"]),
];

/// The page, over all pages planned so far.
pub fn page(context: Context, pages: &[Head]) -> Page {
    let here = context.from(address::top("sitemap"));
    let mut view = here.view(context.pick("站点地图", "Site map"), None);
    let listed = |page: &&Head| !page.absolute && !super::is_continuation(&page.route);
    view.lead = words(context.count(pages.iter().filter(listed).count(), "个页面，按类列出。", "pages, by kind."));
    let grouped = |kind: &str| GROUPS.iter().any(|(_, _, kinds)| kinds.contains(&kind));
    let entry = |page: &Head| -> Rich { here.inline(page.title.clone(), &page.route) };
    for (place, (zh, en, kinds)) in GROUPS.iter().enumerate() {
        let of_group = kinds.iter().flat_map(|kind| pages.iter().filter(move |page| page.kind == *kind));
        let items: Vec<Rich> = of_group.filter(listed).map(entry).collect();
        if !items.is_empty() {
            let list = Part::List { ordered: false, items };
            view.sections.push(section(format!("group-{}", place + 1), context.pick(zh, en), vec![list]));
        }
    }
    let items: Vec<Rich> = pages.iter().filter(|page| !grouped(page.kind)).filter(listed).map(entry).collect();
    if !items.is_empty() {
        let list = Part::List { ordered: false, items };
        view.sections.push(section("others", context.pick("其他页面", "Other pages"), vec![list]));
    }
    here.page("sitemap", view)
}
