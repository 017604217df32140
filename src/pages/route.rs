//! Addresses within the site: the only place where one becomes an output path or a link.

use std::fmt;

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
        let same = self.0.bytes().zip(target.0.bytes()).take_while(|(a, b)| a == b);
        // Folders are shared up to the last slash before the first difference.
        let shared = same.enumerate().filter(|(_, (byte, _))| *byte == b'/').last().map_or(0, |(at, _)| at + 1);
        let (up, down) = (self.0[shared..].matches('/').count(), &target.0[shared..]);
        let mut link = String::with_capacity(up * 3 + down.len());
        (0..up).for_each(|_| link.push_str("../"));
        link.push_str(down);
        link
    }

    /// The address of the site that a relative link of this page leads to, without its anchor; none where it leads out.
    pub fn resolve(&self, href: &str) -> Option<Self> {
        let path = href.split(['#', '?']).next().unwrap_or_default();
        if path.starts_with('/') || path.split('/').next().is_some_and(|first| first.contains(':')) {
            return None;
        }
        if path.is_empty() {
            return Some(self.clone());
        }
        let folder = self.0.rfind('/').map_or(0, |at| at + 1);
        let mut goal = String::with_capacity(folder + path.len() + 1);
        goal.push_str(&self.0[..folder]);
        for part in path.split('/') {
            if part == ".." {
                let above = goal.strip_suffix('/')?;
                goal.truncate(above.rfind('/').map_or(0, |at| at + 1));
            } else {
                goal.push_str(part);
                goal.push('/');
            }
        }
        goal.pop();
        Some(Self(goal))
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
        let goal = |from: &str, href: &str| Route::new(from).resolve(href).map(|route| route.0);
        assert_eq!(goal("why/a/2020q3.html", "../../towns/a.html#card").as_deref(), Some("towns/a.html"));
        assert_eq!(goal("towns/a.html", "b.html").as_deref(), Some("towns/b.html"));
        assert_eq!(goal("towns/a.html", "#x").as_deref(), Some("towns/a.html"));
        assert_eq!(goal("why/a/2020q3.html", "../b/../c/x.html").as_deref(), Some("why/c/x.html"));
        assert_eq!(goal("a/b.html", "..").as_deref(), Some(""));
        assert_eq!(goal("towns/a.html", "../../x.html"), None);
        assert_eq!(goal("towns/a.html", "https://example.cn/x.html"), None);
    }
}
