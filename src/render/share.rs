//! What a page says of itself to others: the preview when it is shared (Open Graph, which WeChat reads too), the letter
//! that a reader writes about a fault (纠错), its feeds.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, PercentEncode, utf8_percent_encode};
use serde::Serialize;

use super::images::Library;
use crate::exports::{self, feeds};
use crate::model::{Edition, Site};
use crate::pages::Page;
use crate::pages::parts::Link;

/// The theme's picture for pages without one: square and above 300 pixels, which WeChat asks for.
const PICTURE: &str = "share.png";
/// Pixels on a side of the theme's picture.
const SIDE: u32 = 600;

/// The preview of a shared page.
#[derive(Serialize, Hash)]
pub(super) struct Preview {
    kind: &'static str,
    title: String,
    description: Option<String>,
    locale: String,
    image: Option<Image>,
    published: Option<String>,
}

/// A page's picture.
#[derive(Serialize, Hash)]
pub(super) struct Image {
    /// Absolute.
    pub address: String,
    alt: String,
    width: u32,
    height: u32,
}

/// The first photo of a page, at its absolute address.
pub(super) fn photo(page: &Page, library: &Library<'_>, base_url: &str) -> Option<Image> {
    let photo = exports::photo(page)?;
    let shown = library.shown(&photo.picture, base_url)?;
    let (width, height) = shown.plain;
    Some(Image { address: shown.src, alt: photo.alt.clone(), width, height })
}

/// The preview of a page. The internal edition has none: its pages are not for passing on.
pub(super) fn preview(site: &Site, page: &Page, own: Option<Image>, theme_picture: Option<&str>) -> Option<Preview> {
    if site.edition == Edition::Internal || page.view.absolute {
        return None;
    }
    let published = exports::published(site, page);
    let of_theme = theme_picture.map(|path| Image {
        address: exports::absolute(site, path),
        alt: site.config.title.0.clone(),
        width: SIDE,
        height: SIDE,
    });
    Some(Preview {
        kind: if published.is_some() { "article" } else { "website" },
        title: page.view.title.clone(),
        description: Some(page.first_words()).filter(|words| !words.is_empty()),
        locale: site.config.language.tag().replace('-', "_"),
        image: own.or(of_theme),
        published,
    })
}

/// The theme's picture for previews.
pub(super) fn theme_picture<'a>(assets: &std::collections::BTreeMap<&str, &'a str>) -> Option<&'a str> {
    assets.get(PICTURE).copied()
}

/// A letter about a fault, as far as it is the same for all pages.
pub(super) struct Letter {
    /// The address of the office and the beginning of the subject.
    head: String,
    /// What follows the page's address.
    foot: String,
}

impl Letter {
    /// None without an e-mail address. `word` is what such letters are called.
    pub(super) fn of(site: &Site, word: &str) -> Option<Self> {
        let email = site.config.contact.email.as_ref()?;
        let subject = format!("{} {word} ", site.config.title);
        let subject = encode(&subject);
        let head = format!("mailto:{}?subject={subject}", utf8_percent_encode(email, NO_MAILBOX));
        Some(Self { head, foot: encode(&format!("\r\n{}\r\n\r\n", site.as_of)).to_string() })
    }

    /// The address of a letter about a fault of this page, with the page's address in it.
    pub(super) fn about(&self, page: &Page, canonical: &str) -> String {
        let Self { head, foot } = self;
        format!("{head}{}&body={}{foot}", encode(&page.view.title), encode(canonical))
    }
}

/// All but what every reader of addresses leaves alone.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
/// All but what may stand in a mailbox.
const NO_MAILBOX: &AsciiSet = &RESERVED.remove(b'@').remove(b'+');

fn encode(text: &str) -> PercentEncode<'_> {
    utf8_percent_encode(text, RESERVED)
}

/// Feeds that a page names: the site's, and its own where it has one.
pub(super) fn feeds(page: &Page, whole: &Link, to: impl Fn(&crate::pages::Route) -> String) -> Vec<Link> {
    let own = feeds::of_page(page).map(|route| Link { text: page.view.title.clone(), href: to(&route) });
    own.into_iter().chain([whole.clone()]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::site;
    use crate::pages::PageKind;
    use crate::pages::{PageView, Route};
    use crate::units::Text;

    fn page(kind: PageKind, path: &str) -> Page {
        let view = PageView { title: "\"夜\" & <b>\r\nBcc: x@y.cn".to_owned(), ..PageView::default() };
        Page { kind, subject: None, route: Route::new(path), view }
    }

    #[test]
    fn a_letter_carries_the_address_and_nothing_slips_out_of_its_fields() {
        let mut site = site();
        let story = page(PageKind::Story, "stories/night.html");
        assert!(Letter::of(&site, "纠错").is_none());
        site.config.contact.email = Some(Text("a?cc=b@x.cn".to_owned()));
        let letter = Letter::of(&site, "纠错").expect("a letter").about(&story, "https://x.cn/a?b&c");
        assert!(letter.starts_with("mailto:a%3Fcc%3Db@x.cn?subject="), "{letter}");
        assert!(letter.contains("&body=https%3A%2F%2Fx.cn%2Fa%3Fb%26c%0D%0A2020-05-01"), "{letter}");
        assert_eq!(letter.matches('&').count(), 1);
        assert!(!letter.contains(['\r', '\n', '"', '<', ' ']));
    }

    #[test]
    fn a_story_is_an_article_with_the_themes_picture() {
        let mut site = site();
        let mut story = page(PageKind::Story, "stories/night.html");
        story.view.published = Some(site.stories[&crate::model::testing::slug("night")].meta.date);
        let preview = preview(&site, &story, None, Some("assets/share.png")).expect("public");
        assert_eq!((preview.kind, preview.locale.as_str()), ("article", "zh_CN"));
        assert_eq!(preview.published.as_deref(), Some("2020-04-30T09:30:00+08:00"));
        assert_eq!(preview.image.expect("a picture").address, "https://towns.example.cn/sun/assets/share.png");
        site.edition = Edition::Internal;
        assert!(super::preview(&site, &page(PageKind::Home, "index.html"), None, None).is_none());
    }

    #[test]
    fn a_town_names_its_own_feed_first() {
        let town = page(PageKind::Town, "towns/yunyao.html");
        let whole = Link { text: "阳光榜".to_owned(), href: "../feed.xml".to_owned() };
        let hrefs: Vec<String> =
            feeds(&town, &whole, |route| town.route.to(route)).into_iter().map(|link| link.href).collect();
        assert_eq!(hrefs, ["yunyao.xml", "../feed.xml"]);
        let second = page(PageKind::Town, "towns/yunyao.2.html");
        let own = feeds(&second, &whole, |route| second.route.to(route));
        assert_eq!(own.len(), 1, "a page that continues another has no feed of its own");
    }
}
