//! Whatever a file holds, loading and checking it ends without a panic, and every fault can be drawn.

use std::fs;

use proptest::prelude::*;
use sunboard::language::Language;
use sunboard::load::{draw, locate};

use crate::diagnostics::look;
use crate::harness::{copy, sites};

thread_local! {
    /// One copy of the sound tree for all cases of a test, mended after each.
    static FOLDER: tempfile::TempDir = {
        let folder = tempfile::tempdir().expect("a temporary folder");
        copy(&sites().join("mutation/content"), folder.path());
        folder
    };
}

fn survives(file: &str, bytes: &[u8]) {
    let (loaded, diagnostics) = FOLDER.with(|folder| {
        let path = folder.path().join(file);
        let sound = fs::read(&path).expect("readable");
        fs::write(&path, bytes).expect("written");
        let seen = look(folder.path());
        fs::write(&path, sound).expect("written");
        seen
    });
    for diagnostic in &diagnostics {
        let drawn = draw(diagnostic, &loaded.files, Language::Chinese, false);
        assert!(drawn.contains(diagnostic.rule));
        if let Some((line, column, end_line, end_column)) = locate(diagnostic, &loaded.files) {
            assert!(line >= 1 && column >= 1 && (end_line, end_column) >= (line, column));
        }
    }
}

const FILES: [&str; 4] = ["towns/yunyao.yaml", "stories/kiln-night.md", "rules.yaml", "towns/yunyao/kiln.png"];

/// Pieces that YAML and Markdown are made of, and pieces that break them.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "name", "progress", "quarter", "2020Q3", ": ", ":", "- ", "\n", "\n  ", "\n    ", "[", "]", "{", "}", ", ",
        "'", "\"", "|", ">", "&a", "*a", "!x", "#", "\t", "？", "：", "，", "“", "”", "云", "---\n", "...", "~",
        "null", "%", "@", "`", "\u{feff}", "\u{3000}", "\r\n", "\u{0}", "? ", "<<", "total", "12.30", "💡",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

#[test]
fn wounds_that_once_were_deadly_are_survived() {
    // Values in brackets whose cures reached into one another.
    let file = FILES[0];
    let mut whole = fs::read_to_string(sites().join("mutation/content").join(file)).expect("readable");
    whole.insert_str(281, ": ？]");
    survives(file, whole.as_bytes());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), file in 0usize..4) {
        survives(FILES[file], &bytes);
    }

    #[test]
    fn almost_yaml_never_panics(text in pieces(), file in 0usize..3) {
        survives(FILES[file], text.as_bytes());
    }

    #[test]
    fn sound_files_with_a_wound_never_panic(at in 0usize..6000, text in pieces(), file in 0usize..3) {
        let path = sites().join("mutation/content").join(FILES[file]);
        let mut whole = fs::read_to_string(path).expect("readable");
        let mut at = at % whole.len();
        while !whole.is_char_boundary(at) {
            at -= 1;
        }
        whole.insert_str(at, &text);
        survives(FILES[file], whole.as_bytes());
    }
}
