//! What a reader of the table on the screen would not see or not expect: hidden rows, columns and sheets, merged cells,
//! formulas without results, cells without a heading.

use std::collections::BTreeSet;

use super::{Note, Problem, Role, TableReader, origin};
use crate::diagnostic::Message;
use crate::editor::returns::amounts::{is_dash, uncomputed};
use crate::editor::returns::headings::{ReturnColumn, ReturnTable};
use crate::editor::returns::sheets::{CellPosition, Sheet, SheetCell, address};
use crate::model::Meant;

/// Addresses that are named at most; of more the count is told.
const NAMED: usize = 8;

impl Role {
    /// Whether a cell of this column stands for every row that it is merged over: what names a row, not what it reports.
    fn is_shared(self) -> bool {
        self.names_rows() || matches!(self, Self::Status | Self::Reported)
    }
}

impl TableReader<'_> {
    /// What is to be told of the sheet before its rows.
    pub(super) fn tell_of_sheet(&mut self) {
        let sheet = self.sheet;
        let mut messages = sheet.notes.clone();
        let name = &sheet.name;
        if sheet.is_hidden {
            messages.push(message!("工作表“{name}”是隐藏的，其中的数照样采用；若不应报送，请删去这张工作表", "the sheet `{name}` is hidden and its figures are taken all the same: delete the sheet if they should not be"));
        }
        if !sheet.hidden_rows.is_empty() {
            let rows = spans(&sheet.hidden_rows, |row| (row + 1).to_string());
            messages.push(message!("工作表“{name}”的第{}行是隐藏的（或被筛选掉了），其中的内容照样采用；若不应报送，请把这些行删去"(rows.join("、")), "rows {} of the sheet `{name}` are hidden (or filtered out) and are taken all the same: delete them if they should not be"(rows.join(", "))));
        }
        // The form itself hides the towns' ids, which are compared with their names.
        let hidden =
            |column: &u32| self.table.columns.iter().find(|taken| taken.at == *column && taken.role != Role::Id);
        let taken: BTreeSet<u32> =
            sheet.hidden_columns.iter().copied().filter(|column| hidden(column).is_some()).collect();
        let ids = self.table.column(Role::Id).map(|column| column.at);
        let left: BTreeSet<u32> = sheet
            .hidden_columns
            .iter()
            .copied()
            .filter(|column| !taken.contains(column) && Some(*column) != ids)
            .collect();
        let letters = |columns: &BTreeSet<u32>| {
            spans(columns, |column| address((0, column)).trim_end_matches(|c: char| c.is_ascii_digit()).to_owned())
        };
        if !taken.is_empty() {
            let columns = letters(&taken);
            messages.push(message!("工作表“{name}”的{}列是隐藏的，其中的内容照样采用；若不应报送，请把这些列删去"(columns.join("、")), "columns {} of the sheet `{name}` are hidden and are taken all the same: delete them if they should not be"(columns.join(", "))));
        }
        if !left.is_empty() {
            let columns = letters(&left);
            messages.push(message!(
                "工作表“{name}”的{}列是隐藏的，没有采用"(columns.join("、")),
                "columns {} of the sheet `{name}` are hidden and were not taken"(columns.join(", "))
            ));
        }
        self.reading.notes.extend(messages.into_iter().map(|message| Note { origin: None, message }));
        self.refuse_formulas_of_headings();
    }

    /// A title or a heading that is not known may say another quarter or another unit.
    fn refuse_formulas_of_headings(&mut self) {
        let head = self.sheet.cells.range(..(self.table.headings + 1, 0));
        let formulas: Vec<(CellPosition, String)> = head
            .filter_map(|(at, cell)| match cell {
                SheetCell::Uncomputed(formula) => Some((*at, formula.clone())),
                _ => None,
            })
            .collect();
        for (at, formula) in formulas {
            let why = uncomputed(&formula);
            self.refuse(at, formula, why);
        }
    }

    /// The cell in which the value for a place stands: the first one of merged cells in a column that names rows.
    pub(super) fn anchor(&self, column: &ReturnColumn, row: u32) -> CellPosition {
        let at = (row, column.at);
        if !column.role.is_shared() || self.sheet.cells.contains_key(&at) {
            return at;
        }
        let over = self.area(at).filter(|((top, left), _)| *left == column.at && *top > self.table.headings);
        over.map_or(at, |(first, _)| first)
    }

    fn area(&self, (row, column): CellPosition) -> Option<(CellPosition, CellPosition)> {
        let over = |((top, left), (bottom, right)): &(CellPosition, CellPosition)| {
            (*top..=*bottom).contains(&row) && (*left..=*right).contains(&column)
        };
        self.sheet.merged.iter().copied().find(over)
    }

    /// What cannot be taken of a row's cells for how they are made, not for what they say: told, and the columns that it is
    /// told of.
    pub(super) fn unfit(&mut self, row: u32) -> BTreeSet<u32> {
        let mut unfit = BTreeSet::new();
        let table = self.table;
        for column in &table.columns {
            let at = self.anchor(column, row);
            let why = match self.sheet.cell(at.0, at.1) {
                Some(SheetCell::Uncomputed(formula)) => Some(uncomputed(formula)),
                _ => self.merged_wrongly(column, row),
            };
            if let Some(why) = why {
                let shown = self.sheet.cell(at.0, at.1).map(SheetCell::shown).unwrap_or_default();
                self.refuse_once(at, shown, why);
                unfit.insert(column.at);
            }
        }
        unfit
    }

    /// Why a value cannot be told to be this row's and this column's alone.
    fn merged_wrongly(&self, column: &ReturnColumn, row: u32) -> Option<Message> {
        let at = (row, column.at);
        let (first, last) = self.area(at)?;
        let shown = format!("{}:{}", address(first), address(last));
        if at != first {
            let is_covered = self.sheet.cells.contains_key(&at);
            return is_covered.then(|| {
                message!(
                    "这个单元格被合并（{shown}）遮住，里面的数看不见；请取消合并，核对后再导入",
                    "this cell lies under merged cells ({shown}), where nobody sees it: split them and check it"
                )
            });
        }
        self.sheet.cell(row, column.at)?;
        let town = self.table.column(Role::Town).or(self.table.column(Role::Id));
        // A town may have several lines, all of whose cells are merged.
        let of_one_town = |(top, bottom): (u32, u32)| {
            town.and_then(|town| self.area((top, town.at)))
                .is_some_and(|(first, last)| first.0 <= top && bottom <= last.0)
        };
        let below = first.0 + 1..=last.0;
        let has_more = || self.sheet.cells.range((first.0 + 1, 0)..(last.0 + 1, 0)).next().is_some();
        if !column.role.is_shared() && !below.is_empty() && has_more() && !of_one_town((first.0, last.0)) {
            return Some(message!(
                "这个单元格合并了好几行（{shown}），不知道数是哪一行的；请取消合并，每行各填各的",
                "this cell is merged over several rows ({shown}), so that it is not known whose it is: split it and fill in each row"
            ));
        }
        let beside = |other: &&ReturnColumn| other.at != column.at && (first.1..=last.1).contains(&other.at);
        let other = self.table.columns.iter().find(beside)?;
        Some(message!(
            "这个单元格与“{}”一列合并了（{shown}），不知道数是哪一列的；请取消合并",
            "this cell is merged with the column `{}` ({shown}), so that it is not known which it is for: split it",
            other.heading
        ))
    }

    /// Cells of the taken rows that stand under no heading, and formulas there that gave nothing.
    pub(super) fn tell_of_rest(&mut self, rows: &[u32]) {
        let mut bare = Vec::new();
        let mut blank = Vec::new();
        let mut dashes = Vec::new();
        for &row in rows {
            bare.extend(self.sheet.row(row).filter(|(column, _)| !has_heading(self.sheet, self.table, *column)).map(
                |(column, cell)| (column, format!("{}“{}”", address((row, column)), cell.shown().replace('\n', " "))),
            ));
            let taken = self.table.columns.iter().map(|column| (row, column.at));
            dashes.extend(self.dashes(row).map(|column| address((row, column))));
            blank.extend(taken.filter(|at| self.sheet.blank_formulas.contains(at)).map(address));
        }
        let name = &self.sheet.name;
        if !bare.is_empty() {
            bare.sort_by_key(|(column, _)| *column);
            let cells: Vec<String> = bare.into_iter().map(|(_, cell)| cell).collect();
            let (zh, en) = (list(&cells, "、", "个"), list(&cells, ", ", "").replace('“', " `").replace('”', "`"));
            self.reading.notes.push(Note {
                origin: None,
                message: message!(
                    "“{name}”中有内容写在没有标题的列里，没有采用：{zh}",
                    "cells of `{name}` stand under no heading and were not taken: {en}"
                ),
            });
        }
        if !dashes.is_empty() {
            self.reading.notes.push(Note {
                origin: None,
                message: message!(
                    "“{name}”中这些格里是横线，按没有填报处理（为零的请填 0）：{}"(
                        list(&dashes, "、", "个")
                    ),
                    "cells of `{name}` hold a dash, which is taken for no report (zero is written 0): {}"(list(
                        &dashes, ", ", ""
                    ))
                ),
            });
        }
        if !blank.is_empty() {
            self.reading.notes.push(Note {
                origin: None,
                message: message!(
                    "“{name}”中这些公式的结果是空的，按没有填报处理：{}"(
                        list(&blank, "、", "个")
                    ),
                    "formulas of `{name}` give an empty text, which is taken for no report: {}"(list(&blank, ", ", ""))
                ),
            });
        }
    }

    /// The columns of figures in which a row has a dash.
    fn dashes(&self, row: u32) -> impl Iterator<Item = u32> {
        let figures =
            self.table.columns.iter().filter(|column| matches!(column.role, Role::Figure(_) | Role::Indicator(_)));
        figures.map(|column| column.at).filter(move |at| self.sheet.cell(row, *at).is_some_and(is_dash))
    }

    /// A line of a text table that nothing divides, though it names a town: its figures would be left out in silence.
    pub(super) fn refuse_undivided(&mut self, row: u32) {
        let mut cells = self.sheet.row(row);
        let (Some((column, SheetCell::Text(text))), None, true) = (cells.next(), cells.next(), self.sheet.is_alone)
        else {
            return;
        };
        let parts = || text.split([',', ';', '|', '\t', '，', '；', '｜']).map(str::trim);
        let is_figure = |part: &str| {
            part.contains(|c: char| c.is_ascii_digit()) && part.chars().all(|c| c.is_ascii_digit() || ".%".contains(c))
        };
        if parts().any(is_figure) && parts().any(|part| self.names.find(part) != Meant::Nobody) {
            let why = message!(
                "这一行没有分成各列（分隔符与其他行不同）；请改成与其他行一样",
                "this row is not divided into cells as the others are: divide it like them"
            );
            let text = text.clone();
            self.refuse((row, column), text, why);
        }
    }

    /// What is told once, though it is found in several rows.
    fn refuse_once(&mut self, at: CellPosition, value: String, why: Message) {
        let told = Problem { origin: Some(origin(self.sheet, at)), value, meaning: None, why };
        if !self.reading.problems.contains(&told) {
            self.reading.problems.push(told);
        }
    }
}

/// The first formula without a result on a sheet in which no table was found.
pub(super) fn first_formula(sheet: &Sheet) -> Option<Problem> {
    sheet.cells.iter().find_map(|(at, cell)| match cell {
        SheetCell::Uncomputed(formula) => Some(Problem {
            origin: Some(origin(sheet, *at)),
            value: formula.clone(),
            meaning: None,
            why: uncomputed(formula),
        }),
        _ => None,
    })
}

/// Whether a column has words in the rows of the headings.
fn has_heading(sheet: &Sheet, table: &ReturnTable, column: u32) -> bool {
    let (first, last) = (table.first, table.headings);
    let covers = |((top, left), (bottom, right)): &(CellPosition, CellPosition)| {
        *top <= last
            && *bottom >= first
            && (*left..=*right).contains(&column)
            && sheet.cells.contains_key(&(*top, *left))
    };
    (first..=last).any(|row| sheet.cell(row, column).is_some()) || sheet.merged.iter().any(covers)
}

fn list(cells: &[String], between: &str, count: &str) -> String {
    let named = cells.iter().take(NAMED).cloned().collect::<Vec<_>>().join(between);
    match cells.len() {
        few if few <= NAMED => named,
        many if count.is_empty() => format!("{named} … ({many} in all)"),
        many => format!("{named}等{many}{count}"),
    }
}

/// Places in a row as spans: `4、7—9`.
fn spans(places: &BTreeSet<u32>, shown: impl Fn(u32) -> String) -> Vec<String> {
    let places: Vec<u32> = places.iter().copied().collect();
    let runs = places.chunk_by(|a, b| a + 1 == *b);
    runs.map(|run| match run {
        [only] => shown(*only),
        [first, .., last] => format!("{}—{}", shown(*first), shown(*last)),
        [] => String::new(),
    })
    .collect()
}
