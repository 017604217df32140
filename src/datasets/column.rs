//! What a column is: its name, kind, title and meaning, with unit and denominator; and the columns many tables share.

#[cfg(test)]
use super::value::Value;
use crate::figure::{Measure, MeasureUnit};
use crate::language::Pair;
use crate::model::{Category, Coded as _, Word};

/// What values a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Words, ids, codes.
    Text,
    /// Whole numbers.
    Integer,
    /// Exact numbers.
    Number,
    /// Per cent or points with one digit after the point.
    Rate,
    /// Days.
    Date,
    /// Days known to the day, the month or the year: `2020-09-29`, `2020-09`, `2020`.
    PartialDate,
    /// `true` or `false`.
    Boolean,
}

/// A column.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Name, as the header has it.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Title.
    pub title: Pair,
    /// Meaning, with unit and denominator.
    pub description: Pair,
    /// The codes it may hold, with what they mean; empty where it is free.
    pub codes: &'static [Word],
    /// What it measures, where it holds figures.
    pub measure: Option<&'static Measure>,
}

impl Column {
    /// The column of a measure's figures, with the measure's own name, title and meaning.
    pub(super) const fn of(measure: &'static Measure) -> Self {
        let kind = match measure.unit {
            MeasureUnit::Count | MeasureUnit::Tasks | MeasureUnit::Rank | MeasureUnit::Places => Kind::Integer,
            // What is divided has one digit; a bound has as many as the rule.
            MeasureUnit::PerCent if measure.quotient.is_some() => Kind::Rate,
            _ => Kind::Number,
        };
        let (name, title, description) = (measure.name, measure.title, measure.meaning);
        Self { name, kind, title, description, codes: &[], measure: Some(measure) }
    }

    /// The same with another kind: the figures of the column have several units.
    pub(super) const fn of_kind(self, kind: Kind) -> Self {
        Self { kind, ..self }
    }

    /// The same in words of its own, for a list that says it shorter.
    pub(super) const fn described(self, description: Pair) -> Self {
        Self { description, ..self }
    }

    /// Whether the column may hold a value.
    #[cfg(test)]
    pub fn admits(&self, value: &Value) -> bool {
        match (self.kind, value) {
            (_, Value::Missing)
            | (Kind::PartialDate, Value::Text(_))
            | (Kind::Integer, Value::Integer(_))
            | (Kind::Number | Kind::Rate, Value::Number(_))
            | (Kind::Date, Value::Date(_))
            | (Kind::Boolean, Value::Boolean(_)) => true,
            (Kind::Text, Value::Text(text)) => self.codes.is_empty() || self.codes.iter().any(|code| code.code == text),
            _ => false,
        }
    }
}

/// A column: name, kind, titles, meanings.
pub(super) const fn column(name: &'static str, kind: Kind, title: Pair, description: Pair) -> Column {
    Column { name, kind, title, description, codes: &[], measure: None }
}

/// A column of codes.
pub(super) const fn coded(name: &'static str, title: Pair, description: Pair, codes: &'static [Word]) -> Column {
    Column { name, kind: Kind::Text, title, description, codes, measure: None }
}

pub(super) const QUARTER: Column =
    column("quarter", Kind::Text, pair!("季度", "Quarter"), pair!("写作 2020Q3", "Calendar quarter, written 2020Q3"));
pub(super) const YEAR: Column =
    column("year", Kind::Integer, pair!("年度", "Year"), pair!("所指的年度", "The calendar year meant"));
pub(super) const TOWN: Column = column(
    "town",
    Kind::Text,
    pair!("小镇代号", "Town"),
    pair!("小镇在 towns 表中的代号", "Slug of the town in the table towns"),
);
pub(super) const TOWN_NAME: Column =
    column("town_name", Kind::Text, pair!("小镇", "Name of the town"), pair!("小镇名称", "The town's name"));
pub(super) const COUNTY: Column = column(
    "county",
    Kind::Text,
    pair!("县（市、区）代号", "County"),
    pair!(
        "责任主体在 counties 表中的代号；不详时为空",
        "Id of the responsible county in the table counties; empty where unknown",
    ),
);
pub(super) const BOARD: Column = column(
    "board",
    Kind::Text,
    pair!("榜单", "Board"),
    pair!("榜单代号，各季度不变", "Id of the board, the same through time"),
);
pub(super) const DOCUMENT: Column = column(
    "document",
    Kind::Text,
    pair!("文件", "Document"),
    pair!("作为依据的文件名称或文号", "Name or number of the document it rests on"),
);
pub(super) const SOURCE: Column = column(
    "source",
    Kind::Text,
    pair!("出处", "Source"),
    pair!(
        "出处文字，或 sources 表中的编号，以分号隔开",
        "The source in words, or ids of the table sources joined by semicolons",
    ),
);
pub(super) const NOTE: Column =
    column("note", Kind::Text, pair!("备注", "Note"), pair!("对本行的说明", "A remark on this row"));
pub(super) const CATEGORY: Column = coded(
    "category",
    pair!("类别", "Category"),
    pair!("所指日期的小镇类别", "Category of the town on the day meant"),
    Category::WORDS,
);
/// A row of values, one per column, each converted.
macro_rules! row {
    ($($value:expr),* $(,)?) => {
        vec![$($crate::datasets::Value::from($value)),*]
    };
}
