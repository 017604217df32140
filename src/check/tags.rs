//! **Tags that are read alike.** Two tags with the same pinyin have one address, so that their stories share a page, each
//! tag with a section of its own.
//!
//! Why: a tag's address depends on the tag alone, so that it stays whatever other tags come.
//!
//! Example: beside 工艺, 公益 is told: both stand at `tags/gongyi.html`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::{Content, Report};
use crate::diagnostic::value;
use crate::units::spelling::{key_of_tag, slug_of_tag};

pub(super) fn check(content: &Content<'_>, report: &mut Report) {
    /// A tag as it is first written, where, and how often it stands.
    struct TagUse<'a> {
        text: &'a str,
        file: PathBuf,
        path: String,
        count: usize,
    }
    let mut alike: BTreeMap<String, BTreeMap<String, TagUse>> = BTreeMap::new();
    for (slug, story) in &content.tree.stories {
        for (index, tag) in story.meta.tags.iter().enumerate() {
            let tags = alike.entry(slug_of_tag(tag)).or_default();
            let new = || TagUse {
                text: tag,
                file: content.path("stories", &slug.0, &["md"]),
                path: format!("tags[{index}]"),
                count: 0,
            };
            tags.entry(key_of_tag(tag)).or_insert_with(new).count += 1;
        }
    }
    for (slug, tags) in alike.iter().filter(|(_, tags)| tags.len() > 1) {
        let mut tags: Vec<&TagUse> = tags.values().collect();
        // Whoever is used least is most easily renamed.
        tags.sort_by_key(|tag| std::cmp::Reverse(tag.count));
        let (most, others) = (tags[0].text, &tags[1..]);
        for TagUse { text, file, path, .. } in others {
            report.warning_at(
                "tags-alike",
                file,
                value(path),
                message!("标签“{text}”与“{most}”拼音相同，两个标签的故事会在同一页（tags/{slug}.html）", "the tags `{text}` and `{most}` are spelled alike, so their stories share one page (tags/{slug}.html)"),
                message!("本是一个标签就统一写法；不是就给其中一个换个说法，例如“传统工艺”", "if they are one tag, write it one way; else give one of them another name"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn tags_of_one_address_are_told() {
        let tags = |new: &str| found(&[("stories/kiln-night.md", "tags: [做法交流]", &format!("tags: {new}"))]);
        assert_eq!(tags("[工艺, 工艺, 公益]"), ["tags-alike stories/kiln-night.md 公益"]);
        assert!(tags("[5G, ５g, 重庆]").is_empty());
    }
}
