//! **Assessment methods that add up.** Weights are above 0 and sum to 100; grades fall from the best to the last, which
//! starts at 0; their ids are those of the city's scale; keys are unique.
//!
//! Why: a score is out of 100 and every score has a grade. Example: weights of 60 and 30 are refused.

use std::path::Path;

use rust_decimal::Decimal;

use super::{Content, Report, did_you_mean};
use crate::model::{AssessmentMethod, Assessor, Rules};

pub(super) fn check(content: &Content<'_>, report: &mut Report) {
    for (index, method) in content.tree.rules.assessment_methods.iter().enumerate() {
        let path = format!("assessment_methods[{index}]");
        components(&path, method, report);
        grades(&content.tree.rules, &path, method, report);
    }
}

fn components(path: &str, method: &AssessmentMethod, report: &mut Report) {
    let file = Path::new("rules.yaml");
    let sum: Decimal = method.components.iter().map(|component| component.weight.0).sum();
    if sum != Decimal::ONE_HUNDRED {
        let sum = sum.normalize();
        report.error(
            "method",
            file,
            &format!("{path}.components"),
            message!("各项权重合计 {sum}，应为 100", "the weights add up to {sum}, not to 100"),
            message!("请调整各项的 weight", "change the weights"),
        );
    }
    for (index, component) in method.components.iter().enumerate() {
        if component.weight.0 <= Decimal::ZERO {
            report.error(
                "method",
                file,
                &format!("{path}.components[{index}].weight"),
                message!("权重 {} 应大于 0", "the weight {} must be above 0", component.weight),
                message!("不计分的项请删去", "delete parts that do not count"),
            );
        }
        if method.components[..index].iter().any(|other| other.key == component.key) {
            report.error(
                "same-id",
                file,
                &format!("{path}.components[{index}].key"),
                message!("代码“{}”用了两次", "the key `{}` is used twice", component.key),
                message!("请另取一个代码", "choose another key"),
            );
        }
    }
}

fn grades(rules: &Rules, path: &str, method: &AssessmentMethod, report: &mut Report) {
    let file = Path::new("rules.yaml");
    let scales = rules.scales.iter().filter(|scale| scale.assessor == Assessor::City);
    let names: Vec<&str> = scales.flat_map(|scale| &scale.grades).map(|grade| &*grade.id).collect();
    for (index, grade) in method.grades.iter().enumerate() {
        let path = format!("{path}.grades[{index}]");
        if !names.contains(&&*grade.grade) {
            report.error(
                "method",
                file,
                &format!("{path}.grade"),
                message!("市级考评没有等次“{}”", "the city's scale has no grade `{}`", grade.grade),
                did_you_mean(
                    &grade.grade,
                    &names,
                    message!("请先在 scales（assessor: city）中写明", "write it in `scales` (assessor: city) first"),
                ),
            );
        }
        if let Some(before) =
            index.checked_sub(1).map(|before| &method.grades[before]).filter(|before| grade.from >= before.from)
        {
            report.error(
                "method",
                file,
                &format!("{path}.from"),
                message!(
                    "起点 {} 不低于上一等次的 {}",
                    "starts at {}, not below the grade before ({})",
                    grade.from,
                    before.from
                ),
                message!("等次从高到低排列", "order the grades from the best to the last"),
            );
        }
    }
    match method.grades.last() {
        Some(last) if last.from.0 != Decimal::ZERO => report.error(
            "method",
            file,
            &format!("{path}.grades[{}].from", method.grades.len() - 1),
            message!(
                "最后一等从 {} 分起，更低的分没有等次",
                "the last grade starts at {}; lower scores have no grade",
                last.from
            ),
            message!("最后一等写 from: 0", "let the last grade start at 0"),
        ),
        Some(_) => {}
        None => report.error(
            "method",
            file,
            &format!("{path}.grades"),
            message!("没有写等次", "no grades are written"),
            message!(
                "例如 - {{grade: excellent, from: 90}}，最后一等 from: 0",
                "such as - {{grade: excellent, from: 90}}; the last one starts at 0"
            ),
        ),
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn methods_add_up() {
        let one = |old, new| found(&[("rules.yaml", old, new)]);
        assert_eq!(one("weight: 40", "weight: 30").len(), 1);
        assert_eq!(one("{grade: first, from: 85}", "{grade: firs, from: 85}"), ["method rules.yaml firs"]);
        assert_eq!(one("{grade: second, from: 0}", "{grade: second, from: 10}"), ["method rules.yaml 10"]);
        assert_eq!(one("{grade: first, from: 85}", "{grade: first, from: 0}"), ["method rules.yaml 0"]);
        assert_eq!(
            one("{key: image, name", "{key: plan, name").first().map(String::as_str),
            Some("same-id rules.yaml plan")
        );
    }
}
