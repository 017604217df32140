//! Returns of projects: the form's own sheet and tables of one's own, filled in, refused, written and read again.

use std::fs;
use std::path::Path;

use super::{Typed, check_is_sound, example, fill, refused, run, town};

const SHEET: &str = "重点项目";

/// What an import of a text table says when it is refused.
fn refused_table(folder: &Path, table: &str) -> String {
    fs::write(folder.join("项目.csv"), table).unwrap();
    refused(folder, &["import", "项目.csv", "--quarter", "2021Q4", "--on", "2022-01-20", "--write"])
}

#[test]
fn a_filled_sheet_of_projects_is_shown_written_and_then_changes_nothing() {
    let folder = example();
    let folder = folder.path();
    run(folder, &["export", "return", "2022Q1"]).said();
    let cells = [
        ("重点项目投资完成榜", "chaping", "总投资", Typed::Number(9000.0)),
        (SHEET, "cp-01", "累计完成投资", Typed::Number(80000.5)),
        (SHEET, "cp-01", "形象进度", Typed::Words("竣工验收")),
        (SHEET, "cp-02", "累计完成投资", Typed::Words("4.6亿元")),
    ];
    fill(&folder.join("return-2022Q1.xlsx"), &folder.join("filled.xlsx"), &cells);
    let arguments = ["import", "filled.xlsx", "--on", "2022-04-12"];
    let shown = run(folder, &arguments).said();
    for line in [
        "茶坪小镇（chaping） 2022Q1\n  总投资：（无） → 9,000万元",
        "  项目“茶叶精制加工区”开工以来累计完成：（无） → 80,000.5万元  [重点项目!K",
        "  项目“茶叶精制加工区”形象进度：（无） → 竣工验收  [重点项目!L",
        "  项目“茶旅步道和村庄整治”开工以来累计完成：（无） → 46,000万元",
    ] {
        assert!(shown.contains(line), "no `{line}` in\n{shown}");
    }
    let before = town(folder, "chaping");
    run(folder, &[&arguments[..], &["--write"]].concat()).said();
    let after = town(folder, "chaping");
    let row = "      - {quarter: 2022Q1, basis: since_start, completed: 80000.5, note: 竣工验收}\n";
    let rest = after.replace(row, "").replace("      - {quarter: 2022Q1, basis: since_start, completed: 46000}\n", "");
    let own = rest.lines().filter(|line| !before.lines().any(|old| old == *line)).collect::<Vec<_>>();
    assert!(after.contains(row) && own.len() == 1 && own[0].contains("quarter: 2022Q1, reported"), "{own:?}");
    check_is_sound(folder);
    let again = run(folder, &arguments).said();
    assert!(again.contains("没有变化"), "{again}");
    // What was written stands in the cells of the next form, and that changes nothing either.
    run(folder, &["export", "return", "2022Q1", "--out", "again.xlsx"]).said();
    let again = run(folder, &["import", "again.xlsx", "--on", "2022-04-12"]).said();
    assert!(again.contains("个项目的报送，与现有数据一致"), "{again}");
}

#[test]
fn a_table_of_ones_own_says_since_when_it_adds_up() {
    let folder = example();
    let folder = folder.path();
    // 79199万元 is 7.9199亿元; the row of 2021Q4 is provisional and not released, so that it may change.
    for table in [
        "小镇,项目名称,开工以来累计完成投资（亿元）\n茶坪小镇,茶叶精制加工区,7.9199\n",
        "单位：亿元\n所属小镇,重点项目,项目总投资,自开工累计完成投资\n茶坪小镇,茶叶精制加工区,8.23,7.9199\n合计,,,7.9199\n",
        "代号,项目代号,口径,累计完成投资\nchaping,cp-01,开工以来累计,79199\n",
        "小镇,项目名称,本年累计完成投资,开工以来累计完成投资\n茶坪小镇,茶叶精制加工区,26188,79199\n",
    ] {
        fs::write(folder.join("项目.csv"), table).unwrap();
        let shown = run(folder, &["import", "项目.csv", "--quarter", "2021Q4", "--on", "2022-01-20"]).said();
        assert!(shown.contains("开工以来累计完成：78,199 → 79,199万元"), "{table}\n{shown}");
    }
    let vague = refused_table(folder, "小镇,项目名称,累计完成投资\n茶坪小镇,茶叶精制加工区,79199\n");
    assert!(vague.contains("C1  “累计完成投资”：没有写从何时起累计"), "{vague}");
}

#[test]
fn what_cannot_be_a_projects_figure_is_refused_at_its_cell() {
    let folder = example();
    let folder = folder.path();
    let head = "小镇,项目名称,开工以来累计完成投资\n";
    for (row, why) in [
        ("茶坪小镇,茶叶精制加工,79199", "B2  “茶叶精制加工”：茶坪小镇没有这个项目；是否应为“茶叶精制加工区”？"),
        ("茶坪小镇,芯片封装一期,79199", "B2  “芯片封装一期”：这个项目属于光芯小镇，不属于茶坪小镇"),
        ("茶坪镇子,茶叶精制加工区,79199", "A2  “茶坪镇子”：没有这个小镇"),
        ("茶坪小镇,茶叶精制加工区,-1", "C2  金额“-1”是负数"),
        ("茶坪小镇,茶叶精制加工区,50%", "C2  “50%”是百分数"),
        ("茶坪小镇,茶叶精制加工区,七万", "C2  "),
        ("茶坪小镇,茶叶精制加工区,71940", "C2  “71940”：累计数只增不减：2021Q3 已是71,941万元"),
        ("茶坪小镇,茶叶精制加工区,79199\n茶坪小镇,茶叶精制加工区,79199", "一个项目一个季度只能有一行"),
        ("灯彩小镇,灯彩工坊群,18700", "A2  “灯彩小镇”：这个小镇在 2021Q4 不在任何榜单上"),
        ("茶坪小镇,茶叶精制加工区,79199\n茶坪小镇,,79199", "B3  这一行填了数，却没有项目名称"),
    ] {
        let said = refused_table(folder, &format!("{head}{row}\n"));
        assert!(said.contains(why), "no `{why}` in\n{said}");
    }
    for (table, why) in [
        ("小镇,项目名称,当季完成投资\n茶坪小镇,茶叶精制加工区,7\n", "各行是项目，却没有“累计完成投资”一列"),
        ("小镇,项目名称,开工以来累计完成投资（美元）\n茶坪小镇,茶叶精制加工区,7\n", "C1  "),
        ("2021年三季度,,\n小镇,项目名称,开工以来累计完成投资\n茶坪小镇,茶叶精制加工区,7\n", "2021Q4"),
        ("小镇,企业名称,累计完成投资\n茶坪小镇,云岚茶业,7\n", "B1  “企业名称”：这一列说明各行不是小镇"),
        (
            "小镇,项目代号,项目名称,开工以来累计完成投资\n茶坪小镇,cp-02,茶叶精制加工区,7\n",
            "C2  “茶叶精制加工区”：这一行的项目代号是 cp-02",
        ),
    ] {
        let said = refused_table(folder, table);
        assert!(said.contains(why), "no `{why}` in\n{said}");
    }
    // The third quarter is final: a project keeps no history, so that a table does not change it.
    fs::write(folder.join("三季度.csv"), format!("{head}茶坪小镇,茶叶精制加工区,72000\n")).unwrap();
    let said = refused(folder, &["import", "三季度.csv", "--quarter", "2021Q3", "--revise", "漏报", "--write"]);
    assert!(said.contains("C2  “72000”：项目 2021Q3 的数已随小镇的数确定或公布（原为71,941万元）"), "{said}");
    // Two projects of one name.
    let path = folder.join("content/towns/chaping.yaml");
    let twins = town(folder, "chaping").replace("name: 茶旅步道和村庄整治", "name: 茶叶精制加工区");
    fs::write(path, twins).unwrap();
    let said = refused_table(folder, &format!("{head}茶坪小镇,茶叶精制加工区,79199\n"));
    assert!(said.contains("茶坪小镇有 2 个项目叫这个名称"), "{said}");
}

#[test]
fn a_projects_figure_that_looks_like_a_slip_stops_the_writing() {
    let folder = example();
    let folder = folder.path();
    for (row, rule) in [
        // The whole project is to cost 82300, twice which is 164600.
        ("茶坪小镇,茶叶精制加工区,164600.1", Some("project-far-off")),
        ("茶坪小镇,茶叶精制加工区,164600", None),
        ("云窑小镇,商务酒店,300", Some("project-not-under-way")),
    ] {
        let table = format!("小镇,项目名称,开工以来累计完成投资\n{row}\n");
        fs::write(folder.join("项目.csv"), table).unwrap();
        let arguments = ["import", "项目.csv", "--quarter", "2021Q4", "--on", "2022-01-20"];
        let said = run(folder, &arguments).done().stderr;
        match rule {
            Some(rule) => {
                assert!(said.contains(&format!("（{rule}）")), "{row}\n{said}");
                refused(folder, &[&arguments[..], &["--write"]].concat());
            }
            None => assert!(!said.contains("（project-"), "{row}\n{said}"),
        }
    }
    run(
        folder,
        &[
            "import",
            "项目.csv",
            "--quarter",
            "2021Q4",
            "--on",
            "2022-01-20",
            "--write",
            "--accept",
            "project-not-under-way",
        ],
    )
    .done();
}
