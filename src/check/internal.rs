//! **Nothing internal behind a public number.** What the public edition shows is computed from what it shows: awards
//! need the assessments, the showcase's and the method's use of cards needs the cards; a quarter is not kept back while
//! a later one of its year is public; public picks, stories and rules do not name internal towns or policies.
//!
//! Why: the public build is the build of the same tree with every internal item deleted; a number that rests on
//! something hidden could not be traced by its reader.
//!
//! Example: `editions: {public: {sections: [awards]}}` with awards for grades is refused: `assessments` is missing.

use std::path::Path;

use super::{Content, Report};
use crate::model::{ComponentKind, Section};

pub(super) fn check(content: &Content<'_>, report: &mut Report) {
    sections(content, report);
    quarters(content, report);
    names(content, report);
}

fn sections(content: &Content<'_>, report: &mut Report) {
    let Some(config) = &content.tree.config else { return };
    let rules = &content.tree.rules;
    let shown = &config.editions.public.sections;
    let (cards, assessments) = (shown.contains(&Section::Cards), shown.contains(&Section::Assessments));
    let graded = rules.awards.iter().flat_map(|award| &award.cases).any(|case| case.grade.is_some());
    let by_cards = rules
        .rule_sets
        .iter()
        .any(|set| set.showcase.as_ref().is_some_and(|showcase| showcase.quarters_without_card > 0));
    let scored = rules.assessment_methods.iter().flat_map(|method| &method.components);
    let scored = scored.into_iter().any(|component| component.kind == ComponentKind::Cards);
    let faults = [
        (
            shown.contains(&Section::Awards) && !assessments && graded,
            "assessments",
            pair!(
                "公开版显示奖补（awards），奖补按考核等次计算，考核（assessments）却不公开",
                "the public edition shows awards, which are computed from grades, but not `assessments`"
            ),
        ),
        (
            !cards && by_cards,
            "cards",
            pair!(
                "标杆小镇按“无红黄牌”评选并公开，红黄牌（cards）却不公开",
                "the showcase is public and asks for quarters without a card, but `cards` are not public"
            ),
        ),
        (
            !cards && assessments && scored,
            "cards",
            pair!(
                "公开的年度考评把红黄牌计入得分，红黄牌（cards）却不公开",
                "the public assessment counts the cards, but `cards` are not public"
            ),
        ),
    ];
    for (fault, section, message) in faults {
        if fault {
            report.error(
                "internal-input",
                Path::new("site.yaml"),
                "editions.public.sections",
                message.into(),
                message!(
                    "在公开版的 sections 中加上 {section}，或不公开由它算出的内容",
                    "add `{section}` to the public sections, or do not publish what is computed from it"
                ),
            );
        }
    }
}

fn quarters(content: &Content<'_>, report: &mut Report) {
    for (quarter, entry) in content.tree.quarters.iter().filter(|(_, entry)| entry.internal) {
        let later = content.tree.quarters.iter().find(|(later, other)| {
            **later > *quarter && later.year == quarter.year && !other.internal && other.released.is_some()
        });
        if let Some((later, _)) = later {
            report.error(
                "internal-input",
                &content.quarter_path(entry.quarter),
                "internal",
                message!(
                    "{quarter} 不公开，同年较晚的 {later} 却公开：当季数和红黄牌的连续情况要用到它",
                    "{quarter} is internal while {later} is public: its quarterly figures and streaks rest on this one"
                ),
                message!(
                    "公开 {quarter}，或把 {later} 也设为 internal: true",
                    "publish {quarter}, or make {later} internal too"
                ),
            );
        }
    }
}

fn names(content: &Content<'_>, report: &mut Report) {
    let tree = content.tree;
    let hidden = |town: &str| tree.towns.get(town).is_some_and(|town| town.internal);
    let cure = || message!("请删去，或把这一条也设为 internal: true", "remove it, or make this item internal too");
    let message = |town: &str| {
        message!("公开的内容提到不公开的小镇“{town}”", "something public names the internal town `{town}`")
    };
    for (slug, story) in tree.stories.iter().filter(|(_, story)| !story.meta.internal) {
        for (index, town) in story.meta.towns.iter().enumerate().filter(|(_, town)| hidden(town)) {
            let file = content.path("stories", &slug.0, &["md"]);
            report.error("internal-named", &file, &format!("towns[{index}]"), message(town), cure());
        }
    }
    let file = Path::new("rules.yaml");
    for (index, pick) in tree.rules.picks.iter().enumerate().filter(|(_, pick)| !pick.internal && hidden(&pick.town)) {
        report.error("internal-named", file, &format!("picks[{index}].town"), message(&pick.town), cure());
    }
    for (path, basis) in tree.rules.bases() {
        let Some(policy) = &basis.policy else { continue };
        if tree.policies.get(policy).is_some_and(|policy| policy.meta.internal) {
            report.error(
                "internal-named",
                file,
                &format!("{path}.policy"),
                message!(
                    "规则公开，所依据的政策文件“{policy}”却不公开",
                    "the rule is public, but the policy `{policy}` that it rests on is internal"
                ),
                message!("请公开该文件，或只写文件名称（document）", "publish the policy, or name the document alone"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn public_numbers_rest_on_public_sections() {
        let old = "public: {sections: [cards, analysis, assessments, awards, experts]}";
        let with = |sections: &str| found(&[("site.yaml", old, &format!("public: {{sections: [{sections}]}}"))]);
        assert_eq!(with("cards, awards"), ["internal-input site.yaml [cards, awards]"]);
        assert_eq!(with("assessments, awards"), ["internal-input site.yaml [assessments, awards]"]);
        assert_eq!(with("cards, assessments"), Vec::<String>::new());
        let method = ("rules.yaml", "kind: given", "kind: cards");
        let showcase = ("rules.yaml", "quarters_without_card: 1", "quarters_without_card: 0");
        let score = ("towns/yunyao.yaml", "scores:\n  - {year: 2020, key: image, value: 90, on: 2020-11-01}\n", "");
        let site = ("site.yaml", old, "public: {sections: [assessments]}");
        assert_eq!(found(&[method, showcase, score, site]), ["internal-input site.yaml [assessments]"]);
        let latest = ("rules.yaml", "plan: first", "plan: latest");
        assert_eq!(
            found(&[latest, showcase, site]),
            Vec::<String>::new(),
            "the plan version stays when cards are hidden"
        );
    }

    #[test]
    fn a_quarter_is_not_kept_back_alone() {
        let back = |quarter: &'static str| (quarter, "internal: false", "internal: true");
        assert_eq!(found(&[back("quarters/2020Q2.yaml")]), ["internal-input quarters/2020Q2.yaml true"]);
        let found = found(&[back("quarters/2020Q2.yaml"), back("quarters/2020Q3.yaml")]);
        assert_eq!(found, ["link stories/kiln-night.md quarter:2020Q3"]);
    }

    #[test]
    fn internal_towns_and_policies_are_not_named_in_public() {
        let found_town = found(&[("towns/yunyao.yaml", "internal: false", "internal: true")]);
        assert!(found_town.contains(&"internal-named stories/kiln-night.md yunyao".to_owned()), "{found_town:?}");
        assert!(found_town.contains(&"internal-named rules.yaml yunyao".to_owned()), "{found_town:?}");
        let policy = found(&[("policies/opinions.md", "internal: false", "internal: true")]);
        assert_eq!(policy, ["internal-named rules.yaml opinions", "link towns/yunyao.yaml policy:opinions"]);
    }
}
