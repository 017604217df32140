//! One page: taken from the last build where it was made from the same, else drawn and audited.

use std::sync::Arc;

use super::files::SiteFiles;
use super::{BuildStep, Halt, Run};
use crate::artifact::{Artifact, Output as _};
use crate::audit::{self, Audit};
use crate::diagnostic::Diagnostic;
use crate::exports;
use crate::model::Site;
use crate::pages::{Head, Page};
use crate::publish::CacheEntry;
use crate::render::{self, Framed, Renderer};

/// What making a page takes.
pub(super) struct PageMaker<'a> {
    pub site: &'a Site,
    pub renderer: &'a Renderer<'a>,
    pub audit: &'a Audit,
    pub files: &'a SiteFiles<'a>,
    pub run: &'a Run<'a>,
}

/// What is kept of a finished page.
pub(super) struct FinishedPage {
    pub head: Head,
    pub found: Vec<exports::SearchDocument>,
    pub links: Arc<audit::Links>,
    pub diagnostics: Vec<Diagnostic>,
    pub has_interactive_chart: bool,
    pub is_drawn: bool,
}

/// What is kept of all pages, in their order.
#[derive(Default)]
pub(super) struct FinishedPages {
    /// The place in the plan of what each page comes from: one that grew too long gives several.
    pub origins: Vec<usize>,
    pub heads: Vec<Head>,
    pub found: Vec<exports::SearchDocument>,
    pub links: Vec<Arc<audit::Links>>,
    pub diagnostics: Vec<Diagnostic>,
    pub has_interactive_chart: bool,
    /// How many pages were drawn.
    pub drawn: usize,
}

impl FinishedPages {
    /// One more page, and where in the plan it comes from.
    pub fn add(&mut self, origin: usize, page: FinishedPage) {
        self.origins.push(origin);
        self.heads.push(page.head);
        self.found.extend(page.found);
        self.links.push(page.links);
        self.diagnostics.extend(page.diagnostics);
        self.has_interactive_chart |= page.has_interactive_chart;
        self.drawn += usize::from(page.is_drawn);
    }
}

impl PageMaker<'_> {
    /// A page as the last build left it, else drawn.
    pub(super) fn keep_or_draw(&self, page: &Page) -> Result<FinishedPage, Halt> {
        let framed = self.renderer.framed(page);
        let fingerprint = self.renderer.fingerprint(&framed);
        let path = page.route.path();
        let cached = self.files.cached_page(path, fingerprint);
        let Some(entry) = cached else {
            let (finished, files) = self.draw_framed(page, framed)?;
            if finished.diagnostics.is_empty() {
                self.files.remember(path, CacheEntry { fingerprint, files, links: Arc::clone(&finished.links) });
            }
            return Ok(finished);
        };
        let links = Arc::clone(&entry.links);
        self.files.keep(path, entry);
        (self.run.progress)(BuildStep::Drawn);
        let head = page.head();
        let found = exports::found(self.site, page, &head);
        let has_interactive_chart = render::has_interactive_chart(page);
        Ok(FinishedPage { head, found, links, diagnostics: Vec::new(), has_interactive_chart, is_drawn: false })
    }

    /// A page that is always drawn.
    pub(super) fn draw(&self, page: &Page) -> Result<FinishedPage, Halt> {
        self.draw_framed(page, self.renderer.framed(page)).map(|(finished, _)| finished)
    }

    /// Draws a page with its charts' files; tells the paths of all.
    fn draw_framed(&self, page: &Page, framed: Framed<'_>) -> Result<(FinishedPage, Vec<String>), Halt> {
        let head = page.head();
        let (files, found) = (exports::of_page(page), exports::found(self.site, page, &head));
        let (artifact, mut diagnostics) = self.renderer.draw(framed)?;
        let findings = self.audit.look(&artifact);
        let links = findings.map(|findings| {
            diagnostics.extend(findings.diagnostics);
            findings.links
        });
        let files: Vec<Artifact> = files.into_iter().chain([artifact]).collect();
        let paths = files.iter().map(|file| file.path.clone()).collect();
        files.into_iter().for_each(|file| self.files.put(file));
        (self.run.progress)(BuildStep::Drawn);
        let has_interactive_chart = render::has_interactive_chart(page);
        let links = Arc::new(links.unwrap_or_default());
        Ok((FinishedPage { head, found, links, diagnostics, has_interactive_chart, is_drawn: true }, paths))
    }
}
