//! sunboard (阳光榜) turns a folder of town files and stories into a public website of progress reports.
//!
//! content files → `load` → `check` → `evaluate` → `pages`, `exports` → `render` → `audit` → `publish` → output
//!
//! The modules stand in the order of the pipeline: a room knows only rooms declared before it.
//!
//! - `evaluate`, `charts` and `pages` do no IO, read no clock and cannot fail.
//! - `load` never stops at the first bad file.
//! - Nothing below `cli` prints; nothing but `publish` writes into the output; nothing but `render` reads themes.
//! - The same content and the same effective moment (the last at which something came out, with its day) give the same bytes.
//! - An internal value cannot reach a public page, because the public `Site` never holds it.

pub mod diagnostic;
pub mod units;
pub mod markdown;
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
mod early;
mod line;
pub mod publish;
pub mod editor;
pub mod preview;
pub mod cli;

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use chrono::{Days, NaiveDate, NaiveDateTime};
use rayon::prelude::*;

use audit::Audit;
use diagnostic::{Diagnostic, Message};
use early::Early;
use evaluate::Evaluation;
use line::{Counted, Kept, Line, Proof};
use load::{Calendar, Due, Files, Remembered, View};
use model::{Edition, Site, SiteConfig, SiteLanguage};
use pages::{Page, Planned};
use render::{Ended, Pictures, Press, Sink, Theme, ThemeError};
use units::Timestamp;

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
    /// What the clocks of a time zone show, as [`units::local`] has it.
    pub clock: &'a (dyn Fn(chrono_tz::Tz) -> NaiveDateTime + Sync),
    /// What the builds before this one read, in the same run of the program; none where each reads everything.
    pub remembered: Option<&'a Mutex<Remembered>>,
    /// Now, by this machine's clock: it tells whether a file was changed too lately for its time to show a later change.
    pub now: SystemTime,
}

/// What a build gave.
#[derive(Debug)]
pub struct Built {
    /// How many pages the site has; none where there were errors, and then it must not be published.
    pub pages: Option<usize>,
    /// How many pages were drawn; the others were recalled from the last build.
    pub drawn: usize,
    /// Whether nothing was touched since the last build, so that the site stays as it is.
    pub stays: bool,
    /// Whether the build was given up because nobody wanted the site any more.
    pub is_given_up: bool,
    /// What waits for its moment, so that it is not in the site.
    pub waits: Waits,
    /// Every error and warning, in the order in which they are shown.
    pub diagnostics: Vec<Diagnostic>,
    /// The content files' texts, for showing diagnostics.
    pub files: Files,
    /// The site's language, if it is known.
    pub language: Option<SiteLanguage>,
    /// The as-of date, and what an inspection would find on it; none where the content has errors or the site stays.
    pub inspection: Option<(NaiveDate, audit::Inspection)>,
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
pub(crate) enum Halt {
    /// It is not wanted any more.
    Unwanted,
    /// It cannot be made.
    Fault(BuildError),
}

impl<E: Into<BuildError>> From<E> for Halt {
    fn from(error: E) -> Self {
        Self::Fault(error.into())
    }
}

/// How far a build is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// So many more pages will be drawn: told first of those that can be planned, then of the further pages of lists, and
    /// last of those that can only be said once all others are drawn.
    Planned {
        /// How many more.
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
    let ground = sink.knows_last().then(|| Ground::of(request)).flatten();
    let last = ground.as_ref().and_then(|ground| sink.last(ground.made_from).filter(|last| last.holds_at(ground.now)));
    if let Some(ended) = last.filter(|ended| ended.warnings == 0) {
        return Ok(stay(sink, ended, Vec::new(), Files::default(), ground));
    }
    let loaded = match request.remembered {
        Some(remembered) => {
            let mut remembered = remembered.lock().unwrap_or_else(PoisonError::into_inner);
            load::load_again(&request.content, &mut remembered, request.now)
        }
        None => load::load(&request.content),
    };
    let load::Loaded { tree, files, mut diagnostics, .. } = checked(request, loaded);
    if let Some(missing) = tree.config.as_ref().and_then(|config| missing_theme(request, config)) {
        diagnostics.push(missing);
        settle(&mut diagnostics, &files);
    }
    if let Some(ended) = last.filter(|ended| ended.warnings == diagnostics.len()) {
        return Ok(stay(sink, ended, diagnostics, files, ground));
    }
    let language = tree.config.as_ref().map(|config| config.language);
    if let Some(config) = tree.config.as_ref().filter(|_| !diagnostics.iter().any(Diagnostic::is_error)) {
        let now = as_of(request, config)?;
        diagnostics.extend(audit::aliases(&tree, &files, || addresses(&tree, now)));
        settle(&mut diagnostics, &files);
    }
    let Some((site, calendar)) = seen(request, tree, &diagnostics, None)? else {
        return Ok(faulty(language, files, diagnostics));
    };
    let waits = waits(request, &site.config, &calendar)?;
    let theme = Theme::load(theme_folder(request, &site.config).as_deref())?;
    let kept = match make((&site, &files), &theme, request, sink, observe) {
        Ok(kept) => kept,
        Err(Halt::Fault(error)) => return Err(error),
        Err(Halt::Unwanted) => return Ok(Built { is_given_up: true, ..faulty(language, files, diagnostics) }),
    };
    diagnostics.extend(kept.diagnostics);
    settle(&mut diagnostics, &files);
    let inspection = Some((site.as_of, audit::inspect(&site)));
    let pages = (!diagnostics.iter().any(Diagnostic::is_error)).then_some(kept.heads.len());
    if let (Some(pages), Some(ground)) = (pages, ground) {
        let (from, until) = (calendar.effective, calendar.stays_until());
        let (warnings, waiting) = (diagnostics.len(), calendar.waiting.len());
        sink.end(Ended { made_from: ground.made_from, from, until, pages, warnings, waiting });
    }
    let (drawn, stays, is_given_up) = (kept.drawn, false, false);
    Ok(Built { pages, drawn, stays, is_given_up, waits, diagnostics, files, language, inspection })
}

/// A content folder as one edition sees it on a day, evaluated, without a page.
#[derive(Debug)]
pub struct Evaluated {
    /// The site and what follows from it; none where there are errors.
    pub site: Option<(Site, Evaluation)>,
    /// Every error and warning of the content.
    pub diagnostics: Vec<Diagnostic>,
    /// The content files' texts, for showing diagnostics.
    pub files: Files,
}

/// The first half of the pipeline: content → evaluated site, perhaps with another file in the place of `rules.yaml`.
///
/// # Errors
/// Where the time zone cannot be used. Faults of the content come back as diagnostics.
pub fn evaluated(request: &Request<'_>, rules: Option<&Path>) -> Result<Evaluated, BuildError> {
    let loaded = match rules {
        Some(rules) => load::load_under(&request.content, rules),
        None => load::load(&request.content),
    };
    let load::Loaded { tree, files, diagnostics, .. } = checked(request, loaded);
    let site = seen(request, tree, &diagnostics, None)?.map(|(site, _)| {
        let evaluation = evaluate::evaluate(&site);
        (site, evaluation)
    });
    Ok(Evaluated { site, diagnostics, files })
}

/// What of a content folder comes when.
#[derive(Debug)]
pub struct Dates {
    /// What waits, and what has come since the moment asked about; none where there are errors.
    pub calendar: Option<(Calendar, Waits)>,
    /// Every error and warning of the content.
    pub diagnostics: Vec<Diagnostic>,
    /// The content files' texts, for showing diagnostics.
    pub files: Files,
    /// The site's language, if it is known.
    pub language: Option<SiteLanguage>,
}

/// When the items of a content folder come; `since` is given what the clocks of a zone showed at the moment asked about.
///
/// # Errors
/// Where the time zone cannot be used. Faults of the content come back as diagnostics.
pub fn dates(
    request: &Request<'_>,
    since: Option<&dyn Fn(chrono_tz::Tz) -> NaiveDateTime>,
) -> Result<Dates, BuildError> {
    let load::Loaded { tree, files, diagnostics, .. } = checked(request, load::load(&request.content));
    let config = tree.config.as_ref();
    let language = config.map(|config| config.language);
    let since = match (config, since) {
        (Some(config), Some(since)) => Some(since(zone(config)?)),
        _ => None,
    };
    let seen = seen(request, tree, &diagnostics, since)?;
    let calendar =
        seen.map(|(site, calendar)| Ok::<_, BuildError>((waits(request, &site.config, &calendar)?, calendar)));
    let calendar = calendar.transpose()?.map(|(waits, calendar)| (calendar, waits));
    Ok(Dates { calendar, diagnostics, files, language })
}

/// A content folder with every fault of it, in the order in which they are shown.
fn checked(request: &Request<'_>, mut loaded: load::Loaded) -> load::Loaded {
    let today = loaded.tree.config.as_ref().and_then(|config| today(request, config));
    loaded.diagnostics.extend(check::check_on(&loaded.tree, &loaded.known, &loaded.files, today));
    // The address that is asked for takes the place of the one that was left as it came.
    if request.base_url.is_some() {
        loaded.diagnostics.retain(|diagnostic| diagnostic.rule != check::SAMPLE_ADDRESS);
    }
    settle(&mut loaded.diagnostics, &loaded.files);
    loaded
}

/// The tree as the edition sees it at the moment, and what waits; none where it has errors or no `site.yaml`.
fn seen(
    request: &Request<'_>,
    mut tree: model::Tree,
    diagnostics: &[Diagnostic],
    since: Option<NaiveDateTime>,
) -> Result<Option<(Site, Calendar)>, BuildError> {
    if diagnostics.iter().any(Diagnostic::is_error) {
        return Ok(None);
    }
    let Some(config) = &mut tree.config else { return Ok(None) };
    if let Some(base_url) = &request.base_url {
        config.base_url = units::Text(base_url.clone());
    }
    let now = as_of(request, config)?;
    Ok(Some(load::seen(tree, View { edition: request.edition, now, drafts: request.drafts, since })))
}

/// What waits.
fn waits(request: &Request<'_>, config: &SiteConfig, calendar: &Calendar) -> Result<Waits, BuildError> {
    let items = calendar.waiting.clone();
    Ok(Waits {
        now: Some(as_of(request, config)?),
        is_pinned: is_pinned(request, config),
        count: items.len(),
        items,
        until: Some(calendar.stays_until()),
        zone: zone(config).ok(),
    })
}

/// The site → its files.
fn make(
    (site, files): (&Site, &Files),
    theme: &Theme,
    request: &Request<'_>,
    sink: &dyn Sink,
    observe: &(dyn Fn(Step) + Sync),
) -> Result<Kept, Halt> {
    let evaluation = evaluate::evaluate(site);
    let planned = pages::plan(site, &evaluation);
    let press = Press::new(site, &planned, theme)?;
    let sheets = |page: Page| pages::continued(site, &evaluation, page);
    let early = Early::of(&planned, &press, &sheets);
    let mut kept = Err(Halt::Unwanted);
    let mut rest = || kept = finish((site, files), &evaluation, (&planned, &press), request, sink, observe);
    sink.meanwhile(&|path| early.draw(path), &mut rest);
    kept
}

/// All files of the site, one by one.
fn finish(
    (site, files): (&Site, &Files),
    evaluation: &Evaluation,
    (planned, press): (&[Planned<'_>], &Press<'_>),
    request: &Request<'_>,
    sink: &dyn Sink,
    observe: &(dyn Fn(Step) + Sync),
) -> Result<Kept, Halt> {
    observe(Step::Planned { pages: planned.len() });
    let routes: BTreeSet<&str> = planned.iter().map(|page| page.route.path()).collect();
    let audit = Audit::new(request.edition, &site.config.base_url, routes.iter().copied());
    let audit = audit.with_addresses_of(&site.config);
    let counted = Counted::over(sink);
    counted.expect(&routes);
    let line = Line { site, press, audit: &audit, sink: &counted, observe };
    let sheets = |page: Page| pages::continued(site, evaluation, page);
    let wanted = || if sink.is_wanted() { Ok(()) } else { Err(Halt::Unwanted) };
    let finish = |planned: &Planned<'_>| {
        wanted()?;
        let sheets = sheets(planned.page());
        if sheets.len() > 1 {
            observe(Step::Planned { pages: sheets.len() - 1 });
        }
        sheets.par_iter().map(|page| line.recall_or_finish(page)).collect::<Result<Vec<Proof>, Halt>>()
    };

    let (proofs, faults_of_pictures) = rayon::join(
        || planned.par_iter().map(finish).collect::<Result<Vec<Vec<Proof>>, Halt>>(),
        || press.pictures(request.pictures, &counted),
    );
    let mut kept = Kept::default();
    for (origin, proofs) in proofs?.into_iter().enumerate() {
        proofs.into_iter().for_each(|proof| kept.add(origin, proof));
    }
    let last: Vec<Page> = pages::plan_last(site, evaluation, &kept.heads).into_iter().flat_map(sheets).collect();
    observe(Step::Planned { pages: last.len() });
    let proofs = last.par_iter().map(|page| line.finish(page)).collect::<Result<Vec<Proof>, Halt>>()?;
    proofs.into_iter().for_each(|proof| kept.add(planned.len(), proof));
    press.rest(kept.has_interactive_chart, &counted);
    wanted()?;
    exports::write(site, evaluation, &kept.heads, std::mem::take(&mut kept.found), &counted);
    wanted()?;

    let again = |place: usize| {
        let pages = planned.get(kept.origins[place]).map_or_else(|| last.clone(), |planned| sheets(planned.page()));
        let page = pages.into_iter().find(|page| page.route == kept.heads[place].route)?;
        press.draw(press.framed(&page)).ok().map(|(artifact, _)| artifact)
    };
    let broken = audit.broken_links(&kept.links, counted.published(), &again, files);
    kept.diagnostics.extend(faults_of_pictures.into_iter().chain(broken));
    kept.diagnostics.extend(counted.paths().check(site, kept.heads.iter().map(|head| &head.route)));
    Ok(kept)
}

/// Days after which nothing in the content waits any more, so that every page that it will ever have is there.
const FAR: Days = Days::new(20 * 366);

/// The addresses of all pages that the content has, or will have in time, in either edition.
fn addresses(tree: &model::Tree, now: NaiveDateTime) -> BTreeSet<pages::Route> {
    let far = now.checked_add_days(FAR).unwrap_or(now);
    let sights = [Edition::Public, Edition::Internal].map(|edition| [(edition, now), (edition, far)]);
    let planned = sights.into_iter().flatten().flat_map(|(edition, as_of)| {
        let site = load::visible(tree.clone(), edition, as_of, true);
        let evaluation = evaluate::evaluate(&site);
        pages::plan(&site, &evaluation).into_iter().map(|page| page.route).collect::<Vec<_>>()
    });
    planned.collect()
}

/// What a build is made from, told without reading it.
struct Ground {
    /// A digest of the options that matter, and of the names, sizes and times of all files of the content and the theme.
    made_from: u64,
    /// The present moment: the site stays as it is up to the next one at which something comes.
    now: NaiveDateTime,
    is_pinned: bool,
    zone: Option<chrono_tz::Tz>,
    language: SiteLanguage,
}

impl Ground {
    /// None where a later change could go unseen.
    fn of(request: &Request<'_>) -> Option<Self> {
        let config = load::config(&request.content)?;
        let now = as_of(request, &config).ok()?;
        let theme = theme_folder(request, &config);
        let folders: Vec<&Path> = [Some(request.content.as_path()), theme.as_deref()].into_iter().flatten().collect();
        let mut hasher = DefaultHasher::new();
        (env!("SUNBOARD_PROGRAM"), load::trace(&folders, request.now)?, today(request, &config)).hash(&mut hasher);
        (format!("{:?}", request.edition), request.drafts, &request.base_url).hash(&mut hasher);
        matches!(request.pictures, Pictures::Drawn(_)).hash(&mut hasher);
        let (is_pinned, zone) = (is_pinned(request, &config), zone(&config).ok());
        Some(Self { made_from: hasher.finish(), now, is_pinned, zone, language: config.language })
    }
}

/// Leaves the site as the last build made it.
fn stay(sink: &dyn Sink, ended: Ended, diagnostics: Vec<Diagnostic>, files: Files, ground: Option<Ground>) -> Built {
    sink.stay();
    let language = ground.as_ref().map(|ground| ground.language);
    let waits = Waits {
        now: ground.as_ref().map(|ground| ground.now),
        is_pinned: ground.as_ref().is_some_and(|ground| ground.is_pinned),
        count: ended.waiting,
        items: Vec::new(),
        until: Some(ended.until),
        zone: ground.as_ref().and_then(|ground| ground.zone),
    };
    Built {
        pages: Some(ended.pages),
        drawn: 0,
        stays: true,
        is_given_up: false,
        waits,
        diagnostics,
        files,
        language,
        inspection: None,
    }
}

/// In the order in which they are shown. The same text can stand on several pages; its faults are told once.
fn settle(diagnostics: &mut Vec<Diagnostic>, files: &Files) {
    load::sort(diagnostics, files);
    diagnostics.dedup();
}

fn faulty(language: Option<SiteLanguage>, files: Files, diagnostics: Vec<Diagnostic>) -> Built {
    let waits = Waits::default();
    let (pages, drawn, stays, is_given_up, inspection) = (None, 0, false, false, None);
    Built { pages, drawn, stays, is_given_up, waits, diagnostics, files, language, inspection }
}

/// The present moment: as asked, else as pinned, else now where the site is.
fn as_of(request: &Request<'_>, config: &SiteConfig) -> Result<NaiveDateTime, BuildError> {
    match request.as_of.or(config.as_of.map(Timestamp::end)) {
        Some(moment) => Ok(moment),
        None => Ok((request.clock)(zone(config)?)),
    }
}

/// Whether the present moment is asked for or pinned.
fn is_pinned(request: &Request<'_>, config: &SiteConfig) -> bool {
    request.as_of.is_some() || config.as_of.is_some()
}

/// The day against which dates that cannot be are held: as pinned, else today where the site is; a later one that is asked
/// for takes its place. An earlier one does not: what came after it is there in the content of today.
fn today(request: &Request<'_>, config: &SiteConfig) -> Option<NaiveDate> {
    let own = config.as_of.map(Timestamp::day).or_else(|| Some((request.clock)(zone(config).ok()?).date()));
    own.max(request.as_of.map(|moment| moment.date()))
}

fn zone(config: &SiteConfig) -> Result<chrono_tz::Tz, BuildError> {
    config.time_zone.parse().map_err(|_| BuildError {
        message: Message::new(
            format!("不认识时区“{}”；写作 Asia/Shanghai 的形式", config.time_zone),
            format!("there is no time zone `{}`; write it like Asia/Shanghai", config.time_zone),
        ),
    })
}

/// The theme's folder: as asked, else that of its name in `themes/` beside the content folder, else none.
fn theme_folder(request: &Request<'_>, config: &SiteConfig) -> Option<PathBuf> {
    let name = config.theme.as_ref().map_or("default", |name| &**name);
    let beside = request.content.parent().unwrap_or(Path::new("")).join("themes").join(name);
    // What stands in the place of a theme is told, not passed over.
    let is_wanted = name != "default" || beside.symlink_metadata().is_ok();
    request.theme.clone().or_else(|| is_wanted.then_some(beside))
}

/// The fault of a theme that `site.yaml` names and that is not there.
fn missing_theme(request: &Request<'_>, config: &SiteConfig) -> Option<Diagnostic> {
    let name = config.theme.as_ref().filter(|_| request.theme.is_none())?;
    Theme::missing(name, &theme_folder(request, config)?)
}
