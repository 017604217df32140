//! Old addresses against all addresses that the content has or will have: none takes the place of a page, and each leads to
//! one. What can be said from the content alone, `check` has said before.

use std::cell::LazyCell;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, Message, value};
use crate::load::{Files, nearest};
use crate::model::{Moved, SiteConfig, Tree, Ways};
use crate::pages::{KINDS, KindRow, PageKind, Route, address, first_of};
use crate::units::{path_key, site_path};

/// Which pages there are. To plan all takes its time, and few old addresses need it.
struct ExistingPages<'a, F: FnOnce() -> BTreeSet<Route>> {
    config: &'a SiteConfig,
    all: LazyCell<BTreeSet<Route>, F>,
}

impl<F: FnOnce() -> BTreeSet<Route>> ExistingPages<'_, F> {
    fn is_planned(&self, page: &str) -> bool {
        let page = Route::new(page);
        self.all.contains(&page) || self.all.contains(&first_of(&page))
    }

    /// Whether a page stands at an address, or may in time.
    fn may_be(&self, address: &str) -> bool {
        let address = path_key(address);
        let first = first_of(&Route::new(address.as_str()));
        match first.path().split_once('/') {
            None => root_page(first.path()).is_some(),
            // `check` knows the files that such pages are named by.
            Some((folder, rest)) if PageKind::per_file(folder).is_some() && !rest.contains(['/', '.']) => false,
            Some((folder, _)) => {
                KINDS.iter().any(|row| row.address.folder() == Some(folder)) && self.is_planned(&address)
            }
        }
    }

    /// Whether an old address can lead to an address.
    fn is(&self, address: &str) -> bool {
        let is_noun = address.split_once('/').is_some_and(|(folder, name)| {
            PageKind::per_file(folder).is_some() && !name.trim_end_matches(".html").contains(['/', '.'])
        });
        let is_column = || self.config.columns.iter().any(|column| address::column(column.id).path() == address);
        is_noun || root_page(address).is_some_and(KindRow::is_always_there) || is_column() || self.is_planned(address)
    }
}

/// The kind of a page at the root.
fn root_page(address: &str) -> Option<&'static KindRow> {
    let name = address.strip_suffix(".html")?;
    KINDS.iter().find(|row| row.address.root() == Some(name))
}

/// What is wrong with the old addresses of a tree without other errors. `pages` plans the addresses of all pages.
pub fn aliases(tree: &Tree, files: &Files, pages: impl FnOnce() -> BTreeSet<Route>) -> Vec<Diagnostic> {
    let Some(config) = &tree.config else { return Vec::new() };
    let there = ExistingPages { config, all: LazyCell::new(pages) };
    let moved = tree.moved();
    let ways = Ways::of(&moved, &config.base_url);
    let mut found = Vec::new();
    for moved in &moved {
        let Ok(from) = site_path(moved.from, &config.base_url) else { continue };
        let tell = |message: Message| {
            let hint = message!("请删去这一条，或改为另一个旧地址", "leave it out, or write another old address");
            Diagnostic::error("alias", file_of(moved, files), value(&moved.place()), message).with_hint(hint)
        };
        let folders = from.match_indices('/').map(|(slash, _)| &from[..slash]);
        if let Some(page) = folders.filter(|folder| folder.ends_with(".html")).find(|folder| there.may_be(folder)) {
            found.push(tell(message!(
                "“{page}”是本站的网页，不能作“{from}”的文件夹",
                "`{page}` is a page of this site; it cannot be the folder of `{from}`"
            )));
        } else if there.may_be(&from) {
            found.push(tell(message!(
                "“{from}”是本站网页的网址，不能再作旧地址",
                "`{from}` is the address of a page of this site; it cannot be an old address"
            )));
        }
        let end = ways.end(&from).unwrap_or_default();
        if moved.of.is_none() && !there.is(end) {
            let all: Vec<&str> = there.all.iter().map(Route::path).collect();
            let hint = match nearest(end, &all) {
                Some(near) => message!("是否应为“{near}”？", "did you mean `{near}`?"),
                None => message!("请改为现在的网址", "write where it stands now"),
            };
            let place = value(&format!("aliases[{}].to", moved.index));
            let message = message!("站内没有“{end}”", "the site has no `{end}`");
            found.push(Diagnostic::error("alias", Path::new("site.yaml"), place, message).with_hint(hint));
        }
    }
    found
}

fn file_of(moved: &Moved<'_>, files: &Files) -> PathBuf {
    moved.file(&|path| files.contains(path))
}
