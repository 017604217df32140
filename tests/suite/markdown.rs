//! Markdown of editors: what it may say, and what it cannot do.

use sunboard::model::Edition;

use crate::harness::{content, draw, html, page, prose, site};

/// The HTML of a text on a page of a small site, and the rules of what was found.
fn rendered(markdown: &str) -> (String, Vec<&'static str>) {
    let folder = content(&[]);
    let site = site(folder.path(), Edition::Public);
    let pages =
        [page("stories/kiln.html", vec![prose(markdown, "stories/kiln.md", 2)]), page("towns/yunyao.html", vec![])];
    let drawn = draw(&site, &pages);
    let page = html(&drawn.artifacts, "stories/kiln.html");
    let (_, rest) = page.split_once("<div class=\"prose\">\n").unwrap();
    let (prose, _) = rest.rsplit_once("\n</div></div></section>").unwrap();
    (prose.trim().to_owned(), drawn.diagnostics.iter().map(|diagnostic| diagnostic.rule).collect())
}

fn text(markdown: &str) -> String {
    rendered(markdown).0
}

#[test]
fn headings_take_their_level_and_an_anchor() {
    assert_eq!(text("# 起火\n## 第一窑"), "<h2 id=\"起火\">起火</h2>\n<h3 id=\"第一窑\">第一窑</h3>");
    assert_eq!(text("### 起火"), "<h2 id=\"起火\">起火</h2>");
    assert_eq!(text("# A b!\n# A b?"), "<h2 id=\"a-b\">A b!</h2>\n<h2 id=\"a-b-2\">A b?</h2>");
    // The section above has the id `s`, the main part of the page `main`.
    assert_eq!(text("# s\n# main"), "<h2 id=\"s-2\">s</h2>\n<h2 id=\"main-2\">main</h2>");
}

#[test]
fn nouns_lead_to_their_pages() {
    assert_eq!(text("[云窑](town:yunyao)"), "<p><a href=\"../towns/yunyao.html\">云窑</a></p>");
    assert_eq!(text("[云窑](town:yunyao#tasks)"), "<p><a href=\"../towns/yunyao.html#tasks\">云窑</a></p>");
    assert_eq!(rendered("[云窑](town:yunyo)"), ("<p>云窑</p>".to_owned(), vec!["link-to-nothing"]));
    assert_eq!(text("[首页](/index.html)"), "<p><a href=\"../index.html\">首页</a></p>");
}

#[test]
fn footnotes_and_tables_need_no_style() {
    let note = text("出窑[^a]，再出窑[^a]。\n\n[^a]: 见报表。");
    assert_eq!(
        note,
        "<p>出窑<sup><a href=\"#fn-1\" id=\"fnref-1\">1</a></sup>，再出窑<sup><a href=\"#fn-1\">1</a></sup>。</p>\n\
         <ol class=\"footnotes\">\n<li id=\"fn-1\"><p>见报表。 <a href=\"#fnref-1\" aria-label=\"回到正文注1\">↩</a></p></li>\n</ol>"
    );
    let table = text("|项目|万元|\n|---|--:|\n|窑|12|");
    assert_eq!(
        table,
        "<table>\n<thead><tr><th scope=\"col\">项目</th><th scope=\"col\" class=\"r\">万元</th></tr></thead>\n<tbody>\n\
         <tr><td>窑</td><td class=\"r\">12</td></tr>\n</tbody>\n</table>"
    );
}

#[test]
fn html_is_text_and_comments_are_nothing() {
    assert_eq!(text("a <b onclick=x>b</b>"), "<p>a &lt;b onclick=x&gt;b&lt;/b&gt;</p>");
    assert_eq!(text("<script>alert(1)</script>"), "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>");
    assert_eq!(text("<!-- 内部 -->\n\n好"), "<p>好</p>");
    assert_eq!(text("好<!-- 内部 -->"), "<p>好</p>");
    assert_eq!(text("# 题 {#x .y onclick=alert(1) style=color:red}"), "<h2 id=\"题\">题</h2>");
}

#[test]
fn addresses_pass_an_allow_list() {
    for bad in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "javascript&#58;alert(1)",
        "javascript&colon;alert(1)",
        "&#106;avascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example",
        "\\\\evil.example",
        "/\\evil.example",
        "http:evil.example",
        "blob:x",
        "java%0ascript:alert(1)",
        "tel:1",
    ] {
        let (html, rules) = rendered(&format!("[好]({bad})"));
        assert_eq!((html.as_str(), rules.as_slice()), ("<p>好</p>", &["link-refused"][..]), "{bad}");
    }
    for good in [
        "https://example.cn/a?b=1",
        "http://example.cn",
        "mailto:a@example.cn",
        "a.html",
        "#x",
        "../data/a.csv",
        "?a:b",
    ] {
        assert!(text(&format!("[好]({good})")).contains("<a href"), "{good}");
    }
    assert_eq!(text("<a@example.cn>"), "<p><a href=\"mailto:a@example.cn\">a@example.cn</a></p>");
}

#[test]
fn pictures_come_from_the_content_folder_only() {
    assert_eq!(rendered("![窑](https://evil.example/x.png)"), ("<p>窑</p>".to_owned(), Vec::new()));
    assert_eq!(rendered("![窑](data:image/png;base64,AA)"), ("<p>窑</p>".to_owned(), Vec::new()));
    assert_eq!(rendered("![窑](../../../etc/passwd)"), ("<p>窑</p>".to_owned(), Vec::new()));
    // Quotes in the description cannot end the attribute.
    assert_eq!(rendered("![a\" onerror=\"x](no.png)").0, "<p>a&quot; onerror=&quot;x</p>".replace("&quot;", "\""));
}

/// Whatever the text, ammonia (a sanitiser with an allow-list) finds nothing to remove but what this room adds itself.
#[test]
fn a_sanitiser_finds_nothing_to_remove() {
    let hostile = [
        "[a](<javascript:alert(1)>)",
        "[![a](x.png \"onerror=alert(1)\")](javascript:alert(1))",
        "[a [b](data:x)](town:yunyao)",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "<iframe srcdoc='<script>1</script>'>",
        "![](x\"onerror=alert(1))",
        "# <img onerror=x> {onclick=alert(1) id=\"x\\\" y\"}",
        "``` \" onload=x\ncode\n```",
        "[^\"><script>]\n\n[^\"><script>]: x",
        "[a]: javascript:alert(1)\n\n[a]",
        "<javascript:alert(1)>",
        "|a|\n|:-:|\n|<b style=x>|",
        "<!--> <script>alert(1)</script> -->",
        "<!-- --!> <script>1</script>",
        "<?php x ?>",
        "<![CDATA[<script>]]>",
        "[a](https://x \"\\\" onclick=\\\"x\")",
        "~~~<script>\nx",
        "**a** _b_ ~~c~~ `<d>`",
        "&lt;script&gt;",
        "a\u{0}b",
        "[x](\u{1}javascript:alert(1))",
        "[a](town:yunyao#\"><script>)",
    ];
    let mut oracle = ammonia::Builder::default();
    oracle
        .link_rel(None)
        .add_tags(["section"])
        .add_generic_attributes(["id", "class", "aria-label"])
        .add_tag_attributes("th", ["scope"])
        .add_tag_attributes("img", ["loading", "title"])
        .url_relative(ammonia::UrlRelative::PassThrough);
    for markdown in hostile {
        let html = text(markdown);
        let clean = oracle.clean(&html).to_string();
        // The oracle writes some characters and void elements in another way; both ways mean the same to a parser.
        let same =
            |html: &str| html.replace("&quot;", "\"").replace("&#39;", "'").replace(" />", ">").replace("\u{fffd}", "");
        assert_eq!(same(&clean), same(&html), "{markdown}");
        assert!(!html.contains("<script") && !html.contains("<svg") && !html.contains("<iframe"), "{html}");
    }
}
