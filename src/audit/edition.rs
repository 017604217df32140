//! `edition-mark`: every page of the internal edition bears its mark, none of the public edition does.
//!
//! Why: a page without it may be passed on; a public page with it was made from the wrong edition.
//! Example: a theme's `base.html` that leaves out the mark.

use super::document::HtmlDocument;
use super::{Audit, about};
use crate::diagnostic::Diagnostic;
use crate::model::Edition;

pub(super) fn check(document: &HtmlDocument<'_>, audit: &Audit) -> Vec<Diagnostic> {
    let is_internal = audit.edition == Edition::Internal;
    if document.is_marked == is_internal {
        return Vec::new();
    }
    let page = document.path();
    let message = if is_internal {
        message!(
            "内部版页面 {page} 没有“内部资料”标记（data-edition=\"internal\"）",
            "the page {page} of the internal edition lacks its mark (data-edition=\"internal\")"
        )
    } else {
        message!(
            "公开版页面 {page} 带有内部版标记",
            "the page {page} of the public edition bears the mark of the internal one"
        )
    };
    vec![about(document, "edition-mark", message)]
}

#[cfg(test)]
mod tests {
    use super::super::testing::messages;

    #[test]
    fn a_public_page_bears_no_mark() {
        assert_eq!(messages(&[("a.html", "<p>内部资料</p>")], "edition-mark"), [""; 0]);
        let marked = [("a.html", "<p data-edition=internal>内部资料</p>")];
        assert_eq!(
            messages(&marked, "edition-mark"),
            ["the page a.html of the public edition bears the mark of the internal one"]
        );
    }
}
