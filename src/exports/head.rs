//! What a page tells other machines about itself, shared by structured data, share previews, feeds and ready files.

use super::time;
use crate::model::{Site, Story};
use crate::pages::parts::{Part, PhotoView};
use crate::pages::{Page, Subject};

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

/// The story that a page tells.
pub(super) fn story_of<'a>(site: &'a Site, page: &Page) -> Option<&'a Story> {
    let Some(Subject::Story(slug)) = &page.subject else { return None };
    site.stories.get(slug).map(|story| &**story)
}

/// When an article was published, with the offset of the site's zone; none where the page is no article.
pub fn published(site: &Site, page: &Page) -> Option<String> {
    page.view.published.map(|time| time::rfc3339(site, time.moment()))
}

/// Whether a text is an address on the web.
pub(super) fn is_address(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

#[cfg(test)]
mod tests {
    use super::super::testing::page;
    use super::*;
    use crate::pages::PageKind;
    use crate::pages::compose::section;

    #[test]
    fn the_first_photo_stands_for_the_page() {
        let mut town = page(PageKind::Town, "towns/yunyao.html", "云窑小镇");
        assert!(photo(&town).is_none());
        let of = |name: &str| PhotoView {
            picture: format!("towns/yunyao/{name}.jpg"),
            alt: "窑".to_owned(),
            caption: None,
            lead: false,
            focus: None,
        };
        let photos = Part::Photos { items: vec![of("a"), of("b")] };
        town.view.sections.push(section("photos", "照片", vec![photos]));
        assert_eq!(photo(&town).expect("a photo").picture, "towns/yunyao/a.jpg");
    }
}
