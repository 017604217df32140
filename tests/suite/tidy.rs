//! The house rules, held as tests: which room may know which, and what no room may do.

use std::collections::{BTreeMap, BTreeSet};
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
    // Unit tests stand at the end of a file; those with a file of their own hide nothing behind their declaration.
    let opens_tests = |&(at, _): &(usize, &str)| text[at..].lines().take(3).any(|line| line.starts_with("mod tests {"));
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
        let known = known_rooms(&file, &code(&file));
        for later in &rooms[place + 1..] {
            assert!(!known.contains(later), "{} knows `{later}`, which is declared after `{room}`", file.display());
        }
    }
}

/// The modules at the top that a file names: by `crate::x`, in `use crate::{x, y::{…}}`, or by as many `super::` as lead there.
fn known_rooms(file: &Path, text: &str) -> BTreeSet<String> {
    let below = file.strip_prefix(root().join("src")).expect("below src").with_extension("");
    let steps = below.components().count() - usize::from(below.ends_with("mod"));
    let to_the_top = "super::".repeat(steps);
    let mut known = BTreeSet::new();
    for start in ["crate::", to_the_top.as_str()] {
        for (at, _) in text.match_indices(start) {
            // A longer path than leads to the top starts elsewhere.
            if text[..at].ends_with("::")
                || text[..at].ends_with(|before: char| before.is_alphanumeric() || before == '_')
            {
                continue;
            }
            known.extend(first_steps(&text[at + start.len()..]));
        }
    }
    known
}

/// The first steps of a path, or of each path in braces.
fn first_steps(path: &str) -> Vec<String> {
    let word = |text: &str| text.chars().take_while(|it| it.is_alphanumeric() || *it == '_').collect::<String>();
    let Some(inside) = path.strip_prefix('{') else { return vec![word(path)] };
    let (mut depth, mut steps, mut begins) = (0, Vec::new(), true);
    for (at, it) in inside.char_indices() {
        match it {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => begins = true,
            it if begins && !it.is_whitespace() => {
                steps.push(word(&inside[at..]));
                begins = false;
            }
            _ => {}
        }
    }
    steps
}

#[test]
fn no_way_of_naming_a_room_escapes_the_rule_of_directions() {
    let known =
        |file: &str, text: &str| known_rooms(&root().join("src").join(file), text).into_iter().collect::<Vec<_>>();
    assert_eq!(known("pages/board.rs", "use crate::{cli, render::{Press, Theme}, words};"), ["cli", "render", "words"]);
    assert_eq!(known("pages/board.rs", "super::super::cli::run(); super::rows::all()"), ["cli"]);
    assert_eq!(known("pages/mod.rs", "super::cli::run(); use crate::audit;"), ["audit", "cli"]);
    assert_eq!(known("artifact.rs", "super::cli::run()"), ["cli"]);
    assert!(known("exports/feeds/mod.rs", "super::json::write(); my_crate::cli::x()").iter().all(|it| it == "json"));
}

#[test]
fn every_module_is_used() {
    let sources: Vec<(PathBuf, String)> = sources().into_iter().map(|file| (file.clone(), code(&file))).collect();
    let sources_with_tests: Vec<String> =
        sources.iter().map(|(file, _)| fs::read_to_string(file).expect("a source file")).collect();
    for (file, own) in &sources {
        let below = file.strip_prefix(root().join("src")).expect("below src").with_extension("");
        let path = if below.ends_with("mod") { below.parent().expect("a folder") } else { &below };
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let is_for_tests = sources_with_tests.iter().any(|text| text.contains(&format!("#[cfg(test)]\nmod {name};")));
        if is_for_tests || ["lib", "main", "embed"].contains(&name.as_str()) {
            continue;
        }
        let names = |text: &str| text.contains(&format!("{name}::")) || text.contains(&format!("{name};"));
        // `mod x;` and `pub mod x;` declare it; they do not use it.
        let uses = |text: &str| {
            let lines = text.lines().map(str::trim);
            names(&lines.filter(|line| !line.ends_with(&format!("mod {name};"))).collect::<Vec<_>>().join("\n"))
        };
        // Methods of a type of elsewhere are called without the module's name.
        let methods: Vec<String> = own
            .split("pub")
            .filter_map(|rest| rest.split_once("fn "))
            .filter(|(between, _)| between.len() < 12)
            .map(|(_, rest)| format!(".{}(", rest.split(['(', '<']).next().unwrap_or_default()))
            .collect();
        let calls = |text: &str| methods.iter().any(|method| text.contains(method));
        let is_used = sources.iter().any(|(other, text)| other != file && (uses(text) || calls(text)));
        assert!(is_used, "nothing uses {}", file.display());
    }
}

#[test]
fn every_room_is_declared_and_every_declaration_has_its_room() {
    let rooms = rooms();
    for file in sources() {
        let room = room_of(&file);
        let outside = ["lib", "main", "embed"].contains(&room.as_str());
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
    only(&["xxhash_rust::"], &["digest", "datasets", "audit", "publish"]);
    only(&["walkdir::"], &["load", "render"]);
    only(&["saphyr_parser::"], &["load"]);
    only(&["serde_yaml::"], &["load", "render"]);
    only(&["rust_xlsxwriter::"], &["exports", "editor"]);
    only(&["calamine::", "zip::"], &["editor"]);
    only(&["clap::", "indicatif::", "ctrlc::", "open::that"], &["cli"]);
    only(&["tiny_http::", "notify::"], &["preview"]);
    only(&["percent_encoding::"], &["load", "audit", "preview", "units", "model", "exports", "render"]);
    only(&["pinyin::"], &["units"]);
    only(&["unicode_normalization::"], &["units", "check"]);
    only(&["hanconv::"], &["exports"]);
    only(&["ureq::"], &["cli"]);
}

/// Rooms that tell readers of numbers.
const TELLING: [&str; 5] = ["pages", "charts", "words", "exports", "datasets"];
/// Numbers that evaluation yields: whoever tells of them asks for the figure, not for the field.
const NUMBERS: [&str; 23] = [
    "completed",
    "plan_to_date",
    "plan_year",
    "period_rate",
    "annual_rate",
    "rank",
    "previous_rank",
    "movement",
    "amount",
    "investment",
    "since_start",
    "year_to_date",
    "completion",
    "attained",
    "industrial_share",
    "non_government_share",
    "total_year_on_year",
    "counted",
    "left_out",
    "yellow",
    "red",
    "score",
    "mean",
];
/// Where exact numbers are added up, counted or measured for a drawing, before a figure is made of them.
const COMPUTING: [&str; 15] = [
    "pages/awards.rs",
    "pages/data.rs",
    "pages/drawings.rs",
    "pages/projects.rs",
    "pages/standards.rs",
    "pages/support.rs",
    "pages/town_plans.rs",
    "charts/axis.rs",
    "charts/bar_rows.rs",
    "charts/pace_lines.rs",
    "charts/ranking.rs",
    "charts/sparkline.rs",
    "charts/svg.rs",
    "exports/csv.rs",
    "datasets/value.rs",
];

#[test]
fn nothing_words_a_number_of_the_domain_but_its_figure() {
    // A rate is rounded for readers in one place.
    only(&[".percent("], &["figure"]);
    let mut computing = BTreeSet::new();
    let telling = sources().into_iter().filter(|file| TELLING.contains(&room_of(file).as_str()));
    // What only tests share makes figures of its own.
    for file in telling.filter(|file| !file.ends_with("charts/samples.rs")) {
        let (name, text) = (file.display().to_string(), code(&file));
        for field in NUMBERS {
            for way in ["map(", "and_then(", "unwrap", "as_ref(", "to_string(", "clone("] {
                let taken = format!(".{field}.{way}");
                assert!(!text.contains(&taken), "{name} holds `{taken}`: ask for the figure");
            }
            for shown in
                ["standing", "totals", "result", "row", "card", "own"].map(|it| format!("{it}.{field}.to_string"))
            {
                assert!(!text.contains(&shown), "{name} holds `{shown}`: ask for the figure");
            }
        }
        let units = text.match_indices("units::").flat_map(|(at, path)| first_steps(&text[at + path.len()..]));
        let names_units = units.into_iter().any(|name| ["Money", "Ratio", "Number", "round_half_up"].contains(&&*name));
        if names_units || text.contains("rust_decimal") && room_of(&file) != "charts" {
            let known = COMPUTING.iter().find(|known| name.ends_with(**known));
            computing.insert(*known.unwrap_or_else(|| panic!("{name} handles exact numbers: ask for figures")));
        }
    }
    let idle: Vec<_> = COMPUTING.iter().filter(|known| !computing.contains(**known)).collect();
    assert!(idle.is_empty(), "{idle:?} handle no exact numbers any more");
}

#[test]
fn only_cli_prints_and_reads_the_clock() {
    only(&["println!", "eprintln!", "print!", "eprint!"], &["cli", "main", "embed"]);
    only(&["Utc::now", "Local::now", "SystemTime::now", "Instant::now"], &["cli"]);
}

#[test]
fn only_the_rim_touches_files() {
    only(
        &["std::fs", "fs::read", "fs::write", "File::open", "File::create"],
        &["load", "render", "publish", "cli", "embed"],
    );
    only(&["fs::write", "File::create", "fs::rename", "fs::remove_file", "create_dir"], &["publish", "cli", "embed"]);
}

#[test]
fn results_do_not_depend_on_hash_order_or_floats() {
    for file in sources() {
        // The slow path of loading takes floats from serde only to say that they are refused.
        let text = if file.ends_with("load/blame.rs") { String::new() } else { code(&file) };
        for word in ["HashMap", "HashSet", "f64", "f32"] {
            let allowed = file.ends_with("embed.rs")
                || word == "f64" && (room_of(&file) == "exports" || file.ends_with("form/mod.rs"));
            assert!(
                allowed || !text.contains(word),
                "{} holds `{word}`: use sorted maps and exact numbers",
                file.display()
            );
        }
    }
}

/// Files that are longer than others may be, and why each stays whole.
const LONG_AND_WHOLE: &[(&str, &str)] = &[
    ("src/cli/args/mod.rs", "the whole command line, as its help shows it"),
    ("src/cli/serve.rs", "one protocol: how builds of the preview begin, overtake one another and end"),
    ("src/editor/returns/headings/choice.rs", "one search: each step narrows what the step before has left"),
    ("src/editor/returns/headings/tests.rs", "one table of headings, with what each means"),
    ("src/markdown/emphasis.rs", "one algorithm over runs of marks"),
    ("src/markdown/lines.rs", "one pass over the lines of a text"),
    ("src/pages/parts.rs", "all that a page can be made of, as templates know it"),
    ("src/pages/town_record.rs", "the second half of a town's page, one section a function"),
    ("src/render/markdown.rs", "one writer over the events of a text"),
];

#[test]
fn every_file_says_what_it_is_and_stays_readable() {
    for file in files(&root().join("src")) {
        let text = fs::read_to_string(&file).expect("a source file");
        assert!(text.starts_with("//!"), "{} does not open with what it is", file.display());
        let lines = text.lines().count();
        let is_whole = LONG_AND_WHOLE.iter().any(|(path, _)| file.ends_with(path));
        assert!(lines <= if is_whole { 500 } else { 400 }, "{} has {lines} lines: split it", file.display());
    }
}

/// One name means one type, so that a name that is found is the thing that is looked for.
#[test]
fn one_name_means_one_type() {
    let mut seen: BTreeMap<String, PathBuf> = BTreeMap::new();
    for file in sources() {
        for name in types(&code(&file)) {
            if let Some(other) = seen.insert(name.clone(), file.clone()) {
                panic!(
                    "`{name}` is a type of {} and of {}: call one of them otherwise",
                    other.display(),
                    file.display()
                );
            }
        }
    }
    assert!(seen.len() > 300, "only {} types were found", seen.len());
}

/// The names of the types and traits that a file declares. What a trait asks for (`type Error`) is none of its own.
fn types(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    // Where an `impl` or a `trait` that is not ended yet begins.
    let mut within: Option<usize> = None;
    for line in text.lines() {
        let indent = line.len() - line.trim_start().len();
        let mut words = line.trim_start();
        if let Some(rest) = words.strip_prefix("pub") {
            words = rest.trim_start_matches(|it| it != ' ').trim_start();
            if rest.starts_with("(in ") {
                words = rest.split_once(") ").map_or("", |(_, rest)| rest);
            }
        }
        if within.is_some_and(|begin| indent <= begin) && !words.is_empty() {
            within = None;
        }
        if let Some((kind, rest)) = words.split_once(' ')
            && (["struct", "enum", "trait", "union"].contains(&kind) || kind == "type" && within.is_none())
        {
            found.push(rest.chars().take_while(|it| it.is_alphanumeric() || *it == '_').collect());
        }
        let opens = ["impl ", "impl<", "trait ", "unsafe impl "].iter().any(|word| words.starts_with(word));
        if within.is_none() && opens && !line.trim_end().ends_with('}') {
            within = Some(indent);
        }
    }
    found
}

#[test]
fn the_types_of_a_file_are_found_and_none_else() {
    let text = "pub(in crate::x) struct A<'a> {\n    b: u8,\n}\nimpl Iterator for A<'_> {\n    type Item = u8;\n    fn f() {\n        \
                struct B;\n    }\n}\npub enum C {}\ntype D = u8;\npub(super) trait E {\n    type F;\n}\ntype G = u8;\nimpl X for Y {}\n\
                type H = u8;";
    assert_eq!(types(text), ["A", "B", "C", "D", "E", "G", "H"]);
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

/// `cargo test` needs only Rust: what starts other programs belongs into `tests/tools`.
#[test]
fn tests_that_need_only_rust_start_no_other_program() {
    let starts = ["std::process::Command", "Command::new"];
    let does = |file: &PathBuf| {
        let text = fs::read_to_string(file).expect("a test");
        starts.iter().any(|word| text.contains(word))
    };
    let units = files(&root().join("src")).into_iter().filter(|file| is_test_only(file));
    let suite = files(&root().join("tests/suite")).into_iter().chain(units).filter(|file| !file.ends_with("tidy.rs"));
    let guilty: Vec<PathBuf> = suite.filter(does).collect();
    assert!(guilty.is_empty(), "these start programs: {guilty:?}");
    let started: Vec<PathBuf> = files(&root().join("tests/harness")).into_iter().filter(does).collect();
    assert!(started.len() == 1 && started[0].ends_with("program.rs"), "{started:?}");
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
