//! The files of `sunboard ci`: every command of ours in them runs in a repository of git, by a shell.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;

use serde_yaml::Value;

use crate::git::{committed, git};
use crate::harness::recipes::{HOSTS, texts};
use crate::harness::{SITE, copy, edit, root, run, with_the_program, write};
use crate::needs;

/// A repository with the files of a host: two commits, the second of which changes a figure; and the first one's id.
fn repository(folder: &Path, host: &str) -> String {
    copy(&root("content"), &folder.join("content"));
    run(folder, &["ci", host]).done();
    committed(folder);
    let base = git(folder, &["rev-parse", "HEAD"]);
    edit(&folder.join("content/towns/yunyao.yaml"), "key_projects: 43680", "key_projects: 30000");
    git(folder, &["commit", "--quiet", "--all", "--message", "second"]);
    git(folder, &["update-ref", "refs/remotes/origin/master", &base]);
    base
}

#[test]
fn every_command_of_ours_in_the_recipes_runs() {
    let path = with_the_program(&[]);
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
                let mut shell = Command::new("sh");
                shell
                    .args(["-euc", line])
                    .current_dir(&place)
                    .env("PATH", &path)
                    .env("LC_ALL", "C")
                    .envs([("BASE", &"HEAD^1".to_owned()), ("CI_MERGE_REQUEST_DIFF_BASE_SHA", &base)])
                    .env("GITEE_BRANCH", "master");
                let output = needs(&mut shell, "dash");
                assert!(output.status.success(), "{host}: {line}\n{}", String::from_utf8_lossy(&output.stderr));
                ran.push(line.split(' ').nth(1).unwrap().to_owned());
            }
        }
        for command in ["check", "diff", "build"] {
            assert!(ran.iter().any(|one| one == command), "{host} runs no {command}: {ran:?}");
        }
        let told = [place.join("diff.md"), folder.path().join("diff.md")];
        let told = told.iter().find_map(|file| fs::read_to_string(file).ok()).expect("the changes as a file");
        assert!(told.starts_with("### 数据表共29处变化，涉及8个小镇；"), "in the site's language: {told}");
        let outputs = [place.join("output"), place.join("public"), folder.path().join("output")];
        let output = outputs.iter().find(|output| output.is_dir()).expect("a site");
        assert!(!fs::read_to_string(output.join("index.html")).unwrap().contains("内部资料"));
    }
}

/// A site whose quarter came out at 9:30 on 8 March 2022, by the clocks of its zone.
fn with_a_release(folder: &Path) {
    let site = SITE.replace("as_of: 2020-10-31", "as_of: 2022-03-08 12:00");
    for (path, text) in [
        ("site.yaml", site.as_str()),
        ("rules.yaml", "{}\n"),
        ("counties.yaml", "[]\n"),
        ("quarters/2021Q4.yaml", "quarter: 2021Q4\nreleased: 2022-03-08 9:30\n"),
    ] {
        write(&folder.join("content"), path, text.as_bytes());
    }
}

/// What a part of a recipe does where the site was published last at a moment.
fn looks(folder: &Path, script: &str, last: &str) -> (Option<i32>, String) {
    let stubs = folder.join("stubs");
    write(&stubs, "gh", format!("#!/bin/sh\necho {last}\n"));
    fs::set_permissions(stubs.join("gh"), fs::Permissions::from_mode(0o755)).unwrap();
    fs::write(folder.join(".published"), last).unwrap();
    let told = folder.join("told");
    fs::write(&told, "").unwrap();
    let mut shell = Command::new("sh");
    shell
        .args(["-euc", script])
        .current_dir(folder)
        .env("PATH", with_the_program(&[&stubs]))
        .envs([("GITHUB_REPOSITORY", "a/b"), ("BRANCH", "main"), ("CI_PIPELINE_SOURCE", "schedule")])
        .env("GITHUB_OUTPUT", &told);
    let ran = needs(&mut shell, "dash");
    (ran.status.code(), fs::read_to_string(told).unwrap())
}

#[test]
fn scheduled_runs_publish_only_where_something_came_out() {
    let folder = tempfile::tempdir().unwrap();
    with_a_release(folder.path());
    let recipe = |host: &str, file: &str| {
        run(folder.path(), &["ci", host]).done();
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
