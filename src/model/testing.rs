//! A small site for unit tests, written as YAML: every noun once, so that every table has a row.

use std::collections::{BTreeMap, BTreeSet};

use serde::de::DeserializeOwned;

use super::{Edition, Policy, Section, Site, Story};
use crate::units::{FromText, Quarter, Slug, Text};

const CONFIG: &str = "
title: 阳光榜
area: 云岚市
base_url: https://towns.example.cn/sun
time_zone: Asia/Shanghai
language: zh-CN
organiser: 市特镇办
contact: {}
data_licence: {name: CC-BY-4.0, url: https://licence.example.cn/by}
conference: {office: 市特镇办, members: [市发改委, 市财政局]}
editions: {public: {sections: []}, internal: {sections: []}}
";

const RULES: &str = "
industries: [历史经典]
measures: [{key: tax, name: 税收, unit: 万元}]
rule_sets:
  - id: y2020
    from: 2020-01-01
    basis: {document: 示例}
    returns: {due_days: 15, first: 2020Q1}
    boards: [{id: overall, name: 总投资进度榜, categories: [municipal], measure: total, rank_by: period_plan}]
    cards:
      basis: {document: 示例}
      measures: [{kind: period_plan_rate, yellow: 80, red: 60}, {kind: overdue_tasks, yellow: 1, red: 2}]
    interviews: [{id: behind, name: 进度滞后, kind: behind, below: 70}, {id: far, name: 差距较大, kind: indicator_far, below: 80, indicators: [visitors]}]
    showcase: {basis: {document: 示例}, per_board: 1, quarters_without_card: 1}
standards:
  - id: s1
    name: 标准
    from: 2020
    basis: {document: 示例}
    categories: [municipal]
    items: [{key: visitors, name: 游客, unit: 万人次, at_least: 30}, {key: share, name: 占比, unit: '%', from: industrial_share, at_least: 60}]
scenic: [{from: 2020, categories: [municipal], grade: AAA, basis: {document: 示例}}]
scales: [{assessor: province, lists: [municipal], grades: [{id: excellent, name: 优秀}, {id: good, name: 良好}]}]
awards:
  - id: p1
    name: 奖补
    from: 2019
    to: 2020
    basis: {document: 示例}
    cases: [{id: excellent, name: 优秀, amount: 60, grade: {list: municipal, grade: excellent}}]
targets: [{id: t1, name: 命名, text: 命名2个, basis: {document: 示例}, counts: towns_named, at_least: 2, deadline: 2022-12-31}]
picks: [{town: baicao, reason: 有特色, from: 2020-01-01}]
";

/// Hostile wherever words are free: what a data file must not let through.
const YUNYAO: &str = "
name: 云窑小镇
county: lanxi
category_history: [{from: 2018-09, category: municipal, batch: 第一批}]
industry: 历史经典
scenic: [{grade: AA, since: 2019}]
linked_leaders: [{post: 县委书记, from: 2020-03}]
summary: '=HYPERLINK(\"https://evil.example\",\"x\")'
highlights: [{label: 游客, value: 12.3, unit: 万人次}]
plan:
  - {year: 2020, approved: 2020-01-10, total: {year: 400, quarters: [100, 200, 300, 400]}, key_projects: {year: 40, quarters: [10, 20, 30, 40]}}
  - {year: 2020, approved: 2020-03-10, total: {year: 300, quarters: [50, 100, 200, 300]}}
progress:
  - {quarter: 2020Q1, reported: 2020-04-10, total: 82.5, industrial: 55, non_government: 41.25, status: final, missing: {key_projects: 尚未核定}}
figures: [{measure: tax, basis: annual, period: '2019', value: -12.30}]
projects:
  - id: kiln
    name: '+窑'
    key: true
    investment: 3000
    start: 2020-02
    stages: [{from: 2020-02, stage: construction}]
    progress: [{quarter: 2020Q1, basis: since_start, completed: 1000}]
tasks: [{title: 路, due: 2020-03-01, done: 2020-02-01}]
indicators: [{year: 2019, key: visitors, value: 20}]
note: 待核
experts: {standing: [甲], think_tanks: [乙]}
findings: [{on: 2020-02-01, weakness: 少, state: open}]
assessments: [{year: 2019, assessor: province, list: municipal, grade: excellent, published: 2020-02}]
scores: [{year: 2019, key: image, value: 90, on: 2020-01-05}]
warnings: [{on: 2020-02-02, by: province, text: 慢}]
interviews: [{on: 2020-02-03, reason: 慢, with: [镇长]}]
support: [{kind: land, on: 2020-01}]
payments: [{case: excellent, year: 2019, amount: 60, paid: 2020-03-03}]
honours: [{year: 2019, title: 先进, kind: collective}]
";

const BAICAO: &str = "
name: 百草小镇
county: lanxi
category_history: [{from: 2018, category: municipal}]
plan: [{year: 2020, approved: 2020-01-10, total: {year: 320, quarters: [80, 160, 240, 320]}}]
progress:
  - quarter: 2020Q1
    reported: 2020-04-11
    total: 40
    status: revised
    note: 疫情影响
    history:
      - {field: total, value: 39, published: 2020-04-10, replaced: 2020-04-11, why: 漏报}
      - {field: total, value: 41, published: 2020-04-11, replaced: 2020-04-25, why: 核减}
";

const GANG: &str = "{name: 港口小镇, category_history: [{from: 2018, category: municipal}]}";

/// Reads one noun.
pub(crate) fn yaml<T: DeserializeOwned>(text: &str) -> T {
    serde_yaml::from_str(text).expect("well formed")
}

/// A slug.
pub(crate) fn slug(text: &str) -> Slug {
    Slug::from_text(text).expect("a slug")
}

/// Three towns on one board in 2020Q1, as of 2020-05-01, every section shown.
pub(crate) fn site() -> Site {
    use Section::*;
    let story = Story {
        meta: yaml(
            "{title: '烧窑]]> <script>alert(1)</script> 🏮 & 夜', date: 2020-04-30 09:30, towns: [yunyao], tags: [做法交流]}",
        ),
        body: "# 夜\n\n窑火**旺**，见[云窑](town:yunyao)。</script>\n".to_owned(),
    };
    let policy = Policy {
        meta: yaml("{title: 意见, issuer: 市府办, published: 2020-01-02, disclosure: 主动公开, validity: 有效}"),
        body: "全文".to_owned(),
    };
    Site {
        edition: Edition::Public,
        as_of: "2020-05-01".parse().expect("a date"),
        moment: "2020-05-01T00:00:00".parse().expect("a time"),
        sections: BTreeSet::from([Cards, Interviews, Analysis, Assessments, Awards, Experts, Findings]),
        config: yaml(CONFIG),
        rules: yaml(RULES),
        sources: BTreeMap::from([(
            Text("A".to_owned()),
            yaml("{id: A, title: 统计局季报, address: https://stat.example.cn/}"),
        )]),
        counties: vec![yaml("{id: lanxi, name: 岚溪县, kind: county}")],
        towns: BTreeMap::from([
            (slug("yunyao"), yaml(YUNYAO)),
            (slug("baicao"), yaml(BAICAO)),
            (slug("gang"), yaml(GANG)),
        ]),
        quarters: BTreeMap::from([(
            Quarter { year: 2020, number: 1 },
            yaml("{quarter: 2020Q1, released: 2020-04-20, analysis: {released: 2020-04-21}}"),
        )]),
        stories: BTreeMap::from([(slug("night"), story.into())]),
        policies: BTreeMap::from([(slug("opinions"), policy)]),
        pages: BTreeMap::new(),
        assets: BTreeMap::new(),
    }
}
