//! `broken-link`: every address within the site leads to a file that is published, and every anchor to an element.
//!
//! Why: an inspection counts each dead link, picture and attachment, those of the home page more.
//! Example: `[附件](/policies/a.pdf)` in a text, where no such file is published.

use std::collections::{BTreeMap, BTreeSet};

use super::document::{Document, Reference};
use super::{Finished, about};
use crate::diagnostic::{Diagnostic, Message};

pub(super) fn check(finished: &Finished<'_>) -> Vec<Diagnostic> {
    let anchors: BTreeMap<&str, &Document<'_>> =
        finished.documents.iter().map(|document| (document.path(), document)).collect();
    let mut found = Vec::new();
    for document in &finished.documents {
        for reference in &document.references {
            if let Some(message) = fault(document, reference, &finished.paths, &anchors, finished.base_url) {
                found.push(about(document, "broken-link", message));
            }
        }
    }
    found
}

fn fault(
    document: &Document<'_>,
    reference: &Reference,
    paths: &BTreeSet<&str>,
    pages: &BTreeMap<&str, &Document<'_>>,
    base_url: &str,
) -> Option<Message> {
    let (page, element, address) = (document.path(), &reference.element, &reference.address);
    let (target, fragment) = inner_target(page, address, base_url)?;
    let Some(target) = target.filter(|target| paths.contains(target.as_str())) else {
        return Some(Message::new(
            format!("页面 {page} 中 <{element}> 的地址“{address}”在本站没有对应的文件"),
            format!("<{element}> of the page {page} refers to `{address}`, which this site does not have"),
        ));
    };
    let fragment = fragment.filter(|fragment| !fragment.is_empty())?;
    let there = pages.get(target.as_str())?;
    (!there.ids.contains_key(&fragment)).then(|| {
        Message::new(
            format!("页面 {page} 中的链接“{address}”指向 {target} 中没有的位置“#{fragment}”"),
            format!("the link `{address}` of the page {page} leads to `#{fragment}`, which {target} does not have"),
        )
    })
}

/// The path and anchor that an address means; `None` where it leads out of the site, no path where it cannot be one.
fn inner_target(page: &str, address: &str, base_url: &str) -> Option<(Option<String>, Option<String>)> {
    let (inner, from) = match address.strip_prefix(base_url) {
        Some(rest) if !base_url.is_empty() => (rest, ""),
        _ => (address, page),
    };
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
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    // An address from the host's root works only where the site lies at the root, so it is taken as broken.
    if path.starts_with('/') {
        return Some((None, fragment));
    }
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => {
                if parts.pop().is_none() {
                    return Some((None, fragment));
                }
            }
            part => parts.push(part),
        }
    }
    let mut target = parts.join("/");
    if target.is_empty() || target.ends_with('/') {
        target.push_str("index.html");
    }
    Some((Some(target), fragment))
}

/// Undoes `%E5` and the like; what is not UTF-8 then stays as it is.
fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut position = 0;
    while position < bytes.len() {
        let escaped = (bytes[position] == b'%')
            .then(|| text.get(position + 1..position + 3))
            .flatten()
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        out.push(escaped.unwrap_or(bytes[position]));
        position += if escaped.is_some() { 3 } else { 1 };
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
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
        assert_eq!(messages(&pages, super::check), [""; 0]);
        let bad = [(
            "a/index.html",
            "<h1>x</h1><a href='b.html'></a><a href='#b'></a><img src='../../x.png'><a href='/a/index.html'></a><a href='https://site.cn/p/c.html'></a><meta property='og:image' content='https://site.cn/p/y.png'>",
        )];
        assert_eq!(
            messages(&bad, super::check),
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
