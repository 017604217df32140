//! What a search can find: pages, and projects by their place on a town's page, each with the words a reader sees there.

use super::{fold, syllables};
use crate::language::Pair;
use crate::markdown;
use crate::model::{Project, Site, Town};
use crate::pages::parts::{Part, Rich, Table};
use crate::pages::{Head, Page, PageView, SearchKind, Searched, Subject, is_continuation};
use crate::units::Text;

/// Something that can be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchDocument {
    /// As what it is found.
    pub kind: SearchKind,
    /// Its title.
    pub title: String,
    /// Its address from the root.
    pub url: String,
    /// Its day, or nothing.
    pub date: String,
    /// Its words.
    pub text: String,
    /// How its title is read, by characters.
    pub spelled: String,
    /// The other names by which it is known, each with how it is read.
    pub names: Vec<(String, String)>,
}

/// What is found, with its name in Chinese and in English, in the order in which equally good hits of one day are listed.
pub(super) const KINDS: &[(SearchKind, Pair)] = &[
    (SearchKind::Town, pair!("小镇", "Town")),
    (SearchKind::Project, pair!("项目", "Project")),
    (SearchKind::Policy, pair!("政策文件", "Policy document")),
    (SearchKind::ModelTown, pair!("标杆小镇", "Model town")),
    (SearchKind::Story, pair!("故事", "Story")),
    (SearchKind::County, pair!("县（市、区）", "County")),
    (SearchKind::Analysis, pair!("季度分析", "Quarterly analysis")),
    (SearchKind::Boards, pair!("晾晒榜单", "Boards")),
    (SearchKind::Assessment, pair!("年度考评", "Annual assessment")),
    (SearchKind::Page, pair!("网页", "Page")),
];

/// What can be found of a page: the page itself, and the projects of a town.
pub fn of_page(site: &Site, page: &Page, head: &Head) -> Vec<SearchDocument> {
    if !head.is_findable() || is_continuation(&page.route) {
        return Vec::new();
    }
    let (kind, words) = match page.kind.row().searched {
        Searched::Nothing => return Vec::new(),
        Searched::OwnWords(kind) => (kind, own_words(&page.view)),
        Searched::AllWords(kind) => (kind, all_words(&page.view)),
    };
    let url = page.route.path();
    let town = town_of(site, page);
    let reported = town.and_then(|town| town.progress.iter().filter_map(|row| row.reported).max());
    let title = fold::tidy(&page.view.title);
    let names = other_names(site, page).into_iter().map(fold::tidy).filter(|name| !title.contains(name));
    let own = SearchDocument {
        kind,
        spelled: syllables::spelled(&title),
        names: names.map(|name| (name.clone(), syllables::spelled(&name))).collect(),
        title,
        url: url.to_owned(),
        date: reported.map(|day| day.to_string()).or_else(|| head.published.clone()).unwrap_or_default(),
        text: fold::tidy(&words),
    };
    let projects = town.into_iter().flat_map(|town| town.projects.iter().map(|entry| project(town, entry, url)));
    std::iter::once(own).chain(projects).collect()
}

/// The town that a page is the profile of.
fn town_of<'a>(site: &'a Site, page: &Page) -> Option<&'a Town> {
    let Some(Subject::Town(slug)) = &page.subject else { return None };
    site.towns.get(slug).map(|town| &**town)
}

/// The short and earlier names of what a page is the profile of.
fn other_names<'a>(site: &'a Site, page: &Page) -> Vec<&'a str> {
    let names: Vec<&Text> = match &page.subject {
        Some(Subject::Town(slug)) => site.towns.get(slug).into_iter().flat_map(|town| &town.also).collect(),
        Some(Subject::County(id)) => site
            .counties
            .iter()
            .filter(|county| county.id == *id)
            .filter_map(|county| county.short_name.as_ref())
            .collect(),
        _ => Vec::new(),
    };
    names.into_iter().map(|name| name.0.as_str()).collect()
}

/// Newest first, as equally good hits are listed; of one day by kind, then by address.
pub(super) fn sort(found: &mut [SearchDocument]) {
    found.sort_by(|a, b| (&b.date, a.kind, &a.url).cmp(&(&a.date, b.kind, &b.url)));
}

fn project(town: &Town, project: &Project, url: &str) -> SearchDocument {
    let notes = project.progress.iter().filter_map(|row| row.note.as_ref()).map(|note| note.0.as_str());
    let words: Vec<&str> = std::iter::once(town.name.0.as_str()).chain(notes).collect();
    let latest = project.progress.iter().map(|row| row.quarter).max();
    let reported = town.progress.iter().filter(|row| Some(row.quarter) == latest).filter_map(|row| row.reported).max();
    let title = fold::tidy(&project.name);
    SearchDocument {
        kind: SearchKind::Project,
        spelled: syllables::spelled(&title),
        names: Vec::new(),
        title,
        url: format!("{url}#project-{}", project.id),
        date: reported.map(|day| day.to_string()).unwrap_or_default(),
        text: fold::tidy(&words.join(" ")),
    }
}

/// What a page says of itself.
fn own_words(view: &PageView) -> String {
    let mut out = String::new();
    rich(&mut out, &view.lead);
    if !out.contains(&view.description) {
        out.push_str(&view.description);
    }
    out
}

/// What a page says, without headings, labels and figures that stand on every page of its kind.
fn all_words(view: &PageView) -> String {
    let mut out = own_words(view);
    if let Some(photo) = &view.photo {
        out.push_str(photo.caption.as_deref().unwrap_or(&photo.alt));
    }
    for part in view.sections.iter().flat_map(|section| &section.parts) {
        out.push('\n');
        part_words(&mut out, part);
    }
    out
}

fn part_words(out: &mut String, part: &Part) {
    match part {
        Part::Paragraph { text } | Part::Subheading { text, .. } => rich(out, text),
        Part::Facts { rows } => {
            for fact in rows {
                rich(out, &fact.value);
                fact.note.iter().for_each(|note| rich(out, note));
            }
        }
        Part::Table(table) | Part::Folded { table, .. } => table_words(out, table),
        Part::List { items, .. } => items.iter().for_each(|item| rich(out, item)),
        Part::Prose(prose) => {
            let words = markdown::words(&prose.markdown);
            // What looks like a part of a table is no word.
            let is_word = |word: &&str| word.chars().any(|c| !matches!(c, '-' | ':' | '|'));
            out.push_str(&words.split(' ').filter(is_word).collect::<Vec<_>>().join(" "));
        }
        Part::Card { reason, reply, .. } => {
            rich(out, reason);
            reply.iter().for_each(|reply| out.push_str(reply));
        }
        Part::Photos { items } => {
            for photo in items {
                out.push_str(photo.caption.as_deref().unwrap_or(&photo.alt));
                out.push(' ');
            }
        }
        Part::Models { items } => items.iter().flat_map(|town| &town.reasons).for_each(|reason| rich(out, reason)),
        Part::Chart(chart) => {
            out.push_str(&chart.title);
            out.push('\n');
            table_words(out, &chart.table);
        }
        // Figures, and links to what is found by itself.
        _ => {}
    }
}

/// The words of a table without its figures.
fn table_words(out: &mut String, table: &Table) {
    for row in &table.rows {
        let words = table.columns.iter().zip(&row.cells).filter(|(column, _)| !column.numeric);
        words.for_each(|(_, cell)| rich(out, &cell.text));
    }
}

/// The words of a line; that a value is missing is none.
fn rich(out: &mut String, line: &Rich) {
    if line.iter().any(|run| run.tone == Some("missing")) {
        return;
    }
    line.iter().for_each(|run| out.push_str(&run.text));
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::page;
    use super::*;
    use crate::model::testing::site;
    use crate::pages::PageKind;
    use crate::pages::compose::section;
    use crate::pages::parts::{Prose, words};

    #[test]
    fn towns_come_with_their_projects_and_lists_only_with_their_own_words() {
        let site = site();
        let part =
            Part::Prose(Prose {
                markdown: "窑**火**旺\n\n---\n| - |".into(), file: "a.md".into(), heading_level: 2
            });
        let with = |kind, path: &str, title: &str| {
            let mut page = page(kind, path, title);
            page.view.lead = words("导语");
            page.view.sections = vec![section("s", "节", vec![part.clone()])];
            page
        };
        let pages = [
            with(PageKind::Towns, "towns.html", "小镇名录"),
            with(PageKind::Story, "stories/night.html", "夜"),
            with(PageKind::Town, "towns/yunyao.html", "云窑小镇"),
            with(PageKind::Why, "why/yunyao/2020q1.html", "为什么"),
        ];
        let mut found: Vec<SearchDocument> = pages.iter().flat_map(|page| of_page(&site, page, &page.head())).collect();
        sort(&mut found);
        let said: Vec<(&str, &str, &str)> = found
            .iter()
            .map(|found| (KINDS[found.kind as usize].1.zh, found.url.as_str(), found.text.as_str()))
            .collect();
        assert_eq!(said[0], ("小镇", "towns/yunyao.html", "导语 窑火旺"));
        assert!(said[1].0 == "项目" && said[1].1.starts_with("towns/yunyao.html#project-"), "{said:?}");
        assert_eq!(
            said[said.len() - 2..],
            [("故事", "stories/night.html", "导语 窑火旺"), ("网页", "towns.html", "导语"),]
        );
    }
}
