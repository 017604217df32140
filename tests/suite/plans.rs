//! Plans of which only the year's target is known, and sites without plans: what their pages say.

use std::path::Path;

use sunboard::model::Edition;

use crate::harness::{SITE, content, page_words, write};

const RULES: &str = "rule_sets:
  - id: r
    from: 2020-01-01
    basis: {document: 示例}
    returns: {due_days: 15, first: 2020Q1}
    boards:
      - {id: period, name: 按期榜, categories: [cultivation], measure: total, rank_by: period_plan}
      - {id: annual, name: 年度榜, categories: [municipal], measure: total, rank_by: annual_plan}
    cards: {basis: {document: 示例}, plan: first, measures: [{kind: period_plan_rate, yellow: 80, red: 60}]}
";

/// A town that completed an amount in the first half of 2020, with what is planned.
fn town(content: &Path, name: &str, category: &str, plan: &str, total: u32) {
    let plan = if plan.is_empty() {
        String::new()
    } else {
        format!("plan: [{{year: 2020, approved: 2020-02-01, total: {plan}}}]\n")
    };
    write(
        content,
        &format!("towns/{name}.yaml"),
        format!(
            "name: {name}\ncounty: yunxi\ncategory_history: [{{from: 2019-01-01, category: {category}}}]\n{plan}\
             progress: [{{quarter: 2020Q2, reported: 2020-07-08, total: {total}, status: final}}]\n"
        ),
    );
}

const QUARTERS: &str = "{year: 1000, quarters: [100, 500, 700, 1000]}";

/// The pages of a site of these towns: (name, category, plan, completed).
fn pages(language: &str, towns: &[(&str, &str, &str, u32)]) -> impl Fn(&str) -> String {
    let columns = "columns:
  - {id: boards, name: 榜单, kind: 业务动态}
  - {id: counties, name: 县域, kind: 概况信息}
";
    let site = SITE.replace("columns:\n", columns).replace("language: zh-CN", &format!("language: {language}"));
    let folder = content(&[
        ("site.yaml", site.as_bytes()),
        ("rules.yaml", RULES.as_bytes()),
        ("counties.yaml", "- {id: yunxi, name: 云溪县, kind: county, tile: {x: 1, y: 1}}\n".as_bytes()),
        ("quarters/2020Q2.yaml", "quarter: 2020Q2\nreleased: 2020-07-20\n".as_bytes()),
    ]);
    for (name, category, plan, total) in towns {
        town(folder.path(), name, category, plan, *total);
    }
    let pages = page_words(folder.path(), Edition::Public);
    move |path| pages.get(path).unwrap_or_else(|| panic!("no {path}")).clone()
}

/// By hand: a completed 250 of 500 to date and 1000 of the year, b 300 of 600 of the year without quarters, c 70 without a plan.
/// 550 of 1600 is 34.375 %, 250 of 500 is 50 %, and 500 of 1000 is the pace.
#[test]
fn a_plan_of_the_year_alone_is_ranked_by_the_year_and_told() {
    let towns = [
        ("jia", "cultivation", QUARTERS, 250),
        ("yi", "municipal", "{year: 600}", 300),
        ("bing", "cultivation", "", 70),
        ("ding", "cultivation", "{year: 400}", 100),
    ];
    // ding: 100 of 400, without quarters too. 650 of 2000 is 32.5 %.
    let page = pages("zh-CN", &towns);
    let home = page("index.html");
    for said in [
        "3个小镇合计，另有1个缺数据或无计划未计入",
        "其中2个小镇计划未分季度，完成400万元，只计入年度计划完成率",
        "未计入的小镇中1个没有年度计划，已完成70万元",
        "年度计划完成率32.5%",
        "时序进度50.0%",
    ] {
        assert!(home.contains(said), "{said} in {home}");
    }
    // The sums are not of the same towns: no distance between them is told.
    assert!(!home.contains("低于时序进度") && !home.contains("高于时序进度"), "{home}");
    let board = page("boards/2020q2.html");
    assert!(board.contains("计划未分季度"), "{board}");
    assert!(page("towns/ding.html").contains("计划未分季度"));
    assert!(!page("towns/yi.html").contains("未收录计划"));

    let home = pages("en", &towns)("index.html");
    for said in [
        "3 towns; 1 left out for lack of a figure or plan",
        "the plans of 2 have no quarters; their 400 ten thousand yuan count towards the annual rate alone",
        "1 of those left out have no plan for the year",
    ] {
        assert!(home.contains(said), "{said} in {home}");
    }
}

#[test]
fn where_no_plan_has_quarters_there_is_a_rate_and_no_pace() {
    let towns = [("yi", "municipal", "{year: 600}", 300), ("ding", "cultivation", "{year: 400}", 100)];
    let page = pages("zh-CN", &towns);
    for path in ["index.html", "counties/yunxi.html"] {
        let said = page(path);
        assert!(said.contains("计划未分季度，不计算按期计划完成率和时序进度"), "{path}: {said}");
        assert!(said.contains("40.0%") && !said.contains("没有年度计划"), "{path}: {said}");
    }
    assert!(page("counties.html").contains("40.0%"));
}

#[test]
fn where_there_is_no_plan_what_was_completed_is_shown() {
    let towns = [("yi", "municipal", "", 300), ("ding", "cultivation", "", 100)];
    let page = pages("zh-CN", &towns);
    for path in ["index.html", "counties/yunxi.html"] {
        let said = page(path);
        assert!(said.contains("400") && said.contains("没有年度计划，不计算完成率"), "{path}: {said}");
        assert!(!said.contains("没有可合计的小镇") && !said.contains("未计入"), "{path}: {said}");
    }
}
