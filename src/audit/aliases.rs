//! Old addresses against all addresses that the content has or will have: none takes the place of a page, and each leads to
//! one. What can be said from the content alone, `check` has said before.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, Message, value};
use crate::load::{Files, nearest};
use crate::model::{Moved, Tree, Ways};
use crate::pages::{Route, first_of};
use crate::units::{Collision, collisions, path_key, site_path};

/// What is wrong with the old addresses of a tree without other errors. `pages` are the addresses of all pages.
pub fn aliases(tree: &Tree, files: &Files, pages: &BTreeSet<Route>) -> Vec<Diagnostic> {
    let Some(config) = &tree.config else { return Vec::new() };
    let moved = tree.moved();
    let ways = Ways::of(&moved, &config.base_url);
    let keys: BTreeSet<String> = pages.iter().map(|page| path_key(page.path())).collect();
    let path = |moved: &Moved<'_>| site_path(moved.from, &config.base_url).ok();
    let froms: Vec<(&Moved<'_>, String)> = moved.iter().filter_map(|moved| Some((moved, path(moved)?))).collect();
    let mut found = Vec::new();
    for (moved, from) in &froms {
        let tell = |message: Message, hint: Message| {
            let file = file_of(moved, files);
            Diagnostic::error("alias", file, value(&moved.place()), message).with_hint(hint)
        };
        if keys.contains(&path_key(from)) || keys.contains(&path_key(first_of(&Route::new(from.as_str())).path())) {
            found.push(tell(
                Message::new(
                    format!("“{from}”是本站一个页面的网址，不能再作旧地址"),
                    format!("`{from}` is the address of a page of this site; it cannot be an old address"),
                ),
                Message::new("请删去这一条", "leave it out"),
            ));
            continue;
        }
        let end = ways.end(from).unwrap_or_default();
        let is_there = pages.contains(&Route::new(end)) || pages.contains(&first_of(&Route::new(end)));
        if !is_there && moved.of.is_none() {
            let all: Vec<&str> = pages.iter().map(Route::path).collect();
            let hint = match nearest(end, &all) {
                Some(near) => Message::new(format!("是否应为“{near}”？"), format!("did you mean `{near}`?")),
                None => Message::new("请改为现在的网址", "write where it stands now"),
            };
            let place = value(&format!("aliases[{}].to", moved.index));
            let message = Message::new(format!("站内没有“{end}”"), format!("the site has no `{end}`"));
            found.push(Diagnostic::error("alias", Path::new("site.yaml"), place, message).with_hint(hint));
        }
    }
    // A page where an old address needs a folder, or the other way round.
    let all = froms.iter().map(|(_, from)| from.as_str()).chain(pages.iter().map(Route::path));
    for collision in collisions(all).into_iter().filter(|collision| matches!(collision, Collision::Folder(..))) {
        let [one, other] = collision.paths();
        if let Some((moved, _)) = froms.iter().find(|(_, from)| from == one || from == other) {
            let hint = Message::new("请改旧地址，或删去这一条", "write another old address, or leave it out");
            let place = value(&moved.place());
            found.push(Diagnostic::error("alias", file_of(moved, files), place, collision.message()).with_hint(hint));
        }
    }
    found
}

fn file_of(moved: &Moved<'_>, files: &Files) -> PathBuf {
    moved.file(&|path| files.contains(path))
}
