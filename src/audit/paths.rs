//! The paths of all files of a site: each can be a file on every system, and no two are one there. What `publish` would
//! refuse is told here, with the content file that it comes from.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::Published;
use crate::diagnostic::{Diagnostic, Message, Place, value};
use crate::model::Site;
use crate::pages::{Route, address};
use crate::units::{collisions, path_fault, path_key, site_path};

/// What is kept of the paths of a site's files: digests, so that those of many files fit into memory.
#[derive(Default)]
pub struct Paths {
    /// Of what is the same for paths that are one file on some system.
    files: Vec<Published>,
    /// Of the folders that files lie in, likewise.
    folders: BTreeSet<Published>,
    /// The folder of the file that came last: those of a folder mostly come together.
    before: String,
    /// Paths that no file can have.
    faults: Vec<(String, Message)>,
}

impl Paths {
    /// One more file.
    pub fn add(&mut self, path: &str) {
        let key = path_key(path);
        self.files.push(Published::at(&key));
        let folder = key.rsplit_once('/').map_or("", |(folder, _)| folder);
        if folder != self.before {
            let ends = folder.match_indices('/').map(|(slash, _)| slash).chain([folder.len()]);
            self.folders.extend(ends.map(|end| Published::at(&folder[..end])));
            folder.clone_into(&mut self.before);
        }
        if let Some(fault) = path_fault(path) {
            self.faults.push((path.to_owned(), fault));
        }
    }

    /// What is wrong with the paths of a site with these pages.
    pub fn check<'p>(mut self, site: &Site, pages: impl Iterator<Item = &'p Route>) -> Vec<Diagnostic> {
        self.files.sort_unstable();
        let twins = self.files.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]);
        let as_folder = self.files.iter().filter(|file| self.folders.contains(file)).copied();
        let colliding: BTreeSet<Published> = twins.chain(as_folder).collect();
        let cure = || message!("请把其中一个改名", "rename one of them");
        let mut found: Vec<Diagnostic> = self
            .faults
            .iter()
            .map(|(path, fault)| {
                let (file, place) = origin(site, path);
                let message = message!(
                    "“{path}”不能作为输出文件的路径：{}"(fault.zh),
                    "`{path}` cannot be the path of a published file: {}"(fault.en)
                );
                Diagnostic::error("path", file, place, message).with_hint(message!("请改名", "rename it"))
            })
            .collect();
        if colliding.is_empty() {
            return found;
        }
        // What the tool names by itself never collides with its like: one of two is a page or a file beside a noun.
        let media = site.assets.keys().map(|path| address::media(path));
        let routes: Vec<Route> = pages.cloned().chain(media).collect();
        let part = |end: &str| colliding.contains(&Published::at(end));
        let involved = |route: &&Route| {
            let key = path_key(route.path());
            key.match_indices('/').any(|(slash, _)| part(&key[..slash])) || part(&key)
        };
        let involved: Vec<&str> = routes.iter().filter(involved).map(Route::path).collect();
        let named = collisions(involved.iter().copied());
        for collision in &named {
            let [one, other] = collision.paths();
            let (file, place) =
                [one, other].map(|path| origin(site, path)).into_iter().max_by_key(rank).unwrap_or_else(unknown);
            found.push(Diagnostic::error("path", file, place, collision.message()).with_hint(cure()));
        }
        // The other of the two is a file that the tool names, such as a table.
        let told: BTreeSet<&str> = named.iter().flat_map(|collision| collision.paths()).collect();
        for path in involved.iter().filter(|path| !told.contains(*path)) {
            let (file, place) = origin(site, path);
            let message = message!(
                "“{path}”与本站的另一个文件或文件夹同名",
                "`{path}` has the name of another file or folder of the site"
            );
            found.push(Diagnostic::error("path", file, place, message).with_hint(cure()));
        }
        if found.is_empty() {
            let message =
                message!("主题中有两个文件会写到同一处", "two files of the theme would be the same file of the site");
            found.push(Diagnostic::error("path", "site.yaml", value("theme"), message).with_hint(cure()));
        }
        found
    }
}

fn unknown() -> (PathBuf, Place) {
    (PathBuf::from("site.yaml"), Place::File)
}

/// A place in a file says more than a file.
fn rank(origin: &(PathBuf, Place)) -> bool {
    origin.1 != Place::File
}

/// The content file that a path comes from, and where in it.
fn origin(site: &Site, path: &str) -> (PathBuf, Place) {
    for moved in site.moved() {
        if site_path(moved.from, &site.config.base_url).is_ok_and(|from| from == path) {
            return (moved.file(&|_| false), value(&moved.place()));
        }
    }
    let media = path.strip_prefix("media/");
    if let Some((folder, rest)) = media.and_then(|path| path.split_once('/'))
        && let Some((slug, name)) = rest.split_once('/')
    {
        if folder == "policies"
            && let Some(policy) = site.policies.get(slug)
            && let Some(index) =
                policy.meta.attachments.iter().position(|one| one.file.as_ref().is_some_and(|file| file.0 == name))
        {
            return (PathBuf::from(format!("policies/{slug}.md")), value(&format!("attachments[{index}].file")));
        }
        let ending = if folder == "towns" { "yaml" } else { "md" };
        return (PathBuf::from(format!("{folder}/{slug}.{ending}")), Place::File);
    }
    match path.split_once('/').and_then(|(folder, name)| Some((folder, name.strip_suffix(".html")?))) {
        Some(("towns", slug)) => (PathBuf::from(format!("towns/{slug}.yaml")), Place::File),
        Some((folder @ ("stories" | "policies" | "pages"), slug)) if !slug.contains('/') => {
            (PathBuf::from(format!("{folder}/{slug}.md")), Place::File)
        }
        _ => unknown(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Alias;
    use crate::model::testing::site;
    use crate::units::Text;

    /// What is said in English about a site with these pages and other files, of which the pages in `old` are old addresses.
    fn said(old: &[&str], pages: &[&str], others: &[&str]) -> Vec<String> {
        let mut site = site();
        site.stories.clear();
        let alias = |from: &&str| Alias { from: Text((*from).to_owned()), to: Text("index.html".into()) };
        site.config.aliases = old.iter().map(alias).collect();
        let mut paths = Paths::default();
        old.iter().chain(pages).chain(others).for_each(|path| paths.add(path));
        let routes: Vec<Route> = old.iter().chain(pages).map(|path| Route::new(*path)).collect();
        let found = paths.check(&site, routes.iter());
        found
            .into_iter()
            .map(|found| format!("{} {:?}: {}", found.file.display(), found.place, found.message.en))
            .collect()
    }

    #[test]
    fn files_that_are_one_somewhere_are_told_with_the_place_that_names_them() {
        assert!(said(&["news/1.html"], &["index.html", "news.html"], &["feed.xml", "data/a.csv"]).is_empty());
        let one = said(&["News/1.html"], &["index.html", "news/1.html"], &[]);
        assert_eq!(one.len(), 1, "{one:?}");
        assert!(one[0].starts_with("site.yaml Value"), "{one:?}");
        assert!(
            said(&["news.html/x.html"], &["news.html"], &[])[0].contains("`news.html` is a file and also the folder")
        );
        assert!(
            said(&["feed.xml/x.html"], &["index.html"], &["feed.xml"])[0].contains("`feed.xml/x.html` has the name")
        );
        assert!(said(&["con.html"], &["index.html"], &[])[0].contains("is a device on Windows"));
        assert!(said(&[], &["towns/a.html"], &["assets/A.css", "assets/a.css"])[0].contains("two files of the theme"));
    }
}
