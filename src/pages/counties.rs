//! Counties: who answers for the towns (¶2), how each county stands, and its own page.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::compose::{figure_column, section, text_column};
use super::context::{Context, Here};
use super::parts::{BigFigure, Cell, Fact, Part, Rich, SectionPlace, Table, TableRow, TileView, toned, words};
use super::{PageKind, PageView, Planned, Subject, address, drawings, towns};
use crate::evaluate::card::CardLevel;
use crate::evaluate::figures::TotalsFigures;
use crate::figure::{Entity, Figure, MISSING};
use crate::language::Language;
use crate::model::{ColumnId, County, CountyKind, Site};
use crate::units::{Quarter, Slug};
use crate::words::{numbers, terms, totals as sums};

/// The list and a page for each county.
pub fn plan<'a>(context: Context<'a>) -> Vec<Planned<'a>> {
    let list = Planned::new(PageKind::Counties, address::top("counties"), move || {
        list(context.from(address::top("counties")))
    });
    let placed = Arc::new(Placed::of(context.site));
    let of = |county: &'a County| {
        let (route, placed) = (address::county(&county.id), Arc::clone(&placed));
        Planned::about(Subject::County(county.id.clone()), route.clone(), move || {
            page(context.from(route.clone()), county, &placed)
        })
    };
    std::iter::once(list).chain(context.site.counties.iter().map(of)).collect()
}

fn list(here: Here) -> PageView {
    let placed = Placed::of(here.site);
    let rows = here.site.counties.iter().map(|county| {
        let towns = placed.in_county(county);
        let totals = totals(&here, county);
        let rate = |pick: fn(TotalsFigures<'_>) -> Figure<'_>, missing: &str| {
            totals.map_or_else(|| Cell::missing(missing), |own| here.figure_cell(pick(own), missing))
        };
        let mut cells = vec![
            Cell::rich(here.inline(county.name.0.clone(), &address::county(&county.id))),
            county
                .code
                .as_ref()
                .map_or_else(|| Cell::missing(code_gap(&here, county)), |code| Cell::words(code.0.clone())),
            text_cell(&here, county.responsible_body.as_ref().map(|t| t.0.as_str())),
            Cell::words(towns.len().to_string()),
            rate(|own| own.period_rate(), pick!(here, "无季度数据", "no figures")),
            rate(|own| own.annual_rate(), ""),
        ];
        if here.gives_cards_now() {
            let (red, yellow) = card_counts(&here, towns);
            cells.extend([Cell::words(red.to_string()), Cell::words(yellow.to_string())]);
        }
        cells.push(here.source_cell(county.source.as_ref()));
        TableRow::of(cells)
    });
    let mut columns = vec![
        text_column(pick!(here, "县（市、区）", "County")),
        text_column(pick!(here, "行政区划代码", "Division code")),
        text_column(pick!(here, "责任主体", "Responsible body")),
        figure_column(pick!(here, "小镇", "Towns")),
        figure_column(pick!(here, "按期计划完成率", "Of the plan to date")),
        figure_column(pick!(here, "年度计划完成率", "Of the annual plan")),
    ];
    if here.gives_cards_now() {
        columns.extend([
            figure_column(pick!(here, "红牌", "Red cards")),
            figure_column(pick!(here, "黄牌", "Yellow cards")),
        ]);
    }
    columns.push(text_column(pick!(here, "来源", "Source")));
    let caption = match here.evaluation.latest() {
        Some(quarter) => numbers::quarter(quarter, here.language),
        None => pick!(here, "县（市、区）一览", "Counties").to_owned(),
    };
    let table =
        Table::new(caption, columns, rows.collect(), pick!(here, "没有县（市、区）。", "There are no counties."));
    let note = pick!(
        here,
        "完成率为该县（市、区）各小镇总投资之和与计划之和的比；缺数据或无计划的小镇不计入。",
        "Rates are sums of overall investment over sums of plans of the county's towns; towns without a figure or plan are left out of both."
    );
    let chart = here.evaluation.latest().map(|quarter| drawings::counties(&here, quarter));
    let parts = chart.into_iter().chain([Part::Table(table)]).collect();
    let heading = pick!(here, "县域进展", "Counties").to_owned();
    let lead = say!(
        here.language,
        "{}个县（市、区）和开发区是特色小镇建设的责任主体。{}",
        "{} counties and zones answer for their towns. {}",
        here.site.counties.len(),
        unplaced(&here, &placed)
    );
    let view = PageView {
        title: heading.clone(),
        heading,
        description: lead.clone(),
        lead: words(lead),
        column: Some(ColumnId::Counties),
        trail: here.trail([]),
        meta: here.column_meta(ColumnId::Counties),
        sections: vec![
            section("tiles", pick!(here, "方位示意", "By position"), vec![tiles(&here)]).with_note(words(pick!(
                here,
                "色块示意方位，不是地图。",
                "Tiles show relative position; this is no map."
            ))),
            section("list", pick!(here, "一览", "All counties"), parts).with_note(words(note)),
        ],
        ..PageView::default()
    };
    here.finish(view)
}

fn page(here: Here, county: &County, placed: &Placed) -> PageView {
    let towns = placed.in_county(county);
    let rows = vec![
        Fact::new(
            pick!(here, "行政区划代码", "Division code"),
            county
                .code
                .as_ref()
                .map_or_else(|| toned(code_gap(&here, county), "missing"), |code| words(code.0.clone())),
        ),
        Fact::new(
            pick!(here, "责任主体", "Responsible body"),
            text(&here, county.responsible_body.as_ref().map(|t| t.0.as_str())),
        ),
        Fact::new(pick!(here, "牵头单位", "Lead body"), text(&here, county.lead_body.as_ref().map(|t| t.0.as_str()))),
        Fact::new(
            pick!(here, "来源", "Source"),
            county.source.as_ref().map_or_else(|| toned("—", "missing"), |source| here.source(source)),
        ),
    ];
    let mut sections = Vec::new();
    let mut lead = say!(
        here.language,
        "收录{}特色小镇{}个。{}",
        "{}: {} characteristic towns on record. {}",
        county.name,
        towns.len(),
        unplaced(&here, placed)
    );
    if let (Some(quarter), Some(totals)) = (here.evaluation.latest(), totals(&here, county)) {
        sections.push(
            section("figures", pick!(here, "主要数据", "Figures"), vec![figures(&here, quarter, totals)])
                .at(SectionPlace::Head),
        );
        if let Some(chart) = drawings::county(&here, &county.id) {
            sections.push(section("progress", pick!(here, "投资进度", "Investment"), vec![chart]));
        }
        if let Some(rate) = totals.annual_rate().worded(here.language) {
            lead.push_str(&say!(
                here.language,
                "{}完成年度计划的{}。",
                " In {} they completed {} of the annual plan.",
                numbers::year_to_date(quarter, here.language),
                rate
            ));
        }
    }
    sections.push(section("facts", pick!(here, "责任分工", "Who answers"), vec![Part::Facts { rows }]));
    sections.push(section(
        "towns",
        pick!(here, "辖内小镇", "Towns"),
        vec![Part::Table(of_county(towns::table(&here, &county.name, towns)))],
    ));
    if here.evaluation.quarters.len() > 1 {
        sections.push(section(
            "history",
            pick!(here, "历季进度", "Quarter by quarter"),
            vec![Part::Table(history(&here, county))],
        ));
    }
    let view = PageView {
        title: county.name.0.clone(),
        heading: county.name.0.clone(),
        description: lead.clone(),
        lead: words(lead),
        column: Some(ColumnId::Counties),
        trail: here.trail([(pick!(here, "县域进展", "Counties").to_owned(), address::top("counties"))]),
        sections,
        ..PageView::default()
    };
    here.finish(view)
}

/// A table of towns without its second column, which would name the page's own county in each row.
fn of_county(mut table: Table) -> Table {
    table.columns.remove(1);
    table.rows.iter_mut().for_each(|row| drop(row.cells.remove(1)));
    table
}

fn history(here: &Here, county: &County) -> Table {
    let rows = here.evaluation.totals.iter().rev().filter_map(|(&quarter, totals)| {
        let totals = totals.counties.get(&county.id)?.figures(quarter, Entity::County(&county.id));
        Some(TableRow::of(vec![
            Cell::rich(here.quarter_link(numbers::quarter(quarter, here.language), quarter)),
            here.figure_cell(totals.completed(), ""),
            here.figure_cell(totals.plan_to_date(), ""),
            here.figure_cell(totals.period_rate(), ""),
            here.figure_cell(totals.annual_rate(), ""),
            Cell::words(totals.counted().shown(here.language)),
            Cell::words(totals.left_out().shown(here.language)),
        ]))
    });
    let columns = vec![
        text_column(pick!(here, "季度", "Quarter")),
        figure_column(pick!(here, "累计完成（万元）", "Completed (ten thousand yuan)")),
        figure_column(pick!(here, "截至季末计划（万元）", "Planned to date (ten thousand yuan)")),
        figure_column(pick!(here, "按期计划完成率", "Of the plan to date")),
        figure_column(pick!(here, "年度计划完成率", "Of the annual plan")),
        figure_column(pick!(here, "计入小镇", "Towns counted")),
        figure_column(pick!(here, "未计入", "Left out")),
    ];
    Table::new(
        pick!(here, "总投资历季进度", "Overall investment by quarter"),
        columns,
        rows.collect(),
        pick!(here, "没有数据。", "No figures."),
    )
}

/// The large figures of a sum over towns.
pub fn figures(here: &Here, quarter: Quarter, totals: TotalsFigures<'_>) -> Part {
    let language = here.language;
    let span = numbers::year_to_date(quarter, language);
    let no_plan =
        pick!(language, "没有年度计划，不计算完成率", "without plans for the year there is no rate of completion");
    let no_plan = totals.is_unplanned().then(|| no_plan.to_owned());
    let [counted, without_quarters, outside] = [
        Some(sums::counted(totals, language)),
        sums::without_quarters(totals, language),
        sums::outside(totals, language),
    ];
    let completed = BigFigure::of(
        say!(language, "{span}累计完成总投资", "Overall investment in {span}"),
        totals.completed(),
        language,
        [counted, no_plan, without_quarters, outside].into_iter().flatten().map(words).collect(),
    );
    if totals.is_unplanned() {
        return Part::Figures { items: vec![completed] };
    }
    let plan = say!(language, "年度计划{}", "annual plan {}", totals.plan_year().shown(language));
    let pace = totals.pace().worded(language).map(|pace| say!(language, "时序进度{pace}", "planned pace {pace}"));
    let to_date = say!(language, "截至季末计划{}", "planned to date {}", totals.plan_to_date().shown(language));
    let of_year = [Some(plan), pace].into_iter().flatten().map(words).collect();
    let annual = pick!(here, "年度计划完成率", "Of the annual plan");
    let mut items = vec![completed, BigFigure::of(annual, totals.annual_rate(), language, of_year)];
    if totals.plan_to_date().is_known() {
        let period = pick!(here, "按期计划完成率", "Of the plan to date");
        items.push(BigFigure::of(period, totals.period_rate(), language, vec![words(to_date)]));
    }
    Part::Figures { items }
}

/// Counties in a grid.
pub fn tiles(here: &Here) -> Part {
    let placed = Placed::of(here.site);
    let items = here.site.counties.iter().filter_map(|county| {
        let tile = county.tile?;
        let towns = placed.in_county(county);
        let (red, yellow) = card_counts(here, towns);
        let level = match (red, yellow) {
            (1.., _) => CardLevel::Red,
            (0, 1..) => CardLevel::Yellow,
            _ => CardLevel::Normal,
        };
        // A county none of whose towns was judged is not called normal.
        let was_judged = |slug: &Slug| here.evaluation.latest_card(slug).is_some_and(|card| card.level.judged());
        let judged = here.gives_cards_now() && towns.iter().any(|slug| was_judged(slug));
        let rate = totals(here, county).map(|own| own.annual_rate());
        let marks = rate.map(|rate| rate.mark_words(here.language)).unwrap_or_default();
        let parts = rate.and_then(|rate| rate.parts(here.language));
        let (value, unit) = parts.unwrap_or_else(|| (MISSING.to_owned(), String::new()));
        let note = match (judged, here.language) {
            (false, Language::Chinese) => format!("小镇{}个", towns.len()),
            (false, Language::English) => format!("{} towns", towns.len()),
            (true, Language::Chinese) if red + yellow == 0 => terms::name(level, here.language).to_owned(),
            (true, Language::Chinese) => [(red, "红牌"), (yellow, "黄牌")]
                .iter()
                .filter(|(n, _)| *n > 0)
                .map(|(n, w)| format!("{w}{n}"))
                .collect::<Vec<_>>()
                .join(" "),
            (true, Language::English) => format!("red {red}, yellow {yellow}"),
        };
        let mut status = here.status(level);
        if !judged {
            status.level = "none";
            status.mark = "";
        }
        Some(TileView {
            x: tile.x,
            y: tile.y,
            name: county.short_name.as_ref().unwrap_or(&county.name).0.clone(),
            href: here.to(&address::county(&county.id)),
            value,
            unit,
            marks,
            status,
            note,
        })
    });
    // Rows from the top, each from the left: read aloud or by keyboard they go as the eye does, and a row that comes later
    // never pushes one that is shown already.
    let mut items: Vec<TileView> = items.collect();
    items.sort_by_key(|tile| (tile.y, tile.x));
    Part::Tiles { items }
}

/// Says that some towns belong to no known county, so that a county's number is not read as complete.
fn unplaced(here: &Here, placed: &Placed) -> String {
    match (placed.nowhere, here.language) {
        (0, _) => String::new(),
        (some, Language::Chinese) => format!("另有{some}个小镇所属县（市、区）未收录。"),
        (some, Language::English) => format!("The county of {some} more towns is not on record."),
    }
}

/// Which towns are in which county, looked up instead of searched: a country has thousands of counties.
struct Placed<'a> {
    /// Towns by slug, by the county's id.
    of: BTreeMap<&'a Slug, Vec<&'a Slug>>,
    /// How many towns belong to no county that is on record.
    nowhere: usize,
}

impl<'a> Placed<'a> {
    /// The towns of a site.
    fn of(site: &'a Site) -> Self {
        let mut placed = Self { of: BTreeMap::new(), nowhere: 0 };
        for (slug, town) in &site.towns {
            match &town.county {
                Some(county) => placed.of.entry(county).or_default().push(slug),
                None => placed.nowhere += 1,
            }
        }
        placed
    }

    /// Those of a county, by slug.
    fn in_county(&self, county: &County) -> &[&'a Slug] {
        self.of.get(&county.id).map_or(&[], Vec::as_slice)
    }
}

fn totals<'a>(here: &Here<'a>, county: &'a County) -> Option<TotalsFigures<'a>> {
    let quarter = here.evaluation.latest()?;
    let totals = here.evaluation.totals.get(&quarter)?.counties.get(&county.id)?;
    Some(totals.figures(quarter, Entity::County(&county.id)))
}

/// Red and yellow cards of some towns in the latest quarter.
fn card_counts(here: &Here, towns: &[&Slug]) -> (usize, usize) {
    let count = |level| {
        towns.iter().filter(|slug| here.evaluation.latest_card(slug).is_some_and(|card| card.level == level)).count()
    };
    (count(CardLevel::Red), count(CardLevel::Yellow))
}

fn code_gap(here: &Here, county: &County) -> &'static str {
    match county.kind {
        CountyKind::Zone => pick!(here.language, "开发区无行政区划代码", "a zone has no division code"),
        CountyKind::County => pick!(here.language, "未收录", "not on record"),
    }
}

fn text(here: &Here, value: Option<&str>) -> Rich {
    value.map_or_else(|| toned(pick!(here, "未收录", "not on record"), "missing"), words)
}

fn text_cell(here: &Here, value: Option<&str>) -> Cell {
    Cell::rich(text(here, value))
}
