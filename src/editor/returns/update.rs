//! Returns → what changes in the town files, and the files edited in place.
//!
//! A figure that readers may have seen never changes in silence: where the row is final, or its quarter is released, the
//! earlier value goes into the row's history with the reason, and the row becomes a revised one.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::reading::{Origin, Problem, Return};
use super::{FIELDS, key};
use crate::diagnostic::Message;
use crate::editor::amend::{Document, Given};
use crate::evaluate::lookup;
use crate::model::{FigureStatus, Progress, ProgressField, Town, Tree};
use crate::units::{Money, Quarter, Slug};

/// The keys of a return in the order of the content's manual.
const ORDER: [&str; 11] = [
    "quarter",
    "reported",
    "total",
    "industrial",
    "non_government",
    "key_projects",
    "status",
    "history",
    "missing",
    "note",
    "source",
];

/// On what terms returns are taken.
#[derive(Clone, Copy, Debug)]
pub struct Terms<'a> {
    /// The day: of reports that do not say theirs, and of corrections.
    pub day: NaiveDate,
    /// Why published figures are corrected; without it they are not.
    pub revise: Option<&'a str>,
}

/// What changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A figure.
    Figure(ProgressField),
    /// How firm the figures are.
    Status,
    /// The day of the report.
    Reported,
    /// The town's own word.
    Note,
}

/// A value of a town's return that is not what it was.
#[derive(Clone, Debug)]
pub struct Change {
    /// The town.
    pub town: Slug,
    /// The quarter.
    pub quarter: Quarter,
    /// What changes.
    pub what: What,
    /// The value before, as town files write it; none where there was none.
    pub before: Option<String>,
    /// The value now.
    pub after: String,
    /// The cell it comes from; none for what follows by itself.
    pub origin: Option<Origin>,
    /// The earlier value is kept in the row's history.
    pub is_revision: bool,
}

/// The rows of a town to be written.
#[derive(Clone, Debug)]
struct RowEdit {
    quarter: Quarter,
    /// Its place among the town's rows, or before which of them it is put.
    position: usize,
    is_new: bool,
    values: Vec<(&'static str, String)>,
    history: Vec<Given>,
    /// Figures for which a reason was given why they were missing.
    found: Vec<ProgressField>,
}

/// What returns change.
#[derive(Clone, Debug, Default)]
pub struct Update {
    /// The changes, by town and quarter.
    pub changes: Vec<Change>,
    /// What cannot be taken.
    pub problems: Vec<Problem>,
    edits: BTreeMap<Slug, Vec<RowEdit>>,
}

impl Update {
    /// The towns whose files change.
    pub fn towns(&self) -> impl Iterator<Item = &Slug> {
        self.edits.keys()
    }

    /// A town's file with the changes.
    ///
    /// # Errors
    /// Where the file cannot be edited in place.
    pub fn edited(&self, town: &Slug, text: &str) -> Result<String, Message> {
        let mut document = Document::read(text)?;
        // The latest quarter first: rows that are put in do not move those that come later in the list.
        let mut edits: Vec<&RowEdit> = self.edits.get(town).into_iter().flatten().collect();
        edits.sort_by_key(|edit| std::cmp::Reverse(edit.quarter));
        for edit in edits {
            edit.write(&mut document)?;
        }
        Ok(document.text())
    }
}

impl RowEdit {
    fn write(&self, document: &mut Document) -> Result<(), Message> {
        let path = format!("progress[{}]", self.position);
        if self.is_new {
            let given = self.values.iter().map(|(key, value)| ((*key).to_owned(), Given::from(value.as_str())));
            return document.insert("progress", self.position, Given::Map(given.collect()), &[]);
        }
        for (key, value) in &self.values {
            document.set(&format!("{path}.{key}"), value.as_str(), &ORDER)?;
        }
        for entry in &self.history {
            let list = format!("{path}.history");
            document.insert(&list, usize::MAX, entry.clone(), &ORDER)?;
        }
        for field in &self.found {
            let missing = format!("{path}.missing");
            match document.count(&missing) {
                1 => document.remove(&missing)?,
                _ => document.remove(&format!("{missing}.{}", key(*field)))?,
            }
        }
        Ok(())
    }
}

/// What the returns change in a tree.
pub fn update(tree: &Tree, returns: &[Return], terms: Terms<'_>) -> Update {
    let mut update = Update::default();
    let mut sorted: Vec<&Return> = returns.iter().collect();
    sorted.sort_by_key(|found| (&found.town, found.quarter));
    for found in sorted {
        if let Some(town) = tree.towns.get(&found.town) {
            one(tree, town, found, terms, &mut update);
        }
    }
    update
}

fn one(tree: &Tree, town: &Town, found: &Return, terms: Terms<'_>, update: &mut Update) {
    let quarter = found.quarter;
    let row = lookup::progress_of(town, quarter);
    let before = row.map_or_else(
        || town.progress.iter().take_while(|row| row.quarter < quarter).count(),
        |row| town.progress.iter().take_while(|other| other.quarter != row.quarter).count(),
    );
    let mut edit = RowEdit {
        quarter,
        position: before,
        is_new: row.is_none(),
        values: Vec::new(),
        history: Vec::new(),
        found: Vec::new(),
    };
    let mut changes = Changes { found, list: Vec::new(), problems: Vec::new() };
    match row {
        None => new_row(found, terms, &mut edit, &mut changes),
        Some(row) => changed_row(tree, row, found, terms, &mut edit, &mut changes),
    }
    update.problems.extend(changes.problems);
    if !changes.list.is_empty() {
        update.changes.extend(changes.list);
        update.edits.entry(found.town.clone()).or_default().push(edit);
    }
}

/// The changes of one row, as they are found.
struct Changes<'a> {
    found: &'a Return,
    list: Vec<Change>,
    problems: Vec<Problem>,
}

impl Changes<'_> {
    fn add(&mut self, what: What, before: Option<String>, after: String, origin: Option<&Origin>, is_revision: bool) {
        let (town, quarter) = (self.found.town.clone(), self.found.quarter);
        self.list.push(Change { town, quarter, what, before, after, origin: origin.cloned(), is_revision });
    }

    fn refuse(&mut self, origin: &Origin, value: impl Into<String>, why: Message) {
        self.problems.push(Problem { origin: Some(origin.clone()), value: value.into(), why });
    }
}

fn new_row(found: &Return, terms: Terms<'_>, edit: &mut RowEdit, changes: &mut Changes<'_>) {
    if found.values.figures.is_empty() {
        // A status or a day without a figure reports nothing.
        if let Some((_, origin)) = &found.values.note {
            let why = Message::new(
                "只有情况说明，没有任何数据；请先填数",
                "there is a word of the town's own but no figure; fill in the figures first",
            );
            changes.refuse(origin, "", why);
        }
        return;
    }
    let quarter = found.quarter;
    let reported = found.values.reported.as_ref().map_or(terms.day, |(day, _)| *day);
    if reported <= quarter.last_day() {
        let why = Message::new(
            format!("{quarter} 还没有结束（季末是{}），不能报送累计数", quarter.last_day()),
            format!("{quarter} has not ended yet (its last day is {})", quarter.last_day()),
        );
        return changes.refuse(&found.origin, found.town.to_string(), why);
    }
    let status = match &found.values.status {
        Some((FigureStatus::Revised, origin)) => return changes.refuse(origin, "修订数", not_revised()),
        Some((status, _)) => *status,
        None => FigureStatus::Provisional,
    };
    edit.values.push(("quarter", quarter.to_string()));
    edit.values.push(("reported", reported.to_string()));
    for field in FIELDS {
        if let Some((amount, origin)) = found.values.figures.get(&field) {
            edit.values.push((key(field), amount.to_string()));
            changes.add(What::Figure(field), None, amount.to_string(), Some(origin), false);
        }
    }
    edit.values.push(("status", status_key(status).to_owned()));
    changes.add(
        What::Reported,
        None,
        reported.to_string(),
        found.values.reported.as_ref().map(|(_, origin)| origin),
        false,
    );
    changes.add(
        What::Status,
        None,
        status_key(status).to_owned(),
        found.values.status.as_ref().map(|(_, origin)| origin),
        false,
    );
    if let Some((note, origin)) = &found.values.note {
        edit.values.push(("note", note.clone()));
        changes.add(What::Note, None, note.clone(), Some(origin), false);
    }
}

fn changed_row(
    tree: &Tree,
    row: &Progress,
    found: &Return,
    terms: Terms<'_>,
    edit: &mut RowEdit,
    changes: &mut Changes<'_>,
) {
    let released = tree.quarters.get(&found.quarter).and_then(|report| report.released).map(|time| time.day());
    let released = released.filter(|day| *day <= terms.day);
    let was_seen = row.status != FigureStatus::Provisional || released.is_some();
    let mut revised = false;
    for field in FIELDS {
        let (Some((amount, origin)), before) = (found.values.figures.get(&field), lookup::field(row, field)) else {
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
                    let said = Message::new(
                        format!(
                            "{} 的数据已经是最终数或已经公布（原为 {before}），不能直接改；确需修订请加 --revise \"原因\"，旧值会留在修订记录里",
                            found.quarter
                        ),
                        format!(
                            "the figures of {} are final or published (it was {before}) and do not change in silence; to correct one, add --revise \"reason\": the earlier value is kept",
                            found.quarter
                        ),
                    );
                    changes.refuse(origin, amount.to_string(), said);
                    continue;
                }
            },
            _ => {}
        }
        if row.missing.contains_key(&field) {
            edit.found.push(field);
        }
        edit.values.push((key(field), amount.to_string()));
        let is_revision = before.is_some() && was_seen;
        changes.add(
            What::Figure(field),
            before.map(|before| before.to_string()),
            amount.to_string(),
            Some(origin),
            is_revision,
        );
    }
    status(row, found, revised, edit, changes);
    if let Some((day, origin)) = found.values.reported.as_ref().filter(|(day, _)| *day != row.reported.0) {
        edit.values.push(("reported", day.to_string()));
        changes.add(What::Reported, Some(row.reported.to_string()), day.to_string(), Some(origin), false);
    }
    let said = row.note.as_ref().map(|note| note.0.as_str());
    if let Some((note, origin)) = found.values.note.as_ref().filter(|(note, _)| Some(note.as_str()) != said) {
        edit.values.push(("note", note.clone()));
        changes.add(What::Note, said.map(str::to_owned), note.clone(), Some(origin), false);
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
                changes.refuse(origin, "修订数", not_revised());
            }
            return;
        }
        (FigureStatus::Final | FigureStatus::Revised, Some(FigureStatus::Provisional)) => {
            if let Some((_, origin)) = asked {
                let why = Message::new(
                    "已是最终数，不能退回初步数",
                    "the figures are final and do not become provisional again",
                );
                changes.refuse(origin, "初步数", why);
            }
            return;
        }
        _ => return,
    };
    if after != row.status {
        edit.values.push(("status", status_key(after).to_owned()));
        let origin = asked.map(|(_, origin)| origin).filter(|_| !revised);
        changes.add(What::Status, Some(status_key(row.status).to_owned()), status_key(after).to_owned(), origin, false);
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
) -> Given {
    let earlier = row.history.iter().filter(|entry| entry.field == field).map(|entry| entry.replaced.0).max();
    // A quarter may have been released before a late return came in.
    let first = released.map_or(row.reported.0, |released| released.max(row.reported.0));
    let published = earlier.unwrap_or(if first < day { first } else { row.reported.0 });
    Given::from([
        ("field", key(field).into()),
        ("value", before.to_string().into()),
        ("published", published.to_string().into()),
        ("replaced", day.to_string().into()),
        ("why", why.into()),
    ])
}

fn not_revised() -> Message {
    Message::new(
        "“修订数”要写明原因，不能直接填；请填初步数或最终数，修订已公布的数用 --revise \"原因\"",
        "figures become revised by a correction with its reason: choose provisional or final, and correct published figures with --revise \"reason\"",
    )
}

fn status_key(status: FigureStatus) -> &'static str {
    match status {
        FigureStatus::Provisional => "provisional",
        FigureStatus::Final => "final",
        FigureStatus::Revised => "revised",
    }
}
