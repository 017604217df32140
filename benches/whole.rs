//! How long whole builds take, against the time that merely writing the same files takes: the table of the README.
//!
//! ```text
//! cargo bench --bench whole                       100 and 1,000 towns
//! cargo bench --bench whole -- 100 1000 10000     as many as are asked for
//! ```
//!
//! Each number of towns has its own example tree (`sunboard init --demo-towns`), in a temporary folder. Every figure of a
//! row comes from the same run on the same machine: compare within a row, not between machines.
#![allow(
    missing_docs,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a measurement that cannot go on has failed"
)]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Threads that write the floor: as many as the builds use here.
const WRITERS: usize = 2;

fn main() {
    let asked: Vec<usize> = std::env::args().skip(1).filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if asked.is_empty() { vec![100, 1_000] } else { asked };
    println!(
        "| towns | pages | files | MB | floor s | full s | of the floor | peak MB | ms a page | no change | one town | one story | one template |"
    );
    println!("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    // Nothing is deleted before the last row: file systems make new files slowly where many have just gone.
    let mut folders = Vec::new();
    for towns in sizes {
        folders.push(tempfile::tempdir().unwrap());
        println!("{}", row(towns, folders.last().unwrap().path()));
    }
}

/// One run of the program.
struct Run {
    took: Duration,
    /// Peak memory in KB; none where the system does not tell.
    peak: Option<u64>,
}

fn row(towns: usize, folder: &Path) -> String {
    let site = folder.join("site");
    sunboard(&["init", site.to_str().unwrap(), "--demo-towns", &towns.to_string()]);
    let content = site.join("content");
    let output = folder.join("output");
    let theme = folder.join("theme");
    fs::create_dir_all(theme.join("words")).unwrap();
    fs::write(theme.join("words/zh-CN.yaml"), "{}\n").unwrap();
    let arguments = ["build", "--quiet", "--threads", "2", "--content"];
    let paths = [&content, &PathBuf::from("--output"), &output, &PathBuf::from("--theme"), &theme];
    let paths = paths.map(|path| path.to_str().unwrap());
    let build = || sunboard(&[&arguments[..], &paths[..]].concat());

    let full = build();
    let files = files(&output);
    let bytes: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
    let pages = files.iter().filter(|(path, _)| path.extension().is_some_and(|ending| ending == "html")).count();
    let floor = floor(&files, &folder.join("floor"));
    let count = files.len();
    drop(files);
    let share = |changed: &Run| format!("{} %", changed.took.as_micros() * 100 / full.took.as_micros());

    build();
    let nothing = share(&build());
    change(&some(&content.join("towns"), "yaml"), "\nname: ", "\nname: 新");
    let town = share(&build());
    change(&some(&content.join("stories"), "md"), "。", "。改了一句。");
    let story = share(&build());
    fs::write(theme.join("words/zh-CN.yaml"), "skip: 跳到正文部分\n").unwrap();
    let template = share(&build());

    let mut row = String::new();
    let peak = full.peak.map_or_else(|| "—".to_owned(), |peak| (peak / 1024).to_string());
    let ratio = full.took.as_micros() * 10 / floor.as_micros();
    let page = full.took.as_micros() / pages.max(1) as u128;
    write!(
        row,
        "| {towns} | {pages} | {count} | {} | {} | {} | {}.{} × | {peak} | {}.{:02} | {nothing} | {town} | {story} | {template} |",
        bytes / 1_000_000,
        seconds(floor),
        seconds(full.took),
        ratio / 10,
        ratio % 10,
        page / 1000,
        page % 1000 / 10,
    )
    .unwrap();
    row
}

fn seconds(took: Duration) -> String {
    format!("{}.{:02}", took.as_secs(), took.subsec_millis() / 10)
}

/// Runs the program and watches its memory.
fn sunboard(arguments: &[&str]) -> Run {
    let begun = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_sunboard")).args(arguments).stdout(Stdio::null()).spawn().unwrap();
    let status = PathBuf::from(format!("/proc/{}/status", child.id()));
    let mut peak = None;
    let ended = loop {
        if let Some(ended) = child.try_wait().unwrap() {
            break ended;
        }
        let told = fs::read_to_string(&status).unwrap_or_default();
        let line = told.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        peak = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).or(peak);
        std::thread::sleep(Duration::from_millis(2));
    };
    assert!(ended.success(), "{arguments:?} failed");
    Run { took: begun.elapsed(), peak }
}

/// The published files below a folder with their bytes, in memory; the tool's own are none of them.
fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
    let plain = entries.filter(|entry| entry.file_type().is_file());
    let read =
        plain.map(|entry| (entry.path().strip_prefix(folder).unwrap().to_owned(), fs::read(entry.path()).unwrap()));
    read.filter(|(path, _)| !path.starts_with(".sunboard")).collect()
}

/// How long writing the same files takes at least: their folders are there, their bytes are in memory.
fn floor(files: &[(PathBuf, Vec<u8>)], folder: &Path) -> Duration {
    for (path, _) in files {
        fs::create_dir_all(folder.join(path).parent().unwrap()).unwrap();
    }
    let begun = Instant::now();
    std::thread::scope(|scope| {
        for part in files.chunks(files.len().div_ceil(WRITERS).max(1)) {
            scope.spawn(move || part.iter().for_each(|(path, bytes)| fs::write(folder.join(path), bytes).unwrap()));
        }
    });
    begun.elapsed()
}

/// One of the files of a folder with an ending.
fn some(folder: &Path, ending: &str) -> PathBuf {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|found| found == ending));
    paths.sort();
    paths.swap_remove(paths.len() / 2)
}

fn change(file: &Path, old: &str, new: &str) {
    let text = format!("\n{}", fs::read_to_string(file).unwrap());
    assert!(text.contains(old), "{} has no {old:?}", file.display());
    fs::write(file, text.replacen(old, new, 1).trim_start_matches('\n')).unwrap();
}
