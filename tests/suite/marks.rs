//! How firm figures are, in words wherever they stand: 初步, 修订, 补报.

use sunboard::model::Edition;

use crate::harness::{SITE, content, page_words};

const RULES: &str = "rule_sets:
  - id: r
    from: 2020-01-01
    basis: {document: 示例}
    returns: {due_days: 15, first: 2020Q1}
    boards: [{id: overall, name: 进度榜, categories: [municipal, cultivation], measure: total, rank_by: annual_plan}]
    cards: {basis: {document: 示例}, plan: first, measures: [{kind: period_plan_rate, yellow: 80, red: 60}]}
    showcase: {basis: {document: 示例}, per_board: 1, quarters_without_card: 1}
assessment_methods:
  - id: m
    name: 办法
    from: 2020
    basis: {document: 示例}
    components: [{key: rate, name: 投资, weight: 100, kind: annual_plan_rate}]
    grades: [{grade: first, from: 90}, {grade: second, from: 0}]
scales:
  - {assessor: city, lists: [municipal, cultivation], grades: [{id: first, name: 一等}, {id: second, name: 二等}]}
";

/// The pages of a site of three towns in the last quarter of 2020, the first with this return.
fn pages(language: &str, first: &str) -> impl Fn(&str) -> String + use<> {
    let columns = "columns:
  - {id: boards, name: 榜单, kind: 业务动态}
  - {id: counties, name: 县域, kind: 概况信息}
  - {id: assessments, name: 考评, kind: 业务动态}
  - {id: analysis, name: 分析, kind: 业务动态}
  - {id: data, name: 数据, kind: 业务动态}
  - {id: showcase, name: 示范, kind: 业务动态}
";
    let site = SITE
        .replace("columns:\n", columns)
        .replace("language: zh-CN", &format!("language: {language}"))
        .replace("sections: [cards", "sections: [analysis, assessments, cards")
        .replace("as_of: 2020-10-31", "as_of: 2021-03-31");
    let town = |county: &str, progress: &str| {
        format!(
            "name: 小镇{county}{}\ncounty: {county}\ncategory_history: [{{from: 2019-01-01, category: municipal}}]\n\
             plan: [{{year: 2020, approved: 2020-02-01, total: {{year: 1000, quarters: [100, 500, 700, 1000]}}}}]\n\
             progress:\n  - {{quarter: 2020Q4, {progress}}}\n",
            progress.len()
        )
    };
    let folder = content(&[
        ("site.yaml", site.as_bytes()),
        ("rules.yaml", RULES.as_bytes()),
        (
            "counties.yaml",
            "- {id: a, name: 甲县, kind: county, tile: {x: 1, y: 1}}\n- {id: b, name: 乙县, kind: county, tile: {x: 2, y: 1}}\n"
                .as_bytes(),
        ),
        (
            "quarters/2020Q4.yaml",
            "quarter: 2020Q4\nreleased: 2021-01-20\nanalysis: {released: 2021-01-20, summary: 概况}\n".as_bytes(),
        ),
        ("towns/one.yaml", town("a", first).as_bytes()),
        ("towns/two.yaml", town("b", "reported: 2021-01-07, total: 800, status: final").as_bytes()),
        ("towns/three.yaml", town("b", "reported: 2021-01-08, total: 700.5, status: final").as_bytes()),
    ]);
    let pages = page_words(folder.path(), Edition::Public);
    move |path| pages.get(path).unwrap_or_else(|| panic!("no {path}")).clone()
}

const WHERE: [&str; 6] = [
    "index.html",
    "boards/2020q4.html",
    "counties/a.html",
    "analysis/2020q4.html",
    "towns/one.html",
    "assessments/2020.html",
];

#[test]
fn a_provisional_figure_is_marked_on_every_page_and_so_is_a_sum_with_it() {
    let page = pages("zh-CN", "reported: 2021-01-07, total: 950, status: provisional");
    for path in WHERE {
        assert!(page(path).contains("初步"), "{path}: {}", page(path));
    }
    let home = page("index.html");
    // 950 + 800 + 700.5 of 3000 are 81.68 %: the sum holds a provisional part.
    assert!(home.contains("完成年度投资计划的81.7%（初步）"), "{home}");
    // A final county beside it has no mark.
    assert!(!page("counties/b.html").contains("初步"), "{}", page("counties/b.html"));
    assert!(!page("towns/two.html").contains("初步"), "{}", page("towns/two.html"));
    let english = pages("en", "reported: 2021-01-07, total: 950, status: provisional");
    for path in WHERE {
        assert!(english(path).contains("provisional"), "{path}");
    }
    assert!(english("index.html").contains("81.7% (provisional) of their annual plan"), "{}", english("index.html"));
}

/// Due fifteen days after the quarter's end: on 15 January in time, on the 16th late.
#[test]
fn a_return_is_marked_late_from_the_day_after_it_was_due() {
    let told = |day: &str| {
        let page = pages("zh-CN", &format!("reported: {day}, total: 950, status: final"));
        ["boards/2020q4.html", "towns/one.html", "analysis/2020q4.html"].map(|path| page(path).contains("补报"))
    };
    assert_eq!(told("2021-01-15"), [false; 3]);
    assert_eq!(told("2021-01-16"), [true; 3]);
}

#[test]
fn a_revised_figure_is_marked_and_the_sum_is_not() {
    let page = pages(
        "zh-CN",
        "reported: 2021-01-07, total: 950, status: revised, history: [{field: total, value: 940, published: 2021-01-20, replaced: 2021-02-10, why: 漏报一项}]",
    );
    for path in ["boards/2020q4.html", "towns/one.html", "analysis/2020q4.html"] {
        assert!(page(path).contains("修订"), "{path}: {}", page(path));
    }
    assert!(!page("index.html").contains("计划的81.7%（"), "{}", page("index.html"));
}

#[test]
fn final_figures_have_no_mark() {
    let page = pages("zh-CN", "reported: 2021-01-07, total: 950, status: final");
    for path in WHERE {
        for mark in ["（初步", "（修订", "（补报"] {
            assert!(!page(path).contains(mark), "{path} {mark}");
        }
    }
}
