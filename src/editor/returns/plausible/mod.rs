//! What a careful office looks at once more before figures are written: each rule a function, and a row in the table.
//!
//! Nothing here is certainly wrong, which `check` would refuse; it is what a slip of the unit, of a digit or of a row looks
//! like. A finding stops the writing until somebody who has looked accepts its rule by name, for that run.

mod above_plan;
mod contradicted;
mod copied;
mod future;
mod last_quarter;
mod projects;

use chrono::NaiveDate;

use crate::diagnostic::Message;
use crate::editor::returns::reading::{Origin, ReadReturns};
use crate::editor::returns::update::{ChangedValue, ReturnChange};
use crate::evaluate::lookup;
use crate::language::Pair;
use crate::model::{ProgressField, Town, Tree};
use crate::units::{FromText as _, Money, Quarter};

/// A rule of plausibility.
#[derive(Debug)]
pub struct PlausibilityRule {
    /// The name by which it is accepted.
    pub name: &'static str,
    /// What it stops at.
    pub words: Pair,
    find: fn(&PlausibilityContext<'_>) -> Vec<PlausibilityFinding>,
}

/// The rules, in the order in which they look.
pub const RULES: &[PlausibilityRule] = &[
    PlausibilityRule {
        name: "far-above-plan",
        words: pair!(
            "完成数超过全年计划的两倍，或超过到季末计划的五倍和全年计划的一半",
            "a figure above twice the year's plan, or above five times the plan to the quarter's end and half the year's"
        ),
        find: above_plan::find,
    },
    PlausibilityRule {
        name: "far-from-last-quarter",
        words: pair!(
            "达到上季数的十倍，或恰是上季、上年同季的十倍、万倍、十分之一、万分之一等，像是单位或位数有误；当年没有计划的，达到上年同季的十倍并超过上年全年",
            "ten times last quarter's figure or more (without a plan of the year, of the same quarter a year before, if above that whole year), or exactly ten or ten thousand times it or that of a year before (or that part), as a slip of unit or digit would be"
        ),
        find: last_quarter::find,
    },
    PlausibilityRule {
        name: "same-as-last-quarter",
        words: pair!(
            "填报的数与上季完全相同，像是照抄",
            "a row whose figures are all those of the quarter before, as if copied"
        ),
        find: copied::find,
    },
    PlausibilityRule {
        name: "future-date",
        words: pair!(
            "报送日期在今天（或 --on）之后，或 --on 在今天之后",
            "a day of report after today (or after --on), or --on after today"
        ),
        find: future::find,
    },
    PlausibilityRule {
        name: "contradicted-total",
        words: pair!("表中的合计与各行之和不符", "a total of the table that is not the sum of its rows"),
        find: contradicted::find,
    },
    PlausibilityRule {
        name: "project-far-off",
        words: pair!(
            "项目累计完成超过其总投资的两倍，或恰是上次的十倍、万倍，或超过上次的一百倍",
            "a project's figure above twice its whole investment, exactly ten or ten thousand times its last one, or above a hundred times it"
        ),
        find: projects::far_off,
    },
    PlausibilityRule {
        name: "project-not-under-way",
        words: pair!(
            "停建或尚未开工的项目又报了新的完成数",
            "more done of a project that was stopped or has not begun"
        ),
        find: projects::not_under_way,
    },
];

/// What the rules look at: what would be written, and the content as it would be.
#[derive(Clone, Copy, Debug)]
pub struct PlausibilityContext<'a> {
    /// The content with the changes.
    pub tree: &'a Tree,
    /// The changes.
    pub changes: &'a [ReturnChange],
    /// What the tables say.
    pub reading: &'a ReadReturns,
    /// The day on which it is taken in.
    pub today: NaiveDate,
    /// Today by the clock.
    pub clock: NaiveDate,
}

/// Something to look at once more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlausibilityFinding {
    /// The rule's name.
    pub rule: &'static str,
    /// The cell; none for what no cell says.
    pub origin: Option<Origin>,
    /// Both numbers in a sentence.
    pub message: Message,
}

/// Everything that is to be looked at once more. What changes nothing was looked at when it was written.
pub fn find(look: &PlausibilityContext<'_>) -> Vec<PlausibilityFinding> {
    if look.changes.is_empty() {
        return Vec::new();
    }
    RULES.iter().flat_map(|rule| (rule.find)(look)).collect()
}

/// A figure that changes.
struct ChangedFigure<'a> {
    change: &'a ReturnChange,
    town: &'a Town,
    field: ProgressField,
    amount: Money,
}

impl<'a> PlausibilityContext<'a> {
    fn figures(&self) -> impl Iterator<Item = ChangedFigure<'a>> {
        let tree = self.tree;
        self.changes.iter().filter_map(move |change| {
            let ChangedValue::Figure(field) = change.what else { return None };
            let town = tree.towns.get(&change.town)?;
            let amount = Money::from_text(&change.after).ok()?;
            Some(ChangedFigure { change, town, field, amount })
        })
    }
}

impl ChangedFigure<'_> {
    /// The same figure of another quarter, as it would be.
    fn of(&self, quarter: Quarter) -> Option<Money> {
        lookup::progress_of(self.town, quarter).and_then(|row| self.field.of(row))
    }

    /// A finding at the figure's cell; the sentence begins with the town and the quarter.
    fn finding(&self, rule: &'static str, message: &Message) -> PlausibilityFinding {
        let (town, quarter) = (&self.town.name, self.change.quarter);
        let message = message!("{town} {quarter} {}"(message.zh), "{town} {quarter}: {}"(message.en));
        PlausibilityFinding { rule, origin: self.change.origin.clone(), message }
    }
}

#[cfg(test)]
mod tests;
