//! The tags of a page, told one by one; its words, comments and entities in words are passed over.

use std::convert::Infallible;

use html5gum::emitters::Emitter;
use html5gum::{Error, State, naive_next_state};

/// Is told of the tags of a page, in their order.
pub(super) trait Visitor {
    /// A start tag begins.
    fn open(&mut self, name: &[u8]);
    /// An attribute of the start tag that began.
    fn attribute(&mut self, name: &[u8], value: &[u8]);
    /// The start tag is complete.
    fn close(&mut self);
    /// An end tag.
    fn end(&mut self, name: &[u8]);
}

/// Gathers a tag until it is complete.
pub(super) struct Tags<'v, V> {
    visitor: &'v mut V,
    name: Vec<u8>,
    is_start: bool,
    /// Whether the visitor knows of the start tag already.
    is_told: bool,
    attribute: Vec<u8>,
    value: Vec<u8>,
    /// The name of the last start tag, by which a script's end is known.
    last_start: Vec<u8>,
}

impl<'v, V: Visitor> Tags<'v, V> {
    /// Tells this visitor.
    pub(super) fn new(visitor: &'v mut V) -> Self {
        let [name, attribute, value, last_start] = [const { Vec::new() }; 4];
        Self { visitor, name, is_start: false, is_told: false, attribute, value, last_start }
    }

    /// Tells of the attribute that is complete now, if there is one, and of its tag before.
    fn flush(&mut self) {
        if self.is_start && !self.is_told {
            self.visitor.open(&self.name);
            self.is_told = true;
        }
        if self.is_start && !self.attribute.is_empty() {
            self.visitor.attribute(&self.attribute, &self.value);
        }
        self.attribute.clear();
        self.value.clear();
    }
}

impl<V: Visitor> Emitter for Tags<'_, V> {
    type Token = Infallible;

    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn emit_error(&mut self, _: Error) {}

    fn set_last_start_tag(&mut self, name: Option<&[u8]>) {
        self.last_start.clear();
        self.last_start.extend_from_slice(name.unwrap_or_default());
    }

    fn pop_token(&mut self) -> Option<Infallible> {
        None
    }

    fn init_start_tag(&mut self) {
        self.name.clear();
        (self.is_start, self.is_told) = (true, false);
    }

    fn init_end_tag(&mut self) {
        self.name.clear();
        self.is_start = false;
    }

    fn push_tag_name(&mut self, name: &[u8]) {
        self.name.extend_from_slice(name);
    }

    fn init_attribute(&mut self) {
        self.flush();
    }

    fn push_attribute_name(&mut self, name: &[u8]) {
        self.attribute.extend_from_slice(name);
    }

    fn push_attribute_value(&mut self, value: &[u8]) {
        self.value.extend_from_slice(value);
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        self.flush();
        if !self.is_start {
            self.last_start.clear();
            self.visitor.end(&self.name);
            return None;
        }
        self.visitor.close();
        self.last_start.clear();
        self.last_start.extend_from_slice(&self.name);
        // What stands in a script or a title is no element.
        naive_next_state(&self.last_start)
    }

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        !self.is_start && !self.name.is_empty() && self.name == self.last_start
    }

    fn emit_eof(&mut self) {}
    fn emit_string(&mut self, _: &[u8]) {}
    fn set_self_closing(&mut self) {}
    fn init_comment(&mut self) {}
    fn push_comment(&mut self, _: &[u8]) {}
    fn emit_current_comment(&mut self) {}
    fn init_doctype(&mut self) {}
    fn set_force_quirks(&mut self) {}
    fn push_doctype_name(&mut self, _: &[u8]) {}
    fn set_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn set_doctype_system_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_system_identifier(&mut self, _: &[u8]) {}
    fn emit_current_doctype(&mut self) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Default)]
    struct Heard(Vec<String>);

    impl Visitor for Heard {
        fn open(&mut self, name: &[u8]) {
            self.0.push(format!("<{}", String::from_utf8_lossy(name)));
        }

        fn attribute(&mut self, name: &[u8], value: &[u8]) {
            let [name, value] = [name, value].map(String::from_utf8_lossy);
            self.0.push(format!("{name}={value}"));
        }

        fn close(&mut self) {
            self.0.push(">".to_owned());
        }

        fn end(&mut self, name: &[u8]) {
            self.0.push(format!("</{}>", String::from_utf8_lossy(name)));
        }
    }

    #[test]
    fn tags_are_told_with_their_attributes_and_nothing_else_is() {
        let mut heard = Heard::default();
        let html = "<!doctype html><title>a <b id=no></title><!-- <i id=no> --><p>x &lt;i id=no&gt;<a hidden href=\"b&amp;c\" id='d'>e</a>\
                    <script>\"<img src=no>\"</script><br/></p>";
        html5gum::Tokenizer::new_with_emitter(html, Tags::new(&mut heard)).for_each(drop);
        assert_eq!(
            heard.0.join(" "),
            "<title > </title> <p > <a hidden= href=b&c id=d > </a> <script > </script> <br > </p>"
        );
    }
}
