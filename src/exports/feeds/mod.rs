//! Feeds as Atom (RFC 4287): `feed.xml` for the site, `counties/<id>.xml`, `towns/<slug>.xml`.
//!
//! They tell of stories, of each quarter's release, of changes of its boards after it and, for the site, of policy
//! documents. An entry leads to the page that it tells of and exists only where that page does.

mod atom;
mod entries;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::artifact::Artifact;
use crate::evaluate::Evaluation;
use crate::model::Site;
use crate::pages::{FeedRole as Tells, Head, Page, PageKind, Route, address, is_continuation};
use crate::units::Slug;
use atom::AtomFeed;
use entries::FeedEntry;

/// Entries in a feed.
const LATEST: usize = 30;

/// The site's feed.
pub fn of_site() -> Route {
    Route::new("feed.xml")
}

/// The feed that a county's or a town's page has of its own; pages that continue one have none.
pub fn of_page(page: &Page) -> Option<Route> {
    of(page.kind, &page.route)
}

fn of(kind: PageKind, route: &Route) -> Option<Route> {
    let stem = route.path().strip_suffix(".html")?;
    (kind.row().feed == Tells::Own && !is_continuation(route)).then(|| Route::new(format!("{stem}.xml")))
}

/// Every feed, one by one, from any thread.
pub(super) fn write(site: &Site, evaluation: &Evaluation, pages: &[Head], put: &(dyn Fn(Artifact) + Sync)) {
    let told = |page: &&Head| page.kind.row().feed != Tells::None;
    let planned: BTreeMap<&str, &Head> = pages.iter().filter(told).map(|page| (page.route.path(), page)).collect();
    let stories = entries::stories(site, &planned);
    let quarters = entries::quarters(site, &planned);
    let changes = entries::changes(site, evaluation, &planned);
    let feed = |page: &Head, entries: Vec<&FeedEntry>| {
        let route = of(page.kind, &page.route)?;
        let feed = AtomFeed { route: &route, title: &page.title, about: &page.route };
        Some(Artifact::bytes(route.path(), atom::write(site, &feed, &newest(entries))))
    };

    let policies = entries::policies(site, &planned);
    let moved = changes.iter().map(|(entry, _)| entry);
    let everything =
        stories.iter().map(|(entry, _)| entry).chain(quarters.values()).chain(moved).chain(&policies).collect();
    let whole = AtomFeed { route: &of_site(), title: &site.config.title, about: &address::home() };
    put(Artifact::bytes(of_site().path(), atom::write(site, &whole, &newest(everything))));

    let mut of_towns: BTreeMap<&Slug, Vec<&FeedEntry>> = BTreeMap::new();
    let mut of_counties: BTreeMap<&Slug, Vec<&FeedEntry>> = BTreeMap::new();
    let about_towns = stories.iter().map(|(entry, towns)| (entry, *towns));
    for (entry, towns) in about_towns.chain(changes.iter().map(|(entry, towns)| (entry, towns.as_slice()))) {
        let mut counties = Vec::new();
        for town in towns {
            of_towns.entry(town).or_default().push(entry);
            counties.extend(site.towns.get(town).and_then(|town| town.county.as_ref()));
        }
        counties.sort();
        counties.dedup();
        counties.into_iter().for_each(|county| of_counties.entry(county).or_default().push(entry));
    }
    for (quarter, entry) in &quarters {
        let towns = evaluation.boards.get(quarter).into_iter().flatten().flat_map(|board| board.standings());
        let mut counties: Vec<&Slug> =
            towns.filter_map(|standing| site.towns.get(&standing.town)?.county.as_ref()).collect();
        counties.sort();
        counties.dedup();
        counties.into_iter().for_each(|county| of_counties.entry(county).or_default().push(entry));
    }
    for county in &site.counties {
        let page = planned.get(address::county(&county.id).path());
        page.and_then(|page| feed(page, of_counties.remove(&county.id).unwrap_or_default())).into_iter().for_each(put);
    }
    let towns: Vec<(&Slug, &Head)> =
        site.towns.keys().filter_map(|slug| Some((slug, *planned.get(address::town(slug).path())?))).collect();
    towns.par_iter().for_each(|(slug, page)| {
        let standings = entries::standings(site, evaluation, slug, &quarters);
        let told = of_towns.get(slug).into_iter().flatten().copied();
        feed(page, told.chain(&standings).collect()).into_iter().for_each(put);
    });
}

/// The newest entries first, ties by address.
fn newest(mut entries: Vec<&FeedEntry>) -> Vec<&FeedEntry> {
    entries.sort_by(|a, b| b.time.cmp(&a.time).then_with(|| a.id.cmp(&b.id)));
    entries.truncate(LATEST);
    entries
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::{site, slug};

    fn feeds(site: &Site) -> BTreeMap<String, String> {
        let evaluation = crate::evaluate::evaluate(site);
        let heads: Vec<Head> =
            crate::pages::plan(site, &evaluation).iter().map(|planned| planned.page().head()).collect();
        taken(site, &evaluation, &heads)
    }

    fn taken(site: &Site, evaluation: &Evaluation, heads: &[Head]) -> BTreeMap<String, String> {
        let files =
            super::super::testing::files(|outlet| write(site, evaluation, heads, &|file| outlet.output.put(file)));
        files.into_iter().map(|(path, bytes)| (path, String::from_utf8(bytes).expect("UTF-8"))).collect()
    }

    #[test]
    fn hostile_titles_stay_in_their_element_of_every_feed() {
        let feeds = feeds(&site());
        let paths: Vec<&str> = feeds.keys().map(String::as_str).collect();
        assert_eq!(paths, ["counties/lanxi.xml", "feed.xml", "towns/baicao.xml", "towns/gang.xml", "towns/yunyao.xml"]);
        for (path, feed) in &feeds {
            let tree = roxmltree::Document::parse(feed).unwrap_or_else(|error| panic!("{path}: {error}"));
            let ids: Vec<&str> =
                tree.descendants().filter(|node| node.has_tag_name("id")).filter_map(|node| node.text()).collect();
            let mut unique = ids.clone();
            unique.sort_unstable();
            unique.dedup();
            assert_eq!(unique.len(), ids.len(), "{path}: {ids:?}");
        }
        let whole = &feeds["feed.xml"];
        assert!(
            whole.contains("<title>烧窑]]&gt; &lt;script&gt;alert(1)&lt;/script&gt; 🏮 &amp; 夜</title>"),
            "{whole}"
        );
        assert!(whole.contains("<updated>2020-04-30T09:30:00+08:00</updated>"));
        assert!(whole.contains("<id>https://towns.example.cn/sun/stories/night.html</id>"));
        assert_eq!(whole.matches("<entry>").count(), 4, "a story, a quarter, what moved its board since, a document");
    }

    #[test]
    fn a_town_hears_of_its_own_stories_and_of_its_place_on_the_boards() {
        let feeds = feeds(&site());
        let own = &feeds["towns/yunyao.xml"];
        assert_eq!(own.matches("<entry>").count(), 2);
        assert!(own.contains("2020年第一季度总投资进度榜：第1名，按期计划完成率82.5%"), "{own}");
        let other = &feeds["towns/gang.xml"];
        assert!(!other.contains("stories/night.html") && other.contains("未报送"), "{other}");
        assert!(feeds["counties/lanxi.xml"].contains("stories/night.html"));
    }

    #[test]
    fn a_site_without_stories_has_a_valid_feed() {
        let site = site();
        let evaluation = crate::evaluate::evaluate(&site);
        let files = taken(&site, &evaluation, &[]);
        let feed = &files["feed.xml"];
        assert!(feed.contains("<updated>2020-05-01T00:00:00+08:00</updated>"));
        assert!(!feed.contains("<entry>"));
    }

    #[test]
    fn the_newest_thirty_come_newest_first() {
        let mut site = site();
        let night = site.stories[&slug("night")].clone();
        for number in 10..45 {
            let mut story = night.as_ref().clone();
            story.meta.date =
                crate::units::FromText::from_text(&format!("{} 08:{number:02}", site.as_of)).expect("a time");
            site.stories.insert(slug(&format!("s{number}")), story.into());
        }
        let feed = &feeds(&site)["feed.xml"];
        assert_eq!(feed.matches("<entry>").count(), LATEST);
        let first = feed.find("stories/s44.html").expect("the newest");
        assert!(first < feed.find("stories/s43.html").expect("the next"));
        assert!(!feed.contains("stories/s14.html"));
    }
}
