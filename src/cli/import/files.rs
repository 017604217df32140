//! The files that were named → what their tables say, as if they were one.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::super::CommandError;
use crate::diagnostic::Message;
use crate::editor::returns::reading::{self, ReadReturns};
use crate::editor::returns::sheets::{self, Sheet};
use crate::load::{self, NotRead};
use crate::model::Tree;
use crate::units::Quarter;

/// What the files say, and what is to be told of files that were left out.
pub(super) struct ImportedFiles {
    pub reading: ReadReturns,
    pub told: Vec<Message>,
}

/// Reads all files. Each that cannot be read is named, not only the first.
pub(super) fn read(asked: &[PathBuf], tree: &Tree, quarter: Option<Quarter>) -> Result<ImportedFiles, CommandError> {
    let mut troubles = Vec::new();
    let mut found = Vec::new();
    for file in asked {
        match matching(file) {
            Ok(files) => found.extend(files),
            Err(trouble) => troubles.push(trouble),
        }
    }
    let (locks, files): (Vec<PathBuf>, Vec<PathBuf>) = found.into_iter().partition(|file| is_lock(file));
    // Named alone it is what somebody wanted.
    let (files, told) = match files.is_empty() {
        true => (locks, Vec::new()),
        false => (files, locks.iter().map(|file| left_out(file)).collect()),
    };
    troubles.extend(twice(&files));
    let names = names(&files);
    let mut read = Vec::new();
    for (file, name) in files.iter().zip(names) {
        match one(file) {
            Ok(sheets) => read.push((name, reading::read(&sheets, tree, quarter))),
            Err(trouble) if files.len() > 1 => troubles.push(of(&name, &trouble)),
            Err(trouble) => troubles.push(trouble),
        }
    }
    if !troubles.is_empty() {
        let all = |pick: fn(&Message) -> &String| troubles.iter().map(pick).cloned().collect::<Vec<_>>().join("\n");
        return Err(CommandError(Message::new(all(|one| &one.zh), all(|one| &one.en))));
    }
    let reading = match <[_; 1]>::try_from(read) {
        Ok([(_, reading)]) => reading,
        Err(several) => reading::together(several),
    };
    Ok(ImportedFiles { reading, told })
}

/// The files that a name means: itself, else those that fit its `*` and `?`, where the shell has left them.
fn matching(file: &Path) -> Result<Vec<PathBuf>, Message> {
    if !matches!(file.try_exists(), Ok(false)) {
        return Ok(vec![file.to_owned()]);
    }
    let shown = file.display();
    let pattern = file.to_string_lossy();
    if !pattern.contains(['*', '?']) {
        return Err(message!(
            "没有文件 {shown}，请核对文件名和所在的文件夹",
            "there is no file {shown}: check its name and folder"
        ));
    }
    let found = glob::glob(&pattern).map(|paths| paths.flatten().filter(|path| path.is_file()).collect::<Vec<_>>());
    found.ok().filter(|files| !files.is_empty()).ok_or_else(|| {
        message!(
            "没有与 {shown} 相符的文件，请核对文件名和所在的文件夹",
            "no file fits {shown}: check the name and the folder"
        )
    })
}

/// A file that Excel keeps beside one that is open.
fn is_lock(file: &Path) -> bool {
    file.file_name().is_some_and(|name| name.to_string_lossy().starts_with("~$"))
}

fn left_out(file: &Path) -> Message {
    let shown = file.display();
    message!(
        "{shown} 是表格打开时的临时文件，没有读；表格若还开着，请先保存并关闭",
        "{shown} is a temporary file of a table that is open, and was not read; save and close the table first"
    )
}

/// One file that is named twice, under whatever names.
fn twice(files: &[PathBuf]) -> Vec<Message> {
    let mut seen = BTreeSet::new();
    let again = files.iter().filter(|file| !seen.insert(file.canonicalize().unwrap_or_else(|_| (*file).clone())));
    let told = again.map(|file| {
        let shown = file.display();
        message!("{shown} 写了两次；每个文件只写一次", "{shown} is named twice; name each file once")
    });
    told.collect()
}

/// The names under which files are told of: without their folders, where these do not tell them apart.
fn names(files: &[PathBuf]) -> Vec<String> {
    let name = |file: &PathBuf| file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let short: Vec<String> = files.iter().map(name).collect();
    let distinct: BTreeSet<&String> = short.iter().collect();
    match distinct.len() == short.len() {
        true => short,
        false => files.iter().map(|file| file.display().to_string()).collect(),
    }
}

fn of(name: &str, trouble: &Message) -> Message {
    let with = |said: &str, between: &str| match said.contains(name) {
        true => said.to_owned(),
        false => format!("{name}{between}{said}"),
    };
    Message::new(with(&trouble.zh, "："), with(&trouble.en, ": "))
}

fn one(file: &Path) -> Result<Vec<Sheet>, Message> {
    let shown = file.display();
    if file.is_dir() {
        return Err(message!(
            "{shown} 是文件夹；请写填好的表格文件（.xlsx、.xls、.ods、.csv），全部导入写作 {shown}/*.xlsx",
            "{shown} is a folder: name the filled-in tables (.xlsx, .xls, .ods, .csv), or {shown}/*.xlsx for all of them"
        ));
    }
    let bytes = load::read_regular(file, sheets::LONGEST).map_err(|fault| match fault {
        NotRead::TooLong => message!(
            "{shown} 太大，不像是报表（上限 32 MB）",
            "{shown} is too large to be a return (the limit is 32 MB)"
        ),
        fault => {
            let reason = fault.reason(sheets::LONGEST);
            message!("无法读取 {shown}（{}）"(reason.zh), "{shown} cannot be read ({})"(reason.en))
        }
    })?;
    let name = file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    sheets::read(&bytes, &name)
}
