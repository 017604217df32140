//! The same content and the same date give the same bytes: whatever the threads, the place, the time zone or the run.

use std::fs;
use std::path::{Path, PathBuf};

use crate::editions::trees;
use crate::harness::{Sunboard, copy, files};

/// Builds a tree elsewhere and gives every file of the site.
fn built(content: &Path, output: &Path, threads: &str, zone: &str) -> Vec<(String, Vec<u8>)> {
    let line = Sunboard::new(".").args(["build", "--quiet", "--edition", "internal", "--threads", threads]);
    line.arg("--content").arg(content).arg("--output").arg(output).env("TZ", zone).run().done();
    files(output).into_iter().filter(|(path, _)| path != ".sunboard/lock").collect()
}

#[test]
fn the_same_content_gives_the_same_bytes() {
    for tree in trees() {
        let folder = tempfile::tempdir().unwrap();
        let place = |name: &str| -> PathBuf { folder.path().join(name) };
        let first = built(&tree, &place("one"), "1", "Asia/Shanghai");
        assert!(first.len() > 50);
        let moved = place("a longer way/to another folder/content");
        fs::create_dir_all(moved.parent().unwrap()).unwrap();
        copy(&tree, &moved);
        let second = built(&moved, &place("two"), "8", "America/Los_Angeles");
        let again = built(&tree, &place("one"), "8", "Pacific/Kiritimati");
        for (other, what) in [(&second, "elsewhere"), (&again, "again")] {
            let names = |files: &[(String, Vec<u8>)]| files.iter().map(|(path, _)| path.clone()).collect::<Vec<_>>();
            assert_eq!(names(&first), names(other), "{what}");
            for ((path, bytes), (_, others)) in first.iter().zip(other) {
                assert!(bytes == others, "{path} differs {what}");
            }
        }
    }
}
