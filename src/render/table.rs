//! Tables as templates get them: what can be said of a cell in advance is said.

use serde::Serialize;
use tera::Value;

use super::line::{attributes, rich};
use super::phrases::date_kind;
use crate::pages::parts::{Cell, Datum, Narrow, Rich, Status, Table, toned};

/// A table, borrowed from its page.
#[derive(Serialize)]
pub(super) struct TableShown<'a> {
    part: &'static str,
    caption: &'a str,
    columns: Vec<ColumnShown<'a>>,
    rows: Vec<RowShown<'a>>,
    empty: &'a str,
    /// Whether phones fold its rows.
    folds: bool,
    filter: Option<&'a Value>,
}

#[derive(Serialize)]
struct ColumnShown<'a> {
    label: &'a str,
    numeric: bool,
    /// What phones do with it, where they fold rows.
    #[serde(skip_serializing_if = "Option::is_none")]
    narrow: Option<Narrow>,
    /// The field of all its cells.
    field: Option<&'static str>,
}

/// What a row or a cell does not have is not there at all: there are very many, and each field takes time.
#[derive(Serialize)]
struct RowShown<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    town: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    /// What filters find the row by.
    #[serde(skip_serializing_if = "Option::is_none")]
    facets: Option<String>,
    cells: Vec<CellShown<'a>>,
}

#[derive(Serialize)]
struct CellShown<'a> {
    text: Value,
    /// Whether there is more than one thing in it, so that they need a box of their own.
    #[serde(skip_serializing_if = "is_no")]
    several: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'a Status>,
    #[serde(skip_serializing_if = "Option::is_none")]
    svg: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<Value>,
    #[serde(skip_serializing_if = "is_no")]
    blank: bool,
    /// Whether it begins with a `day` or a `quarter`, which should stay on a line.
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'static str>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
fn is_no(yes: &bool) -> bool {
    !yes
}

impl<'a> TableShown<'a> {
    pub(super) fn of(table: &'a Table, filter: Option<&'a Value>) -> Self {
        let fields: Vec<Option<&'static str>> = (0..table.columns.len()).map(|at| field_of(table, at)).collect();
        let columns = table.columns.iter().zip(&fields).enumerate().map(|(at, (column, field))| ColumnShown {
            label: &column.label,
            numeric: column.numeric,
            narrow: table.compact.map(|compact| compact.of(at)),
            field: *field,
        });
        let rows = table.rows.iter().map(|row| RowShown {
            town: row.town.as_deref(),
            id: row.id.as_deref(),
            facets: (!row.facets.is_empty()).then(|| row.facets.join("|")),
            cells: row.cells.iter().zip(&fields).map(|(cell, field)| CellShown::of(cell, field.is_some())).collect(),
        });
        let (columns, rows) = (columns.collect(), rows.collect());
        let folds = table.compact.is_some();
        Self { part: "table", caption: &table.caption, columns, rows, empty: &table.empty, folds, filter }
    }
}

/// The field that a column is of, to be named once in its head: where every cell has it or is missing.
fn field_of(table: &Table, at: usize) -> Option<&'static str> {
    let cells = || table.rows.iter().filter_map(move |row| row.cells.get(at));
    let field = |cell: &Cell| cell.data.as_ref().map(|datum| datum.field);
    let name = cells().find_map(field)?;
    let fits = |cell: &Cell| match field(cell) {
        Some(own) => own == name,
        None => cell.text.first().is_some_and(|run| run.tone == Some("missing")),
    };
    (at > 0 && table.rows.len() > 1 && cells().all(fits)).then_some(name)
}

impl<'a> CellShown<'a> {
    fn of(cell: &'a Cell, is_headed: bool) -> Self {
        let Cell { text, marks, status, svg, data, blank } = cell;
        // Marks stand before the digits, so that these stay below each other.
        let line: Rich = marks.iter().flat_map(|mark| toned(*mark, "firm")).collect();
        let text_shown =
            if line.is_empty() { rich(text) } else { rich(&line.into_iter().chain(text.iter().cloned()).collect()) };
        Self {
            text: text_shown,
            several: status.is_some() || svg.is_some() || marks.len() + text.len() > 1,
            status: status.as_ref(),
            svg: svg.as_deref().map(Value::safe_string),
            data: data.as_ref().and_then(|datum| attributes(datum, !is_headed, !says(cell, datum))),
            blank: *blank,
            date: text.first().and_then(|run| date_kind(&run.text)),
        }
    }
}

/// Whether a cell's words are its value already, but for commas and the sign of per cent: machines read those.
fn says(cell: &Cell, datum: &Datum) -> bool {
    match cell.text.as_slice() {
        [run] if cell.marks.is_empty() && cell.status.is_none() && cell.svg.is_none() => {
            run.text.chars().filter(|c| !matches!(c, ',' | '%')).eq(datum.value.chars())
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::compose::text_column;
    use crate::pages::parts::TableRow;

    fn figure(text: &str, field: &'static str, value: &str) -> Cell {
        Cell::words(text).with_data(field, value)
    }

    #[test]
    fn a_value_stands_beside_its_words_only_where_they_say_it_otherwise() {
        let said = |cell: &Cell| says(cell, cell.data.as_ref().expect("a value"));
        let mut carded = figure("43,680.5", "a", "43680.5");
        carded.status = Some(Status { level: "red", mark: "■", word: "红牌".into() });
        assert!(said(&figure("43,680.5", "a", "43680.5")) && said(&figure("43,680.5%", "a", "43680.5")));
        assert!(!said(&figure("4.37", "a", "43680.5")) && !said(&carded));
    }

    #[test]
    fn a_column_of_one_field_is_named_in_its_head() {
        let rows = vec![
            TableRow::of(vec![
                figure("1", "a", "1"),
                figure("1", "b", "1"),
                figure("1", "c", "1"),
                figure("1", "d", "1"),
            ]),
            TableRow::of(vec![figure("1", "a", "1"), Cell::missing(""), figure("1", "x", "1"), Cell::words("无计划")]),
        ];
        let table = Table::new("", ["甲", "乙", "丙", "丁"].map(text_column).into(), rows, "");
        assert_eq!((0..4).map(|at| field_of(&table, at)).collect::<Vec<_>>(), [None, Some("b"), None, None]);
        let shown = TableShown::of(&table, None);
        assert!(shown.rows[0].cells[1].data.is_none());
        assert_eq!(shown.rows[0].cells[2].data.as_ref().and_then(Value::as_str), Some(" data-field=\"c\""));
    }
}
