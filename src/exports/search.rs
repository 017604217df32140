//! `search/index.js`: what the search page looks through. A classic script, so that it also works opened from disk.

use super::{findable, json, plain, sitemap};
use crate::model::{Site, Story};
use crate::pages::{Page, address};

/// Characters of a story's text that are searched.
const STORY: usize = 2_000;
/// Characters of any other page's description.
const OTHER: usize = 200;

/// One object per page that readers look for: title, url, kind, date, text.
pub(super) fn write(site: &Site, pages: &[Page]) -> String {
    let stories: std::collections::BTreeMap<String, &Story> =
        site.stories.iter().map(|(slug, story)| (address::story(slug).path().to_owned(), story)).collect();
    let mut out = String::from("window.sunboardSearch = [");
    let mut first = true;
    for page in pages.iter().filter(|page| listed(page)) {
        let story = stories.get(page.route.path());
        let date = story.map(|story| story.meta.date.day().to_string());
        let date = date.or_else(|| sitemap::published(page).map(str::to_owned));
        let text = match story {
            Some(story) => plain::words(&story.body, STORY),
            None => plain::words(&page.view.description, OTHER),
        };
        out.push_str(if first { "\n" } else { ",\n" });
        first = false;
        out.push_str(&format!(
            "{{\"title\":{},\"url\":{},\"kind\":{},\"date\":{},\"text\":{}}}",
            string(&page.view.title),
            string(page.route.path()),
            string(page.kind),
            date.map_or("null".to_owned(), |date| string(&date)),
            string(&text),
        ));
    }
    out.push_str("\n];\n");
    out
}

/// Pages that a search should find: not the search itself, and not the many that repeat a town by quarter or stories by month.
fn listed(page: &Page) -> bool {
    findable(page) && !page.view.search && !matches!(page.kind, "why" | "archive")
}

/// A JSON string that is also safe inside a script element and in old engines.
fn string(text: &str) -> String {
    json::string(text).replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

#[cfg(test)]
mod tests {
    use super::super::testing::page;
    use super::*;
    use crate::model::testing::site;

    #[test]
    fn hostile_words_cannot_end_the_script() {
        let mut search = page("search", "search.html", "搜索");
        search.view.search = true;
        let pages = [page("story", "stories/night.html", "烧窑]]> <script>alert(1)</script> 🏮 & \u{2028}夜"), search];
        let script = write(&site(), &pages);
        assert_eq!(
            script,
            concat!(
                "window.sunboardSearch = [\n",
                r#"{"title":"烧窑]]> \u003cscript>alert(1)\u003c/script> 🏮 & \u2028夜","url":"stories/night.html","#,
                r#""kind":"story","date":"2020-04-30","text":"夜 窑火旺，见云窑。"}"#,
                "\n];\n"
            )
        );
        assert_eq!(write(&site(), &[]), "window.sunboardSearch = [\n];\n");
    }
}
