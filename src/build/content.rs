//! The first half of the pipeline: content files → the site that an edition sees at a moment.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::PoisonError;

use chrono::{Days, NaiveDate, NaiveDateTime};

use super::{BuildError, Request, Waits};
use crate::diagnostic::Diagnostic;
use crate::evaluate::{self, Evaluation};
use crate::language::Language;
use crate::load::{self, Calendar, Files, View};
use crate::model::{Edition, Site, SiteConfig, Tree};
use crate::render::Theme;
use crate::units::{Text, Timestamp};
use crate::{audit, check, pages};

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
    let site = visible_site(request, tree, &diagnostics, None)?.map(|(site, _)| {
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
    pub language: Option<Language>,
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
    let seen = visible_site(request, tree, &diagnostics, since)?;
    let calendar =
        seen.map(|(site, calendar)| Ok::<_, BuildError>((waits(request, &site.config, &calendar)?, calendar)));
    let calendar = calendar.transpose()?.map(|(waits, calendar)| (calendar, waits));
    Ok(Dates { calendar, diagnostics, files, language })
}

/// The content with every fault of it; files that did not change are taken as they were read before.
pub(super) fn read(request: &Request<'_>) -> load::Loaded {
    let loaded = match request.content_cache {
        Some(content_cache) => {
            let mut content_cache = content_cache.lock().unwrap_or_else(PoisonError::into_inner);
            load::load_again(&request.content, &mut content_cache, request.now)
        }
        None => load::load(&request.content),
    };
    let mut loaded = checked(request, loaded);
    if let Some(missing) = loaded.tree.config.as_ref().and_then(|config| missing_theme(request, config)) {
        loaded.diagnostics.push(missing);
        sort_and_dedup(&mut loaded.diagnostics, &loaded.files);
    }
    loaded
}

/// A content folder with every fault of it, in the order in which they are shown.
fn checked(request: &Request<'_>, mut loaded: load::Loaded) -> load::Loaded {
    let today = loaded.tree.config.as_ref().and_then(|config| today(request, config));
    loaded.diagnostics.extend(check::check_on(&loaded.tree, &loaded.known, &loaded.files, today));
    // The address that is asked for takes the place of the one that was left as it came.
    if request.base_url.is_some() {
        loaded.diagnostics.retain(|diagnostic| diagnostic.rule != check::SAMPLE_ADDRESS);
    }
    sort_and_dedup(&mut loaded.diagnostics, &loaded.files);
    loaded
}

/// The tree as the edition sees it at the moment, and what waits; none where it has errors or no `site.yaml`.
pub(super) fn visible_site(
    request: &Request<'_>,
    mut tree: Tree,
    diagnostics: &[Diagnostic],
    since: Option<NaiveDateTime>,
) -> Result<Option<(Site, Calendar)>, BuildError> {
    if diagnostics.iter().any(Diagnostic::is_error) {
        return Ok(None);
    }
    let Some(config) = &mut tree.config else { return Ok(None) };
    if let Some(base_url) = &request.base_url {
        config.base_url = Text(base_url.clone());
    }
    let now = as_of(request, config)?;
    Ok(Some(load::visible_with_calendar(tree, View { edition: request.edition, now, drafts: request.drafts, since })))
}

/// What waits.
pub(super) fn waits(request: &Request<'_>, config: &SiteConfig, calendar: &Calendar) -> Result<Waits, BuildError> {
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

/// Adds what is wrong with the aliases of a sound tree: it takes the addresses of all its pages.
pub(super) fn check_aliases(
    request: &Request<'_>,
    tree: &Tree,
    files: &Files,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<(), BuildError> {
    if let Some(config) = tree.config.as_ref().filter(|_| !diagnostics.iter().any(Diagnostic::is_error)) {
        let now = as_of(request, config)?;
        diagnostics.extend(audit::aliases(tree, files, || addresses(tree, now)));
        sort_and_dedup(diagnostics, files);
    }
    Ok(())
}

/// Days after which nothing in the content waits any more, so that every page that it will ever have is there.
const FAR: Days = Days::new(20 * 366);

/// The addresses of all pages that the content has, or will have in time, in either edition.
fn addresses(tree: &Tree, now: NaiveDateTime) -> BTreeSet<pages::Route> {
    let far = now.checked_add_days(FAR).unwrap_or(now);
    let sights = [Edition::Public, Edition::Internal].map(|edition| [(edition, now), (edition, far)]);
    let planned = sights.into_iter().flatten().flat_map(|(edition, as_of)| {
        let site = load::visible(tree.clone(), edition, as_of, true);
        let evaluation = evaluate::evaluate(&site);
        pages::plan(&site, &evaluation).into_iter().map(|page| page.route).collect::<Vec<_>>()
    });
    planned.collect()
}

/// In the order in which they are shown. The same text can stand on several pages; its faults are told once.
pub(super) fn sort_and_dedup(diagnostics: &mut Vec<Diagnostic>, files: &Files) {
    load::sort(diagnostics, files);
    diagnostics.dedup();
}

/// The present moment: as asked, else as pinned, else now where the site is.
pub(super) fn as_of(request: &Request<'_>, config: &SiteConfig) -> Result<NaiveDateTime, BuildError> {
    match request.as_of.or(config.as_of.map(Timestamp::end)) {
        Some(moment) => Ok(moment),
        None => Ok((request.clock)(zone(config)?)),
    }
}

/// Whether the present moment is asked for or pinned.
pub(super) fn is_pinned(request: &Request<'_>, config: &SiteConfig) -> bool {
    request.as_of.is_some() || config.as_of.is_some()
}

/// The day against which dates that cannot be are held: as pinned, else today where the site is; a later one that is asked
/// for takes its place. An earlier one does not: what came after it is there in the content of today.
pub(super) fn today(request: &Request<'_>, config: &SiteConfig) -> Option<NaiveDate> {
    let own = config.as_of.map(Timestamp::day).or_else(|| Some((request.clock)(zone(config).ok()?).date()));
    own.max(request.as_of.map(|moment| moment.date()))
}

pub(super) fn zone(config: &SiteConfig) -> Result<chrono_tz::Tz, BuildError> {
    config.time_zone.parse().map_err(|_| BuildError {
        message: message!(
            "不认识时区“{}”；写作 Asia/Shanghai 的形式",
            "there is no time zone `{}`; write it like Asia/Shanghai",
            config.time_zone
        ),
    })
}

/// The theme's folder: as asked, else that of its name in `themes/` beside the content folder, else none.
pub fn theme_folder(request: &Request<'_>, config: &SiteConfig) -> Option<PathBuf> {
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
