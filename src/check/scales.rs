//! **Scales and grades.** A list has one scale an assessor, grades of a scale have ids of their own, and a grade that a
//! town, a method or an award names is in the scale of its assessor and list. A town has one grade a year of each.
//!
//! Why: the province's grades decide the money, and the scales of creation and cultivation differ.
//!
//! Example: `{assessor: province, list: creation, grade: exellent}` is refused with the hint `excellent`.

use std::path::Path;

use super::{Content, Report, did_you_mean};
use crate::model::{Assessor, Category, Rules};

pub(super) fn check(content: &Content<'_>, report: &mut Report) {
    if !content.known.rules {
        return;
    }
    let rules = &content.tree.rules;
    scales(rules, report);
    for (file, _, town) in content.towns() {
        for (index, entry) in town.assessments.iter().enumerate() {
            let path = format!("assessments[{index}]");
            grade(rules, file, &path, (entry.assessor, entry.list), &entry.grade, report);
            let same = |other: &crate::model::Assessment| {
                (other.year, other.assessor, other.list) == (entry.year, entry.assessor, entry.list)
            };
            if town.assessments[..index].iter().any(same) {
                report.error(
                    "grade-twice",
                    file,
                    &format!("{path}.year"),
                    message!("{} 年的这一考核写了两次", "this assessment of {} is written twice", entry.year),
                    message!(
                        "一年、一个考核主体、一个名单只有一个等次",
                        "there is one grade a year, assessor and list"
                    ),
                );
            }
        }
    }
    for (award, entry) in rules.awards.iter().enumerate() {
        for (index, case) in entry.cases.iter().enumerate() {
            if let Some(wanted) = &case.grade {
                let path = format!("awards[{award}].cases[{index}].grade");
                grade(rules, Path::new("rules.yaml"), &path, (Assessor::Province, wanted.list), &wanted.grade, report);
            }
        }
    }
}

/// Looks up a grade in the scale of an assessor and list; `path` holds `list` and `grade`.
fn grade(
    rules: &Rules,
    file: &Path,
    path: &str,
    (assessor, list): (Assessor, Category),
    grade: &str,
    report: &mut Report,
) {
    let scale = rules.scales.iter().find(|scale| scale.assessor == assessor && scale.lists.contains(&list));
    match scale {
        None => report.error(
            "scale",
            file,
            &format!("{path}.list"),
            message!(
                "rules.yaml 中没有这一考核主体、这一名单的等次（scales）",
                "rules.yaml has no scale for this assessor and list"
            ),
            message!("请先在 scales 中写明各等次", "write its grades in `scales` first"),
        ),
        Some(scale) if !scale.grades.iter().any(|entry| &*entry.id == grade) => {
            let names: Vec<&str> = scale.grades.iter().map(|entry| &*entry.id).collect();
            let (listed, ticked) = (names.join("、"), names.join(", "));
            report.error(
                "scale",
                file,
                &format!("{path}.grade"),
                message!("没有等次“{grade}”", "there is no grade `{grade}`"),
                did_you_mean(
                    grade,
                    &names,
                    message!("这一名单的等次有：{listed}", "the grades of this list are {ticked}"),
                ),
            );
        }
        Some(_) => {}
    }
}

fn scales(rules: &Rules, report: &mut Report) {
    let file = Path::new("rules.yaml");
    for (index, scale) in rules.scales.iter().enumerate() {
        for (position, list) in scale.lists.iter().enumerate() {
            let before = &rules.scales[..index];
            if before.iter().any(|other| other.assessor == scale.assessor && other.lists.contains(list)) {
                report.error(
                    "scale",
                    file,
                    &format!("scales[{index}].lists[{position}]"),
                    message!("这一考核主体、这一名单已有等次", "this assessor and list already have a scale"),
                    message!("一个名单只用一套等次", "a list has one scale"),
                );
            }
        }
        for (position, grade) in scale.grades.iter().enumerate() {
            if scale.grades[..position].iter().any(|other| other.id == grade.id) {
                report.error(
                    "same-id",
                    file,
                    &format!("scales[{index}].grades[{position}].id"),
                    message!("等次代码“{}”用了两次", "the grade id `{}` is used twice", grade.id),
                    message!("请另取一个代码", "choose another id"),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn grades_are_those_of_their_scale() {
        let town = |old, new| found(&[("towns/yunyao.yaml", old, new)]);
        assert_eq!(town("grade: good", "grade: god"), ["scale towns/yunyao.yaml god"]);
        assert_eq!(
            town("list: creation", "list: municipal"),
            ["scale towns/yunyao.yaml municipal", "grade-list towns/yunyao.yaml municipal"]
        );
        let rules = |old, new| found(&[("rules.yaml", old, new)]);
        assert_eq!(
            rules("{list: creation, grade: excellent}", "{list: creation, grade: first}"),
            ["scale rules.yaml first"]
        );
        assert_eq!(
            rules("{id: good, name", "{id: excellent, name").first().map(String::as_str),
            Some("same-id rules.yaml excellent")
        );
        let twice = "  - {year: 2018, assessor: province, list: creation, grade: good, published: 2019-05}\nscores:";
        assert_eq!(town("scores:", twice), ["grade-twice towns/yunyao.yaml 2018"]);
        assert_eq!(
            rules("assessor: city", "assessor: province"),
            [
                "scale rules.yaml creation",
                "scale rules.yaml cultivation",
                "method rules.yaml first",
                "method rules.yaml second"
            ]
        );
    }
}
