//! `empty-column`: the page of a column lists something.
//!
//! Why: five empty columns (空白栏目) fail an inspection.
//! Example: the column `stories` in `site.yaml` while there are no stories.

use super::document::HtmlDocument;
use super::{Audit, about};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) fn check(document: &HtmlDocument<'_>, _: &Audit) -> Vec<Diagnostic> {
    let Some(column) = document.column.as_ref().filter(|_| document.items == 0) else { return Vec::new() };
    let page = document.path();
    let message = message!("栏目“{column}”（{page}）是空的", "the column `{column}` ({page}) is empty");
    let hint = message!(
        "先补充内容，或从 site.yaml 的 columns 中去掉这个栏目",
        "add to it, or take the column out of `columns` in site.yaml"
    );
    vec![Diagnostic { severity: Severity::Warning, ..about(document, "empty-column", message) }.with_hint(hint)]
}

#[cfg(test)]
mod tests {
    use super::super::testing::messages;

    #[test]
    fn a_column_lists_something() {
        let page = |main: &str| format!("<meta name=ColumnName content=故事><nav><li>x</li></nav><main>{main}</main>");
        assert_eq!(messages(&[("a.html", &page("<ul><li>x</li></ul>"))], "empty-column"), [""; 0]);
        assert_eq!(
            messages(&[("a.html", &page("<h1>x</h1><p>没有故事</p>"))], "empty-column"),
            ["the column `故事` (a.html) is empty"]
        );
    }
}
