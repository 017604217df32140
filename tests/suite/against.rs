//! `sunboard check --against`: every address that would be gone is told, with the line that keeps it, and the line keeps it.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

use crate::diagnostics::copy;

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sunboard"));
    command.args(arguments).args(["--lang", "en"]).current_dir(folder).output().unwrap()
}

fn git(folder: &Path, arguments: &[&str]) {
    let names = ["-c", "user.name=e", "-c", "user.email=e@example.cn", "-c", "init.defaultBranch=main"];
    let ran = Command::new("git").args(names).args(arguments).current_dir(folder).output();
    let ran = ran.expect("git is needed: apt-get install git");
    assert!(ran.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&ran.stderr));
}

/// The small tree in a repository, with its site built in `output`.
fn repository(folder: &Path) {
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/mutation/content"), &folder.join("content"));
    git(folder, &["init", "--quiet"]);
    git(folder, &["add", "--all"]);
    git(folder, &["commit", "--quiet", "--message", "first"]);
    let built = run(folder, &["build", "--quiet"]);
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
}

/// Renames the story and drops the old address of `site.yaml`; who links to it is told so.
fn rename(folder: &Path) {
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
fn told(folder: &Path, earlier: &str) -> (Option<i32>, Vec<(String, String, String)>) {
    let ran = run(folder, &["check", "--format", "json", "--against", earlier]);
    let list: Value =
        serde_json::from_slice(&ran.stdout).unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&ran.stderr)));
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let rows =
        list.as_array().unwrap().iter().map(|row| (text(&row["file"]), text(&row["rule"]), text(&row["hint"]["en"])));
    (ran.status.code(), rows.filter(|(_, rule, _)| rule.starts_with("vanished") || rule == "against").collect())
}

#[test]
fn a_renamed_story_is_told_against_a_revision_a_folder_and_a_site() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    repository(folder);
    for earlier in ["HEAD", "output"] {
        assert_eq!(told(folder, earlier), (Some(0), Vec::new()), "nothing changed since {earlier}");
    }
    // A code host keeps the pages without the tool's own folder.
    copy(&folder.join("output"), &folder.join("published"));
    fs::remove_dir_all(folder.join("published/.sunboard")).unwrap();
    copy(&folder.join("content"), &folder.join("content.before"));
    rename(folder);
    // Both addresses led to the story, and one line keeps both.
    let expected = "write in stories/fire.md: aliases: [news/12.html, news/13.html, stories/kiln-night.html]";
    for earlier in ["HEAD", "output", "published", "content.before"] {
        let (code, rows) = told(folder, earlier);
        assert_eq!(code, Some(1), "{earlier}");
        let pages: Vec<_> = rows.iter().filter(|(_, rule, _)| rule == "vanished").collect();
        assert_eq!(pages.len(), 2, "{earlier}: {pages:?}");
        assert!(
            pages.iter().all(|(file, _, hint)| file == "stories/fire.md" && hint == expected),
            "{earlier}: {pages:?}"
        );
    }
    // What was told to be written keeps the addresses.
    let story = folder.join("content/stories/fire.md");
    let text = fs::read_to_string(&story).unwrap();
    let text =
        text.replace("aliases: [news/13.html]", "aliases: [news/12.html, news/13.html, stories/kiln-night.html]");
    fs::write(&story, text).unwrap();
    for earlier in ["HEAD", "output"] {
        let (code, rows) = told(folder, earlier);
        assert!(code == Some(0) && rows.iter().all(|(_, rule, _)| rule == "vanished-file"), "{earlier}: {rows:?}");
    }
}

#[test]
fn a_published_list_of_addresses_is_fetched() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    repository(folder);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    let output = folder.join("output");
    copy(&output, &folder.join("served"));
    let served = folder.join("served");
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut request = [0; 4096];
            let length = stream.read(&mut request).unwrap_or(0);
            let request = String::from_utf8_lossy(&request[..length]).into_owned();
            let path = request.split(' ').nth(1).unwrap_or("/").trim_start_matches('/').to_owned();
            let (status, body) =
                fs::read(served.join(path)).map_or(("404 Not Found", Vec::new()), |body| ("200 OK", body));
            let head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
            _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body));
        }
    });
    let manifest = format!("{address}.sunboard/manifest.json");
    assert_eq!(told(folder, &manifest), (Some(0), Vec::new()));
    assert_eq!(told(folder, &address), (Some(0), Vec::new()), "the site map");
    rename(folder);
    for earlier in [manifest.as_str(), address.as_str(), "output/sitemap.xml", "output/.sunboard/manifest.json"] {
        let (code, rows) = told(folder, earlier);
        assert_eq!(code, Some(1), "{earlier}");
        assert!(
            rows.iter().any(|(_, rule, hint)| rule == "vanished" && hint.contains("stories/kiln-night.html")),
            "{earlier}: {rows:?}"
        );
    }
    // What cannot be had is trouble, not a site without addresses.
    for earlier in
        [&format!("{address}nothing.json"), "no-such-revision", "content/towns", &format!("{address}robots.txt")]
    {
        let ran = run(folder, &["check", "--against", earlier]);
        assert_eq!(ran.status.code(), Some(2), "{earlier}: {}", String::from_utf8_lossy(&ran.stderr));
    }
}

#[test]
fn content_that_has_faults_by_now_is_no_reason_to_stop() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    repository(folder);
    let town = folder.join("content/towns/yunyao.yaml");
    let sound = fs::read_to_string(&town).unwrap();
    fs::write(&town, format!("{sound}nothing: 1\n")).unwrap();
    git(folder, &["commit", "--quiet", "--all", "--message", "second"]);
    fs::write(&town, sound).unwrap();
    let (code, rows) = told(folder, "HEAD");
    assert_eq!((code, rows.len()), (Some(0), 1), "{rows:?}");
    assert_eq!(rows[0].1, "against");
}
