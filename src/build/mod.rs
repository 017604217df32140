//! The pipeline, from content files to a finished site: [`build()`] in one call.
//!
//! 1. `unchanged` answers from the last build where nothing was touched since it.
//! 2. [`content`] reads and checks the content, and takes what the edition sees at the moment.
//! 3. `site` evaluates it, plans its pages and makes every file; each page goes through `page`, and every file through
//!    `files`, on its way to the output.
//! 4. What the next build can use again is returned in [`Build::next`]. Nothing here writes; `publish` does.
//!
//! While pages are made, `on_demand` draws the one that a reader of the preview is waiting for.

pub mod content;
mod files;
mod on_demand;
mod page;
mod site;
mod unchanged;

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::SystemTime;

use chrono::{NaiveDate, NaiveDateTime};

use crate::artifact::{Artifact, Output};
use crate::audit::Inspection;
use crate::diagnostic::{Diagnostic, Message};
use crate::language::Language;
use crate::load::{ContentCache, Due, Files};
use crate::model::{Edition, Site};
use crate::publish::{CacheUpdate, LastBuild, Previous};
use crate::render::{Pictures, Theme, ThemeError};
use crate::{audit, load};
use content::{sort_and_dedup, waits};
use unchanged::Inputs;

/// What to build.
pub struct Request<'a> {
    /// The content folder.
    pub content: PathBuf,
    /// A theme folder; without it `site.yaml` names one.
    pub theme: Option<PathBuf>,
    /// For whom.
    pub edition: Edition,
    /// The as-of moment, in the site's time zone; without it `site.yaml` pins one, else it is now. A day means its end.
    pub as_of: Option<NaiveDateTime>,
    /// The site's address; without it `site.yaml` says it.
    pub base_url: Option<String>,
    /// Whether drafts are built.
    pub drafts: bool,
    /// What is done with pictures.
    pub pictures: Pictures<'a>,
    /// What the clocks of a time zone show, as [`local`](crate::units::local) has it.
    pub clock: &'a (dyn Fn(chrono_tz::Tz) -> NaiveDateTime + Sync),
    /// What the builds before this one read, in the same run of the program; none where each reads everything.
    pub content_cache: Option<&'a Mutex<ContentCache>>,
    /// Now, by this machine's clock: it tells whether a file was changed too lately for its time to show a later change.
    pub now: SystemTime,
}

/// How a build goes on, and who follows it.
#[derive(Clone, Copy)]
pub struct Run<'a> {
    /// Whether something is known to have been touched since the last build, so that it need not be asked.
    pub is_touched: bool,
    /// Whether the build is cancelled: it ends soon then. The call may block for as long as the build is to pause.
    pub is_cancelled: &'a (dyn Fn() -> bool + Sync),
    /// Is told how far the build is.
    pub progress: &'a (dyn Fn(BuildStep) + Sync),
    /// Who shows pages on demand before the site is whole.
    pub on_demand: Option<&'a dyn OnDemand>,
}

impl Run<'static> {
    /// A build that nobody follows and nothing cancels.
    pub const ALONE: Self = Self { is_touched: false, is_cancelled: &|| false, progress: &|_| {}, on_demand: None };
}

/// Draws a file of the site at once, by its path; none where it is not known how.
pub type Draw<'a> = dyn Fn(&str) -> Option<Artifact> + Sync + 'a;

/// Shows pages before the site is whole.
pub trait OnDemand: Sync {
    /// Calls `make_site`, which makes all files, unless the build is cancelled before. Until that returns, `draw` gives a
    /// page, or a file that a page drawn so loads.
    fn while_making(&self, draw: &Draw<'_>, make_site: &mut dyn FnMut());
}

/// How far a build is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BuildStep {
    /// So many more pages will be drawn: told first of those that can be planned, then of the further pages of lists, and
    /// last of those that can only be said once all others are drawn.
    Planned {
        /// How many more.
        pages: usize,
    },
    /// One more page is drawn.
    Drawn,
}

/// What a build gave.
#[derive(Debug)]
pub struct Build {
    /// How many pages the site has; none where there were errors, and then it must not be published.
    pub pages: Option<usize>,
    /// How many pages were drawn; the others were taken from the last build.
    pub drawn: usize,
    /// Whether the build was cancelled, so that the site is not whole.
    pub is_cancelled: bool,
    /// What is to be remembered for the next build, once the site is published.
    pub next: CacheUpdate,
    /// What waits for its moment, so that it is not in the site.
    pub waits: Waits,
    /// Every error and warning, in the order in which they are shown.
    pub diagnostics: Vec<Diagnostic>,
    /// The content files' texts, for showing diagnostics.
    pub files: Files,
    /// The site's language, if it is known.
    pub language: Option<Language>,
    /// The as-of date, and what an inspection would find on it; none where the content has errors or nothing was touched.
    pub inspection: Option<(NaiveDate, Inspection)>,
}

/// What waits for its moment, as far as a build knows: one that leaves the site as it is has not read the content.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waits {
    /// The present moment; none where there is no site.
    pub now: Option<NaiveDateTime>,
    /// Whether that moment is pinned or asked for, so that time does not go on by itself.
    pub is_pinned: bool,
    /// How many items wait.
    pub count: usize,
    /// The items, by time; none where the site stays as it is.
    pub items: Vec<Due>,
    /// Until when the site stays as it is, exclusive: the next moment at which something comes, or the end of the day.
    pub until: Option<NaiveDateTime>,
    /// The time zone of these times.
    pub zone: Option<chrono_tz::Tz>,
}

/// Why nothing could be built, apart from faults of the content.
#[derive(Debug, thiserror::Error)]
#[error("{}", .message.en)]
pub struct BuildError {
    /// The reason.
    pub message: Message,
}

impl From<ThemeError> for BuildError {
    fn from(error: ThemeError) -> Self {
        Self { message: error.message }
    }
}

/// Why a site is not finished.
#[derive(Debug)]
enum Halt {
    /// The build was cancelled.
    Cancelled,
    /// The site cannot be made.
    Fault(BuildError),
}

impl<E: Into<BuildError>> From<E> for Halt {
    fn from(error: E) -> Self {
        Self::Fault(error.into())
    }
}

/// The pipeline: content → finished site, whose files go into `output` one by one. `previous` is what the last build into
/// the same output left. Writes nothing; `publish` does.
///
/// # Errors
/// Where the theme or the time zone cannot be used. Faults of the content come back as diagnostics.
pub fn build(
    request: &Request<'_>,
    previous: Option<Previous<'_>>,
    output: &dyn Output,
    run: &Run<'_>,
) -> Result<Build, BuildError> {
    let inputs = previous.filter(|_| !run.is_touched).and_then(|_| Inputs::of(request));
    let last = inputs.as_ref().zip(previous).and_then(|(inputs, previous)| inputs.last(previous));
    if let Some((last, inputs)) = last.filter(|last| last.warnings == 0).zip(inputs.as_ref()) {
        return Ok(inputs.unchanged(last, Vec::new(), Files::default()));
    }
    let load::Loaded { tree, files, mut diagnostics, .. } = content::read(request);
    if let Some((last, inputs)) = last.filter(|last| last.warnings == diagnostics.len()).zip(inputs.as_ref()) {
        return Ok(inputs.unchanged(last, diagnostics, files));
    }
    content::check_aliases(request, &tree, &files, &mut diagnostics)?;
    let language = tree.config.as_ref().map(|config| config.language);
    let faulty = |is_cancelled, diagnostics, files| Build {
        pages: None,
        drawn: 0,
        is_cancelled,
        next: CacheUpdate::default(),
        waits: Waits::default(),
        diagnostics,
        files,
        language,
        inspection: None,
    };
    let Some((site, calendar)) = content::visible_site(request, tree, &diagnostics, None)? else {
        return Ok(faulty(false, diagnostics, files));
    };
    let waits = waits(request, &site.config, &calendar)?;
    let theme = Theme::load(content::theme_folder(request, &site.config).as_deref())?;
    let made = match site::make((&site, &files), &theme, request, previous, output, run) {
        Ok(made) => made,
        Err(Halt::Fault(error)) => return Err(error),
        Err(Halt::Cancelled) => return Ok(faulty(true, diagnostics, files)),
    };
    diagnostics.extend(made.diagnostics);
    sort_and_dedup(&mut diagnostics, &files);
    let pages = (!diagnostics.iter().any(Diagnostic::is_error)).then_some(made.pages);
    let last = pages.zip(inputs).map(|(pages, inputs)| LastBuild {
        inputs: inputs.digest,
        from: calendar.effective,
        until: calendar.stays_until(),
        pages,
        warnings: diagnostics.len(),
        waiting: calendar.waiting.len(),
    });
    let inspection = Some((site.as_of, audit::inspect(&site)));
    let (drawn, next) = (made.drawn, CacheUpdate::Changed { cache: made.cache, last });
    Ok(Build { pages, drawn, is_cancelled: false, next, waits, diagnostics, files, language, inspection })
}

/// Every file of a site that was read already, in a theme's folder, for telling what it holds; faults that show only in the
/// finished pages are not told. `texts` are those of the content files.
///
/// # Errors
/// Where the theme cannot be used.
pub fn make_files(
    request: &Request<'_>,
    (site, texts): (&Site, &Files),
    theme: Option<&Path>,
    output: &dyn Output,
) -> Result<(), BuildError> {
    let theme = Theme::load(theme)?;
    match site::make((site, texts), &theme, request, None, output, &Run::ALONE) {
        // A build that nobody can cancel is not cancelled.
        Ok(_) | Err(Halt::Cancelled) => Ok(()),
        Err(Halt::Fault(error)) => Err(error),
    }
}
