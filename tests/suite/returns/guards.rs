//! Several files at once, all or nothing, and what stops figures from being written until somebody has looked.

use std::fs;
use std::path::Path;

use sunboard::editor::returns::plausible::RULES;

use super::{check_is_sound, example, refused, run, snapshot, town};

fn put(folder: &Path, name: &str, table: &str) {
    fs::write(folder.join(name), table).unwrap();
}

/// What a preview says on the standard error.
fn doubted(folder: &Path, arguments: &[&str]) -> String {
    run(folder, arguments).done().stderr
}

#[test]
fn several_files_are_taken_together_or_not_at_all() {
    let folder = example();
    let folder = folder.path();
    put(folder, "窑溪.csv", "2022年一季度,\n小镇,总投资\n云窑小镇,12000\n");
    put(folder, "岚溪.csv", "2022年一季度,\n小镇,总投资\n茶坪小镇,6000\n");
    put(folder, "补报.csv", "2021年四季度,\n小镇,总投资\n云窑小镇,88200\n");
    let all = ["import", "窑溪.csv", "岚溪.csv", "补报.csv", "--on", "2022-04-12", "--revise", "补报"];
    let shown = run(folder, &all).said();
    for line in [
        "茶坪小镇（chaping） 2022Q1\n  总投资：（无） → 6,000万元  [岚溪.csv!B3]\n",
        "云窑小镇（yunyao） 2021Q4\n  总投资：88,106 → 88,200万元",
        "  总投资：（无） → 12,000万元  [窑溪.csv!B3]\n",
    ] {
        assert!(shown.contains(line), "no `{line}` in\n{shown}");
    }
    run(folder, &[&all[..], &["--write"]].concat()).said();
    assert!(town(folder, "chaping").contains("quarter: 2022Q1, reported: 2022-04-12, total: 6000"));
    assert!(town(folder, "yunyao").contains("quarter: 2022Q1, reported: 2022-04-12, total: 12000"));
    assert!(town(folder, "yunyao").contains("total: 88200"));
    check_is_sound(folder);

    // One cell of one file keeps all files from being written; every file's problems are named in one run.
    let folder = example();
    let folder = folder.path();
    put(folder, "a.csv", "2022年一季度,\n小镇,总投资\n云窑小镇,12000\n");
    put(folder, "b.csv", "2022年一季度,\n小镇,总投资\n茶坪小镇,约六千\n");
    put(folder, "c.csv", "没有表\n");
    let why = refused(folder, &["import", "a.csv", "b.csv", "c.csv", "--on", "2022-04-12", "--write"]);
    assert!(why.contains("b.csv!B3  ") && why.contains("“约六千”不是数字"), "{why}");
    assert!(why.contains("c.csv：") && why.contains("没有找到报表"), "{why}");

    // Two files on one town and quarter, whatever else they say.
    put(folder, "again.csv", "2022年一季度,\n小镇,重点项目投资\n云窑,8600\n");
    let why = refused(folder, &["import", "a.csv", "again.csv", "--on", "2022-04-12"]);
    assert!(why.contains("again.csv!A3  “云窑”：2022Q1 在另一个文件里也有（a.csv!A3）"), "{why}");
}

#[test]
fn what_is_faulty_only_together_is_found() {
    let folder = example();
    let folder = folder.path();
    // Each alone is sound: 2021Q3 was 63,319, and 2021Q4 was 88,106.
    put(folder, "third.csv", "2021年三季度,\n小镇,总投资\n云窑小镇,80000\n");
    put(folder, "fourth.csv", "2021年四季度,\n小镇,总投资\n云窑小镇,79000\n");
    run(folder, &["import", "third.csv", "--revise", "核对"]).said();
    run(folder, &["import", "fourth.csv", "--revise", "核对"]).said();
    let why = refused(folder, &["import", "third.csv", "fourth.csv", "--revise", "核对", "--write"]);
    assert!(why.contains("cumulative-falls") && why.contains("79000 小于 2021Q3 的 80000"), "{why}");
}

#[test]
fn files_are_named_by_patterns_and_each_once() {
    let folder = example();
    let folder = folder.path();
    fs::create_dir(folder.join("收表")).unwrap();
    put(folder, "收表/1.csv", "2022年一季度,\n小镇,总投资\n云窑小镇,12000\n");
    put(folder, "收表/2.csv", "2022年一季度,\n小镇,总投资\n茶坪小镇,6000\n");
    put(folder, "收表/~$1.csv", "\u{1}clerk");
    // As on Windows, where the shell leaves patterns alone.
    let output = run(folder, &["import", "收表/*.csv", "--on", "2022-04-12"]);
    assert!(output.said().contains("茶坪小镇（chaping）"));
    assert!(output.stderr.contains("~$1.csv 是表格打开时的临时文件，没有读"), "{}", output.stderr);

    let wrong = |arguments: &[&str]| run(folder, &[&["import"], arguments].concat()).ends_with(2).stderr;
    assert!(wrong(&["收表/1.csv", "./收表/1.csv"]).contains("./收表/1.csv 写了两次"));
    assert!(wrong(&["收表/*.ods"]).contains("没有与 收表/*.ods 相符的文件"));
    assert!(wrong(&["收表"]).contains("收表 是文件夹"));
    let several = wrong(&["收表/3.csv", "收表/4.csv", "收表/1.csv"]);
    assert!(several.contains("没有文件 收表/3.csv") && several.contains("没有文件 收表/4.csv"), "{several}");
    assert!(wrong(&[]).contains("还要写文件"));
}

#[test]
fn what_is_implausible_is_shown_and_not_written_before_it_is_accepted() {
    let folder = example();
    let folder = folder.path();
    // The plan of 2021 is 88,000: twice it is 176,000. 2021Q1 was 11,750;
    put(folder, "high.csv", "2021年四季度,\n小镇,总投资\n云窑小镇,176000\n");
    assert!(!doubted(folder, &["import", "high.csv"]).contains("far-above-plan"));
    put(folder, "high.csv", "2021年四季度,\n小镇,总投资\n云窑小镇,176000.5\n");
    let shown = doubted(folder, &["import", "high.csv", "--on", "2022-02-01"]);
    assert!(shown.contains("B3  云窑小镇 2021Q4 总投资176,000.5万元，超过全年总投资计划88,000万元的两倍"), "{shown}");
    let preview = run(folder, &["import", "high.csv", "--on", "2022-02-01"]).said();
    assert!(preview.contains("有1处写入时会停下（见上）；核对无误的，再加 --accept far-above-plan"), "{preview}");

    let table = "2022年一季度,,\n小镇,总投资,报送日期\n云窑小镇,117500,2022-04-10\n茶坪小镇,6000,2022-05-10\n";
    put(folder, "slip.csv", table);
    let write = ["import", "slip.csv", "--on", "2022-04-12", "--write"];
    let stopped = refused(folder, &write);
    for line in [
        "B3  云窑小镇 2022Q1 总投资117,500万元，是 2021Q1（11,750万元）的10倍",
        "C4  茶坪小镇 2022Q1 的报送日期 2022-05-10 晚于今天（2022-04-12）",
        "有2处要先核对，因此什么都没有写入",
        "--accept far-from-last-quarter,future-date\n",
    ] {
        assert!(stopped.contains(line), "no `{line}` in\n{stopped}");
    }
    // One of two is not enough.
    let half = refused(folder, &[&write[..], &["--accept", "future-date"]].concat());
    assert!(half.contains("（future-date，已用 --accept 接受）") && half.contains("有1处要先核对"), "{half}");
    let accepted =
        [&write[..], &["--accept", "future-date, far-from-last-quarter", "--accept", "far-above-plan"]].concat();
    let output = run(folder, &accepted);
    let told = output.said();
    assert!(told.contains("已接受：far-from-last-quarter（1处）、future-date（1处）"), "{told}");
    assert!(output.stderr.contains("--accept far-above-plan 没有用到"), "{}", output.stderr);
    assert!(town(folder, "yunyao").contains("quarter: 2022Q1, reported: 2022-04-10, total: 117500"));
    // What is there already is not doubted again.
    let again = run(folder, &write);
    assert!(again.said().contains("没有变化") && !again.stderr.contains("far-from"), "{}", again.stderr);

    let unknown = run(folder, &[&write[..], &["--accept", "far-above-plans"]].concat()).ends_with(2);
    for rule in RULES {
        assert!(unknown.stderr.contains(rule.name), "{}", unknown.stderr);
    }
}

#[test]
fn new_warnings_of_the_check_are_shown_before_anything_is_written() {
    let folder = example();
    let folder = folder.path();
    let before = snapshot(folder);
    // A quarter without a file is not published, which check warns of; old warnings are not this table's.
    put(folder, "new.csv", "2022年一季度,\n小镇,总投资\n云窑小镇,12000\n");
    let shown = doubted(folder, &["import", "new.csv", "--on", "2022-04-12"]);
    assert!(shown.contains("照这张表改，检查时会多出下列警告："), "{shown}");
    assert!(shown.contains("警告[quarter-unknown]") && shown.contains("--> towns/yunyao.yaml:"), "{shown}");
    assert!(snapshot(folder) == before, "a preview wrote something");
    run(folder, &["import", "new.csv", "--on", "2022-04-12", "--write"]).said();
    put(folder, "more.csv", "2022年一季度,\n小镇,重点项目投资\n云窑小镇,8600\n");
    let more = doubted(folder, &["import", "more.csv", "--on", "2022-04-12"]);
    assert!(!more.contains("警告"), "{more}");
}

#[test]
fn every_rule_is_explained_in_the_help_and_the_manuals() {
    let folder = example();
    let help = run(folder.path(), &["import", "--help"]).said();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let [readme, manual] =
        ["README.md", "src/manual/editor.md"].map(|path| fs::read_to_string(root.join(path)).unwrap());
    for rule in RULES {
        for (where_, said) in [("--help", &help), ("README.md", &readme), ("editor.md", &manual)] {
            assert!(said.contains(rule.name), "{} is not in {where_}", rule.name);
        }
    }
}
