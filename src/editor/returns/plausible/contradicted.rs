//! `contradicted-total`: a total of the table that is not the sum of its rows. A row is missing, or a figure is wrong.

use super::{PlausibilityContext, PlausibilityFinding};
use crate::editor::returns::reading::{Checked, Contradiction};

pub(super) fn find(look: &PlausibilityContext<'_>) -> Vec<PlausibilityFinding> {
    let totals = look.reading.contradictions.iter().filter(|found| found.kind == Checked::Total);
    totals.map(finding).collect()
}

fn finding(found: &Contradiction) -> PlausibilityFinding {
    PlausibilityFinding {
        rule: "contradicted-total",
        origin: Some(found.origin.clone()),
        message: found.message.clone(),
    }
}
