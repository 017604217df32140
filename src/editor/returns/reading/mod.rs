//! Sheets → what each town reports for a quarter, and every cell that cannot be taken, with the reason.

mod agreement;
mod checks;
mod differences;
mod lines;
mod projects;
mod ranks;
mod together;
mod told;
mod totals;
mod towns;
mod twice;
mod units;
mod unseen;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use lines::{TotalsRow, TotalsRowKind};
pub use together::together;
pub use told::{Checked, Contradiction, Note, Origin, Problem, ProjectReturn, ReadReturns, Return, Values};

use crate::diagnostic::Message;
use crate::editor::returns::amounts::{day, money};
use crate::editor::returns::headings::{self, Aside, ReturnColumn, ReturnTable, Role, table};
use crate::editor::returns::indicators::{ReportedItem, items, value};
use crate::editor::returns::periods;
use crate::editor::returns::plain::plain;
use crate::editor::returns::sheets::{CellPosition, Sheet, SheetCell};
use crate::editor::returns::unit::Unit;
use crate::model::{FigureStatus, Meant, TownNames, Tree, name_key as key};
use crate::units::{Date, FromText as _, Money, Number, Quarter, Text};
use units::RowUnits;

/// Reads all sheets. The quarter is the asked one, else that of a column or a title row.
pub fn read(sheets: &[Sheet], tree: &Tree, asked: Option<Quarter>) -> ReadReturns {
    let mut reading = ReadReturns::default();
    let names = TownNames::of(tree.towns.iter().map(|(slug, town)| (slug, &**town)), &tree.counties);
    let region = region(tree);
    let mut tables = 0;
    let mut bare = Vec::new();
    let mut doubtful = Vec::new();
    for sheet in sheets {
        // Which standards' items are looked for hangs on the quarter, which the sheet may say above its headings.
        let said = || headings::quarter(sheet, &items(&tree.rules, None));
        let items = items(&tree.rules, asked.or_else(said));
        match table(sheet, &items, &region, asked) {
            Ok(Some(table)) => {
                let passed: Vec<Message> = table.asides.iter().filter_map(Aside::told).collect();
                if !passed.is_empty() {
                    reading.passed.push((sheet.name.clone(), passed));
                }
                if !table.has_values() && !table.doubtful.is_empty() {
                    doubtful.extend(table.doubtful.into_iter().map(|fault| problem(sheet, fault)));
                    continue;
                }
                tables += 1;
                let row_units = RowUnits::of(sheet, &table);
                let (table, items, names, reading) = (&table, &items, &names, &mut reading);
                TableReader { sheet, table, items, tree, names, asked, row_units, reading }.read();
            }
            Ok(None) => bare.push(sheet),
            Err(faults) => {
                tables += 1;
                reading.problems.extend(faults.into_iter().map(|fault| problem(sheet, fault)));
            }
        }
    }
    if tables == 0 && !doubtful.is_empty() {
        reading.problems.append(&mut doubtful);
    } else if tables == 0 {
        reading
            .notes
            .extend(bare.iter().flat_map(|sheet| &sheet.notes).cloned().map(|message| Note { origin: None, message }));
        // Headings may be formulas.
        reading.problems.extend(bare.into_iter().filter_map(unseen::first_formula));
        let why = message!(
            "文件里没有找到报表：标题行应有“小镇”一列，和“总投资”“重点项目投资”等至少一列；可用 sunboard export return 生成空表",
            "no return was found in the file: its headings need a column `Town` and one such as `Overall investment`; sunboard export return makes a form"
        );
        reading.problems.push(Problem { origin: None, value: String::new(), meaning: None, why });
    }
    // What is so of the whole file is told once.
    let mut told: Vec<Note> = Vec::new();
    for note in std::mem::take(&mut reading.notes) {
        if note.origin.is_some() || !told.contains(&note) {
            told.push(note);
        }
    }
    reading.notes = told;
    twice::refuse(&mut reading);
    reading
}

fn problem(sheet: &Sheet, (at, value, why): headings::HeadingFault) -> Problem {
    Problem { origin: Some(origin(sheet, at)), value, meaning: None, why }
}

/// The names of the area, its counties and its towns as headings are compared, longer ones first: which of several columns
/// is a figure they do not tell.
fn region(tree: &Tree) -> Vec<String> {
    let area = tree.config.iter().map(|config| &config.area);
    let counties = tree.counties.iter().flat_map(|county| std::iter::once(&county.name).chain(&county.short_name));
    let towns = tree.towns.values().flat_map(|town| std::iter::once(&town.name).chain(&town.also));
    let names = area.chain(counties).chain(towns).map(|name| plain(name));
    let mut names: Vec<String> = names.filter(|name| name.chars().count() > 1).collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.chars().count()));
    names.dedup();
    names
}

fn origin(sheet: &Sheet, at: CellPosition) -> Origin {
    let shown = sheet.cell(at.0, at.1).map(SheetCell::shown).unwrap_or_default();
    Origin { sheet: (!sheet.is_alone).then(|| sheet.name.clone()), at, shown }
}

struct TableReader<'a> {
    sheet: &'a Sheet,
    table: &'a ReturnTable,
    items: &'a [ReportedItem],
    tree: &'a Tree,
    names: &'a TownNames<'a>,
    asked: Option<Quarter>,
    row_units: RowUnits,
    reading: &'a mut ReadReturns,
}

impl TableReader<'_> {
    fn read(mut self) {
        self.tell_of_sheet();
        if self.table.of_projects {
            return self.read_projects();
        }
        let rows: Vec<u32> = self.sheet.rows().into_iter().filter(|row| *row > self.table.headings).collect();
        let lines: Vec<TotalsRow> =
            rows.into_iter().filter_map(|row| Some(TotalsRow { row, kind: self.row(row)? })).collect();
        let is_town = |line: &&TotalsRow| matches!(line.kind, TotalsRowKind::Town { .. });
        let taken: Vec<u32> = lines.iter().filter(is_town).map(|line| line.row).collect();
        self.tell_of_rest(&taken);
        // What could not be taken is told first: a sum without it says nothing.
        if self.reading.problems.is_empty() {
            self.check_totals(&lines);
            self.check_asides(&lines);
            self.check_ranks(&lines);
        }
    }

    fn place(&self, role: Role, row: u32) -> Option<CellPosition> {
        self.table.column(role).map(|column| self.anchor(column, row))
    }

    fn cell(&self, role: Role, row: u32) -> Option<&SheetCell> {
        self.place(role, row).and_then(|(row, column)| self.sheet.cell(row, column))
    }

    fn refuse(&mut self, at: CellPosition, value: impl Into<String>, why: Message) {
        let origin = Some(origin(self.sheet, at));
        self.reading.problems.push(Problem { origin, value: value.into(), meaning: None, why });
    }

    /// What a row is; none where it is neither a town's report nor a total: a footnote, a signature, a town that left all
    /// empty.
    fn row(&mut self, row: u32) -> Option<TotalsRowKind> {
        let is_value =
            |role| matches!(role, Role::Figure(_) | Role::Indicator(_) | Role::Status | Role::Reported | Role::Note);
        let says_something =
            self.table.columns.iter().any(|column| is_value(column.role) && self.sheet.cell(row, column.at).is_some());
        // Beside a signature there may be another one, below a column of figures.
        let is_signed = self.cell(Role::Town, row).is_some_and(|cell| lines::is_signature(&cell.shown()));
        let is_number = |column: u32| matches!(self.sheet.cell(row, column), Some(SheetCell::Number { .. }));
        if is_signed && !self.table.columns.iter().any(|column| is_value(column.role) && is_number(column.at)) {
            return None;
        }
        let names_town = self.cell(Role::Town, row).is_some_and(|cell| self.names.find(&cell.shown()) != Meant::Nobody);
        if !names_town && lines::is_signed(self.sheet.row(row).map(|(_, cell)| cell)) {
            return None;
        }
        match self.label(row) {
            Some(label) if says_something => return Some(TotalsRowKind::Total(label)),
            Some(_) => return Some(TotalsRowKind::Heading),
            None if !says_something => {
                self.refuse_undivided(row);
                return None;
            }
            None => {}
        }
        let unfit = self.unfit(row);
        let is_unfit = |role: Role| self.table.column(role).is_some_and(|column| unfit.contains(&column.at));
        if [Role::Town, Role::Id, Role::Quarter].into_iter().any(is_unfit) {
            return Some(TotalsRowKind::Town { town: None, quarter: None, figures: BTreeMap::new() });
        }
        // Every cell is looked at, whatever else is wrong with the row: one run names all that is to be mended.
        let town = self.town(row);
        let quarter = self.quarter(row);
        let place = self.place(Role::Town, row).or(self.place(Role::Id, row)).unwrap_or((row, 0));
        let standing = match (&town, quarter) {
            (Some(town), Some(quarter)) => self.on_its_board(town, quarter),
            _ => Ok(()),
        };
        let on_its_board = standing.is_ok();
        if let Err(why) = standing {
            let shown = self.sheet.cell(place.0, place.1).map(SheetCell::shown).unwrap_or_default();
            self.refuse(place, shown, why);
        }
        let values = self.values(row, quarter, &unfit);
        let figures = values.figures.iter().map(|(field, (amount, _))| (*field, *amount)).collect();
        let line = TotalsRowKind::Town { town: town.clone(), quarter, figures };
        if let (Some(town), Some(quarter), true) = (town, quarter, on_its_board) {
            let origin = origin(self.sheet, place);
            self.reading.returns.push(Return { town, quarter, origin, values });
        }
        Some(line)
    }

    /// What a row's cells say.
    fn values(&mut self, row: u32, quarter: Option<Quarter>, unfit: &BTreeSet<u32>) -> Values {
        let mut values = Values::default();
        if let Err((at, why)) = self.currency(row) {
            let shown = self.sheet.cell(at.0, at.1).map(SheetCell::shown).unwrap_or_default();
            self.refuse(at, shown, why);
            return values;
        }
        let row_unit = match self.row_unit(row) {
            Ok(unit) => unit,
            Err((at, why)) => {
                let shown = self.sheet.cell(at.0, at.1).map(SheetCell::shown).unwrap_or_default();
                self.refuse(at, shown, why);
                return values;
            }
        };
        for column in self.table.columns.iter().filter(|column| !unfit.contains(&column.at)) {
            let at = self.anchor(column, row);
            let Some(cell) = self.sheet.cell(at.0, at.1) else { continue };
            let origin = origin(self.sheet, at);
            let taken = match column.role {
                Role::Figure(field) => self.amount(cell, column, row_unit.as_ref(), quarter).map(|amount| {
                    if let Some(amount) = amount {
                        values.figures.insert(field, (amount, origin));
                    }
                }),
                Role::Indicator(place) => self.indicator(cell, place, column, quarter).map(|number| {
                    if let Some((item, number)) = number {
                        values.indicators.push((item, number, origin));
                    }
                }),
                Role::Status => status(cell).map(|status| values.status = Some((status, origin))),
                Role::Reported => {
                    day(cell).and_then(|day| after(day, quarter)).map(|day| values.reported = Some((day, origin)))
                }
                Role::Note => words(cell).map(|note| values.note = Some((note, origin))),
                Role::Id | Role::Town | Role::County | Role::Quarter | Role::Unit | Role::Currency => Ok(()),
                // Columns of tables of projects.
                Role::Project | Role::ProjectId | Role::Basis | Role::Completed(_) => Ok(()),
                Role::State | Role::Investment | Role::Last => Ok(()),
            };
            if let Err(why) = taken {
                self.refuse(at, cell.shown(), why);
            }
        }
        values
    }

    /// An amount, in the unit of its cell, else its row, else its column.
    fn amount(
        &self,
        cell: &SheetCell,
        column: &ReturnColumn,
        row_unit: Option<&Unit>,
        quarter: Option<Quarter>,
    ) -> Result<Option<Money>, Message> {
        let named = column.period.as_ref().filter(|_| self.table.column(Role::Quarter).is_some());
        if let (Some(said), Some(quarter)) = (named, quarter)
            && !said.period.fits(quarter)
        {
            return Err(periods::differs(said));
        }
        let is_clash = |unit: &&Unit| column.is_unit_said && **unit != column.unit;
        if let Some(unit) = row_unit.filter(is_clash) {
            return Err(message!(
                "这一行的单位是“{}”，标题的单位是“{}”，不知道以哪个为准",
                "the unit of this row is `{}`, that of the heading is `{}`",
                unit.word(),
                column.unit.word()
            ));
        }
        money(cell, row_unit.unwrap_or(&column.unit))
    }

    /// An indicator is a year's: it stands in the tables of the fourth quarter.
    fn indicator(
        &self,
        cell: &SheetCell,
        place: usize,
        column: &ReturnColumn,
        quarter: Option<Quarter>,
    ) -> Result<Option<(ReportedItem, Number)>, Message> {
        let item = &self.items[place];
        let number = value(cell, item, column.is_unit_said.then_some(&column.unit))?;
        if number.is_some() && quarter.is_some_and(|quarter| quarter.number != 4) {
            return Err(message!(
                "“{}”是年度指标，只在四季度的表里收",
                "`{}` is an indicator of the year, taken from tables of the fourth quarter only",
                item.name
            ));
        }
        Ok(number.map(|number| (item.clone(), number)))
    }

    /// The quarter of a row; that it is not known is told once a sheet, at the headings.
    fn quarter(&mut self, row: u32) -> Option<Quarter> {
        let place = self.place(Role::Quarter, row);
        let cell = self.cell(Role::Quarter, row).map(SheetCell::shown);
        let settled = &self.table.settled;
        let (at, stated, shown) = match (place, cell) {
            (Some(at), Some(shown)) => {
                let Some(quarter) = periods::in_cell(&shown, settled.year) else {
                    let why =
                        message!("不是季度；季度写作 2020Q4 或 2020年四季度", "is not a quarter; write it like 2020Q4");
                    self.refuse(at, shown, why);
                    return None;
                };
                let other = settled.number.as_ref().and_then(|(_, said)| said.as_ref()).filter(|said| said.is_certain);
                if let Some(other) = other.filter(|said| !said.period.fits(quarter)) {
                    let why = periods::differs(other);
                    self.refuse(at, shown, why);
                    return None;
                }
                (at, Some(quarter), shown)
            }
            _ => {
                let shown = settled.quarter().map(|quarter| quarter.to_string()).unwrap_or_default();
                ((0, 0), settled.quarter(), shown)
            }
        };
        let why = match (self.asked, stated) {
            (None, None) => message!(
                "表里没有写是哪一季度；请在标题里写明（如“2020年四季度”），或加 --quarter 2020Q4",
                "the table does not say which quarter it is; say so in its title, or add --quarter 2020Q4"
            ),
            (Some(asked), Some(stated)) if asked != stated => periods::not_asked(&stated.to_string(), asked),
            (asked, stated) => return asked.or(stated),
        };
        let told = Problem { origin: Some(origin(self.sheet, at)), value: shown, meaning: None, why };
        if !self.reading.problems.contains(&told) {
            self.reading.problems.push(told);
        }
        None
    }
}

fn status(cell: &SheetCell) -> Result<FigureStatus, Message> {
    match key(&cell.shown()).as_str() {
        "初步数" | "初步" | "provisional" => Ok(FigureStatus::Provisional),
        "最终数" | "最终" | "final" => Ok(FigureStatus::Final),
        "修订数" | "修订" | "revised" => Ok(FigureStatus::Revised),
        _ => Err(message!("数据状态只能填“初步数”或“最终数”", "the status is `provisional` or `final`")),
    }
}

fn after(day: NaiveDate, quarter: Option<Quarter>) -> Result<NaiveDate, Message> {
    // A year that no town file can hold.
    Date::from_text(&day.to_string())?;
    let Some(quarter) = quarter.filter(|quarter| day <= quarter.last_day()) else { return Ok(day) };
    Err(message!(
        "报送日期应晚于季末（{}）",
        "the day of the report is after the quarter's end ({})",
        quarter.last_day()
    ))
}

fn words(cell: &SheetCell) -> Result<String, Message> {
    Text::from_text(&cell.shown()).map(|text| text.0)
}
