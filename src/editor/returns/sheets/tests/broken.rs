//! However a workbook is broken, it is read or told; the program never ends in it.

use std::io::{Cursor, Read as _, Write as _};

use super::super::read;

/// Whole numbers in an order that looks like none and is always the same.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % bound.max(1)
    }

    /// Changes some bytes, or cuts, doubles or blots out some.
    fn spoil(&mut self, bytes: &mut Vec<u8>) {
        for _ in 0..=self.below(4) {
            let at = self.below(bytes.len());
            let end = (at + self.below(12)).min(bytes.len());
            match self.below(6) {
                0 if bytes.len() > 1 => bytes[at] ^= 1 << self.below(8),
                1 if bytes.len() > 1 => bytes[at] = [0, 1, 0x7f, 0x80, 0xff][self.below(5)],
                2 => bytes[at..end].fill(0xff),
                3 => _ = bytes.drain(at..end),
                4 => {
                    let part = bytes[at..end].to_vec();
                    bytes.splice(at..at, part);
                }
                _ => bytes.truncate(at + bytes.len() / 2),
            }
        }
    }
}

fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a workbook");
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).expect("an entry");
        let mut part = Vec::new();
        entry.read_to_end(&mut part).expect("in memory");
        parts.push((entry.name().expect("a name").into_owned(), part));
    }
    parts
}

fn packed(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts {
        let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        writer.start_file(name.as_str(), options).expect("an entry");
        writer.write_all(part).expect("in memory");
    }
    writer.finish().expect("in memory").into_inner()
}

fn ods() -> Vec<u8> {
    let cell =
        |kind: &str, words: &str| format!("<table:table-cell {kind}><text:p>{words}</text:p></table:table-cell>");
    let content = format!(
        "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\">\
         <table:table table:name=\"a\"><table:table-column table:number-columns-repeated=\"3\"/><table:table-row>{}{}\
         </table:table-row><table:table-row table:number-rows-repeated=\"2\" table:visibility=\"collapse\">{}{}\
         </table:table-row></table:table></office:document-content>",
        cell("office:value-type=\"string\"", "小镇"),
        cell("office:value-type=\"string\"", "总投资"),
        cell("office:value-type=\"string\"", "云窑小镇"),
        cell(
            "table:formula=\"of:=1\" table:number-columns-spanned=\"2\" office:value-type=\"float\" office:value=\"1\"",
            "1"
        ),
    );
    packed(&[
        ("mimetype".to_owned(), b"application/vnd.oasis.opendocument.spreadsheet".to_vec()),
        ("content.xml".to_owned(), content.into_bytes()),
        ("META-INF/manifest.xml".to_owned(), b"<manifest/>".to_vec()),
    ])
}

fn xlsx() -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_string(0, 0, "小镇").expect("in bounds");
    sheet.write_string(0, 1, "总投资").expect("in bounds");
    sheet.write_formula(1, 1, "=1+1").expect("in bounds");
    sheet.merge_range(2, 0, 3, 0, "云窑小镇", &rust_xlsxwriter::Format::new()).expect("in bounds");
    sheet.set_row_hidden(1).expect("in bounds").set_column_hidden(2).expect("in bounds");
    workbook.save_to_buffer().expect("in memory")
}

#[test]
fn no_broken_workbook_ends_the_program() {
    let mut dice = Dice(13);
    let mut refused = 0;
    let old = include_bytes!("../../../../../tests/suite/returns/old.xls").to_vec();
    let table = "2022年一季度\n小镇,总投资\n云窑小镇,\"12,800\"\n".as_bytes().to_vec();
    for (name, whole) in [("old.xls", &old), ("a.csv", &table)] {
        assert!(read(whole, name).is_ok_and(|sheets| !sheets[0].cells.is_empty()), "{name}");
        for _ in 0..400 {
            let mut bytes = whole.clone();
            dice.spoil(&mut bytes);
            refused += usize::from(read(&bytes, name).is_err());
        }
    }
    for (name, whole) in [("a.xlsx", xlsx()), ("a.ods", ods())] {
        assert!(read(&whole, name).is_ok_and(|sheets| !sheets[0].cells.is_empty()), "{name}");
        let parts = parts(&whole);
        for _ in 0..300 {
            // What is in the archive is spoiled; its sums would tell otherwise.
            let mut parts = parts.clone();
            let place = dice.below(parts.len());
            dice.spoil(&mut parts[place].1);
            refused += usize::from(read(&packed(&parts), name).is_err());
        }
        for _ in 0..100 {
            let mut bytes = whole.clone();
            dice.spoil(&mut bytes);
            refused += usize::from(read(&bytes, name).is_err());
        }
    }
    assert!((200..1600).contains(&refused), "{refused} were refused");
}
