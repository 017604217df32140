//! `broken-link`: every address within the site leads to a file that is published, and every anchor to an element.
//!
//! Why: an inspection counts each dead link, picture and attachment, those of the home page more.
//! Example: `[附件](/policies/a.pdf)` in a text, where no such file is published.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;
use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

use super::document::{HtmlDocument, PageReference};
use super::{Audit, about};
use crate::artifact::Artifact;
use crate::diagnostic::{Diagnostic, Message, Place, value};
use crate::load::Files;

/// Where a page can be led to and where it leads, as digests: what is certain at once is left out, so that the links of
/// many pages fit into memory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Links {
    /// The page's path with each of its anchors.
    pub anchors: Vec<u64>,
    /// The paths that it needs and whose publication is not certain.
    pub paths: Vec<u64>,
    /// The anchors that it needs on other pages.
    pub targets: Vec<u64>,
    /// Whether a link is broken that no site could satisfy.
    pub is_broken: bool,
}

/// The page that is shown at any address.
const LOST: &str = "404.html";

impl Links {
    pub(super) fn of(document: &HtmlDocument<'_>, audit: &Audit) -> Self {
        let page = document.path();
        let (mut paths, mut targets, mut is_broken) = (BTreeSet::new(), BTreeSet::new(), false);
        for reference in &document.references {
            match inner_target(page, &reference.address, audit) {
                None => {}
                Some((None, _)) => is_broken = true,
                Some((Some(target), fragment)) => {
                    let path = Published::at(&target);
                    let fragment = fragment.filter(|fragment| !fragment.is_empty() && target.ends_with(".html"));
                    match fragment {
                        Some(fragment) if target == page => is_broken |= !document.ids.contains_key(&*fragment),
                        Some(fragment) => _ = targets.insert(path.anchor(&fragment)),
                        None => {}
                    }
                    if target != page && !audit.is_planned(path) {
                        paths.insert(path.0);
                    }
                }
            }
        }
        let own = Published::at(page);
        Self {
            anchors: document.ids.keys().map(|id| own.anchor(id)).collect(),
            paths: paths.into_iter().collect(),
            targets: targets.into_iter().collect(),
            is_broken,
        }
    }
}

/// A digest of the path of a published file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Published(u64);

impl Published {
    /// A file at a path.
    pub fn at(path: &str) -> Self {
        Self(xxh3_64(path.as_bytes()))
    }

    /// A digest of an anchor in it.
    fn anchor(self, id: &str) -> u64 {
        xxh3_64_with_seed(id.as_bytes(), self.0)
    }
}

/// All that links may lead to, in order.
struct LinkTargets<'a> {
    audit: &'a Audit,
    files: &'a Files,
    paths: Vec<u64>,
    anchors: Vec<u64>,
}

pub(super) fn check(
    audit: &Audit,
    links: &[Arc<Links>],
    published: Vec<Published>,
    again: &(dyn Fn(usize) -> Option<Artifact> + Sync),
    files: &Files,
) -> Vec<Diagnostic> {
    let mut paths: Vec<u64> = published.into_iter().map(|path| path.0).collect();
    let mut anchors: Vec<u64> = links.iter().flat_map(|links| &links.anchors).copied().collect();
    paths.sort_unstable();
    anchors.sort_unstable();
    let there = LinkTargets { audit, files, paths, anchors };
    let has = |all: &[u64], wanted: &[u64]| wanted.iter().all(|wanted| all.binary_search(wanted).is_ok());
    let broken = links.par_iter().enumerate().filter(|(_, links)| {
        links.is_broken || !has(&there.paths, &links.paths) || !has(&there.anchors, &links.targets)
    });
    broken.flat_map_iter(|(place, _)| again(place).map(|page| there.faults(&page)).unwrap_or_default()).collect()
}

impl LinkTargets<'_> {
    /// What is wrong with the links of a page.
    fn faults(&self, page: &Artifact) -> Vec<Diagnostic> {
        let Some(document) = HtmlDocument::read(page) else { return Vec::new() };
        let faults = document.references.iter().filter_map(|reference| {
            let message = self.fault(&document, reference)?;
            let named = self.audit.named.iter().find(|(address, _)| *address == reference.address);
            Some(match named {
                Some((address, path)) => named_in_settings(address, path),
                None => self.located(about(&document, "broken-link", message), &reference.address),
            })
        });
        faults.collect()
    }

    /// The fault at the address in its file, where that is written there.
    fn located(&self, fault: Diagnostic, address: &str) -> Diagnostic {
        let Some(text) = self.files.text(&fault.file).filter(|_| !address.is_empty()) else { return fault };
        let is_edge = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || "()<>\"'".contains(c));
        let stands_alone = |start: usize| {
            let (before, after) = (&text[..start], &text[start + address.len()..]);
            is_edge(before.chars().next_back()) && is_edge(after.chars().next())
        };
        match text.match_indices(address).map(|(start, _)| start).find(|start| stands_alone(*start)) {
            Some(start) => Diagnostic { place: Place::Span { start, end: start + address.len() }, ..fault },
            None => fault,
        }
    }

    fn fault(&self, document: &HtmlDocument<'_>, reference: &PageReference) -> Option<Message> {
        let (page, element, address) = (document.path(), &reference.element, &reference.address);
        let (target, fragment) = inner_target(page, address, self.audit)?;
        let Some(target) = target.filter(|target| self.paths.binary_search(&Published::at(target).0).is_ok()) else {
            return Some(message!(
                "页面 {page} 中 <{element}> 的地址“{address}”在本站没有对应的文件",
                "<{element}> of the page {page} refers to `{address}`, which this site does not have"
            ));
        };
        let fragment = fragment.filter(|fragment| !fragment.is_empty() && target.ends_with(".html"))?;
        self.anchors.binary_search(&Published::at(&target).anchor(&fragment)).is_err().then(|| {
            message!(
                "页面 {page} 中的链接“{address}”指向 {target} 中没有的位置“#{fragment}”",
                "the link `{address}` of the page {page} leads to `#{fragment}`, which {target} does not have"
            )
        })
    }
}

/// An address of `site.yaml`, which stands on many pages.
fn named_in_settings(address: &str, path: &str) -> Diagnostic {
    let message = message!(
        "地址“{address}”在本站没有对应的文件",
        "the address `{address}` leads into this site, which does not have it"
    );
    Diagnostic::error("broken-link", "site.yaml", value(path), message)
        .with_hint(message!("请核对地址，或先写那个页面", "check the address, or write that page first"))
}

/// The path and anchor that an address means; `None` where it leads out of the site, no path where it cannot be one.
fn inner_target<'a>(page: &str, address: &'a str, audit: &Audit) -> Option<(Option<String>, Option<Cow<'a, str>>)> {
    let in_site = address.strip_prefix(&*audit.base_url);
    // The page for lost readers is shown at any address, so its links begin at the root of the host.
    let in_host = || address.strip_prefix(&*audit.base_path).filter(|rest| page == LOST && !rest.starts_with('/'));
    let (inner, from) = in_site.or_else(in_host).map_or((address, page), |rest| (rest, ""));
    let scheme = inner.split(['/', '?', '#']).next().unwrap_or_default();
    if scheme.contains(':') || inner.starts_with("//") {
        return None;
    }
    let (path, fragment) = inner.split_once('#').map_or((inner, None), |(path, fragment)| (path, Some(fragment)));
    let path = decode(path.split('?').next().unwrap_or_default());
    let fragment = fragment.map(decode);
    if path.is_empty() && !from.is_empty() {
        return Some((Some(page.to_owned()), fragment));
    }
    // An address from the host's root works only where the site lies at the root, so it is taken as broken.
    if path.starts_with('/') {
        return Some((None, fragment));
    }
    let mut target = String::with_capacity(from.len() + path.len());
    target.push_str(from.rsplit_once('/').map_or("", |(folder, _)| folder));
    for part in path.split('/') {
        match part {
            "." => {}
            ".." if target.is_empty() => return Some((None, fragment)),
            ".." => target.truncate(target.rfind('/').unwrap_or(0)),
            part => {
                if !target.is_empty() {
                    target.push('/');
                }
                target.push_str(part);
            }
        }
    }
    if target.is_empty() || target.ends_with('/') {
        target.push_str("index.html");
    }
    Some((Some(target), fragment))
}

/// Undoes `%E5` and the like; what is not UTF-8 then stays as it is.
fn decode(text: &str) -> Cow<'_, str> {
    percent_encoding::percent_decode_str(text).decode_utf8().unwrap_or(Cow::Borrowed(text))
}

#[cfg(test)]
mod tests {
    use super::super::testing::messages;

    #[test]
    fn finds_what_leads_nowhere() {
        let pages = [
            (
                "index.html",
                "<main><h1 id='a'>x</h1><a href='towns/云窑.html#%E7%AA%91'></a><a href='#a'></a><a href='https://example.cn/x'></a><a href='mailto:a@b.cn'></a><a href='https://site.cn/p/towns/云窑.html'></a></main>",
            ),
            ("towns/云窑.html", "<h1 id='窑'>x</h1><a href='../index.html'></a><a href='../'></a><a href='?a#窑'></a>"),
        ];
        assert_eq!(messages(&pages, "broken-link"), [""; 0]);
        let bad = [(
            "a/index.html",
            "<h1>x</h1><a href='b.html'></a><a href='#b'></a><img src='../../x.png'><a href='/a/index.html'></a><a href='https://site.cn/p/c.html'></a><meta property='og:image' content='https://site.cn/p/y.png'>",
        )];
        assert_eq!(
            messages(&bad, "broken-link"),
            [
                "the link `#b` of the page a/index.html leads to `#b`, which a/index.html does not have",
                "<a> of the page a/index.html refers to `/a/index.html`, which this site does not have",
                "<a> of the page a/index.html refers to `b.html`, which this site does not have",
                "<a> of the page a/index.html refers to `https://site.cn/p/c.html`, which this site does not have",
                "<img> of the page a/index.html refers to `../../x.png`, which this site does not have",
                "<meta> of the page a/index.html refers to `https://site.cn/p/y.png`, which this site does not have",
            ]
        );
    }
}
