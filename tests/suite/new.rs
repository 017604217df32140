//! `sunboard new` and `sunboard release`: what they write can be checked and built at once, nothing is overwritten, and
//! a quarter is public from its day on and not before.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::harness::{example, run};

fn done(folder: &Path, arguments: &[&str]) -> String {
    run(folder, arguments).said()
}

/// Why a command is refused.
fn refused(folder: &Path, arguments: &[&str]) -> String {
    let before = files(folder);
    let output = run(folder, arguments).ends_with(2);
    assert!(files(folder) == before, "{arguments:?} wrote something");
    output.stderr
}

/// All files below a folder.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    crate::harness::files(folder).into_iter().collect()
}

fn read(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join("content").join(path)).unwrap()
}

/// The diagnostics of the content, by rule.
fn check(folder: &Path) -> BTreeMap<String, usize> {
    let found = run(folder, &["check", "--format", "json"]).done().json();
    let mut rules = BTreeMap::new();
    for one in found.as_array().unwrap() {
        *rules.entry(one["rule"].as_str().unwrap().to_owned()).or_default() += 1;
    }
    rules
}

const TOWN: [&str; 10] =
    ["new", "town", "--name", "丽水小镇", "--category", "市级", "--county", "窑溪市", "--industry", "健康"];

#[test]
fn what_is_new_passes_the_check_and_is_never_overwritten() {
    let folder = example();
    let folder = folder.path();
    let before = check(folder);
    let said = done(folder, &TOWN);
    assert!(said.contains("towns/lishui.yaml"), "{said}");
    let town = read(folder, "towns/lishui.yaml");
    assert!(town.contains("\nname: 丽水小镇\n") && town.contains("\ncounty: yaoxi\n"), "{town}");
    assert!(town.contains("category: municipal") && town.contains("\nindustry: 健康\n"), "{town}");
    let today = chrono::Utc::now().with_timezone(&chrono_tz::Asia::Shanghai).date_naive().to_string();
    assert!(town.starts_with(&format!("# {today} 由 sunboard new 生成。\n")), "in the site's language: {town}");
    assert!(town.contains("from: 2022-02-15"), "the day at which the example is pinned: {town}");

    done(folder, &["new", "story", "--title", "龙窑：重新点火", "--town", "云窑", "--town", "lishui"]);
    let story = read(folder, "stories/longyao-chongxindianhuo.md");
    assert!(story.contains("\ntowns: [yunyao, lishui]\n") && story.contains("\ndraft: true\n"), "{story}");
    assert!(story.contains("\ndate: 2022-02-15\n"), "{story}");
    done(
        folder,
        &["new", "policy", "--title", "关于报送2022年数据的通知", "--issuer", "市特镇办", "--slug", "returns-2022"],
    );
    assert!(read(folder, "policies/returns-2022.md").contains("\nissuer: 市特镇办\n"));
    assert_eq!(check(folder), before, "new files are sound, without a new doubt");

    let why = refused(folder, &TOWN);
    assert!(why.contains("towns/lishui.yaml is there already") && why.contains("--slug lishui-2"), "{why}");
    done(folder, &[&TOWN[..], &["--slug", "lishui-2"]].concat());
    fs::rename(folder.join("content/towns/lishui-2.yaml"), folder.join("content/towns/lishui-2.yml")).unwrap();
    let why = refused(folder, &[&TOWN[..], &["--slug", "lishui-2"]].concat());
    assert!(why.contains("towns/lishui-2.yml is there already"), "{why}");
}

#[test]
fn what_is_missing_or_wrong_is_named_by_its_flag() {
    let folder = example();
    let folder = folder.path();
    let town = |more: &[&str]| refused(folder, &[&["new", "town"], more].concat());
    assert!(town(&[]).contains("--name is missing"));
    assert!(town(&["--name", "丽水小镇"]).contains("--category is missing"));
    assert!(
        town(&["--name", "丽水小镇", "--category", "creaton"])
            .contains("--category: there is no `creaton`; did you mean `creation`?")
    );
    let known = ["--name", "丽水小镇", "--category", "creation"];
    let with = |more: &[&str]| town(&[&known[..], more].concat());
    assert!(with(&["--county", "yaoxii"]).contains("--county: there is no `yaoxii`; did you mean `yaoxi`?"));
    assert!(with(&["--industry", "健身"]).contains("--industry: "));
    assert!(with(&["--since", "2020/9"]).contains("--since: "));
    assert!(with(&["--slug", "Li Shui"]).contains("--slug: "));
    assert!(town(&["--name", "！", "--category", "creation"]).contains("write one with --slug"));
    assert!(refused(folder, &["new", "story"]).contains("--title is missing"));
    assert!(refused(folder, &["new", "story", "--title", "a", "--town", "nowhere"]).contains("--town: "));
    assert!(refused(folder, &["new", "policy", "--title", "a"]).contains("--issuer is missing"));
    let why = run(folder, &["new", "town", "--lang", "zh"]);
    assert_eq!(why.stderr, "错误：缺少 --name：小镇名称\n");
    assert!(refused(folder, &["new", "town", "--content", "nowhere"]).contains("no content folder nowhere"));
}

/// Each field behind a bare `#` may be used as it stands: the types read it, and its words explain it.
#[test]
fn every_optional_field_can_be_used_as_it_is_written() {
    let folder = example();
    let folder = folder.path();
    for language in ["zh", "en"] {
        let made = |arguments: &[&str]| done(folder, &[arguments, &["--lang", language, "--slug", language]].concat());
        made(&["new", "town", "--name", "云：窑", "--category", "creation"]);
        made(&["new", "story", "--title", "Kiln"]);
        made(&["new", "policy", "--title", "'a'", "--issuer", "b"]);
        for path in
            [format!("towns/{language}.yaml"), format!("stories/{language}.md"), format!("policies/{language}.md")]
        {
            let text = read(folder, &path);
            let (mut fields, mut words) = (0, String::new());
            let mut used = String::new();
            for line in text.lines() {
                let is_field = line.starts_with('#') && !line.starts_with("# ");
                if is_field || line.starts_with(|c: char| c.is_ascii_lowercase()) {
                    assert!(words.chars().count() > 1, "{path}: `{line}` is not explained: {words}");
                    fields += 1;
                }
                words = line.strip_prefix("# ").unwrap_or_default().to_owned();
                used.push_str(if is_field { &line[1..] } else { line });
                used.push('\n');
            }
            assert!(fields > 12, "{path} has {fields} fields");
            fs::write(folder.join("content").join(&path), used).unwrap();
        }
    }
    let loaded = sunboard::load::load(&folder.join("content"));
    assert!(loaded.diagnostics.is_empty(), "{:#?}", loaded.diagnostics);
    assert_eq!(loaded.tree.towns["zh"].name.0, "云：窑");
}

#[test]
fn a_new_quarter_adds_one_row_to_each_town_that_reports_and_nothing_else() {
    let folder = example();
    let folder = folder.path();
    let before = files(&folder.join("content"));
    let warned = check(folder);
    let said = done(folder, &["new", "quarter", "2022Q1"]);
    let after = files(&folder.join("content"));
    let mut rows = 0;
    for (path, bytes) in &after {
        let text = String::from_utf8_lossy(bytes);
        let Some(old) = before.get(path) else {
            assert_eq!(path, "quarters/2022Q1.yaml");
            assert!(text.contains("\nquarter: 2022Q1\n") && text.contains("\n#released: "), "{text}");
            continue;
        };
        if bytes == old {
            continue;
        }
        let old = String::from_utf8_lossy(old);
        let added: Vec<&str> = text.lines().filter(|line| !old.lines().any(|other| other == *line)).collect();
        assert_eq!(text.lines().count(), old.lines().count() + added.len(), "{path}");
        let row = "  - {quarter: 2022Q1, status: provisional}";
        let is_first = !old.contains("\nprogress:");
        assert_eq!(added, if is_first { vec!["progress:", row] } else { vec![row] }, "{path}");
        rows += 1;
    }
    assert!(rows > 15 && said.contains(&format!("to {rows} towns")), "{said}");
    assert!(
        !after["towns/dengcai.yaml"].windows(6).any(|word| word == b"2022Q1"),
        "a town that left the lists reports no more"
    );
    assert_eq!(check(folder), warned);
    let said = done(folder, &["new", "quarter", "2022Q1"]);
    assert!(said.contains("nothing was changed"), "{said}");
    assert!(files(&folder.join("content")) == after);

    // A row that waits is no return.
    let status = done(folder, &["status", "2022Q1", "--as-of", "2022-05-01", "--format", "json"]);
    let status: serde_json::Value = serde_json::from_str(&status).unwrap();
    let counts = &status["quarters"][0]["counts"];
    assert_eq!((&counts["reported"], &counts["not_reported"]), (&0.into(), &rows.into()));
}

/// The row that `new quarter` made is filled in, not doubled, when the form comes back.
#[test]
fn a_waiting_row_is_filled_in_by_an_import() {
    let folder = example();
    let folder = folder.path();
    done(folder, &["new", "quarter", "2022Q1"]);
    fs::write(folder.join("form.csv"), "2022年一季度,,\n小镇,总投资,重点项目投资\n岚影小镇,6100,4300\n").unwrap();
    let early = run(folder, &["import", "form.csv", "--on", "2022-03-12", "--write"]).ends_with(1);
    assert!(early.stderr.contains("2022Q1 has not ended yet"), "{}", early.stderr);
    done(folder, &["import", "form.csv", "--on", "2022-04-12", "--write"]);
    let town = sunboard::load::load(&folder.join("content")).tree.towns["lanying"].clone();
    let rows: Vec<_> = town.progress.iter().filter(|row| row.quarter.to_string() == "2022Q1").collect();
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].reported.map(|day| day.to_string()).as_deref(), Some("2022-04-12"));
    assert_eq!(rows[0].total.map(|total| total.to_string()).as_deref(), Some("6100"));
    check(folder);
}

#[test]
fn figures_without_a_day_of_report_are_refused() {
    let folder = example();
    let path = folder.path().join("content/towns/lanying.yaml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("{quarter: 2021Q3, reported: 2021-10-10,", "{quarter: 2021Q3,")).unwrap();
    let output = run(folder.path(), &["check"]).ends_with(1);
    assert!(
        output.stderr.contains("error[reported-missing]: 2021Q3 has figures and no day of the report"),
        "{}",
        output.stderr
    );
}

/// The public site, without the digests that name the build.
fn public(folder: &Path, as_of: &str) -> BTreeMap<String, Vec<u8>> {
    let output = tempfile::tempdir().unwrap();
    let to = output.path().to_str().unwrap();
    done(folder, &["build", "--quiet", "--output", to, "--as-of", as_of]);
    let mut site = files(output.path());
    site.retain(|path, _| !path.starts_with(".sunboard"));
    site
}

#[test]
fn a_released_quarter_is_public_from_its_day_on_and_not_before() {
    let folder = example();
    let folder = folder.path();
    let unreleased = public(folder, "2022-02-28");
    let said = done(folder, &["release", "2021Q4", "--on", "2022-03-01 10:00"]);
    assert!(said.contains("2021Q4 will be released on 2022-03-01 10:00") && said.contains("provisional"), "{said}");
    let text = read(folder, "quarters/2021Q4.yaml");
    assert!(text.contains("\nreleased: 2022-03-01 10:00\n") && !text.contains("\ninternal: true"), "{text}");
    assert!(text.starts_with("# 2021年四季度"), "comments stay: {text}");

    // Not a byte tells of the quarter the day before.
    let embargoed = public(folder, "2022-02-28");
    let differing: Vec<&String> =
        embargoed.keys().filter(|path| unreleased.get(*path) != embargoed.get(*path)).collect();
    assert!(differing.is_empty() && embargoed.len() == unreleased.len(), "{differing:?}");
    let released = public(folder, "2022-03-01");
    let rows = |site: &BTreeMap<String, Vec<u8>>| {
        String::from_utf8_lossy(&site["data/progress.csv"]).matches("2021Q4").count()
    };
    assert_eq!(rows(&embargoed), 0);
    assert!(rows(&released) > 15);

    let again = refused(folder, &["release", "2021Q4", "--as-of", "2022-03-02"]);
    assert!(again.contains("2021Q4 was released 2022-03-01 10:00"), "{again}");
}

/// The sample line says that a quarter is not public yet: left beside the real one, it would say two things.
#[test]
fn the_time_of_release_takes_the_place_of_its_sample() {
    let folder = example();
    let folder = folder.path();
    done(folder, &["new", "quarter", "2022Q1"]);
    let begun = read(folder, "quarters/2022Q1.yaml");
    let sample = begun.lines().find(|line| line.starts_with("#released: ")).unwrap();
    let release = ["release", "2022Q1", "--as-of", "2022-05-01", "--on", "2022-05-06 09:00", "--incomplete", "待报"];
    done(folder, &release);
    let released = begun.replace(sample, "released: 2022-05-06 09:00\nincomplete: 待报");
    assert_eq!(read(folder, "quarters/2022Q1.yaml"), released);
}

#[test]
fn a_quarter_is_not_released_incomplete_early_or_in_the_past() {
    let folder = example();
    let folder = folder.path();
    assert!(refused(folder, &["release", "2022Q1"]).contains("is not over"));
    assert!(
        refused(folder, &["release", "2022Q1", "--as-of", "2022-05-01"]).contains("there is no quarters/2022Q1.yaml")
    );
    assert!(refused(folder, &["release", "2021Q4", "--on", "2022-02-01"]).contains("cannot be dated back"));
    assert!(refused(folder, &["release", "2021Q4", "--on", "soon"]).contains("--on: "));

    let path = folder.join("content/towns/lanying.yaml");
    let text = fs::read_to_string(&path).unwrap();
    let lines: String =
        text.split_inclusive('\n').filter(|line| !line.contains("{quarter: 2021Q4, reported")).collect();
    fs::write(&path, lines).unwrap();
    let release = ["release", "2021Q4", "--on", "2022-03-01"];
    let why = refused(folder, &release);
    assert!(why.contains("2021Q4 is not complete:\n  1 not reported: 岚影小镇\n"), "{why}");
    let partial = text.replace("key_projects: 37339, status: provisional", "status: provisional");
    fs::write(&path, &partial).unwrap();
    let why = refused(folder, &release);
    assert!(why.contains("\n  1 without the figure of their board: 岚影小镇\n"), "{why}");
    done(folder, &[&release[..], &["--incomplete", "岚影小镇重点项目正在核定"]].concat());
    let text = read(folder, "quarters/2021Q4.yaml");
    assert!(text.contains("\nreleased: 2022-03-01\nincomplete: 岚影小镇重点项目正在核定\n"), "{text}");
    let boards = &public(folder, "2022-03-01")["boards/2021q4.html"];
    assert!(String::from_utf8_lossy(boards).contains("数据不全：岚影小镇重点项目正在核定"), "the public is told why");

    // Faults come first, and nothing is written.
    fs::write(folder.join("content/towns/lanying.yaml"), "nam: a\n").unwrap();
    let before = files(folder);
    run(folder, &["release", "2020Q4"]).ends_with(1);
    assert!(files(folder) == before);
}

/// Nothing is asked for by a rule, but a quarter that was begun waits for its rows.
#[test]
fn a_quarter_without_a_rule_of_returns_is_not_complete_before_its_figures_are_there() {
    let folder = tempfile::tempdir().unwrap();
    done(folder.path(), &["init", "site", "--blank", "--lang", "en"]);
    let site = folder.path().join("site");
    done(&site, &["new", "town", "--name", "云镇", "--category", "municipal", "--since", "2025-10", "--slug", "yun"]);
    done(&site, &["new", "quarter", "2026Q1"]);
    let told: serde_json::Value =
        serde_json::from_str(&done(&site, &["status", "2026Q1", "--format", "json"])).unwrap();
    let text = told.to_string();
    assert!(text.contains("\"expected\":[\"yun\"]") || text.contains("\"expected\":1"), "{text}");
    assert!(refused(&site, &["release", "2026Q1"]).contains("云镇"));
}
