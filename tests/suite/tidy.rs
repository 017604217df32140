//! The house rules, held as tests: which room may know which, and what no room may do.

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Rust files below a folder, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of the sources").map(|entry| entry.expect("an entry").path()) {
        if entry.is_dir() {
            found.extend(files(&entry));
        } else if entry.extension().is_some_and(|ending| ending == "rs") {
            found.push(entry);
        }
    }
    found.sort();
    found
}

/// The rooms in the order in which `lib.rs` declares them.
fn rooms() -> Vec<String> {
    let map = fs::read_to_string(root().join("src/lib.rs")).expect("lib.rs");
    let declared =
        map.lines().filter_map(|line| line.trim().strip_prefix("pub mod ").or(line.trim().strip_prefix("mod ")));
    declared.map(|rest| rest.trim_end_matches(';').to_owned()).collect()
}

/// The room of a source file: the first step of its path below `src`.
fn room_of(file: &Path) -> String {
    let below = file.strip_prefix(root().join("src")).expect("below src");
    let first = below.components().next().expect("a step").as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

/// A file's code without its unit tests and comments.
fn code(file: &Path) -> String {
    let text = fs::read_to_string(file).expect("a source file");
    // Unit tests stand at the end of a file.
    let opens_tests = |&(at, _): &(usize, &str)| text[at..].lines().take(3).any(|line| line.starts_with("mod tests"));
    let end = text.match_indices("#[cfg(test)]").find(opens_tests).map_or(text.len(), |(at, _)| at);
    let code = &text[..end];
    code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// Files that hold only tests.
fn is_test_only(file: &Path) -> bool {
    file.file_stem().is_some_and(|stem| stem == "tests" || stem == "testing")
        || file.components().any(|step| step.as_os_str() == "tests")
}

fn sources() -> Vec<PathBuf> {
    files(&root().join("src")).into_iter().filter(|file| !is_test_only(file)).collect()
}

/// Asserts that only the named rooms hold a word, and that they do: a rule about a word nobody uses says nothing.
fn only(words: &[&str], rooms: &[&str]) {
    let mut seen = false;
    for file in sources() {
        let room = room_of(&file);
        let text = code(&file);
        for word in words.iter().filter(|word| text.contains(**word)) {
            assert!(rooms.contains(&room.as_str()), "{} holds `{word}`, which only {rooms:?} may", file.display());
            seen = true;
        }
    }
    assert!(seen, "nothing holds any of {words:?}: the rule is out of date");
}

#[test]
fn a_room_knows_only_rooms_declared_before_it() {
    let rooms = rooms();
    assert!(rooms.len() > 10, "the rooms were not found: {rooms:?}");
    for file in sources() {
        let room = room_of(&file);
        let Some(place) = rooms.iter().position(|name| *name == room) else { continue };
        let text = code(&file);
        for later in &rooms[place + 1..] {
            let knows = text.contains(&format!("crate::{later}::")) || text.contains(&format!("crate::{later};"));
            assert!(!knows, "{} knows `{later}`, which is declared after `{room}`", file.display());
        }
    }
}

#[test]
fn every_room_is_declared_and_every_declaration_has_its_room() {
    let rooms = rooms();
    for file in sources() {
        let room = room_of(&file);
        let outside = ["lib", "main", "build"].contains(&room.as_str());
        assert!(outside || rooms.contains(&room), "{} belongs to no declared room", file.display());
    }
}

#[test]
fn libraries_stay_in_their_rooms() {
    only(&["tera::"], &["render"]);
    only(&["image::"], &["load", "render"]);
    only(&["exif::"], &["load"]);
    only(&["moxcms::"], &["render"]);
    only(&["webp::Encoder", "jpeg_encoder::", "zune_jpeg::"], &["render"]);
    only(&["pulldown_cmark::"], &["markdown", "check", "render"]);
    only(&["charming::"], &["charts"]);
    only(&["xxhash_rust::"], &["datasets", "render", "audit", "publish"]);
    only(&["walkdir::"], &["load", "render"]);
    only(&["saphyr_parser::"], &["load"]);
    only(&["serde_yaml::"], &["load", "render"]);
    only(&["rust_xlsxwriter::"], &["exports", "editor"]);
    only(&["calamine::", "zip::"], &["editor"]);
    only(&["clap::", "indicatif::", "ctrlc::", "open::that"], &["cli"]);
    only(&["tiny_http::", "notify::"], &["preview"]);
    only(&["percent_encoding::"], &["load", "audit", "preview", "units", "model", "exports"]);
    only(&["pinyin::"], &["units"]);
    only(&["unicode_normalization::"], &["units", "check"]);
    only(&["hanconv::"], &["exports"]);
    only(&["ureq::"], &["cli"]);
}

#[test]
fn only_cli_prints_and_reads_the_clock() {
    only(&["println!", "eprintln!", "print!", "eprint!"], &["cli", "main", "build"]);
    only(&["Utc::now", "Local::now", "SystemTime::now", "Instant::now"], &["cli"]);
}

#[test]
fn only_the_rim_touches_files() {
    only(
        &["std::fs", "fs::read", "fs::write", "File::open", "File::create"],
        &["load", "render", "publish", "cli", "build"],
    );
    only(&["fs::write", "File::create", "fs::rename", "fs::remove_file", "create_dir"], &["publish", "cli", "build"]);
}

#[test]
fn results_do_not_depend_on_hash_order_or_floats() {
    for file in sources() {
        // The slow path of loading takes floats from serde only to say that they are refused.
        let text = if file.ends_with("load/blame.rs") { String::new() } else { code(&file) };
        for word in ["HashMap", "HashSet", "f64", "f32"] {
            let allowed = file.ends_with("build.rs")
                || word == "f64" && (room_of(&file) == "exports" || file.ends_with("form/mod.rs"));
            assert!(
                allowed || !text.contains(word),
                "{} holds `{word}`: use sorted maps and exact numbers",
                file.display()
            );
        }
    }
}

#[test]
fn every_file_says_what_it_is_and_stays_readable() {
    for file in files(&root().join("src")) {
        let text = fs::read_to_string(&file).expect("a source file");
        assert!(text.starts_with("//!"), "{} does not open with what it is", file.display());
        let lines = text.lines().count();
        assert!(lines <= 520, "{} has {lines} lines: split it", file.display());
    }
}

#[test]
fn nothing_is_left_undone() {
    for file in sources().into_iter().chain(files(&root().join("tests"))) {
        if file.ends_with("tidy.rs") {
            continue;
        }
        let text = fs::read_to_string(&file).expect("a source file");
        for mark in ["TODO", "FIXME", "XXX", "todo!(", "unimplemented!(", "dbg!("] {
            assert!(!text.contains(mark), "{} holds `{mark}`", file.display());
        }
    }
}

#[test]
fn unwrap_stands_in_tests_only() {
    for file in sources() {
        assert!(
            !code(&file).contains(".unwrap()"),
            "{} unwraps: state the invariant or return a diagnostic",
            file.display()
        );
    }
}

#[test]
fn the_top_level_holds_what_was_agreed() {
    let agreed = [
        "Cargo.toml",
        "Cargo.lock",
        "LICENSE",
        "README.md",
        "src",
        "content",
        "themes",
        "output",
        "tests",
        "benches",
        "target",
    ];
    for entry in fs::read_dir(root()).expect("the checkout") {
        let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
        assert!(name.starts_with('.') || agreed.contains(&name.as_str()), "`{name}` does not belong at the top level");
    }
}

/// YAML's own reading of numbers knows `0x10` and `010`; every field of whole numbers must be read by its digits.
#[test]
fn whole_numbers_are_read_as_they_are_written() {
    let mut seen = 0;
    // These hold what is found, not what is read.
    let is_found = |file: &PathBuf| file.ends_with("mod.rs") || file.ends_with("moved.rs");
    for file in files(&root().join("src/model")).into_iter().filter(|file| !is_found(file)) {
        let text = code(&file);
        for (before, line) in text.lines().zip(text.lines().skip(1)) {
            let kind =
                line.trim().strip_prefix("pub ").and_then(|field| field.split_once(": ")).map_or("", |field| field.1);
            let inner = kind.trim_end_matches(',').trim_end_matches('>').rsplit('<').next().unwrap_or_default();
            if ["u8", "u16", "u32", "u64", "usize", "i32", "i64"].contains(&inner) {
                assert!(
                    before.contains("whole"),
                    "{}: `{}` is not read by `units::whole`",
                    file.display(),
                    line.trim()
                );
                seen += 1;
            }
        }
    }
    assert!(seen > 8, "only {seen} fields were found");
}
