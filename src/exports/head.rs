//! What a page tells other machines about itself, shared by structured data, share previews, feeds and ready files.

use super::time;
use crate::model::{Site, Story};
use crate::pages::Page;
use crate::pages::parts::{Part, PhotoView};
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

/// The story that a page tells.
pub(super) fn story_of<'a>(site: &'a Site, page: &Page) -> Option<&'a Story> {
    if page.kind != "story" {
        return None;
    }
    let name = page.route.path().strip_prefix("stories/")?.strip_suffix(".html")?;
    site.stories.get(&Slug::from_text(name).ok()?).map(|story| &**story)
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

/// Whether a text is an address on the web.
pub(super) fn is_address(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

#[cfg(test)]
mod tests {
    use super::super::testing::page;
    use super::*;
    use crate::pages::parts::SectionView;

    #[test]
    fn the_first_photo_stands_for_the_page() {
        let mut town = page("town", "towns/yunyao.html", "云窑小镇");
        assert!(photo(&town).is_none());
        let of = |name: &str| PhotoView {
            picture: format!("towns/yunyao/{name}.jpg"),
            alt: "窑".to_owned(),
            caption: None,
            lead: false,
            focus: None,
        };
        let photos = Part::Photos { items: vec![of("a"), of("b")] };
        town.view.sections.push(SectionView::new("photos", "照片", vec![photos]));
        assert_eq!(photo(&town).expect("a photo").picture, "towns/yunyao/a.jpg");
    }
}
