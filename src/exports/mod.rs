//! What machines read: tables as CSV, JSON and workbooks, the data package, feeds, structured data, sitemap, search
//! index and the server's ready files.
//!
//! One format a file. Pure: values in, bytes out; the same values give the same bytes.

mod charts;
mod csv;
mod datapackage;
mod extracts;
pub mod feeds;
mod head;
mod hosting;
mod json;
mod search;
mod sitemap;
pub mod structured;
mod tables;
mod time;
mod xlsx;

use crate::artifact::{Artifact, Output};
use crate::evaluate::Evaluation;
use crate::model::Site;
use crate::pages::{Head, Page};
use head::{is_address, story_of};
pub use head::{photo, published};
pub use hosting::{POLICY, is_for_servers, response_headers};
pub use search::SearchDocument;

/// What making files takes of the build.
#[derive(Clone, Copy)]
pub struct Outlet<'a> {
    /// Where files go.
    pub output: &'a dyn Output,
    /// Lets the file at a path stay as the last build left it, if it was made from what has this fingerprint, and says
    /// whether it does; else it is to be made and put.
    pub reuse: &'a (dyn Fn(&str, u64) -> bool + Sync),
    /// Whether the build is cancelled. May block while it is paused.
    pub is_cancelled: &'a (dyn Fn() -> bool + Sync),
}

impl Outlet<'_> {
    /// A file that is made only where the last build did not make it from the same.
    fn put_or_keep(&self, path: &str, fingerprint: u64, make: &dyn Fn() -> Vec<u8>) {
        if !(self.reuse)(path, fingerprint) {
            self.output.put(Artifact::bytes(path, make()));
        }
    }
}

/// The files of a page's charts.
pub fn of_page(page: &Page) -> Vec<Artifact> {
    charts::of_page(page)
}

/// What a search can find on a page.
pub fn found(site: &Site, page: &Page, head: &Head) -> Vec<SearchDocument> {
    search::of_page(site, page, head)
}

/// Every other file that machines read, one by one, from any thread. `heads` and `found` are those of all pages.
pub fn write(site: &Site, evaluation: &Evaluation, heads: &[Head], found: Vec<SearchDocument>, outlet: &Outlet<'_>) {
    let put = |file| outlet.output.put(file);
    // The index and the tables are what takes memory: one after the other.
    rayon::join(
        || search::write(site, found, &put),
        || {
            feeds::write(site, evaluation, heads, &put);
            hosting::write(site, heads).into_iter().chain(sitemap::write(site, heads)).for_each(put);
        },
    );
    tables::write(site, evaluation, outlet);
}

/// The absolute address of a path of the site.
pub fn absolute(site: &Site, path: &str) -> String {
    format!("{}/{path}", site.config.base_url.trim_end_matches('/'))
}

#[cfg(test)]
mod testing {
    //! Pages as the plan would have them, and the files that come of them.

    use std::collections::BTreeMap;

    use super::Outlet;
    use crate::artifact::{Artifact, ArtifactContent, MemoryOutput};
    use crate::pages::{Page, PageKind, PageView, Route, Subject};

    /// The files that something makes for the first time, by path.
    pub(super) fn files(make: impl FnOnce(&Outlet<'_>)) -> BTreeMap<String, Vec<u8>> {
        let shelf = MemoryOutput::default();
        make(&Outlet { output: &shelf, reuse: &|_, _| false, is_cancelled: &|| false });
        let mut files = BTreeMap::new();
        for artifact in shelf.into_artifacts() {
            assert!(
                files.insert(artifact.path.clone(), bytes(&artifact).to_owned()).is_none(),
                "{} twice",
                artifact.path
            );
        }
        files
    }

    /// What is in a file that was made.
    pub(super) fn bytes(artifact: &Artifact) -> &[u8] {
        let ArtifactContent::Bytes(bytes) = &artifact.content else { panic!("{} is not made", artifact.path) };
        bytes
    }

    /// A page of a kind at a path, with a title.
    pub(super) fn page(kind: PageKind, path: &str, title: &str) -> Page {
        let name = path.rsplit('/').next().and_then(|name| name.strip_suffix(".html")).unwrap_or_default();
        let slug = || crate::model::testing::slug(name);
        let subject = match kind {
            PageKind::Town => Some(Subject::Town(slug())),
            PageKind::Story => Some(Subject::Story(slug())),
            PageKind::Policy => Some(Subject::Policy(slug())),
            PageKind::County => Some(Subject::County(slug())),
            _ => None,
        };
        let view = PageView { title: title.to_owned(), ..PageView::default() };
        Page { kind, subject, route: Route::new(path), view }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::model::testing::site;
    use crate::pages::PageKind;

    fn files() -> BTreeMap<String, Vec<u8>> {
        let site = site();
        let page = testing::page(PageKind::Story, "stories/night.html", "夜");
        let head = page.head();
        let found = found(&site, &page, &head);
        testing::files(|outlet| write(&site, &crate::evaluate::evaluate(&site), &[head], found, outlet))
    }

    #[test]
    fn the_same_site_gives_the_same_files() {
        assert_eq!(files(), files());
    }

    #[test]
    fn every_place_of_the_contract_has_its_file() {
        let files = files();
        for path in [
            "data/boards.csv",
            "data/boards.json",
            "data/cards.csv",
            "data/counties/lanxi.xlsx",
            "data/counties/lanxi/boards.csv",
            "data/datapackage.json",
            "data/quarters/2020q1.xlsx",
            "data/quarters/2020q1/datapackage.json",
            "data/quarters/2020q1/key-data.csv",
            "data/quarters/2020q1/key-data.json",
            "data/quarters/2020q1/key-data.xlsx",
            "data/quarters/2020q1/overall.csv",
            "data/sunboard.xlsx",
            "data/towns/yunyao.csv",
            "data/towns/gang.json",
            "_headers",
            "_redirects",
            "feed.xml",
            "hosting/nginx.conf",
            "robots.txt",
            "search/index.js",
            "sitemap.xml",
        ] {
            assert!(files.contains_key(path), "{path} is missing");
        }
    }

    #[test]
    fn a_large_site_has_a_workbook_for_each_table_and_links_to_it() {
        let mut site = site();
        let town = site.towns[&crate::model::testing::slug("gang")].clone();
        for number in 0..200 {
            site.towns.insert(crate::model::testing::slug(&format!("town-{number}")), town.clone());
        }
        let evaluation = crate::evaluate::evaluate(&site);
        let files = testing::files(|outlet| write(&site, &evaluation, &[], Vec::new(), outlet));
        assert!(files.contains_key("data/towns.xlsx") && !files.contains_key("data/sunboard.xlsx"));
        for planned in crate::pages::plan(&site, &evaluation) {
            if ["data.html", "index.html"].contains(&planned.route.path()) {
                let view = serde_json::to_string(&planned.page().view).expect("a view");
                assert!(!view.contains("sunboard.xlsx"), "{}", planned.route);
                assert_eq!(view.contains("data/towns.xlsx"), planned.kind == PageKind::Data);
            }
        }
    }

    #[test]
    fn no_table_is_made_that_nobody_wants() {
        /// Counts what it gets.
        struct Counted(AtomicUsize);
        impl Output for Counted {
            fn put(&self, _: Artifact) {
                self.0.fetch_add(1, Ordering::Relaxed);
            }
        }
        let site = site();
        let evaluation = crate::evaluate::evaluate(&site);
        // On two threads at most two jobs are under way.
        let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build().expect("threads");
        let count = |wanted: usize| {
            let counted = Counted(0.into());
            let is_cancelled = || counted.0.load(Ordering::Relaxed) >= wanted;
            let outlet = Outlet { output: &counted, reuse: &|_, _| false, is_cancelled: &is_cancelled };
            pool.install(|| tables::write(&site, &evaluation, &outlet));
            counted.0.into_inner()
        };
        let all = count(usize::MAX);
        assert!(all > 60, "{all}");
        // A job that has begun may write a few more.
        assert_eq!(count(0), 0);
        assert!((3..20).contains(&count(3)) && (60..all).contains(&count(60)));
        // The parts, which come last, are no exception.
        assert!((all - 20..all).contains(&count(all - 20)));
    }

    #[test]
    fn every_json_file_is_json() {
        for (path, bytes) in files().iter().filter(|(path, _)| path.ends_with(".json")) {
            serde_json::from_slice::<serde_json::Value>(bytes).expect(path);
        }
    }
}
