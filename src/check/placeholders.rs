//! **Nothing is left to be filled in** (warning). The words in brackets that a new file begins with do not stay in what the
//! public reads.
//!
//! Why: “（正文）” or “（待填写）” on a government site is a story by itself.
//!
//! Example: `phone: （待填写）` in site.yaml is pointed out until the number is there.
//!
//! Of a text only a line of its own counts, since a form may quote such words; of a name, an author or a summary the whole.

use std::path::Path;

use super::{Content, Report, prose};
use crate::language::Pair;
use crate::model::{PolicyMeta, StoryMeta, Town};
use crate::units::{SourceReference, Text};

/// What new files have in the place of words, in both languages.
pub(crate) const TEXT: Pair = pair!("（正文）", "(The text.)");
/// The same for a policy document.
pub(crate) const DOCUMENT: Pair = pair!("（文件正文）", "(The document's text.)");
/// The same anywhere.
const TO_BE_FILLED_IN: Pair = pair!("（待填写）", "(to be filled in)");

/// A field that holds nothing but words in brackets, and these.
type LeftPlaceholder<'a> = (String, &'a str);

pub(super) fn check(content: &Content<'_>, report: &mut Report) {
    for prose in prose::all(content).iter().filter(|prose| prose.public) {
        let mut at = 0;
        for line in prose.text.split_inclusive('\n') {
            let words = line.trim();
            if [TEXT.zh, TEXT.en, DOCUMENT.zh, DOCUMENT.en]
                .into_iter()
                .chain([TO_BE_FILLED_IN.zh, TO_BE_FILLED_IN.en])
                .any(|left| left == words)
            {
                let start = at + line.len() - line.trim_start().len();
                let place = prose.place(content, start, words);
                report.warning_at("placeholder", &prose.file, place, message(words), hint());
            }
            at += line.len();
        }
    }
    let tree = content.tree;
    let mut look = |file: &Path, fields: Vec<LeftPlaceholder<'_>>| {
        for (path, words) in fields {
            report.warning("placeholder", file, &path, message(words), hint());
        }
    };
    if let Some(config) = &tree.config {
        let contact = &config.contact;
        let fields = [
            ("contact.phone", &contact.phone),
            ("contact.email", &contact.email),
            ("contact.address", &contact.address),
        ];
        look(Path::new("site.yaml"), given(&fields));
    }
    let sets = tree.rules.rule_sets.iter().enumerate();
    let basis = sets.filter_map(|(at, set)| left(&set.basis.document, || format!("rule_sets[{at}].basis.document")));
    look(Path::new("rules.yaml"), basis.collect());
    for (slug, story) in tree.stories.iter().filter(|(_, story)| !story.meta.internal && !story.meta.draft) {
        look(&content.path("stories", &slug.0, &["md"]), of_story(&story.meta));
    }
    for (slug, policy) in tree.policies.iter().filter(|(_, policy)| !policy.meta.internal) {
        look(&content.path("policies", &slug.0, &["md"]), of_policy(&policy.meta));
    }
    for (file, _, town) in content.towns().filter(|(_, _, town)| !town.internal) {
        look(file, of_town(town));
    }
}

fn of_story(meta: &StoryMeta) -> Vec<LeftPlaceholder<'_>> {
    let mut fields = given(&[
        ("summary", &meta.summary),
        ("author", &meta.author),
        ("editor", &meta.editor),
        ("cover_alt", &meta.cover_alt),
        ("cover_credit", &meta.cover_credit),
    ]);
    fields.extend(source("source", meta.source.as_ref()));
    fields.extend(each("reviewers", "name", &meta.reviewers, |review| Some(&review.name)));
    fields
}

fn of_policy(meta: &PolicyMeta) -> Vec<LeftPlaceholder<'_>> {
    let mut fields = given(&[
        ("document_number", &meta.document_number),
        ("index_number", &meta.index_number),
        ("summary", &meta.summary),
    ]);
    fields.extend(source("source", meta.source.as_ref()));
    fields.extend(each("attachments", "name", &meta.attachments, |attachment| Some(&attachment.name)));
    fields
}

fn of_town(town: &Town) -> Vec<LeftPlaceholder<'_>> {
    let mut fields = given(&[
        ("implementing_body", &town.implementing_body),
        ("summary", &town.summary),
        ("profile", &town.profile),
    ]);
    fields.extend(source("industry_source", town.industry_source.as_ref()));
    fields.extend(each("projects", "name", &town.projects, |project| Some(&project.name)));
    fields.extend(each("tasks", "title", &town.tasks, |task| Some(&task.title)));
    fields.extend(each("findings", "weakness", &town.findings, |it| (!it.internal).then_some(&it.weakness)));
    fields.extend(each("findings", "measure", &town.findings, |it| it.measure.as_ref().filter(|_| !it.internal)));
    fields.extend(each("interviews", "reason", &town.interviews, |it| (!it.internal).then_some(&it.reason)));
    fields.extend(each("honours", "title", &town.honours, |honour| Some(&honour.title)));
    fields.extend(each("photos", "alt", &town.photos, |photo| Some(&photo.alt)));
    fields.extend(each("photos", "credit", &town.photos, |photo| photo.credit.as_ref()));
    fields
}

/// A value that is nothing but words in brackets, at a path.
fn left(words: &str, path: impl FnOnce() -> String) -> Option<LeftPlaceholder<'_>> {
    let inner = words.trim().strip_prefix(['（', '('])?.strip_suffix(['）', ')'])?;
    (!inner.contains(['（', '(', '）', ')'])).then(|| (path(), words))
}

fn given<'a>(fields: &[(&str, &'a Option<Text>)]) -> Vec<LeftPlaceholder<'a>> {
    fields.iter().filter_map(|(path, value)| left(value.as_ref()?, || (*path).to_owned())).collect()
}

fn source<'a>(path: &str, source: Option<&'a SourceReference>) -> Option<LeftPlaceholder<'a>> {
    match source {
        Some(SourceReference::Words(words)) => left(words, || path.to_owned()),
        _ => None,
    }
}

/// A field of each item of a list.
fn each<'a, T>(
    list: &str,
    field: &str,
    items: &'a [T],
    value: impl Fn(&'a T) -> Option<&'a Text>,
) -> Vec<LeftPlaceholder<'a>> {
    let items = items.iter().enumerate();
    items.filter_map(|(at, item)| left(value(item)?, || format!("{list}[{at}].{field}"))).collect()
}

fn message(words: &str) -> crate::diagnostic::Message {
    message!("“{words}”还没有换成内容，会原样登出", "`{words}` is not filled in yet and would be published")
}

fn hint() -> crate::diagnostic::Message {
    message!("请写上内容，或删去这一项", "write what belongs here, or delete it")
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    fn told(edits: &[(&str, &str, &str)]) -> Vec<String> {
        found(edits).into_iter().filter(|fault| fault.starts_with("placeholder")).collect()
    }

    #[test]
    fn what_is_to_be_filled_in_is_pointed_out_where_the_public_reads_it() {
        let phone = found(&[("site.yaml", "云岚市示例路1号", "（待填写）")]);
        assert_eq!(phone, ["placeholder site.yaml （待填写）"]);
        let page = [("pages/about.md", "说明。", "（正文）")];
        assert_eq!(found(&page), ["placeholder pages/about.md （正文）"]);
        let internal = [page[0], ("pages/about.md", "internal: false", "internal: true")];
        assert_eq!(told(&internal), [""; 0]);
    }

    #[test]
    fn fields_are_looked_at_too() {
        let story = told(&[
            ("stories/kiln-night.md", "一窑火烧了三天", "（摘要，一两句话）"),
            ("stories/kiln-night.md", "张三", "(author)"),
        ]);
        let file = "placeholder stories/kiln-night.md";
        assert_eq!(story, [format!("{file} （摘要，一两句话）"), format!("{file} (author)")]);
        assert_eq!(
            told(&[("towns/yunyao.yaml", "云窑小镇管委会", "（小镇管委会）")]),
            ["placeholder towns/yunyao.yaml （小镇管委会）"]
        );
        let rules = told(&[(
            "rules.yaml",
            "document: 市办发〔2020〕1号, article",
            "document: （填写印发的办法和文号）, article",
        )]);
        assert_eq!(rules, ["placeholder rules.yaml （填写印发的办法和文号）"]);
    }

    #[test]
    fn a_form_may_quote_such_words_and_a_name_may_hold_brackets() {
        assert_eq!(told(&[("pages/about.md", "说明。", "申请人：（待填写）\n\n附件1. 方案（正文）")]), [""; 0]);
        assert_eq!(told(&[("site.yaml", "云岚市示例路1号", "（老）示例路1号（东）")]), [""; 0]);
    }
}
