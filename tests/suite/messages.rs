//! Every message in both languages. The macros of `language` hold each pair of literals while compiling; here the sources
//! are read for wordings beside the macros; then each command is run and listened to in both languages.

use std::fs;
use std::path::Path;

use crate::diagnostics::look;
use crate::harness::{Run, Sunboard, copy, root, sites};

/// Words of the content files that an English message has to name as they are written there.
const OF_THE_FILES: [&str; 5] = ["亿元", "万元", "元", "做法交流", "特色小镇"];

/// Neighbours that are no translations of each other: a term, and the field of `site.yaml` that holds it.
const VOCABULARIES: [(&str, &str); 7] = [
    ("网站标识码", "site_code"),
    ("ICP备案号", "icp_record"),
    ("公安机关备案号", "police_record"),
    ("承办单位", "undertaker"),
    ("联系方式", "contact"),
    ("党政机关标识", "government_mark_url"),
    ("我为政府网站找错", "error_report_url"),
];

/// Where two wordings that are no literals stand beside each other.
const PAIRS: [&str; 2] = ["Message::new(", ".pick("];

fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{3000}'..='\u{303f}' | '\u{4e00}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}'))
}

/// A source file without comments and unit tests.
fn code(text: &str) -> String {
    let end = text.find("#[cfg(test)]\nmod tests").unwrap_or(text.len());
    let lines = text[..end].lines();
    lines.map(|line| if line.trim_start().starts_with("//") { "" } else { line }).collect::<Vec<_>>().join("\n")
}

/// The arguments of a call, from behind its bracket.
fn arguments(text: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    let (mut depth, mut quoted, mut rest) = (0, false, text.chars());
    while let Some(c) = rest.next() {
        match c {
            '"' => quoted = !quoted,
            '\\' if quoted => {
                found.last_mut().unwrap().push(c);
                found.last_mut().unwrap().extend(rest.next());
                continue;
            }
            _ if quoted => {}
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' if depth == 0 => break,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => {
                found.push(String::new());
                continue;
            }
            _ => {}
        }
        found.last_mut().unwrap().push(c);
    }
    found.into_iter().map(|one| one.trim().to_owned()).filter(|one| !one.is_empty()).collect()
}

/// The text of an argument that is a literal, alone or in `format!`.
fn literal(argument: &str) -> Option<String> {
    let inside = argument.trim_start_matches('&').trim_start_matches("format!(").trim_start().strip_prefix('"')?;
    let mut text = String::new();
    let mut rest = inside.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '"' => return Some(text),
            '\\' => match rest.next()? {
                // `\u{201c}` is a character, not a place.
                'u' => _ = rest.by_ref().find(|c| *c == '}'),
                '\n' => while rest.next_if(|c| c.is_whitespace()).is_some() {},
                other => text.push(if other == 'n' { '\n' } else { other }),
            },
            c => text.push(c),
        }
    }
    None
}

/// What is wrong with the wordings that stand beside each other outside the macros.
fn faults(text: &str) -> Vec<String> {
    let code = code(text);
    let mut found = Vec::new();
    for call in PAIRS {
        for (at, _) in code.match_indices(call) {
            let arguments = arguments(&code[at + call.len()..]);
            let [zh, en] = arguments.as_slice() else { continue };
            match (literal(zh), literal(en)) {
                (Some(_), Some(_)) => found.push(format!("two literals outside the macros: {zh} | {en}")),
                // One wording that is told in both languages is told in one.
                (Some(words), None) | (None, Some(words)) if words.chars().any(char::is_alphabetic) => {
                    found.push(format!("half a pair: {zh} | {en}"));
                }
                (None, None) if zh == en => found.push(format!("the same in both languages: {zh}")),
                _ => {}
            }
        }
    }
    found.extend(neighbours(&code));
    found.extend(arms(&code));
    found.sort();
    found.dedup();
    found
}

/// A Chinese literal and an English one behind it: arguments of a call, a tuple, a list of two. Longer lists are
/// vocabularies.
fn neighbours(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, opening) in code.match_indices(['(', '[']) {
        let before = code[..at].trim_end();
        let is_pair = ["pair!", "pick!", "say!", "message!"].iter().any(|name| before.ends_with(name));
        if is_pair || PAIRS.iter().any(|call| code[..=at].ends_with(call)) {
            continue;
        }
        let arguments = arguments(&code[at + 1..]);
        if opening == "[" && arguments.len() > 2 {
            continue;
        }
        for two in arguments.windows(2) {
            let (Some(zh), Some(en)) = (literal(&two[0]), literal(&two[1])) else { continue };
            if is_chinese(&zh) && is_english(&en) && !VOCABULARIES.contains(&(zh.as_str(), en.as_str())) {
                found.push(format!("two literals outside the macros: {zh} | {en}"));
            }
        }
    }
    found
}

/// A `match` of two arms that say the same thing in each language with as many places, which `say!` would hold
/// together.
fn arms(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, call) in code.match_indices("Language::Chinese =>") {
        let arms = arguments(&code[at + call.len()..]);
        let before = code[..at].trim_end().trim_end_matches("crate::").trim_end();
        let ([zh, en], true) = (arms.as_slice(), before.ends_with('{')) else { continue };
        let Some(en) = en.trim_start_matches("crate::").strip_prefix("Language::English =>") else { continue };
        let places = |text: &str| text.matches('{').count();
        if let (Some(zh), Some(en)) = (literal(zh), literal(en.trim()))
            && places(&zh) == places(&en)
        {
            found.push(format!("two arms of one language each: {zh} | {en}"));
        }
    }
    found
}

/// Whether a text is told in English: it has letters, and no Chinese outside quotes and words of the content files.
fn is_english(text: &str) -> bool {
    let mut rest = unquoted(text);
    OF_THE_FILES.iter().for_each(|word| rest = rest.replace(word, ""));
    rest.chars().any(|c| c.is_ascii_alphabetic()) && !is_chinese(&rest)
}

/// Words that are printed outside a pair.
fn printed_words(text: &str) -> Vec<String> {
    let code = code(text);
    let mut found = Vec::new();
    for call in ["println!(", "print!(", "writeln!(std", "#[error("] {
        for (at, _) in code.match_indices(call) {
            let arguments = arguments(&code[at + call.len()..]);
            let Some(said) = arguments.first().and_then(|first| literal(first)) else { continue };
            let outside: String = said.split(['{', '}']).step_by(2).collect();
            if outside.chars().any(char::is_alphabetic) || is_chinese(&outside) {
                found.push(said);
            }
        }
    }
    found
}

#[test]
fn wordings_of_the_sources_stand_in_the_macros() {
    let source = root("src");
    let mut wrong = Vec::new();
    for entry in walkdir::WalkDir::new(&source).sort_by_file_name() {
        let path = entry.unwrap().into_path();
        // The build script speaks to cargo.
        let is_aside = path.file_stem().is_some_and(|stem| stem == "tests" || stem == "testing" || stem == "embed")
            || path.components().any(|part| part.as_os_str() == "tests");
        if path.extension().is_none_or(|ending| ending != "rs") || is_aside || path.ends_with("language/mod.rs") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let words = printed_words(&text).into_iter().map(|words| format!("printed outside a pair: {words}"));
        wrong.extend(faults(&text).into_iter().chain(words).map(|fault| format!("{}: {fault}", path.display())));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_reading_of_the_sources_finds_what_is_wrong() {
    for wrong in [
        r#"Message::new("没有文件", "there is no file")"#,
        r#"Message::new(format!("没有{n}"), format!("no {n}"))"#,
        r#"Message::new("没有文件", text)"#,
        r#"Message::new(format!("没有{a}"), en)"#,
        r#"language.pick("没有", "none")"#,
        "Message::new(text, text)",
        r#"let (zh, en) = ("没有", "none");"#,
        r#"["没有", "none"]"#,
        r#"add(value, "没有", "none")"#,
        r#"said(text, &format!("没有{n}"), &format!("no {n}"))"#,
        r#"(1, "没有".to_owned(), "none".to_owned())"#,
        r#"match language { Language::Chinese => format!("没有{n}"), Language::English => format!("no {n}") }"#,
        r#"match self { Language::Chinese => "没有", Language::English => "none" }"#,
    ] {
        assert_eq!(faults(wrong).len(), 1, "{wrong}: {:?}", faults(wrong));
    }
    for fine in [
        "Message::new(zh, en)",
        r#"message!("没有文件", "there is no file")"#,
        r#"Message::new(with(&zh, "："), with(&en, ": "))"#,
        r#"language.pick(&zh, &en)"#,
        r#"// Message::new("没有", "none")"#,
        r#"("town", "名称")"#,
        r#"(config.contact, "联系方式", "contact")"#,
        r#"["全年", "年底", "year"]"#,
        r#"add(value, pair!("没有", "none"))"#,
        "match language { Language::Chinese => chinese(n), Language::English => english(n) }",
    ] {
        assert_eq!(faults(fine), Vec::<String>::new());
    }
    assert_eq!(printed_words(r#"println!("Done: {}", path)"#).len(), 1);
    assert_eq!(printed_words(r#"eprintln!("完成")"#).len(), 1);
    assert!(printed_words(r#"eprint!("{}{told}\n", path)"#).is_empty());
}

/// A text without what it quotes from files and from the command line.
fn unquoted(text: &str) -> String {
    let mut out = text.to_owned();
    for (open, close) in [('`', '`'), ('“', '”'), ('「', '」')] {
        while let Some(start) = out.find(open) {
            let after = start + open.len_utf8();
            let Some(length) = out[after..].find(close) else { break };
            out.replace_range(start..after + length + close.len_utf8(), "");
        }
    }
    out
}

/// A word of English that no Chinese sentence holds.
fn english_word(text: &str) -> Option<&str> {
    let words = text.split(|c: char| !c.is_ascii_alphabetic());
    let known = [
        "the", "is", "are", "not", "of", "and", "with", "there", "was", "were", "must", "cannot", "should", "write",
        "written", "files", "pages", "error", "errors", "warning", "warnings", "hint", "usage", "Usage", "wrote",
        "Wrote", "done", "Nothing", "found", "expected", "unknown", "invalid", "missing",
    ];
    // Names of files, fields and options hold such words too.
    let mut words = words.filter(|word| known.contains(word));
    words.find(|word| text.split_whitespace().any(|part| part.trim_matches([',', '.', ';', ':']) == *word))
}

/// Whether a line shows one of the content, which is in whatever language it is.
fn is_excerpt(line: &str) -> bool {
    line.split_once(" | ").is_some_and(|(number, _)| number.trim().parse::<u32>().is_ok())
}

#[test]
fn every_fault_is_told_in_one_language_at_a_time() {
    let (mut told, mut wrong) = (0, Vec::new());
    for entry in fs::read_dir(sites().join("faults")).unwrap() {
        let case = entry.unwrap().path();
        if !case.is_dir() {
            continue;
        }
        let folder = tempfile::tempdir().unwrap();
        copy(&sites().join("mutation/content"), folder.path());
        copy(&case.join("content"), folder.path());
        for diagnostic in look(folder.path()).1 {
            for message in [Some(&diagnostic.message), diagnostic.hint.as_ref()].into_iter().flatten() {
                told += 1;
                let mut en = unquoted(&message.en);
                OF_THE_FILES.iter().for_each(|word| en = en.replace(word, ""));
                // The reason why a word must not stand is quoted from words.yaml, in brackets.
                if diagnostic.rule.ends_with("-word") {
                    en = en.split('(').next().unwrap_or_default().to_owned();
                }
                let zh = unquoted(&message.zh);
                if is_chinese(&en) || !is_chinese(&message.zh) || english_word(&zh).is_some() {
                    wrong.push(format!("{}: {} | {}", diagnostic.rule, message.zh, message.en));
                }
            }
        }
    }
    wrong.sort();
    wrong.dedup();
    assert!(told > 200, "only {told} messages were told");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Runs a command in a folder whose environment names no language.
fn run(folder: &Path, arguments: &[&str], lang: Option<&str>) -> Run {
    Sunboard::new(folder).args(arguments).args(lang.iter().flat_map(|lang| ["--lang", lang])).lang("C").run()
}

/// Command lines with their exit codes, to be run in a new English site. Each says something.
const LINES: [(&str, i32); 32] = [
    ("build", 0),
    ("build --theme nowhere", 2),
    ("build --output content", 2),
    ("check", 0),
    ("check --inspection", 0),
    ("diff content content", 0),
    ("diff content content --format markdown", 0),
    ("diff", 2),
    ("explain", 2),
    ("explain nobody", 2),
    ("status", 0),
    ("status 2031Q1", 2),
    ("new town", 2),
    ("new story", 2),
    ("release 2031Q1", 2),
    ("schema", 0),
    ("ci github", 0),
    ("ci gitee nowhere", 2),
    ("ci gitea", 2),
    ("export return 2031Q1", 2),
    ("import nothing.csv", 2),
    ("export return third", 2),
    ("serve --port many", 2),
    ("serve --bind here", 2),
    ("build --edition secret", 2),
    ("import", 2),
    ("init content", 2),
    ("biuld", 2),
    ("build --as-of yesterday", 2),
    ("build --base-url towns", 2),
    ("build --treads 2", 2),
    ("init new --demo-towns 0", 2),
];

/// Command lines in a new site with what they say, in Chinese and in English.
const SAID: [(&str, &str, &str); 12] = [
    (
        "import nothing.csv",
        "错误：没有文件 nothing.csv，请核对文件名和所在的文件夹",
        "error: there is no file nothing.csv: check its name and folder",
    ),
    (
        "import content",
        "错误：content 是文件夹；请写填好的表格文件（.xlsx、.xls、.ods、.csv），全部导入写作 content/*.xlsx",
        "error: content is a folder: name the filled-in tables (.xlsx, .xls, .ods, .csv), or content/*.xlsx for all of them",
    ),
    (
        "new quarter 2099Q4",
        "错误：2099Q4 还没有开始（首日为 2099-10-01），请核对年份和季度",
        "error: 2099Q4 has not begun (its first day is 2099-10-01): check the year and the quarter",
    ),
    // Written small or wide, a quarter is that quarter.
    ("new quarter 2099q4", "错误：2099Q4 还没有开始", "error: 2099Q4 has not begun"),
    ("new quarter ２０９９ｑ４", "错误：2099Q4 还没有开始", "error: 2099Q4 has not begun"),
    (
        "release 2026",
        "错误：季度不能写“2026”：写作 2020Q4 的形式（年份、Q、1至4）",
        "error: the quarter cannot be `2026`: write it like 2020Q4 (year, Q, 1 to 4)",
    ),
    (
        "explain x --quarter 2026Q5",
        "错误：--quarter 不能写“2026Q5”：写作 2020Q4 的形式（年份、Q、1至4）",
        "error: --quarter cannot be `2026Q5`: write it like 2020Q4 (year, Q, 1 to 4)",
    ),
    ("release", "错误：还要写季度，例如 2020Q4\n", "error: the quarter is missing, such as 2020Q4\n"),
    ("import", "错误：还要写文件\n", "error: the file is missing\n"),
    ("init", "错误：还要写文件夹\n", "error: the folder is missing\n"),
    (
        "build --as-of yesterday",
        "错误：--as-of 不能写“yesterday”：写作 2020-10-31 或 \"2020-10-31 09:00\" 的形式",
        "error: --as-of cannot be `yesterday`: write it like 2020-10-31 or \"2020-10-31 09:00\"",
    ),
    (
        "build --edition secret",
        "错误：--edition 不能写“secret”；可选：public、internal",
        "error: --edition cannot be `secret`; choose from public, internal",
    ),
];

#[test]
fn what_is_missing_or_wrong_is_named_in_plain_words() {
    let folder = english_site();
    let site = folder.path().join("site");
    let town = ["new", "town", "--name", "云镇", "--category", "municipal", "--since", "2025-10", "--slug", "yun"];
    run(&site, &town, None).done();
    for (line, zh, en) in SAID {
        let arguments: Vec<&str> = line.split(' ').collect();
        for (lang, words) in [("zh", zh), ("en", en)] {
            let text = run(&site, &arguments, Some(lang)).ends_with(2).text();
            assert!(text.starts_with(words), "{line}: no `{words}` in\n{text}");
        }
    }
}

fn english_site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let text = run(folder.path(), &["init", "site", "--blank", "--lang", "en"], None).done().text();
    assert!(!is_chinese(&text), "{text}");
    folder
}

#[test]
fn every_command_speaks_the_language_that_is_asked_for() {
    let folder = english_site();
    let site = folder.path().join("site");
    let mut wrong = Vec::new();
    for (line, code) in LINES {
        let arguments: Vec<&str> = line.split(' ').collect();
        for lang in [None, Some("en"), Some("zh")] {
            if lang.is_none() && (line.starts_with("init") || line.contains(" nowhere") && line.starts_with("ci")) {
                // There is no site yet whose language it could be.
                continue;
            }
            let text = run(&site, &arguments, lang).ends_with(code).text();
            assert!(!text.trim().is_empty(), "{line} says nothing");
            let asks_chinese = lang == Some("zh");
            if asks_chinese != is_chinese(&text) {
                wrong.push(format!("{line} --lang {lang:?}:\n{text}"));
            }
            let plain: Vec<String> =
                text.lines().filter(|line| !line.contains("sunboard ") && !is_excerpt(line)).map(unquoted).collect();
            if let Some(word) = asks_chinese.then(|| plain.iter().find_map(|line| english_word(line))).flatten() {
                wrong.push(format!("{line} --lang {lang:?} says `{word}`:\n{text}"));
            }
        }
    }
    // A fault in the site's own settings does not hide its language.
    let settings = site.join("content/site.yaml");
    fs::write(&settings, fs::read_to_string(&settings).unwrap() + "\nplaned: 1\n").unwrap();
    for line in ["check", "build", "status", "diff content content"] {
        let text = run(&site, &line.split(' ').collect::<Vec<_>>(), None).ends_with(1).text();
        if is_chinese(&text) || !text.contains("planed") {
            wrong.push(format!("{line}, with a fault:\n{text}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_town_is_explained_in_the_language_that_is_asked_for() {
    let explained = |lang| run(&root("."), &["explain", "yunyao", "--quarter", "2021Q3"], lang).text();
    let (zh, en) = (explained(Some("zh")), explained(Some("en")));
    assert!(zh.contains("按期计划完成率") && !zh.contains("Rank"), "{zh}");
    assert!(en.contains("Rank") && !en.contains("名次"), "{en}");
    // Neither flag nor environment: the site's.
    assert_eq!(explained(None), zh);
}
