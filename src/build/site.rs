//! The second half of the pipeline: the site → all its files.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::files::SiteFiles;
use super::on_demand::SinglePages;
use super::page::{FinishedPage, FinishedPages, PageMaker};
use super::{BuildStep, Halt, Request, Run};
use crate::artifact::{Artifact, Output};
use crate::audit::Audit;
use crate::diagnostic::Diagnostic;
use crate::evaluate::{self, Evaluation};
use crate::exports;
use crate::load::Files;
use crate::model::Site;
use crate::pages::{self, Page, Planned};
use crate::publish::{CacheEntry, Previous};
use crate::render::{Renderer, Theme};

/// What is told of a site that was made.
pub(super) struct SiteReport {
    /// How many pages it has.
    pub pages: usize,
    /// How many of them were drawn.
    pub drawn: usize,
    /// Faults found in what was made.
    pub diagnostics: Vec<Diagnostic>,
    /// What the next build can use again, by path.
    pub cache: BTreeMap<String, CacheEntry>,
}

/// The site → its files; `texts` are those of the content files, for showing where a fault is.
pub(super) fn make(
    (site, texts): (&Site, &Files),
    theme: &Theme,
    request: &Request<'_>,
    previous: Option<Previous<'_>>,
    output: &dyn Output,
    run: &Run<'_>,
) -> Result<SiteReport, Halt> {
    let evaluation = evaluate::evaluate(site);
    let planned = pages::plan(site, &evaluation);
    let renderer = Renderer::new(site, &planned, theme)?;
    let plan = PlannedSite { site, texts, evaluation: &evaluation, planned: &planned, renderer: &renderer };
    let Some(on_demand) = run.on_demand else { return plan.make(request, previous, output, run) };
    let paginate = |page: Page| plan.paginate(page);
    let single = SinglePages::of(&planned, &renderer, &paginate);
    let mut made = Err(Halt::Cancelled);
    on_demand.while_making(&|path| single.draw(path), &mut || made = plan.make(request, previous, output, run));
    made
}

/// A site whose pages are planned.
struct PlannedSite<'a> {
    site: &'a Site,
    /// The content files' texts, for showing where a fault is.
    texts: &'a Files,
    evaluation: &'a Evaluation,
    planned: &'a [Planned<'a>],
    renderer: &'a Renderer<'a>,
}

impl PlannedSite<'_> {
    /// A page in as many pages as it takes.
    fn paginate(&self, page: Page) -> Vec<Page> {
        pages::paginate(self.site, self.evaluation, page)
    }

    /// All files of the site, one by one.
    fn make(
        &self,
        request: &Request<'_>,
        previous: Option<Previous<'_>>,
        output: &dyn Output,
        run: &Run<'_>,
    ) -> Result<SiteReport, Halt> {
        let &Self { site, texts, evaluation, planned, renderer } = self;
        (run.progress)(BuildStep::Planned { pages: planned.len() });
        let routes: BTreeSet<&str> = planned.iter().map(|page| page.route.path()).collect();
        let audit = Audit::new(request.edition, &site.config.base_url, routes.iter().copied());
        let audit = audit.with_addresses_of(&site.config);
        let files = SiteFiles::of(&routes, previous, output);
        let maker = PageMaker { site, renderer, audit: &audit, files: &files, run };
        let go_on = || if (run.is_cancelled)() { Err(Halt::Cancelled) } else { Ok(()) };
        let finish = |planned: &Planned<'_>| {
            go_on()?;
            let pages = self.paginate(planned.page());
            if pages.len() > 1 {
                (run.progress)(BuildStep::Planned { pages: pages.len() - 1 });
            }
            pages.par_iter().map(|page| maker.keep_or_draw(page)).collect::<Result<Vec<FinishedPage>, Halt>>()
        };
        let (finished, faults_of_pictures) = rayon::join(
            || planned.par_iter().map(finish).collect::<Result<Vec<Vec<FinishedPage>>, Halt>>(),
            || renderer.pictures(request.pictures, &files),
        );
        let mut all = FinishedPages::default();
        for (origin, pages) in finished?.into_iter().enumerate() {
            pages.into_iter().for_each(|page| all.add(origin, page));
        }
        let last = pages::plan_last(site, evaluation, &all.heads);
        let last: Vec<Page> = last.into_iter().flat_map(|page| self.paginate(page)).collect();
        (run.progress)(BuildStep::Planned { pages: last.len() });
        let finished = last.par_iter().map(|page| maker.draw(page)).collect::<Result<Vec<FinishedPage>, Halt>>()?;
        finished.into_iter().for_each(|page| all.add(planned.len(), page));
        renderer.rest(all.has_interactive_chart, &files);
        go_on()?;
        let outlet = exports::Outlet {
            output: &files,
            reuse: &|path, fingerprint| files.reuse(path, fingerprint),
            is_cancelled: run.is_cancelled,
        };
        exports::write(site, evaluation, &all.heads, std::mem::take(&mut all.found), &outlet);
        go_on()?;

        let noted = files.take_noted();
        let draw_again = |place: usize| self.draw_again(&all, place, &last);
        let broken = audit.broken_links(&all.links, noted.published, &draw_again, texts);
        let mut diagnostics = std::mem::take(&mut all.diagnostics);
        diagnostics.extend(faults_of_pictures.into_iter().chain(broken));
        diagnostics.extend(noted.paths.check(site, all.heads.iter().map(|head| &head.route)));
        Ok(SiteReport { pages: all.heads.len(), drawn: all.drawn, diagnostics, cache: noted.cache })
    }

    /// The finished page at a place once more, for telling where in it a fault is. `last` are the pages planned last.
    fn draw_again(&self, all: &FinishedPages, place: usize, last: &[Page]) -> Option<Artifact> {
        let planned = self.planned.get(all.origins[place]);
        let pages = planned.map_or_else(|| last.to_vec(), |planned| self.paginate(planned.page()));
        let page = pages.into_iter().find(|page| page.route == all.heads[place].route)?;
        self.renderer.draw(self.renderer.framed(&page)).ok().map(|(artifact, _)| artifact)
    }
}
