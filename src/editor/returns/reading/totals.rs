//! Rows of totals: never taken, but held against the rows that they add up.

use rust_decimal::Decimal;

use super::agreement::{Agreement, Exact};
use super::lines::{Label, Scope, Sum, TotalsRow, TotalsRowKind};
use super::{Checked, Contradiction, Note, Role, TableReader, origin};
use crate::editor::returns::amounts::{WrittenAmount, money};
use crate::editor::returns::headings::AsideReason;
use crate::editor::returns::sheets::address;
use crate::editor::returns::shown::grouped;
use crate::editor::returns::unit::Unit;
use crate::evaluate::lookup;
use crate::language::Pair;

/// A column of amounts.
struct Amounts {
    at: u32,
    heading: String,
    unit: Unit,
}

/// A cell of a row of totals that is not the sum of its rows.
struct Difference {
    column: usize,
    written: WrittenAmount,
    expected: Decimal,
    agreement: Agreement,
    /// Whether rounding of the rows may explain it.
    may_be_rounding: bool,
}

impl TableReader<'_> {
    /// Holds every row of totals against its rows.
    pub(super) fn check_totals(&mut self, lines: &[TotalsRow]) {
        let columns = self.amounts();
        for (place, line) in lines.iter().enumerate() {
            if let TotalsRowKind::Total(label) = &line.kind {
                self.check_total(line.row, label, lines, place, &columns);
            }
        }
    }

    /// The columns of amounts, taken or not.
    fn amounts(&self) -> Vec<Amounts> {
        let taken = self.table.columns.iter().filter(|column| matches!(column.role, Role::Figure(_)));
        let taken = taken.map(|it| Amounts { at: it.at, heading: it.heading.clone(), unit: it.unit.clone() });
        let is_amount = |kind| {
            matches!(
                kind,
                AsideReason::LastYear
                    | AsideReason::Before
                    | AsideReason::Plan
                    | AsideReason::Target
                    | AsideReason::Scheme
                    | AsideReason::Remaining
                    | AsideReason::Forecast
                    | AsideReason::OwnPeriod
                    | AsideReason::SinceStart
            )
        };
        let asides = self.table.asides.iter().filter(|aside| is_amount(aside.kind));
        let asides = asides.map(|it| Amounts {
            at: it.at,
            heading: it.heading.clone(),
            unit: it.unit.clone().unwrap_or_else(Unit::wan),
        });
        taken.chain(asides).collect()
    }

    fn check_total(&mut self, row: u32, label: &Label, lines: &[TotalsRow], place: usize, columns: &[Amounts]) {
        let totals: Vec<(usize, WrittenAmount)> = columns
            .iter()
            .enumerate()
            .filter_map(|(at, column)| Some((at, self.written_at(row, column.at, &column.unit)?)))
            .collect();
        let unread: Vec<String> = columns
            .iter()
            .filter(|column| {
                let written = self.written_at(row, column.at, &column.unit);
                let unread = |cell| written.is_none() && money(cell, &column.unit).is_err();
                self.sheet.cell(row, column.at).is_some_and(unread)
            })
            .map(|column| address((row, column.at)))
            .collect();
        if !unread.is_empty() {
            self.note_unchecked(row, label, &unread.join("、"));
        }
        if totals.is_empty() {
            return;
        }
        let mut best: Option<Vec<Difference>> = None;
        let groups = self.groups(label, lines, place);
        for rows in &groups {
            let differences = self.differences(rows, label.sum, &totals, columns);
            if differences.iter().all(|it| it.agreement == Agreement::Same) {
                return;
            }
            let weight = |all: &[Difference]| all.iter().filter(|it| !it.is_explained()).count();
            // Of equals the earlier, which is the likelier.
            if best.as_ref().is_none_or(|best| weight(best) > 0 && weight(&differences) == 0) {
                best = Some(differences);
            }
        }
        match best {
            Some(differences) if label.sum != Sum::Part => self.tell_differences(row, label, columns, differences),
            // What it is a part of is not known.
            _ => self.note_unchecked(row, label, ""),
        }
    }

    /// The rows that a row of totals may add up, the likeliest first.
    fn groups(&self, label: &Label, lines: &[TotalsRow], place: usize) -> Vec<Vec<u32>> {
        let towns = |lines: &[TotalsRow]| -> Vec<u32> {
            lines.iter().filter(|line| matches!(line.kind, TotalsRowKind::Town { .. })).map(|line| line.row).collect()
        };
        let is_town = |line: &&TotalsRow| matches!(line.kind, TotalsRowKind::Town { .. });
        let mut before: Vec<u32> = lines[..place].iter().rev().take_while(is_town).map(|line| line.row).collect();
        before.reverse();
        let after: Vec<u32> = lines[place + 1..].iter().take_while(is_town).map(|line| line.row).collect();
        let (all, above) = (towns(lines), towns(&lines[..place]));
        let of = |wanted: &dyn Fn(&TotalsRow) -> bool| -> Vec<u32> {
            lines.iter().filter(is_town).filter(|line| wanted(line)).map(|line| line.row).collect()
        };
        let own: Vec<u32> = match &label.scope {
            Scope::All => all.clone(),
            Scope::Group => Vec::new(),
            Scope::County(id) => of(&|line| match &line.kind {
                TotalsRowKind::Town { town: Some(town), .. } => self.tree.towns[town].county.as_ref() == Some(id),
                _ => false,
            }),
            Scope::Category(category) => of(&|line| match &line.kind {
                TotalsRowKind::Town { town: Some(town), quarter: Some(quarter), .. } => {
                    lookup::category_on(&self.tree.towns[town], quarter.last_day()) == Some(*category)
                }
                _ => false,
            }),
        };
        let is_last = !lines[place + 1..].iter().any(|line| !matches!(line.kind, TotalsRowKind::Heading));
        let ordered = match label.scope {
            Scope::All if is_last => vec![all, before, above, after],
            Scope::All if before.is_empty() => vec![all, after],
            Scope::All => vec![before, all, above, after],
            Scope::Group => vec![before, after, all],
            _ => vec![own, before, after],
        };
        ordered.into_iter().filter(|rows| !rows.is_empty()).collect()
    }

    fn differences(
        &self,
        rows: &[u32],
        sum: Sum,
        totals: &[(usize, WrittenAmount)],
        columns: &[Amounts],
    ) -> Vec<Difference> {
        let mut differences = Vec::new();
        for (place, total) in totals {
            let column = &columns[*place];
            let parts = rows.iter().filter_map(|row| self.written_at(*row, column.at, &column.unit));
            let parts: Vec<WrittenAmount> = parts.collect();
            // In the unit of the total.
            let whole: Decimal = parts.iter().map(|part| part.value * part.wan).sum();
            let count = match sum {
                Sum::Mean => Decimal::from(parts.len().max(1)),
                Sum::Whole | Sum::Part => Decimal::ONE,
            };
            let exact = Exact { numerator: whole, denominator: total.wan * count, shift: 0 };
            let mut value = total.value;
            if value.scale() == 0 && total.wan > Decimal::ONE {
                // A whole number of a large unit is one by chance; nobody rounds a sum of parts with decimals to it.
                value.rescale(parts.iter().map(|part| part.value.scale()).max().unwrap_or(0).min(4));
            }
            let (agreement, expected) = exact.against(value);
            let coarsest =
                parts.iter().map(|part| Decimal::new(1, part.value.scale()) * part.wan).max().unwrap_or_default();
            let distance = (expected - total.value).abs() * total.wan;
            // The sum of n numbers that were rounded each is some √n of their last decimals away from the rounded sum.
            let may_be_rounding =
                parts.len() > 2 && distance * distance <= coarsest * coarsest * Decimal::from(parts.len());
            let agreement = match agreement {
                Agreement::Rounded => Agreement::Another,
                other => other,
            };
            differences.push(Difference {
                column: *place,
                written: total.clone(),
                expected,
                agreement,
                may_be_rounding,
            });
        }
        differences
    }

    fn tell_differences(&mut self, row: u32, label: &Label, columns: &[Amounts], differences: Vec<Difference>) {
        for found in differences.into_iter().filter(|it| it.agreement != Agreement::Same) {
            let column = &columns[found.column];
            let origin = origin(self.sheet, (row, column.at));
            let unit = found.written.word.clone();
            let (stated, computed) = (found.written.value.normalize(), found.expected.normalize());
            let (stated, computed) = (grouped(stated), grouped(computed));
            let (heading, words) = (column.heading.replace('\n', " "), &label.words);
            let Pair { zh: sum_zh, en: sum_en } = match label.sum {
                Sum::Mean => pair!("平均数", "mean"),
                Sum::Whole | Sum::Part => pair!("合计", "sum"),
            };
            let Pair { zh: why_zh, en: why_en } = match (found.agreement, found.may_be_rounding) {
                (Agreement::Cut, _) => pair!("（截尾，没有四舍五入）", " (cut, not rounded)"),
                (_, true) => pair!("（可能是各行四舍五入造成的）", " (rounding of the rows may explain it)"),
                _ => pair!("", ""),
            };
            let message = message!(
                "“{words}”的“{heading}”写的是{stated}{unit}，各行{sum_zh}是{computed}{unit}{why_zh}",
                "`{heading}` of `{words}` says {stated} {unit}, and the {sum_en} of its rows is {computed} {unit}{why_en}"
            );
            if found.is_explained() {
                self.reading.notes.push(Note { origin: Some(origin), message });
            } else {
                self.reading.contradictions.push(Contradiction {
                    origin,
                    kind: Checked::Total,
                    stated,
                    computed,
                    message,
                });
            }
        }
    }

    fn note_unchecked(&mut self, row: u32, label: &Label, cells: &str) {
        let at = self.table.columns.iter().find(|column| matches!(column.role, Role::Town | Role::Id));
        let at = (row, at.map_or(0, |column| column.at));
        let words = &label.words;
        let message = match cells {
            "" => message!(
                "第{}行“{words}”不是小镇，没有采用，也无从核对",
                "row {} (`{words}`) is no town: it was not taken and cannot be checked",
                row + 1
            ),
            cells => message!(
                "“{words}”的{cells}没有数，无从核对",
                "{cells} of `{words}` hold no number and cannot be checked"
            ),
        };
        self.reading.notes.push(Note { origin: Some(origin(self.sheet, at)), message });
    }
}

impl Difference {
    /// Whether it is no contradiction: what is written is the sum, cut or rounded.
    fn is_explained(&self) -> bool {
        // A total in whole hundreds of millions leaves too much out to be called cut.
        let is_cut =
            self.agreement == Agreement::Cut && (self.written.value.scale() > 0 || self.written.wan <= Decimal::ONE);
        self.agreement == Agreement::Same || is_cut || self.may_be_rounding
    }
}
