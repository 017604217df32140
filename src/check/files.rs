//! What a name of a file that is not there was probably meant to be, and which pictures are not taken.

use unicode_normalization::UnicodeNormalization as _;

use crate::diagnostic::Message;
use crate::load::OTHER_PICTURES;
use crate::units::narrow;

/// Endings of drawings that are made of lines, and of files that are no pictures.
const OTHERS: [&str; 14] =
    ["svg", "eps", "ai", "psd", "cdr", "pdf", "doc", "docx", "ppt", "pptx", "mp4", "mov", "wps", "emf"];

/// What a name says, whatever its case, width and encoding.
fn key(name: &str) -> String {
    name.nfkc().map(narrow).flat_map(char::to_lowercase).filter(|c| !c.is_whitespace()).collect()
}

fn split(name: &str) -> (&str, &str) {
    name.rsplit_once('.').unwrap_or((name, ""))
}

/// The file that was meant: one whose name differs in case, width, blanks, Unicode form or ending, else one that is near.
pub(super) fn meant(name: &str, names: &[&str]) -> Option<Message> {
    let wanted = key(name);
    if let Some(same) = names.iter().find(|other| key(other) == wanted) {
        let looks = |text: &str| text.nfc().collect::<String>();
        return Some(if looks(same) == looks(name) {
            message!(
                "文件名“{same}”看上去相同，字符编码不同；请把文件改名为“{name}”，或从文件夹里复制文件名",
                "the name `{same}` looks the same and is encoded otherwise; rename the file to `{name}`, or copy its name"
            )
        } else {
            message!(
                "文件名是“{same}”；大小写、全角半角和空格要一致",
                "the file is called `{same}`; case, width and blanks count"
            )
        });
    }
    let stem = key(split(name).0);
    let other = names.iter().find(|other| key(split(other).0) == stem && !stem.is_empty());
    if let Some(other) = other {
        return Some(message!("是否应为“{other}”？扩展名不同", "did you mean `{other}`? Its ending is another"));
    }
    crate::load::nearest(name, names).map(|near| message!("是否应为“{near}”？", "did you mean `{near}`?"))
}

/// Why a file is not taken for a picture, by its ending, and what helps.
pub(super) fn refused(name: &str) -> Option<(Message, Message)> {
    let ending = split(name).1.to_ascii_lowercase();
    let as_picture =
        message!("请另存为 JPEG 或 PNG，再写新的文件名", "save it as JPEG or PNG, and write that file's name");
    if ending == "svg" {
        let reason = message!(
            "“{name}”是 SVG 图，不能采用：其中可能有程序和外部链接",
            "`{name}` is an SVG drawing, which is not taken: it may hold programs and links"
        );
        return Some((reason, as_picture));
    }
    if OTHER_PICTURES.contains(&ending.as_str()) {
        let reason = message!(
            "“{name}”是 .{ending} 图片，多数浏览器不能显示，不能采用",
            "`{name}` is a .{ending} picture, which most browsers cannot show"
        );
        return Some((reason, as_picture));
    }
    OTHERS.contains(&ending.as_str()).then(|| {
        (
            message!(
                "“{name}”不是能用的图片格式；可用 JPEG、PNG、GIF 和 WebP",
                "`{name}` is no picture of a format that can be used, which are JPEG, PNG, GIF and WebP"
            ),
            as_picture,
        )
    })
}

/// Why a name leads out of the site's content, and what helps. `folder` is where the file belongs.
pub(super) fn elsewhere(name: &str, folder: &str) -> Option<(Message, Message)> {
    let is_drive = name.as_bytes().get(1) == Some(&b':') && name.starts_with(|c: char| c.is_ascii_alphabetic());
    let lower = name.to_ascii_lowercase();
    let put = message!("请把图片存进 {folder}/，只写文件名", "save the picture in {folder}/ and write its name alone");
    let reason = if lower.starts_with("data:") {
        message!("这是写在文字里的图片数据，不能采用", "this is a picture's data in the text, which is not taken")
    } else if is_drive || lower.starts_with("file:") || name.contains('\\') {
        message!(
            "“{name}”是自己电脑上的位置，别人打不开",
            "`{name}` is a place on one's own computer, which nobody else can open"
        )
    } else if lower.starts_with("//") || lower.contains("://") {
        message!(
            "“{name}”是外部网站的图片，不能引用：对方可能删改，也可能借此收集读者信息",
            "`{name}` is a picture of another site, which may change it or watch who reads it"
        )
    } else if name.split('/').any(|part| part == "..") {
        message!("“{name}”指向别的文件夹（..），不能采用", "`{name}` leads to another folder (..)")
    } else {
        return None;
    };
    Some((reason, put))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_proposed() {
        let meant = |name, names: &[&str]| meant(name, names).map(|said| said.zh).unwrap_or_default();
        assert!(meant("photo.jpg", &["b.png", "Photo.JPG"]).contains("文件名是“Photo.JPG”"));
        assert!(meant("cafe\u{301}.jpg", &["caf\u{e9}.jpg"]).contains("编码不同"));
        assert!(meant("早市１.jpg", &["早市1.jpg"]).contains("早市1.jpg"));
        assert!(meant("photo.jpg", &["photo.jpeg"]).contains("扩展名不同"));
        assert!(meant("kilm.png", &["kiln.png"]).contains("是否应为“kiln.png”"));
        assert_eq!(meant("a.png", &["kiln.png"]), "");
    }

    #[test]
    fn what_is_not_taken_is_told_for_what_it_is() {
        for (name, word) in [("tu.svg", "SVG"), ("IMG.HEIC", ".heic"), ("a.tiff", ".tiff"), ("a.pdf", "JPEG、PNG")] {
            assert!(refused(name).is_some_and(|(reason, _)| reason.zh.contains(word)), "{name}");
        }
        assert!(refused("a.jpg").is_none());
        for (name, word) in [
            ("https://a.cn/b.jpg", "外部网站"),
            ("//a.cn/b.jpg", "外部网站"),
            ("data:image/png;base64,AA", "图片数据"),
            ("C:\\图片\\a.jpg", "自己电脑"),
            ("C:/图片/a.jpg", "自己电脑"),
            ("file:///a.jpg", "自己电脑"),
            ("../b/a.jpg", ".."),
        ] {
            assert!(elsewhere(name, "f").is_some_and(|(reason, _)| reason.zh.contains(word)), "{name}");
        }
        assert!(elsewhere("图 1.jpg", "f").is_none() && elsewhere("towns/a/b.jpg", "f").is_none());
    }
}
