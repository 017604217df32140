//! The site map (站点地图): every page by kind. Made from the pages planned, so that it can miss none.

use super::compose::section;
use super::context::Context;
use super::parts::{Part, Rich, words};
use super::{Head, KINDS, MapGroup, Page, PageKind, address};
use crate::language::Pair;

/// The groups of the map in order, with their titles.
const GROUPS: &[(MapGroup, Pair)] = &[
    (MapGroup::Main, pair!("首页和栏目", "Main pages")),
    (MapGroup::Towns, pair!("小镇", "Towns")),
    (MapGroup::Counties, pair!("县（市、区）", "Counties")),
    (MapGroup::Boards, pair!("各期榜单", "Boards")),
    (MapGroup::Analyses, pair!("季度分析", "Quarterly analyses")),
    (MapGroup::Assessments, pair!("各年度考评", "Annual assessments")),
    (MapGroup::ModelTowns, pair!("标杆小镇专页", "Model towns")),
    (MapGroup::Stories, pair!("故事", "Stories")),
    (MapGroup::Archive, pair!("故事归档", "Archive of stories")),
    (MapGroup::Tags, pair!("标签", "Tags")),
    (MapGroup::Policies, pair!("政策文件", "Policy documents")),
    (MapGroup::About, pair!("关于本站", "About")),
    (MapGroup::Reasons, pair!("亮牌理由", "Reasons of cards")),
];

/// The page, over all pages planned so far.
pub fn page(context: Context, pages: &[Head]) -> Page {
    let here = context.from(address::top("sitemap"));
    let mut view = here.view(pick!(context, "站点地图", "Site map"), None);
    let listed = |page: &&Head| !page.absolute && !super::is_continuation(&page.route);
    view.lead =
        words(context.count(pages.iter().filter(listed).count(), pair!("个页面，按类列出。", "pages, by kind.")));
    let entry = |page: &Head| -> Rich { here.inline(page.title.clone(), &page.route) };
    for (place, (group, title)) in GROUPS.iter().enumerate() {
        let kinds = KINDS.iter().filter(|row| row.map == *group);
        let of_group = kinds.flat_map(|row| pages.iter().filter(|page| page.kind == row.kind));
        let items: Vec<Rich> = of_group.filter(listed).map(entry).collect();
        if !items.is_empty() {
            let list = Part::List { ordered: false, items };
            view.sections.push(section(format!("group-{}", place + 1), title.pick(context), vec![list]));
        }
    }
    Page { kind: PageKind::Sitemap, subject: None, route: here.route.clone(), view: here.finish(view) }
}
