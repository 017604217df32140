//! What a file is, by what is in it: endings are often wrong. What is no table is named, with what to do about it.

use std::io::{Cursor, Read as _};

use cfb::CompoundFile as Compound;

use crate::diagnostic::Message;
use crate::language::Pair;

/// A kind of file that holds tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SpreadsheetFormat {
    /// Excel since 2007.
    Xlsx,
    /// Excel's binary workbook.
    Xlsb,
    /// OpenDocument.
    Ods,
    /// Excel 97–2003 and WPS (.et).
    Xls,
    /// A table of words, however its columns are divided.
    Text,
}

/// How much of a text is looked through for what it is.
const HEAD: usize = 4096;
const SAVE: Pair = pair!(
    "请用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”后再导入",
    "open it in Excel or WPS, save it as an Excel workbook (.xlsx) and import that",
);
const COPY: Pair = pair!(
    "请把其中的表格复制到 Excel 或 WPS 表格里，另存为 .xlsx 后再导入",
    "copy its table into Excel or WPS, save that as .xlsx and import it",
);
const ASK: Pair = pair!(
    "请向填报单位要原来的表格文件，或把数填进 sunboard export return 生成的表",
    "ask for the table that it was made from, or fill its figures into the form of sunboard export return",
);
const UNPACK: Pair =
    pair!("请先解压，再导入里面的表格文件", "unpack it and import the tables in it; several can be given at once");
const PASSWORD: Pair = pair!(
    "文件设了打开密码，无法读取；请用 Excel 或 WPS 打开，在“文件—信息（文档加密）”里去掉密码，保存后再导入",
    "the file is protected by a password and cannot be read: open it in Excel or WPS, remove the password under File, Info, save it and import it again",
);

/// What a file is.
///
/// # Errors
/// Where it is no table: what it is, and the cure.
pub(super) fn kind(bytes: &[u8], name: &str) -> Result<SpreadsheetFormat, Message> {
    let name = name.to_lowercase();
    if name.starts_with("~$") || name.starts_with(".~lock.") {
        return Err(is(
            pair!(
                "表格软件打开文件时留下的临时文件，里面没有表格",
                "the mark that a spreadsheet program leaves beside an open file"
            ),
            pair!("请导入文件名不带开头“~$”的那个文件", "import the file whose name does not begin with `~$`"),
        ));
    }
    if bytes.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0) {
        return Err(message!(
            "文件是空的，可能没有保存或没有下载完整；请打开原文件确认内容，保存后重新复制",
            "the file is empty; perhaps it was not saved or not downloaded to its end: open the original, save it and copy it again"
        ));
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") || bytes.starts_with(b"PK\x07\x08") {
        return packed(bytes);
    }
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return compound(bytes);
    }
    if bytes.len() > 11 && bytes.starts_with(b"RIFF") && &bytes[8..12] == b"WEBP" {
        return Err(picture());
    }
    match STARTS.iter().find(|(start, ..)| bytes.starts_with(start)) {
        Some((_, what, cure)) => Err(is(*what, *cure)),
        None => Ok(SpreadsheetFormat::Text),
    }
}

type Start = (&'static [u8], Pair, Pair);

/// How files begin that are no tables.
const STARTS: [Start; 27] = [
    (b"%PDF", pair!("PDF 文件，不是表格", "a PDF document, no spreadsheet"), ASK),
    (b"%!PS", pair!("PostScript 文件，不是表格", "a PostScript document, no spreadsheet"), ASK),
    (b"\x89PNG", pair!("图片，不是表格", "a picture, no spreadsheet"), ASK),
    (b"\xff\xd8\xff", pair!("图片，不是表格", "a picture, no spreadsheet"), ASK),
    (b"GIF8", pair!("图片，不是表格", "a picture, no spreadsheet"), ASK),
    (b"BM", pair!("图片，不是表格", "a picture, no spreadsheet"), ASK),
    (b"II*\x00", pair!("图片，不是表格", "a picture, no spreadsheet"), ASK),
    (b"MM\x00*", pair!("图片，不是表格", "a picture, no spreadsheet"), ASK),
    (b"\x00\x00\x00\x18ftyphei", pair!("图片，不是表格", "a picture, no spreadsheet"), ASK),
    (b"\x00\x00\x00\x20ftyphei", pair!("图片，不是表格", "a picture, no spreadsheet"), ASK),
    (b"\x00\x00\x00\x24ftyphei", pair!("图片，不是表格", "a picture, no spreadsheet"), ASK),
    (b"7z\xbc\xaf\x27\x1c", pair!("压缩包（7z），不是表格", "a 7z archive, no spreadsheet"), UNPACK),
    (b"Rar!\x1a", pair!("压缩包（RAR），不是表格", "a RAR archive, no spreadsheet"), UNPACK),
    (b"\x1f\x8b", pair!("压缩包（gzip），不是表格", "a gzip archive, no spreadsheet"), UNPACK),
    (b"BZh", pair!("压缩包（bzip2），不是表格", "a bzip2 archive, no spreadsheet"), UNPACK),
    (b"{\\rtf", pair!("RTF 文档，不是表格", "an RTF document, no spreadsheet"), COPY),
    (
        b"L\x00\x00\x00\x01\x14\x02\x00",
        pair!("快捷方式，不是表格文件本身", "a shortcut, not the table itself"),
        pair!(
            "请在快捷方式上点右键，选“打开文件所在的位置”，导入那里的文件",
            "right-click it, open the file's location and import the file that is there"
        ),
    ),
    (
        b"\x00\x05\x16\x07",
        pair!("苹果电脑附带的“._”文件，里面没有表格", "a companion file of a Mac, without the table"),
        pair!("请导入文件名不带开头“._”的那个文件", "import the file whose name does not begin with `._`"),
    ),
    (b"MZ", pair!("程序，不是表格", "a program, no spreadsheet"), ASK),
    (b"\x7fELF", pair!("程序，不是表格", "a program, no spreadsheet"), ASK),
    (b"SQLite format 3\x00", pair!("数据库文件，不是表格", "a database, no spreadsheet"), ASK),
    (b"\x09\x00\x04\x00", pair!("很旧的 Excel 文件（5.0 以前）", "a workbook of an Excel before 5.0"), SAVE),
    (b"\x09\x02\x06\x00", pair!("很旧的 Excel 文件（5.0 以前）", "a workbook of an Excel before 5.0"), SAVE),
    (b"\x09\x04\x06\x00", pair!("很旧的 Excel 文件（5.0 以前）", "a workbook of an Excel before 5.0"), SAVE),
    (b"\x09\x08\x08\x00\x00\x05", pair!("很旧的 Excel 文件（5.0）", "a workbook of Excel 5.0"), SAVE),
    (b"ID;P", pair!("SYLK 文件，不是 Excel 工作簿", "a SYLK file, no Excel workbook"), SAVE),
    (b"TABLE\r\n0,1", pair!("DIF 文件，不是 Excel 工作簿", "a DIF file, no Excel workbook"), SAVE),
];

fn picture() -> Message {
    is(pair!("图片，不是表格", "a picture, no spreadsheet"), ASK)
}

fn is(what: Pair, cure: Pair) -> Message {
    message!("这是{}；{}"(what.zh, cure.zh), "this is {}: {}"(what.en, cure.en))
}

/// A file that is no whole workbook any more.
pub(super) fn damaged() -> Message {
    message!(
        "表格文件已损坏，或没有下载（复制）完整；请重新获取，或用 Excel、WPS 打开修复后另存为 .xlsx",
        "the spreadsheet is damaged or was not downloaded (copied) to its end: get it again, or let Excel or WPS repair it and save it as .xlsx"
    )
}

/// A ZIP archive: a workbook of today, another document, or what somebody packed.
fn packed(bytes: &[u8]) -> Result<SpreadsheetFormat, Message> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
    let mut is_locked = false;
    for index in 0..archive.len() {
        is_locked |= archive.by_index_raw(index).map_err(|_| damaged())?.encrypted();
    }
    let names: Vec<String> = archive
        .file_names()
        .map(|name| name.map_or_else(|_| String::new(), |name| name.replace('\\', "/").to_lowercase()))
        .collect();
    let mut said = |name: &str| {
        let place = names.iter().position(|other| other == name)?;
        let mut text = Vec::new();
        archive.by_index(place).ok()?.take(1024 * 1024).read_to_end(&mut text).ok()?;
        Some(String::from_utf8_lossy(&text).into_owned())
    };
    let has = |wanted: &dyn Fn(&str) -> bool| names.iter().any(|name| wanted(name));
    if let Some(types) = said("[content_types].xml") {
        let says = |word: &str| types.contains(word);
        return match () {
            () if says("sheet.binary.macroEnabled.main") => Ok(SpreadsheetFormat::Xlsb),
            () if says("sheet.main+xml") || says("template.main+xml") && has(&|name| name.starts_with("xl/")) => {
                Ok(SpreadsheetFormat::Xlsx)
            }
            () if says("sheet.macroEnabled.main") || has(&|name| name == "xl/workbook.xml") => {
                Ok(SpreadsheetFormat::Xlsx)
            }
            () if says("wordprocessingml") => {
                Err(is(pair!("Word 文档，不是表格", "a Word document, no spreadsheet"), COPY))
            }
            () if says("presentationml") => {
                Err(is(pair!("演示文稿，不是表格", "a presentation, no spreadsheet"), COPY))
            }
            () => Err(damaged()),
        };
    }
    if let Some(kind) = said("mimetype") {
        let kind = kind.trim().to_owned();
        if kind.starts_with("application/vnd.oasis.opendocument.spreadsheet") {
            let is_encrypted = said("meta-inf/manifest.xml").is_some_and(|text| text.contains("encryption-data"));
            return if is_encrypted { Err(password()) } else { Ok(SpreadsheetFormat::Ods) };
        }
        if kind.starts_with("application/vnd.oasis.opendocument") {
            return Err(is(pair!("OpenDocument 文档，不是表格", "an OpenDocument text, no spreadsheet"), COPY));
        }
    }
    // An OpenDocument spreadsheet may be written without its mark.
    if has(&|name| name == "content.xml") && has(&|name| name == "meta-inf/manifest.xml") {
        return Ok(SpreadsheetFormat::Ods);
    }
    if has(&|name| name == "xl/workbook.xml") {
        return Ok(SpreadsheetFormat::Xlsx);
    }
    if has(&|name| name.ends_with(".iwa") || name == "index.zip") {
        return Err(is(
            pair!("苹果 Numbers（或 Pages）的文件", "a file of Apple's Numbers (or Pages)"),
            pair!(
                "请在 Numbers 里用“文件—导出为—Excel”存成 .xlsx 后再导入",
                "export it to Excel (.xlsx) in Numbers and import that"
            ),
        ));
    }
    if has(&|name| name == "ofd.xml") {
        return Err(is(pair!("OFD 版式文件，不是表格", "an OFD document, no spreadsheet"), ASK));
    }
    if is_locked {
        return Err(is(pair!("加密的压缩包", "an encrypted archive"), UNPACK));
    }
    Err(is(pair!("压缩包，不是表格", "an archive, no spreadsheet"), UNPACK))
}

pub(super) fn password() -> Message {
    PASSWORD.into()
}

/// A compound file: a workbook of old, a locked one, or a document of an old office.
fn compound(bytes: &[u8]) -> Result<SpreadsheetFormat, Message> {
    let names: Vec<String> = match Compound::open(Cursor::new(bytes)) {
        Ok(file) => file.walk().map(|entry| entry.name().to_lowercase()).collect(),
        Err(_) => return Err(damaged()),
    };
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    match () {
        () if has("encryptedpackage") || has("encryptioninfo") => Err(password()),
        () if has("workbook") || has("book") => Ok(SpreadsheetFormat::Xls),
        () if has("worddocument") => {
            Err(is(pair!("Word（或 WPS 文字）文档，不是表格", "a Word (or WPS) document, no spreadsheet"), COPY))
        }
        () if has("powerpoint document") => {
            Err(is(pair!("演示文稿，不是表格", "a presentation, no spreadsheet"), COPY))
        }
        () if has("__properties_version1.0") => Err(is(
            pair!("邮件，不是表格", "a message of Outlook, no spreadsheet"),
            pair!("请把邮件里的附件另存出来，再导入附件", "save the attachment of the message and import that"),
        )),
        () => Err(damaged()),
    }
}

/// What a text is where it is no table of words; none where it may be one.
pub(super) fn told_of_text(text: &str) -> Option<Message> {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let end = text.char_indices().map(|(at, _)| at).nth(HEAD).unwrap_or(text.len());
    let head = text[..end].to_lowercase();
    let wrong = |what| Some(is(what, SAVE));
    if head.starts_with("mime-version:") {
        return wrong(pair!("网页（MHTML），不是 Excel 工作簿", "a web page (MHTML), no Excel workbook"));
    }
    if head.starts_with("[internetshortcut]") || head.starts_with("[desktop entry]") {
        return Some(is(pair!("快捷方式，不是表格文件本身", "a shortcut, not the table itself"), ASK));
    }
    if head.starts_with("version https://git-lfs") {
        return Some(is(pair!("Git LFS 的占位文件，里面没有表格", "a placeholder of Git LFS, without the table"), ASK));
    }
    if head.starts_with('{') && head.contains("\":") {
        return Some(is(pair!("JSON 数据，不是表格", "JSON data, no table"), ASK));
    }
    let is_tag = head.starts_with('<') && head[1..].starts_with(|c: char| c.is_ascii_alphabetic() || "!?/".contains(c));
    if !is_tag {
        return None;
    }
    match () {
        () if head.contains("urn:schemas-microsoft-com:office:spreadsheet") => {
            wrong(pair!("“XML 电子表格 2003”，不是 Excel 工作簿", "an XML spreadsheet of 2003, no Excel workbook"))
        }
        () if head.contains("opendocument:xmlns:office") => wrong(pair!(
            "单个 XML 的 OpenDocument 表格（.fods）",
            "an OpenDocument spreadsheet in one XML file (.fods)"
        )),
        () if head.contains("<html") || head.contains("<!doctype html") || head.contains("<table") => {
            wrong(pair!("网页（HTML）表格，不是 Excel 工作簿", "a web page (HTML), no Excel workbook"))
        }
        () if head.starts_with("<?xml") => {
            wrong(pair!("XML 文件，不是 Excel 工作簿", "an XML file, no Excel workbook"))
        }
        () => wrong(pair!("网页（HTML 或 XML）文件，不是 Excel 工作簿", "a web page (HTML or XML), no Excel workbook")),
    }
}
