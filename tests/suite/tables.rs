//! `sunboard import` of the tables that offices make themselves: their units, their headings, their periods.

use std::fs;
use std::path::Path;

use rust_xlsxwriter::{Format, Workbook};

use super::returns::{refused, run};
use crate::harness::example;

/// What the import of a text table shows.
fn shown(folder: &Path, table: &str) -> String {
    fs::write(folder.join("table.csv"), table).unwrap();
    run(folder, &["import", "table.csv", "--on", "2022-08-12"]).done().text()
}

/// What the import of a text table is refused for.
fn refusal(folder: &Path, table: &str) -> String {
    fs::write(folder.join("table.csv"), table).unwrap();
    refused(folder, &["import", "table.csv", "--on", "2022-08-12", "--write"])
}

#[test]
fn money_is_converted_exactly_from_every_unit_of_yuan_and_refused_in_every_other() {
    let folder = example();
    let folder = folder.path();
    // 295,000,000 yuan, computed by hand.
    for (number, (unit, figure)) in [
        ("元", "295000000"),
        ("百元", "2950000"),
        ("千元", "295000"),
        ("万元", "29500"),
        ("萬元", "29500"),
        ("十万元", "2950"),
        ("百万元", "295"),
        ("千万元", "29.5"),
        ("亿元", "2.95"),
        ("億元", "2.95"),
        ("十亿元", "0.295"),
        ("百亿元", "0.0295"),
        ("million yuan", "295"),
    ]
    .into_iter()
    .enumerate()
    {
        let tables = [
            format!("填报单位：窑溪市发改局,,单位：{unit}\n2022年上半年,,\n小镇,总投资,完成率\n云窑小镇,{figure},\n"),
            format!("2022年上半年,,\n小镇,总投资（{unit}）,完成率\n云窑小镇,{figure},\n"),
            format!("2022年上半年,,\n小镇,总投资,完成率\n单位,{unit},%\n云窑小镇,{figure},\n"),
            format!("2022年上半年,,\n小镇,总投资,完成率\n云窑小镇,{figure}{unit},\n"),
            format!("2022年上半年,,\n小镇,总投资,完成率\n云窑小镇,{figure},\n注：金额单位为{unit}。,,\n"),
            format!("2022年上半年,,\n小镇,总投资,单位\n云窑小镇,{figure},{unit}\n"),
        ];
        // Each way with each unit would take long: three of them each.
        for table in (0..3).map(|step| &tables[(number + step * 2) % tables.len()]) {
            let shown = shown(folder, table);
            assert!(shown.contains("  总投资：（无） → 29,500万元  ["), "{table}\n{shown}");
        }
    }
    for (number, unit) in ["万美元", "US$", "£m", "EUR", "港元", "thousands", "k", "万吨", "亩"].into_iter().enumerate()
    {
        let tables = [
            (format!("单位：{unit}\n2022年上半年\n小镇,总投资\n云窑小镇,1\n"), "A1  "),
            (format!("2022年上半年\n小镇,总投资（{unit}）\n云窑小镇,1\n"), "B2  "),
            (format!("2022年上半年\n小镇,总投资\n云窑小镇,1{unit}\n"), "B3  "),
        ];
        for (table, cell) in [&tables[number % 3], &tables[(number + 1) % 3]] {
            let (faults, cell) = (refusal(folder, table), *cell);
            assert!(faults.contains(cell), "{table}\n{faults}");
            let is_cell_with_letters = cell == "B3  " && !faults.contains("不认识单位");
            assert!(is_cell_with_letters || faults.contains("认得的单位是元、百元、千元、万元、"), "{table}\n{faults}");
        }
    }
    let clash = refusal(folder, "单位：亿元,\n2022年上半年,\n小镇,总投资（万元）\n云窑小镇,1\n");
    assert!(clash.contains("B3  “总投资（万元）”：单位与A1“单位：亿元”不一致"), "{clash}");
}

#[test]
fn number_formats_and_sheet_names_say_units_too() {
    let folder = example();
    let folder = folder.path();
    let book = |name: &str, format: &str, number: f64| {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        sheet.set_name(name).unwrap();
        for (row, words) in [["2022年上半年", ""], ["小镇", "总投资"], ["云窑小镇", ""]].iter().enumerate()
        {
            for (column, words) in words.iter().enumerate().filter(|(_, words)| !words.is_empty()) {
                sheet.write_string(row as u32, column as u16, *words).unwrap();
            }
        }
        sheet.write_number_with_format(2, 1, number, &Format::new().set_num_format(format)).unwrap();
        workbook.save(folder.join("book.xlsx")).unwrap();
        run(folder, &["import", "book.xlsx", "--on", "2022-08-12"])
    };
    for (name, format, number) in [
        ("上半年", "#,##0.00", 29_500.0),
        ("上半年", "0.00\"亿元\"", 2.95),
        ("上半年", "#,##0\"千元\"", 295_000.0),
        ("上半年", "[$¥-804]#,##0.00", 29_500.0),
        ("上半年", "_ ¥* #,##0.00_ ;_ ¥* \\-#,##0.00_ ", 29_500.0),
        ("上半年（亿元）", "General", 2.95),
        ("上半年 单位 百万元", "General", 295.0),
    ] {
        let output = book(name, format, number);
        let shown = output.said();
        assert!(shown.contains("  总投资：（无） → 29,500万元  ["), "{name} {format}\n{shown}");
    }
    for (name, format) in [
        ("上半年", "[$$-409]#,##0.00"),
        ("上半年", "\"US$\"#,##0"),
        ("上半年", "[$€-2] #,##0"),
        ("上半年", "0.0\"万美元\""),
        ("上半年（万美元）", "General"),
    ] {
        let output = book(name, format, 1.0);
        assert_eq!(output.code, Some(1), "{name} {format}");
        assert!(output.stderr.contains("不认识单位"), "{name} {format}");
    }
}

#[test]
fn columns_that_are_not_the_cumulative_figure_are_named_with_the_reason() {
    let folder = example();
    let folder = folder.path();
    let table = "2022年1—6月特色小镇投资完成情况表,,,,,,,,,\n序号,小镇,总投资,,,,,,,名次\n\
                 ,,年度计划,4-6月,完成,完成率,上年同期,同比±%,预计全年,\n1,云窑小镇,60000,9000,29500,49.2%,1,2,3,4\n";
    let shown = shown(folder, table);
    assert!(shown.contains("  总投资：（无） → 29,500万元  [E4]"), "{shown}");
    for part in [
        "总投资 年度计划（计划数）",
        "总投资 4-6月（当期数，不是从1月1日起的累计数）",
        "总投资 完成率（完成比例）",
        "总投资 上年同期（上年的数）",
        "总投资 同比±%（同比）",
        "总投资 预计全年（预计数）",
        "名次（名次）",
    ] {
        assert!(shown.contains(part), "no `{part}` in\n{shown}");
    }
    for (heading, why) in [
        ("4-6月完成投资", "像是当季数"),
        ("本月完成投资", "像是当季数"),
        ("本季新增投资", "像是当季数"),
        ("上年同期总投资", "这一列是上年的数，不是从1月1日起的累计完成数；表里没有别的列可取"),
        ("总投资同比", "这一列是同比"),
        ("总投资环比", "这一列是环比"),
        ("计划总投资", "这一列是计划数"),
        ("总投资目标", "这一列是目标数"),
        ("总投资占比", "这一列是占比"),
        ("总投资完成率", "这一列是完成比例"),
        ("剩余投资", "这一列是未完成的数"),
        ("预计总投资", "这一列是预计数"),
        ("自开工累计完成投资", "这一列是开工以来的累计数"),
        ("总投资（%）", "这一列是比率"),
        ("总投资（不含土地）", "标题里有不认识的说明"),
        ("累计（万元）", "标题没有写是哪一项"),
    ] {
        let faults = refusal(folder, &format!("2022年上半年,\n小镇,{heading}\n云窑小镇,1\n"));
        assert!(faults.contains(&format!("B2  “{heading}”：{why}")), "{heading}\n{faults}");
    }
}

#[test]
fn the_quarter_is_read_wherever_it_is_said_and_disagreements_are_refused() {
    let folder = example();
    let folder = folder.path();
    for (number, title) in [
        "2022年1-6月",
        "2022年1—6月",
        "2022年1至6月",
        "截至2022年6月30日",
        "2022年上半年",
        "2022年二季度",
        "Q2 2022",
        "2022-06",
        "二〇二二年一至六月",
        "2022年上半年（填报日期：2022年7月8日）",
        "窑发〔2021〕3号 2022年上半年",
    ]
    .into_iter()
    .enumerate()
    {
        let tables = [
            format!("{title}\n小镇,总投资\n云窑小镇,29500\n"),
            format!("小镇,季度,总投资\n云窑小镇,{title},29500\n"),
            format!("2022年特色小镇投资\n小镇,{}累计总投资\n云窑小镇,29500\n", title.replace("二季度", "二季度末")),
        ];
        // A sentence stands in a title alone.
        let place = if title.contains(['（', '〔']) { 0 } else { number % tables.len() };
        for table in [&tables[0], &tables[place]] {
            let shown = shown(folder, table);
            assert!(
                shown.contains("云窑小镇（yunyao） 2022Q2\n") && shown.contains(" → 29,500万元"),
                "{table}\n{shown}"
            );
        }
    }
    for (table, why) in [
        ("2022年5月\n小镇,总投资\n云窑小镇,1\n", "A1  “2022年5月”：不是季度末：报送按季度"),
        ("2022年1-5月\n小镇,总投资\n云窑小镇,1\n", "A1  “2022年1-5月”：不是季度末"),
        ("2022年上半年\n小镇,1-3月总投资\n云窑小镇,1\n", "B2  “1-3月总投资”：与A1“2022年上半年”不是同一时期"),
        ("2022年上半年,1-3月\n小镇,总投资\n云窑小镇,1\n", "B1  “1-3月”：与A1“2022年上半年”不是同一时期"),
        ("2022年上半年,,\n小镇,季度,总投资\n云窑小镇,2022Q1,1\n", "B3  “2022Q1”：与A1“2022年上半年”不是同一时期"),
        ("2022年特色小镇\n小镇,总投资\n云窑小镇,1\n", "表里没有写是哪一季度"),
        ("填报日期：2022年6月30日\n小镇,总投资\n云窑小镇,1\n", "表里没有写是哪一季度"),
    ] {
        let faults = refusal(folder, table);
        assert!(faults.contains(why), "no `{why}` in\n{faults}");
    }
    // Sheets with a quarter each.
    let mut workbook = Workbook::new();
    for (name, figure) in [("1-3月", 12_000.0), ("1-6月", 29_500.0)] {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name).unwrap();
        for (row, cells) in [["2022年特色小镇投资", ""], ["小镇", "总投资"], ["云窑小镇", ""]].iter().enumerate()
        {
            for (column, words) in cells.iter().enumerate().filter(|(_, words)| !words.is_empty()) {
                sheet.write_string(row as u32, column as u16, *words).unwrap();
            }
        }
        sheet.write_number(2, 1, figure).unwrap();
    }
    workbook.save(folder.join("year.xlsx")).unwrap();
    let shown = run(folder, &["import", "year.xlsx", "--on", "2022-08-12"]).said();
    for line in ["2022Q1\n", "→ 12,000万元  [1-3月!B3]", "2022Q2\n", "→ 29,500万元  [1-6月!B3]"] {
        assert!(shown.contains(line), "no `{line}` in\n{shown}");
    }
}
