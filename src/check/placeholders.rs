//! **Nothing is left to be filled in** (warning). The words in brackets that a new file begins with do not stay in what the
//! public reads.
//!
//! Why: “（正文）” or “（待填写）” on a government site is a story by itself.
//!
//! Example: `phone: （待填写）` in site.yaml is pointed out until the number is there.

use std::path::Path;

use super::{Content, Report, prose, say};

/// What new files have in the place of words, in both languages.
pub(crate) const TEXT: (&str, &str) = ("（正文）", "(The text.)");
/// The same for a policy document.
pub(crate) const DOCUMENT: (&str, &str) = ("（文件正文）", "(The document's text.)");
const TO_BE_FILLED_IN: [&str; 2] = ["（待填写）", "(to be filled in)"];

pub(super) fn check(content: &Content<'_>, report: &mut Report) {
    for prose in prose::all(content).iter().filter(|prose| prose.public) {
        let all = [TEXT.0, TEXT.1, DOCUMENT.0, DOCUMENT.1].into_iter().chain(TO_BE_FILLED_IN);
        for words in all.filter(|words| prose.text.contains(words)) {
            let at = prose.text.find(words).unwrap_or_default();
            report.warning_at("placeholder", &prose.file, prose.place(content, at, words), message(words), hint());
        }
    }
    let Some(config) = &content.tree.config else { return };
    let contact = &config.contact;
    let values =
        [("contact.phone", &contact.phone), ("contact.email", &contact.email), ("contact.address", &contact.address)];
    for (path, value) in values {
        let left = value.as_ref().and_then(|value| TO_BE_FILLED_IN.into_iter().find(|words| value.contains(words)));
        if let Some(words) = left {
            report.warning("placeholder", Path::new("site.yaml"), path, message(words), hint());
        }
    }
}

fn message(words: &str) -> crate::diagnostic::Message {
    say(
        format!("“{words}”还没有换成内容，会原样登出"),
        format!("`{words}` is not filled in yet and would be published"),
    )
}

fn hint() -> crate::diagnostic::Message {
    say("请写上内容，或删去这一项", "write what belongs here, or delete it")
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn what_is_to_be_filled_in_is_pointed_out_where_the_public_reads_it() {
        let phone = found(&[("site.yaml", "云岚市示例路1号", "（待填写）")]);
        assert_eq!(phone, ["placeholder site.yaml （待填写）"]);
        let page = [("pages/about.md", "说明。", "（正文）")];
        assert_eq!(found(&page), ["placeholder pages/about.md （正文）"]);
        let internal = [page[0], ("pages/about.md", "internal: false", "internal: true")];
        assert!(!found(&internal).iter().any(|fault| fault.starts_with("placeholder")));
    }
}
