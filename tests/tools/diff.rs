//! `sunboard diff --git`: the work tree is compared with what git keeps.

use std::fs;

use crate::git::{committed, git};
use crate::harness::{edit, example, run};

#[test]
fn the_work_tree_is_compared_with_a_revision() {
    let folder = example();
    let folder = folder.path();
    let town = folder.join("content/towns/yunyao.yaml");
    // Where there is no git, this says so.
    git(folder, &["--version"]);
    // Neither a repository nor a revision.
    run(folder, &["diff", "content", "--git", "HEAD"]).ends_with(2).says("git cannot check out");
    committed(folder);
    for (language, told) in [("zh", "错误：git 取不出版本“nowhere”"), ("en", "error: git cannot check out `nowhere`")]
    {
        run(folder, &["diff", "--git", "nowhere", "--lang", language]).ends_with(2).says(told);
    }
    // Its key-project investment falls from 43,680 to 30,000 of 42,000 planned to date, as in tests/suite/diff.rs.
    edit(&town, "key_projects: 43680", "key_projects: 30000");
    let text = run(folder, &["diff", "--git", "HEAD"]).said();
    assert!(text.contains("29 changes in the tables, about 8 towns"), "{text}");
    git(folder, &["commit", "--quiet", "--all", "--message", "second"]);
    assert!(run(folder, &["diff", "--git", "HEAD"]).said().starts_with("No change: "));
    assert!(
        run(folder, &["diff", "content", "--git", "HEAD~1"]).said().contains("29 changes in the tables, about 8 towns")
    );
    for wrong in [&["--git", "nowhere"][..], &["--git=--all"], &[], &["content"]] {
        run(folder, &[&["diff"], wrong].concat()).ends_with(2);
    }
    fs::write(town, "name：云窑\n").unwrap();
    run(folder, &["diff", "--git", "HEAD"]).ends_with(1).says("towns/yunyao.yaml");
}
