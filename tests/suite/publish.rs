//! Publishing: what is written, what is left alone, what is refused, and what a killed build leaves behind.

use std::fs;
use std::path::{Path, PathBuf};

use sunboard::artifact::{Artifact, Output as _};
use sunboard::publish::{CacheUpdate, Destination, Outcome, PublishError, Staging};

struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("content")).unwrap();
        Self { folder }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn to(&self, output: &str) -> Destination {
        Destination {
            output: self.path(output),
            inputs: vec![self.path("content")],
            force: false,
            site: Default::default(),
        }
    }

    fn publish(&self, files: &[(&str, &str)]) -> Result<Outcome, String> {
        self.publish_to(files, &self.to("output"))
    }

    fn publish_to(&self, files: &[(&str, &str)], destination: &Destination) -> Result<Outcome, String> {
        let artifacts = files.iter().map(|(path, text)| Artifact::bytes(*path, *text));
        publish(artifacts, destination).map_err(|error| error.message.en)
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

fn publish(artifacts: impl IntoIterator<Item = Artifact>, destination: &Destination) -> Result<Outcome, PublishError> {
    let staging = Staging::new(destination.clone());
    artifacts.into_iter().for_each(|artifact| staging.put(artifact));
    staging.finish(&CacheUpdate::default())
}

/// Every file below a folder but the lock and the memory, which is of this machine, with its text.
fn all(folder: &Path) -> Vec<(String, String)> {
    let mut found: Vec<_> = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file() && entry.file_name() != "lock" && entry.file_name() != "memory")
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
            (path, String::from_utf8_lossy(&fs::read(entry.path()).unwrap()).into_owned())
        })
        .collect();
    found.sort();
    found
}

#[test]
fn writes_what_changed_and_removes_what_is_gone() {
    let place = Place::new();
    let first = place.publish(&[("index.html", "a"), ("towns/x.html", "b"), ("towns/y.html", "c")]).unwrap();
    assert_eq!(first, Outcome { written: 3, unchanged: 0, removed: 0 });
    let stamp = fs::metadata(place.path("output/index.html")).unwrap().modified().unwrap();
    let second = place.publish(&[("index.html", "a"), ("stories/z.html", "d")]).unwrap();
    assert_eq!(second, Outcome { written: 1, unchanged: 1, removed: 2 });
    assert_eq!(fs::metadata(place.path("output/index.html")).unwrap().modified().unwrap(), stamp);
    assert!(!place.path("output/towns").exists(), "an emptied folder goes");
    let names: Vec<_> = all(&place.path("output")).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, [".sunboard/manifest.json", "index.html", "stories/z.html"]);
}

#[test]
fn a_file_that_somebody_edited_is_put_right() {
    let place = Place::new();
    place.publish(&[("index.html", "a")]).unwrap();
    place.write("output/index.html", "z");
    assert_eq!(place.publish(&[("index.html", "a")]).unwrap().written, 1);
    assert_eq!(place.read("output/index.html"), "a");
}

#[test]
fn files_of_others_are_never_touched() {
    let place = Place::new();
    place.publish(&[("towns/x.html", "a")]).unwrap();
    place.write("output/robots.txt", "theirs");
    place.write("output/towns/note.txt", "theirs");
    place.publish(&[("index.html", "a")]).unwrap();
    assert_eq!(place.read("output/robots.txt"), "theirs");
    assert_eq!(place.read("output/towns/note.txt"), "theirs");
    let error = place.publish(&[("index.html", "b"), ("robots.txt", "ours")]).unwrap_err();
    assert!(error.contains("`robots.txt` in the output folder was not published by this tool"), "{error}");
    assert_eq!(place.read("output/index.html"), "a", "nothing was written");
    let force = Destination { force: true, ..place.to("output") };
    place.publish_to(&[("robots.txt", "ours")], &force).unwrap();
    assert_eq!(place.read("output/robots.txt"), "ours");
}

#[test]
fn a_folder_of_others_is_refused() {
    let place = Place::new();
    place.write("output/homework.txt", "theirs");
    let error = place.publish(&[("index.html", "a")]).unwrap_err();
    assert!(error.contains("--force"), "{error}");
    assert_eq!(all(&place.path("output")).len(), 1);
    let force = Destination { force: true, ..place.to("output") };
    place.publish_to(&[("index.html", "a")], &force).unwrap();
    assert_eq!(place.read("output/homework.txt"), "theirs");
}

#[test]
fn a_gitkeep_alone_is_an_empty_folder() {
    let place = Place::new();
    place.write("output/.gitkeep", "");
    place.publish(&[("index.html", "a")]).unwrap();
    assert!(place.path("output/.gitkeep").exists());
}

#[test]
fn output_and_content_must_lie_apart() {
    let place = Place::new();
    for output in ["content", "content/output", ".", "content/../content/x"] {
        let error = place.publish_to(&[("index.html", "a")], &place.to(output)).unwrap_err();
        assert!(error.contains("overlaps"), "{output}: {error}");
    }
    assert!(all(&place.path("content")).is_empty());
}

#[test]
fn unsafe_and_colliding_paths_are_refused() {
    let place = Place::new();
    for files in [
        &[("../x", "a")][..],
        &[("/etc/x", "a")],
        &[(".sunboard/manifest.json", "a")],
        &[("a.html", "a"), ("A.html", "b")],
        &[("a", "a"), ("a/b.html", "b")],
    ] {
        assert!(place.publish(files).is_err(), "{files:?}");
    }
    assert!(!place.path("output").exists());
}

#[test]
fn a_file_gives_way_to_a_folder_and_back() {
    let place = Place::new();
    place.publish(&[("news", "a")]).unwrap();
    place.publish(&[("news/1.html", "b")]).unwrap();
    assert_eq!(place.read("output/news/1.html"), "b");
    place.publish(&[("news", "c")]).unwrap();
    assert_eq!(place.read("output/news"), "c");
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    let place = Place::new();
    place.publish(&[("index.html", "a"), ("media/x.txt", "b"), ("towns/x.html", "c")]).unwrap();
    place.write("elsewhere/x.html", "theirs");
    place.write("elsewhere/x.txt", "theirs");
    fs::remove_dir_all(place.path("output/towns")).unwrap();
    std::os::unix::fs::symlink(place.path("elsewhere"), place.path("output/towns")).unwrap();
    let error = place.publish(&[("index.html", "a"), ("towns/x.html", "d")]).unwrap_err();
    assert!(error.contains("symbolic link"), "{error}");
    // Stale files behind a link are not removed either.
    place.publish(&[("index.html", "a")]).unwrap();
    assert_eq!(place.read("elsewhere/x.html"), "theirs");
    // A published file that became a link is replaced, not written through.
    fs::remove_file(place.path("output/index.html")).unwrap();
    std::os::unix::fs::symlink(place.path("elsewhere/x.txt"), place.path("output/index.html")).unwrap();
    place.publish(&[("index.html", "a")]).unwrap();
    assert_eq!(place.read("elsewhere/x.txt"), "theirs");
    assert_eq!(place.read("output/index.html"), "a");
}

#[test]
fn a_forged_manifest_removes_nothing_outside() {
    let place = Place::new();
    place.publish(&[("index.html", "a")]).unwrap();
    place.write("victim.txt", "theirs");
    place.write(
        "output/.sunboard/manifest.json",
        r#"{"version":1,"files":{"../victim.txt":{"sha256":""},"index.html":{"sha256":""}}}"#,
    );
    place.publish(&[("index.html", "a")]).unwrap();
    assert_eq!(place.read("victim.txt"), "theirs");
}

#[test]
fn a_build_that_fails_leaves_the_last_site() {
    let place = Place::new();
    place.publish(&[("index.html", "a"), ("towns/x.html", "b")]).unwrap();
    let before = all(&place.path("output"));
    let artifacts = [Artifact::bytes("index.html", "new"), Artifact::copy("media/x.jpg", place.path("no-such-file"))];
    assert!(publish(artifacts, &place.to("output")).is_err());
    assert_eq!(all(&place.path("output")), before);
}

#[test]
fn the_next_build_mends_what_a_killed_one_left() {
    let place = Place::new();
    place.publish(&[("index.html", "a"), ("towns/x.html", "b")]).unwrap();
    // Killed after the journal and two of its files were written.
    place.write(
        "output/.sunboard/pending.json",
        r#"{"version":1,"files":{"index.html":{"sha256":""},"towns/x.html":{"sha256":""},"towns/y.html":{"sha256":""}}}"#,
    );
    place.write("output/index.html", "half a build");
    place.write("output/towns/y.html", "half a build");
    place.write("output/.sunboard/staging/7", "half a file");
    place.publish(&[("index.html", "c"), ("towns/x.html", "b")]).unwrap();
    let names: Vec<_> = all(&place.path("output")).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, [".sunboard/manifest.json", "index.html", "towns/x.html"]);
    assert_eq!(place.read("output/index.html"), "c");
}

#[test]
fn a_torn_journal_is_no_obstacle() {
    let place = Place::new();
    place.publish(&[("index.html", "a")]).unwrap();
    place.write("output/.sunboard/pending.json", "{\"version\":1,\"fi");
    place.publish(&[("index.html", "b")]).unwrap();
    assert_eq!(place.read("output/index.html"), "b");
}

#[test]
fn the_same_artifacts_give_the_same_folder() {
    let place = Place::new();
    let files = [("index.html", "a"), ("b/c.html", "b"), ("a/d.html", "c")];
    place.publish(&files).unwrap();
    place.publish_to(&files, &place.to("another")).unwrap();
    assert_eq!(all(&place.path("output")), all(&place.path("another")));
}
