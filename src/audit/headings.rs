//! `top-heading`: a page has one h1.
//!
//! Why: it is what a reader by ear jumps to first.
//! Example: a theme's `page.html` without `<h1>`.

use super::{Finished, about};
use crate::diagnostic::{Diagnostic, Message};

pub(super) fn check(finished: &Finished<'_>) -> Vec<Diagnostic> {
    let wrong = finished.documents.iter().filter(|document| document.top_headings != 1);
    wrong
        .map(|document| {
            let (page, count) = (document.path(), document.top_headings);
            let message = Message::new(
                format!("页面 {page} 应有一个一级标题，现有{count}个"),
                format!("the page {page} must have one h1 and has {count}"),
            );
            about(document, "top-heading", message)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::messages;

    #[test]
    fn one_heading_at_the_top() {
        assert_eq!(messages(&[("a.html", "<h1>a</h1><h2>b</h2>")], super::check), [""; 0]);
        assert_eq!(messages(&[("a.html", "<h2>b</h2>")], super::check), ["the page a.html must have one h1 and has 0"]);
        // What stands in a comment or a script is no heading.
        let hidden = [("a.html", "<h1>a</h1><!-- <h1>b</h1> -->")];
        assert_eq!(messages(&hidden, super::check), [""; 0]);
    }
}
