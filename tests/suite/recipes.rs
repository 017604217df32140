//! The files of `sunboard ci`: they are sound YAML and ask for no more than they need. (`tests/tools/recipes.rs` runs them.)

use std::fs;

use serde_yaml::Value;

use crate::harness::recipes::{HOSTS, texts};
use crate::harness::run;

#[test]
fn recipes_ask_for_no_more_than_they_need() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("content")).unwrap();
    fs::write(folder.path().join("content/site.yaml"), "title: x\n").unwrap();
    for (host, paths) in HOSTS {
        run(folder.path(), &["ci", host]).done();
        for file in paths {
            let text = fs::read_to_string(folder.path().join(file)).unwrap();
            let recipe: Value = serde_yaml::from_str(&text).unwrap();
            let mut found = Vec::new();
            texts(&recipe, "", &mut found);
            assert!(!text.contains("internal") && !text.contains("--drafts"), "{file}");
            for (_, used) in found.iter().filter(|(key, _)| key == "uses") {
                let version = used.split_once("@v").map_or("", |(_, version)| version);
                assert!(version.parse::<u32>().is_ok(), "{file}: `{used}` names no version");
                assert!(used.starts_with("actions/"), "{file}: `{used}` is of a third party");
            }
            // What an outsider chose, such as the name of a branch, is never put into a script as text.
            for (_, script) in found.iter().filter(|(key, _)| key == "run") {
                assert!(!script.contains("${{"), "{file}: {script}");
            }
        }
    }
    let text = fs::read_to_string(folder.path().join(".github/workflows/sunboard.yml")).unwrap();
    let recipe: Value = serde_yaml::from_str(&text).unwrap();
    let granted = |value: &Value| {
        let map = value["permissions"].as_mapping().unwrap().clone();
        map.into_iter().map(|(what, how)| format!("{} {}", what.as_str().unwrap(), how.as_str().unwrap())).collect()
    };
    let all: Vec<String> = granted(&recipe);
    assert_eq!(all, ["contents read"]);
    assert!(recipe["jobs"]["check"].get("permissions").is_none());
    let comment: Vec<String> = granted(&recipe["jobs"]["comment"]);
    assert_eq!(comment, ["pull-requests write"]);
    let publish: Vec<String> = granted(&recipe["jobs"]["publish"]);
    assert_eq!(publish, ["pages write", "id-token write"]);
    // The base that the event names may be older than the one that was merged: others' changes would be told, too.
    let mut bases = Vec::new();
    texts(&recipe, "", &mut bases);
    assert_eq!(bases.iter().find(|(key, _)| key == "BASE").map(|(_, base)| base.as_str()), Some("HEAD^1"));
    // The job that may write runs neither the repository's files nor the tool.
    assert!(!serde_yaml::to_string(&recipe["jobs"]["comment"]).unwrap().contains("checkout"));
}

#[test]
fn a_recipe_that_was_changed_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(run(folder.path(), &["ci", "gitee"]).code, Some(2), "there is no site");
    fs::create_dir(folder.path().join("content")).unwrap();
    fs::write(folder.path().join("content/site.yaml"), "title: x\n").unwrap();
    run(folder.path(), &["ci", "gitee"]).done();
    assert_eq!(run(folder.path(), &["ci", "gitee"]).code, Some(0), "the same again");
    let publish = folder.path().join(".workflow/sunboard-publish.yml");
    fs::write(&publish, "mine\n").unwrap();
    fs::remove_file(folder.path().join(".workflow/sunboard-review.yml")).unwrap();
    let again = run(folder.path(), &["ci", "gitee"]).ends_with(2);
    assert!(again.stderr.contains("sunboard-publish.yml exists"));
    assert_eq!(fs::read_to_string(&publish).unwrap(), "mine\n");
    assert!(!folder.path().join(".workflow/sunboard-review.yml").exists(), "all or nothing");
}
