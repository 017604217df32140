//! The office's own list of words, end to end: a forbidden one keeps the site from being published, a preferred one does
//! not; both are told with place and cure.

use std::fs;

use crate::harness::{content, run, write};

const WORDS: &[u8] = "forbidden:
  - {word: 某某小镇, why: 占位文字}
preferred:
  - {word: 国土局, instead: 自然资源局}
"
.as_bytes();

#[test]
fn a_forbidden_word_stops_the_build_and_a_preferred_one_does_not() {
    let story = "---\ntitle: 走访\ndate: 2020-09-01\n---\n\n据国土局介绍，用地已批复。\n";
    let made = content(&[("words.yaml", WORDS), ("stories/visit.md", story.as_bytes())]);
    let folder = tempfile::tempdir().unwrap();
    fs::rename(made.path(), folder.path().join("content")).unwrap();
    let output = run(folder.path(), &["build", "--lang", "zh"]);
    let told = output.stderr;
    assert_eq!(output.code, Some(0), "{told}");
    assert!(told.contains("警告[preferred-word]: “国土局”不是规范用语"), "{told}");
    assert!(told.contains("stories/visit.md:6:2") && told.contains("请改为“自然资源局”"), "{told}");

    let worse = story.replace("国土局", "某某小镇");
    write(folder.path(), "content/stories/visit.md", worse.as_bytes());
    let output = run(folder.path(), &["build", "--lang", "en"]);
    let told = output.stderr;
    assert_eq!(output.code, Some(1), "{told}");
    assert!(told.contains("error[forbidden-word]: `某某小镇` must not be used (占位文字)"), "{told}");
    let found = run(folder.path(), &["check", "--format", "json"]).json();
    let fault = found.as_array().unwrap().iter().find(|fault| fault["rule"] == "forbidden-word").unwrap();
    assert_eq!((fault["line"].as_u64(), fault["column"].as_u64()), (Some(6), Some(2)));
    assert_eq!((fault["end_line"].as_u64(), fault["end_column"].as_u64()), (Some(6), Some(6)));
}

#[test]
fn the_list_is_not_published() {
    let made = content(&[("words.yaml", WORDS)]);
    let output = tempfile::tempdir().unwrap();
    let (from, to) = (made.path().to_str().unwrap(), output.path().to_str().unwrap());
    run(made.path(), &["build", "--quiet", "--content", from, "--output", to]).done();
    for entry in walkdir::WalkDir::new(output.path()) {
        let entry = entry.unwrap();
        if entry.file_type().is_file() {
            let bytes = fs::read(entry.path()).unwrap();
            let word = "某某小镇".as_bytes();
            assert!(!bytes.windows(word.len()).any(|found| found == word), "{}", entry.path().display());
        }
    }
}
