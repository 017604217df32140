//! **Grades from a list that the town was on** (warning). A town is assessed on the list on which it stood at some time in the
//! year assessed.
//!
//! Why: award money goes by list and grade; a grade on another list pays another sum. Categories without a day hold at no known
//! time, so a town that has one is not doubted.
//!
//! Example: `list: creation` for 2020, where the town was a cultivation town from 2019 on.

use chrono::{Datelike as _, NaiveDate};

use super::{Content, Report};
use crate::language::Pair;
use crate::model::{Coded as _, Town};

pub(super) fn check(content: &Content<'_>, report: &mut Report) {
    for (file, _, town) in content.towns() {
        for (index, entry) in town.assessments.iter().enumerate() {
            if was_on(town, entry.year.0, entry.list) {
                continue;
            }
            let (year, Pair { zh, en }) = (entry.year, entry.list.word().name);
            report.warning(
                "grade-list",
                file,
                &format!("assessments[{index}].list"),
                message!("{year}年小镇不在{zh}名单上", "in {year} the town was not on the list {en}"),
                message!(
                    "请核对 list、year 与 category_history 中的日期",
                    "check `list`, `year` and the days in category_history"
                ),
            );
        }
    }
}

/// Whether a town was on a list on any day of a year, or nobody can tell.
fn was_on(town: &Town, year: i32, list: crate::model::Category) -> bool {
    let mut dated = Vec::new();
    for entry in &town.category_history {
        let Some(from) = entry.from else { return true };
        dated.push((from.first_day, entry.category));
    }
    let Some(last) = NaiveDate::from_ymd_opt(year, 12, 31) else { return true };
    dated.iter().enumerate().any(|(at, (from, category))| {
        let until = dated.get(at + 1).map(|(next, _)| *next);
        *category == list && *from <= last && until.is_none_or(|until| until.year() >= year)
    })
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn a_grade_is_from_a_list_of_its_year() {
        let file = "towns/yunyao.yaml";
        let sound = found(&[]);
        assert_eq!(sound, [""; 0]);
        let text = std::fs::read_to_string(
            std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/mutation/content").join(file),
        )
        .expect("readable");
        let list = text.lines().find(|line| line.contains("assessor: province")).expect("a grade of the province");
        let other = list.replace("list: creation", "list: cultivation");
        assert_ne!(list, other, "the example is graded as a creation town");
        assert_eq!(found(&[(file, list, &other)]), ["grade-list towns/yunyao.yaml cultivation"]);
    }
}
