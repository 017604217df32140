//! Words as they are meant: without what nobody sees. One function for all kinds of files.

use super::SheetCell;

/// The words of a cell without marks that nobody sees; none where nothing is left.
///
/// Zero-width marks, marks of direction, soft hyphens and control characters come from web pages, PDFs and old programs.
/// One of them stays and is refused later: the override of direction, under which the words read otherwise than they are.
pub(super) fn words(text: &str) -> Option<SheetCell> {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}', '\u{85}', '\u{b}'], "\n");
    // As .xlsx writes a line's end inside a cell; tools that copy cells into text leave it is.
    let text = text.replace("_x000D_", "").replace("_x000A_", "\n");
    let text: String = text.chars().filter_map(visible).collect();
    let text = text.trim();
    // The mark with which a number is typed as words.
    let text = text.strip_prefix('\'').filter(|rest| !rest.contains('\'')).unwrap_or(text);
    (!text.is_empty()).then(|| SheetCell::Text(text.to_owned()))
}

fn visible(c: char) -> Option<char> {
    match c {
        '\n' | '\t' => Some(c),
        c if c.is_control() => None,
        // Variation selectors and the marks of private use stay: they are part of what is written.
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202d}' => None,
        '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffc}' => None,
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' => Some(' '),
        c => Some(c),
    }
}

/// Whether a text may be a table at all: pictures and programs decode to something too, but are full of control characters.
pub(super) fn is_text(text: &str) -> bool {
    let noise =
        text.chars().filter(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{1a}'));
    let (noise, all) = (noise.count(), text.chars().count());
    noise * 8 <= all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_is_taken_out_of_words() {
        for (written, meant) in [
            ("\u{feff}云窑\u{200b}小镇\u{200d}", "云窑小镇"),
            ("12\u{ad}800", "12800"),
            ("\u{200e}12800\u{200f}", "12800"),
            ("\u{202a}12800\u{202c}", "12800"),
            ("\u{0}云窑\u{8}小镇\u{7f}", "云窑小镇"),
            ("\u{3000}云窑\u{a0}小镇\u{3000}", "云窑 小镇"),
            ("一\r二\r\n三\u{2028}四", "一\n二\n三\n四"),
            ("云窑_x000D_\n小镇", "云窑\n小镇"),
            ("'12800", "12800"),
            ("'云窑'", "'云窑'"),
            ("\u{202e}00821", "\u{202e}00821"),
        ] {
            assert_eq!(words(written), Some(SheetCell::Text(meant.to_owned())), "{written:?}");
        }
        assert_eq!(words(" \u{200b}\u{feff}\u{3000}\n"), None);
        assert!(is_text("小镇,总投资\n云窑\u{0}小镇,1\n") && !is_text("\u{0}\u{1}\u{2}abc"));
    }
}
