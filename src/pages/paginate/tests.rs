//! Tests of pagination.

use super::*;
use crate::pages::PageView;
use crate::pages::compose::{section, text_column};
use crate::pages::parts::{ContentsGroup, link, words};

fn split(sections: Vec<SectionView>) -> Vec<Page> {
    let site = crate::model::testing::site();
    let evaluation = crate::evaluate::evaluate(&site);
    let context = Context { site: &site, evaluation: &evaluation, language: Language::Chinese };
    let title = "项目".to_owned();
    let contents = ContentsGroup::of("各表", &sections).into_iter().collect();
    let view = PageView { title: title.clone(), heading: title, contents, sections, ..PageView::default() };
    paginate(
        context,
        Page { kind: crate::pages::PageKind::Projects, subject: None, route: Route::new("a/projects.html"), view },
    )
}

fn table(rows: usize, from: usize) -> Part {
    let row = |number: usize| TableRow {
        cells: vec![Cell::words(number.to_string()), Cell::rich(link("云窑小镇", "../towns/yunyao.html"))],
        ..TableRow::default()
    };
    Part::Table(Table::new("表", ["号", "镇"].map(text_column).into(), (from..from + rows).map(row).collect(), ""))
}

/// No page is longer than the longest, but for what cannot be cut.
fn assert_within_bounds(page: &Page) {
    let sections = page.view.sections.iter();
    let bytes: usize = sections.map(|section| length(section, usize::MAX)).sum();
    assert!(bytes < LONGEST + 2_000, "{}: {bytes}", page.route);
}

fn numbers(pages: &[Page]) -> Vec<usize> {
    let parts = pages.iter().flat_map(|page| &page.view.sections).flat_map(|section| &section.parts);
    let rows = parts.flat_map(|part| match part {
        Part::Table(table) => {
            table.rows.iter().map(|row| row.cells[0].text[0].text.parse().expect("a number")).collect()
        }
        Part::List { items, .. } => items.iter().map(|item| item[0].text.parse().expect("a number")).collect(),
        _ => Vec::new(),
    });
    rows.collect()
}

#[test]
fn a_short_page_stays_one() {
    let pages = split(vec![section("a", "甲", vec![table(300, 0)])]);
    assert_eq!(pages.len(), 1);
    assert!(pages[0].view.pager.is_none());
}

#[test]
fn a_table_without_rows_is_not_lost_at_the_end_of_a_page() {
    let empty = || Part::Table(Table::new("表", ["号", "镇"].map(text_column).into(), Vec::new(), "没有小镇。"));
    let Part::Table(one) = table(1, 1_000) else { unreachable!() };
    // All ways in which a page can be filled but for less than a row.
    for more in (0..row_length(&one.rows[0])).step_by(5) {
        let before = Part::Paragraph { text: words("a".repeat(more)) };
        let room = LONGEST - part_length(&before, LONGEST) - head_length(&one);
        let rows = room / row_length(&one.rows[0]);
        let parts = vec![before, table(rows, 1_000), empty(), table(100, 2_000)];
        let pages = split(vec![section("a", "甲", parts)]);
        let parts = pages.iter().flat_map(|page| &page.view.sections).flat_map(|section| &section.parts);
        let is_empty = |part: &&Part| matches!(part, Part::Table(table) if table.rows.is_empty());
        assert_eq!(parts.filter(is_empty).count(), 1, "{rows} rows after {more} bytes");
    }
}

#[test]
fn news_and_lines_of_links_are_continued_too() {
    let item = |number: usize| NewsItem {
        datetime: "2020-10-31".into(),
        date: "2020年10月31日".into(),
        title: number.to_string(),
        href: "../stories/a.html".into(),
        summary: Some("一句话".into()),
        flag: None,
    };
    let news = Part::News { items: (0..1_000).map(item).collect() };
    let links =
        Part::Paragraph { text: (0..9_000).flat_map(|_| link("云窑小镇", "../towns/yunyao.html")).collect() };
    let pages = split(vec![section("a", "甲", vec![news, links])]);
    let (mut titles, mut runs) = (Vec::new(), 0);
    for page in &pages {
        assert_within_bounds(page);
        for part in page.view.sections.iter().flat_map(|section| &section.parts) {
            match part {
                Part::News { items } => titles.extend(items.iter().map(|item| item.title.clone())),
                Part::Paragraph { text } => runs += text.len(),
                _ => {}
            }
        }
    }
    assert_eq!((titles, runs), ((0..1_000).map(|number| number.to_string()).collect(), 9_000));
}

#[test]
fn a_long_page_is_continued_and_loses_nothing() {
    let list = Part::List { ordered: true, items: (1_310..5_000).map(|number| words(number.to_string())).collect() };
    let pages = split(vec![
        section("a", "甲", vec![table(10, 0), table(900, 10)]),
        section("b", "乙", vec![table(400, 910)]),
        section("c", "丙", vec![list]),
    ]);
    assert_eq!(numbers(&pages), (0..5_000).collect::<Vec<_>>());
    assert!(pages.len() > 2);
    for page in &pages {
        assert_within_bounds(page);
        assert!(!page.view.sections.is_empty());
    }
    let paths: Vec<&str> = pages.iter().map(|page| page.route.path()).collect();
    assert_eq!(paths[..2], ["a/projects.html", "a/projects.2.html"]);
    assert!(!is_continuation(&pages[0].route) && is_continuation(&pages[1].route));
    assert!(pages.iter().all(|page| first_of(&page.route) == pages[0].route));
    let pager = pages[1].view.pager.as_ref().expect("neighbours");
    assert_eq!(pager.previous.as_ref().expect("the first").href, "projects.html");
    assert_eq!(pager.next.as_ref().expect("the third").href, "projects.3.html");
    assert_eq!(pages[1].view.title, format!("项目（第2页，共{}页）", pages.len()));
    assert_eq!(pages[1].view.heading, "项目");
}

#[test]
fn contents_lead_to_the_page_on_which_a_section_begins() {
    let sections = ["one", "two", "three"].map(|id| section(id, id, vec![table(1_500, 0)]));
    let pages = split(sections.into());
    assert!(pages.len() > 2);
    for link in &pages[0].view.contents[0].links {
        let (file, id) = link.href.split_once('#').expect("an anchor");
        let page = pages.iter().find(|page| page.route.path() == format!("a/{file}")).unwrap_or(&pages[0]);
        let first = pages.iter().find(|page| page.view.sections.iter().any(|section| section.id == id));
        assert_eq!(first.map(|first| &first.route), Some(&page.route), "{}", link.href);
    }
    assert!(pages[0].view.contents[0].links[2].href.starts_with("projects."), "the last is on another page");
    assert!(pages[1..].iter().all(|page| page.view.contents.is_empty()));
}
