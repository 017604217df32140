//! The home page: where the area stands as of a day, county tiles, both boards' tops and cards, the best towns,
//! newest stories, data and methods.

use super::context::{Context, Here};
use super::parts::{Cell, Download, Inline, ModelTown, Part, Rich, SectionView, Table, TableRow, words};
use super::{Page, PageView, address, board, counties, drawings, town};
use crate::evaluate::board::Board;
use crate::evaluate::card::CardLevel;
use crate::model::{ColumnId, Section};
use crate::words::{Language, card as card_words, numbers, terms};

/// Stories on the home page.
const STORIES: usize = 6;
/// Towns of each board on the home page.
const TOP: usize = 5;

/// One page.
pub fn plan(context: Context) -> Vec<Page> {
    let here = context.from(address::home());
    let mut sections: Vec<Option<SectionView>> = vec![figures(&here), Some(tiles(&here))];
    sections.extend(boards(&here).into_iter().map(Some));
    sections.extend([cards(&here), showcase(&here), targets(&here), stories(&here), Some(data(&here))]);
    let (heading, lead) = opening(&here);
    let view = PageView {
        title: here.site.config.title.0.clone(),
        heading,
        description: board::plain(&lead),
        lead,
        column: Some(ColumnId::Home),
        meta: here.column_meta(ColumnId::Home),
        sections: sections.into_iter().flatten().collect(),
        ..PageView::default()
    };
    vec![here.page("home", view)]
}

/// The finding as the heading; without quarterly figures, what the site is.
fn opening(here: &Here) -> (String, Rich) {
    let area = &here.site.config.area;
    let day = numbers::day(here.site.as_of, here.language);
    let what = here.site.config.description.as_ref().map_or(String::new(), |text| text.0.clone());
    let finding = here.evaluation.latest().and_then(|quarter| {
        let totals = &here.evaluation.totals.get(&quarter)?.all;
        let (annual, pace) = (totals.annual_rate()?, totals.pace()?);
        let span = numbers::year_to_date(quarter, here.language);
        // The gap of the two rounded rates, so that the sentence adds up as printed.
        let gap = annual.percent(1) - pace.percent(1);
        let against = match (gap.is_zero(), gap.is_sign_negative(), here.language) {
            (true, _, Language::Chinese) => "与时序进度持平".to_owned(),
            (_, true, Language::Chinese) => format!("低于时序进度{}个百分点", gap.abs()),
            (_, false, Language::Chinese) => format!("高于时序进度{gap}个百分点"),
            (true, _, Language::English) => "level with the planned pace".to_owned(),
            (_, true, Language::English) => format!("{} points below the planned pace", gap.abs()),
            (_, false, Language::English) => format!("{gap} points above the planned pace"),
        };
        Some(match here.language {
            Language::Chinese => format!(
                "{span}，{area}{}个特色小镇完成年度投资计划的{}，{against}",
                totals.counted,
                numbers::percent(&annual)
            ),
            Language::English => format!(
                "In {span}, {} characteristic towns of {area} completed {} of their annual plan, {against}",
                totals.counted,
                numbers::percent(&annual)
            ),
        })
    });
    let as_of = match here.language {
        Language::Chinese => format!("数据截至{day}。{what}"),
        Language::English => format!("As of {day}. {what}"),
    };
    let left = |town: &&crate::evaluate::TownEvaluation| town.category == Some(crate::model::Category::Left);
    let towns = here.site.towns.len() - here.evaluation.towns.values().filter(left).count();
    let plain = match here.language {
        Language::Chinese => format!("{area}特色小镇{towns}个"),
        Language::English => format!("{towns} characteristic towns of {area}"),
    };
    (finding.unwrap_or(plain), words(as_of))
}

fn figures(here: &Here) -> Option<SectionView> {
    let quarter = here.evaluation.latest()?;
    let totals = &here.evaluation.totals.get(&quarter)?.all;
    let parts = std::iter::once(counties::figures(here, quarter, totals)).chain(drawings::area(here)).collect();
    Some(SectionView::new("figures", here.pick("总体进度", "Overall"), parts))
}

fn tiles(here: &Here) -> SectionView {
    let note = here.pick(
        "色块示意方位，不是地图；数字为年度计划完成率。",
        "Tiles show relative position, not a map; figures are shares of the annual plan.",
    );
    SectionView::new("counties", here.pick("各县（市、区）", "Counties"), vec![counties::tiles(here)])
        .with_note(words(note))
        .with_more(here.link(here.pick("各县（市、区）进展", "All counties"), &address::top("counties")))
}

fn boards(here: &Here) -> Vec<SectionView> {
    let Some(quarter) = here.evaluation.latest() else { return Vec::new() };
    let top = |one: &Board| {
        let full = board::table(here, one);
        Table { rows: full.rows.into_iter().take(TOP).collect(), ..full }
    };
    let section = |one: &Board| {
        let more = here.link(here.pick("完整榜单", "The whole board"), &address::board(quarter));
        let note = match here.language {
            Language::Chinese => {
                format!("{}，前{TOP}位；单位：万元。", terms::board_measure(one.measure, here.language))
            }
            Language::English => {
                format!("{}, first {TOP}; in ten thousand yuan.", terms::board_measure(one.measure, here.language))
            }
        };
        SectionView::new(&format!("board-{}", one.id), &one.name, vec![Part::Table(top(one))])
            .with_note(words(note))
            .with_more(more)
    };
    here.evaluation.boards[&quarter].iter().map(section).collect()
}

/// Red and yellow cards of the latest quarter, each with its reason.
fn cards(here: &Here) -> Option<SectionView> {
    let quarter = here.evaluation.latest().filter(|_| here.shows(Section::Cards))?;
    let mut rows = Vec::new();
    for level in [CardLevel::Red, CardLevel::Yellow, CardLevel::NotReported] {
        for slug in here.site.towns.keys() {
            let Some(card) = here.card(slug, quarter).filter(|card| card.level == level) else { continue };
            let standing = here.evaluation.town_quarter(slug, quarter).and_then(|entry| entry.standing.as_ref());
            rows.push(TableRow::town(
                slug,
                vec![
                    here.card_cell(Some(card)),
                    Cell::rich(here.town_link(slug)),
                    Cell::words(card_words::reason(card, standing, here.language)),
                ],
            ));
        }
    }
    let columns = [here.pick("亮牌", "Card"), here.pick("小镇", "Town"), here.pick("理由", "Reason")];
    let table = Table::new(
        numbers::quarter(quarter, here.language),
        &columns,
        rows,
        here.pick("本季度没有亮牌小镇。", "No cards in this quarter."),
    );
    Some(SectionView::new("cards", here.pick("红黄牌预警", "Red and yellow cards"), vec![Part::Table(table)]))
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
            photo: town::photo_views(here, &entry.town).into_iter().next(),
        })
        .collect();
    (!items.is_empty()).then(|| {
        SectionView::new("showcase", here.pick("标杆小镇", "Best towns"), vec![Part::Models { items }])
            .with_more(here.link(here.pick("全部标杆小镇", "All best towns"), &address::top("showcase")))
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
            let state = terms::target_state(state, here.language);
            let mut line = here.inline(target.name.0.clone(), &address::top("targets"));
            line.push(Inline {
                text: match here.language {
                    Language::Chinese => format!("：目前{}个，{state}", towns.len()),
                    Language::English => format!(": {} so far, {state}", towns.len()),
                },
                ..Inline::default()
            });
            Some(line)
        })
        .collect();
    (!items.is_empty()).then(|| {
        SectionView::new("targets", here.pick("总体目标", "Targets"), vec![Part::List { ordered: false, items }])
            .with_more(here.link(here.pick("全部目标", "All targets"), &address::top("targets")))
    })
}

fn stories(here: &Here) -> Option<SectionView> {
    let mut items = super::news(here, |_| true);
    items.truncate(STORIES);
    (!items.is_empty()).then(|| {
        SectionView::new("stories", here.pick("小镇故事", "Stories"), vec![Part::News { items }])
            .with_more(here.link(here.pick("全部故事", "All stories"), &address::top("stories")))
    })
}

fn data(here: &Here) -> SectionView {
    let item = |label: &str, target: &super::Route, format: &str| Download {
        label: label.to_owned(),
        href: here.to(target),
        format: format.to_owned(),
    };
    let page = here.pick("网页", "page");
    let items = vec![
        item(here.pick("全部数据", "All data"), &address::data("sunboard.xlsx"), "XLSX"),
        item(here.pick("数据开放", "Open data"), &address::top("data"), page),
        item(here.pick("榜单与红黄牌的规则", "Rules of boards and cards"), &address::top("rules"), page),
        item(here.pick("数据来源", "Sources"), &address::top("sources"), page),
    ];
    SectionView::new("data", here.pick("数据与方法", "Data and methods"), vec![Part::Downloads { items }])
}
