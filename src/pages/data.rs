//! Open data: every file to take away, and its licence.

use super::compose::{line, paragraph, section, table, text_column};
use super::context::{Context, Here};
use super::lists::List;
use super::parts::{Cell, Download, Fact, Part, Rich, TableRow, link, words};
use super::{PageKind, PageView, Planned, Route, address};
use crate::datasets::{self, Definition, RowCounts};
use crate::figure::Figure;
use crate::figure::measures::tables;
use crate::language::{Language, Pair};
use crate::model::{ColumnId, County};
use crate::units::Number;
use crate::units::Slug;
use crate::words::numbers;

/// The list of files.
pub fn plan(context: Context) -> Vec<Planned> {
    vec![Planned::new(PageKind::Data, address::top("data"), move || files(context))]
}

/// A wording in the site's language.
pub fn said(here: &Here, both: Pair) -> &'static str {
    match here.language {
        Language::Chinese => both.zh,
        Language::English => both.en,
    }
}

fn files(context: Context) -> PageView {
    let here = context.from(address::top("data"));
    let mut view = here.column_view(ColumnId::Data, pick!(context, "数据开放", "Open data"));
    let counts = datasets::row_counts(context.site, context.evaluation);
    let (definitions, empty): (Vec<&Definition>, Vec<&Definition>) =
        datasets::definitions(context.site).partition(|table| counts.get(table.name).is_some_and(|rows| *rows > 0));
    let one_workbook = datasets::have_one_workbook(context.site);
    view.lead = words(say!(
        context.language,
        "{}，{}张数据表可自由下载，与网页同源：CSV（UTF-8，可用WPS、Excel打开）、JSON和{}Excel工作簿。"(
            context.as_of_words(),
            definitions.len(),
            if one_workbook { "一个" } else { "每表一个" }
        ),
        "{} tables {}, made from the same values as the pages: CSV (UTF-8), JSON and {}."(
            definitions.len(),
            context.as_of_words(),
            if one_workbook { "one workbook" } else { "a workbook for each" }
        )
    ));
    let whole = [
        (pick!(context, "全部数据表（工作簿）", "All tables (workbook)"), address::data("sunboard.xlsx"), "XLSX"),
        (
            pick!(context, "数据包说明（Frictionless Data Package）", "Data package (Frictionless)"),
            address::data("datapackage.json"),
            "JSON",
        ),
        (pick!(context, "更新订阅", "Feed of news"), Route::new("feed.xml"), "Atom"),
    ];
    let whole = whole.into_iter().skip(usize::from(!one_workbook));
    let whole = whole.map(|(label, route, format)| download(&here, label, &route, format)).collect();
    view.sections.push(section(
        "all",
        pick!(context, "全部下载", "Everything"),
        vec![Part::Downloads { items: whole }],
    ));
    view.sections.push(
        section("tables", pick!(context, "数据表", "Tables"), tables(&here, &definitions, &empty, &counts))
            .with_more(here.link(pick!(context, "数据字典", "Data dictionary"), &address::data("dictionary.html"))),
    );
    view.sections.push(section("quarters", pick!(context, "按季度", "By quarter"), vec![quarters(&here)]));
    view.sections.push(section("counties", pick!(context, "按县（市、区）", "By county"), vec![counties(&here)]));
    view.sections.push(section(
        "towns",
        pick!(context, "按小镇：季度报送", "By town: quarterly returns"),
        vec![towns(&here)],
    ));
    view.sections.push(section("licence", pick!(context, "许可与说明", "Licence and remarks"), licence(&here)));
    here.finish(view)
}

fn download(here: &Here, label: impl Into<String>, route: &Route, format: &str) -> Download {
    Download { label: label.into(), href: here.to(route), format: format.to_owned() }
}

/// CSV and JSON of a table, as links.
pub fn both_formats(here: &Here, path: &str) -> Rich {
    let file = |ending: &str| here.to(&address::data(&format!("{path}.{ending}")));
    let mut run = link("CSV", file("csv"));
    run.extend(words(" "));
    run.extend(link("JSON", file("json")));
    run
}

/// CSV, JSON and workbook of a table, as links.
fn three_formats(here: &Here, path: &str) -> Rich {
    let mut run = both_formats(here, path);
    run.extend(words(" "));
    run.extend(workbook(here, path));
    run
}

fn workbook(here: &Here, path: &str) -> Rich {
    link("XLSX", here.to(&address::data(&format!("{path}.xlsx"))))
}

fn package(here: &Here, folder: &str) -> Rich {
    link(pick!(here, "数据包说明", "Data package"), here.to(&address::data(&format!("{folder}/datapackage.json"))))
}

/// How many rows a table has, in words.
pub(super) fn row_count(rows: usize) -> String {
    Figure::of(&tables::ROWS, Number(rows.into())).shown(Language::Chinese)
}

/// The tables that have rows, with how many; and the names of those that have none.
fn tables(here: &Here, definitions: &[&Definition], empty: &[&Definition], counts: &RowCounts) -> Vec<Part> {
    let page = here.to(&address::data("dictionary.html"));
    let formats = if datasets::have_one_workbook(here.site) { both_formats } else { three_formats };
    let rows = definitions.iter().map(|table| {
        TableRow::of(vec![
            Cell::rich(link(said(here, table.title), format!("{page}#table-{}", table.name))),
            Cell::words(said(here, table.description)),
            Cell::words(counts.get(table.name).map_or_else(String::new, |rows| row_count(*rows))),
            Cell::words(table.columns.len().to_string()),
            Cell::rich(formats(here, table.name)),
        ])
    });
    let columns = vec![
        text_column(pick!(here, "数据表", "Table")),
        text_column(pick!(here, "说明", "What it holds")),
        super::compose::figure_column(pick!(here, "行数", "Rows")),
        super::compose::figure_column(pick!(here, "列数", "Columns")),
        text_column(pick!(here, "下载", "Download")),
    ];
    let nothing = pick!(here, "目前没有有数据的表。", "No table has rows yet.");
    let mut parts = vec![table(pick!(here, "数据表一览", "Tables"), columns, rows.collect(), nothing)];
    if !empty.is_empty() {
        let mut run = words(say!(
            here.language,
            "另有{}张表目前没有数据（0行）：",
            "{} more tables have no rows yet: ",
            empty.len()
        ));
        let names = empty.iter().map(|table| link(said(here, table.title), format!("{page}#table-{}", table.name)));
        run.extend(super::compose::joined(names, pick!(here, "、", ", ")));
        parts.push(line(run));
    }
    parts
}

fn quarters(here: &Here) -> Part {
    // A quarter of which no table says anything has no files.
    let rows = here.evaluation.quarters.iter().rev().filter_map(|quarter| {
        let slug = quarter.slug();
        let has_workbook = datasets::have_rows_of(here.site, here.evaluation, *quarter);
        let boards = here.evaluation.boards[quarter].iter().map(|board| {
            let mut run = words(format!("{} ", board.name));
            match board.standings().next() {
                Some(_) => run.extend(three_formats(here, &format!("quarters/{slug}/{}", board.id))),
                None => run.extend(words(pick!(here, "没有小镇", "no town"))),
            }
            run
        });
        let has_list = here.site.quarters[quarter].analysis.is_some();
        let key_data = has_list.then(|| format!("quarters/{slug}/key-data")).map(|path| three_formats(here, &path));
        let folder = format!("quarters/{slug}");
        let has_parts = has_list || here.has_boards(*quarter);
        let whole = [has_workbook.then(|| workbook(here, &folder)), has_parts.then(|| package(here, &folder))];
        let whole: Vec<Rich> = whole.into_iter().flatten().collect();
        (!whole.is_empty()).then(|| {
            TableRow::of(vec![
                Cell::words(numbers::quarter(*quarter, here.language)),
                match here.has_boards(*quarter) {
                    true => Cell::rich(super::compose::joined(boards, pick!(here, "；", "; "))),
                    false => Cell::missing(pick!(here, "本季度没有生效的榜单规则", "no rules for boards in force")),
                },
                key_data
                    .map_or_else(|| Cell::missing(pick!(here, "本季度未发布分析", "no analysis released")), Cell::rich),
                Cell::rich(super::compose::joined(whole, " ")),
            ])
        })
    });
    let columns = [
        pick!(here, "季度", "Quarter"),
        pick!(here, "榜单", "Boards"),
        pick!(here, "重点数据清单", "List of key data"),
        pick!(here, "全季", "Whole quarter"),
    ];
    let empty = pick!(here, "目前没有已发布的季度。", "No quarter is released yet.");
    table(
        pick!(here, "各季度数据文件", "Files of each quarter"),
        columns.map(text_column).into(),
        rows.collect(),
        empty,
    )
}

fn counties(here: &Here) -> Part {
    // Files without rows are there, and are not offered as if they had some.
    let of_county = |county: &County| {
        let towns = here.site.towns.iter().filter(|(_, town)| town.county.as_ref() == Some(&county.id));
        towns.fold((false, false), |(stands, reports), (slug, _)| {
            (stands || stands_on_a_board(here, slug), reports || has_returns(here, slug))
        })
    };
    let file = |has_rows: bool, path: String| match has_rows {
        true => Cell::rich(both_formats(here, &path)),
        false => no_rows(here),
    };
    let rows = here.site.counties.iter().map(|county| {
        let (stands, reports) = of_county(county);
        let folder = format!("counties/{}", county.id);
        let mut all = workbook(here, &folder);
        all.extend(words(" "));
        all.extend(package(here, &folder));
        TableRow::of(vec![
            Cell::rich(here.inline(county.name.0.clone(), &address::county(&county.id))),
            file(stands, format!("{folder}/boards")),
            file(reports, format!("{folder}/progress")),
            if stands || reports { Cell::rich(all) } else { no_rows(here) },
        ])
    });
    let columns = [
        pick!(here, "县（市、区）", "County"),
        pick!(here, "榜单", "Boards"),
        pick!(here, "季度报送", "Quarterly returns"),
        pick!(here, "全部", "All"),
    ];
    let empty = pick!(here, "目前没有县（市、区）。", "There is no county yet.");
    table(
        pick!(here, "各县（市、区）数据文件", "Files of each county"),
        columns.map(text_column).into(),
        rows.collect(),
        empty,
    )
}

fn towns(here: &Here) -> Part {
    let rows = here.ordered_towns().into_iter().map(|(slug, _)| {
        let mut cells = here.town_cells(slug);
        cells.push(match has_returns(here, slug) {
            true => Cell::rich(both_formats(here, &format!("towns/{slug}"))),
            false => no_rows(here),
        });
        TableRow::town(slug, cells)
    });
    let columns = [pick!(here, "小镇", "Town"), pick!(here, "县（市、区）", "County"), pick!(here, "下载", "Download")];
    let empty = pick!(here, "目前没有小镇。", "There is no town yet.");
    table(pick!(here, "各小镇数据文件", "Files of each town"), columns.map(text_column).into(), rows.collect(), empty)
}

fn no_rows(here: &Here) -> Cell {
    Cell::missing(pick!(here, "目前没有数据", "no rows yet"))
}

/// Whether the edition shows a return of the town.
fn has_returns(here: &Here, slug: &Slug) -> bool {
    here.evaluation.towns.get(slug).is_some_and(|town| town.quarters.values().any(|entry| entry.figures.is_some()))
}

fn stands_on_a_board(here: &Here, slug: &Slug) -> bool {
    here.evaluation.towns.get(slug).is_some_and(|town| town.quarters.values().any(|entry| entry.standing.is_some()))
}

fn licence(here: &Here) -> Vec<Part> {
    let licence = here.site.config.data_licence.as_ref().map(|licence| match &licence.url {
        Some(url) => link(licence.name.0.clone(), url.0.clone()),
        None => words(licence.name.0.clone()),
    });
    let mut parts = vec![
        Part::Facts {
            rows: vec![
                Fact::new(pick!(here, "使用许可", "Licence"), licence.unwrap_or_else(|| here.unrecorded())),
                Fact::new(pick!(here, "截至日期", "As of"), words(here.site.as_of.to_string())),
                Fact::new(pick!(here, "提供单位", "Provided by"), words(here.site.config.organiser.0.clone())),
                Fact::new(pick!(here, "引用格式", "How to cite"), words(citation(here))),
            ],
        },
        paragraph(pick!(
            here,
            "金额单位为万元，照原数精确给出；比率为百分数，保留一位小数；缺失值在CSV中为空、在JSON中为null，不是0。",
            "Money is in 10,000 yuan, exact; rates are per cent with one digit; a missing value is empty in CSV and null in JSON, never 0."
        )),
        paragraph(pick!(
            here,
            "各季度的文件发布后网址不变；修订过的数值见“数据修订”表。",
            "The files of a quarter stay at their address; the table of revisions tells what was revised."
        )),
    ];
    if here.has(List::Sources) {
        parts.push(line(here.inline(pick!(here, "资料来源", "Sources"), &address::top("sources"))));
    }
    parts
}

/// One line to cite the data by: who, what, as of when, where.
fn citation(here: &Here) -> String {
    let config = &here.site.config;
    let place = format!("{}/{}", config.base_url.trim_end_matches('/'), here.route);
    let day = numbers::day(here.site.as_of, here.language);
    say!(
        here.language,
        "{}：《{}》数据，数据截至{day}，{place}",
        "{}, data of “{}”, as of {day}, {place}",
        config.organiser,
        config.title
    )
}
