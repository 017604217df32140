//! `sunboard import`: rows of totals and columns that can be computed are held against the figures.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::returns::{example, text};

/// What an import of a table that changes nothing tells on its second output, in both languages.
fn told(folder: &Path, table: &str) -> (String, String) {
    told_on("2022-02-10", folder, table)
}

fn told_on(day: &str, folder: &Path, table: &str) -> (String, String) {
    fs::write(folder.join("t.csv"), table).unwrap();
    let of = |language: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sunboard"));
        command.args(["import", "t.csv", "--on", day, "--lang", language]).current_dir(folder);
        let output = command.output().unwrap();
        assert!(output.status.success(), "{table}\n{}{}", text(&output.stdout), text(&output.stderr));
        text(&output.stderr)
            .lines()
            .filter(|line| line.starts_with(|c: char| c.is_ascii_uppercase()) && line.contains("  "))
            .map(|line| format!("{line}\n"))
            .collect::<String>()
    };
    (of("zh"), of("en"))
}

#[test]
fn rows_of_totals_are_no_towns_and_are_held_against_their_rows() {
    let folder = example();
    let folder = folder.path();
    let rows = "云窑小镇,63319,43680\n茶坪小镇,44826,30287\n";
    let head = "2021年三季度,,\n小镇,总投资,重点项目投资\n";
    // 63319 + 44826 = 108145, 43680 + 30287 = 73967; their halves are 54072.5 and 36983.5.
    for fine in [
        "合计,108145,73967\n",
        "总 计：,108145,73967\n",
        "全市合计,108145,73967\n",
        "**合计**,108145,\n",
        "Total,108145,73967\n",
        "平均,54072.5,36983.5\n",
        "小计,108145,73967\n合计,108145,73967\n",
        "合计,10.8亿,7.4亿\n",
        "注：以上为最终数,,\n填报人：甲,,\n",
        "窑溪市小计,63319,43680\n茗川县小计,44826,30287\n合计,108145,73967\n",
    ] {
        assert_eq!(told(folder, &format!("{head}{rows}{fine}")), Default::default(), "{fine}");
    }
    for (wrong, zh, en) in [
        (
            "合计,108146,73967\n",
            "B5  “合计”的“总投资”写的是108,146万元，各行合计是108,145万元\n",
            "B5  `总投资` of `合计` says 108,146 万元, and the sum of its rows is 108,145 万元\n",
        ),
        (
            "平均,54072.5,36000\n",
            "C5  “平均”的“重点项目投资”写的是36,000万元，各行平均数是36,984万元\n",
            "C5  `重点项目投资` of `平均` says 36,000 万元, and the mean of its rows is 36,984 万元\n",
        ),
        (
            "合计,10.9亿,73967\n",
            "B5  “合计”的“总投资”写的是10.9亿元，各行合计是10.8亿元\n",
            "B5  `总投资` of `合计` says 10.9 亿元, and the sum of its rows is 10.8 亿元\n",
        ),
        // 10.8145亿元 and 7.3967亿元.
        (
            "合计,108145,7.39亿\n",
            "C5  “合计”的“重点项目投资”写的是7.39亿元，各行合计是7.4亿元（截尾，没有四舍五入）\n",
            "C5  `重点项目投资` of `合计` says 7.39 亿元, and the sum of its rows is 7.4 亿元 (cut, not rounded)\n",
        ),
        (
            "窑溪市小计,63320,43680\n合计,108145,73967\n",
            "B5  “窑溪市小计”的“总投资”写的是63,320万元，各行合计是63,319万元\n",
            "B5  `总投资` of `窑溪市小计` says 63,320 万元, and the sum of its rows is 63,319 万元\n",
        ),
        (
            "其中：民营企业,100,\n",
            "A5  第5行“其中：民营企业”不是小镇，没有采用，也无从核对\n",
            "A5  row 5 (`其中：民营企业`) is no town: it was not taken and cannot be checked\n",
        ),
        (
            "合计,#REF!,73967\n",
            "A5  “合计”的B5没有数，无从核对\n",
            "A5  B5 of `合计` hold no number and cannot be checked\n",
        ),
    ] {
        let said = told(folder, &format!("{head}{rows}{wrong}"));
        assert_eq!(said, (zh.to_owned(), en.to_owned()), "{wrong}");
    }
    // 合计 in another column, sections with their sums above, a county's name as its total.
    let numbered = "2021年三季度,,,\n序号,县（市、区）,小镇,总投资\n1,窑溪市,云窑小镇,63319\n2,茗川县,茶坪小镇,44826\n";
    assert_eq!(told(folder, &format!("{numbered}合计,,,108145\n")), Default::default());
    assert!(told(folder, &format!("{numbered},合计,,108100\n")).0.contains("D5  “合计”的“总投资”写的是108,100万元"));
    let sections = |sum: &str| {
        format!(
            "{head}一、省级命名小镇,{sum},43680\n云窑小镇,63319,43680\n二、省级创建小镇,44826,30287\n茶坪小镇,44826,30287\n合计,108145,73967\n"
        )
    };
    assert_eq!(told(folder, &sections("63319")), Default::default());
    assert!(told(folder, &sections("63000")).0.starts_with("B3  “一、省级命名小镇”的“总投资”写的是63,000万元"));
    let county = format!("{head}窑溪市,63319,43680\n云窑小镇,63319,43680\n茗川县,,\n茶坪小镇,44826,30287\n");
    assert_eq!(told(folder, &county), Default::default());
    // The plan's total is added up as well.
    let plans =
        "2021年三季度,,\n小镇,年度计划总投资,总投资\n云窑小镇,88000,63319\n茶坪小镇,60000,44826\n合计,147000,108145\n";
    assert!(told(folder, plans).0.contains("B5  “合计”的“年度计划总投资”写的是147,000万元，各行合计是148,000万元\n"));
}

#[test]
fn a_sum_that_rounding_explains_is_named_as_such() {
    let folder = example();
    let folder = folder.path();
    // Three rows of 0.33, which may have been 0.333 each.
    let table = |sum: &str| {
        format!("2022年一季度,单位：亿元\n小镇,总投资\n云窑小镇,0.33\n茶坪小镇,0.33\n木作小镇,0.33\n合计,{sum}\n")
    };
    let told = |sum: &str| told_on("2022-04-12", folder, &table(sum));
    let (zh, en) = told("1.00");
    assert!(zh.contains("各行合计是0.99亿元（可能是各行四舍五入造成的）"), "{zh}");
    assert!(en.contains("(rounding of the rows may explain it)"), "{en}");
    let (zh, _) = told("1.20");
    assert!(zh.contains("写的是1.2亿元，各行合计是0.99亿元（contradicted-total）\n"), "{zh}");
    // A whole number of hundreds of millions is no rounded 0.99.
    let (zh, _) = told("2");
    assert!(zh.contains("写的是2亿元，各行合计是0.99亿元（contradicted-total）\n"), "{zh}");
}

#[test]
fn a_town_whose_name_sounds_like_a_total_is_a_town_and_a_misspelt_one_is_no_total() {
    let folder = example();
    let folder = folder.path();
    let renamed = fs::read_to_string(folder.join("content/towns/chaping.yaml")).unwrap();
    fs::write(folder.join("content/towns/chaping.yaml"), renamed.replace("name: 茶坪小镇", "name: 合计小镇")).unwrap();
    let table = "2021年三季度,\n小镇,总投资\n合计小镇,44826\n合计,44826\n";
    assert_eq!(told(folder, table), Default::default());
    for name in ["二、云谣小镇", "云谣小镇"] {
        fs::write(folder.join("t.csv"), format!("2021年三季度,,\n小镇,总投资,备注\n{name},1,小计三项\n")).unwrap();
        let output = crate::returns::refused(folder, &["import", "t.csv", "--on", "2022-02-10"]);
        assert!(output.contains("没有这个小镇"), "{output}");
    }
    fs::write(folder.join("t.csv"), "2021年三季度,,\n小镇,总投资,备注\n,1,合计三项\n").unwrap();
    let output = crate::returns::refused(folder, &["import", "t.csv", "--on", "2022-02-10"]);
    assert!(output.contains("这一行填了数，却没有小镇名称"), "{output}");
    // A row that is not divided as the others are would be left out in silence.
    fs::write(folder.join("t.csv"), "2021年三季度;\n小镇;总投资\n云窑小镇;63319\n智锁小镇,5\n").unwrap();
    let output = crate::returns::refused(folder, &["import", "t.csv", "--on", "2022-02-10"]);
    assert!(output.contains("A4  “智锁小镇,5”：这一行没有分成各列"), "{output}");
}

#[test]
fn columns_that_can_be_computed_are_held_against_what_they_should_say() {
    let folder = example();
    let folder = folder.path();
    // By hand, from the towns' files: 63319 ÷ 88000 = 71.953 %, ÷ 61600 = 102.791 %; 43680 ÷ 42000 = 104 %;
    // (63319 − 55003) ÷ 55003 = 15.119 %; 46539 ÷ 63319 = 73.499 %.
    for (heading, cell, zh) in [
        ("总投资完成率", "71.95%", ""),
        ("完成率", "72.0", ""),
        ("完成率（%）", "102.79", ""),
        ("重点项目投资完成率", "104%", ""),
        ("完成率", "0.7195", ""),
        (
            "总投资完成率",
            "71.9%",
            "D3  “总投资完成率”写的是71.9%，按总投资63,319万元÷年度计划88,000万元应为72.0%（截尾，没有四舍五入）",
        ),
        ("总投资完成率", "72.1%", "应为72.0%（末位相差1，可能是用四舍五入后的数算的）"),
        ("总投资完成率", "80.5%", "D3  “总投资完成率”写的是80.5%，按总投资63,319万元÷年度计划88,000万元应为72.0%\n"),
        ("总投资同比增长", "15.1%", ""),
        ("同比", "+15.12%", ""),
        ("总投资同比增长", "18%", "D3  “总投资同比增长”写的是18%，按总投资63,319万元比上年同期55,003万元应为15%\n"),
        ("非政府投资占比", "73.5%", ""),
        ("非政府投资占比", "73%", ""),
        ("非政府投资占比", "78%", "D3  “非政府投资占比”写的是78%，按非政府投资46,539万元÷总投资63,319万元应为73%\n"),
        ("年度计划投资", "88000", ""),
        ("年度计划投资", "8.8亿", ""),
        ("到季末计划总投资", "61600", ""),
        (
            "年度计划总投资",
            "80000",
            "D3  “年度计划总投资”写的是80,000万元，按小镇文件里总投资的年度计划应为88,000万元\n",
        ),
        ("上年同期总投资", "55003", ""),
        (
            "上年同期总投资",
            "50000",
            "D3  “上年同期总投资”写的是50,000万元，按小镇文件里上年同期（2020Q3）的总投资应为55,003万元\n",
        ),
        ("联系电话", "123", ""),
        ("完成率", "—", ""),
    ] {
        let table = format!("2021年三季度,,,\n小镇,总投资,非政府投资,{heading}\n云窑小镇,63319,46539,{cell}\n");
        let table = if heading.contains("重点") {
            table.replace("非政府投资", "重点项目投资").replace("46539", "43680")
        } else {
            table
        };
        let said = told(folder, &table).0;
        assert!(
            if zh.is_empty() { said.is_empty() } else { said.contains(zh) },
            "{heading} {cell}: no `{zh}` in `{said}`"
        );
    }
    // The table's own plan counts as well.
    let own = |rate: &str| format!("2021年三季度,,,\n小镇,年度计划,总投资,完成率\n云窑小镇,88000,63319,{rate}\n");
    assert_eq!(told(folder, &own("71.95%")), Default::default());
    // Ranks by any of the figures; the wrong ones are named.
    let ranks = |ranks: [&str; 3]| {
        format!(
            "2021年三季度,,\n小镇,总投资,名次\n云窑小镇,63319,{}\n茶坪小镇,44826,{}\n智锁小镇,11280,{}\n",
            ranks[0], ranks[1], ranks[2]
        )
    };
    assert_eq!(told(folder, &ranks(["1", "2", "3"])), Default::default());
    let said = told(folder, &ranks(["1", "3", "3"]));
    assert_eq!(said.0, "C4  “名次”写的是第3名，按总投资应为第2名\n");
    assert_eq!(said.1, "C4  `名次` says 3; by `总投资` it is 2\n");
}
