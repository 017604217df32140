//! A table of words: comma, tab, semicolon or a bar between its columns, in UTF-8, UTF-16 or GBK.
//!
//! What divides the columns is told by the whole table, not by its first line, which may be a title with commas in it. The
//! reading is our own: rows keep the numbers that a spreadsheet program gives them, blank lines counted, full-width marks
//! divide as well, and a quotation mark that is never closed is told instead of swallowing the rest.

use std::collections::BTreeMap;

use super::{CellPosition, MOST_CELLS, Sheet, SheetCell, clean, kinds, too_large};
use crate::diagnostic::Message;
use crate::editor::returns::headings::{self, TITLES};

/// What may stand between columns; of equals the earlier one is taken.
const MARKS: [char; 8] = [',', '\t', ';', '|', '｜', '│', '，', '；'];
/// Bytes of a table by which its mark is told.
const SAMPLE: usize = 256 * 1024;

/// A table in a text file.
pub(super) fn table(bytes: &[u8], name: &str) -> Result<Sheet, Message> {
    let text = decoded(bytes).ok_or_else(|| {
        message!(
            "无法读出这个文件：它不是 Excel 表格，也不是 UTF-8 或 GBK 编码的文字表格；请另存为 .xlsx",
            "the file is neither a spreadsheet nor a text table in UTF-8 or GBK; save it as .xlsx"
        )
    })?;
    if let Some(message) = kinds::told_of_text(&text) {
        return Err(message);
    }
    let (mark, text) = match named_mark(&text) {
        Some((mark, rest)) => (mark, rest),
        None => (mark(&text).ok_or_else(|| undivided(&text)).or_else(|message| message.map_or(Ok(','), Err))?, &*text),
    };
    let mut sheet = Sheet { name: name.to_owned(), is_alone: true, ..Sheet::default() };
    let rows = if is_bar(mark) { bar_rows(text, mark) } else { rows(text, mark)? };
    for (row, fields) in (0u32..).zip(rows) {
        fill(&mut sheet.cells, row, &fields);
        if sheet.cells.len() > MOST_CELLS {
            return Err(too_large(name));
        }
    }
    let ending = name.rsplit('.').next().unwrap_or_default().to_lowercase();
    if matches!(ending.as_str(), "xls" | "xlsx" | "xlsm" | "xlsb" | "et" | "ods") {
        sheet.notes.push(message!("{name} 的后缀是 .{ending}，内容却是文字表格（CSV 一类），已按文字表格读取；若读出来不对，请用 Excel 或 WPS 打开后另存为 .xlsx", "{name} ends in .{ending} and is a text table (such as CSV), read as one; if it comes out wrong, open it in Excel or WPS and save it as .xlsx"));
    }
    Ok(sheet)
}

fn fill(cells: &mut BTreeMap<CellPosition, SheetCell>, row: u32, fields: &[String]) {
    for (column, field) in (0u32..).zip(fields) {
        // `="0012"` is how programs keep Excel from changing a number.
        let bare = field.trim();
        let bare = bare.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')).unwrap_or(bare);
        let cell = match bare.strip_prefix('=') {
            Some(rest) if !rest.trim().is_empty() => Some(SheetCell::Uncomputed(bare.to_owned())),
            _ => clean::words(bare),
        };
        if let Some(cell) = cell {
            cells.insert((row, column), cell);
        }
    }
}

/// The mark that the first line names for Excel: `sep=;`.
fn named_mark(text: &str) -> Option<(char, &str)> {
    let rest = text.strip_prefix("sep=").or_else(|| text.strip_prefix("SEP="))?;
    let mut chars = rest.chars();
    let mark = chars.next()?;
    let rest = chars.as_str();
    let rest = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix('\n'))?;
    Some((mark, rest))
}

/// A bar is never part of a figure or a name, so that a table may also be drawn with bars at both ends.
fn is_bar(mark: char) -> bool {
    matches!(mark, '|' | '｜' | '│')
}

/// What divides the columns: the mark under which headings are found, else under which most lines have the same number of
/// columns and most figures stand alone.
fn mark(text: &str) -> Option<char> {
    let mut end = text.len().min(SAMPLE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let sample = &text[..end];
    let score = |mark: char| {
        let rows = if is_bar(mark) { bar_rows(sample, mark) } else { split(sample, mark).0 };
        let mut widths: BTreeMap<usize, usize> = BTreeMap::new();
        for row in rows.iter().filter(|row| row.len() > 1) {
            *widths.entry(row.len()).or_default() += 1;
        }
        let (width, count) = widths.iter().max_by_key(|(width, count)| (**count, **width))?;
        let figures = rows.iter().filter(|row| row.len() == *width).flatten().filter(|field| is_figure(field)).count();
        let mut sheet = Sheet::default();
        (0u32..).zip(rows.iter().take(TITLES as usize)).for_each(|(row, fields)| fill(&mut sheet.cells, row, fields));
        let has_headings = !matches!(headings::table(&sheet, &[], &[], None), Ok(None));
        Some((has_headings, count + figures, *count, *width))
    };
    let mut best = None;
    for mark in MARKS {
        // Of equals the earlier one stays.
        if let Some(score) = score(mark)
            && best.is_none_or(|(other, _)| score > other)
        {
            best = Some((score, mark));
        }
    }
    best.map(|(_, mark)| mark)
}

fn is_figure(field: &str) -> bool {
    let field = field.trim();
    field.chars().any(|c| c.is_ascii_digit() || ('０'..='９').contains(&c))
        && field.chars().all(|c| c.is_ascii_digit() || ('０'..='９').contains(&c) || ".,%-，．％ 万亿元".contains(c))
}

/// A table with nothing but blanks between its columns: a cell that was left empty would shift all others.
fn undivided(text: &str) -> Option<Message> {
    let spaced = |line: &str| {
        let line: String = line.trim().chars().map(|c| if c == '\u{3000}' { ' ' } else { c }).collect();
        line.contains("  ") && line.chars().any(|c| c.is_ascii_digit())
    };
    text.lines().any(spaced).then(|| {
        message!("表格各列之间只有空格，空着的单元格无法辨认；请用 Excel 或 WPS 打开（选“分隔符号”分列），另存为 .xlsx", "nothing but blanks stands between the columns, so that empty cells cannot be told: open it in Excel or WPS, divide it into columns and save it as .xlsx")
    })
}

/// The rows of a table drawn with bars; the line under its headings is an empty row.
fn bar_rows(text: &str, mark: char) -> Vec<Vec<String>> {
    let row = |line: &str| {
        let line = line.trim();
        let is_rule = line.contains(mark)
            && line.contains(['-', '─', '—'])
            && line.chars().all(|c| c == mark || c.is_whitespace() || "-:─—┼+".contains(c));
        if is_rule || line.is_empty() {
            return Vec::new();
        }
        let inner = line.strip_prefix(mark).unwrap_or(line);
        let inner = inner.strip_suffix(mark).filter(|rest| !rest.ends_with('\\')).unwrap_or(inner);
        let kept = inner.replace(&format!("\\{mark}"), "\u{1}");
        let field = |field: &str| {
            let field = field.replace('\u{1}', &mark.to_string()).replace("<br>", "\n").replace("<br/>", "\n");
            let field = field.trim();
            let bold = field.strip_prefix("**").and_then(|rest| rest.strip_suffix("**"));
            bold.unwrap_or(field).to_owned()
        };
        kept.split(mark).map(field).collect()
    };
    text.split('\n').map(row).collect()
}

fn rows(text: &str, mark: char) -> Result<Vec<Vec<String>>, Message> {
    let (rows, unclosed) = split(text, mark);
    match unclosed {
        None => Ok(rows),
        Some(row) => Err(message!(
            "第{}行有一个只有开头、没有结尾的引号“\"”，后面的内容分不出行和列；请补上或删去这个引号",
            "row {} opens a quotation mark `\"` that is never closed, so that what follows cannot be divided into cells: close it or delete it",
            row + 1
        )),
    }
}

/// The rows under a mark, and the row in which a quotation mark is opened that is never closed.
fn split(text: &str, mark: char) -> (Vec<Vec<String>>, Option<usize>) {
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut field = String::new();
    let mut quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                field.push('"');
            }
            '"' if quoted => quoted = false,
            c if quoted => field.push(c),
            '"' if field.trim().is_empty() => {
                field.clear();
                quoted = true;
            }
            // What Excel is told to take as words is quoted behind its sign.
            '"' if field.trim() == "=" => {
                field.clear();
                quoted = true;
            }
            c if c == mark => row.push(std::mem::take(&mut field)),
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\r' => {
                row.push(std::mem::take(&mut field));
                rows.push(std::mem::take(&mut row));
            }
            c => field.push(c),
        }
    }
    let unclosed = quoted.then_some(rows.len());
    if !field.is_empty() || !row.is_empty() {
        row.push(field);
        rows.push(row);
    }
    for row in &mut rows {
        if row.len() == 1 && row[0].trim().is_empty() {
            row.clear();
        }
    }
    (rows, unclosed)
}

/// UTF-8, UTF-16, else GBK, as Chinese Windows writes it.
fn decoded(bytes: &[u8]) -> Option<String> {
    for (mark, encoding) in [
        (&[0xef, 0xbb, 0xbf][..], encoding_rs::UTF_8),
        (&[0xff, 0xfe][..], encoding_rs::UTF_16LE),
        (&[0xfe, 0xff][..], encoding_rs::UTF_16BE),
    ] {
        if let Some(rest) = bytes.strip_prefix(mark) {
            let (text, faulty) = encoding.decode_without_bom_handling(rest);
            return (!faulty && clean::is_text(&text)).then(|| text.into_owned());
        }
    }
    let sound = |encoding: &'static encoding_rs::Encoding| {
        let (text, faulty) = encoding.decode_without_bom_handling(bytes);
        (!faulty && clean::is_text(&text)).then(|| text.into_owned())
    };
    if let Ok(text) = std::str::from_utf8(bytes)
        && clean::is_text(text)
    {
        return Some(text.to_owned());
    }
    // UTF-16 without its mark: every second byte of its commas and line ends is 0.
    if bytes.contains(&0) && bytes.len().is_multiple_of(2) {
        let lines = |text: &String| text.contains('\n') && !text.chars().any(|c| c == '\u{0}');
        if let Some(text) = [encoding_rs::UTF_16LE, encoding_rs::UTF_16BE].into_iter().filter_map(sound).find(lines) {
            return Some(text);
        }
    }
    sound(encoding_rs::GB18030)
}
