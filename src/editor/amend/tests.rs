//! Edits keep every byte that they are not about, and say what they were meant to say.

use proptest::prelude::*;

use super::*;

const TOWN: &str = "\
# 云窑小镇
name: '云窑小镇'   # 名称
internal: false             # true 表示只出现在内部版
figures: []   # 还没有
honours:
progress:
  - {quarter: 2020Q2, reported: 2020-07-10, total: 32093, note: \"旧“窑”\", status: final}  # 半年
  # 三季度
  - quarter: 2020Q3
    reported: 2020-10-13
    total: 55003   # 核减后
    status: revised
    # 修订记录
    history:
      - {field: total, value: 55903}
    note: |
      市统计局核查后调减。

      已建立制度。

# 其他
note: 完
";

fn edited(text: &str, edit: impl Fn(&mut YamlDocument) -> Result<(), Message>) -> String {
    let mut document = YamlDocument::read(text).expect("YAML");
    edit(&mut document).unwrap_or_else(|message| panic!("{}", message.en));
    let once = document.text();
    // A set value is not set again, and a row is told apart by those who insert it.
    assert!(YamlDocument::read(&once).is_ok());
    once
}

/// The lines that went and the lines that came.
fn difference(before: &str, after: &str) -> (Vec<String>, Vec<String>) {
    let lines = |text: &str| text.split_inclusive('\n').map(str::to_owned).collect::<Vec<_>>();
    let (before, after) = (lines(before), lines(after));
    let start = before.iter().zip(&after).take_while(|(a, b)| a == b).count();
    let (before, after) = (&before[start..], &after[start..]);
    let end = before.iter().rev().zip(after.iter().rev()).take_while(|(a, b)| a == b).count();
    (before[..before.len() - end].to_vec(), after[..after.len() - end].to_vec())
}

fn set(path: &str, value: &str) -> (Vec<String>, Vec<String>) {
    let after = edited(TOWN, |document| document.set(path, value, &[]));
    assert_eq!(YamlDocument::read(&after).expect("YAML").scalar(path).as_deref(), Some(value), "{after}");
    assert_eq!(edited(&after, |document| document.set(path, value, &[])), after);
    difference(TOWN, &after)
}

fn lines<const N: usize>(lines: [&str; N]) -> Vec<String> {
    lines.iter().map(|line| format!("{line}\n")).collect()
}

#[test]
fn a_field_takes_the_place_of_its_sample() {
    let begun = "# 季度\nquarter: 2020Q4\n\n# 公开时间\n#released: 2021-02-05 10:00\n\n# 说明\n# released: 不是样例\n#internal: true\n";
    let order = ["quarter", "released", "incomplete", "internal"];
    let after = edited(begun, |document| {
        document.set("released", "2021-02-01", &order)?;
        document.set("incomplete", "一镇未报", &order)
    });
    let expected = begun.replace("#released: 2021-02-05 10:00\n", "released: 2021-02-01\nincomplete: 一镇未报\n");
    assert_eq!(after, expected);
    // The same with the line ends of Windows, without one at the end, and for rows.
    let windows = begun.trim_end().replace('\n', "\r\n");
    let after = edited(&windows, |document| document.set("internal", "false", &order));
    assert_eq!(after, windows.replace("#internal: true", "internal: false"));
    let town = "name: 甲\n\n# 报送\n#progress: [{quarter: 2020Q4}]\n\n#note: （说明）\n";
    let row = [("quarter", NewValue::from("2021Q1")), ("total", "1".into())];
    let after = edited(town, |document| document.insert("progress", 0, row.clone(), &["name"]));
    let rows = "progress:\n  - {quarter: 2021Q1, total: 1}\n";
    assert_eq!(after, town.replace("#progress: [{quarter: 2020Q4}]\n", rows), "{after}");
    // A key of a row has no sample at the margin, and the sample of a longer name is another one's.
    let nested = "#total: 1\nprogress:\n  - quarter: 2020Q4\n#note_2: x\n";
    let after = edited(nested, |document| document.set("progress[0].total", "5", &[]));
    assert!(after.starts_with("#total: 1\n"), "{after}");
    let after = edited(nested, |document| document.set("note", "y", &[]));
    assert!(after.contains("#note_2: x\n"), "{after}");
}

#[test]
fn a_scalar_is_set_where_it_stands() {
    assert_eq!(set("internal", "true").1, lines(["internal: true             # true 表示只出现在内部版"]));
    assert_eq!(set("progress[1].total", "55000.5").1, lines(["    total: 55000.5   # 核减后"]));
    assert_eq!(
        set("progress[0].total", "1").1,
        lines(["  - {quarter: 2020Q2, reported: 2020-07-10, total: 1, note: \"旧“窑”\", status: final}  # 半年"])
    );
    assert_eq!(
        set("progress[0].status", "修订, 再审").1,
        lines([
            "  - {quarter: 2020Q2, reported: 2020-07-10, total: 32093, note: \"旧“窑”\", status: '修订, 再审'}  # 半年"
        ])
    );
    assert_eq!(set("name", "新名: 甲").1, lines(["name: '新名: 甲'   # 名称"]));
    assert_eq!(set("name", "云窑小镇"), (vec![], vec![]), "what is said already stays as it is");
    assert_eq!(set("honours", "无").1, lines(["honours: 无"]));
    let block = set("progress[1].note", "一句");
    assert_eq!(block.0.len(), 4, "a text of several lines is replaced as a whole: {block:?}");
    assert_eq!(block.1, lines(["    note: 一句"]));
    assert_eq!(set("progress[1].note", "甲\n\n乙").1, lines(["    note: |-", "      甲", "", "      乙"]));
}

#[test]
fn a_key_is_put_behind_those_that_come_before_it() {
    let order = ["quarter", "reported", "total", "industrial", "status", "history"];
    let put = |path: &str, value: &str| difference(TOWN, &edited(TOWN, |document| document.set(path, value, &order)));
    assert_eq!(put("progress[1].industrial", "44965"), (vec![], lines(["    industrial: 44965"])));
    assert_eq!(
        put("progress[0].industrial", "9").1,
        lines([
            "  - {quarter: 2020Q2, reported: 2020-07-10, total: 32093, industrial: 9, note: \"旧“窑”\", status: final}  # 半年"
        ])
    );
    assert_eq!(put("progress[1].source", "[C, F]"), (vec![], lines(["    source: '[C, F]'"])));
    assert_eq!(put("county", "yaoxi"), (vec![], lines(["county: yaoxi"])));
    let nested = edited(TOWN, |document| document.set("progress[1].missing.industrial", "未定", &order));
    assert_eq!(difference(TOWN, &nested), (vec![], lines(["    missing: {industrial: 未定}"])));
    let nothing = edited("# 空\n", |document| document.set("a.b", "c", &[]));
    assert_eq!(nothing, "# 空\na: {b: c}\n");
}

#[test]
fn a_row_is_written_like_its_neighbours() {
    let row = || NewValue::from([("quarter", "2020Q4".into()), ("total", "80880".into())]);
    let insert = |text: &str, path: &str, position: usize| {
        let after = edited(text, |document| document.insert(path, position, row(), &[]));
        difference(text, &after)
    };
    let flow = lines(["  - {quarter: 2020Q4, total: 80880}"]);
    assert_eq!(insert(TOWN, "progress", 0), (vec![], flow.clone()));
    assert_eq!(insert(TOWN, "progress", 1), (vec![], flow.clone()));
    assert_eq!(insert(TOWN, "progress", 9), (vec![], flow.clone()));
    assert_eq!(insert(TOWN, "honours", 0), (vec![], flow.clone()));
    assert_eq!(insert(TOWN, "figures", 0).1, lines(["figures:   # 还没有", "  - {quarter: 2020Q4, total: 80880}"]));
    assert_eq!(insert(TOWN, "tasks", 0), (vec![], lines(["tasks:", "  - {quarter: 2020Q4, total: 80880}"])));
    assert_eq!(insert(TOWN, "progress[1].history", 1), (vec![], lines(["      - {quarter: 2020Q4, total: 80880}"])));
    let block = "rows:\n- a: 1\n  b: 2 # x\n\nend: 1";
    assert_eq!(insert(block, "rows", 1), (vec![], lines(["- quarter: 2020Q4", "  total: 80880"])));
    assert_eq!(insert("a: [1, 2]\n", "a", 1).1, lines(["a: [1, {quarter: 2020Q4, total: 80880}, 2]"]));
    assert_eq!(insert("a: [ ]", "a", 1).1.concat(), "a:\n  - {quarter: 2020Q4, total: 80880}");
    assert_eq!(edited("[]\n", |document| document.insert("", 0, row(), &[])), "- {quarter: 2020Q4, total: 80880}\n");
}

#[test]
fn a_key_is_taken_out() {
    let remove = |text: &str, path: &str| edited(text, |document| document.remove(path));
    let gone = |path: &str| difference(TOWN, &remove(TOWN, path));
    assert_eq!(gone("internal"), (lines(["internal: false             # true 表示只出现在内部版"]), vec![]));
    assert_eq!(gone("progress[1].note").0.len(), 4);
    assert_eq!(gone("nowhere"), (vec![], vec![]));
    assert_eq!(remove("a: {b: 1, c: 2, d: 3}\n", "a.b"), "a: {c: 2, d: 3}\n");
    assert_eq!(remove("a: {b: 1, c: 2, d: 3}\n", "a.c"), "a: {b: 1, d: 3}\n");
    assert_eq!(remove("a: {b: 1, c: 2, d: 3}\n", "a.d"), "a: {b: 1, c: 2}\n");
    assert_eq!(remove("a: {b: 1}\n", "a.b"), "a: {}\n");
    assert_eq!(remove("- a: 1\n  b: 2\n", "[0].a"), "- b: 2\n");
    assert!(YamlDocument::read("- a: 1 # x\n  b: 2\n").expect("YAML").remove("[0].a").is_err(), "a comment would go");
    assert!(YamlDocument::read("x:\n  a: 1\n").expect("YAML").remove("x.a").is_err(), "nothing would be left");
}

#[test]
fn line_ends_and_byte_order_marks_stay() {
    let text = format!("\u{feff}{}", TOWN.replace('\n', "\r\n"));
    let after = edited(&text, |document| {
        document.set("progress[1].industrial", "1", &["total", "industrial"])?;
        document.set("progress[1].note", "甲\n乙", &[])?;
        document.insert("honours", 0, [("year", "2020".into())], &[])
    });
    assert!(after.starts_with('\u{feff}'));
    assert_eq!(after.matches('\n').count(), after.matches("\r\n").count());
    let gone = "      市统计局核查后调减。\r\n\r\n      已建立制度。\r\n";
    assert!(!after.contains(gone) && after.contains("    note: |-\r\n      甲\r\n      乙\r\n"), "{after}");
}

#[test]
fn what_cannot_be_edited_safely_is_refused() {
    let mut document = YamlDocument::read(TOWN).expect("YAML");
    for path in ["progress[7].total", "name.x", "progress", "progress[0]", "name[0].x"] {
        assert!(document.set(path, "1", &[]).is_err(), "{path}");
    }
    assert!(document.insert("name", 0, "x", &[]).is_err());
    assert_eq!(document.text(), TOWN);
    assert!(YamlDocument::read("a: &x 1\nb: *x\n").is_err());
    assert!(YamlDocument::read("a：1\nb: [\n").is_err());
}

/// Texts that tempt a writer to forget quotes.
fn words() -> impl Strategy<Value = String> {
    let tricky = [
        "null",
        "~",
        "true",
        "- a",
        "-5",
        "a: b",
        "a #b",
        "#b",
        "*x",
        "&x",
        "!x",
        "|",
        ">",
        "'",
        "\"",
        "a'b",
        "[",
        "{a}",
        "a,b",
        "，",
        "：",
        "2020-10-23 09:00",
        "12.30",
        "?",
        "? x",
        "@x",
        "%x",
        "`x",
        "a:",
        ":",
        "…",
        "“引”",
        "\u{3000}全",
        "=",
        "<<",
        "0x1F",
        "---",
        "\\n",
        "a\\",
        "云窑\n小镇",
        "a\n\n b\n",
        "\n",
        "x\u{a0}y",
        ".5",
        "a]b",
        "x\ty",
    ];
    prop_oneof![
        prop::sample::select(tricky.to_vec()).prop_map(str::to_owned),
        "[a-z0-9:,#'\" \\[\\]{}&*!|>%@`\\-?.云，：\n]{1,12}",
    ]
}

/// The documents below, as the site reads them.
#[derive(serde::Deserialize)]
struct Read {
    progress: Vec<ReadRow>,
    after: Option<String>,
}

#[derive(Default, serde::Deserialize)]
struct ReadRow {
    note: Option<String>,
}

/// How a row is laid out.
#[derive(Clone, Debug)]
struct Row {
    total: u32,
    note: String,
    in_flow: bool,
    comment: bool,
    has_note: bool,
}

fn row() -> impl Strategy<Value = Row> {
    let parts = (0u32..99999, words(), any::<bool>(), any::<bool>(), any::<bool>());
    parts.prop_map(|(total, note, in_flow, comment, has_note)| Row { total, note, in_flow, comment, has_note })
}

fn document(rows: &[Row], crlf: bool, last_newline: bool) -> String {
    let mut text = String::from("# 头，注\nname: 甲 # 名\n\nprogress: # 报送\n");
    for row in rows {
        let quoted = write::scalar_in_flow(&row.note);
        let comment = if row.comment { "  # 注: {x}" } else { "" };
        let (flow_note, block_note) = match row.has_note {
            true => (format!(", note: {quoted}"), format!("    note:   {quoted}{comment}\n")),
            false => (String::new(), String::new()),
        };
        if row.comment {
            text.push_str("  # 行 - {a: 1}\n\n");
        }
        text.push_str(&match row.in_flow {
            true => format!("  - {{ total: {}{flow_note} }}{comment}\n", row.total),
            false => format!("  -   total: {}{comment}\n{}", row.total, block_note.replace("    note", "      note")),
        });
    }
    text.push_str("end: |\n  甲\n\n  乙\n");
    if !last_newline {
        text.pop();
    }
    if crlf { text.replace('\n', "\r\n") } else { text }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_edit_of_any_layout_keeps_the_other_lines(
        rows in prop::collection::vec(row(), 1..5),
        at in 0usize..5,
        value in words(),
        crlf in any::<bool>(),
        last_newline in any::<bool>(),
        kind in 0usize..5,
    ) {
        let text = document(&rows, crlf, last_newline);
        let at = at % rows.len();
        let mut edited = YamlDocument::read(&text).expect("YAML");
        let path = format!("progress[{at}].{}", if kind == 0 { "total" } else { "note" });
        let outcome = match kind {
            0 | 1 => edited.set(&path, value.as_str(), &["total", "note"]),
            2 => edited.insert("progress", at, [("total", NewValue::from("7")), ("note", value.as_str().into())], &[]),
            3 => edited.set("after", value.as_str(), &[]),
            _ => edited.remove(&path),
        };
        prop_assert!(outcome.is_ok(), "{outcome:?}\n{text}");
        let after = edited.text();
        let (went, came) = difference(&text, &after);
        // Of what is there at most the line of the value is touched.
        prop_assert!(went.len() <= 1, "{went:?} → {came:?}");
        if kind == 2 {
            prop_assert!(went.is_empty() && !came.is_empty(), "{went:?} → {came:?}");
            prop_assert_eq!(edited.count("progress"), rows.len() + 1);
        }
        if kind < 2 {
            let said = edited.scalar(&path);
            prop_assert_eq!(said.as_deref(), Some(value.as_str()));
        }
        // The reader that the site's values come from reads the same.
        let read: Read = serde_yaml::from_str(&after).expect("YAML");
        match kind {
            1 | 2 => prop_assert_eq!(read.progress[at].note.as_deref(), Some(value.as_str())),
            3 => prop_assert_eq!(read.after.as_deref(), Some(value.as_str())),
            _ => {}
        }
        if kind != 2 {
            let mut again = YamlDocument::read(&after).expect("YAML");
            match kind {
                0 | 1 => again.set(&path, value.as_str(), &["total", "note"]),
                3 => again.set("after", value.as_str(), &[]),
                _ => again.remove(&path),
            }.expect("the same again");
            prop_assert_eq!(again.text(), after.clone());
        }
        prop_assert_eq!(after.contains("\r\n"), crlf);
        prop_assert_eq!(crlf && after.replace("\r\n", "").contains('\n'), false);
    }
}
