//! Every kind of page in one table: what makes its pages, and how the rest of the site treats them.
//!
//! A new kind is one file with its planner, one variant of [`PageKind`] and one row of [`KINDS`]. No other place compares kinds
//! by their names.

use super::context::Context;
use super::lists::List;
use super::planned::Planned;
use super::treatment::{FeedRole, MapGroup, PageAddress, Searched};
use super::{
    analysis, archive, assessment, assessments, awards, board, boards, counties, data, dictionary, exchange, experts,
    feature, home, interviews, not_found, policies, policy, projects, published, rules, search, showcase, sources,
    standards, static_pages, stories, story, support, tags, targets, town, town_archive, towns, why,
};
use crate::language::Pair;
use crate::units::{Quarter, Slug};

/// Makes the pages of one kind, and of those that are planned with it.
type Planner = for<'a> fn(Context<'a>) -> Vec<Planned<'a>>;

/// A kind of page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PageKind {
    /// 首页
    Home,
    /// 小镇名录
    Towns,
    /// 县域进展
    Counties,
    /// 晾晒榜单, of all quarters
    Boards,
    /// 重点项目
    Projects,
    /// 年度考评, of all years
    Assessments,
    /// 季度分析, of all quarters
    Analyses,
    /// 奖补资金
    Awards,
    /// 总体目标
    Targets,
    /// 达标对照
    Standards,
    /// 标杆小镇
    Showcase,
    /// 小镇故事: a page of the list
    Stories,
    /// 做法交流
    Exchange,
    /// 政策文件
    Policies,
    /// 专家把脉
    Experts,
    /// 约谈
    Interviews,
    /// 荣誉与支持
    Support,
    /// 规则与算法
    Rules,
    /// 数据开放
    Data,
    /// 数据字典
    Dictionary,
    /// 资料来源
    Sources,
    /// 搜索
    Search,
    /// 标签, all of them
    Tags,
    /// A town's profile.
    Town,
    /// A town's archive (档案): its figures by quarter, plans, revisions.
    TownArchive,
    /// A county.
    County,
    /// The boards of a quarter.
    Board,
    /// The boards of a quarter as they were released, where they have changed since.
    PublishedBoard,
    /// The analysis of a quarter.
    Analysis,
    /// The assessment of a year.
    Assessment,
    /// 标杆小镇专页: a town of the showcase.
    Feature,
    /// A story.
    Story,
    /// 故事归档: the months, or the stories of one.
    Archive,
    /// A page of the stories of a tag.
    Tag,
    /// A policy document.
    Policy,
    /// A static page.
    StaticPage,
    /// 亮牌理由: why a town has a card in a quarter.
    Why,
    /// The page of addresses that are not there (404).
    NotFound,
    /// 站点地图
    Sitemap,
    /// An old address, which leads to where things stand now.
    Alias,
}

/// Which of its kind a page is, where that is more than its place in a list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A town's profile.
    Town(Slug),
    /// A town's archive.
    TownArchive(Slug),
    /// A county.
    County(Slug),
    /// The boards of a quarter.
    Board(Quarter),
    /// The boards of a quarter as they were released.
    PublishedBoard(Quarter),
    /// The analysis of a quarter.
    Analysis(Quarter),
    /// The assessment of a year.
    Assessment(i32),
    /// A town of the showcase.
    Feature(Slug),
    /// A story.
    Story(Slug),
    /// A policy document.
    Policy(Slug),
    /// A static page.
    StaticPage(Slug),
    /// A town's card in a quarter.
    Why(Slug, Quarter),
}

impl Subject {
    /// The kind of a page about it.
    pub fn kind(&self) -> PageKind {
        match self {
            Self::Town(_) => PageKind::Town,
            Self::TownArchive(_) => PageKind::TownArchive,
            Self::County(_) => PageKind::County,
            Self::Board(_) => PageKind::Board,
            Self::PublishedBoard(_) => PageKind::PublishedBoard,
            Self::Analysis(_) => PageKind::Analysis,
            Self::Assessment(_) => PageKind::Assessment,
            Self::Feature(_) => PageKind::Feature,
            Self::Story(_) => PageKind::Story,
            Self::Policy(_) => PageKind::Policy,
            Self::StaticPage(_) => PageKind::StaticPage,
            Self::Why(..) => PageKind::Why,
        }
    }
}

/// How the site treats the pages of a kind.
#[derive(Debug)]
pub struct KindRow {
    /// Which.
    pub kind: PageKind,
    /// The theme may have a template `<name>.html`, else `page.html` draws it; also the class of its body.
    pub name: &'static str,
    /// Where its pages stand.
    pub address: PageAddress,
    /// Makes its pages; none where they are planned with those of another kind, or last.
    plan: Option<Planner>,
    /// Where the site map lists them.
    pub map: MapGroup,
    /// What a search looks through.
    pub searched: Searched,
    /// What feeds tell of them.
    pub feed: FeedRole,
    /// Whether one that grows too long is paginated. One whose anchors others link into is not: it does not grow with the
    /// number of towns.
    pub is_paginated: bool,
    /// The list that it is, which the site may not have.
    pub list: Option<List>,
    /// Its name, in Chinese and in English, and its page, where that belongs to no column: it is linked in the foot of each
    /// page.
    pub foot: Option<Foot>,
}

/// A page in the foot of all pages: its name in Chinese and in English, and the name of its address.
type Foot = (Pair, &'static str);

/// Every kind, in the order in which the site map lists pages of one group.
#[rustfmt::skip] // One row a line.
pub const KINDS: &[KindRow] = &{
    use super::treatment::FeedRole::{Entry, None as Untold, Own};
    use super::treatment::SearchKind as F;
    use super::treatment::PageAddress::{Anywhere, Folder, PerFile, Root, RootAndFolder};
    use super::treatment::MapGroup as M;
    use self::PageKind as K;
    use super::treatment::Searched::{AllWords, Nothing, OwnWords};
    const CUT: bool = true;
    const WHOLE: bool = false;
    const PAGE: Searched = AllWords(F::Page);
    const LIST: Searched = OwnWords(F::Page);
    const MARKDOWN: &[&str] = &["md"];
    const YAML: &[&str] = &["yaml", "yml"];
    [
        row(K::Home, "home", Root("index"), Some(home::plan), M::Main, LIST, Untold, CUT, None, None),
        row(K::Towns, "towns", Root("towns"), Some(towns::plan), M::Main, LIST, Untold, CUT, None, None),
        row(K::Counties, "counties", Root("counties"), Some(counties::plan), M::Main, LIST, Untold, CUT, None, None),
        row(K::Boards, "boards", Root("boards"), Some(boards::plan), M::Main, LIST, Untold, CUT, Some(List::Boards), None),
        row(K::Projects, "projects", Root("projects"), Some(projects::plan), M::Main, LIST, Untold, CUT, Some(List::Projects), None),
        row(K::Assessments, "assessments", Root("assessments"), Some(assessments::plan), M::Main, LIST, Untold, CUT, Some(List::Assessments), None),
        row(K::Analyses, "analyses", Root("analysis"), Some(analysis::plan), M::Main, LIST, Untold, CUT, Some(List::Analyses), None),
        row(K::Awards, "awards", Root("awards"), Some(awards::plan), M::Main, LIST, Untold, CUT, Some(List::Awards), None),
        row(K::Targets, "targets", Root("targets"), Some(targets::plan), M::Main, PAGE, Untold, CUT, Some(List::Targets), None),
        row(K::Standards, "standards", Root("standards"), Some(standards::plan), M::Main, LIST, Untold, CUT, Some(List::Standards), None),
        row(K::Showcase, "showcase", Root("showcase"), Some(showcase::plan), M::Main, LIST, Untold, CUT, Some(List::Showcase), None),
        row(K::Stories, "stories", RootAndFolder("stories"), Some(stories::plan), M::Main, LIST, Untold, CUT, Some(List::Stories), None),
        row(K::Exchange, "exchange", Root("exchange"), Some(exchange::plan), M::Main, PAGE, Untold, CUT, Some(List::Exchange), Some((pair!("做法交流", "Exchange of practice"), "exchange"))),
        row(K::Policies, "policies", Root("policies"), Some(policies::plan), M::Main, LIST, Untold, CUT, Some(List::Policies), None),
        row(K::Experts, "experts", Root("experts"), Some(experts::plan), M::Main, PAGE, Untold, CUT, Some(List::Experts), Some((pair!("专家把脉", "Experts"), "experts"))),
        row(K::Interviews, "interviews", Root("interviews"), Some(interviews::plan), M::Main, PAGE, Untold, CUT, Some(List::Interviews), Some((pair!("约谈", "Interviews"), "interviews"))),
        row(K::Support, "support", Root("support"), Some(support::plan), M::Main, PAGE, Untold, CUT, Some(List::Support), Some((pair!("荣誉与支持", "Honours and support"), "support"))),
        row(K::Rules, "rules", Root("rules"), Some(rules::plan), M::Main, PAGE, Untold, WHOLE, None, Some((pair!("规则与算法", "Rules"), "rules"))),
        row(K::Data, "data", Root("data"), Some(data::plan), M::Main, LIST, Untold, CUT, None, None),
        row(K::Dictionary, "dictionary", Folder("data"), Some(dictionary::plan), M::Main, LIST, Untold, WHOLE, None, None),
        row(K::Sources, "sources", Root("sources"), Some(sources::plan), M::Main, PAGE, Untold, WHOLE, Some(List::Sources), None),
        row(K::Search, "search", Root("search"), Some(search::plan), M::Main, Nothing, Untold, CUT, None, None),
        row(K::Tags, "tags", Root("tags"), Some(tags::plan), M::Main, LIST, Untold, CUT, Some(List::Tags), None),
        row(K::Town, "town", PerFile("towns", YAML), Some(town::plan), M::Towns, AllWords(F::Town), Own, CUT, None, None),
        row(K::TownArchive, "town_archive", Folder("towns"), Some(town_archive::plan), M::Towns, OwnWords(F::Page), Untold, CUT, None, None),
        row(K::County, "county", Folder("counties"), None, M::Counties, OwnWords(F::County), Own, CUT, None, None),
        row(K::Board, "board", Folder("boards"), Some(board::plan), M::Boards, OwnWords(F::Boards), Entry, CUT, None, None),
        row(K::PublishedBoard, "published_board", Folder("boards"), Some(published::plan), M::Boards, Nothing, Untold, CUT, None, None),
        row(K::Analysis, "analysis", Folder("analysis"), None, M::Analyses, AllWords(F::Analysis), Untold, CUT, None, None),
        row(K::Assessment, "assessment", Folder("assessments"), Some(assessment::plan), M::Assessments, OwnWords(F::Assessment), Untold, CUT, None, None),
        row(K::Feature, "feature", Folder("showcase"), Some(feature::plan), M::ModelTowns, AllWords(F::ModelTown), Untold, CUT, None, None),
        row(K::Story, "story", PerFile("stories", MARKDOWN), Some(story::plan), M::Stories, AllWords(F::Story), Entry, CUT, None, None),
        row(K::Archive, "archive", RootAndFolder("archive"), Some(archive::plan), M::Archive, Nothing, Untold, CUT, Some(List::Archive), None),
        row(K::Tag, "tag", Folder("tags"), None, M::Tags, LIST, Untold, CUT, None, None),
        row(K::Policy, "policy", PerFile("policies", MARKDOWN), Some(policy::plan), M::Policies, AllWords(F::Policy), Entry, CUT, None, None),
        row(K::StaticPage, "static_page", PerFile("pages", MARKDOWN), Some(static_pages::plan), M::About, PAGE, Untold, CUT, None, None),
        row(K::Why, "why", Folder("why"), Some(why::plan), M::Reasons, Nothing, Untold, CUT, None, None),
        row(K::NotFound, "404", Root("404"), Some(not_found::plan), M::Unlisted, Nothing, Untold, CUT, None, None),
        row(K::Sitemap, "sitemap", Root("sitemap"), None, M::Unlisted, LIST, Untold, CUT, None, None),
        row(K::Alias, "alias", Anywhere, None, M::Unlisted, Nothing, Untold, CUT, None, None),
    ]
};

#[allow(clippy::too_many_arguments, reason = "a row of the table, each with its own type")]
const fn row(
    kind: PageKind,
    name: &'static str,
    address: PageAddress,
    plan: Option<Planner>,
    map: MapGroup,
    searched: Searched,
    feed: FeedRole,
    is_paginated: bool,
    list: Option<List>,
    foot: Option<Foot>,
) -> KindRow {
    KindRow { kind, name, address, plan, map, searched, feed, is_paginated, list, foot }
}

impl PageKind {
    /// Its row in the table.
    pub fn row(self) -> &'static KindRow {
        &KINDS[self as usize]
    }

    /// The folder of its pages.
    pub(super) fn folder(self) -> &'static str {
        self.row().address.folder().expect("pages of this kind stand in a folder")
    }

    /// The kind whose pages are named by the files of this folder of the content.
    pub fn per_file(folder: &str) -> Option<Self> {
        let is_it = |row: &&KindRow| row.address.is_per_file() && row.address.folder() == Some(folder);
        KINDS.iter().find(is_it).map(|row| row.kind)
    }

    /// The endings of the content files that name its pages; none where pages of this kind are not named by files.
    pub fn file_endings(self) -> &'static [&'static str] {
        match self.row().address {
            PageAddress::PerFile(_, endings) => endings,
            _ => &[],
        }
    }

    /// The name of its template.
    pub fn name(self) -> &'static str {
        self.row().name
    }
}

impl KindRow {
    /// Whether its page at the root is there whatever the content has, and readers can be led to it.
    pub fn is_always_there(&self) -> bool {
        self.address.root().is_some() && self.list.is_none() && self.kind != PageKind::NotFound
    }

    /// The pages of the kind, and of those that are planned with it.
    pub(super) fn plan<'a>(&self, context: Context<'a>) -> Vec<Planned<'a>> {
        let is_there = self.list.is_none_or(|list| context.has(list));
        self.plan.filter(|_| is_there).map_or_else(Vec::new, |plan| plan(context))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_kind_has_its_row_and_its_name() {
        let names: BTreeSet<&str> = KINDS.iter().map(|row| row.name).collect();
        assert_eq!(names.len(), KINDS.len());
        for (place, row) in KINDS.iter().enumerate() {
            assert_eq!((row.kind as usize, row.kind.row().name), (place, row.name));
        }
        assert_eq!(KINDS.last().map(|row| row.kind), Some(PageKind::Alias), "a kind without a row");
    }

    #[test]
    fn every_page_stands_where_its_row_says() {
        let site = crate::model::testing::site();
        let evaluation = crate::evaluate::evaluate(&site);
        for page in crate::pages::plan(&site, &evaluation) {
            let (path, address) = (page.route.path(), page.kind.row().address);
            let is_there = match path.split_once('/') {
                None => address.root() == path.strip_suffix(".html"),
                Some((folder, _)) => address.folder() == Some(folder),
            };
            assert!(is_there || page.kind == PageKind::Alias, "{path} of {address:?}");
        }
        let mut bare = site;
        (bare.towns, bare.stories, bare.quarters, bare.rules) = Default::default();
        let evaluation = crate::evaluate::evaluate(&bare);
        let planned = crate::pages::plan(&bare, &evaluation);
        let always = KINDS.iter().filter(|row| row.is_always_there() && row.kind != PageKind::Sitemap);
        for kind in always.map(|row| row.kind) {
            assert!(planned.iter().any(|page| page.kind == kind), "{kind:?}");
        }
    }

    #[test]
    fn the_groups_of_the_map_stand_together() {
        assert!(KINDS.is_sorted_by_key(|row| row.map), "the map lists pages in the order of the table");
    }
}
