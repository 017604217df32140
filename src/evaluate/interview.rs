//! Interview triggers (约谈, ¶7): a warning by the province, progress clearly behind at a checkpoint, or an
//! indicator far from its standard. Any of them triggers; the town and its linked leader are then interviewed.

use super::board::Standing;
use super::lookup;
use super::standard::{self, Known};
use crate::figure::Firmness;
use crate::model::{Assessor, InterviewKind, Section, Site, Town};
use crate::units::{Date, Key, Number, Quarter, Ratio, Slug, Timestamp};

/// A trigger that was met in a quarter.
#[derive(Clone, Debug)]
pub struct Trigger {
    /// The rule's id.
    pub rule: Slug,
    /// The rule's name.
    pub name: String,
    /// What met it.
    pub cause: Cause,
}

/// What met a trigger.
#[derive(Clone, Debug)]
pub enum Cause {
    /// The province warned by name.
    Warned {
        /// Day.
        on: Date,
        /// What about.
        text: String,
    },
    /// The period plan rate was below the bound, per cent.
    Behind {
        /// Completed ÷ planned to the quarter's end.
        rate: Ratio,
        /// The bound.
        below: Number,
        /// How firm the figure is.
        firmness: Firmness,
    },
    /// An indicator stood below the bound's share of its standard, per cent.
    Far {
        /// The indicator.
        key: Key,
        /// Its name.
        name: String,
        /// Value ÷ standard.
        attained: Ratio,
        /// How firm the value is.
        firmness: Firmness,
        /// The bound.
        below: Number,
    },
}

/// What was known while a quarter was the latest one shown: until the day before the next came out, or till now. Indicators have
/// no quarters, so they are judged for the latest; what they triggered then stays listed with that quarter.
fn known_in(site: &Site, quarter: Quarter) -> Known {
    let next = site.quarters.range(quarter..).nth(1).map(|(next, report)| {
        let out = report.released.map_or_else(|| next.last_day(), Timestamp::day).min(site.as_of);
        out.pred_opt().unwrap_or(out)
    });
    Known { day: next.unwrap_or(site.as_of), quarter: Some(quarter) }
}

/// The triggers that a town met in a quarter.
pub fn triggers(site: &Site, town: &Town, quarter: Quarter, standing: Option<&Standing>) -> Vec<Trigger> {
    let Some(rules) = lookup::rule_set_on(site, quarter.last_day()) else { return Vec::new() };
    let Some(standing) = standing.filter(|_| site.sections.contains(&Section::Interviews)) else { return Vec::new() };
    let mut triggers = Vec::new();
    for rule in &rules.interviews {
        let mut push = |cause| {
            triggers.push(Trigger { rule: rule.id.clone(), name: rule.name.0.clone(), cause });
        };
        match (rule.kind, rule.below) {
            (InterviewKind::ProvincialWarning, _) => {
                let within = |on: Date| (quarter.first_day()..=quarter.last_day()).contains(&on.0);
                for warning in town.warnings.iter().filter(|w| w.by == Assessor::Province && within(w.on)) {
                    push(Cause::Warned { on: warning.on, text: warning.text.0.clone() });
                }
            }
            (InterviewKind::Behind, Some(below)) => {
                let checkpoint = rule.quarters.is_empty() || rule.quarters.contains(&(quarter.number as u8));
                if let Some(rate) =
                    standing.period_rate.filter(|rate| checkpoint && rate.compare_percent(below).is_lt())
                {
                    push(Cause::Behind { rate, below, firmness: standing.firmness });
                }
            }
            (InterviewKind::IndicatorFar, Some(below)) => {
                let standards = standard::standards(site, town, known_in(site, quarter));
                for item in standards.iter().flat_map(|standard| &standard.items) {
                    let far = item.attained.filter(|share| share.compare_percent(below).is_lt());
                    let firmness = item.value.as_ref().map(|held| held.firmness).unwrap_or_default();
                    if let Some(attained) = far.filter(|_| rule.indicators.contains(&item.key)) {
                        push(Cause::Far { key: item.key.clone(), name: item.name.clone(), attained, below, firmness });
                    }
                }
            }
            (InterviewKind::Behind | InterviewKind::IndicatorFar, None) => {}
        }
    }
    triggers
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;

    #[test]
    fn each_trigger_has_its_own_condition() {
        let rules = format!(
            "{RULES}    interviews:
      - {{id: warned, name: 省级预警, kind: provincial_warning}}
      - {{id: quarter, name: 季度滞后, kind: behind, below: 60}}
      - {{id: half, name: 半年滞后, kind: behind, quarters: [2, 4], below: 70}}
      - {{id: far, name: 指标差距大, kind: indicator_far, below: 50, indicators: [jobs]}}
standards:
  - {{id: s, name: 标准, from: 2015, basis: {{document: 示例}}, categories: [municipal], items: [{{key: jobs, name: 就业, unit: 人, at_least: 2000}}]}}
"
        );
        let town = municipal(&(row("2020Q1", "162.5") + &row("2020Q2", "325")))
            + "warnings: [{on: 2020-03-31, by: province, text: 点名}, {on: 2020-05-01, by: city, text: 市级}]
indicators: [{year: 2019, key: jobs, value: 999}]
";
        // Both quarters 65 %: above 60, below 70. 999/2000 = 49.95 %.
        let evaluation = evaluation(&rules, &[("a", &town)], &["2020Q1", "2020Q2"], "2020-08-01");
        let rules_at = |name: &str| -> Vec<String> {
            evaluation.towns[&slug("a")].quarters[&quarter(name)]
                .triggers
                .iter()
                .map(|trigger| trigger.rule.to_string())
                .collect()
        };
        // The indicator of 2019 is known since the year's end, so it is far in both.
        assert_eq!(rules_at("2020Q1"), ["warned", "far"]);
        assert_eq!(rules_at("2020Q2"), ["half", "far"]);
    }

    /// The value is reported in May and mended in November: what it triggered stays with the quarters that were latest then.
    #[test]
    fn what_an_indicator_triggered_stays_listed_with_its_quarter() {
        let rules = format!(
            "{RULES}    interviews:
      - {{id: far, name: 指标差距大, kind: indicator_far, below: 50, indicators: [jobs]}}
standards:
  - {{id: s, name: 标准, from: 2015, basis: {{document: 示例}}, categories: [municipal], items: [{{key: jobs, name: 就业, unit: 人, at_least: 2000}}]}}
"
        );
        let town = municipal(&["2020Q1", "2020Q2", "2020Q3"].map(|at| row(at, "250")).concat())
            + "indicators: [{year: 2019, key: jobs, value: 999, reported: 2020-05-01}, {year: 2020, key: jobs, value: 2000, reported: 2020-11-05}]
";
        let far = |as_of: &str| -> Vec<String> {
            let quarters = ["2020Q1 2020-04-20", "2020Q2 2020-07-20", "2020Q3 2020-10-20"];
            let evaluation = evaluation(&rules, &[("a", &town)], &quarters, as_of);
            let of_town = &evaluation.towns[&slug("a")].quarters;
            of_town.iter().filter(|(_, entry)| !entry.triggers.is_empty()).map(|(at, _)| at.to_string()).collect()
        };
        assert!(far("2020-04-30").is_empty(), "not reported yet");
        assert_eq!(far("2020-05-01"), ["2020Q1"], "the first quarter is the latest until 19 July");
        assert_eq!(far("2020-07-20"), ["2020Q1", "2020Q2"]);
        assert_eq!(far("2020-11-04"), ["2020Q1", "2020Q2", "2020Q3"]);
        assert_eq!(far("2020-11-05"), ["2020Q1", "2020Q2"], "mended while the third is the latest");
    }

    #[test]
    fn several_warnings_of_a_quarter_are_listed_each() {
        let rules =
            format!("{RULES}    interviews:\n      - {{id: warned, name: 省级预警, kind: provincial_warning}}\n");
        let town = municipal(&row("2020Q1", "250"))
            + "warnings: [{on: 2020-02-01, by: province, text: 一}, {on: 2020-03-01, by: province, text: 二}]\n";
        let evaluation = evaluation(&rules, &[("a", &town)], &["2020Q1"], "2020-08-01");
        assert_eq!(evaluation.towns[&slug("a")].quarters[&quarter("2020Q1")].triggers.len(), 2);
    }
}
