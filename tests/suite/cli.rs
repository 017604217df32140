//! The command line: what it says, what it returns, and what it leaves alone.

use std::fs;
use std::path::Path;

use crate::harness::{Sunboard, content, copy, files, run, write};

/// A folder with the least content, moved to `content`.
fn place() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(content(&[]).path(), &folder.path().join("content"));
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
    run(folder.path(), &["init", "site", "--demo-towns", "120"]).done();
    let site = folder.path().join("site");
    for (language, opening, closing) in
        [("zh", "正在生成页面……\n", "个页面；"), ("en", "Drawing the pages …\n", " pages; ")]
    {
        let output = run(&site, &["build", "--lang", language, "--output", language]).done();
        let count = pages(&site.join(language));
        assert!(output.stdout.contains(&format!("{count}{closing}")), "{count}: {}", output.stdout);
        assert!(output.stderr.starts_with(opening), "{}", output.stderr);
        let unchanged = run(&site, &["build", "--lang", language, "--output", language]);
        assert!(unchanged.stdout.contains(&format!("{count}{closing}")), "{count}: {}", unchanged.stdout);
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
        content_cache: None,
        now: std::time::SystemTime::now(),
    };
    let steps = std::sync::Mutex::new((0, 0));
    let observe = |step| {
        let mut steps = steps.lock().unwrap();
        match step {
            sunboard::BuildStep::Planned { pages } => steps.0 += pages,
            sunboard::BuildStep::Drawn => steps.1 += 1,
        }
        assert!(steps.1 <= steps.0, "{steps:?}");
    };
    sunboard::build(
        &request,
        None,
        &sunboard::artifact::MemoryOutput::default(),
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
        let output = run(folder.path(), &[command, "--help"]).done();
        assert!(output.stdout.contains(&format!("sunboard {command}")), "{}", output.stdout);
    }
    run(folder.path(), &["biuld"]).ends_with(2);
    run(folder.path(), &["build", "--as-of", "yesterday"]).ends_with(2);
    run(folder.path(), &["build", "--base-url", "towns.example.cn"]).ends_with(2);
}

#[test]
fn a_started_site_can_be_checked_and_built() {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), &["init", "site"]).done();
    let site = folder.path().join("site");
    assert!(site.join("content/site.yaml").exists() && site.join("themes/default/static/style.css").exists());
    let again = run(folder.path(), &["init", "site"]).ends_with(2);
    assert!(again.stderr.contains("is not empty"), "{}", again.stderr);

    let output = run(&site, &["check"]).done();
    assert!(!output.stderr.contains("inspection["), "the example passes: {}", output.stderr);
    let output = run(&site, &["build"]).done();
    assert!(output.stdout.contains(" files written, 0 unchanged, 0 removed"), "{}", output.stdout);
    assert!(site.join("output/index.html").exists());
    let output = run(&site, &["build", "--lang", "zh"]);
    assert!(output.stdout.contains("写入0个文件"), "{}", output.stdout);
    let output = run(&site, &["build", "--quiet"]);
    assert_eq!((output.stdout.as_str(), output.stderr.as_str()), ("", ""));
}

#[test]
fn a_blank_site_is_sound_in_both_languages_whatever_the_area_is_called() {
    let folder = tempfile::tempdir().unwrap();
    for (language, town) in [("zh", "数字经济"), ("en", "digital economy")] {
        let area = "云 #1: \"岚\"市";
        run(folder.path(), &["init", language, "--blank", "--area", area, "--lang", language]).done();
        let site = folder.path().join(language);
        assert!(!site.join("themes").exists(), "the theme comes with the tool");
        let settings = fs::read_to_string(site.join("content/site.yaml")).unwrap();
        let settings: serde_json::Value = serde_yaml::from_str(&settings).unwrap();
        assert_eq!(settings["area"], area);
        assert!(settings["title"].as_str().unwrap().contains(area));
        let built = run(&site, &["build", "--quiet"]).done();
        assert!(!built.stderr.contains("error"), "{}", built.stderr);
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
        assert!(!checked.stdout.contains("error["), "{}", checked.stdout);
    }
    run(folder.path(), &["init", "x", "--blank", "--demo-towns", "3"]).ends_with(2);
    run(folder.path(), &["init", "x", "--area", "云岚市"]).ends_with(2);
}

#[test]
fn an_example_of_any_size_is_sound_and_always_the_same() {
    let folder = tempfile::tempdir().unwrap();
    // At 150 there are more counties than the example has, and pages that are continued on others.
    for towns in ["1", "7", "60", "150"] {
        run(folder.path(), &["init", towns, "--demo-towns", towns]).done();
        let site = folder.path().join(towns);
        let output = run(&site, &["check"]);
        assert_eq!(output.code, Some(0), "{towns} towns: {}", output.stderr);
        let count = |below: &str| fs::read_dir(site.join(below)).unwrap().count();
        let expected: usize = towns.parse().unwrap();
        assert_eq!((count("content/towns"), count("content/stories")), (expected, 2 * expected));
    }
    run(folder.path(), &["init", "again", "--demo-towns", "7"]).done();
    let files = |name: &str| files(&folder.path().join(name));
    assert!(files("again") == files("7"));
}

#[test]
fn a_fault_is_shown_and_nothing_is_published() {
    let place = place();
    write(place.path(), "content/towns/yunyao.yaml", "name: 云窑小镇\nplann: []\n".as_bytes());
    let output = run(place.path(), &["build"]).ends_with(1);
    assert!(output.stderr.contains("plann") && output.stderr.contains("yunyao.yaml"), "{}", output.stderr);
    assert!(!place.path().join("output").exists());

    let output = run(place.path(), &["check", "--format", "json"]).ends_with(1);
    let found: serde_json::Value = output.json();
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
    assert_ne!(output.code, Some(0));
    assert!(output.stderr.contains("nowhere") || output.stderr.contains("site.yaml"), "{}", output.stderr);
    let place = place();
    let output = run(place.path(), &["build", "--theme", "nowhere"]).ends_with(2);
    assert!(output.stderr.contains("there is no theme folder nowhere"), "{}", output.stderr);
}

#[test]
fn the_language_is_asked_for_or_the_environments_or_the_sites() {
    let place = place();
    write(place.path(), "content/towns/yunyao.yaml", b"name: [\n");
    let speak = |lang: &str, arguments: &[&str]| Sunboard::new(place.path()).args(arguments).lang(lang).run().stderr;
    assert!(speak("en_GB.UTF-8", &["check"]).contains(" errors, "));
    assert!(speak("zh_CN.UTF-8", &["check"]).contains("个错误"));
    assert!(speak("C", &["check"]).contains("个错误"), "the site is in Chinese");
    assert!(speak("zh_CN.UTF-8", &["check", "--lang", "en"]).contains(" errors, "));
}

#[test]
fn a_check_tells_what_an_inspection_would_find_and_when_columns_fall_due() {
    let place = place();
    let output = run(place.path(), &["check", "--inspection"]).done();
    assert!(
        output.stderr.contains("inspection[missing-mark]: the foot of each page lacks: site_code"),
        "{}",
        output.stderr
    );
    assert!(output.stdout.contains("due\tdays left\tlatest\tinterval\tcolumn\n"), "{}", output.stdout);
    let output = run(place.path(), &["check", "--format", "json"]);
    let found: serde_json::Value = output.json();
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
            assert_eq!(output.code, Some(2), "{line:?} {content}: {}", output.stderr);
            assert!(output.stderr.contains(told), "{line:?}: {}", output.stderr);
            assert!(!folder.join(content).join("site.yaml").exists() && !folder.join(".vscode").exists());
        }
    }
    let two: &[(&[&str], &str)] = &[
        (&["diff", "content", "nowhere"], "no content folder nowhere"),
        (&["diff", "nowhere", "content"], "no content folder nowhere"),
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
        let output = run(folder, line).ends_with(2);
        assert!(output.stderr.contains(told), "{line:?}: {}", output.stderr);
    }
    // A folder without settings, and one with a fault, are faults of the content.
    fs::create_dir(folder.join("empty")).unwrap();
    write(folder, "content/towns/a.yaml", b"nam: x\n");
    for content in ["empty", "content"] {
        for line in [&["check"][..], &["build"], &["status"], &["explain", "a"], &["export", "return", "2020Q1"]] {
            let output = run(folder, &[line, &["--content", content]].concat());
            assert_eq!(output.code, Some(1), "{line:?} {content}: {}", output.stderr);
        }
    }
}

#[test]
fn a_new_site_comes_with_what_its_repository_leaves_out() {
    let folder = tempfile::tempdir().unwrap();
    let lines: &[&[&str]] =
        &[&["init", "example"], &["init", "blank", "--blank"], &["init", "demo", "--demo-towns", "3"]];
    for line in lines {
        run(folder.path(), line).done();
        let text = fs::read_to_string(folder.path().join(line[1]).join(".gitignore")).unwrap();
        assert!(["/output/", "/output-*/", ".sunboard/"].iter().all(|wanted| text.lines().any(|line| line == *wanted)));
    }
    // A new repository may hold a site; what it leaves out already stays.
    write(folder.path(), "cloned/.git/HEAD", b"ref: refs/heads/main");
    write(folder.path(), "cloned/.gitignore", b"mine\n");
    let output = run(folder.path(), &["init", "cloned"]).done();
    assert!(output.stdout.contains("was left alone; make sure that it holds /output/"), "{}", output.stdout);
    assert_eq!(fs::read(folder.path().join("cloned/.gitignore")).unwrap(), b"mine\n");
    write(folder.path(), "other/.gitignore", b"");
    write(folder.path(), "other/notes.txt", b"");
    run(folder.path(), &["init", "other"]).ends_with(2);
}

/// What the English rules of a blank site explain is sound once it is switched on: the manual is in Chinese alone.
#[test]
fn the_rules_that_a_blank_english_site_explains_are_sound() {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), &["init", "site", "--blank", "--lang", "en"]).done();
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
    run(&folder.path().join("site"), &["check", "--as-of", "2026-06-01", "--lang", "en"]).done();
}
