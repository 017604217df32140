//! Paths of files and addresses within the site: what can be one on every system, and which are the same there.

use unicode_normalization::{UnicodeNormalization as _, is_nfc};

use crate::diagnostic::Message;

/// Bytes of a file's name beyond which file systems refuse it.
const LONGEST_NAME: usize = 255;
/// Bytes of a path beyond which some systems refuse it, with room for the folder that the site lies in.
const LONGEST_PATH: usize = 800;

/// Whether Windows takes a file name for a device, whatever its ending and case: such a file cannot be made there.
pub fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase();
    let is_port = stem.strip_prefix("com").or(stem.strip_prefix("lpt")).is_some_and(|rest| {
        let mut rest = rest.chars();
        rest.next().is_some_and(|c| c.is_ascii_digit() || "¹²³".contains(c)) && rest.next().is_none()
    });
    is_port || matches!(stem.as_str(), "con" | "prn" | "aux" | "nul" | "conin$" | "conout$")
}

/// Why no file of every system can have this name; none where it can.
pub fn name_fault(name: &str) -> Option<Message> {
    let refused = |c: char| c.is_control() || r#"\:*?"<>|"#.contains(c);
    if name.is_empty() || name == "." || name == ".." {
        return Some(message!("路径中有空的一段，或“.”“..”", "the path has an empty part, or `.` or `..`"));
    }
    if let Some(bad) = name.chars().find(|&c| refused(c)) {
        let bad = bad.escape_debug();
        return Some(message!("文件名中不能有“{bad}”", "no file's name can hold `{bad}`"));
    }
    if is_device(name) {
        return Some(message!(
            "“{name}”在 Windows 上是设备名，不能作文件名",
            "`{name}` is a device on Windows, where no file can have this name"
        ));
    }
    if name.ends_with(['.', ' ']) || name.starts_with(' ') {
        return Some(message!(
            "“{name}”以句点或空格开头、结尾，Windows 上不能有这样的文件名",
            "`{name}` begins or ends in a space or a full stop, which no name on Windows does"
        ));
    }
    (name.len() > LONGEST_NAME).then(|| {
        message!(
            "文件名过长（{}字节，最多{LONGEST_NAME}字节）",
            "the name is too long ({} bytes; {LONGEST_NAME} at most)",
            name.len()
        )
    })
}

/// Why a path below a folder can be no file of every system; none where it can.
pub fn path_fault(path: &str) -> Option<Message> {
    path.split('/').find_map(name_fault).or_else(|| {
        (path.len() > LONGEST_PATH).then(|| {
            message!(
                "路径过长（{}字节，最多{LONGEST_PATH}字节）",
                "the path is too long ({} bytes; {LONGEST_PATH} at most)",
                path.len()
            )
        })
    })
}

/// What is the same for paths that are one file on some system: case and the way in which letters are composed do not
/// count.
pub fn path_key(path: &str) -> String {
    match path.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        true => path.to_owned(),
        false if is_nfc(path) => path.to_lowercase(),
        false => path.nfc().collect::<String>().to_lowercase(),
    }
}

/// Two paths that cannot both be files.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Collision<'a> {
    /// They are one file on some system, or on all.
    Same(&'a str, &'a str),
    /// The first is a file, and the second lies in a folder of this name.
    Folder(&'a str, &'a str),
}

impl Collision<'_> {
    /// It in words.
    pub fn message(&self) -> Message {
        match self {
            Self::Same(one, other) if one == other => {
                message!("“{one}”有两个", "there are two `{one}`")
            }
            Self::Same(one, other) => message!(
                "“{one}”和“{other}”会写到同一个文件（有的系统不分大小写）",
                "`{one}` and `{other}` would be the same file (some systems know no case)"
            ),
            Self::Folder(file, path) => message!(
                "“{file}”既是文件，又是“{path}”所在的文件夹",
                "`{file}` is a file and also the folder of `{path}`"
            ),
        }
    }

    /// Both paths.
    pub fn paths(&self) -> [&str; 2] {
        match self {
            Self::Same(one, other) | Self::Folder(one, other) => [one, other],
        }
    }
}

/// All collisions among paths, in the order of the paths.
pub fn collisions<'a>(paths: impl IntoIterator<Item = &'a str>) -> Vec<Collision<'a>> {
    let mut seen: Vec<(String, &str)> = paths.into_iter().map(|path| (path_key(path), path)).collect();
    seen.sort();
    let twins = seen.windows(2).filter(|pair| pair[0].0 == pair[1].0);
    let mut found: Vec<Collision<'a>> = twins.map(|pair| Collision::Same(pair[0].1, pair[1].1)).collect();
    let mut before = "";
    for (key, path) in &seen {
        // The files of a folder stand together: its folders are looked at once.
        let folder = key.rsplit_once('/').map_or("", |(folder, _)| folder);
        if folder == before {
            continue;
        }
        before = folder;
        for (slash, _) in key.match_indices('/') {
            if let Ok(place) = seen.binary_search_by(|(other, _)| (**other).cmp(&key[..slash])) {
                found.push(Collision::Folder(seen[place].1, path));
            }
        }
    }
    found
}

/// The path below the site's root of an address that an editor wrote: as it stands in a browser, with the host or
/// without, percent-encoded or not.
///
/// # Errors
/// Why it is none, and what to write.
pub fn site_path(text: &str, base_url: &str) -> Result<String, (Message, Message)> {
    let shown = || message!("“{text}”不是站内地址", "`{text}` is not an address within the site");
    let cure = message!(
        "写域名之后的部分，以 .html 结尾，例如 news/12.html",
        "write what stands behind the host, ending in .html, such as news/12.html"
    );
    if text.contains(['?', '#']) {
        let hint = message!(
            "问号、井号和之后的部分请删去：静态网站按文件区分地址",
            "leave out `?` or `#` and what follows: the addresses of a static site are files"
        );
        return Err((shown(), hint));
    }
    let rest = match text.split_once("://") {
        Some(_) => {
            let Some(rest) = text.strip_prefix(base_url.trim_end_matches('/')) else {
                let hint = message!(
                    "这是别处的网址；旧地址只能在本站（{base_url}）之下",
                    "this is elsewhere; an old address lies below this site ({base_url})"
                );
                return Err((shown(), hint));
            };
            rest
        }
        None => {
            let base = base_url.split_once("://").map_or("", |(_, rest)| rest);
            let base = base.split_once('/').map_or("", |(_, path)| path).trim_matches('/');
            match text.strip_prefix('/') {
                Some(rest) if !base.is_empty() => rest.strip_prefix(base).unwrap_or(text),
                _ => text,
            }
        }
    };
    let rest = percent_encoding::percent_decode_str(rest.strip_prefix('/').unwrap_or(rest)).decode_utf8();
    let Ok(rest) = rest else { return Err((shown(), cure)) };
    let path: String = rest.nfc().collect();
    let is_plain = |part: &str| {
        !part.is_empty() && !part.starts_with('.') && part.chars().all(|c| c.is_alphanumeric() || "-_.".contains(c))
    };
    if !path.ends_with(".html") || path.ends_with("/.html") || !path.split('/').all(is_plain) {
        return Err((shown(), cure));
    }
    match path_fault(&path) {
        Some(fault) => Err((fault, message!("请换一个旧地址，或删去这一条", "write another address, or leave it out"))),
        None => Ok(path),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_path_leaves_the_folder_or_names_a_device() {
        for bad in [
            "../a",
            "a/../b",
            "/a",
            "a//b",
            "",
            "a/",
            "a\\b",
            "c:/x",
            "a/./b",
            "nul",
            "aux.html",
            "com1.txt",
            "COM¹.html",
            "a./b",
            "a /b",
            "a\0b",
            "a\nb",
            &format!("{}.html", "长".repeat(84)),
            &"a/".repeat(500),
        ] {
            assert!(path_fault(bad).is_some(), "{bad:?}");
        }
        for good in ["index.html", "towns/yunyao.html", "media/towns/云窑/夜.jpg", "com.html", ".well-known/x"] {
            assert!(path_fault(good).is_none(), "{good:?}");
        }
    }

    #[test]
    fn one_name_is_one_file() {
        let found = |paths: &[&'static str]| collisions(paths.iter().copied());
        assert!(found(&["a.html", "b.html", "c/a.html"]).is_empty());
        assert_eq!(found(&["a.html", "A.html"]), [Collision::Same("A.html", "a.html")]);
        assert_eq!(found(&["a.html", "a.html"]), [Collision::Same("a.html", "a.html")]);
        assert_eq!(found(&["C/a.html", "c"]), [Collision::Folder("c", "C/a.html")]);
        assert_eq!(found(&["c/d/e.html", "c/d"]), [Collision::Folder("c/d", "c/d/e.html")]);
        // An é of one character and one of two.
        assert_eq!(found(&["\u{e9}.pdf", "e\u{301}.pdf"]).len(), 1);
    }

    #[test]
    fn an_address_is_understood_as_it_stands_in_a_browser() {
        let path = |text: &str| site_path(text, "https://towns.example.cn/sun/").ok();
        for text in [
            "news/12.html",
            "/news/12.html",
            "/sun/news/12.html",
            "https://towns.example.cn/sun/news/12.html",
            "news%2F12.html",
        ] {
            assert_eq!(path(text).as_deref(), Some("news/12.html"), "{text}");
        }
        assert_eq!(path("%E6%96%B0%E9%97%BB/1.html").as_deref(), Some("新闻/1.html"));
        for text in [
            "https://other.example.cn/news/12.html",
            "https://towns.example.cn/news/12.html",
            "news/12.html?id=3",
            "news/12.html#a",
            "news/12.aspx",
            "../12.html",
            ".html",
            "a/.html",
            ".sunboard/x.html",
            "con.html",
            "news./x.html",
            "news//x.html",
            "//news/x.html",
            "new s.html",
            "%FF.html",
        ] {
            assert_eq!(path(text), None, "{text}");
        }
    }
}
