//! A town's investment: plans and their versions, returns quarter by quarter, revisions, projects and tasks.

use super::compose::{figure_column, section, text_column};
use super::context::Here;
use super::parts::{Cell, Part, ProjectRow, Rich, SectionView, Table, TableRow, remark, words};
use super::{address, drawings, town_archive, town_record};
use crate::evaluate::progress::TaskState;
use crate::figure::MISSING;
use crate::language::many;
use crate::model::{Coded as _, Town};
use crate::units::Slug;
use crate::words::{numbers, terms};

/// How far the town has come, as a chart with the table behind it; the table alone where nothing was planned.
pub fn progress(here: &Here, slug: &Slug) -> Option<SectionView> {
    let Some(part) = drawings::pace(here, slug) else { return town_archive::quarters(here, slug, here.town(slug)) };
    let all = here.link(pick!(here, "各季度数据", "Quarter by quarter"), &address::town_archive(slug));
    Some(section("progress", pick!(here, "投资进度", "Investment"), vec![part]).with_more(all))
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
    let gist = many(here.language, items.len(), pair!("条", "statement"));
    let parts = vec![Part::List { ordered: false, items }];
    Some(section("replies", pick!(here, "情况说明", "The town's own word"), parts).folded(gist))
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
        TableRow { id: Some(format!("project-{}", entry.id)), ..TableRow::of(cells) }
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
    let gist =
        say!(here.language, "共{}个，其中重点项目{key}个", "{}, {key} of them key projects", town.projects.len());
    let section = section("projects", pick!(here, "项目", "Projects"), parts).with_note(words(remark)).with_more(more);
    Some(section.folded(gist))
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
    let states = &here.evaluation.towns[slug].tasks;
    let counts = TaskState::WORDS.iter().filter_map(|word| {
        let count = states.iter().filter(|state| state.code() == word.code).count();
        (count > 0).then(|| format!("{}{}", word.name.pick(here), counted(here, count)))
    });
    let section = section("tasks", pick!(here, "攻坚任务", "Hard tasks"), vec![Part::Table(table)]);
    Some(section.with_note(words(remark)).folded(here.language.join(counts)))
}

/// So many items after what they are: `3项`, ` 3`.
fn counted(here: &Here, count: usize) -> String {
    say!(here.language, "{count}项", " {count}")
}
