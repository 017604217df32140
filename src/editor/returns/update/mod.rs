//! Returns → what changes in the town files, and the files edited in place.
//!
//! A figure that readers may have seen never changes in silence: where the row is final, or its quarter is released, the
//! earlier value goes into the row's history with the reason, and the row becomes a revised one.

mod projects;
mod rows;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::diagnostic::Message;
use crate::editor::amend::{NewValue, YamlDocument};
use crate::editor::returns::reading::{Origin, Problem, Return};
use crate::evaluate::lookup;
use crate::model::{Basis, Coded as _, ProgressField, Town, Tree};
use crate::units::{Money, Quarter, Slug, narrow};

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
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChangedValue {
    /// A figure.
    Figure(ProgressField),
    /// How firm the figures are.
    Status,
    /// The day of the report.
    Reported,
    /// The town's own word.
    Note,
    /// An indicator of the year: its name and its unit.
    Indicator(String, String),
    /// What is done of a project.
    Project {
        /// Its id.
        id: Slug,
        /// Its name.
        name: String,
        /// Since when it adds up.
        basis: Basis,
    },
    /// The state of a project's works: the project's name.
    ProjectState(String),
}

/// A value of a town's return that is not what it was.
#[derive(Clone, Debug)]
pub struct ReturnChange {
    /// The town.
    pub town: Slug,
    /// The quarter.
    pub quarter: Quarter,
    /// What changes.
    pub what: ChangedValue,
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
    history: Vec<NewValue>,
    /// Figures for which a reason was given why they were missing.
    found: Vec<ProgressField>,
}

/// What returns change.
#[derive(Clone, Debug, Default)]
pub struct Update {
    /// The changes, by town and quarter.
    pub changes: Vec<ReturnChange>,
    /// What cannot be taken.
    pub problems: Vec<Problem>,
    edits: BTreeMap<Slug, Vec<RowEdit>>,
    /// Rows of `indicators` to be added.
    indicators: BTreeMap<Slug, Vec<NewValue>>,
    projects: BTreeMap<Slug, Vec<projects::ProjectEdit>>,
}

impl Update {
    /// The towns whose files change.
    pub fn towns(&self) -> BTreeSet<&Slug> {
        self.edits.keys().chain(self.indicators.keys()).chain(self.projects.keys()).collect()
    }

    /// A town's file with the changes.
    ///
    /// # Errors
    /// Where the file cannot be edited in place.
    pub fn edited(&self, town: &Slug, text: &str) -> Result<String, Message> {
        let mut document = YamlDocument::read(text)?;
        // The latest quarter first: rows that are put in do not move those that come later in the list.
        let mut edits: Vec<&RowEdit> = self.edits.get(town).into_iter().flatten().collect();
        edits.sort_by_key(|edit| std::cmp::Reverse(edit.quarter));
        for edit in edits {
            edit.write(&mut document)?;
        }
        for row in self.indicators.get(town).into_iter().flatten() {
            document.insert("indicators", usize::MAX, row.clone(), &[])?;
        }
        let mut projects: Vec<_> = self.projects.get(town).into_iter().flatten().collect();
        projects.sort_by_key(|edit| std::cmp::Reverse(edit.quarter));
        for edit in projects {
            edit.write(&mut document)?;
        }
        Ok(document.text())
    }
}

impl RowEdit {
    fn write(&self, document: &mut YamlDocument) -> Result<(), Message> {
        let path = format!("progress[{}]", self.position);
        if self.is_new {
            let given = self.values.iter().map(|(key, value)| ((*key).to_owned(), NewValue::from(value.as_str())));
            return document.insert("progress", self.position, NewValue::Map(given.collect()), &[]);
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
                _ => document.remove(&format!("{missing}.{}", field.code()))?,
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
        None => rows::new_row(found, terms, &mut edit, &mut changes),
        Some(row) => rows::changed_row(tree, row, found, terms, &mut edit, &mut changes),
    }
    let has_row = !changes.list.is_empty();
    let indicators = rows::indicators(town, found, terms, &mut changes);
    update.problems.extend(changes.problems);
    update.changes.extend(changes.list);
    if !indicators.is_empty() {
        update.indicators.entry(found.town.clone()).or_default().extend(indicators);
    }
    if has_row {
        update.edits.entry(found.town.clone()).or_default().push(edit);
    }
}

/// The changes of one row, as they are found.
struct Changes<'a> {
    found: &'a Return,
    list: Vec<ReturnChange>,
    problems: Vec<Problem>,
}

impl Changes<'_> {
    fn add(
        &mut self,
        what: ChangedValue,
        before: Option<String>,
        after: String,
        origin: Option<&Origin>,
        is_revision: bool,
    ) {
        let (town, quarter) = (self.found.town.clone(), self.found.quarter);
        self.list.push(ReturnChange { town, quarter, what, before, after, origin: origin.cloned(), is_revision });
    }

    /// Refuses what stands in a cell.
    fn refuse(&mut self, origin: &Origin, why: Message) {
        let value = origin.shown.clone();
        self.problems.push(Problem { origin: Some(origin.clone()), value, meaning: None, why });
    }

    /// Refuses the amount that a cell gives: `6,500元` is 0.65万元, which its writer would not find in the table.
    fn refuse_amount(&mut self, origin: &Origin, amount: Money, why: Message) {
        let value = origin.shown.clone();
        let meaning = (!says(&value, amount)).then_some(amount);
        self.problems.push(Problem { origin: Some(origin.clone()), value, meaning, why });
    }
}

/// Whether a cell's words are an amount's own digits, in 万元, however they are grouped.
fn says(shown: &str, amount: Money) -> bool {
    let plain: String = shown.chars().map(narrow).filter(|c| !c.is_whitespace() && *c != ',').collect();
    let plain = plain.strip_suffix("万元").or_else(|| plain.strip_suffix('万')).unwrap_or(&plain);
    plain.parse::<Decimal>() == Ok(amount.0)
}
