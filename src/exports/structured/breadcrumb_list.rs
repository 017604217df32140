//! `BreadcrumbList`: the way from the home page to this one, on every page that shows it.

use serde::Serialize;

use super::{CONTEXT, absolute, goal};
use crate::model::Site;
use crate::pages::Page;

#[derive(Serialize)]
struct BreadcrumbList<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "itemListElement")]
    steps: Vec<BreadcrumbItem<'a>>,
    #[serde(rename = "@context")]
    context: &'static str,
}

#[derive(Serialize)]
struct BreadcrumbItem<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    position: usize,
    name: &'a str,
    item: String,
}

/// The whole text: nearly every page has one, so it is written without a tree of values.
pub(super) fn text(site: &Site, page: &Page) -> Option<String> {
    if page.view.trail.is_empty() {
        return None;
    }
    let above = page.view.trail.iter().map(|step| (step.text.as_str(), goal(site, page, &step.href)));
    let own = (page.view.title.as_str(), absolute(site, page.route.path()));
    let steps = (1..).zip(above.chain([own]));
    let steps = steps.map(|(position, (name, item))| BreadcrumbItem { kind: "ListItem", position, name, item });
    serde_json::to_string(&BreadcrumbList { kind: "BreadcrumbList", steps: steps.collect(), context: CONTEXT }).ok()
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::page;
    use super::super::testing::described;
    use crate::model::testing::site;
    use crate::pages::PageKind;
    use crate::pages::parts::Link;

    #[test]
    fn steps_are_absolute_and_hostile_names_stay_words() {
        let mut town = page(PageKind::Town, "towns/yunyao.html", "</script><script>alert(1)</script>\"&");
        town.view.trail = vec![
            Link { text: "首页".to_owned(), href: "../index.html".to_owned() },
            Link { text: "名录".to_owned(), href: "../towns.html".to_owned() },
        ];
        let found = described(&site(), &town);
        let steps = found[0]["itemListElement"].as_array().expect("steps");
        assert_eq!(steps.len(), 3);
        assert_eq!(steps[1]["item"], "https://towns.example.cn/sun/towns.html");
        assert_eq!(steps[2]["name"], "</script><script>alert(1)</script>\"&");
        assert_eq!(steps[2]["position"], 3);
    }
}
