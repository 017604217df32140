//! What the editions show of items and sections.

use super::*;

#[test]
fn internal_items_are_not_in_the_public_edition() {
    let extra = "findings: [{on: 2020-05-12, weakness: w, state: open}]\ninterviews: [{on: 2020-08-01, reason: r}]";
    let mut tree = tree(extra);
    tree.config.as_mut().expect("there").editions.internal.sections = vec![Section::Findings, Section::Interviews];
    tree.towns.insert(slug("hidden"), yaml("{name: a, internal: true, category_history: [{category: named}]}"));
    let front = |extra: &str| format!("{{title: t, date: 2020-01-01, {extra}}}");
    for (name, extra) in
        [("shown", ""), ("internal", "internal: true"), ("draft", "draft: true"), ("late", "weight: 1")]
    {
        let mut meta: StoryMeta = yaml(&front(extra));
        if name == "late" {
            meta.date = crate::units::Timestamp::from_text("2030-01-01").expect("a time");
        }
        tree.stories.insert(slug(name), Arc::new(Story { meta, body: String::new() }));
    }
    for (name, internal) in [("a", false), ("b", true)] {
        let meta = yaml(&format!("{{title: t, internal: {internal}}}"));
        tree.pages.insert(slug(name), StaticPage { meta, body: String::new() });
        let meta = yaml(&format!(
            "{{title: t, issuer: i, published: 2020-01-02, disclosure: d, validity: v, internal: {internal}}}"
        ));
        tree.policies.insert(slug(name), Policy { meta, body: String::new() });
    }
    tree.rules = yaml::<Rules>(
        "picks: [{town: yunyao, reason: r, from: 2020-01-01, to: 2020-12-31}, {town: yunyao, reason: r, from: 2020-01-01, internal: true}, {town: nowhere, reason: r, from: 2020-01-01}]",
    );
    let count = |edition, as_of, drafts| {
        let site = visible(tree.clone(), edition, day(as_of), drafts);
        let town = &site.towns["yunyao"];
        let items = [site.towns.len(), site.stories.len(), site.pages.len(), site.policies.len()];
        (items, site.rules.picks.len(), town.findings.len(), town.interviews.len())
    };
    assert_eq!(count(Edition::Public, "2020-12-31", false), ([1, 1, 1, 1], 1, 0, 0));
    assert_eq!(count(Edition::Public, "2021-01-01", true), ([1, 2, 1, 1], 0, 0, 0));
    assert_eq!(count(Edition::Internal, "2020-12-31", false), ([2, 2, 2, 2], 2, 1, 1));
    assert_eq!(count(Edition::Public, "2020-01-01", false).0[3], 0, "policies appear on their day");
}

#[test]
fn sections_that_an_edition_does_not_show_are_not_there() {
    let extra = "experts: {standing: [a]}
payments: [{case: c, year: 2019, amount: 1, paid: 2020-06-01}]
scores: [{year: 2020, key: k, value: 90, on: 2020-01-15}]
assessments: [{year: 2018, assessor: province, list: creation, grade: good}]
interviews: [{on: 2020-08-01, reason: r}]
findings: [{on: 2020-05-12, weakness: w, state: open}]";
    let mut tree = tree(extra);
    tree.rules = yaml(
        "rule_sets: [{id: a, from: 2020-01-01, basis: {document: d}, cards: {basis: {document: d}, plan: latest, measures: [{kind: period_plan_rate, yellow: 80, red: 60}]},
  interviews: [{id: i, name: n, kind: behind}]}]
assessment_methods: [{id: a, name: n, from: 2020, basis: {document: d}, components: [], grades: []}]
awards: [{id: a, name: n, from: 2020, to: 2022, basis: {document: d}, cases: []}]",
    );
    let all = vec![
        Section::Cards,
        Section::Interviews,
        Section::Analysis,
        Section::Assessments,
        Section::Awards,
        Section::Experts,
        Section::Findings,
    ];
    for sections in [Vec::new(), all] {
        tree.config.as_mut().expect("there").editions.internal.sections = sections.clone();
        let site = visible(tree.clone(), Edition::Internal, day("2021-01-01"), false);
        let shown = usize::from(!sections.is_empty());
        let town = &site.towns["yunyao"];
        let items = [
            town.payments.len(),
            town.scores.len(),
            town.assessments.len(),
            town.interviews.len(),
            town.findings.len(),
        ];
        assert_eq!(items, [shown; 5]);
        let set = &site.rules.rule_sets[0];
        let cards = set.cards.as_ref().expect("the plan version stays: ranks are judged by it too");
        assert_eq!(cards.plan, crate::model::PlanVersion::Latest);
        let rules = [cards.measures.len(), set.interviews.len(), site.rules.awards.len()];
        assert_eq!(rules, [shown; 3]);
        assert_eq!(site.rules.assessment_methods.len(), shown);
        assert_eq!(usize::from(town.experts.is_some()), shown);
        assert_eq!(site.quarters.values().filter(|quarter| quarter.analysis.is_some()).count(), shown);
    }
}
