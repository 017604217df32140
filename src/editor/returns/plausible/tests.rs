//! Each rule at its threshold, with hand-computed figures.

use super::*;
use crate::editor::returns::reading::read;
use crate::editor::returns::sheets;
use crate::editor::returns::update::{Terms, update};
use crate::load;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The findings of a table's changes in the example, as `rule cell`, with their sentences.
fn found(table: &str) -> Vec<(String, String)> {
    found_in(table, &[])
}

/// The same where a text of 云窑小镇's file was replaced.
fn found_in(table: &str, replaced: &[(&str, &str)]) -> Vec<(String, String)> {
    found_on("2022-04-12", table, replaced)
}

/// The same where the clock shows another day than that of taking in, 2022-04-12.
fn found_on(clock: &str, table: &str, replaced: &[(&str, &str)]) -> Vec<(String, String)> {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let path = PathBuf::from("towns/yunyao.yaml");
    let mut text = std::fs::read_to_string(content.join(&path)).expect("readable");
    for (old, new) in replaced {
        assert!(text.contains(old), "no {old}");
        text = text.replace(old, new);
    }
    let before = load::load_edited(&content, &BTreeMap::from([(path.clone(), text.clone())])).tree;
    let sheets = sheets::read(table.as_bytes(), "a.csv").expect("a table");
    let reading = read(&sheets, &before, None);
    assert_eq!(reading.problems, []);
    let today = "2022-04-12".parse().expect("a day");
    let update = update(&before, &reading.returns, Terms { day: today, revise: Some("更正") });
    assert_eq!(update.problems, []);
    let edited = update.towns().into_iter().map(|town| {
        let path = PathBuf::from(format!("towns/{town}.yaml"));
        let text = if town.0 == "yunyao" {
            text.clone()
        } else {
            std::fs::read_to_string(content.join(&path)).expect("readable")
        };
        (path, update.edited(town, &text).expect("editable"))
    });
    let tree = load::load_edited(&content, &edited.collect()).tree;
    let findings = find(&PlausibilityContext {
        tree: &tree,
        changes: &update.changes,
        reading: &reading,
        today,
        clock: clock.parse().expect("a day"),
    });
    let shown = |finding: PlausibilityFinding| {
        let cell = finding.origin.map_or_else(String::new, |origin| format!(" {origin}"));
        (format!("{}{cell}", finding.rule), finding.message.zh)
    };
    findings.into_iter().map(shown).collect()
}

fn rules(table: &str) -> Vec<String> {
    found(table).into_iter().map(|(rule, _)| rule).collect()
}

/// 云窑小镇: the plan of 2021 is 88,000 and 60,000 of key projects; 2021Q1 11,750, 2021Q3 63,319, 2021Q4 88,106.
#[test]
fn above_twice_the_plan_and_not_at_it() {
    let of = |total: &str| rules(&format!("2021年四季度,\n小镇,总投资\n云窑小镇,{total}\n"));
    assert_eq!(of("176000"), Vec::<String>::new(), "twice is not above twice");
    assert_eq!(of("176000.0001"), ["far-above-plan B3"]);
    let said = &found("2021年四季度,,\n小镇,总投资,重点项目投资\n云窑小镇,175000,120001\n");
    assert_eq!(said.len(), 1);
    assert_eq!(
        said[0].1,
        "云窑小镇 2021Q4 重点项目投资120,001万元，超过全年重点项目投资计划60,000万元的两倍；请核对单位（应为万元）和位数"
    );
    // A part without a plan of its own cannot be above twice that of the whole either.
    assert_eq!(rules("2021年四季度,\n小镇,非政府投资\n云窑小镇,176001\n"), ["far-above-plan B3"]);
    // Of two versions the higher one.
    let higher = "  - {year: 2021, approved: 2021-07-01, total: {year: 100000, quarters: [1, 2, 3, 100000]}}\n\n# progress 季度报送";
    let table = "2021年四季度,\n小镇,总投资\n云窑小镇,176001\n";
    assert_eq!(found_in(table, &[("\n# progress 季度报送", higher)]), []);
}

#[test]
fn a_slip_of_unit_or_digit_is_far_from_the_last_quarter() {
    let last_of = |total: &str| rules(&format!("2021年四季度,\n小镇,特色产业投资\n云窑小镇,{total}\n"));
    // 2021Q3: 52,238. Ten times it is above twice the plan, too.
    assert_eq!(last_of("522379"), ["far-above-plan B3"]);
    assert_eq!(last_of("522380"), ["far-above-plan B3", "far-from-last-quarter B3"]);
    let first_of = |total: &str| rules(&format!("2022年一季度,\n小镇,总投资\n云窑小镇,{total}\n"));
    // 2021Q1: 11,750; a tenth is 1,175. 2021Q4: 88,106; a thousandth is 88.106.
    for (total, is_far) in [
        ("117499", false),
        ("117500", true),
        ("117501", true),
        ("117498", false),
        ("881059", true),
        ("881061", true),
        ("117500000", true),
        ("1175.1", false),
        ("1175", true),
        ("1174", false),
        ("100", false),
        ("88.107", false),
        ("88.106", true),
        ("1.175", true),
        // A tenth of the year before's whole is what a first quarter may be, but not to the digit: 2021Q4 is 88,106.
        ("8810", false),
        ("8810.6", true),
        ("8.8106", true),
        ("0", false),
    ] {
        let expected: &[&str] = if is_far { &["far-from-last-quarter B3"] } else { &[] };
        assert_eq!(first_of(total), expected, "{total}");
    }
    let said = found("2022年一季度,\n小镇,总投资\n云窑小镇,1.2\n");
    assert_eq!(
        said[0].1,
        "云窑小镇 2022Q1 总投资1.2万元，是 2021Q1（11,750万元）的约9792分之一；请核对单位（应为万元）和位数"
    );
    // The quarter before is that of the same table: 63,319 was 2021Q3, and will be 36,000.
    let both = "小镇,季度,总投资\n云窑小镇,2021Q3,36000\n云窑小镇,2021Q4,360000\n";
    assert_eq!(rules(both), ["far-above-plan C3", "far-from-last-quarter C3"]);
    assert_eq!(rules("2021年四季度,\n小镇,总投资\n云窑小镇,360000\n"), ["far-above-plan B3"]);
}

#[test]
fn a_digit_too_many_early_in_a_year_is_far_above_its_plan() {
    // Of 100,000 in the year 12,000 are planned to the end of March and 40,000 to the end of June.
    let plan = "  - {year: 2022, approved: 2022-02-20, total: {year: 100000, quarters: [12000, 40000, 70000, 100000]}}\n\n# progress 季度报送";
    let of = |total: &str| {
        let table = format!("2022年一季度,\n小镇,总投资\n云窑小镇,{total}\n");
        found_in(&table, &[("\n# progress 季度报送", plan)])
    };
    assert_eq!(of("60000"), [], "five times is not above five times");
    let said = of("60001");
    assert_eq!(said[0].0, "far-above-plan B3");
    assert_eq!(
        said[0].1,
        "云窑小镇 2022Q1 总投资60,001万元，超过到 2022Q1 末总投资计划12,000万元的五倍，也超过全年计划的一半；请核对单位（应为万元）和位数"
    );
    // 11,900 with a digit too many, and what is built.
    assert_eq!(of("119000")[0].0, "far-above-plan B3");
    assert_eq!(of("14000"), []);
    // Much of a small first quarter is no slip: half of the year is 50,000.
    let small = plan.replace("[12000,", "[2000,");
    let table = |total: &str| format!("2022年一季度,\n小镇,总投资\n云窑小镇,{total}\n");
    assert_eq!(found_in(&table("50000"), &[("\n# progress 季度报送", &small)]), []);
    assert_eq!(found_in(&table("50001"), &[("\n# progress 季度报送", &small)])[0].0, "far-above-plan B3");
}

#[test]
fn without_a_plan_the_year_before_tells() {
    // 2021Q1 is 11,750 and the whole of 2021 88,106; ten times the former is 117,500.
    let of = |total: &str| found(&format!("2022年一季度,\n小镇,总投资\n云窑小镇,{total}\n"));
    assert_eq!(of("117499"), []);
    assert_eq!(of("118900")[0].0, "far-from-last-quarter B3");
    // More than the whole year before, and not ten times the quarter.
    assert_eq!(of("90000"), []);
}

#[test]
fn a_copied_row_is_found_and_a_partly_new_one_is_not() {
    let row =
        |values: &str| rules(&format!("2022年一季度,,,\n小镇,总投资,特色产业投资,重点项目投资\n云窑小镇,{values}\n"));
    assert_eq!(row("88106,72027,60528"), ["same-as-last-quarter B3"]);
    assert_eq!(row("88106,72027,60529"), Vec::<String>::new());
    assert_eq!(row("88106,,"), ["same-as-last-quarter B3"]);
    let said = found("2021年四季度,\n小镇,总投资\n云窑小镇,63319\n");
    assert_eq!(said[0].1, "云窑小镇 2021Q4 填报的数与 2021Q3 完全相同（总投资63,319万元）；请核对是否照抄了上季");
    // What is written already is not looked at again.
    assert_eq!(rules("2021年四季度,\n小镇,总投资\n云窑小镇,88106\n"), Vec::<String>::new());
}

#[test]
fn a_day_that_has_not_come_is_found() {
    let on = |day: &str| rules(&format!("2022年一季度,,\n小镇,总投资,报送日期\n云窑小镇,12000,{day}\n"));
    assert_eq!(on("2022-04-12"), Vec::<String>::new(), "today");
    assert_eq!(on("2022-04-13"), ["future-date C3"]);
    assert_eq!(on("2062-04-10"), ["future-date C3"]);
    // The day of taking in itself.
    let table = "2022年一季度,\n小镇,总投资\n云窑小镇,12000\n";
    assert_eq!(found_on("2022-04-12", table, &[]), []);
    let said = found_on("2022-04-11", table, &[]);
    let (rule, zh) = &said[0];
    assert_eq!(
        (rule.as_str(), zh.as_str()),
        ("future-date", "--on 2022-04-12 晚于今天（2022-04-11）；请核对年份和月份")
    );
}

#[test]
fn rules_have_names_of_their_own_and_both_wordings() {
    let names: std::collections::BTreeSet<&str> = RULES.iter().map(|rule| rule.name).collect();
    assert_eq!(names.len(), RULES.len());
    for rule in RULES {
        assert!(rule.name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{}", rule.name);
        assert!(!rule.words.zh.is_empty() && !rule.words.en.is_empty());
    }
}
