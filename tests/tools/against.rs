//! `sunboard check --against` with earlier sites that git keeps.

use std::fs;
use std::path::Path;

use crate::git::{committed, git};
use crate::harness::renamed::{place, rename, told};
use crate::harness::{copy, run};

/// The small tree in a repository, with its site built in `output`.
fn repository(folder: &Path) {
    place(folder);
    committed(folder);
}

#[test]
fn a_renamed_story_is_told_against_a_revision_a_folder_and_a_site() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    repository(folder);
    for earlier in ["HEAD", "output"] {
        assert_eq!(told(folder, earlier), (Some(0), Vec::new()), "nothing changed since {earlier}");
    }
    // What cannot be had is trouble, not a site without addresses.
    run(folder, &["check", "--against", "no-such-revision"]).ends_with(2);
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
