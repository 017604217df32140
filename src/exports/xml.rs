//! Escaping for the XML that feeds and sitemaps are made of.

use std::borrow::Cow;

/// Text between tags or in a quoted attribute. Characters that XML 1.0 does not know are dropped.
pub(super) fn escape(text: &str) -> Cow<'_, str> {
    let is_plain = |byte: &u8| *byte >= b' ' && !matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'');
    let is_known = |three: &[u8]| !matches!(three, [0xef, 0xbf, 0xbe | 0xbf]);
    if text.as_bytes().iter().all(is_plain) && text.as_bytes().windows(3).all(is_known) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(c),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => out.push(c),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    #[test]
    fn nothing_leaves_its_element() {
        for (text, escaped) in [("云窑，火", "云窑，火"), ("云\u{ffff}窑", "云窑"), ("\u{fffe}", ""), ("a\u{1}", "a")]
        {
            assert_eq!(super::escape(text), escaped);
        }
        let hostile = "]]> <script>alert('1')</script> 🏮 & \"x\"\u{0}\u{ffff}";
        assert_eq!(
            super::escape(hostile),
            "]]&gt; &lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; 🏮 &amp; &quot;x&quot;"
        );
    }
}
