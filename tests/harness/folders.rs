//! Folders and files for tests.

use std::fs;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

/// A path of the checkout.
pub fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The folder of the sites that are only for tests.
pub fn sites() -> PathBuf {
    root("tests/sites")
}

/// The example as `content` of a folder.
pub fn example() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(&root("content"), &folder.path().join("content"));
    folder
}

/// Copies a folder over another one, which may be missing.
pub fn copy(from: &Path, to: &Path) {
    for entry in WalkDir::new(from).sort_by_file_name() {
        let entry = entry.expect("readable");
        let target = to.join(entry.path().strip_prefix(from).expect("inside"));
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).expect("made");
        } else {
            fs::copy(entry.path(), target).expect("copied");
        }
    }
}

/// Every file below a folder, by path with forward slashes.
pub fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
        // What a build leaves to the next on this machine is no part of the site.
        .filter(|entry| !entry.path().ends_with(".sunboard/memory"))
        .map(|entry: DirEntry| {
            let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
            (path, fs::read(entry.path()).unwrap())
        })
        .collect()
}

/// Writes a file below a folder, and the folders on the way to it.
pub fn write(folder: &Path, path: &str, bytes: impl AsRef<[u8]>) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// Replaces a text that stands in a file once.
#[track_caller]
pub fn edit(file: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(file).unwrap();
    assert_eq!(text.matches(from).count(), 1, "`{from}` in {}", file.display());
    fs::write(file, text.replace(from, to)).unwrap();
}
