//! The pages in a real browser: builds the sites, lists their pages by kind, and hands both to `tests/browser`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};
use sunboard::model::Edition;
use sunboard::pages::KINDS;
use sunboard::{evaluate, load, pages};

use crate::answers;
use crate::harness::{Sunboard, copy, edit, root};

/// Asserts that there is a browser, and what drives it.
pub fn needs_a_browser() {
    answers("node", "--version", "nodejs npm");
    answers("/usr/bin/chromium", "--version", "chromium");
    let there = root("tests/browser/node_modules/playwright-core").is_dir();
    assert!(there, "the browser tests need their packages: npm ci --prefix tests/browser");
}

/// Kinds whose pages say more in the internal edition.
const DIFFERENT: [&str; 6] = ["home", "town", "county", "analysis", "support", "story"];

/// A site to look at.
struct Case {
    name: &'static str,
    content: PathBuf,
    edition: Edition,
    base: &'static str,
}

impl Case {
    /// Builds the site and gives its entry in the list: where it is and which pages of which kind it has.
    fn build(&self, folder: &Path) -> Value {
        let host = format!("{}.test", self.name);
        let output = folder.join(self.name);
        let edition = if self.edition == Edition::Public { "public" } else { "internal" };
        let address = format!("http://{host}{}", self.base);
        let line = Sunboard::new(".").args(["build", "--quiet", "--edition", edition, "--base-url", &address]);
        line.arg("--content").arg(&self.content).arg("--output").arg(&output).run().done();
        json!({
            "name": self.name,
            "folder": output,
            "base": self.base,
            "host": host,
            "thorough": self.name == "public",
            "kinds": (self.name == "internal").then_some(DIFFERENT),
            "pages": self.pages(),
        })
    }

    /// Paths of pages by kind.
    fn pages(&self) -> BTreeMap<&'static str, Vec<String>> {
        let tree = load::load(&self.content).tree;
        let as_of = tree.config.as_ref().unwrap().as_of.unwrap().end();
        let site = load::visible(tree, self.edition, as_of, false);
        let mut found: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
        let evaluation = evaluate::evaluate(&site);
        let planned = pages::plan(&site, &evaluation);
        let heads: Vec<pages::Head> = planned.iter().map(|planned| planned.page().head()).collect();
        let last = pages::plan_last(&site, &evaluation, &heads);
        for head in heads.into_iter().chain(last.iter().map(pages::Page::head)) {
            found.entry(head.kind.name()).or_default().push(head.route.path().to_owned());
        }
        found
    }
}

/// The example with the words of the site in English.
fn english(folder: &Path) -> PathBuf {
    let content = folder.join("english-content");
    copy(&root("content"), &content);
    edit(&content.join("site.yaml"), "language: zh-CN", "language: en");
    content
}

#[test]
fn the_pages_hold_in_a_real_browser() {
    needs_a_browser();
    answers("pdftotext", "-v", "poppler-utils");
    let folder = tempfile::tempdir().unwrap();
    let case = |name, content, edition, base| Case { name, content, edition, base }.build(folder.path());
    let sites = [
        case("public", root("content"), Edition::Public, "/"),
        case("internal", root("content"), Edition::Internal, "/towns/"),
        case("lishui", root("tests/sites/lishui/content"), Edition::Public, "/a/b/"),
        case("english", english(folder.path()), Edition::Public, "/"),
    ];
    let kinds: BTreeSet<&str> =
        sites.iter().flat_map(|site| site["pages"].as_object().unwrap().keys().map(String::as_str)).collect();
    let untried: Vec<_> = KINDS.iter().map(|row| row.name).filter(|kind| !kinds.contains(kind)).collect();
    assert!(untried.is_empty(), "no site has a page of these kinds: {untried:?}");

    let list = folder.path().join("sites.json");
    fs::write(&list, json!(sites).to_string()).unwrap();
    let output = Command::new("node").arg(root("tests/browser/run.mjs")).arg(&list).output().unwrap();
    let told = String::from_utf8_lossy(&output.stdout);
    let faults = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}\n{faults}");
    #[allow(clippy::print_stdout, reason = "what the browser saw belongs in the test's own output")]
    {
        println!("{told}");
    }
}
