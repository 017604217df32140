//! Tables with a row a project: which column names the project, and which says what of it is done.
//!
//! A project's figure adds up since the start of its works or since 1 January; a table says which, in the heading or in a
//! column of its own, and is refused where it does not.

use super::choice::ColumnChoice;
use super::layout::{HeadingRows, HeadingStack};
use super::meaning;
use super::{Aside, AsideReason, HeadingFault, ReturnColumn, ReturnTable, Role, Unit, exact_role, without_brackets};
use crate::diagnostic::Message;
use crate::editor::returns::periods::{self, MonthSpan, PeriodPlace, PeriodStatement};
use crate::editor::returns::plain::plain;
use crate::model::{Basis, ProgressField};
use crate::units::Quarter;

/// Whether a table has a column by which its projects are known.
pub(super) fn has_projects(stacks: &[HeadingStack]) -> bool {
    stacks.iter().any(|stack| matches!(role(stack), Some(Role::Project | Role::ProjectId)))
}

/// The table of a sheet whose rows are projects, or all that keeps it from being taken; `kind` is what the sheet says that
/// all its figures are, where they are not what was done.
pub(super) fn table(
    rows: HeadingRows,
    stacks: &[HeadingStack],
    said: &[PeriodStatement],
    asked: Option<Quarter>,
    kind: Option<AsideReason>,
    choice: &ColumnChoice<'_>,
) -> Result<ReturnTable, Vec<HeadingFault>> {
    let mut columns: Vec<ReturnColumn> = Vec::new();
    let mut asides: Vec<Aside> = Vec::new();
    let mut faults: Vec<HeadingFault> = Vec::new();
    let mut said = said.to_vec();
    for stack in stacks {
        let (at, place, heading) = (stack.at, stack.own.at, stack.heading());
        let fault = |why: Message| (place, heading.clone(), why);
        let unit = match choice.unit(stack, true) {
            Ok(unit) => unit,
            Err(found) => {
                faults.push(found);
                continue;
            }
        };
        let found = role(stack).map(Ok).or_else(|| exact_role(&stack.own.text, &[]).map(Ok));
        let found = found.unwrap_or_else(|| completed(stack, kind));
        let mut pass = |kind: AsideReason| {
            let (heading, unit) = (heading.clone(), unit.clone());
            let (field, is_to_date, is_quarters, strange) = (None, false, false, None);
            asides.push(Aside { at, place, heading, kind, field, is_to_date, is_quarters, unit, strange });
        };
        let role = match found {
            Ok(Role::Status | Role::Reported | Role::Note) => {
                pass(AsideReason::OfTheTown);
                continue;
            }
            Ok(role) => role,
            Err(kind) => {
                pass(kind);
                continue;
            }
        };
        if let Some(other) = columns.iter().find(|column| column.role == role) {
            let other = &other.heading;
            faults.push(fault(message!(
                "与“{other}”一列是同一项，不知道该取哪一列；请删去一列",
                "the same as the column `{other}`: delete one of the two"
            )));
            continue;
        }
        let is_amount = matches!(role, Role::Completed(_));
        let period = stack.own.meaning.period.filter(|_| is_amount).map(|period| PeriodStatement {
            place: PeriodPlace::Cell(place),
            shown: stack.own.text.clone(),
            period,
            is_certain: true,
        });
        said.extend(period.clone());
        let other = match &unit {
            Some(Unit::Other(text)) if is_amount => Some(super::super::unit::unknown(text)),
            Some(Unit::Percent) if is_amount => Some(AsideReason::Completion.refusal()),
            _ => None,
        };
        if let Some(why) = other {
            faults.push(fault(why));
            continue;
        }
        let is_unit_said = unit.is_some();
        columns.push(ReturnColumn { at, heading, role, unit: unit.unwrap_or_else(Unit::wan), is_unit_said, period });
    }
    let settled = match periods::agree(&said, asked) {
        Ok(settled) => settled,
        Err(fault) => {
            faults.push(fault);
            return Err(faults);
        }
    };
    let cell_of = |column: &ReturnColumn| {
        stacks.iter().find(|stack| stack.at == column.at).map_or((rows.last, column.at), |stack| stack.own.at)
    };
    let done = || columns.iter().filter(|column| matches!(column.role, Role::Completed(_)));
    let has_basis = columns.iter().any(|column| column.role == Role::Basis);
    if let Some(column) = done().find(|column| column.role == Role::Completed(None)).filter(|_| !has_basis) {
        let why = message!(
            "没有写从何时起累计；请把标题写成“开工以来累计完成投资”或“本年累计完成投资”，或加“口径”一列",
            "it is not said since when it adds up: head it `开工以来累计完成投资` (since the start of the works) or `本年累计完成投资` (since 1 January), or add a column `口径`"
        );
        faults.push((cell_of(column), column.heading.clone(), why));
    }
    if done().count() > 1 && done().any(|column| column.role == Role::Completed(None)) {
        let last = done().next_back().expect("there are several");
        let why = message!(
            "有几列累计完成投资，不知道该取哪一列；请在各列标题写明“开工以来”还是“本年”，或只留一列",
            "several columns are completed investment: say in each heading since when (`开工以来`, `本年`), or keep one"
        );
        faults.push((cell_of(last), last.heading.clone(), why));
    }
    let has_state = columns.iter().any(|column| column.role == Role::State);
    if done().next().is_none() && faults.is_empty() {
        // A list of projects that reports nothing is no return, unless a column may be the figure.
        let near = asides.iter().filter(|aside| {
            matches!(aside.kind, AsideReason::OwnPeriod | AsideReason::Unknown)
                && stacks.iter().any(|stack| stack.at == aside.at && stack.of_field().is_some())
        });
        faults.extend(near.map(|aside| (aside.place, aside.heading.clone(), no_figure())));
        if faults.is_empty() && has_state {
            let column = columns.iter().find(|column| column.role == Role::State).expect("just seen");
            faults.push((cell_of(column), column.heading.clone(), no_figure()));
        }
    }
    match faults.is_empty() {
        true => Ok(ReturnTable {
            first: rows.first,
            headings: rows.end,
            columns,
            asides,
            settled,
            doubtful: Vec::new(),
            of_projects: true,
        }),
        false => Err(faults),
    }
}

fn no_figure() -> Message {
    message!(
        "各行是项目，却没有“累计完成投资”一列；请加上“开工以来累计完成投资”或“本年累计完成投资”一列",
        "the rows are projects but no column is their completed investment: add `开工以来累计完成投资` (since the start of the works) or `本年累计完成投资` (since 1 January)"
    )
}

/// What a column of a project table holds, by its heading's usual words.
fn role(stack: &HeadingStack) -> Option<Role> {
    let key = |text: &str| {
        let text = without_brackets(&plain(text).replace([' ', '_', '*'], ""));
        text.replace([':', '、'], "")
    };
    let (own, whole) = (key(&stack.own.text), key(&stack.heading()));
    [whole, own].iter().find_map(|words| {
        Some(match words.as_str() {
            "项目名称" | "项目" | "重点项目" | "重点项目名称" | "建设项目名称" | "建设项目" | "项目名" | "project"
            | "projectname" | "keyproject" | "keyprojectname" => Role::Project,
            "项目代号" | "重点项目代号" | "项目id" | "projectid" => Role::ProjectId,
            "口径" | "累计口径" | "统计口径" | "basis" => Role::Basis,
            "总投资" | "总投资额" | "项目总投资" | "项目总投资额" | "计划总投资" | "计划总投资额" | "概算总投资"
            | "totalinvestment" | "plannedinvestment" => Role::Investment,
            "上次累计完成投资" | "上次累计完成" | "lastcompletedinvestment" => Role::Last,
            "形象进度" | "工程形象进度" | "项目形象进度" | "stateoftheworks" => Role::State,
            _ => return None,
        })
    })
}

/// Whether a column is what is done of a project, and since when; else why it is not.
fn completed(stack: &HeadingStack, kind: Option<AsideReason>) -> Result<Role, AsideReason> {
    let heading = plain(&stack.heading());
    let meaning = meaning::read(&stack.own.text);
    let above: Vec<AsideReason> = stack.above.iter().flat_map(|part| part.meaning.kinds.iter().copied()).collect();
    let kinds = || meaning.kinds.iter().copied().chain(above.iter().copied());
    if let Some(other) = kinds().find(|kind| *kind != AsideReason::SinceStart) {
        return Err(other);
    }
    let months = meaning.period.and_then(|period| period.span);
    if meaning.is_own_month
        || meaning.is_own_quarter
        || matches!(months, Some(MonthSpan::Month(_) | MonthSpan::Months(..)))
    {
        return Err(AsideReason::OwnPeriod);
    }
    let is_money =
        matches!(meaning.field, Some(ProgressField::Total | ProgressField::KeyProjects)) || meaning.is_to_date;
    let is_clear = meaning.is_understood() && meaning.aside.is_empty();
    let says_done =
        ["完成", "累计", "累积", "实际", "completed", "todate", "cumulative"].iter().any(|word| heading.contains(word));
    if !is_money || !is_clear || !says_done {
        return Err(kind.filter(|_| is_money).unwrap_or(AsideReason::Unknown));
    }
    let is_since_start = kinds().any(|kind| kind == AsideReason::SinceStart);
    let of_year = ["年初", "本年", "今年", "当年", "1月1日", "年内", "yeartodate", "ytd", "since1january"];
    let is_of_year = of_year.iter().any(|word| heading.contains(word))
        || matches!(months, Some(MonthSpan::ToDate(_)) if heading.contains("1-"));
    match (is_since_start, is_of_year) {
        (true, true) => Err(AsideReason::Unknown),
        (true, false) => Ok(Role::Completed(Some(Basis::SinceStart))),
        (false, true) => Ok(Role::Completed(Some(Basis::YearToDate))),
        (false, false) => Ok(Role::Completed(None)),
    }
}
