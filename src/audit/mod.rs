//! Looks at the finished site before it is published, as an inspector would. One rule a file and one row in `RULES`.

mod aliases;
mod columns;
mod document;
mod edition;
mod heading;
mod headings;
mod ids;
mod inspection;
mod links;
mod paths;
mod tags;

use std::path::PathBuf;
use std::sync::Arc;

use crate::artifact::Artifact;
use crate::diagnostic::{Diagnostic, Message, Place};
use crate::load::Files;
use crate::model::{Edition, SiteConfig, base_path};
pub use aliases::aliases;
use document::HtmlDocument;
pub use heading::Heading;
pub use inspection::{ColumnState, Inspection, inspect};
pub use links::{Links, Published};
pub use paths::Paths;

/// A rule over a finished page.
type AuditRule = fn(&HtmlDocument<'_>, &Audit) -> Vec<Diagnostic>;

/// Every rule that needs nothing but the page, by name. Links are held against the whole site at the end.
const RULES: &[(&str, AuditRule)] = &[
    ("duplicate-id", ids::check),
    ("top-heading", headings::check),
    ("edition-mark", edition::check),
    ("empty-column", columns::check),
];

/// What pages are held to.
pub struct Audit {
    edition: Edition,
    /// The site's own address, with a slash at its end.
    base_url: String,
    /// The path of that address, without the host.
    base_path: String,
    /// Pages that are certain to be published, in order; what is not certain is asked for again at the end.
    planned: Vec<Published>,
    /// Addresses that every page takes from `site.yaml`, and where they stand there.
    named: Vec<(String, &'static str)>,
}

/// What is kept of a page that was looked at.
pub struct Findings {
    /// What is wrong with the page by itself.
    pub diagnostics: Vec<Diagnostic>,
    /// Where it can be led to, and where it leads.
    pub links: Links,
}

impl Audit {
    /// The rules of an edition of a site at an address, whose pages at these paths are certain.
    pub fn new<'a>(edition: Edition, base_url: &str, planned: impl IntoIterator<Item = &'a str>) -> Self {
        let mut planned: Vec<Published> = planned.into_iter().map(Published::at).collect();
        planned.sort_unstable();
        let base_path = base_path(base_url);
        Self {
            edition,
            base_url: format!("{}/", base_url.trim_end_matches('/')),
            base_path,
            planned,
            named: Vec::new(),
        }
    }

    /// The same, with the addresses that pages take from `site.yaml`: where one is wrong, it is told there.
    #[must_use]
    pub fn with_addresses_of(mut self, config: &SiteConfig) -> Self {
        let licence = config.data_licence.as_ref().and_then(|licence| licence.url.as_ref());
        let all = [
            (licence, "data_licence.url"),
            (config.error_report_url.as_ref(), "error_report_url"),
            (config.government_mark_url.as_ref(), "government_mark_url"),
        ];
        self.named = all.into_iter().filter_map(|(address, path)| Some((address?.0.clone(), path))).collect();
        self
    }

    fn is_planned(&self, page: Published) -> bool {
        self.planned.binary_search(&page).is_ok()
    }

    /// Looks at a finished page; `None` where the file is no page.
    pub fn look(&self, artifact: &Artifact) -> Option<Findings> {
        let document = HtmlDocument::read(artifact)?;
        let diagnostics = RULES.iter().flat_map(|(_, rule)| rule(&document, self)).collect();
        Some(Findings { diagnostics, links: Links::of(&document, self) })
    }

    /// The broken links of the whole site. `published` are all its files; a page with a broken link is asked for again
    /// (`again`, by its place in `links`), so that the message can name what stands there, and in `files` where.
    pub fn broken_links(
        &self,
        links: &[Arc<Links>],
        published: Vec<Published>,
        again: &(dyn Fn(usize) -> Option<Artifact> + Sync),
        files: &Files,
    ) -> Vec<Diagnostic> {
        links::check(self, links, published, again, files)
    }
}

/// An error about a page: filed under the content file that it shows, as far as one is known.
fn about(document: &HtmlDocument<'_>, rule: &'static str, message: Message) -> Diagnostic {
    let artifact = document.artifact;
    let file = artifact.written_by.first().cloned().unwrap_or_else(|| PathBuf::from(&artifact.path));
    Diagnostic::error(rule, file, Place::File, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_planned_is_known_and_nothing_else() {
        for count in [0, 1, 63, 64, 65, 128, 1_000] {
            let paths: Vec<String> = (0..2 * count).map(|number| format!("{number}.html")).collect();
            let audit = Audit::new(Edition::Public, "", paths.iter().step_by(2).map(String::as_str));
            for (number, path) in paths.iter().enumerate() {
                assert_eq!(audit.is_planned(Published::at(path)), number % 2 == 0, "{path} of {count}");
            }
            assert!(!audit.is_planned(Published::at("other.html")));
        }
    }
}

#[cfg(test)]
mod testing {
    use super::*;

    /// What is said in English about these pages of a public site at `https://site.cn/p/`: rule and message.
    pub(super) fn messages(pages: &[(&str, &str)], rule: &str) -> Vec<String> {
        let artifacts: Vec<Artifact> = pages.iter().map(|(path, html)| Artifact::bytes(*path, *html)).collect();
        let audit = Audit::new(Edition::Public, "https://site.cn/p", []);
        let found: Vec<Findings> = artifacts.iter().filter_map(|artifact| audit.look(artifact)).collect();
        let links: Vec<Arc<Links>> = found.iter().map(|found| found.links.clone().into()).collect();
        let published = pages.iter().map(|(path, _)| Published::at(path)).collect();
        let again = |place: usize| artifacts.get(place).cloned();
        let broken = audit.broken_links(&links, published, &again, &Files::default());
        let alone = found.into_iter().flat_map(|found| found.diagnostics);
        let of_rule = alone.chain(broken).filter(|diagnostic| diagnostic.rule == rule);
        of_rule.map(|diagnostic| diagnostic.message.en).collect()
    }
}
