//! Whether anything was touched since the last build, told without reading the content.

use std::path::Path;

use chrono::NaiveDateTime;

use super::content::{as_of, is_pinned, theme_folder, today, zone};
use super::{Build, Request, Waits};
use crate::diagnostic::Diagnostic;
use crate::digest;
use crate::language::Language;
use crate::load::{self, Files};
use crate::publish::{CacheUpdate, LastBuild, Previous};
use crate::render::Pictures;

/// What a build is made from, told without reading it.
pub(super) struct Inputs {
    /// A digest of the options that matter, and of the names, sizes and times of all files of the content and the theme.
    pub digest: u64,
    /// The present moment: the site stays as it is up to the next one at which something comes.
    now: NaiveDateTime,
    is_pinned: bool,
    zone: Option<chrono_tz::Tz>,
    language: Language,
}

impl Inputs {
    /// None where a later change could go unseen.
    pub(super) fn of(request: &Request<'_>) -> Option<Self> {
        let config = load::config(&request.content)?;
        let now = as_of(request, &config).ok()?;
        let theme = theme_folder(request, &config);
        let folders: Vec<&Path> = [Some(request.content.as_path()), theme.as_deref()].into_iter().flatten().collect();
        let trace = load::trace(&folders, request.now)?;
        let draws_pictures = matches!(request.pictures, Pictures::Drawn(_));
        let options = (request.edition, request.drafts, &request.base_url, draws_pictures);
        let digest = digest::made_from((trace, today(request, &config), options));
        let (is_pinned, zone) = (is_pinned(request, &config), zone(&config).ok());
        Some(Self { digest, now, is_pinned, zone, language: config.language })
    }

    /// The last build, if it was made from the same, every file of it is still as it was left, and a build at this moment
    /// would end the same.
    pub(super) fn last(&self, previous: Previous<'_>) -> Option<LastBuild> {
        previous.made_from(self.digest).filter(|last| last.holds_at(self.now))
    }

    /// A build that leaves the site as the last one made it.
    pub(super) fn unchanged(&self, last: LastBuild, diagnostics: Vec<Diagnostic>, files: Files) -> Build {
        let waits = Waits {
            now: Some(self.now),
            is_pinned: self.is_pinned,
            count: last.waiting,
            items: Vec::new(),
            until: Some(last.until),
            zone: self.zone,
        };
        Build {
            pages: Some(last.pages),
            drawn: 0,
            is_cancelled: false,
            next: CacheUpdate::Unchanged,
            waits,
            diagnostics,
            files,
            language: Some(self.language),
            inspection: None,
        }
    }
}
