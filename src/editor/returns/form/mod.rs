//! The return form of a quarter: a sheet a board, a row a town, last quarter's figures and the plan beside the cells to fill;
//! and a sheet of the key projects.
//!
//! Only the cells to fill are unlocked; each checks what is typed and explains its unit. What was already reported for the
//! quarter stands in its cells. The same tree gives the same bytes.

mod projects;
mod words;

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationRule, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Note,
    ProtectionOptions, Workbook, Worksheet, XlsxError,
};

use super::boards;
use crate::diagnostic::Message;
use crate::evaluate::lookup;
use crate::language::{Language, Pair, Speaks};
use crate::model::{BoardMeasure, BoardRule, County, FigureStatus, Progress, ProgressField, Town, Tree};
use crate::units::{Money, Quarter, Slug};
use crate::words::{numbers, terms};

/// The row of the headings, from 0; the title and the explanation stand above it.
const HEADINGS: u32 = 2;
/// Characters of a sheet's name.
const SHEET_NAME: usize = 31;

/// Whose form it is.
#[derive(Clone, Debug)]
pub struct FormRequest<'a> {
    /// The quarter.
    pub quarter: Quarter,
    /// Only the towns of this county, by id.
    pub county: Option<&'a Slug>,
    /// The language of the form.
    pub language: Language,
}

/// The workbook, and how many towns are in it.
///
/// # Errors
/// Where the quarter has no board or no town is on one.
pub fn workbook(tree: &Tree, asked: &FormRequest<'_>) -> Result<(Vec<u8>, usize), Message> {
    let quarter = asked.quarter;
    let mut boards = boards(tree, quarter);
    if boards.is_empty() {
        return Err(message!(
            "rules.yaml 里没有 {quarter} 有效的榜单，无法生成报表",
            "rules.yaml has no board for {quarter}, so that there is no form"
        ));
    }
    for (_, towns) in &mut boards {
        towns.retain(|(_, town)| asked.county.is_none_or(|county| town.county.as_ref() == Some(county)));
    }
    boards.retain(|(_, towns)| !towns.is_empty());
    let count = boards.iter().map(|(_, towns)| towns.len()).sum();
    if count == 0 {
        return Err(message!("{quarter} 的榜单上没有所选的小镇", "no such town is on a board in {quarter}"));
    }
    let bytes = build(tree, asked, &boards)
        .map_err(|error| message!("无法生成报表（{error}）", "the form cannot be made ({error})"))?;
    Ok((bytes, count))
}

type FormBoards<'t> = [(&'t BoardRule, Vec<(&'t Slug, &'t Town)>)];

fn build(tree: &Tree, asked: &FormRequest<'_>, boards: &FormBoards<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let title = tree.config.as_ref().map_or("", |config| config.title.0.as_str());
    let author = tree.config.as_ref().map_or("", |config| config.organiser.0.as_str());
    // A fixed day, so that no clock gets into the file.
    let day = excel_date(asked.quarter.last_day())?;
    let properties = DocProperties::new().set_title(title).set_author(author).set_creation_datetime(&day);
    workbook.set_properties(&properties);
    let formats = FormStyles::new();
    let mut names = BTreeSet::new();
    for (board, towns) in boards {
        let sheet = workbook.add_worksheet();
        sheet.set_name(sheet_name(&board.name.0, &mut names))?;
        FormSheet { tree, asked, formats: &formats }.fill(sheet, board, towns)?;
    }
    let projects = projects::rows(boards);
    if !projects.is_empty() {
        let sheet = workbook.add_worksheet();
        sheet.set_name(sheet_name(projects::name(asked.language), &mut names))?;
        FormSheet { tree, asked, formats: &formats }.fill_projects(sheet, &projects)?;
    }
    workbook.save_to_buffer()
}

/// A board's name as a sheet's: without the characters that Excel refuses, not too long, unlike the others.
fn sheet_name(name: &str, taken: &mut BTreeSet<String>) -> String {
    let fine: String = name.chars().map(|c| if "[]:*?/\\'".contains(c) { '－' } else { c }).collect();
    let mut candidate: String = fine.chars().take(SHEET_NAME).collect();
    let mut number = 2;
    while !taken.insert(candidate.to_lowercase()) {
        let tail = format!("（{number}）");
        candidate = fine.chars().take(SHEET_NAME - tail.chars().count()).collect::<String>() + &tail;
        number += 1;
    }
    candidate
}

/// What a column of the form holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FormColumn {
    Id,
    Town,
    County,
    /// A figure of the quarter before.
    Before(ProgressField),
    /// The plan's cumulative figure for the quarter.
    Plan(ProgressField),
    /// A figure to fill in.
    Figure(ProgressField),
    Status,
    Reported,
    Note,
}

/// The columns of a form, in their order.
fn columns() -> Vec<FormColumn> {
    let mut columns = vec![FormColumn::Id, FormColumn::Town, FormColumn::County];
    for field in ProgressField::ALL {
        columns.push(FormColumn::Before(field));
        if matches!(field, ProgressField::Total | ProgressField::KeyProjects) {
            columns.push(FormColumn::Plan(field));
        }
        columns.push(FormColumn::Figure(field));
    }
    columns.extend([FormColumn::Status, FormColumn::Reported, FormColumn::Note]);
    columns
}

struct FormStyles {
    title: Format,
    words: Format,
    heading: Format,
    /// Headings of the cells to fill.
    heading_entry: Format,
    locked: Format,
    number: Format,
    entry: Format,
    entry_date: Format,
    entry_words: Format,
}

impl FormStyles {
    fn new() -> Self {
        let cell = Format::new().set_border(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter);
        let heading = cell.clone().set_bold().set_align(FormatAlign::Center).set_text_wrap();
        let entry = cell.clone().set_unlocked().set_background_color(Color::RGB(0x00FF_F9E5));
        // Digits as they are: a format with fixed places would round what is shown.
        let number = "#,##0.####";
        Self {
            title: Format::new().set_bold().set_font_size(16).set_align(FormatAlign::Center),
            words: Format::new().set_text_wrap().set_align(FormatAlign::VerticalCenter),
            heading: heading.clone().set_background_color(Color::RGB(0x00F0_F0F0)),
            heading_entry: heading.set_background_color(Color::RGB(0x00FF_E8A3)),
            locked: cell.clone().set_text_wrap(),
            number: cell.set_num_format(number).set_font_color(Color::RGB(0x0059_5959)),
            entry_date: entry.clone().set_num_format("yyyy-mm-dd"),
            entry_words: entry.clone().set_text_wrap(),
            entry: entry.set_num_format(number),
        }
    }
}

struct FormSheet<'a> {
    tree: &'a Tree,
    asked: &'a FormRequest<'a>,
    formats: &'a FormStyles,
}

impl Speaks for FormSheet<'_> {
    fn language(&self) -> Language {
        self.asked.language
    }
}

impl FormSheet<'_> {
    fn fill(&self, sheet: &mut Worksheet, board: &BoardRule, towns: &[(&Slug, &Town)]) -> Result<(), XlsxError> {
        let columns = columns();
        let last = columns.len() as u16 - 1;
        let (quarter, language) = (self.asked.quarter, self.asked.language);
        let period = numbers::quarter_short(quarter, language);
        let title = match language {
            Language::Chinese => format!("{period}特色小镇投资进度报送表（{}）", board.name),
            Language::English => format!("Progress return for {period} ({quarter}): {}", board.name),
        };
        sheet.merge_range(0, 1, 0, last, &title, &self.formats.title)?;
        sheet.merge_range(1, 1, 1, last, &self.explanation(board), &self.formats.words)?;
        sheet.set_row_height(0, 28)?.set_row_height(1, 48)?.set_row_height(HEADINGS, 90)?;
        for (at, column) in (0u16..).zip(&columns) {
            let format = match column {
                FormColumn::Figure(_) | FormColumn::Status | FormColumn::Reported | FormColumn::Note => {
                    &self.formats.heading_entry
                }
                _ => &self.formats.heading,
            };
            sheet.write_string_with_format(HEADINGS, at, self.heading(*column), format)?;
            if let Some(words) = self.note(*column, board) {
                let note = Note::new(words).set_author("").add_author_prefix(false).set_width(260).set_height(110);
                sheet.insert_note(HEADINGS, at, &note)?;
            }
            sheet.set_column_width(at, width(*column))?;
        }
        for (row, (slug, town)) in (HEADINGS + 1..).zip(towns) {
            sheet.set_row_height(row, 24)?;
            for (at, column) in (0u16..).zip(&columns) {
                self.cell(sheet, (row, at), *column, slug, town)?;
            }
        }
        let rows = (HEADINGS + 1, HEADINGS + towns.len() as u32);
        for (at, column) in (0u16..).zip(&columns) {
            self.validation(sheet, rows, at, *column, towns)?;
        }
        sheet.set_column_hidden(0)?;
        sheet.set_freeze_panes(HEADINGS + 1, 3)?;
        let first =
            columns.iter().position(|column| matches!(column, FormColumn::Figure(_))).unwrap_or_default() as u16;
        sheet.set_selection(HEADINGS + 1, first, HEADINGS + 1, first)?;
        // Widths and heights may be set: what a town writes may need room.
        let allowed = ProtectionOptions { format_columns: true, format_rows: true, ..ProtectionOptions::new() };
        sheet.protect_with_options(&allowed);
        // Paper size 9 is A4.
        sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3);
        sheet.set_repeat_rows(0, HEADINGS)?;
        sheet.set_footer(pick!(self, "&C第 &P 页，共 &N 页", "&CPage &P of &N"));
        Ok(())
    }

    fn cell(
        &self,
        sheet: &mut Worksheet,
        (row, at): (u32, u16),
        column: FormColumn,
        slug: &Slug,
        town: &Town,
    ) -> Result<(), XlsxError> {
        let language = self.asked.language;
        let quarter = self.asked.quarter;
        let report = lookup::progress_of(town, quarter);
        let formats = self.formats;
        // The year's first quarter has no earlier figure of the same year.
        let before = lookup::progress_of(town, quarter.previous());
        let figure = |row: Option<&Progress>, field: ProgressField| row.and_then(|row| field.of(row));
        let mut words = |text: &str, format: &Format| match text {
            "" => sheet.write_blank(row, at, format).map(|_| ()),
            text => sheet.write_string_with_format(row, at, text, format).map(|_| ()),
        };
        match column {
            FormColumn::Id => words(&slug.0, &formats.locked),
            FormColumn::Town => words(&town.name.0, &formats.locked),
            FormColumn::County => words(self.county(town).map_or("", |county| county.name.0.as_str()), &formats.locked),
            FormColumn::Before(field) => number(sheet, (row, at), figure(before, field), &formats.number),
            FormColumn::Plan(field) => number(sheet, (row, at), self.planned(town, field), &formats.number),
            FormColumn::Figure(field) => number(sheet, (row, at), figure(report, field), &formats.entry),
            FormColumn::Status => {
                words(report.map_or("", |row| terms::name(row.status, language)), &formats.entry_words)
            }
            FormColumn::Note => {
                let note = report.and_then(|row| row.note.as_ref()).map_or("", |note| note.0.as_str());
                words(note, &formats.entry_words)
            }
            FormColumn::Reported => match report.and_then(|row| row.reported) {
                Some(reported) => {
                    let day = excel_date(reported.0)?;
                    sheet.write_datetime_with_format(row, at, day, &formats.entry_date).map(|_| ())
                }
                None => sheet.write_blank(row, at, &formats.entry_date).map(|_| ()),
            },
        }
    }

    fn county(&self, town: &Town) -> Option<&County> {
        let id = town.county.as_ref()?;
        self.tree.counties.iter().find(|county| county.id == *id)
    }

    /// What the plan that counts says for the end of the quarter.
    fn planned(&self, town: &Town, field: ProgressField) -> Option<Money> {
        let quarter = self.asked.quarter;
        let plan = lookup::plan_in(&self.tree.rules, &self.tree.quarters, town, quarter)?;
        let measure = match field {
            ProgressField::KeyProjects => BoardMeasure::KeyProjects,
            _ => BoardMeasure::Total,
        };
        lookup::series(plan, measure)?.to_date(quarter)
    }

    /// A corrected return stays one.
    fn is_revised(&self, town: &Town) -> bool {
        lookup::progress_of(town, self.asked.quarter).is_some_and(|row| row.status == FigureStatus::Revised)
    }

    /// What may be typed into a column's cells.
    fn validation(
        &self,
        sheet: &mut Worksheet,
        (first, last): (u32, u32),
        at: u16,
        column: FormColumn,
        towns: &[(&Slug, &Town)],
    ) -> Result<(), XlsxError> {
        let title = pick!(self, "填写有误", "Not accepted");
        let refusing = |rule: DataValidation, words: Pair| {
            rule.set_error_title(title)?.set_error_message(words.pick(self.asked.language))
        };
        match column {
            FormColumn::Figure(_) => {
                let rule = DataValidation::new().allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0));
                let rule = refusing(
                    rule,
                    pair!(
                        "请填不小于0的数，单位万元；不写单位，没有数据请留空。",
                        "A number of 0 or more, in 10,000 yuan, without a unit; leave it empty where there is none."
                    ),
                )?;
                sheet.add_data_validation(first, at, last, at, &rule)?;
            }
            FormColumn::Status => {
                let revised: Vec<bool> = towns.iter().map(|(_, town)| self.is_revised(town)).collect();
                let mut row = first;
                // Neighbours with the same choices share a rule.
                for run in revised.chunk_by(|a, b| a == b) {
                    let end = row + run.len() as u32 - 1;
                    let choices = match run[0] {
                        true => vec![FigureStatus::Revised],
                        false => vec![FigureStatus::Provisional, FigureStatus::Final],
                    };
                    let choices: Vec<&str> =
                        choices.into_iter().map(|status| terms::name(status, self.asked.language)).collect();
                    let rule = refusing(
                        DataValidation::new().allow_list_strings(&choices)?,
                        pair!("请从下拉列表中选。", "Choose from the list."),
                    )?;
                    sheet.add_data_validation(row, at, end, at, &rule)?;
                    row = end + 1;
                }
            }
            FormColumn::Reported => {
                let end = excel_date(self.asked.quarter.last_day())?;
                let rule = refusing(
                    DataValidation::new().allow_date(DataValidationRule::GreaterThan(end)),
                    pair!(
                        "请填日期，写作 2021-01-07，应晚于季末。",
                        "A day after the quarter's end, such as 2021-01-07."
                    ),
                )?;
                sheet.add_data_validation(first, at, last, at, &rule)?;
            }
            _ => {}
        }
        Ok(())
    }
}

fn width(column: FormColumn) -> u16 {
    match column {
        FormColumn::Town => 16,
        FormColumn::Note => 28,
        FormColumn::Id => 9,
        _ => 11,
    }
}

fn number(
    sheet: &mut Worksheet,
    (row, at): (u32, u16),
    value: Option<Money>,
    format: &Format,
) -> Result<(), XlsxError> {
    match value {
        Some(money) => {
            // At most 14 digits, which a cell's 15 hold exactly.
            let number: f64 = money.to_string().parse().expect("digits with a point are a number");
            sheet.write_number_with_format(row, at, number, format).map(|_| ())
        }
        None => sheet.write_blank(row, at, format).map(|_| ()),
    }
}

fn excel_date(day: NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_ymd(u16::try_from(day.year()).unwrap_or(1900), day.month() as u8, day.day() as u8)
}
