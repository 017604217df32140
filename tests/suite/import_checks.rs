//! `sunboard import`: rows of totals and columns that can be computed are held against the figures.

use std::fs;
use std::path::Path;

use crate::harness::{example, run};

/// What an import of a table that changes nothing tells on its second output, in both languages.
fn told(folder: &Path, table: &str) -> (String, String) {
    told_on("2022-02-10", folder, table)
}

fn told_on(day: &str, folder: &Path, table: &str) -> (String, String) {
    (told_in("zh", day, folder, table), told_in("en", day, folder, table))
}

/// What is told in Chinese.
fn zh(folder: &Path, table: &str) -> String {
    told_in("zh", "2022-02-10", folder, table)
}

fn told_in(language: &str, day: &str, folder: &Path, table: &str) -> String {
    fs::write(folder.join("t.csv"), table).unwrap();
    let told = run(folder, &["import", "t.csv", "--on", day, "--lang", language]).done().stderr;
    let cells = told.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_uppercase()) && line.contains("  "));
    cells.map(|line| format!("{line}\n")).collect()
}

/// Why an import of a table is refused.
fn refusal(folder: &Path, table: &str) -> String {
    fs::write(folder.join("t.csv"), table).unwrap();
    crate::returns::refused(folder, &["import", "t.csv", "--on", "2022-02-10"])
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
    assert!(zh(folder, &format!("{numbered},合计,,108100\n")).contains("D5  “合计”的“总投资”写的是108,100万元"));
    let sections = |sum: &str| {
        format!(
            "{head}一、省级命名小镇,{sum},43680\n云窑小镇,63319,43680\n二、省级创建小镇,44826,30287\n茶坪小镇,44826,30287\n合计,108145,73967\n"
        )
    };
    assert_eq!(told(folder, &sections("63319")), Default::default());
    assert!(zh(folder, &sections("63000")).starts_with("B3  “一、省级命名小镇”的“总投资”写的是63,000万元"));
    let county = format!("{head}窑溪市,63319,43680\n云窑小镇,63319,43680\n茗川县,,\n茶坪小镇,44826,30287\n");
    assert_eq!(told(folder, &county), Default::default());
    // The plan's total is added up as well.
    let plans =
        "2021年三季度,,\n小镇,年度计划总投资,总投资\n云窑小镇,88000,63319\n茶坪小镇,60000,44826\n合计,147000,108145\n";
    assert!(zh(folder, plans).contains("B5  “合计”的“年度计划总投资”写的是147,000万元，各行合计是148,000万元\n"));
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
    for (table, why) in [
        ("小镇,总投资,备注\n二、云谣小镇,1,小计三项\n", "没有这个小镇"),
        ("小镇,总投资,备注\n云谣小镇,1,小计三项\n", "没有这个小镇"),
        ("小镇,总投资,备注\n,1,合计三项\n", "这一行填了数，却没有小镇名称"),
        // A row that is not divided as the others are would be left out in silence.
        ("小镇;总投资\n云窑小镇;63319\n智锁小镇,5\n", "A4  “智锁小镇,5”：这一行没有分成各列"),
    ] {
        let output = refusal(folder, &format!("2021年三季度\n{table}"));
        assert!(output.contains(why), "{output}");
    }
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
        // 63319 − 35028 = 28291; 88000 − 63319 = 24681; of the plan to September, 61600, nothing remains.
        ("当季完成投资", "28291", ""),
        ("本季总投资（亿元）", "2.83", ""),
        ("7-9月完成投资", "28291", ""),
        (
            "当季完成投资",
            "28300",
            "D3  “当季完成投资”写的是28,300万元，按总投资63,319万元减上季（2021Q2）35,028万元应为28,291万元\n",
        ),
        ("9月完成投资", "9000", ""),
        ("剩余投资", "24681", ""),
        ("剩余投资", "0", ""),
        ("剩余投资", "25000", "D3  “剩余投资”写的是25,000万元，按年度计划88,000万元减总投资63,319万元应为24,681万元\n"),
        ("年度目标", "88000", ""),
        ("年度目标", "90000", "D3  “年度目标”写的是90,000万元，按小镇文件里总投资的年度计划应为88,000万元\n"),
        ("预计全年总投资", "88000", ""),
        ("预计全年总投资", "6亿", "D3  “预计全年总投资”写的是6亿元，比已经完成的总投资6.3319亿元还少\n"),
        ("下季度计划投资", "5", ""),
        // Of all years, and of no plan of this one.
        ("规划总投资", "500000", ""),
        ("协议总投资", "500000", ""),
        ("联系电话", "123", ""),
        ("完成率", "—", ""),
    ] {
        let table = format!("2021年三季度,,,\n小镇,总投资,非政府投资,{heading}\n云窑小镇,63319,46539,{cell}\n");
        let table = if heading.contains("重点") {
            table.replace("非政府投资", "重点项目投资").replace("46539", "43680")
        } else {
            table
        };
        let said = self::zh(folder, &table);
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

#[test]
fn units_and_currencies_in_columns_hold_for_their_rows() {
    let folder = example();
    let folder = folder.path();
    let head = "2021年三季度,,,\n小镇,总投资,单位,币种\n";
    // 63,319万元 is 6.3319亿元, and 44,826万元 448,260千元; together they are 10.8145亿元.
    for rows in [
        "云窑小镇,6.3319,亿元,人民币\n茶坪小镇,448260,千元,RMB\n合计,10.8145,亿元,\n",
        "云窑小镇,63319,万元,元\n茶坪小镇,44826,,CNY\n合计,108145,,\n",
        "云窑小镇,63319,市发改局,人民币元\n茶坪小镇,44826,张三,\n",
    ] {
        assert_eq!(told(folder, &format!("{head}{rows}")), Default::default(), "{rows}");
    }
    let only = "2021年三季度,,\n小镇,总投资,币种\n云窑小镇,63319,人民币\n茶坪小镇,4.4826,亿元\n";
    assert_eq!(told(folder, only), Default::default());
    for (rows, why) in [
        ("云窑小镇,1,万元,美元\n", "D3  不认识币种“美元”，只收人民币"),
        ("云窑小镇,1,万元,瑞郎\n", "D3  不认识币种“瑞郎”"),
        ("云窑小镇,1,千美元,人民币\n", "C3  不认识单位“千美元”"),
        ("云窑小镇,1,万元,\n茶坪小镇,1,张三,\n", "C4  不认识单位“张三”"),
        ("云窑小镇,6.3319,亿元,\n茶坪小镇,44826,,\n", "C4  这一行没有写单位，而别的行以“亿元”计"),
    ] {
        let said = refusal(folder, &format!("{head}{rows}"));
        assert!(said.contains(why), "no `{why}` in\n{said}");
    }
}

#[test]
fn a_cell_that_is_no_number_is_told_for_what_it_is_and_a_dash_is_told() {
    let folder = example();
    let folder = folder.path();
    let table = |cell: &str| format!("2021年三季度,\n小镇,总投资\n云窑小镇,\"{cell}\"\n");
    for cell in ["63,319.00", "６３３１９", "633,190,000.00元", "6.3319亿"] {
        assert_eq!(told(folder, &table(cell)), Default::default(), "{cell}");
    }
    for (cell, why) in [
        ("暂无", "B3  “暂无”是文字，不是数字；没有数据请把单元格清空，确实为零请填 0"),
        ("N/A", "B3  “N/A”是文字，不是数字"),
        ("待定", "B3  “待定”是文字"),
        ("约12800", "B3  “约12800”是约数；请填准确的数，只填数字（例如 12800）"),
        ("12800①", "B3  “12800①”里的“①”像是脚注标记；请去掉它，只填 12800"),
        ("(1,200)", "B3  “(1,200)”是负数的写法，金额不能是负数"),
        ("-1200", "B3  金额“-1200”是负数"),
        ("12.8%", "B3  “12.8%”是百分数"),
    ] {
        let said = refusal(folder, &table(cell));
        assert!(said.contains(why), "no `{why}` in\n{said}");
    }
    let said = zh(folder, "2021年三季度,,\n小镇,总投资,重点项目投资\n云窑小镇,63319,—\n");
    assert!(said.is_empty(), "{said}");
    let output = crate::returns::run(folder, &["import", "t.csv", "--on", "2022-02-10"]);
    let said = output.stderr;
    assert!(said.contains("这些格里是横线，按没有填报处理（为零的请填 0）：C3\n"), "{said}");
}

#[test]
fn a_sheet_whose_headings_are_not_understood_is_told_or_refused() {
    let folder = example();
    let folder = folder.path();
    for (table, why) in [
        ("小镇,基建部分,\n,总投资,重点项目投资\n云窑小镇,63319,43680\n", "上方B2写着“基建部分”，不认识"),
        ("小镇,基建总投资\n云窑小镇,63319\n", "B2  “基建总投资”：标题里有不认识的说明“基建”"),
        ("小镇,人均投资\n云窑小镇,63319\n", "B2  “人均投资”：这一列是平均数"),
    ] {
        let said = refusal(folder, &format!("2021年三季度\n{table}"));
        assert!(said.contains(why), "no `{why}` in\n{said}");
    }
}

#[test]
fn a_day_of_taking_in_that_has_not_come_stops_the_writing() {
    let folder = example();
    let folder = folder.path();
    fs::write(folder.join("t.csv"), "2022年一季度,\n小镇,总投资\n云窑小镇,12000\n").unwrap();
    let said = crate::returns::refused(folder, &["import", "t.csv", "--on", "2099-01-01", "--write"]);
    assert!(said.contains("--on 2099-01-01 晚于今天（") && said.contains("--accept future-date"), "{said}");
}
