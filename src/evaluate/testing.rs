//! Small sites for hand-computed tests: YAML in, evaluation out.

use chrono::NaiveDate;

use super::{Evaluation, evaluate};
use crate::load::visible;
use crate::model::{Edition, Site, Tree};
use crate::units::{FromText, Quarter, Slug, Timestamp};

const CONFIG: &str = "
title: 示例
area: 云岚市
base_url: https://example.cn/
time_zone: Asia/Shanghai
language: zh-CN
organiser: 示例
contact: {}
editions:
  public: {sections: [cards, interviews, analysis, assessments, awards, experts, findings]}
  internal: {sections: [cards, interviews, analysis, assessments, awards, experts, findings]}
";

/// Two boards, a card by period rate (80, 60) and overdue tasks (1, 3), returns due after 15 days.
pub const RULES: &str = "
rule_sets:
  - id: r2020
    from: 2018-01-01
    basis: {document: 示例}
    returns: {due_days: 15, first: 2019Q1}
    boards:
      - {id: key-projects, name: 重点榜, categories: [named, creation], measure: key_projects, rank_by: period_plan}
      - {id: total, name: 总榜, categories: [cultivation, municipal], measure: total, rank_by: period_plan}
    cards:
      basis: {document: 示例}
      measures:
        - {kind: period_plan_rate, yellow: 80, red: 60}
        - {kind: overdue_tasks, yellow: 1, red: 3}
    showcase: {basis: {document: 示例}, per_board: 1, quarters_without_card: 2}
";

/// A slug.
pub fn slug(text: &str) -> Slug {
    Slug::from_text(text).expect("a slug")
}

/// A quarter.
pub fn quarter(text: &str) -> Quarter {
    Quarter::from_text(text).expect("a quarter")
}

/// A site in the internal edition as of a day, with these quarters.
pub fn site(rules: &str, towns: &[(&str, &str)], quarters: &[&str], as_of: &str) -> Site {
    let mut tree = Tree {
        config: Some(serde_yaml::from_str(CONFIG).expect("config")),
        rules: serde_yaml::from_str(rules).expect("rules"),
        ..Tree::default()
    };
    for (name, text) in towns {
        tree.towns.insert(slug(name), serde_yaml::from_str(text).unwrap_or_else(|error| panic!("{name}: {error}")));
    }
    for name in quarters {
        // `2020Q1 2020-04-20` is a quarter with the day of its release.
        let (name, released) = name.split_once(' ').unwrap_or((name, "null"));
        let report = serde_yaml::from_str(&format!("{{quarter: {name}, released: {released}}}")).expect("quarter");
        tree.quarters.insert(quarter(name), report);
    }
    let day: NaiveDate = as_of.parse().expect("a day");
    visible(tree, Edition::Internal, Timestamp::from(day).end(), false)
}

/// The evaluation of such a site.
pub fn evaluation(rules: &str, towns: &[(&str, &str)], quarters: &[&str], as_of: &str) -> Evaluation {
    evaluate(&site(rules, towns, quarters, as_of))
}

/// A municipal town with a plan of 1000 (250, 500, 750, 1000) in 2020 and these returns.
pub fn municipal(progress: &str) -> String {
    format!(
        "name: 小镇
category_history: [{{from: 2018-01, category: municipal}}]
plan:
  - {{year: 2020, approved: 2020-01-05, total: {{year: 1000, quarters: [250, 500, 750, 1000]}}}}
progress:
{progress}"
    )
}

/// A return of overall investment, reported ten days after the quarter's end.
pub fn row(quarter_name: &str, total: &str) -> String {
    let reported = quarter(quarter_name).last_day() + chrono::Days::new(10);
    format!("  - {{quarter: {quarter_name}, reported: {reported}, total: {total}, status: final}}\n")
}
