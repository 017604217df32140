//! What a finished page is known by: its heading, and the day of an article.

use html5gum::{Token, Tokenizer};

/// What a page is known by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heading {
    /// The words of its h1; empty where it has none.
    pub words: String,
    /// When an article was published (PubDate), as it stands there; empty for what is none.
    pub published: String,
    /// Whether it only leads on, as the page of an old address does.
    pub forwards: bool,
}

impl Heading {
    /// Reads a page up to the end of its heading.
    pub fn of(html: &[u8]) -> Self {
        let mut found = Self::default();
        let mut in_heading = false;
        for token in Tokenizer::new(html) {
            let Ok(token) = token;
            match token {
                Token::StartTag(tag) if **tag.name == *b"meta" => {
                    let value =
                        |name: &[u8]| tag.attributes.get(name).map(|value| String::from_utf8_lossy(value).into_owned());
                    found.forwards |= value(b"http-equiv").as_deref() == Some("refresh");
                    if value(b"name").as_deref() == Some("PubDate") {
                        found.published = value(b"content").unwrap_or_default();
                    }
                }
                Token::StartTag(tag) => in_heading |= **tag.name == *b"h1",
                Token::String(text) if in_heading => found.words.push_str(&String::from_utf8_lossy(&text)),
                Token::EndTag(tag) if **tag.name == *b"h1" => break,
                _ => {}
            }
        }
        found.words = found.words.split_whitespace().collect::<Vec<_>>().join(" ");
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_known_by_its_heading_and_day() {
        let page =
            b"<meta name=PubDate content='2021-11-20 09:00'><title>x</title><h1>a &amp; <wbr>\n b</h1><h1>c</h1>";
        let heading = Heading::of(page);
        assert_eq!((heading.words.as_str(), heading.published.as_str()), ("a & b", "2021-11-20 09:00"));
        assert!(!heading.forwards && Heading::of(b"<meta http-equiv=refresh content=0><h1>x</h1>").forwards);
        assert_eq!(Heading::of(b"no page"), Heading::default());
    }
}
