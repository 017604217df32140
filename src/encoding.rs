//! How text is written where some of its characters would mean something else: in HTML, SVG and XML, and in scripts; and
//! bytes in digits. Each is written here and nowhere else; addresses are written by the crate `percent_encoding`.

use std::borrow::Cow;

/// Text between tags or in a quoted attribute, of HTML, SVG and XML alike.
///
/// Characters that XML 1.0 does not know, most controls among them, are dropped: no reader sees them, and one of them
/// makes a whole feed or drawing unreadable.
pub fn escape(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    match escaped(text, &mut out) {
        0 => Cow::Borrowed(text),
        rest => {
            out.push_str(&text[rest..]);
            Cow::Owned(out)
        }
    }
}

/// [`escape`], appended.
pub fn escape_into(out: &mut String, text: &str) {
    let rest = escaped(text, out);
    out.push_str(&text[rest..]);
}

/// Appends the text up to behind the last character that does not stay as it is; gives where that is.
fn escaped(text: &str, out: &mut String) -> usize {
    let bytes = text.as_bytes();
    let mut start = 0;
    for (at, byte) in text.bytes().enumerate() {
        let (length, instead) = match byte {
            b'&' => (1, "&amp;"),
            b'<' => (1, "&lt;"),
            b'>' => (1, "&gt;"),
            b'"' => (1, "&quot;"),
            b'\'' => (1, "&#39;"),
            b'\t' | b'\n' | b'\r' => continue,
            ..b' ' => (1, ""),
            // U+FFFE and U+FFFF.
            0xef if matches!(bytes[at..], [_, 0xbf, 0xbe | 0xbf, ..]) => (3, ""),
            _ => continue,
        };
        out.push_str(&text[start..at]);
        out.push_str(instead);
        start = at + length;
    }
    start
}

/// JSON or a string of JSON that stands in a script or in an attribute for scripts: nothing in it ends the element, opens
/// a comment there, or breaks the line for old engines.
pub fn in_script(json: &str) -> String {
    json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

/// Bytes in hexadecimal digits, small ones.
pub fn hex(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from(b"0123456789abcdef"[usize::from(half)]);
    let mut out = String::with_capacity(2 * bytes.len());
    bytes.iter().for_each(|byte| out.extend([digit(byte >> 4), digit(byte & 15)]));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_leaves_its_element() {
        for (text, expected) in [
            ("", ""),
            ("云窑，火", "云窑，火"),
            ("云\u{ffff}窑", "云窑"),
            ("\u{fffe}", ""),
            ("\u{fffd}云", "\u{fffd}云"),
            ("a\u{1}", "a"),
            ("a\tb\r\n", "a\tb\r\n"),
            (
                "]]> <script>alert('1')</script> 🏮 & \"x\"\u{0}\u{ffff}",
                "]]&gt; &lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; 🏮 &amp; &quot;x&quot;",
            ),
        ] {
            assert_eq!(escape(text), expected);
            let mut out = "前".to_owned();
            escape_into(&mut out, text);
            assert_eq!(out, format!("前{expected}"));
        }
        assert!(matches!(escape("云窑"), Cow::Borrowed(_)));
    }

    #[test]
    fn nothing_ends_a_script() {
        let text = "\"</script><!--\u{2028}\u{2029}\"";
        let written = in_script(text);
        assert_eq!(written, "\"\\u003c/script>\\u003c!--\\u2028\\u2029\"");
        assert_eq!(serde_json::from_str::<String>(&written).unwrap(), serde_json::from_str::<String>(text).unwrap());
    }

    #[test]
    fn each_byte_has_two_digits() {
        assert_eq!(hex(&[0, 0x0f, 0xa0, 0xff]), "000fa0ff");
        assert_eq!(hex(&[]), "");
    }
}
