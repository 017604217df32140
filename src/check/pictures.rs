//! **Pictures of texts.** `![…](…)` names a picture that lies in the content folder, in a format that pages show, and that
//! the public may see where the public reads the text, and says what it shows (an error there, else a warning).
//!
//! Why: a story without its picture would be published, and nobody would notice.
//!
//! Example: `![窑](photo.jpg)` beside a file `Photo.JPG` is refused with the name as it is.

use std::path::Path;

use super::{Content, Report, files, prose};
use crate::diagnostic::{Diagnostic, Message};
use crate::load::picture_paths;
use crate::markdown;

pub(super) fn check(content: &Content<'_>, report: &mut Report) {
    for prose in prose::all(content) {
        // Most texts show no picture.
        let pictures = if prose.text.contains("![") { markdown::references(prose.text) } else { Vec::new() };
        for picture in pictures.into_iter().filter(|found| found.is_picture) {
            let make = if prose.public { Diagnostic::error } else { Diagnostic::warning };
            let Some((message, hint)) = fault(content, &prose.file, &picture.address, prose.public) else {
                let words = &prose.text[picture.span.clone()];
                if is_without_words(words) {
                    let place = prose.place(content, picture.span.start, words);
                    let (message, hint) = without_words(&picture.address);
                    report.0.push(make("picture-without-alt", prose.file.clone(), place, message).with_hint(hint));
                }
                continue;
            };
            // What is wrong is the address, where it stands there as it is read.
            let whole = &prose.text[picture.span.clone()];
            let (start, words) = match whole.rfind(&picture.address).filter(|_| !picture.address.is_empty()) {
                Some(at) => (picture.span.start + at, picture.address.as_str()),
                None => (picture.span.start, whole),
            };
            let place = prose.place(content, start, words);
            report.0.push(make("picture-not-found", prose.file.clone(), place, message).with_hint(hint));
        }
    }
}

/// Whether a picture is written with nothing between its brackets.
fn is_without_words(written: &str) -> bool {
    let alt = written.strip_prefix("![").and_then(|rest| rest.split_once(']'));
    alt.is_some_and(|(alt, _)| alt.trim().is_empty())
}

/// What is told of a picture without a description, by its address.
pub(crate) fn without_words(written: &str) -> (Message, Message) {
    (
        message!(
            "图片“{written}”没有说明文字，看不见图片的读者无从知道内容",
            "the picture `{written}` has no description for those who cannot see it"
        ),
        message!("写作 ![画面内容]({written})", "write it as ![what it shows]({written})"),
    )
}

/// What is wrong with a picture's address in a file.
fn fault(content: &Content<'_>, file: &Path, written: &str, is_public: bool) -> Option<(Message, Message)> {
    let stem = file.with_extension("");
    let has_folder = ["towns", "stories", "policies"].iter().any(|folder| stem.starts_with(folder));
    let folder = if has_folder { stem.to_string_lossy().replace('\\', "/") } else { "stories/…".to_owned() };
    if let Some(fault) = files::elsewhere(written, &folder) {
        return Some(fault);
    }
    let paths = picture_paths(file, written);
    let assets = &content.tree.assets;
    if let Some(path) = paths.iter().find(|path| assets.get(*path).is_some_and(|asset| asset.dimensions.is_some())) {
        return (is_public && is_hidden(content, path)).then(|| {
            (
                message!(
                    "公开的文字用了不公开内容的图片 {path}",
                    "a public text shows the picture {path} of something that is not public"
                ),
                message!(
                    "可以公开的，请把图片复制到 {folder}/",
                    "where it may be public, copy the picture to {folder}/"
                ),
            )
        });
    }
    if let Some(path) = paths.iter().find(|path| content.known.assets.contains(*path)) {
        let name = path.rsplit('/').next().unwrap_or(path);
        return Some(files::refused(name).unwrap_or_else(|| {
            (
                message!("“{name}”不是能用的图片", "`{name}` is no picture that can be used"),
                message!("请用 JPEG、PNG、GIF 或 WebP", "use JPEG, PNG, GIF or WebP"),
            )
        }));
    }
    let name = written.rsplit('/').next().unwrap_or(written);
    let message = message!("找不到图片“{written}”", "there is no picture `{written}`");
    let beside = |at: &String| {
        let folder = at.rsplit_once('/')?.0.to_owned() + "/";
        let names: Vec<&str> = content
            .known
            .assets
            .iter()
            .filter_map(|asset| asset.strip_prefix(&folder))
            .filter(|name| !name.contains('/'))
            .collect();
        files::meant(name, &names)
    };
    let in_other_folder = || {
        let ending = format!("/{name}");
        let other = content.known.assets.iter().find(|asset| asset.ends_with(&ending))?;
        Some(message!(
            "{other} 是同名的图片；要用它请写 /{other}，否则请把图片放进 {folder}/",
            "there is {other}; write `/{other}` to show it, else put the picture into {folder}/"
        ))
    };
    let hint = paths.iter().find_map(beside).or_else(in_other_folder).unwrap_or_else(|| {
        message!("请把图片放进 {folder}/，这里写它的文件名", "put the picture into {folder}/ and write its name here")
    });
    Some((message, hint))
}

/// Whether a picture lies beside something that the public does not see.
fn is_hidden(content: &Content<'_>, path: &str) -> bool {
    let tree = content.tree;
    let parts: Vec<&str> = path.splitn(3, '/').collect();
    match parts[..] {
        ["towns", slug, _] => tree.towns.get(slug).is_some_and(|town| town.internal),
        ["stories", slug, _] => tree.stories.get(slug).is_some_and(|story| story.meta.internal || story.meta.draft),
        ["policies", slug, _] => tree.policies.get(slug).is_some_and(|policy| policy.meta.internal),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    fn told(file: &str, old: &str, picture: &str) -> Vec<String> {
        found(&[(file, old, &format!("{old}\n\n![窑]({picture})\n"))])
    }

    #[test]
    fn pictures_of_texts_are_there() {
        let story = "stories/kiln-night.md";
        let old = "[云窑小镇](town:yunyao)";
        let one = |picture| told(story, old, picture);
        for fine in ["cover.png", "./cover.png", "/towns/yunyao/kiln.png", "towns/yunyao/kiln.png", "c%6Fver.png"] {
            assert_eq!(one(fine), Vec::<String>::new(), "{fine}");
        }
        for wrong in
            ["Cover.png", "cover.jpg", "none.png", "https://a.cn/b.jpg", "../cover.png", "data:image/png;base64,AA"]
        {
            assert_eq!(one(wrong), [format!("picture-not-found {story} {wrong}")], "{wrong}");
        }
    }

    #[test]
    fn a_picture_says_what_it_shows() {
        let story = "stories/kiln-night.md";
        let old = "[云窑小镇](town:yunyao)";
        for alt in ["", " "] {
            let new = format!("{old}\n\n![{alt}](cover.png)\n");
            assert_eq!(
                found(&[(story, old, &new)]),
                [format!("picture-without-alt {story} ![{alt}](cover.png)")],
                "{alt:?}"
            );
        }
    }

    #[test]
    fn what_lies_there_and_is_no_picture_is_told() {
        let svg = [
            ("stories/kiln-night/tu.svg", "", "<svg/>"),
            ("stories/kiln-night.md", "[云窑小镇](town:yunyao)", "![图](tu.svg)"),
        ];
        assert_eq!(found(&svg), ["picture-not-found stories/kiln-night.md tu.svg"]);
    }
}
