//! Each cut-off on the day before and on the day, each internal drop in both editions.

mod editions;

use super::*;
use crate::model::{FigureStatus, FindingState, Rules};
use crate::units::FromText;

const CONFIG: &str = "title: 阳光榜
area: 云岚市
base_url: https://towns.example.cn/
time_zone: Asia/Shanghai
language: zh-CN
organiser: 市特镇办
contact: {}
editions:
  public: {sections: [cards, interviews, analysis, assessments, awards, experts, findings]}
  internal: {sections: []}
";

/// The end of a day, or a minute of it.
fn day(text: &str) -> NaiveDateTime {
    crate::units::Timestamp::from_text(text).expect("a time").end()
}

fn slug(text: &str) -> Slug {
    Slug::from_text(text).expect("a slug")
}

fn yaml<T: serde::de::DeserializeOwned>(text: &str) -> T {
    serde_yaml::from_str(text).expect("well formed")
}

/// A tree with one town, of which `extra` is written, and the quarter 2020Q1 released on 2020-04-20.
fn tree(extra: &str) -> Tree {
    let town = yaml(&format!("name: 云窑小镇\ncategory_history: [{{category: named}}]\n{extra}\n"));
    let quarter = yaml("{quarter: 2020Q1, released: 2020-04-20 09:00, analysis: {released: 2020-05-01}}");
    Tree {
        config: Some(yaml(CONFIG)),
        towns: BTreeMap::from([(slug("yunyao"), town)]),
        quarters: BTreeMap::from([(Quarter { year: 2020, number: 1 }, quarter)]),
        ..Tree::default()
    }
}

fn public(extra: &str, as_of: &str) -> Site {
    visible(tree(extra), Edition::Public, day(as_of), false)
}

/// Nothing on the day before, one thing on the day.
fn appears(on: &str, extra: &str, count: fn(&Town) -> usize) {
    let before = day(on).date().pred_opt().expect("a day before").to_string();
    let counts = [before.as_str(), on].map(|as_of| count(&public(extra, as_of).towns["yunyao"]));
    assert_eq!(counts, [0, 1], "{extra} on {on}");
}

#[test]
fn each_dated_item_of_a_town_appears_on_its_day() {
    let dated = |town: &Town| town.category_history.iter().filter(|entry| entry.from.is_some()).count();
    appears("2018-09-01", "note: x\nimplementing_body: y\nscenic: [{grade: AAA, since: 2018-09}]", |town| {
        town.scenic.len()
    });
    let mut tree = tree("");
    tree.towns.insert(slug("yunyao"), yaml("{name: a, category_history: [{from: 2018-09, category: named}]}"));
    for (as_of, count) in [("2018-08-31", None), ("2018-09-01", Some(1))] {
        let site = visible(tree.clone(), Edition::Public, day(as_of), false);
        assert_eq!(site.towns.get("yunyao").map(|town| dated(town)), count, "no town before its listing");
    }
    appears("2020-06-01", "highlights: [{label: l, value: 1, unit: 人, as_of: 2020-06}]", |town| {
        town.highlights.len()
    });
    appears("2020-05-03", "photos: [{file: a.jpg, alt: x, taken: 2020-05-03}]", |town| town.photos.len());
    let annual = "figures: [{measure: m, basis: annual, value: 1, period: 2019}]";
    appears("2019-12-31", annual, |town| town.figures.len());
    let half = "figures: [{measure: m, basis: since_start, value: 1, period: 2019年上半年}]";
    appears("2019-06-30", half, |town| town.figures.len());
    appears("2020-03-01", "linked_leaders: [{post: 县委书记, from: 2020-03}]", |town| town.linked_leaders.len());
    let plan = "plan: [{year: 2020, approved: 2020-02-20, total: {year: 4, quarters: [1, 2, 3, 4]}}]";
    appears("2020-02-20", plan, |town| town.plan.len());
    let figure = "figures: [{measure: total_investment, basis: annual, value: 1, published: 2019}]";
    appears("2019-01-01", figure, |town| town.figures.len());
    appears("2020-04-22", "progress: [{quarter: 2020Q1, reported: 2020-04-22, total: 1, status: final}]", |town| {
        town.progress.len()
    });
    let project = |inner: &str| format!("projects: [{{id: p, name: p, {inner}}}]");
    appears("2019-10-01", &project("stages: [{from: 2019-10, stage: construction}]"), |t| t.projects[0].stages.len());
    appears("2020-03-01", &project("leading_leaders: [{post: 副县长, from: 2020-03}]"), |town| {
        town.projects[0].leading_leaders.len()
    });
    appears("2020-12-31", "indicators: [{year: 2020, key: k, value: 1}]", |town| town.indicators.len());
    appears("2020-06-30", "indicators: [{year: 2020, key: k, value: 1, reported: 2020-06-30}]", |t| t.indicators.len());
    appears("2020-12-31", "honours: [{year: 2020, title: t, kind: person}]", |town| town.honours.len());
    appears("2020-11-05", "honours: [{year: 2020, title: t, kind: person, on: 2020-11-05}]", |town| town.honours.len());
    let finding = "findings: [{on: 2020-05-12, weakness: w, state: open, internal: false}]";
    appears("2020-05-12", finding, |town| town.findings.len());
    let interview = "interviews: [{on: 2020-08-01, reason: r, internal: false}]";
    appears("2020-08-01", interview, |town| town.interviews.len());
    let grade = "assessments: [{year: 2019, assessor: province, list: creation, grade: good, published: 2020-05-08}]";
    appears("2020-05-08", grade, |town| town.assessments.len());
    let undated = "assessments: [{year: 2019, assessor: province, list: creation, grade: good}]";
    appears("2020-01-01", undated, |town| town.assessments.len());
    appears("2021-01-15", "scores: [{year: 2020, key: k, value: 90, on: 2021-01-15}]", |town| town.scores.len());
    appears("2020-07-01", "warnings: [{on: 2020-07-01, by: province, text: t}]", |town| town.warnings.len());
    appears("2020-03-01", "support: [{kind: land, on: 2020-03}]", |town| town.support.len());
    appears("2020-06-01", "payments: [{case: c, year: 2019, amount: 1, paid: 2020-06-01}]", |town| town.payments.len());
}

#[test]
fn what_is_undated_stays() {
    let extra = "scenic: [{grade: AAA}]\nlinked_leaders: [{post: p}]\nfigures: [{measure: m, basis: annual, value: 1}]";
    let site = public(extra, "1999-01-01");
    let town = &site.towns["yunyao"];
    assert_eq!(
        (town.scenic.len(), town.linked_leaders.len(), town.figures.len(), town.category_history.len()),
        (1, 1, 1, 1)
    );
}

#[test]
fn what_ends_later_has_not_ended() {
    let extra = "tasks: [{title: t, due: 2020-09-30, done: 2020-09-21}]
findings: [{on: 2020-01-01, weakness: w, state: closed, closed: 2020-09-21, internal: false}]";
    for (as_of, done) in [("2020-09-20", false), ("2020-09-21", true)] {
        let site = public(extra, as_of);
        let town = &site.towns["yunyao"];
        assert_eq!(town.tasks[0].done.is_some(), done);
        assert_eq!(town.findings[0].state == FindingState::Closed, done);
    }
}

#[test]
fn a_corrected_figure_reads_as_it_did_on_the_day() {
    let extra = "progress:
  - quarter: 2020Q1
    reported: 2020-04-01
    total: 30
    status: revised
    history:
      - {field: total, value: 10, published: 2020-04-01, replaced: 2020-05-01, why: a}
      - {field: total, value: 20, published: 2020-05-01, replaced: 2020-06-01, why: b}";
    let on = |as_of| {
        let row = public(extra, as_of).towns["yunyao"].progress[0].clone();
        (row.total.map(|total| total.to_string()), row.history.len(), row.status)
    };
    let is = |total: &str, length, status| (Some(total.to_owned()), length, status);
    assert_eq!(on("2020-04-30"), is("10", 0, FigureStatus::Final));
    assert_eq!(on("2020-05-01"), is("20", 1, FigureStatus::Revised));
    assert_eq!(on("2020-06-01"), is("30", 2, FigureStatus::Revised));
    // A correction may say how firm the value was before it.
    let said = extra.replace("replaced: 2020-05-01,", "replaced: 2020-05-01, status: provisional,");
    let status = |as_of| public(&said, as_of).towns["yunyao"].progress[0].status;
    assert_eq!(status("2020-04-30"), FigureStatus::Provisional);
    assert_eq!(status("2020-05-01"), FigureStatus::Revised);
}

/// Who corrects a return may write the day of the correction as its `reported`: what was published before was there before.
#[test]
fn a_corrected_return_was_there_with_its_first_value() {
    let progress = "progress:
  - quarter: 2020Q3
    reported: 2020-11-20
    total: 55000
    status: revised
    history: [{field: total, value: 55903, published: 2020-10-13, replaced: 2020-11-20, why: 重复计入}]";
    let at = |as_of: &str| {
        let mut tree = tree(progress);
        tree.quarters.insert(Quarter { year: 2020, number: 3 }, yaml("{quarter: 2020Q3, released: 2020-10-01}"));
        let site = visible(tree, Edition::Internal, day(as_of), false);
        let row = site.towns[&slug("yunyao")].progress.first().cloned()?;
        Some((row.total.map(|total| total.to_string()), row.reported.map(|day| day.to_string()), row.history.len()))
    };
    assert_eq!(at("2020-10-12"), None);
    assert_eq!(at("2020-10-13"), Some((Some("55903".into()), Some("2020-10-13".into()), 0)));
    assert_eq!(at("2020-11-19"), Some((Some("55903".into()), Some("2020-10-13".into()), 0)));
    assert_eq!(at("2020-11-20"), Some((Some("55000".into()), Some("2020-11-20".into()), 1)));
}

#[test]
fn quarters_are_public_once_released_and_the_offices_once_over() {
    let rows = "progress: [{quarter: 2020Q1, reported: 2020-04-10, status: final}]
projects: [{id: p, name: p, progress: [{quarter: 2020Q1, basis: since_start, completed: 1}]}]";
    let seen = |edition, as_of| {
        let site = visible(tree(rows), edition, day(as_of), false);
        let town = &site.towns["yunyao"];
        (site.quarters.len(), town.progress.len(), town.projects[0].progress.len())
    };
    assert_eq!(seen(Edition::Public, "2020-04-19"), (0, 0, 0));
    assert_eq!(seen(Edition::Public, "2020-04-20"), (1, 1, 1));
    assert_eq!(seen(Edition::Internal, "2020-03-30"), (0, 0, 0));
    assert_eq!(seen(Edition::Internal, "2020-04-12"), (1, 1, 1));
    let mut kept_back = tree(rows);
    kept_back.quarters.values_mut().for_each(|quarter| quarter.internal = true);
    assert!(visible(kept_back, Edition::Public, day("2021-01-01"), false).quarters.is_empty());
}

#[test]
fn a_projects_figures_come_with_the_return_of_its_town() {
    let rows = |reported: &str| {
        let town = format!(
            "progress: [{{quarter: 2020Q1, {reported}status: provisional}}]
projects: [{{id: p, name: p, progress: [{{quarter: 2020Q1, basis: since_start, completed: 1}}]}}]"
        );
        move |as_of| public(&town, as_of).towns["yunyao"].projects[0].progress.len()
    };
    let late = rows("reported: 2020-05-06, ");
    assert_eq!((late("2020-05-05"), late("2020-05-06")), (0, 1));
    assert_eq!(rows("")("2021-01-01"), 0, "the return is still to come");
}

#[test]
fn what_has_a_time_of_day_is_out_at_that_time() {
    let mut tree = tree("");
    let story = yaml("{title: t, date: 2020-04-20 15:00, towns: [yunyao, later]}");
    tree.stories.insert(slug("afternoon"), Arc::new(Story { meta: story, body: String::new() }));
    tree.towns.insert(slug("later"), yaml("{name: b, category_history: [{from: 2021-01, category: named}]}"));
    let meta = yaml("{title: t, issuer: i, published: 2020-04-20 11:30, disclosure: d, validity: v}");
    tree.policies.insert(slug("notice"), Policy { meta, body: String::new() });
    let at = |now: &str| {
        let view = View { edition: Edition::Public, now: day(now), drafts: false, since: None };
        let (site, calendar) = visible_with_calendar(tree.clone(), view);
        let counts = [site.quarters.len(), site.policies.len(), site.stories.len()];
        assert_eq!(site.moment, calendar.effective);
        let next = calendar.next().map(|next| next.to_string()).unwrap_or_default();
        (
            counts,
            calendar.effective.format("%d %H:%M").to_string(),
            calendar.stays_until().format("%d %H:%M").to_string(),
            next,
        )
    };
    let is = |counts, effective: &str, until: &str, next: &str| (counts, effective.into(), until.into(), next.into());
    assert_eq!(at("2020-04-19 23:59"), is([0, 0, 0], "19 00:00", "20 00:00", "2020-04-20 09:00"));
    assert_eq!(at("2020-04-20 00:05"), is([0, 0, 0], "20 00:00", "20 09:00", "2020-04-20 09:00"));
    assert_eq!(at("2020-04-20 08:59"), is([0, 0, 0], "20 00:00", "20 09:00", "2020-04-20 09:00"));
    assert_eq!(at("2020-04-20 09:00"), is([1, 0, 0], "20 09:00", "20 11:30", "2020-04-20 11:30"));
    assert_eq!(at("2020-04-20 14:59"), is([1, 1, 0], "20 11:30", "20 15:00", "2020-04-20 15:00"));
    assert_eq!(at("2020-04-20 15:00"), is([1, 1, 1], "20 15:00", "21 00:00", "2020-05-01"));
    assert_eq!(at("2020-04-20"), is([1, 1, 1], "20 15:00", "21 00:00", "2020-05-01"), "a day means its end");
    assert_eq!(at("2020-04-21 10:00"), is([1, 1, 1], "21 00:00", "22 00:00", "2020-05-01"));
    let told = visible(tree.clone(), Edition::Public, day("2020-04-20"), false).stories["afternoon"].meta.towns.clone();
    assert_eq!(told, [slug("yunyao")], "a town that is not there yet is nobody");
}

#[test]
fn what_waits_and_what_has_come_is_told() {
    let mut tree = tree(
        "plan: [{year: 2021, approved: 2021-02-20, total: {year: 4, quarters: [1, 2, 3, 4]}}]
findings: [{on: 2021-05-12, weakness: w, state: open}]",
    );
    for (name, extra) in [("draft", "draft: true"), ("hidden", "internal: true"), ("shown", "weight: 1")] {
        let meta = yaml(&format!("{{title: {name}, date: 2021-03-01 9:00, {extra}}}"));
        tree.stories.insert(slug(name), Arc::new(Story { meta, body: String::new() }));
    }
    let calendar = |now: &str, since: Option<&str>| {
        let view = View { edition: Edition::Public, now: day(now), drafts: false, since: since.map(day) };
        visible_with_calendar(tree.clone(), view).1
    };
    let names = |list: &[Due]| list.iter().map(|due| format!("{} {:?}", due.at, due.what)).collect::<Vec<_>>();
    let waiting = names(&calendar("2020-12-31", None).waiting);
    assert_eq!(waiting.len(), 2, "neither drafts nor what is internal: {waiting:?}");
    assert!(
        waiting[0].starts_with("2021-02-20 Fact(") && waiting[1].starts_with("2021-03-01 09:00 Story("),
        "{waiting:?}"
    );
    assert!(calendar("2021-03-01 08:59", Some("2021-02-20 00:00")).come.is_empty());
    assert_eq!(names(&calendar("2021-03-01 09:00", Some("2021-02-20 00:00")).come).len(), 1);
    assert_eq!(names(&calendar("2021-03-01 09:00", Some("2021-02-19 23:59")).come).len(), 2);
    assert!(calendar("2021-03-01 09:01", Some("2021-03-01 09:00")).come.is_empty());
}

#[test]
fn rules_appear_when_they_begin_and_leaders_have_not_left_before_they_do() {
    let mut tree = tree("linked_leaders: [{post: p, from: 2020-03, to: 2020-12-31}]");
    tree.rules = yaml(
        "standards: [{id: a, name: n, from: 2020-07, basis: {document: d}, categories: [named], items: []}]
scenic: [{from: 2020-07-01, categories: [named], grade: AAA, basis: {document: d}}]
assessment_methods: [{id: a, name: n, from: 2021, basis: {document: d}, components: [], grades: []}]
awards: [{id: a, name: n, from: 2021, to: 2022, basis: {document: d}, cases: []}]
targets: [{id: t, name: n, text: t, basis: {document: d}, counts_from: 2020-07-01}, {id: u, name: n, text: t, basis: {document: d}}]",
    );
    let at = |now: &str| {
        let site = visible(tree.clone(), Edition::Public, day(now), false);
        let rules = &site.rules;
        let counts = [rules.standards.len(), rules.scenic.len(), rules.assessment_methods.len(), rules.awards.len()];
        (counts, rules.targets.len(), site.towns["yunyao"].linked_leaders[0].to.is_some())
    };
    assert_eq!(at("2020-06-30"), ([0, 0, 0, 0], 1, false));
    assert_eq!(at("2020-07-01"), ([1, 1, 0, 0], 2, false));
    assert_eq!(at("2020-12-31"), ([1, 1, 0, 0], 2, true));
    assert_eq!(at("2021-01-01"), ([1, 1, 1, 1], 2, true));
}

#[test]
fn an_analysis_is_public_once_released() {
    let analyses = |as_of| public("", as_of).quarters.values().filter(|quarter| quarter.analysis.is_some()).count();
    assert_eq!((analyses("2020-04-30"), analyses("2020-05-01")), (0, 1));
}

#[test]
fn rule_sets_appear_on_their_first_day_and_assets_with_what_names_them() {
    let mut tree = tree("photos: [{file: a.jpg, alt: x}]");
    tree.rules = yaml("rule_sets: [{id: a, from: 2020-07-01, basis: {document: d}}]");
    for name in ["towns/yunyao/a.jpg", "towns/yunyao/b.jpg"] {
        tree.assets.insert(name.to_owned(), Asset { file: name.into(), length: 1, dimensions: None, orientation: 1 });
    }
    let sets = |as_of| visible(tree.clone(), Edition::Public, day(as_of), false).rules.rule_sets.len();
    assert_eq!((sets("2020-06-30"), sets("2020-07-01")), (0, 1));
    let site = visible(tree.clone(), Edition::Public, day("2020-07-01"), false);
    assert_eq!(site.assets.keys().collect::<Vec<_>>(), ["towns/yunyao/a.jpg"]);
}

#[test]
fn a_source_is_listed_with_the_first_fact_that_names_it() {
    let town = "honours: [{year: 2020, title: 文明小镇, kind: collective, on: 2020-06-01, source: [S1]}]";
    let listed = |edition, as_of: &str| {
        let mut tree = tree(town);
        let all: Vec<crate::model::Source> =
            yaml("[{id: S1, title: 公报}, {id: S2, title: 内参}, {id: S3, title: 方志}]");
        tree.sources = all.into_iter().map(|source| (source.id.clone(), source)).collect();
        let story: Story =
            Story { meta: yaml("{title: t, date: 2020-01-01, internal: true, source: [S2]}"), body: String::new() };
        tree.stories.insert(slug("inside"), Arc::new(story));
        let site = visible(tree, edition, day(as_of), false);
        site.sources.keys().map(|id| id.0.clone()).collect::<Vec<_>>()
    };
    assert_eq!(listed(Edition::Public, "2020-05-31"), ["S3"], "what nothing names is always there");
    assert_eq!(listed(Edition::Public, "2020-06-01"), ["S1", "S3"]);
    assert_eq!(listed(Edition::Internal, "2020-05-31"), ["S2", "S3"]);
}
