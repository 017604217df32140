//! `duplicate-id`: an anchor stands once on a page.
//!
//! Why: a link to it leads to the first, and screen readers name the wrong element.
//! Example: two charts with the id `progress` on one town's page.

use super::document::HtmlDocument;
use super::{Audit, about};
use crate::diagnostic::Diagnostic;

pub(super) fn check(document: &HtmlDocument<'_>, _: &Audit) -> Vec<Diagnostic> {
    let page = document.path();
    let repeated = document.ids.iter().filter(|(_, times)| **times > 1);
    let told = repeated.map(|(id, times)| {
        let message =
            message!("页面 {page} 中 id“{id}”出现了{times}次", "the page {page} has the id `{id}` {times} times");
        about(document, "duplicate-id", message)
    });
    told.collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::messages;

    #[test]
    fn an_id_stands_once() {
        assert_eq!(messages(&[("a.html", "<p id='x'></p><p id='y'></p>")], "duplicate-id"), [""; 0]);
        let twice = [("a.html", "<p id='x'></p><svg><g id='x'/></svg>")];
        assert_eq!(messages(&twice, "duplicate-id"), ["the page a.html has the id `x` 2 times"]);
    }
}
