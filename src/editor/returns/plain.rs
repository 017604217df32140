//! Text of tables in one way of writing, so that it can be compared.

use crate::units::narrow;

/// Half-width, small letters, simplified characters of money, one kind of dash.
pub fn simple(c: char) -> char {
    match narrow(c) {
        '萬' => '万',
        '億' => '亿',
        '圓' | '圆' => '元',
        '幣' => '币',
        '單' => '单',
        '總' => '总',
        '資' => '资',
        '計' => '计',
        '仟' => '千',
        '佰' => '百',
        '拾' => '十',
        '﹪' => '%',
        '￥' => '¥',
        '_' => ' ',
        '—' | '–' | '―' | '−' | '─' | '‐' | '‑' | '〜' | '∼' => '-',
        '【' | '〔' | '［' | '「' => '(',
        '】' | '〕' | '］' | '」' => ')',
        c => c.to_ascii_lowercase(),
    }
}

/// Without any blanks.
pub fn plain(text: &str) -> String {
    text.chars().map(simple).filter(|c| !c.is_whitespace()).collect()
}

/// Without blanks, but for one between two words or numbers in Latin letters: `q1 2022`, `第三季度`.
pub fn words(text: &str) -> Vec<char> {
    let mut out: Vec<char> = Vec::new();
    let mut gap = false;
    for c in text.chars().map(simple) {
        if c.is_whitespace() {
            gap = true;
            continue;
        }
        if gap && c.is_ascii_alphanumeric() && out.last().is_some_and(char::is_ascii_alphanumeric) {
            out.push(' ');
        }
        gap = false;
        out.push(c);
    }
    // year-to-date, key-project
    for at in 1..out.len().saturating_sub(1) {
        if out[at] == '-' && out[at - 1].is_ascii_alphabetic() && out[at + 1].is_ascii_alphabetic() {
            out[at] = ' ';
        }
    }
    out
}

/// Whether words stand at a place; Latin ones only where they are not cut out of longer ones.
pub fn stands(text: &[char], at: usize, word: &str) -> bool {
    let length = word.chars().count();
    let Some(slice) = text.get(at..at + length) else { return false };
    let is_latin = |c: Option<&char>| c.is_some_and(char::is_ascii_alphabetic);
    let cut_before = is_latin(slice.first()) && at > 0 && is_latin(text.get(at - 1));
    let cut_behind = is_latin(slice.last()) && is_latin(text.get(at + length));
    slice.iter().copied().eq(word.chars()) && !cut_before && !cut_behind
}
