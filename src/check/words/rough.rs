//! A text as words are sought in it at first: its letters only, so that most texts need not be read closely.

use crate::units::is_unseen;

/// The letters of a text, or of a word: no mark of Markdown or YAML, no blank, nothing that nobody sees.
pub(super) fn letters(text: &str) -> String {
    text.chars().filter(|c| is_letter(*c)).collect()
}

fn is_letter(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { !c.is_whitespace() && !is_unseen(c) }
}

/// A text that may hold words.
pub(super) struct Rough {
    letters: String,
    /// The letters before brackets: behind one may stand what no reader sees, such as where a link leads, within a word.
    before_gaps: Vec<char>,
    /// Whether letters may be written otherwise than they are read.
    has_codes: bool,
}

impl Rough {
    /// The text, written or as it is read.
    pub fn of(text: &str) -> Self {
        let mut rough = Self {
            letters: String::with_capacity(text.len()),
            before_gaps: Vec::new(),
            has_codes: text.contains(['\\', '&']),
        };
        let mut last = None;
        for c in text.chars() {
            if is_letter(c) {
                rough.letters.push(c);
                last = Some(c);
            } else if matches!(c, '[' | ']' | '<') {
                rough.before_gaps.extend(last.take());
            }
        }
        rough
    }

    /// Whether a word of these letters may stand in it, in whatever way it is broken; false only where it does not.
    pub fn may_hold(&self, word: &str) -> bool {
        let is_broken = || word.chars().rev().skip(1).any(|letter| self.before_gaps.contains(&letter));
        let has_all = || word.chars().all(|letter| self.letters.contains(letter));
        self.has_codes || self.letters.contains(word) || is_broken() && has_all()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_sought_however_it_is_broken_and_nowhere_else() {
        let may_hold = |text: &str| Rough::of(text).may_hold(&letters("中央国务院"));
        for text in [
            "党中央国务院",
            "中央\n    国务院",
            "中**央**国\u{200b}务\u{3000}院",
            "中央[国务院](https://example.cn)",
            "[中央](https://example.cn/a_(b).html)国务院",
            "[中央][gov]国务[院][gov]",
            "中央<!-- 备注 -->国务院",
            "中央**<b>**国务院",
            "党中\\u592e国务院",
            "中央&#22269;务院",
        ] {
            assert!(may_hold(text), "{text}");
        }
        for text in ["院务国央中", "中央、国务院", "[国务院](https://example.cn)", "- {source: [国务院], by: 中央}"]
        {
            assert!(!may_hold(text), "{text}");
        }
    }
}
