//! `sunboard import`: whatever file a clerk sends is read as it is meant, or told for what it is; what nobody sees of a
//! table is told.

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;

use crate::harness::{example, root};
use crate::returns::{refused, run, snapshot};

const ON: &str = "2022-04-12";

/// A workbook from the XML of its sheets: name, further attributes, what stands in the sheet.
pub fn xlsx(calculation: &str, sheets: &[(&str, &str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut put = |name: &str, text: &str| {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    };
    put(
        "[Content_Types].xml",
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" \
         ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" \
         ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>",
    );
    put(
        "_rels/.rels",
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" \
         Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" \
         Target=\"xl/workbook.xml\"/></Relationships>",
    );
    let (mut list, mut relations) = (String::new(), String::new());
    for (number, (name, attributes, content)) in (1..).zip(sheets) {
        list += &format!("<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"rId{number}\" {attributes}/>");
        relations += &format!(
            "<Relationship Id=\"rId{number}\" Target=\"worksheets/sheet{number}.xml\" \
             Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\"/>"
        );
        let sheet = format!(
            "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">{content}</worksheet>"
        );
        put(&format!("xl/worksheets/sheet{number}.xml"), &sheet);
    }
    put(
        "xl/workbook.xml",
        &format!(
            "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
             xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>{list}</sheets>\
             {calculation}</workbook>"
        ),
    );
    put(
        "xl/_rels/workbook.xml.rels",
        &format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{relations}</Relationships>"
        ),
    );
    writer.finish().unwrap().into_inner()
}

/// A row of a sheet: words, numbers, or a cell's XML behind its address where it begins with `<`.
pub fn row(number: u32, attributes: &str, cells: &[&str]) -> String {
    let cell = |(column, cell): (u8, &&str)| {
        let at = format!("{}{number}", char::from(b'A' + column));
        match *cell {
            "" => String::new(),
            raw if raw.starts_with('<') => raw.replacen("<c", &format!("<c r=\"{at}\""), 1),
            digits if digits.parse::<f64>().is_ok() => format!("<c r=\"{at}\"><v>{digits}</v></c>"),
            words => format!("<c r=\"{at}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{words}</t></is></c>"),
        }
    };
    let cells: String = (0..).zip(cells).map(cell).collect();
    format!("<row r=\"{number}\" {attributes}>{cells}</row>")
}

fn sheet(rows: &[String]) -> String {
    format!("<sheetData>{}</sheetData>", rows.concat())
}

/// The title, the headings and two towns, of which the last cell is as given.
fn table(last: &str) -> Vec<String> {
    vec![
        row(1, "", &["2022年一季度"]),
        row(2, "", &["小镇", "总投资（万元）", "重点项目投资（万元）"]),
        row(3, "", &["云窑小镇", "12800", "8600"]),
        row(4, "", &["茶坪小镇", "6000", last]),
    ]
}

/// What an import that is shown says, on both outputs.
fn shown(folder: &Path, file: &str) -> String {
    run(folder, &["import", file, "--on", ON]).done().text()
}

#[test]
fn a_formula_without_a_stored_result_is_named() {
    let folder = example();
    let folder = folder.path();
    let stale = "<calcPr fullCalcOnLoad=\"1\"/>";
    for (calculation, last, part) in [
        ("", "<c><f>6000+6800</f></c>", "Sheet1!C4  公式“=6000+6800”没有存下计算结果"),
        ("", "<c><f>B4/2</f><v></v></c>", "Sheet1!C4  公式“=B4/2”没有存下计算结果"),
        ("", "<c><f t=\"shared\" si=\"0\"/><v/></c>", "Sheet1!C4  公式“=…”没有存下计算结果"),
        // A file that says itself that its formulas are to be computed when it is opened.
        (stale, "<c><f>B4/2</f><v>0</v></c>", "Sheet1!C4  公式“=B4/2”没有存下计算结果"),
        ("", "<c t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>", "Sheet1!C4  “#DIV/0!”不是数字"),
    ] {
        fs::write(folder.join("f.xlsx"), xlsx(calculation, &[("Sheet1", "", &sheet(&table(last)))])).unwrap();
        let faults = refused(folder, &["import", "f.xlsx", "--on", ON, "--write"]);
        assert!(faults.contains(part), "no `{part}` in\n{faults}");
        assert!(faults.contains("有1处不能采用"), "{faults}");
    }
    // Where the town, the title or a heading is such a formula, nothing of it is known either.
    let formula = "<c><f>A9</f></c>";
    for (at, mut rows) in [("A1", table("1")), ("B2", table("1")), ("A3", table("1"))] {
        let (number, cells): (u32, &[&str]) = match at {
            "A1" => (1, &[formula]),
            "B2" => (2, &["小镇", formula, "重点项目投资（万元）"]),
            _ => (3, &[formula, "12800", "8600"]),
        };
        rows[number as usize - 1] = row(number, "", cells);
        fs::write(folder.join("f.xlsx"), xlsx("", &[("Sheet1", "", &sheet(&rows))])).unwrap();
        let faults = refused(folder, &["import", "f.xlsx", "--on", ON, "--quarter", "2022Q1"]);
        assert!(faults.contains(&format!("Sheet1!{at}  公式“=A9”没有存下计算结果")), "{at}: {faults}");
    }
    // A result that is there is taken; one that is an empty text is none, which is told; a column that is not taken may hold
    // what it likes.
    let mut rows = table("<c t=\"str\"><f>IF(1,\"\")</f><v></v></c>");
    rows[1] = row(2, "", &["小镇", "总投资（万元）", "重点项目投资（万元）", "联系电话"]);
    rows[2] = row(3, "", &["云窑小镇", "<c><f>6000+6800</f><v>12800</v></c>", "8600", formula]);
    fs::write(folder.join("f.xlsx"), xlsx("", &[("Sheet1", "", &sheet(&rows))])).unwrap();
    let said = shown(folder, "f.xlsx");
    assert!(said.contains("总投资：（无） → 12,800万元  [Sheet1!B3]"), "{said}");
    assert!(said.contains("这些公式的结果是空的，按没有填报处理：C4"), "{said}");
}

#[test]
fn what_is_hidden_is_taken_and_told() {
    let folder = example();
    let folder = folder.path();
    let columns = "<cols><col min=\"3\" max=\"3\" width=\"9\" hidden=\"1\"/></cols>";
    for (attributes, before, hidden, told) in [
        ("hidden=\"1\"", "", "", &["工作表“Sheet1”的第4行是隐藏的"][..]),
        ("ht=\"0\" customHeight=\"1\"", "", "", &["工作表“Sheet1”的第4行是隐藏的"]),
        ("hidden=\"1\"", columns, "", &["第4行是隐藏的", "工作表“Sheet1”的C列是隐藏的"]),
        ("", "<cols><col min=\"2\" max=\"3\" width=\"0\"/></cols>", "", &["的B—C列是隐藏的"]),
        ("", "", "state=\"hidden\"", &["工作表“Sheet1”是隐藏的，其中的数照样采用"]),
        ("", "", "state=\"veryHidden\"", &["工作表“Sheet1”是隐藏的，其中的数照样采用"]),
        ("", "", "", &[]),
    ] {
        let mut rows = table("999");
        rows[3] = row(4, attributes, &["茶坪小镇", "6000", "999"]);
        let content = format!("{before}{}", sheet(&rows));
        let other = sheet(&[row(1, "", &["说明"])]);
        fs::write(folder.join("h.xlsx"), xlsx("", &[("Sheet1", hidden, &content), ("说明", "", &other)])).unwrap();
        let said = shown(folder, "h.xlsx");
        assert!(said.contains("重点项目投资：（无） → 999万元  [Sheet1!C4]"), "{said}");
        assert_eq!(said.matches("隐藏的").count(), told.len(), "{said}");
        assert!(told.iter().all(|part| said.contains(part)), "{said}");
        let english = crate::harness::run(folder, &["import", "h.xlsx", "--on", ON]);
        assert_eq!(english.stderr.matches("hidden").count(), told.len(), "{}", english.stderr);
    }
    // The form hides the towns' ids itself.
    run(folder, &["export", "return", "2022Q1"]).said();
    assert!(!shown(folder, "return-2022Q1.xlsx").contains("隐藏"));
}

#[test]
fn old_and_open_workbooks_say_what_they_hide_and_how_a_figure_is_shown() {
    let folder = example();
    let folder = folder.path();
    // Saved by LibreOffice: 1.28 shown as 1.28亿元, row 4 and column C hidden, a total.
    for name in ["shown.xls", "shown.ods"] {
        let book = root("tests/suite/returns").join(name);
        let said = shown(folder, book.to_str().unwrap());
        for part in [
            "总投资：（无） → 12,800万元  [一季度!B3]",
            "重点项目投资：（无） → 8,600万元  [一季度!C3]",
            "重点项目投资：（无） → 999万元  [一季度!C4]",
            "工作表“一季度”的第4行是隐藏的",
            "工作表“一季度”的C列是隐藏的",
        ] {
            assert!(said.contains(part), "{name}: no `{part}` in\n{said}");
        }
        assert_eq!((said.matches("隐藏的").count(), said.contains("各行合计")), (2, false), "{said}");
    }
}

#[test]
fn merged_cells_are_followed_where_they_name_a_row_and_refused_where_they_hold_a_figure() {
    let folder = example();
    let folder = folder.path();
    let merged = |rows: &[String], area: &str| {
        let content = format!("{}<mergeCells><mergeCell ref=\"{area}\"/></mergeCells>", sheet(rows));
        fs::write(folder.join("m.xlsx"), xlsx("", &[("Sheet1", "", &content)])).unwrap();
    };
    merged(&table(""), "B3:B4");
    let mut rows = table("");
    rows[3] = row(4, "", &["茶坪小镇", "", "999"]);
    merged(&rows, "B3:B4");
    let faults = refused(folder, &["import", "m.xlsx", "--on", ON]);
    assert!(faults.contains("Sheet1!B3  “12800”：这个单元格合并了好几行（B3:B4）"), "{faults}");
    merged(&table("999"), "C3:C4");
    let faults = refused(folder, &["import", "m.xlsx", "--on", ON]);
    assert!(faults.contains("Sheet1!C4  “999”：这个单元格被合并（C3:C4）遮住"), "{faults}");
    merged(&table("999"), "B3:C3");
    let faults = refused(folder, &["import", "m.xlsx", "--on", ON]);
    assert!(faults.contains("Sheet1!B3  “12800”：这个单元格与“重点项目投资（万元）”一列合并了"), "{faults}");
    // A town of two rows, one for each quarter; a county over its towns.
    let rows = [
        row(1, "", &["县（市、区）", "小镇", "季度", "总投资"]),
        row(2, "", &["窑溪市", "云窑小镇", "2022Q1", "12800"]),
        row(3, "", &["", "", "2022Q2", "25000"]),
    ];
    merged(&rows, "B2:B3");
    let output = run(folder, &["import", "m.xlsx", "--on", "2022-07-12"]);
    let said = output.stdout;
    assert!(said.contains("云窑小镇（yunyao） 2022Q2") && said.contains("25,000万元  [Sheet1!D3]"), "{said}");
}

#[test]
fn text_tables_are_found_under_their_title_lines_whatever_divides_them() {
    let folder = example();
    let folder = folder.path();
    let titles = "云岚市,2022年一季度,特色小镇\n甲,乙,丙\n";
    for (name, table, at) in [
        ("a.csv", format!("{titles}小镇;总投资;重点项目投资\n云窑小镇;12,800;8,600\n"), 4),
        ("a.txt", format!("{titles}小镇\t总投资\t重点项目投资\n云窑小镇\t12,800\t8,600\n"), 4),
        ("a.csv", format!("{titles}小镇|总投资|重点项目投资\n云窑小镇|12,800|8,600\n"), 4),
        ("a.txt", format!("{titles}小镇｜总投资｜重点项目投资\n云窑小镇｜12,800｜8600\n"), 4),
        ("a.txt", "2022年一季度\n小镇，总投资，重点项目投资\n云窑小镇，12800，8600\n".to_owned(), 3),
        (
            "a.md",
            "2022年一季度，单位：万元\n\n| 小镇 | 总投资 | 重点项目投资 |\n|---|--:|:-:|\n| **云窑小镇** | 12,800 | 8600 |\n"
                .to_owned(),
            5,
        ),
        ("a.csv", "sep=;\n2022年一季度\n小镇;总投资;重点项目投资\n云窑小镇;12800;8600\n".to_owned(), 3),
        // A line's end and a comma in a quoted heading, a blank line above: rows keep the numbers that Excel shows.
        ("a.csv", "2022年一季度\n\n小镇,\"总投资\n（万元,累计）\",重点项目投资\n云窑小镇,\"12,800\",8600\n".to_owned(), 4),
        ("a.csv", "2022年一季度\n小镇,总投资,重点项目投资\n云窑小镇,=\"12800\",'8600\n".to_owned(), 3),
        // What web pages, PDFs and old programs leave in words.
        (
            "a.csv",
            "2022年一季度\n小镇,总投资,重点项目投资\n\u{feff}云\u{200b}窑小镇\u{0},\u{200e}12800\u{1a},8\u{ad}600_x000D_\n"
                .to_owned(),
            3,
        ),
    ] {
        fs::write(folder.join(name), &table).unwrap();
        let said = shown(folder, name);
        for part in [
            format!("总投资：（无） → 12,800万元  [B{at}]"),
            format!("重点项目投资：（无） → 8,600万元  [C{at}]"),
        ] {
            assert!(said.contains(&part), "{table}\nno `{part}` in\n{said}");
        }
    }
    let utf16: Vec<u8> =
        "2022年一季度\n小镇,总投资\n云窑小镇,12800\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    fs::write(folder.join("a.csv"), utf16).unwrap();
    assert!(shown(folder, "a.csv").contains("12,800万元  [B3]"));
    for (table, code, part) in [
        ("2022年一季度\n小镇,总投资\n\"云窑小镇,12800\n茶坪小镇,5\n", 2, "第3行有一个只有开头、没有结尾的引号"),
        ("2022年一季度\n小镇    总投资\n云窑小镇   12800\n", 2, "表格各列之间只有空格"),
        ("2022年一季度\n小镇,总投资\n云窑小镇,=6000+6800\n", 1, "B3  公式“=6000+6800”没有存下计算结果"),
        ("2022年一季度\n小镇,总投资\n云窑小镇,\"12800\n8600\"\n", 1, "B3  “12800 8600”中间有空格或换行，像是两个数"),
    ] {
        fs::write(folder.join("a.csv"), table).unwrap();
        let output = run(folder, &["import", "a.csv", "--on", ON]);
        assert_eq!(output.code, Some(code), "{table}");
        assert!(output.stderr.contains(part), "no `{part}` in\n{}", output.stderr);
    }
}

#[test]
fn noise_in_the_cells_of_a_workbook_is_cleaned_as_in_text() {
    let folder = example();
    let folder = folder.path();
    let mut rows = table("_x000D_999");
    rows[2] = row(3, "", &["\u{feff}云\u{200b}窑小镇", "\u{200e}12800\u{200f}\u{a0}", "8\u{ad}600\u{3000}"]);
    fs::write(folder.join("n.xlsx"), xlsx("", &[("Sheet1", "", &sheet(&rows))])).unwrap();
    let said = shown(folder, "n.xlsx");
    for part in ["12,800万元  [Sheet1!B3]", "8,600万元  [Sheet1!C3]", "999万元  [Sheet1!C4]"] {
        assert!(said.contains(part), "no `{part}` in\n{said}");
    }
}

#[test]
fn an_amount_with_parts_of_a_yuan_is_refused_with_the_number_to_type() {
    let folder = example();
    let folder = folder.path();
    for (heading, written, to_type) in [
        // 12800 ÷ 3 and 1.28 ÷ 3, rounded by hand to a yuan.
        ("总投资（万元）", "4266.66666666667", "4266.6667（万元）"),
        ("总投资（亿元）", "0.426666666666667", "0.42666667（亿元）"),
        ("总投资（元）", "42666666.666667", "42666667（元）"),
        ("总投资（万元）", "0.42666666667亿", "0.42666667（亿元）"),
        ("总投资（万元）", "0.00004", "0（万元）"),
    ] {
        fs::write(folder.join("d.csv"), format!("2022年一季度\n小镇,{heading}\n云窑小镇,{written}\n")).unwrap();
        let faults = refused(folder, &["import", "d.csv", "--on", ON]);
        let part = format!("B3  “{written}”的小数位太多：金额以万元计至多4位小数；请填四舍五入后的数 {to_type}");
        assert!(faults.contains(&part), "no `{part}` in\n{faults}");
    }
}

#[test]
fn cells_under_no_heading_are_told() {
    let folder = example();
    let folder = folder.path();
    let table = "2022年一季度,,,\n小镇,总投资,,\n云窑小镇,12800,,77\n茶坪小镇,6000,备用,\n注：以上为初步数,,,9\n";
    fs::write(folder.join("e.csv"), table).unwrap();
    let said = shown(folder, "e.csv");
    assert!(said.contains("“e.csv”中有内容写在没有标题的列里，没有采用：C4“备用”、D3“77”\n"), "{said}");
}

#[test]
fn a_file_that_is_no_table_is_told_for_what_it_is_with_the_cure() {
    let folder = example();
    let folder = folder.path();
    let packed = |entries: &[(&str, &str)]| {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in entries {
            writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            writer.write_all(text.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    };
    let compound = |stream: &str| {
        let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        file.create_stream(stream).unwrap().write_all(b"x").unwrap();
        file.flush().unwrap();
        file.into_inner().into_inner()
    };
    let whole = xlsx("", &[("Sheet1", "", &sheet(&table("1")))]);
    let word = "<Types><Override ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
    let html = "<html><head><meta charset=gbk></head><body><table><tr><td>小镇<td>总投资</table>";
    let xml = "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"></Workbook>";
    let save = "另存为“Excel 工作簿（.xlsx）”";
    for (name, bytes, what, cure) in [
        ("a.xls", html.as_bytes().to_vec(), "网页（HTML）", save),
        ("a.xls", encoding_rs::GBK.encode(html).0.into_owned(), "网页（HTML）", save),
        ("a.xls", xml.as_bytes().to_vec(), "XML 电子表格 2003", save),
        ("a.xls", format!("\u{feff}\n{xml}").into_bytes(), "XML 电子表格 2003", save),
        ("a.xls", b"MIME-Version: 1.0\r\nContent-Type: text/html".to_vec(), "网页（MHTML）", save),
        ("a.xlsx", compound("EncryptedPackage"), "文件设了打开密码", "去掉密码"),
        ("a.doc", compound("WordDocument"), "Word（或 WPS 文字）文档", "复制到 Excel 或 WPS 表格"),
        ("a.xlsx", whole[..whole.len() / 2].to_vec(), "已损坏，或没有下载（复制）完整", "重新获取"),
        ("a.xls", compound("Workbook")[..600].to_vec(), "已损坏，或没有下载（复制）完整", "重新获取"),
        ("a.docx", packed(&[("[Content_Types].xml", word)]), "Word 文档", "复制到 Excel 或 WPS 表格"),
        ("a.zip", packed(&[("一季度.xlsx", "x")]), "压缩包", "先解压"),
        ("a.numbers", packed(&[("Index/Document.iwa", "x")]), "苹果 Numbers", "导出为—Excel"),
        ("a.ofd", packed(&[("OFD.xml", "x")]), "OFD 版式文件", "要原来的表格文件"),
        (
            "a.odt",
            packed(&[("mimetype", "application/vnd.oasis.opendocument.text")]),
            "OpenDocument 文档",
            "另存为 .xlsx",
        ),
        ("a.pdf", b"%PDF-1.7\n".to_vec(), "PDF 文件", "要原来的表格文件"),
        ("a.xlsx", b"\x89PNG\r\n\x1a\n".to_vec(), "图片", "要原来的表格文件"),
        ("a.xlsx", Vec::new(), "文件是空的", "重新复制"),
        ("a.xlsx.lnk", b"L\x00\x00\x00\x01\x14\x02\x00rest".to_vec(), "快捷方式", "打开文件所在的位置"),
        ("~$a.xlsx", vec![5; 165], "临时文件", "不带开头“~$”"),
        ("a.rar", b"Rar!\x1a\x07\x00".to_vec(), "压缩包（RAR）", "先解压"),
        ("a.rtf", b"{\\rtf1 x}".to_vec(), "RTF 文档", "复制到 Excel 或 WPS 表格"),
    ] {
        fs::write(folder.join(name), &bytes).unwrap();
        let before = snapshot(folder);
        let output = run(folder, &["import", name, "--on", ON, "--write"]);
        let said = output.stderr;
        assert_eq!(output.code, Some(2), "{name}: {said}");
        assert!(said.contains(what) && said.contains(cure), "{name}: no `{what}` and `{cure}` in\n{said}");
        assert!(snapshot(folder) == before);
    }
    // Words under the ending of a workbook are certain enough to be read, and told.
    for name in ["a.xls", "a.xlsx"] {
        fs::write(folder.join(name), "2022年一季度\n小镇\t总投资\n云窑小镇\t12800\n").unwrap();
        let said = shown(folder, name);
        assert!(said.contains("12,800万元  [B3]") && said.contains("内容却是文字表格"), "{said}");
    }
}

/// A record of a binary workbook: its kind and its bytes.
fn record(kind: u16, bytes: &[u8]) -> Vec<u8> {
    // Seven bits a byte; all but the last bear the eighth.
    let number = |number: usize| match number < 0x80 {
        true => vec![number as u8],
        false => vec![(number & 0x7f | 0x80) as u8, (number >> 7) as u8],
    };
    [number(usize::from(kind)), number(bytes.len()), bytes.to_vec()].concat()
}

fn wide(words: &str) -> Vec<u8> {
    let units: Vec<u16> = words.encode_utf16().collect();
    let mut bytes = (units.len() as u32).to_le_bytes().to_vec();
    bytes.extend(units.into_iter().flat_map(u16::to_le_bytes));
    bytes
}

/// A binary workbook with one sheet of words.
fn xlsb(rows: &[&[&str]]) -> Vec<u8> {
    let bundle = [&[0u8; 8][..], &wide("rId1"), &wide("Sheet1")].concat();
    let book = [record(0x83, &[]), record(0x8f, &[]), record(0x9c, &bundle), record(0x90, &[]), record(0x84, &[])];
    let mut sheet = [record(0x81, &[]), record(0x94, &[0; 16]), record(0x91, &[])].concat();
    for (row, cells) in (0u32..).zip(rows) {
        sheet.extend(record(0, &[&row.to_le_bytes()[..], &[0; 13]].concat()));
        for (column, words) in (0u32..).zip(*cells) {
            sheet.extend(record(6, &[&column.to_le_bytes()[..], &[0; 4], &wide(words)].concat()));
        }
    }
    sheet.extend(record(0x92, &[]));
    let types = "<Types><Override PartName=\"/xl/workbook.bin\" ContentType=\"application/vnd.ms-excel.sheet.binary.macroEnabled.main\"/></Types>";
    let links = "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.bin\"/></Relationships>";
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in [
        ("[Content_Types].xml", types.as_bytes()),
        ("xl/workbook.bin", &book.concat()),
        ("xl/_rels/workbook.bin.rels", links.as_bytes()),
        ("xl/worksheets/sheet1.bin", &sheet),
    ] {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn a_binary_workbook_says_once_what_it_does_not_tell() {
    let folder = example();
    let folder = folder.path();
    let book = xlsb(&[&["2022年一季度"], &["小镇", "总投资"], &["云窑小镇", "12800"]]);
    fs::write(folder.join("b.xlsb"), book).unwrap();
    let said = shown(folder, "b.xlsb");
    assert!(said.contains("总投资：（无） → 12,800万元  [Sheet1!B3]"), "{said}");
    assert_eq!(said.matches("这种格式（.xlsb）看不出哪些行、列是隐藏的").count(), 1, "{said}");
    assert!(said.contains("另存为 .xlsx"), "{said}");
}
