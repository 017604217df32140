//! The command line: what it says, what it returns, and what it leaves alone.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::harness::{content, write};

/// Runs the tool in a folder, in English unless the arguments say otherwise.
fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_sunboard"))
        .args(arguments)
        .current_dir(folder)
        .env("LC_ALL", "en_US.UTF-8")
        .output()
        .unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A folder with the least content, moved to `content`.
fn place() -> tempfile::TempDir {
    let made = content(&[]);
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("content")).unwrap();
    for entry in fs::read_dir(made.path()).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), folder.path().join("content").join(entry.file_name())).unwrap();
    }
    folder
}

/// The pages of a folder, as a reader finds them.
fn pages(folder: &Path) -> usize {
    let files = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    files.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "html")).count()
}

#[test]
fn all_pages_are_counted_and_no_other_number_is_told() {
    let folder = tempfile::tempdir().unwrap();
    // So many towns that lists take several pages; with old addresses of two stories, and the site map.
    assert!(run(folder.path(), &["init", "site", "--demo-towns", "120"]).status.success());
    let site = folder.path().join("site");
    for (language, opening, closing) in
        [("zh", "正在生成页面……\n", "个页面；"), ("en", "Drawing the pages …\n", " pages; ")]
    {
        let output = run(&site, &["build", "--lang", language, "--output", language]);
        assert!(output.status.success(), "{}", err(&output));
        let count = pages(&site.join(language));
        assert!(out(&output).contains(&format!("{count}{closing}")), "{count}: {}", out(&output));
        assert!(err(&output).starts_with(opening), "{}", err(&output));
        let unchanged = run(&site, &["build", "--lang", language, "--output", language]);
        assert!(out(&unchanged).contains(&format!("{count}{closing}")), "{count}: {}", out(&unchanged));
    }
    // The bar reaches its end, and never passes it.
    let request = sunboard::Request {
        content: site.join("content"),
        theme: None,
        edition: sunboard::model::Edition::Public,
        as_of: None,
        base_url: None,
        drafts: false,
        pictures: sunboard::render::Pictures::Checked,
        clock: &|_| chrono::NaiveDateTime::MIN,
        remembered: None,
        now: std::time::SystemTime::now(),
    };
    let steps = std::sync::Mutex::new((0, 0));
    let observe = |step| {
        let mut steps = steps.lock().unwrap();
        match step {
            sunboard::Step::Planned { pages } => steps.0 += pages,
            sunboard::Step::Drawn => steps.1 += 1,
        }
        assert!(steps.1 <= steps.0, "{steps:?}");
    };
    sunboard::build(
        &request,
        None,
        &sunboard::artifact::Shelf::default(),
        &sunboard::Run { progress: &observe, ..sunboard::Run::ALONE },
    )
    .unwrap();
    let count = pages(&site.join("en"));
    assert_eq!(*steps.lock().unwrap(), (count, count));
}

#[test]
fn every_command_explains_itself_with_an_example() {
    let folder = tempfile::tempdir().unwrap();
    for command in ["init", "check", "build", "serve", "diff", "explain"] {
        let output = run(folder.path(), &[command, "--help"]);
        assert!(output.status.success());
        assert!(out(&output).contains(&format!("sunboard {command}")), "{}", out(&output));
    }
    assert_eq!(run(folder.path(), &["biuld"]).status.code(), Some(2));
    assert_eq!(run(folder.path(), &["build", "--as-of", "yesterday"]).status.code(), Some(2));
    assert_eq!(run(folder.path(), &["build", "--base-url", "towns.example.cn"]).status.code(), Some(2));
}

#[test]
fn a_started_site_can_be_checked_and_built() {
    let folder = tempfile::tempdir().unwrap();
    let output = run(folder.path(), &["init", "site"]);
    assert!(output.status.success(), "{}", err(&output));
    let site = folder.path().join("site");
    assert!(site.join("content/site.yaml").exists() && site.join("themes/default/static/style.css").exists());
    let again = run(folder.path(), &["init", "site"]);
    assert_eq!(again.status.code(), Some(2));
    assert!(err(&again).contains("is not empty"), "{}", err(&again));

    let output = run(&site, &["check"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(!err(&output).contains("inspection["), "the example passes: {}", err(&output));
    let output = run(&site, &["build"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(out(&output).contains(" files written, 0 unchanged, 0 removed"), "{}", out(&output));
    assert!(site.join("output/index.html").exists());
    let output = run(&site, &["build", "--lang", "zh"]);
    assert!(out(&output).contains("写入0个文件"), "{}", out(&output));
    let output = run(&site, &["build", "--quiet"]);
    assert_eq!((out(&output).as_str(), err(&output).as_str()), ("", ""));
}

#[test]
fn a_blank_site_is_sound_in_both_languages_whatever_the_area_is_called() {
    let folder = tempfile::tempdir().unwrap();
    for (language, town) in [("zh", "数字经济"), ("en", "digital economy")] {
        let area = "云 #1: \"岚\"市";
        let output = run(folder.path(), &["init", language, "--blank", "--area", area, "--lang", language]);
        assert!(output.status.success(), "{}", err(&output));
        let site = folder.path().join(language);
        assert!(!site.join("themes").exists(), "the theme comes with the tool");
        let settings = fs::read_to_string(site.join("content/site.yaml")).unwrap();
        let settings: serde_json::Value = serde_yaml::from_str(&settings).unwrap();
        assert_eq!(settings["area"], area);
        assert!(settings["title"].as_str().unwrap().contains(area));
        let built = run(&site, &["build", "--quiet"]);
        assert!(built.status.success(), "{}", err(&built));
        assert!(!err(&built).contains("error"), "{}", err(&built));
        let home = fs::read_to_string(site.join("output/index.html")).unwrap();
        assert!(!home.contains("id=\"counties\""), "a heading over nothing");

        // What the comments offer can be taken as it stands.
        for file in ["site.yaml", "rules.yaml", "counties.yaml"] {
            let path = site.join("content").join(file);
            let text = fs::read_to_string(&path).unwrap();
            let is_offer = |line: &str| {
                let offer = line.trim_start().strip_prefix("# ");
                offer.is_some_and(|offer| {
                    let offer = offer.trim_start();
                    offer.starts_with("- {") || offer.ends_with(':') && !offer.contains(' ') || offer.contains(": {")
                })
            };
            let offers = text.lines().filter(|line| is_offer(line)).count();
            assert!(offers >= if file == "counties.yaml" { 1 } else { 3 }, "{file} offers {offers} lines");
            let text: String = text
                .lines()
                .map(|line| if is_offer(line) { line.replacen("# ", "", 1) } else { line.to_owned() } + "\n")
                .collect();
            fs::write(path, text).unwrap();
        }
        write(&site, "content/towns/yun.yaml", format!("name: 云镇\ncounty: lancheng\nindustry: {town}\n").as_bytes());
        let checked = run(&site, &["check", "--lang", "en"]);
        assert!(!out(&checked).contains("error["), "{}", out(&checked));
    }
    let both = run(folder.path(), &["init", "x", "--blank", "--demo-towns", "3"]);
    assert_eq!(both.status.code(), Some(2));
    assert_eq!(run(folder.path(), &["init", "x", "--area", "云岚市"]).status.code(), Some(2));
}

#[test]
fn an_example_of_any_size_is_sound_and_always_the_same() {
    let folder = tempfile::tempdir().unwrap();
    // At 150 there are more counties than the example has, and pages that are continued on others.
    for towns in ["1", "7", "60", "150"] {
        assert!(run(folder.path(), &["init", towns, "--demo-towns", towns]).status.success());
        let site = folder.path().join(towns);
        let output = run(&site, &["check"]);
        assert_eq!(output.status.code(), Some(0), "{towns} towns: {}", err(&output));
        let count = |below: &str| fs::read_dir(site.join(below)).unwrap().count();
        let expected: usize = towns.parse().unwrap();
        assert_eq!((count("content/towns"), count("content/stories")), (expected, 2 * expected));
    }
    assert!(run(folder.path(), &["init", "again", "--demo-towns", "7"]).status.success());
    let files = |name: &str| crate::editions::files(&folder.path().join(name));
    assert!(files("again") == files("7"));
}

#[test]
fn a_fault_is_shown_and_nothing_is_published() {
    let place = place();
    write(place.path(), "content/towns/yunyao.yaml", "name: 云窑小镇\nplann: []\n".as_bytes());
    let output = run(place.path(), &["build"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).contains("plann") && err(&output).contains("yunyao.yaml"), "{}", err(&output));
    assert!(!place.path().join("output").exists());

    let output = run(place.path(), &["check", "--format", "json"]);
    assert_eq!(output.status.code(), Some(1));
    let found: serde_json::Value = serde_json::from_str(&out(&output)).unwrap();
    let fault = found
        .as_array()
        .unwrap()
        .iter()
        .find(|fault| fault["message"]["zh"].as_str().unwrap().contains("plann"))
        .unwrap();
    assert_eq!(
        (fault["severity"].as_str(), fault["line"].as_u64(), fault["column"].as_u64()),
        (Some("error"), Some(2), Some(1))
    );
    assert_eq!(fault["file"], "towns/yunyao.yaml");
}

#[test]
fn a_folder_that_is_not_there_is_said_so() {
    let folder = tempfile::tempdir().unwrap();
    let output = run(folder.path(), &["build", "--content", "nowhere"]);
    assert!(!output.status.success());
    assert!(err(&output).contains("nowhere") || err(&output).contains("site.yaml"), "{}", err(&output));
    let place = place();
    let output = run(place.path(), &["build", "--theme", "nowhere"]);
    assert_eq!(output.status.code(), Some(2), "{}", err(&output));
    assert!(err(&output).contains("there is no theme folder nowhere"), "{}", err(&output));
}

#[test]
fn the_language_is_asked_for_or_the_environments_or_the_sites() {
    let place = place();
    write(place.path(), "content/towns/yunyao.yaml", b"name: [\n");
    let speak = |lang: &str, arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_sunboard"))
            .args(arguments)
            .current_dir(place.path())
            .env_remove("LC_ALL")
            .env_remove("LC_MESSAGES")
            .env("LANG", lang)
            .output()
            .unwrap();
        err(&output)
    };
    assert!(speak("en_GB.UTF-8", &["check"]).contains(" errors, "));
    assert!(speak("zh_CN.UTF-8", &["check"]).contains("个错误"));
    assert!(speak("C", &["check"]).contains("个错误"), "the site is in Chinese");
    assert!(speak("zh_CN.UTF-8", &["check", "--lang", "en"]).contains(" errors, "));
}

#[test]
fn a_check_tells_what_an_inspection_would_find_and_when_columns_fall_due() {
    let place = place();
    let output = run(place.path(), &["check", "--inspection"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(
        err(&output).contains("inspection[missing-mark]: the foot of each page lacks: site_code"),
        "{}",
        err(&output)
    );
    assert!(out(&output).contains("due\tdays left\tlatest\tinterval\tcolumn\n"), "{}", out(&output));
    let output = run(place.path(), &["check", "--format", "json"]);
    let found: serde_json::Value = serde_json::from_str(&out(&output)).unwrap();
    assert!(found.as_array().unwrap().iter().any(|one| one["rule"] == "navigation-size"), "{found}");
}

/// Exit codes as README has them: what is missing or cannot be written is wrong use, 2, for every command; faults of the
/// content are 1.
#[test]
fn what_is_missing_is_wrong_use_for_every_command() {
    let place = place();
    let folder = place.path();
    write(folder, "a-file", b"x");
    write(folder, "table.csv", "小镇,总投资\n云窑小镇,1\n".as_bytes());
    let with_content: &[&[&str]] = &[
        &["check"],
        &["check", "--format", "json"],
        &["build"],
        &["serve", "--port", "0"],
        &["status"],
        &["status", "2020Q4"],
        &["explain", "yunyao"],
        &["diff", "--git", "HEAD"],
        &["release", "2020Q1"],
        &["schema"],
        &["export", "return", "2020Q4"],
        &["import", "table.csv"],
        &["new", "town", "--name", "云镇", "--category", "municipal"],
        &["new", "story", "--title", "题"],
        &["new", "policy", "--title", "题", "--issuer", "市特镇办"],
        &["new", "quarter", "2020Q1"],
    ];
    for line in with_content {
        for (content, told) in [("nowhere", "there is no content folder nowhere"), ("a-file", "a-file is not a folder")]
        {
            let is_diff = line[0] == "diff";
            let end: &[&str] = if is_diff { &[content] } else { &["--content", content] };
            let output = run(folder, &[*line, end].concat());
            assert_eq!(output.status.code(), Some(2), "{line:?} {content}: {}", err(&output));
            assert!(err(&output).contains(told), "{line:?}: {}", err(&output));
            assert!(!folder.join(content).join("site.yaml").exists() && !folder.join(".vscode").exists());
        }
    }
    let two: &[(&[&str], &str)] = &[
        (&["diff", "content", "nowhere"], "no content folder nowhere"),
        (&["diff", "nowhere", "content"], "no content folder nowhere"),
        (&["diff", "content", "--git", "HEAD"], "git cannot check out"),
        (&["check", "--theme", "nowhere"], "no theme folder nowhere"),
        (&["build", "--theme", "a-file"], "no theme folder a-file"),
        (&["serve", "--theme", "nowhere"], "no theme folder nowhere"),
        (&["explain", "yunyao", "--rules", "nowhere.yaml"], "no rules file nowhere.yaml"),
        (&["explain", "--rules", "content"], "content is not a file"),
        (&["import", "nowhere.csv"], ""),
        (&["import", "content"], ""),
        (&["export", "return", "2020Q1", "--out", "nowhere/a.xlsx"], ""),
        (&["schema", "--out", "a-file/schema"], "cannot write"),
        (&["build", "--output", "a-file"], "a-file is not a folder"),
        (&["build", "--output", "a-file/output"], "a-file"),
        (&["build", "--output", "content/output"], "overlaps"),
        (&["serve", "--port", "0", "--output", "a-file"], "a-file"),
        (&["init", "a-file"], "a-file"),
        (&["init", "content"], "is not empty"),
        (&["ci", "github", "nowhere"], "nowhere"),
        (&["ci", "svn"], ""),
        (&["manual", "novel"], ""),
        (&["check", "--lang", "fr"], ""),
        (&["check", "--format", "xml"], ""),
        (&["build", "--edition", "secret"], ""),
        (&["build", "--threads", "0"], ""),
        (&["status", "2020Q5"], ""),
        (&["release", "2020Q5"], ""),
        (&["build", "--nonsense"], ""),
        (&["nonsense"], ""),
        (&[], ""),
    ];
    for (line, told) in two {
        let output = run(folder, line);
        assert_eq!(output.status.code(), Some(2), "{line:?}: {}", err(&output));
        assert!(err(&output).contains(told), "{line:?}: {}", err(&output));
    }
    // A folder without settings, and one with a fault, are faults of the content.
    fs::create_dir(folder.join("empty")).unwrap();
    write(folder, "content/towns/a.yaml", b"nam: x\n");
    for content in ["empty", "content"] {
        for line in [&["check"][..], &["build"], &["status"], &["explain", "a"], &["export", "return", "2020Q1"]] {
            let output = run(folder, &[line, &["--content", content]].concat());
            assert_eq!(output.status.code(), Some(1), "{line:?} {content}: {}", err(&output));
        }
    }
}

#[test]
fn a_new_site_comes_with_what_its_repository_leaves_out() {
    let folder = tempfile::tempdir().unwrap();
    let lines: &[&[&str]] =
        &[&["init", "example"], &["init", "blank", "--blank"], &["init", "demo", "--demo-towns", "3"]];
    for line in lines {
        assert!(run(folder.path(), line).status.success());
        let text = fs::read_to_string(folder.path().join(line[1]).join(".gitignore")).unwrap();
        assert!(["/output/", "/output-*/", ".sunboard/"].iter().all(|wanted| text.lines().any(|line| line == *wanted)));
    }
    // A new repository may hold a site; what it leaves out already stays.
    write(folder.path(), "cloned/.git/HEAD", b"ref: refs/heads/main");
    write(folder.path(), "cloned/.gitignore", b"mine\n");
    let output = run(folder.path(), &["init", "cloned"]);
    assert!(output.status.success(), "{}", err(&output));
    assert!(out(&output).contains("was left alone; make sure that it holds /output/"), "{}", out(&output));
    assert_eq!(fs::read(folder.path().join("cloned/.gitignore")).unwrap(), b"mine\n");
    write(folder.path(), "other/.gitignore", b"");
    write(folder.path(), "other/notes.txt", b"");
    assert_eq!(run(folder.path(), &["init", "other"]).status.code(), Some(2));
}

/// What the English rules of a blank site explain is sound once it is switched on: the manual is in Chinese alone.
#[test]
fn the_rules_that_a_blank_english_site_explains_are_sound() {
    let folder = tempfile::tempdir().unwrap();
    assert!(run(folder.path(), &["init", "site", "--blank", "--lang", "en"]).status.success());
    let content = folder.path().join("site/content");
    let rules = fs::read_to_string(content.join("rules.yaml")).unwrap();
    let names = ["standards", "scenic", "assessment_methods", "awards", "targets", "picks"];
    let on: String = rules
        .lines()
        .map(|line| {
            let inner = line.strip_prefix("# ").unwrap_or("");
            let is_rule = inner.starts_with("  ") || names.iter().any(|name| inner == format!("{name}:"));
            format!("{}\n", if is_rule { inner } else { line })
        })
        .collect();
    let found: Vec<&&str> = names.iter().filter(|name| on.contains(&format!("\n{name}:\n"))).collect();
    assert_eq!(found.len(), names.len(), "only {found:?} are explained");
    fs::write(content.join("rules.yaml"), on).unwrap();
    fs::create_dir_all(content.join("towns")).unwrap();
    fs::write(
        content.join("towns/yunyao.yaml"),
        "name: Cloud Kiln\nindustry: historic classics\ncategory_history: [{from: 2024-01, category: creation}]\n",
    )
    .unwrap();
    let checked = run(&folder.path().join("site"), &["check", "--as-of", "2026-06-01", "--lang", "en"]);
    let said = String::from_utf8_lossy(&checked.stderr).into_owned();
    assert_eq!(checked.status.code(), Some(0), "{said}");
}
