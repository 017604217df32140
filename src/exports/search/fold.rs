//! What counts as the same character, and what is looked up. `static/search.js` says the same.

use super::forms::simplified;
use crate::units::without_unseen;

/// A character without its width and case, in its simplified form. One character stays one, as long as before, so that places in a text hold.
pub(super) fn fold(c: char) -> char {
    match c {
        '\0'..='\u{7f}' => c.to_ascii_lowercase(),
        '\u{3000}' => ' ',
        // Chinese characters and their like have no case, and some two forms.
        '\u{2e80}'..='\u{9fff}' => simplified(c),
        '\u{ff01}'..='\u{ff5e}' => lower(char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c)),
        c => lower(simplified(c)),
    }
}

fn lower(c: char) -> char {
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(only), None) if only.len_utf16() == c.len_utf16() => only,
        _ => c,
    }
}

/// A text as it is kept: every run of blanks and control characters is one blank, and what nobody sees is not there.
pub(super) fn tidy(text: &str) -> String {
    // Beyond the wide blank there is no other but one.
    let blank = |c: char| c <= '\u{3000}' && (c.is_whitespace() || c.is_control());
    let text = &without_unseen(text);
    let mut out = String::with_capacity(text.len());
    for word in text.split(blank).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out.shrink_to_fit();
    out
}

/// A character, or two that stand side by side: what the index is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Term(pub char, pub Option<char>);

impl Term {
    /// The term as text.
    pub(super) fn text(self) -> String {
        [Some(self.0), self.1].into_iter().flatten().collect()
    }

    /// FNV-1a over the code points.
    pub(super) fn hash(self) -> u32 {
        let step = |hash: u32, c: char| (hash ^ u32::from(c)).wrapping_mul(16_777_619);
        [Some(self.0), self.1].into_iter().flatten().fold(2_166_136_261, step)
    }

    /// The term in a file's name: code points, so that it is plain ASCII.
    pub(super) fn file_stem(self) -> String {
        let code = |c: char| format!("{:x}", u32::from(c));
        self.1.map_or_else(|| code(self.0), |second| format!("{}-{}", code(self.0), code(second)))
    }
}

/// Every pair of neighbours in a tidy text, folded, with its place; no pair holds a blank.
pub(super) fn pairs(text: &str) -> impl Iterator<Item = (usize, Term)> + '_ {
    let mut before = ' ';
    text.chars().map(fold).enumerate().filter_map(move |(place, c)| {
        let pair = (before != ' ' && c != ' ').then(|| (place - 1, Term(before, Some(c))));
        before = c;
        pair
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::is_unseen;

    #[test]
    fn width_and_case_do_not_count() {
        let folded = |text: &str| text.chars().map(fold).collect::<String>();
        assert_eq!(folded("ＡＩ小鎮３Ａ，“İ”𠮷Ⅷ\u{3000}"), "ai小镇3a,“İ”𠮷ⅷ ");
        assert_eq!(tidy(" 一\u{3000}二\n\n\u{feff}三\t云\u{200b}窑"), "一 二 三 云窑");
    }

    #[test]
    fn the_short_ways_lead_to_the_same() {
        for c in '\0'..=char::MAX {
            let narrow = match c {
                '\u{3000}' => ' ',
                '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).expect("a character"),
                c => c,
            };
            assert_eq!(fold(c), lower(simplified(narrow)), "{c:?}");
            let is_blank = c.is_whitespace() || c.is_control() || is_unseen(c);
            assert_eq!(tidy(c.encode_utf8(&mut [0; 4])).is_empty(), is_blank, "{c:?}");
        }
    }

    #[test]
    fn pairs_stop_at_blanks() {
        let found: Vec<(usize, String)> = pairs("云窑A 3a").map(|(place, term)| (place, term.text())).collect();
        assert_eq!(found, [(0, "云窑".to_owned()), (1, "窑a".to_owned()), (4, "3a".to_owned())]);
        assert_eq!(Term('云', Some('窑')).hash(), 0x4173_8557);
        assert_eq!(Term('𠮷', None).file_stem(), "20bb7");
    }
}
