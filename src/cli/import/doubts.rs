//! What is to be looked at once more before it is written, and what somebody who has looked accepts.

use std::collections::BTreeMap;

use crate::editor::returns::plausible::PlausibilityFinding;

/// The findings of a run.
pub(super) struct PlausibilityDoubts {
    /// All of them.
    pub all: Vec<PlausibilityFinding>,
    accepted: Vec<&'static str>,
}

impl PlausibilityDoubts {
    /// The findings, and the names of the rules that are accepted.
    pub fn of(all: Vec<PlausibilityFinding>, accepted: &[&'static str]) -> Self {
        Self { all, accepted: accepted.to_vec() }
    }

    /// Whether a finding's rule is accepted.
    pub fn is_accepted(&self, finding: &PlausibilityFinding) -> bool {
        self.accepted.contains(&finding.rule)
    }

    /// Those that stop the writing.
    pub fn open(&self) -> impl Iterator<Item = &PlausibilityFinding> {
        self.all.iter().filter(|finding| !self.is_accepted(finding))
    }

    /// The rules that are accepted, with how often each was met.
    pub fn accepted(&self) -> BTreeMap<&'static str, usize> {
        let met = |rule: &'static str| self.all.iter().filter(|finding| finding.rule == rule).count();
        self.accepted.iter().map(|rule| (*rule, met(rule))).collect()
    }
}
