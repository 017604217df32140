//! Quarterly analysis (季度分析, ¶4): the key-data list (重点数据清单) of a quarter with the office's words.
//!
//! Internal unless the office releases it: load decides, this room draws what is there.

use super::compose::{figure_column, section, table, text_column};
use super::context::{Context, Here};
use super::parts::{Cell, Download, Part, Prose, SectionView, Table, TableRow, words};
use super::{PageKind, PageView, Planned, Subject, address, board, counties};
use crate::figure::measures::cards;
use crate::figure::{Entity, Figure};
use crate::language::Language;
use crate::model::{Analysis, ColumnId, ProgressField, QuarterReport};
use crate::units::Quarter;
use crate::words::numbers;

/// The list and a page for each analysis that this edition shows.
pub fn plan<'a>(context: Context<'a>) -> Vec<Planned<'a>> {
    let list = Planned::new(PageKind::Analyses, address::top("analysis"), move || {
        list(context.from(address::top("analysis")))
    });
    let of = |(&quarter, report): (&Quarter, &'a QuarterReport)| {
        let analysis = report.analysis.as_ref()?;
        let route = address::analysis(quarter);
        Some(Planned::about(Subject::Analysis(quarter), route.clone(), move || {
            page(context.from(route.clone()), quarter, analysis)
        }))
    };
    std::iter::once(list).chain(context.site.quarters.iter().filter_map(of)).collect()
}

fn title(here: &Here, quarter: Quarter, analysis: &Analysis) -> String {
    analysis.title.as_ref().map_or_else(
        || say!(here.language, "{}分析", "Analysis of {}", numbers::quarter(quarter, here.language)),
        |title| title.0.clone(),
    )
}

fn list(here: Here) -> PageView {
    let rows = here.site.quarters.iter().rev().filter_map(|(&quarter, report)| {
        let analysis = report.analysis.as_ref()?;
        let released = analysis
            .released
            .map_or_else(|| Cell::missing(pick!(here, "未公开", "not released")), |time| Cell::words(time.to_string()));
        Some(TableRow::of(vec![
            Cell::words(numbers::quarter(quarter, here.language)),
            Cell::rich(here.inline(title(&here, quarter, analysis), &address::analysis(quarter))),
            released,
            analysis.summary.as_ref().map_or_else(|| Cell::missing(""), |summary| Cell::words(summary.0.clone())),
        ]))
    });
    let columns = vec![
        text_column(pick!(here, "季度", "Quarter")),
        text_column(pick!(here, "标题", "Title")),
        text_column(pick!(here, "发布时间", "Published")),
        text_column(pick!(here, "摘要", "Summary")),
    ];
    let table = Table::new(
        pick!(here, "季度分析", "Quarterly analyses"),
        columns,
        rows.collect(),
        pick!(here, "尚无已公开的季度分析。", "No analysis has been released."),
    );
    let heading = pick!(here, "季度分析", "Quarterly analyses").to_owned();
    let lead = pick!(
        here,
        "每季度对重点数据进行分析，形成重点数据清单。",
        "Each quarter the key data are analysed into a key-data list."
    );
    let view = PageView {
        title: heading.clone(),
        heading,
        description: lead.to_owned(),
        lead: words(lead),
        column: Some(ColumnId::Analysis),
        trail: here.trail([]),
        meta: here.column_meta(ColumnId::Analysis),
        sections: vec![section("list", pick!(here, "各季度", "By quarter"), vec![Part::Table(table)])],
        ..PageView::default()
    };
    here.finish(view)
}

fn page(here: Here, quarter: Quarter, analysis: &Analysis) -> PageView {
    let heading = title(&here, quarter, analysis);
    let mut sections = Vec::new();
    if let Some(totals) = here.evaluation.totals.get(&quarter).filter(|totals| totals.all.counted > 0) {
        sections.push(section(
            "figures",
            pick!(here, "总体进度", "Overall"),
            vec![counties::figures(&here, quarter, totals.all.figures(quarter, Entity::Area))],
        ));
    }
    if let Some(body) = &analysis.body {
        let file = format!("quarters/{quarter}.yaml").into();
        let prose = Prose { markdown: body.0.clone(), file, heading_level: 3 };
        sections.push(section("analysis", pick!(here, "分析", "Analysis"), vec![Part::Prose(prose)]));
    }
    if !analysis.next_steps.is_empty() {
        let items = analysis.next_steps.iter().map(|step| words(step.0.clone())).collect();
        sections.push(section(
            "next",
            pick!(here, "下一步要求", "Next steps"),
            vec![Part::List { ordered: true, items }],
        ));
    }
    sections.push(key_data(&here, quarter));
    let mut byline = vec![words(match (analysis.released, here.language) {
        (Some(time), Language::Chinese) if !time.by(here.site.moment) => format!("定于{time}公开"),
        (Some(time), Language::English) if !time.by(here.site.moment) => format!("To be published: {time}"),
        (Some(time), Language::Chinese) => format!("发布时间：{time}"),
        (Some(time), Language::English) => format!("Published: {time}"),
        (None, _) => pick!(here, "尚未公开", "Not released").to_owned(),
    })];
    if let Some(author) = &analysis.author {
        byline.push(words(format!("{}{author}", pick!(here, "撰写：", "By: "))));
    }
    let lead =
        analysis.summary.as_ref().map_or_else(|| board::changes(&here, quarter), |summary| words(summary.0.clone()));
    let view = PageView {
        title: heading.clone(),
        heading,
        description: board::plain(&lead),
        lead,
        column: Some(ColumnId::Analysis),
        trail: here.trail([(pick!(here, "季度分析", "Quarterly analyses").to_owned(), address::top("analysis"))]),
        byline,
        sections,
        ..PageView::default()
    };
    here.finish(view)
}

/// The key-data list: every town on a board, with what its leaders need to see.
fn key_data(here: &Here, quarter: Quarter) -> SectionView {
    let mut parts = Vec::new();
    for board in &here.evaluation.boards[&quarter] {
        let rows = board.standings().map(|standing| {
            let town = here.town(&standing.town);
            let entry = here.evaluation.town_quarter(&standing.town, quarter);
            let figures = entry.and_then(|entry| entry.figures.as_ref());
            let gap = board::gap(here, standing);
            let of_return = figures.map(|own| own.figures(&standing.town, quarter));
            let cell = |figure: Option<Figure<'_>>| {
                figure.map_or_else(|| Cell::missing(""), |figure| here.figure_cell(figure, ""))
            };
            let field = |field: ProgressField| cell(of_return.map(|own| own.year_to_date(field)));
            let own = standing.figures();
            let overdue = town.tasks.iter().filter(|task| crate::evaluate::progress::overdue_at(task, quarter)).count();
            let mut cells = vec![
                here.figure_cell(own.rank(), &gap),
                Cell::rich(here.town_link(&standing.town)),
                field(ProgressField::Total),
                cell(of_return.map(|own| own.total_year_on_year())),
                field(ProgressField::Industrial),
                field(ProgressField::NonGovernment),
                field(ProgressField::KeyProjects),
                here.figure_cell(own.period_rate(), ""),
                here.figure_cell(own.annual_rate(), ""),
                here.movement_cell(own.movement()),
                Cell::words(Figure::of(&cards::OVERDUE_TASKS, overdue).digits().unwrap_or_default()),
            ];
            if here.gives_cards(quarter) {
                cells.push(here.card_cell(here.card(&standing.town, quarter)));
            }
            TableRow::town(&standing.town, cells)
        });
        let mut columns = vec![
            figure_column(pick!(here, "位次", "Rank")),
            text_column(pick!(here, "小镇", "Town")),
            figure_column(pick!(here, "总投资", "Overall")),
            figure_column(pick!(here, "同比", "On year before")),
            figure_column(pick!(here, "特色产业投资", "Leading industry")),
            figure_column(pick!(here, "非政府投资", "Non-government")),
            figure_column(pick!(here, "重点项目投资", "Key projects")),
            figure_column(pick!(here, "按期计划完成率", "Of the plan to date")),
            figure_column(pick!(here, "年度计划完成率", "Of the annual plan")),
            figure_column(pick!(here, "升降", "Moved")),
            figure_column(pick!(here, "逾期任务", "Overdue tasks")),
        ];
        if here.gives_cards(quarter) {
            columns.push(text_column(pick!(here, "亮牌", "Card")));
        }
        let caption = format!("{} · {}", board.name, pick!(here, "累计，万元", "year to date, ten thousand yuan"));
        parts.push(table(
            caption,
            columns,
            rows.collect(),
            pick!(here, "本期没有上榜小镇。", "No town is on this board."),
        ));
    }
    let file = |ending: &str| Download {
        label: pick!(here, "重点数据清单", "Key-data list").to_owned(),
        href: here.to(&address::data(&format!("quarters/{}/key-data.{ending}", quarter.slug()))),
        format: ending.to_uppercase(),
    };
    parts.push(Part::Downloads { items: vec![file("xlsx"), file("csv"), file("json")] });
    section("key-data", pick!(here, "重点数据清单", "Key-data list"), parts)
}
