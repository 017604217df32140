//! What a page is, for search engines: JSON-LD by schema.org, one type a file and one row in `TYPES`, and the way to the page.
//!
//! Addresses are absolute. Only the public edition has it, and only pages that readers look for.

mod breadcrumb_list;
mod dataset;
mod government_organization;
mod news_article;

use serde_json::{Value, json};

use super::absolute;
use crate::encoding;
use crate::model::{Edition, Site};
use crate::pages::Page;

/// Describes a page, with the absolute address of its image, as one type; none where the page is not of that type.
type Describe = fn(&Site, &Page, Option<&str>) -> Option<Value>;

const TYPES: &[Describe] = &[government_organization::describe, dataset::describe, news_article::describe];

/// Whose words these are.
const CONTEXT: &str = "https://schema.org";

/// What a page is, as JSON that is safe inside a script element: one text per type. `image` is absolute.
pub fn describe(site: &Site, page: &Page, image: Option<&str>) -> Vec<String> {
    if site.edition == Edition::Internal || !page.is_findable() {
        return Vec::new();
    }
    let of_page = TYPES.iter().filter_map(|describe| describe(site, page, image));
    let of_page = of_page.map(|mut value| {
        value["@context"] = json!(CONTEXT);
        value.to_string()
    });
    of_page.chain(breadcrumb_list::text(site, page)).map(|text| encoding::in_script(&text)).collect()
}

/// The office that publishes.
fn publisher(site: &Site) -> Value {
    json!({
        "@type": "GovernmentOrganization",
        "name": site.config.organiser.0,
        "url": absolute(site, "index.html"),
    })
}

/// The absolute address that a link of a page leads to; one out of the site stays as it is.
fn goal(site: &Site, page: &Page, href: &str) -> String {
    page.route.resolve(href).map_or_else(|| href.to_owned(), |route| absolute(site, route.path()))
}

#[cfg(test)]
mod testing {
    //! Descriptions read back from what stands in the page.

    use super::*;

    /// What pages say they are, without what could end the script element.
    pub(super) fn described(site: &Site, page: &Page) -> Vec<Value> {
        let texts = describe(site, page, None);
        assert!(texts.iter().all(|text| !text.contains('<')), "{texts:?}");
        texts.iter().map(|text| serde_json::from_str(text).expect("JSON")).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::page;
    use super::*;
    use crate::model::testing::site;
    use crate::pages::PageKind;

    #[test]
    fn every_page_of_the_plan_is_described_without_a_bracket() {
        let mut site = site();
        let evaluation = crate::evaluate::evaluate(&site);
        let pages: Vec<Page> = crate::pages::plan(&site, &evaluation).iter().map(|planned| planned.page()).collect();
        let types: std::collections::BTreeSet<String> = pages
            .iter()
            .flat_map(|page| testing::described(&site, page))
            .map(|value| {
                assert_eq!(value["@context"], "https://schema.org");
                value["@type"].as_str().expect("a type").to_owned()
            })
            .collect();
        assert_eq!(
            types.into_iter().collect::<Vec<_>>(),
            ["BreadcrumbList", "Dataset", "GovernmentOrganization", "NewsArticle"]
        );
        site.edition = Edition::Internal;
        assert!(pages.iter().all(|page| describe(&site, page, None).is_empty()));
    }

    #[test]
    fn old_addresses_and_the_lost_page_are_nothing() {
        let mut lost = page(PageKind::NotFound, "404.html", "");
        lost.view.absolute = true;
        assert!(describe(&site(), &lost, None).is_empty());
        assert!(describe(&site(), &page(PageKind::Alias, "news/1.html", ""), None).is_empty());
    }
}
