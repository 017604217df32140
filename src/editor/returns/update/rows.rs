//! One row of a table against what the town's file says: what is new, what is corrected, what is refused.

use chrono::NaiveDate;

use super::{ChangedValue, Changes, RowEdit, Terms};
use crate::diagnostic::Message;
use crate::editor::amend::NewValue;
use crate::editor::returns::reading::Return;
use crate::editor::returns::shown::exact_money;
use crate::language::Language;
use crate::model::{Coded as _, FigureStatus, Progress, ProgressField, Town, Tree};
use crate::units::{Money, Quarter};

pub(super) fn new_row(found: &Return, terms: Terms<'_>, edit: &mut RowEdit, changes: &mut Changes<'_>) {
    if found.values.figures.is_empty() {
        // A status or a day without a figure reports nothing.
        if let Some((_, origin)) = &found.values.note {
            let why = message!(
                "只有情况说明，没有任何数据；请先填数",
                "there is a word of the town's own but no figure; fill in the figures first"
            );
            changes.refuse(origin, why);
        }
        return;
    }
    let quarter = found.quarter;
    let reported = found.values.reported.as_ref().map_or(terms.day, |(day, _)| *day);
    if reported <= quarter.last_day() {
        return changes.refuse(&found.origin, not_ended(quarter));
    }
    let status = match &found.values.status {
        Some((FigureStatus::Revised, origin)) => return changes.refuse(origin, not_revised()),
        Some((status, _)) => *status,
        None => FigureStatus::Provisional,
    };
    edit.values.push(("quarter", quarter.to_string()));
    edit.values.push(("reported", reported.to_string()));
    for field in ProgressField::ALL {
        if let Some((amount, origin)) = found.values.figures.get(&field) {
            edit.values.push((field.code(), amount.to_string()));
            changes.add(ChangedValue::Figure(field), None, amount.to_string(), Some(origin), false);
        }
    }
    edit.values.push(("status", status.code().to_owned()));
    changes.add(
        ChangedValue::Reported,
        None,
        reported.to_string(),
        found.values.reported.as_ref().map(|(_, origin)| origin),
        false,
    );
    changes.add(
        ChangedValue::Status,
        None,
        status.code().to_owned(),
        found.values.status.as_ref().map(|(_, origin)| origin),
        false,
    );
    if let Some((note, origin)) = &found.values.note {
        edit.values.push(("note", note.clone()));
        changes.add(ChangedValue::Note, None, note.clone(), Some(origin), false);
    }
}

pub(super) fn changed_row(
    tree: &Tree,
    row: &Progress,
    found: &Return,
    terms: Terms<'_>,
    edit: &mut RowEdit,
    changes: &mut Changes<'_>,
) {
    let released = tree.quarters.get(&found.quarter).and_then(|report| report.released).map(|time| time.day());
    let released = released.filter(|day| *day <= terms.day);
    let was_seen = row.reported.is_some() && (row.status != FigureStatus::Provisional || released.is_some());
    let mut revised = false;
    for field in ProgressField::ALL {
        let (Some((amount, origin)), before) = (found.values.figures.get(&field), field.of(row)) else {
            continue;
        };
        match before {
            Some(before) if before == *amount => continue,
            Some(before) if was_seen => match terms.revise {
                Some(why) => {
                    edit.history.push(revision(row, field, before, released, terms.day, why));
                    revised = true;
                }
                None => {
                    let said = message!(
                        "{} 的数据已经是最终数或已经公布（原为{}），不能直接改；确需修订请加 --revise \"原因\"，旧值会留在修订记录里"(
                            found.quarter,
                            exact_money(before, Language::Chinese)
                        ),
                        "the figures of {} are final or published (it was {}) and do not change in silence; to correct one, add --revise \"reason\": the earlier value is kept"(
                            found.quarter,
                            exact_money(before, Language::English)
                        )
                    );
                    changes.refuse_amount(origin, *amount, said);
                    continue;
                }
            },
            _ => {}
        }
        if row.missing.contains_key(&field) {
            edit.found.push(field);
        }
        edit.values.push((field.code(), amount.to_string()));
        let is_revision = before.is_some() && was_seen;
        changes.add(
            ChangedValue::Figure(field),
            before.map(|before| before.to_string()),
            amount.to_string(),
            Some(origin),
            is_revision,
        );
    }
    let said = found.values.reported.as_ref().map(|(day, origin)| (*day, Some(origin)));
    // A row that waited to be filled in is reported with its first figure.
    let now = (row.reported.is_none() && !edit.values.is_empty()).then_some((terms.day, None));
    status(row, found, revised, edit, changes);
    let before = row.reported.map(|day| day.0);
    if let Some((day, origin)) = said.or(now).filter(|(day, _)| Some(*day) != before) {
        if before.is_none() && day <= found.quarter.last_day() {
            return changes.refuse(&found.origin, not_ended(found.quarter));
        }
        edit.values.push(("reported", day.to_string()));
        changes.add(ChangedValue::Reported, before.map(|day| day.to_string()), day.to_string(), origin, false);
    }
    let said = row.note.as_ref().map(|note| note.0.as_str());
    if let Some((note, origin)) = found.values.note.as_ref().filter(|(note, _)| Some(note.as_str()) != said) {
        edit.values.push(("note", note.clone()));
        changes.add(ChangedValue::Note, said.map(str::to_owned), note.clone(), Some(origin), false);
    }
}

/// The status after the change: a corrected row is a revised one and stays so.
fn status(row: &Progress, found: &Return, revised: bool, edit: &mut RowEdit, changes: &mut Changes<'_>) {
    let asked = found.values.status.as_ref();
    let after = match (row.status, asked.map(|(status, _)| *status)) {
        _ if revised => FigureStatus::Revised,
        (FigureStatus::Provisional, Some(FigureStatus::Final)) => FigureStatus::Final,
        (FigureStatus::Final | FigureStatus::Provisional, Some(FigureStatus::Revised)) => {
            if let Some((_, origin)) = asked {
                changes.refuse(origin, not_revised());
            }
            return;
        }
        (FigureStatus::Final | FigureStatus::Revised, Some(FigureStatus::Provisional)) => {
            if let Some((_, origin)) = asked {
                let why =
                    message!("已是最终数，不能退回初步数", "the figures are final and do not become provisional again");
                changes.refuse(origin, why);
            }
            return;
        }
        _ => return,
    };
    if after != row.status {
        edit.values.push(("status", after.code().to_owned()));
        let origin = asked.map(|(_, origin)| origin).filter(|_| !revised);
        changes.add(ChangedValue::Status, Some(row.status.code().to_owned()), after.code().to_owned(), origin, false);
    }
}

/// The earlier value as the content keeps it. It was published when the one before it was replaced; the first one when its
/// quarter was released, else when it was reported.
fn revision(
    row: &Progress,
    field: ProgressField,
    before: Money,
    released: Option<NaiveDate>,
    day: NaiveDate,
    why: &str,
) -> NewValue {
    let earlier = row.history.iter().filter(|entry| entry.field == field).map(|entry| entry.replaced.0).max();
    // A quarter may have been released before a late return came in.
    let reported = row.reported.map_or(day, |reported| reported.0);
    let first = released.map_or(reported, |released| released.max(reported));
    let published = earlier.unwrap_or(first.min(day));
    NewValue::from([
        ("field", field.code().into()),
        ("value", before.to_string().into()),
        ("published", published.to_string().into()),
        ("replaced", day.to_string().into()),
        ("status", row.status.code().into()),
        ("why", why.into()),
    ])
}

pub(super) fn not_ended(quarter: Quarter) -> Message {
    message!(
        "{quarter} 还没有结束（季末是{}），不能报送累计数",
        "{quarter} has not ended yet (its last day is {})",
        quarter.last_day()
    )
}

fn not_revised() -> Message {
    message!(
        "“修订数”要写明原因，不能直接填；请填初步数或最终数，修订已公布的数用 --revise \"原因\"",
        "figures become revised by a correction with its reason: choose provisional or final, and correct published figures with --revise \"reason\""
    )
}

/// The indicators that are new. One that is there already has no history to keep its old value in, so it is not changed.
pub(super) fn indicators(town: &Town, found: &Return, terms: Terms<'_>, changes: &mut Changes<'_>) -> Vec<NewValue> {
    let year = found.quarter.year;
    let reported = found.values.reported.as_ref().map_or(terms.day, |(day, _)| *day);
    let mut rows = Vec::new();
    if let Some((.., origin)) = found.values.indicators.first().filter(|_| reported <= found.quarter.last_day()) {
        changes.refuse(origin, not_ended(found.quarter));
        return rows;
    }
    for (item, value, origin) in &found.values.indicators {
        match town.indicators.iter().find(|entry| entry.year.0 == year && entry.key == item.key) {
            Some(entry) if entry.value == *value => {}
            Some(entry) => {
                let why = message!(
                    "{year}年的“{}”已有数（{}），不由表格改动；确需更正请手工修改小镇文件",
                    "`{}` of {year} is there already ({}) and is not changed by a table; correct the town's file by hand",
                    item.name,
                    entry.value
                );
                changes.refuse(origin, why);
            }
            None => {
                rows.push(NewValue::from([
                    ("year", year.to_string().into()),
                    ("key", item.key.0.as_str().into()),
                    ("value", value.to_string().into()),
                    ("reported", reported.to_string().into()),
                ]));
                let what = ChangedValue::Indicator(item.name.clone(), item.unit.clone());
                changes.add(what, None, value.to_string(), Some(origin), false);
            }
        }
    }
    rows
}
