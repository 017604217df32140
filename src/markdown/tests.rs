//! What Chinese texts become, and that Latin ones become what CommonMark says.

use proptest::prelude::*;
use pulldown_cmark::html;

use super::*;

/// The HTML of a text, without line ends between blocks.
fn drawn(text: &str) -> String {
    let source = MarkdownText::of(text);
    let mut out = String::new();
    html::push_html(&mut out, source.events().into_iter().map(|(event, _)| event));
    out.trim_end().replace(">\n<", "><")
}

/// A text of one paragraph.
fn line(text: &str) -> String {
    let drawn = drawn(text);
    drawn.strip_prefix("<p>").and_then(|rest| rest.strip_suffix("</p>")).unwrap_or(&drawn).to_owned()
}

fn doubts(text: &str) -> Vec<(&str, DoubtKind)> {
    MarkdownText::of(text).read().1.into_iter().map(|doubt| (&text[doubt.span], doubt.kind)).collect()
}

#[test]
fn marks_stand_beside_chinese_signs() {
    for (text, said) in [
        ("**重点。**后文", "<strong>重点。</strong>后文"),
        ("含**“重点”**二字", "含<strong>“重点”</strong>二字"),
        (
            "含**「重点」**二字，另见**《办法》**第三条。",
            "含<strong>「重点」</strong>二字，另见<strong>《办法》</strong>第三条。",
        ),
        (
            "**总体：**10个项目，**“A”**2个，**达10%**以上",
            "<strong>总体：</strong>10个项目，<strong>“A”</strong>2个，<strong>达10%</strong>以上",
        ),
        ("GDP**（含）**GDP，共**“10个”**项", "GDP<strong>（含）</strong>GDP，共<strong>“10个”</strong>项"),
        ("这是**（示范）**镇，后面还有**加粗**。", "这是<strong>（示范）</strong>镇，后面还有<strong>加粗</strong>。"),
        ("~~（旧）。~~后文", "<del>（旧）。</del>后文"),
        ("*强调。*后文，_强调。_后文", "<em>强调。</em>后文，<em>强调。</em>后文"),
        ("__重点。__后文，另见__《办法》__第三条", "<strong>重点。</strong>后文，另见<strong>《办法》</strong>第三条"),
        ("***重点。***后文", "<em><strong>重点。</strong></em>后文"),
        ("**重点*之中*的。**后文", "<strong>重点<em>之中</em>的。</strong>后文"),
        (
            "见**[《办法》](a.html)**第三条，**`代码`**后",
            "见<strong><a href=\"a.html\">《办法》</a></strong>第三条，<strong><code>代码</code></strong>后",
        ),
        ("[见**《办法》**第三条](a.html)", "<a href=\"a.html\">见<strong>《办法》</strong>第三条</a>"),
        ("**重点\n工作：**后文", "<strong>重点工作：</strong>后文"),
        ("**第一，**甲。**第二，**乙。", "<strong>第一，</strong>甲。<strong>第二，</strong>乙。"),
        ("这是*强调*文字", "这是<em>强调</em>文字"),
        ("\\*\\*不是\\*\\*，`**代码**`", "**不是**，<code>**代码**</code>"),
        ("**抓项目、促投资**两件事", "<strong>抓项目、促投资</strong>两件事"),
        ("**合计***为初步数", "<strong>合计</strong>*为初步数"),
        (
            "第一<b>重点。</b>后文，CO<sub>2</sub>，m<sup>2</sup>",
            "第一<strong>重点。</strong>后文，CO<sub>2</sub>，m<sup>2</sup>",
        ),
    ] {
        assert_eq!(line(text), said, "{text}");
        assert_eq!(doubts(text), [], "{text}");
    }
    assert_eq!(drawn("## **一、**总体"), "<h2><strong>一、</strong>总体</h2>");
    assert!(
        drawn("| 镇 | 数 |\n| - | - |\n| **（一）**甲 | **12**|")
            .contains("<td><strong>（一）</strong>甲</td><td><strong>12</strong></td>")
    );
}

#[test]
fn what_is_no_mark_stays() {
    for text in [
        "每亩补助按600*12*3元计算，规格2*3*4米。",
        "600*12*3",
        "面积5*（3+2）*4，（3+2）*4*5，3米*4米*5米，2m*3m*4m，50%*20%*3，３*４*５",
        "补助额=单价*数量*系数，按长*宽*高计",
        "补助按单价*数量*系数计算",
        "投资a*b*c*d元",
        "奖补资金为单价*数量*系数，按面积*单价*比例确定",
        "2**10与2**20，10**6",
        "备注*1、备注*2",
        "张*明、李*华、王**，张**、李**、王**获奖",
        "电话138****1234、139****5678，证号3325**********1234",
        "3~5天，8~10天，约~3天，~4天",
        "3~~5天，8~~10天，8月~~10月、1日~~5日",
        "a_b_c，见“附件_云窑_清单.xlsx”和甲_乙_丙",
        "姓名：____，电话：____。第__次会议，共__人，__年__月__日",
        "*注：本表为快报数。",
        "注：*为快报数，**为调整数。",
        "2022年10:30开始，(c)、R&D、3<5、>、5%|6%、[1]、$5、+86、①",
    ] {
        let said = line(text).replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
        assert_eq!(said, text);
        assert_eq!(doubts(text), [], "{text}");
    }
}

#[test]
fn what_is_not_certain_is_told_and_sets_no_words() {
    for (text, told) in [
        ("**重点 **后文，后面**加粗**。", DoubtKind::Nested),
        ("** 重点**后文，后面**加粗**。", DoubtKind::Loose),
        ("这是**重点，后面**加粗**。", DoubtKind::Loose),
        ("**重点，没有结束", DoubtKind::Loose),
        ("**重点 **后文", DoubtKind::Loose),
        ("这是~~旧 ~~的", DoubtKind::Loose),
        ("投入房屋*土地*设备", DoubtKind::Product),
    ] {
        assert_eq!(line(text), text);
        assert_eq!(doubts(text).into_iter().map(|(_, kind)| kind).collect::<Vec<_>>(), [told], "{text}");
    }
    assert_eq!(
        doubts("见[1]。\n\n[1]: https://a.cn\n[2]: https://b.cn"),
        [("[2]: https://b.cn", DoubtKind::UnusedAddress)]
    );
    assert_eq!(doubts("见。\n\n[//]: # (备注)"), []);
}

#[test]
fn lines_are_read_as_they_are_meant() {
    for (text, said) in [
        ("##一、总体情况\n\n正文。", "<h2>一、总体情况</h2><p>正文。</p>"),
        ("＃＃ 二、下一步\n正文。", "<h2>二、下一步</h2><p>正文。</p>"),
        (
            "＃ 总体\n\n　## 甲\n\n##　乙\n\n##\u{a0}丙\n\n    ## 丁",
            "<h1>总体</h1><h2>甲</h2><h2>乙</h2><h2>丙</h2><h2>丁</h2>",
        ),
        ("#一、总体\n\n##总体##", "<h1>一、总体</h1><h2>总体</h2>"),
        ("#1厂房和#2厂房", "<p>#1厂房和#2厂房</p>"),
        ("#特色小镇#", "<p>#特色小镇#</p>"),
        ("# 题 {#x .y onclick=alert(1)}", "<h1>题</h1>"),
        ("# 投资 {万元}", "<h1>投资 {万元}</h1>"),
        (
            "    十一月，[云窑](town:yunyao)。\n\n段落。\n\n\t十二月，开工。",
            "<p>十一月，<a href=\"town:yunyao\">云窑</a>。</p><p>段落。</p><p>十二月，开工。</p>",
        ),
        ("    第一段。\n    第二段。", "<p>第一段。</p><p>第二段。</p>"),
        ("第一段。\n    第二段。", "<p>第一段。</p><p>第二段。</p>"),
        ("　　第一段\n　　第二段。", "<p>　　第一段</p><p>　　第二段。</p>"),
        ("甲\n　　\n乙", "<p>甲</p><p>乙</p>"),
        ("- 甲\n\n      乙段", "<ul><li><p>甲</p><p>乙段</p></li></ul>"),
        ("· 甲\n· 乙", "<ul><li>甲</li><li>乙</li></ul>"),
        ("•甲；\n  • 子\n•乙。\n后文", "<ul><li>甲；\n<ul><li>子</li></ul></li><li>乙。</li></ul><p>后文</p>"),
        ("－ 甲\n－ 乙\n\n-丙\n-丁", "<ul><li>甲</li><li>乙</li></ul><ul><li>丙</li><li>丁</li></ul>"),
        ("\u{f06c} 甲\n\u{f06c} 乙", "<ul><li>甲</li><li>乙</li></ul>"),
        ("－5℃\n－6℃\n\n——张三", "<p>－5℃－6℃</p><p>——张三</p>"),
        ("＊ 甲\n＊ 乙\n\n＋ 丙\n＋ 丁", "<ul><li>甲</li><li>乙</li></ul><ul><li>丙</li><li>丁</li></ul>"),
        ("*甲\n*乙\n\n※丙\n※丁", "<p>*甲<br />\n*乙</p><p>※丙<br />\n※丁</p>"),
        (">5万元\n>=6万元", "<p>&gt;5万元&gt;=6万元</p>"),
        ("完成投资12亿元\n---\n后文", "<p>完成投资12亿元</p><hr /><p>后文</p>"),
        ("任务：\n（1）甲；\n（2）乙。", "<p>任务：<br />\n（1）甲；<br />\n（2）乙。</p>"),
        (
            "１．甲\n２．乙\n\n1、丙\n2、丁\n\n1.戊\n2.己",
            "<p>１．甲<br />\n２．乙</p><p>1、丙<br />\n2、丁</p><p>1.戊<br />\n2.己</p>",
        ),
        ("完成\n3.5亿元，占\n2.1成", "<p>完成3.5亿元，占2.1成</p>"),
        ("2022. 3月开工", "<p>2022. 3月开工</p>"),
        (">5万元的项目", "<p>&gt;5万元的项目</p>"),
        ("> 引文\n>2022年", "<blockquote><p>引文2022年</p></blockquote>"),
        ("署名：张三\n----\n后文", "<p>署名：张三</p><hr /><p>后文</p>"),
        ("完成投资。\n===", "<p>完成投资。</p><hr />"),
        ("总体情况\n---", "<h2>总体情况</h2>"),
        ("[注]: 本表为快报数\n\n[1]: 88106", "<p>[注]: 本表为快报数</p><p>[1]: 88106</p>"),
        ("见[办法][1]\n\n[1]: policies/a.html", "<p>见<a href=\"policies/a.html\">办法</a></p>"),
        (
            "｜小镇｜投资｜\n｜－－－｜－－－：｜\n｜云窑｜12｜",
            "<table><thead><tr><th>小镇</th><th style=\"text-align: right\">投资</th></tr></thead><tbody><tr><td>云窑</td><td style=\"text-align: right\">12</td></tr></tbody></table>",
        ),
        (
            "下表：\n| 镇 | 数 |\n| - | - |\n| 甲 | 1 |",
            "<p>下表：</p><table><thead><tr><th>镇</th><th>数</th></tr></thead><tbody><tr><td>甲</td><td>1</td></tr></tbody></table>",
        ),
        ("甲<br>乙", "<p>甲<br />\n乙</p>"),
        ("```\n##一\n· 甲\n· 乙\n```", "<pre><code>##一\n· 甲\n· 乙\n</code></pre>"),
    ] {
        assert_eq!(drawn(text), said, "{text}");
    }
}

#[test]
fn a_line_that_was_broken_to_fit_is_one() {
    for (text, said) in [
        ("已经完\n成主体，\n“双招”，GDP\n增长\n10%。", "已经完成主体，“双招”，GDP增长10%。"),
        ("**已经完**\n[成](a.html)`x`\n体", "<strong>已经完</strong><a href=\"a.html\">成</a><code>x</code>体"),
        ("中 the\nplan", "中 the\nplan"),
        ("the\nplan", "the\nplan"),
        ("甲  \n乙", "甲<br />\n乙"),
    ] {
        assert_eq!(line(text), said, "{text}");
    }
}

#[test]
fn what_nobody_sees_is_not_there() {
    for (text, said) in [
        ("云\u{200b}窑\u{ad}镇1\u{2060}2&shy;亿", "云窑镇12亿"),
        ("**重点。\u{200b}**后文", "<strong>重点。</strong>后文"),
        ("\u{200b}- 甲\n\u{200b}- 乙", "<ul><li>甲</li><li>乙</li></ul>"),
        ("\u{200b}## 一、", "<h2>一、</h2>"),
    ] {
        assert_eq!(line(text), said, "{text:?}");
    }
    let source = MarkdownText::of("云\u{200b}窑");
    assert_eq!(source.events()[1].1, 0..9);
    assert_eq!(words("云\u{200b}窑\u{feff}"), "云窑");
}

#[test]
fn items_show_their_numbers() {
    let shown = |text: &str| {
        let source = MarkdownText::of(text);
        numbers(text, &source.events())
    };
    assert_eq!(shown("3. 甲\n5. 乙\n6. 丙"), [None, Some(5), None]);
    assert_eq!(shown("1. 甲\n1. 乙\n1. 丙"), [None; 3]);
    assert_eq!(shown("1. 甲\n   1. 子\n   3. 子\n2. 乙"), [None; 2]);
}

#[test]
fn places_are_those_of_the_text() {
    let text = "##一、\n\n　　见[甲](a.html)\n　　见![乙](b.jpg)，\n\n    见[丙](c.html)\n";
    let found: Vec<&str> = references(text).into_iter().map(|found| &text[found.span]).collect();
    assert_eq!(found, ["[甲](a.html)", "![乙](b.jpg)", "[丙](c.html)"]);
}

fn latin() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "*",
        "*",
        "**",
        "**",
        "***",
        "_",
        "__",
        "~~",
        "a",
        "b",
        "word",
        " ",
        " ",
        ".",
        ",",
        "(",
        ")",
        "\"",
        "\n",
        "\n\n",
        "[",
        "](u)",
        "`",
        "\\",
        "- ",
        "> ",
        "# ",
        "!",
        "&amp;",
        "é",
        "—",
        "“",
        "|",
        "\n| a |\n|---|\n| ",
    ]);
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// Chinese words, figures and everything that could take some of them away.
fn nasty() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "甲",
        "乙丙",
        "第三条",
        "12",
        "3.5",
        "600*12*3",
        "3~5",
        "2022",
        "%",
        "**",
        "**",
        "*",
        "_",
        "__",
        "~~",
        "，",
        "。",
        "：",
        "（",
        "）",
        "《",
        "》",
        "“",
        "”",
        " ",
        "　",
        "\n",
        "\n\n",
        "\n    ",
        "\n\t",
        "\n　　",
        "\n- ",
        "\n1. ",
        "\n3. ",
        "\n# ",
        "\n##",
        "\n＃＃",
        "\n· ",
        "\n• ",
        "\n>",
        "\n> ",
        "\n---\n",
        "\n===\n",
        "|",
        "｜",
        "[",
        "]",
        "](",
        ")",
        "[注]: ",
        "[^1]",
        "`",
        "\\",
        "<",
        ">",
        "&",
        ";",
        "{",
        "}",
        "~",
        "\r\n",
    ]);
    prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn without_chinese_nothing_is_read_otherwise(text in latin()) {
        let plain: Vec<Event<'_>> = Parser::new_ext(&text, OPTIONS).collect();
        let source = MarkdownText::of(&text);
        let mut html_plain = String::new();
        html::push_html(&mut html_plain, plain.into_iter());
        let mut html_read = String::new();
        html::push_html(&mut html_read, source.events().into_iter().map(|(event, _)| event));
        prop_assume!(!text.contains("****") && !text.contains("____") && !text.contains("~~~"));
        // Behind an escaped tilde a pair of them is a single one, which never strikes out here.
        prop_assume!(!text.contains("\\~"));
        prop_assert_eq!(html_read, html_plain);
    }

    /// Apart from the addresses of links, tables' surplus cells and notes that are not referred to, of which `check` tells.
    #[test]
    fn no_word_and_no_figure_is_lost(text in nasty()) {
        let source = MarkdownText::of(&text);
        let (events, _) = source.read();
        let mut shown = String::new();
        for (event, range) in &events {
            prop_assert!(text.is_char_boundary(range.start) && text.is_char_boundary(range.end), "{:?}", range);
            match event {
                Event::Text(words) | Event::Code(words) | Event::Html(words) | Event::InlineHtml(words) => shown.push_str(words),
                Event::Start(Tag::Link { dest_url, title, .. } | Tag::Image { dest_url, title, .. }) => { shown.push_str(dest_url); shown.push_str(title); }
                Event::Start(Tag::Item) => {
                    let head = text[range.clone()].trim_start();
                    shown.push_str(&head[..head.len() - head.trim_start_matches(|c: char| c.is_ascii_digit()).len()]);
                }
                Event::Start(Tag::FootnoteDefinition(name)) | Event::FootnoteReference(name) => shown.push_str(name),
                _ => {}
            }
        }
        let is_counted = |c: &char| c.is_alphanumeric();
        // The first line of code may name its language.
        prop_assume!(!text.contains("```") && !text.contains("~~~"));
        let mut wanted: Vec<char> = text.chars().filter(is_counted).collect();
        let mut got: Vec<char> = shown.chars().filter(is_counted).collect();
        wanted.sort_unstable();
        got.sort_unstable();
        prop_assert_eq!(got, wanted);
    }
}
