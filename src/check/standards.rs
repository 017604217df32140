//! **Standards with one bound.** Each item of an acceptance standard asks for at least or at most a value, for some
//! industries another one of the same direction; keys are unique; a value taken from `figures` has a unit that can be
//! converted.
//!
//! Why: attainment is value ÷ bound in one direction. Example: an item with both `at_least` and `at_most`.

use std::path::Path;

use super::{Content, Report, figures};
use crate::model::{IndicatorOrigin, Rules, StandardItem};

pub(super) fn check(content: &Content<'_>, report: &mut Report) {
    for (standard, entry) in content.tree.rules.standards.iter().enumerate() {
        for (index, item) in entry.items.iter().enumerate() {
            let path = format!("standards[{standard}].items[{index}]");
            let twice = entry.items[..index].iter().any(|other| other.key == item.key);
            look(&content.tree.rules, &path, item, twice, report);
        }
    }
}

fn look(rules: &Rules, path: &str, item: &StandardItem, twice: bool, report: &mut Report) {
    let file = Path::new("rules.yaml");
    let cure = || message!("at_least（不低于）和 at_most（不高于）只写一个", "write one of `at_least` and `at_most`");
    if twice {
        report.error(
            "same-id",
            file,
            &format!("{path}.key"),
            message!("指标代码“{}”用了两次", "the key `{}` is used twice", item.key),
            message!("请另取一个代码", "choose another key"),
        );
    }
    if item.at_least.is_some() == item.at_most.is_some() {
        let message = if item.at_least.is_some() {
            message!("at_least 和 at_most 都写了", "both `at_least` and `at_most` are written")
        } else {
            message!("没有写达标值", "no bound is written")
        };
        let place = if item.at_least.is_some() { format!("{path}.at_most") } else { format!("{path}.key") };
        report.error("standard-bound", file, &place, message, cure());
    }
    for (index, bound) in item.industries.iter().enumerate() {
        let one = bound.at_least.is_some() != bound.at_most.is_some();
        if !one || bound.at_least.is_some() != item.at_least.is_some() {
            report.error(
                "standard-bound",
                file,
                &format!("{path}.industries[{index}]"),
                message!(
                    "分产业的达标值与总的方向不同，或没有写、写了两个",
                    "the bound for these industries is missing, double, or of the other direction"
                ),
                cure(),
            );
        }
    }
    let measure = rules.measures.iter().find(|measure| measure.key == item.key);
    if let Some(measure) = measure.filter(|_| item.from == IndicatorOrigin::FigureSinceStart)
        && !figures::convertible(&measure.unit, &item.unit)
    {
        report.error(
            "unit",
            file,
            &format!("{path}.unit"),
            message!(
                "单位“{}”与指标的单位“{}”不能换算",
                "the unit `{}` cannot be converted from the measure's `{}`",
                item.unit,
                measure.unit
            ),
            message!("金额可写 元、万元 或 亿元", "amounts may be in 元, 万元 or 亿元"),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn items_have_one_bound() {
        let one = |old, new| found(&[("rules.yaml", old, new)]);
        assert_eq!(one("at_least: 5}", "at_least: 5, at_most: 7}"), ["standard-bound rules.yaml 7"]);
        assert_eq!(one(", at_least: 5}", "}"), ["standard-bound rules.yaml high_tech_firms"]);
        assert_eq!(
            one("[历史经典], at_most: 8", "[历史经典], at_least: 8"),
            ["standard-bound rules.yaml {industries: [历史经典], at_least: 8}"]
        );
        assert_eq!(one("{key: energy", "{key: high_tech_firms"), ["same-id rules.yaml high_tech_firms"]);
        assert_eq!(one("unit: 亿元, from", "unit: 亩, from"), ["unit rules.yaml 亩"]);
    }
}
