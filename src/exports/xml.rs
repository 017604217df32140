//! Escaping for the XML that feeds and sitemaps are made of.

/// Text between tags or in a quoted attribute. Characters that XML 1.0 does not know are dropped.
pub(super) fn escape(text: &str) -> String {
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
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn nothing_leaves_its_element() {
        let hostile = "]]> <script>alert('1')</script> 🏮 & \"x\"\u{0}\u{ffff}";
        assert_eq!(
            super::escape(hostile),
            "]]&gt; &lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; 🏮 &amp; &quot;x&quot;"
        );
    }
}
