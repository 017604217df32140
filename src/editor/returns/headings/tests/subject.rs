//! Tables whose rows are something smaller than a town, and tables of projects.

use super::super::{Role, table};
use super::{sheet, taken};
use crate::model::Basis;

#[test]
fn rows_of_something_smaller_than_a_town_are_no_towns() {
    for heading in [
        "项目名称",
        "重点项目",
        "项目",
        "重点项目名称",
        "项目代号",
        "项目编号",
        "项目（工程）名称",
        "子项目名称",
        "子项目",
        "工程名称",
        "企业名称",
        "入驻企业名称",
        "公司",
        "标段",
        "标段名称",
        "地块编号",
        "合同编号",
        "片区名称",
        "project",
        "Project Name",
        "project_id",
        "Company",
        "资金来源",
    ] {
        let head = format!("小镇|{heading}|累计完成投资");
        let said = taken("Sheet1", None, &[&head, "云窑小镇|古窑改造|5"]);
        // A table of projects is refused as well where it does not say since when its figures add up.
        let is_refused = said.starts_with("B1 这一列说明各行不是小镇") || said.starts_with("C1 没有写从何时起累计");
        assert!(is_refused, "{heading}: {said}");
    }
    let grouped = taken("Sheet1", None, &["代号|项目||累计完成投资", "|名称|性质|", "yunyao|古窑改造|新建|5"]);
    assert!(grouped.starts_with("D1 没有写从何时起累计"), "{grouped}");
    let whose = taken("Sheet1", None, &["所属小镇|建设内容|累计完成投资", "云窑小镇|古窑改造|5"]);
    assert!(whose.starts_with("A1 这一列说明各行不是小镇"), "{whose}");
    // What describes a whole town, and columns that count or are empty.
    for (heading, cell) in [
        ("运营企业名称", "云岚文旅公司"),
        ("建设单位", "云岚文旅公司"),
        ("投资主体", "甲"),
        ("所属乡镇", "上窑镇"),
        ("项目数", "5"),
        ("重点项目个数", "5"),
        ("项目名称", ""),
        ("责任单位", "市发改委"),
        ("负责人", "张某"),
        ("企业数", "31"),
        ("重点项目进展", "已开工"),
    ] {
        let head = format!("小镇|{heading}|累计完成总投资");
        let said = taken("Sheet1", None, &[&head, &format!("云窑小镇|{cell}|5")]);
        assert_eq!(said, "-: Total C 万元", "{heading}");
    }
}

#[test]
fn rows_of_another_month_or_year_are_refused() {
    let of = |asked, heading: &str, cell: &str| {
        taken("Sheet1", asked, &[&format!("小镇|{heading}|累计完成总投资"), &format!("云窑小镇|{cell}|5")])
    };
    for (asked, heading, cell) in [
        (Some("2022Q1"), "月份", "2月"),
        (Some("2022Q1"), "月份", "1-2月"),
        (Some("2022Q1"), "month", "202206"),
        (Some("2022Q1"), "年度", "2021"),
        (Some("2022Q1"), "年月", "2022年1月"),
        (None, "月份", "5"),
    ] {
        assert!(of(asked, heading, cell).starts_with("B2 这一行"), "{heading} {cell}: {}", of(asked, heading, cell));
    }
    for (asked, heading, cell) in [
        (Some("2022Q1"), "月份", "3月"),
        (Some("2022Q1"), "月份", "1-3月"),
        (Some("2022Q1"), "年度", "2022年"),
        (Some("2022Q4"), "年月", "2022年12月"),
    ] {
        assert_eq!(of(asked, heading, cell), format!("{}: Total C 万元", asked.expect("asked")), "{heading} {cell}");
    }
}

#[test]
fn a_table_of_projects_says_since_when_its_figures_add_up() {
    let of = |heading: &str| {
        let rows = [&format!("小镇|项目名称|{heading}"), "云窑小镇|古窑改造|5"];
        match table(&sheet("Sheet1", &rows), &[], &[], None) {
            Ok(Some(table)) => {
                assert!(table.of_projects, "{heading}");
                table.columns.iter().find_map(|column| match column.role {
                    Role::Completed(basis) => basis,
                    _ => None,
                })
            }
            _ => None,
        }
    };
    for (heading, basis) in [
        ("开工以来累计完成投资", Some(Basis::SinceStart)),
        ("自开工以来累计完成投资（万元）", Some(Basis::SinceStart)),
        ("自开工累计完成投资额", Some(Basis::SinceStart)),
        ("本年累计完成投资", Some(Basis::YearToDate)),
        ("年初以来累计完成投资（亿元）", Some(Basis::YearToDate)),
        ("2022年1-3月累计完成投资", Some(Basis::YearToDate)),
        ("累计完成投资", None),
        ("当季完成投资", None),
        ("本年计划投资", None),
        ("上年累计完成投资", None),
        ("累计完成投资（美元）", None),
        ("累计完成投资率", None),
        ("项目总投资", None),
    ] {
        assert_eq!(of(heading), basis, "{heading}");
    }
}
