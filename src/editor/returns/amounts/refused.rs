//! Words typed where a number should stand: what they are, and what to type instead.

use rust_decimal::Decimal;

use super::unit;
use crate::diagnostic::Message;
use crate::editor::returns::plain::plain;

/// Words that say that there is no number.
const NOTHING: [&str; 44] = [
    "无",
    "暂无",
    "暂缺",
    "缺",
    "缺报",
    "缺失",
    "未报",
    "未报送",
    "未上报",
    "未填",
    "未填报",
    "未统计",
    "未出",
    "未定",
    "待定",
    "待报",
    "待填",
    "待补",
    "待核",
    "待核实",
    "待统计",
    "待更新",
    "空",
    "空缺",
    "不详",
    "不明",
    "未知",
    "不适用",
    "无数据",
    "暂无数据",
    "没有",
    "n/a",
    "na",
    "n.a.",
    "n.a",
    "#n/a",
    "none",
    "null",
    "nil",
    "nan",
    "tbd",
    "tba",
    "pending",
    "unknown",
];
/// Words before or behind a number that make it a rough one.
const ROUGH_BEFORE: [&str; 18] = [
    "大约", "约为", "约", "近", "超过", "超", "不足", "不到", "逾", "至少", "大概", "估计", "预计", "about", "approx.",
    "approx", "ca.", "over",
];
const ROUGH_BEHIND: [&str; 12] =
    ["左右", "上下", "余", "多", "以上", "以下", "以内", "余元", "余万元", "多万元", "+", "许"];

/// Why words are no number.
pub(super) fn not_a_number(text: &str) -> Message {
    let words = plain(text).replace('−', "-");
    let number = DigitRun::of(&words);
    let is_only = |marks: &str| !words.is_empty() && words.chars().all(|c| marks.contains(c));
    if NOTHING.contains(&words.as_str()) || is_only("?") {
        return said(
            text,
            message!(
                "是文字，不是数字；没有数据请把单元格清空，确实为零请填 0",
                "is a word and no number; where there is no figure leave the cell empty, and where it is zero write 0"
            ),
        );
    }
    if is_only("零〇○") {
        return said(text, message!("请填数字 0", "is to be written 0"));
    }
    if ["同上", "同前", "同左", "〃", "\"", "ditto", "''"].contains(&words.as_str()) {
        return said(text, message!("不是数字；请把数写出来", "is no number; write the number out"));
    }
    if is_only("零〇一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟点元整") {
        return said(
            text,
            message!(
                "是中文数字；请用阿拉伯数字填写，例如 12800",
                "is a number in Chinese words; write it in digits, such as 12800"
            ),
        );
    }
    let Some(number) = number else { return other(text) };
    let typed = &number.typed;
    let (before, behind) = (number.before, number.behind);
    let is_bracketed = before == "(" && behind == ")";
    if is_bracketed || matches!(before, "△" | "▲" | "▽" | "▼" | "负" | "minus" | "-(" | "(-") {
        return said(
            text,
            message!(
                "是负数的写法，金额不能是负数；请核对，如果不是负数，请只填 {typed}",
                "is the way of writing a negative number, which an amount is not; check it, and if it is not meant, write {typed} alone"
            ),
        );
    }
    if let Some(value) = scientific(&words) {
        return said(
            text,
            message!(
                "是科学计数法；请填 {value}（单元格格式改为“数值”或“常规”）",
                "is written with an exponent; type {value} (and set the cell's format to General)"
            ),
        );
    }
    let is_rough = ROUGH_BEFORE.contains(&before)
        || (ROUGH_BEHIND.contains(&behind) && !(before.is_empty() && behind == "+" && typed.is_empty()))
        || matches!(before, ">" | "<" | "≈" | "~" | "≥" | "≤" | ">=" | "<=");
    if is_rough {
        return said(
            text,
            message!(
                "是约数；请填准确的数，只填数字（例如 {typed}）",
                "is a rough number; write the exact one in digits alone (such as {typed})"
            ),
        );
    }
    let mark = if behind.is_empty() { before } else { behind };
    if is_footnote(behind) && before.is_empty() || is_footnote(before) && behind.is_empty() {
        return said(
            text,
            message!(
                "里的“{mark}”像是脚注标记；请去掉它，只填 {typed}，说明写在表的下方",
                "bears what seems to be a footnote's mark, `{mark}`; write {typed} alone, and the note below the table"
            ),
        );
    }
    if before == "+" && behind.is_empty() {
        return said(text, message!("请去掉加号，填 {typed}", "is to be written without the plus sign: {typed}"));
    }
    if number.is_range() {
        return said(
            text,
            message!("像是两个数或一个区间；请只填一个数", "seems to be two numbers or a range; write one"),
        );
    }
    if let Some(mended) = with_point(&words) {
        return said(
            text,
            message!("的小数点不对；请填 {mended}", "has something else for its decimal point; write {mended}"),
        );
    }
    let around = [before, behind].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("…");
    let has_digits = around.chars().any(|c| c.is_ascii_digit());
    let has_magnitude = around.chars().any(|c| "十百千万亿".contains(c));
    match has_digits || has_magnitude || around.is_empty() {
        true => other(text),
        false => said(
            text,
            message!(
                "里有“{around}”，不是数字；请只填 {typed}，说明写在备注里",
                "has `{around}` beside its digits; write {typed} alone, and the explanation in a note"
            ),
        ),
    }
}

fn said(text: &str, Message { zh, en }: Message) -> Message {
    let text = text.replace('\n', " ");
    message!("“{text}”{zh}", "`{text}` {en}")
}

fn other(text: &str) -> Message {
    said(
        text,
        message!(
            "不是数字；请只填数字，例如 12800 或 12800.5，没有数据请留空",
            "is not a number; write digits alone, such as 12800 or 12800.5, or leave the cell empty"
        ),
    )
}

/// The first run of digits in some words, with what stands around it.
struct DigitRun<'t> {
    before: &'t str,
    /// The digits, with the unit behind them where it is known.
    typed: String,
    behind: &'t str,
}

impl<'t> DigitRun<'t> {
    fn of(words: &'t str) -> Option<Self> {
        let start = words.find(|c: char| c.is_ascii_digit())?;
        let rest = &words[start..];
        let end = rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ','))).unwrap_or(rest.len());
        let end = rest[..end].trim_end_matches(['.', ',']).len();
        let unit = unit::leading(&rest[end..]).map_or(0, |(_, length)| length);
        let (typed, behind) = rest.split_at(end + unit);
        Some(Self { before: &words[..start], typed: typed.to_owned(), behind })
    }

    /// Whether another number follows.
    fn is_range(&self) -> bool {
        let marks = ['-', '~', '/', '至', '到', '、', '或'];
        let rest = self.behind.trim_start_matches(marks);
        rest.len() < self.behind.len() && rest.starts_with(|c: char| c.is_ascii_digit())
    }
}

/// Marks of footnotes: `①`, `⑴`, `¹`, `*`, `†`, `[1]`, `(1)`, `注1`.
fn is_footnote(mark: &str) -> bool {
    let is_sign = |c: char| matches!(c, '①'..='⑳' | '⑴'..='⒇' | '❶'..='❿' | '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | '*' | '※' | '†' | '‡' | '#' | '^');
    let inner = mark.trim_start_matches(['[', '(', '^', '注']).trim_end_matches([']', ')']);
    let is_note = inner.len() < mark.len() && inner.len() <= 2 && inner.chars().all(|c| c.is_ascii_digit());
    !mark.is_empty() && (mark.chars().all(is_sign) || is_note)
}

/// The number that `1.28e4` or `1.28E+04` says.
fn scientific(words: &str) -> Option<Decimal> {
    let (digits, power) = words.split_once('e')?;
    let is_digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || c == '.');
    let power = power.strip_prefix('+').unwrap_or(power);
    let fine = is_digits(digits) && power.len() <= 2 && is_digits(power.strip_prefix('-').unwrap_or(power));
    fine.then(|| Decimal::from_scientific(&format!("{digits}e{power}")).ok())?.map(|value| value.normalize())
}

/// A number with a point where another mark stands for it, or nothing before or behind it: 12。8, 12·8, .5, 12800.
fn with_point(words: &str) -> Option<String> {
    let parts: Vec<&str> = words.split(['。', '·', '.', '．']).collect();
    let [whole, part] = parts[..] else { return None };
    let is_digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    match (whole, part) {
        ("", "") => None,
        (whole, part) if !is_digits(whole) || !is_digits(part) => None,
        ("", part) => Some(format!("0.{part}")),
        (whole, "") => Some(whole.to_owned()),
        (whole, part) => Some(format!("{whole}.{part}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_words_is_named_with_what_to_type() {
        for (text, part) in [
            ("暂无", "确实为零请填 0"),
            ("未报", "没有数据请把单元格清空"),
            ("N/A", "没有数据请把单元格清空"),
            ("待定", "没有数据请把单元格清空"),
            ("？？", "没有数据请把单元格清空"),
            ("零", "请填数字 0"),
            ("同上", "请把数写出来"),
            ("一万二千八百", "是中文数字"),
            ("约12800", "是约数；请填准确的数，只填数字（例如 12800）"),
            ("近1.2亿元", "是约数；请填准确的数，只填数字（例如 1.2亿元）"),
            ("12800左右", "（例如 12800）"),
            ("12800余", "（例如 12800）"),
            ("＞12800", "是约数"),
            ("12800①", "里的“①”像是脚注标记；请去掉它，只填 12800"),
            ("12800*", "里的“*”像是脚注标记"),
            ("12,800 [1]", "里的“[1]”像是脚注标记；请去掉它，只填 12,800"),
            ("12800（注2）", "里的“(注2)”像是脚注标记"),
            ("12800¹", "里的“¹”像是脚注标记"),
            ("*12800", "里的“*”像是脚注标记"),
            ("(1,200)", "是负数的写法，金额不能是负数；请核对，如果不是负数，请只填 1,200"),
            ("（１２００）", "请只填 1200"),
            ("△1200", "是负数的写法"),
            ("负1200", "是负数的写法"),
            ("+5", "请去掉加号，填 5"),
            ("1.28E+04", "是科学计数法；请填 12800"),
            ("12800-13000", "像是两个数或一个区间"),
            ("12800~13000", "像是两个数或一个区间"),
            ("12800/13000", "像是两个数或一个区间"),
            ("12。8", "的小数点不对；请填 12.8"),
            ("12800.", "请填 12800"),
            (".5", "请填 0.5"),
            ("12800（含土地）", "里有“(含土地)”，不是数字；请只填 12800，说明写在备注里"),
            ("1亿2千万", "不是数字；请只填数字，例如 12800"),
            ("abc", "不是数字；请只填数字，例如 12800"),
        ] {
            let said = not_a_number(text);
            assert!(said.zh.starts_with(&format!("“{text}”")) && said.zh.contains(part), "{text}: {}", said.zh);
            assert!(said.en.starts_with(&format!("`{text}` ")), "{}", said.en);
        }
    }
}
