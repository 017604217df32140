//! What may go into which output folder: one edition into each, one build at a time, and nothing of another left behind.

use std::fs;
use std::path::Path;

use crate::harness::{Run, Running, Sunboard, content, copy, jpeg, run, write};

const TOWN: &str = "name: 云窑小镇
category_history: [{from: 2020-01, category: cultivation}]
photos: [{file: open.jpg, alt: 窑}]
";
const INTERNAL: &str = "---
title: 内部消息甲
date: 2020-10-01
internal: true
cover: cover.jpg
cover_alt: 内部照片乙
---

内部正文丙。
";
const DRAFT: &str = "---
title: 未定稿丁
date: 2020-10-02
draft: true
cover: cover.jpg
cover_alt: 草稿照片戊
---

草稿正文己。
";

/// What is said beside the result where all went well.
fn done(folder: &Path, arguments: &[&str]) -> String {
    run(folder, arguments).done().stderr
}

/// The command ends with 2, and says all of these.
fn refused(folder: &Path, arguments: &[&str], said: &[&str]) {
    let output = run(folder, arguments).ends_with(2);
    said.iter().for_each(|words| assert!(output.stderr.contains(words), "{words}: {}", output.stderr));
}

/// A site with an open, an internal and a draft item, each with a picture of its own.
fn place() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(content(&[]).path(), &folder.path().join("content"));
    let put = |path: &str, bytes: &[u8]| write(folder.path(), &format!("content/{path}"), bytes);
    put("towns/yunyao.yaml", TOWN.as_bytes());
    put("towns/yunyao/open.jpg", &jpeg(300, 200, &[]));
    put("stories/secret.md", INTERNAL.as_bytes());
    put("stories/secret/cover.jpg", &jpeg(310, 200, &[]));
    put("stories/draft.md", DRAFT.as_bytes());
    put("stories/draft/cover.jpg", &jpeg(320, 200, &[]));
    folder
}

/// Every file below a folder, the tool's own among them.
fn all(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
    let files = files.filter(|entry| entry.file_type().is_file());
    files.map(|entry| (entry.path().display().to_string(), fs::read(entry.path()).unwrap())).collect()
}

/// The files whose name or bytes have one of these words.
fn with(folder: &Path, words: &[&str]) -> Vec<String> {
    let has = |bytes: &[u8], word: &str| bytes.windows(word.len()).any(|window| window == word.as_bytes());
    let found = all(folder)
        .into_iter()
        .filter(|(path, bytes)| words.iter().any(|word| path.contains(word) || has(bytes, word)));
    found.map(|(path, _)| path).collect()
}

fn pictures(output: &Path) -> usize {
    let names = all(&output.join(".sunboard"));
    names.iter().filter(|(path, _)| path.contains("pictures")).count()
}

#[test]
fn the_internal_edition_needs_a_folder_of_its_own() {
    let place = place();
    let folder = place.path();
    refused(
        folder,
        &["build", "--edition", "internal", "--as-of", "2020-10-31"],
        &["sunboard build --edition internal --as-of 2020-10-31 --output output-internal"],
    );
    assert!(!folder.join("output").exists());
    done(folder, &["build", "--edition", "internal", "--output", "output-internal"]);
    done(folder, &["build"]);
    for (edition, output, held) in [("internal", "output", "public"), ("public", "output-internal", "internal")] {
        let before = all(&folder.join(output));
        for more in [&[][..], &["--force"], &["--drafts"]] {
            let line = [&["build", "--edition", edition, "--output", output][..], more].concat();
            refused(folder, &line, &[&format!("holds the {held} edition, and the {edition} edition")]);
        }
        refused(folder, &["serve", "--port", "0", "--edition", edition, "--output", output], &[held, edition]);
        assert!(all(&folder.join(output)) == before, "nothing is touched");
    }
    // Each goes on in its own.
    done(folder, &["build", "--edition", "internal", "--output", "output-internal"]);
    done(folder, &["build"]);
}

#[test]
fn an_edition_is_known_by_its_pages_where_nothing_else_tells() {
    let place = place();
    let folder = place.path();
    for (edition, other) in [("internal", "public"), ("public", "internal")] {
        done(folder, &["build", "--edition", edition, "--output", edition]);
        let said = format!("holds the {edition} edition");
        // As an earlier version of the tool left it.
        let manifest = folder.join(edition).join(".sunboard/manifest.json");
        let mut noted: serde_json::Value = serde_json::from_slice(&fs::read(&manifest).unwrap()).unwrap();
        assert_eq!(noted.as_object_mut().unwrap().remove("site").unwrap()["edition"], edition);
        fs::write(&manifest, noted.to_string()).unwrap();
        refused(folder, &["build", "--edition", other, "--output", edition], &[&said]);
        done(folder, &["build", "--edition", edition, "--output", edition]);
        // As somebody left it who put things in order.
        fs::remove_dir_all(folder.join(edition).join(".sunboard")).unwrap();
        fs::remove_file(folder.join(edition).join("index.html")).unwrap();
        refused(folder, &["build", "--edition", other, "--output", edition, "--force"], &[&said]);
        assert!(!folder.join(edition).join(".sunboard").exists(), "nothing is left");
        done(folder, &["build", "--edition", edition, "--output", edition, "--force"]);
    }
}

#[test]
fn nothing_of_another_edition_or_of_drafts_stays() {
    let place = place();
    let folder = place.path();
    let output = folder.join("output");
    let internal =
        ["内部消息甲", "内部照片乙", "内部正文丙", "secret", "未定稿丁", "草稿照片戊", "草稿正文己", "draft.html"];
    done(folder, &["build"]);
    assert_eq!((with(&output, &internal), pictures(&output)), (vec![], 1));

    // The drafts' picture is drawn and their page published; without them all of it goes.
    let told = done(folder, &["build", "--drafts"]);
    assert!(told.contains("note: output held no drafts and holds them now"), "{told}");
    assert!(!with(&output, &["未定稿丁"]).is_empty());
    assert_eq!(pictures(&output), 2);
    assert_eq!(done(folder, &["build", "--drafts"]), "");
    done(folder, &["build"]);
    assert_eq!((with(&output, &internal), pictures(&output)), (vec![], 1));

    // A build with drafts that comes to nothing leaves nothing either.
    let broken = DRAFT.replace("草稿正文己", "[草稿](none.html)");
    write(folder, "content/stories/draft.md", broken.as_bytes());
    run(folder, &["build", "--drafts"]).ends_with(1);
    done(folder, &["build"]);
    assert_eq!((with(&output, &internal), pictures(&output)), (vec![], 1));
    // Where nothing else changed since, neither.
    write(folder, &format!("output/.sunboard/pictures-unfinished/{}", "0".repeat(64)), "草稿照片戊".as_bytes());
    done(folder, &["build"]);
    assert_eq!(with(&output, &internal), Vec::<String>::new());
}

#[test]
fn a_folder_that_held_another_site_is_said_so() {
    let place = place();
    let folder = place.path();
    done(folder, &["build"]);
    let site = folder.join("content/site.yaml");
    let text = fs::read_to_string(&site).unwrap();
    // A new name alone is no other site.
    fs::write(&site, text.replace("title: 阳光榜", "title: 小镇阳光榜")).unwrap();
    assert_eq!(done(folder, &["build", "--quiet"]), "");
    fs::write(&site, text.replace("title: 阳光榜", "title: 榜").replace("云岚市", "溪山市")).unwrap();
    let told = done(folder, &["build", "--quiet"]);
    assert!(told.contains("note: output held `小镇阳光榜` (云岚市) and now holds `榜` (溪山市)"), "{told}");
}

/// Several builds at once into a folder that is not there: those that come too late say who was first, and end; nobody
/// says anything else, and the site is whole.
#[test]
fn of_builds_at_once_one_has_the_folder_and_the_others_say_so() {
    let place = place();
    let folder = place.path();
    let mut late = 0;
    for round in 0..12 {
        let output = format!("fresh-{round}");
        let builds: Vec<_> =
            (0..5).map(|_| Sunboard::new(folder).args(["build", "--quiet", "--output", &output]).start()).collect();
        let ids: Vec<u32> = builds.iter().map(|build| build.child.id()).collect();
        let ended: Vec<Run> = builds.into_iter().map(Running::end).collect();
        assert!(ended.iter().any(|one| one.code == Some(0)), "somebody is first");
        for one in ended.iter().filter(|one| one.code != Some(0)) {
            let told = &one.stderr;
            assert_eq!(one.code, Some(2), "{told}");
            let named = ids.iter().any(|id| {
                *told
                    == format!(
                        "error: another build (process {id}) is writing to {}; wait for it to end\n",
                        real(folder).join(&output).display()
                    )
            });
            assert!(named, "{told}");
            late += 1;
        }
        assert_eq!(done(folder, &["build", "--quiet", "--output", &output]), "");
        assert_eq!(fs::read(folder.join(&output).join(".sunboard/lock")).unwrap(), b"");
        fs::remove_dir_all(folder.join(&output)).unwrap();
    }
    assert!(late > 0, "no two builds met");
}

fn real(folder: &Path) -> std::path::PathBuf {
    folder.canonicalize().unwrap()
}

/// Builds that fail take their folder away; one that succeeds beside them is not disturbed.
#[test]
fn a_build_that_fails_takes_no_folder_from_another() {
    let place = place();
    let folder = place.path();
    copy(&folder.join("content"), &folder.join("faulty"));
    // Found only when the pages are drawn.
    write(folder, "faulty/towns/yunyao.yaml", format!("{TOWN}profile: '[x](none.html)'\n").as_bytes());
    for round in 0..12 {
        let output = format!("fresh-{round}");
        let spawn = |content: &str| {
            Sunboard::new(folder).args(["build", "--quiet", "--content", content, "--output", &output]).start()
        };
        let builds = ["faulty", "content", "faulty"].map(spawn);
        for (place, build) in builds.into_iter().enumerate() {
            let ended = build.end();
            let (code, told) = (ended.code, ended.stderr);
            assert!(!told.contains("No such file"), "{told}");
            let fine = match code {
                Some(0) => place == 1,
                Some(1) => place != 1,
                _ => told.starts_with("error: another build "),
            };
            assert!(fine, "{place}: {told}");
        }
        done(folder, &["build", "--quiet", "--output", &output]);
    }
}

#[test]
fn what_a_killed_build_left_keeps_nobody_out() {
    let place = place();
    let folder = place.path();
    write(folder, "output/.sunboard/lock", b"1\n");
    write(folder, "output/.sunboard/staging/index.html", b"half");
    done(folder, &["build"]);
    assert!(!folder.join("output/.sunboard/staging").exists());
}
