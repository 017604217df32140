//! `project-far-off`: a project's figure that a slip of the unit or of a digit would explain: above twice what the whole
//! project is to cost, or ten times or ten thousand times its last figure on the same basis.
//!
//! `project-not-under-way`: more is done of a project that, by its stages, has not begun or was stopped before the quarter.

use rust_decimal::Decimal;

use super::{PlausibilityContext, PlausibilityFinding};
use crate::diagnostic::Message;
use crate::editor::returns::shown::exact_money;
use crate::editor::returns::update::{ChangedValue, ReturnChange};
use crate::language::Language;
use crate::model::{Basis, Project, Stage};
use crate::units::{FromText as _, Money, Quarter};

/// A project's figure that changes.
struct ChangedProject<'a> {
    change: &'a ReturnChange,
    project: &'a Project,
    basis: Basis,
    amount: Money,
}

impl ChangedProject<'_> {
    /// The last figure on the same basis before the quarter; of one since 1 January in the same year.
    fn last(&self) -> Option<(Quarter, Money)> {
        let quarter = self.change.quarter;
        let mut rows = self.project.progress.iter().filter(|row| row.basis == self.basis && row.quarter < quarter);
        let last =
            rows.next_back().filter(|row| self.basis == Basis::SinceStart || row.quarter.year == quarter.year)?;
        Some((last.quarter, last.completed))
    }

    fn finding(&self, rule: &'static str, said: &Message) -> PlausibilityFinding {
        let (name, quarter) = (&self.project.name, self.change.quarter);
        let amounts = [Language::Chinese, Language::English].map(|language| exact_money(self.amount, language));
        let [zh, en] = amounts;
        let message = message!(
            "项目“{name}” {quarter} 累计完成{zh}，{}"(said.zh),
            "project `{name}`, {quarter}: {en} {}"(said.en)
        );
        PlausibilityFinding { rule, origin: self.change.origin.clone(), message }
    }
}

fn changed<'a>(look: &PlausibilityContext<'a>) -> Vec<ChangedProject<'a>> {
    let tree = look.tree;
    let found = look.changes.iter().filter_map(|change| {
        let ChangedValue::Project { id, basis, .. } = &change.what else { return None };
        let project = tree.towns.get(&change.town)?.projects.iter().find(|project| project.id == *id)?;
        let amount = Money::from_text(&change.after).ok()?;
        Some(ChangedProject { change, project, basis: *basis, amount })
    });
    found.collect()
}

pub(super) fn far_off(look: &PlausibilityContext<'_>) -> Vec<PlausibilityFinding> {
    let far = |changed: &ChangedProject<'_>| {
        let amount = changed.amount;
        let times = |base: Money, times: i64| base.0 * Decimal::from(times);
        let whole = changed.project.investment.filter(|whole| *whole > Money::ZERO && amount.0 > times(*whole, 2));
        if let Some(whole) = whole {
            let said = message!(
                "超过项目总投资{}的两倍；请核对单位（应为万元）和位数"(
                    exact_money(whole, Language::Chinese)
                ),
                "is above twice the project's whole investment, {}; check the unit and the digits"(exact_money(
                    whole,
                    Language::English
                ))
            );
            return Some(changed.finding("project-far-off", &said));
        }
        let (quarter, last) = changed.last().filter(|(_, last)| *last > Money::ZERO)?;
        // Little of a project's first quarters may be ten times as much soon; a slip shows by its digits.
        let is_far = [10, 10_000].iter().any(|factor| amount.0 == times(last, *factor)) || amount.0 > times(last, 100);
        let said = message!(
            "而 {quarter} 是{}；请核对单位（应为万元）和位数"(exact_money(last, Language::Chinese)),
            "after {} by {quarter}; check the unit and the digits"(exact_money(last, Language::English))
        );
        is_far.then(|| changed.finding("project-far-off", &said))
    };
    changed(look).iter().filter_map(far).collect()
}

pub(super) fn not_under_way(look: &PlausibilityContext<'_>) -> Vec<PlausibilityFinding> {
    let idle = |changed: &ChangedProject<'_>| {
        let quarter = changed.change.quarter;
        let project = changed.project;
        let before = changed.last().map_or(Money::ZERO, |(_, last)| last);
        if changed.amount <= before {
            return None;
        }
        let stages = || project.stages.iter().filter(|entry| entry.from.first_day <= quarter.last_day());
        let stopped = stages().next_back().filter(|entry| entry.stage == Stage::Stopped);
        if let Some(entry) = stopped.filter(|entry| entry.from.first_day < quarter.first_day()) {
            let said = message!(
                "但项目自 {} 起停建；请核对，复工的请在 stages 写明"(entry.from),
                "but it has been stopped since {}; check it, and enter its resumption in `stages`"(entry.from)
            );
            return Some(changed.finding("project-not-under-way", &said));
        }
        let start = project.start.filter(|start| start.first_day > quarter.last_day() && stages().next().is_none())?;
        let said = message!(
            "但项目 {start} 才开工；请核对是否错行，或更正 start",
            "but its works begin in {start}; has a row been shifted, or is `start` to be corrected?"
        );
        Some(changed.finding("project-not-under-way", &said))
    };
    changed(look).iter().filter_map(idle).collect()
}
