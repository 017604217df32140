//! `sunboard export return` and `sunboard import`: a quarter's form is filled in, read back and written into the town files.

mod guards;
mod projects;
mod shapes;

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read as _};
use std::path::{Path, PathBuf};

use calamine::{Reader as _, Xlsx};
use rust_xlsxwriter::{Format, Workbook};

use crate::harness::forms::{Typed, fill};
use crate::harness::{Run, Sunboard, example, root};

/// The boards of the example, which are the sheets of its forms.
const KEY: &str = "重点项目投资完成榜";
const OVERALL: &str = "总投资进度榜";

/// Runs a command line in a folder, in Chinese.
pub fn run(folder: &Path, arguments: &[&str]) -> Run {
    Sunboard::new(folder).args(arguments).args(["--lang", "zh"]).run()
}

/// What a refused import says, with its exit code 1.
pub fn refused(folder: &Path, arguments: &[&str]) -> String {
    let before = snapshot(folder);
    let output = run(folder, arguments).ends_with(1);
    assert!(snapshot(folder) == before, "a refused import wrote something");
    output.stderr
}

/// The town files, byte by byte.
pub fn snapshot(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let files = walkdir::WalkDir::new(folder.join("content/towns")).into_iter().map(Result::unwrap);
    let files = files.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path);
    files.map(|path| (path.clone(), fs::read(path).unwrap())).collect()
}

pub fn town(folder: &Path, slug: &str) -> String {
    fs::read_to_string(folder.join(format!("content/towns/{slug}.yaml"))).unwrap()
}

pub fn check_is_sound(folder: &Path) {
    run(folder, &["check"]).said();
}

/// Lines that went and lines that came.
fn difference(before: &str, after: &str) -> (Vec<String>, Vec<String>) {
    let only = |these: &str, those: &str| {
        let those: Vec<&str> = those.lines().collect();
        these.lines().filter(|line| !those.contains(line)).map(str::to_owned).collect::<Vec<_>>()
    };
    (only(before, after), only(after, before))
}

fn entry_of(xlsx: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(xlsx)).unwrap();
    let mut out = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut out).unwrap();
    out
}

#[test]
fn the_form_is_locked_checked_explained_and_the_same_each_time() {
    let folder = example();
    let folder = folder.path();
    run(folder, &["export", "return", "2021Q3"]).said();
    let form = fs::read(folder.join("return-2021Q3.xlsx")).unwrap();
    std::thread::sleep(std::time::Duration::from_millis(1100));
    run(folder, &["export", "return", "2021Q3", "--out", "again.xlsx"]).said();
    assert!(form == fs::read(folder.join("again.xlsx")).unwrap(), "a clock has got into the form");

    let sheet = entry_of(&form, "xl/worksheets/sheet1.xml");
    for part in [
        "<sheetProtection sheet=\"1\"",
        "<col min=\"1\" max=\"1\" width=",
        "hidden=\"1\"",
        "state=\"frozen\"",
        "paperSize=\"9\"",
        "orientation=\"landscape\"",
        "fitToPage=\"1\"",
        "type=\"decimal\" operator=\"greaterThanOrEqual\"",
        "请填不小于0的数，单位万元",
        "\"初步数,最终数\"",
    ] {
        assert!(sheet.contains(part), "no {part}");
    }
    let styles = entry_of(&form, "xl/styles.xml");
    assert!(styles.contains("locked=\"0\""), "no cell can be filled in");
    assert!(entry_of(&form, "xl/comments1.xml").contains("1.2亿元填12000"));

    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(form.as_slice())).unwrap();
    assert_eq!(book.sheet_names(), [KEY, OVERALL, "重点项目"]);
    let range = book.worksheet_range(KEY).unwrap();
    let row = |words: &str| range.rows().find(|row| row.iter().any(|cell| *cell == words)).unwrap();
    let headings: Vec<String> = row("小镇").iter().map(ToString::to_string).collect();
    let column = |heading: &str| headings.iter().position(|other| other.starts_with(heading)).unwrap();
    let value = |heading: &str| row("云窑小镇")[column(heading)].to_string();
    // From the town's file: the second quarter, the plan of 2021 for the third, and the third quarter itself.
    assert_eq!(value("上季：2021年上半年累计重点项目投资"), "24161");
    assert_eq!(value("计划：到本季末累计重点项目投资"), "42000");
    assert_eq!(value("重点项目投资"), "43680");
    assert_eq!(value("数据状态"), "最终数");

    let one = run(folder, &["export", "return", "2021Q3", "--county", "窑溪", "--out", "one.xlsx"]).said();
    assert!(one.contains("2个小镇"), "{one}");
    for wrong in [&["return", "2021Q3", "--county", "无"][..], &["return", "1999Q1"], &["return", "2021"]] {
        let output = run(folder, &[&["export"], wrong].concat());
        assert_eq!(output.code, Some(2), "{wrong:?}");
    }
    fs::write(folder.join("one.xlsx"), "填好的").unwrap();
    run(folder, &["export", "return", "2021Q3", "--out", "one.xlsx"]).ends_with(2);
    assert_eq!(fs::read_to_string(folder.join("one.xlsx")).unwrap(), "填好的", "a filled-in form was replaced");
}

#[test]
fn a_filled_form_is_shown_written_and_then_changes_nothing() {
    let folder = example();
    let folder = folder.path();
    let before = (town(folder, "yunyao"), town(folder, "zhisuo"));
    run(folder, &["export", "return", "2022Q1"]).said();
    let cells = [
        (KEY, "云窑小镇", "总投资", Typed::Number(12800.5)),
        (KEY, "云窑小镇", "特色产业投资", Typed::Words("１０，４００")),
        (KEY, "云窑小镇", "重点项目投资", Typed::Words("0.86亿元")),
        (KEY, "云窑小镇", "报送日期", Typed::Words("2022年4月9日")),
        (KEY, "云窑小镇", "数据状态", Typed::Words("最终数")),
        (KEY, "云窑小镇", "情况说明", Typed::Words("一季度：新开工1个项目, 见简报。")),
        (OVERALL, "智锁小镇", "总投资", Typed::Words("1,234.50")),
    ];
    fill(&folder.join("return-2022Q1.xlsx"), &folder.join("filled.xlsx"), &cells);
    let untouched = snapshot(folder);
    let preview = run(folder, &["import", "filled.xlsx", "--on", "2022-04-12"]).said();
    for line in [
        "云窑小镇（yunyao） 2022Q1\n",
        "  总投资：（无） → 12,800.5万元  [重点项目投资完成榜!F",
        "  特色产业投资：（无） → 10,400万元  [",
        "  重点项目投资：（无） → 8,600万元  [",
        "  数据状态：（无） → 最终数",
        "智锁小镇（zhisuo） 2022Q1\n",
        "  总投资：（无） → 1,234.5万元  [总投资进度榜!F",
        "  报送日期：（无） → 2022-04-12\n",
        "现在只是预览，确认后加 --write 写入",
    ] {
        assert!(preview.contains(line), "no `{line}` in\n{preview}");
    }
    assert!(snapshot(folder) == untouched, "a preview wrote something");

    let written = run(folder, &["import", "filled.xlsx", "--on", "2022-04-12", "--write"]).said();
    assert!(written.contains("已写入2个小镇文件"), "{written}");
    let row = "  - {quarter: 2022Q1, reported: 2022-04-09, total: 12800.5, industrial: 10400, key_projects: 8600, \
               status: final, note: '一季度：新开工1个项目, 见简报。'}";
    assert_eq!(difference(&before.0, &town(folder, "yunyao")), (vec![], vec![row.to_owned()]), "comments and all stay");
    let row = "  - {quarter: 2022Q1, reported: 2022-04-12, total: 1234.5, status: provisional}";
    assert_eq!(difference(&before.1, &town(folder, "zhisuo")), (vec![], vec![row.to_owned()]));
    check_is_sound(folder);
    run(folder, &["build", "--as-of", "2022-04-30"]).said();

    let after = snapshot(folder);
    let again = run(folder, &["import", "filled.xlsx", "--on", "2022-04-20", "--write"]).said();
    assert!(again.contains("没有变化"), "{again}");
    assert!(snapshot(folder) == after);
    // The form of the same quarter carries what was reported, and reads back as it is.
    run(folder, &["export", "return", "2022Q1", "--out", "second.xlsx"]).said();
    assert!(run(folder, &["import", "second.xlsx"]).said().contains("没有变化"));
}

#[test]
fn tables_that_offices_make_are_read() {
    let folder = example();
    let folder = folder.path();
    let table = "云岚市2022年一季度特色小镇投资完成情况,,,,,\n,,,,单位：亿元,\n\
                 序号,特色小镇名称,完成投资,,,完成率\n,,总投资,其中：特色产业投资,重点项目投资,\n\
                 1,云窑小镇,１．２,1.04亿,\"8,600万元\",85.5%\n2,茶坪 小镇,0.6,—,,\n,合计,1.8,1.04,0.86,\n,注：茶坪为初步数,,,,\n";
    for (name, bytes) in [
        ("gbk.csv", encoding_rs::GBK.encode(table).0.into_owned()),
        ("utf8.csv", table.as_bytes().to_vec()),
        ("mark.csv", format!("\u{feff}{}", table.replace('\n', "\r\n")).into_bytes()),
        (
            "tab.txt",
            encoding_rs::GBK.encode(&table.replace("\"8,600万元\"", "8600万元").replace(',', "\t")).0.into_owned(),
        ),
    ] {
        fs::write(folder.join(name), bytes).unwrap();
        let shown = run(folder, &["import", name, "--on", "2022-04-12"]).said();
        for line in [
            "  总投资：（无） → 12,000万元  [C5]",
            "  特色产业投资：（无） → 10,400万元  [D5]",
            "  重点项目投资：（无） → 8,600万元  [E5]",
            "茶坪小镇（chaping） 2022Q1\n",
            "  总投资：（无） → 6,000万元  [C6]",
        ] {
            assert!(shown.contains(line), "{name}: no `{line}` in\n{shown}");
        }
    }
    run(folder, &["import", "gbk.csv", "--on", "2022-04-12", "--write"]).said();
    check_is_sound(folder);
    assert!(
        town(folder, "chaping").contains("{quarter: 2022Q1, reported: 2022-04-12, total: 6000, status: provisional}")
    );
    let clash = refused(folder, &["import", "gbk.csv", "--quarter", "2021Q4"]);
    assert!(clash.contains("表里写的是 2022Q1，与 --quarter 2021Q4 不一致"), "{clash}");
}

#[test]
fn workbooks_of_old_programs_are_read() {
    let folder = example();
    let folder = folder.path();
    // A title, headings with units, and two towns, saved by LibreOffice as Excel 97–2003.
    let old = root("tests/suite/returns/old.xls");
    // One of its amounts is thirteen times that of the year before.
    let accept = ["--accept", "far-from-last-quarter"];
    let import = ["import", old.to_str().unwrap(), "--on", "2022-04-12", "--write"];
    let shown = run(folder, &[&import[..], &accept].concat()).said();
    for line in [
        "云窑小镇（yunyao） 2022Q1\n",
        "  总投资：（无） → 12,000万元  [old!B3]",
        "  重点项目投资：（无） → 8,600.5万元  [old!C3]",
        "  总投资：（无） → 120,000万元  [old!B4]",
        "  重点项目投资：（无） → 6,000万元  [old!C4]",
    ] {
        assert!(shown.contains(line), "no `{line}` in\n{shown}");
    }
    check_is_sound(folder);
}

#[test]
fn every_cell_that_cannot_be_taken_is_named_and_nothing_is_written() {
    let folder = example();
    let folder = folder.path();
    run(folder, &["export", "return", "2022Q1"]).said();
    let cells = [
        (KEY, "云窑小镇", "总投资", Typed::Number(12800.0)),
        (KEY, "茶坪小镇", "总投资", Typed::Percent(0.855)),
        (KEY, "茶坪小镇", "重点项目投资", Typed::Number(-5.0)),
        (KEY, "茶坪小镇", "报送日期", Typed::Words("2022-03-31")),
        (KEY, "木作小镇", "数据状态", Typed::Words("已核定")),
        (OVERALL, "智锁小镇", "总投资", Typed::Words("约1200")),
    ];
    fill(&folder.join("return-2022Q1.xlsx"), &folder.join("bad.xlsx"), &cells);
    let faults = refused(folder, &["import", "bad.xlsx", "--on", "2022-04-12", "--write"]);
    for part in [
        "重点项目投资完成榜!F4  “85.5%”是百分数；这里要填金额，单位万元\n",
        "重点项目投资完成榜!M4  金额“-5”是负数",
        "重点项目投资完成榜!O4  “2022-03-31”：报送日期应晚于季末（2022-03-31）",
        "数据状态只能填“初步数”或“最终数”",
        "“约1200”是约数；请填准确的数，只填数字（例如 1200）",
        "有5处不能采用，因此什么都没有写入",
    ] {
        assert!(faults.contains(part), "no `{part}` in\n{faults}");
    }

    // Two towns of one name; one that is not there; one that has left; one twice; no name; no quarter.
    let guyi = town(folder, "guyi").replace("name: 古驿小镇", "name: 渔歌小镇");
    fs::write(folder.join("content/towns/guyi.yaml"), guyi).unwrap();
    let table = "小镇,总投资\n渔歌小镇,1\n云谣小镇,2\n灯彩小镇,3\n云窑小镇,4\n云窑小镇,4\n,5\n";
    fs::write(folder.join("bad.csv"), format!("2022年一季度,\n{table}")).unwrap();
    let faults = refused(folder, &["import", "bad.csv", "--on", "2022-04-12", "--write"]);
    for part in [
        "A3  “渔歌小镇”：有 2 个小镇叫这个名称",
        "A4  “云谣小镇”：没有这个小镇；是否应为“云窑小镇”？",
        "A5  “灯彩小镇”：这个小镇在 2022Q1 不在任何榜单上",
        "A7  “云窑小镇”：2022Q1 已在 A6 写过一行",
        "A8  这一行填了数，却没有小镇名称",
    ] {
        assert!(faults.contains(part), "no `{part}` in\n{faults}");
    }
    fs::write(folder.join("bad.csv"), table).unwrap();
    assert!(refused(folder, &["import", "bad.csv"]).contains("表里没有写是哪一季度"));
    for (table, why) in [
        ("小镇,本月完成投资\n云窑小镇,1\n", "B1  “本月完成投资”：像是当季数（或当月数）"),
        ("小镇,总投资,完成投资额\n云窑小镇,1,1\n", "C1  “完成投资额”：与“总投资”一列是同一项"),
        ("单位,总投资,重点项目投资\n云窑,1,1\n", "没有“小镇”一列"),
        ("a,b\n1,2\n", "文件里没有找到报表"),
    ] {
        fs::write(folder.join("bad.csv"), table).unwrap();
        let faults = refused(folder, &["import", "bad.csv", "--quarter", "2022Q1"]);
        assert!(faults.contains(why), "no `{why}` in\n{faults}");
    }
    for bytes in [&b"PK\x03\x04broken"[..], b"\x00\x01\x02", b"\xff\xff\xff\xff"] {
        fs::write(folder.join("bad.xlsx"), bytes).unwrap();
        assert_eq!(run(folder, &["import", "bad.xlsx"]).code, Some(2), "{bytes:?}");
    }
    run(folder, &["import", "nowhere.xlsx"]).ends_with(2);
}

#[test]
fn a_town_on_the_other_sheet_or_beside_another_id_is_not_taken() {
    let folder = example();
    let folder = folder.path();
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name(OVERALL).unwrap();
    for (row, cells) in [
        ["2022Q1", "", ""],
        ["代号", "小镇", "总投资"],
        ["yunyao", "云窑小镇", "1"],
        ["zhisuo", "星野小镇", "2"],
        ["nobody", "智锁小镇", "3"],
    ]
    .into_iter()
    .enumerate()
    {
        for (column, words) in cells.into_iter().enumerate() {
            sheet.write_string(row as u32, column as u16, words).unwrap();
        }
    }
    workbook.save(folder.join("mixed.xlsx")).unwrap();
    let faults = refused(folder, &["import", "mixed.xlsx", "--on", "2022-04-12", "--write"]);
    for part in [
        "总投资进度榜!B3  “云窑小镇”：这个小镇在 2022Q1 属于“重点项目投资完成榜”，不在“总投资进度榜”",
        "总投资进度榜!B4  “星野小镇”：这一行的代号是 zhisuo（智锁小镇），与名称不符",
        "总投资进度榜!A5  “nobody”：没有这个小镇",
    ] {
        assert!(faults.contains(part), "no `{part}` in\n{faults}");
    }
}

#[test]
fn a_published_figure_changes_only_with_a_reason_and_keeps_its_old_value() {
    let folder = example();
    let folder = folder.path();
    fs::create_dir(folder.join("before")).unwrap();
    let copy = example();
    let old = copy.path().join("content");
    let before = town(folder, "yunyao");
    let table = "小镇,季度,总投资,重点项目投资\n云窑小镇,2021年三季度,63000,43680\n云窑小镇,2020Q3,\"54,000\",\n";
    fs::write(folder.join("mended.csv"), table).unwrap();
    let faults = refused(folder, &["import", "mended.csv", "--on", "2022-02-10", "--write"]);
    assert!(
        faults.contains("C2  “63000”：2021Q3 的数据已经是最终数或已经公布（原为63,319万元），不能直接改"),
        "{faults}"
    );
    assert!(faults.contains("--revise"), "{faults}");

    let revise = ["import", "mended.csv", "--on", "2022-02-10", "--revise", "设备款：重复, 计入", "--write"];
    let shown = run(folder, &revise).said();
    for line in [
        "  总投资：63,319 → 63,000万元（修订，旧值留在修订记录里）  [C2]",
        "  数据状态：最终数 → 修订数",
        "  总投资：55,003 → 54,000万元",
    ] {
        assert!(shown.contains(line), "no `{line}` in\n{shown}");
    }
    // Published when its quarter was released (2021-10-25); the other was published by its own earlier correction.
    let flow = "  - {quarter: 2021Q3, reported: 2021-10-13, total: 63000, industrial: 52238, non_government: 46539, \
                key_projects: 43680, status: revised, history: [{field: total, value: 63319, published: 2021-10-25, \
                replaced: 2022-02-10, status: final, why: '设备款：重复, 计入'}]}";
    let history = "      - {field: total, value: 55003, published: 2020-11-20, replaced: 2022-02-10, status: revised, why: '设备款：重复, 计入'}";
    let (went, came) = difference(&before, &town(folder, "yunyao"));
    assert_eq!(came, ["    total: 54000".to_owned(), history.to_owned(), flow.to_owned()]);
    assert_eq!(went.len(), 2, "{went:?}");
    check_is_sound(folder);

    // Before the day of the correction the site says what it said.
    let compare = |day: &str| run(folder, &["diff", old.to_str().unwrap(), "content", "--as-of", day]).said();
    assert!(compare("2022-02-09").contains("没有变化：生成的网站每个文件都相同"), "{}", compare("2022-02-09"));
    assert!(
        compare("2022-02-10").contains("云窑小镇 2021Q3，总投资：63,319万元 → 63,000万元"),
        "{}",
        compare("2022-02-10")
    );

    let after = snapshot(folder);
    assert!(run(folder, &revise).said().contains("没有变化"));
    assert!(snapshot(folder) == after);
    let back = refused(folder, &["import", "mended.csv", "--on", "2022-02-10", "--quarter", "2021Q1"]);
    assert!(back.contains("不一致"), "{back}");
}

#[test]
fn a_refused_change_quotes_the_cell_and_says_what_it_means_where_that_differs() {
    let folder = example();
    let folder = folder.path();
    for (table, zh, en) in [
        (
            "小镇,季度,总投资\n云窑小镇,2021Q3,\"6,500元\"\n",
            "C2  “6,500元”（0.65万元）：2021Q3 的数据已经是最终数或已经公布（原为63,319万元）",
            "C2  `6,500元` (0.65 ten thousand yuan): the figures of 2021Q3 are final or published (it was 63,319 ten thousand yuan)",
        ),
        (
            "单位：元,,\n小镇,季度,总投资\n云窑小镇,2021Q3,630000000\n",
            "C3  “630000000”（63,000万元）：2021Q3",
            "C3  `630000000` (63,000 ten thousand yuan): ",
        ),
        // The same figure, written otherwise: nothing to explain.
        (
            "小镇,季度,总投资\n云窑小镇,2021Q3,\"６３,０００.0 万元\"\n",
            "C2  “６３,０００.0 万元”：2021Q3",
            "C2  `６３,０００.0 万元`: ",
        ),
        ("小镇,季度,数据状态\n云窑小镇,2021Q3,初步\n", "C2  “初步”：已是最终数", "C2  `初步`: the figures are final"),
        (
            "小镇,季度,总投资,报送日期\n云窑小镇,2022Q1,1,\n",
            "A2  “云窑小镇”：2022Q1 还没有结束",
            "A2  `云窑小镇`: 2022Q1 has not ended yet",
        ),
    ] {
        fs::write(folder.join("refused.csv"), table).unwrap();
        for (language, part) in [("zh", zh), ("en", en)] {
            let line = ["import", "refused.csv", "--on", "2022-02-10", "--lang", language];
            let faults = crate::harness::run(folder, &line).ends_with(1).stderr;
            assert!(faults.contains(part), "no `{part}` in\n{faults}");
        }
    }
}

#[test]
fn a_figure_that_is_corrected_on_the_day_of_its_release_was_published_on_that_day() {
    let folder = example();
    let folder = folder.path();
    fs::write(folder.join("mended.csv"), "小镇,季度,总投资\n云窑小镇,2021年三季度,63000\n").unwrap();
    run(folder, &["import", "mended.csv", "--on", "2021-10-25", "--revise", "更正", "--write"]).said();
    let entry = "history: [{field: total, value: 63319, published: 2021-10-25, replaced: 2021-10-25, status: final, why: 更正}]";
    assert!(town(folder, "yunyao").contains(entry), "{}", town(folder, "yunyao"));
    check_is_sound(folder);
}

#[test]
fn what_was_missing_is_filled_in_and_provisional_figures_become_final() {
    let folder = example();
    let folder = folder.path();
    let before = town(folder, "muzuo");
    let table =
        "小镇,季度,重点项目投资,数据状态\n木作小镇,2021Q2,11000,\n木作小镇,2021Q4,25212,最终数\n百草小镇,2021Q3,,\n";
    fs::write(folder.join("late.csv"), table).unwrap();
    run(folder, &["import", "late.csv", "--write"]).said();
    let (went, came) = difference(&before, &town(folder, "muzuo"));
    assert!(went.iter().any(|line| line.contains("missing: {key_projects")), "{went:?}");
    assert!(came.contains(&"    key_projects: 11000".to_owned()), "{came:?}");
    assert!(came.iter().any(|line| line.contains("key_projects: 25212, status: final}")), "{came:?}");
    check_is_sound(folder);
    let back = "小镇,季度,数据状态\n木作小镇,2021Q4,初步数\n云窑小镇,2021Q4,修订数\n";
    fs::write(folder.join("back.csv"), back).unwrap();
    let faults = refused(folder, &["import", "back.csv", "--write"]);
    assert!(faults.contains("C2  “初步数”：已是最终数，不能退回初步数"), "{faults}");
    assert!(faults.contains("C3  “修订数”要写明原因"), "{faults}");
}

#[test]
fn percentages_are_taken_exactly_as_the_indicators_of_a_year() {
    let folder = example();
    let folder = folder.path();
    // The example has the year's indicators of every town: one town's are made last year's.
    let before = town(folder, "chaping");
    let (above, indicators) = before.split_once("\nindicators:").unwrap();
    let (indicators, below) = indicators.split_once("\nscores:").unwrap();
    let indicators = indicators.replace("{year: 2021, key: ", "{year: 2020, key: ");
    let before = format!("{above}\nindicators:{indicators}\nscores:{below}");
    fs::write(folder.join("content/towns/chaping.yaml"), &before).unwrap();
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_string(0, 0, "2021年全年特色小镇主要指标").unwrap();
    for (column, heading) in (0..).zip(["小镇", "绿化覆盖率（%）", "吸纳就业", "研发投入强度", "总投资完成率"])
    {
        sheet.write_string(1, column, heading).unwrap();
    }
    let percent = Format::new().set_num_format("0.0%");
    for (row, name) in [(2, "茶坪小镇"), (3, "云窑小镇")] {
        sheet.write_string(row, 0, name).unwrap();
        sheet.write_number_with_format(row, 1, 0.415, &percent).unwrap();
        sheet.write_string(row, 2, "4,120人").unwrap();
        sheet.write_string(row, 3, "１．８％").unwrap();
        sheet.write_number_with_format(row, 4, 0.855, &percent).unwrap();
    }
    workbook.save(folder.join("year.xlsx")).unwrap();
    let shown = run(folder, &["import", "year.xlsx", "--on", "2022-02-01", "--write"]).said();
    for line in
        ["  绿化覆盖率：（无） → 41.5%  [Sheet1!B3]", "  吸纳就业：（无） → 4120人  [Sheet1!C3]", "已写入1个小镇文件"]
    {
        assert!(shown.contains(line), "no `{line}` in\n{shown}");
    }
    let rows = [("green_ratio", "41.5"), ("jobs", "4120"), ("rd_ratio", "1.8")]
        .map(|(key, value)| format!("  - {{year: 2021, key: {key}, value: {value}, reported: 2022-02-01}}"));
    let (went, came) = difference(&before, &town(folder, "chaping"));
    assert!(went.is_empty(), "{went:?}");
    assert!(rows.iter().all(|row| came.contains(row)), "{came:?}");
    check_is_sound(folder);
    assert!(run(folder, &["import", "year.xlsx", "--write"]).said().contains("没有变化"));
    for (table, why) in [
        (
            "2021年全年,\n小镇,绿化覆盖率\n云窑小镇,85.5%\n",
            "B3  “85.5%”：2021年的“绿化覆盖率”已有数（41.5），不由表格改动",
        ),
        ("2021年三季度,\n小镇,绿化覆盖率\n云窑小镇,85.5%\n", "B3  “85.5%”：“绿化覆盖率”是年度指标，只在四季度的表里收"),
        ("2021年全年,\n小镇,吸纳就业\n光芯小镇,85.5%\n", "B3  “85.5%”：单位不符：吸纳就业以“人”计，这里是“%”"),
    ] {
        fs::write(folder.join("bad.csv"), table).unwrap();
        let faults = refused(folder, &["import", "bad.csv", "--on", "2022-02-01", "--write"]);
        assert!(faults.contains(why), "no `{why}` in\n{faults}");
    }
}

#[test]
fn changes_that_would_break_the_content_are_shown_and_not_written() {
    let folder = example();
    let folder = folder.path();
    // Below the half-year's 10,819, and with a part above the whole.
    fs::write(folder.join("low.csv"), "2021Q3,,\n小镇,总投资,特色产业投资\n百草小镇,9000,9500\n").unwrap();
    let faults = refused(folder, &["import", "low.csv", "--on", "2021-10-12", "--write"]);
    assert!(faults.contains("照这张表改，内容会有下列错误，因此没有写入"), "{faults}");
    assert!(faults.contains("towns/baicao.yaml") && faults.contains("小于 2021Q2 的 10819"), "{faults}");
    let early = refused(folder, &["import", "low.csv", "--on", "2021-09-30", "--write"]);
    assert!(early.contains("2021Q3 还没有结束"), "{early}");
    // A fault elsewhere is not this table's; a town file that cannot be read is.
    let other = town(folder, "yuge").replace("category: ", "category: x");
    fs::write(folder.join("content/towns/yuge.yaml"), other).unwrap();
    fs::write(folder.join("fine.csv"), "2021Q3,\n小镇,总投资\n百草小镇,19000\n").unwrap();
    run(folder, &["import", "fine.csv", "--on", "2021-10-12", "--write"]).said();
    fs::write(folder.join("yuge.csv"), "2022Q1,\n小镇,总投资\n渔歌小镇,1\n").unwrap();
    assert!(refused(folder, &["import", "yuge.csv", "--on", "2022-04-12"]).contains("没有这个小镇"));
}

#[test]
fn windows_files_keep_their_line_ends_and_mark() {
    let folder = example();
    let folder = folder.path();
    let windows = format!("\u{feff}{}", town(folder, "yunyao").replace('\n', "\r\n"));
    fs::write(folder.join("content/towns/yunyao.yaml"), &windows).unwrap();
    fs::write(folder.join("q.csv"), "2022Q1,\n小镇,总投资\n云窑小镇,100\n").unwrap();
    run(folder, &["import", "q.csv", "--on", "2022-04-12", "--write"]).said();
    let row = "  - {quarter: 2022Q1, reported: 2022-04-12, total: 100, status: provisional}\r\n";
    let after = town(folder, "yunyao");
    assert_eq!(after.replacen(row, "", 1), windows);
    assert_eq!(after.len(), windows.len() + row.len());
}
