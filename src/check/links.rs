//! **Links within the site.** `[云窑小镇](town:yunyao)` in Markdown leads to a town, policy, story, page, quarter or county
//! that is there; and nothing that the public reads leads to something internal or to a draft.
//!
//! Why: the finished page would have a dead link, and its words would give away what is kept back.
//!
//! Example: `[云窑](town:yunyo)` is refused at `town:yunyo` with the hint `yunyao`.

use std::cell::LazyCell;

use super::{Content, Report, did_you_mean, prose};
use crate::diagnostic::Message;
use crate::language::Pair;
use crate::model::Nouns;
use crate::units::{FromText as _, Slug, without_unseen};

/// Schemes of links within the site.
pub(super) const SCHEMES: [&str; 6] = ["town", "policy", "story", "page", "quarter", "county"];
/// Schemes of links that lead out of it.
pub(super) const OUTER_SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

pub(super) fn check(content: &Content<'_>, report: &mut Report) {
    let nouns = LazyCell::new(|| Nouns::of_tree(content.tree));
    for prose in prose::all(content) {
        for (at, target) in targets(prose.text) {
            let seen = without_unseen(target);
            let Some((scheme, rest)) = seen.split_once(':') else { continue };
            // The place on the page is looked for where the pages are done.
            let name = rest.split('#').next().filter(|_| SCHEMES.contains(&scheme)).unwrap_or(rest);
            let is_id = Slug::from_text(name).is_ok() || scheme == "quarter" || !SCHEMES.contains(&scheme);
            let meant = if is_id { Vec::new() } else { nouns.find(scheme, name) };
            let told = match meant[..] {
                [] => fault(content, scheme, name, prose.public),
                [id] => fault(content, scheme, id, prose.public),
                _ => Some(ambiguous(name, &meant)),
            };
            if let Some((message, hint)) = told {
                report.error_at("link", &prose.file, prose.place(content, at, target), message, hint);
            }
        }
    }
}

fn ambiguous(name: &str, ids: &[&str]) -> (Message, Message) {
    (
        message!("名称“{name}”不止指一处", "the name `{name}` means more than one thing"),
        message!("请改写代号：{}"(ids.join("、")), "write the id instead: {}"(ids.join(", "))),
    )
}

/// The targets of a text's links, with their places.
fn targets(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.match_indices("](").filter_map(|(at, opening)| {
        let start = at + opening.len();
        let length = text[start..].find([')', ' ', '\n'])?;
        Some((start, &text[start..start + length]))
    })
}

fn fault(content: &Content<'_>, scheme: &str, name: &str, public: bool) -> Option<(Message, Message)> {
    let (tree, known) = (content.tree, content.known);
    let known_slugs = match scheme {
        "town" => Some(&known.towns),
        "policy" => Some(&known.policies),
        "story" => Some(&known.stories),
        "page" => Some(&known.pages),
        _ => None,
    };
    let (Pair { zh, en }, exists, hidden) = match scheme {
        "town" => {
            (pair!("小镇", "town"), known.towns.contains(name), tree.towns.get(name).is_some_and(|town| town.internal))
        }
        "policy" => (
            pair!("政策文件", "policy"),
            known.policies.contains(name),
            tree.policies.get(name).is_some_and(|policy| policy.meta.internal),
        ),
        "story" => (
            pair!("文章", "story"),
            known.stories.contains(name),
            tree.stories.get(name).is_some_and(|story| story.meta.internal || story.meta.draft),
        ),
        "page" => (
            pair!("页面", "page"),
            known.pages.contains(name),
            tree.pages.get(name).is_some_and(|page| page.meta.internal),
        ),
        "county" if !known.counties => return None,
        "county" => (pair!("县（市、区）", "county"), tree.counties.iter().any(|county| county.id.0 == name), false),
        "quarter" => {
            let quarter = crate::units::Quarter::from_text(name).ok();
            let hidden = quarter
                .and_then(|quarter| tree.quarters.get(&quarter))
                .is_some_and(|quarter| quarter.internal || quarter.released.is_none());
            // Written as it is spelled, since pages are named so.
            let exists = known.quarters.iter().any(|known| known.to_string() == name);
            (pair!("季度", "quarter"), exists, hidden)
        }
        _ => {
            let near = crate::load::nearest(scheme, &SCHEMES)?;
            let fine = OUTER_SCHEMES.contains(&scheme);
            let hint = message!("是否应为“{near}:{name}”？", "did you mean `{near}:{name}`?");
            return (!fine).then(|| (message!("没有“{scheme}:”这种链接", "there are no links `{scheme}:`"), hint));
        }
    };
    if !exists {
        let names: Vec<String> = match (known_slugs, scheme) {
            (Some(slugs), _) => slugs.iter().map(|slug| slug.to_string()).collect(),
            (None, "county") => tree.counties.iter().map(|county| county.id.to_string()).collect(),
            (None, _) => known.quarters.iter().map(ToString::to_string).collect(),
        };
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let cure = message!(
            "请核对代号（文件名去掉扩展名）或名称",
            "check the slug, which is the file's name without its ending, or the name"
        );
        return Some((message!("没有{zh}“{name}”", "there is no {en} `{name}`"), did_you_mean(name, &names, cure)));
    }
    (hidden && public).then(|| {
        (
            message!(
                "公开的文字链接到不公开的{zh}“{name}”",
                "a public text links to the {en} `{name}`, which is not public"
            ),
            message!(
                "请删去链接，或把对方公开、把本文设为 internal: true",
                "remove the link, publish its target, or make this text internal"
            ),
        )
    })
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn links_lead_somewhere() {
        let story = "stories/kiln-night.md";
        let one = |old, new| found(&[(story, old, new)]);
        assert_eq!(one("town:yunyao", "town:yunyo"), ["link stories/kiln-night.md town:yunyo"]);
        assert_eq!(one("town:yunyao", "twon:yunyao"), ["link stories/kiln-night.md twon:yunyao"]);
        assert_eq!(one("quarter:2020Q3", "quarter:2019Q3"), ["link stories/kiln-night.md quarter:2019Q3"]);
        assert_eq!(one("page:about", "https://example.cn/"), Vec::<String>::new());
        for name in ["town:云窑小镇", "town:yunyao#progress", "town:yun\u{200b}yao"] {
            assert_eq!(one("town:yunyao", name), Vec::<String>::new(), "{name}");
        }
        assert_eq!(one("town:yunyao", "town:云腰小镇"), ["link stories/kiln-night.md town:云腰小镇"]);
        let same = [
            (story, "town:yunyao", "town:云窑小镇"),
            ("towns/lanshan.yaml", "category_history:", "also: [云窑小镇]\ncategory_history:"),
        ];
        assert!(found(&same).contains(&"link stories/kiln-night.md town:云窑小镇".to_owned()), "{:?}", found(&same));
        let profile = found(&[("towns/yunyao.yaml", "(policy:opinions)", "(policy:opinion)")]);
        assert_eq!(profile, ["link towns/yunyao.yaml policy:opinion"]);
        assert_eq!(
            found(&[("quarters/2020Q2.yaml", "town:yunyao", "town:yao")]),
            ["link quarters/2020Q2.yaml town:yao"]
        );
    }

    #[test]
    fn the_public_is_not_led_to_what_is_internal() {
        assert_eq!(
            found(&[("pages/about.md", "internal: false", "internal: true")]),
            ["link stories/kiln-night.md page:about"]
        );
        let both = [
            ("pages/about.md", "internal: false", "internal: true"),
            ("stories/kiln-night.md", "internal: false", "internal: true"),
        ];
        assert_eq!(found(&both), ["link towns/yunyao.yaml story:kiln-night"]);
    }
}
