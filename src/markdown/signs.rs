//! What stands beside a mark: brackets, figures, units, products.

use std::ops::Range;

use crate::units::han::is_ideograph;

/// Whether a phrase does not begin with a sign.
pub(super) fn is_closing(c: char) -> bool {
    "，。、；：！？）》」』】〕〗〉”’］｝,;:!?)]}".contains(c)
}

/// Whether a phrase does not end with a sign.
pub(super) fn is_opening(c: char) -> bool {
    "（《「『【〔〖〈“‘［｛([{".contains(c)
}

/// Whether a sign ends a sentence or a part of one.
pub(super) fn ends_sentence(c: char) -> bool {
    "。！？；：…”」』）)!?;:.".contains(c)
}

/// Whether there is a figure, of any width.
pub(super) fn is_digit(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_ascii_digit() || matches!(c, '０'..='９'))
}

/// Whether tildes stand between two figures, the first perhaps with a unit: `8月~~10月`.
pub(super) fn is_span(text: &str, tildes: &Range<usize>) -> bool {
    is_quantity(&text[..tildes.start]) && is_digit(text[tildes.end..].chars().next())
}

/// Whether a text ends with a figure and perhaps its unit: `12`, `12米`, `3.5m2`, `8%`.
fn is_quantity(text: &str) -> bool {
    let mut rest = text.chars().rev().take(4);
    rest.find(|&c| is_digit(Some(c)) || !(c.is_ascii_alphabetic() || is_ideograph(c) || "%％‰℃㎡㎥°²³".contains(c)))
        .is_some_and(|c| is_digit(Some(c)))
}

/// Whether a star between these is a sign of multiplication for certain: between two figures, or beside brackets that hold
/// a sum.
pub(super) fn multiplies(head: &str, tail: &str) -> bool {
    let next = tail.chars().next();
    let is_sum = |inner: &str| {
        let has = |signs: &[char]| inner.contains(signs);
        let has_figure = inner.chars().any(|c| is_digit(Some(c)));
        !has(&['(', '（', ')', '）']) && (has(&['+', '＋', '×', '÷']) || has_figure && has(&['-', '－', '−', '/', '*']))
    };
    let before = head.strip_suffix([')', '）']).and_then(|head| head.rsplit_once(['(', '（']));
    let after = tail.strip_prefix(['(', '（']).and_then(|tail| tail.split_once([')', '）']));
    let sum_before =
        before.is_some_and(|(_, inner)| is_sum(inner)) && next.is_some_and(|c| !is_closing(c) && !c.is_whitespace());
    let sum_after = after.is_some_and(|(inner, _)| is_sum(inner))
        && head.ends_with(|c: char| c.is_alphanumeric() || ")）%％㎡".contains(c));
    sum_before || sum_after || is_quantity(head) && is_digit(next)
}

/// Where the clause begins that a text ends in.
pub(super) fn clause_start(head: &str) -> usize {
    head.rfind(is_clause_end).map_or(0, |at| at + head[at..].chars().next().map_or(0, char::len_utf8))
}

/// Where the clause ends that a text begins with.
pub(super) fn clause_end(tail: &str) -> usize {
    tail.find(is_clause_end).unwrap_or(tail.len())
}

fn is_clause_end(c: char) -> bool {
    c.is_whitespace() || "，。；：、！？,;:!?".contains(c)
}

/// Whether a clause speaks of a sum to be worked out.
pub(super) fn is_formula(clause: &str) -> bool {
    ["=", "＝", "≈", "×", "÷", "计算", "公式", "等于", "乘", "折算", "计发", "核定"]
        .iter()
        .any(|cue| clause.contains(cue))
}
