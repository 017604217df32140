//! `sunboard diff`: what a changed figure changes on the site, told as text, Markdown and JSON.

use std::path::Path;

use serde_json::Value;

use crate::harness::{edit, example, root, run};

/// The return that is changed: its key-project investment falls from 43,680 to 30,000 of 42,000 planned to date.
const BEFORE: &str = "industrial: 52238, non_government: 46539, key_projects: 43680";
const AFTER: &str = "industrial: 52238, non_government: 46539, key_projects: 30000";

/// The differences, in a folder with the example as `content`.
fn diff(folder: &Path, arguments: &[&str]) -> String {
    run(folder, &[&["diff"], arguments].concat()).said()
}

#[test]
fn a_changed_figure_is_told_with_the_rank_and_the_card_that_follow() {
    let folder = example();
    let old = root("content");
    let old = old.to_str().unwrap();
    assert!(diff(folder.path(), &[old, "content"]).starts_with("No figure, rank, card or award changes"));
    edit(&folder.path().join("content/towns/yunyao.yaml"), BEFORE, AFTER);
    // 30,000 ÷ 42,000 = 71.4 %: below 80 % and not below 60 %, a yellow card, by the rules of the example.
    let text = diff(folder.path(), &[old, "content", "--lang", "zh"]);
    for line in [
        "云窑小镇（yunyao）\n",
        "  红黄牌 2021Q3，牌：正常 → 黄牌\n",
        "  晾晒榜 2021Q3 重点项目投资完成榜，按期计划完成率：104.0% → 71.4%\n",
        "  晾晒榜 2021Q3 重点项目投资完成榜，名次：1 → 9\n",
        "  投资进度 2021Q3，重点项目投资：43,680 → 30,000\n",
        "8个小镇，共17处变化（数据截至2022-02-15）\n",
    ] {
        assert!(text.contains(line), "no `{line}` in\n{text}");
    }
    let markdown = diff(folder.path(), &[old, "content", "--format", "markdown"]);
    assert!(markdown.starts_with("### 17 changes in 8 towns (as of 2022-02-15)\n"), "{markdown}");
    assert!(markdown.contains("| Airing boards 2021Q3 重点项目投资完成榜 | Rank | 1 | 9 |\n"), "{markdown}");
    let json: Value = serde_json::from_str(&diff(folder.path(), &[old, "content", "--format", "json"])).unwrap();
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
    let earlier = diff(folder.path(), &[old, "content", "--as-of", "2021-09-30"]);
    assert!(earlier.starts_with("No figure, rank, card or award changes (as of 2021-09-30)"), "{earlier}");
}

#[test]
fn what_changes_is_named_as_readers_know_it() {
    let folder = example();
    let replace = |file: &str, from: &str, to: &str| edit(&folder.path().join("content").join(file), from, to);
    replace("towns/chaping.yaml", "county: mingchuan", "county: luyang");
    replace("towns/chaping.yaml", "grade: excellent, published: 2021-11-05", "grade: good, published: 2021-11-05");
    replace("rules.yaml", "    counts_from: 2021-01-01\n", "    counts_from: 2017-01-01\n");
    let old = root("content");
    let text = diff(folder.path(), &[old.to_str().unwrap(), "content", "--lang", "zh"]);
    for line in [
        "  奖补资金台账 特色小镇奖补政策（示例） 2020，情形：省级创建年度考核优秀 → 省级创建年度考核良好\n",
        "  年度考核考评 2020，等次：优秀 → 良好\n",
        "  小镇，县（市、区）：茗川县 → 麓阳县\n",
        "  总体目标 “十四五”期间新列入省级创建4个，",
    ] {
        assert!(text.contains(line), "no `{line}` in\n{text}");
    }
}
