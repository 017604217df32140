//! What an editor is told, word for word. Each folder of `tests/sites/faults` is laid over the sound tree of
//! `tests/sites/mutation`; what is drawn then must be its `expected.stderr`, in Chinese and in English.
//!
//! `SUNBOARD_BLESS=1` writes the expectations anew.

use std::fs;
use std::path::Path;

use sunboard::diagnostic::Diagnostic;
use sunboard::language::Language;
use sunboard::load::{Loaded, draw, load, locate, sort};

use crate::harness::{copy, sites};

/// Loads and checks a folder.
pub fn look(content: &Path) -> (Loaded, Vec<Diagnostic>) {
    let loaded = load(content);
    let mut all = loaded.diagnostics.clone();
    all.extend(sunboard::check::check(&loaded.tree, &loaded.known, &loaded.files));
    sort(&mut all, &loaded.files);
    (loaded, all)
}

/// What cannot be kept in a repository on every system.
fn prepare(case: &str, content: &Path) {
    match case {
        "huge" => {
            let file = fs::File::create(content.join("towns/huge.yaml")).expect("made");
            file.set_len(300 * 1024 * 1024).expect("sparse");
            let file = fs::File::create(content.join("towns/yunyao/huge.jpg")).expect("made");
            file.set_len(300 * 1024 * 1024).expect("sparse");
        }
        // Windows could not even check these out.
        #[cfg(unix)]
        "file-names" => {
            fs::write(
                content.join("towns/con.yaml"),
                "name: 试点小镇\ncategory_history: [{from: 2019-01, category: municipal}]\n",
            )
            .expect("written");
            for name in ["AUX.png", "lpt1.tar.pdf", "b.png.", "c.png "] {
                fs::write(content.join("towns/lanshan").join(name), "").expect("written");
            }
        }
        #[cfg(unix)]
        "symbolic-link" => {
            let link =
                |target: &str, name: &str| std::os::unix::fs::symlink(target, content.join(name)).expect("linked");
            link("/etc/hosts", "towns/hosts.yaml");
            link("../../..", "towns/lanshan");
            link("nowhere.yaml", "towns/nowhere.yaml");
            link("lanshan.yaml", "towns/same.yaml");
        }
        _ => {}
    }
}

fn drawn(case: &str) -> String {
    let folder = tempfile::tempdir().expect("a temporary folder");
    copy(&sites().join("mutation/content"), folder.path());
    copy(&sites().join("faults").join(case).join("content"), folder.path());
    prepare(case, folder.path());
    let (loaded, diagnostics) = look(folder.path());
    let in_language = |language: Language| {
        diagnostics
            .iter()
            .map(|diagnostic| draw(diagnostic, &loaded.files, language, false))
            .collect::<Vec<_>>()
            .join("\n")
    };
    if diagnostics.is_empty() {
        String::new()
    } else {
        format!("{}\n{}", in_language(Language::Chinese), in_language(Language::English))
    }
}

#[test]
fn each_fault_is_told_in_these_words() {
    let bless = std::env::var_os("SUNBOARD_BLESS").is_some();
    let mut wrong = Vec::new();
    let mut cases = 0;
    for entry in fs::read_dir(sites().join("faults")).expect("readable") {
        let entry = entry.expect("readable");
        if !entry.path().is_dir()
            || (cfg!(not(unix)) && ["symbolic-link", "file-names"].iter().any(|case| entry.file_name() == *case))
        {
            continue;
        }
        cases += 1;
        let case = entry.file_name().into_string().expect("a name in UTF-8");
        let drawn = drawn(&case);
        let file = entry.path().join("expected.stderr");
        if bless {
            fs::write(file, drawn).expect("written");
        } else if fs::read_to_string(file).unwrap_or_default() != drawn {
            wrong.push(format!("== {case}\n{drawn}"));
        }
    }
    assert!(cases >= 25, "only {cases} cases were found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_sound_tree_and_byte_order_marks_are_accepted() {
    let (_, diagnostics) = look(&sites().join("mutation/content"));
    assert_eq!(diagnostics, []);
    assert_eq!(drawn("accepted"), "");
}

#[test]
fn colours_are_drawn_when_asked_for_and_places_are_numbers() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("site.yaml"), "title: ''\n").expect("written");
    let (loaded, diagnostics) = look(folder.path());
    let empty = diagnostics.iter().find(|diagnostic| diagnostic.rule == "bad-value").expect("the title is empty");
    assert!(draw(empty, &loaded.files, Language::Chinese, true).contains("\u{1b}["));
    assert!(!draw(empty, &loaded.files, Language::Chinese, false).contains('\u{1b}'));
    assert_eq!(locate(empty, &loaded.files), Some((1, 8, 1, 10)));
}

#[test]
fn a_folder_that_is_not_there_is_said() {
    let (_, diagnostics) = look(Path::new("no/such/folder"));
    assert_eq!(diagnostics.iter().map(|diagnostic| diagnostic.rule).collect::<Vec<_>>(), ["no-content"]);
}
