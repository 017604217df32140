//! `top-heading`: a page has one h1.
//!
//! Why: it is what a reader by ear jumps to first.
//! Example: a theme's `page.html` without `<h1>`.

use super::document::HtmlDocument;
use super::{Audit, about};
use crate::diagnostic::Diagnostic;

pub(super) fn check(document: &HtmlDocument<'_>, _: &Audit) -> Vec<Diagnostic> {
    let (page, count) = (document.path(), document.top_headings);
    if count == 1 {
        return Vec::new();
    }
    let message =
        message!("页面 {page} 应有一个一级标题，现有{count}个", "the page {page} must have one h1 and has {count}");
    vec![about(document, "top-heading", message)]
}

#[cfg(test)]
mod tests {
    use super::super::testing::messages;

    #[test]
    fn one_heading_at_the_top() {
        assert_eq!(messages(&[("a.html", "<h1>a</h1><h2>b</h2>")], "top-heading"), [""; 0]);
        assert_eq!(
            messages(&[("a.html", "<h2>b</h2>")], "top-heading"),
            ["the page a.html must have one h1 and has 0"]
        );
        // What stands in a comment or a script is no heading.
        let hidden = [("a.html", "<h1>a</h1><!-- <h1>b</h1> -->")];
        assert_eq!(messages(&hidden, "top-heading"), [""; 0]);
    }
}
