//! What `check` passes, `build` builds; what `build` refuses, `check` refuses, with the same files and lines.

use std::fs;
use std::path::Path;

use crate::harness::{Run, copy, run, sites};

/// What is wrong; the changes: a file, what is replaced in it (nothing makes a new file), by what; the file that is named.
type Bad = (&'static str, &'static [(&'static str, &'static str, &'static str)], &'static str);

/// Changes that a content folder must not have.
const BAD: &[Bad] = &[
    ("a device", &[("stories/kiln-night.md", "news/13.html", "con.html")], "stories/kiln-night.md"),
    ("case twins", &[("stories/kiln-night.md", "news/13.html", "News/14.html, news/14.html")], "stories/kiln-night.md"),
    (
        "a file and a folder",
        &[("stories/kiln-night.md", "news/13.html", "n.html, n.html/x.html")],
        "stories/kiln-night.md",
    ),
    ("a page as a folder", &[("stories/kiln-night.md", "news/13.html", "towns.html/x.html")], "stories/kiln-night.md"),
    ("a feed as a folder", &[("stories/kiln-night.md", "news/13.html", "feed.xml/x.html")], "stories/kiln-night.md"),
    ("a table as a folder", &[("site.yaml", "from: news/12.html", "from: data/towns.csv/x.html")], "site.yaml"),
    ("a trailing dot", &[("stories/kiln-night.md", "news/13.html", "news./13.html")], "stories/kiln-night.md"),
    ("a page", &[("site.yaml", "from: news/12.html", "from: towns.html")], "site.yaml"),
    ("a page in another case", &[("site.yaml", "from: news/12.html", "from: Towns.html")], "site.yaml"),
    ("a town", &[("stories/kiln-night.md", "news/13.html", "towns/yunyao.html")], "stories/kiln-night.md"),
    ("itself", &[("stories/kiln-night.md", "news/13.html", "stories/kiln-night.html")], "stories/kiln-night.md"),
    (
        "a page that will be a quarter's",
        &[("site.yaml", "from: news/12.html", "from: boards/2020q2.html")],
        "site.yaml",
    ),
    ("no goal", &[("site.yaml", "to: stories/kiln-night.html", "to: nowhere.html")], "site.yaml"),
    ("no such story", &[("site.yaml", "to: stories/kiln-night.html", "to: stories/kiln.html")], "site.yaml"),
    (
        "a circle",
        &[("site.yaml", "to: stories/kiln-night.html}", "to: a.html}\n  - {from: a.html, to: news/12.html}")],
        "site.yaml",
    ),
    ("twice", &[("site.yaml", "from: news/12.html", "from: news/13.html")], "stories/kiln-night.md"),
    ("another host", &[("site.yaml", "from: news/12.html", "from: \"https://other.example.cn/1.html\"")], "site.yaml"),
    ("a query", &[("site.yaml", "from: news/12.html", "from: \"news/12.html?id=1\"")], "site.yaml"),
    ("a device beside a policy", &[("policies/opinions/aux.txt", "", "x")], "policies/opinions/aux.txt"),
    (
        "twins beside a policy",
        &[("policies/opinions/A.txt", "", "x"), ("policies/opinions/a.txt", "", "x")],
        "policies/opinions/a.txt",
    ),
    (
        "letters composed in two ways",
        &[("policies/opinions/\u{e9}.txt", "", "x"), ("policies/opinions/e\u{301}.txt", "", "x")],
        "policies/opinions/",
    ),
];

/// What each command gives for each of the fault cases: the rules and places of its errors, in order.
fn errors(output: &Run) -> Vec<String> {
    let mut lines = output.stderr.lines();
    let mut found = Vec::new();
    while let Some(line) = lines.next() {
        if line.starts_with("error") {
            let place = lines.next().unwrap_or_default().trim();
            found.push(format!("{} {place}", line.split(':').next().unwrap_or_default()));
        }
    }
    found
}

/// Any fault that a folder of `tests/sites/faults` holds keeps `check` and `build` from their end alike.
#[test]
fn each_fault_case_is_refused_by_check_as_by_build() {
    let mut refused = 0;
    for entry in fs::read_dir(sites().join("faults")).unwrap() {
        let case = entry.unwrap().path();
        if !case.is_dir() {
            continue;
        }
        let folder = tempfile::tempdir().unwrap();
        tree(folder.path(), &[]);
        copy(&case.join("content"), &folder.path().join("content"));
        let (check, build) = (run(folder.path(), &["check"]), run(folder.path(), &["build"]));
        assert_eq!(check.code, build.code, "{}: {}", case.display(), errors(&build).join("; "));
        assert_eq!(errors(&check), errors(&build), "{}", case.display());
        refused += usize::from(build.code == Some(1));
    }
    assert!(refused > 20, "only {refused} cases were refused");
}

/// What stands in the place of something else, and what a setting names that is not there.
#[test]
fn what_stands_in_the_place_of_another_thing_is_refused_by_both() {
    let named = |folder: &Path, rule: &str, file: &str| {
        for command in ["check", "build"] {
            let ran = run(folder, &[command]);
            let found = errors(&ran);
            assert_eq!(ran.code, Some(1), "{command} {file}: {found:?}");
            let wanted = format!("error[{rule}] --> {file}");
            assert!(found.iter().any(|found| found.starts_with(&wanted)), "{command} {file}: {found:?}");
        }
        assert!(!folder.join("output/index.html").exists());
    };
    for file in ["site.yaml", "rules.yaml", "counties.yaml", "towns/yunyao.yaml", "stories/kiln-night.md"] {
        let folder = tempfile::tempdir().unwrap();
        tree(folder.path(), &[]);
        let path = folder.path().join("content").join(file);
        fs::remove_file(&path).unwrap();
        fs::create_dir(&path).unwrap();
        named(folder.path(), "not-a-file", file);
    }
    for place in ["towns", "quarters", "stories", "policies", "pages"] {
        let folder = tempfile::tempdir().unwrap();
        tree(folder.path(), &[]);
        let path = folder.path().join("content").join(place);
        fs::remove_dir_all(&path).unwrap();
        fs::write(&path, "").unwrap();
        named(folder.path(), "not-a-folder", place);
    }
    for (rule, changes, file) in [
        ("theme", [("site.yaml", "theme: default", "theme: blue")], "site.yaml:28:8"),
        (
            "broken-link",
            [("site.yaml", "https://licence.example.org/by/4.0/", "https://towns.example.cn/pages/licence.html")],
            "site.yaml:18:38",
        ),
        (
            "broken-link",
            [("stories/kiln-night.md", "](page:about)", "](page:about)和[附件](../nowhere/a.pdf)")],
            "stories/kiln-night.md:20:",
        ),
        ("reserved-id", [("rules.yaml", "{id: total, name", "{id: key-data, name")], "rules.yaml:12:14"),
        ("reserved-id", [("rules.yaml", "{id: total, name", "{id: datapackage, name")], "rules.yaml:12:14"),
        ("reference", [("counties.yaml", "id: yunxi", "id: yunxia")], "towns/yunyao.yaml"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        tree(folder.path(), &changes);
        named(folder.path(), rule, file);
    }
    let folder = tempfile::tempdir().unwrap();
    tree(folder.path(), &[]);
    fs::remove_file(folder.path().join("content/counties.yaml")).unwrap();
    named(folder.path(), "reference", "towns/yunyao.yaml");
    // A theme that is no folder is not passed over.
    tree(folder.path(), &[]);
    fs::create_dir_all(folder.path().join("themes")).unwrap();
    fs::write(folder.path().join("themes/default"), "").unwrap();
    for command in ["check", "build"] {
        run(folder.path(), &[command]).ends_with(2).says("default is not a folder");
    }
}

/// A warning that only a drawn page shows is told by each build, and changes nothing.
#[test]
fn a_warning_of_a_page_is_told_again_by_a_build_that_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let column = "  - {id: projects, name: 项目, kind: 数据发布}\neditions:";
    tree(folder.path(), &[("site.yaml", "editions:", column)]);
    let town = folder.path().join("content/towns");
    for file in fs::read_dir(&town).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file()) {
        let text = fs::read_to_string(&file).unwrap();
        fs::write(&file, crate::left_out::without(&text, "projects", 0)).unwrap();
    }
    let (first, second) = (run(folder.path(), &["build"]), run(folder.path(), &["build"]));
    let told = |output: &Run| output.stderr.matches("warning[empty-column]").count();
    assert_eq!((told(&first), told(&second)), (1, 1), "{}", first.stderr);
    let said = second.stdout;
    assert!(said.contains(" 0 files written") && said.contains(" 0 removed"), "{said}");
}

/// The places that are named, in order.
fn places(output: &Run) -> Vec<String> {
    output.stderr.lines().filter_map(|line| line.trim().strip_prefix("--> ").map(str::to_owned)).collect()
}

fn tree(folder: &Path, changes: &[(&str, &str, &str)]) {
    copy(&sites().join("mutation/content"), &folder.join("content"));
    for (file, old, new) in changes {
        let path = folder.join("content").join(file);
        if old.is_empty() {
            fs::write(&path, new).unwrap();
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(old), "{file} does not hold {old}");
        fs::write(&path, text.replacen(old, new, 1)).unwrap();
    }
}

#[test]
fn what_build_refuses_check_refuses_at_the_same_place() {
    for (what, changes, file) in BAD {
        let folder = tempfile::tempdir().unwrap();
        tree(folder.path(), changes);
        let (check, build) = (run(folder.path(), &["check"]), run(folder.path(), &["build"]));
        let said = &check.stderr;
        assert_eq!((check.code, build.code), (Some(1), Some(1)), "{what}: {said}");
        assert_eq!(places(&check), places(&build), "{what}");
        assert!(places(&check).iter().any(|place| place.starts_with(file)), "{what}: {file} is not named in {said}");
        assert!(!folder.path().join("output/index.html").exists(), "{what}");
    }
}

#[test]
fn what_check_passes_builds() {
    let fine: &[&[(&str, &str, &str)]] = &[
        &[],
        &[("stories/kiln-night.md", "news/13.html", "/news/14.html, 新闻/1.html")],
        &[("site.yaml", "to: stories/kiln-night.html", "to: news/13.html")],
        &[("site.yaml", "from: news/12.html", "from: \"https://towns.example.cn/news/12.html\"")],
        &[("towns/yunyao.yaml", "towns/longyao.html", "towns/longyao-2.html")],
    ];
    for changes in fine {
        let folder = tempfile::tempdir().unwrap();
        tree(folder.path(), changes);
        for command in ["check", "build"] {
            run(folder.path(), &[command]).done();
        }
        let output = folder.path().join("output");
        let leads = |path: &str| {
            fs::read_to_string(output.join(path)).is_ok_and(|page| page.contains("http-equiv=\"refresh\""))
        };
        assert!(leads("news/12.html"), "{changes:?}");
    }
}
