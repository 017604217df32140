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
mod xml;

use std::hash::{DefaultHasher, Hash, Hasher as _};

use crate::evaluate::Evaluation;
use crate::model::Site;
use crate::pages::{Head, Page};
use head::{is_address, story_of};
pub use head::{photo, published};
pub use hosting::{POLICY, is_for_servers, response_headers};
pub use search::Document;

/// A file to publish beside the pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Path below the output folder, with forward slashes.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl File {
    fn new(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { path: path.into(), bytes: bytes.into() }
    }
}

/// Takes the finished files, from any thread.
pub trait Tray: Sync {
    /// Takes a file.
    fn put(&self, file: File);

    /// Takes a file that need not be made where the last build made it from the same. `made_from` is what it is made
    /// from, in short.
    fn put_or_keep(&self, path: &str, made_from: u64, make: &dyn Fn() -> Vec<u8>);

    /// Whether anybody still wants the files. Where nobody does, whatever comes is thrown away. The answer may take its time.
    fn is_wanted(&self) -> bool {
        true
    }
}

/// What a file is made from, in short: these things and this program.
fn made_from(things: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    (env!("SUNBOARD_PROGRAM"), things).hash(&mut hasher);
    hasher.finish()
}

/// The files of a page's charts.
pub fn of_page(page: &Page) -> Vec<File> {
    charts::of_page(page)
}

/// What a search can find on a page.
pub fn found(site: &Site, page: &Page, head: &Head) -> Vec<Document> {
    search::of_page(site, page, head)
}

/// Every other file that machines read, one by one, from any thread. `heads` and `found` are those of all pages.
pub fn write(site: &Site, evaluation: &Evaluation, heads: &[Head], found: Vec<Document>, tray: &dyn Tray) {
    let put = |file| tray.put(file);
    // The index and the tables are what takes memory: one after the other.
    rayon::join(
        || search::write(site, found, &put),
        || {
            feeds::write(site, evaluation, heads, &put);
            hosting::write(site, heads).into_iter().chain(sitemap::write(site, heads)).for_each(put);
        },
    );
    tables::write(site, evaluation, tray);
}

/// The absolute address of a path of the site.
pub fn absolute(site: &Site, path: &str) -> String {
    format!("{}/{path}", site.config.base_url.trim_end_matches('/'))
}

#[cfg(test)]
mod testing {
    //! Pages as the plan would have them, and a tray.

    use std::collections::BTreeMap;
    use std::sync::Mutex;

    use super::{File, Tray};
    use crate::pages::{Page, PageView, Route};

    /// Keeps the files, by path.
    #[derive(Default)]
    pub(super) struct Files(pub Mutex<BTreeMap<String, Vec<u8>>>);

    impl Tray for Files {
        fn put(&self, file: File) {
            let before = self.0.lock().expect("no panic").insert(file.path.clone(), file.bytes);
            assert!(before.is_none(), "{} twice", file.path);
        }

        fn put_or_keep(&self, path: &str, _: u64, make: &dyn Fn() -> Vec<u8>) {
            self.put(File::new(path, make()));
        }
    }

    /// A page of a kind at a path, with a title.
    pub(super) fn page(kind: &'static str, path: &str, title: &str) -> Page {
        Page { kind, route: Route::new(path), view: PageView { title: title.to_owned(), ..PageView::default() } }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::model::testing::site;

    fn files() -> Vec<File> {
        let site = site();
        let page = testing::page("story", "stories/night.html", "夜");
        let head = page.head();
        let found = found(&site, &page, &head);
        let files = testing::Files::default();
        write(&site, &crate::evaluate::evaluate(&site), &[head], found, &files);
        let files = files.0.into_inner().expect("no panic");
        files.into_iter().map(|(path, bytes)| File { path, bytes }).collect()
    }

    #[test]
    fn the_same_site_gives_the_same_files() {
        assert_eq!(files(), files());
    }

    #[test]
    fn every_place_of_the_contract_has_its_file() {
        let files = files();
        let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
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
            assert!(paths.contains(&path), "{path} is missing");
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
        let files = testing::Files::default();
        write(&site, &evaluation, &[], Vec::new(), &files);
        let files = files.0.into_inner().expect("no panic");
        assert!(files.contains_key("data/towns.xlsx") && !files.contains_key("data/sunboard.xlsx"));
        for planned in crate::pages::plan(&site, &evaluation) {
            if ["data.html", "index.html"].contains(&planned.route.path()) {
                let view = serde_json::to_string(&planned.page().view).expect("a view");
                assert!(!view.contains("sunboard.xlsx"), "{}", planned.route);
                assert_eq!(view.contains("data/towns.xlsx"), planned.kind == "data");
            }
        }
    }

    #[test]
    fn no_table_is_made_that_nobody_wants() {
        /// Wants so many files, and counts what it gets.
        struct Wanted(AtomicUsize, AtomicUsize);
        impl Tray for Wanted {
            fn put(&self, _: File) {
                self.1.fetch_add(1, Ordering::Relaxed);
            }

            fn put_or_keep(&self, path: &str, _: u64, _: &dyn Fn() -> Vec<u8>) {
                self.put(File::new(path, Vec::new()));
            }

            fn is_wanted(&self) -> bool {
                self.1.load(Ordering::Relaxed) < self.0.load(Ordering::Relaxed)
            }
        }
        let site = site();
        let evaluation = crate::evaluate::evaluate(&site);
        // On two threads at most two jobs are under way.
        let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build().expect("threads");
        let count = |wanted: usize| {
            let tray = Wanted(wanted.into(), 0.into());
            pool.install(|| tables::write(&site, &evaluation, &tray));
            tray.1.into_inner()
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
        for file in files().iter().filter(|file| file.path.ends_with(".json")) {
            serde_json::from_slice::<serde_json::Value>(&file.bytes).expect(&file.path);
        }
    }
}
