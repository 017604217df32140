//! Tables with a row a project → what is done of each by the end of a quarter.

use super::{Checked, Contradiction, Note, Role, TableReader, key, lines, origin, words};
use crate::diagnostic::Message;
use crate::editor::returns::amounts::{is_dash, money, written};
use crate::editor::returns::headings::ReturnColumn;
use crate::editor::returns::periods;
use crate::editor::returns::reading::told::{Origin, ProjectReturn};
use crate::editor::returns::sheets::{CellPosition, SheetCell};
use crate::editor::returns::shown::wan;
use crate::load::nearest;
use crate::model::{Basis, Coded as _, Project, Town};
use crate::units::{Money, Quarter, Slug};
use crate::words::terms;

/// What of a project's row is taken.
type Done = Option<(Basis, Money, Origin)>;

impl TableReader<'_> {
    /// Reads a table of projects.
    pub(super) fn read_projects(&mut self) {
        let rows: Vec<u32> = self.sheet.rows().into_iter().filter(|row| *row > self.table.headings).collect();
        let mut taken = Vec::new();
        for row in rows {
            if self.project_row(row) {
                taken.push(row);
            }
        }
        self.tell_of_rest(&taken);
    }

    /// Reads a row; whether it is a project's with something to report.
    fn project_row(&mut self, row: u32) -> bool {
        let reports = |role: Role| matches!(role, Role::Completed(_) | Role::State);
        let has = |column: &ReturnColumn| self.sheet.cell(row, column.at).is_some();
        let mut columns = self.table.columns.iter();
        let says_something = columns.any(|column| reports(column.role) && has(column));
        if !says_something || lines::is_signed(self.sheet.row(row).map(|(_, cell)| cell)) {
            return false;
        }
        let names_project = [Role::Project, Role::ProjectId].iter().any(|role| {
            let cell = self.cell(*role, row).map(SheetCell::shown);
            cell.is_some_and(|text| self.tree.towns.values().any(|town| !projects_named(town, &text).is_empty()))
        });
        if let Some(label) = self.label(row).filter(|_| !names_project) {
            let message = message!(
                "“{}”一行不是项目，没有采用"(label.words),
                "the row `{}` is no project and was not taken"(label.words)
            );
            self.reading.notes.push(Note { origin: Some(origin(self.sheet, (row, 0))), message });
            return false;
        }
        let unfit = self.unfit(row);
        let is_unfit = |role: Role| self.table.column(role).is_some_and(|column| unfit.contains(&column.at));
        let names = [Role::Town, Role::Id, Role::Quarter, Role::Project, Role::ProjectId, Role::Basis];
        if names.into_iter().any(is_unfit) {
            return true;
        }
        let town = self.town(row);
        let quarter = self.quarter(row);
        if let (Some(slug), Some(quarter)) = (&town, quarter)
            && let Err(why) = self.on_its_board(slug, quarter)
        {
            let at = self.place(Role::Town, row).or(self.place(Role::Id, row)).unwrap_or((row, 0));
            self.refuse_cell(at, why);
            return true;
        }
        let tree = self.tree;
        let town = town.and_then(|slug| tree.towns.get_key_value(&slug));
        let project = town.and_then(|(slug, town)| self.project(row, slug, town));
        let done = self.done(row, quarter, project.map(|(_, project, _)| project), &unfit);
        let state = self.place(Role::State, row).filter(|at| !unfit.contains(&at.1));
        let state = state.and_then(|at| Some((at, self.sheet.cell(at.0, at.1)?)));
        let state = match state.filter(|(_, cell)| !is_dash(cell)).map(|(at, cell)| (at, words(cell))) {
            Some((at, Ok(words))) => Some((words, origin(self.sheet, at))),
            Some((at, Err(why))) => {
                self.refuse_cell(at, why);
                None
            }
            None => None,
        };
        let (Some((slug, _)), Some((index, project, place)), Some(quarter)) = (town, project, quarter) else {
            return true;
        };
        self.compare(row, project, quarter);
        self.reading.projects.push(ProjectReturn {
            town: slug.clone(),
            project: project.id.clone(),
            index,
            quarter,
            origin: origin(self.sheet, place),
            completed: done,
            state,
        });
        true
    }

    fn refuse_cell(&mut self, at: CellPosition, why: Message) {
        let shown = self.sheet.cell(at.0, at.1).map(SheetCell::shown).unwrap_or_default();
        self.refuse(at, shown, why);
    }

    /// The project of a row, with its place in the town's file and the cell that names it.
    fn project<'t>(&mut self, row: u32, slug: &Slug, town: &'t Town) -> Option<(usize, &'t Project, CellPosition)> {
        let id = self.place(Role::ProjectId, row).zip(self.cell(Role::ProjectId, row).map(SheetCell::shown));
        let name = self.place(Role::Project, row).zip(self.cell(Role::Project, row).map(SheetCell::shown));
        if let Some((at, id)) = &id {
            let wanted = id.to_lowercase();
            let Some((index, project)) = town.projects.iter().enumerate().find(|(_, it)| it.id.0 == wanted) else {
                let ids: Vec<&str> = town.projects.iter().map(|project| project.id.0.as_str()).collect();
                let why = self.nowhere(slug, town, &wanted, nearest(&wanted, &ids));
                self.refuse(*at, id.clone(), why);
                return None;
            };
            // Rows that were sorted without their ids would report for each other.
            if let Some((at, name)) = name.filter(|(_, name)| key(name) != key(&project.name)) {
                let why = message!(
                    "这一行的项目代号是 {}（{}），与名称不符；请核对是否错行",
                    "the project id of this row is {} ({}), which is not this name; has a row been shifted?",
                    project.id,
                    project.name
                );
                self.refuse(at, name, why);
                return None;
            }
            return Some((index, project, *at));
        }
        let Some((at, name)) = name else {
            let at = self.place(Role::Project, row).or(self.place(Role::ProjectId, row)).unwrap_or((row, 0));
            self.refuse(at, "", message!("这一行填了数，却没有项目名称", "this row has a figure but names no project"));
            return None;
        };
        match projects_named(town, &name)[..] {
            [index] => Some((index, &town.projects[index], at)),
            [] => {
                let names: Vec<&str> = town.projects.iter().map(|project| project.name.0.as_str()).collect();
                let wanted = key(&name);
                let inside = names.iter().copied().find(|other| {
                    let other = key(other);
                    wanted.chars().count() > 1 && (other.contains(&wanted) || wanted.contains(&other))
                });
                let why = self.nowhere(slug, town, &name, inside.or_else(|| nearest(&name, &names)));
                self.refuse(at, name, why);
                None
            }
            ref several => {
                let count = several.len();
                let why = message!(
                    "{}有 {count} 个项目叫这个名称；请加“项目代号”一列说明是哪一个"(
                        town.name
                    ),
                    "{} has {count} projects of this name; add a column `Project id` to say which"(town.name)
                );
                self.refuse(at, name, why);
                None
            }
        }
    }

    /// Why a town has no such project: another town's, or unknown.
    fn nowhere(&self, slug: &Slug, town: &Town, wanted: &str, near: Option<&str>) -> Message {
        let mut others = self.tree.towns.iter().filter(|(other, _)| *other != slug);
        if let Some((_, other)) = others.find(|(_, other)| !projects_named(other, wanted).is_empty()) {
            return message!(
                "这个项目属于{}，不属于{}；请核对是否错行"(other.name, town.name),
                "this project is one of {}, not of {}; has a row been shifted?"(other.name, town.name)
            );
        }
        match near {
            Some(near) => message!(
                "{}没有这个项目；是否应为“{near}”？"(town.name),
                "{} has no such project; did you mean `{near}`?"(town.name)
            ),
            None => message!(
                "{}没有这个项目；新项目请先写进 towns/{slug}.yaml 的 projects"(town.name),
                "{} has no such project; a new one is first written into `projects` of towns/{slug}.yaml"(town.name)
            ),
        }
    }

    /// What is done of the project of a row, and since when it adds up.
    fn done(
        &mut self,
        row: u32,
        quarter: Option<Quarter>,
        project: Option<&Project>,
        unfit: &std::collections::BTreeSet<u32>,
    ) -> Done {
        let table = self.table;
        let filled: Vec<&ReturnColumn> = table
            .columns
            .iter()
            .filter(|column| matches!(column.role, Role::Completed(_)) && !unfit.contains(&column.at))
            .filter(|column| self.sheet.cell(row, column.at).is_some_and(|cell| !is_dash(cell)))
            .collect();
        let last = project.and_then(|project| project.progress.last()).map(|row| row.basis);
        // Where a table gives both, the one is taken in which the project has been told so far.
        let column = match filled[..] {
            [] => return None,
            [only] => only,
            _ => match filled.iter().find(|it| last.is_some() && it.role == Role::Completed(last)) {
                Some(column) => column,
                None if project.is_none() => return None,
                None => {
                    let why = message!(
                        "这个项目还没有数，不知道按“开工以来”还是“本年”记；请只填其中一列",
                        "the project has no figure yet, and it is not known since when it is to add up: fill in one of the columns"
                    );
                    self.refuse_cell((row, filled[0].at), why);
                    return None;
                }
            },
        };
        let at = (row, column.at);
        let cell = self.sheet.cell(row, column.at)?;
        let Role::Completed(said) = column.role else { return None };
        let basis = match (said, self.place(Role::Basis, row).zip(self.cell(Role::Basis, row))) {
            (Some(said), None) => said,
            (said, Some((place, cell))) => match basis(&cell.shown()) {
                Some(basis) if said.is_none_or(|said| said == basis) => basis,
                Some(_) => {
                    let why = message!(
                        "口径与标题“{}”不一致"(column.heading),
                        "is not what the heading `{}` says"(column.heading)
                    );
                    self.refuse_cell(place, why);
                    return None;
                }
                None => {
                    let why = message!(
                        "口径只能填“开工以来累计”或“年初以来累计”",
                        "the basis is `since the start of the works` or `since 1 January`"
                    );
                    self.refuse_cell(place, why);
                    return None;
                }
            },
            (None, None) => {
                let why = message!(
                    "没有写从何时起累计；请在“口径”一列填“开工以来累计”或“年初以来累计”",
                    "it is not said since when it adds up: write `since the start of the works` or `since 1 January` in the column `basis`"
                );
                self.refuse_cell(at, why);
                return None;
            }
        };
        match self.project_amount(row, column, cell, quarter) {
            Ok(amount) => amount.map(|amount| (basis, amount, origin(self.sheet, at))),
            Err((at, why)) => {
                self.refuse_cell(at, why);
                None
            }
        }
    }

    fn project_amount(
        &self,
        row: u32,
        column: &ReturnColumn,
        cell: &SheetCell,
        quarter: Option<Quarter>,
    ) -> Result<Option<Money>, (CellPosition, Message)> {
        let at = (row, column.at);
        if let (Some(said), Some(quarter)) = (&column.period, quarter)
            && !said.period.fits(quarter)
        {
            return Err((at, periods::differs(said)));
        }
        self.currency(row)?;
        let unit = self.row_unit(row)?;
        if let Some(unit) = unit.as_ref().filter(|unit| column.is_unit_said && **unit != column.unit) {
            return Err((
                at,
                message!(
                    "这一行的单位是“{}”，标题的单位是“{}”，不知道以哪个为准",
                    "the unit of this row is `{}`, that of the heading is `{}`",
                    unit.word(),
                    column.unit.word()
                ),
            ));
        }
        money(cell, unit.as_ref().unwrap_or(&column.unit)).map_err(|why| (at, why))
    }

    /// What the row says of the project's whole investment and of its last figure, against the content.
    fn compare(&mut self, row: u32, project: &Project, quarter: Quarter) {
        let last = project.progress.iter().rfind(|row| row.quarter < quarter).map(|row| row.completed);
        for (role, kind, known, word) in [
            (Role::Investment, Checked::Plan, project.investment, pair!("项目总投资", "the project's investment")),
            (Role::Last, Checked::Earlier, last, pair!("上次累计完成", "the project's last figure")),
        ] {
            let Some(column) = self.table.column(role) else { continue };
            let Some(cell) = self.sheet.cell(row, column.at) else { continue };
            let stated = written(cell, &column.unit).map(|stated| Money((stated.value * stated.wan).normalize()));
            let shown = cell.shown();
            let is_same = stated.is_some() && stated.map(|it| it.0) == known.map(|it| it.0.normalize());
            if is_same || is_dash(cell) {
                continue;
            }
            let known_zh = known.map_or_else(|| "（没有写）".to_owned(), |it| format!("{}万元", wan(it)));
            let known_en = known.map_or_else(|| "not there".to_owned(), |it| format!("{} (万元)", wan(it)));
            let message = message!(
                "“{}”的{}写的是{shown}，内容里是{known_zh}；这一列只供核对，没有采用"(
                    project.name,
                    word.zh
                ),
                "`{}`: {} is {shown} here and {known_en} in the content; this column is only compared and was not taken"(
                    project.name,
                    word.en
                )
            );
            let (origin, computed) = (origin(self.sheet, (row, column.at)), known.map(wan).unwrap_or_default());
            self.reading.contradictions.push(Contradiction { origin, kind, stated: shown, computed, message });
        }
    }
}

/// The places of a town's projects that bear a name or an id.
fn projects_named(town: &Town, words: &str) -> Vec<usize> {
    let wanted = key(words);
    let is_it = |project: &Project| key(&project.name) == wanted || project.id.0 == wanted;
    town.projects.iter().enumerate().filter(|(_, project)| is_it(project)).map(|(index, _)| index).collect()
}

/// Since when a project's figure adds up, in a cell's words.
fn basis(words: &str) -> Option<Basis> {
    let wanted = key(words);
    let usual = |basis: Basis| match basis {
        Basis::SinceStart => ["开工以来", "开工以来累计完成", "自开工以来累计"],
        Basis::YearToDate => ["年初以来", "本年累计", "本年累计完成"],
    };
    [Basis::SinceStart, Basis::YearToDate].into_iter().find(|basis| {
        let names = [crate::language::Language::Chinese, crate::language::Language::English];
        let mut names =
            names.map(|language| terms::name(*basis, language)).into_iter().chain([basis.code()]).chain(usual(*basis));
        names.any(|name| key(name) == wanted)
    })
}
