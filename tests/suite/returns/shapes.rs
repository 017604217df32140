//! Tables in the shapes in which offices keep them, each with the amounts that were computed by hand, or the reason why it is
//! not taken. What was saved by a spreadsheet program and gave another amount once stands here.

use std::fs;
use std::path::Path;

use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet};

use super::{example, refused, run};

/// What stands in a cell: words, a number, a percentage, a formula with its result, or nothing.
#[derive(Clone, Copy)]
enum C {
    W(&'static str),
    N(f64),
    P(f64),
    F(&'static str, &'static str),
    O,
}
use C::{F, N, O, P, W};

struct Shape<'a> {
    rows: &'a [&'a [C]],
    merged: &'static [(u32, u16, u32, u16)],
}

fn fill(sheet: &mut Worksheet, shape: &Shape<'_>) {
    let percent = Format::new().set_num_format("0.00%");
    for &(top, left, bottom, right) in shape.merged {
        sheet.merge_range(top, left, bottom, right, "", &Format::new()).unwrap();
    }
    for (row, cells) in (0u32..).zip(shape.rows) {
        for (column, cell) in (0u16..).zip(*cells) {
            match cell {
                W(words) => _ = sheet.write_string(row, column, *words).unwrap(),
                N(number) => _ = sheet.write_number(row, column, *number).unwrap(),
                P(number) => _ = sheet.write_number_with_format(row, column, *number, &percent).unwrap(),
                F(formula, result) => {
                    sheet.write_formula(row, column, Formula::new(*formula).set_result(*result)).unwrap();
                }
                O => {}
            }
        }
    }
}

fn save(path: &Path, sheets: &[(&str, &Shape<'_>)]) {
    let mut workbook = Workbook::new();
    for (name, shape) in sheets {
        fill(workbook.add_worksheet().set_name(*name).unwrap(), shape);
    }
    workbook.save(path).unwrap();
}

/// What a preview of a table says, by town: `茶坪小镇 2022Q1 总投资 6,000万元`, without cells, dates and states.
fn taken(folder: &Path, sheets: &[(&str, &Shape<'_>)]) -> Vec<String> {
    save(&folder.join("shape.xlsx"), sheets);
    figures(&run(folder, &["import", "shape.xlsx", "--on", "2022-04-12"]).said())
}

fn figures(preview: &str) -> Vec<String> {
    let mut town = String::new();
    let mut found = Vec::new();
    for line in preview.lines() {
        if let Some((name, rest)) = line.split_once('（').filter(|_| !line.starts_with(' ')) {
            let quarter = rest.split_once('）').map_or("", |(_, quarter)| quarter);
            town = format!("{name}{quarter}");
        } else if let Some((field, value)) = line.trim().split_once("：（无） → ")
            && value.contains("万元")
        {
            let amount = value.split("万元").next().unwrap();
            found.push(format!("{town} {field} {amount}"));
        }
    }
    found
}

fn not_taken(folder: &Path, shape: &Shape<'_>) -> String {
    save(&folder.join("shape.xlsx"), &[("表", shape)]);
    refused(folder, &["import", "shape.xlsx", "--on", "2022-04-12"])
}

/// What most of the shapes hold, in 万元.
const BOTH: [&str; 4] = [
    "茶坪小镇 2022Q1 总投资 6,000",
    "茶坪小镇 2022Q1 特色产业投资 3,200",
    "云窑小镇 2022Q1 总投资 12,000",
    "云窑小镇 2022Q1 特色产业投资 10,400",
];

#[test]
fn headings_over_headings_and_units_beside_the_office_are_read() {
    let folder = example();
    let folder = folder.path();
    let two_rows = Shape {
        rows: &[
            &[W("2022年一季度特色小镇投资进度表")],
            &[W("填报单位：窑溪市发改局"), O, O, O, W("单位：亿元")],
            &[W("小镇名称"), W("总投资"), O, O, W("特色产业投资")],
            &[O, W("年度计划"), W("完成"), W("完成率"), O],
            &[W("云窑小镇"), N(9.0), N(1.2), P(0.1333), N(1.04)],
            &[W("茶坪小镇"), N(5.0), N(0.6), P(0.12), N(0.32)],
        ],
        merged: &[(0, 0, 0, 4), (2, 1, 2, 3), (2, 0, 3, 0), (2, 4, 3, 4)],
    };
    assert_eq!(taken(folder, &[("表", &two_rows)]), BOTH);
    let three_rows = Shape {
        rows: &[
            &[W("云岚市特色小镇2022年1—3月固定资产投资情况")],
            &[W("序号"), W("小镇"), W("投资完成情况（千元）"), O, O, O],
            &[O, O, W("总投资"), O, W("特色产业投资"), O],
            &[O, O, W("计划"), W("累计完成"), W("计划"), W("累计完成")],
            &[N(1.0), W("云窑小镇"), N(900_000.0), N(120_000.0), N(600_000.0), N(104_000.0)],
            &[N(2.0), W("茶坪小镇"), N(500_000.0), N(60_000.0), N(200_000.0), N(32_000.0)],
        ],
        merged: &[(0, 0, 0, 5), (1, 2, 1, 5), (2, 2, 2, 3), (2, 4, 2, 5), (1, 0, 3, 0), (1, 1, 3, 1)],
    };
    assert_eq!(taken(folder, &[("表", &three_rows)]), BOTH);
    let beside = Shape {
        rows: &[
            &[W("截至2022年3月31日投资进度通报（单位：百万元）")],
            &[
                W("名次"),
                W("小镇名称"),
                W("全年计划"),
                W("累计完成总投资"),
                W("上年同期"),
                W("同比"),
                W("特色产业投资"),
            ],
            &[N(1.0), W("云窑小镇"), N(880.0), N(120.0), N(117.5), P(0.0213), N(104.0)],
            &[N(2.0), W("茶坪小镇"), N(500.0), N(60.0), N(93.26), P(-0.3566), N(32.0)],
        ],
        merged: &[(0, 0, 0, 6)],
    };
    assert_eq!(taken(folder, &[("表", &beside)]), BOTH);
}

#[test]
fn totals_sections_notes_and_signatures_are_no_towns() {
    let folder = example();
    let folder = folder.path();
    let counties = Shape {
        rows: &[
            &[W("2022年一季度投资完成情况（单位：万元）")],
            &[W("县（市、区）"), W("小镇"), W("总投资"), W("特色产业投资")],
            &[W("窑溪市"), W("云窑小镇"), N(12_000.0), N(10_400.0)],
            &[W("窑溪市小计"), O, N(12_000.0), N(10_400.0)],
            &[W("茗川县"), W("茶坪小镇"), N(6_000.0), N(3_200.0)],
            &[W("茗川县小计"), O, N(6_000.0), N(3_200.0)],
            &[W("合计"), O, F("=C4+C6", "18000"), F("=D4+D6", "13600")],
            &[W("注：茶坪小镇为初步数。")],
            &[O, W("填表人：张某"), W("审核人：李某"), W("联系电话：1234567")],
            &[W("填报日期：2022年4月8日")],
        ],
        merged: &[(0, 0, 0, 3)],
    };
    assert_eq!(taken(folder, &[("表", &counties)]), BOTH);
    let sections = Shape {
        rows: &[
            &[W("2022年一季度（万元）")],
            &[W("序号"), W("小镇"), W("总投资"), W("其中：特色产业投资")],
            &[O, W("全市合计"), N(18_000.0), N(13_600.0)],
            &[W("一"), W("窑溪市"), O, O],
            &[N(1.0), W("窑溪市云窑小镇"), N(12_000.0), N(10_400.0)],
            &[W("二"), W("茗川县"), O, O],
            &[N(1.0), W("茶坪小镇（茗川县）"), N(6_000.0), N(3_200.0)],
        ],
        merged: &[(0, 0, 0, 3)],
    };
    assert_eq!(taken(folder, &[("表", &sections)]), BOTH);
}

#[test]
fn a_contradicted_total_stops_the_writing_until_it_is_accepted() {
    let folder = example();
    let folder = folder.path();
    let table = "2022年一季度,\n小镇,总投资（万元）\n云窑小镇,12000\n茶坪小镇,6000\n合计,19000\n";
    fs::write(folder.join("a.csv"), table).unwrap();
    let write = ["import", "a.csv", "--on", "2022-04-12", "--write"];
    let stopped = refused(folder, &write);
    assert!(stopped.contains("B5  ") && stopped.contains("19,000") && stopped.contains("18,000"), "{stopped}");
    assert!(stopped.contains("（contradicted-total）") && stopped.contains("--accept contradicted-total"), "{stopped}");
    let told = run(folder, &[&write[..], &["--accept", "contradicted-total"]].concat()).said();
    assert!(told.contains("已接受：contradicted-total（1处）"), "{told}");
}

#[test]
fn a_sheet_for_each_county_is_read_and_a_sheet_of_words_is_none() {
    let folder = example();
    let folder = folder.path();
    const HEADINGS: &[C] = &[W("小镇"), W("总投资（亿元）"), W("特色产业投资（元）")];
    let one = Shape { rows: &[HEADINGS, &[W("云窑"), N(1.2), W("104,000,000")]], merged: &[] };
    let other =
        Shape { rows: &[HEADINGS, &[W("茶坪小镇"), W("６０００万元"), N(32_000_000.0)]], merged: &[] };
    let words = Shape { rows: &[&[W("填表说明")], &[W("一、数据为1月1日起的累计数。")]], merged: &[] };
    let sheets = [("窑溪市2022年1-3月", &one), ("茗川县2022年1-3月", &other), ("说明", &words)];
    assert_eq!(taken(folder, &sheets), BOTH);
}

#[test]
fn what_means_another_thing_is_refused_with_its_reason() {
    let folder = example();
    let folder = folder.path();
    for (rows, why) in [
        (
            &[&[W("2021年四季度")][..], &[W("小镇"), W("本季完成投资（万元）")], &[W("云窑小镇"), N(24_787.0)]][..],
            "本季",
        ),
        (&[&[W("2022年一季度，单位：万美元")][..], &[W("小镇"), W("总投资")], &[W("云窑小镇"), N(1_700.0)]], "美元"),
        (&[&[W("小镇")][..], &[W("小镇"), W("总投资（万元）")], &[W("云窑小镇"), N(12_000.0)]], "季度"),
        (
            &[&[W("2022年一季度")][..], &[W("小镇"), W("总投资（万元）")], &[W("茶坪"), N(6_000.0)]],
            "是否应为“茶坪小镇”",
        ),
        (
            &[
                &[W("2022年一季度")][..],
                &[W("小镇"), W("总投资（万元）")],
                &[W("云窑小镇"), F("=12800/3", "4266.666666666667")],
            ],
            "4266.6667",
        ),
    ] {
        let told = not_taken(folder, &Shape { rows, merged: &[] });
        assert!(told.contains(why), "no `{why}` in\n{told}");
    }
}
