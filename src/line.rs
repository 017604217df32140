//! The line that every page goes through: recalled as the last build left it, else drawn and looked at.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::audit::{self, Audit, Paths, Published};
use crate::diagnostic::Diagnostic;
use crate::exports;
use crate::model::Site;
use crate::pages::{Head, Page};
use crate::render::{self, Artifact, Framed, Keepsake, Press, Sink};
use crate::{Halt, Step};

/// What every page goes through.
pub(crate) struct Line<'a> {
    pub site: &'a Site,
    pub press: &'a Press<'a>,
    pub audit: &'a Audit,
    pub sink: &'a dyn Sink,
    pub observe: &'a (dyn Fn(Step) + Sync),
}

/// What is kept of a finished page.
pub(crate) struct Proof {
    pub head: Head,
    pub found: Vec<exports::Document>,
    pub links: audit::Links,
    pub diagnostics: Vec<Diagnostic>,
    pub has_interactive_chart: bool,
    pub is_recalled: bool,
}

/// What is kept of all pages, in their order.
#[derive(Default)]
pub(crate) struct Kept {
    /// The place in the plan of what each page comes from: one that grew too long gives several.
    pub origins: Vec<usize>,
    pub heads: Vec<Head>,
    pub found: Vec<exports::Document>,
    pub links: Vec<audit::Links>,
    pub diagnostics: Vec<Diagnostic>,
    pub has_interactive_chart: bool,
    /// How many pages were drawn.
    pub drawn: usize,
}

impl Kept {
    /// One more page, and where in the plan it comes from.
    pub fn add(&mut self, origin: usize, proof: Proof) {
        self.origins.push(origin);
        self.heads.push(proof.head);
        self.found.extend(proof.found);
        self.links.push(proof.links);
        self.diagnostics.extend(proof.diagnostics);
        self.has_interactive_chart |= proof.has_interactive_chart;
        self.drawn += usize::from(!proof.is_recalled);
    }
}

impl Line<'_> {
    /// A page as the last build left it, else drawn.
    pub fn recall_or_finish(&self, page: &Page) -> Result<Proof, Halt> {
        let framed = self.press.framed(page);
        let fingerprint = self.press.fingerprint(&framed);
        let path = page.route.path();
        let recalled = self.sink.recall(path, fingerprint).and_then(|keepsake| {
            let links = audit::Links::from_words(&keepsake.links)?;
            self.sink.remember(path, keepsake);
            Some(links)
        });
        let Some(links) = recalled else {
            let (proof, files) = self.draw(page, framed)?;
            if proof.diagnostics.is_empty() {
                self.sink.remember(path, Keepsake { fingerprint, files, links: proof.links.words() });
            }
            return Ok(proof);
        };
        (self.observe)(Step::Drawn);
        let head = page.head();
        let found = exports::found(self.site, page, &head);
        let has_interactive_chart = render::has_interactive_chart(page);
        Ok(Proof { head, found, links, diagnostics: Vec::new(), has_interactive_chart, is_recalled: true })
    }

    /// A page that is always drawn.
    pub fn finish(&self, page: &Page) -> Result<Proof, Halt> {
        self.draw(page, self.press.framed(page)).map(|(proof, _)| proof)
    }

    /// Draws a page with its charts' files; tells the paths of all.
    fn draw(&self, page: &Page, framed: Framed<'_>) -> Result<(Proof, Vec<String>), Halt> {
        let head = page.head();
        let (files, found) = (exports::of_page(page), exports::found(self.site, page, &head));
        let (artifact, mut diagnostics) = self.press.draw(framed)?;
        let findings = self.audit.look(&artifact);
        let links = findings.map(|findings| {
            diagnostics.extend(findings.diagnostics);
            findings.links
        });
        let paths = files.iter().map(|file| file.path.clone()).chain([artifact.path.clone()]).collect();
        files.into_iter().for_each(|file| self.sink.put(Artifact::bytes(file.path, file.bytes)));
        self.sink.put(artifact);
        (self.observe)(Step::Drawn);
        let has_interactive_chart = render::has_interactive_chart(page);
        let links = links.unwrap_or_default();
        Ok((Proof { head, found, links, diagnostics, has_interactive_chart, is_recalled: false }, paths))
    }
}

/// Notes which files a site has while they pass.
pub(crate) struct Counted<'a> {
    sink: &'a dyn Sink,
    noted: Mutex<Noted>,
}

/// What is kept of the paths of files.
#[derive(Default)]
struct Noted {
    published: Vec<Published>,
    paths: Paths,
}

impl Noted {
    fn note(&mut self, path: &str) {
        self.published.push(Published::at(path));
        self.paths.add(path);
    }
}

impl<'a> Counted<'a> {
    /// None yet.
    pub fn over(sink: &'a dyn Sink) -> Self {
        Self { sink, noted: Mutex::default() }
    }

    /// What came by.
    pub fn published(&self) -> Vec<Published> {
        std::mem::take(&mut self.noted().published)
    }

    /// The paths of what came by.
    pub fn paths(&self) -> Paths {
        std::mem::take(&mut self.noted().paths)
    }

    fn noted(&self) -> MutexGuard<'_, Noted> {
        self.noted.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl exports::Tray for Counted<'_> {
    fn put(&self, file: exports::File) {
        Sink::put(self, Artifact::bytes(file.path, file.bytes));
    }

    fn put_or_keep(&self, path: &str, made_from: u64, make: &dyn Fn() -> Vec<u8>) {
        let keepsake = self.recall(path, made_from).unwrap_or_else(|| {
            Sink::put(self, Artifact::bytes(path, make()));
            Keepsake { fingerprint: made_from, files: vec![path.to_owned()], links: Arc::default() }
        });
        self.remember(path, keepsake);
    }

    fn is_wanted(&self) -> bool {
        self.sink.is_wanted()
    }
}

impl Sink for Counted<'_> {
    fn put(&self, artifact: Artifact) {
        self.noted().note(&artifact.path);
        self.sink.put(artifact);
    }

    fn expect(&self, pages: &BTreeSet<&str>) {
        self.sink.expect(pages);
    }

    fn recall(&self, page: &str, fingerprint: u64) -> Option<Keepsake> {
        let keepsake = self.sink.recall(page, fingerprint)?;
        let mut noted = self.noted();
        keepsake.files.iter().for_each(|path| noted.note(path));
        drop(noted);
        Some(keepsake)
    }

    fn remember(&self, page: &str, keepsake: Keepsake) {
        self.sink.remember(page, keepsake);
    }

    fn is_wanted(&self) -> bool {
        self.sink.is_wanted()
    }
}
