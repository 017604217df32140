//! Single pages drawn on demand, as they will be published: for a reader of the preview who would wait for the whole site.

use std::collections::BTreeMap;
use std::sync::{Mutex, OnceLock, PoisonError};

use crate::artifact::{Artifact, MemoryOutput};
use crate::exports;
use crate::pages::{self, Page, Planned, Route};
use crate::render::Renderer;

/// Draws single pages of a plan.
pub(super) struct SinglePages<'a> {
    planned: &'a [Planned<'a>],
    renderer: &'a Renderer<'a>,
    /// A page in as many pages as it takes.
    paginate: &'a (dyn Fn(Page) -> Vec<Page> + Sync),
    /// What all pages load, by path.
    common: OnceLock<BTreeMap<String, Artifact>>,
    /// What single pages load that were drawn, by path.
    own: Mutex<BTreeMap<String, Artifact>>,
}

impl<'a> SinglePages<'a> {
    /// None drawn yet.
    pub(super) fn of(
        planned: &'a [Planned<'a>],
        renderer: &'a Renderer<'a>,
        paginate: &'a (dyn Fn(Page) -> Vec<Page> + Sync),
    ) -> Self {
        Self { planned, renderer, paginate, common: OnceLock::new(), own: Mutex::default() }
    }

    /// A page, or a file that a page drawn before loads; none for what is not known, as photos and tables.
    pub(super) fn draw(&self, path: &str) -> Option<Artifact> {
        let first = pages::first_of(&Route::new(path));
        let Some(planned) = self.planned.iter().find(|planned| planned.route == first) else {
            let own = self.own.lock().unwrap_or_else(PoisonError::into_inner).get(path).cloned();
            return own.or_else(|| self.common().get(path).cloned());
        };
        let page = (self.paginate)(planned.page()).into_iter().find(|page| page.route.path() == path)?;
        let files = exports::of_page(&page).into_iter().map(|file| (file.path.clone(), file));
        self.own.lock().unwrap_or_else(PoisonError::into_inner).extend(files);
        // A template's fault is told by the build.
        self.renderer.draw(self.renderer.framed(&page)).ok().map(|(artifact, _)| artifact)
    }

    fn common(&self) -> &BTreeMap<String, Artifact> {
        self.common.get_or_init(|| {
            let shelf = MemoryOutput::default();
            self.renderer.rest(true, &shelf);
            shelf.into_artifacts().into_iter().map(|artifact| (artifact.path.clone(), artifact)).collect()
        })
    }
}
