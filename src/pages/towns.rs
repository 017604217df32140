//! The list of towns: every town with its county, category, industry, latest rates and card.

use super::compose::{figure_column, section, text_column};
use super::context::{Context, Here};
use super::parts::{Cell, Part, Table, TableRow, words};
use super::{PageKind, PageView, Planned, address, drawings};
use crate::evaluate::figures::StandingFigures;
use crate::figure::Figure;
use crate::language::Language;
use crate::model::{Category, ColumnId, Section};
use crate::units::Slug;
use crate::words::{numbers, terms};

/// The categories in the order of lists; towns without a known category come last.
const ORDER: [Option<Category>; 6] = [
    Some(Category::Named),
    Some(Category::Creation),
    Some(Category::Cultivation),
    Some(Category::Municipal),
    Some(Category::Left),
    None,
];

/// One page.
pub fn plan(context: Context) -> Vec<Planned> {
    vec![Planned::new(PageKind::Towns, address::top("towns"), move || page(context))]
}

fn page(context: Context) -> PageView {
    let here = context.from(address::top("towns"));
    let mut sections = Vec::new();
    for category in ORDER {
        let of = |slug: &&Slug| here.evaluation.towns[*slug].category == category;
        let towns: Vec<&Slug> = here.site.towns.keys().filter(of).collect();
        if towns.is_empty() {
            continue;
        }
        let name = category
            .map_or(pick!(here, "类别未收录", "category not on record"), |c| terms::name(c, here.language));
        let id = category.map_or("unknown".to_owned(), |category| format!("{category:?}").to_lowercase());
        let title = say!(here.language, "{name}（{}个）", "{name} ({})", towns.len());
        sections.push(section(&id, &title, vec![Part::Table(table(&here, name, &towns))]));
    }
    let count = here.site.towns.len();
    let day = numbers::day(here.site.as_of, here.language);
    let left = here.evaluation.towns.values().filter(|town| town.category == Some(Category::Left)).count();
    let lead = match (here.language, left) {
        (Language::Chinese, 0) => format!("截至{day}，收录特色小镇{count}个。"),
        (Language::Chinese, _) => format!("截至{day}，收录特色小镇{count}个，其中{left}个已退出。"),
        (Language::English, 0) => format!("{count} characteristic towns are on record as of {day}."),
        (Language::English, _) => {
            format!("{count} characteristic towns are on record as of {day}; {left} of them left the lists.")
        }
    };
    let heading = pick!(here, "小镇名录", "Towns").to_owned();
    let view = PageView {
        title: heading.clone(),
        heading,
        description: lead.clone(),
        lead: words(lead),
        column: Some(ColumnId::Towns),
        trail: here.trail([]),
        meta: here.column_meta(ColumnId::Towns),
        filters: filters(&here),
        sections,
        ..PageView::default()
    };
    here.finish(view)
}

/// The columns that readers filter by; each section is a category.
fn filters(here: &Here) -> Vec<String> {
    let county = pick!(here, "县（市、区）", "County");
    let mut columns = vec![county, pick!(here, "类别", "Category"), pick!(here, "主导产业", "Industry")];
    if here.shows(Section::Cards) {
        columns.push(pick!(here, "亮牌", "Card"));
    }
    columns.into_iter().map(str::to_owned).collect()
}

/// A table of towns, for this page and the counties'.
pub fn table(here: &Here, caption: &str, towns: &[&Slug]) -> Table {
    let cards = here.shows(Section::Cards);
    let mut columns = vec![
        text_column(pick!(here, "小镇", "Town")),
        text_column(pick!(here, "县（市、区）", "County")),
        text_column(pick!(here, "类别", "Category")),
        text_column(pick!(here, "主导产业", "Industry")),
        figure_column(pick!(here, "按期计划完成率", "Of the plan to date")),
        figure_column(pick!(here, "年度计划完成率", "Of the annual plan")),
        text_column(pick!(here, "近期走势", "Latest quarters")),
        figure_column(pick!(here, "位次", "Rank")),
    ];
    if cards {
        columns.push(text_column(pick!(here, "亮牌", "Card")));
    }
    let latest = here.evaluation.latest();
    let rows = towns.iter().map(|slug| {
        let town = here.town(slug);
        let standing = latest.and_then(|quarter| here.evaluation.town_quarter(slug, quarter)?.standing.as_deref());
        let gap = match (standing, latest) {
            (Some(standing), _) => terms::name(standing.state, here.language),
            (None, Some(_)) => pick!(here, "本期未上榜", "on no board"),
            (None, None) => pick!(here, "无季度数据", "no quarterly figures"),
        };
        let gap = if standing.is_some_and(|s| s.completed.is_some()) {
            pick!(here, "无法计算", "cannot be computed")
        } else {
            gap
        };
        let industry = town
            .industry
            .as_ref()
            .map_or_else(|| Cell::missing(pick!(here, "未收录", "not on record")), |i| Cell::words(i.0.clone()));
        let figure = |pick: fn(StandingFigures<'_>) -> Figure<'_>, gap: &str| {
            standing.map_or_else(|| Cell::missing(gap), |standing| here.figure_cell(pick(standing.figures()), gap))
        };
        let mut cells = vec![
            Cell::rich(here.town_link(slug)),
            Cell::rich(here.county_link(town)),
            Cell::words(here.category(slug)),
            industry,
            figure(|own| own.period_rate(), gap),
            figure(|own| own.annual_rate(), ""),
            drawings::sparkline(here, slug)
                .map_or_else(|| Cell::missing(""), |svg| Cell { svg: Some(svg), ..Cell::default() }),
            figure(|own| own.rank(), ""),
        ];
        if cards {
            cells.push(here.card_cell(latest.and_then(|quarter| here.card(slug, quarter))));
        }
        TableRow::town(slug, cells)
    });
    let caption = match latest {
        Some(quarter) => format!("{caption} · {}", numbers::quarter(quarter, here.language)),
        None => caption.to_owned(),
    };
    let figure = if cards { 8 } else { 4 };
    Table::new(caption, columns, rows.collect(), pick!(here, "没有小镇。", "There are no towns."))
        .compact(figure, &[1, 3])
}
