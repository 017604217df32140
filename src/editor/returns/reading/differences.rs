//! Columns that are differences of what is taken and what is known: what the quarter alone did, what is still to be done,
//! what is expected of the whole year.

use rust_decimal::Decimal;

use super::agreement::Exact;
use super::checks::{ComputedRow, ExpectedNumber, fields, figure, name, planned};
use super::{Checked, Contradiction, TableReader, origin};
use crate::diagnostic::Message;
use crate::editor::returns::headings::{Aside, AsideReason};
use crate::editor::returns::shown::{grouped, wan};
use crate::language::{Language, Pair};
use crate::model::ProgressField;
use crate::units::Money;

impl TableReader<'_> {
    /// The quarter's own figure: the figure since January without that of the quarter before; in a first quarter itself.
    pub(super) fn own_quarters(&self, aside: &Aside, row: &ComputedRow<'_>) -> Vec<ExpectedNumber> {
        let mut candidates = Vec::new();
        let before = row.quarter.previous();
        for (field, amount) in fields(aside, row) {
            let (zh, en) = (name(field, Language::Chinese), name(field, Language::English));
            if row.quarter.number == 1 {
                candidates.push(ExpectedNumber {
                    exact: Exact::of(amount.0),
                    zh: format!("一季度的{zh}{}万元", wan(amount)),
                    en: format!("the first quarter's {en} of {} (万元)", wan(amount)),
                });
                continue;
            }
            let mut add = |earlier: Decimal, Message { zh: from_zh, en: from_en }: Message| {
                let shown = grouped(earlier.normalize());
                candidates.push(ExpectedNumber {
                    exact: Exact::of(amount.0 - earlier),
                    zh: format!("{zh}{}万元减{from_zh}{shown}万元", wan(amount)),
                    en: format!("{en} {} less {from_en} {shown} (万元)", wan(amount)),
                });
            };
            if let Some(earlier) = figure(row.town, before, field) {
                add(earlier.0, message!("上季（{before}）", "that of {before},"));
            }
            for other in self.named(AsideReason::Before, field) {
                if let Some(earlier) = self.written_in(other, row.row) {
                    add(earlier.value * earlier.wan, message!("表中的上季", "the table's figure before,"));
                }
            }
        }
        candidates
    }

    /// Plan less figure, by the plans of the table and of the content. Of a plan that is more than done nothing remains.
    pub(super) fn remainders(&self, aside: &Aside, row: &ComputedRow<'_>) -> Vec<ExpectedNumber> {
        let mut candidates = Vec::new();
        for (field, amount) in fields(aside, row) {
            let (zh, en) = (name(field, Language::Chinese), name(field, Language::English));
            let mut add = |plan: Decimal, Pair { zh: plan_zh, en: plan_en }: Pair| {
                let shown = grouped(plan.normalize());
                let mut left = vec![plan - amount.0];
                if plan < amount.0 {
                    left.push(Decimal::ZERO);
                }
                candidates.extend(left.into_iter().map(|left| ExpectedNumber {
                    exact: Exact::of(left),
                    zh: format!("{plan_zh}{shown}万元减{zh}{}万元", wan(amount)),
                    en: format!("{plan_en} {shown} less {en} {} (万元)", wan(amount)),
                }));
            };
            for plan in planned(row, field) {
                add(plan.amount.0, plan.words);
            }
            for other in [AsideReason::Plan, AsideReason::Target, AsideReason::Scheme]
                .into_iter()
                .flat_map(|kind| self.named(kind, field))
            {
                if let Some(plan) = self.written_in(other, row.row) {
                    add(plan.value * plan.wan, pair!("表中的计划", "the table's plan"));
                }
            }
        }
        candidates
    }

    /// What is expected of the whole year is no less than what is done already.
    pub(super) fn check_forecast(&mut self, aside: &Aside, row: &ComputedRow<'_>) {
        let is_of_year =
            ["全年", "年底", "年末", "本年", "当年", "year"].iter().any(|word| aside.heading.contains(word));
        let is_next = ["明年", "次年", "下年", "next"].iter().any(|word| aside.heading.contains(word));
        let fields = fields(aside, row);
        let Some(&(field, amount)) = fields.first().filter(|_| fields.len() == 1 && is_of_year && !is_next) else {
            return;
        };
        let Some(stated) = self.written_in(aside, row.row) else { return };
        let Some(done) = amount.0.checked_div(stated.wan) else { return };
        if stated.value * stated.wan >= amount.0 || amount <= Money::ZERO {
            return;
        }
        let heading = aside.heading.replace('\n', " ");
        let (stated_shown, done, word) = (grouped(stated.value), grouped(done.normalize()), stated.word);
        let message = message!(
            "“{heading}”写的是{stated_shown}{word}，比已经完成的{}{done}{word}还少"(
                name(field, Language::Chinese)
            ),
            "`{heading}` says {stated_shown} {word}, less than the {done} {word} of {} that is done already"(name(
                field,
                Language::English
            ))
        );
        let origin = origin(self.sheet, (row.row, aside.at));
        self.reading.contradictions.push(Contradiction {
            origin,
            kind: Checked::Forecast,
            stated: stated_shown,
            computed: done,
            message,
        });
    }

    /// The columns of a kind that are about a figure, or do not say which.
    fn named(&self, kind: AsideReason, field: ProgressField) -> impl Iterator<Item = &Aside> {
        let asides = self.table.asides.iter().filter(move |aside| aside.kind == kind);
        asides.filter(move |aside| aside.field.is_none_or(|it| it == field))
    }
}
