//! Traditional characters and their simplified forms: by the first a site is found that is written in the second, and the
//! other way round.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use hanconv::RawDictionary;

/// Simplified forms by character; only pairs that are of one length in every encoding that counts.
static SIMPLIFIED: LazyLock<BTreeMap<char, char>> = LazyLock::new(|| {
    let only = |text: &str| {
        let mut characters = text.chars();
        characters.next().filter(|_| characters.next().is_none())
    };
    let pairs = RawDictionary::TSCharacters.iter().filter_map(|(from, to)| Some((only(from)?, only(to)?)));
    let pairs = pairs.filter(|(from, to)| from != to && from.len_utf16() == to.len_utf16());
    let pairs: BTreeMap<char, char> = pairs.collect();
    // What stands for another is no other's simplified form, so that folding twice is folding once.
    let end = |mut to: char| {
        for _ in 0..4 {
            to = pairs.get(&to).copied().unwrap_or(to);
        }
        to
    };
    pairs.iter().map(|(from, to)| (*from, end(*to))).filter(|(from, to)| from != to).collect()
});

/// The first and the last of the characters that are most of them, which are looked up at once.
const COMMON: std::ops::RangeInclusive<u32> = 0x4e00..=0x9fff;

/// The simplified forms of the common characters, by place.
static TABLE: LazyLock<Vec<char>> = LazyLock::new(|| {
    let common = COMMON.filter_map(char::from_u32);
    common.map(|c| SIMPLIFIED.get(&c).copied().unwrap_or(c)).collect()
});

/// The simplified form of a character; the character itself where it has no other.
pub(super) fn simplified(c: char) -> char {
    match u32::from(c).checked_sub(*COMMON.start()).and_then(|place| TABLE.get(place as usize)) {
        Some(form) => *form,
        None if u32::from(c) >= 0x3400 => SIMPLIFIED.get(&c).copied().unwrap_or(c),
        None => c,
    }
}

/// Traditional characters and their simplified forms in turn, those whose simplified form is wanted.
pub(super) fn pairs(is_wanted: impl Fn(char) -> bool) -> String {
    SIMPLIFIED.iter().filter(|(_, to)| is_wanted(**to)).flat_map(|(from, to)| [*from, *to]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traditional_characters_have_their_simplified_forms() {
        let simple = |text: &str| text.chars().map(simplified).collect::<String>();
        assert_eq!(simple("龍窯、雲窯小鎮，後備裏臺灣發展"), "龙窑、云窑小镇，后备里台湾发展");
        assert_eq!(simple("云窑小镇 kiln"), "云窑小镇 kiln");
        assert_eq!(pairs(|c| c == '龙'), "龍龙");
    }

    #[test]
    fn a_form_is_as_long_as_the_character_and_has_no_other_form() {
        for c in '\0'..=char::MAX {
            let form = simplified(c);
            assert_eq!(form.len_utf16(), c.len_utf16(), "{c}");
            assert_eq!(simplified(form), form, "{c}");
        }
    }
}
