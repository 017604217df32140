//! A feed as Atom writes it.

use std::fmt::Write;

use super::super::{absolute, time};
use super::entries::FeedEntry;
use crate::encoding::escape;
use crate::model::Site;
use crate::pages::Route;

/// What a feed is about.
pub(super) struct AtomFeed<'a> {
    /// Where it stands.
    pub route: &'a Route,
    /// Its title.
    pub title: &'a str,
    /// The page that it follows.
    pub about: &'a Route,
}

/// The feed, with its entries in the order given.
pub(super) fn write(site: &Site, feed: &AtomFeed<'_>, entries: &[&FeedEntry]) -> String {
    let midnight = site.as_of.and_hms_opt(0, 0, 0).expect("every day has a midnight");
    let updated = entries.iter().map(|entry| entry.time).max().unwrap_or(midnight);
    let own = absolute(site, feed.route.path());
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    let language = site.config.language.tag();
    out.push_str(&format!("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{language}\">\n"));
    element(&mut out, "id", &own);
    let site_name = site.config.title.0.as_str();
    match feed.title == site_name {
        true => element(&mut out, "title", site_name),
        false => element(&mut out, "title", &format!("{} · {site_name}", feed.title)),
    }
    if let Some(description) = &site.config.description {
        element(&mut out, "subtitle", description);
    }
    element(&mut out, "updated", &time::rfc3339(site, updated));
    out.push_str(&format!("<link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/>\n", escape(&own)));
    page(&mut out, &absolute(site, feed.about.path()));
    author(&mut out, &site.config.organiser);
    for entry in entries {
        write_entry(&mut out, site, entry);
    }
    out.push_str("</feed>\n");
    out
}

fn write_entry(out: &mut String, site: &Site, entry: &FeedEntry) {
    let date = time::rfc3339(site, entry.time);
    out.push_str("<entry>\n");
    element(out, "id", &absolute(site, &entry.id));
    element(out, "title", &entry.title);
    page(out, &absolute(site, entry.page.path()));
    element(out, "published", &date);
    element(out, "updated", &date);
    if let Some(name) = &entry.author {
        author(out, name);
    }
    for tag in &entry.tags {
        out.push_str(&format!("<category term=\"{}\"/>\n", escape(tag)));
    }
    if !entry.summary.is_empty() {
        element(out, "summary", &entry.summary);
    }
    out.push_str("</entry>\n");
}

fn page(out: &mut String, address: &str) {
    out.push_str(&format!("<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n", escape(address)));
}

fn author(out: &mut String, name: &str) {
    out.push_str(&format!("<author><name>{}</name></author>\n", escape(name)));
}

fn element(out: &mut String, name: &str, text: &str) {
    let _ = writeln!(out, "<{name}>{}</{name}>", escape(text));
}
