//! `same-as-last-quarter`: every figure that a row gives is that of the quarter before. Nothing invested is nothing copied.

use super::{PlausibilityContext, PlausibilityFinding};
use crate::editor::returns::shown::exact_money;
use crate::editor::returns::update::ChangedValue;
use crate::evaluate::lookup;
use crate::language::Language;
use crate::units::Money;
use crate::words::terms;

pub(super) fn find(look: &PlausibilityContext<'_>) -> Vec<PlausibilityFinding> {
    let mut findings = Vec::new();
    for row in &look.reading.returns {
        let changes = look.changes.iter().any(|change| {
            (&change.town, change.quarter) == (&row.town, row.quarter) && matches!(change.what, ChangedValue::Figure(_))
        });
        let before = row.quarter.previous();
        let Some(town) = look.tree.towns.get(&row.town).filter(|_| changes) else { continue };
        let Some(last) = lookup::progress_of(town, before) else { continue };
        let figures = &row.values.figures;
        let is_same = figures.iter().all(|(field, (amount, _))| field.of(last) == Some(*amount));
        let is_something = figures.values().any(|(amount, _)| *amount > Money::ZERO);
        let Some((_, origin)) = figures.values().next().filter(|_| is_same && is_something) else { continue };
        let listed = |language: Language| {
            let one = |(field, (amount, _)): (&_, &(Money, _))| {
                format!(
                    "{}{}{}",
                    terms::name(*field, language),
                    pick!(language, "", " "),
                    exact_money(*amount, language)
                )
            };
            figures.iter().map(one).collect::<Vec<_>>().join(pick!(language, "、", ", "))
        };
        let (name, quarter) = (&town.name, row.quarter);
        let message = message!(
            "{name} {quarter} 填报的数与 {before} 完全相同（{}）；请核对是否照抄了上季"(
                listed(Language::Chinese)
            ),
            "{name} {quarter}: the figures are all those of {before} ({}); has the last return been copied?"(listed(
                Language::English
            ))
        );
        findings.push(PlausibilityFinding { rule: "same-as-last-quarter", origin: Some(origin.clone()), message });
    }
    findings
}
