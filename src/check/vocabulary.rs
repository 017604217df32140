//! **Words of fixed lists** (warning). Validity and disclosure of a policy, the kind of a column and the stage of a
//! review are words that regulations fix.
//!
//! Why: inspections and catalogues count by these words. Example: `validity: 现行` is doubted; 有效 is meant.

use std::path::Path;

use super::{Content, Report};
use crate::units::Text;

const VALIDITY: &[&str] = &["有效", "废止", "失效", "未载明"];
const DISCLOSURE: &[&str] = &["主动公开", "依申请公开", "不予公开"];
const STAGES: &[&str] = &["一审", "二审", "三审", "一校", "二校", "三校"];
const COLUMNS: &[&str] =
    &["首页", "概况信息", "机构职能", "工作动态", "政策文件", "数据发布", "数据开放", "政策解读", "互动交流"];

pub(super) fn check(content: &Content<'_>, report: &mut Report) {
    let mut look = |file: &Path, path: &str, word: &Text, words: &[&str]| {
        if !words.contains(&&**word) {
            let (zh, en) = (words.join("、"), words.join(", "));
            report.warning(
                "vocabulary",
                file,
                path,
                message!("“{word}”不是规定用语", "`{word}` is not one of the words fixed for this"),
                message!("规定用语：{zh}", "the words are {en}"),
            );
        }
    };
    for (index, column) in content.tree.config.iter().flat_map(|config| config.columns.iter().enumerate()) {
        look(Path::new("site.yaml"), &format!("columns[{index}].kind"), &column.kind, COLUMNS);
    }
    for (slug, policy) in &content.tree.policies {
        let file = content.path("policies", &slug.0, &["md"]);
        look(&file, "validity", &policy.meta.validity, VALIDITY);
        look(&file, "disclosure", &policy.meta.disclosure, DISCLOSURE);
    }
    for (slug, story) in &content.tree.stories {
        let file = content.path("stories", &slug.0, &["md"]);
        for (index, review) in story.meta.reviewers.iter().enumerate() {
            look(&file, &format!("reviewers[{index}].stage"), &review.stage, STAGES);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn fixed_words_are_kept() {
        assert_eq!(
            found(&[("policies/opinions.md", "validity: 有效", "validity: 现行")]),
            ["vocabulary policies/opinions.md 现行"]
        );
        assert_eq!(
            found(&[("policies/opinions.md", "disclosure: 主动公开", "disclosure: 公开")]),
            ["vocabulary policies/opinions.md 公开"]
        );
        assert_eq!(
            found(&[("stories/kiln-night.md", "stage: 一审", "stage: 初审")]),
            ["vocabulary stories/kiln-night.md 初审"]
        );
        assert_eq!(found(&[("site.yaml", "kind: 首页", "kind: 主页")]), ["vocabulary site.yaml 主页"]);
    }
}
