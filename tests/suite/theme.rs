//! The default theme: every variant of the pages' vocabulary is drawn, and what it means for machines stands in attributes.

use std::fs;
use std::path::Path;

use sunboard::artifact::{Artifact, MemoryOutput};
use sunboard::charts::{Chart, ChartTable, Sketch};
use sunboard::language::Language;
use sunboard::model::Edition;
use sunboard::pages::parts::*;
use sunboard::render::{Pictures, Theme};

use crate::harness::copy;
use crate::harness::{SITE, content, draw, draw_with, html, jpeg, page, prose, site, write};

fn status(level: &'static str) -> Status {
    Status { level, mark: "▲", word: "黄牌".to_owned() }
}

fn a_link(text: &str) -> Link {
    Link { text: text.to_owned(), href: "a.html".to_owned() }
}

fn table() -> Table {
    let cell = Cell { status: Some(status("yellow")), ..Cell::words("61.5%") };
    Table {
        caption: "2020年<前三季度>".to_owned(),
        columns: vec![
            TableColumn { label: "小镇".to_owned(), numeric: false },
            TableColumn { label: "完成率".to_owned(), numeric: true },
        ],
        rows: vec![TableRow {
            town: Some("yunyao".to_owned()),
            id: Some("row-yunyao".to_owned()),
            facets: vec!["窑溪市".to_owned()],
            cells: vec![Cell::rich(link("云窑小镇", "towns/yunyao.html")), cell.with_data("period_rate", "61.5")],
        }],
        empty: "没有数据".to_owned(),
        compact: None,
    }
    .compact(1, &[])
}

/// A chart of which there is only the drawing.
#[derive(Debug)]
struct Ready;

impl Chart for Ready {
    fn id(&self) -> String {
        String::new()
    }

    fn title(&self, _: Language) -> String {
        String::new()
    }

    fn basis(&self, _: Language) -> String {
        String::new()
    }

    fn table(&self, _: Language, _: usize) -> ChartTable {
        ChartTable { caption: String::new(), columns: Vec::new(), rows: Vec::new() }
    }

    fn svg(&self, _: Language) -> String {
        "<svg class=\"plot\" role=\"img\"><title>图</title></svg>".to_owned()
    }

    fn option(&self, _: Language) -> String {
        String::new()
    }
}

/// One of each.
fn every_part() -> Vec<Part> {
    let photo = PhotoView {
        picture: "towns/yunyao/kiln.jpg".to_owned(),
        alt: "窑".to_owned(),
        caption: Some("图/某某".to_owned()),
        lead: false,
        focus: Some("fx30 fy70".to_owned()),
    };
    vec![
        Part::Paragraph {
            text: [
                words("普通"),
                toned("强调", "strong"),
                toned("小字", "note"),
                toned("—", "missing"),
                toned("术语", "term"),
            ]
            .concat(),
        },
        Part::Subheading { id: Some("sub".to_owned()), text: words("小标题") },
        Part::Figures {
            items: vec![BigFigure {
                label: "累计".to_owned(),
                value: "5.21".to_owned(),
                unit: "亿元".to_owned(),
                marks: "初步".to_owned(),
                lines: vec![words("年度计划8亿元")],
                data: Some(Datum { field: "completed", value: "52100".to_owned() }),
            }],
        },
        Part::Facts {
            rows: vec![Fact {
                label: "责任主体".to_owned(),
                value: words("云溪县"),
                note: Some(words("来源")),
                data: Some(Datum { field: "county", value: "yunxi".to_owned() }),
            }],
        },
        Part::Table(table()),
        Part::Table(Table { rows: Vec::new(), ..table() }),
        Part::List { ordered: true, items: vec![words("第一")] },
        Part::List { ordered: false, items: vec![words("一点")] },
        Part::Chart(ChartView {
            id: "chart".to_owned(),
            title: "完成65.1%".to_owned(),
            basis: "占年度计划".to_owned(),
            sketch: Sketch::of(Ready, Language::Chinese),
            rows: None,
            table: table(),
            all: 1,
            csv: Some(a_link("下载CSV")),
            interactive: false,
        }),
        prose("正文", "towns/yunyao.yaml", 3),
        Part::Card {
            status: status("yellow"),
            period: "2020年前三季度".to_owned(),
            reason: words("低于80%"),
            why: Some(a_link("为什么")),
            reply: Some("雨季停工".to_owned()),
        },
        Part::Workings {
            items: vec![Working {
                name: "按期计划完成率".to_owned(),
                status: Some(status("yellow")),
                formula: vec!["本年累计完成投资".to_owned(), "截至本季末计划投资".to_owned()],
                numbers: vec!["28,100".to_owned(), "36,400".to_owned()],
                result: "77.2%".to_owned(),
                counted: vec!["龙窑修缮".to_owned()],
                steps: vec![Step {
                    status: status("yellow"),
                    range: "低于80%".to_owned(),
                    here: Some("本项77.2%".to_owned()),
                }],
            }],
        },
        Part::Strip {
            items: vec![
                StripItem {
                    label: "20Q3".to_owned(),
                    period: "2020年前三季度".to_owned(),
                    status: status("yellow"),
                    href: Some("why.html".to_owned()),
                },
                StripItem {
                    label: "20Q2".to_owned(),
                    period: "2020年上半年".to_owned(),
                    status: status("normal"),
                    href: None,
                },
            ],
        },
        Part::News {
            items: vec![NewsItem {
                datetime: "2020-10-14".to_owned(),
                date: "2020-10-14".to_owned(),
                title: "开窑".to_owned(),
                href: "b.html".to_owned(),
                summary: Some("摘要".to_owned()),
                flag: Some("草稿".to_owned()),
            }],
        },
        Part::Downloads {
            items: vec![Download {
                label: "全部数据".to_owned(),
                href: "data/a.csv".to_owned(),
                format: "CSV".to_owned(),
            }],
        },
        Part::Tiles {
            items: vec![TileView {
                x: 2,
                y: 1,
                name: "云溪县".to_owned(),
                href: "c.html".to_owned(),
                value: "—".to_owned(),
                unit: String::new(),
                marks: String::new(),
                status: status("yellow"),
                note: "黄牌1".to_owned(),
            }],
        },
        Part::Photos { items: vec![photo.clone()] },
        Part::Models {
            items: vec![ModelTown {
                name: "云窑小镇".to_owned(),
                href: "d.html".to_owned(),
                about: "省级创建".to_owned(),
                reasons: vec![words("榜首")],
                photo: Some(photo),
                status: None,
                figures: Vec::new(),
            }],
        },
    ]
}

#[test]
fn every_part_is_drawn() {
    let town =
        "name: 云窑小镇\ncategory_history: [{from: 2018, category: named}]\nphotos: [{file: kiln.jpg, alt: 窑}]\n";
    let picture = jpeg(1000, 625, &[]);
    let folder = content(&[("towns/yunyao.yaml", town.as_bytes()), ("towns/yunyao/kiln.jpg", &picture)]);
    let site = site(folder.path(), Edition::Public);
    let drawn = draw(&site, &[page("index.html", every_part())]);
    let page = html(&drawn.artifacts, "index.html");
    for expected in [
        "<p>普通<strong>强调</strong><small>小字</small><span class=\"missing\">—</span><dfn>术语</dfn></p>",
        "<h3 id=\"sub\">小标题</h3>",
        "<div><dt>累计</dt><dd class=\"n\" data-field=\"completed\" data-value=\"52100\">5.21<small>亿元</small><span class=\"firm\">初步</span></dd><dd class=\"of\">年度计划8亿元</dd></div>",
        "<dd data-field=\"county\" data-value=\"yunxi\">云溪县 <small>来源</small></dd>",
        "<caption>2020年&lt;前三季度&gt;</caption>",
        "<tr id=\"row-yunyao\" data-town=\"yunyao\" data-facets=\"窑溪市\"><th scope=\"row\"><a href=\"towns/yunyao.html\">云窑小镇</a></th>",
        "<td data-l=\"完成率\" class=\"fg r\" data-field=\"period_rate\" data-value=\"61.5\"><span class=\"chip yellow\"><span aria-hidden=\"true\">▲</span>黄牌</span> <span>61.5%</span></td>",
        "<p class=\"empty\"><b>2020年&lt;前三季度&gt;</b>没有数据</p>",
        "<ol class=\"points\"><li>第一</li></ol>",
        "<ul class=\"lines\"><li>一点</li></ul>",
        "<svg class=\"plot\" role=\"img\"><title>图</title></svg>",
        "<div class=\"prose\">\n<p>正文</p>",
        "<blockquote class=\"reply\"><p><b>情况说明：</b>雨季停工</p></blockquote>",
        "aria-label=\"20Q3 2020年前三季度：黄牌\"",
        "<span class=\"flag\">草稿</span><a href=\"b.html\">开窑</a>",
        "<a href=\"data/a.csv\">全部数据<span class=\"vh\">：CSV</span></a>",
        "<li class=\"x2 y1 yellow\"><a href=\"c.html\">",
        "<figure class=\"ph\">\n<picture><source type=\"image/webp\" srcset=\"media/towns/yunyao/kiln-480.",
        ".webp 1000w\" sizes=\"(min-width: 75em) 1120px, 100vw\">\n<img class=\"scene fx30 fy70\" src=\"media/towns/yunyao/kiln-800.",
        ".jpg 1000w\" sizes=\"(min-width: 75em) 1120px, 100vw\" alt=\"窑\" width=\"1000\" height=\"625\" loading=\"lazy\" decoding=\"async\"></picture><figcaption>图/某某</figcaption></figure>",
        "<h3><a href=\"d.html\">云窑小镇</a></h3>",
        "<span class=\"fr\"><span>本年累计完成投资</span><span class=\"vh\"> ÷ </span><span>截至本季末计划投资</span></span>",
        "<li class=\"yellow at\" aria-current=\"true\">",
    ] {
        assert!(page.contains(expected), "{expected}\nis not in\n{page}");
    }
    assert!(!page.contains("style=") && !page.contains(" on"), "the policy forbids inline style and script");
}

#[test]
fn the_frame_says_who_publishes_and_leaves_out_what_is_not_known() {
    let folder = content(&[]);
    let drawn = draw(&site(folder.path(), Edition::Public), &[page("towns/yunyao.html", vec![])]);
    let public = html(&drawn.artifacts, "towns/yunyao.html");
    for expected in [
        "<html lang=\"zh-CN\">",
        "<meta name=\"SiteName\" content=\"阳光榜\">",
        "<meta name=\"SiteDomain\" content=\"towns.example.cn\">",
        "<link rel=\"canonical\" href=\"https://towns.example.cn/towns/yunyao.html\">",
        "<title>一页·阳光榜</title>",
        "<dt>主办单位</dt><dd>市特镇办</dd>",
        "<time datetime=\"2020-10-31\">2020年10月31日</time>",
        "href=\"../assets/style.",
        "<a class=\"skip\" href=\"#main\">",
        "<main id=\"main\"",
        "<h1>一页</h1>",
        "<a class=\"id\" href=\"../index.html\">",
    ] {
        assert!(public.contains(expected), "{expected}\nis not in\n{public}");
    }
    for absent in ["SiteIDCode", "ICP备案号", "承办单位", "内部资料", "党政机关标识"] {
        assert!(!public.contains(absent), "{absent}");
    }
    let drawn = draw(&site(folder.path(), Edition::Internal), &[page("index.html", vec![])]);
    assert!(html(&drawn.artifacts, "index.html").contains("内部资料"));
}

#[test]
fn a_page_shown_at_any_address_has_links_from_the_root_of_any_host() {
    let folder = content(&[]);
    let site = site(folder.path(), Edition::Public);
    let evaluation = sunboard::evaluate::evaluate(&site);
    let planned = sunboard::pages::plan(&site, &evaluation);
    let lost = planned.iter().find(|page| page.route.path() == "404.html").expect("a planned page").page();
    assert!(!lost.view.trail.is_empty());
    let drawn = draw(&site, &[lost]);
    let page = html(&drawn.artifacts, "404.html");
    // Its own address is for search engines, as on every page.
    let page = &page.replace("<link rel=\"canonical\" href=\"https://towns.example.cn/404.html\">", "");
    let addresses: Vec<&str> = [" href=\"", " src=\""]
        .iter()
        .flat_map(|start| page.split(start).skip(1))
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert!(addresses.len() > 8, "{addresses:?}");
    for address in addresses {
        let is_absolute = ["/", "#", "mailto:"].iter().any(|start| address.starts_with(start));
        assert!(is_absolute, "`{address}` depends on where the page is shown");
    }
    assert!(page.contains("href=\"/assets/style."), "{page}");
}

#[test]
fn an_error_in_a_theme_names_its_file_and_shows_the_line() {
    let folder = content(&[]);
    let site = site(folder.path(), Edition::Public);
    let theme = tempfile::tempdir().unwrap();
    write(
        theme.path(),
        "templates/page.html",
        b"{% extends \"base.html\" %}\n{% block main %}<h1>{{ page.heding }}</h1>{% block matter %}{% endblock matter %}{% endblock main %}",
    );
    let theme = Theme::load(Some(theme.path())).unwrap();
    let error = draw_with(&site, &[page("index.html", vec![])], &theme).err().unwrap().message.en;
    assert!(error.contains("templates/page.html:2:") && error.contains("page.heding"), "{error}");
}

#[test]
fn a_site_in_english_has_english_words() {
    let folder = content(&[("site.yaml", SITE.replace("zh-CN", "en").as_bytes())]);
    let drawn = draw(&site(folder.path(), Edition::Public), &[page("index.html", vec![])]);
    let page = html(&drawn.artifacts, "index.html");
    assert!(
        page.contains("<html lang=\"en\">") && page.contains("Skip to content") && page.contains("31 October 2020"),
        "{page}"
    );
}

/// Builds `tests/sites/theme`, or a copy of it: the theme is found by its name beside the content.
fn with_own_theme(site: &Path) -> Result<Vec<Artifact>, String> {
    let request = sunboard::Request {
        content: site.join("content"),
        theme: None,
        edition: Edition::Public,
        as_of: None,
        base_url: None,
        drafts: false,
        pictures: Pictures::Checked,
        clock: &|_| chrono::NaiveDateTime::MIN,
        content_cache: None,
        now: std::time::SystemTime::now(),
    };
    let shelf = MemoryOutput::default();
    let built = sunboard::build(&request, None, &shelf, &sunboard::Run::ALONE).map_err(|error| error.message.en)?;
    assert!(built.pages.is_some(), "{:#?}", built.diagnostics);
    Ok(shelf.into_artifacts())
}

fn own_theme() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/theme")
}

#[test]
fn a_second_theme_changes_what_it_says_and_inherits_the_rest() {
    let files = with_own_theme(&own_theme()).unwrap();
    let home = html(&files, "index.html");
    // Its words, and the default's where it has none.
    assert!(home.contains("<a class=\"skip\" href=\"#main\">直达正文</a>") && home.contains("数据截至"), "{home}");
    // Its colours, read after the default's style.
    let at = |name: &str| home.find(&format!("<link rel=\"stylesheet\" href=\"assets/{name}.")).unwrap();
    assert!(at("style") < at("tokens") && at("charts") < at("tokens"));
    let style = |name: &str| {
        let file = files.iter().find(|file| file.path.starts_with(&format!("assets/{name}."))).unwrap();
        let sunboard::artifact::ArtifactContent::Bytes(bytes) = &file.content else {
            panic!("a style is made in memory")
        };
        bytes.clone()
    };
    assert_eq!(style("tokens"), fs::read(own_theme().join("themes/cinnabar/static/tokens.css")).unwrap());
    assert_eq!(style("style"), fs::read(own_theme().join("../../../themes/default/static/style.css")).unwrap());
    // Its template, within the default's frame.
    let lost = html(&files, "404.html");
    assert!(lost.contains("<div class=\"body\"><p><a href=\"/index.html\">阳光榜</a></p></div>"), "{lost}");
    assert!(lost.contains("<dt>主办单位</dt><dd>市特镇办</dd>"), "{lost}");
    assert!(html(&files, "towns/yunyao.html").contains("<h1>"), "pages without a template of their own are as ever");
    // The default theme itself has no such style.
    let folder = content(&[]);
    let drawn = draw(&site(folder.path(), Edition::Public), &[page("index.html", vec![])]);
    assert!(!html(&drawn.artifacts, "index.html").contains("assets/tokens."));
}

#[test]
fn a_copy_of_an_earlier_theme_is_told_with_a_cure() {
    let template = "themes/cinnabar/templates/404.html";
    let sound = fs::read_to_string(own_theme().join(template)).unwrap();
    // Values that templates were given once, or never.
    for lost in ["{% for meta in frame.meta %}{{ meta.name }}{% endfor %}", "{{ frame.gone.name }}"] {
        let folder = tempfile::tempdir().unwrap();
        copy(&own_theme(), folder.path());
        fs::write(folder.path().join(template), sound.replace("{{ t.lost }}", lost)).unwrap();
        let error = with_own_theme(folder.path()).expect_err(lost);
        assert!(error.contains("copy of an earlier default theme"), "{lost}: {error}");
    }
    // What is wrong in itself is no matter of versions.
    let folder = tempfile::tempdir().unwrap();
    copy(&own_theme(), folder.path());
    fs::write(folder.path().join(template), sound.replace("{{ t.lost }}", "{{ t.lost | shout }}")).unwrap();
    assert!(!with_own_theme(folder.path()).expect_err("no such filter").contains("copy of an earlier"));
}

#[test]
fn each_kind_of_error_in_a_theme_is_told_with_file_line_and_words() {
    let template = "themes/cinnabar/templates/404.html";
    let sound = fs::read_to_string(own_theme().join(template)).unwrap();
    // What is changed, the line that is named, and what is shown of it.
    for (from, to, line, shown) in [
        ("{{ t.lost }}", "{{ t.lots }}", 4, "t.lots"),
        ("{{ site.name }}", "{{ site.name", 5, "{{ site.name<"),
        ("{{ site.name }}", "{{ site.name | shout }}", 5, "shout"),
        // What is never closed is missed at the end of the file.
        ("{% endblock matter -%}", "", 8, "Unexpected end of input"),
        ("{{ t.lost }}", "{{ <lots/> }}", 4, "lots"),
        ("page.html", "pages.html", 1, "pages.html"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        copy(&own_theme(), folder.path());
        fs::write(folder.path().join(template), sound.replace(from, to)).unwrap();
        let error = with_own_theme(folder.path()).expect_err(to);
        assert!(error.contains("a template of the theme is wrong"), "{to}: {error}");
        assert!(error.contains(&format!("{template}:{line}:")), "{to}: the place is line {line}:\n{error}");
        assert!(error.contains(shown), "{to}: the words are not shown:\n{error}");
    }
}
