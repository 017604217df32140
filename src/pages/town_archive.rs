//! A town's archive (档案): its figures quarter by quarter, plans and their versions, published figures, revisions, the history
//! of its category, and its data as files. It stands on a page of its own, so that the town's page stays short.

use super::compose::{figure_column, paragraph, section, table, text_column};
use super::context::{Context, Here};
use super::parts::{Cell, Download, Part, Rich, SectionView, Table, TableRow, marks, remark, words};
use super::{PageView, Planned, Subject, address, town_plans};
use crate::evaluate::figures::{self, StandingFigures};
use crate::evaluate::lookup;
use crate::figure::{Figure, FigureMark};
use crate::language::Pair;
use crate::model::{ColumnId, ProgressField, Town};
use crate::units::Slug;
use crate::words::{numbers, terms};

/// A page for each town that has one.
pub fn plan(context: Context) -> Vec<Planned> {
    let of = |slug| {
        let draw = move || page(context.from(address::town_archive(slug)), slug);
        Planned::about(Subject::TownArchive(slug.clone()), address::town_archive(slug), draw)
    };
    context.site.towns.keys().filter(|slug| has_page(context, slug)).map(of).collect()
}

/// Whether a town has an archive of its own: a town without plans and quarters tells all on its one page.
pub fn has_page(context: Context, slug: &Slug) -> bool {
    !context.site.towns[slug].plan.is_empty() || has_quarters(context, slug)
}

/// Whether a quarter shown has a return of the town, or asked for one.
fn has_quarters(context: Context, slug: &Slug) -> bool {
    let mut quarters = context.evaluation.towns[slug].quarters.values();
    quarters.any(|entry| entry.figures.is_some() || entry.standing.is_some())
}

/// What the archive holds, in the order in which it is asked for.
pub fn sections(here: &Here, slug: &Slug) -> Vec<SectionView> {
    let town = here.town(slug);
    let sections = [
        quarters(here, slug, town),
        town_plans::plans(here, slug, town).map(|table| titled(here, PLANS, vec![Part::Table(table)])),
        town_plans::revisions(here, slug, town).map(|table| titled(here, REVISIONS, vec![Part::Table(table)])),
        published(here, slug, town),
        categories(here, town),
        Some(downloads(here, slug)),
    ];
    sections.into_iter().flatten().collect()
}

fn page(here: Here, slug: &Slug) -> PageView {
    let town = here.town(slug);
    let heading = say!(here.language, "{}档案", "Archive of {}", town.name);
    let sections = sections(&here, slug);
    let titles = here.language.join(sections.iter().map(|section| section.title.as_str()));
    let lead = say!(here.language, "{}的{titles}。", "{titles} of {}.", town.name);
    let view = PageView {
        title: heading.clone(),
        heading,
        description: lead.clone(),
        lead: words(lead),
        column: Some(ColumnId::Towns),
        trail: here.trail([
            (pick!(here, "小镇名录", "Towns").to_owned(), address::top("towns")),
            (town.name.0.clone(), address::town(slug)),
        ]),
        byline: vec![words(here.about(slug))],
        sections,
        ..PageView::default()
    };
    here.finish(view)
}

/// What a town's page says of its archive: what is there, and where.
pub fn pointer(here: &Here, slug: &Slug) -> SectionView {
    let titles = here.language.join(held(here, slug).into_iter().map(|(_, title)| title));
    section("archive", pick!(here, "档案", "Archive"), vec![paragraph(titles)])
        .with_more(here.link(pick!(here, "打开档案", "Open the archive"), &address::town_archive(slug)))
}

/// Anchors and titles of the sections that an archive has, without drawing them.
fn held(here: &Here, slug: &Slug) -> Vec<(&'static str, &'static str)> {
    let town = here.town(slug);
    let is_revised = town.progress.iter().any(|row| !row.history.is_empty());
    let is_published = !town.figures.is_empty() || !town.indicators.is_empty();
    [
        (has_quarters(**here, slug), QUARTERS),
        (!town.plan.is_empty(), PLANS),
        (is_revised, REVISIONS),
        (is_published, PUBLISHED),
        (true, CATEGORIES),
        (true, DOWNLOADS),
    ]
    .into_iter()
    .filter(|(is_there, _)| *is_there)
    .map(|(_, (id, title))| (id, title.pick(here)))
    .collect()
}

/// A section's anchor and title.
type Titled = (&'static str, Pair);

const QUARTERS: Titled = ("quarters", pair!("各季度数据", "Quarter by quarter"));
const PLANS: Titled = ("plans", pair!("投资计划", "Plans"));
const REVISIONS: Titled = ("revisions", pair!("数据修订", "Revisions"));
const PUBLISHED: Titled = ("published", pair!("公开数据", "Published figures"));
const CATEGORIES: Titled = ("categories", pair!("类别沿革", "Category history"));
const DOWNLOADS: Titled = ("downloads", pair!("数据下载", "Downloads"));

/// A section under its anchor and title.
fn titled(here: &Here, (id, title): Titled, parts: Vec<Part>) -> SectionView {
    section(id, title.pick(here), parts)
}

pub fn quarters(here: &Here, slug: &Slug, town: &Town) -> Option<SectionView> {
    let evaluation = &here.evaluation.towns[slug];
    let rows: Vec<(TableRow, Option<TableRow>)> = evaluation
        .quarters
        .iter()
        .rev()
        .filter_map(|(&quarter, entry)| {
            let title = here.quarter_link(numbers::quarter_short(quarter, here.language), quarter);
            let standing = entry.standing.as_deref();
            let line = |cells, id| TableRow { id, ..TableRow::of(cells) };
            let id = Some(format!("q-{}", quarter.slug()));
            let Some(figures) = &entry.figures else {
                let state = terms::name(standing?.state, here.language);
                let mut cells = vec![Cell::rich(title), Cell::missing(state)];
                cells.extend((0..5).map(|_| Cell::missing("")));
                return Some((line(cells, id), None));
            };
            let row = lookup::progress_of(town, quarter)?;
            let reason = |field| {
                row.missing.get(&field).map_or(pick!(here, "未填报", "not given"), |reason| reason.0.as_str())
            };
            let own = figures.figures(slug, quarter);
            let money = |field| here.figure_cell(own.year_to_date(field).unmarked(), reason(field));
            let rate = |pick: fn(StandingFigures<'_>) -> Figure<'_>| {
                standing.map_or_else(
                    || Cell::missing(""),
                    |standing| here.figure_cell(pick(standing.figures()).unmarked(), ""),
                )
            };
            // The row says once how firm its figures are.
            let late = figures.firmness.is_late.then(|| terms::name(FigureMark::Late, here.language));
            let said = figures.firmness.status.map(|status| terms::name(status, here.language));
            let day = figures.reported.to_string();
            let said: Vec<&str> = said.into_iter().chain(late).chain([day.as_str()]).collect();
            let mut status: Rich = words(said.join(pick!(here, "，", ", ")));
            if let Some(source) = &row.source {
                status.extend(here.source(source));
            }
            let [total, industrial, non_government, key_projects] = ProgressField::ALL;
            let total_to_date = own.year_to_date(total);
            let shown = vec![
                Cell::rich(title.clone()),
                money(total),
                money(key_projects),
                here.figure_cell(
                    own.in_quarter(ProgressField::Total).unless_marked_as(total_to_date),
                    pick!(here, "缺上期数", "earlier figure missing"),
                ),
                rate(|standing| standing.period_rate()),
                rate(|standing| standing.annual_rate()),
                Cell::rich(status),
            ];
            let more = vec![
                Cell::rich(title.into_iter().chain(marks(total_to_date.mark_words(here.language))).collect()),
                money(industrial),
                here.figure_cell(own.industrial_share().unmarked(), ""),
                money(non_government),
                here.figure_cell(own.non_government_share().unmarked(), ""),
                here.figure_cell(own.total_year_on_year().unless_marked_as(total_to_date), ""),
            ];
            Some((line(shown, id), Some(line(more, Some(format!("s-{}", quarter.slug()))))))
        })
        .collect();
    if rows.is_empty() {
        return None;
    }
    let (shown, more): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
    let more: Vec<TableRow> = more.into_iter().flatten().collect();
    let columns = vec![
        text_column(pick!(here, "季度", "Quarter")),
        figure_column(pick!(here, "总投资", "Overall")),
        figure_column(pick!(here, "重点项目", "Key projects")),
        figure_column(pick!(here, "本季总投资", "In the quarter")),
        figure_column(pick!(here, "按期完成率", "Of the plan to date")),
        figure_column(pick!(here, "年度完成率", "Of the annual plan")),
        text_column(pick!(here, "状态与报送日期", "Status and day reported")),
    ];
    let more_columns = vec![
        text_column(pick!(here, "季度", "Quarter")),
        figure_column(pick!(here, "特色产业投资", "Leading industry")),
        figure_column(pick!(here, "占比", "Share")),
        figure_column(pick!(here, "非政府投资", "Non-government")),
        figure_column(pick!(here, "占比", "Share")),
        figure_column(pick!(here, "总投资同比", "Overall, on year before")),
    ];
    let caption =
        pick!(here, "年初至季末累计，单位：万元", "From 1 January to the quarter's end, in ten thousand yuan");
    let remark = pick!(
        here,
        "完成率按所在榜单的口径计算：省级命名、创建类为重点项目投资，其余为总投资。本季数为累计数之差。",
        "Rates follow the town's board: key projects for named and creation towns, overall investment for others. Quarterly values are differences."
    );
    let summary = pick!(here, "投资结构与同比", "Structure of investment, and change on the year before");
    let mut parts = vec![table(caption, columns, shown, "")];
    if !more.is_empty() {
        let table = Table::new(caption, more_columns, more, "");
        parts.push(Part::Folded { summary: summary.to_owned(), table });
    }
    Some(titled(here, QUARTERS, parts).with_note(words(remark)))
}

/// A cell with a figure and the unit that the data names.
fn in_unit(here: &Here, figure: Figure<'_>) -> Cell {
    Cell::words(figure.shown(here.language)).with_data("value", figure.data().unwrap_or_default())
}

/// Published figures and yearly indicators, each with basis, period and source.
pub fn published(here: &Here, slug: &Slug, town: &Town) -> Option<SectionView> {
    let mut rows = Vec::new();
    for figure in &town.figures {
        let measure = here.site.rules.measures.iter().find(|measure| measure.key == figure.measure);
        let name = measure.map_or(figure.measure.0.as_str(), |measure| &measure.name);
        let unit = figure.unit.as_ref().or(measure.map(|measure| &measure.unit)).map_or("", |unit| unit);
        let counts = measure.and_then(|measure| measure.definition.as_ref()).into_iter();
        let counts = counts.map(|definition| remark(definition.0.clone()));
        let remark = figure.note.iter().map(|text| remark(text.0.clone()));
        let source = figure.source.as_ref().map(|source| here.source(source)).unwrap_or_default();
        rows.push(TableRow::of(vec![
            Cell::rich(words(name).into_iter().chain(counts).collect()),
            Cell::words(terms::name(figure.basis, here.language)),
            figure.period.as_ref().map_or_else(
                || Cell::missing(pick!(here, "未载明", "not stated")),
                |period| Cell::words(period.0.clone()),
            ),
            in_unit(here, figures::published(slug, figure, unit)),
            Cell::rich(source.into_iter().chain(remark).collect()),
        ]));
    }
    for indicator in &town.indicators {
        let items = here.site.rules.standards.iter().flat_map(|standard| &standard.items);
        let item = items.into_iter().find(|item| item.key == indicator.key);
        let name = item.map_or(indicator.key.0.as_str(), |item| &item.name);
        rows.push(TableRow::of(vec![
            Cell::words(name),
            Cell::words(terms::name(crate::model::FigureBasis::Annual, here.language)),
            Cell::words(indicator.year.to_string()),
            in_unit(here, figures::indicator(slug, indicator, item.map_or("", |item| &item.unit))),
            here.source_cell(indicator.source.as_ref()),
        ]));
    }
    if rows.is_empty() {
        return None;
    }
    let columns = vec![
        text_column(pick!(here, "指标", "Measure")),
        text_column(pick!(here, "口径", "Covers")),
        text_column(pick!(here, "时期", "Period")),
        figure_column(pick!(here, "数值", "Value")),
        text_column(pick!(here, "来源", "Source")),
    ];
    let table = Table::new(pick!(here, "公开数据", "Published figures"), columns, rows, "");
    Some(titled(here, PUBLISHED, vec![Part::Table(table)]))
}

pub fn categories(here: &Here, town: &Town) -> Option<SectionView> {
    let rows = town.category_history.iter().map(|entry| {
        let from = match (entry.from, entry.at_latest) {
            (None, _) => Cell::missing(pick!(here, "时间未载明", "date not stated")),
            (Some(from), false) => Cell::words(numbers::partial(from, here.language)),
            (Some(from), true) => {
                Cell::words(say!(here.language, "不晚于{}", "no later than {}", numbers::partial(from, here.language)))
            }
        };
        let document: Rich = entry.document.iter().flat_map(|text| words(text.0.clone())).collect();
        let source = entry.source.as_ref().map(|source| here.source(source)).unwrap_or_default();
        let remark = entry.note.iter().map(|text| remark(text.0.clone()));
        TableRow::of(vec![
            from,
            Cell::words(terms::name(entry.category, here.language)),
            entry.batch.as_ref().map_or_else(|| Cell::missing(""), |batch| Cell::words(batch.0.clone())),
            Cell::rich(document.into_iter().chain(source).chain(remark).collect()),
        ])
    });
    let columns = vec![
        text_column(pick!(here, "起始", "Since")),
        text_column(pick!(here, "类别", "Category")),
        text_column(pick!(here, "批次", "Batch")),
        text_column(pick!(here, "文件与来源", "Document and source")),
    ];
    let table = Table::new(
        pick!(here, "类别沿革", "Category history"),
        columns,
        rows.collect(),
        pick!(here, "未收录。", "Not on record."),
    );
    Some(titled(here, CATEGORIES, vec![Part::Table(table)]))
}

fn downloads(here: &Here, slug: &Slug) -> SectionView {
    let item = |ending: &str| Download {
        label: here.town(slug).name.0.clone(),
        href: here.to(&address::data(&format!("towns/{slug}.{ending}"))),
        format: ending.to_uppercase(),
    };
    titled(here, DOWNLOADS, vec![Part::Downloads { items: vec![item("csv"), item("json")] }])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn the_pointer_names_the_sections_that_are_drawn() {
        let site = crate::model::testing::site();
        let evaluation = crate::evaluate::evaluate(&site);
        for language in [Language::Chinese, Language::English] {
            let context = Context { site: &site, evaluation: &evaluation, language };
            for slug in site.towns.keys() {
                let here = context.from(address::town_archive(slug));
                let drawn = sections(&here, slug);
                let drawn: Vec<(&str, &str)> = drawn.iter().map(|one| (one.id.as_str(), one.title.as_str())).collect();
                assert_eq!(held(&here, slug), drawn, "{slug}");
            }
        }
    }
}
