//! Columns of ranks: never taken, but held against the order of the rows.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::lines::{TotalsRow, TotalsRowKind};
use super::{Checked, Contradiction, Note, TableReader, origin};
use crate::diagnostic::Message;
use crate::editor::returns::amounts::percentages;
use crate::editor::returns::board_of;
use crate::editor::returns::headings::{Aside, AsideReason, Role};
use crate::evaluate::lookup;
use crate::units::{Money, round_half_up};

/// What rows may be ranked by.
struct RankBasis {
    zh: String,
    en: String,
    /// The row's number in that order, and the group within which it is ranked.
    values: BTreeMap<u32, (usize, Decimal)>,
}

/// Rows whose ranks are others, with the ranks that they have, by an order that is named in both languages.
type Misfit = (Vec<(u32, u64)>, String, String);

impl TableReader<'_> {
    /// Holds the columns of ranks against the order of the rows.
    pub(super) fn check_ranks(&mut self, lines: &[TotalsRow]) {
        let table = self.table;
        for aside in table.asides.iter().filter(|aside| aside.kind == AsideReason::Rank) {
            let stated: BTreeMap<u32, u64> = lines
                .iter()
                .filter(|line| matches!(line.kind, TotalsRowKind::Town { .. }))
                .filter_map(|line| Some((line.row, rank(&self.sheet.cell(line.row, aside.at)?.shown())?)))
                .collect();
            if stated.len() > 1 {
                self.check_rank(aside, &stated, lines);
            }
        }
    }

    fn check_rank(&mut self, aside: &Aside, stated: &BTreeMap<u32, u64>, lines: &[TotalsRow]) {
        let mut best: Option<Misfit> = None;
        for order in self.orders(aside, lines) {
            let wrong = against(stated, &order.values);
            if wrong.is_empty() {
                return;
            }
            if best.as_ref().is_none_or(|(fewest, ..)| wrong.len() < fewest.len()) {
                best = Some((wrong, order.zh, order.en));
            }
        }
        let heading = aside.heading.replace('\n', " ");
        match best {
            Some((wrong, zh, en)) if wrong.len() * 2 <= stated.len().max(3) => {
                for (row, computed) in wrong {
                    let stated = stated[&row];
                    let message = message!("“{heading}”写的是第{stated}名，按{zh}应为第{computed}名", "`{heading}` says {stated}; by {en} it is {computed}");
                    self.reading.contradictions.push(Contradiction {
                        origin: origin(self.sheet, (row, aside.at)),
                        kind: Checked::Rank,
                        stated: stated.to_string(),
                        computed: computed.to_string(),
                        message,
                    });
                }
            }
            Some((_, zh, en)) => self.reading.notes.push(Note {
                origin: Some(origin(self.sheet, aside.place)),
                message: message!("“{heading}”与表中各项数的排序都不一致（例如按{zh}），不知道按什么排的", "`{heading}` is in the order of none of the table's figures (such as {en}); what it ranks by is not known"),
            }),
            None => {}
        }
    }

    /// By what the rows may be ranked: the figures, the rates of the table, the rates of the boards.
    fn orders(&self, aside: &Aside, lines: &[TotalsRow]) -> Vec<RankBasis> {
        let mut orders = Vec::new();
        let mut section = 0;
        let mut sections: BTreeMap<u32, usize> = BTreeMap::new();
        let mut boards: BTreeMap<u32, usize> = BTreeMap::new();
        let mut named: Vec<&str> = Vec::new();
        let (mut rates, mut of_year) = (BTreeMap::new(), BTreeMap::new());
        for line in lines {
            let TotalsRowKind::Town { town, quarter, figures } = &line.kind else {
                section += 1;
                continue;
            };
            sections.insert(line.row, section);
            let (Some(town), Some(quarter)) = (town, quarter) else { continue };
            let town = &self.tree.towns[town];
            let Some(board) = board_of(&self.tree.rules, town, *quarter) else { continue };
            let place = named.iter().position(|name| *name == board.name.0).unwrap_or_else(|| {
                named.push(&board.name.0);
                named.len() - 1
            });
            boards.insert(line.row, place);
            let field = lookup::measured_field(board.measure);
            let plan = lookup::plan_in(&self.tree.rules, &self.tree.quarters, town, *quarter);
            let series = plan.and_then(|plan| lookup::series(plan, board.measure));
            if let (Some(amount), Some(series)) = (figures.get(&field), series) {
                let rate = |plan: &Money| (plan.0 > Decimal::ZERO).then(|| round_half_up(amount.0, plan.0, 2, 8));
                rates.extend(series.to_date(*quarter).as_ref().and_then(rate).map(|rate| (line.row, rate)));
                of_year.extend(rate(&series.year).map(|rate| (line.row, rate)));
            }
        }
        let mut add = |Message { zh, en }: Message, values: BTreeMap<u32, Decimal>| {
            for groups in [&BTreeMap::new(), &sections, &boards] {
                let value = |(row, value): (&u32, &Decimal)| (*row, (groups.get(row).copied().unwrap_or(0), *value));
                let values = values.iter().map(value).collect();
                orders.push(RankBasis { zh: zh.clone(), en: en.clone(), values });
            }
        };
        add(message!("按期计划完成率", "completion of the plan to the quarter's end"), rates);
        add(message!("年度计划完成率", "completion of the year's plan"), of_year);
        for column in &self.table.columns {
            let Role::Figure(field) = column.role else { continue };
            if aside.field.is_some_and(|named| named != field && aside.heading.contains("重点")) {
                continue;
            }
            let of = |line: &TotalsRow| match &line.kind {
                TotalsRowKind::Town { figures, .. } => figures.get(&field).map(|amount| (line.row, amount.0)),
                _ => None,
            };
            let heading = column.heading.replace('\n', " ");
            add(message!("{heading}", "`{heading}`"), lines.iter().filter_map(of).collect());
        }
        let is_rate = |kind| {
            matches!(
                kind,
                AsideReason::Completion
                    | AsideReason::YearOnYear
                    | AsideReason::Growth
                    | AsideReason::PeriodOnPeriod
                    | AsideReason::Share
                    | AsideReason::Rate
            )
        };
        for other in self.table.asides.iter().filter(|other| is_rate(other.kind)) {
            let of = |line: &TotalsRow| {
                let cell = self.sheet.cell(line.row, other.at)?;
                let value = percentages(cell).first().copied()?;
                matches!(line.kind, TotalsRowKind::Town { .. }).then_some((line.row, value))
            };
            let heading = other.heading.replace('\n', " ");
            add(message!("{heading}", "`{heading}`"), lines.iter().filter_map(of).collect());
        }
        orders
    }
}

/// A rank as it is written: `3`, `第3名`, `3.0`.
fn rank(text: &str) -> Option<u64> {
    let digits = text.trim().trim_start_matches('第').trim_end_matches(['名', '位']);
    let digits = digits.strip_suffix(".0").unwrap_or(digits);
    digits.parse().ok().filter(|rank| *rank > 0)
}

/// The rows whose rank is not theirs, with theirs. Equal rows may share a rank or follow each other; where ranks go beyond
/// the rows, others are ranked with them, and only the order can be told.
fn against(stated: &BTreeMap<u32, u64>, values: &BTreeMap<u32, (usize, Decimal)>) -> Vec<(u32, u64)> {
    if stated.keys().any(|row| !values.contains_key(row)) {
        // What has no number in this order has no place in it.
        return stated.iter().map(|(row, rank)| (*row, *rank)).collect();
    }
    let mut wrong = Vec::new();
    let others_rank = stated.values().any(|rank| *rank > stated.len() as u64);
    for (row, rank) in stated {
        let (group, value) = values[row];
        let rivals = || stated.keys().filter(|other| *other != row && values[*other].0 == group);
        let above: BTreeSet<Decimal> = rivals().map(|other| values[other].1).filter(|other| *other > value).collect();
        let greater = rivals().filter(|other| values[*other].1 > value).count() as u64;
        let equal = rivals().filter(|other| values[*other].1 == value).count() as u64;
        let is_right = if others_rank {
            rivals().all(|other| match values[other].1.cmp(&value) {
                std::cmp::Ordering::Greater => stated[other] < *rank,
                std::cmp::Ordering::Less => stated[other] > *rank,
                std::cmp::Ordering::Equal => true,
            })
        } else {
            (greater + 1..=greater + 1 + equal).contains(rank) || *rank == above.len() as u64 + 1
        };
        if !is_right {
            wrong.push((*row, greater + 1));
        }
    }
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(stated: &[u64], values: &[i64]) -> Vec<(u32, u64)> {
        let stated = (0u32..).zip(stated.iter().copied()).collect();
        let values = (0u32..).zip(values.iter().map(|value| (0, Decimal::from(*value)))).collect();
        against(&stated, &values)
    }

    #[test]
    fn ranks_are_held_against_the_order() {
        assert_eq!(wrong(&[1, 2, 3], &[30, 20, 10]), []);
        assert_eq!(wrong(&[3, 2, 1], &[10, 20, 30]), []);
        assert_eq!(wrong(&[1, 1, 3], &[30, 30, 10]), []);
        assert_eq!(wrong(&[1, 1, 2], &[30, 30, 10]), []);
        assert_eq!(wrong(&[1, 2, 3], &[30, 30, 10]), []);
        assert_eq!(wrong(&[2, 1, 3], &[30, 20, 10]), [(0, 1), (1, 2)]);
        assert_eq!(wrong(&[4, 9, 17], &[30, 20, 10]), [], "of more towns than the table has");
        assert_eq!(wrong(&[9, 4, 17], &[30, 20, 10]).len(), 2);
        assert_eq!((rank("第3名"), rank("3.0"), rank("—"), rank("0")), (Some(3), Some(3), None, None));
    }
}
