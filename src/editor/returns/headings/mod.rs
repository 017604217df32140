//! Which row of a sheet is the heading, and what each of its columns holds.
//!
//! `layout` finds the rows and what stands above each column, `meaning` reads the words, `groups` those above the headings, `choice` says which columns are
//! the cumulative figures of the table's quarter and why the others are not, `stated` reads units said for the whole table.
//! A column that may be something else than the figure since 1 January is not taken, and where nothing else could be,
//! the table is refused.

mod aside;
mod bodies;
mod choice;
mod dictionary;
mod groups;
mod layout;
mod meaning;
mod projects;
mod stated;
mod subject;
mod units;

pub use aside::{Aside, AsideReason, UnknownWordPlace, UnknownWords};

use super::indicators::ReportedItem;
use super::periods::{self, AgreedPeriod, PeriodPlace, PeriodStatement};
use super::plain::plain;
use super::sheets::{CellPosition, Sheet, SheetCell};
use super::unit::Unit;
use crate::diagnostic::Message;
use crate::model::{Basis, ProgressField};
use crate::units::Quarter;

/// Title rows above a table's headings at most.
pub const TITLES: u32 = 30;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The town's slug.
    Id,
    /// The town's name.
    Town,
    /// The county's name.
    County,
    /// The quarter.
    Quarter,
    /// The unit of the row's figures.
    Unit,
    /// The currency of the row's figures.
    Currency,
    /// A figure, year to date.
    Figure(ProgressField),
    /// An indicator of the year, by its place among the items.
    Indicator(usize),
    /// How firm the figures are.
    Status,
    /// The day of the report.
    Reported,
    /// The town's own word.
    Note,
    /// A project's name.
    Project,
    /// A project's id.
    ProjectId,
    /// Since when a project's figure adds up.
    Basis,
    /// What is done of a project; none where another column says since when.
    Completed(Option<Basis>),
    /// A project's state of the works in words.
    State,
    /// What the content says a project is to cost, to be compared.
    Investment,
    /// A project's last figure, to be compared.
    Last,
}

impl Role {
    /// Whether it says what a row is about and in what it counts, not what it reports.
    pub fn names_rows(self) -> bool {
        matches!(self, Self::Id | Self::Town | Self::County | Self::Quarter | Self::Unit | Self::Currency)
            || matches!(self, Self::Project | Self::ProjectId | Self::Basis)
    }
}

/// A column of a table.
#[derive(Clone, Debug)]
pub struct ReturnColumn {
    /// Its place, from 0.
    pub at: u32,
    /// Its heading as written.
    pub heading: String,
    /// What it holds.
    pub role: Role,
    /// What its figures count: what heading or table says, else 万元; of an indicator the item's own unit.
    pub unit: Unit,
    /// Whether heading or table says the unit.
    pub is_unit_said: bool,
    /// The quarter that the heading names, as far as it does.
    pub period: Option<PeriodStatement>,
}

/// The table of a sheet.
#[derive(Clone, Debug)]
pub struct ReturnTable {
    /// The first row of the headings.
    pub first: u32,
    /// The last row of the headings.
    pub headings: u32,
    /// The columns that are taken.
    pub columns: Vec<ReturnColumn>,
    /// The columns that are not taken, whatever the reason.
    pub asides: Vec<Aside>,
    /// What the table says of its quarter.
    pub settled: AgreedPeriod,
    /// Where nothing is taken: the columns that may be figures, with what of them is not understood.
    pub doubtful: Vec<HeadingFault>,
    /// Whether its rows are projects, not towns.
    pub of_projects: bool,
}

impl ReturnTable {
    /// Whether any column is taken but those that name rows.
    pub fn has_values(&self) -> bool {
        let is_compared = |role: Role| matches!(role, Role::Investment | Role::Last);
        self.columns.iter().any(|column| !column.role.names_rows() && !is_compared(column.role))
    }

    /// Whether any figure or indicator is taken.
    pub fn has_figures(&self) -> bool {
        self.columns.iter().any(|column| matches!(column.role, Role::Figure(_) | Role::Indicator(_)))
    }

    /// The column with a role.
    pub fn column(&self, role: Role) -> Option<&ReturnColumn> {
        self.columns.iter().find(|column| column.role == role)
    }
}

/// A heading that cannot be taken, and why.
pub type HeadingFault = (CellPosition, String, Message);

/// The table of a sheet; none where it has none. `names` are those of the region and what lies in it: above a group of
/// columns they tell nothing.
pub fn table(
    sheet: &Sheet,
    items: &[ReportedItem],
    names: &[String],
    asked: Option<Quarter>,
) -> Result<Option<ReturnTable>, Vec<HeadingFault>> {
    let rows = sheet.rows();
    let Some(found) = layout::heading_rows(sheet, &rows, items) else {
        return without_towns(sheet, &rows, items);
    };
    let stacks = layout::stacks(sheet, found, names);
    let said = said(sheet, found.first);
    let other = groups::other_kind(sheet, found.first, names);
    let choice = choice::ColumnChoice::new(sheet, items, names, asked, found, &stacks, &said);
    if projects::has_projects(&stacks) && subject::smaller(sheet, found, &stacks).is_some() {
        let kind = other.map(|(.., kind)| kind);
        let table = projects::table(found, &stacks, &said, asked, kind, &choice)?;
        let faults = subject::of_another_time(sheet, &table, &stacks);
        return if faults.is_empty() { Ok(Some(table)) } else { Err(faults) };
    }
    let table = choice.table(other);
    // Where no figure would be taken, it says nothing of towns either.
    if table.as_ref().ok().is_none_or(ReturnTable::has_figures)
        && let Some(fault) = subject::smaller(sheet, found, &stacks)
    {
        return Err(vec![fault]);
    }
    let table = table?;
    let faults = subject::of_another_time(sheet, &table, &stacks);
    if faults.is_empty() { Ok(Some(table)) } else { Err(faults) }
}

/// The quarter that a sheet names above its headings; none where it has none, or names several.
pub fn quarter(sheet: &Sheet, items: &[ReportedItem]) -> Option<Quarter> {
    let found = layout::heading_rows(sheet, &sheet.rows(), items)?;
    periods::agree(&said(sheet, found.first), None).ok()?.quarter()
}

/// What stands above the headings, and the sheet's name, say of the period.
fn said(sheet: &Sheet, first: u32) -> Vec<PeriodStatement> {
    let mut all = Vec::new();
    let mut add = |place: PeriodPlace, shown: &str, text: &str| {
        let certain = |is_certain: bool| is_certain && place != PeriodPlace::FileName;
        let found = periods::in_title(text).into_iter().map(|(period, is_certain)| PeriodStatement {
            place,
            shown: shown.to_owned(),
            period,
            is_certain: certain(is_certain),
        });
        all.extend(found);
    };
    for (&at, cell) in sheet.cells.range(..(first, 0)) {
        let shown = cell.shown();
        // 填报日期： | 2022-03-31: the cell before says what a date is.
        let before = sheet.row(at.0).take_while(|(column, _)| *column < at.1).last();
        let label = before.map(|(_, cell)| cell.shown()).filter(|text| text.chars().count() <= 12);
        let is_date = matches!(cell, SheetCell::Date(_)) || shown.starts_with(|c: char| c.is_ascii_digit());
        match label.filter(|_| is_date) {
            Some(label) => add(PeriodPlace::Cell(at), &shown, &format!("{label}{shown}")),
            None => add(PeriodPlace::Cell(at), &shown, &shown),
        }
    }
    match sheet.is_alone {
        true => {
            let stem = sheet.name.rsplit_once('.').map_or(sheet.name.as_str(), |(stem, _)| stem);
            add(PeriodPlace::FileName, &sheet.name, stem);
        }
        false => add(PeriodPlace::SheetName, &sheet.name, &sheet.name),
    }
    all
}

/// A sheet with figures but without towns is told of; others are no returns.
fn without_towns(
    sheet: &Sheet,
    rows: &[u32],
    items: &[ReportedItem],
) -> Result<Option<ReturnTable>, Vec<HeadingFault>> {
    let is_figure = |cell: &SheetCell| {
        let SheetCell::Text(text) = cell else { return false };
        let meaning = meaning::read(text);
        matches!(exact_role(text, items), Some(Role::Indicator(_)))
            || (meaning.field.is_some() && meaning.is_understood() && meaning.kinds.is_empty())
    };
    for row in rows.iter().take(TITLES as usize) {
        let figures: Vec<_> = sheet.row(*row).filter(|(_, cell)| is_figure(cell)).collect();
        if let [(column, cell), _, ..] = figures[..] {
            let why = message!(
                "这一行像是标题，但没有“小镇”一列，不知道各行是哪个小镇",
                "this row seems to be the headings, but it has no column `Town`"
            );
            return Err(vec![((*row, column), cell.shown(), why)]);
        }
    }
    Ok(None)
}

/// The role of a column by its heading's usual words, or as an item of the standards.
fn exact_role(text: &str, items: &[ReportedItem]) -> Option<Role> {
    let own = plain(text).replace([' ', '_'], "");
    let whole = own.replace(['(', ')', '、', ',', '*', ':'], "");
    let bare = without_brackets(&own);
    // Before the words of plans and rates: an item may itself be a rate.
    let named = |item: &ReportedItem| without_brackets(&plain(&item.name).replace([' ', '_'], "")) == bare;
    role_of(&whole).or_else(|| role_of(&bare)).or_else(|| items.iter().position(named).map(Role::Indicator))
}

fn role_of(words: &str) -> Option<Role> {
    Some(match words {
        "小镇" | "小镇名称" | "小镇名" | "特色小镇" | "特色小镇名称" | "特色小镇名" | "名称" | "单位名称"
        | "所属小镇" | "所在小镇" | "所属特色小镇" | "所在特色小镇" | "town" | "name" => Role::Town,
        "代号" | "小镇代号" | "id" | "slug" => Role::Id,
        "县市区" | "县市" | "县区" | "县" | "所属县市区" | "所在县市区" | "所属县市" | "所在县市" | "所属县"
        | "属地" | "责任主体" | "county" => Role::County,
        "季度" | "报送季度" | "填报季度" | "报告期" | "所属期" | "统计期" | "期间" | "quarter" | "period" => {
            Role::Quarter
        }
        "单位" | "计量单位" | "金额单位" | "货币单位" | "数据单位" | "unit" | "units" => Role::Unit,
        "币种" | "货币" | "货币种类" | "货币名称" | "计价货币" | "币别" | "currency" => {
            Role::Currency
        }
        "数据状态" | "状态" | "status" => Role::Status,
        "报送日期" | "报送时间" | "填报日期" | "填报时间" | "上报日期" | "上报时间" | "reportedon" | "reported" => {
            Role::Reported
        }
        "情况说明" | "小镇说明" | "townsownword" | "town'sownword" => Role::Note,
        _ => return None,
    })
}

/// Without what stands in brackets, nor a unit behind a mark: `总投资:万元`, `总投资/万元`.
fn without_brackets(text: &str) -> String {
    let mut depth = 0usize;
    let keep = |c: char| {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => {
                depth = depth.saturating_sub(1);
                return None;
            }
            _ => {}
        }
        (depth == 0).then_some(c)
    };
    let text: String = text.chars().filter_map(keep).collect();
    let cut = text.find(['/', ':']).filter(|at| super::unit::known(&text[at + 1..]).is_some()).unwrap_or(text.len());
    text[..cut].to_owned()
}

#[cfg(test)]
mod tests;
