//! YAML as people type it: each slip of the hand, put into many lines of the sound tree, is told at its own line and no
//! other, with the line to copy, and that line cures it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use sunboard::diagnostic::Diagnostic;
use sunboard::load::{Files, load_edited, locate};

use crate::harness::sites;

/// A line of a file's YAML that is no text below `|`.
#[derive(Clone, Debug)]
struct Place {
    file: PathBuf,
    number: usize,
    line: String,
}

fn root() -> PathBuf {
    sites().join("mutation/content")
}

fn margin(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// The lines of all files that hold something.
fn places() -> Vec<Place> {
    let mut places = Vec::new();
    for entry in walkdir::WalkDir::new(root()).sort_by_file_name() {
        let entry = entry.unwrap();
        let file = entry.path().strip_prefix(root()).unwrap().to_owned();
        let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_owned();
        if !entry.file_type().is_file() || !["yaml", "md"].contains(&ending.as_str()) {
            continue;
        }
        let text = fs::read_to_string(entry.path()).unwrap();
        let mut block = None;
        for (number, line) in text.lines().enumerate() {
            if ending == "md" && number > 0 && line == "---" {
                break;
            }
            if line.trim().is_empty() || line.trim_start().starts_with('#') || line == "---" {
                continue;
            }
            if block.is_some_and(|column| margin(line) > column) {
                continue;
            }
            block = line.ends_with(": |").then(|| margin(line));
            places.push(Place { file: file.clone(), number, line: line.to_owned() });
        }
    }
    places
}

/// What stands before the key, the key, and the value.
fn entry(line: &str) -> Option<(&str, &str, &str)> {
    let content = line.trim_start_matches([' ', '-']);
    let (before, rest) = line.split_at(line.len() - content.len());
    let (key, value) = rest.split_once(':')?;
    let is_key = key.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    (is_key && (value.is_empty() || value.starts_with(' '))).then(|| (before, key, value.trim_start()))
}

/// Fields that hold words.
const WORDS: [&str; 16] = [
    "title",
    "name",
    "summary",
    "note",
    "document",
    "text",
    "reason",
    "definition",
    "why",
    "organiser",
    "undertaker",
    "description",
    "author",
    "editor",
    "weakness",
    "implementing_body",
];

/// The line with other words in the place of its own.
fn words(line: &str, slip: impl Fn(&str) -> String) -> Option<String> {
    let (before, key, value) = entry(line)?;
    let is_plain = !value.is_empty() && !value.starts_with(['[', '{', '"', '\'', '|', '>']);
    (is_plain && WORDS.contains(&key)).then(|| format!("{before}{key}: {}", slip(value)))
}

/// The same within braces.
fn words_in_braces(line: &str, slip: impl Fn(&str) -> String) -> Option<String> {
    let opens = line.find('{')?;
    for key in WORDS {
        for lead in [format!(", {key}: "), format!("{{{key}: ")] {
            let Some(at) = line[opens..].find(&lead).map(|at| opens + at + lead.len()) else { continue };
            let end = line[at..].find([',', '}', ']'])? + at;
            if line[at..].starts_with(['[', '{', '"', '\'']) {
                continue;
            }
            return Some(format!("{}{}{}", &line[..at], slip(&line[at..end]), &line[end..]));
        }
    }
    None
}

fn other(line: &str, write: impl Fn(&str, &str, &str) -> String) -> Option<String> {
    let (before, key, value) = entry(line)?;
    (!value.is_empty()).then(|| write(before, key, value))
}

/// The line without a mark, counted from the last one.
fn without(line: &str, mark: char, place: usize) -> Option<String> {
    let (at, _) = line.rmatch_indices(mark).nth(place)?;
    Some(format!("{}{}", &line[..at], &line[at + 1..]))
}

type Make = Box<dyn Fn(&str) -> Option<String> + Sync>;

/// All slips, by name.
fn slips() -> Vec<(String, Make)> {
    let mut slips: Vec<(String, Make)> = Vec::new();
    for lead in [
        "[公告]",
        "{一期}",
        "\"云窑\"",
        "'云窑'",
        "通知: ",
        "@",
        "`低温库`",
        "%",
        "*",
        "&重",
        "! ",
        "!重要 ",
        "> ",
        "| ",
        ">",
        "|",
        "? ",
        "- ",
        ", ",
        ": ",
        "\"",
        "'",
        "#1：",
    ] {
        slips.push((
            format!("words begin with {lead}"),
            Box::new(move |line| words(line, |own| format!("{lead}{own}"))),
        ));
    }
    for tail in [" #2厂房", "工程 #12：封顶 #3", ":", "的说明: 完成", "\"", "]", "}"] {
        slips.push((format!("words end with {tail}"), Box::new(move |line| words(line, |own| format!("{own}{tail}")))));
    }
    for (lead, tail) in [
        ("说明: ", ""),
        ("", " #2厂房"),
        ("[公告]", ""),
        ("", "[2020]3号"),
        ("", ", 其余待定"),
        ("@", ""),
        ("\"甲\"", ""),
        ("\"", ""),
    ] {
        let make: Make = Box::new(move |line| words_in_braces(line, |own| format!("{lead}{own}{tail}")));
        slips.push((format!("words in braces are {lead}…{tail}"), make));
    }
    slips.push(("brackets".to_owned(), Box::new(|line| words(line, |own| format!("[{own}]")))));
    slips.push(("braces".to_owned(), Box::new(|line| words(line, |own| format!("{{{own}}}")))));
    slips.push(("a backslash".to_owned(), Box::new(|line| words(line, |own| format!("\"C:\\新{own}\"")))));
    slips.push(("an apostrophe".to_owned(), Box::new(|line| words(line, |own| format!("'it's {own}'")))));
    for (name, colon) in [
        ("no blank", ":"),
        ("full-width", "："),
        ("semicolon", "；"),
        ("equals", "="),
        ("blank", " "),
        ("full-width blank", ":\u{3000}"),
        ("no-break blank", ":\u{a0}"),
        ("zero width", "\u{200b}: "),
    ] {
        let make: Make = Box::new(move |line| other(line, |before, key, value| format!("{before}{key}{colon}{value}")));
        slips.push((format!("colon: {name}"), make));
    }
    for blanks in [1, 2] {
        slips.push((format!("{blanks} more"), Box::new(move |line| Some(format!("{}{line}", " ".repeat(blanks))))));
        let less: Make = Box::new(move |line| line.strip_prefix(&" ".repeat(blanks)).map(str::to_owned));
        slips.push((format!("{blanks} less"), less));
    }
    for blank in ["\u{3000}", "\u{a0}\u{a0}"] {
        let make: Make = Box::new(move |line| line.strip_prefix("  ").map(|rest| format!("{blank}{rest}")));
        slips.push((format!("indentation by {}", blank.escape_debug()), make));
    }
    for (mark, place) in ['[', '{', ']', '}'].into_iter().flat_map(|mark| (0..3).map(move |place| (mark, place))) {
        let make: Make = Box::new(move |line| if line.contains("](") { None } else { without(line, mark, place) });
        slips.push((format!("without {mark}, {place} before the last"), make));
    }
    slips.push((
        "a dash without a blank".to_owned(),
        Box::new(|line| {
            let at = margin(line);
            line[at..].strip_prefix("- ").map(|rest| format!("{}-{rest}", &line[..at]))
        }),
    ));
    slips.push((
        "no blank in braces".to_owned(),
        Box::new(|line| {
            let at = line.find('{').and_then(|at| Some(line[at..].find(": ")? + at))?;
            line[at + 2..]
                .starts_with(|c: char| c.is_alphanumeric())
                .then(|| format!("{}:{}", &line[..at], &line[at + 2..]))
        }),
    ));
    slips.push((
        "a full-width comma".to_owned(),
        Box::new(|line| {
            let at = line.find(['{', '[']).and_then(|at| Some(line[at..].find(", ")? + at))?;
            Some(format!("{}，{}", &line[..at], &line[at + 2..]))
        }),
    ));
    slips
}

type Told = BTreeSet<(PathBuf, Option<usize>, &'static str, String)>;

/// What is said of the tree with another text in one file; and of which line, from 0.
fn look(file: &Path, text: &str) -> (Vec<Diagnostic>, Files) {
    let edited = BTreeMap::from([(file.to_owned(), text.to_owned())]);
    let loaded = load_edited(&root(), &edited);
    let mut all = loaded.diagnostics;
    all.extend(sunboard::check::check(&loaded.tree, &loaded.known, &loaded.files));
    (all, loaded.files)
}

fn told((diagnostics, files): &(Vec<Diagnostic>, Files)) -> Told {
    let told = diagnostics.iter().map(|found| {
        let line = locate(found, files).map(|(line, ..)| line - 1);
        (found.file.clone(), line, found.rule, found.message.zh.clone())
    });
    told.collect()
}

/// The cure as it would be applied: the line to copy, at the column that the message names, else where the line began.
fn cured(diagnostic: &Diagnostic, damaged: &str) -> Option<String> {
    let hint = &diagnostic.hint.as_ref()?.zh;
    let (before, line) = ["改为：", "写法：", "例如："].iter().find_map(|lead| hint.split_once(lead))?;
    let column = before.rsplit_once("行首应有").and_then(|(_, rest)| rest.split_once('个')?.0.parse().ok());
    let indentation = match column {
        Some(column) => " ".repeat(column),
        None => damaged[..margin(damaged)].to_owned(),
    };
    Some(format!("{indentation}{line}"))
}

/// What is wrong with what is said of a slip; none where all is right, or where the text stays as good as it was.
fn trouble(place: &Place, damaged: &str) -> Option<String> {
    let text = fs::read_to_string(root().join(&place.file)).unwrap();
    let with = |line: &str| {
        let lines = text.lines().enumerate().map(|(number, old)| if number == place.number { line } else { old });
        lines.collect::<Vec<_>>().join("\n") + "\n"
    };
    let found = look(&place.file, &with(damaged));
    let said = told(&found);
    if said.is_empty() {
        return None;
    }
    let elsewhere: Vec<_> =
        said.iter().filter(|(file, line, ..)| *file != place.file || *line != Some(place.number)).collect();
    if !elsewhere.is_empty() {
        return Some(format!("blames other lines: {elsewhere:?}"));
    }
    let Some(cure) = found.0.iter().find_map(|diagnostic| cured(diagnostic, damaged)) else {
        return Some(format!("no cure: {said:?}"));
    };
    let left = told(&look(&place.file, &with(&cure)));
    (!left.is_empty()).then(|| format!("the cure {cure:?} leaves {left:?}"))
}

/// Slips that must be told wherever they are put: what they leave is never what was meant.
fn must_be_told(name: &str) -> bool {
    name.starts_with("words")
        || name.starts_with("colon")
        || name.starts_with("without")
        || name.starts_with("a full-width comma")
}

#[test]
fn slips_are_told_at_their_own_line_with_a_cure_that_cures() {
    assert_eq!(told(&look(Path::new("none"), "")), Told::new());
    let places = places();
    let mut seen = BTreeMap::new();
    let mut troubles = Vec::new();
    for (name, make) in slips() {
        let damaged =
            places.iter().filter_map(|place| Some((place, make(&place.line).filter(|line| *line != place.line)?)));
        // Spread over all files.
        let all: Vec<_> = damaged.collect();
        let step = (all.len() / 12).max(1);
        let some: Vec<_> = all.into_iter().step_by(step).collect();
        seen.insert(name.clone(), some.len());
        let judge = |(place, line): &(&Place, String)| {
            let silent = must_be_told(&name) && {
                let text = fs::read_to_string(root().join(&place.file)).unwrap();
                let lines = text
                    .lines()
                    .enumerate()
                    .map(|(number, old)| if number == place.number { line.as_str() } else { old });
                look(&place.file, &(lines.collect::<Vec<_>>().join("\n") + "\n")).0.is_empty()
            };
            let trouble = if silent { Some("nothing is told".to_owned()) } else { trouble(place, line) };
            trouble
                .map(|trouble| format!("{name}: {}:{}: {line}\n    {trouble}", place.file.display(), place.number + 1))
        };
        troubles.extend(some.par_iter().filter_map(judge).collect::<Vec<_>>());
    }
    let count: usize = seen.values().sum();
    assert!(count > 400, "only {count} slips were made: {seen:?}");
    // A bracket that lacks in the midst of others can be meant in more than one place.
    assert!(troubles.len() * 100 <= count, "{} of {count}:\n{}", troubles.len(), troubles.join("\n"));
}

/// What looks like a slip and is none.
#[test]
fn sound_lines_are_left_alone() {
    let file = Path::new("towns/yunyao.yaml");
    let text = fs::read_to_string(root().join(file)).unwrap();
    for (old, new) in [
        ("industry: 历史经典", "industry: 历史经典  # 注"),
        ("industry: 历史经典", "industry: 历史经典 ##"),
        ("industry: 历史经典", "industry: 历史经典   #——— 产业 ———"),
        ("industry: 历史经典", "industry: 历史经典   #===="),
        ("industry: 历史经典", "#2020年的说明\nindustry: 历史经典"),
        ("tourism: true", "tourism: true #是旅游类"),
        ("county: yunxi", "county: yunxi #云溪县"),
        ("location: {lat: 28.07, lng: 119.13}", "location: {lat: 28.07, lng: 119.13} #示意"),
        ("scenic:", "scenic: #景区等级"),
        ("summary: 龙窑不熄的陶瓷小镇", "summary: 简报　#12：低温库投用"),
        ("summary: 龙窑不熄的陶瓷小镇", "summary: \"三期 #2厂房\"   # 注"),
        ("summary: 龙窑不熄的陶瓷小镇", "summary: 'C# 与 #2厂房'"),
        ("summary: 龙窑不熄的陶瓷小镇", "summary: C#语言"),
        ("summary: 龙窑不熄的陶瓷小镇", "summary: 见公告[2022]"),
        ("summary: 龙窑不熄的陶瓷小镇", "summary: 丽政办发〔2018〕5号"),
        ("summary: 龙窑不熄的陶瓷小镇", "summary: 丽政办发〔2018]5号[附件]"),
        ("summary: 龙窑不熄的陶瓷小镇", "summary: 全国重点文物【龙窑]"),
        ("summary: 龙窑不熄的陶瓷小镇", "summary: 集合{甲}和{乙}"),
        ("summary: 龙窑不熄的陶瓷小镇", "summary: “龙窑”不熄的陶瓷小镇"),
        ("summary: 龙窑不熄的陶瓷小镇", "summary: 见 https://towns.example.cn/a:b"),
        ("summary: 龙窑不熄的陶瓷小镇", "summary: 9:30开窑，比例1:2"),
        ("summary: 龙窑不熄的陶瓷小镇", "summary: 龙窑不熄\n  的陶瓷小镇"),
        ("summary: 龙窑不熄的陶瓷小镇", "summary: it's 'x' and \"y\""),
        ("summary: 龙窑不熄的陶瓷小镇", "summary: 'it''s 龙窑'"),
        ("summary: 龙窑不熄的陶瓷小镇", "summary: \"C:\\\\新\""),
        ("summary: 龙窑不熄的陶瓷小镇", "summary: -5度至40度"),
        ("summary: 龙窑不熄的陶瓷小镇", "summary: 1_000、0777、1e3、yes、null值"),
        ("  云窑小镇位于", "  三期 #2厂房，name:x，云窑小镇位于"),
        ("  云窑小镇位于", "  note：见 \"C:\\新\"，云窑小镇位于"),
    ] {
        assert!(text.contains(old), "{old}");
        let said = told(&look(file, &text.replacen(old, new, 1)));
        assert!(said.is_empty(), "{new}: {said:?}");
    }
}
