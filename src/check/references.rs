//! **References that lead somewhere.** A county, industry, measure, indicator, grade, award case, scored component,
//! town or policy that is named is there.
//!
//! Why: a misspelt name silently drops a town from its county or a grade from the ledger. A name of a file that is
//! there and faulty is not reported; nor is anything while the file that should define it is faulty.
//!
//! Example: `county: yunxii` is refused with the hint `yunxi`.

use std::collections::BTreeSet;
use std::path::Path;

use super::{Content, Report, did_you_mean};
use crate::diagnostic::Message;
use crate::language::Pair;
use crate::model::{ComponentKind, IndicatorOrigin, Rules};
use crate::units::{FromText as _, Key, Slug};

/// One kind of thing that is referred to.
struct ReferenceKind<'a> {
    words: Pair,
    /// Where such things are defined.
    home: &'static str,
    names: BTreeSet<&'a str>,
}

impl<'a> ReferenceKind<'a> {
    fn new(words: Pair, home: &'static str, names: impl IntoIterator<Item = &'a str>) -> Self {
        Self { words, home, names: names.into_iter().collect() }
    }

    fn look(&self, report: &mut Report, file: &Path, path: &str, name: &str) {
        // A name in the place of an id that means nothing was told when it was read.
        let is_id = Slug::from_text(name).is_ok() || Key::from_text(name).is_ok() || self.words.en == "industry";
        if is_id && !self.names.contains(name) {
            let names: Vec<&str> = self.names.iter().copied().collect();
            report.error("reference", file, path, self.message(name), did_you_mean(name, &names, self.cure()));
        }
    }

    fn message(&self, name: &str) -> Message {
        message!("没有{}“{name}”"(self.words.zh), "there is no {} `{name}`"(self.words.en))
    }

    fn cure(&self) -> Message {
        let names: Vec<&str> = self.names.iter().copied().take(12).collect();
        let (home, listed, ticked) = (self.home, names.join("、"), names.join(", "));
        if names.is_empty() {
            return message!("请先在 {home} 中写明", "define it in {home} first");
        }
        message!("{home} 中有：{listed}；新的请先在那里写明", "{home} has: {ticked}; define new ones there first")
    }
}

fn slugs(set: &BTreeSet<Slug>) -> impl Iterator<Item = &str> {
    set.iter().map(|slug| slug.0.as_str())
}

pub(super) fn check(content: &Content<'_>, report: &mut Report) {
    let (tree, known) = (content.tree, content.known);
    let counties = ReferenceKind::new(
        pair!("县（市、区）", "county"),
        "counties.yaml",
        tree.counties.iter().map(|county| county.id.0.as_str()),
    );
    for (file, _, town) in content.towns() {
        if let Some(county) = town.county.as_ref().filter(|_| known.counties) {
            counties.look(report, file, "county", &county.0);
        }
    }
    let towns = ReferenceKind::new(pair!("小镇", "town"), "towns/", slugs(&known.towns));
    for (slug, story) in &tree.stories {
        let file = content.path("stories", &slug.0, &["md"]);
        for (index, town) in story.meta.towns.iter().enumerate() {
            towns.look(report, &file, &format!("towns[{index}]"), &town.0);
        }
    }
    if !known.rules {
        return;
    }
    town_files(content, report);
    let file = Path::new("rules.yaml");
    for (index, pick) in tree.rules.picks.iter().enumerate() {
        towns.look(report, file, &format!("picks[{index}].town"), &pick.town.0);
    }
    let policies = ReferenceKind::new(pair!("政策文件", "policy"), "policies/", slugs(&known.policies));
    for (path, basis) in tree.rules.bases() {
        if let Some(policy) = &basis.policy {
            policies.look(report, file, &format!("{path}.policy"), &policy.0);
        }
    }
    rules(&tree.rules, file, report);
}

fn town_files(content: &Content<'_>, report: &mut Report) {
    let rules = &content.tree.rules;
    let industries = industries(rules);
    let measures = measures(rules);
    let indicators = indicators(rules);
    let cases = rules.awards.iter().flat_map(|award| &award.cases).map(|case| case.id.0.as_str());
    let cases = ReferenceKind::new(pair!("奖补情形", "award case"), "rules.yaml 的 awards", cases);
    let given = rules.assessment_methods.iter().flat_map(|method| &method.components);
    let given = given.filter(|component| component.kind == ComponentKind::Given).map(|component| &*component.key);
    let given = ReferenceKind::new(pair!("打分项", "scored component"), "rules.yaml 的 assessment_methods", given);
    for (file, _, town) in content.towns() {
        if let Some(industry) = &town.industry {
            industries.look(report, file, "industry", industry);
        }
        for (index, figure) in town.figures.iter().enumerate() {
            measures.look(report, file, &format!("figures[{index}].measure"), &figure.measure);
        }
        for (index, entry) in town.indicators.iter().enumerate() {
            indicators.look(report, file, &format!("indicators[{index}].key"), &entry.key);
        }
        for (index, payment) in town.payments.iter().enumerate() {
            cases.look(report, file, &format!("payments[{index}].case"), &payment.case.0);
        }
        for (index, score) in town.scores.iter().enumerate() {
            given.look(report, file, &format!("scores[{index}].key"), &score.key);
        }
    }
}

fn industries(rules: &Rules) -> ReferenceKind<'_> {
    ReferenceKind::new(
        pair!("产业", "industry"),
        "rules.yaml 的 industries",
        rules.industries.iter().map(|industry| &**industry),
    )
}

fn measures(rules: &Rules) -> ReferenceKind<'_> {
    ReferenceKind::new(
        pair!("指标", "measure"),
        "rules.yaml 的 measures",
        rules.measures.iter().map(|measure| &*measure.key),
    )
}

fn indicators(rules: &Rules) -> ReferenceKind<'_> {
    let items = rules.standards.iter().flat_map(|standard| &standard.items);
    ReferenceKind::new(pair!("达标指标", "indicator"), "rules.yaml 的 standards", items.map(|item| &*item.key))
}

fn rules(rules: &Rules, file: &Path, report: &mut Report) {
    let (industries, measures, indicators) = (industries(rules), measures(rules), indicators(rules));
    for (set, entry) in rules.rule_sets.iter().enumerate() {
        for (rule, interview) in entry.interviews.iter().enumerate() {
            for (index, key) in interview.indicators.iter().enumerate() {
                indicators.look(report, file, &format!("rule_sets[{set}].interviews[{rule}].indicators[{index}]"), key);
            }
        }
    }
    for (standard, entry) in rules.standards.iter().enumerate() {
        for (index, item) in entry.items.iter().enumerate() {
            let path = format!("standards[{standard}].items[{index}]");
            if item.from == IndicatorOrigin::FigureSinceStart {
                measures.look(report, file, &format!("{path}.key"), &item.key);
            }
            for (bound, entry) in item.industries.iter().enumerate() {
                for (name, industry) in entry.industries.iter().enumerate() {
                    industries.look(report, file, &format!("{path}.industries[{bound}].industries[{name}]"), industry);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn broken_references_are_found() {
        let town = "towns/yunyao.yaml";
        for (file, old, name) in [
            (town, "county: yunxi", "yunxj"),
            (town, "industry: 历史经典", "历史典故"),
            (town, "- {measure: total_investment", "total_investmnt"),
            (town, "- {year: 2020, key: high_tech_firms", "high_tech_firm"),
            (town, "- {case: named-before", "named-befor"),
            (town, "- {year: 2020, key: image", "imag"),
            ("rules.yaml", "- {town: yunyao", "yunyo"),
            ("rules.yaml", "policy: opinions", "opinion"),
            ("rules.yaml", "indicators: [high_tech_firms", "high_tech_fims"),
            ("rules.yaml", "{industries: [旅游", "旅"),
            ("rules.yaml", "{key: total_investment, name: 累计投资", "total_inv"),
            ("stories/kiln-night.md", "towns: [yunyao", "yunya"),
        ] {
            let at = old.rfind([' ', '[']).expect("a value") + 1;
            let new = if old.contains("name: 累计投资") {
                format!("{{key: {name}, name: 累计投资")
            } else {
                format!("{}{name}", &old[..at])
            };
            assert_eq!(found(&[(file, old, &new)]).first(), Some(&format!("reference {file} {name}")), "{new}");
        }
    }

    #[test]
    fn names_stand_in_the_place_of_ids() {
        let town = "towns/yunyao.yaml";
        for (file, old, new) in [
            (town, "county: yunxi", "county: 云溪县"),
            (town, "county: yunxi", "county: 云 溪"),
            (town, "category: named", "category: 省级命名"),
            (town, "grade: AAAA", "grade: 4A级"),
            (town, "status: revised", "status: 修订数"),
            ("stories/kiln-night.md", "towns: [yunyao", "towns: [云窑小镇"),
            ("rules.yaml", "- {town: yunyao", "- {town: 云窑小镇"),
            ("rules.yaml", "measure: key_projects", "measure: 重点项目投资"),
            ("counties.yaml", "kind: zone", "kind: 开发区"),
        ] {
            assert_eq!(found(&[(file, old, new)]), [""; 0], "{new}");
        }
        for (file, old, new, told) in [
            (town, "county: yunxi", "county: 云西县", "reference towns/yunyao.yaml 云西县"),
            ("stories/kiln-night.md", "towns: [yunyao", "towns: [云摇小镇", "reference stories/kiln-night.md 云摇小镇"),
            (town, "category: named", "category: 省级任命", "unknown-choice towns/yunyao.yaml 省级任命"),
        ] {
            assert_eq!(found(&[(file, old, new)]).first().map(String::as_str), Some(told), "{new}");
        }
        // Two towns of one name.
        let twins = found(&[
            ("towns/lanshan.yaml", "name: 岚杉小镇", "name: 云窑小镇"),
            ("stories/kiln-night.md", "towns: [yunyao", "towns: [云窑小镇"),
        ]);
        assert!(twins.contains(&"reference stories/kiln-night.md 云窑小镇".to_owned()), "{twins:?}");
    }

    #[test]
    fn a_faulty_file_is_not_a_missing_one() {
        let found =
            found(&[("towns/yunyao.yaml", "name: 云窑小镇", "name: ''"), ("counties.yaml", "kind: zone", "kind: x")]);
        assert_eq!(found, ["unknown-choice counties.yaml x", "bad-value towns/yunyao.yaml ''"]);
    }
}
