//! All projects (¶4), by town, key projects first: leader, investment, stage, and how far each is.

use super::compose::{figure_column, paragraph, section, table, text_column};
use super::context::{Context, Here};
use super::parts::{Cell, Rich, SectionView, TableColumn, TableRow, remark, words};
use super::{PageKind, PageView, Planned, address, town_record};
use crate::evaluate::project::ProjectResult;
use crate::figure::Figure;
use crate::figure::measures::projects as measures;
use crate::language::Language;
use crate::model::{ColumnId, Leader, Project, Town};
use crate::units::{Money, Slug};
use crate::words::{numbers, terms};

/// The page. Each project has an anchor, `project-<id>`.
pub fn plan(context: Context) -> Vec<Planned> {
    vec![Planned::new(PageKind::Projects, address::top("projects"), move || page(context))]
}

fn page(context: Context) -> PageView {
    let here = context.from(address::top("projects"));
    let mut view = here.column_view(ColumnId::Projects, pick!(context, "项目", "Projects"));
    let all: Vec<&Project> = context.site.towns.values().flat_map(|town| &town.projects).collect();
    let key = all.iter().filter(|project| project.key).count();
    let planned: Vec<Money> = all.iter().filter_map(|project| project.investment).collect();
    let sum: Money = planned.iter().copied().sum();
    let sum = Figure::of(&measures::INVESTMENT_IN_ALL, sum).shown(context.language);
    view.lead = words(match context.language {
        Language::Chinese if all.is_empty() => "目前没有收录项目。".to_owned(),
        Language::English if all.is_empty() => "No project is on record.".to_owned(),
        Language::Chinese => format!(
            "收录项目{}个，其中重点项目{key}个；有计划总投资的{}个项目合计{sum}。完成率＝开工以来累计完成 ÷ 计划总投资。",
            all.len(),
            planned.len()
        ),
        Language::English => format!(
            "{} projects are on record, {key} of them key projects; the {} with a planned investment come to {sum}. Completion is completed since the start ÷ planned investment.",
            all.len(),
            planned.len()
        ),
    });
    let with_projects = context.ordered_towns().into_iter().filter(|(_, town)| !town.projects.is_empty());
    view.filters = [
        pick!(context, "县（市、区）", "County"),
        pick!(context, "小镇类别", "List"),
        pick!(context, "主导产业", "Industry"),
        pick!(context, "阶段", "Stage"),
    ]
    .map(str::to_owned)
    .into();
    view.sections = with_projects.map(|(slug, town)| of_town(&here, slug, town)).collect();
    let without: Vec<Rich> = context
        .ordered_towns()
        .into_iter()
        .filter(|(_, town)| town.projects.is_empty())
        .map(|(slug, _)| here.town_link(slug))
        .collect();
    if !without.is_empty() {
        let title = pick!(context, "未收录项目的小镇", "Towns without a project on record");
        let names = super::compose::line(super::compose::joined(without, pick!(context, "、", ", ")));
        view.sections.push(section("without", title, vec![names]));
    }
    if view.sections.is_empty() {
        let nothing = paragraph(pick!(context, "目前没有收录项目。", "No project is on record."));
        view.sections.push(section("none", pick!(context, "项目", "Projects"), vec![nothing]));
    }
    here.finish(view)
}

fn of_town(here: &Here, slug: &Slug, town: &Town) -> SectionView {
    let results = &here.evaluation.towns[slug].projects;
    let mut projects: Vec<(&Project, &ProjectResult)> = town.projects.iter().zip(results).collect();
    projects.sort_by_key(|(project, _)| !project.key);
    let rows = projects.into_iter().map(|(project, result)| TableRow {
        town: Some(slug.to_string()),
        id: Some(format!("project-{}", project.id)),
        cells: cells(here, slug, project, result),
    });
    let caption = here.labelled(&town.name, pick!(here, "项目（金额单位：万元）", "projects (ten thousand yuan)"));
    let list = table(caption, columns(here), rows.collect(), "");
    let mut one = section(format!("town-{slug}"), town.name.0.clone(), vec![list]);
    let industry = town.industry.as_ref().map_or_else(String::new, |industry| industry.0.clone());
    one.facets = vec![here.county_of(town).to_owned(), here.category(slug).to_owned(), industry];
    one.with_note(words(here.about(slug)))
        .with_more(here.link(pick!(here, "小镇主页", "The town"), &address::town(slug)))
}

fn columns(here: &Here) -> Vec<TableColumn> {
    vec![
        text_column(pick!(here, "项目", "Project")),
        text_column(pick!(here, "领办领导", "Leading leader")),
        figure_column(pick!(here, "计划总投资", "Planned investment")),
        text_column(pick!(here, "起止时间", "Start and end")),
        text_column(pick!(here, "阶段", "Stage")),
        text_column(pick!(here, "最近报送", "Latest report")),
        figure_column(pick!(here, "开工以来累计完成", "Completed since the start")),
        figure_column(pick!(here, "本年累计完成", "Completed in the year")),
        figure_column(pick!(here, "完成率", "Completion")),
        text_column(pick!(here, "形象进度", "State of the works")),
        text_column(pick!(here, "来源", "Source")),
    ]
}

fn cells(here: &Here, slug: &Slug, project: &Project, result: &ProjectResult) -> Vec<Cell> {
    let (language, figures) = (here.language, result.figures(slug, project));
    let mut name = words(project.name.0.clone());
    if project.key {
        name.push(remark(pick!(here, "重点项目", "key project")));
    }
    let unknown = pick!(here, "未收录", "not on record");
    let date = |date: Option<crate::units::PartialDate>| {
        date.map_or_else(|| unknown.to_owned(), |date| numbers::partial(date, language))
    };
    let stage = project.stages.last().map(|entry| {
        let mut text = words(terms::name(entry.stage, language));
        text.push(remark(say!(language, "{}起", "since {}", numbers::partial(entry.from, language))));
        Cell::rich(text)
    });
    let note = result.quarter.and_then(|quarter| {
        project.progress.iter().find(|row| row.quarter == quarter).and_then(|row| row.note.as_ref())
    });
    let none = match result.quarter {
        Some(_) => pick!(here, "报送口径不同，无法推算", "cannot be derived from the series reported"),
        None => pick!(here, "无季度报送", "no quarterly report"),
    };
    let no_rate = match (result.since_start, project.investment) {
        (None, _) => none,
        (_, None) => pick!(here, "未收录计划总投资", "no planned investment"),
        _ => pick!(here, "计划总投资为零", "the planned investment is zero"),
    };
    vec![
        Cell::rich(name),
        leaders(here, &project.leading_leaders),
        here.figure_cell(figures.investment(), unknown),
        Cell::words(format!("{}—{}", date(project.start), date(project.finish))),
        stage.unwrap_or_else(|| Cell::missing(unknown)),
        result.quarter.map_or_else(
            || Cell::missing(pick!(here, "无季度报送", "no quarterly report")),
            |quarter| Cell::words(numbers::quarter(quarter, language)),
        ),
        here.figure_cell(figures.since_start(), none),
        here.figure_cell(figures.year_to_date(), none),
        here.figure_cell(figures.completion(), no_rate),
        here.cell_or_unrecorded(note),
        match &project.source {
            Some(source) => Cell::rich(here.source(source)),
            None => here.cell_or_unrecorded(None::<String>),
        },
    ]
}

/// The leading leaders by post, each with its time.
fn leaders(here: &Here, leaders: &[Leader]) -> Cell {
    let named = leaders.iter().map(|leader| match town_record::leader_span(here, leader) {
        span if span.is_empty() => leader.post.0.clone(),
        span => format!("{}{}", leader.post, here.bracketed(&span)),
    });
    let named = here.language.join(named);
    here.cell_or_unrecorded(Some(named).filter(|named| !named.is_empty()))
}
