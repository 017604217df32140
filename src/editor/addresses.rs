//! Which addresses a site has, and which of an earlier one's it has no more: what others have linked to should stay.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::artifact::{Artifact, Output};
use crate::audit::Heading;
use crate::diagnostic::{Diagnostic, Message, Place, value};
use crate::exports::is_for_servers;
use crate::load::nearest;
use crate::pages::address::is_fleeting;
use crate::pages::{PageKind, Route, is_continuation};

/// Addresses of a site, each with what its page is known by; the latter is empty for what is no page.
pub type Addresses = BTreeMap<String, Heading>;

/// Takes the addresses of a site that is built, and lets the rest go.
#[derive(Default)]
pub struct AddressRecorder(Mutex<Addresses>);

impl AddressRecorder {
    /// The addresses.
    pub fn addresses(self) -> Addresses {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Output for AddressRecorder {
    fn put(&self, artifact: Artifact) {
        if counts(&artifact.path) {
            let heading = artifact.html().map(Heading::of).unwrap_or_default();
            self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(artifact.path, heading);
        }
    }
}

/// Whether somebody may have kept an address: that of a page, a feed, a table or an attachment; not of what pages load, and
/// not of pictures, which are named by their bytes.
pub fn counts(path: &str) -> bool {
    let loaded = ["assets/", "charts/", "search/", ".sunboard/"].iter().any(|folder| path.starts_with(folder));
    let is_picture = path.starts_with("media/") && is_named_by_bytes(path);
    !(loaded || is_picture || is_for_servers(path) || path == "404.html")
}

/// Whether a file's name ends in a digest of eight digits before its ending, as those of drawn pictures do.
fn is_named_by_bytes(path: &str) -> bool {
    let stem = path.rsplit_once('.').map_or("", |(stem, _)| stem);
    let digest = stem.rsplit_once('.').map_or("", |(_, digest)| digest);
    digest.len() == 8 && digest.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The content that the addresses are now made of.
pub struct CurrentContent<'a> {
    /// Every address that the site has now.
    pub addresses: &'a Addresses,
    /// The text of a content file, by its path; none where there is no such file.
    pub text: &'a dyn Fn(&Path) -> Option<String>,
}

/// The addresses that are gone, each page with the line that keeps it. `known_by` tells what the page of a gone address was
/// known by, where that is not in `old`.
pub fn vanished(
    old: &Addresses,
    now: &CurrentContent<'_>,
    known_by: &dyn Fn(&str) -> Option<Heading>,
) -> Vec<Diagnostic> {
    let gone = |path: &&String| counts(path) && !now.addresses.contains_key(*path);
    let (mut pages, mut others) = (Vec::new(), Vec::new());
    for path in old.keys().filter(gone) {
        match path.ends_with(".html")
            && !path.starts_with("media/")
            && !is_fleeting(path)
            && !is_continuation(&Route::new(path))
        {
            true => pages.push(path),
            false => others.push(path.as_str()),
        }
    }
    let successors = pages.into_iter().map(|path| {
        let heading = old.get(path).filter(|heading| !heading.words.is_empty()).cloned().or_else(|| known_by(path));
        (path.as_str(), now.successor(path, &heading.unwrap_or_default(), old))
    });
    let successors: Vec<(&str, Successor)> = successors.collect();
    let mut found: Vec<Diagnostic> =
        successors.iter().map(|(path, successor)| now.told(path, successor, &successors)).collect();
    if !others.is_empty() {
        let message = message!(
            "{}个下载地址、订阅或随数据增减的页面将不再有：{}"(others.len(), others.join("、")),
            "{} downloads, feeds or pages that come and go with the figures would be gone: {}"(
                others.len(),
                others.join(", ")
            )
        );
        let hint = message!(
            "它们的名称随小镇、季度等的代号而来；不想断掉的，请保留原来的代号",
            "they are named by the slugs of towns, quarters and the like: keep the slug where they must not break"
        );
        found.push(Diagnostic::warning("vanished-file", "site.yaml", Place::File, message).with_hint(hint));
    }
    found
}

/// How certain it is that a page is where an old address should lead.
enum Successor<'a> {
    /// Same heading or same time of publication, and no other is so.
    Certain(&'a str),
    /// A like name.
    Perhaps(&'a str),
    /// The list of its kind.
    List(String),
}

impl Successor<'_> {
    fn address(&self) -> &str {
        match self {
            Self::Certain(to) | Self::Perhaps(to) => to,
            Self::List(to) => to,
        }
    }
}

impl CurrentContent<'_> {
    /// That a page is gone. `all` are those that are, so that a line which keeps several keeps them all.
    fn told(&self, path: &str, successor: &Successor, all: &[(&str, Successor)]) -> Diagnostic {
        let message = message!(
            "网址 {path} 将不再有，收藏和转发的链接会打不开",
            "the address {path} would be gone, and links kept elsewhere would break"
        );
        let before = match successor {
            Successor::Certain(_) => pair!("", ""),
            Successor::Perhaps(_) => {
                pair!("可能移到了下面的网址，请核对；", "it may have moved to the address below, so look at it; ")
            }
            Successor::List(_) => pair!(
                "没有找到接替它的页面，请选一个，没有就转到列表页；",
                "no page takes its place: choose one, or lead to the list; "
            ),
        };
        let to = successor.address();
        let together = all.iter().filter(|(_, other)| other.address() == to).map(|(path, _)| *path).collect();
        let (file, cure) = self.cure(path, together, to);
        let hint = message!("{}{}"(before.zh, cure.zh), "{}{}"(before.en, cure.en));
        let place = if (self.text)(&file).as_deref().is_some_and(has_aliases) { value("aliases") } else { Place::File };
        Diagnostic::error("vanished", file, place, message).with_hint(hint)
    }

    /// What takes the place of a page that is gone. A page that was there before takes it only where it says the same.
    fn successor(&self, path: &str, heading: &Heading, old: &Addresses) -> Successor<'_> {
        let folder = |path: &str| path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        let own = folder(path);
        let is_page = |path: &str| path.ends_with(".html") && !is_continuation(&Route::new(path));
        let pages = || self.addresses.iter().filter(|(other, heading)| is_page(other) && !heading.forwards);
        let only = |fits: &dyn Fn(&str, &Heading) -> bool| {
            let mut fitting = pages().filter(|(other, heading)| fits(other, heading)).map(|(other, _)| other.as_str());
            fitting.next().filter(|_| fitting.next().is_none())
        };
        let same_words = |other: &Heading| !heading.words.is_empty() && other.words == heading.words;
        let same_time = |other: &Heading| heading.published.len() > 10 && other.published == heading.published;
        let certain = only(&|other, head| folder(other) == own && same_words(head))
            .or_else(|| only(&|other, head| folder(other) == own && same_words(head) && same_time(head)))
            .or_else(|| only(&|_, head| same_words(head)))
            .or_else(|| only(&|other, head| folder(other) == own && same_time(head) && !old.contains_key(other)));
        if let Some(certain) = certain {
            return Successor::Certain(certain);
        }
        let is_new = |other: &&str| folder(other) == own && !old.contains_key(*other);
        let beside: Vec<&str> = pages().map(|(other, _)| other.as_str()).filter(is_new).collect();
        if let Some(near) = nearest(path, &beside).filter(|_| !own.is_empty()) {
            let near = beside.iter().find(|other| **other == near).copied();
            return near.map_or_else(|| Successor::List("index.html".to_owned()), Successor::Perhaps);
        }
        let list = format!("{own}.html");
        Successor::List(if self.addresses.contains_key(&list) { list } else { "index.html".to_owned() })
    }

    /// The file in which an old address is written, and the line that does it. `together` are all that
    /// lead there.
    fn cure(&self, from: &str, together: Vec<&str>, to: &str) -> (PathBuf, Message) {
        if let Some((file, aliases)) = self.own_aliases(to) {
            let all: BTreeSet<&str> = aliases.iter().map(String::as_str).chain(together).collect();
            let line = format!("aliases: [{}]", all.into_iter().collect::<Vec<_>>().join(", "));
            let shown = file.display();
            return (file.clone(), message!("在 {shown} 中写：{line}", "write in {shown}: {line}"));
        }
        let file = PathBuf::from("site.yaml");
        let line = format!("  - {{from: {from}, to: {to}}}");
        let cure = match (self.text)(&file).as_deref().is_some_and(has_aliases) {
            true => message!("在 site.yaml 的 aliases 下加一行：\n{line}", "add below `aliases` of site.yaml:\n{line}"),
            false => {
                message!("在 site.yaml 末尾加：\naliases:\n{line}", "add at the end of site.yaml:\naliases:\n{line}")
            }
        };
        (file, cure)
    }

    /// The content file of the town, story, policy or page at an address, and its old addresses; none where these do not
    /// stand in one line.
    fn own_aliases(&self, address: &str) -> Option<(PathBuf, Vec<String>)> {
        let (folder, name) = address.strip_suffix(".html")?.split_once('/')?;
        let endings = PageKind::per_file(folder)?.file_endings();
        let file = endings.iter().map(|ending| PathBuf::from(format!("{folder}/{name}.{ending}")));
        let (file, text) = file.filter_map(|file| (self.text)(&file).map(|text| (file, text))).next()?;
        let Some(line) = text.lines().find(|line| has_aliases(line)) else { return Some((file, Vec::new())) };
        let list = line.strip_prefix("aliases:")?.split(" #").next()?.trim();
        let list = list.strip_prefix('[')?.strip_suffix(']')?;
        let aliases = list.split(',').map(|alias| alias.trim().to_owned()).filter(|alias| !alias.is_empty());
        Some((file, aliases.collect()))
    }
}

/// Whether a content file names old addresses.
fn has_aliases(text: &str) -> bool {
    text.lines().any(|line| line.starts_with("aliases:"))
}

/// Reads a list of addresses: the manifest of an output folder, a site map, or one address a line.
///
/// `base_url` is what stands before the paths in a site map. None where the text is none of these.
pub fn listed(text: &str, base_url: &str) -> Option<Addresses> {
    let known = |paths: &mut dyn Iterator<Item = String>| -> Addresses {
        paths.map(|path| (path, Heading::default())).collect()
    };
    if let Ok(manifest) = serde_json::from_str::<serde_json::Value>(text) {
        return manifest["files"].as_object().map(|files| known(&mut files.keys().cloned()));
    }
    let path = |address: &str| {
        let path = address.strip_prefix(base_url.trim_end_matches('/'))?.trim_start_matches('/');
        Some(if path.is_empty() { "index.html".to_owned() } else { path.to_owned() })
    };
    if text.contains("<urlset") {
        let places = text.split("<loc>").skip(1).filter_map(|rest| rest.split("</loc>").next());
        return Some(known(&mut places.filter_map(|address| path(address.trim()))));
    }
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let lines: Option<Vec<String>> = lines
        .map(|line| {
            path(line).or_else(|| (!line.contains([':', ' ', '<'])).then(|| line.trim_start_matches('/').to_owned()))
        })
        .collect();
    lines.filter(|lines| !lines.is_empty()).map(|lines| known(&mut lines.into_iter()))
}

/// The site maps that a list of site maps names.
pub fn parts(text: &str) -> Vec<String> {
    if !text.contains("<sitemapindex") {
        return Vec::new();
    }
    let places = text.split("<loc>").skip(1).filter_map(|rest| rest.split("</loc>").next());
    places.map(|address| address.trim().to_owned()).collect()
}

/// Whether a folder is a content folder.
pub fn is_content(folder: &Path) -> bool {
    folder.join("site.yaml").is_file()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(pages: &[(&str, &str, &str)]) -> Addresses {
        let heading = |words: &str, published: &str| Heading {
            words: words.to_owned(),
            published: published.to_owned(),
            forwards: false,
        };
        pages.iter().map(|(path, words, published)| ((*path).to_owned(), heading(words, published))).collect()
    }

    fn said(old: &[(&str, &str, &str)], new: &[(&str, &str, &str)]) -> Vec<(PathBuf, String, bool)> {
        let text = |path: &Path| match path.to_str()? {
            "stories/b.md" => Some("---\naliases: [news/1.html]\n---\n".to_owned()),
            "stories/fire.md" | "site.yaml" => Some("title: x\n".to_owned()),
            _ => None,
        };
        let new = known(new);
        let now = CurrentContent { addresses: &new, text: &text };
        let found = vanished(&known(old), &now, &|_| None);
        found
            .into_iter()
            .map(|found| (found.file.clone(), found.hint.clone().expect("a cure").en, found.is_error()))
            .collect()
    }

    #[test]
    fn a_renamed_page_is_found_again_by_its_heading_or_its_time() {
        let old = [("stories/kiln.html", "窑火", "2021-11-20 09:00")];
        let by_words = said(&old, &[("stories/fire.html", "窑火", ""), ("stories/b.html", "稻", "")]);
        assert_eq!(
            by_words,
            [("stories/fire.md".into(), "write in stories/fire.md: aliases: [stories/kiln.html]".to_owned(), true)]
        );
        let by_time = said(
            &old,
            &[("stories/b.html", "窑火重燃", "2021-11-20 09:00"), ("stories/fire.html", "x", "2021-11-20 10:00")],
        );
        assert_eq!(by_time[0].1, "write in stories/b.md: aliases: [news/1.html, stories/kiln.html]");
        let two = said(&[("news/1.html", "窑火", ""), old[0]], &[("stories/fire.html", "窑火", "")]);
        assert_eq!(two[0].1, "write in stories/fire.md: aliases: [news/1.html, stories/kiln.html]");
        assert_eq!(two[0].1, two[1].1, "one line keeps both");
        let none = said(&old, &[("stories.html", "小镇故事", ""), ("stories/far-away.html", "x", "")]);
        assert!(
            none[0]
                .1
                .ends_with("add at the end of site.yaml:\naliases:\n  - {from: stories/kiln.html, to: stories.html}"),
            "{none:?}"
        );
        let like = said(&[("stories/kiln.html", "", "")], &[("stories.html", "", ""), ("stories/kilns.html", "x", "")]);
        assert!(like[0].1.starts_with("it may have moved"), "{like:?}");
    }

    #[test]
    fn what_nobody_keeps_does_not_count_and_what_comes_and_goes_is_only_told() {
        let old = [
            ("assets/a.12345678.css", "", ""),
            ("media/towns/a/b.480.0a1b2c3d.webp", "", ""),
            ("search/docs/0.00000000.js", "", ""),
            ("404.html", "", ""),
            ("hosting/nginx.conf", "", ""),
        ];
        assert_eq!(said(&old, &[]), []);
        let old = [
            ("why/a/2020q3.html", "", ""),
            ("data/towns/a.csv", "", ""),
            ("stories/page/3.html", "", ""),
            ("towns.2.html", "", ""),
        ];
        let found = said(&old, &[]);
        assert_eq!(found.len(), 1);
        assert!(!found[0].2);
    }

    #[test]
    fn lists_of_addresses_are_read() {
        let paths = |text: &str| listed(text, "https://x.cn/sun/").map(|found| found.into_keys().collect::<Vec<_>>());
        assert_eq!(paths(r#"{"version":1,"files":{"a.html":{}}}"#), Some(vec!["a.html".to_owned()]));
        let map =
            "<urlset><url><loc>https://x.cn/sun/</loc></url><url><loc>https://x.cn/sun/a/b.html</loc></url></urlset>";
        assert_eq!(paths(map), Some(vec!["a/b.html".to_owned(), "index.html".to_owned()]));
        assert_eq!(paths("/a.html\nhttps://x.cn/sun/b.html\n"), Some(vec!["a.html".to_owned(), "b.html".to_owned()]));
        assert_eq!(paths("<!doctype html><p>no"), None);
        assert_eq!(
            parts("<sitemapindex><sitemap><loc>https://x.cn/s1.xml</loc></sitemap></sitemapindex>"),
            ["https://x.cn/s1.xml"]
        );
    }
}
