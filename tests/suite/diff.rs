//! `sunboard diff`: what a changed figure changes on the site, told as text, Markdown and JSON.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// The return that is changed: its key-project investment falls from 43,680 to 30,000 of 42,000 planned to date.
const BEFORE: &str = "industrial: 52238, non_government: 46539, key_projects: 43680";
const AFTER: &str = "industrial: 52238, non_government: 46539, key_projects: 30000";

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sunboard"));
    command.arg("diff").args(arguments).current_dir(folder).env("LC_ALL", "en_US.UTF-8").output().unwrap()
}

fn said(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// The example without its pictures, as `content` of a folder.
fn example(folder: &Path) -> PathBuf {
    let content = folder.join("content");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    for entry in walkdir::WalkDir::new(&source).into_iter().map(Result::unwrap) {
        let target = content.join(entry.path().strip_prefix(&source).unwrap());
        match entry.file_type().is_dir() {
            true => fs::create_dir_all(&target).unwrap(),
            false => _ = fs::copy(entry.path(), &target).unwrap(),
        }
    }
    content
}

fn change(content: &Path) {
    let town = content.join("towns/yunyao.yaml");
    let text = fs::read_to_string(&town).unwrap();
    assert_eq!(text.matches(BEFORE).count(), 1, "the example has another figure now");
    fs::write(&town, text.replace(BEFORE, AFTER)).unwrap();
}

#[test]
fn a_changed_figure_is_told_with_the_rank_and_the_card_that_follow() {
    let folder = tempfile::tempdir().unwrap();
    let content = example(folder.path());
    let old = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let old = old.to_str().unwrap();
    assert!(said(&run(folder.path(), &[old, "content"])).starts_with("No figure, rank, card or award changes"));
    change(&content);
    // 30,000 ÷ 42,000 = 71.4 %: below 80 % and not below 60 %, a yellow card, by the rules of the example.
    let text = said(&run(folder.path(), &[old, "content", "--lang", "zh"]));
    for line in [
        "云窑小镇（yunyao）\n",
        "  红黄牌 2021Q3，牌：正常推进 → 黄牌（相对滞后）\n",
        "  晾晒榜 2021Q3 重点项目投资完成榜，按期计划完成率：104.0% → 71.4%\n",
        "  晾晒榜 2021Q3 重点项目投资完成榜，名次：1 → 9\n",
        "  投资进度 2021Q3，重点项目投资：43,680 → 30,000\n",
        "8个小镇，共17处变化（数据截至2022-02-15）\n",
    ] {
        assert!(text.contains(line), "no `{line}` in\n{text}");
    }
    let markdown = said(&run(folder.path(), &[old, "content", "--format", "markdown"]));
    assert!(markdown.starts_with("### 17 changes in 8 towns (as of 2022-02-15)\n"), "{markdown}");
    assert!(markdown.contains("| Airing boards 2021Q3 重点项目投资完成榜 | Rank | 1 | 9 |\n"), "{markdown}");
    let json: Value = serde_json::from_str(&said(&run(folder.path(), &[old, "content", "--format", "json"]))).unwrap();
    let changes = json["changes"].as_array().unwrap();
    assert_eq!(changes.len(), 17);
    let card = changes.iter().find(|change| change["table"] == "cards").unwrap();
    assert_eq!(
        (&card["key"]["town"], &card["before"], &card["after"]),
        (&"yunyao".into(), &"normal".into(), &"yellow".into())
    );
    let board = changes.iter().find(|change| change["table"] == "boards").unwrap();
    assert_eq!(board["key"]["board"], "key-projects", "programs are told the ids");
    // Before the day on which the return was published nobody knew of the figure.
    let earlier = said(&run(folder.path(), &[old, "content", "--as-of", "2021-09-30"]));
    assert!(earlier.starts_with("No figure, rank, card or award changes (as of 2021-09-30)"), "{earlier}");
}

#[test]
fn what_changes_is_named_as_readers_know_it() {
    let folder = tempfile::tempdir().unwrap();
    let content = example(folder.path());
    let replace = |file: &str, from: &str, to: &str| {
        let text = fs::read_to_string(content.join(file)).unwrap();
        assert_eq!(text.matches(from).count(), 1, "{file}: {from}");
        fs::write(content.join(file), text.replace(from, to)).unwrap();
    };
    replace("towns/chaping.yaml", "county: mingchuan", "county: luyang");
    replace("towns/chaping.yaml", "grade: excellent, published: 2021-11-05", "grade: good, published: 2021-11-05");
    replace("rules.yaml", "    counts_from: 2021-01-01\n", "    counts_from: 2017-01-01\n");
    let old = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let text = said(&run(folder.path(), &[old.to_str().unwrap(), "content", "--lang", "zh"]));
    for line in [
        "  奖补资金台账 特色小镇奖补政策（示例） 2020，情形：省级创建年度考核优秀 → 省级创建年度考核良好\n",
        "  年度考核考评 2020，等次：优秀 → 良好\n",
        "  小镇，县（市、区）：茗川县 → 麓阳县\n",
        "  总体目标 “十四五”期间新列入省级创建4个，",
    ] {
        assert!(text.contains(line), "no `{line}` in\n{text}");
    }
}

#[test]
fn the_work_tree_is_compared_with_a_revision() {
    let folder = tempfile::tempdir().unwrap();
    let content = example(folder.path());
    let git = |arguments: &[&str]| {
        let names = ["-c", "user.name=e", "-c", "user.email=e@example.cn"];
        let ran = Command::new("git").args(names).args(arguments).current_dir(folder.path()).output();
        let ran = ran.expect("git is needed: apt-get install git");
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    };
    git(&["init", "--quiet"]);
    git(&["add", "--all"]);
    git(&["commit", "--quiet", "--message", "first"]);
    change(&content);
    let text = said(&run(folder.path(), &["--git", "HEAD"]));
    assert!(text.contains("17 changes in 8 towns"), "{text}");
    git(&["commit", "--quiet", "--all", "--message", "second"]);
    assert!(said(&run(folder.path(), &["--git", "HEAD"])).starts_with("No figure"));
    assert!(said(&run(folder.path(), &["content", "--git", "HEAD~1"])).contains("17 changes in 8 towns"));
    for wrong in [&["--git", "nowhere"][..], &["--git=--all"], &[], &["content"]] {
        assert_eq!(run(folder.path(), wrong).status.code(), Some(2), "{wrong:?}");
    }
    fs::write(content.join("towns/yunyao.yaml"), "name：云窑\n").unwrap();
    let faulty = run(folder.path(), &["--git", "HEAD"]);
    assert_eq!(faulty.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&faulty.stderr).contains("towns/yunyao.yaml"));
}
