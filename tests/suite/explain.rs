//! `sunboard explain`: the reasons of a town's card, rank and awards in the words of its pages, and what other rules change.

use std::fs;

use crate::harness::{Run, Sunboard, root};

/// The reasons as the example gives them.
fn explain(arguments: &[&str]) -> Run {
    let line = Sunboard::new(root(".")).arg("explain").args(arguments);
    line.args(["--content", "content", "--lang", "zh"]).run()
}

#[test]
fn a_town_is_explained_in_the_words_of_its_pages() {
    let text = explain(&["yunyao", "--quarter", "2021Q3"]).said();
    for line in [
        // 43,680 ÷ 42,000 = 1.04
        "  按期计划完成率: 本年累计完成投资 ÷ 截至本季末计划投资 = 43,680 ÷ 42,000 = 104.0%\n",
        "      ● 正常 80%及以上  ← 本项104.0%\n",
        "  名次: 第1位（共10个小镇参加排名）\n",
        "  上季度名次: 2\n",
        "| 金额（万元） 200 |",
        "  - 编辑推荐：老窑址保护与产业更新同步推进。\n",
    ] {
        assert!(text.contains(line), "no `{line}` in\n{text}");
    }
    for name in ["云窑小镇", "云窑", "窑溪龙窑小镇", "窑溪龙窑", "云窑特色小镇", "窑溪市云窑小镇", "ＹＵＮＹＡＯ"]
    {
        assert_eq!(explain(&[name, "--quarter", "2021Q3"]).said(), text, "{name}");
    }
    let unknown = explain(&["云谣小镇"]).ends_with(2);
    let unknown = unknown.stderr;
    assert!(unknown.contains("没有小镇“云谣小镇”，是否应为“云窑小镇”？"), "{unknown}");
}

#[test]
fn every_carded_town_is_explained_as_on_its_why_page() {
    let output = tempfile::tempdir().unwrap();
    let line = Sunboard::new(root(".")).args(["build", "--quiet", "--output"]);
    line.arg(output.path()).run().done();
    let cards = fs::read_to_string(output.path().join("data/cards.csv")).unwrap();
    let carded = cards.lines().filter(|line| line.contains(",red,") || line.contains(",yellow,"));
    let mut compared = 0;
    for line in carded.take(6) {
        let mut cells = line.split(',');
        let (quarter, town) = (cells.next().unwrap(), cells.next().unwrap());
        let page = output.path().join(format!("why/{town}/{}.html", quarter.to_lowercase()));
        let page = fs::read_to_string(&page).unwrap_or_else(|error| panic!("{}: {error}", page.display()));
        let text = explain(&[town, "--quarter", quarter]).said();
        let reason = text.lines().skip_while(|line| !line.starts_with("## 判定结果")).nth(2).unwrap().trim();
        assert!(page.contains(reason), "the page does not say: {reason}");
        compared += 1;
    }
    assert!(compared > 3, "{cards}");
}

#[test]
fn other_rules_tell_what_they_would_change() {
    let folder = tempfile::tempdir().unwrap();
    let rules = fs::read_to_string(root("content/rules.yaml")).unwrap();
    let (old, new) =
        ("{kind: period_plan_rate, yellow: 80, red: 60}", "{kind: period_plan_rate, yellow: 105, red: 60}");
    assert_eq!(rules.matches(old).count(), 1, "the example has other rules now");
    let stricter = folder.path().join("stricter.yaml");
    fs::write(&stricter, rules.replace(old, new)).unwrap();
    let stricter = stricter.to_str().unwrap();
    let all = explain(&["--rules", stricter, "--all"]).said();
    // 104.0 % is below 105 %.
    assert!(all.contains("\n  云窑小镇 2021Q3，牌：正常 → 黄牌；"), "{all}");
    let own = explain(&["yunyao", "--rules", stricter]).said();
    assert!(own.contains("\n  云窑小镇 2021Q3，牌：正常 → 黄牌；"), "{own}");
    assert!(own.contains("涉及1个小镇") && !all.contains("涉及1个小镇"), "{own}");
    assert!(all.contains("\n网站文件\n") && !own.contains("网站文件"), "{all}");
    let same = folder.path().join("same.yaml");
    fs::write(&same, &rules).unwrap();
    assert!(explain(&["--rules", same.to_str().unwrap()]).said().starts_with("没有变化："));
    let own = explain(&["yunyao", "--rules", same.to_str().unwrap()]).said();
    assert!(own.starts_with("这个小镇的数据没有变化"), "{own}");
    fs::write(&same, "rule_sets：\n").unwrap();
    explain(&["--rules", same.to_str().unwrap()]).ends_with(1);
}

#[test]
fn what_cannot_be_explained_is_said_with_its_cure() {
    for (arguments, words) in [
        (&["yunyo"][..], "没有小镇“yunyo”，是否应为“yunyao”？"),
        (&["yunyao", "--quarter", "2031Q1"], "没有 2031Q1 的数据；有：2019Q4 2020Q1"),
        (&["yunyao", "--quarter", "2031Q1", "--edition", "internal"], "没有 2031Q1 的数据；有：2019Q4 2020Q1"),
        (&["yunyao", "--quarter", "2021Q4"], "2021Q4 尚未公开，公开版不显示；要看请加 --edition internal"),
        (&[], "请写小镇代号或名称"),
        (&["yunyao", "--quarter", "2021第三季"], "2020Q4"),
    ] {
        let output = explain(arguments);
        assert_eq!(output.code, Some(2), "{arguments:?}");
        let said = output.stderr;
        assert!(said.contains(words), "{said}");
        assert_eq!(said.contains("--edition"), words.contains("--edition"), "an edition that does not help: {said}");
    }
    // Before the first release there is nothing to list.
    let early = explain(&["yunyao", "--as-of", "2019-06-01"]);
    let said = early.stderr;
    assert!(said.contains("还没有可以显示的季度") && !said.contains("--edition"), "{said}");
}
