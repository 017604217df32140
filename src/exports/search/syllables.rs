//! How titles and other names are read, so that they are found by pinyin: whole (`yunyao`) or by its initials (`yy`).
//!
//! Syllables and initials stand in the index as characters of their own, beyond those of any text: syllable *n* of
//! [`inventory`] as U+F0000 + *n*, the initial `a` as U+F8000. `static/search.js` says the same.

use super::fold::Term;
use crate::units::spelling::{inventory, syllables};

const SYLLABLES: u32 = 0xf_0000;
const INITIALS: u32 = 0xf_8000;

/// How each character of a title is read, by commas; nothing where a character is not read so.
pub(super) fn spelled(title: &str) -> String {
    let read = syllables(title);
    if read.iter().all(|(_, syllable)| syllable.is_none()) {
        return String::new();
    }
    let all: Vec<&str> = read.into_iter().map(|(_, syllable)| syllable.unwrap_or_default()).collect();
    all.join(",").trim_end_matches(',').to_owned()
}

/// What a spelled title can be looked up by, and where it stands there: its syllables, two of them side by side, and two
/// initials side by side.
pub(super) fn terms(spelled: &str) -> Vec<(usize, Term)> {
    let read: Vec<Option<(char, char)>> = spelled.split(',').map(characters).collect();
    let mut terms = Vec::new();
    for (place, own) in read.iter().enumerate() {
        let Some((syllable, initial)) = *own else { continue };
        terms.push((place, Term(syllable, None)));
        if let Some(Some((next, next_initial))) = read.get(place + 1) {
            terms.push((place, Term(syllable, Some(*next))));
            terms.push((place, Term(initial, Some(*next_initial))));
        }
    }
    terms
}

/// A syllable and its initial as they stand in the index.
fn characters(syllable: &str) -> Option<(char, char)> {
    let place = inventory().binary_search(&syllable).ok()?;
    let initial = u32::from(*syllable.as_bytes().first()?) - u32::from(b'a');
    Some((char::from_u32(SYLLABLES + u32::try_from(place).ok()?)?, char::from_u32(INITIALS + initial)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_looked_up_by_syllables_and_initials() {
        assert_eq!(spelled("云窑AI小镇！"), "yun,yao,,,xiao,zhen");
        assert_eq!(spelled("Kiln"), "");
        let found = terms("yun,yao,,,xiao");
        // yun, yun yao, yy; yao; xiao.
        assert_eq!(found.len(), 5, "{found:?}");
        assert!(found.iter().all(|(_, term)| u32::from(term.0) >= SYLLABLES));
        assert!(inventory().len() < (INITIALS - SYLLABLES) as usize && inventory().len() > 390);
        assert!(terms("").is_empty());
    }
}
