//! `BreadcrumbList`: the way from the home page to this one, on every page that shows it.

use serde_json::{Value, json};

use super::{absolute, goal};
use crate::model::Site;
use crate::pages::Page;

pub(super) fn describe(site: &Site, page: &Page, _: Option<&str>) -> Option<Value> {
    if page.view.trail.is_empty() {
        return None;
    }
    let above = page.view.trail.iter().map(|step| (step.text.as_str(), goal(site, page, &step.href)));
    let own = (page.view.title.as_str(), absolute(site, page.route.path()));
    let steps: Vec<Value> = (1..)
        .zip(above.chain([own]))
        .map(
            |(position, (name, item))| json!({ "@type": "ListItem", "position": position, "name": name, "item": item }),
        )
        .collect();
    Some(json!({ "@type": "BreadcrumbList", "itemListElement": steps }))
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::page;
    use super::super::testing::described;
    use crate::model::testing::site;
    use crate::pages::parts::Link;

    #[test]
    fn steps_are_absolute_and_hostile_names_stay_words() {
        let mut town = page("town", "towns/yunyao.html", "</script><script>alert(1)</script>\"&");
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
