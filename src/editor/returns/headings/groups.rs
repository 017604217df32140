//! Words that stand above a table's headings, over several of its columns: what of them tells nothing apart, and what shows
//! that a whole sheet is about something else than what was done.

use super::meaning::{Meaning, read};
use super::{AsideReason, CellPosition, Sheet, SheetCell};
use crate::editor::returns::plain::{plain, simple};

/// Words over a group of columns that say nothing that their own headings do not say.
const NEUTRAL: [&str; 34] = [
    "固定资产投资完成情况",
    "固定资产投资情况",
    "固定资产投资",
    "投资完成情况",
    "完成投资情况",
    "投资建设情况",
    "建设进展情况",
    "投资进展情况",
    "投资进度情况",
    "完成进度情况",
    "建设情况",
    "投资情况",
    "进展情况",
    "进度情况",
    "填报情况",
    "基本情况",
    "情况",
    "主要指标",
    "经济指标",
    "统计指标",
    "投资指标",
    "指标名称",
    "指标",
    "主要数据",
    "填报内容",
    "报送内容",
    "填报项目",
    "报送项目",
    "填报数据",
    "报送数据",
    "各小镇",
    "全市",
    "本地区",
    "investment figures",
];

/// A group's words, without the region's names and, where the column below names its figure itself, without what says
/// nothing.
pub(super) fn read_group(text: &str, names: &[String], is_named_below: bool) -> Meaning {
    let mut rest: String = text.chars().map(simple).collect();
    let neutral = NEUTRAL.iter().copied().filter(|_| is_named_below);
    for word in names.iter().map(String::as_str).chain(neutral) {
        rest = rest.replace(word, " ");
    }
    read(&rest)
}

/// Words by which a short text above the headings is no group of columns: it is about the paper or the people.
const ABOUT_THE_PAPER: [&str; 28] = [
    "附件",
    "附表",
    "续表",
    "表",
    "页",
    "编号",
    "文号",
    "密级",
    "秘密",
    "机密",
    "内部",
    "公开",
    "稿",
    "制",
    "资料",
    "报",
    "签",
    "章",
    "审",
    "电话",
    "日期",
    "时间",
    "单位",
    "填",
    "保存",
    "局",
    "办公室",
    "委员会",
];

/// Whether a text right above a heading may be the name of a group of columns.
pub(super) fn may_be_group(text: &str) -> bool {
    let text = plain(text);
    let is_about_paper = ABOUT_THE_PAPER.iter().any(|word| text.contains(word));
    let has_words = text.chars().any(char::is_alphabetic);
    has_words && !is_about_paper && text.chars().count() <= 24 && !text.contains([':', '。', ';', '!', '?'])
}

/// What stands above the headings and in the sheet's name, where it says that the whole sheet is a plan, a target, a
/// forecast or last year's: the words, their place (none for the sheet's name) and what they say.
pub(super) fn other_kind(
    sheet: &Sheet,
    first: u32,
    names: &[String],
) -> Option<(Option<CellPosition>, String, AsideReason)> {
    let titles = sheet.cells.range(..(first, 0)).filter_map(|(at, cell)| match cell {
        SheetCell::Text(text) => Some((Some(*at), text.as_str())),
        _ => None,
    });
    let name = (!sheet.is_alone).then_some((None, sheet.name.as_str()));
    let mut found =
        titles.chain(name).filter_map(|(at, text)| Some((at, text.to_owned(), kind_of_title(text, names)?)));
    found.next()
}

/// The kind of a title that is understood to its last word and says nothing of what was done: 2022年投资计划表.
fn kind_of_title(text: &str, names: &[String]) -> Option<AsideReason> {
    let mut text: String = text.chars().map(simple).collect();
    if ["完成", "实际", "执行", "进展", "进度", "对比", "actual", "completed"].iter().any(|word| text.contains(word))
    {
        return None;
    }
    for word in names.iter().map(String::as_str).chain(["情况", "分解", "下达", "一览", "汇总", "明细", "统计", "表"])
    {
        text = text.replace(word, "");
    }
    // A year alone: Plan 2022.
    let without_year: String = text.chars().filter(|c| !c.is_ascii_digit()).collect();
    let meaning = Some(read(&text)).filter(Meaning::is_understood).unwrap_or_else(|| read(&without_year));
    let is_clear = meaning.is_understood() && meaning.aside.is_empty() && !meaning.is_to_date;
    let kinds = [
        AsideReason::Plan,
        AsideReason::Target,
        AsideReason::Forecast,
        AsideReason::LastYear,
        AsideReason::YearOnYear,
        AsideReason::Remaining,
    ];
    kinds.into_iter().find(|kind| is_clear && meaning.kinds.contains(kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_that_say_nothing_are_known() {
        let names = ["云岚市".to_owned(), "窑溪".to_owned()];
        for fine in
            ["云岚市完成情况", "投资情况", "固定资产投资", "2022年1-3月", "累计", "主要指标（万元）", "单位：万元"]
        {
            let meaning = read_group(fine, &names, true);
            let is_fine = meaning.is_understood() && meaning.aside.is_empty() && meaning.kinds.is_empty();
            assert!(is_fine, "{fine}: {meaning:?}");
        }
        for strange in ["基建部分", "固定资产投资（基建）", "窑溪旧城", "Infrastructure", "外资"] {
            let meaning = read_group(strange, &names, true);
            assert!(!meaning.is_understood() || !meaning.aside.is_empty(), "{strange}");
        }
        // Where no heading below names a figure, fixed assets are what it is about.
        assert!(!read_group("固定资产投资", &names, false).is_understood());
    }

    #[test]
    fn a_title_may_say_that_a_sheet_is_no_return() {
        let names = ["云岚市".to_owned()];
        for (title, kind) in [
            ("云岚市特色小镇2022年投资计划表", Some(AsideReason::Plan)),
            ("2022年投资目标任务分解表", Some(AsideReason::Target)),
            ("上年同期", Some(AsideReason::LastYear)),
            ("预计", Some(AsideReason::Forecast)),
            ("Plan 2022", Some(AsideReason::Plan)),
            ("2022年一季度投资计划完成情况表", None),
            ("云岚市特色小镇投资情况表", None),
            ("单位：万元", None),
            ("落实市政府计划的通知", None),
        ] {
            assert_eq!(kind_of_title(title, &names), kind, "{title}");
        }
    }
}
