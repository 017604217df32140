//! Ways through a site: every column is reached from the head of each page, a town's page leads to its archive, and the list
//! of projects begins with those behind.

use std::fs;
use std::path::Path;

use crate::harness::{Run, Sunboard, copy, root};

/// The example, built in a folder of its own.
fn built(folder: &Path) -> impl Fn(&str) -> String {
    copy(&root("content"), &folder.join("content"));
    let built: Run = Sunboard::new(folder).args(["build", "--quiet"]).run().done();
    assert_eq!(built.code, Some(0), "{}", built.text());
    let output = folder.join("output");
    move |path| fs::read_to_string(output.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// What stands between two marks.
fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let rest = text.split_once(from).unwrap_or_else(|| panic!("no {from}")).1;
    rest.split_once(to).unwrap_or_else(|| panic!("no {to}")).0
}

/// The places where a link of the head says that the reader is there, or below it.
fn lit(page: &str) -> Vec<String> {
    let head = between(page, "<nav class=\"cols\"", "</nav>");
    let links = head.split("<a ").skip(1).filter(|link| link.contains("aria-current"));
    links.map(|link| between(link, ">", "</a>").to_owned()).collect()
}

#[test]
fn every_column_is_reached_from_the_head_and_the_readers_own_is_lit() {
    let folder = tempfile::tempdir().unwrap();
    let read = built(folder.path());
    let home = read("index.html");
    let head = between(&home, "<nav class=\"cols\"", "</nav>");
    // The pages at the root that are neither a help for finding nor an error.
    let aside = ["404.html", "index.html", "search.html", "sitemap.html", "tags.html", "archive.html", "sources.html"];
    let mut reached = 0;
    for entry in fs::read_dir(folder.path().join("output")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let is_page = name.ends_with(".html") && !aside.contains(&name.as_str());
        if is_page && !read(&name).contains("http-equiv=\"refresh\"") {
            assert!(head.contains(&format!("href=\"{name}\"")), "{name} is not reached from the head");
            reached += 1;
        }
    }
    assert!(reached > 12, "only {reached} columns");
    for (path, column) in [
        ("projects.html", "重点项目"),
        ("assessments.html", "年度考评"),
        ("assessments/2020.html", "年度考评"),
        ("experts.html", "专家把脉"),
        ("boards/2021q3.html", "晾晒榜单"),
        ("towns/archive/yunyao.html", "小镇名录"),
    ] {
        assert_eq!(lit(&read(path)), [column], "{path}");
    }
}

#[test]
fn a_towns_page_leads_to_its_archive_and_keeps_none_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let read = built(folder.path());
    let (town, archive) = (read("towns/yunyao.html"), read("towns/archive/yunyao.html"));
    assert!(town.contains("href=\"archive/yunyao.html\""));
    for section in ["quarters", "plans", "revisions", "published", "categories", "downloads"] {
        let heading = format!("id=\"{section}\"");
        assert!(archive.contains(&heading) && !town.contains(&heading), "{section}");
    }
    // One that has neither a plan nor a quarter tells all on its one page.
    let lishui = tempfile::tempdir().unwrap();
    copy(&root("tests/sites/lishui/content"), &lishui.path().join("content"));
    Sunboard::new(lishui.path()).args(["build", "--quiet"]).run().done();
    let output = lishui.path().join("output/towns");
    assert!(!output.join("archive").exists());
    assert!(fs::read_to_string(output.join("longquan-qingci.html")).unwrap().contains("id=\"published\""));
}

#[test]
fn projects_past_their_planned_finish_come_first() {
    let folder = tempfile::tempdir().unwrap();
    let read = built(folder.path());
    let page = read("projects.html");
    assert!(page.contains("超过计划完工时间尚未完工的2个列在最前"));
    let rows: Vec<&str> = page.split("<tr id=\"project-").skip(1).collect();
    assert_eq!(rows.len(), 53);
    let cell = |row: &str, label: &str| {
        let cell = between(row, &format!("data-l=\"{label}\""), "</td>");
        cell.split_once('>').unwrap().1.to_owned()
    };
    // Due in January 2022 and December 2021, at 21,280 of 24,600 and 55,808 of 62,000; the site speaks of 15 February 2022.
    for (row, name, rate) in [(rows[0], "种子低温库", "86.5%"), (rows[1], "竹纤维生产线改造", "90.0%")] {
        assert!(row.contains(name) && cell(row, "阶段与形象进度").contains("已超过计划完工时间"), "{row}");
        assert_eq!(cell(row, "完成率"), rate);
    }
    assert!(rows[2..].iter().all(|row| !row.contains("已超过计划完工时间")));
    // Then those in hand, the least complete before others, and the finished ones.
    let is_finished = |row: &str| {
        let stage = cell(row, "阶段与形象进度");
        ["完工", "投用"].iter().any(|word| stage.trim_start_matches("<span>").starts_with(word))
    };
    let first_finished = rows.iter().position(|row| is_finished(row)).expect("one is finished");
    assert!(rows[first_finished..].iter().all(|row| is_finished(row)));
    let rates: Vec<f64> = rows[2..first_finished]
        .iter()
        .filter_map(|row| cell(row, "完成率").strip_suffix('%').and_then(|rate| rate.parse().ok()))
        .collect();
    assert!(rates.len() > 20 && rates.is_sorted(), "{rates:?}");
}
