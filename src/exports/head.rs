//! What a page tells other machines about itself, shared by structured data, share previews, feeds and ready files.

use super::time;
use crate::model::{Site, Story};
use crate::pages::parts::{Part, PhotoView};
use crate::pages::{Page, Route};
use crate::units::{FromText, Slug};

/// The first photo that a page shows.
pub fn photo(page: &Page) -> Option<&PhotoView> {
    let mut parts = page.view.sections.iter().flat_map(|section| &section.parts);
    page.view.photo.as_ref().or_else(|| {
        parts.find_map(|part| match part {
            Part::Photos { items } => items.first(),
            Part::Models { items } => items.iter().find_map(|town| town.photo.as_ref()),
            _ => None,
        })
    })
}

/// Where the page of an old address leads; none for any other page.
pub fn forward(page: &Page) -> Option<Route> {
    let href = page.view.lead.iter().find_map(|run| run.href.as_ref()).filter(|_| page.kind == "alias")?;
    page.route.resolve(href)
}

/// The story that a page tells.
pub(super) fn story_of<'a>(site: &'a Site, page: &Page) -> Option<&'a Story> {
    if page.kind != "story" {
        return None;
    }
    let name = page.route.path().strip_prefix("stories/")?.strip_suffix(".html")?;
    site.stories.get(&Slug::from_text(name).ok()?)
}

/// When an article was published, with the offset of the site's zone; none where the page is no article.
pub fn published(site: &Site, page: &Page) -> Option<String> {
    if let Some(story) = story_of(site, page) {
        return Some(time::rfc3339(site, story.meta.date.moment()));
    }
    let name = page.route.path().strip_prefix("policies/")?.strip_suffix(".html").filter(|_| page.kind == "policy")?;
    let policy = site.policies.get(&Slug::from_text(name).ok()?)?;
    Some(time::rfc3339(site, policy.meta.published.moment()))
}

/// What a page says of itself in a sentence: its description, else its lead without links.
pub fn first_words(page: &Page) -> String {
    match page.view.description.as_str() {
        "" => page.view.lead.iter().map(|run| run.text.as_str()).collect(),
        description => description.to_owned(),
    }
}

/// Whether a text is an address on the web.
pub(super) fn is_address(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

#[cfg(test)]
mod tests {
    use super::super::testing::page;
    use super::*;
    use crate::pages::parts::{SectionView, link, words};

    #[test]
    fn only_an_old_address_leads_on() {
        let mut alias = page("alias", "news/1.html", "");
        alias.view.lead = words("此页已移至：");
        alias.view.lead.extend(link("夜", "../stories/night.html"));
        assert_eq!(forward(&alias), Some(Route::new("stories/night.html")));
        alias.kind = "story";
        assert_eq!(forward(&alias), None);
    }

    #[test]
    fn the_first_photo_stands_for_the_page() {
        let mut town = page("town", "towns/yunyao.html", "云窑小镇");
        assert!(photo(&town).is_none());
        let of = |name: &str| PhotoView {
            picture: format!("towns/yunyao/{name}.jpg"),
            alt: "窑".to_owned(),
            caption: None,
            lead: false,
        };
        let photos = Part::Photos { items: vec![of("a"), of("b")] };
        town.view.sections.push(SectionView::new("photos", "照片", vec![photos]));
        assert_eq!(photo(&town).expect("a photo").picture, "towns/yunyao/a.jpg");
    }

    #[test]
    fn a_page_without_description_speaks_by_its_lead() {
        let mut home = page("home", "index.html", "");
        home.view.lead = words("进展");
        assert_eq!(first_words(&home), "进展");
        home.view.description = "说明".to_owned();
        assert_eq!(first_words(&home), "说明");
    }
}
