//! Interview triggers (约谈, ¶7): a warning by the province, progress clearly behind at a checkpoint, or an
//! indicator far from its standard. Any of them triggers; the town and its linked leader are then interviewed.

use super::board::Standing;
use super::lookup;
use super::standard::StandardResult;
use crate::model::{Assessor, InterviewKind, Section, Site, Town};
use crate::units::{Date, Key, Number, Quarter, Ratio, Slug};

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
    },
    /// An indicator stood below the bound's share of its standard, per cent.
    Far {
        /// The indicator.
        key: Key,
        /// Its name.
        name: String,
        /// Value ÷ standard.
        attained: Ratio,
        /// The bound.
        below: Number,
    },
}

/// The triggers that a town met in a quarter. Indicators are judged for the latest quarter only, since they have no quarters.
pub fn triggers(
    site: &Site,
    town: &Town,
    quarter: Quarter,
    standing: Option<&Standing>,
    standards: &[StandardResult],
) -> Vec<Trigger> {
    let Some(rules) = lookup::rule_set_on(site, quarter.last_day()) else { return Vec::new() };
    let Some(standing) = standing.filter(|_| site.sections.contains(&Section::Interviews)) else { return Vec::new() };
    let latest = site.quarters.keys().next_back() == Some(&quarter);
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
                    push(Cause::Behind { rate, below });
                }
            }
            (InterviewKind::IndicatorFar, Some(below)) if latest => {
                for item in standards.iter().flat_map(|standard| &standard.items) {
                    let far = item.attained.filter(|share| share.compare_percent(below).is_lt());
                    if let Some(attained) = far.filter(|_| rule.indicators.contains(&item.key)) {
                        push(Cause::Far { key: item.key.clone(), name: item.name.clone(), attained, below });
                    }
                }
            }
            (InterviewKind::Behind | InterviewKind::IndicatorFar, _) => {}
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
        assert_eq!(rules_at("2020Q1"), ["warned"]);
        assert_eq!(rules_at("2020Q2"), ["half", "far"]);
    }
}
