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

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use diagnostic::{Diagnostic, Message};
use load::Files;
use model::{Edition, SiteConfig, SiteLanguage};
use render::{Artifact, Pictures, Theme};

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
    /// The finished site; none where there were errors.
    pub site: Option<Finished>,
    /// Every error and warning, in the order in which they are shown.
    pub diagnostics: Vec<Diagnostic>,
    /// The content files' texts, for showing diagnostics.
    pub files: Files,
    /// The site's language, if it is known.
    pub language: Option<SiteLanguage>,
    /// The as-of date, and what an inspection would find on it; none where the content has errors.
    pub inspection: Option<(NaiveDate, audit::Inspection)>,
}

/// A finished site, before it is published.
#[derive(Debug)]
pub struct Finished {
    /// All its files.
    pub artifacts: Vec<Artifact>,
    /// How many of them are pages of the plan.
    pub pages: usize,
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

/// The pipeline: content → finished site. Writes nothing; [`publish::publish`] does.
///
/// # Errors
/// Where the theme or the time zone cannot be used. Faults of the content come back as diagnostics.
pub fn build(request: &Request<'_>, observe: &(dyn Fn(Step) + Sync)) -> Result<Built, BuildError> {
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
    let pages = pages::plan(&site, &evaluation);
    let exports = exports::plan(&site, &evaluation, &pages);
    observe(Step::Planned { pages: pages.len() });
    let rendered = render::render(&site, &pages, &theme, request.pictures, &|| observe(Step::Drawn))
        .map_err(|error| BuildError { message: error.message })?;
    let mut artifacts = rendered.artifacts;
    artifacts.extend(exports.into_iter().map(|file| Artifact::bytes(file.path, file.bytes)));
    diagnostics.extend(rendered.diagnostics);
    diagnostics.extend(audit::audit(&artifacts, request.edition, &base_url));
    load::sort(&mut diagnostics, &files);
    let inspection = Some((as_of, audit::inspect(&site)));

    let is_faulty = diagnostics.iter().any(Diagnostic::is_error);
    let site = (!is_faulty).then_some(Finished { artifacts, pages: pages.len() });
    Ok(Built { site, diagnostics, files, language, inspection })
}

fn faulty(tree: &model::Tree, files: Files, mut diagnostics: Vec<Diagnostic>) -> Built {
    load::sort(&mut diagnostics, &files);
    let language = tree.config.as_ref().map(|config| config.language);
    Built { site: None, diagnostics, files, language, inspection: None }
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
