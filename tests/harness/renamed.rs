//! A site before and after one of its stories is renamed, and what `check --against` tells of that.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::{copy, run, sites};

/// The small tree, with its site built in `output`.
pub fn place(folder: &Path) {
    copy(&sites().join("mutation/content"), &folder.join("content"));
    run(folder, &["build", "--quiet"]).done();
}

/// Renames the story and drops the old address of `site.yaml`; who links to it is told so.
pub fn rename(folder: &Path) {
    let content = folder.join("content");
    fs::rename(content.join("stories/kiln-night.md"), content.join("stories/fire.md")).unwrap();
    fs::rename(content.join("stories/kiln-night"), content.join("stories/fire")).unwrap();
    for file in walkdir::WalkDir::new(&content).into_iter().map(Result::unwrap) {
        if let Ok(text) = fs::read_to_string(file.path()) {
            let text =
                text.replace("story:kiln-night", "story:fire").replace("stories/kiln-night.html", "stories/fire.html");
            fs::write(file.path(), text).unwrap();
        }
    }
    let site = content.join("site.yaml");
    let text = fs::read_to_string(&site).unwrap().replace("from: news/12.html", "from: news/11.html");
    fs::write(site, text).unwrap();
}

/// What is told against an earlier site, as file, rule and hint; and the exit code.
pub fn told(folder: &Path, earlier: &str) -> (Option<i32>, Vec<(String, String, String)>) {
    let ran = run(folder, &["check", "--format", "json", "--against", earlier]);
    let list = ran.json();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let rows =
        list.as_array().unwrap().iter().map(|row| (text(&row["file"]), text(&row["rule"]), text(&row["hint"]["en"])));
    (ran.code, rows.filter(|(_, rule, _)| rule.starts_with("vanished") || rule == "against").collect())
}
