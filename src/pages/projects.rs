//! All projects (¶4) in one list, those behind first: leader, investment, stage, and how far each is.

use super::compose::{figure_column, paragraph, section, text_column};
use super::context::{Context, Here};
use super::parts::{Cell, Part, Rich, SectionView, Table, TableColumn, TableRow, remark, words};
use super::{PageKind, PageView, Planned, address, town_record};
use crate::evaluate::project::{self, ProjectResult};
use crate::figure::Figure;
use crate::figure::measures::projects as measures;
use crate::language::Language;
use crate::model::{ColumnId, Leader, Project, Stage, Town};
use crate::units::{Money, Slug, Text};
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
    view.filters = [
        pick!(context, "县（市、区）", "County"),
        pick!(context, "小镇类别", "List"),
        pick!(context, "主导产业", "Industry"),
        pick!(context, "阶段", "Stage"),
    ]
    .map(str::to_owned)
    .into();
    if !all.is_empty() {
        view.sections.push(list(&here));
    }
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

/// A project with its town and what was computed of it.
type Found<'a> = (&'a Slug, &'a Town, &'a Project, &'a ProjectResult);

/// All projects in one list: those past their planned finish first, the least complete before others; then those in hand in
/// the same order; then the finished ones. What has no completion stands last of its kind.
fn list(here: &Here) -> SectionView {
    let mut found: Vec<Found> = Vec::new();
    for (slug, town) in here.ordered_towns() {
        let results = &here.evaluation.towns[slug].projects;
        found.extend(town.projects.iter().zip(results).map(|(project, result)| (slug, town, project, result)));
    }
    let is_overdue = |project: &Project| project::is_overdue(project, here.site.as_of);
    // Equal ones stay in the order of their towns.
    found.sort_by_key(|(_, _, project, result)| {
        let is_finished = matches!(result.stage, Some(Stage::Completed | Stage::Operating));
        (!is_overdue(project), is_finished, result.completion.is_none(), result.completion)
    });
    let overdue = found.iter().filter(|(_, _, project, _)| is_overdue(project)).count();
    let rows = found.into_iter().map(|(slug, town, project, result)| TableRow {
        town: Some(slug.to_string()),
        id: Some(format!("project-{}", project.id)),
        facets: facets(here, slug, town, result),
        cells: cells(here, (slug, town, project, result), is_overdue(project)),
    });
    let caption = pick!(here, "项目（金额单位：万元）", "Projects (ten thousand yuan)");
    let table = Table::new(caption, columns(here), rows.collect(), "").compact(7, &[1, 2]);
    let order = match (overdue, here.language) {
        (0, Language::Chinese) => "没有超过计划完工时间的项目。在建项目在前，按完成率由低到高排列。".to_owned(),
        (0, Language::English) => {
            "No project is past its planned finish. Those in hand come first, the least complete before others."
                .to_owned()
        }
        (_, Language::Chinese) => {
            format!("超过计划完工时间尚未完工的{overdue}个列在最前，其后为其余未完工项目，均按完成率由低到高排列。")
        }
        (1, Language::English) => {
            "The one past its planned finish comes first, then the others in hand, the least complete before others."
                .to_owned()
        }
        (_, Language::English) => {
            format!(
                "The {overdue} past their planned finish come first, then the others in hand, the least complete before others."
            )
        }
    };
    section("list", pick!(here, "项目清单", "List of projects"), vec![Part::Table(table)]).with_note(words(order))
}

/// What the filters find a project by.
fn facets(here: &Here, slug: &Slug, town: &Town, result: &ProjectResult) -> Vec<String> {
    let industry = town.industry.as_ref().map_or_else(String::new, |industry| industry.0.clone());
    let stage = result.stage.map_or("", |stage| terms::name(stage, here.language));
    vec![here.county_of(town).to_owned(), here.category(slug).to_owned(), industry, stage.to_owned()]
}

fn columns(here: &Here) -> Vec<TableColumn> {
    vec![
        text_column(pick!(here, "项目", "Project")),
        text_column(pick!(here, "小镇", "Town")),
        text_column(pick!(here, "阶段与形象进度", "Stage and state of the works")),
        text_column(pick!(here, "起止时间", "Start and end")),
        figure_column(pick!(here, "计划总投资", "Planned investment")),
        figure_column(pick!(here, "开工以来累计完成", "Completed since the start")),
        figure_column(pick!(here, "本年累计完成", "Completed in the year")),
        figure_column(pick!(here, "完成率", "Completion")),
        text_column(pick!(here, "最近报送", "Latest report")),
        text_column(pick!(here, "领办领导", "Leading leader")),
    ]
}

fn cells(here: &Here, (slug, town, project, result): Found, is_overdue: bool) -> Vec<Cell> {
    let (language, figures) = (here.language, result.figures(slug, project));
    let mut name = words(project.name.0.clone());
    if project.key {
        name.push(remark(pick!(here, "重点项目", "key project")));
    }
    let mut whose = here.town_link(slug);
    whose.push(remark(here.county_of(town)));
    let unknown = pick!(here, "未收录", "not on record");
    let date = |date: Option<crate::units::PartialDate>| {
        date.map_or_else(|| unknown.to_owned(), |date| numbers::partial(date, language))
    };
    let note = result.quarter.and_then(|quarter| {
        project.progress.iter().find(|row| row.quarter == quarter).and_then(|row| row.note.as_ref())
    });
    let mut state = stage(here, project, note).unwrap_or_else(|| Cell::missing(unknown));
    if is_overdue {
        state.text.push(remark(pick!(here, "已超过计划完工时间", "past its planned finish")));
    }
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
        Cell::rich(whose),
        state,
        Cell::words(format!("{}—{}", date(project.start), date(project.finish))),
        here.figure_cell(figures.investment(), unknown),
        here.figure_cell(figures.since_start(), none),
        here.figure_cell(figures.year_to_date(), none),
        here.figure_cell(figures.completion(), no_rate),
        result.quarter.map_or_else(
            || Cell::missing(pick!(here, "无季度报送", "no quarterly report")),
            |quarter| Cell::words(numbers::quarter(quarter, language)),
        ),
        leaders(here, &project.leading_leaders),
    ]
}

/// The stage since when, the state of the works, and where it is written.
fn stage(here: &Here, project: &Project, note: Option<&Text>) -> Option<Cell> {
    let entry = project.stages.last()?;
    let mut text = words(terms::name(entry.stage, here.language));
    let from = numbers::partial(entry.from, here.language);
    text.push(remark(say!(here.language, "{from}起", "since {from}")));
    text.extend(note.map(|note| remark(note.0.clone())));
    text.extend(project.source.iter().flat_map(|source| here.source(source)));
    Some(Cell::rich(text))
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
