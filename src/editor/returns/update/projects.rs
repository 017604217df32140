//! Returns of projects → rows of `projects[i].progress`.
//!
//! A project's rows keep no history: a figure that readers may have seen is not changed by a table.

use super::{ChangedValue, ReturnChange, Terms, Update, says};
use crate::diagnostic::Message;
use crate::editor::amend::{NewValue, YamlDocument};
use crate::editor::returns::reading::{Origin, Problem, ProjectReturn};
use crate::editor::returns::shown::exact_money;
use crate::evaluate::lookup;
use crate::language::Language;
use crate::model::{Basis, Coded as _, FigureStatus, Project, ProjectProgress, Town, Tree};
use crate::units::{Money, Quarter};

/// The keys of a project in the order of the content's manual.
const PROJECT: [&str; 10] =
    ["id", "name", "key", "leading_leaders", "investment", "start", "finish", "stages", "progress", "source"];
/// The keys of its rows.
const ROW: [&str; 4] = ["quarter", "basis", "completed", "note"];

/// A row of a project to be written.
#[derive(Clone, Debug)]
pub(super) struct ProjectEdit {
    /// Its place among the town's projects.
    project: usize,
    pub quarter: Quarter,
    /// Its place among the project's rows, or before which of them it is put.
    position: usize,
    is_new: bool,
    values: Vec<(&'static str, String)>,
}

impl ProjectEdit {
    pub fn write(&self, document: &mut YamlDocument) -> Result<(), Message> {
        let list = format!("projects[{}].progress", self.project);
        if self.is_new {
            let given = self.values.iter().map(|(key, value)| ((*key).to_owned(), NewValue::from(value.as_str())));
            return document.insert(&list, self.position, NewValue::Map(given.collect()), &PROJECT);
        }
        for (key, value) in &self.values {
            document.set(&format!("{list}[{}].{key}", self.position), value.as_str(), &ROW)?;
        }
        Ok(())
    }
}

impl Update {
    /// Adds what the returns of projects change.
    pub fn with_projects(mut self, tree: &Tree, returns: &[ProjectReturn], terms: Terms<'_>) -> Self {
        let mut sorted: Vec<&ProjectReturn> = returns.iter().collect();
        sorted.sort_by_key(|found| (&found.town, found.quarter, found.index));
        for found in sorted {
            let Some(town) = tree.towns.get(&found.town) else { continue };
            if let Some(project) = town.projects.get(found.index) {
                self.project(tree, town, project, found, terms);
            }
        }
        // A town's changes of a quarter are told together.
        self.changes.sort_by(|a, b| (&a.town, a.quarter).cmp(&(&b.town, b.quarter)));
        self
    }

    fn project(&mut self, tree: &Tree, town: &Town, project: &Project, found: &ProjectReturn, terms: Terms<'_>) {
        let quarter = found.quarter;
        if quarter.last_day() >= terms.day {
            return self.refuse(&found.origin, None, super::rows::not_ended(quarter));
        }
        let row = project.progress.iter().find(|row| row.quarter == quarter);
        let position = project.progress.iter().take_while(|row| row.quarter < quarter).count();
        let mut edit =
            ProjectEdit { project: found.index, quarter, position, is_new: row.is_none(), values: Vec::new() };
        let problems = self.problems.len();
        let mut changes = Vec::new();
        let mut change = |what: ChangedValue, before: Option<String>, after: String, origin: &Origin| {
            let (town, origin) = (found.town.clone(), Some(origin.clone()));
            changes.push(ReturnChange { town, quarter, what, before, after, origin, is_revision: false });
        };
        if let Some((basis, amount, origin)) = &found.completed
            && row.is_none_or(|row| (row.basis, row.completed) != (*basis, *amount))
        {
            if let Some(row) = row.filter(|_| was_seen(tree, town, quarter, terms)) {
                return self.refuse(origin, Some(*amount), published(quarter, row));
            }
            let others = project.progress.iter().filter(|other| {
                other.basis == *basis && (*basis == Basis::SinceStart || other.quarter.year == quarter.year)
            });
            for other in others {
                let is_falling = match other.quarter.cmp(&quarter) {
                    std::cmp::Ordering::Less => other.completed > *amount,
                    std::cmp::Ordering::Greater => other.completed < *amount,
                    std::cmp::Ordering::Equal => false,
                };
                if is_falling {
                    self.refuse(origin, Some(*amount), falls(other, *basis));
                    break;
                }
            }
            if row.is_none() {
                edit.values.push(("quarter", quarter.to_string()));
            }
            if row.is_none_or(|row| row.basis != *basis) {
                edit.values.push(("basis", basis.code().to_owned()));
            }
            edit.values.push(("completed", amount.to_string()));
            let what = ChangedValue::Project { id: found.project.clone(), name: project.name.0.clone(), basis: *basis };
            change(what, row.map(|row| row.completed.to_string()), amount.to_string(), origin);
        }
        let state = row.and_then(|row| row.note.as_ref()).map(|note| note.0.as_str());
        if let Some((words, origin)) = found.state.as_ref().filter(|(words, _)| Some(words.as_str()) != state) {
            if row.is_none() && found.completed.is_none() {
                let why = message!(
                    "只有形象进度，没有累计完成投资；请先填数",
                    "there is a state of the works but no figure; fill in the figure first"
                );
                return self.refuse(origin, None, why);
            }
            edit.values.push(("note", words.clone()));
            change(ChangedValue::ProjectState(project.name.0.clone()), state.map(str::to_owned), words.clone(), origin);
        }
        if self.problems.len() == problems && !edit.values.is_empty() {
            self.changes.extend(changes);
            self.projects.entry(found.town.clone()).or_default().push(edit);
        }
    }

    fn refuse(&mut self, origin: &Origin, amount: Option<Money>, why: Message) {
        let value = origin.shown.clone();
        let meaning = amount.filter(|amount| !says(&value, *amount));
        self.problems.push(Problem { origin: Some(origin.clone()), value, meaning, why });
    }
}

/// Whether readers may have seen a project's figure of a quarter: it is shown with the town's own.
fn was_seen(tree: &Tree, town: &Town, quarter: Quarter, terms: Terms<'_>) -> bool {
    let released = tree.quarters.get(&quarter).and_then(|report| report.released).map(|time| time.day());
    let is_released = released.is_some_and(|day| day <= terms.day);
    lookup::progress_of(town, quarter)
        .is_some_and(|row| row.reported.is_some() && (row.status != FigureStatus::Provisional || is_released))
}

fn published(quarter: Quarter, row: &ProjectProgress) -> Message {
    message!(
        "项目 {quarter} 的数已随小镇的数确定或公布（原为{}），项目的数不留修订记录，不由表格改动；确需更正请手工修改小镇文件"(
            exact_money(row.completed, Language::Chinese)
        ),
        "the project's figure of {quarter} is final or published with the town's (it was {}); projects keep no history, so that a table does not change it: correct the town's file by hand"(
            exact_money(row.completed, Language::English)
        )
    )
}

fn falls(other: &ProjectProgress, basis: Basis) -> Message {
    let words = |language| crate::words::terms::name(basis, language);
    message!(
        "累计数只增不减：{} 已是{}（{}）；请核对是否填成了当季数，或位数、单位有误"(
            other.quarter,
            exact_money(other.completed, Language::Chinese),
            words(Language::Chinese)
        ),
        "cumulative figures do not fall: {} is {} ({}); is this the quarter's own figure, or a slip of unit or digits?"(
            other.quarter,
            exact_money(other.completed, Language::English),
            words(Language::English)
        )
    )
}
