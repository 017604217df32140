//! Which columns are the cumulative figures of the table's quarter, and why the others are not.

use std::collections::BTreeSet;

use super::layout::{HeadingCell, HeadingRows, HeadingStack};
use super::meaning::Meaning;
use super::stated::{StatedUnits, stated};
use super::{
    Aside, AsideReason, HeadingFault, Message, ReturnColumn, ReturnTable, Role, Sheet, Unit, UnknownWordPlace,
    exact_role,
};
use crate::editor::returns::indicators::ReportedItem;
use crate::editor::returns::periods::{self, AgreedPeriod, MonthSpan, PeriodPlace, PeriodStatement, StatedPeriod};
use crate::editor::returns::sheets::{CellPosition, SheetCell, address};
use crate::editor::returns::unit;
use crate::model::ProgressField;
use crate::units::{Quarter, narrow};

/// A column that may be a figure.
struct ColumnCandidate<'s> {
    stack: &'s HeadingStack,
    field: ProgressField,
    period: Option<StatedPeriod>,
    is_to_date: bool,
    /// The quarter's own figure, which is the cumulative one in a first quarter.
    is_own: bool,
    unit: Unit,
    is_unit_said: bool,
}

/// What a table's headings and titles say together.
pub(super) struct ColumnChoice<'s> {
    items: &'s [ReportedItem],
    asked: Option<Quarter>,
    rows: HeadingRows,
    stacks: &'s [HeadingStack],
    said: &'s [PeriodStatement],
    pub(super) stated: Vec<StatedUnits>,
    sheet: &'s Sheet,
    settled: AgreedPeriod,
    columns: Vec<ReturnColumn>,
    asides: Vec<Aside>,
    faults: Vec<HeadingFault>,
    doubtful: Vec<HeadingFault>,
}

impl<'s> ColumnChoice<'s> {
    pub fn new(
        sheet: &'s Sheet,
        items: &'s [ReportedItem],
        names: &[String],
        asked: Option<Quarter>,
        rows: HeadingRows,
        stacks: &'s [HeadingStack],
        said: &'s [PeriodStatement],
    ) -> Self {
        let stated = stated(sheet, rows.first, rows.end, names);
        let (settled, columns, asides, faults, doubtful) = Default::default();
        Self { items, asked, rows, stacks, said, stated, sheet, settled, columns, asides, faults, doubtful }
    }

    /// The table, or all that keeps it from being taken. `other` is what the sheet says that all its figures are, where they
    /// are not what was done.
    pub fn table(
        mut self,
        other: Option<(Option<CellPosition>, String, AsideReason)>,
    ) -> Result<ReturnTable, Vec<HeadingFault>> {
        let mut candidates = Vec::new();
        for stack in self.stacks {
            candidates.extend(self.column(stack));
        }
        self.settle(&candidates);
        let mut candidates = self.of_the_quarter(candidates);
        // A heading that says 完成 is heard before a title.
        let says_done = |it: &ColumnCandidate<'_>| {
            let heading = it.stack.heading().to_lowercase();
            ["完成", "实际", "累计", "actual", "completed", "to date"].iter().any(|word| heading.contains(word))
        };
        if let Some((at, shown, kind)) = other.filter(|_| !candidates.iter().any(says_done)) {
            self.all_aside(std::mem::take(&mut candidates), at, &shown, kind);
        }
        self.take(candidates);
        self.only_candidates();
        self.columns.sort_by_key(|column| column.at);
        self.asides.sort_by_key(|aside| aside.at);
        match self.faults.is_empty() {
            true => Ok(ReturnTable {
                first: self.rows.first,
                headings: self.rows.end,
                columns: self.columns,
                asides: self.asides,
                settled: self.settled,
                doubtful: self.doubtful,
                of_projects: false,
            }),
            false => {
                // What is wrong with the whole table was met at each of its columns.
                self.faults.dedup();
                Err(self.faults)
            }
        }
    }

    /// Sorts a column: taken by its role, set aside, or a candidate for a figure.
    fn column(&mut self, stack: &'s HeadingStack) -> Option<ColumnCandidate<'s>> {
        if let Some(role) = exact_role(&stack.own.text, self.items) {
            self.by_role(stack, role);
            return None;
        }
        let of_field = stack.of_field().map(|part| &part.meaning);
        let field = of_field.and_then(|meaning| meaning.field);
        let any = |says: fn(&Meaning) -> bool| stack.upwards().any(|part| says(&part.meaning));
        let (is_month, is_quarter) = (any(|it| it.is_own_month), any(|it| it.is_own_quarter));
        let period = period(stack);
        let is_to_date =
            any(|it| it.is_to_date) || matches!(period, Some(StatedPeriod { span: Some(MonthSpan::ToDate(_)), .. }));
        let mut kinds: BTreeSet<AsideReason> =
            stack.upwards().flat_map(|part| part.meaning.kinds.iter().copied()).collect();
        let unit = match self.unit(stack, true) {
            Ok(unit) => unit,
            Err(fault) => {
                self.faults.push(fault);
                return None;
            }
        };
        let own = &stack.own.meaning;
        let understood = own.is_understood() && of_field.is_none_or(Meaning::is_understood);
        let brackets_understood = own.aside.is_empty() && of_field.is_none_or(|it| it.aside.is_empty());
        let strange = stack.strange();
        let is_clear = understood && brackets_understood && strange.is_none();
        let months = matches!(period, Some(StatedPeriod { span: Some(MonthSpan::Month(_)), .. }));
        if kinds.is_empty() && is_clear {
            kinds.extend(self.by_unit(stack, field, unit.as_ref(), own.is_bare_projects));
            let is_own = is_month || months || (is_quarter && field.is_none());
            if kinds.is_empty() && !is_to_date && is_own {
                kinds.insert(AsideReason::OwnPeriod);
            }
        }
        if kinds.is_empty() && (!is_clear || field.is_none()) {
            kinds.insert(AsideReason::Unknown);
        }
        let named = field;
        let is_within = strange.as_ref().is_some_and(|strange| strange.stand == UnknownWordPlace::Around);
        let is_its_own = own.is_understood() && !is_within;
        let field = field.filter(|_| is_its_own || !kinds.contains(&AsideReason::Unknown));
        let own_span =
            matches!(period, Some(StatedPeriod { span: Some(MonthSpan::Quarter(_) | MonthSpan::Months(..)), .. }));
        if let Some(kind) = strongest(&kinds, unit.as_ref()) {
            let mut aside = aside(stack, kind, field, is_to_date, unit);
            aside.is_quarters = is_quarter || own_span;
            aside.strange = strange.filter(|_| kind == AsideReason::Unknown && (field.or(named)).is_some());
            self.asides.push(aside);
            return None;
        }
        Some(ColumnCandidate {
            stack,
            field: field?,
            period,
            is_to_date,
            is_own: !is_to_date && (is_quarter || own_span),
            is_unit_said: unit.is_some(),
            unit: unit.unwrap_or_else(Unit::wan),
        })
    }

    fn by_role(&mut self, stack: &HeadingStack, role: Role) {
        let heading = stack.heading();
        if let Some(other) = self.columns.iter().find(|column| column.role == role) {
            self.faults.push((stack.own.at, heading, same(&other.heading)));
            return;
        }
        let unit = match role {
            Role::Indicator(place) => match self.unit_of_item(stack, &self.items[place]) {
                Ok(unit) => unit,
                Err(fault) => {
                    self.faults.push(fault);
                    return;
                }
            },
            _ => None,
        };
        self.columns.push(ReturnColumn {
            at: stack.at,
            heading,
            role,
            is_unit_said: unit.is_some(),
            unit: unit.unwrap_or_else(Unit::wan),
            period: None,
        });
    }

    /// Sets all that could be taken aside, as the sheet's title says that it is something else.
    fn all_aside(
        &mut self,
        candidates: Vec<ColumnCandidate<'_>>,
        at: Option<CellPosition>,
        shown: &str,
        kind: AsideReason,
    ) {
        if !candidates.is_empty() {
            self.columns.retain(|column| column.role.names_rows());
        }
        for it in candidates {
            let reason = kind.reason();
            let why = match at {
                Some(at) => message!(
                    "{}“{shown}”说明整张表是{}，不是从1月1日起的累计完成数"(
                        address(at),
                        reason.zh
                    ),
                    "`{shown}` in {} says that the whole table is {}, not the figures since 1 January"(
                        address(at),
                        reason.en
                    )
                ),
                None => message!(
                    "表名“{shown}”说明整张表是{}，不是从1月1日起的累计完成数"(reason.zh),
                    "the sheet's name `{shown}` says that the whole table is {}, not the figures since 1 January"(
                        reason.en
                    )
                ),
            };
            self.doubtful.push((it.stack.own.at, it.stack.heading(), why));
            // Nothing else of the sheet names a figure then.
            self.asides.push(aside(it.stack, kind, None, it.is_to_date, Some(it.unit)));
        }
    }

    /// Settles the quarter by what titles and sheet say, and by the headings where these say nothing.
    fn settle(&mut self, candidates: &[ColumnCandidate<'_>]) {
        match periods::agree(self.said, self.asked) {
            Ok(settled) => self.settled = settled,
            Err(fault) => {
                self.faults.push(fault);
                return;
            }
        }
        let by_column = self.columns.iter().any(|column| column.role == Role::Quarter);
        let named = |candidate: &&ColumnCandidate<'_>| !candidate.is_own || candidate.period.is_some();
        let mut said: Vec<PeriodStatement> = candidates.iter().filter(named).filter_map(heading_said).collect();
        if self.settled.number.is_none() && !by_column {
            let cumulative = said.iter().filter(|said| !matches!(said.period.span, Some(MonthSpan::Months(..))));
            let mut numbers: Vec<u32> = cumulative.filter_map(|said| said.period.span?.quarter()).collect();
            numbers.sort_unstable();
            numbers.dedup();
            match numbers[..] {
                [number] => {
                    said.retain(|said| said.period.span.and_then(MonthSpan::quarter) == Some(number));
                    self.settled.number = said.first().map(|said| (number, Some(said.clone())));
                }
                [_, _, ..] => self.faults.push((
                    place(&said[0]),
                    said[0].shown.clone(),
                    message!("标题里有几个季度，不知道该取哪一个；请加 --quarter，例如 --quarter 2022Q1", "the headings name several quarters; add --quarter, such as --quarter 2022Q1, to say which is taken"),
                )),
                [] => {}
            }
        }
        if self.settled.year.is_none() {
            let mut years: Vec<i32> = said.iter().filter_map(|said| said.period.year).collect();
            years.sort_unstable();
            years.dedup();
            // Last year's figures stand beside this year's.
            self.settled.year = years.last().copied();
        }
    }

    /// The candidates that are of the table's quarter and since January; the others are set aside.
    fn of_the_quarter(&mut self, candidates: Vec<ColumnCandidate<'s>>) -> Vec<ColumnCandidate<'s>> {
        let mut fitting = Vec::new();
        let number = self.settled.number.as_ref().map(|(number, _)| *number);
        for candidate in candidates {
            let year = candidate.period.and_then(|period| period.year);
            let span = candidate.period.and_then(|period| period.span);
            let of_span = match (span, candidate.is_to_date) {
                (Some(MonthSpan::Month(month)), true) => MonthSpan::ToDate(month).quarter(),
                (span, _) => span.and_then(MonthSpan::quarter),
            };
            let kind = match (self.settled.year, year) {
                (Some(settled), Some(year)) if year < settled => Some(AsideReason::LastYear),
                (Some(settled), Some(year)) if year != settled => Some(AsideReason::OtherPeriod),
                _ if span.is_some_and(|span| span != MonthSpan::Year) && of_span.is_none() => {
                    Some(AsideReason::OtherPeriod)
                }
                _ => match (of_span.filter(|_| span != Some(MonthSpan::Year)), number) {
                    (Some(own), Some(number)) if own < number && candidate.is_own => Some(AsideReason::Before),
                    (Some(own), Some(number)) if own != number => Some(AsideReason::OtherPeriod),
                    _ => None,
                },
            };
            let is_own = candidate.is_own || (self.settled.is_own && !candidate.is_to_date);
            let is_since_january = matches!(span, Some(MonthSpan::Months(..)));
            let kind = kind.or((is_own && (number != Some(1) || is_since_january)).then_some(AsideReason::OwnPeriod));
            match kind {
                Some(kind) => {
                    let (field, unit) = (Some(candidate.field), Some(candidate.unit));
                    let is_quarters = candidate.is_own;
                    let aside = aside(candidate.stack, kind, field, candidate.is_to_date, unit);
                    self.asides.push(Aside { is_quarters, ..aside });
                }
                None => fitting.push(candidate),
            }
        }
        fitting
    }

    /// Takes one column for each figure.
    fn take(&mut self, mut candidates: Vec<ColumnCandidate<'s>>) {
        // In a first quarter the quarter's own figure stands beside the cumulative one, and is the same.
        let cumulative: Vec<ProgressField> = candidates.iter().filter(|it| !it.is_own).map(|it| it.field).collect();
        let (own, rest): (Vec<_>, Vec<_>) =
            candidates.drain(..).partition(|it| it.is_own && cumulative.contains(&it.field));
        for it in own {
            let aside = aside(it.stack, AsideReason::OwnPeriod, Some(it.field), false, Some(it.unit));
            self.asides.push(Aside { is_quarters: true, ..aside });
        }
        for candidate in rest {
            let (role, heading) = (Role::Figure(candidate.field), candidate.stack.heading());
            if let Some(other) = self.columns.iter().find(|column| column.role == role) {
                self.faults.push((candidate.stack.own.at, heading, same(&other.heading)));
                continue;
            }
            let period = heading_said(&candidate);
            let (unit, is_unit_said) = (candidate.unit, candidate.is_unit_said);
            self.columns.push(ReturnColumn { at: candidate.stack.at, heading, role, unit, is_unit_said, period });
        }
    }

    /// A column that is not taken and is the only one that could be a figure.
    fn only_candidates(&mut self) {
        if !self.doubtful.is_empty() {
            return;
        }
        let is_figure = |role: Role| matches!(role, Role::Figure(_) | Role::Indicator(_));
        let says = |role: Role| matches!(role, Role::Status | Role::Reported | Role::Note);
        let has_figures = self.columns.iter().any(|column| is_figure(column.role));
        let is_empty = !self.columns.iter().any(|column| is_figure(column.role) || says(column.role));
        let is_taken = |field: ProgressField| self.columns.iter().any(|column| column.role == Role::Figure(field));
        let mut faults = Vec::new();
        for aside in &self.asides {
            let Some(field) = aside.field.filter(|field| !is_taken(*field)) else { continue };
            let is_near = matches!(
                aside.kind,
                AsideReason::OwnPeriod
                    | AsideReason::OtherPeriod
                    | AsideReason::SinceStart
                    | AsideReason::OtherUnit
                    | AsideReason::Unknown
            );
            if is_near || is_empty || (!has_figures && field == ProgressField::Total) {
                faults.push((aside.place, aside.heading.clone(), self.refusal(aside)));
            }
        }
        // 本月, 累计 and nothing else: the heading of a figure that does not say which.
        if is_empty && faults.is_empty() && self.faults.is_empty() {
            let says = |part: &HeadingCell| {
                let meaning = &part.meaning;
                let is_amount = meaning.is_to_date || meaning.units.iter().any(Unit::is_money);
                is_amount && meaning.is_understood() && meaning.kinds.is_empty()
            };
            let mute = self.stacks.iter().filter(|stack| stack.upwards().any(says));
            faults.extend(mute.map(|stack| {
                let why = message!("标题没有写是哪一项；请写明是“总投资”“特色产业投资”“非政府投资”还是“重点项目投资”", "the heading does not say which figure it is: write `总投资`, `特色产业投资`, `非政府投资` or `重点项目投资`");
                (stack.own.at, stack.heading(), why)
            }));
        }
        // Where no figure at all is taken, a heading that names one beside words that are not understood may be it.
        if is_empty && faults.is_empty() && self.faults.is_empty() {
            let strange = self.asides.iter().filter_map(|aside| Some((aside, aside.strange.as_ref()?)));
            let strange = strange.filter(|(aside, _)| self.holds_numbers(aside.at));
            let strange = strange.map(|(aside, it)| (aside.place, aside.heading.clone(), it.refusal()));
            let strange: Vec<HeadingFault> = strange.collect();
            self.doubtful.extend(strange);
        }
        self.faults.extend(faults);
    }

    /// Whether any cell of a column below the headings holds a number.
    fn holds_numbers(&self, column: u32) -> bool {
        self.sheet.cells.range((self.rows.end + 1, 0)..).any(|((_, at), cell)| *at == column && is_number(cell))
    }

    fn refusal(&self, aside: &Aside) -> Message {
        match (aside.kind, &aside.unit) {
            (AsideReason::Unknown, _) if let Some(strange) = &aside.strange => strange.refusal(),
            (AsideReason::OtherUnit, Some(Unit::Other(text))) => unit::unknown(text),
            (AsideReason::OtherPeriod, _) => match &self.settled.number {
                Some((_, Some(said))) if place(said) != aside.place => periods::differs(said),
                _ => periods::no_quarter(),
            },
            (kind, _) => kind.refusal(),
        }
    }
}

/// A column that is not taken.
fn aside(
    stack: &HeadingStack,
    kind: AsideReason,
    field: Option<ProgressField>,
    is_to_date: bool,
    unit: Option<Unit>,
) -> Aside {
    let (at, place, heading) = (stack.at, stack.own.at, stack.heading());
    Aside { at, place, heading, kind, field, is_to_date, is_quarters: false, unit, strange: None }
}

/// Whether a cell holds a number, or digits typed as words.
pub(super) fn is_number(cell: &SheetCell) -> bool {
    match cell {
        SheetCell::Number { .. } => true,
        SheetCell::Text(text) => {
            text.chars().any(|c| narrow(c).is_ascii_digit())
                && text.chars().map(narrow).all(|c| c.is_ascii_digit() || ".,-% ".contains(c))
        }
        _ => false,
    }
}

fn place(said: &PeriodStatement) -> CellPosition {
    match said.place {
        PeriodPlace::Cell(at) => at,
        _ => (0, 0),
    }
}

/// The period of a column: its own words, with the year of those above.
fn period(stack: &HeadingStack) -> Option<StatedPeriod> {
    let mut all = stack.upwards().filter_map(|part| part.meaning.period);
    let mut period = all.next()?;
    for other in all {
        period.year = period.year.or(other.year);
        period.span = period.span.or(other.span);
    }
    Some(period)
}

fn heading_said(candidate: &ColumnCandidate<'_>) -> Option<PeriodStatement> {
    let mut period = candidate.period?;
    if let (Some(MonthSpan::Month(month)), true) = (period.span, candidate.is_to_date) {
        period.span = Some(MonthSpan::ToDate(month));
    }
    let part = candidate.stack.upwards().find(|part| part.meaning.period.is_some())?;
    Some(PeriodStatement { place: PeriodPlace::Cell(part.at), shown: part.text.clone(), period, is_certain: true })
}

/// Of several reasons the one that says most.
fn strongest(kinds: &BTreeSet<AsideReason>, unit: Option<&Unit>) -> Option<AsideReason> {
    let has = |kind: AsideReason| kinds.contains(&kind);
    if has(AsideReason::Plan) && (has(AsideReason::Share) || unit == Some(&Unit::Percent)) {
        return Some(AsideReason::Completion);
    }
    if has(AsideReason::LastYear) && has(AsideReason::Growth) {
        return Some(AsideReason::YearOnYear);
    }
    kinds.first().copied()
}

/// Why a second column for one figure is refused.
fn same(other: &str) -> Message {
    message!(
        "与“{other}”一列是同一项，不知道该取哪一列；请删去一列",
        "the same as the column `{other}`: delete one of the two"
    )
}
