//! **Projects that hang together.** Ids are unique in the whole site; works start before they finish; stages follow
//! each other; a project's rows follow each other by quarter and do not fall; the key projects' sum is not above the
//! town's key-project figure, nor that of all projects above its total (warning).
//!
//! Why: a project's page, its progress bar and its line in the list are all drawn from these rows. Sums are compared in
//! year-to-date figures alone: a figure since the start becomes one by taking off the last year's.
//!
//! Example: `start: 2021-12, finish: 2019-10` is refused at `2019-10`.

use std::collections::BTreeMap;
use std::path::Path;

use super::{Content, Report};
use crate::diagnostic::Message;
use crate::model::{Basis, Coded as _, ProgressField, Project, Town};
use crate::units::{Money, Quarter, Slug};

pub(super) fn check(content: &Content<'_>, report: &mut Report) {
    let mut ids: BTreeMap<&Slug, &Path> = BTreeMap::new();
    for (file, _, town) in content.towns() {
        for (index, project) in town.projects.iter().enumerate() {
            let path = format!("projects[{index}]");
            if let Some(earlier) = ids.insert(&project.id, file) {
                let id = &project.id;
                report.error(
                    "same-id",
                    file,
                    &format!("{path}.id"),
                    message!(
                        "项目代号“{id}”已在 {} 中用过",
                        "the project id `{id}` is already used in {}",
                        earlier.display()
                    ),
                    message!(
                        "每个项目的代号（id）在全站各不相同",
                        "give each project an id of its own in the whole site"
                    ),
                );
            }
            times(file, &path, project, report);
            rows(file, &path, project, report);
        }
        sums(file, town, report);
    }
}

fn times(file: &Path, path: &str, project: &Project, report: &mut Report) {
    if let (Some(start), Some(finish)) = (project.start, project.finish)
        && finish < start
    {
        report.error(
            "start-after-finish",
            file,
            &format!("{path}.finish"),
            message!("完工 {finish} 早于开工 {start}", "finishes {finish}, before it starts ({start})"),
            message!("请核对 start 和 finish", "check `start` and `finish`"),
        );
    }
    for (index, pair) in project.stages.windows(2).enumerate() {
        if pair[1].from.first_day <= pair[0].from.first_day {
            report.error(
                "stage-order",
                file,
                &format!("{path}.stages[{}].from", index + 1),
                message!("{} 不晚于上一阶段的 {}", "{} is not after the stage before ({})", pair[1].from, pair[0].from),
                message!("各阶段按开始日期先后排列", "order the stages by their first day"),
            );
        }
    }
}

fn rows(file: &Path, path: &str, project: &Project, report: &mut Report) {
    for (index, row) in project.progress.iter().enumerate() {
        let before = &project.progress[..index];
        if let Some(last) = before.last().filter(|last| last.quarter >= row.quarter) {
            report.error(
                if last.quarter == row.quarter { "quarter-twice" } else { "quarter-order" },
                file,
                &format!("{path}.progress[{index}].quarter"),
                message!("{} 写在 {} 之后", "{} stands behind {}", row.quarter, last.quarter),
                message!("每季度一行，按季度先后排列", "one row a quarter, ordered by quarter"),
            );
        }
        let comparable = |other: &&crate::model::ProjectProgress| {
            other.basis == row.basis
                && other.quarter < row.quarter
                && (row.basis == Basis::SinceStart || other.quarter.year == row.quarter.year)
        };
        let earlier = before.iter().rfind(comparable);
        if let Some(earlier) = earlier.filter(|earlier| row.completed < earlier.completed) {
            report.error(
                "cumulative-falls",
                file,
                &format!("{path}.progress[{index}].completed"),
                message!(
                    "{} 的累计完成 {} 小于 {} 的 {}"(
                        row.quarter,
                        row.completed,
                        earlier.quarter,
                        earlier.completed
                    ),
                    "{} by {} is below {} of {}"(row.completed, row.quarter, earlier.completed, earlier.quarter)
                ),
                message!("这里写累计数；basis 说明从何时起累计", "write cumulative figures; `basis` says since when"),
            );
        }
    }
}

/// A project's completed investment since 1 January, where its rows tell it.
fn year_to_date(project: &Project, quarter: Quarter) -> Option<Money> {
    let at = |quarter: Quarter| project.progress.iter().find(|row| row.quarter == quarter);
    let row = at(quarter)?;
    match row.basis {
        Basis::YearToDate => Some(row.completed),
        Basis::SinceStart if project.start.is_some_and(|start| start.year() == quarter.year) => Some(row.completed),
        Basis::SinceStart => {
            let last_year =
                at(Quarter { year: quarter.year - 1, number: 4 }).filter(|row| row.basis == Basis::SinceStart)?;
            Some(row.completed - last_year.completed)
        }
    }
}

fn sums(file: &Path, town: &Town, report: &mut Report) {
    for (index, row) in town.progress.iter().enumerate() {
        let mut above =
            |field: ProgressField, is_counted: fn(&Project) -> bool, words: fn(Quarter, Money, Money) -> Message| {
                // Projects of which the year's figure is not known can only add to the sum.
                let counted = town.projects.iter().filter(|project| is_counted(project));
                let sum: Money = counted.filter_map(|project| year_to_date(project, row.quarter)).sum();
                let Some(figure) = field.of(row).filter(|figure| sum > *figure) else { return };
                let code = field.code();
                report.warning(
                    "projects-above-town",
                    file,
                    &format!("progress[{index}].{code}"),
                    words(row.quarter, sum, figure),
                    message!(
                        "请核对各项目的 progress 与小镇的 {code}",
                        "check the projects' progress and the town's {code}"
                    ),
                );
            };
        above(
            ProgressField::KeyProjects,
            |project| project.key,
            |quarter, sum, figure| {
                message!(
                    "各重点项目 {quarter} 年内累计合计 {sum}，大于小镇所报的 {figure}",
                    "the key projects add up to {sum} in the year by {quarter}, above the town's {figure}"
                )
            },
        );
        above(
            ProgressField::Total,
            |_| true,
            |quarter, sum, figure| {
                message!(
                    "各项目 {quarter} 年内累计合计 {sum}，大于小镇所报的总投资 {figure}",
                    "the projects add up to {sum} in the year by {quarter}, above the town's total of {figure}"
                )
            },
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn projects_hang_together() {
        let one = |old, new| found(&[("towns/yunyao.yaml", old, new)]);
        assert_eq!(one("finish: 2021-12", "finish: 2019-09"), ["start-after-finish towns/yunyao.yaml 2019-09"]);
        assert_eq!(
            one("{from: 2019-08, stage: prep", "{from: 2019-11, stage: prep"),
            ["stage-order towns/yunyao.yaml 2019-10"]
        );
        assert_eq!(one("completed: 30000", "completed: 19999"), ["cumulative-falls towns/yunyao.yaml 19999"]);
        assert_eq!(one("completed: 30000", "completed: 38000.1"), ["projects-above-town towns/yunyao.yaml 38000"]);
        // With a project that is no key project the total is the bound: 30000 + 22100 is the town's 52100.
        let other = |completed: &str| {
            let more = format!(
                "\nprojects:\n  - {{id: yy-02, name: 停车场, progress: [{{quarter: 2020Q3, basis: year_to_date, completed: {completed}}}]}}"
            );
            found(&[("towns/yunyao.yaml", "\nprojects:", &more)])
        };
        assert_eq!(other("22100"), [""; 0]);
        assert_eq!(other("22100.1"), ["projects-above-town towns/yunyao.yaml 52100"]);
        assert_eq!(one("quarter: 2020Q3, basis", "quarter: 2020Q2, basis"), ["quarter-twice towns/yunyao.yaml 2020Q2"]);
        let second = ("towns/lanshan.yaml", "name: 岚杉小镇", "name: 岚杉小镇\nprojects: [{id: yy-01, name: 二}]");
        assert_eq!(found(&[second]), ["same-id towns/yunyao.yaml yy-01"]);
    }
}
