//! **Dates that decide what is shown** (warning). A town has a category with a day; a highlight says `as_of`, a figure
//! `published` or a period whose end is known, and a grade `published` as long as it may still be to come; a project's
//! figures have a return of their town.
//!
//! Why: a site is made as of a moment. What has no date is shown on every day, those before it was true among them; and what
//! hangs on a date that is not there is never shown.
//!
//! Example: `category_history: [{category: named}]` is asked for `from`: the town stands on no board and is there on every
//! day. Whoever says in the entry's `note` why the date is not known is not asked. Sizes of ground (平方公里, 亩) need no date. A grade of 2019 is asked for in 2019 and 2020; later it is out whatever
//! the day.

use chrono::Datelike as _;

use super::{Content, Report};
use crate::load::period;
use crate::model::{CategoryEntry, Town};

/// Units of what does not change from day to day.
const GROUND: [&str; 8] = ["平方公里", "平方千米", "公顷", "亩", "万亩", "平方米", "公里", "km²"];

pub(super) fn check(content: &Content<'_>, report: &mut Report) {
    for (file, _, town) in content.towns() {
        for (path, message, hint) in missing(town, content) {
            report.warning("date-missing", file, &path, message, hint);
        }
    }
}

type UndatedItem = (String, crate::diagnostic::Message, crate::diagnostic::Message);

fn missing(town: &Town, content: &Content<'_>) -> Vec<UndatedItem> {
    let mut asked = Vec::new();
    let is_silent = |entry: &CategoryEntry| entry.from.is_none() && entry.note.is_none();
    if !town.category_history.is_empty() && town.category_history.iter().all(is_silent) {
        asked.push((
            "category_history[0]".to_owned(),
            message!("没有写明从何时起属于这一类别：小镇不进任何榜单，并且在任何日期的网站上都出现", "it is not said since when the town is in this category: it stands on no board, and is there on every day"),
            message!("请写上 from；只知道不晚于某时的，加 at_latest: true；查不到的，用 note 说明", "write `from`; where it is known only that it was no later, add `at_latest: true`; where it is not known, say so in `note`"),
        ));
    }
    for (index, entry) in town.highlights.iter().enumerate() {
        if entry.as_of.is_none() && !GROUND.contains(&&*entry.unit.0) {
            asked.push((
                format!("highlights[{index}]"),
                message!("“{}”没有写明截至何时", "it is not said as of when `{}` is true", entry.label),
                message!(
                    "请写上 as_of，例如 as_of: 2021-12；在此之前不会显示",
                    "write `as_of`, such as `as_of: 2021-12`; it is not shown before"
                ),
            ));
        }
    }
    for (index, figure) in town.figures.iter().enumerate() {
        let has_period = figure.period.as_ref().is_some_and(|period| period::end(period).is_some());
        if figure.published.is_none() && !has_period && figure.basis.is_done() && figure.note.is_none() {
            asked.push((
                format!("figures[{index}]"),
                message!(
                    "既没有公布日期，也看不出所属时间何时结束，在任何日期的网站上都会显示",
                    "there is no day of publication and no period whose end is known, so that it is shown on every day"
                ),
                message!(
                    "请写上 published，或写明 period，例如 period: 2020；查不到的，用 note 说明",
                    "write `published`, or a `period` such as 2020; where it is not known, say so in `note`"
                ),
            ));
        }
    }
    for (index, entry) in town.assessments.iter().enumerate() {
        let year = entry.year.0;
        // Later the grade is out whatever the day.
        let matters = content.today.is_some_and(|today| today.year() <= year + 1);
        if entry.published.is_none() && entry.note.is_none() && matters {
            asked.push((
                format!("assessments[{index}]"),
                message!(
                    "没有写明 {year} 年等次的公布日期，{}年1月1日起即显示",
                    "the day on which the grades of {year} came out is missing, so that it is shown from 1 January {}",
                    year + 1
                ),
                message!("请写上 published，公布之前不会显示", "write `published`; the grade is not shown before"),
            ));
        }
    }
    for (index, project) in town.projects.iter().enumerate() {
        for (at, row) in project.progress.iter().enumerate() {
            let quarter = row.quarter;
            if !town.progress.iter().any(|own| own.quarter == quarter) {
                asked.push((
                    format!("projects[{index}].progress[{at}].quarter"),
                    message!(
                        "小镇没有 {quarter} 的报送记录，项目这一季度的数据不会显示",
                        "the town has no return of {quarter}, so that the project's figures of it are not shown"
                    ),
                    message!(
                        "请在 progress 中添加 {quarter} 的一行，写明 reported",
                        "add a row for {quarter} to `progress`, with `reported`"
                    ),
                ));
            }
        }
    }
    asked
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    const FILE: &str = "towns/yunyao.yaml";

    fn told(old: &str, new: &str) -> Vec<String> {
        found(&[(FILE, old, new)]).into_iter().filter(|one| one.starts_with("date-missing")).collect()
    }

    #[test]
    fn what_decides_is_asked_for() {
        let lanshan = "towns/lanshan.yaml";
        let undated = found(&[(lanshan, "{from: 2019-01, category: municipal}", "{category: municipal}")]);
        assert_eq!(undated, ["date-missing towns/lanshan.yaml {category: municipal}"]);
        assert_eq!(told(", as_of: 2020-06", "").len(), 1);
        assert_eq!(told("unit: 人, as_of: 2020-06", "unit: 亩"), [""; 0], "a size of ground");
        let grade = |year: &str| {
            let new = format!("assessments:\n  - {{year: {year}, assessor: province, list: creation, grade: good}}\n");
            told("assessments:\n", &new).len()
        };
        assert_eq!((grade("2016"), grade("2019")), (0, 1));
    }
}
