//! `sunboard status`: who has not reported, what is provisional, and what the public sees, quarter by quarter.

use std::path::Path;

use serde_json::Value;

use crate::harness::{Run, Sunboard, copy, root, write};

fn run(content: &Path, arguments: &[&str]) -> Run {
    Sunboard::new(content).arg("status").args(arguments).args(["--content", "."]).run()
}

fn example() -> std::path::PathBuf {
    root("content")
}

/// The status of a quarter of the example, as a program sees it.
fn of(quarter: &str, more: &[&str]) -> Value {
    let arguments = [&[quarter, "--format", "json"], more].concat();
    let all: Value = run(&example(), &arguments).done().json();
    assert_eq!(all["quarters"].as_array().unwrap().len(), 1);
    all["quarters"][0].clone()
}

#[test]
fn who_has_not_reported_is_named_by_board_and_county() {
    let status = of("2021Q3", &[]);
    assert_eq!(status["returns"]["not_reported"], serde_json::json!(["baicao"]));
    let county = status["counties"].as_array().unwrap().iter().find(|county| county["county"] == "luyang").unwrap();
    assert_eq!(county["returns"]["not_reported"], serde_json::json!(["baicao"]));
    let boards = status["boards"].as_array().unwrap();
    let missing = boards.iter().filter(|board| board["returns"]["not_reported"] == serde_json::json!(["baicao"]));
    assert_eq!(missing.count(), 1);
    let sum = |key: &str| boards.iter().map(|board| board["returns"][key].as_array().unwrap().len()).sum::<usize>();
    for key in ["expected", "reported", "not_reported", "not_due", "incomplete"] {
        assert_eq!(status["counts"][key], sum(key), "{key}");
    }
    assert_eq!(sum("expected"), sum("reported") + 1);

    let text = run(&example(), &["2021Q3", "--lang", "zh"]).said();
    assert!(text.contains("    未报送：百草小镇（baicao）\n"), "{text}");
    assert!(text.contains("报送期限：2021-10-15\n"), "{text}");
    let text = run(&example(), &["2021Q3", "--lang", "en"]).said();
    assert!(text.contains("    not reported: 百草小镇 (baicao)\n"), "{text}");
    assert_eq!(of("2021Q2", &[])["returns"]["incomplete"], serde_json::json!(["muzuo"]));
}

#[test]
fn returns_that_are_not_due_are_not_called_missing() {
    let status = of("2021Q3", &["--as-of", "2021-10-05"]);
    assert_eq!(status["counts"]["not_reported"], 0);
    let awaited = status["returns"]["not_due"].as_array().unwrap();
    assert!(awaited.contains(&"baicao".into()), "{status}");
}

#[test]
fn provisional_figures_and_what_the_public_sees_are_told() {
    let status = of("2021Q4", &[]);
    assert_eq!((&status["release"], &status["released"]), (&"internal".into(), &Value::Null));
    assert!(status["returns"]["provisional"].as_array().unwrap().contains(&"lanying".into()));
    assert_eq!(of("2021Q3", &[])["counts"]["provisional"], 0);
    assert_eq!(of("2021Q3", &[])["release"], "released");
    let early = of("2021Q3", &["--as-of", "2021-10-20"]);
    assert_eq!((&early["release"], &early["released"]), (&"embargoed".into(), &"2021-10-25 09:00".into()));

    let text = run(&example(), &["--lang", "zh"]).said();
    assert!(text.starts_with("数据截至2022-02-15\n\n季度\t应报\t"), "{text}");
    assert!(text.contains("2021Q4\t") && text.contains("\t只限内部版（internal: true）\n"), "{text}");
    assert!(text.contains("2020Q1\t") && text.contains("\t已于2020-04-27 09:30公开\n"), "{text}");
    assert!(text.contains("\n## 2021Q4\n") && text.contains("\n初步数（"), "{text}");
}

#[test]
fn a_quarter_without_a_file_is_said_so() {
    let none = run(&example(), &["2019Q1", "--lang", "en"]).ends_with(2);
    let words = none.stderr;
    assert!(words.contains("there is no quarters/2019Q1.yaml") && words.contains("2021Q3"), "{words}");
    let future = run(&example(), &["2030Q1", "--lang", "en"]);
    assert!(future.stderr.contains("is not over"));

    let text = run(&example(), &["--as-of", "2022-04-02", "--lang", "zh"]).said();
    assert!(text.contains("2022Q1 尚无季度文件，新建: sunboard new quarter 2022Q1\n"), "{text}");
}

#[test]
fn faulty_content_is_refused() {
    let made = crate::harness::content(&[]);
    write(made.path(), "towns/a.yaml", b"nam: a\n");
    let output = run(made.path(), &[]).ends_with(1);
    assert!(output.stdout.is_empty() && !output.stderr.is_empty());
}

#[test]
fn a_site_without_a_quarter_is_told_how_to_begin_one() {
    let made = crate::harness::content(&[]);
    // As of 31 October 2020 the third quarter is over.
    let text = run(made.path(), &["--lang", "zh"]).said();
    assert_eq!(text, "数据截至2020-10-31\n\n还没有季度。季度结束后新建：sunboard new quarter 2020Q3\n");
    let all: Value = run(made.path(), &["--format", "json"]).done().json();
    assert_eq!(all["quarters"], serde_json::json!([]));
}

#[test]
fn without_a_rule_nobody_knows_when_a_return_is_due() {
    let folder = tempfile::tempdir().unwrap();
    copy(&example(), folder.path());
    let rules = folder.path().join("rules.yaml");
    let text = std::fs::read_to_string(&rules).unwrap();
    let kept: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with("returns:")).collect();
    assert!(kept.len() < text.lines().count());
    std::fs::write(&rules, kept.join("\n")).unwrap();
    let all: Value = run(folder.path(), &["2021Q3", "--format", "json"]).done().json();
    let quarter = &all["quarters"][0];
    assert_eq!(quarter["returns"]["undated"], serde_json::json!(["baicao"]));
    assert_eq!((&quarter["counts"]["not_due"], &quarter["counts"]["not_reported"]), (&0.into(), &0.into()));
    let text = run(folder.path(), &["2021Q3", "--lang", "zh"]).said();
    assert!(text.contains("\t待报送（未定期限）\t") && !text.contains("未报送（未到期）"), "{text}");
    assert!(text.contains("    尚未报送（规则未定报送期限）：百草小镇（baicao）\n"), "{text}");
}
