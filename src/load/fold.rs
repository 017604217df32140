//! Values that go over several lines. YAML puts a blank where a line ends; within Chinese there is none.
//!
//! Lines are joined in the YAML text before it is read, so that a blank which an editor typed stays, and all who read the
//! text see the same value.

use std::borrow::Cow;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle};

use crate::units::han;

/// A YAML text with the lines of its values joined, and where its bytes come from.
pub(super) struct Joined<'t> {
    pub text: Cow<'t, str>,
    /// Where bytes were left out of the joined text, and how many.
    gaps: Vec<(usize, usize)>,
}

impl Joined<'_> {
    /// A place of the joined text in the text as written.
    pub fn origin(&self, at: usize) -> usize {
        at + self.gaps.iter().take_while(|(gap, _)| *gap < at).map(|(_, length)| length).sum::<usize>()
    }
}

/// Joins the lines of values where nothing may stand between them.
pub(super) fn joined(yaml: &str) -> Joined<'_> {
    let candidates = candidates(yaml);
    let gaps = if candidates.is_empty() { Vec::new() } else { within_values(yaml, candidates) };
    if gaps.is_empty() {
        return Joined { text: yaml.into(), gaps: Vec::new() };
    }
    let mut text = String::with_capacity(yaml.len());
    let mut places = Vec::with_capacity(gaps.len());
    let mut from = 0;
    for gap in gaps {
        text.push_str(&yaml[from..gap.start]);
        places.push((text.len(), gap.len()));
        from = gap.end;
    }
    text.push_str(&yaml[from..]);
    Joined { text: text.into(), gaps: places }
}

/// Ends of lines with the blanks around them at which nothing may stand, outside of texts that keep their lines (`|`).
fn candidates(yaml: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    // The indent of the line that announced a text which keeps its lines.
    let mut kept: Option<usize> = None;
    let mut above: Option<(usize, char)> = None;
    let mut start = 0;
    for whole in yaml.split_inclusive('\n') {
        let line = whole.trim_end();
        let words = line.trim_start_matches([' ', '\t']);
        let indent = line.len() - words.len();
        if !words.is_empty() && kept.is_some_and(|outer| indent <= outer) {
            kept = None;
        }
        if kept.is_none() {
            if let (Some((end, before)), Some(after)) = (above, words.chars().next())
                && after != '#'
                && han::joins(before, after)
                && (han::is_cjk(before) || han::is_cjk(after))
            {
                found.push(end..start + indent);
            }
            if keeps_lines(words) {
                kept = Some(indent);
            }
        }
        above = words.chars().next_back().filter(|_| kept.is_none()).map(|last| (start + line.len(), last));
        start += whole.len();
    }
    found
}

/// Whether a line announces a text that keeps its lines: it ends in `|`, perhaps with a sign and a remark behind it.
fn keeps_lines(words: &str) -> bool {
    let words = words.split(" #").next().unwrap_or_default().trim_end();
    let head = words.trim_end_matches(['+', '-', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
    head.strip_suffix('|').is_some_and(|head| head.is_empty() || head.ends_with([' ', '\t']))
}

/// Those that lie within one value, where YAML makes a blank of them.
fn within_values(yaml: &str, candidates: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let starts: Vec<usize> = yaml.char_indices().map(|(at, _)| at).collect();
    let byte = |index: usize| starts.get(index).copied().unwrap_or(yaml.len());
    let mut gaps = Vec::new();
    let mut candidates = candidates.into_iter().peekable();
    for event in Parser::new_from_str(yaml) {
        // Where the text is no YAML, that is told; nothing is joined.
        let Ok((event, span)) = event else { return Vec::new() };
        let Event::Scalar(value, style, ..) = event else { continue };
        let (start, end) = (byte(span.start.index()), byte(span.end.index()));
        while candidates.next_if(|gap| gap.start < start).is_some() {}
        if style == ScalarStyle::Literal {
            continue;
        }
        while let Some(gap) = candidates.next_if(|gap| gap.end < end) {
            // Lines of a folded text that are indented deeper stay lines, as do those with an empty line between them.
            let (before, after) = (yaml[..gap.start].chars().next_back(), yaml[gap.end..].chars().next());
            let around: String = [before, Some(' '), after].into_iter().flatten().collect();
            let is_blank = value.contains(&around);
            if is_blank && yaml[gap.clone()].matches('\n').count() == 1 {
                gaps.push(gap);
            }
        }
    }
    gaps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_values_are_joined_within_chinese() {
        for (yaml, text) in [
            ("a: >-\n  以龙窑和日用陶\n  瓷为特色，\n  制造并举。\n", "a: >-\n  以龙窑和日用陶瓷为特色，制造并举。\n"),
            ("title: 小镇的\n  低温库\nb: 甲\n", "title: 小镇的低温库\nb: 甲\n"),
            ("a: \"小镇的\n  低温库\"\nb: '甲\n\n  乙'\n", "a: \"小镇的低温库\"\nb: '甲\n\n  乙'\n"),
            ("a: 投资\n  10亿元，GDP\n  the plan\n", "a: 投资10亿元，GDP\n  the plan\n"),
            ("- 甲乙\n  丙丁\n- 戊\n", "- 甲乙丙丁\n- 戊\n"),
            ("a: [甲乙\n  丙, 丁]\n", "a: [甲乙丙, 丁]\n"),
        ] {
            assert_eq!(joined(yaml).text, text);
        }
    }

    #[test]
    fn what_keeps_its_lines_and_what_is_typed_stays() {
        for yaml in [
            "a: |\n  甲\n  乙\nb: 张三 李四\n",
            "a: >\n  甲\n\n  乙\n    丙\n    丁\n",
            "a:\n  甲: 1\n  乙: 2\n",
            "a: 甲 # 注\n# 乙\nb: 丙\n",
            "- 甲\n- 乙\n",
            "a: the\n  plan\n",
            "甲: 乙\n丙: 丁\n",
        ] {
            assert_eq!(joined(yaml).text, yaml);
        }
    }

    #[test]
    fn places_lead_back() {
        let yaml = "a: 小镇的\n  低温库\nb: 甲\n";
        let joined = joined(yaml);
        for word in ["小镇的", "低温库", "b:", "甲"] {
            let at = joined.text.find(word).expect("there");
            assert_eq!(
                joined.origin(at).min(yaml.len()),
                if word == "低温库" { yaml.find("\n").expect("there") } else { yaml.find(word).expect("there") },
                "{word}"
            );
        }
    }
}
