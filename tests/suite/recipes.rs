//! The files of `sunboard ci`: they are sound YAML, ask for no more than they need, and every command of ours in them runs
//! in a repository of git.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_yaml::Value;

use crate::diagnostics::copy;

const HOSTS: [(&str, &[&str]); 3] = [
    ("github", &[".github/workflows/sunboard.yml"]),
    ("gitlab", &[".gitlab-ci.yml"]),
    ("gitee", &[".workflow/sunboard-review.yml", ".workflow/sunboard-publish.yml"]),
];

fn sunboard(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sunboard"));
    command.args(arguments).args(["--lang", "en"]).current_dir(folder).output().unwrap()
}

fn git(folder: &Path, arguments: &[&str]) -> String {
    let names = ["-c", "user.name=e", "-c", "user.email=e@example.cn", "-c", "init.defaultBranch=master"];
    let ran = Command::new("git").args(names).args(arguments).current_dir(folder).output();
    let ran = ran.expect("git is needed: apt-get install git");
    assert!(ran.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&ran.stderr));
    String::from_utf8(ran.stdout).unwrap().trim().to_owned()
}

/// Every text of a YAML value, with the key under which it stands.
fn texts(value: &Value, key: &str, found: &mut Vec<(String, String)>) {
    match value {
        Value::String(text) => found.push((key.to_owned(), text.clone())),
        Value::Sequence(list) => list.iter().for_each(|one| texts(one, key, found)),
        Value::Mapping(map) => {
            map.iter().for_each(|(key, value)| texts(value, key.as_str().unwrap_or_default(), found));
        }
        _ => {}
    }
}

/// A repository with the files of a host: two commits, the second of which changes a figure; and the first one's id.
fn repository(folder: &Path, host: &str) -> String {
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"), &folder.join("content"));
    let wrote = sunboard(folder, &["ci", host]);
    assert!(wrote.status.success(), "{}", String::from_utf8_lossy(&wrote.stderr));
    git(folder, &["init", "--quiet"]);
    git(folder, &["add", "--all"]);
    git(folder, &["commit", "--quiet", "--message", "first"]);
    let base = git(folder, &["rev-parse", "HEAD"]);
    let town = folder.join("content/towns/yunyao.yaml");
    let text = fs::read_to_string(&town).unwrap();
    assert_eq!(text.matches("key_projects: 43680").count(), 1);
    fs::write(&town, text.replace("key_projects: 43680", "key_projects: 30000")).unwrap();
    git(folder, &["commit", "--quiet", "--all", "--message", "second"]);
    git(folder, &["update-ref", "refs/remotes/origin/master", &base]);
    base
}

#[test]
fn every_command_of_ours_in_the_recipes_runs() {
    let tool = Path::new(env!("CARGO_BIN_EXE_sunboard")).parent().unwrap();
    let path = format!("{}:{}", tool.display(), std::env::var("PATH").unwrap());
    for (host, paths) in HOSTS {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("repository");
        fs::create_dir(&place).unwrap();
        let base = repository(&place, host);
        fs::write(folder.path().join("published"), "2020-01-01T00:00:00Z\n").unwrap();
        let mut ran = Vec::new();
        for file in paths {
            let recipe: Value = serde_yaml::from_str(&fs::read_to_string(place.join(file)).unwrap()).unwrap();
            let mut found = Vec::new();
            texts(&recipe, "", &mut found);
            let scripts = found.iter().filter(|(key, _)| ["run", "script"].contains(&key.as_str()));
            let lines = scripts.flat_map(|(_, text)| text.lines()).map(str::trim);
            for line in lines.filter(|line| line.starts_with("sunboard ")) {
                let output = Command::new("sh")
                    .args(["-euc", line])
                    .current_dir(&place)
                    .env("PATH", &path)
                    .env("LC_ALL", "C")
                    .envs([("BASE", &"HEAD^1".to_owned()), ("CI_MERGE_REQUEST_DIFF_BASE_SHA", &base)])
                    .env("GITEE_BRANCH", "master")
                    .output()
                    .unwrap();
                assert!(output.status.success(), "{host}: {line}\n{}", String::from_utf8_lossy(&output.stderr));
                ran.push(line.split(' ').nth(1).unwrap().to_owned());
            }
        }
        for command in ["check", "diff", "build"] {
            assert!(ran.iter().any(|one| one == command), "{host} runs no {command}: {ran:?}");
        }
        let told = [place.join("diff.md"), folder.path().join("diff.md")];
        let told = told.iter().find_map(|file| fs::read_to_string(file).ok()).expect("the changes as a file");
        assert!(told.starts_with("### 8个小镇，共17处变化"), "in the site's language: {told}");
        let outputs = [place.join("output"), place.join("public"), folder.path().join("output")];
        let output = outputs.iter().find(|output| output.is_dir()).expect("a site");
        assert!(!fs::read_to_string(output.join("index.html")).unwrap().contains("内部资料"));
    }
}

/// A site whose quarter came out at 9:30 on 8 March 2022, by the clocks of its zone.
fn with_a_release(folder: &Path) {
    let site = crate::harness::SITE.replace("as_of: 2020-10-31", "as_of: 2022-03-08 12:00");
    for (path, text) in [
        ("site.yaml", site.as_str()),
        ("rules.yaml", "{}\n"),
        ("counties.yaml", "[]\n"),
        ("quarters/2021Q4.yaml", "quarter: 2021Q4\nreleased: 2022-03-08 9:30\n"),
    ] {
        crate::harness::write(&folder.join("content"), path, text.as_bytes());
    }
}

/// What a part of a recipe does where the site was published last at a moment.
fn looks(folder: &Path, script: &str, last: &str) -> (Option<i32>, String) {
    let tool = Path::new(env!("CARGO_BIN_EXE_sunboard")).parent().unwrap();
    let stubs = folder.join("stubs");
    crate::harness::write(&stubs, "gh", format!("#!/bin/sh\necho {last}\n").as_bytes());
    let made = Command::new("chmod").arg("+x").arg(stubs.join("gh")).status().unwrap();
    assert!(made.success());
    fs::write(folder.join(".published"), last).unwrap();
    let told = folder.join("told");
    fs::write(&told, "").unwrap();
    let ran = Command::new("sh")
        .args(["-euc", script])
        .current_dir(folder)
        .env("PATH", format!("{}:{}:{}", stubs.display(), tool.display(), std::env::var("PATH").unwrap()))
        .envs([("GITHUB_REPOSITORY", "a/b"), ("BRANCH", "main"), ("CI_PIPELINE_SOURCE", "schedule")])
        .env("GITHUB_OUTPUT", &told)
        .output()
        .unwrap();
    (ran.status.code(), fs::read_to_string(told).unwrap())
}

#[test]
fn scheduled_runs_publish_only_where_something_came_out() {
    let folder = tempfile::tempdir().unwrap();
    with_a_release(folder.path());
    let recipe = |host: &str, file: &str| {
        assert!(sunboard(folder.path(), &["ci", host]).status.success());
        serde_yaml::from_str::<Value>(&fs::read_to_string(folder.path().join(file)).unwrap()).unwrap()
    };
    let (early, late) = ("2022-03-08T01:29:00Z", "2022-03-08T01:31:00Z");
    let github = recipe("github", ".github/workflows/sunboard.yml");
    let steps = github["jobs"]["due"]["steps"].as_sequence().unwrap();
    let script = steps.iter().find(|step| step["id"] == "next").unwrap()["run"].as_str().unwrap();
    assert_eq!(looks(folder.path(), script, early), (Some(0), "due=yes\n".to_owned()));
    assert_eq!(looks(folder.path(), script, late), (Some(0), "due=no\n".to_owned()));
    assert_eq!(looks(folder.path(), script, ""), (Some(0), "due=yes\n".to_owned()), "it was never published");
    assert_eq!(looks(folder.path(), script, "nonsense").0, Some(2), "trouble is no quiet end");
    let gitlab = recipe("gitlab", ".gitlab-ci.yml");
    assert_eq!(gitlab["pages"]["allow_failure"]["exit_codes"], 3);
    let lines = gitlab["pages"]["script"].as_sequence().unwrap();
    let line = lines.iter().filter_map(Value::as_str).find(|line| line.contains("sunboard next")).unwrap();
    assert_eq!(looks(folder.path(), line, early).0, Some(0));
    assert_eq!(looks(folder.path(), line, late).0, Some(3));
}

#[test]
fn recipes_ask_for_no_more_than_they_need() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("content")).unwrap();
    fs::write(folder.path().join("content/site.yaml"), "title: x\n").unwrap();
    for (host, paths) in HOSTS {
        assert!(sunboard(folder.path(), &["ci", host]).status.success());
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
    assert_eq!(sunboard(folder.path(), &["ci", "gitee"]).status.code(), Some(2), "there is no site");
    fs::create_dir(folder.path().join("content")).unwrap();
    fs::write(folder.path().join("content/site.yaml"), "title: x\n").unwrap();
    assert!(sunboard(folder.path(), &["ci", "gitee"]).status.success());
    assert!(sunboard(folder.path(), &["ci", "gitee"]).status.success(), "the same again");
    let publish = folder.path().join(".workflow/sunboard-publish.yml");
    fs::write(&publish, "mine\n").unwrap();
    fs::remove_file(folder.path().join(".workflow/sunboard-review.yml")).unwrap();
    let again = sunboard(folder.path(), &["ci", "gitee"]);
    assert_eq!(again.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&again.stderr).contains("sunboard-publish.yml exists"));
    assert_eq!(fs::read_to_string(&publish).unwrap(), "mine\n");
    assert!(!folder.path().join(".workflow/sunboard-review.yml").exists(), "all or nothing");
}
