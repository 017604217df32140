//! sunboard (阳光榜) turns a folder of town files and stories into a public website of progress reports.
//!
//! content files → `load` → `check` → `evaluate` → `pages`, `exports` → `render` → `audit` → `publish` → output
//!
//! The modules stand in the order of the pipeline: a room knows only rooms declared before it.
//!
//! - `evaluate`, `charts` and `pages` do no IO, read no clock and cannot fail.
//! - `load` never stops at the first bad file.
//! - Nothing below `cli` prints; nothing but `publish` writes into the output; nothing but `render` reads themes.
//! - The same content and the same as-of date give the same bytes.
//! - An internal value cannot reach a public page, because the public `Site` never holds it.

pub mod diagnostic;
pub mod units;
pub mod model;
pub mod load;
pub mod check;
pub mod evaluate;
pub mod datasets;
pub mod words;
pub mod charts;
pub mod pages;
pub mod exports;
pub mod render;
pub mod audit;
pub mod publish;
pub mod editor;
pub mod cli;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use chrono::NaiveDate;
use rayon::prelude::*;

use audit::Audit;
use diagnostic::{Diagnostic, Message};
use load::Files;
use model::{Edition, Site, SiteConfig, SiteLanguage};
use pages::{Head, Page, Planned};
use render::{Artifact, Keepsake, Pictures, Press, Sink, Theme};

/// What to build.
pub struct Request<'a> {
    /// The content folder.
    pub content: PathBuf,
    /// A theme folder; without it `site.yaml` names one.
    pub theme: Option<PathBuf>,
    /// For whom.
    pub edition: Edition,
    /// The as-of date; without it `site.yaml` pins one, else it is today.
    pub as_of: Option<NaiveDate>,
    /// The site's address; without it `site.yaml` says it.
    pub base_url: Option<String>,
    /// Whether drafts are built.
    pub drafts: bool,
    /// What is done with pictures.
    pub pictures: Pictures<'a>,
    /// Today in a time zone: the one place where a clock is read.
    pub today: &'a (dyn Fn(chrono_tz::Tz) -> NaiveDate + Sync),
}

/// What a build gave.
#[derive(Debug)]
pub struct Built {
    /// How many pages the site has; none where there were errors, and then it must not be published.
    pub pages: Option<usize>,
    /// How many pages were drawn; the others were recalled from the last build.
    pub drawn: usize,
    /// Every error and warning, in the order in which they are shown.
    pub diagnostics: Vec<Diagnostic>,
    /// The content files' texts, for showing diagnostics.
    pub files: Files,
    /// The site's language, if it is known.
    pub language: Option<SiteLanguage>,
    /// The as-of date, and what an inspection would find on it; none where the content has errors.
    pub inspection: Option<(NaiveDate, audit::Inspection)>,
}

/// Why nothing could be built, apart from faults of the content.
#[derive(Debug, thiserror::Error)]
#[error("{}", .message.en)]
pub struct BuildError {
    /// The reason.
    pub message: Message,
}

/// How far a build is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// So many pages will be drawn.
    Planned {
        /// How many.
        pages: usize,
    },
    /// One more page is drawn.
    Drawn,
}

/// The pipeline: content → finished site, whose files go into `sink` one by one. Writes nothing; [`publish`] does.
///
/// # Errors
/// Where the theme or the time zone cannot be used. Faults of the content come back as diagnostics.
pub fn build(request: &Request<'_>, sink: &dyn Sink, observe: &(dyn Fn(Step) + Sync)) -> Result<Built, BuildError> {
    let load::Loaded { mut tree, files, known, mut diagnostics } = load::load(&request.content);
    diagnostics.extend(check::check(&tree, &known, &files));
    let config = tree.config.as_mut().filter(|_| !diagnostics.iter().any(Diagnostic::is_error));
    let Some(config) = config else { return Ok(faulty(&tree, files, diagnostics)) };
    if let Some(base_url) = &request.base_url {
        config.base_url = units::Text(base_url.clone());
    }
    let language = Some(config.language);
    let base_url = config.base_url.clone();
    let as_of = as_of(request, config)?;
    let theme = theme(request, config)?;

    let site = load::visible(tree, request.edition, as_of, request.drafts);
    let evaluation = evaluate::evaluate(&site);
    let planned = pages::plan(&site, &evaluation);
    observe(Step::Planned { pages: planned.len() });
    let press = Press::new(&site, &planned, &theme).map_err(|error| BuildError { message: error.message })?;
    let routes: BTreeSet<&str> = planned.iter().map(|page| page.route.path()).collect();
    let is_planned = |path: &str| routes.contains(path);
    let audit = Audit::new(request.edition, &base_url, &is_planned);
    let counted = Counted { sink, paths: Mutex::default() };
    counted.expect(&routes);
    let line = Line { site: &site, press: &press, audit: &audit, sink: &counted, observe };
    let sheets = |page: Page| pages::continued(&site, &evaluation, page);
    let finish = |planned: &Planned<'_>| {
        let proofs = sheets(planned.page()).into_iter().map(|page| line.recall_or_finish(&page));
        proofs.collect::<Result<Vec<Proof>, BuildError>>()
    };

    let (proofs, faults_of_pictures) = rayon::join(
        || planned.par_iter().map(finish).collect::<Result<Vec<Vec<Proof>>, BuildError>>(),
        || press.pictures(request.pictures, &counted),
    );
    // Which planned page each proof comes from: one that grew too long gives several.
    let (origins, mut proofs) = proofs?.into_iter().enumerate().fold(
        (Vec::new(), Vec::new()),
        |(mut origins, mut proofs), (origin, of_page)| {
            origins.resize(origins.len() + of_page.len(), origin);
            proofs.extend(of_page);
            (origins, proofs)
        },
    );
    let heads: Vec<Head> = proofs.iter().map(|proof| proof.head.clone()).collect();
    let last: Vec<Page> = pages::plan_last(&site, &evaluation, &heads).into_iter().flat_map(sheets).collect();
    proofs.extend(last.par_iter().map(|page| line.finish(page)).collect::<Result<Vec<Proof>, BuildError>>()?);
    press.rest(proofs.iter().any(|proof| proof.has_interactive_chart), &counted);

    let pages = proofs.len();
    let drawn = proofs.iter().filter(|proof| !proof.is_recalled).count();
    let (mut heads, mut found, mut links) = (Vec::new(), Vec::new(), Vec::new());
    for proof in proofs {
        heads.push(proof.head);
        found.extend(proof.found);
        links.push(proof.links);
        diagnostics.extend(proof.diagnostics);
    }
    exports::write(&site, &evaluation, &heads, found, &|file| counted.put(Artifact::bytes(file.path, file.bytes)));
    diagnostics.extend(faults_of_pictures);
    let again = |place: usize| {
        let page = match origins.get(place) {
            Some(&origin) => sheets(planned[origin].page()).into_iter().find(|page| page.route == heads[place].route),
            None => last.get(place - origins.len()).cloned(),
        };
        press.draw(&page?).ok().map(|(artifact, _)| artifact)
    };
    diagnostics.extend(audit.broken_links(&links.iter().collect::<Vec<_>>(), &counted.paths(), &again));
    load::sort(&mut diagnostics, &files);
    // The same text can stand on several pages; its faults are told once.
    diagnostics.dedup();
    let inspection = Some((as_of, audit::inspect(&site)));
    let pages = (!diagnostics.iter().any(Diagnostic::is_error)).then_some(pages);
    Ok(Built { pages, drawn, diagnostics, files, language, inspection })
}

/// What every page goes through.
struct Line<'a> {
    site: &'a Site,
    press: &'a Press<'a>,
    audit: &'a Audit<'a>,
    sink: &'a dyn Sink,
    observe: &'a (dyn Fn(Step) + Sync),
}

/// What is kept of a finished page.
struct Proof {
    head: Head,
    found: Vec<exports::Document>,
    links: audit::Links,
    diagnostics: Vec<Diagnostic>,
    has_interactive_chart: bool,
    is_recalled: bool,
}

impl Line<'_> {
    /// A page as the last build left it, else drawn.
    fn recall_or_finish(&self, page: &Page) -> Result<Proof, BuildError> {
        let fingerprint = self.press.fingerprint(page);
        let path = page.route.path();
        let recalled = self.sink.recall(path, fingerprint).and_then(|keepsake| {
            let links = audit::Links::from_words(&keepsake.links)?;
            self.sink.remember(path, keepsake);
            Some(links)
        });
        let Some(links) = recalled else {
            let (proof, files) = self.draw(page)?;
            if proof.diagnostics.is_empty() {
                self.sink.remember(path, Keepsake { fingerprint, files, links: proof.links.to_words() });
            }
            return Ok(proof);
        };
        (self.observe)(Step::Drawn);
        let head = page.head();
        let found = exports::found(self.site, page, &head);
        let has_interactive_chart = render::has_interactive_chart(page);
        Ok(Proof { head, found, links, diagnostics: Vec::new(), has_interactive_chart, is_recalled: true })
    }

    fn finish(&self, page: &Page) -> Result<Proof, BuildError> {
        self.draw(page).map(|(proof, _)| proof)
    }

    /// Draws a page with its charts' files; tells the paths of all.
    fn draw(&self, page: &Page) -> Result<(Proof, Vec<String>), BuildError> {
        let head = page.head();
        let (files, found) = (exports::of_page(page), exports::found(self.site, page, &head));
        let (artifact, mut diagnostics) =
            self.press.draw(page).map_err(|error| BuildError { message: error.message })?;
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
struct Counted<'a> {
    sink: &'a dyn Sink,
    paths: Mutex<Vec<String>>,
}

impl Counted<'_> {
    fn paths(&self) -> BTreeSet<String> {
        std::mem::take(&mut *self.paths.lock().unwrap_or_else(PoisonError::into_inner)).into_iter().collect()
    }
}

impl Sink for Counted<'_> {
    fn put(&self, artifact: Artifact) {
        self.paths.lock().unwrap_or_else(PoisonError::into_inner).push(artifact.path.clone());
        self.sink.put(artifact);
    }

    fn expect(&self, pages: &BTreeSet<&str>) {
        self.sink.expect(pages);
    }

    fn recall(&self, page: &str, fingerprint: u64) -> Option<Keepsake> {
        let keepsake = self.sink.recall(page, fingerprint)?;
        self.paths.lock().unwrap_or_else(PoisonError::into_inner).extend(keepsake.files.iter().cloned());
        Some(keepsake)
    }

    fn remember(&self, page: &str, keepsake: Keepsake) {
        self.sink.remember(page, keepsake);
    }
}

fn faulty(tree: &model::Tree, files: Files, mut diagnostics: Vec<Diagnostic>) -> Built {
    load::sort(&mut diagnostics, &files);
    let language = tree.config.as_ref().map(|config| config.language);
    Built { pages: None, drawn: 0, diagnostics, files, language, inspection: None }
}

/// The as-of date: as asked, else as pinned, else today where the site is.
fn as_of(request: &Request<'_>, config: &SiteConfig) -> Result<NaiveDate, BuildError> {
    if let Some(date) = request.as_of.or(config.as_of.map(|date| date.0)) {
        return Ok(date);
    }
    let zone = config.time_zone.parse().map_err(|_| BuildError {
        message: Message::new(
            format!("不认识时区“{}”；写作 Asia/Shanghai 的形式", config.time_zone),
            format!("there is no time zone `{}`; write it like Asia/Shanghai", config.time_zone),
        ),
    })?;
    Ok((request.today)(zone))
}

/// The theme: as asked, else the folder of its name in `themes/` beside the content folder, else the built-in one.
fn theme(request: &Request<'_>, config: &SiteConfig) -> Result<Theme, BuildError> {
    let name = config.theme.as_ref().map_or("default", |name| &**name);
    let beside = request.content.parent().unwrap_or(Path::new("")).join("themes").join(name);
    let folder = request.theme.clone().or_else(|| (name != "default" || beside.is_dir()).then_some(beside));
    Theme::load(folder.as_deref()).map_err(|error| BuildError { message: error.message })
}
