//! The form's sheet of projects: a row a key project, its whole investment, its planned end and its last figure beside the
//! cell to fill.

use rust_xlsxwriter::{DataValidation, DataValidationRule, Format, Note, ProtectionOptions, Worksheet, XlsxError};

use super::{FormBoards, FormSheet, HEADINGS, number};
use crate::language::{Language, Pair};
use crate::model::{Basis, Project, ProjectProgress, Town};
use crate::units::{Quarter, Slug};
use crate::words::{numbers, terms};

/// The sheet's name.
pub(super) fn name(language: Language) -> &'static str {
    pick!(language, "重点项目", "Key projects")
}

/// A row of the sheet.
pub(super) struct ProjectFormRow<'t> {
    slug: &'t Slug,
    town: &'t Town,
    project: &'t Project,
}

/// The key projects of the towns of a form, in the order of its sheets.
pub(super) fn rows<'t>(boards: &FormBoards<'t>) -> Vec<ProjectFormRow<'t>> {
    let towns = boards.iter().flat_map(|(_, towns)| towns);
    let rows = towns.flat_map(|(slug, town)| {
        town.projects.iter().filter(|project| project.key).map(|project| ProjectFormRow { slug, town, project })
    });
    rows.collect()
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ProjectFormColumn {
    TownId,
    Town,
    County,
    Id,
    Name,
    Stage,
    Finish,
    Investment,
    Basis,
    Last,
    Completed,
    State,
}

const COLUMNS: [ProjectFormColumn; 12] = [
    ProjectFormColumn::TownId,
    ProjectFormColumn::Town,
    ProjectFormColumn::County,
    ProjectFormColumn::Id,
    ProjectFormColumn::Name,
    ProjectFormColumn::Stage,
    ProjectFormColumn::Finish,
    ProjectFormColumn::Investment,
    ProjectFormColumn::Basis,
    ProjectFormColumn::Last,
    ProjectFormColumn::Completed,
    ProjectFormColumn::State,
];

impl ProjectFormColumn {
    fn heading(self, language: Language) -> &'static str {
        let words = match self {
            Self::TownId => pair!("代号", "id"),
            Self::Town => pair!("小镇", "Town"),
            Self::County => pair!("县（市、区）", "County"),
            Self::Id => pair!("项目代号", "Project id"),
            Self::Name => pair!("项目名称", "Project"),
            Self::Stage => pair!("阶段", "Stage"),
            Self::Finish => pair!("计划完工", "Planned end"),
            Self::Investment => pair!("项目总投资\n（万元）", "Total investment\n(万元)"),
            Self::Basis => pair!("口径", "Basis"),
            Self::Last => pair!("上次累计完成\n（万元）", "Last completed investment\n(万元)"),
            Self::Completed => pair!("累计完成投资\n（万元）", "Completed investment to date\n(万元)"),
            Self::State => pair!("形象进度", "State of the works"),
        };
        words.pick(language)
    }

    fn is_entry(self) -> bool {
        matches!(self, Self::Basis | Self::Completed | Self::State)
    }

    fn width(self) -> u16 {
        match self {
            Self::Town | Self::Basis => 16,
            Self::Name | Self::State => 26,
            Self::TownId => 9,
            _ => 12,
        }
    }

    fn note(self) -> Option<Pair> {
        match self {
            Self::Completed => Some(pair!(
                "项目到本季末的累计完成投资，单位万元，从何时起累计见“口径”。可带小数，最多4位；不写单位。没有数据请留空，不要填0。",
                "What is done of the project by the quarter's end, in 10,000 yuan (万元), since when as `Basis` says. At most 4 digits after the point, no unit. Leave it empty where there is no figure; do not write 0."
            )),
            Self::Basis => Some(pair!(
                "从何时起累计：开工以来累计，或年初以来累计。与上次一致为好，上次的数才能对照。请从下拉列表中选。",
                "Since when it adds up: the start of the works, or 1 January. Keep that of the last figure, so that both can be compared. Choose from the list."
            )),
            Self::State => Some(pair!(
                "工程到了哪一步，几个字，例如“主体封顶”。公开。没有就留空。",
                "How far the works are, in a few words, which are published. Leave it empty where there is nothing to say."
            )),
            _ => None,
        }
    }
}

/// The row of the quarter, and the last one before it.
fn reports(project: &Project, quarter: Quarter) -> (Option<&ProjectProgress>, Option<&ProjectProgress>) {
    let now = project.progress.iter().find(|row| row.quarter == quarter);
    (now, project.progress.iter().rfind(|row| row.quarter < quarter))
}

impl FormSheet<'_> {
    /// Fills the sheet of projects.
    pub(super) fn fill_projects(&self, sheet: &mut Worksheet, rows: &[ProjectFormRow<'_>]) -> Result<(), XlsxError> {
        let last = COLUMNS.len() as u16 - 1;
        let (quarter, language) = (self.asked.quarter, self.asked.language);
        let period = numbers::quarter_short(quarter, language);
        let title = match language {
            Language::Chinese => format!("{period}重点项目投资报送表"),
            Language::English => format!("Key projects, return for {period} ({quarter})"),
        };
        let words = pick!(
            self,
            "单位：万元。一个项目一行，只填黄色格：到本季末的累计完成投资，从何时起累计见“口径”；没有的数留空，不要填0。新项目请先告诉网站编辑。",
            "In 10,000 yuan (万元). A row a project; fill the yellow cells only: completed investment to the quarter's end, since when as `Basis` says; leave empty what is not known, and do not write 0. Tell the site's editor of new projects first."
        );
        sheet.merge_range(0, 1, 0, last, &title, &self.formats.title)?;
        sheet.merge_range(1, 1, 1, last, words, &self.formats.words)?;
        sheet.set_row_height(0, 28)?.set_row_height(1, 48)?.set_row_height(HEADINGS, 60)?;
        for (at, column) in (0u16..).zip(COLUMNS) {
            let format = if column.is_entry() { &self.formats.heading_entry } else { &self.formats.heading };
            sheet.write_string_with_format(HEADINGS, at, column.heading(language), format)?;
            if let Some(words) = column.note() {
                let note = Note::new(words.pick(language)).set_author("").add_author_prefix(false);
                sheet.insert_note(HEADINGS, at, &note.set_width(260).set_height(110))?;
            }
            sheet.set_column_width(at, column.width())?;
        }
        for (row, found) in (HEADINGS + 1..).zip(rows) {
            sheet.set_row_height(row, 24)?;
            for (at, column) in (0u16..).zip(COLUMNS) {
                self.project_cell(sheet, (row, at), column, found)?;
            }
        }
        let (first, end) = (HEADINGS + 1, HEADINGS + rows.len() as u32);
        self.project_rules(sheet, first, end)?;
        sheet.set_column_hidden(0)?;
        sheet.set_freeze_panes(first, 5)?;
        let at = COLUMNS.iter().position(|column| *column == ProjectFormColumn::Completed).unwrap_or_default() as u16;
        sheet.set_selection(first, at, first, at)?;
        let allowed = ProtectionOptions { format_columns: true, format_rows: true, ..ProtectionOptions::new() };
        sheet.protect_with_options(&allowed);
        sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3);
        sheet.set_repeat_rows(0, HEADINGS)?;
        sheet.set_footer(pick!(self, "&C第 &P 页，共 &N 页", "&CPage &P of &N"));
        Ok(())
    }

    fn project_cell(
        &self,
        sheet: &mut Worksheet,
        (row, at): (u32, u16),
        column: ProjectFormColumn,
        found: &ProjectFormRow<'_>,
    ) -> Result<(), XlsxError> {
        let (language, formats) = (self.asked.language, self.formats);
        let project = found.project;
        let (now, last) = reports(project, self.asked.quarter);
        let mut words = |text: &str, format: &Format| match text {
            "" => sheet.write_blank(row, at, format).map(|_| ()),
            text => sheet.write_string_with_format(row, at, text, format).map(|_| ()),
        };
        match column {
            ProjectFormColumn::TownId => words(&found.slug.0, &formats.locked),
            ProjectFormColumn::Town => words(&found.town.name.0, &formats.locked),
            ProjectFormColumn::County => {
                words(self.county(found.town).map_or("", |county| county.name.0.as_str()), &formats.locked)
            }
            ProjectFormColumn::Id => words(&project.id.0, &formats.locked),
            ProjectFormColumn::Name => words(&project.name.0, &formats.locked),
            ProjectFormColumn::Stage => {
                let day = self.asked.quarter.last_day();
                let begun = project.stages.iter().rfind(|entry| entry.from.first_day <= day);
                words(begun.map_or("", |entry| terms::name(entry.stage, language)), &formats.locked)
            }
            ProjectFormColumn::Finish => {
                words(&project.finish.map_or_else(String::new, |finish| finish.to_string()), &formats.locked)
            }
            ProjectFormColumn::Basis => {
                // A project of which nothing is known adds up since its start.
                let basis = now.or(last).map_or(Basis::SinceStart, |row| row.basis);
                words(terms::name(basis, language), &formats.entry_words)
            }
            ProjectFormColumn::State => {
                let state = now.and_then(|row| row.note.as_ref()).map_or("", |note| note.0.as_str());
                words(state, &formats.entry_words)
            }
            ProjectFormColumn::Investment => number(sheet, (row, at), project.investment, &formats.number),
            ProjectFormColumn::Last => number(sheet, (row, at), last.map(|row| row.completed), &formats.number),
            ProjectFormColumn::Completed => number(sheet, (row, at), now.map(|row| row.completed), &formats.entry),
        }
    }

    /// What may be typed into the cells to fill.
    fn project_rules(&self, sheet: &mut Worksheet, first: u32, end: u32) -> Result<(), XlsxError> {
        let language = self.asked.language;
        let title = pick!(self, "填写有误", "Not accepted");
        let at = |wanted: ProjectFormColumn| COLUMNS.iter().position(|it| *it == wanted).unwrap_or_default() as u16;
        let words = pick!(
            self,
            "请填不小于0的数，单位万元；不写单位，没有数据请留空。",
            "A number of 0 or more, in 10,000 yuan, without a unit; leave it empty where there is none."
        );
        let rule = DataValidation::new().allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0));
        let rule = rule.set_error_title(title)?.set_error_message(words)?;
        let column = at(ProjectFormColumn::Completed);
        sheet.add_data_validation(first, column, end, column, &rule)?;
        let choices = [Basis::SinceStart, Basis::YearToDate].map(|basis| terms::name(basis, language));
        let rule = DataValidation::new().allow_list_strings(&choices)?;
        let words = pick!(self, "请从下拉列表中选。", "Choose from the list.");
        let rule = rule.set_error_title(title)?.set_error_message(words)?;
        let column = at(ProjectFormColumn::Basis);
        sheet.add_data_validation(first, column, end, column, &rule)?;
        Ok(())
    }
}
