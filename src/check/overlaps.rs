//! **Rules one after the other.** A rule's last day is not before its first; rule sets, standards of one category and
//! assessment methods do not hold at the same time; ids are unique.
//!
//! Why: a period is judged by the rules in force on its last day, and there must be one answer.
//!
//! Example: a rule set without `to` followed by another one: write the first one's last day.

use std::path::Path;

use chrono::NaiveDate;

use super::{Content, Report};
use crate::model::Rules;

/// A rule's span of time.
struct RuleSpan {
    path: String,
    id: Option<String>,
    from: NaiveDate,
    to: Option<NaiveDate>,
}

impl RuleSpan {
    fn overlaps(&self, other: &Self) -> bool {
        self.to.is_none_or(|to| other.from <= to) && other.to.is_none_or(|to| self.from <= to)
    }
}

fn first(year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, 1, 1).expect("a year is read in range")
}

fn last(year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, 12, 31).expect("a year is read in range")
}

/// The rules of one kind, with which of them may not hold together.
type RuleFamily = (Vec<RuleSpan>, Box<dyn Fn(usize, usize) -> bool>);

fn families(rules: &Rules) -> Vec<RuleFamily> {
    let span = |list: &str, index: usize, id: Option<&str>, from, to| RuleSpan {
        path: format!("{list}[{index}]"),
        id: id.map(str::to_owned),
        from,
        to,
    };
    let sets = rules.rule_sets.iter().enumerate();
    let sets = sets.map(|(index, set)| span("rule_sets", index, Some(&set.id.0), set.from.0, set.to.map(|to| to.0)));
    let standards = rules.standards.iter().enumerate();
    let standards = standards
        .map(|(index, rule)| span("standards", index, Some(&rule.id.0), rule.from.first_day, rule.to.map(|to| to.0)));
    let categories: Vec<_> = rules.standards.iter().map(|standard| standard.categories.clone()).collect();
    let shared = move |a: usize, b: usize| categories[a].iter().any(|category| categories[b].contains(category));
    let methods = rules.assessment_methods.iter().enumerate();
    let methods = methods.map(|(index, rule)| {
        span("assessment_methods", index, Some(&rule.id.0), first(rule.from.0), rule.to.map(|to| last(to.0)))
    });
    let awards = rules.awards.iter().enumerate();
    let awards =
        awards.map(|(index, rule)| span("awards", index, Some(&rule.id.0), first(rule.from.0), Some(last(rule.to.0))));
    let scenic = rules.scenic.iter().enumerate();
    let scenic = scenic.map(|(index, rule)| span("scenic", index, None, rule.from.first_day, rule.to.map(|to| to.0)));
    let picks = rules.picks.iter().enumerate();
    let picks = picks.map(|(index, rule)| span("picks", index, None, rule.from.0, rule.to.map(|to| to.0)));
    vec![
        (sets.collect(), Box::new(|_, _| true)),
        (standards.collect(), Box::new(shared)),
        (methods.collect(), Box::new(|_, _| true)),
        (awards.collect(), Box::new(|_, _| false)),
        (scenic.collect(), Box::new(|_, _| false)),
        (picks.collect(), Box::new(|_, _| false)),
    ]
}

pub(super) fn check(content: &Content<'_>, report: &mut Report) {
    let file = Path::new("rules.yaml");
    for (spans, exclusive) in families(&content.tree.rules) {
        for (index, span) in spans.iter().enumerate() {
            if let Some(to) = span.to.filter(|to| *to < span.from) {
                report.error(
                    "from-after-to",
                    file,
                    &format!("{}.to", span.path),
                    message!("截止 {to} 早于起始 {}", "ends {to}, before it begins ({})", span.from),
                    message!("请核对 from 和 to", "check `from` and `to`"),
                );
                continue;
            }
            for (earlier_index, earlier) in spans[..index].iter().enumerate() {
                if span.id.is_some() && span.id == earlier.id {
                    let id = span.id.as_deref().unwrap_or_default();
                    report.error(
                        "same-id",
                        file,
                        &format!("{}.id", span.path),
                        message!("代号“{id}”用了两次", "the id `{id}` is used twice"),
                        message!("请另取一个代号", "choose another id"),
                    );
                }
                if exclusive(earlier_index, index) && earlier.overlaps(span) {
                    let id = earlier.id.as_deref().unwrap_or_default();
                    report.error(
                        "overlap",
                        file,
                        &format!("{}.from", span.path),
                        message!("与“{id}”的施行时间重叠", "is in force at the same time as `{id}`"),
                        message!(
                            "请给“{id}”写上截止日（to），早于这一条的起始日",
                            "end `{id}` (`to`) before this one begins"
                        ),
                    );
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn rules_follow_each_other() {
        let one = |old, new| found(&[("rules.yaml", old, new)]);
        assert_eq!(one("to: 2020-12-31\n", "to: 2019-12-31\n"), ["from-after-to rules.yaml 2019-12-31"]);
        assert_eq!(
            one("from: 2020-10-01, to: 2020-12-31", "from: 2020-10-01, to: 2020-09-30"),
            ["from-after-to rules.yaml 2020-09-30"]
        );
        let set = "standards:\n";
        let second = |from: &str, id: &str| {
            found(&[("rules.yaml", set, &format!("  - {{id: {id}, from: {from}, basis: {{document: d}}}}\n{set}"))])
        };
        assert_eq!(second("2021-01-01", "b"), Vec::<String>::new());
        assert_eq!(second("2020-12-31", "b"), ["overlap rules.yaml 2020-12-31"]);
        assert_eq!(second("2021-01-01", "rules-2020"), ["same-id rules.yaml rules-2020"]);
    }
}
