//! `feed.xml`: the latest stories as Atom (RFC 4287).

use std::collections::BTreeSet;
use std::fmt::Write;

use super::xml::escape;
use super::{absolute, time};
use crate::model::{Site, SiteLanguage, Story};
use crate::pages::{Page, address};
use crate::units::Slug;

/// Stories in the feed.
const LATEST: usize = 30;

/// The feed: stories that have a page, newest first.
pub(super) fn write(site: &Site, pages: &[Page]) -> String {
    let planned: BTreeSet<&str> = pages.iter().map(|page| page.route.path()).collect();
    let mut stories: Vec<(String, &Story)> = site
        .stories
        .iter()
        .map(|(slug, story)| (path(slug), story))
        .filter(|(path, _)| planned.contains(path.as_str()))
        .collect();
    stories.sort_by(|(a, one), (b, other)| other.meta.date.cmp(&one.meta.date).then_with(|| a.cmp(b)));
    stories.truncate(LATEST);

    let language = match site.config.language {
        SiteLanguage::Chinese => "zh-CN",
        SiteLanguage::English => "en",
    };
    let midnight = site.as_of.and_hms_opt(0, 0, 0).expect("every day has a midnight");
    let updated = stories.first().map_or(midnight, |(_, story)| story.meta.date.moment());
    let own = escape(&absolute(site, "feed.xml"));
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    out.push_str(&format!("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{language}\">\n"));
    element(&mut out, "id", &absolute(site, "feed.xml"));
    element(&mut out, "title", &site.config.title);
    if let Some(description) = &site.config.description {
        element(&mut out, "subtitle", description);
    }
    element(&mut out, "updated", &time::rfc3339(site, updated));
    out.push_str(&format!("<link rel=\"self\" type=\"application/atom+xml\" href=\"{own}\"/>\n"));
    let home = escape(&absolute(site, "index.html"));
    out.push_str(&format!("<link rel=\"alternate\" type=\"text/html\" href=\"{home}\"/>\n"));
    author(&mut out, &site.config.organiser);
    for (path, story) in stories {
        entry(&mut out, site, &path, story);
    }
    out.push_str("</feed>\n");
    out
}

/// Where a story's page stands.
pub(super) fn path(story: &Slug) -> String {
    address::story(story).path().to_owned()
}

fn entry(out: &mut String, site: &Site, path: &str, story: &Story) {
    let address = absolute(site, path);
    let date = time::rfc3339(site, story.meta.date.moment());
    out.push_str("<entry>\n");
    element(out, "id", &address);
    element(out, "title", &story.meta.title);
    out.push_str(&format!("<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n", escape(&address)));
    element(out, "published", &date);
    element(out, "updated", &date);
    if let Some(name) = &story.meta.author {
        author(out, name);
    }
    for tag in &story.meta.tags {
        out.push_str(&format!("<category term=\"{}\"/>\n", escape(tag)));
    }
    if let Some(summary) = &story.meta.summary {
        element(out, "summary", summary);
    }
    out.push_str("</entry>\n");
}

fn author(out: &mut String, name: &str) {
    out.push_str(&format!("<author><name>{}</name></author>\n", escape(name)));
}

fn element(out: &mut String, name: &str, text: &str) {
    let _ = writeln!(out, "<{name}>{}</{name}>", escape(text));
}

#[cfg(test)]
mod tests {
    use super::super::testing::page;
    use super::*;
    use crate::model::testing::{site, slug};

    #[test]
    fn hostile_titles_stay_in_their_element() {
        let feed = write(&site(), &[page("story", "stories/night.html", "夜")]);
        assert!(feed.contains("<title>烧窑]]&gt; &lt;script&gt;alert(1)&lt;/script&gt; 🏮 &amp; 夜</title>"), "{feed}");
        assert!(feed.contains("<updated>2020-04-30T09:30:00+08:00</updated>"));
        assert!(feed.contains("<id>https://towns.example.cn/sun/stories/night.html</id>"));
        assert_eq!(feed.matches("<entry>").count(), 1);
    }

    #[test]
    fn a_site_without_stories_has_a_valid_feed() {
        let mut site = site();
        site.stories.clear();
        let feed = write(&site, &[]);
        assert!(feed.contains("<updated>2020-05-01T00:00:00+08:00</updated>"));
        assert!(!feed.contains("<entry>"));
    }

    #[test]
    fn the_newest_thirty_come_newest_first() {
        let mut site = site();
        let night = site.stories[&slug("night")].clone();
        let mut pages = vec![page("story", "stories/night.html", "")];
        for number in 10..45 {
            let mut story = night.clone();
            story.meta.date =
                crate::units::FromText::from_text(&format!("{} 08:{number:02}", site.as_of)).expect("a time");
            site.stories.insert(slug(&format!("s{number}")), story);
            pages.push(page("story", &format!("stories/s{number}.html"), ""));
        }
        let feed = write(&site, &pages);
        assert_eq!(feed.matches("<entry>").count(), LATEST);
        let first = feed.find("stories/s44.html").expect("the newest");
        assert!(first < feed.find("stories/s43.html").expect("the next"));
        assert!(!feed.contains("stories/s14.html"));
    }
}
