//! `sunboard diff`: what a changed figure changes on the site, told as text, Markdown and JSON.

use std::path::Path;

use serde_json::Value;

use crate::harness::{copy, edit, example, root, run, sites};

/// The return that is changed: its key-project investment falls from 43,680 to 30,000 of 42,000 planned to date.
const BEFORE: &str = "industrial: 52238, non_government: 46539, key_projects: 43680";
const AFTER: &str = "industrial: 52238, non_government: 46539, key_projects: 30000";

/// The differences, in a folder with the example as `content`.
fn diff(folder: &Path, arguments: &[&str]) -> String {
    run(folder, &[&["diff"], arguments].concat()).said()
}

#[track_caller]
fn says(text: &str, lines: &[&str]) {
    for line in lines {
        assert!(text.contains(line), "no `{line}` in\n{text}");
    }
}

#[test]
fn a_changed_figure_is_told_with_the_rank_and_the_card_that_follow() {
    let folder = example();
    let old = root("content");
    let old = old.to_str().unwrap();
    edit(&folder.path().join("content/towns/yunyao.yaml"), BEFORE, AFTER);
    // 30,000 ÷ 42,000 = 71.4 %: below 80 % and not below 60 %, a yellow card, by the rules of the example.
    let text = diff(folder.path(), &[old, "content", "--lang", "zh"]);
    says(
        &text,
        &[
            "红黄牌（2处）\n  云窑小镇 2021Q3，牌：正常 → 黄牌；连续季度数：8 → 1\n晾晒榜（18处）\n",
            "  云窑小镇 2021Q3 重点项目投资完成榜，完成投资：43,680万元 → 30,000万元；按期计划完成率：104.0% → 71.4%；",
            "；名次：1 → 9；升降：1 → -6\n",
            "  云窑小镇 2021Q3，重点项目投资：43,680万元 → 30,000万元；",
            "  茶坪小镇，新增：来源 按规则选出，榜单 重点项目投资完成榜，名次 2\n",
            "\n网站文件\n  数据文件，",
            "\n数据表共29处变化，涉及8个小镇；网站有变化的：",
            "（数据截至2022-02-15）\n",
        ],
    );
    let markdown = diff(folder.path(), &[old, "content", "--format", "markdown"]);
    assert!(markdown.starts_with("### 29 changes in the tables, about 8 towns; in the site: "), "{markdown}");
    says(&markdown, &["| 云窑小镇 2021Q3 重点项目投资完成榜 | Rank | 1 | 9 |\n"]);
    let json: Value = serde_json::from_str(&diff(folder.path(), &[old, "content", "--format", "json"])).unwrap();
    let changes = json["changes"].as_array().unwrap();
    assert_eq!(changes.len(), 29);
    let card = changes.iter().find(|change| change["table"] == "cards").unwrap();
    assert_eq!(
        (&card["kind"], &card["key"]["town"], &card["before"], &card["after"]),
        (&"value".into(), &"yunyao".into(), &"normal".into(), &"yellow".into())
    );
    let board = changes.iter().find(|change| change["table"] == "boards").unwrap();
    assert_eq!(board["key"]["board"], "key-projects", "programs are told the ids");
    let new = changes.iter().find(|change| change["kind"] == "row_added").unwrap();
    assert_eq!((&new["table"], &new["values"]["rank"]), (&"showcase".into(), &"2".into()));
    let files = json["files"].as_array().unwrap();
    let is_told = |path: &str| files.iter().any(|file| file["path"] == path && file["change"] == "changed");
    for path in ["data/boards.csv", "data/quarters/2021q3/key-data.json", "boards/2021q3.html", "feed.xml"] {
        assert!(is_told(path), "{path}");
    }
    // Before the day on which the return was published nobody knew of the figure.
    let earlier = diff(folder.path(), &[old, "content", "--as-of", "2021-09-30"]);
    assert_eq!(earlier, "No change: every file of the site stays the same (as of 2021-09-30)\n");
}

/// A headline of each kind, each computed by hand.
#[test]
fn whatever_readers_see_change_is_told_as_they_see_it() {
    let folder = example();
    let replace = |file: &str, from: &str, to: &str| edit(&folder.path().join("content").join(file), from, to);
    replace("towns/chaping.yaml", "county: mingchuan", "county: luyang");
    replace("towns/chaping.yaml", "grade: excellent, published: 2021-11-05", "grade: good, published: 2021-11-05");
    replace("rules.yaml", "    counts_from: 2021-01-01\n", "    counts_from: 2017-01-01\n");
    let town = |from: &str, to: &str| replace("towns/yunyao.yaml", from, to);
    town("total: 63319, industrial: 52238", "total: 53319, industrial: 52238");
    town("value: 14820", "value: 15820");
    town("key: green_ratio, value: 41.5", "key: green_ratio, value: 42.5");
    town("  - {grade: AAAA, since: 2017-01, name: 云窑陶瓷文化旅游区, source: [E]}\n", "");
    town("title: 陶瓷工匠引进补助, amount: 86", "title: 陶瓷工匠引进补助, amount: 96");
    town("amount: 200, paid: 2021-06-18", "amount: 180, paid: 2021-06-18");
    town("completed: 73855", "completed: 74855");
    let old = root("content");
    let text = diff(folder.path(), &[old.to_str().unwrap(), "content", "--lang", "zh", "--all"]);
    says(
        &text,
        &[
            // 743,591.5 − 10,000 of 824,400 planned to date and 1,146,000 for the year: 88.985 % and 64.013 %.
            "  2021Q3 全市，完成投资：743,591.5万元 → 733,591.5万元；按期计划完成率：90.2% → 89.0%；年度计划完成率：64.9% → 64.0%\n",
            // 52,238 and 46,539 of 53,319.
            "特色产业投资占比：82.5% → 98.0%；非政府投资占比：73.5% → 87.3%",
            "  云窑小镇 税收收入 当年 2021，数值：14,820万元 → 15,820万元\n",
            "  云窑小镇 特色小镇规范健康发展导则（2021年版，示例） 特色产业投资占比，现值：82.5% → 98.0%；",
            "  云窑小镇 2021 绿化覆盖率，数值：41.5% → 42.5%\n",
            "  云窑小镇，已有等级：AAAA级 → AAA级\n",
            "  云窑小镇 AAAA级 2017-01，不再列出，原为：景区名称 云窑陶瓷文化旅游区，出处 E\n",
            "  云窑小镇 人才 陶瓷工匠引进补助 2020-11-06，数量：86万元 → 96万元\n",
            "  云窑小镇 2018 2020年以前已命名 2021-06-18，金额：200万元 → 180万元\n",
            // 74,855 of 98,000.
            "  云窑小镇 陶瓷创意园二期，开工以来完成：73,855万元 → 74,855万元；本年完成：19,413万元 → 20,413万元；完成比例：75.4% → 76.4%\n",
            "  茶坪小镇 特色小镇奖补政策（示例） 省级创建年度考核良好 2020，新增：应奖补金额 30万元，状态 应兑现，",
            "各等次小镇数：合格1个 → 优秀1个、合格1个\n",
            "等次：优秀 → 良好",
            "县（市、区）：茗川县 → 麓阳县",
            "  “十四五”期间新列入省级创建4个，",
        ],
    );
}

/// What no table holds is told by the files: nothing is called unchanged that readers would find changed.
#[test]
fn words_and_pictures_outside_the_tables_are_no_silence() {
    let folder = tempfile::tempdir().unwrap();
    let old = sites().join("mutation/content");
    copy(&old, &folder.path().join("content"));
    let compare = || diff(folder.path(), &[old.to_str().unwrap(), "content", "--lang", "zh"]);
    let same = "没有变化：生成的网站每个文件都相同（数据截至2020-11-10）\n";
    assert_eq!(compare(), same);
    let story = folder.path().join("content/stories/kiln-night.md");
    let text = std::fs::read_to_string(&story).unwrap();
    std::fs::write(&story, format!("{text}\n另起一段。\n")).unwrap();
    let told = compare();
    says(&told, &["stories/kiln-night.html", "数据表没有变化，但网站有变化（文字、图片、设置等）：", "个页面"]);
    std::fs::write(&story, text).unwrap();
    // A remark for editors changes nothing.
    let town = folder.path().join("content/towns/lanshan.yaml");
    let text = std::fs::read_to_string(&town).unwrap();
    std::fs::write(&town, format!("# 备注\n{text}")).unwrap();
    assert_eq!(compare(), same);
}
