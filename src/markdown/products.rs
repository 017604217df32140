//! Whether stars that touch words on both sides multiply: `单价*数量*系数` is a product, `这是*强调*文字` is none. Where the
//! words do not say it, the stars stay as they are and it is told.

use std::ops::Range;

use super::signs::{is_digit, is_formula};

/// What the single stars of a clause are that touch words on both sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stars {
    /// Marks, as far as they pair.
    Marks,
    /// Signs of multiplication.
    Product,
    /// One or the other.
    Unclear,
}

/// How the names of quantities end.
const QUANTITIES: &str =
    "价量数率额费比例积重分准值度长宽高厚深面里天年月日季人口户亩元米吨次期倍权资款本息税产班岁寸尺斤克台套件项%％";
/// Characters that stand before or behind what is emphasised and seldom at the end or the head of a quantity's name.
const AROUND: &str = "的了是在和与及或把被将要对以为就也都不很最从到着须应请向让使给并更再只等这那有能可会抓做即";

/// Judges the stars of a clause.
pub(super) fn judge(text: &str, clause: &Range<usize>, stars: &[Range<usize>]) -> Stars {
    let starts = std::iter::once(clause.start).chain(stars.iter().map(|star| star.end));
    let ends = stars.iter().map(|star| star.start).chain(std::iter::once(clause.end));
    let factors: Vec<&str> = starts.zip(ends).map(|(start, end)| &text[start..end]).collect();
    let [head, inner @ .., tail] = &factors[..] else { return Stars::Marks };
    if stars.len() == 1 {
        return Stars::Marks;
    }
    let ends_in_figure = |words: &str| is_digit(words.chars().next_back());
    let is_sum = stars.len() % 2 == 1
        || inner.iter().all(|words| words.chars().count() == 1)
        || ends_in_figure(head)
        || is_digit(tail.chars().next())
        || is_formula(&text[clause.clone()]);
    if is_sum {
        return Stars::Product;
    }
    let is_around = |c: Option<char>| c.is_some_and(|c| AROUND.contains(c));
    let is_phrase = inner.iter().any(|words| words.contains(|c: char| !c.is_alphanumeric()));
    if is_phrase || is_around(head.chars().next_back()) || is_around(tail.chars().next()) {
        return Stars::Marks;
    }
    let is_quantity = |words: &&&str| words.ends_with(|c| QUANTITIES.contains(c));
    let named = factors[..factors.len() - 1].iter().collect::<Vec<_>>();
    let count = named.iter().filter(|words| is_quantity(words)).count()
        + usize::from(tail.chars().take(4).any(|c| QUANTITIES.contains(c)));
    if count * 2 > factors.len() { Stars::Product } else { Stars::Unclear }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_are_multiplied_and_words_are_not() {
        for (text, stars) in [
            ("单价*数量*系数", Stars::Product),
            ("奖补按面积*单价*比例确定", Stars::Product),
            ("得分*权重*调整系数", Stars::Product),
            ("户数*人口*标准", Stars::Product),
            ("长*宽*高", Stars::Product),
            ("单价*数量*系数*月数*比例", Stars::Product),
            ("甲*乙*丙*丁", Stars::Product),
            ("这是*强调*文字", Stars::Marks),
            ("要*高度*重视", Stars::Marks),
            ("把*重点*和*难点*抓好", Stars::Marks),
            ("见*《办法》*第三条", Stars::Marks),
            ("房屋*土地*设备", Stars::Unclear),
            ("张*明", Stars::Marks),
        ] {
            let places: Vec<Range<usize>> = text.match_indices('*').map(|(at, _)| at..at + 1).collect();
            assert_eq!(judge(text, &(0..text.len()), &places), stars, "{text}");
        }
    }
}
