//! Wrong use of the command line, told in the user's language with the cure: the parser itself speaks only English.

use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::args::LanguageArgument;
use super::{MessageLanguage, learn_site};
use crate::diagnostic::Message;
use crate::language::Speaks as _;

/// Why a value of an option cannot be taken.
#[derive(Clone, Debug)]
pub(super) struct InvalidValue(pub Message);

impl fmt::Display for InvalidValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.en)
    }
}

impl std::error::Error for InvalidValue {}

/// Tells what is wrong with a command line; what was asked for, such as help, goes to the standard output.
pub(super) fn tell(error: &clap::Error) -> ExitCode {
    let line: Vec<OsString> = std::env::args_os().skip(1).collect();
    let speech = MessageLanguage::new(asked(&line));
    learn_site(&content(&line), &speech);
    let told = message(error);
    let Some(told) = told else {
        _ = error.print();
        return ExitCode::from(u8::from(error.use_stderr()) * 2);
    };
    let language = speech.language();
    let usage = match error.get(ContextKind::Usage) {
        Some(ContextValue::StyledStr(usage)) => usage.to_string(),
        _ => String::new(),
    };
    let usage = usage.trim_start_matches("Usage:").trim().to_owned();
    let mut text = format!("{}{}\n", pick!(speech, "错误：", "error: "), told.pick(language));
    if !usage.is_empty() {
        text.push_str(&format!("\n{}{usage}\n", pick!(speech, "用法：", "Usage: ")));
    }
    text.push_str(pick!(speech, "\n说明和例子见 --help\n", "\nSee --help for explanations and examples\n"));
    eprint!("{text}");
    ExitCode::from(2)
}

/// The command line as it was typed, to be typed again with something added.
pub(super) fn typed() -> String {
    let parts = std::env::args_os().skip(1).map(|part| {
        let part = part.to_string_lossy().into_owned();
        let is_plain = |c: char| c.is_alphanumeric() || "-_./:=@%+,".contains(c);
        match !part.is_empty() && part.chars().all(is_plain) {
            true => part,
            false => format!("'{}'", part.replace('\'', "'\\''")),
        }
    });
    std::iter::once("sunboard".to_owned()).chain(parts).collect::<Vec<_>>().join(" ")
}

/// `--lang` of a line that could not be read as a whole.
fn asked(line: &[OsString]) -> Option<LanguageArgument> {
    match following(line, "--lang")?.to_str()? {
        "zh" => Some(LanguageArgument::Zh),
        "en" => Some(LanguageArgument::En),
        _ => None,
    }
}

/// The content folder of such a line.
fn content(line: &[OsString]) -> PathBuf {
    following(line, "--content").map_or_else(|| Path::new("content").to_owned(), PathBuf::from)
}

fn following(line: &[OsString], option: &str) -> Option<OsString> {
    let joined = format!("{option}=");
    line.iter().enumerate().find_map(|(at, part)| match part.to_str() {
        Some(part) if part == option => line.get(at + 1).cloned(),
        Some(part) => part.strip_prefix(&joined).map(OsString::from),
        None => None,
    })
}

/// The example of a quarter that help shows in the place of its name.
const QUARTER: &str = "2020Q4";

/// An argument in plain words. The parser names it with the placeholder of its value: `--as-of <YYYY-MM-DD>`, `<2020Q4>`. In
/// Chinese, what is written in Latin letters keeps a blank between it and the next word.
fn noun(name: &str) -> Message {
    let positional = name.trim_matches(['<', '>', '[', ']', '.']);
    let noun = match positional {
        QUARTER => pair!("季度", "the quarter"),
        "FILE" => pair!("文件", "the file"),
        "FOLDER" => pair!("文件夹", "the folder"),
        "TOWN" => pair!("小镇", "the town"),
        "NAME" => pair!("手册", "the manual"),
        "HOST" => pair!("代码托管平台", "the code host"),
        _ => {
            let option = name.split([' ', '=']).next().filter(|option| option.starts_with('-')).unwrap_or(name);
            return Message { zh: format!("{option} "), en: option.to_owned() };
        }
    };
    noun.into()
}

/// The sentence; none where the parser's own text is to be shown: help, the version, and what has no sentence here.
fn message(error: &clap::Error) -> Option<Message> {
    let one = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(list)) => Some(list.join(" ")),
        _ => None,
    };
    let list = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(list)) => list.clone(),
        _ => Vec::new(),
    };
    let near = |kind| {
        let near = list(kind).into_iter().next();
        near.map_or_else(|| message!("", ""), |near| message!("，是否应为 {near}？", "; did you mean {near}?"))
    };
    let argument = one(ContextKind::InvalidArg).map(|name| noun(&name));
    Some(match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let (name, near) = (one(ContextKind::InvalidSubcommand)?, near(ContextKind::SuggestedSubcommand));
            message!("没有命令“{name}”{}"(near.zh), "there is no command `{name}`{}"(near.en))
        }
        ErrorKind::UnknownArgument => {
            let (name, near) = (one(ContextKind::InvalidArg)?, near(ContextKind::SuggestedArg));
            message!("用不上“{name}”{}"(near.zh), "there is no place for `{name}`{}"(near.en))
        }
        ErrorKind::InvalidValue => {
            let (name, value) = (argument?, one(ContextKind::InvalidValue).unwrap_or_default());
            let known = list(ContextKind::ValidValue);
            let (zh, en) = (known.join("、"), known.join(", "));
            let choices =
                if known.is_empty() { message!("", "") } else { message!("；可选：{zh}", "; choose from {en}") };
            if value.is_empty() {
                message!("{}后面要写值{}"(name.zh, choices.zh), "{} wants a value{}"(name.en, choices.en))
            } else {
                message!("{}不能写“{value}”{}"(name.zh, choices.zh), "{} cannot be `{value}`{}"(name.en, choices.en))
            }
        }
        ErrorKind::ValueValidation => {
            let (name, value) = (argument?, one(ContextKind::InvalidValue)?);
            let why = std::error::Error::source(error).map(reason)?;
            message!("{}不能写“{value}”：{}"(name.zh, why.zh), "{} cannot be `{value}`: {}"(name.en, why.en))
        }
        ErrorKind::MissingRequiredArgument => {
            let missing = argument?;
            let example = match one(ContextKind::InvalidArg).is_some_and(|name| name.contains(QUARTER)) {
                true => message!("，例如 {QUARTER}", ", such as {QUARTER}"),
                false => message!("", ""),
            };
            message!("还要写{}{}"(missing.zh.trim_end(), example.zh), "{} is missing{}"(missing.en, example.en))
        }
        ErrorKind::MissingSubcommand => message!("还要写子命令", "a subcommand is missing"),
        ErrorKind::ArgumentConflict => {
            let (name, other) = (argument?, one(ContextKind::PriorArg).unwrap_or_default());
            let other = noun(&other);
            if other.en.is_empty() || other.en == name.en {
                message!("{}只能写一次"(name.zh), "{} can be given once only"(name.en))
            } else {
                message!("{}不能与 {}同时用"(name.zh, other.zh), "{} cannot be used with {}"(name.en, other.en))
            }
        }
        _ => return None,
    })
}

/// Why a value was refused: by this tool in both languages, else by the library that reads dates and numbers.
fn reason(source: &(dyn std::error::Error + 'static)) -> Message {
    if let Some(InvalidValue(message)) = source.downcast_ref() {
        return message.clone();
    }
    if source.is::<chrono::ParseError>() {
        return message!("日期写作 2020-10-31 的形式", "write the date like 2020-10-31");
    }
    let text = source.to_string();
    // The one form of the parser's own: `300000 is not in 1..=200000`.
    match text.split_once(" is not in ") {
        Some((number, range)) => {
            let range = range.replace("..=", "–").replace("..", "–");
            message!("{number} 不在 {range} 之内", "{number} is not within {range}")
        }
        None if source.is::<std::net::AddrParseError>() => {
            message!("网络地址写作 127.0.0.1 的形式", "write the address like 127.0.0.1")
        }
        None if source.is::<std::num::ParseIntError>() => message!("要写一个整数", "a whole number is wanted"),
        None => message!("形式不对（“{text}”）", "it has another form (`{text}`)"),
    }
}
