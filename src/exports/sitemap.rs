//! `sitemap.xml` for search engines, with an index where one file may not hold all, and `robots.txt`.

use super::absolute;
use crate::artifact::Artifact;
use crate::encoding::escape;
use crate::model::{Edition, Site};
use crate::pages::Head;

/// Addresses that one sitemap may hold, by its protocol.
const ADDRESSES: usize = 50_000;
const OPEN: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const SPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// The sitemap and `robots.txt`.
pub(super) fn write(site: &Site, pages: &[Head]) -> Vec<Artifact> {
    let mut files = sitemap(site, pages, ADDRESSES);
    files.push(Artifact::bytes("robots.txt", robots(site)));
    files
}

fn sitemap(site: &Site, pages: &[Head], at_most: usize) -> Vec<Artifact> {
    let mut shown: Vec<&Head> = pages.iter().filter(|page| page.is_findable()).collect();
    shown.sort_by(|a, b| a.route.cmp(&b.route));
    if shown.len() <= at_most {
        return vec![Artifact::bytes("sitemap.xml", addresses(site, &shown))];
    }
    let mut index = format!("{OPEN}<sitemapindex xmlns=\"{SPACE}\">\n");
    let mut files = Vec::new();
    for (number, part) in (1..).zip(shown.chunks(at_most)) {
        let path = format!("sitemap-{number}.xml");
        index.push_str(&format!("<sitemap><loc>{}</loc></sitemap>\n", escape(&absolute(site, &path))));
        files.push(Artifact::bytes(path, addresses(site, part)));
    }
    index.push_str("</sitemapindex>\n");
    files.push(Artifact::bytes("sitemap.xml", index));
    files
}

fn addresses(site: &Site, pages: &[&Head]) -> String {
    let mut out = format!("{OPEN}<urlset xmlns=\"{SPACE}\">\n");
    for page in pages {
        out.push_str(&format!("<url><loc>{}</loc>", escape(&absolute(site, page.route.path()))));
        if let Some(day) = &page.published {
            out.push_str(&format!("<lastmod>{}</lastmod>", escape(day)));
        }
        out.push_str("</url>\n");
    }
    out.push_str("</urlset>\n");
    out
}

/// The public edition invites every robot; the internal one none.
fn robots(site: &Site) -> String {
    match site.edition {
        Edition::Public => {
            format!("User-agent: *\nDisallow:\n\nSitemap: {}\n", absolute(site, "sitemap.xml"))
        }
        Edition::Internal => "User-agent: *\nDisallow: /\n".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::bytes;
    use super::super::testing::page;
    use super::*;
    use crate::model::testing::site;
    use crate::pages::PageKind;
    use crate::units::{FromText as _, Timestamp};

    #[test]
    fn addresses_are_absolute_and_only_of_pages_that_readers_look_for() {
        let mut story = page(PageKind::Story, "stories/night.html", "夜");
        story.view.published = Some(Timestamp::from_text("2020-04-30 09:30").expect("a time"));
        let mut lost = page(PageKind::NotFound, "404.html", "");
        lost.view.absolute = true;
        let pages = [story, lost, page(PageKind::Alias, "news/12.html", ""), page(PageKind::Home, "index.html", "")]
            .map(|page| page.head());
        let files = write(&site(), &pages);
        assert_eq!(
            String::from_utf8_lossy(bytes(&files[0])),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n\
             <url><loc>https://towns.example.cn/sun/index.html</loc></url>\n\
             <url><loc>https://towns.example.cn/sun/stories/night.html</loc><lastmod>2020-04-30</lastmod></url>\n\
             </urlset>\n"
        );
        assert!(
            String::from_utf8_lossy(bytes(&files[1])).ends_with("Sitemap: https://towns.example.cn/sun/sitemap.xml\n")
        );
    }

    #[test]
    fn too_many_addresses_get_an_index() {
        let pages: Vec<Head> =
            (0..5).map(|number| page(PageKind::Town, &format!("towns/t{number}.html"), "").head()).collect();
        let files = sitemap(&site(), &pages, 2);
        let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(paths, ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml", "sitemap.xml"]);
        let index = String::from_utf8_lossy(bytes(&files[3])).into_owned();
        assert_eq!(index.matches("<sitemap>").count(), 3);
        assert!(index.contains("<loc>https://towns.example.cn/sun/sitemap-3.xml</loc>"));
    }

    #[test]
    fn robots_are_kept_out_of_the_internal_edition() {
        let mut site = site();
        site.edition = Edition::Internal;
        assert_eq!(robots(&site), "User-agent: *\nDisallow: /\n");
    }
}
