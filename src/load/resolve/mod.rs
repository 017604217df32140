//! Names in the place of ids: where a town, a county, a measure or a grade is wanted, its name may stand. Here the ids
//! take their place, so that nobody later knows of it; a name that means nothing, or more than one thing, is told.

mod sources;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Inventory, nearest};
use crate::diagnostic::{Diagnostic, value};
use crate::language::Pair;
use crate::model::{ComponentKind, Meant, Policy, Rules, Town, TownNames, Tree, county_named, title_key};
use crate::units::{Id, Slug, Text};

/// The ids that a name means.
type Find<'a> = Box<dyn Fn(&str) -> Vec<String> + 'a>;

/// What is known by one kind of name.
struct Names<'a> {
    words: Pair,
    /// Where such things are written; none of them is missed while that is faulty.
    home: &'static str,
    is_known: bool,
    /// The ids that a name means.
    find: Find<'a>,
    /// All names, to find what was probably meant.
    written: Vec<&'a str>,
}

impl<'a> Names<'a> {
    /// Things of which each has an id and a name.
    fn of(words: Pair, home: &'static str, is_known: bool, pairs: Vec<(&'a str, &'a str)>) -> Self {
        let written = pairs.iter().map(|(_, name)| *name).collect();
        let find = move |name: &str| {
            let key = title_key(name);
            let mut ids: Vec<String> =
                pairs.iter().filter(|(_, name)| title_key(name) == key).map(|(id, _)| (*id).to_owned()).collect();
            ids.sort();
            ids.dedup();
            ids
        };
        Self { words, home, is_known, find: Box::new(find), written }
    }

    /// Puts the id in the place of a name.
    fn settle<T: Id>(&self, id: &mut T, file: &Path, path: &str, told: &mut Vec<Diagnostic>) {
        let Some(name) = id.name().map(str::to_owned) else { return };
        let found = (self.find)(&name);
        let (message, hint) = match &found[..] {
            [one] => {
                *id = T::written(one);
                return;
            }
            [] if !self.is_known => return,
            [] => (
                message!("没有{}“{name}”"(self.words.zh), "there is no {} `{name}`"(self.words.en)),
                match nearest(&name, &self.written) {
                    Some(near) => message!("是否应为“{near}”？", "did you mean `{near}`?"),
                    None => {
                        message!("请写 {} 中已有的代号或名称", "write an id or a name that stands in {}", self.home)
                    }
                },
            ),
            several => (
                message!(
                    "名称“{name}”不止指一个{}"(self.words.zh),
                    "the name `{name}` means more than one {}"(self.words.en)
                ),
                message!("请改写代号：{}"(several.join("、")), "write the id instead: {}"(several.join(", "))),
            ),
        };
        told.push(Diagnostic::error("reference", file, value(path), message).with_hint(hint));
    }
}

/// Puts ids in the place of all names of a tree. `has` tells whether a file is there.
pub(super) fn names(tree: &mut Tree, known: &Inventory, has: &dyn Fn(&str) -> bool) -> Vec<Diagnostic> {
    let mut told = Vec::new();
    let is_known = |is_read: bool, file: &str| is_read || !has(file);
    counties(tree, is_known(known.counties, "counties.yaml"), has, &mut told);
    in_stories(tree, known, &mut told);
    sources::resolve(tree, is_known(known.sources, "sources.yaml"), has, &mut told);
    let policies = std::mem::take(&mut tree.policies);
    bases(&mut tree.rules, &policies, policies.len() == known.policies.len(), &mut told);
    tree.policies = policies;
    let rules = tree.rules.clone();
    let named = ByRules::new(&rules, is_known(known.rules, "rules.yaml"));
    for (slug, town) in &mut tree.towns {
        if named.concerns(town) {
            named.town(Arc::make_mut(town), &file_of(slug, has), &mut told);
        }
    }
    named.rules(&mut tree.rules, &mut told);
    told
}

fn file_of(slug: &Slug, has: &dyn Fn(&str) -> bool) -> PathBuf {
    let other = format!("towns/{slug}.yml");
    PathBuf::from(if has(&other) { other } else { format!("towns/{slug}.yaml") })
}

fn counties(tree: &mut Tree, is_known: bool, has: &dyn Fn(&str) -> bool, told: &mut Vec<Diagnostic>) {
    let all = &tree.counties;
    let counties = Names {
        words: pair!("县（市、区）", "county"),
        home: "counties.yaml",
        is_known,
        find: Box::new(|name| county_named(all, name).map(|county| county.id.0.to_string()).into_iter().collect()),
        written: all.iter().map(|county| &*county.name.0).collect(),
    };
    for (slug, town) in &mut tree.towns {
        if town.county.as_ref().is_some_and(|county| county.name().is_some())
            && let Some(county) = &mut Arc::make_mut(town).county
        {
            counties.settle(county, &file_of(slug, has), "county", told);
        }
    }
}

/// Towns by name, in stories and in the rules' picks.
fn in_stories(tree: &mut Tree, known: &Inventory, told: &mut Vec<Diagnostic>) {
    let named = TownNames::of(tree.towns.iter().map(|(slug, town)| (slug, &**town)), &tree.counties);
    let towns = Names {
        words: pair!("小镇", "town"),
        home: "towns/",
        // The name of a town whose file is faulty is not known.
        is_known: known.towns.len() == tree.towns.len(),
        written: named.written(),
        find: Box::new(|name| match named.find(name) {
            Meant::One(slug) => vec![slug.0.to_string()],
            Meant::Several(slugs) => slugs.iter().map(|slug| slug.0.to_string()).collect(),
            Meant::Nobody => Vec::new(),
        }),
    };
    for (slug, story) in &mut tree.stories {
        if story.meta.towns.iter().any(|town| town.name().is_some()) {
            let file = PathBuf::from(format!("stories/{slug}.md"));
            for (index, town) in Arc::make_mut(story).meta.towns.iter_mut().enumerate() {
                towns.settle(town, &file, &format!("towns[{index}]"), told);
            }
        }
    }
    for (index, pick) in tree.rules.picks.iter_mut().enumerate() {
        towns.settle(&mut pick.town, Path::new(RULES), &format!("picks[{index}].town"), told);
    }
}

const RULES: &str = "rules.yaml";

/// Policy documents by title or by their number, where rules rest on them.
fn bases(rules: &mut Rules, all: &BTreeMap<Slug, Policy>, is_known: bool, told: &mut Vec<Diagnostic>) {
    let titles = all.iter().map(|(slug, policy)| (&*slug.0, policy.meta.title.0.as_str()));
    let numbered =
        all.iter().filter_map(|(slug, policy)| Some((&*slug.0, policy.meta.document_number.as_ref()?.0.as_str())));
    let policies = Names::of(pair!("政策文件", "policy"), "policies/", is_known, titles.chain(numbered).collect());
    for (path, basis) in rules.bases_mut() {
        if let Some(policy) = &mut basis.policy {
            policies.settle(policy, Path::new(RULES), &format!("{path}.policy"), told);
        }
    }
}

/// What the rules give names to.
struct ByRules<'a> {
    measures: Names<'a>,
    indicators: Names<'a>,
    cases: Names<'a>,
    components: Names<'a>,
    grades: Names<'a>,
}

impl<'a> ByRules<'a> {
    fn new(rules: &'a Rules, is_known: bool) -> Self {
        let names = |words, pairs| Names::of(words, RULES, is_known, pairs);
        let items = rules.standards.iter().flat_map(|standard| &standard.items);
        let components = rules.assessment_methods.iter().flat_map(|method| &method.components);
        let components = components.filter(|component| component.kind == ComponentKind::Given);
        let grades = rules.scales.iter().flat_map(|scale| &scale.grades);
        let cases = rules.awards.iter().flat_map(|award| &award.cases);
        let pair = |id: &'a str, name: &'a Text| (id, name.0.as_str());
        Self {
            measures: names(
                pair!("指标", "measure"),
                rules.measures.iter().map(|one| pair(&one.key.0, &one.name)).collect(),
            ),
            indicators: names(pair!("达标指标", "indicator"), items.map(|one| pair(&one.key.0, &one.name)).collect()),
            cases: names(pair!("奖补情形", "award case"), cases.map(|one| pair(&one.id.0, &one.name)).collect()),
            components: names(
                pair!("打分项", "scored component"),
                components.map(|one| pair(&one.key.0, &one.name)).collect(),
            ),
            grades: names(pair!("等次", "grade"), grades.map(|one| pair(&one.id.0, &one.name)).collect()),
        }
    }

    /// Whether a town names anything by its name.
    fn concerns(&self, town: &Town) -> bool {
        town.figures.iter().any(|figure| figure.measure.name().is_some())
            || town.indicators.iter().any(|indicator| indicator.key.name().is_some())
            || town.payments.iter().any(|payment| payment.case.name().is_some())
            || town.scores.iter().any(|score| score.key.name().is_some())
            || town.assessments.iter().any(|assessment| assessment.grade.name().is_some())
    }

    fn town(&self, town: &mut Town, file: &Path, told: &mut Vec<Diagnostic>) {
        for (index, figure) in town.figures.iter_mut().enumerate() {
            self.measures.settle(&mut figure.measure, file, &format!("figures[{index}].measure"), told);
        }
        for (index, indicator) in town.indicators.iter_mut().enumerate() {
            self.indicators.settle(&mut indicator.key, file, &format!("indicators[{index}].key"), told);
        }
        for (index, payment) in town.payments.iter_mut().enumerate() {
            self.cases.settle(&mut payment.case, file, &format!("payments[{index}].case"), told);
        }
        for (index, score) in town.scores.iter_mut().enumerate() {
            self.components.settle(&mut score.key, file, &format!("scores[{index}].key"), told);
        }
        for (index, assessment) in town.assessments.iter_mut().enumerate() {
            self.grades.settle(&mut assessment.grade, file, &format!("assessments[{index}].grade"), told);
        }
    }

    /// The rules name each other.
    fn rules(&self, rules: &mut Rules, told: &mut Vec<Diagnostic>) {
        let file = Path::new(RULES);
        for (set, entry) in rules.rule_sets.iter_mut().enumerate() {
            for (rule, interview) in entry.interviews.iter_mut().enumerate() {
                for (index, key) in interview.indicators.iter_mut().enumerate() {
                    let path = format!("rule_sets[{set}].interviews[{rule}].indicators[{index}]");
                    self.indicators.settle(key, file, &path, told);
                }
            }
        }
        for (method, entry) in rules.assessment_methods.iter_mut().enumerate() {
            for (index, grade) in entry.grades.iter_mut().enumerate() {
                let path = format!("assessment_methods[{method}].grades[{index}].grade");
                self.grades.settle(&mut grade.grade, file, &path, told);
            }
        }
        for (award, entry) in rules.awards.iter_mut().enumerate() {
            for (index, case) in entry.cases.iter_mut().enumerate() {
                if let Some(grade) = &mut case.grade {
                    let path = format!("awards[{award}].cases[{index}].grade.grade");
                    self.grades.settle(&mut grade.grade, file, &path, told);
                }
            }
        }
    }
}
