//! The home page: where the area stands as of a day, county tiles, both boards' tops and cards, the best towns,
//! newest stories, data and methods.

use std::cmp::Ordering;

use super::compose::section;
use super::context::{Context, Here};
use super::lists::List;
use super::parts::{
    BigFigure, CardLine, Download, Inline, Layout, ModelTown, Part, Rich, SectionPlace, SectionView, TopView, marks,
    words,
};
use super::{PageKind, PageView, Planned, address, counties, drawings};
use crate::evaluate::board::Board;
use crate::evaluate::card::CardLevel;
use crate::figure::Entity;
use crate::language::Language;
use crate::model::{ColumnId, Section};
use crate::units::Quarter;
use crate::words::{card as card_words, numbers, pace, terms};

/// Stories on the home page.
const STORIES: usize = 6;
/// Towns of each board on the home page.
const TOP: usize = 5;
/// Cards of a board that the home page lists; a site of a few dozen towns has fewer.
const CARDS: usize = 20;

/// One page.
pub fn plan(context: Context) -> Vec<Planned> {
    vec![Planned::new(PageKind::Home, address::home(), move || page(context))]
}

fn page(context: Context) -> PageView {
    let here = context.from(address::home());
    let sections = [
        figures(&here),
        tiles(&here),
        boards(&here),
        showcase(&here),
        targets(&here),
        stories(&here),
        Some(data(&here)),
    ];
    let (heading, what, description) = opening(&here);
    let view = PageView {
        title: here.site.config.title.0.clone(),
        heading,
        description,
        lead: if what.is_empty() { Rich::new() } else { words(what) },
        column: Some(ColumnId::Home),
        meta: here.column_meta(ColumnId::Home),
        sections: sections.into_iter().flatten().collect(),
        ..PageView::default()
    };
    here.finish(view)
}

/// The finding as the heading; without quarterly figures, what the site is.
fn opening(here: &Here) -> (String, String, String) {
    let area = &here.site.config.area;
    let day = numbers::day(here.site.as_of, here.language);
    let what = here.site.config.description.as_ref().map_or(String::new(), |text| text.0.clone());
    let finding = here.evaluation.latest().and_then(|quarter| {
        let totals = here.evaluation.totals.get(&quarter)?.all.figures(quarter, Entity::Area);
        let annual = totals.annual_rate().worded(here.language)?;
        let span = numbers::year_to_date(quarter, here.language);
        let against = pace::comparison(totals.against_plan(), here.language);
        Some(say!(
            here.language,
            "{span}，{area}{}个特色小镇完成年度投资计划的{}{against}",
            "In {span}, {} characteristic towns of {area} completed {} of their annual plan{against}",
            totals.counted().shown(here.language),
            annual
        ))
    });
    let as_of = say!(here.language, "数据截至{day}。{what}", "As of {day}. {what}");
    let left = |town: &&crate::evaluate::TownEvaluation| town.category == Some(crate::model::Category::Left);
    let towns = here.site.towns.len() - here.evaluation.towns.values().filter(left).count();
    let plain = say!(here.language, "{area}特色小镇{towns}个", "{towns} characteristic towns of {area}");
    (finding.unwrap_or(plain), what, as_of)
}

/// Completed, the share of the annual plan, and the cards.
fn figures(here: &Here) -> Option<SectionView> {
    let quarter = here.evaluation.latest()?;
    let totals = &here.evaluation.totals.get(&quarter)?.all;
    let mut part = counties::figures(here, quarter, totals.figures(quarter, Entity::Area));
    if let (Part::Figures { items }, Some(cards)) = (&mut part, card_figure(here, quarter)) {
        // The card figure takes the third place; the rate of the plan to date moves into a line of the second.
        if let Some(period) = (items.len() > 2).then(|| items.pop()).flatten() {
            let rate = format!("{}{}", period.value, period.unit);
            if let Some(annual) = items.last_mut() {
                let said = words(here.labelled(&period.label, &rate));
                annual.lines.push(said.into_iter().chain(marks(period.marks)).collect());
            }
        }
        items.push(cards);
    }
    Some(section("figures", pick!(here, "总体进度", "Overall"), vec![part]).at(SectionPlace::Head))
}

/// How many towns have a card, of how many, and how that changed.
fn card_figure(here: &Here, quarter: Quarter) -> Option<BigFigure> {
    if !here.gives_cards(quarter) {
        return None;
    }
    let count = |quarter: Quarter, level: CardLevel| {
        here.site.towns.keys().filter(|slug| here.card(slug, quarter).is_some_and(|card| card.level == level)).count()
    };
    let with_card = |quarter| count(quarter, CardLevel::Red) + count(quarter, CardLevel::Yellow);
    let (red, yellow) = (count(quarter, CardLevel::Red), count(quarter, CardLevel::Yellow));
    let judged = red + yellow + count(quarter, CardLevel::Normal);
    let mark = terms::card_mark;
    let mut lines = vec![
        words(say!(here.language, "共评定{judged}个小镇", "of {judged} towns judged")),
        words(say!(
            here.language,
            "{}红牌{red} {}黄牌{yellow}",
            "{} {red} red, {} {yellow} yellow",
            mark(CardLevel::Red),
            mark(CardLevel::Yellow)
        )),
    ];
    let before = here.evaluation.quarters.iter().copied().rfind(|earlier| *earlier < quarter);
    if let Some(before) = before {
        let (now, then) = (with_card(quarter), with_card(before));
        let name = numbers::quarter_short(before, here.language);
        lines.push(words(match (now.cmp(&then), here.language) {
            (Ordering::Equal, Language::Chinese) => format!("与{name}相同"),
            (Ordering::Greater, Language::Chinese) => format!("比{name}增加{}个", now - then),
            (Ordering::Less, Language::Chinese) => format!("比{name}减少{}个", then - now),
            (Ordering::Equal, Language::English) => format!("as many as in {name}"),
            (Ordering::Greater, Language::English) => format!("{} more than in {name}", now - then),
            (Ordering::Less, Language::English) => format!("{} fewer than in {name}", then - now),
        }));
    }
    Some(BigFigure {
        label: pick!(here, "亮牌小镇", "Towns with a card").to_owned(),
        value: (red + yellow).to_string(),
        unit: pick!(here, "个", "").to_owned(),
        marks: String::new(),
        lines,
        data: None,
    })
}

/// The counties by position; none where the site names no county yet.
fn tiles(here: &Here) -> Option<SectionView> {
    if here.site.counties.is_empty() {
        return None;
    }
    let note = pick!(
        here,
        "色块按辖内小镇最重的一张牌着色，示意方位，不是地图；数字为年度计划完成率。",
        "Tiles are coloured by the worst card of the county's towns and show relative position, not a map; figures are shares of the annual plan."
    );
    let parts: Vec<Part> = std::iter::once(counties::tiles(here)).chain(drawings::area(here)).collect();
    let layout = if parts.len() > 1 { Layout::Wide } else { Layout::Stack };
    let section = section("counties", pick!(here, "各县（市、区）", "Counties"), parts)
        .with_note(words(note))
        .with_more(here.link(pick!(here, "各县（市、区）进展", "All counties"), &address::top("counties")))
        .laid(layout);
    Some(section)
}

/// Every board's first towns, with the cards on it and their reasons.
fn boards(here: &Here) -> Option<SectionView> {
    let quarter = here.evaluation.latest()?;
    let boards = &here.evaluation.boards[&quarter];
    if boards.is_empty() {
        return None;
    }
    let period = numbers::quarter(quarter, here.language);
    let note = pick!(
        here,
        "两张榜单口径不同，不合并排名。竖线为计划进度，箭头为与上季度比较的位次变化。",
        "The boards measure different things and are never merged. Tick: where the plan has it; arrows: places moved since the quarter before."
    );
    let parts = boards.iter().map(|one| Part::Top(top(here, one))).collect();
    let title = pick!(here, "晾晒榜单", "Boards");
    Some(
        section("boards", title, parts)
            .with_note(words(format!("{period}{}{note}", pick!(here, "。", ". "))))
            .with_more(here.link(pick!(here, "历季榜单", "All boards"), &address::top("boards")))
            .laid(Layout::Halves),
    )
}

fn top(here: &Here, board: &Board) -> TopView {
    let rows = drawings::first_rows(here, board, TOP);
    let measure = terms::name(board.measure, here.language);
    let rate = terms::name(board.rank_by, here.language);
    let towns = board.standings().len();
    let mut cards = cards(here, board);
    let all = cards.len();
    cards.truncate(CARDS);
    let shown = here.gives_cards(board.quarter);
    let cards_title = match (shown, all > CARDS, here.language) {
        (false, ..) => String::new(),
        (true, false, language) => pick!(language, "本榜亮牌", "Cards on this board").to_owned(),
        (true, true, Language::Chinese) => format!("本榜亮牌（共{all}张，列前{CARDS}张，余见完整榜单）"),
        (true, true, Language::English) => {
            format!("Cards on this board (the first {CARDS} of {all}; the whole board has all)")
        }
    };
    let listed = match (board.ranked().count(), rows.len(), here.language) {
        (0, _, language) => pick!(language, "尚无名次", "none ranked yet").to_owned(),
        (ranked, all, Language::Chinese) if ranked < all => format!("{ranked}个有名次"),
        (ranked, all, Language::English) if ranked < all => format!("{ranked} ranked"),
        (_, all, Language::Chinese) => format!("前{all}位"),
        (_, all, Language::English) => format!("first {all}"),
    };
    TopView {
        id: format!("board-{}", board.id),
        title: board.name.clone(),
        note: say!(
            here.language,
            "{measure}，{rate}；{towns}个小镇，{listed}",
            "{measure}, {rate}; {towns} towns, {listed}"
        ),
        more: here.link(pick!(here, "完整榜单", "The whole board"), &address::board(board.quarter)),
        rows,
        cards_title,
        no_cards: (shown && cards.is_empty())
            .then(|| pick!(here, "本季度没有亮牌小镇。", "No cards in this quarter.").to_owned()),
        cards,
    }
}

/// Red and yellow cards on a board, worst first, each with its reason, then returns that are due and missing.
fn cards(here: &Here, board: &Board) -> Vec<CardLine> {
    if !here.shows(Section::Cards) {
        return Vec::new();
    }
    let mut lines = Vec::new();
    for level in [CardLevel::Red, CardLevel::Yellow, CardLevel::NotReported] {
        for standing in board.standings() {
            let Some(card) = here.card(&standing.town, board.quarter).filter(|card| card.level == level) else {
                continue;
            };
            let mut reason = words(card_words::reason(card, Some(standing), here.language));
            if let Some(route) = here.why_route(card) {
                reason.extend(here.inline(pick!(here, "计算过程", "How it was computed"), &route));
            }
            lines.push(CardLine { status: here.status(level), town: here.town_link(&standing.town), reason });
        }
    }
    lines
}

fn showcase(here: &Here) -> Option<SectionView> {
    let items: Vec<ModelTown> = here
        .evaluation
        .showcase
        .iter()
        .take(3)
        .map(|entry| ModelTown {
            name: here.town(&entry.town).name.0.clone(),
            href: here.to(&address::feature(&entry.town)),
            about: here.about(&entry.town),
            reasons: super::showcase_reasons(here, entry),
            photo: here.town_photos(&entry.town).next(),
            status: None,
            figures: Vec::new(),
        })
        .collect();
    (!items.is_empty()).then(|| {
        section("showcase", pick!(here, "标杆小镇", "Best towns"), vec![Part::Models { items }])
            .with_more(here.link(pick!(here, "全部标杆小镇", "All best towns"), &address::top("showcase")))
    })
}

/// Targets that are counted, in one line each.
fn targets(here: &Here) -> Option<SectionView> {
    let items: Vec<Rich> = here
        .evaluation
        .targets
        .iter()
        .filter_map(|result| {
            let target = here.site.rules.targets.iter().find(|target| target.id == result.target)?;
            let (towns, state) = (result.towns.as_ref()?, result.state?);
            let state = terms::name(state, here.language);
            let mut line = here.inline(target.name.0.clone(), &address::top("targets"));
            line.push(Inline {
                text: say!(here.language, "：目前{}个，{state}", ": {} so far, {state}", towns.len()),
                ..Inline::default()
            });
            Some(line)
        })
        .collect();
    (!items.is_empty()).then(|| {
        section("targets", pick!(here, "总体目标", "Targets"), vec![Part::List { ordered: false, items }])
            .with_more(here.link(pick!(here, "全部目标", "All targets"), &address::top("targets")))
    })
}

fn stories(here: &Here) -> Option<SectionView> {
    let newest = super::stories::newest(here.context).into_iter().take(STORIES);
    let items: Vec<_> = newest.map(|(slug, story)| super::stories::news_item(here, slug, story)).collect();
    (!items.is_empty()).then(|| {
        section("stories", pick!(here, "小镇故事", "Stories"), vec![Part::News { items }])
            .with_more(here.link(pick!(here, "全部故事", "All stories"), &address::top("stories")))
    })
}

fn data(here: &Here) -> SectionView {
    let item = |label: &str, target: &super::Route, format: &str| Download {
        label: label.to_owned(),
        href: here.to(target),
        format: format.to_owned(),
    };
    let page = pick!(here, "网页", "page");
    let whole = crate::datasets::have_one_workbook(here.site)
        .then(|| item(pick!(here, "全部数据", "All data"), &address::data("sunboard.xlsx"), "XLSX"));
    let others = [
        item(pick!(here, "数据开放", "Open data"), &address::top("data"), page),
        item(pick!(here, "榜单与红黄牌的规则", "Rules of boards and cards"), &address::top("rules"), page),
    ];
    let sources =
        here.has(List::Sources).then(|| item(pick!(here, "数据来源", "Sources"), &address::top("sources"), page));
    let items = whole.into_iter().chain(others).chain(sources).collect();
    section("data", pick!(here, "数据与方法", "Data and methods"), vec![Part::Downloads { items }])
}
