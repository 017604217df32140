//! Repositories of git for tests.

use std::path::Path;
use std::process::Command;

use crate::needs;

/// Runs git in a folder, as somebody, and gives what it prints.
pub fn git(folder: &Path, arguments: &[&str]) -> String {
    let names = ["-c", "user.name=e", "-c", "user.email=e@example.cn", "-c", "init.defaultBranch=master"];
    let ran = needs(Command::new("git").args(names).args(arguments).current_dir(folder), "git");
    assert!(ran.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&ran.stderr));
    String::from_utf8(ran.stdout).unwrap().trim().to_owned()
}

/// Puts all of a folder into a repository.
pub fn committed(folder: &Path) {
    git(folder, &["init", "--quiet"]);
    git(folder, &["add", "--all"]);
    git(folder, &["commit", "--quiet", "--message", "first"]);
}
