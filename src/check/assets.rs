//! **Files beside a noun.** A photo, cover or attachment is a file in the folder of its town, story or policy; photos
//! and covers are pictures; a cover has a description.
//!
//! Why: a page with a hole where the photo should be, or one that the blind cannot read, is not published.
//!
//! Example: `file: kilm.png` is refused with the hint `kiln.png`; `file: ../../site.yaml` always.

use std::path::Path;

use super::{Content, Report, files};

pub(super) fn check(content: &Content<'_>, report: &mut Report) {
    for (file, slug, town) in content.towns() {
        for (index, photo) in town.photos.iter().enumerate() {
            look(content, report, file, &format!("photos[{index}].file"), &format!("towns/{slug}"), &photo.file, true);
        }
    }
    for (slug, story) in &content.tree.stories {
        let file = content.path("stories", &slug.0, &["md"]);
        let Some(cover) = &story.meta.cover else { continue };
        look(content, report, &file, "cover", &format!("stories/{slug}"), cover, true);
        if story.meta.cover_alt.is_none() {
            report.error(
                "cover-alt",
                &file,
                "cover",
                message!(
                    "有封面图（cover），没有文字说明（cover_alt）",
                    "there is a cover, but no cover_alt to describe it"
                ),
                message!("加一行 cover_alt: 图中是什么", "add a line `cover_alt:` that says what it shows"),
            );
        }
    }
    for (slug, policy) in &content.tree.policies {
        let file = content.path("policies", &slug.0, &["md"]);
        for (index, attachment) in policy.meta.attachments.iter().enumerate() {
            if let Some(name) = &attachment.file {
                look(
                    content,
                    report,
                    &file,
                    &format!("attachments[{index}].file"),
                    &format!("policies/{slug}"),
                    name,
                    false,
                );
            }
        }
    }
}

fn look(content: &Content<'_>, report: &mut Report, file: &Path, path: &str, folder: &str, name: &str, picture: bool) {
    if picture && let Some((message, hint)) = files::elsewhere(name, folder) {
        report.error("file-path", file, path, message, hint);
    } else if name.contains(['/', '\\']) || name.starts_with('.') {
        report.error(
            "file-path",
            file,
            path,
            message!("“{name}”不是文件名", "`{name}` is not a file name"),
            message!("文件放在 {folder}/ 中，这里只写文件名", "put the file into {folder}/ and write its name alone"),
        );
    } else {
        look_in(content, report, file, path, folder, name, picture);
    }
}

fn look_in(
    content: &Content<'_>,
    report: &mut Report,
    file: &Path,
    path: &str,
    folder: &str,
    name: &str,
    picture: bool,
) {
    let whole = format!("{folder}/{name}");
    if !content.known.assets.contains(&whole) {
        let prefix = format!("{folder}/");
        let names: Vec<&str> = content.known.assets.iter().filter_map(|asset| asset.strip_prefix(&prefix)).collect();
        report.error(
            "missing-asset",
            file,
            path,
            message!("没有文件 {whole}", "there is no file {whole}"),
            files::meant(name, &names).unwrap_or_else(|| {
                message!("请把文件放进 {folder}/；大小写要一致", "put the file into {folder}/; mind capital letters")
            }),
        );
    } else if picture && content.tree.assets.get(&whole).is_some_and(|asset| asset.dimensions.is_none()) {
        let (message, hint) = files::refused(name).unwrap_or_else(|| {
            (
                message!("“{name}”不是能用的图片格式", "`{name}` is no picture of a format that can be used"),
                message!("请用 JPEG、PNG、GIF 或 WebP", "use JPEG, PNG, GIF or WebP"),
            )
        });
        report.error("not-an-image", file, path, message, hint);
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn files_are_there_and_are_what_they_should_be() {
        let town = |new| found(&[("towns/yunyao.yaml", "file: kiln.png", new)]);
        assert_eq!(town("file: kilm.png"), ["missing-asset towns/yunyao.yaml kilm.png"]);
        assert_eq!(town("file: ../../site.yaml"), ["file-path towns/yunyao.yaml ../../site.yaml"]);
        let story = "stories/kiln-night.md";
        assert_eq!(
            found(&[(story, "cover: cover.png", "cover: x.png")]),
            ["missing-asset stories/kiln-night.md x.png"]
        );
        assert_eq!(found(&[(story, "cover_alt: 窑火\n", "")]), ["cover-alt stories/kiln-night.md cover.png"]);
        assert_eq!(
            found(&[("policies/opinions.md", "annex.txt", "b.txt")]),
            ["missing-asset policies/opinions.md b.txt"]
        );
        let text = [("towns/yunyao/kiln.txt", "", "x"), ("towns/yunyao.yaml", "file: kiln.png", "file: kiln.txt")];
        assert_eq!(found(&text), ["not-an-image towns/yunyao.yaml kiln.txt"]);
    }
}
