//! A cell → an exact amount or a day. Digits go in as text and come out as decimals; nothing is rounded on the way but the
//! noise that a spreadsheet's own arithmetic leaves behind the 15 digits that it shows.

use chrono::NaiveDate;
use rust_decimal::Decimal;

mod refused;

use super::plain::plain;
use super::sheets::SheetCell;
use super::unit::{self, Unit};
use crate::diagnostic::Message;
use crate::units::{FromText as _, Money, Number, narrow, round_half_up};
use refused::not_a_number;

/// A number as it stands in a cell: its value and the unit that the cell itself names.
#[derive(Clone, Debug, PartialEq, Eq)]
struct StatedNumber {
    value: Decimal,
    unit: Option<Unit>,
}

/// The amount in a cell, whose column counts in `unit`; none where a dash says that there is none.
pub fn money(cell: &SheetCell, unit: &Unit) -> Result<Option<Money>, Message> {
    let Some(stated) = stated(cell)? else { return Ok(None) };
    let yuan = match stated.unit.as_ref().unwrap_or(unit) {
        Unit::Percent => {
            return Err(message!(
                "“{}”是百分数；这里要填金额，单位万元",
                "`{}` is a percentage; an amount is expected here, in 10,000 yuan",
                percent_shown(&stated)
            ));
        }
        Unit::Other(unit) => return Err(unit::unknown(unit)),
        Unit::Yuan(yuan) => *yuan,
    };
    let shift = yuan * Decimal::new(1, 4);
    let amount = stated.value.checked_mul(shift).ok_or_else(|| too_long(&stated.value.to_string()))?.normalize();
    if amount.scale() > PLACES && amount.abs() < Decimal::from(10_000_000_000u64) {
        return Err(too_fine(&cell.shown(), amount, shift, stated.unit.as_ref().unwrap_or(unit)));
    }
    Money::from_text(&amount.to_string()).map(Some)
}

/// An amount that is compared and not taken, as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenAmount {
    /// The number, with the decimals that it is written with.
    pub value: Decimal,
    /// What one of its unit is in 万元.
    pub wan: Decimal,
    /// The unit's word.
    pub word: String,
}

/// The amount in a cell as it is written; none where it holds none that can be read.
pub fn written(cell: &SheetCell, unit: &Unit) -> Option<WrittenAmount> {
    let stated = stated(cell).ok()??;
    let unit = stated.unit.as_ref().unwrap_or(unit);
    match unit {
        Unit::Yuan(yuan) => {
            Some(WrittenAmount { value: stated.value, wan: yuan * Decimal::new(1, 4), word: unit.word() })
        }
        Unit::Percent | Unit::Other(_) => None,
    }
}

/// What a cell may say in per cent: `85.5%` is one number, 0.855 without a sign may also be 85.5.
pub fn percentages(cell: &SheetCell) -> Vec<Decimal> {
    let text = match cell {
        SheetCell::Number { digits, format: Some(format) } if format.contains('%') => {
            return decimal(digits).map(|value| in_percent(shown_digits(value))).into_iter().collect();
        }
        SheetCell::Number { digits, .. } => digits.clone(),
        SheetCell::Text(text) => text.chars().map(narrow).filter(|c| !c.is_whitespace()).collect(),
        _ => return Vec::new(),
    };
    let bare = text.strip_prefix('+').unwrap_or(&text);
    let (bare, is_said) = bare.strip_suffix('%').map_or((bare, false), |bare| (bare, true));
    match decimal(bare).map(shown_digits) {
        Ok(value) if is_said => vec![value],
        Ok(value) => vec![value, in_percent(value)],
        Err(_) => Vec::new(),
    }
}

/// A hundred times a number, with two decimals less.
fn in_percent(value: Decimal) -> Decimal {
    let percent = value * Decimal::ONE_HUNDRED;
    round_half_up(percent, Decimal::ONE, 0, value.scale().saturating_sub(2).min(10))
}

/// Decimals of an amount in 万元: the last one is a yuan.
const PLACES: u32 = 4;

/// An amount with parts of a yuan is the result of a division; which number was meant is its writer's to say.
fn too_fine(shown: &str, amount: Decimal, shift: Decimal, unit: &Unit) -> Message {
    let rounded = round_half_up(amount, Decimal::ONE, 0, PLACES);
    // In the unit of the cell, so that it can be typed as it is.
    let typed = (rounded / shift).normalize();
    let unit = unit.word();
    message!(
        "“{shown}”的小数位太多：金额以万元计至多4位小数；请填四舍五入后的数 {typed}（{unit}）",
        "`{shown}` has too many decimals: at most 4 in 10,000 yuan; type the rounded number {typed} ({unit})"
    )
}

/// The number in a cell with the unit that the cell names; `unit` behind a number typed as words is its own unit.
pub fn number(cell: &SheetCell, unit: &str) -> Result<Option<(Number, Option<Unit>)>, Message> {
    let unit = plain(unit);
    let stripped = match cell {
        SheetCell::Text(text) if unit != "%" => {
            let text = plain(text);
            text.strip_suffix(&unit).filter(|_| !unit.is_empty()).map(|text| SheetCell::Text(text.to_owned()))
        }
        _ => None,
    };
    let Some(stated) = stated(stripped.as_ref().unwrap_or(cell))? else { return Ok(None) };
    Number::from_text(&stated.value.normalize().to_string()).map(|number| Some((number, stated.unit)))
}

fn percent_shown(stated: &StatedNumber) -> String {
    format!("{}{}", stated.value.normalize(), '%')
}

fn stated(cell: &SheetCell) -> Result<Option<StatedNumber>, Message> {
    match cell {
        SheetCell::Text(text) => typed(text),
        SheetCell::Number { digits, format: Some(format) } => numeric(digits, format).map(Some),
        SheetCell::Number { digits, format: None } => formatless(digits).map(Some),
        SheetCell::Date(day) => Err(message!(
            "“{day}”是日期；这里要填数字。若数字被 Excel 变成了日期，请把单元格格式改为“常规”后重新输入",
            "`{day}` is a date; a number is expected here. If Excel made a date of it, set the cell's format to General and type it again"
        )),
        SheetCell::Uncomputed(formula) => Err(uncomputed(formula)),
        SheetCell::Other(text) => Err(message!(
            "“{text}”不是数字；若是公式出错，请改正公式或直接填数",
            "`{text}` is not a number; mend the formula or type the figure"
        )),
    }
}

/// A formula that no spreadsheet program has computed has no value, and none is made up for it.
pub fn uncomputed(formula: &str) -> Message {
    message!(
        "公式“{formula}”没有存下计算结果（文件不是由表格软件保存的）；请用 Excel 或 WPS 打开，另存为 .xlsx 后再导入，或直接填数",
        "the formula `{formula}` has no stored result (no spreadsheet program has saved the file): open it in Excel or WPS and save it as .xlsx, or type the figure"
    )
}

/// A cell that holds a number, with the format it is shown in.
fn numeric(digits: &str, format: &str) -> Result<StatedNumber, Message> {
    let value = shown_digits(decimal(digits)?);
    // Of several formats the first is that of numbers above 0.
    let format = format.split(';').next().unwrap_or_default();
    if format.contains('%') {
        return Ok(StatedNumber { value: value * Decimal::ONE_HUNDRED, unit: Some(Unit::Percent) });
    }
    let unit = unit_of_format(format);
    // A comma or `!.` behind the digits shows the number divided, so that nobody sees what is stored.
    let literal = format.replace(['"', '\\', ' ', '_'], "");
    let scaled = literal.contains("!.") || literal.split("#,##").last().is_some_and(|rest| rest.contains(','));
    if scaled && (unit.is_some() || literal.ends_with(',')) {
        return Err(message!(
            "单元格用数字格式“{format}”换算显示，看到的与存的（{digits}）不同；请把格式改为“常规”，按万元填写",
            "the cell's format `{format}` shows another number than the {digits} that is stored; set it to General and write the figure in 10,000 yuan"
        ));
    }
    Ok(StatedNumber { value, unit })
}

/// The unit that a number format shows beside the number: `0.00"亿元"`, `[$€-2] #,##0`. A ¥ names no magnitude.
fn unit_of_format(format: &str) -> Option<Unit> {
    let lower = format.trim().to_ascii_lowercase();
    if matches!(lower.as_str(), "" | "@" | "general" | "standard" | "g/通用格式" | "通用格式") {
        return None;
    }
    let mut shown = String::new();
    let mut marks = format.chars();
    while let Some(c) = marks.next() {
        match c {
            '"' => shown.extend(marks.by_ref().take_while(|c| *c != '"')),
            '\\' | '!' => shown.extend(marks.next()),
            '_' | '*' => _ = marks.next(),
            '[' => {
                let inner: String = marks.by_ref().take_while(|c| *c != ']').collect();
                if let Some(currency) = inner.strip_prefix('$') {
                    shown.push_str(currency.split('-').next().unwrap_or_default());
                }
            }
            '$' => shown.push(c),
            c if !c.is_ascii() => shown.push(c),
            _ => {}
        }
    }
    let shown: String =
        plain(&shown).chars().filter(|c| c.is_alphanumeric() || matches!(c, '$' | '€' | '£' | '¥')).collect();
    let bare = ["¥", "人民币", "rmb", "cny"].iter().fold(shown, |text, word| text.replace(word, ""));
    (!bare.is_empty()).then(|| Unit::read(&bare))
}

/// A number of a file that does not tell how it is shown: what may be a percentage is not taken for an amount.
fn formatless(digits: &str) -> Result<StatedNumber, Message> {
    let value = shown_digits(decimal(digits)?);
    if value > Decimal::ZERO && value < Decimal::TEN && !value.fract().is_zero() {
        return Err(message!(
            "“{digits}”可能是百分数，这种格式的文件看不出来；请把文件另存为 .xlsx 后再导入",
            "`{digits}` may be a percentage, which this kind of file does not tell; save the file as .xlsx and import that"
        ));
    }
    Ok(StatedNumber { value, unit: None })
}

/// Whether a cell holds a dash and nothing else, which says that there is no number.
pub fn is_dash(cell: &SheetCell) -> bool {
    matches!(cell, SheetCell::Text(text) if is_line(&plain(text)))
}

fn is_line(text: &str) -> bool {
    text.chars().all(|c| matches!(c, '-' | '/' | '…'))
}

/// A number typed as words: full-width digits, thousands separators, a unit behind it.
fn typed(text: &str) -> Result<Option<StatedNumber>, Message> {
    if let Some(why) = split_by_blanks(text) {
        return Err(why);
    }
    let narrow = plain(text);
    if is_line(&narrow) {
        return Ok(None);
    }
    // A currency in front: ¥ names no magnitude; any other is no yuan.
    let start = narrow.find(|c: char| c.is_ascii_digit() || matches!(c, '-' | '.')).unwrap_or(narrow.len());
    let (before, rest) = narrow.split_at(start);
    let end = rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | '.' | ','))).unwrap_or(rest.len());
    let (body, behind) = rest.split_at(end);
    let is_yuan = matches!(before, "" | "¥" | "¥¥" | "人民币" | "rmb" | "cny");
    let no_number = || not_a_number(text);
    // 1,200.00元整: nothing behind it.
    let behind = behind.strip_suffix('整').filter(|rest| rest.ends_with('元')).unwrap_or(behind);
    let unit = match (unit::known(behind), is_yuan) {
        (Some(unit), true) => Some(unit),
        (None, true) if behind.is_empty() => None,
        (None, true) if unit::is_other_money(behind) || unit::counts_things(behind) => {
            Some(Unit::Other(behind.to_owned()))
        }
        (_, false) if !body.is_empty() && unit::is_other_money(before) => {
            Some(Unit::Other(format!("{before}{behind}")))
        }
        _ => return Err(no_number()),
    };
    let (whole, fraction) = body.split_once('.').map_or((body, None), |(whole, part)| (whole, Some(part)));
    let groups: Vec<&str> = whole.trim_start_matches('-').split(',').collect();
    let grouped =
        groups.len() == 1 || ((1..=3).contains(&groups[0].len()) && groups[1..].iter().all(|group| group.len() == 3));
    if !grouped || fraction.is_some_and(|part| part.contains(',')) {
        return Err(message!(
            "“{text}”的逗号位置不对：千位分隔符应每三位一个；小数点用“.”",
            "the commas of `{text}` are misplaced: they stand before every three digits, and the point is `.`"
        ));
    }
    let digits = body.replace(',', "");
    decimal(&digits).map(|value| Some(StatedNumber { value, unit })).map_err(|_| no_number())
}

/// Why digits with blanks or a line's end between them are no number: they may be two. Blanks before every three digits are
/// separators of thousands.
fn split_by_blanks(text: &str) -> Option<Message> {
    let text: String = text.trim().chars().map(narrow).collect();
    let mut parts = text.split(char::is_whitespace).filter(|part| !part.is_empty());
    let mut before = parts.next()?;
    let has_lines = text.contains(['\n', '\t']);
    for part in parts {
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        let goes_on = before.ends_with(|c: char| c.is_ascii_digit()) && digits > 0;
        if goes_on && (has_lines || digits != 3 || before.contains('.')) {
            return Some(message!(
                "“{}”中间有空格或换行，像是两个数；请只填一个数",
                "`{}` has blanks or a line's end in it and may be two numbers; write one",
                text.replace('\n', " ")
            ));
        }
        before = part;
    }
    None
}

/// Digits with at most one point and a sign: nothing else, so that `1e3` and `+5` are no numbers.
fn decimal(text: &str) -> Result<Decimal, Message> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, part)| (whole, Some(part)));
    let fine = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !fine(whole) || !fraction.is_none_or(fine) {
        return Err(message!("“{text}”不是数字", "`{text}` is not a number"));
    }
    if whole.len() > 18 {
        return Err(too_long(text));
    }
    // A number that a spreadsheet computed may carry more digits than a decimal holds: they are far behind its 15.
    let sign = if text.starts_with('-') { "-" } else { "" };
    // Its decimals tell how exact a number is meant: `72` is not `72.0`.
    let digits = fraction.map_or_else(String::new, |part| format!(".{}", part.get(..20 - whole.len()).unwrap_or(part)));
    format!("{sign}{whole}{digits}").parse().map_err(|_| too_long(text))
}

/// The 15 digits that a spreadsheet shows of a number: 0.1 + 0.2 is 0.30000000000000004 in its cell and 0.3 on the screen.
fn shown_digits(value: Decimal) -> Decimal {
    let mantissa = value.mantissa().unsigned_abs().to_string();
    let surplus = u32::try_from(mantissa.len()).unwrap_or(0).saturating_sub(15).min(value.scale());
    if surplus == 0 || value.is_zero() {
        return value;
    }
    round_half_up(value, Decimal::ONE, 0, value.scale() - surplus)
}

fn too_long(text: &str) -> Message {
    message!("数字“{text}”过长", "the number `{text}` is too long")
}

/// The day in a cell: a date, or one of the ways in which dates are typed.
pub fn day(cell: &SheetCell) -> Result<NaiveDate, Message> {
    let refused =
        || message!("“{}”不是日期；日期写作 2021-01-07", "`{}` is not a date; write it like 2021-01-07", cell.shown());
    let text = match cell {
        SheetCell::Date(day) => return Ok(*day),
        SheetCell::Text(text) => text.chars().map(narrow).filter(|c| !c.is_whitespace()).collect::<String>(),
        SheetCell::Number { digits, .. } if digits.len() == 8 => digits.clone(),
        _ => return Err(refused()),
    };
    let text = text.replace(['年', '月', '/', '.'], "-");
    let text = text.trim_end_matches(['日', '号']);
    let parts: Vec<&str> = match text.len() {
        8 if text.bytes().all(|byte| byte.is_ascii_digit()) => vec![&text[..4], &text[4..6], &text[6..]],
        _ => text.split('-').collect(),
    };
    let [year, month, day] = parts[..] else { return Err(refused()) };
    let fine = year.len() == 4 && [year, month, day].iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    let parsed = || NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    parsed().filter(|_| fine).ok_or_else(refused)
}

#[cfg(test)]
mod tests;
