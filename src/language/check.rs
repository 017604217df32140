//! What holds of two wordings that say the same thing, over their bytes, so that the compiler can ask it.

/// Words of the content files that an English wording has to name as they are written there.
const OF_THE_FILES: [&str; 5] = ["亿元", "万元", "元", "做法交流", "特色小镇"];
/// What English quotes from the files: an opening and a closing mark.
const QUOTES: [(char, char); 3] = [('`', '`'), ('“', '”'), ('「', '」')];
/// No wording has as many places.
const MOST_PLACES: usize = 24;

/// Refuses two wordings that are no pair; it runs while compiling.
///
/// - Neither is there without the other. A measure word such as 个 has no English.
/// - English holds no Chinese outside quotes and words of the content files; Chinese that holds letters is Chinese.
/// - The named places `{x}` of both agree. Names that say their language (`{name_zh}`, `{name_en}`) and places without
///   a name agree in their number. `{blank}` in Chinese and `{space}` in English are no words, and `{title}` may stand
///   in Chinese beside a `{name}` that is in both: only the Chinese reader has headings of columns.
///
/// # Panics
/// Where the two are no pair.
pub const fn check(zh: &str, en: &str) {
    let (zh, en) = (zh.as_bytes(), en.as_bytes());
    assert!(holds_chinese(zh) || !holds_letters(zh), "the Chinese half is not Chinese");
    assert!(!tells_chinese(en), "the English half holds Chinese outside quotes");
    assert!(count(zh) < 2 || !is_blank(en), "the English half is missing");
    assert!(!is_blank(zh) || count_letters(en) < 2, "the Chinese half is missing");
    assert!(places_agree(zh, en), "the places of the two halves differ");
}

/// The character at a byte, and how many bytes it takes.
const fn character(text: &[u8], at: usize) -> (u32, usize) {
    let first = text[at] as u32;
    let (mut code, length) = match first {
        0..0x80 => return (first, 1),
        0x80..0xe0 => (first & 0x1f, 2),
        0xe0..0xf0 => (first & 0x0f, 3),
        _ => (first & 0x07, 4),
    };
    let mut next = 1;
    while next < length {
        code = code << 6 | (text[at + next] & 0x3f) as u32;
        next += 1;
    }
    (code, length)
}

const fn is_chinese(character: u32) -> bool {
    matches!(character, 0x3000..=0x303f | 0x4e00..=0x9fff | 0xff00..=0xffef)
}

const fn holds_chinese(text: &[u8]) -> bool {
    let mut at = 0;
    while at < text.len() {
        let (code, length) = character(text, at);
        if is_chinese(code) {
            return true;
        }
        at += length;
    }
    false
}

const fn holds_letters(text: &[u8]) -> bool {
    count_letters(text) > 0
}

/// Latin letters outside places.
const fn count_letters(text: &[u8]) -> usize {
    let (mut at, mut count, mut is_place) = (0, 0, false);
    while at < text.len() {
        match text[at] {
            b'{' | b'}' => is_place = !is_place,
            byte if !is_place && byte.is_ascii_alphabetic() => count += 1,
            _ => {}
        }
        at += 1;
    }
    count
}

/// Characters.
const fn count(text: &[u8]) -> usize {
    let (mut at, mut count) = (0, 0);
    while at < text.len() {
        at += character(text, at).1;
        count += 1;
    }
    count
}

const fn is_blank(text: &[u8]) -> bool {
    text.trim_ascii().is_empty()
}

/// Whether there is Chinese that is neither quoted nor a word of the content files.
const fn tells_chinese(text: &[u8]) -> bool {
    let mut at = 0;
    while at < text.len() {
        let (code, length) = character(text, at);
        let known = match end_of_quote(text, at + length, code) {
            0 => word_of_the_files(text, at),
            end => end - at,
        };
        if known == 0 && is_chinese(code) {
            return true;
        }
        at += if known == 0 { length } else { known };
    }
    false
}

/// Where a quote ends that a character opens before `at`; 0 where it opens none, or one that is never closed.
const fn end_of_quote(text: &[u8], mut at: usize, opening: u32) -> usize {
    let mut pair = 0;
    while pair < QUOTES.len() {
        if QUOTES[pair].0 as u32 == opening {
            while at < text.len() {
                let (code, length) = character(text, at);
                at += length;
                if code == QUOTES[pair].1 as u32 {
                    return at;
                }
            }
        }
        pair += 1;
    }
    0
}

/// The length of the word of the content files that stands at a byte; 0 where there is none.
const fn word_of_the_files(text: &[u8], at: usize) -> usize {
    let mut word = 0;
    while word < OF_THE_FILES.len() {
        if starts_with(text, at, OF_THE_FILES[word].as_bytes()) {
            return OF_THE_FILES[word].len();
        }
        word += 1;
    }
    0
}

const fn starts_with(text: &[u8], at: usize, word: &[u8]) -> bool {
    at + word.len() <= text.len() && is_same(text, (at, at + word.len()), word, (0, word.len()))
}

const fn is_same(one: &[u8], (start, end): (usize, usize), other: &[u8], (first, last): (usize, usize)) -> bool {
    if end - start != last - first {
        return false;
    }
    let mut at = 0;
    while at < end - start {
        if one[start + at] != other[first + at] {
            return false;
        }
        at += 1;
    }
    true
}

/// The places of a wording: where their names begin and end.
struct Places {
    names: [(usize, usize); MOST_PLACES],
    count: usize,
}

/// The places of a wording, without those whose name is `passed`.
const fn places(text: &[u8], passed: &[u8]) -> Places {
    let mut found = Places { names: [(0, 0); MOST_PLACES], count: 0 };
    let mut at = 0;
    while at < text.len() {
        let is_double = at + 1 < text.len() && matches!(text[at], b'{' | b'}') && text[at + 1] == text[at];
        if is_double {
            at += 2;
            continue;
        }
        at += 1;
        if text[at - 1] != b'{' {
            continue;
        }
        let start = at;
        while at < text.len() && !matches!(text[at], b'}' | b':') {
            at += 1;
        }
        if !is_same(text, (start, at), passed, (0, passed.len())) {
            found.names[found.count] = (start, at);
            found.count += 1;
        }
    }
    found
}

/// Whether the places of two wordings are paired.
const fn places_agree(zh: &[u8], en: &[u8]) -> bool {
    let in_zh = places(zh, b"blank");
    let in_en = places(en, b"space");
    let (only_zh, only_en) = (beyond(zh, &in_zh, en, &in_en), beyond(en, &in_en, zh, &in_zh));
    let has_heading = only_zh.count == 1
        && only_en.count == 0
        && is_named(zh, only_zh.names[0], b"title")
        && holds(en, &in_en, b"name");
    has_heading
        || only_zh.count == only_en.count
            && all_say_language(zh, &only_zh, [b"zh", b"title", b"listed"])
            && all_say_language(en, &only_en, [b"en", b"name", b"ticked"])
}

/// The places of one that the other has not, each as often as it is one too many.
const fn beyond(one: &[u8], of_one: &Places, other: &[u8], of_other: &Places) -> Places {
    let mut found = Places { names: [(0, 0); MOST_PLACES], count: 0 };
    let mut taken = [false; MOST_PLACES];
    let mut at = 0;
    while at < of_one.count {
        let (mut place, mut is_known) = (0, false);
        while place < of_other.count && !is_known {
            if !taken[place] && is_same(one, of_one.names[at], other, of_other.names[place]) {
                taken[place] = true;
                is_known = true;
            }
            place += 1;
        }
        if !is_known {
            found.names[found.count] = of_one.names[at];
            found.count += 1;
        }
        at += 1;
    }
    found
}

const fn is_named(text: &[u8], name: (usize, usize), word: &[u8]) -> bool {
    is_same(text, name, word, (0, word.len()))
}

const fn holds(text: &[u8], places: &Places, word: &[u8]) -> bool {
    let mut at = 0;
    while at < places.count {
        if is_named(text, places.names[at], word) {
            return true;
        }
        at += 1;
    }
    false
}

/// Whether each name is none, or has a part between underscores that says the language.
const fn all_say_language(text: &[u8], places: &Places, own: [&[u8]; 3]) -> bool {
    let mut at = 0;
    while at < places.count {
        let (mut start, end) = places.names[at];
        let mut says = start == end;
        while start < end {
            let mut stop = start;
            while stop < end && text[stop] != b'_' {
                stop += 1;
            }
            let mut word = 0;
            while word < own.len() {
                says = says || is_named(text, (start, stop), own[word]);
                word += 1;
            }
            start = stop + 1;
        }
        if !says {
            return false;
        }
        at += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::check;

    fn is_pair(zh: &'static str, en: &'static str) -> bool {
        std::panic::catch_unwind(|| check(zh, en)).is_ok()
    }

    #[test]
    fn what_is_a_pair() {
        for (zh, en) in [
            ("没有文件", "there is no file"),
            ("：", ": "),
            ("个", ""),
            ("", "s"),
            ("没有{name_zh} {n:02}", "there is no {name_en} {n}"),
            ("写作 `{}`", "write `小镇` like {}"),
            ("{n}万元", "{n}{space}万元"),
            ("“{title}”（{name}）", "`{name}`"),
            ("用 {{x}}", "with {{y}}"),
        ] {
            assert!(is_pair(zh, en), "{zh} | {en}");
        }
    }

    #[test]
    fn what_is_no_pair() {
        for (zh, en) in [
            ("没有文件", "没有 file"),
            ("no file", "no file"),
            ("没有文件", ""),
            ("没有文件", " "),
            ("", "no file"),
            ("没有{name}", "there is none"),
            ("没有", "there is no {name}"),
            ("有{count}个", "there are {number}"),
            ("{a}：{b}", "{a}: {a}"),
            ("{}和{}：有", "{}: has"),
            ("“有”", "an open `有"),
        ] {
            assert!(!is_pair(zh, en), "{zh} | {en}");
        }
    }
}
