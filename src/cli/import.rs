//! `sunboard import`: filled-in tables → what they change, and with `--write` the town files edited in place.
//!
//! All or nothing: one cell that cannot be taken, or one new fault in the content, and no file is touched.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::amended::{self, Edited};
use super::args::Import;
use super::diff::say;
use super::{End, Speech, Trouble, show};
use crate::check;
use crate::diagnostic::{Diagnostic, Message};
use crate::editor::returns::reading::{self, Origin, Problem, Reading};
use crate::editor::returns::sheets;
use crate::editor::returns::update::{Change, Terms, Update, What, update};
use crate::load::{self, Files, Loaded, NotRead};
use crate::model::{FigureStatus, SiteConfig, Tree};
use crate::units::{FromText as _, Money};
use crate::words::{Language, numbers, terms};

pub(super) fn import(asked: &Import, speech: &Speech) -> Result<End, Trouble> {
    let loaded = load::load(&asked.content);
    if let Some(config) = &loaded.tree.config {
        speech.learn(config.language);
    }
    if loaded.tree.towns.is_empty() {
        if !loaded.diagnostics.iter().any(Diagnostic::is_error) {
            return Err(Trouble(Message::new(
                "还没有小镇，数据无处可写；先执行 sunboard new town",
                "there is no town yet that figures could be written to; begin with sunboard new town",
            )));
        }
        show::text(&loaded.diagnostics, &loaded.files, speech.is_chinese());
        return Ok(End::Faulty);
    }
    let tree = &loaded.tree;
    let sheets = read(&asked.file)?;
    let reading = reading::read(&sheets, tree, asked.quarter);
    let day = asked.on.unwrap_or_else(|| today(tree.config.as_ref()));
    let terms = Terms { day, revise: asked.revise.as_deref() };
    let mut found = update(tree, &reading.returns, terms);
    let mut problems = reading.problems.clone();
    problems.append(&mut found.problems);
    let told = Told { chinese: speech.is_chinese(), tree };
    say(&told.changes(&found.changes));
    eprint!("{}{}", told.passed(&reading), told.notes(&reading));
    if !problems.is_empty() {
        eprint!("{}", told.problems(&problems));
        return Ok(End::Faulty);
    }
    let Some(edited) = edit(&asked.content, &loaded.files, &found, &told)? else { return Ok(End::Faulty) };
    if let Some((faults, files)) = new_faults(&asked.content, loaded, &edited) {
        eprintln!(
            "{}",
            speech.say(
                "照这张表改，内容会有下列错误，因此没有写入：",
                "with these changes the content would have the following faults, so nothing was written:"
            )
        );
        show::text(&faults, &files, speech.is_chinese());
        return Ok(End::Faulty);
    }
    if asked.write {
        amended::write(&asked.content, &edited)?;
    }
    say(&told_end(&edited, &found, asked.write, &reading, speech));
    Ok(End::Done)
}

fn read(file: &Path) -> Result<Vec<sheets::Sheet>, Trouble> {
    let shown = file.display();
    if matches!(file.try_exists(), Ok(false)) {
        return Err(Trouble(Message::new(
            format!("没有文件 {shown}，请核对文件名和所在的文件夹"),
            format!("there is no file {shown}: check its name and folder"),
        )));
    }
    if file.is_dir() {
        return Err(Trouble(Message::new(
            format!("{shown} 是文件夹；请写填好的表格文件（.xlsx、.xls、.csv）"),
            format!("{shown} is a folder: name the filled-in table (.xlsx, .xls, .csv)"),
        )));
    }
    let bytes = load::read_regular(file, sheets::LONGEST).map_err(|fault| match fault {
        NotRead::TooLong => Trouble(Message::new(
            format!("{shown} 太大，不像是报表（上限 32 MB）"),
            format!("{shown} is too large to be a return (the limit is 32 MB)"),
        )),
        fault => {
            let reason = fault.reason(sheets::LONGEST);
            Trouble(Message::new(
                format!("无法读取 {shown}（{}）", reason.zh),
                format!("{shown} cannot be read ({})", reason.en),
            ))
        }
    })?;
    let name = file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    sheets::read(&bytes, &name).map_err(Trouble)
}

fn today(config: Option<&SiteConfig>) -> NaiveDate {
    let zone = config.and_then(|config| config.time_zone.parse().ok()).unwrap_or(chrono_tz::Tz::UTC);
    chrono::Utc::now().with_timezone(&zone).date_naive()
}
/// The town files with the changes, by their path in the content folder; none where one cannot be edited, which is told.
fn edit(
    content: &Path,
    files: &Files,
    found: &Update,
    told: &Told<'_>,
) -> Result<Option<BTreeMap<PathBuf, Edited>>, Trouble> {
    let mut edited = BTreeMap::new();
    let mut is_whole = true;
    for town in found.towns() {
        let paths = ["yaml", "yml"].map(|ending| PathBuf::from(format!("towns/{town}.{ending}")));
        let Some(path) = paths.into_iter().find(|path| files.contains(path)) else { continue };
        let shown = path.display();
        let before = fs::read(content.join(&path)).map_err(|error| {
            Trouble(Message::new(format!("无法读取 {shown}（{error}）"), format!("{shown} cannot be read ({error})")))
        })?;
        match found.edited(town, &String::from_utf8_lossy(&before)) {
            Ok(after) => _ = edited.insert(path, Edited { before, after }),
            Err(message) => {
                is_whole = false;
                eprintln!("{shown}{}{}", told.say("：", ": "), message.in_chinese(told.chinese));
            }
        }
    }
    Ok(is_whole.then_some(edited))
}

/// The errors that the content would have and has not now.
fn new_faults(content: &Path, now: Loaded, edited: &BTreeMap<PathBuf, Edited>) -> Option<(Vec<Diagnostic>, Files)> {
    let faults = |mut loaded: Loaded| {
        loaded.diagnostics.extend(check::check(&loaded.tree, &loaded.known, &loaded.files));
        load::sort(&mut loaded.diagnostics, &loaded.files);
        loaded.diagnostics.retain(Diagnostic::is_error);
        (loaded.diagnostics, loaded.files)
    };
    let texts = edited.iter().map(|(path, edited)| (path.clone(), edited.after.clone())).collect();
    let (before, _) = faults(now);
    let (mut after, files) = faults(load::load_edited(content, &texts));
    // Places move with the lines that are put in; what is said of them does not.
    after.retain(|fault| {
        !before.iter().any(|old| (&old.file, old.rule, &old.message) == (&fault.file, fault.rule, &fault.message))
    });
    (!after.is_empty()).then_some((after, files))
}

/// The last lines: what was written, or how to write it.
fn told_end(
    edited: &BTreeMap<PathBuf, Edited>,
    found: &Update,
    written: bool,
    reading: &Reading,
    speech: &Speech,
) -> String {
    let (returns, changes, files) = (reading.returns.len(), found.changes.len(), edited.len());
    let message = match (changes, written) {
        (0, _) => Message::new(
            format!("读到{returns}个小镇的报送，与现有数据一致，没有变化"),
            format!("{returns} returns were read; they change nothing"),
        ),
        (_, true) => Message::new(
            format!("已写入{files}个小镇文件，共{changes}处变化"),
            format!("{changes} changes were written to {files} town files"),
        ),
        (_, false) => Message::new(
            format!("共{changes}处变化，涉及{files}个小镇文件；现在只是预览，确认后加 --write 写入"),
            format!("{changes} changes in {files} town files; this is a preview: add --write to write them"),
        ),
    };
    format!("{}\n", message.in_chinese(speech.is_chinese()))
}

/// Changes and problems in words.
struct Told<'a> {
    chinese: bool,
    tree: &'a Tree,
}

impl Told<'_> {
    fn say<'w>(&self, zh: &'w str, en: &'w str) -> &'w str {
        if self.chinese { zh } else { en }
    }

    fn language(&self) -> Language {
        if self.chinese { Language::Chinese } else { Language::English }
    }

    fn changes(&self, changes: &[Change]) -> String {
        let mut out = String::new();
        let mut last = None;
        for change in changes {
            if last.replace((&change.town, change.quarter)) != Some((&change.town, change.quarter)) {
                let name = self.tree.towns.get(&change.town).map_or("", |town| town.name.0.as_str());
                out.push_str(&format!(
                    "{name}{} {}\n",
                    self.say(&format!("（{}）", change.town), &format!(" ({})", change.town)),
                    change.quarter
                ));
            }
            out.push_str(&self.change(change));
        }
        out
    }

    fn change(&self, change: &Change) -> String {
        let name = match &change.what {
            What::Figure(field) => terms::progress_field(*field, self.language()),
            What::Indicator(name, _) => name,
            What::Status => self.say("数据状态", "status"),
            What::Reported => self.say("报送日期", "reported on"),
            What::Note => self.say("情况说明", "the town's own word"),
        };
        let none = self.say("（无）", "(none)").to_owned();
        let before = change.before.as_ref().map_or(none, |value| self.value(&change.what, value));
        let after = self.value(&change.what, &change.after);
        let unit = match &change.what {
            What::Figure(_) => self.say("万元", " (万元)"),
            What::Indicator(_, unit) => unit,
            _ => "",
        };
        let kept = match change.is_revision {
            true => self.say("（修订，旧值留在修订记录里）", " (a correction; the earlier value is kept)"),
            false => "",
        };
        let cell = change.origin.as_ref().map_or_else(String::new, |origin| format!("  [{origin}]"));
        format!("  {name}{}{before} → {after}{unit}{kept}{cell}\n", self.say("：", ": "))
    }

    fn value(&self, what: &What, value: &str) -> String {
        match what {
            What::Figure(_) => Money::from_text(value).map_or_else(|_| value.to_owned(), numbers::wan),
            What::Status => {
                let status = match value {
                    "final" => FigureStatus::Final,
                    "revised" => FigureStatus::Revised,
                    _ => FigureStatus::Provisional,
                };
                terms::figure_status(status, self.language()).to_owned()
            }
            What::Note => value.replace('\n', " "),
            What::Reported | What::Indicator(..) => value.to_owned(),
        }
    }

    /// Columns that were not taken: where a figure is missed, this tells why.
    fn passed(&self, reading: &Reading) -> String {
        let mut out = String::new();
        for (sheet, headings) in &reading.passed {
            let list = headings.iter().map(|heading| heading.replace('\n', " ")).collect::<Vec<_>>();
            let (zh, en) = (list.join("、"), list.join(", "));
            out.push_str(&match self.chinese {
                true => format!("“{sheet}”中没有采用的列：{zh}\n"),
                false => format!("columns of `{sheet}` that were not taken: {en}\n"),
            });
        }
        out
    }

    /// What is told of cells that were taken, left out or checked.
    fn notes(&self, reading: &Reading) -> String {
        let notes = reading.notes.iter().map(|note| (note.origin.as_ref(), &note.message));
        let contradictions = reading.contradictions.iter().map(|found| (Some(&found.origin), &found.message));
        let line = |(origin, message): (Option<&Origin>, &Message)| {
            let place = origin.map_or_else(String::new, |origin| format!("{origin}  "));
            format!("{place}{}\n", message.in_chinese(self.chinese))
        };
        notes.chain(contradictions).map(line).collect()
    }

    fn problems(&self, problems: &[Problem]) -> String {
        let mut out = String::new();
        for problem in problems {
            let place = problem.origin.as_ref().map_or_else(String::new, |origin| format!("{origin}  "));
            let why = problem.why.in_chinese(self.chinese);
            let value = problem.value.replace('\n', " ");
            let is_named = why.contains(&format!("“{value}”")) || why.contains(&format!("`{value}`"));
            let meaning = problem.meaning.map_or_else(String::new, |amount| {
                let amount = numbers::exact_money(amount, self.language());
                self.say(&format!("（{amount}）"), &format!(" ({amount})")).to_owned()
            });
            let value = match value.is_empty() || is_named {
                true => String::new(),
                false => {
                    format!("{}{value}{}{meaning}{}", self.say("“", "`"), self.say("”", "`"), self.say("：", ": "))
                }
            };
            out.push_str(&format!("{place}{value}{why}\n"));
        }
        let count = problems.len();
        out + &match self.chinese {
            true => format!("有{count}处不能采用，因此什么都没有写入；请改正表格后重新导入\n"),
            false => {
                format!("{count} places cannot be taken, so nothing was written; mend the table and import it again\n")
            }
        }
    }
}
