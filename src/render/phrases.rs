//! Where a text may break and where not. A title breaks after punctuation, and between the phrases of a generated sentence.
//!
//! Titles are set with `word-break: keep-all`, so that a Chinese word is never cut; this says where a line may end.

/// Words of generated sentences that may begin a line.
const BEGIN: [&str; 21] = [
    "特色小镇",
    "小镇中",
    "完成年度",
    "完成率",
    "投资计划",
    "年度计划",
    "本季末",
    "低于",
    "高于",
    "居首",
    "并列第一",
    "达到",
    "晾晒榜单",
    "红牌的理由",
    "黄牌的理由",
    "与时序",
    "重点项目",
    "建设要求",
    "省级创建",
    "命名",
    "总投资",
];
/// Characters after which a line may end.
const END: [char; 12] = ['，', '、', '；', '：', '。', '！', '？', '）', '》', '”', '—', '的'];
/// Characters that never begin a line.
const NEVER_FIRST: &str = "，、；：。！？）》”％%";

/// The text in pieces, none of which should be broken where there is room.
pub(super) fn phrases(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices().skip(1) {
        let rest = &text[at..];
        let before = text[..at].chars().next_back();
        let ends = before.is_some_and(|before| END.contains(&before));
        let counted = c.is_ascii_digit() && text[..at].ends_with("时序进度");
        let begins = counted || BEGIN.iter().any(|word| rest.starts_with(word));
        if (ends || begins) && !NEVER_FIRST.contains(c) {
            pieces.push(&text[start..at]);
            start = at;
        }
    }
    pieces.push(&text[start..]);
    pieces
}

/// What kind of date a text is: a `day` is `2020-09-29`, `2020-09-29 16:00` or `2021年11月5日`, a `quarter` is
/// `2021年第三季度`. In a narrow column a day would break at its hyphen.
pub(super) fn date_kind(text: &str) -> Option<&'static str> {
    let text = text.trim();
    let year = text.chars().take_while(char::is_ascii_digit).count() == 4 && text.len() > 4;
    let made_of = |others: &str| text.chars().all(|c| c.is_ascii_digit() || others.contains(c));
    match year {
        true if made_of("-: 年月日") => Some("day"),
        true if made_of("年第一二三四季度") => Some("quarter"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_known_by_its_form() {
        for text in ["2020-09-29", "2020-09-29 16:00", "2021年11月5日"] {
            assert_eq!(date_kind(text), Some("day"), "{text}");
        }
        assert_eq!(date_kind("2021年第三季度"), Some("quarter"));
        for text in ["2021", "43680", "2020—2022年", "2019年1月—2022年4月", "云岚日报", "2021年起", ""] {
            assert_eq!(date_kind(text), None, "{text}");
        }
    }

    #[test]
    fn lines_end_after_punctuation_and_before_words_of_sentences() {
        assert_eq!(
            phrases("2021年前三季度，云岚市20个特色小镇完成年度投资计划的64.9%，低于时序进度7.1个百分点"),
            [
                "2021年前三季度，",
                "云岚市20个",
                "特色小镇",
                "完成年度",
                "投资计划的",
                "64.9%，",
                "低于时序进度",
                "7.1个百分点"
            ]
        );
        assert_eq!(phrases("麓泉康养小镇"), ["麓泉康养小镇"]);
        assert_eq!(phrases("（示例）：甲"), ["（示例）：", "甲"]);
        assert_eq!(phrases("Boards of Q3 2021"), ["Boards of Q3 2021"]);
        assert_eq!(phrases(""), [""]);
    }
}
