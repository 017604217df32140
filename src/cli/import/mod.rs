//! `sunboard import`: filled-in tables → what they change, and with `--write` the town files edited in place.
//!
//! All or nothing over all files: one cell that cannot be taken, one new fault in the content, or one finding that nobody has
//! accepted, and no file is touched.

mod doubts;
mod files;
mod report;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::amended::{self, Edited};
use super::args::ImportArguments;
use super::diff::say;
use super::{CommandError, ExitStatus, MessageLanguage, show};
use crate::check;
use crate::diagnostic::Diagnostic;
use crate::editor::returns::plausible::{self, PlausibilityContext};
use crate::editor::returns::update::{Terms, Update, update};
use crate::language::Speaks as _;
use crate::load::{self, Files, Loaded};
use crate::model::SiteConfig;
use doubts::PlausibilityDoubts;
use files::ImportedFiles;
use report::{ImportOutcome, ImportReport};

pub(super) fn import(asked: &ImportArguments, speech: &MessageLanguage) -> Result<ExitStatus, CommandError> {
    let loaded = load::load(&asked.content);
    if let Some(config) = &loaded.tree.config {
        speech.learn(config.language);
    }
    if loaded.tree.towns.is_empty() {
        if !loaded.diagnostics.iter().any(Diagnostic::is_error) {
            return Err(CommandError(message!(
                "还没有小镇，数据无处可写；先执行 sunboard new town",
                "there is no town yet that figures could be written to; begin with sunboard new town"
            )));
        }
        show::text(&loaded.diagnostics, &loaded.files, speech.language());
        return Ok(ExitStatus::Faulty);
    }
    let tree = &loaded.tree;
    let ImportedFiles { reading, told: left_out } = files::read(&asked.files, tree, asked.quarter)?;
    let clock = today(tree.config.as_ref());
    let today = asked.on.unwrap_or(clock);
    let terms = Terms { day: today, revise: asked.revise.as_deref() };
    let mut found = update(tree, &reading.returns, terms).with_projects(tree, &reading.projects, terms);
    let mut problems = reading.problems.clone();
    problems.append(&mut found.problems);
    let told = ImportReport { language: speech.language(), tree };
    say(&told.changes(&found.changes));
    eprint!("{}{}", told.lines(&left_out), told.passed(&reading));
    if !problems.is_empty() {
        eprint!("{}{}", told.notes(&reading, &[]), told.problems(&problems));
        return Ok(ExitStatus::Faulty);
    }
    let Some(edited) = edit(&asked.content, &loaded.files, &found, &told)? else { return Ok(ExitStatus::Faulty) };
    let texts = edited.iter().map(|(path, edited)| (path.clone(), edited.after.clone())).collect();
    let after = load::load_edited(&asked.content, &texts);
    let look = PlausibilityContext { tree: &after.tree, changes: &found.changes, reading: &reading, today, clock };
    let doubts = PlausibilityDoubts::of(plausible::find(&look), &asked.accept);
    eprint!("{}{}", told.notes(&reading, &doubts.all), told.doubts(&doubts));
    let (returns, projects) = (reading.returns.len(), reading.projects.len());
    let (new, files) = new_diagnostics(&loaded, after);
    if !new.is_empty() {
        let is_faulty = new.iter().any(Diagnostic::is_error);
        eprintln!("{}", told.new_diagnostics(is_faulty));
        show::text(&new, &files, speech.language());
        if is_faulty {
            return Ok(ExitStatus::Faulty);
        }
    }
    if asked.write && doubts.open().next().is_some() {
        eprint!("{}", told.stopped(&doubts));
        return Ok(ExitStatus::Faulty);
    }
    if asked.write {
        amended::write(&asked.content, &edited)?;
    }
    let end =
        ImportOutcome { returns, projects, changes: found.changes.len(), files: edited.len(), is_written: asked.write };
    say(&told.end(&end, &doubts));
    Ok(ExitStatus::Done)
}

fn today(config: Option<&SiteConfig>) -> NaiveDate {
    let zone = config.and_then(|config| config.time_zone.parse().ok()).unwrap_or(chrono_tz::Tz::UTC);
    crate::units::local(chrono::Utc::now(), zone).date()
}

/// The town files with the changes, by their path in the content folder; none where one cannot be edited, which is told.
fn edit(
    content: &Path,
    files: &Files,
    found: &Update,
    told: &ImportReport<'_>,
) -> Result<Option<BTreeMap<PathBuf, Edited>>, CommandError> {
    let mut edited = BTreeMap::new();
    let mut is_whole = true;
    for town in found.towns() {
        let paths = ["yaml", "yml"].map(|ending| PathBuf::from(format!("towns/{town}.{ending}")));
        let Some(path) = paths.into_iter().find(|path| files.contains(path)) else { continue };
        let shown = path.display();
        let before = fs::read(content.join(&path)).map_err(|error| {
            CommandError(message!("无法读取 {shown}（{error}）", "{shown} cannot be read ({error})"))
        })?;
        match found.edited(town, &String::from_utf8_lossy(&before)) {
            Ok(after) => _ = edited.insert(path, Edited { before, after }),
            Err(message) => {
                is_whole = false;
                eprintln!("{shown}{}{}", pick!(told, "：", ": "), message.pick(told.language));
            }
        }
    }
    Ok(is_whole.then_some(edited))
}

/// The errors and warnings that the content would have and has not now, with the texts in which they lie.
fn new_diagnostics(now: &Loaded, after: Loaded) -> (Vec<Diagnostic>, Files) {
    let all = |loaded: &Loaded| {
        let mut all = loaded.diagnostics.clone();
        all.extend(check::check(&loaded.tree, &loaded.known, &loaded.files));
        load::sort(&mut all, &loaded.files);
        all
    };
    // Places move with the lines that are put in; what is said of them does not.
    let mut before = all(now);
    let mut new = all(&after);
    new.retain(|one| {
        let is_same = |old: &Diagnostic| (&old.file, old.rule, &old.message) == (&one.file, one.rule, &one.message);
        before.iter().position(is_same).map(|place| before.swap_remove(place)).is_none()
    });
    (new, after.files)
}
