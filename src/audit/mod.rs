//! Looks at the finished site before it is published, as an inspector would. One rule a file and one row in `RULES`.

mod columns;
mod document;
mod edition;
mod headings;
mod ids;
mod inspection;
mod links;

use std::collections::BTreeSet;
use std::path::PathBuf;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Message, Place};
use crate::model::Edition;
use crate::render::Artifact;
use document::Document;
pub use inspection::{ColumnState, Inspection, inspect};

/// A rule over the finished site.
type Rule = fn(&Finished<'_>) -> Vec<Diagnostic>;

/// Every rule, by name.
const RULES: &[(&str, Rule)] = &[
    ("broken-link", links::check),
    ("duplicate-id", ids::check),
    ("top-heading", headings::check),
    ("edition-mark", edition::check),
    ("empty-column", columns::check),
];

/// The finished site as rules see it.
struct Finished<'a> {
    edition: Edition,
    /// The site's own address, with a slash at its end.
    base_url: &'a str,
    /// Every file of the site.
    paths: BTreeSet<&'a str>,
    /// Every page.
    documents: Vec<Document<'a>>,
}

/// Holds the finished site against all rules.
pub fn audit(artifacts: &[Artifact], edition: Edition, base_url: &str) -> Vec<Diagnostic> {
    let base_url = format!("{}/", base_url.trim_end_matches('/'));
    let finished = Finished {
        edition,
        base_url: &base_url,
        paths: artifacts.iter().map(|artifact| artifact.path.as_str()).collect(),
        documents: artifacts.par_iter().filter_map(Document::read).collect(),
    };
    RULES.par_iter().flat_map(|(_, rule)| rule(&finished)).collect()
}

/// An error about a page: filed under the content file that it shows, as far as one is known.
fn about(document: &Document<'_>, rule: &'static str, message: Message) -> Diagnostic {
    let artifact = document.artifact;
    let file = artifact.written_by.first().cloned().unwrap_or_else(|| PathBuf::from(&artifact.path));
    Diagnostic::error(rule, file, Place::File, message)
}

#[cfg(test)]
mod testing {
    use super::*;

    /// What a rule says in English about these pages of a public site at `https://site.cn/p/`.
    pub(super) fn messages(pages: &[(&str, &str)], rule: Rule) -> Vec<String> {
        let artifacts: Vec<Artifact> = pages.iter().map(|(path, html)| Artifact::bytes(*path, *html)).collect();
        let finished = Finished {
            edition: Edition::Public,
            base_url: "https://site.cn/p/",
            paths: pages.iter().map(|(path, _)| *path).collect(),
            documents: artifacts.iter().filter_map(Document::read).collect(),
        };
        rule(&finished).into_iter().map(|diagnostic| diagnostic.message.en).collect()
    }
}
