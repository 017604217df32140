//! `contradicted-total`: a total of the table that is not the sum of its rows. A row is missing, or a figure is wrong.

use super::{Finding, Look};
use crate::editor::returns::reading::{Checked, Contradiction};

pub(super) fn find(look: &Look<'_>) -> Vec<Finding> {
    let totals = look.reading.contradictions.iter().filter(|found| found.kind == Checked::Total);
    totals.map(finding).collect()
}

fn finding(found: &Contradiction) -> Finding {
    Finding { rule: "contradicted-total", origin: Some(found.origin.clone()), message: found.message.clone() }
}
