//! A board that changed after its release tells so; the board as released keeps a page of its own.

use sunboard::evaluate::evaluate;
use sunboard::language::Language;
use sunboard::load::{load, visible};
use sunboard::model::{Edition, Site, Tree};
use sunboard::pages::parts::{Cell, Part, Rich};
use sunboard::pages::{PageView, plan};
use sunboard::units::{FromText as _, Quarter, Slug};

use crate::harness::{Run, Sunboard, copy, root};

fn tree() -> Tree {
    load(&root("content")).tree
}

/// The example with the return that 百草小镇 owes for 2021Q3: 16,900 of 21,000 planned to the quarter's end
/// are 80.5 %, and the fifth place was held with 80.4 %.
fn with_late_return(tree: &mut Tree) {
    let town = tree.towns.get_mut(&Slug::from_text("baicao").unwrap()).unwrap();
    let row =
        "{quarter: 2021Q3, reported: 2021-11-20, total: 16900, industrial: 11000, non_government: 9000, status: final}";
    std::sync::Arc::make_mut(town).progress.insert(7, serde_yaml::from_str(row).unwrap());
}

fn site(tree: Tree, edition: Edition) -> Site {
    let now = tree.config.as_ref().unwrap().as_of.unwrap().end();
    visible(tree, edition, now, false)
}

/// A page by its address; none where the site has no such page.
fn page(site: &Site, path: &str) -> Option<PageView> {
    let evaluation = evaluate(site);
    let planned = plan(site, &evaluation);
    planned.iter().find(|page| page.route.path() == path).map(|planned| planned.page().view)
}

fn text(line: &Rich) -> String {
    line.iter().map(|run| run.text.as_str()).collect()
}

/// The words of a page's lists and paragraphs.
fn prose(view: &PageView, section: &str) -> Vec<String> {
    let sections = view.sections.iter().filter(|own| own.id == section);
    let said = sections.flat_map(|own| &own.parts).flat_map(|part| match part {
        Part::List { items, .. } => items.iter().map(text).collect(),
        Part::Paragraph { text: line } => vec![text(line)],
        _ => vec![],
    });
    said.collect()
}

/// The row of a town in the first table of a page's section: rank, rates and card.
fn row(view: &PageView, town: &str) -> Vec<String> {
    let tables = view.sections.iter().flat_map(|section| &section.parts).filter_map(|part| match part {
        Part::Table(table) => Some(table),
        _ => None,
    });
    let mut rows = tables.flat_map(|table| &table.rows).filter(|row| row.town.as_deref() == Some(town));
    let cell = |cell: &Cell| {
        let card = cell.status.as_ref().map_or_else(String::new, |status| status.word.clone());
        format!("{}{card}", text(&cell.text))
    };
    let cells = &rows.next().unwrap().cells;
    [0, 4, 6, 9].map(|at| cell(&cells[at])).to_vec()
}

#[test]
fn the_revision_of_the_example_is_told_on_its_board() {
    let site = site(tree(), Edition::Public);
    let now = page(&site, "boards/2020q2.html").unwrap();
    let told = prose(&now, "changes");
    assert_eq!(
        told[1],
        "岚影小镇（重点项目投资完成榜）：发布时第8位，完成9,938万元（初步），按期计划完成率77.0%（初步），黄牌；\
         2020年8月18日起完成9,288万元（修订），按期计划完成率72.0%（修订），黄牌，现为第8位。\
         原因：2020年8月18日修订：把上年已付的设备款计入本年。"
    );
    assert_eq!(told.len(), 2);
    assert!(told[0].starts_with("本季度榜单于2020-07-24 15:00发布，此后1个小镇"), "{}", told[0]);
    // 9,288 and 9,938 of 12,900.
    assert_eq!(row(&now, "lanying"), ["8", "9,288", "72.0%", "理由黄牌"]);
    let then = page(&site, "boards/published/2020q2.html").unwrap();
    assert_eq!(row(&then, "lanying"), ["8", "9,938", "77.0%", "黄牌"]);
    assert!(prose(&then, "method")[0].contains("截至2020-07-24 15:00的内容"));
    // The reasons of the card are given by the figures of today, and say what was released.
    let why = page(&site, "why/lanying/2020q2.html").unwrap();
    let note = why.sections.iter().find(|section| section.id == "inputs").and_then(|section| section.note.as_ref());
    assert!(
        text(note.unwrap()).starts_with(
            "榜单发布时为：第8位，完成9,938万元（初步），按期计划完成率77.0%（初步），黄牌；2020年8月18日起"
        )
    );
    // The list of boards marks the one board.
    let list = page(&site, "boards.html").unwrap();
    let Some(Part::Table(table)) = list.sections[0].parts.first() else { panic!("no table") };
    let marked = table.rows.iter().filter(|row| text(&row.cells[0].text).contains("发布后有变动"));
    assert_eq!(
        marked.map(|row| row.cells[..2].iter().map(|cell| text(&cell.text)).collect()).collect::<Vec<Vec<_>>>(),
        [["2020年第二季度发布后有变动", "重点项目投资完成榜"]]
    );
    // Other quarters have been revised, too, but in no figure that their boards measure.
    for quarter in site.quarters.keys().filter(|quarter| **quarter != Quarter::from_text("2020Q2").unwrap()) {
        let slug = quarter.slug();
        assert!(page(&site, &format!("boards/published/{slug}.html")).is_none(), "{slug}");
        assert!(prose(&page(&site, &format!("boards/{slug}.html")).unwrap(), "changes").is_empty(), "{slug}");
    }
}

#[test]
fn the_sentence_about_missing_returns_follows_a_late_one() {
    let before = page(&site(tree(), Edition::Public), "boards/2021q3.html").unwrap();
    assert_eq!(text(&before.byline[0]), "发布时间：2021-10-25 09:00；数据不全：百草小镇未在期限内报送");
    for edition in [Edition::Public, Edition::Internal] {
        let mut late = tree();
        with_late_return(&mut late);
        let site = site(late, edition);
        let now = page(&site, "boards/2021q3.html").unwrap();
        assert_eq!(
            text(&now.byline[0]),
            "发布时间：2021-10-25 09:00；发布时数据不全：百草小镇未在期限内报送；此后补报：百草小镇（2021年11月20日）"
        );
        let told = prose(&now, "changes");
        assert!(told[1].starts_with("百草小镇（总投资进度榜）：发布时不排名，未报送；2021年11月20日起完成16,900万元（补报），按期计划完成率80.5%（补报），正常，现为第5位"), "{told:?}");
        assert!(
            told.contains(
                &"菌珍小镇（总投资进度榜）：发布时第5位；2021年11月20日起第6位。原因：随其他小镇或上一季度的数据变动。"
                    .to_owned()
            ),
            "{told:?}"
        );
        assert!(told[1].ends_with("原因：2021年11月20日补报。"), "{told:?}");
        let followed = told.iter().filter(|line| line.ends_with("原因：随其他小镇或上一季度的数据变动。"));
        assert_eq!(followed.count() + 2, told.len(), "{told:?}");
        let then = page(&site, "boards/published/2021q3.html").unwrap();
        assert_eq!(text(&then.byline[0]), "发布时间：2021-10-25 09:00；数据不全：百草小镇未在期限内报送");
        assert_eq!(row(&then, "baicao")[0], "—不排名");
        assert_eq!(row(&then, "baicao")[3], "未报送");
    }
}

#[test]
fn changes_are_told_in_english() {
    let mut site = site(tree(), Edition::Public);
    site.config.language = Language::English;
    let now = page(&site, "boards/2020q2.html").unwrap();
    let told = prose(&now, "changes");
    assert_eq!(
        told[1],
        "岚影小镇 (重点项目投资完成榜): released as rank 8, completed 9,938 ten thousand yuan (provisional), completion of the plan to date 77.0% (provisional), yellow card; since 18 August 2020 completed 9,288 ten thousand yuan (revised), completion of the plan to date 72.0% (revised), yellow card, now rank 8. Why: revision on 18 August 2020: 把上年已付的设备款计入本年."
    );
    let then = page(&site, "boards/published/2020q2.html").unwrap();
    assert_eq!(then.heading, "Boards of Q2 2020 as released");
}

#[test]
fn the_change_is_in_the_open_data_and_the_feeds() {
    let folder = tempfile::tempdir().unwrap();
    copy(&root("content"), &folder.path().join("content"));
    let built: Run = Sunboard::new(folder.path()).args(["build", "--quiet"]).run().done();
    assert_eq!(built.code, Some(0));
    let read = |path: &str| std::fs::read_to_string(folder.path().join("output").join(path)).unwrap();
    let table = read("data/board_changes.csv");
    let rows: Vec<&str> = table.lines().skip(1).collect();
    assert_eq!(
        rows,
        ["2020Q2,key-projects,lanying,岚影小镇,2020-07-24,2020-08-18,revision,把上年已付的设备款计入本年,\
             9938,9288,77.0,72.0,29.2,27.3,8,8,1,1,reported,reported,yellow,yellow"]
    );
    let page = read("boards/published/2020q2.html");
    assert!(page.contains("<link rel=\"canonical\" href=\"https://towns.example.cn/boards/published/2020q2.html\">"));
    for feed in ["towns/lanying.xml", "counties/yunping.xml"] {
        let told = read(feed);
        assert!(told.contains("boards/2020q2.html#changes") && told.contains("2020-08-18"), "{feed}");
    }
    assert!(!read("towns/yunyao.xml").contains("#changes"));
    assert!(read("sitemap.xml").contains("boards/published/2020q2.html"));
}
