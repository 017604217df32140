//! Chinese script: what stands without blanks between its characters, so that a line break there is none in the text.

/// Whether a character is one of the scripts that are written without blanks (Chinese, Japanese), or a mark of theirs.
pub fn is_cjk(c: char) -> bool {
    is_ideograph(c)
        || matches!(c,
            '\u{2e80}'..='\u{2fdf}' | '\u{3001}'..='\u{30ff}' | '\u{3100}'..='\u{312f}' | '\u{31a0}'..='\u{31bf}'
            | '\u{31f0}'..='\u{33ff}' | '\u{fe10}'..='\u{fe1f}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff01}'..='\u{ff65}'
            | '\u{ffe0}'..='\u{ffe6}')
}

/// Whether a character is a Chinese one, and no mark.
pub fn is_ideograph(c: char) -> bool {
    matches!(c,
        '\u{3005}'..='\u{3007}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

/// Whether a text is Chinese: it holds a character of it.
pub fn is_chinese(text: &str) -> bool {
    text.chars().any(is_ideograph)
}

/// Whether nothing stands between two characters of a Chinese text where a line ends between them. Words in letters and
/// figures are kept apart; between them and Chinese the styles leave a gap. Korean is written with blanks.
pub fn joins(before: char, after: char) -> bool {
    let is_korean = |c: char| matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{a960}'..='\u{a97f}' | '\u{ac00}'..='\u{d7ff}');
    let is_spaced = |c: char| !is_cjk(c) && (c.is_ascii() || c.is_alphanumeric());
    !(is_korean(before) || is_korean(after) || is_spaced(before) && is_spaced(after))
}

/// A text of one paragraph without the line breaks, and the blanks around them, at which nothing may stand.
pub fn unwrapped(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.contains('\n') || !is_chinese(text) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    for line in text.split('\n') {
        let next = line.trim();
        if let (Some(before), Some(after)) = (out.trim_end().chars().next_back(), next.chars().next()) {
            out.truncate(out.trim_end().len());
            if !joins(before, after) {
                out.push('\n');
            }
        }
        out.push_str(if out.is_empty() { line } else { line.trim_start() });
    }
    out.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_joined_where_chinese_stands_on_a_side() {
        for (text, joined) in [
            ("已经完\n成主体", "已经完成主体"),
            ("瓷为特色，  \n  制造并举。", "瓷为特色，制造并举。"),
            ("完成投资\n10亿元，\nGDP\n增长", "完成投资10亿元，GDP增长"),
            ("他说\n“好”——\n再来…\n是", "他说“好”——再来…是"),
            ("中 the\nplan 文", "中 the\nplan 文"),
            ("张三 李四\n王五", "张三 李四王五"),
            ("the\n“plan”", "the\n“plan”"),
            ("한국 中\n한국", "한국 中\n한국"),
            ("甲\n\n乙", "甲乙"),
        ] {
            assert_eq!(unwrapped(text), joined, "{text}");
        }
    }
}
