//! **Sources that are listed.** An id or a title in a `source` list is one of `sources.yaml`.
//!
//! Why: each published fact can be traced. Example: `source: [S9]` is refused where `sources.yaml` has no `S9`.

use std::fmt::Display;
use std::path::Path;

use super::{Content, Report, did_you_mean};
use crate::model::{Tree, title_key};
use crate::units::SourceReference;

pub(super) fn check(content: &Content<'_>, report: &mut Report) {
    let tree = content.tree;
    if !content.known.sources && content.files.contains(Path::new("sources.yaml")) {
        return;
    }
    let titles = tree.sources.values().map(|source| source.title.0.as_str());
    let names: Vec<&str> = tree.sources.keys().map(|id| id.0.as_str()).chain(titles).collect();
    let mut look = |file: &Path, path: &dyn Display, source: &Option<SourceReference>| {
        let Some(SourceReference::Ids(ids)) = source else { return };
        for (index, id) in ids.iter().enumerate() {
            // A title that several bear was told when it was read.
            let is_title = || tree.sources.values().any(|source| title_key(&source.title) == title_key(id));
            if !tree.sources.contains_key(id) && !is_title() {
                report.error(
                    "reference",
                    file,
                    &format!("{path}[{index}]"),
                    message!("sources.yaml 中没有来源“{id}”", "there is no source `{id}` in sources.yaml"),
                    did_you_mean(
                        id,
                        &names,
                        message!(
                            "请先在 sources.yaml 中写明，或改为一段文字",
                            "list it in sources.yaml first, or say the source in words"
                        ),
                    ),
                );
            }
        }
    };
    rim(tree, &mut look);
    for (file, _, town) in content.towns() {
        for (path, source) in town.sources() {
            look(file, &path, source);
        }
    }
    for (slug, story) in &tree.stories {
        look(&content.path("stories", &slug.0, &["md"]), &"source", &story.meta.source);
    }
    for (slug, policy) in &tree.policies {
        look(&content.path("policies", &slug.0, &["md"]), &"source", &policy.meta.source);
    }
}

fn rim(tree: &Tree, look: &mut impl FnMut(&Path, &dyn Display, &Option<SourceReference>)) {
    for (index, county) in tree.counties.iter().enumerate() {
        look(Path::new("counties.yaml"), &format_args!("[{index}].source"), &county.source);
    }
    if let Some(conference) = tree.config.as_ref().and_then(|config| config.conference.as_ref()) {
        look(Path::new("site.yaml"), &"conference.source", &conference.source);
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn each_source_id_is_looked_up() {
        for file in ["towns/yunyao.yaml", "counties.yaml", "site.yaml", "policies/opinions.md"] {
            let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/mutation/content").join(file);
            let text = std::fs::read_to_string(path).expect("read");
            let id = if file.ends_with(".md") { "[S2]" } else { "[S1]" };
            let count = text.matches(id).count();
            let new = text.replace(id, "[X]");
            assert_eq!(found(&[(file, &text, &new)]), vec![format!("reference {file} X"); count], "{file}");
        }
    }
}
