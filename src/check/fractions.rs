//! **Fractions where per cent is meant** (error). A share in per cent between 0 and 1 is refused unless its sign is
//! written: `0.9` may be 90 % or 0.9 %. A sign where the unit is another one is refused, too.
//!
//! Why: a threshold of `0.8` gives no town a card. Example: `at_least: 0.6` with the unit `%`; 60 or `0.6%` is meant.

use std::path::Path;

use rust_decimal::Decimal;

use super::{Content, Report};
use crate::diagnostic::value;
use crate::load::FileValues;
use crate::model::{CardScale, Rules, StandardItem};
use crate::units::{Number, fraction};

pub(super) fn check(content: &Content<'_>, report: &mut Report) {
    let rules = &content.tree.rules;
    let file = Path::new("rules.yaml");
    let mut look = FractionVisitor { content, report, values: None };
    look.open(file);
    for (set, entry) in rules.rule_sets.iter().enumerate() {
        for (index, measure) in entry.cards.iter().flat_map(|cards| cards.measures.iter().enumerate()) {
            let is_count = measure.kind.scale() == CardScale::Count;
            let path = format!("rule_sets[{set}].cards.measures[{index}]");
            look.number(file, &format!("{path}.yellow"), measure.yellow, !is_count);
            look.number(file, &format!("{path}.red"), measure.red, !is_count);
        }
    }
    for (standard, entry) in rules.standards.iter().enumerate() {
        for (index, item) in entry.items.iter().enumerate() {
            let path = format!("standards[{standard}].items[{index}]");
            let is_share = is_per_cent(&item.unit);
            let bounds = std::iter::once((path.clone(), item.at_least, item.at_most));
            let special = item.industries.iter().enumerate();
            let special =
                special.map(|(at, bound)| (format!("{path}.industries[{at}]"), bound.at_least, bound.at_most));
            for (path, at_least, at_most) in bounds.chain(special) {
                for (name, bound) in [("at_least", at_least), ("at_most", at_most)] {
                    if let Some(bound) = bound {
                        look.number(file, &format!("{path}.{name}"), bound, is_share);
                    }
                }
            }
        }
    }
    for (file, _, town) in content.towns() {
        look.open(file);
        // What is measured may well be below one per cent: only a sign where none belongs is told.
        for (index, highlight) in town.highlights.iter().enumerate() {
            look.sign(file, &format!("highlights[{index}].value"), is_per_cent(&highlight.unit));
        }
        for (index, figure) in town.figures.iter().enumerate() {
            let unit = figure.unit.as_ref().or_else(|| {
                rules.measures.iter().find(|measure| measure.key == figure.measure).map(|measure| &measure.unit)
            });
            look.sign(file, &format!("figures[{index}].value"), unit.is_some_and(|unit| is_per_cent(unit)));
        }
        for (index, entry) in town.indicators.iter().enumerate() {
            // A value held against a bound of many per cent is a fraction where it is below one.
            let item = item_of(rules, &entry.key);
            let path = format!("indicators[{index}].value");
            let bound = item.and_then(|item| item.at_least.or(item.at_most));
            let is_share = item.is_some_and(|item| is_per_cent(&item.unit));
            if is_share && bound.is_some_and(|bound| bound.0 >= FAR_ABOVE) {
                look.number(file, &path, entry.value, true);
            } else {
                look.sign(file, &path, is_share);
            }
        }
    }
}

/// A bound of so many per cent is not met by a value below one.
const FAR_ABOVE: Decimal = Decimal::TEN;

fn item_of<'r>(rules: &'r Rules, key: &str) -> Option<&'r StandardItem> {
    let mut items = rules.standards.iter().flat_map(|standard| &standard.items);
    items.find(|item| &*item.key == key)
}

fn is_per_cent(unit: &str) -> bool {
    matches!(unit, "%" | "％" | "百分比")
}

struct FractionVisitor<'c, 'r> {
    content: &'c Content<'c>,
    report: &'r mut Report,
    /// The values of the file, where it has numbers with a per cent sign; most have none.
    values: Option<FileValues>,
}

impl FractionVisitor<'_, '_> {
    fn open(&mut self, file: &Path) {
        let text = self.content.files.text(file).unwrap_or_default();
        let sign = |at: usize| text[..at].trim_end_matches(' ').ends_with(|c: char| c.is_ascii_digit());
        let has_signs = text.match_indices(['%', '％']).any(|(at, _)| sign(at));
        self.values = has_signs.then(|| self.content.files.values(file));
    }

    fn has_sign(&self, path: &str) -> bool {
        let written = self.values.as_ref().and_then(|values| values.value(&value(path)));
        written.is_some_and(|(_, text)| text.contains(['%', '％']))
    }

    /// A sign where the unit is another one.
    fn sign(&mut self, file: &Path, path: &str, is_share: bool) {
        if !is_share && self.has_sign(path) {
            self.report.error(
                "per-cent",
                file,
                path,
                message!("这里的单位不是百分比，不写百分号", "the unit here is not per cent: leave the sign out"),
                message!("请删去百分号，只写数字", "write the number alone"),
            );
        }
    }

    /// The same, and a fraction where the unit is per cent.
    fn number(&mut self, file: &Path, path: &str, number: Number, is_share: bool) {
        self.sign(file, path, is_share);
        if let Some((message, hint)) = fraction(number).filter(|_| is_share && !self.has_sign(path)) {
            self.report.error("per-cent", file, path, message, hint);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn signs_stand_where_the_unit_is_per_cent() {
        let town = "towns/yunyao.yaml";
        let label = "- {label: 非遗传承人, value: 120, unit: 人";
        let with = |number: &str, unit: &str| {
            found(&[(town, label, &format!("- {{label: 绿化率, value: {number}, unit: {unit}"))])
        };
        for (number, unit) in [("0.4", "'%'"), ("0.4%", "'%'"), ("40", "'%'"), ("0.4", "亿元")] {
            assert_eq!(with(number, unit), [""; 0], "{number} {unit}");
        }
        assert_eq!(with("40%", "人"), ["per-cent towns/yunyao.yaml 40%"]);
    }

    #[test]
    fn thresholds_are_no_fractions() {
        let with = |number: &str| found(&[("rules.yaml", "yellow: 80", &format!("yellow: {number}"))]);
        assert_eq!(with("0.8"), ["bad-value rules.yaml 0.8"]);
        assert_eq!(with("80%"), [""; 0]);
    }
}
