//! Columns that are not taken but can be computed: rates of completion, growth, shares, plans, earlier figures.
//!
//! A heading seldom says all: of the year's plan or of the quarter's, of all investment or of key projects. What agrees
//! with one of the readings is right; what agrees with none is told beside the nearest.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::agreement::{Agreement, Exact};
use super::lines::{TotalsRow, TotalsRowKind};
use super::{Checked, Contradiction, Note, TableReader, origin};
use crate::editor::returns::amounts::{WrittenAmount, percentages};
use crate::editor::returns::headings::{Aside, AsideReason};
use crate::editor::returns::sheets::CellPosition;
use crate::editor::returns::shown::{grouped, wan};
use crate::editor::returns::unit::Unit;
use crate::evaluate::lookup;
use crate::language::{Language, Pair};
use crate::model::{BoardMeasure, ProgressField, Town};
use crate::units::{Money, Quarter};
use crate::words::terms;

/// A reading of a column: the number that should stand there, and how it is computed.
pub(super) struct ExpectedNumber {
    pub exact: Exact,
    pub zh: String,
    pub en: String,
}

/// A town's row, for computing.
pub(super) struct ComputedRow<'a> {
    pub row: u32,
    pub town: &'a Town,
    pub quarter: Quarter,
    pub figures: &'a BTreeMap<ProgressField, Money>,
}

impl TableReader<'_> {
    /// Holds the columns that are not taken against what they should say.
    pub(super) fn check_asides(&mut self, lines: &[TotalsRow]) {
        let (table, tree) = (self.table, self.tree);
        for line in lines {
            let TotalsRowKind::Town { town: Some(town), quarter: Some(quarter), figures } = &line.kind else {
                continue;
            };
            let row = ComputedRow { row: line.row, town: &tree.towns[town], quarter: *quarter, figures };
            for aside in &table.asides {
                self.check_aside(aside, &row);
            }
        }
    }

    fn check_aside(&mut self, aside: &Aside, row: &ComputedRow<'_>) {
        let at = (row.row, aside.at);
        let Some(cell) = self.sheet.cell(at.0, at.1) else { return };
        let (kind, candidates) = match aside.kind {
            AsideReason::Completion => (Checked::Rate, self.completions(aside, row)),
            AsideReason::YearOnYear => (Checked::Growth, self.growths(aside, row, true, false)),
            AsideReason::PeriodOnPeriod => (Checked::Growth, self.growths(aside, row, false, true)),
            AsideReason::Growth => (Checked::Growth, self.growths(aside, row, true, true)),
            AsideReason::Share => (Checked::Share, shares(aside, row)),
            AsideReason::Plan | AsideReason::Target => (Checked::Plan, plans(aside, row)),
            AsideReason::OwnPeriod if aside.is_quarters => (Checked::Own, self.own_quarters(aside, row)),
            AsideReason::Remaining => (Checked::Remaining, self.remainders(aside, row)),
            AsideReason::Forecast => {
                self.check_forecast(aside, row);
                return;
            }
            AsideReason::LastYear => (Checked::Earlier, last_years(aside, row)),
            AsideReason::Before => (Checked::Earlier, befores(aside, row)),
            _ => return,
        };
        let is_amount = !matches!(kind, Checked::Rate | Checked::Growth | Checked::Share);
        let stated: Vec<(Decimal, Decimal, String)> = if is_amount {
            self.written_in(aside, row.row).into_iter().map(|it| (it.value, it.wan, it.word)).collect()
        } else {
            percentages(cell).into_iter().map(|value| (value, Decimal::ONE, "%".to_owned())).collect()
        };
        let mut best: Option<(Agreement, Decimal, Disagreement)> = None;
        for (value, unit, word) in stated {
            for candidate in &candidates {
                let exact = Exact { denominator: candidate.exact.denominator * unit, ..candidate.exact };
                let (agreement, computed) = exact.against(value);
                // An amount that is not computed from others is explained by no rounding.
                let is_computed = !is_amount || matches!(kind, Checked::Own | Checked::Remaining);
                let agreement =
                    if !is_computed && agreement == Agreement::Rounded { Agreement::Another } else { agreement };
                let distance = (computed - value).abs();
                if best.as_ref().is_none_or(|(a, d, _)| (agreement, distance) < (*a, *d)) {
                    let word = word.clone();
                    let (zh, en) = (candidate.zh.clone(), candidate.en.clone());
                    best = Some((agreement, distance, Disagreement { stated: value, computed, word, zh, en }));
                }
            }
        }
        if let Some((agreement, _, found)) = best {
            self.tell_aside(at, &aside.heading, kind, agreement, found);
        }
    }

    fn tell_aside(
        &mut self,
        at: CellPosition,
        heading: &str,
        kind: Checked,
        agreement: Agreement,
        found: Disagreement,
    ) {
        let Pair { zh: why_zh, en: why_en } = match agreement {
            Agreement::Same => return,
            Agreement::Cut => pair!("（截尾，没有四舍五入）", " (cut, not rounded)"),
            Agreement::Rounded => pair!(
                "（末位相差1，可能是用四舍五入后的数算的）",
                " (one off in its last decimal: perhaps computed from rounded numbers)"
            ),
            Agreement::Another => pair!("", ""),
        };
        let origin = origin(self.sheet, at);
        let heading = heading.replace('\n', " ");
        let (stated, computed) = (grouped(found.stated), grouped(found.computed));
        let word = if found.word == "%" { "%".to_owned() } else { found.word };
        let space = if word == "%" { "" } else { " " };
        let message = message!(
            "“{heading}”写的是{stated}{word}，按{}应为{computed}{word}{why_zh}"(found.zh),
            "`{heading}` says {stated}{space}{word}; by {} it is {computed}{space}{word}{why_en}"(found.en)
        );
        match agreement {
            Agreement::Another => {
                self.reading.contradictions.push(Contradiction { origin, kind, stated, computed, message });
            }
            _ => self.reading.notes.push(Note { origin: Some(origin), message }),
        }
    }

    /// The amount in a column that is not taken.
    pub(super) fn written_in(&self, aside: &Aside, row: u32) -> Option<WrittenAmount> {
        self.written_at(row, aside.at, aside.unit.as_ref().unwrap_or(&Unit::wan()))
    }

    /// Figure ÷ plan, by the plans of the table and of the content.
    fn completions(&self, aside: &Aside, row: &ComputedRow<'_>) -> Vec<ExpectedNumber> {
        let mut candidates = Vec::new();
        for (field, amount) in fields(aside, row) {
            let mut add = |plan: Decimal, Pair { zh, en }: Pair| {
                if let Some(exact) = Exact::percent(amount.0, plan) {
                    let shown = grouped(plan.normalize());
                    candidates.push(ExpectedNumber {
                        exact,
                        zh: format!("{}{}万元÷{zh}{shown}万元", name(field, Language::Chinese), wan(amount)),
                        en: format!("{} {} ÷ {en} {shown} (万元)", name(field, Language::English), wan(amount)),
                    });
                }
            };
            for plan in planned(row, field) {
                add(plan.amount.0, plan.words);
            }
            let is_plan = |kind| matches!(kind, AsideReason::Plan | AsideReason::Target | AsideReason::Scheme);
            let own = self.table.asides.iter().filter(|other| is_plan(other.kind));
            for other in own.filter(|other| other.field.is_none_or(|it| it == field)) {
                if let Some(plan) = self.written_in(other, row.row) {
                    add(plan.value * plan.wan, pair!("表中的计划", "the table's plan"));
                }
            }
        }
        candidates
    }

    /// Growth on last year's figure, on that of the quarter before, or both.
    fn growths(&self, aside: &Aside, row: &ComputedRow<'_>, on_year: bool, on_quarter: bool) -> Vec<ExpectedNumber> {
        let mut candidates = Vec::new();
        for (field, amount) in fields(aside, row) {
            let mut add = |now: Decimal, before: Decimal, Pair { zh, en }: Pair| {
                if let Some(exact) = Exact::percent(now - before, before) {
                    let (now, before) = (grouped(now.normalize()), grouped(before.normalize()));
                    candidates.push(ExpectedNumber {
                        exact,
                        zh: format!("{}{now}万元比{zh}{before}万元", name(field, Language::Chinese)),
                        en: format!("{} {now} on {en} {before} (万元)", name(field, Language::English)),
                    });
                }
            };
            let quarter = row.quarter;
            if on_year {
                let own = self.table.asides.iter().filter(|other| other.kind == AsideReason::LastYear);
                for other in own.filter(|other| other.field.is_none_or(|it| it == field)) {
                    if let Some(before) = self.written_in(other, row.row) {
                        add(
                            amount.0,
                            before.value * before.wan,
                            pair!("表中的上年同期", "the table's figure of last year"),
                        );
                    }
                }
                if let Some(before) = figure(row.town, quarter.year_earlier(), field) {
                    add(amount.0, before.0, pair!("上年同期", "last year's"));
                }
            }
            if on_quarter && let Some(before) = figure(row.town, quarter.previous(), field) {
                add(amount.0, before.0, pair!("上季", "the quarter before's"));
                // What was done in the quarter alone, against the quarter before alone.
                let first = quarter.previous();
                let to_then =
                    if first.number == 1 { Some(Money::ZERO) } else { figure(row.town, first.previous(), field) };
                let to_before = if quarter.number == 1 { Money::ZERO } else { before };
                if let Some(to_then) = to_then {
                    add(amount.0 - to_before.0, before.0 - to_then.0, pair!("上季当季", "the quarter before alone"));
                }
            }
        }
        candidates
    }
}

pub(super) struct Disagreement {
    stated: Decimal,
    computed: Decimal,
    word: String,
    zh: String,
    en: String,
}

/// The figures that a column may be about: the one that its heading names, else all of the row.
pub(super) fn fields(aside: &Aside, row: &ComputedRow<'_>) -> Vec<(ProgressField, Money)> {
    let wanted = |field: &ProgressField| match aside.field {
        // `投资完成率` names no one of them.
        None | Some(ProgressField::Total) => matches!(field, ProgressField::Total | ProgressField::KeyProjects),
        Some(named) => named == *field,
    };
    let exact = |field: &ProgressField| {
        aside.field != Some(ProgressField::Total) || !aside.heading.contains("总投资") || *field == ProgressField::Total
    };
    let fields = ProgressField::ALL.into_iter().filter(|field| wanted(field) && exact(field));
    fields.filter_map(|field| Some((field, *row.figures.get(&field)?))).collect()
}

pub(super) fn name(field: ProgressField, language: Language) -> &'static str {
    terms::name(field, language)
}

pub(super) fn figure(town: &Town, quarter: Quarter, field: ProgressField) -> Option<Money> {
    field.of(lookup::progress_of(town, quarter)?)
}

pub(super) struct PlannedAmount {
    pub amount: Money,
    pub words: Pair,
}

/// What the plans of the year say of a figure: for the year, and to the quarter's end.
pub(super) fn planned(row: &ComputedRow<'_>, field: ProgressField) -> Vec<PlannedAmount> {
    let measure = match field {
        ProgressField::Total => BoardMeasure::Total,
        ProgressField::KeyProjects => BoardMeasure::KeyProjects,
        ProgressField::Industrial | ProgressField::NonGovernment => return Vec::new(),
    };
    let plans = row.town.plan.iter().filter(|plan| plan.year.0 == row.quarter.year);
    let mut planned = Vec::new();
    for series in plans.filter_map(|plan| lookup::series(plan, measure)) {
        planned.push(PlannedAmount { amount: series.year, words: pair!("年度计划", "the year's plan") });
        if let Some(amount) = series.to_date(row.quarter) {
            planned.push(PlannedAmount { amount, words: pair!("到季末的计划", "the plan to the quarter's end") });
        }
    }
    planned
}

/// A part of all investment.
fn shares(aside: &Aside, row: &ComputedRow<'_>) -> Vec<ExpectedNumber> {
    // Whose share it is must be said.
    let Some(field) = aside.field.filter(|field| *field != ProgressField::Total) else { return Vec::new() };
    let (Some(part), Some(total)) = (row.figures.get(&field), row.figures.get(&ProgressField::Total)) else {
        return Vec::new();
    };
    let exact = Exact::percent(part.0, total.0);
    let candidate = exact.map(|exact| ExpectedNumber {
        exact,
        zh: format!("{}{}万元÷总投资{}万元", name(field, Language::Chinese), wan(*part), wan(*total)),
        en: format!("{} {} ÷ overall investment {} (万元)", name(field, Language::English), wan(*part), wan(*total)),
    });
    candidate.into_iter().collect()
}

fn plans(aside: &Aside, row: &ComputedRow<'_>) -> Vec<ExpectedNumber> {
    let measured = [ProgressField::Total, ProgressField::KeyProjects];
    let fields: Vec<ProgressField> = match aside.field {
        Some(field) if field != ProgressField::Total || aside.heading.contains("总投资") => vec![field],
        _ => measured.to_vec(),
    };
    let planned = fields.into_iter().flat_map(|field| planned(row, field).into_iter().map(move |plan| (field, plan)));
    let candidate = |(field, plan): (ProgressField, PlannedAmount)| ExpectedNumber {
        exact: Exact::of(plan.amount.0),
        zh: format!("小镇文件里{}的{}", name(field, Language::Chinese), plan.words.zh),
        en: format!("the town's file ({}: {})", name(field, Language::English), plan.words.en),
    };
    planned.map(candidate).collect()
}

fn last_years(aside: &Aside, row: &ComputedRow<'_>) -> Vec<ExpectedNumber> {
    let quarter = row.quarter.year_earlier();
    let year = Quarter { number: 4, ..quarter };
    earlier(
        aside,
        row,
        &[(quarter, pair!("上年同期", "last year's same quarter")), (year, pair!("上年全年", "all of last year"))],
    )
}

fn befores(aside: &Aside, row: &ComputedRow<'_>) -> Vec<ExpectedNumber> {
    earlier(aside, row, &[(row.quarter.previous(), pair!("上季", "the quarter before"))])
}

fn earlier(aside: &Aside, row: &ComputedRow<'_>, periods: &[(Quarter, Pair)]) -> Vec<ExpectedNumber> {
    let Some(named) = aside.field else { return Vec::new() };
    let fields: Vec<ProgressField> = match named {
        ProgressField::Total if !aside.heading.contains("总投资") => vec![named, ProgressField::KeyProjects],
        named => vec![named],
    };
    let mut candidates = Vec::new();
    for &(quarter, Pair { zh, en }) in periods {
        for field in &fields {
            let to_date = figure(row.town, quarter, *field);
            let before = if quarter.number == 1 { None } else { figure(row.town, quarter.previous(), *field) };
            let alone = to_date.zip(before).map(|(to_date, before)| to_date.0 - before.0);
            for amount in to_date.map(|amount| amount.0).into_iter().chain(alone) {
                candidates.push(ExpectedNumber {
                    exact: Exact::of(amount),
                    zh: format!("小镇文件里{zh}（{quarter}）的{}", name(*field, Language::Chinese)),
                    en: format!("the town's file for {en} ({quarter}, {})", name(*field, Language::English)),
                });
            }
        }
    }
    candidates
}
