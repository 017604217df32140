//! Units and currencies that stand in columns of their own, row by row.

use super::{ReturnTable, Role, SheetCell, TableReader};
use crate::diagnostic::Message;
use crate::editor::returns::amounts::{WrittenAmount, written};
use crate::editor::returns::plain::plain;
use crate::editor::returns::sheets::{CellPosition, Sheet};
use crate::editor::returns::unit::{self, Unit};

/// What the column of units says as a whole.
#[derive(Clone, Debug, Default)]
pub(super) struct RowUnits {
    /// Whether it holds units, not offices.
    are_units: bool,
    /// A unit other than 万元 that it holds, as it is written.
    other: Option<String>,
    /// The only unit of money that it holds.
    only: Option<Unit>,
}

impl RowUnits {
    pub fn of(sheet: &Sheet, table: &ReturnTable) -> Self {
        let Some(column) = table.column(Role::Unit) else { return Self::default() };
        let cells = sheet.cells.range((table.headings + 1, 0)..).filter(|((_, at), _)| *at == column.at);
        let said = cells.map(|(_, cell)| (cell.shown(), Unit::read(&cell.shown()))).filter(|(_, unit)| unit.is_money());
        let said: Vec<(String, Unit)> = said.collect();
        let may_be_office = matches!(plain(&column.heading).as_str(), "单位" | "unit" | "units");
        let only = said.first().filter(|(_, first)| said.iter().all(|(_, unit)| unit == first));
        Self {
            are_units: !may_be_office || !said.is_empty(),
            other: said.iter().find(|(_, unit)| *unit != Unit::wan()).map(|(text, _)| text.clone()),
            only: only.map(|(_, unit)| unit.clone()),
        }
    }
}

impl TableReader<'_> {
    /// Why a row's figures are in no yuan, with the cell that says so.
    pub(super) fn currency(&self, row: u32) -> Result<(), (CellPosition, Message)> {
        let (Some(at), Some(cell)) = (self.place(Role::Currency, row), self.cell(Role::Currency, row)) else {
            return Ok(());
        };
        let shown = cell.shown();
        // 万元 below 币种 is the row's unit, where no other column says it.
        let is_unit =
            unit::known(&shown).is_some_and(|unit| unit.is_money()) && self.table.column(Role::Unit).is_none();
        match unit::is_yuan(&shown) || is_unit {
            true => Ok(()),
            false => Err((at, unit::other_currency(&shown))),
        }
    }

    /// The unit that a column of units gives for a row, or why it gives none. An office or a person in a column headed 单位
    /// is none.
    pub(super) fn row_unit(&self, row: u32) -> Result<Option<Unit>, (CellPosition, Message)> {
        let Some(column) = self.table.column(Role::Unit) else {
            let shown = self.cell(Role::Currency, row).map(SheetCell::shown).filter(|shown| !unit::is_yuan(shown));
            return Ok(shown.and_then(|shown| unit::known(&shown)).filter(Unit::is_money));
        };
        let at = self.place(Role::Unit, row).unwrap_or((row, column.at));
        let Some(text) = self.cell(Role::Unit, row).map(SheetCell::shown) else {
            // Where other rows count in something else than 万元, an empty cell is no 万元.
            let figures = || self.table.columns.iter().filter(|column| matches!(column.role, Role::Figure(_)));
            let has_figure = figures().any(|column| self.sheet.cell(row, column.at).is_some());
            let is_said = figures().any(|column| column.is_unit_said);
            return match self.row_units.other.as_ref().filter(|_| has_figure && !is_said) {
                Some(other) => Err((at, no_unit(other))),
                None => Ok(None),
            };
        };
        match Unit::read(&text) {
            unit @ (Unit::Yuan(_) | Unit::Percent) => Ok(Some(unit)),
            Unit::Other(_) if self.row_units.are_units || unit::is_other_money(&text) || unit::counts_things(&text) => {
                Err((at, unit::unknown(&text)))
            }
            Unit::Other(_) => Ok(None),
        }
    }

    /// An amount that is compared and not taken, in the unit of its cell, its row or its column; a row of totals that says
    /// no unit counts in that of all rows.
    pub(super) fn written_at(&self, row: u32, column: u32, unit: &Unit) -> Option<WrittenAmount> {
        let own = match self.row_unit(row) {
            Ok(own) => own,
            Err(_) if self.cell(Role::Unit, row).is_none() => Some(self.row_units.only.clone()?),
            Err(_) => return None,
        };
        written(self.sheet.cell(row, column)?, own.as_ref().unwrap_or(unit))
    }
}

fn no_unit(other: &str) -> Message {
    message!(
        "这一行没有写单位，而别的行以“{other}”计，不知道这一行以什么计；请写上单位",
        "this row has no unit, and others are in `{other}`: write its unit"
    )
}
