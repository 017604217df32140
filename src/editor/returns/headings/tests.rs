//! Headings as offices write them, and what is taken of them.

mod subject;

use std::collections::BTreeMap;

use super::*;
use crate::editor::returns::sheets::address;
use crate::units::FromText as _;

/// A sheet of rows, cells divided by `|`.
fn sheet(name: &str, rows: &[&str]) -> Sheet {
    let mut cells = BTreeMap::new();
    for (row, line) in (0u32..).zip(rows) {
        for (column, text) in (0u32..).zip(line.split('|')) {
            if !text.is_empty() {
                cells.insert((row, column), SheetCell::Text(text.to_owned()));
            }
        }
    }
    Sheet { name: name.to_owned(), cells, ..Sheet::default() }
}

/// What of a table is taken: `总投资 B 亿元`, or the first fault.
fn taken(name: &str, asked: Option<&str>, rows: &[&str]) -> String {
    let asked = asked.map(|text| Quarter::from_text(text).expect("well formed"));
    match table(&sheet(name, rows), &[], &[], asked) {
        Ok(Some(table)) => {
            let figures = table.columns.iter().filter_map(|column| match column.role {
                Role::Figure(field) => {
                    let letter = address((0, column.at)).replace('1', "");
                    Some(format!("{field:?} {letter} {}", column.unit.word()))
                }
                _ => None,
            });
            let figures: Vec<String> = figures.collect();
            let quarter = table.settled.quarter().map_or_else(|| "-".to_owned(), |quarter| quarter.to_string());
            format!("{quarter}: {}", figures.join(", "))
        }
        Ok(None) => "none".to_owned(),
        Err(faults) => {
            let (at, _, why) = &faults[0];
            format!("{} {}", address(*at), why.zh)
        }
    }
}

fn kind(heading: &str) -> Option<AsideReason> {
    let head = format!("小镇|总投资|{heading}");
    let rows = [head.as_str(), "云窑小镇|1|2"];
    let table = table(&sheet("Sheet1", &rows), &[], &[], None).expect("a table").expect("a table");
    table.asides.first().map(|aside| aside.kind)
}

#[test]
fn what_stands_beside_a_figure_is_known_for_what_it_is() {
    let mut wrong = Vec::new();
    for (heading, expected) in [
        ("完成率", AsideReason::Completion),
        ("总投资完成率（%）", AsideReason::Completion),
        ("完成年度计划比例", AsideReason::Completion),
        ("占年度计划（%）", AsideReason::Completion),
        ("年度计划（%）", AsideReason::Completion),
        ("投资进度", AsideReason::Completion),
        ("总投资（%）", AsideReason::Rate),
        ("年度计划投资", AsideReason::Plan),
        ("计划：到本季末累计总投资", AsideReason::Plan),
        ("2022年计划总投资（亿元）", AsideReason::Plan),
        ("Planned investment", AsideReason::Plan),
        ("plan", AsideReason::Plan),
        ("年度目标任务", AsideReason::Target),
        ("上年同期累计", AsideReason::LastYear),
        ("去年1-3月总投资", AsideReason::LastYear),
        ("总投资同比增长（%）", AsideReason::YearOnYear),
        ("YoY", AsideReason::YearOnYear),
        ("比上年同期±%", AsideReason::YearOnYear),
        ("环比", AsideReason::PeriodOnPeriod),
        ("增速", AsideReason::Growth),
        ("完成投资占比", AsideReason::Share),
        ("占总投资比重", AsideReason::Share),
        ("剩余投资", AsideReason::Remaining),
        ("未完成", AsideReason::Remaining),
        ("尚需完成投资", AsideReason::Remaining),
        ("预计全年", AsideReason::Forecast),
        ("预计全年完成投资", AsideReason::Forecast),
        ("Investment forecast", AsideReason::Forecast),
        ("下季度计划投资", AsideReason::Forecast),
        ("上季累计总投资", AsideReason::Before),
        ("上月末总投资", AsideReason::Before),
        ("4-6月完成投资", AsideReason::OwnPeriod),
        ("本月完成", AsideReason::OwnPeriod),
        ("其中：6月", AsideReason::OwnPeriod),
        ("本季新增", AsideReason::OwnPeriod),
        ("当季完成投资", AsideReason::OwnPeriod),
        ("二季度总投资", AsideReason::OwnPeriod),
        ("开工以来累计完成投资", AsideReason::SinceStart),
        ("名次", AsideReason::Rank),
        ("重点项目个数", AsideReason::Count),
        ("重点项目（个）", AsideReason::Count),
        ("重点项目数", AsideReason::Count),
        ("总投资（万美元）", AsideReason::OtherUnit),
        ("固定资产投资", AsideReason::Unknown),
        ("总投资（不含土地出让金）", AsideReason::Unknown),
        ("政府投资", AsideReason::Unknown),
        ("项目总投资", AsideReason::Unknown),
        ("备注", AsideReason::Unknown),
        ("完成", AsideReason::Unknown),
    ] {
        let found = kind(heading);
        // What belongs to no quarter is another's, where the quarter is not known.
        if found != Some(expected) {
            wrong.push((heading, found, expected));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_cumulative_column_of_the_quarter_is_taken() {
    let mut wrong = Vec::new();
    for (rows, expected) in [
        (&["小镇|总投资（万元）"][..], "-: Total B 万元"),
        (&["小镇|累计完成投资"], "-: Total B 万元"),
        (&["小镇|投资完成额（亿元）"], "-: Total B 亿元"),
        (&["小镇|1-12月累计完成总投资"], "-: Total B 万元"),
        (&["小镇|其中：特色产业投资|其中：非政府投资"], "-: Industrial B 万元, NonGovernment C 万元"),
        (&["小镇|重点项目完成投资额/万元"], "-: KeyProjects B 万元"),
        (&["小镇|Overall investment (万元)"], "-: Total B 万元"),
        (&["小镇|Key-project investment (10,000 yuan)"], "-: KeyProjects B 万元"),
        (&["town|key_projects|non_government"], "-: KeyProjects B 万元, NonGovernment C 万元"),
        (&["小镇|本季累计总投资"], "-: Total B 万元"),
        (&["小镇|到本季末累计总投资"], "-: Total B 万元"),
        (
            &["小镇|一、总投资|（一）特色产业投资|2.重点项目投资"],
            "-: Total B 万元, Industrial C 万元, KeyProjects D 万元",
        ),
        (&["2022年1-3月", "小镇|总投资（1-3月）|4-6月完成投资"], "2022Q1: Total B 万元"),
        (&["2022年", "小镇|1-6月完成投资"], "2022Q2: Total B 万元"),
        (&["小镇|2022年1-6月累计完成投资"], "2022Q2: Total B 万元"),
        (&["2022年二季度", "小镇|1-6月总投资|4-6月总投资|上年同期"], "2022Q2: Total B 万元"),
        (&["2022年二季度", "小镇|6月总投资|1-6月总投资"], "2022Q2: Total C 万元"),
        (&["2022年二季度", "小镇|6月累计总投资"], "2022Q2: Total B 万元"),
        // Several rows of headings.
        (&["小镇|总投资||", "|年度计划|完成|完成率"], "-: Total C 万元"),
        (
            &["小镇|总投资|||重点项目投资||", "|年度计划|累计完成|完成率|计划|实际|占比"],
            "-: Total C 万元, KeyProjects F 万元",
        ),
        (
            &["2022年一季度", "序号|小镇|完成投资|||完成率", "||总投资|其中：特色产业投资|重点项目投资（亿元）|"],
            "2022Q1: Total C 万元, Industrial D 万元, KeyProjects E 亿元",
        ),
        (
            &["2022年一季度", "||总投资||重点项目", "序号|小镇|计划|完成|完成"],
            "2022Q1: Total D 万元, KeyProjects E 万元",
        ),
        (
            &["小镇|总投资|||", "|1-3月||1-6月|", "|计划|完成|计划|完成"],
            "B2 标题里有几个季度，不知道该取哪一个；请加 --quarter，例如 --quarter 2022Q1",
        ),
        (&["2022年二季度", "小镇|总投资|||", "|1-3月||1-6月|", "|计划|完成|计划|完成"], "2022Q2: Total E 万元"),
        (&["小镇|总投资|重点项目投资", "|万元|亿元"], "-: Total B 万元, KeyProjects C 亿元"),
        (&["小镇|总投资|完成率", "单位|亿元|%"], "-: Total B 亿元"),
        (&["小镇|总投资|重点项目投资", "甲|1|2", "云窑小镇|5|6"], "-: Total B 万元, KeyProjects C 万元"),
        // Wide tables: of the quarter's own figures only the first is the cumulative one.
        (&["2022年二季度", "小镇|累计完成投资|||", "|一季度|二季度|三季度|四季度"], "2022Q2: Total C 万元"),
        (&["2022年一季度", "小镇|完成投资|||", "|一季度|二季度|三季度|四季度"], "2022Q1: Total B 万元"),
        (&["2022年一季度", "小镇|当季完成投资"], "2022Q1: Total B 万元"),
        (&["2022年一季度", "小镇|当季完成投资|累计完成投资"], "2022Q1: Total C 万元"),
        // Not the figure since January, and no other.
        (&["2022年二季度", "小镇|4-6月完成投资"], "B2 像是当季数"),
        (&["2022年二季度", "小镇|完成投资|||", "|一季度|二季度|三季度|四季度"], "B3 这一列是上期的数"),
        (&["小镇|当季完成投资"], "B1 像是当季数"),
        (&["2022年一季度", "小镇|本月完成投资"], "B2 像是当季数"),
        (&["2022年4-6月", "小镇|完成投资"], "B2 像是当季数"),
        (&["小镇|总投资完成率"], "B1 这一列是完成比例"),
        (&["小镇|总投资|", "|计划|完成率"], "B2 这一列是计划数"),
        (&["小镇|剩余投资"], "B1 这一列是未完成的数"),
        (&["小镇|总投资（%）"], "B1 这一列是比率"),
        (&["2022年6月", "小镇|本月|累计"], "C2 标题没有写是哪一项"),
        (&["2022年1-6月", "小镇|完成额（万元）|增长（%）"], "B2 标题没有写是哪一项"),
        (&["小镇|排名|得分"], "none"),
        (&["小镇|开工以来累计完成投资"], "B1 这一列是开工以来的累计数"),
        (&["小镇|总投资（不含土地出让金）"], "B1 标题里有不认识的说明"),
        (&["小镇|2022年1-5月总投资"], "B1 不是季度末"),
        (&["2022年一季度", "小镇|1-6月总投资"], "B2 与A1“2022年一季度”不是同一时期"),
        (&["2022年一季度", "小镇|2021年1-3月总投资"], "B2 这一列是上年的数"),
        (&["小镇|总投资|完成投资额"], "C1 与“总投资”一列是同一项"),
    ] {
        let found = taken("Sheet1", None, rows);
        let fine = if expected.contains(": ") { found == expected } else { found.starts_with(expected) };
        if !fine {
            wrong.push((rows, found, expected));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    let of_year =
        |quarter: &str| taken("2022年", Some(quarter), &["小镇|累计完成投资|||", "|1-3月|1-6月|1-9月|1-12月"]);
    assert_eq!(of_year("2022Q3"), "2022Q3: Total D 万元");
    assert_eq!(of_year("2022Q1"), "2022Q1: Total B 万元");
    for (name, expected) in [
        ("1-3月", "2022Q1: Total B 万元"),
        ("二季度", "2022Q2: Total B 万元"),
        ("2022Q3", "2022Q3: Total B 万元"),
        ("2022-12", "2022Q4: Total B 万元"),
        ("5月", "A1 不是季度末"),
        ("2021年", "A1 与A1“2022年特色小镇投资”不是同一时期"),
    ] {
        let found = taken(name, None, &["2022年特色小镇投资", "小镇|总投资"]);
        assert!(found.starts_with(expected), "{name}: {found}");
    }
    assert!(taken("2022年一季度", None, &["2022年1-6月", "小镇|总投资"]).contains("不是同一时期"));
}

#[test]
fn words_that_are_not_understood_beside_or_above_a_figure_are_no_figure() {
    let names = ["云岚市".to_owned(), "窑溪市".to_owned()];
    let of = |name: &str, rows: &[&str]| match table(&sheet(name, rows), &[], &names, None) {
        Ok(Some(table)) => {
            let taken = table.columns.iter().filter_map(|column| match column.role {
                Role::Figure(field) => Some(format!("{field:?} {}", address((0, column.at)).replace('1', ""))),
                _ => None,
            });
            let asides = table.asides.iter().filter_map(Aside::told).map(|told| told.zh);
            let doubtful = table.doubtful.iter().map(|(at, _, why)| format!("? {} {}", address(*at), why.zh));
            taken.chain(asides).chain(doubtful).collect::<Vec<_>>().join("; ")
        }
        Ok(None) => "none".to_owned(),
        Err(faults) => format!("! {} {}", address(faults[0].0), faults[0].2.zh),
    };
    let mut wrong = Vec::new();
    let mut check = |name: &str, rows: &[&str], expected: &str| {
        let found = of(name, rows);
        if !found.starts_with(expected) {
            wrong.push((rows.join(" / "), found, expected.to_owned()));
        }
    };
    for (rows, expected) in [
        // A group in the row of the towns, or above it.
        (&["小镇|基建部分|", "|总投资|重点项目投资", "甲|1|2"][..], "! B2 上方B1写着“基建部分”，不认识"),
        (&["2022年一季度", "|基建部分|", "小镇|总投资|重点项目投资", "甲|1|2"], "! B3 上方B2写着“基建部分”，不认识"),
        (&["小镇|总投资|基建部分", "||总投资", "甲|1|2"], "Total B; 基建部分 总投资（上方C1的“基建部分”不认识）"),
        (&["小镇|Infrastructure|", "|Total investment|", "甲|1|2"], "! B2 上方B1写着“Infrastructure”，不认识"),
        (
            &["小镇|重点项目|", "|总投资|完成投资", "甲|1|2"],
            "KeyProjects C; 重点项目 总投资（“重点项目”的，不是小镇全部的）",
        ),
        (
            &["小镇|总投资|重点项目|", "||总投资|完成投资", "甲|1|2|3"],
            "Total B; KeyProjects D; 重点项目 总投资（“重点项目”的，不是小镇全部的）",
        ),
        (&["小镇|重点项目|", "|完成投资|完成率", "甲|1|2"], "KeyProjects B; "),
        // Groups that tell nothing apart.
        (&["小镇|云岚市完成情况|", "|总投资|重点项目投资"], "Total B; KeyProjects C"),
        (&["小镇|投资情况|", "|总投资|重点项目投资"], "Total B; KeyProjects C"),
        (&["小镇|固定资产投资|", "|总投资|重点项目投资"], "Total B; KeyProjects C"),
        (&["小镇|累计|", "|总投资|重点项目投资"], "Total B; KeyProjects C"),
        (&["小镇|主要指标（单位：万元）|", "|总投资|重点项目投资"], "Total B; KeyProjects C"),
        (&["|窑溪市|", "小镇|总投资|重点项目投资"], "Total B; KeyProjects C"),
        (&["|||附件2", "小镇|总投资|重点项目投资|备注"], "Total B; KeyProjects C"),
        (&["||内部资料", "小镇|总投资|重点项目投资"], "Total B; KeyProjects C"),
        (&["特色小镇投资情况", "||（初稿）", "小镇|总投资|重点项目投资"], "Total B; KeyProjects C"),
        // Within a heading.
        (&["小镇|总投资（基建）", "云窑小镇|12"], "! B1 标题里有不认识的说明“基建”"),
        (&["小镇|总投资（基建）|总投资", "甲|1|2"], "Total C; 总投资（基建）（“基建”不认识）"),
        (&["小镇|基建总投资|重点项目投资", "甲|1|2"], "KeyProjects C; 基建总投资（“基建”不认识）"),
        (&["小镇|基建总投资", "云窑小镇|12"], "基建总投资（“基建”不认识）; ? B1 标题里有不认识的说明“基建”"),
        (&["小镇|新增总投资", "云窑小镇|12"], "! B1 像是当季数"),
        (&["2022年一季度", "小镇|新增总投资", "云窑小镇|12"], "! B2 像是当季数"),
        (&["小镇|拟投总投资", "云窑小镇|12"], "! B1 这一列是预计数"),
        (&["小镇|总投资增速", "云窑小镇|12"], "! B1 这一列是增长"),
        (&["小镇|人均投资", "云窑小镇|12"], "! B1 这一列是平均数"),
        (&["小镇|协议总投资", "云窑小镇|12"], "! B1 这一列是规划、概算或协议的数"),
        (&["小镇|Foreign investment", "云窑小镇|12"], "Foreign investment（“foreign”不认识）; ? B1 标题里"),
        (&["小镇|New investment", "云窑小镇|12"], "! B1 像是当季数"),
        (&["小镇|Investment per capita", "云窑小镇|12"], "! B1 这一列是平均数"),
        (&["小镇|Total investment (infrastructure)", "云窑小镇|12"], "! B1 标题里有不认识的说明“infrastructure”"),
        // Names of projects are no figures.
        (&["小镇|重点项目名称", "甲|古窑改造"], "none"),
        (&["小镇|总投资|重点项目进展", "甲|1|已开工"], "Total B; "),
        // The sheet itself is of something else.
        (
            &["云岚市2022年投资计划表", "小镇|总投资", "云窑小镇|12"],
            "总投资（计划数）; ? B2 A1“云岚市2022年投资计划表”说明整张表是计划数",
        ),
        (&["云岚市2022年投资计划表", "小镇|累计完成总投资", "云窑小镇|12"], "Total B"),
        (&["2022年一季度投资计划完成情况表", "小镇|总投资", "云窑小镇|12"], "Total B"),
    ] {
        check("Sheet1", rows, expected);
    }
    check("上年同期", &["小镇|总投资", "云窑小镇|12"], "总投资（上年的数）; ? B1 表名“上年同期”说明整张表是上年的数");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_column_has_one_unit_wherever_it_is_said() {
    let mut wrong = Vec::new();
    let table = "小镇|总投资|重点项目投资|完成率";
    for (above, expected) in [
        ("", "万元"),
        ("填报单位：窑溪市发改局||单位：亿元", "亿元"),
        ("填报单位：窑溪市发改局 单位：亿元", "亿元"),
        ("填报单位：窑溪市发展和改革局", "万元"),
        ("单位：窑溪市发展和改革局", "万元"),
        ("单位名称：窑溪市|责任单位：市发改委|单位负责人：张三|单位（盖章）：", "万元"),
        ("主管单位：市发改委|||计量单位：千元", "千元"),
        ("单位：张三|填报人：李四", "万元"),
        ("单位：张某某 13800000000", "万元"),
        ("单位：欧阳明|电话：1", "万元"),
        ("单位：|张三", "万元"),
        ("单位：窑溪发改", "万元"),
        ("单位：云窑农投", "万元"),
        ("单位：XXX", "万元"),
        ("单位：________", "万元"),
        ("填报单位：张三|报送单位：李四|责任单位：王五|单位名称：窑溪|单位负责人：赵六", "万元"),
        ("单位：|亿元", "亿元"),
        ("||单位|百万元", "百万元"),
        ("金额单位：百元", "百元"),
        ("（单位:亿元）", "亿元"),
        ("单位：万元、%", "万元"),
        ("单位：亿元，个", "亿元"),
        ("单位: 亿元/%", "亿元"),
        ("单位：千万元", "千万元"),
        ("单位：十亿元", "十亿元"),
        ("單位：萬元", "万元"),
        ("单位：人民币亿元", "亿元"),
        ("单位：RMB 万元", "万元"),
        ("单位：亿元 填报日期：2022年4月8日", "亿元"),
        ("表一（亿元）", "亿元"),
        ("2022年一季度投资情况 单位：亿元", "亿元"),
        ("亿元", "亿元"),
        ("以亿元为单位", "亿元"),
        ("金额以千元计", "千元"),
        ("Unit: 100 million yuan", "亿元"),
        ("In 10,000 yuan (万元). Fill the yellow cells only: the figures since 1 January.", "万元"),
        ("(in thousand yuan)", "千元"),
        ("亿元以上项目投资情况", "万元"),
        ("币种：人民币 单位：亿元", "亿元"),
        ("单位：万美元", "A1 不认识单位“万美元”"),
        ("单位：千美元", "A1 不认识单位“千美元”"),
        ("单位：加元", "A1 不认识单位“加元”"),
        ("单位：斤", "A1 不认识单位“斤”"),
        ("币种：瑞郎", "A1 不认识单位“瑞郎”"),
        ("币种：人民币元 单位：亿元", "亿元"),
        ("币种：CNY", "万元"),
        ("单位：US$", "A1 不认识单位“us$”"),
        ("（万美元）", "A1 不认识单位“万美元”"),
        ("(in thousands)", "A1 不认识单位“thousands”"),
        ("Figures in millions", "A1 不认识单位“millions”"),
        ("单位：吨", "A1 不认识单位“吨”"),
        ("单位：万亿元", "A1 不认识单位“万亿元”"),
        ("币种：美元", "A1 不认识单位“美元”"),
        ("单位：亿元|单位：万元", "B1 单位与A1“单位：亿元”不一致"),
    ] {
        let rows = [above, table, "云窑小镇|1|2|3"];
        let found = taken("Sheet1", None, &rows);
        let is_fault = expected.contains(' ');
        let expected =
            if is_fault { expected.to_owned() } else { format!("-: Total B {expected}, KeyProjects C {expected}") };
        // A title of 2022年一季度 names the quarter, too.
        let found = found.replace("2022Q1: ", "-: ");
        if !(found == expected || (is_fault && found.starts_with(&expected))) {
            wrong.push((above.to_owned(), found, expected));
        }
    }
    for (heading, expected) in [
        ("总投资（亿元）", "亿元"),
        ("总投资(单位：千元)", "千元"),
        ("总投资万元", "万元"),
        ("总投资，百万元", "百万元"),
        ("总投资/亿元", "亿元"),
        ("总投资:亿元", "亿元"),
        ("总投资（萬元）", "万元"),
        ("总投资（万元、%）", "万元"),
        ("总投资（累计，亿元）", "亿元"),
        ("总投资(亿元)(1)", "亿元"),
        ("Total investment (million yuan)", "百万元"),
        ("Total investment, 10,000 yuan", "万元"),
        ("总投资（£m）", "B1 不认识单位“£m”"),
        ("总投资（thousands）", "B1 不认识单位“thousands”"),
        ("总投资万美元", "B1 不认识单位“万美元”"),
        ("总投资（EUR）", "B1 不认识单位“eur”"),
        ("总投资（万吨）", "B1 不认识单位“万吨”"),
        ("总投资（k）", "B1 不认识单位“k”"),
        ("总投资（万元/亩）", "B1 "),
        ("总投资（港元）", "B1 不认识单位“港元”"),
        ("总投资（个）", "B1 不认识单位“个”"),
    ] {
        let found = taken("Sheet1", None, &[&format!("小镇|{heading}"), "云窑小镇|1"]);
        let expected = if expected.contains(' ') { expected.to_owned() } else { format!("-: Total B {expected}") };
        if !found.starts_with(&expected) {
            wrong.push((heading.to_owned(), found, expected));
        }
    }
    for (name, rows, expected) in [
        ("一季度(亿元)", &["小镇|总投资"][..], "Total B 亿元"),
        ("一季度亿元", &["小镇|总投资"], "Total B 亿元"),
        ("千元小镇", &["小镇|总投资"], "Total B 万元"),
        ("投资（万美元）", &["小镇|总投资"], "不认识单位“万美元”"),
        ("Sheet1", &["小镇|总投资", "云窑小镇|1", "注：金额单位为亿元"], "Total B 亿元"),
        ("Sheet1", &["小镇|总投资", "云窑小镇|1", "单位：亿元"], "Total B 亿元"),
        ("Sheet1", &["单位：亿元", "小镇|总投资（万元）"], "B2 单位与A1“单位：亿元”不一致"),
        ("一季度（亿元）", &["单位：万元", "小镇|总投资"], "单位与"),
        ("Sheet1", &["小镇|完成投资（亿元）|", "|总投资（万元）|重点项目投资"], "B2 单位与B1“完成投资（亿元）”不一致"),
        (
            "Sheet1",
            &["单位：亿元、万元", "小镇|总投资（万元）|重点项目投资（亿元）"],
            "Total B 万元, KeyProjects C 亿元",
        ),
        ("Sheet1", &["单位：亿元、万元", "小镇|总投资"], "单位与"),
    ] {
        let found = taken(name, None, rows);
        if !found.contains(expected) {
            wrong.push((format!("{name} {rows:?}"), found, expected.to_owned()));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn roles_are_known_by_their_usual_words() {
    for (heading, expected) in [
        ("特色小镇名称", Some(Role::Town)),
        ("小镇（全称）", Some(Role::Town)),
        ("县（市、区）", Some(Role::County)),
        ("报送日期", Some(Role::Reported)),
        ("Reported on", Some(Role::Reported)),
        ("计量单位", Some(Role::Unit)),
        ("币种", Some(Role::Currency)),
        ("Currency", Some(Role::Currency)),
        ("备注", None),
    ] {
        assert_eq!(exact_role(heading, &[]), expected, "{heading}");
    }
}
