//! The preview's overlay in a real browser: it shows what is wrong, folds to its heading, and goes when all is well.

use std::process::Command;

use crate::browser::needs_a_browser;
use crate::harness::{Preview, root};

#[test]
fn faults_are_shown_over_the_page_and_fold_to_their_heading() {
    needs_a_browser();
    for (language, hide, show) in [("zh", "收起", "展开"), ("en", "Hide", "Show")] {
        let preview = Preview::start(&["--lang", language]);
        let output = Command::new("node")
            .arg(root("tests/browser/overlay.mjs"))
            .arg(format!("http://127.0.0.1:{}/", preview.port))
            .arg(preview.path("content/towns/yunyao.yaml"))
            .args([hide, show])
            .output()
            .unwrap();
        assert!(output.status.success(), "{language}:\n{}", String::from_utf8_lossy(&output.stderr));
    }
}
