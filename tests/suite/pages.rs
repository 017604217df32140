//! The plan of pages, over whole trees, editions and languages: addresses, anchors and links hold together.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, Mutex};

use serde_json::Value;
use sunboard::artifact::{MemoryOutput, Output as _};
use sunboard::evaluate::evaluate;
use sunboard::exports::Outlet;
use sunboard::language::Language;
use sunboard::load::{load, visible};
use sunboard::model::{ColumnId, Edition, Rules, Site, SiteColumn, Tree};
use sunboard::pages::parts::Part;
use sunboard::pages::{Head, Page, PageKind, Planned, plan, plan_last};
use sunboard::units::Text;

fn tree(content: &str) -> Tree {
    load(&Path::new(env!("CARGO_MANIFEST_DIR")).join(content)).tree
}

fn site(content: &str, edition: Edition, language: Language) -> Site {
    let mut tree = tree(content);
    let config = tree.config.as_mut().expect("the tree has a site.yaml");
    config.language = language;
    let as_of = config.as_of.expect("the tree pins its date").end();
    visible(tree, edition, as_of, true)
}

/// Everything that is wrong with the plan of a site.
fn faults(site: &Site) -> Vec<String> {
    let evaluation = evaluate(site);
    let planned = plan(site, &evaluation);
    let mut pages: Vec<Page> = planned.iter().map(Planned::page).collect();
    let heads: Vec<Head> = pages.iter().map(Page::head).collect();
    pages.extend(plan_last(site, &evaluation, &heads));
    let shelf = MemoryOutput::default();
    // That a file was made by the last build says that there is one.
    let kept = Mutex::new(BTreeSet::new());
    let outlet = Outlet {
        output: &shelf,
        reuse: &|path, _| kept.lock().unwrap().insert(path.to_owned()),
        is_cancelled: &|| false,
    };
    let heads: Vec<Head> = pages.iter().map(Page::head).collect();
    pages.iter().flat_map(sunboard::exports::of_page).for_each(|file| shelf.put(file));
    sunboard::exports::write(site, &evaluation, &heads, Vec::new(), &outlet);
    let mut files = kept.into_inner().unwrap();
    files.extend(shelf.into_artifacts().into_iter().map(|artifact| artifact.path));
    let mut faults = Vec::new();
    let mut anchors: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for page in &pages {
        let path = page.route.path();
        if anchors.insert(path, ids(page, &mut faults)).is_some() {
            faults.push(format!("{path}: planned twice"));
        }
    }
    for page in &pages {
        let path = page.route.path();
        let view = serde_json::to_value(&page.view).expect("views serialize");
        if page.view.title.trim().is_empty() || page.view.heading.trim().is_empty() {
            faults.push(format!("{path}: no title"));
        }
        if page.view.sections.iter().any(|section| section.title.trim().is_empty()) {
            faults.push(format!("{path}: a section without heading"));
        }
        if page.view.sections.iter().any(|section| section.parts.is_empty()) {
            faults.push(format!("{path}: a section with nothing in it"));
        }
        let mut links = Vec::new();
        collect(&view, &mut links);
        for link in links {
            if let Some(fault) = broken(path, &link, &anchors, &files, site) {
                faults.push(format!("{path}: {fault}"));
            }
        }
    }
    faults
}

fn ids(page: &Page, faults: &mut Vec<String>) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    let mut all = Vec::new();
    let view = serde_json::to_value(&page.view).expect("views serialize");
    collect_ids(&view, &mut all);
    for id in all {
        if !ids.insert(id.clone()) {
            faults.push(format!("{}: the anchor `{id}` stands twice", page.route.path()));
        }
    }
    ids
}

fn collect_ids(value: &Value, ids: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            if let Some(Value::String(id)) = fields.get("id") {
                ids.push(id.clone());
            }
            fields.values().for_each(|value| collect_ids(value, ids));
        }
        Value::Array(items) => items.iter().for_each(|value| collect_ids(value, ids)),
        _ => {}
    }
}

fn collect(value: &Value, links: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                match (key.as_str(), value) {
                    ("href" | "src", Value::String(link)) => links.push(link.clone()),
                    _ => collect(value, links),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|value| collect(value, links)),
        _ => {}
    }
}

/// Why a link leads nowhere, if it does.
fn broken(
    from: &str,
    link: &str,
    anchors: &BTreeMap<&str, BTreeSet<String>>,
    files: &BTreeSet<String>,
    site: &Site,
) -> Option<String> {
    if link.contains("://") || link.starts_with("mailto:") {
        return None;
    }
    // The page for lost readers is shown at any address: its links begin at the root of the host.
    let base = sunboard::model::base_path(&site.config.base_url);
    let link = link.strip_prefix(&*base).filter(|_| from == "404.html").unwrap_or(link);
    let (path, anchor) = link.split_once('#').map_or((link, None), |(path, anchor)| (path, Some(anchor)));
    let mut parts: Vec<&str> = from.split('/').collect();
    if !path.is_empty() {
        parts.pop();
        for part in path.split('/') {
            if part == ".." {
                parts.pop()?;
            } else {
                parts.push(part);
            }
        }
    }
    let target = parts.join("/");
    if files.contains(&target) {
        return None;
    }
    if let Some(asset) = target.strip_prefix("media/") {
        return (!site.assets.contains_key(asset)).then(|| format!("`{link}` is no asset"));
    }
    match (anchors.get(target.as_str()), anchor) {
        (None, _) => Some(format!("`{link}` leads to nothing")),
        (Some(ids), Some(anchor)) if !ids.contains(anchor) => Some(format!("`{link}` leads to no anchor")),
        _ => None,
    }
}

#[test]
fn pages_of_the_real_tree_hold_together() {
    hold_together("tests/sites/lishui/content");
}

#[test]
fn pages_of_the_example_hold_together() {
    hold_together("content");
}

fn hold_together(content: &str) {
    for edition in [Edition::Public, Edition::Internal] {
        for language in [Language::Chinese, Language::English] {
            let site = site(content, edition, language);
            let faults = faults(&site);
            assert!(faults.is_empty(), "{edition:?} {language:?}:\n{}", faults.join("\n"));
        }
    }
}

/// A site without columns, and with everything taken away that a list could show.
fn bare(language: Language, edition: Edition) -> Site {
    let mut site = site("content", edition, language);
    site.config.columns.clear();
    site.stories.clear();
    site.policies.clear();
    site.sources.clear();
    site.quarters.clear();
    site.rules = Rules::default();
    for town in site.towns.values_mut() {
        let town = Arc::make_mut(town);
        (town.experts, town.findings) = (None, Vec::new());
        (town.interviews, town.warnings, town.honours, town.support) = <_>::default();
        (town.projects, town.assessments, town.scores, town.payments) = <_>::default();
        town.scenic = Vec::new();
    }
    site
}

/// The columns and pages of lists with their addresses.
const LISTS: [(&str, Option<ColumnId>); 17] = [
    ("boards", Some(ColumnId::Boards)),
    ("projects", Some(ColumnId::Projects)),
    ("analysis", Some(ColumnId::Analysis)),
    ("assessments", Some(ColumnId::Assessments)),
    ("awards", Some(ColumnId::Awards)),
    ("targets", Some(ColumnId::Targets)),
    ("standards", Some(ColumnId::Standards)),
    ("showcase", Some(ColumnId::Showcase)),
    ("stories", Some(ColumnId::Stories)),
    ("policies", Some(ColumnId::Policies)),
    ("archive", None),
    ("tags", None),
    ("exchange", None),
    ("experts", None),
    ("interviews", None),
    ("support", None),
    ("sources", None),
];

/// Everything that is wrong with a bare site's plan, but for its sources, which the content's check would not let go.
fn bare_faults(site: &Site) -> Vec<String> {
    faults(site).into_iter().filter(|fault| !fault.contains("sources.html#source-")).collect()
}

/// The lists of which a site has the page.
fn lists(site: &Site) -> Vec<&'static str> {
    let evaluation = evaluate(site);
    let planned = plan(site, &evaluation);
    let has = |name: &str| planned.iter().any(|page| page.route.path() == format!("{name}.html"));
    LISTS.iter().map(|(name, _)| *name).filter(|name| has(name)).collect()
}

#[test]
fn a_list_with_nothing_in_it_is_a_page_only_where_it_is_a_column() {
    for edition in [Edition::Public, Edition::Internal] {
        let mut site = bare(Language::Chinese, edition);
        assert_eq!(lists(&site), [""; 0], "{edition:?}");
        assert_eq!(bare_faults(&site), [""; 0], "{edition:?}");
        for (name, id) in LISTS {
            let Some(id) = id else { continue };
            site.config.columns = vec![column(id)];
            assert_eq!(lists(&site), [name], "{edition:?}");
            assert_eq!(bare_faults(&site), [""; 0], "{edition:?} {name}");
        }
    }
    // With what the example holds, all are there, whether they are columns or not.
    let mut whole = site("content", Edition::Internal, Language::Chinese);
    whole.config.columns.clear();
    assert_eq!(lists(&whole), LISTS.map(|(name, _)| name));
    assert_eq!(faults(&whole), [""; 0]);
}

fn column(id: ColumnId) -> SiteColumn {
    SiteColumn {
        id,
        name: Text("栏目".to_owned()),
        kind: Text("数据发布".to_owned()),
        description: None,
        keywords: Vec::new(),
        update_days: None,
        navigation: true,
    }
}

#[test]
fn a_list_is_a_page_as_soon_as_it_has_something() {
    let whole = site("content", Edition::Internal, Language::Chinese);
    type Filling = fn(&mut Site, &Site);
    macro_rules! of_towns {
        ($field:ident) => {
            |site, whole| {
                let pairs = site.towns.values_mut().zip(whole.towns.values());
                pairs.for_each(|(town, full)| Arc::make_mut(town).$field = full.$field.clone());
            }
        };
    }
    let fillings: [(Filling, &[&str]); 16] = [
        (of_towns!(experts), &["experts"]),
        (of_towns!(findings), &["experts"]),
        (of_towns!(interviews), &["interviews"]),
        (of_towns!(warnings), &["interviews"]),
        (of_towns!(honours), &["support"]),
        (of_towns!(support), &["support"]),
        (of_towns!(projects), &["projects"]),
        (of_towns!(assessments), &["assessments"]),
        (of_towns!(payments), &["awards"]),
        (of_towns!(scenic), &["standards"]),
        (|site, whole| site.sources = whole.sources.clone(), &["sources"]),
        (|site, whole| site.policies = whole.policies.clone(), &["policies"]),
        (|site, whole| site.rules.targets = whole.rules.targets.clone(), &["targets"]),
        (|site, whole| site.rules.awards = whole.rules.awards.clone(), &["awards"]),
        (|site, whole| site.rules.standards = whole.rules.standards.clone(), &["standards"]),
        (
            |site, whole| {
                site.stories = whole.stories.clone();
                for story in site.stories.values_mut() {
                    Arc::make_mut(story).meta.tags.clear();
                }
            },
            &["stories", "archive"],
        ),
    ];
    for (fill, expected) in fillings {
        let mut site = bare(Language::English, Edition::Internal);
        fill(&mut site, &whole);
        assert_eq!(lists(&site), expected);
        assert_eq!(bare_faults(&site), [""; 0], "{expected:?}");
    }
}

#[test]
fn county_tiles_stand_in_the_order_of_the_grid() {
    let site = site("content", Edition::Public, Language::Chinese);
    let evaluation = evaluate(&site);
    let home = plan(&site, &evaluation).iter().map(Planned::page).find(|page| page.route.path() == "index.html");
    let home = home.expect("there is a home page");
    let tiles: Vec<(u8, u8)> = home
        .view
        .sections
        .iter()
        .flat_map(|section| &section.parts)
        .filter_map(|part| if let Part::Tiles { items } = part { Some(items) } else { None })
        .flatten()
        .map(|tile| (tile.y, tile.x))
        .collect();
    assert!(tiles.len() > 5, "{tiles:?}");
    assert!(tiles.is_sorted(), "{tiles:?}");
}

#[test]
fn every_page_of_the_example_has_its_group_in_the_site_map() {
    for edition in [Edition::Public, Edition::Internal] {
        let site = site("content", edition, Language::Chinese);
        let evaluation = evaluate(&site);
        let heads: Vec<Head> = plan(&site, &evaluation).iter().map(|planned| planned.page().head()).collect();
        let last = plan_last(&site, &evaluation, &heads);
        let map = last.iter().find(|page| page.kind == PageKind::Sitemap).expect("there is a site map");
        let others = map.view.sections.iter().find(|section| section.id == "others");
        let names = others.map(|section| format!("{:?}", section.parts));
        assert_eq!(names, None);
    }
}

#[test]
fn what_a_measure_counts_stands_beside_its_figures() {
    let site = site("content", Edition::Public, Language::Chinese);
    let evaluation = evaluate(&site);
    let defined = |key: &str| {
        let measure = site.rules.measures.iter().find(|measure| measure.key.0 == *key)?;
        measure.definition.as_ref().map(|text| text.0.clone())
    };
    let mut found = 0;
    for planned in plan(&site, &evaluation) {
        let Some(slug) = planned.route.path().strip_prefix("towns/archive/").map(|path| path.trim_end_matches(".html"))
        else {
            continue;
        };
        let town = site.towns.iter().find(|(known, _)| known.0 == *slug).expect("a town").1;
        let view = serde_json::to_string(&planned.page().view).expect("views serialize");
        for definition in town.figures.iter().filter_map(|figure| defined(&figure.measure.0)) {
            assert!(view.contains(&definition), "{slug} does not say what it counts: {definition}");
            found += 1;
        }
    }
    assert!(found > 0, "the example has no figure of a measure that is defined");
}
