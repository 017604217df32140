//! A town's investment: plans and their versions, returns quarter by quarter, revisions, projects and tasks.

use super::compose::{figure_column, section, table, text_column};
use super::context::Here;
use super::parts::{Cell, Part, ProjectRow, Rich, SectionView, Table, TableRow, marks, remark, words};
use super::{address, drawings, town_record};
use crate::evaluate::card::Uncomputable;
use crate::evaluate::figures::{self, StandingFigures};
use crate::evaluate::lookup;
use crate::figure::{Figure, FigureMark, MISSING};
use crate::language::Language;
use crate::model::{BoardMeasure, Plan, ProgressField, Town};
use crate::units::Slug;
use crate::words::{numbers, terms};

pub fn progress(here: &Here, slug: &Slug, town: &Town) -> Option<SectionView> {
    let evaluation = &here.evaluation.towns[slug];
    let rows: Vec<(TableRow, Option<TableRow>)> = evaluation
        .quarters
        .iter()
        .rev()
        .filter_map(|(&quarter, entry)| {
            let title = here.quarter_link(numbers::quarter_short(quarter, here.language), quarter);
            let standing = entry.standing.as_deref();
            let line = |cells, id| TableRow { town: None, id, cells };
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
    let mut parts: Vec<Part> = drawings::pace(here, slug).into_iter().collect();
    parts.push(table(caption, columns, shown, ""));
    if !more.is_empty() {
        let table = Table::new(caption, more_columns, more, "");
        parts.push(Part::Folded { summary: summary.to_owned(), table });
    }
    Some(section("progress", pick!(here, "投资进度", "Investment"), parts).with_note(words(remark)))
}

pub fn plans(here: &Here, slug: &Slug, town: &Town) -> Option<SectionView> {
    let mut rows = Vec::new();
    for plan in town.plan.iter().rev() {
        let mut push = |field: ProgressField, measure: BoardMeasure| {
            let own = figures::plan_of(slug, plan, measure);
            let no_quarters = terms::name(Uncomputable::NoQuarters, here.language);
            let amount = |figure: Figure<'_>| figure.digits().map_or_else(|| Cell::missing(no_quarters), Cell::words);
            let mut cells = vec![Cell::rich(version(here, town, plan)), Cell::words(terms::name(field, here.language))];
            cells.extend((0..4).map(|index| amount(own.to_quarter(index))));
            cells.push(amount(own.year()));
            let document = plan.document.as_ref().map_or_else(Rich::new, |document| words(document.0.clone()));
            cells.push(Cell::rich(
                document.into_iter().chain(plan.note.iter().map(|text| remark(text.0.clone()))).collect(),
            ));
            rows.push(TableRow::of(cells));
        };
        push(ProgressField::Total, BoardMeasure::Total);
        if plan.key_projects.is_some() {
            push(ProgressField::KeyProjects, BoardMeasure::KeyProjects);
        }
    }
    if rows.is_empty() {
        return None;
    }
    let columns = vec![
        text_column(pick!(here, "年度与版本", "Year and version")),
        text_column(pick!(here, "口径", "Measure")),
        figure_column(pick!(here, "一季度末", "To Q1")),
        figure_column(pick!(here, "二季度末", "To Q2")),
        figure_column(pick!(here, "三季度末", "To Q3")),
        figure_column(pick!(here, "四季度末", "To Q4")),
        figure_column(pick!(here, "年度目标", "Target of the year")),
        text_column(pick!(here, "文件与说明", "Document and remark")),
    ];
    let table =
        Table::new(pick!(here, "投资计划（累计，万元）", "Plans (cumulative, ten thousand yuan)"), columns, rows, "");
    Some(section("plans", pick!(here, "投资计划", "Plans"), vec![Part::Table(table)]))
}

/// Year, day of approval, and whether the target was raised or lowered against the first version.
fn version(here: &Here, town: &Town, plan: &Plan) -> Rich {
    let mut line = words(match here.language {
        Language::Chinese => format!("{}年", plan.year),
        Language::English => plan.year.to_string(),
    });
    line.push(remark(say!(here.language, "{}批准", "approved {}", plan.approved)));
    let first = town.plan.iter().filter(|other| other.year == plan.year).min_by_key(|other| other.approved);
    if let Some(first) = first.filter(|first| first.approved != plan.approved) {
        let word = match plan.total.year.cmp(&first.total.year) {
            std::cmp::Ordering::Less => pick!(here, "调低年度目标", "target lowered"),
            std::cmp::Ordering::Greater => pick!(here, "调高年度目标", "target raised"),
            std::cmp::Ordering::Equal => pick!(here, "调整进度安排", "schedule changed"),
        };
        line.push(remark(word));
    }
    line
}

pub fn revisions(here: &Here, slug: &Slug, town: &Town) -> Option<SectionView> {
    let rows: Vec<TableRow> = town
        .progress
        .iter()
        .rev()
        .flat_map(|row| row.history.iter().map(move |revision| (row, revision)))
        .map(|(row, revision)| {
            TableRow::of(vec![
                Cell::words(numbers::quarter(row.quarter, here.language)),
                Cell::words(terms::name(revision.field, here.language)),
                Cell::words(figures::revised(slug, row.quarter, revision).digits().unwrap_or_default()),
                here.figure_cell_as(figures::amount_of(revision.field, next_value(row, revision)), "revised", ""),
                Cell::words(revision.published.to_string()),
                Cell::words(revision.replaced.to_string()),
                Cell::words(revision.why.0.clone()),
            ])
        })
        .collect();
    if rows.is_empty() {
        return None;
    }
    let columns = vec![
        text_column(pick!(here, "季度", "Quarter")),
        text_column(pick!(here, "指标", "Figure")),
        figure_column(pick!(here, "原值（万元）", "Old (ten thousand yuan)")),
        figure_column(pick!(here, "修订为（万元）", "New (ten thousand yuan)")),
        text_column(pick!(here, "原值发布日期", "Old published")),
        text_column(pick!(here, "修订日期", "Revised on")),
        text_column(pick!(here, "原因", "Why")),
    ];
    let table = Table::new(pick!(here, "数据修订", "Revisions"), columns, rows, "");
    Some(section("revisions", pick!(here, "数据修订", "Revisions"), vec![Part::Table(table)]))
}

/// The value that replaced an earlier one: the next entry of the field's history, or the row's own value.
fn next_value(row: &crate::model::Progress, revision: &crate::model::Revision) -> Option<crate::units::Money> {
    let later = row.history.iter().filter(|other| other.field == revision.field && other.replaced > revision.replaced);
    later.min_by_key(|other| other.replaced).map_or_else(|| revision.field.of(row), |other| Some(other.value))
}

/// The town's own word beside its figures: its right of reply.
pub fn replies(here: &Here, town: &Town) -> Option<SectionView> {
    let items: Vec<Rich> = town
        .progress
        .iter()
        .rev()
        .filter_map(|row| Some((row.quarter, row.note.as_ref()?)))
        .map(|(quarter, text)| {
            words(format!("{}{}{text}", numbers::quarter(quarter, here.language), pick!(here, "：", ": ")))
        })
        .collect();
    if items.is_empty() {
        return None;
    }
    Some(section("replies", pick!(here, "情况说明", "The town's own word"), vec![Part::List { ordered: false, items }]))
}

pub fn projects(here: &Here, slug: &Slug, town: &Town) -> Option<SectionView> {
    if town.projects.is_empty() {
        return None;
    }
    let results = &here.evaluation.towns[slug].projects;
    let rows = town.projects.iter().zip(results).map(|(entry, result)| {
        let unknown = pick!(here, "未收录", "not on record");
        let own = result.figures(slug, entry);
        let leaders = entry.leading_leaders.iter().map(|leader| {
            let span = town_record::leader_span(here, leader);
            if span.is_empty() { leader.post.0.clone() } else { format!("{}（{span}）", leader.post) }
        });
        let leaders = here.language.join(leaders);
        let date =
            |date: Option<crate::units::PartialDate>| date.map_or_else(|| unknown.to_owned(), |date| date.to_string());
        let latest = result.quarter.and_then(|quarter| entry.progress.iter().find(|row| row.quarter == quarter));
        let mut state = words(result.stage.map_or("", |stage| terms::name(stage, here.language)));
        if let Some(text) = latest.and_then(|row| row.note.as_ref()) {
            state.push(remark(text.0.clone()));
        }
        if let Some(source) = &entry.source {
            state.extend(here.source(source));
        }
        let cells = vec![
            Cell::words(entry.name.0.clone()),
            Cell::words(if entry.key { pick!(here, "重点", "key") } else { pick!(here, "一般", "other") }),
            if leaders.is_empty() { Cell::missing(unknown) } else { Cell::words(leaders) },
            here.figure_cell(own.investment(), unknown),
            Cell::words(format!("{} — {}", date(entry.start), date(entry.finish))),
            Cell::rich(state),
            result.quarter.map_or_else(
                || Cell::missing(unknown),
                |quarter| Cell::words(numbers::quarter(quarter, here.language)),
            ),
            here.figure_cell(own.since_start(), unknown),
            here.figure_cell(own.year_to_date(), ""),
            here.figure_cell(own.completion(), pick!(here, "无法计算", "cannot be computed")),
        ];
        TableRow { town: None, id: Some(format!("project-{}", entry.id)), cells }
    });
    let columns = vec![
        text_column(pick!(here, "项目", "Project")),
        text_column(pick!(here, "类型", "Kind")),
        text_column(pick!(here, "领办领导", "Leading leader")),
        figure_column(pick!(here, "计划总投资", "Planned")),
        text_column(pick!(here, "起止", "From — to")),
        text_column(pick!(here, "阶段与形象进度", "Stage and state of the works")),
        text_column(pick!(here, "数据截至", "As of")),
        figure_column(pick!(here, "开工以来完成", "Completed since start")),
        figure_column(pick!(here, "本年完成", "Completed this year")),
        figure_column(pick!(here, "占计划总投资", "Of the planned sum")),
    ];
    let key = town.projects.iter().filter(|entry| entry.key).count();
    let remark = say!(
        here.language,
        "共{}个项目，其中重点项目{key}个；单位：万元。",
        "{} projects, {key} of them key projects; in ten thousand yuan.",
        town.projects.len()
    );
    let table = Table::new(pick!(here, "项目", "Projects"), columns, rows.collect(), "");
    let more = here.link(pick!(here, "全部项目", "All projects"), &address::top("projects"));
    let parts = drawings::timeline(here, slug, table).into_iter().collect();
    Some(section("projects", pick!(here, "项目", "Projects"), parts).with_note(words(remark)).with_more(more))
}

/// The projects as rows: leader, planned investment, stage, state of the works.
pub fn project_rows(here: &Here, slug: &Slug) -> Vec<ProjectRow> {
    let town = here.town(slug);
    let results = &here.evaluation.towns[slug].projects;
    let labelled = |label: &str, value: &str| words(here.labelled(label, value));
    let row = |(entry, result): (&crate::model::Project, &crate::evaluate::project::ProjectResult)| {
        let leaders = here.language.join(entry.leading_leaders.iter().map(|leader| leader.post.0.as_str()));
        let mut lines = Vec::new();
        if !leaders.is_empty() {
            lines.push(labelled(pick!(here, "领办", "Led by"), &leaders));
        }
        let date = |date: Option<crate::units::PartialDate>| {
            date.map_or_else(|| MISSING.to_owned(), |date| numbers::partial(date, here.language))
        };
        if entry.start.is_some() || entry.finish.is_some() {
            lines.push(words(say!(
                here.language,
                "{}开工，{}完工",
                "from {} to {}",
                date(entry.start),
                date(entry.finish)
            )));
        }
        let stage = result.stage.map(|stage| terms::name(stage, here.language).to_owned());
        let latest = result.quarter.and_then(|quarter| entry.progress.iter().find(|row| row.quarter == quarter));
        let works = latest.and_then(|row| row.note.as_ref()).map(|text| text.0.clone());
        let state: Vec<String> = [stage, works].into_iter().flatten().collect();
        if !state.is_empty() {
            lines.push(words(state.join(pick!(here, "；", "; "))));
        }
        let own = result.figures(slug, entry);
        let amounts = match (own.since_start().worded(here.language), own.investment().worded(here.language)) {
            (Some(done), Some(planned)) => format!("{done}/{planned}"),
            (Some(done), None) => say!(here.language, "已完成{done}", "{done} completed"),
            (None, Some(planned)) => say!(here.language, "计划{planned}", "{planned} planned"),
            (None, None) => pick!(here, "投资未收录", "investment not on record").to_owned(),
        };
        ProjectRow {
            name: entry.name.0.clone(),
            kind: if entry.key { pick!(here, "重点", "key") } else { "" }.to_owned(),
            lines,
            done: own.completion().shown(here.language),
            amounts: words(amounts),
        }
    };
    town.projects.iter().zip(results).map(row).collect()
}

pub fn tasks(here: &Here, slug: &Slug, town: &Town) -> Option<SectionView> {
    if town.tasks.is_empty() {
        return None;
    }
    let rows = town.tasks.iter().zip(&here.evaluation.towns[slug].tasks).map(|(task, state)| {
        TableRow::of(vec![
            Cell::words(task.title.0.clone()),
            task.body.as_ref().map_or_else(|| Cell::missing(""), |body| Cell::words(body.0.clone())),
            Cell::words(task.due.to_string()),
            task.done.map_or_else(|| Cell::missing(""), |done| Cell::words(done.to_string())),
            Cell::words(terms::name(*state, here.language)),
        ])
    });
    let columns = vec![
        text_column(pick!(here, "任务", "Task")),
        text_column(pick!(here, "责任单位", "Who does it")),
        text_column(pick!(here, "期限", "Due")),
        text_column(pick!(here, "完成日期", "Done")),
        text_column(pick!(here, "情况", "State")),
    ];
    let table = Table::new(pick!(here, "攻坚任务清单", "Hard tasks"), columns, rows.collect(), "");
    let remark = pick!(
        here,
        "情况以数据截至日为准；期限当日完成仍为按期。",
        "State as of the site's date; the due day is still in time."
    );
    Some(section("tasks", pick!(here, "攻坚任务", "Hard tasks"), vec![Part::Table(table)]).with_note(words(remark)))
}
