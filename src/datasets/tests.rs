//! The tables of a small site, by hand.

use super::*;
use crate::model::testing;

#[test]
fn names_are_unique_and_everything_is_said_in_both_languages() {
    let mut names: Vec<&str> = TABLES.iter().map(|table| table.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), TABLES.len());
    for table in TABLES {
        let mut columns: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
        columns.sort_unstable();
        columns.dedup();
        assert_eq!(columns.len(), table.columns.len(), "{}", table.name);
        let words = table.columns.iter().flat_map(|column| [column.title, column.description]);
        for both in words.chain([table.title, table.description]) {
            assert!(!both.zh.is_empty() && !both.en.is_empty(), "{}: {both:?}", table.name);
        }
    }
}

#[test]
fn each_row_has_one_value_of_its_kind_per_column() {
    let site = testing::site();
    let evaluation = crate::evaluate::evaluate(&site);
    let mut tables = tables(&site, &evaluation);
    tables.extend(key_data(&site, &evaluation, site.quarters.keys().next().copied().expect("a quarter")));
    for table in tables {
        // The test site has no fourth quarter, so no score of the city's.
        assert!(
            !table.rows.is_empty() || table.name == "assessment_parts",
            "the test site says nothing about {}",
            table.name
        );
        for row in &table.rows {
            assert_eq!(row.len(), table.columns.len(), "{}", table.name);
            for (value, column) in row.iter().zip(&table.columns) {
                assert!(column.admits(value), "{}.{}: {value:?}", table.name, column.name);
            }
        }
    }
}

/// The rows of a table as text, cells parted by `|`.
fn lines(name: &str) -> Vec<String> {
    let site = testing::site();
    let tables = tables(&site, &crate::evaluate::evaluate(&site));
    let table = tables.iter().find(|table| table.name == name).expect("a table");
    let cells = |row: &Row| row.iter().map(ToString::to_string).collect::<Vec<_>>().join("|");
    table.rows.iter().map(cells).collect()
}

#[test]
fn tables_of_a_small_site_by_hand() {
    assert_eq!(
        lines("card_measures"),
        [
            "2020Q1|baicao|period_plan_rate|40|80|50.0|80|60|red||revised|false|2020-04-11|2020-04-25|",
            "2020Q1|baicao|overdue_tasks|||0|1|2|normal||||||",
            "2020Q1|yunyao|period_plan_rate|82.5|100|82.5|80|60|normal||final|false|2020-04-10|2020-04-20|",
            "2020Q1|yunyao|overdue_tasks|||0|1|2|normal||||||",
        ]
    );
    // 82.5 + 40 of 100 + 80; the third town is on the board but in no county.
    assert_eq!(
        lines("totals"),
        [
            "2020Q1|all|122.5|180|720|68.1|17.0|2|0|||1|0|||2020-04-25",
            "2020Q1|lanxi|122.5|180|720|68.1|17.0|2|0|||0|0|||2020-04-25"
        ]
    );
    let standards = lines("standards");
    let of_yunyao: Vec<&String> = standards.iter().filter(|line| line.starts_with("yunyao")).collect();
    // 20 of 30 visitors; 55 ÷ 82.5 = 66.67 % of 60 %.
    assert_eq!(
        of_yunyao,
        [
            "yunyao|s1|visitors|20|30|at_least|66.7|10|false|2019||||",
            "yunyao|s1|share|66.7|60|at_least|111.1||true|2020Q1|final|false|2020-04-10|"
        ]
    );
    // Of 80 planned, 41 were released, 51.25 %, and 40 stand since.
    assert_eq!(
        lines("board_changes"),
        [
            "2020Q1|overall|baicao|百草小镇|2020-04-20|2020-04-25|revision|核减|41|40|51.3|50.0|12.8|12.5|2|2|||reported|reported|red|red"
        ]
    );
    assert_eq!(lines("awards"), ["p1|excellent|yunyao|2019|60|paid||2020-02||2020-03-03|60|"]);
    assert_eq!(
        lines("interviews"),
        ["2020Q1|baicao|behind|behind|||50.0|70|revised", "2020Q1|yunyao|far|indicator_far|visitors||66.7|80|"]
    );
    assert_eq!(lines("showcase"), ["yunyao|rule|overall|1|", "baicao|pick|||有特色"]);
    assert_eq!(
        lines("plans")[1..],
        [
            "yunyao|2020|2020-01-10||400|100|200|300|400|40|10|20|30|40|true",
            "yunyao|2020|2020-03-10||300|50|100|200|300||||||false",
        ]
    );
    assert_eq!(lines("targets"), ["t1|0|2||2022-12-31|open|"]);
}

#[test]
fn whatever_a_table_shows_is_in_its_digest() {
    let site = testing::site();
    let tables = tables(&site, &crate::evaluate::evaluate(&site));
    let (towns, measures) = (&tables[0], tables.iter().find(|table| table.name == "card_measures").expect("one"));
    let changed = |table: &DataTable, change: &dyn Fn(&mut DataTable)| {
        let mut other = table.clone();
        change(&mut other);
        table.digests().whole != other.digests().whole
    };
    assert!(!changed(towns, &|_| {}));
    assert!(changed(towns, &|table| table.rows[0][1] = Value::Text("另一个".into())));
    assert!(changed(towns, &|table| table.rows[0][1] = Value::Missing));
    assert!(changed(towns, &|table| table.rows.swap(0, 1)));
    assert!(changed(towns, &|table| _ = table.rows.pop()));
    assert!(changed(towns, &|table| _ = table.columns.pop()));
    let place = measures.rows[0].iter().position(|value| matches!(value, Value::Number(_))).expect("a number");
    assert!(changed(measures, &|table| {
        let Value::Number(number) = &mut table.rows[0][place] else { return };
        number.rescale(number.scale() + 1);
    }));
}

#[test]
fn a_table_of_a_hidden_section_is_absent() {
    let mut site = testing::site();
    site.sections.clear();
    let names: Vec<&str> = definitions(&site).map(|table| table.name).collect();
    for hidden in ["cards", "card_measures", "interviews", "warnings", "assessments", "awards", "payments", "findings"]
    {
        assert!(!names.contains(&hidden), "{hidden}");
    }
    assert!(names.contains(&"boards"));
    let evaluation = crate::evaluate::evaluate(&site);
    let quarter = site.quarters.keys().next().copied().expect("a quarter");
    assert!(key_data(&site, &evaluation, quarter).is_some_and(|list| list.columns.iter().all(|c| c.name != "card")));
}
