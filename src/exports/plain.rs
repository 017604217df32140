//! Markdown as plain words, for searching and excerpts only: it may be rough, since the words alone count.

/// The words of a text in Markdown, at most `limit` characters, blanks run together.
pub(super) fn words(markdown: &str, limit: usize) -> String {
    let mut out = String::new();
    let mut rest = markdown;
    let mut length = 0;
    while let Some(c) = rest.chars().next() {
        if length >= limit {
            break;
        }
        rest = &rest[c.len_utf8()..];
        match c {
            // A link's or picture's address goes, its words stay.
            ']' if rest.starts_with('(') => rest = rest.find(')').map_or("", |end| &rest[end + 1..]),
            '<' if rest.starts_with(|next: char| next.is_ascii_alphabetic() || next == '/' || next == '!') => {
                rest = rest.find('>').map_or("", |end| &rest[end + 1..]);
            }
            '!' if rest.starts_with('[') => {}
            '[' | ']' | '#' | '*' | '`' | '>' | '|' | '\\' | '~' => {}
            _ if c.is_whitespace() => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                    length += 1;
                }
            }
            _ => {
                out.push(c);
                length += 1;
            }
        }
    }
    out.truncate(out.trim_end().len());
    out
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn marks_go_and_words_stay() {
        assert_eq!(
            words("# 夜\n\n窑火**旺**，见[云窑](town:yunyao)。![灯](a.jpg)</script>\n", 100),
            "夜 窑火旺，见云窑。灯"
        );
        assert_eq!(words("一二三四", 2), "一二");
        assert_eq!(words("3 < 5", 9), "3 < 5");
        assert_eq!(words("[未完](", 9), "未完");
    }
}
