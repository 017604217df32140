//! What a number counts: one reader of unit expressions, for headings, titles, cells, number formats and sheet names.
//!
//! Yuan and their decimal multiples are known exactly; any other unit or currency keeps its words, so that it can be named
//! where it is refused.

use rust_decimal::Decimal;

use super::plain::{plain, simple};
use crate::diagnostic::Message;

/// What a number counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Money; how many yuan one of it is: 1 of 元, 10,000 of 万元.
    Yuan(Decimal),
    /// Per cent.
    Percent,
    /// Another unit or currency, as it is written: nothing can be converted.
    Other(String),
}

/// The multiples of a yuan that have names, as powers of ten.
const NAMES: [(&str, u32); 12] = [
    ("元", 0),
    ("十元", 1),
    ("百元", 2),
    ("千元", 3),
    ("万元", 4),
    ("十万元", 5),
    ("百万元", 6),
    ("千万元", 7),
    ("亿元", 8),
    ("十亿元", 9),
    ("百亿元", 10),
    ("千亿元", 11),
];

impl Unit {
    /// 10,000 yuan, in which all money is kept.
    pub fn wan() -> Self {
        Self::Yuan(Decimal::from(10_000))
    }

    /// Whether it counts money that is known.
    pub fn is_money(&self) -> bool {
        matches!(self, Self::Yuan(_))
    }

    /// As it is written.
    pub fn word(&self) -> String {
        match self {
            Self::Yuan(yuan) => {
                let name = NAMES.iter().find(|(_, power)| power_of_ten(*power) == *yuan);
                name.map_or_else(|| format!("{}元", yuan.normalize()), |(name, _)| (*name).to_owned())
            }
            Self::Percent => "%".to_owned(),
            Self::Other(text) => text.clone(),
        }
    }

    /// Reads a whole expression: `百万元`, `人民币万元`, `10,000 yuan`, `%`, `US$`.
    pub fn read(text: &str) -> Self {
        known(text).unwrap_or_else(|| Self::Other(text.trim().to_owned()))
    }
}

/// Why money in another unit is not taken.
pub fn unknown(unit: &str) -> Message {
    message!(
        "不认识单位“{unit}”，不能换算成万元；认得的单位是元、百元、千元、万元、十万元、百万元、千万元、亿元、十亿元、百亿元",
        "the unit `{unit}` is not known, so that it cannot be converted; known are yuan and its multiples: `元`, `百元`, `千元`, `万元` (10,000 yuan), `十万元`, `百万元`, `千万元`, `亿元`, `十亿元`, `百亿元`"
    )
}

fn power_of_ten(power: u32) -> Decimal {
    Decimal::from(10u64.pow(power))
}

/// The unit of a whole expression; none where it is another unit or no unit at all.
pub(super) fn known(text: &str) -> Option<Unit> {
    let text = plain(text);
    if matches!(text.as_str(), "%" | "percent" | "百分比" | "百分数") {
        return Some(Unit::Percent);
    }
    let currency = ["人民币", "rmb", "cny", "¥"];
    let mut rest = text.replace("(人民币)", "人民币").replace("(rmb)", "rmb").replace("(cny)", "cny");
    let mut is_named = false;
    for word in currency {
        let stripped = rest.strip_prefix(word).or_else(|| rest.strip_suffix(word)).map(str::to_owned);
        if let Some(stripped) = stripped {
            (rest, is_named) = (stripped, true);
        }
    }
    let body = ["yuan", "元"].into_iter().find_map(|word| rest.strip_suffix(word));
    is_named |= body.is_some();
    let yuan = multiple(body.unwrap_or(&rest), is_named)?;
    NAMES.iter().any(|(_, power)| power_of_ten(*power) == yuan).then_some(Unit::Yuan(yuan))
}

/// How many yuan: `` is 1, `百万` a million, `10,000` and `hundredmillion` as they say.
fn multiple(text: &str, is_named: bool) -> Option<Decimal> {
    let digits = text.find(|c: char| !c.is_ascii_digit() && c != ',').unwrap_or(text.len());
    let (digits, mut rest) = text.split_at(digits);
    let mut yuan = match digits.replace(',', "") {
        empty if empty.is_empty() => Decimal::ONE,
        digits => digits.parse().ok()?,
    };
    let mut is_english = false;
    let words = [
        ("tens", 1),
        ("ten", 1),
        ("hundred", 2),
        ("thousand", 3),
        ("million", 6),
        ("billion", 9),
        ("sof", 0),
        ("of", 0),
        ("s", 0),
    ];
    while let Some((word, power)) = words.into_iter().find(|(word, _)| rest.starts_with(word)) {
        rest = &rest[word.len()..];
        yuan = yuan.checked_mul(power_of_ten(power))?;
        is_english = true;
    }
    let small = [("十", 1), ("百", 2), ("千", 3)].into_iter().find(|(word, _)| rest.starts_with(word));
    if let Some((word, power)) = small {
        rest = &rest[word.len()..];
        yuan = yuan.checked_mul(power_of_ten(power))?;
    }
    let large = [("万", 4), ("亿", 8)].into_iter().find(|(word, _)| rest.starts_with(word));
    if let Some((word, power)) = large {
        rest = &rest[word.len()..];
        yuan = yuan.checked_mul(power_of_ten(power))?;
    }
    // 万 and 亿 are said for 万元 and 亿元; 千, 10,000 and `million` alone count nothing.
    let says_money = is_named || (large.is_some() && !is_english);
    (rest.is_empty() && says_money).then_some(yuan)
}

/// The longest known unit that a text begins with, and its length in bytes. What goes on as another unit (`万美元`,
/// `万元/亩`, `元月`) is none.
pub(super) fn leading(text: &str) -> Option<(Unit, usize)> {
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(28).collect::<Vec<_>>();
    for end in ends.into_iter().rev() {
        let (head, rest) = text.split_at(end);
        if head.ends_with(|c: char| c.is_whitespace()) {
            continue;
        }
        let Some(unit) = known(head) else { continue };
        let mut next = rest.chars().map(simple);
        let (first, second) = (next.next(), next.next());
        let is_word = |c: char| c.is_alphanumeric() || matches!(c, '$' | '€' | '£');
        let goes_on = match first {
            Some('/') => second.is_some_and(is_word) && leading(&rest[1..]).is_none(),
            // Behind 元 another word may begin; a bare 万 or `rmb` would be cut out of a longer one.
            Some(c) if head.ends_with(['元', '圆', '圓', '%', '％']) => matches!(c, '月' | '旦' | '宵'),
            Some(c) => is_word(c),
            None => false,
        };
        return (!goes_on).then_some((unit, end));
    }
    None
}

/// Several units in one expression: `万元、%`, `亿元/%`, `万元，个`.
pub(super) fn list(text: &str) -> Vec<Unit> {
    if let Some(unit) = known(text) {
        return vec![unit];
    }
    let marks: Vec<char> = text.chars().collect();
    let mut parts = vec![String::new()];
    for (at, c) in marks.iter().enumerate() {
        // The comma of 10,000 divides nothing.
        let in_number = at > 0 && marks[at - 1].is_ascii_digit() && marks.get(at + 1).is_some_and(char::is_ascii_digit);
        match simple(*c) {
            ',' if in_number => parts.last_mut().expect("one at least").push(*c),
            ',' | '、' | ';' | '|' | '和' | '及' | '或' => parts.push(String::new()),
            _ => parts.last_mut().expect("one at least").push(*c),
        }
    }
    let split = |part: &String| -> Vec<Unit> {
        let slices: Vec<&str> = part.split(['/', '／']).collect();
        let units: Vec<Unit> = slices.iter().filter_map(|slice| known(slice)).collect();
        if units.len() == slices.len() { units } else { vec![Unit::read(part)] }
    };
    parts.iter().filter(|part| !part.trim().is_empty()).flat_map(split).collect()
}

/// Whether words name the yuan as a currency: what may stand behind 币种.
pub(super) fn is_yuan(text: &str) -> bool {
    let text = plain(text).replace(['(', ')', '-'], "");
    let words = ["人民币", "rmb", "cny", "¥", "元", "yuan", "renminbi", "本币"];
    let mut rest = text.as_str();
    while let Some(next) = words.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = next;
    }
    rest.is_empty() && !text.is_empty()
}

/// Why a figure in another currency is not taken.
pub fn other_currency(currency: &str) -> Message {
    message!(
        "不认识币种“{currency}”，只收人民币；请换算成人民币后填报，币种写“人民币”",
        "the currency `{currency}` is not taken: convert the figures into yuan and write `人民币` (or `CNY`)"
    )
}

/// Words that are parts of other currencies' names.
const CURRENCIES: [&str; 34] = [
    "美元", "美金", "欧元", "英镑", "日元", "日圆", "港元", "港币", "澳元", "加元", "台币", "新币", "泰铢", "卢布",
    "韩元", "韩币", "瑞郎", "法郎", "外币", "usd", "eur", "gbp", "hkd", "jpy", "krw", "chf", "aud", "cad", "$", "€",
    "£", "dollar", "euro", "pound",
];

/// Whether words name a currency other than the yuan: `万美元`, `US$`.
pub(super) fn is_currency(text: &str) -> bool {
    let text = plain(text);
    text.chars().count() <= 20 && CURRENCIES.iter().any(|word| text.contains(word))
}

/// Whether words that are no known unit are another currency or magnitude: `万美元`, `£m`, `thousands`.
pub(super) fn is_other_money(text: &str) -> bool {
    let text = plain(text);
    let magnitudes = ["thousand", "million", "billion", "hundred", "yuan", "rmb", "cny", "¥"];
    let short = ["k", "m", "mn", "bn", "b", "tn", "千", "百", "十", "万亿"];
    text.chars().count() <= 20
        && known(&text).is_none()
        && (is_currency(&text)
            || magnitudes.iter().any(|word| text.contains(word))
            || short.contains(&text.as_str())
            || (text.chars().count() <= 6 && text.ends_with(['元', '币', '镑'])))
}

/// Whether words count something that is no money: `个`, `万吨`, `平方米`.
pub(super) fn counts_things(text: &str) -> bool {
    let text = plain(text);
    let counted = [
        "吨",
        "公斤",
        "千克",
        "斤",
        "米",
        "立方米",
        "千瓦时",
        "次",
        "条",
        "座",
        "处",
        "亩",
        "公顷",
        "平方米",
        "平米",
        "公里",
        "平方公里",
        "人",
        "人次",
        "个",
        "家",
        "户",
        "件",
        "项",
        "套",
        "台",
        "辆",
        "‰",
        "倍",
        "千瓦",
        "位",
        "名",
    ];
    let amount = text.trim_end_matches(|c| !"十百千万亿".contains(c));
    counted.contains(&text.as_str())
        || counted.iter().any(|word| text.strip_suffix(word).is_some_and(|rest| !rest.is_empty() && rest == amount))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_units_are_exact_and_others_keep_their_words() {
        for (text, yuan) in [
            ("元", 1u64),
            ("百元", 100),
            ("千元", 1_000),
            ("仟元", 1_000),
            ("万元", 10_000),
            ("萬元", 10_000),
            ("万", 10_000),
            ("十万元", 100_000),
            ("百万元", 1_000_000),
            ("百万", 1_000_000),
            ("千万元", 10_000_000),
            ("亿元", 100_000_000),
            ("億元", 100_000_000),
            ("億圓", 100_000_000),
            ("十亿元", 1_000_000_000),
            ("百亿元", 10_000_000_000),
            ("千亿元", 100_000_000_000),
            ("人民币万元", 10_000),
            ("万元人民币", 10_000),
            ("万元（人民币）", 10_000),
            ("RMB 万元", 10_000),
            ("CNY", 1),
            ("yuan", 1),
            ("10,000 yuan", 10_000),
            ("１０，０００ yuan", 10_000),
            ("ten thousand yuan", 10_000),
            ("tens of thousands of yuan", 10_000),
            ("100 million yuan", 100_000_000),
            ("RMB million", 1_000_000),
            ("billion CNY", 1_000_000_000),
            ("1万元", 10_000),
            (" 万 元 ", 10_000),
        ] {
            assert_eq!(Unit::read(text), Unit::Yuan(Decimal::from(yuan)), "{text}");
        }
        for text in ["%", "％", "per cent", "百分比"] {
            assert_eq!(Unit::read(text), Unit::Percent, "{text}");
        }
        for text in [
            "万美元",
            "美元",
            "US$",
            "£m",
            "EUR",
            "港元",
            "thousands",
            "million",
            "k",
            "万吨",
            "亩",
            "平方米",
            "个",
            "千",
            "百",
            "十",
            "10,000",
            "万亿元",
            "万元/亩",
            "元/平方米",
            "‰",
            "百千元",
            "2万元",
            "$",
            "",
        ] {
            assert_eq!(Unit::read(text), Unit::Other(text.to_owned()), "{text}");
        }
    }

    #[test]
    fn a_unit_is_not_cut_out_of_a_longer_one() {
        for (text, expected) in [
            ("万元）", Some("万元")),
            ("亿元 填报日期", Some("亿元")),
            ("千元/", Some("千元")),
            ("亿元/%", Some("亿元")),
            ("万元以上", Some("万元")),
            ("万美元", None),
            ("万人次", None),
            ("万元/亩", None),
            ("元月", None),
            ("10,000 yuan (万元)", Some("万元")),
        ] {
            assert_eq!(leading(text).map(|(unit, _)| unit.word()).as_deref(), expected, "{text}");
        }
        let words = |text: &str| list(text).iter().map(Unit::word).collect::<Vec<_>>();
        assert_eq!(words("万元、％"), ["万元", "%"]);
        assert_eq!(words("10,000 yuan, %"), ["万元", "%"]);
        assert_eq!(words("亿元/%"), ["亿元", "%"]);
        assert_eq!(words("万元/亩"), ["万元/亩"]);
        assert_eq!(words("万元，个"), ["万元", "个"]);
        for text in ["万美元", "£m", "thousands", "US$", "10,000 USD", "千"] {
            assert!(is_other_money(text), "{text}");
        }
        for text in ["万吨", "个", "‰", "平方米", "万人次"] {
            assert!(counts_things(text), "{text}");
        }
        for text in ["盖章", "2022年一季度", "初稿", "万元", "不含土地", "填报人", "专家"] {
            assert!(!is_other_money(text) && !counts_things(text), "{text}");
        }
    }
}
