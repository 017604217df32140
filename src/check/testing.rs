//! Looks for faults in a sound tree that one change has broken.

use std::path::Path;

use crate::{check, load};

/// What is found in the sound tree after each `(file, old, new)` was replaced in it, as
/// `rule file underlined text`. An empty `old` makes a new file.
pub fn found(changes: &[(&str, &str, &str)]) -> Vec<String> {
    let origin = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/mutation/content");
    let folder = tempfile::tempdir().expect("a temporary folder");
    for entry in walkdir::WalkDir::new(&origin).sort_by_file_name() {
        let entry = entry.expect("readable");
        let target = folder.path().join(entry.path().strip_prefix(&origin).expect("inside"));
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(target).expect("made");
        } else {
            std::fs::copy(entry.path(), target).expect("copied");
        }
    }
    for (file, old, new) in changes {
        let path = folder.path().join(file);
        if old.is_empty() {
            std::fs::write(path, new).expect("written");
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("read");
        assert!(text.contains(old), "{file} does not hold {old}");
        std::fs::write(path, text.replacen(old, new, 1)).expect("written");
    }
    let loaded = load::load(folder.path());
    let mut all = loaded.diagnostics.clone();
    all.extend(check::check(&loaded.tree, &loaded.known, &loaded.files));
    load::sort(&mut all, &loaded.files);
    let shown = all.iter().map(|diagnostic| {
        let file = diagnostic.file.display();
        let Some((line, column, _, end)) = load::locate(diagnostic, &loaded.files) else {
            return format!("{} {file}", diagnostic.rule);
        };
        let text = loaded.files.text(&diagnostic.file).unwrap_or_default();
        let text = text.lines().nth(line - 1).unwrap_or_default();
        let marked: String = text.chars().skip(column - 1).take(end - column).collect();
        format!("{} {file} {marked}", diagnostic.rule)
    });
    shown.collect()
}

#[test]
fn the_sound_tree_is_sound() {
    assert_eq!(found(&[]), Vec::<String>::new());
}
