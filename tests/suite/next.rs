//! `sunboard next`, and what builds, `check` and `status` say of what waits.

use std::path::Path;

use serde_json::Value;

use crate::harness::{Run, Sunboard};

const TOWN: &str = "name: 云窑小镇\ncategory_history: [{from: 2018-09, category: named}]\n";

fn site(more: &[(&str, &str)]) -> tempfile::TempDir {
    let story = "---\ntitle: 三月的故事\ndate: 2022-03-08 15:00\n---\n正文\n";
    let draft = "---\ntitle: 草稿\ndate: 2022-03-09\ndraft: true\n---\n正文\n";
    let mut files = vec![
        ("site.yaml", crate::harness::SITE.replace("as_of: 2020-10-31\n", "")),
        ("towns/yunyao.yaml", TOWN.to_owned()),
        ("stories/later.md", story.to_owned()),
        ("stories/draft.md", draft.to_owned()),
        ("quarters/2021Q4.yaml", "quarter: 2021Q4\nreleased: 2022-03-08 9:30\n".to_owned()),
        ("quarters/2021Q3.yaml", "quarter: 2021Q3\n".to_owned()),
    ];
    files.extend(more.iter().map(|(path, text)| (*path, (*text).to_owned())));
    let files: Vec<(&str, &[u8])> = files.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
    crate::harness::content(&files)
}

fn run(content: &Path, command: &str, arguments: &[&str]) -> Run {
    Sunboard::new(content).arg(command).args(arguments).args(["--lang", "zh", "--content", "."]).run()
}

#[test]
fn the_next_moment_is_told_with_what_comes() {
    let site = site(&[]);
    let next = |arguments: &[&str]| run(site.path(), "next", arguments).stdout;
    assert!(next(&["--as-of", "2022-03-07"]).starts_with("2022-03-08 09:30\t季度 2021Q4\n"));
    assert!(next(&["--as-of", "2022-03-08 9:30"]).starts_with("2022-03-08 15:00\t故事《三月的故事》\n"));
    let all = next(&["--all", "--as-of", "2022-03-08 09:29"]);
    assert_eq!(
        all.lines().filter(|line| line.starts_with("2022-")).count(),
        2,
        "no draft, nothing without a day: {all}"
    );
    assert_eq!(next(&["--as-of", "2022-03-08"]), "没有等待公开的内容\n", "a day means its end");
    let told: Value = serde_json::from_str(&next(&["--format", "json", "--as-of", "2022-03-07"])).unwrap();
    assert_eq!((&told["next"], &told["waiting"][1]["id"]), (&"2022-03-08 09:30".into(), &"later".into()));
}

#[test]
fn since_a_moment_something_is_due_or_not() {
    let site = site(&[]);
    let code = |since: &str, now: &str, more: &[&str]| {
        let arguments = [&["--since", since, "--as-of", now], more].concat();
        run(site.path(), "next", &arguments).code
    };
    assert_eq!(code("2022-03-08 09:00", "2022-03-08 09:29", &[]), Some(3));
    assert_eq!(code("2022-03-08 09:00", "2022-03-08 09:30", &[]), Some(0));
    assert_eq!(code("2022-03-08 09:29", "2022-03-08 14:00", &[]), Some(0));
    assert_eq!(code("2022-03-08 09:30", "2022-03-08 14:00", &[]), Some(3), "that one was taken");
    assert_eq!(code("2022-03-08", "2022-03-08", &[]), Some(0));
    assert_eq!(code("2022-03-08T06:59:00Z", "2022-03-08 15:01", &[]), Some(0), "14:59 in Shanghai");
    assert_eq!(code("2022-03-08T07:00:00Z", "2022-03-08 15:01", &[]), Some(3), "15:00 in Shanghai");
    assert_eq!(code("2022-03-09 10:00", "2022-03-12", &[]), Some(3), "days alone are nothing due");
    assert_eq!(code("2022-03-08 09:00", "2022-03-07", &[]), Some(3), "nothing comes from the future");
    assert_eq!(code("gestern", "2022-03-07", &[]), Some(2));
    let clock = |since: &str, more: &[&str]| run(site.path(), "next", &[&["--since", since], more].concat()).code;
    assert_eq!(
        (clock("2022-04-01", &[]), clock("2022-04-01", &["--daily"])),
        (Some(3), Some(0)),
        "another day has begun"
    );
    let faulty = crate::harness::content(&[("towns/a.yaml", b"nam: a\n")]);
    run(faulty.path(), "next", &["--since", "2022-03-08"]).ends_with(1);
}

#[test]
fn what_waits_is_said_and_is_no_warning() {
    let rules = "rule_sets:\n  - id: rules\n    from: 2018-01-01\n    basis: {document: 试行办法}\n    boards: [{id: total, name: 总投资榜, categories: [named], measure: total, rank_by: annual_plan}]\n";
    let site = site(&[("quarters/2021Q4.yaml", "quarter: 2021Q4\n"), ("rules.yaml", rules)]);
    let output = tempfile::tempdir().unwrap();
    let folder = output.path().join("site");
    let build = |more: &[&str]| {
        let place = ["--as-of", "2022-03-08 10:00", "--output", folder.to_str().unwrap()];
        run(site.path(), "build", &[&place, more].concat()).done()
    };
    let note = "1项尚未到公开时间，不在本次生成中（截至2022-03-08 10:00）：故事《三月的故事》（2022-03-08 15:00）";
    let first = build(&[]);
    assert!(first.stdout.contains(note), "{}", first.stdout);
    assert!(!first.stderr.contains("警告"));
    std::thread::sleep(std::time::Duration::from_millis(2200));
    build(&[]);
    assert!(build(&[]).stdout.contains("1项尚未到公开时间"), "a build that leaves all as it is says so, too");
    assert_eq!(build(&["--quiet"]).stdout, "");
    for command in ["check", "status"] {
        let told = run(site.path(), command, &["--as-of", "2022-03-08 10:00"]).done();
        assert!(told.stdout.contains("故事《三月的故事》（2022-03-08 15:00）"), "{command}: {}", told.stdout);
    }
    let json: Value = run(site.path(), "check", &["--as-of", "2022-03-08 10:00", "--format", "json"]).json();
    let rules: Vec<&Value> = json.as_array().unwrap().iter().map(|one| &one["rule"]).collect();
    assert!(!rules.iter().any(|rule| rule.as_str().unwrap().contains("wait")), "{rules:?}");
}

#[test]
fn a_release_says_where_it_lies_in_time() {
    let rules = "rule_sets: []\n";
    let site = site(&[("quarters/2021Q4.yaml", "quarter: 2021Q4\n"), ("rules.yaml", rules)]);
    let release =
        |on: &str, now: &str| run(site.path(), "release", &["2021Q4", "--on", on, "--as-of", now]).done().stdout;
    let later = release("2022-03-08 9:30", "2022-03-07");
    assert!(later.contains("2021Q4 定于2022-03-08 09:30公开；在此之前"), "{later}");
    assert!(later.contains("2022-03-08 09:30已是过去"), "the clock of this machine is later: {later}");
    let again = release("2022-03-08 10:30", "2022-03-08 08:00");
    assert!(again.contains("原定于2022-03-08 09:30公开"), "{again}");
    let past = release("2022-03-08 08:00", "2022-03-08 08:30");
    assert!(past.contains("已经到了：下一次生成即公开"), "{past}");
    let back = run(site.path(), "release", &["2021Q4", "--on", "2022-03-01", "--as-of", "2022-03-08 07:00"]);
    assert_eq!(back.code, Some(2), "an earlier day is refused");
}
