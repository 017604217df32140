//! `NewsArticle`: a story, with the moment of its publication, its author and its picture.

use serde_json::{Value, json};

use super::super::{absolute, story_of, time};
use super::publisher;
use crate::model::Site;
use crate::pages::{Page, address};

/// Characters of a headline, by what search engines take.
const HEADLINE: usize = 110;

pub(super) fn describe(site: &Site, page: &Page, image: Option<&str>) -> Option<Value> {
    let story = story_of(site, page)?;
    let meta = &story.meta;
    let moment = time::rfc3339(site, meta.date.moment());
    let mut value = json!({
        "@type": "NewsArticle",
        "headline": meta.title.chars().take(HEADLINE).collect::<String>(),
        "url": absolute(site, page.route.path()),
        "mainEntityOfPage": absolute(site, page.route.path()),
        "inLanguage": site.config.language.tag(),
        "datePublished": moment,
        "dateModified": moment,
        "author": meta.author.as_ref().map_or_else(
            || publisher(site),
            // A person or a body: the front matter does not say which.
            |author| json!({ "name": author.0 }),
        ),
        "publisher": publisher(site),
    });
    let description = page.first_words();
    if !description.is_empty() {
        value["description"] = json!(description);
    }
    if let Some(image) = image {
        value["image"] = json!([image]);
    }
    if !meta.tags.is_empty() {
        value["keywords"] = meta.tags.iter().map(|tag| tag.0.clone()).collect();
    }
    let towns: Vec<Value> = meta
        .towns
        .iter()
        .filter_map(|slug| {
            let name = &site.towns.get(slug)?.name.0;
            Some(json!({ "@type": "Place", "name": name, "url": absolute(site, address::town(slug).path()) }))
        })
        .collect();
    if !towns.is_empty() {
        value["about"] = towns.into();
    }
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::page;
    use super::super::testing::described;
    use crate::model::testing::site;
    use crate::pages::PageKind;
    use crate::units::Text;

    #[test]
    fn a_hostile_story_stays_words() {
        let mut site = site();
        let story = std::sync::Arc::make_mut(site.stories.values_mut().next().expect("a story"));
        story.meta.author = Some(Text("</script>\"'&<!--".to_owned()));
        let found = described(&site, &page(PageKind::Story, "stories/night.html", "夜"));
        assert_eq!(found[0]["headline"], "烧窑]]> <script>alert(1)</script> 🏮 & 夜");
        assert_eq!(found[0]["author"]["name"], "</script>\"'&<!--");
        assert_eq!(found[0]["datePublished"], "2020-04-30T09:30:00+08:00");
        assert_eq!(found[0]["about"][0]["url"], "https://towns.example.cn/sun/towns/yunyao.html");
        assert_eq!(found[0].get("image"), None);
    }
}
