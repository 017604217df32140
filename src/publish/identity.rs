//! Which site an output folder holds, so that no other is published over it: above all the other edition.

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::PublishError;
use super::folder::{PathContent, kind_of};
use super::manifest::Manifest;
use crate::language::Pair;
use crate::model::Edition;

/// Which site it is. Stands in the manifest.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// For whom it is.
    pub edition: Edition,
    /// Whether it holds drafts.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub drafts: bool,
    /// The name of the site.
    #[serde(default)]
    pub title: String,
    /// The area that it reports on.
    #[serde(default)]
    pub area: String,
}

impl Identity {
    /// Whether this is another site, not the same one under another name.
    pub fn is_other_than(&self, other: &Self) -> bool {
        self.title != other.title && self.area != other.area
    }
}

/// The site that is published in a folder; none where none is, or an earlier version of this tool published it.
pub fn identity(output: &Path) -> Option<Identity> {
    Manifest::read(output).ok().flatten()?.site
}

/// Refuses a folder that holds the other edition, whoever asks for it with whatever force.
///
/// # Errors
/// Where it does; both are named.
pub fn refuse_other_edition(output: &Path, edition: Edition) -> Result<(), PublishError> {
    refuse(output, edition, Manifest::read(output).ok().flatten().as_ref())
}

/// The same, of a folder with this manifest.
pub(super) fn refuse(output: &Path, edition: Edition, manifest: Option<&Manifest>) -> Result<(), PublishError> {
    let noted = manifest.and_then(|manifest| manifest.site.as_ref()).map(|site| site.edition);
    let Some(held) = noted.or_else(|| shown(output, manifest)).filter(|held| *held != edition) else { return Ok(()) };
    let name = |edition| match edition {
        Edition::Public => pair!("公开版", "public"),
        Edition::Internal => pair!("内部版", "internal"),
    };
    let (Pair { zh: held_zh, en: held_en }, Pair { zh, en }) = (name(held), name(edition));
    let output = output.display();
    Err(PublishError::refused(message!(
        "输出文件夹 {output} 里是{held_zh}，不能再写入{zh}，以免两版混在一起；请用 --output 另选文件夹，或先删除 {output}",
        "the output folder {output} holds the {held_en} edition, and the {en} edition is not published over it; choose another folder with --output, or remove {output} first"
    )))
}

/// The edition of which the pages in a folder are, by what they bear themselves; none where none were made by this tool.
fn shown(output: &Path, manifest: Option<&Manifest>) -> Option<Edition> {
    let is_marked = |page: &Path| fs::read(page).is_ok_and(|page| bears_mark(&page));
    if let Some(manifest) = manifest {
        // Every page of the internal edition bears the mark, so one will do.
        let page = manifest.files.keys().find(|path| path.ends_with(".html") && output.join(path).is_file())?;
        return Some(if is_marked(&output.join(page)) { Edition::Internal } else { Edition::Public });
    }
    if any_page(output, &is_marked) {
        return Some(Edition::Internal);
    }
    let ready = fs::read_to_string(output.join("hosting/nginx.conf")).unwrap_or_default();
    ready.contains("$sunboard_cache").then_some(Edition::Public)
}

/// Whether any page below a folder is such. No link is followed, and what cannot be read is no page.
fn any_page(folder: &Path, is_such: &dyn Fn(&Path) -> bool) -> bool {
    fs::read_dir(folder).into_iter().flatten().flatten().any(|entry| {
        let path = entry.path();
        match kind_of(&path) {
            Ok(PathContent::Folder) => any_page(&path, is_such),
            Ok(PathContent::File) => path.extension().is_some_and(|ending| ending == "html") && is_such(&path),
            _ => false,
        }
    })
}

/// Whether a page bears the mark of the internal edition, as `audit/edition` has it.
fn bears_mark(page: &[u8]) -> bool {
    const NAME: &[u8] = b"data-edition=";
    page.windows(NAME.len()).enumerate().filter(|(_, window)| *window == NAME).any(|(at, _)| {
        let value = &page[at + NAME.len()..];
        value.strip_prefix(b"\"").or(value.strip_prefix(b"'")).unwrap_or(value).starts_with(b"internal")
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    #[test]
    fn a_renamed_site_is_the_same_and_one_of_another_area_is_another() {
        let site = |title: &str, area: &str| Identity { title: title.into(), area: area.into(), ..Identity::default() };
        assert!(!site("阳光榜", "云岚市").is_other_than(&site("特色小镇阳光榜", "云岚市")));
        assert!(site("阳光榜", "云岚市").is_other_than(&site("特色小镇", "溪山市")));
    }

    #[test]
    fn pages_without_a_manifest_tell_their_edition_by_what_they_bear() {
        let folder = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &str| {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        write("index.html", "<p>data-edition</p>");
        assert_eq!(shown(folder.path(), None), None, "pages of somebody else");
        write("hosting/nginx.conf", "set $sunboard_cache \"no-cache\";");
        assert_eq!(shown(folder.path(), None), Some(Edition::Public));
        for mark in [
            "<aside class=\"mark\" data-edition=\"internal\">",
            "<p data-edition='internal'>",
            "<p data-edition=internal>",
        ] {
            write("towns/a.html", mark);
            assert_eq!(shown(folder.path(), None), Some(Edition::Internal), "{mark}");
        }
    }
}
