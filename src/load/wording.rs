//! What the types of the model refuse, in words for an editor.

use super::explain::Worded;
use super::nearest;
use super::node::{Node, NodeValue};
use crate::diagnostic::Message;
use crate::units::narrow;

/// Names in a row: the first `most`, then how many more.
fn list(names: &[&str]) -> (String, String) {
    (names.join("、"), names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", "))
}

fn did_you_mean(name: &str, names: &[&str]) -> Option<Message> {
    nearest(name, names).map(|near| message!("是否应为“{near}”？", "did you mean `{near}`?"))
}

pub(super) fn unknown_field(key: &str, fields: &[&str]) -> Worded {
    let message = message!("没有“{key}”这一项", "there is no field `{key}` here");
    let (zh, en) = list(fields);
    let hint = did_you_mean(key, fields).unwrap_or_else(|| message!("这里可写的项：{zh}", "the fields are {en}"));
    Worded { rule: "unknown-field", message, hint: Some(hint) }
}

/// Whether a key is what stands behind a thousands separator: within braces `{total: 36,000}` has the key `000`.
pub(super) fn is_group_of_digits(key: &str) -> bool {
    let digits = key.split_once('.').map_or(key, |(digits, _)| digits);
    digits.len() == 3 && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// A number that a separator cut in two.
pub(super) fn cut_number(key: &str) -> Worded {
    let message = message!("“{key}”前的逗号把一个数分成了两项", "the comma before `{key}` cuts a number in two");
    let hint = message!(
        "请删去千位分隔符，例如 36,000 写作 36000",
        "leave out the thousands separators: 36,000 is written 36000"
    );
    Worded { rule: "unknown-field", message, hint: Some(hint) }
}

/// Whether a text is a number with full-width thousands separators.
pub(super) fn has_separators(text: &str) -> bool {
    let plain: String = text.chars().map(narrow).collect();
    let mut groups = plain.split(',');
    let is_digits = |group: &str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
    text.contains('，') && groups.next().is_some_and(is_digits) && groups.all(is_group_of_digits)
}

/// The cure for it.
pub(super) fn without_separators(text: &str) -> Message {
    let number: String = text.chars().map(narrow).filter(|c| *c != ',').collect();
    message!("请删去千位分隔符，写作 {number}", "leave out the thousands separators: write {number}")
}

pub(super) fn unknown_choice(text: &str, choices: &[&str]) -> Worded {
    // Choices are listed as code and name.
    let named = |choice: &&str| match choice.split_once(' ') {
        Some((code, name)) if code != name => format!("{code}（{name}）"),
        _ => (*choice).to_owned(),
    };
    let zh = choices.iter().map(named).collect::<Vec<_>>().join("、");
    let codes: Vec<&str> = choices.iter().map(|choice| choice.split(' ').next().unwrap_or(choice)).collect();
    let (_, en) = list(&codes);
    let choices: Vec<&str> = choices.iter().flat_map(|choice| choice.splitn(2, ' ')).collect();
    let choices = choices.as_slice();
    let message = if text.is_empty() {
        message!("这里应从以下各项中选一个：{zh}", "one of these is expected: {en}")
    } else {
        message!("“{text}”不在可选之列；可选：{zh}", "`{text}` is not one of the choices, which are {en}")
    };
    Worded { rule: "unknown-choice", message, hint: did_you_mean(text, choices) }
}

pub(super) fn duplicate_key(key: &str) -> Worded {
    let message = message!("“{key}”写了两次", "`{key}` is written twice");
    let hint = message!("请保留一处，删去另一处", "keep one of the two and delete the other");
    Worded { rule: "duplicate-key", message, hint: Some(hint) }
}

pub(super) fn missing(fields: &[String]) -> Worded {
    let names: Vec<&str> = fields.iter().map(String::as_str).collect();
    let (zh, en) = list(&names);
    let message = message!("缺少必填项 {zh}", "required and missing: {en}");
    let first = names.first().copied().unwrap_or_default();
    let hint = message!(
        "请补上，例如另起一行写“{first}: …”，缩进与同级各项一致",
        "add it, such as a line `{first}: …` indented like its neighbours"
    );
    Worded { rule: "missing-field", message, hint: Some(hint) }
}

/// A type's own words, in both languages where they are the model's.
pub(super) fn said(words: &str) -> Worded {
    Worded { rule: "bad-value", message: Message::from_joined(words), hint: None }
}

/// What is written at a node.
pub(super) fn found(node: &Node) -> Message {
    match &node.value {
        NodeValue::Scalar { text, .. } if text.is_empty() => message!("这里是空的", "nothing is written here"),
        NodeValue::Scalar { text, .. } => {
            let short: String = text.lines().next().unwrap_or_default().chars().take(40).collect();
            message!("这里写的是“{short}”", "`{short}` is written here")
        }
        NodeValue::Sequence(_) => message!("这里写的是一个列表", "a list is written here"),
        NodeValue::Mapping(_) => {
            message!("这里写的是若干“键: 值”", "a group of entries `key: value` is written here")
        }
    }
}

pub(super) fn wrong_type_of(found: &Message, expected: &str) -> Worded {
    let wanted = self::expected(expected);
    let blank = if wanted.zh.starts_with(|c: char| c.is_ascii()) { " " } else { "" };
    let message = message!("应为{blank}{}；{}"(wanted.zh, found.zh), "expected {}; {}"(wanted.en, found.en));
    let hint = match expected {
        "a boolean" => Some(message!("“是”写 true，“否”写 false", "yes is `true`, no is `false`")),
        "a sequence" => Some(message!(
            "只有一项时也写成列表：另起一行，缩进后写“- ”，再写这一项",
            "a single item is a list too: on a line of its own, indented, after `- `"
        )),
        _ => None,
    };
    Worded { rule: "wrong-type", message, hint }
}

pub(super) fn wrong_type(found: &str, expected: &str) -> Worded {
    wrong_type_of(&Message::from_joined(found), expected)
}

/// The model's descriptions of its types in both languages.
fn expected(description: &str) -> Message {
    let zh = match description {
        "" => return message!("另一种内容", "something else"),
        "a boolean" => return message!("true 或 false", "`true` or `false`"),
        "a sequence" => return message!("一个列表", "a list"),
        "a map" => return message!("若干“键: 值”", "a group of entries `key: value`"),
        "u8" => return message!("0 至 255 的整数", "a whole number from 0 to 255"),
        "u16" => return message!("0 至 65535 的整数", "a whole number from 0 to 65535"),
        "u32" => return message!("不小于 0 的整数", "a whole number, 0 or more"),
        "text that is not empty" => return message!("一段文字", "text"),
        "a plain decimal number" => return message!("普通的十进制数", "a plain decimal number"),
        "a source in words, or a list of ids such as [C, F]" => {
            "来源：一段文字，或 sources.yaml 中代号的列表，例如 [C, F]"
        }
        _ if description.starts_with("an amount of money") => "金额（万元，不小于 0 的数）",
        _ if description.starts_with("a slug") => "代号（小写字母、数字和连字符）",
        _ if description.starts_with("a key") => "代码（小写字母、数字和下划线）",
        _ if description.starts_with("a quarter") => "季度，写作 2020Q3",
        _ if description.starts_with("a year") => "年份，写作 2020",
        _ if description.starts_with("a time") => "时间，写作 2020-09-29 或 2020-09-29 15:30",
        _ if description.starts_with("a day, month") => "日期，写作 2020-09-29、2020-09 或 2020",
        _ if description.starts_with("a day") => "日期，写作 2020-09-29",
        _ if description.starts_with("struct ") => return message!("若干“键: 值”", "a group of entries `key: value`"),
        _ => "另一种内容",
    };
    Message::new(zh, description)
}
