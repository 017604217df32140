//! Addresses within the site: the only place where one becomes an output path or a link.

use std::fmt;

use crate::diagnostic::Message;

/// An address within the site, as `towns/yunyao.html`: also the path of the file in the output folder.
///
/// Every address names its file, so links work at `/`, under a path, and opened from disk.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Route(String);

impl Route {
    /// A route of the site's own making: parts are literals, slugs, quarters and numbers.
    pub fn new(path: impl Into<String>) -> Self {
        Self(path.into())
    }

    /// An address that an editor wrote (an alias).
    ///
    /// # Errors
    /// Where it could leave the site or name no file.
    pub fn written(path: &str) -> Result<Self, Message> {
        let parts_fine = path.split('/').all(|part| {
            !part.is_empty()
                && part != "."
                && part != ".."
                && part.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
        });
        if parts_fine && path.ends_with(".html") {
            return Ok(Self(path.to_owned()));
        }
        Err(Message::new(
            format!("“{path}”不能用作站内地址；写作 news/12.html，不以斜线开头，以 .html 结尾"),
            format!(
                "`{path}` cannot be an address of this site; write it as news/12.html, without a leading slash, ending in .html"
            ),
        ))
    }

    /// The path of the file below the output folder, with forward slashes.
    pub fn path(&self) -> &str {
        &self.0
    }

    /// The way from this page to the site's root: empty, `../`, `../../`.
    pub fn root(&self) -> String {
        "../".repeat(self.0.matches('/').count())
    }

    /// A relative link from this page to another address of the site, as short as it can be.
    pub fn to(&self, target: &Self) -> String {
        let from: Vec<&str> = self.0.split('/').collect();
        let into: Vec<&str> = target.0.split('/').collect();
        let shared = from.iter().zip(&into).take_while(|(a, b)| a == b).count();
        let shared = shared.min(from.len() - 1).min(into.len() - 1);
        format!("{}{}", "../".repeat(from.len() - 1 - shared), into[shared..].join("/"))
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_relative() {
        let link = |from: &str, to: &str| Route::new(from).to(&Route::new(to));
        assert_eq!(link("index.html", "towns/a.html"), "towns/a.html");
        assert_eq!(link("towns/a.html", "towns/b.html"), "b.html");
        assert_eq!(link("why/a/2020q3.html", "towns/a.html"), "../../towns/a.html");
        assert_eq!(link("why/a/2020q3.html", "index.html"), "../../index.html");
        assert_eq!(link("towns/a.html", "towns/a.html"), "a.html");
        assert_eq!(link("towns.html", "towns/a.html"), "towns/a.html");
        assert!(Route::written("../x.html").is_err());
        assert!(Route::written("a//x.html").is_err());
        assert!(Route::written("news/12.html").is_ok());
    }
}
