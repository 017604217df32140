//! What is no regular file in the place of one: a named pipe waits for a writer, a device never ends. Every command says
//! so at once.
#![cfg(unix)]

use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::diagnostics::look;
use crate::harness::{Run, Sunboard, copy, sites};

/// A site of the sound tree with a theme of its own.
fn site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(&sites().join("mutation/content"), &folder.path().join("content"));
    fs::create_dir_all(folder.path().join("themes/default/words")).unwrap();
    folder
}

fn pipe(path: &Path) {
    let _ = fs::remove_file(path);
    nix::unistd::mkfifo(path, nix::sys::stat::Mode::S_IRWXU).unwrap();
}

/// What a command gives; one that waits is ended and has failed.
fn run(site: &Path, arguments: &[&str]) -> Run {
    let mut run = Sunboard::new(site).args(arguments).start();
    let begun = Instant::now();
    while run.child.try_wait().unwrap().is_none() {
        if begun.elapsed() > Duration::from_secs(60) {
            run.child.kill().unwrap();
            panic!("{arguments:?} waits");
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    run.end()
}

#[test]
fn a_pipe_in_the_place_of_any_content_file_is_told_at_once() {
    let whole = site();
    let root = whole.path().join("content");
    let mut seen = 0;
    for entry in walkdir::WalkDir::new(&root).sort_by_file_name() {
        let entry = entry.unwrap();
        if !entry.file_type().is_file() {
            continue;
        }
        let file = entry.path().strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
        let site = site();
        pipe(&site.path().join("content").join(&file));
        for command in ["check", "build"] {
            let output = run(site.path(), &[command]);
            assert_eq!(output.code, Some(1), "{command} {file}: {}", output.text());
            assert!(output.text().contains("error[not-a-file]: this is a named pipe"), "{file}: {}", output.text());
            assert!(output.text().contains(&file), "{file}: {}", output.text());
            assert!(!output.text().contains("[missing-file]"), "{file}: {}", output.text());
        }
        seen += 1;
    }
    assert!(seen > 10, "only {seen} files");
}

#[test]
fn devices_and_sockets_are_told_and_files_that_grow_are_bounded() {
    let site = site();
    let content = site.path().join("content");
    // A link to a device leads out of the folder.
    fs::remove_file(content.join("site.yaml")).unwrap();
    symlink("/dev/zero", content.join("site.yaml")).unwrap();
    fs::remove_file(content.join("words.yaml")).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(content.join("words.yaml")).unwrap();
    let output = run(site.path(), &["check"]).ends_with(1);
    assert!(output.text().contains("error[symbolic-link]"), "{}", output.text());
    assert!(output.text().contains("this is a socket"), "{}", output.text());
    assert!(!output.text().contains("[missing-file]"), "{}", output.text());
}

#[test]
fn pipes_and_links_in_a_theme_are_told() {
    for place in ["themes/default/words/en.yaml", "themes/default/templates", "themes/default/readme"] {
        let site = site();
        pipe(&site.path().join(place));
        for command in ["check", "build"] {
            let output = run(site.path(), &[command]);
            assert_ne!(output.code, Some(0), "{place}: {}", output.text());
            assert!(output.text().contains("named pipe"), "{place}: {}", output.text());
            assert!(output.text().contains(place), "{place}: {}", output.text());
        }
    }
    let site = site();
    symlink("/dev/zero", site.path().join("themes/default/words/zh-CN.yaml")).unwrap();
    let output = run(site.path(), &["build"]);
    assert!(output.text().contains("symbolic link"), "{}", output.text());
}

#[test]
fn pipes_and_devices_named_on_the_command_line_are_told() {
    let site = site();
    pipe(&site.path().join("pipe.yaml"));
    pipe(&site.path().join("pipe.csv"));
    for arguments in [
        ["explain", "--rules", "pipe.yaml"],
        ["explain", "--rules", "/dev/zero"],
        ["import", "--quarter", "2020Q3"],
        ["import", "--quarter", "2020Q3"],
    ]
    .into_iter()
    .zip([None, None, Some("pipe.csv"), Some("/dev/zero")])
    .map(|(arguments, more)| arguments.into_iter().chain(more).collect::<Vec<_>>())
    {
        let output = run(site.path(), &arguments);
        assert_ne!(output.code, Some(0), "{arguments:?}: {}", output.text());
        let is_told = output.text().contains("named pipe") || output.text().contains("device");
        assert!(is_told, "{arguments:?}: {}", output.text());
    }
}

#[test]
fn names_in_gbk_are_told_with_the_cure() {
    let folder = tempfile::tempdir().unwrap();
    copy(&sites().join("mutation/content"), folder.path());
    let (name, _, _) = encoding_rs::GBK.encode("云窑.jpg");
    let path = folder.path().join("towns/yunyao").join(std::ffi::OsStr::from_bytes(&name));
    let picture = fs::read(folder.path().join("towns/yunyao/kiln.png")).unwrap();
    // Some file systems take no such name.
    if fs::write(&path, &picture).is_ok() {
        let (_, diagnostics) = look(folder.path());
        let found: Vec<_> = diagnostics.iter().map(|found| (found.rule, found.message.zh.as_str())).collect();
        assert_eq!(found, [("bad-file-name", "文件名不是 UTF-8 编码，看来是 GBK 编码的“云窑.jpg”")]);
        assert!(diagnostics[0].hint.as_ref().unwrap().zh.contains("unzip -O GBK"));
        fs::remove_file(&path).unwrap();
    }
    for garbled in ["ÔÆÒ¤.png", "╘╞╥ñ.png", "浜戠獞.png"] {
        let path = folder.path().join("towns/yunyao").join(garbled);
        fs::write(&path, &picture).unwrap();
        let (_, diagnostics) = look(folder.path());
        let found = diagnostics.iter().find(|found| found.rule == "garbled-file-name").unwrap();
        assert!(found.message.zh.contains("云窑.png"), "{garbled}");
        assert!(found.hint.as_ref().unwrap().en.contains("unzip -O GBK"));
        fs::remove_file(&path).unwrap();
    }
}
