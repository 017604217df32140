//! Cells of tables as readers of the pages know them: names for ids and codes, figures with their units.

use super::DiffReport;
use crate::cli::names::{self, CellContext};
use crate::datasets::{Column, Value};
use crate::editor::changes::{RowChange, TableChange};
use crate::evaluate::assessment::ComponentGap;
use crate::evaluate::award::PaymentDoubt;
use crate::figure::Figure;
use crate::language::Speaks as _;
use crate::model::{Coded as _, Word};
use crate::units::Number;

/// How much of a text stands in a line.
const LONGEST: usize = 40;
/// How much of what two texts have in common stands before the place where they part.
const COMMON: usize = 8;

impl DiffReport<'_> {
    /// A value in words; [`None`] where it is missing.
    pub(super) fn value(&self, table: &TableChange, row: &RowChange, column: usize, value: &Value) -> Option<String> {
        let own = table.columns[column];
        Some(match value {
            Value::Missing => return None,
            Value::Text(code) if !own.codes.is_empty() => self.word(own.codes, code),
            Value::Text(text) => self.named(table, row, &own, text),
            Value::Boolean(true) => pick!(self, "是", "yes").to_owned(),
            Value::Boolean(false) => pick!(self, "否", "no").to_owned(),
            Value::Number(number) => self.number(table, row, &own, *number),
            Value::Integer(_) | Value::Date(_) => value.to_string(),
        })
    }

    /// The value of a column before and now, in words that differ.
    pub(super) fn values(&self, table: &TableChange, row: &RowChange, column: usize) -> [String; 2] {
        let given = row.values(column);
        let [before, after] = given.map(|value| self.value(table, row, column, value));
        if before == after {
            // What pages show alike differs in the files all the same.
            return given.map(ToString::to_string);
        }
        let none = || pick!(self, "（无）", "(none)").to_owned();
        match (before, after) {
            (Some(before), Some(after)) => parted(&before, &after),
            (before, after) => [before, after].map(|text| text.map_or_else(none, |text| shortened(&text, 0))),
        }
    }

    /// What an id stands for, by name, or each of several; what is no id stays as it is.
    fn named(&self, table: &TableChange, row: &RowChange, column: &Column, text: &str) -> String {
        let place = CellContext { table: table.table, column: column.name, town: table.town(row) };
        let standard = table.text(row, "standard");
        let name =
            |id: &str| names::of([self.after, self.before], place, standard, id).unwrap_or_else(|| id.to_owned());
        match column.name {
            "area" if text == "all" => pick!(self, "全市", "the whole area").to_owned(),
            "towns" => self.listed(text, name),
            "payment_note" => self.listed(text, |code| self.word(PaymentDoubt::WORDS, code)),
            // Grades with how many towns have them.
            "grades" => self.listed(text, |part| {
                let (grade, count) = part.split_once(':').unwrap_or((part, ""));
                let place = CellContext { column: "grade", ..place };
                let grade =
                    names::of([self.after, self.before], place, None, grade).unwrap_or_else(|| grade.to_owned());
                say!(self, "{grade}{count}个", "{grade} {count}")
            }),
            // Parts of an assessment, each with why it is missing.
            "reason" if table.table == "assessments" => self.listed(text, |part| {
                let (key, why) = part.split_once(':').unwrap_or((part, ""));
                let place = CellContext { table: "assessment_parts", column: "key", town: None };
                let key = names::of([self.after, self.before], place, None, key).unwrap_or_else(|| key.to_owned());
                let why = self.word(ComponentGap::WORDS, why);
                say!(self, "{key}{why}", "{key}: {why}")
            }),
            _ => name(text),
        }
    }

    /// Each of several, in words.
    fn listed(&self, text: &str, word: impl Fn(&str) -> String) -> String {
        text.split(';').map(word).collect::<Vec<_>>().join(pick!(self, "、", ", "))
    }

    /// What a code means.
    fn word(&self, words: &[Word], code: &str) -> String {
        let known = words.iter().find(|known| known.code == code);
        known.map_or_else(|| code.to_owned(), |known| known.name.pick(self).to_owned())
    }

    fn number(&self, table: &TableChange, row: &RowChange, column: &Column, number: rust_decimal::Decimal) -> String {
        let Some(measure) = column.measure else { return number.to_string() };
        let own = names::unit(self.after, table.table, |column| table.text(row, column), self.language());
        let (measure, unit) = match own {
            // The values of one column have several units.
            Some((Some(measure), unit)) if column.name == "value" => (measure, unit),
            Some((_, unit)) => (measure, unit),
            None => (measure, String::new()),
        };
        let figure = Figure::of(measure, Number(number)).in_unit(&unit);
        figure.as_stated_with_unit(self.language()).unwrap_or_else(|| number.to_string())
    }
}

/// A text that is not too long, from a place on.
pub(super) fn shortened(text: &str, from: usize) -> String {
    let rest = text.chars().skip(from).count();
    let mut short: String =
        text.chars().skip(from).take(LONGEST).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if from > 0 {
        short.insert(0, '…');
    }
    if rest > LONGEST {
        short.push('…');
    }
    short
}

/// Two texts that differ, each cut so that it shows where they part.
fn parted(before: &str, after: &str) -> [String; 2] {
    let common = before.chars().zip(after.chars()).take_while(|(before, after)| before == after).count();
    let from = if common + COMMON < LONGEST { 0 } else { common.saturating_sub(COMMON) };
    [before, after].map(|text| shortened(text, from))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_long_texts_show_where_they_part() {
        assert_eq!(parted("旧", "新"), ["旧", "新"]);
        let long = "字".repeat(60);
        let [before, after] = parted(&format!("{long}旧"), &format!("{long}新{long}"));
        assert_eq!(before, format!("…{}旧", "字".repeat(8)));
        assert_eq!(after, format!("…{}新{}…", "字".repeat(8), "字".repeat(31)));
        assert_eq!(shortened("一行\n又一行", 0), "一行 又一行");
    }
}
